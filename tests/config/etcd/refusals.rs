//! What the server will not take: said with the key and the number.

use super::steps::half_made;
use super::*;
use crate::support::servers::{Kind, Options};

#[test]
fn a_value_over_the_limit_is_named_with_its_size() {
    let (space, scratch) = (Space::new(), Scratch::new());
    // Above etcd's own limit, and above that of its transport; alone, and among many.
    for length in [1_600_000, 2_500_000] {
        scratch.file("big", vec![b'x'; length]);
        let words = format!("takes no request of this size: `db/big` has a value of {length} bytes");
        space.gosys(&scratch, ["set", "a=1", "db/big=@big"]).end().like(65, "", &words);
        assert_eq!(names(etcd(), &space.own()), Vec::<String>::new());
    }
    space.gosys(&scratch, ["set", "a=1"]).end().is(0, "1\n", "");
    space.gosys(&scratch, ["set", "db/big=@big"]).end().like(65, "", "`db/big` has a value of 2500000 bytes");
    space.gosys(&scratch, ["set", "a=2"]).end().is(0, "2\n", "");
}

#[test]
fn a_server_that_takes_fewer_operations_says_how_many_it_were() {
    let server = Server::own(Kind::Etcd, Options { extra: &["--max-txn-ops", "10"], tls: None });
    let (space, scratch) = (Space::on(&server, "app"), Scratch::new());
    let few: Vec<String> = (0..7).map(|at| format!("k/{at}=x")).collect();
    let many: Vec<String> = (0..8).map(|at| format!("k/{at}=y")).collect();
    let set =
        |words: &[String]| space.gosys(&scratch, ["set"].into_iter().chain(words.iter().map(String::as_str))).end();
    set(&few).is(0, "1\n", "");
    set(&many).like(65, "", "takes no transaction of 11 operations for 8 keys from `k/0` on");
    let more: Vec<String> = (0..200).map(|at| format!("k/{at}=z")).collect();
    set(&more).like(65, "", "takes no transaction of 128 operations for 126 keys from `k/0` on");
    assert_eq!((space.numbers(), space.get("k/0").unwrap()), (vec![1], "x".to_owned()));
}

#[test]
fn a_key_under_a_lease_is_refused() {
    let (space, scratch) = (Space::new(), Scratch::new());
    let lease = ctl(etcd(), &["lease", "grant", "600"])[0].split(' ').nth(1).unwrap().to_owned();
    ctl(etcd(), &["put", "--lease", &lease, &format!("{}/up", space.path), "1"]);
    // etcdctl writes it with zeros in front.
    let words = format!("`up` belongs to the lease {}", lease.trim_start_matches('0'));
    space.gosys(&scratch, ["set", "up=2"]).end().like(76, "", &words);
    space.gosys(&scratch, ["set", "a=2"]).end().is(0, "1\n", "");
}

/// Adds the users root and ops, with one role of that name that has these rights; both have the password `pw`.
fn add_users(server: &Server, rights: &[(&str, &str)]) {
    for words in [
        &["user", "add", "root:pw"][..],
        &["user", "grant-role", "root", "root"],
        &["role", "add", "ops"],
        &["user", "add", "ops:pw"],
        &["user", "grant-role", "ops", "ops"],
    ] {
        ctl(server, words);
    }
    for (kind, folder) in rights {
        ctl(server, &["role", "grant-permission", "ops", kind, folder, "--prefix"]);
    }
    ctl(server, &["auth", "enable"]);
}

fn grant(server: &Server, kind: &str, folder: &str) {
    ctl(server, &["--user", "root:pw", "role", "grant-permission", "ops", kind, folder, "--prefix"]);
}

#[test]
fn a_permission_that_is_missing_is_named_with_how_to_grant_it() {
    let (server, scratch) = (Server::own(Kind::Etcd, Options::default()), Scratch::new());
    add_users(&server, &[]);
    let space = Space::on(&server, "app");
    let own = "/.gosys/config/v1/%2Fapp/";
    let set = |value: &str| {
        let assignment = format!("a={value}");
        space.gosys(&scratch, ["set", &assignment]).env("ETCDCTL_USER", "ops:pw").end()
    };
    let hint = |folder: &str| format!("etcdctl role grant-permission ROLE readwrite {folder} --prefix");
    let denied = |end: End, words: &str| {
        assert!(end.stderr.contains(&hint("/app/")) && end.stderr.contains(&hint(own)), "{end:?}");
        end.like(77, "", words);
    };
    denied(set("1"), "the user may not read below /app/");
    grant(&server, "read", "/app/");
    denied(set("1"), "the user may not read below /.gosys/config/v1/%2Fapp/");
    grant(&server, "read", own);
    denied(set("1"), "the user may not write below /app/");
    grant(&server, "readwrite", "/app/");
    denied(set("1"), "the user may not write below /.gosys/config/v1/%2Fapp/");
    grant(&server, "readwrite", own);
    set("1").is(0, "1\n", "");
    // With many keys too nothing is begun that could not be ended.
    grant(&server, "read", "/app/");
    let words: Vec<String> = (0..200).map(|at| format!("k/{at}=x")).collect();
    let words = ["set"].into_iter().chain(words.iter().map(String::as_str));
    denied(space.gosys(&scratch, words).env("ETCDCTL_USER", "ops:pw").end(), "the user may not write below /app/");
    space.gosys(&scratch, ["get", "a"]).env("ETCDCTL_USER", "ops:pw").end().is(0, "1\n", "");
}

/// Who may only read sees what somebody has left half-made as it will be.
#[test]
fn who_may_only_read_sees_a_half_made_release_as_made() {
    let server = Server::own(Kind::Etcd, Options::default());
    let (space, scratch) = (Space::on(&server, "app"), Scratch::new());
    space.set(&[("a", "0"), ("gone", "0")]).unwrap();
    let release = half_made(&server, &space, &[("a", "1"), ("b", "1")]);
    let own = space.own();
    add_users(&server, &[("read", "/app/"), ("read", &own)]);
    let gosys =
        |words: &[&'static str]| space.gosys(&scratch, words.iter().copied()).env("ETCDCTL_USER", "ops:pw").end();
    gosys(&["get", "a"]).is(0, "1\n", "");
    gosys(&["get", "b"]).is(0, "1\n", "");
    gosys(&["get", "b", "--rel", "1"]).is(1, "", "");
    let log = gosys(&["log", "-o", "json"]);
    assert!(log.stdout.contains(&format!("\"release\":{}", release.number)), "{log:?}");
    assert_eq!((log.code(), &*log.stderr), (0, ""));
}
