//! `config doctor`: what is well, what is worth knowing, and what is a problem.

use std::fs;
use std::path::Path;

use super::Space;
use crate::backend::{refusing_port, silent_port};
use crate::on_every_space;
use crate::support::servers::{Kind, Options, Server, etcd};

on_every_space![
    a_space_that_is_well_has_no_problem,
    a_table_for_people_has_a_line_for_each_check,
    a_bookmark_is_looked_at,
    a_schema_is_looked_at,
];

/// What was found, as verdict, check, subject and text; and the code.
fn checks(space: &Space, words: &[&str]) -> (i32, Vec<[String; 4]>) {
    let end = space.config([&["doctor", "-o", "json"], words].concat()).end();
    let read = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["schema"], "gosys.config-check.v1");
        assert_eq!(record["hint"].is_null(), record["verdict"] == "ok", "{record}");
        ["verdict", "check", "subject", "about"].map(|name| record[name].as_str().unwrap().to_owned())
    };
    (end.code(), end.stdout.lines().map(read).collect())
}

/// The problems among them, by check and text; there is one if the code says so.
#[track_caller]
fn problems(space: &Space, words: &[&str]) -> Vec<(String, String)> {
    let (code, all) = checks(space, words);
    let wrong = all.into_iter().filter(|[verdict, ..]| verdict == "problem");
    let wrong: Vec<_> = wrong.map(|[_, check, _, about]| (check, about)).collect();
    assert_eq!(code, i32::from(!wrong.is_empty()), "{wrong:?}");
    wrong
}

/// The text of the one check of this name.
#[track_caller]
fn about(space: &Space, check: &str) -> String {
    let (_, all) = checks(space, &[]);
    let found: Vec<&[String; 4]> = all.iter().filter(|found| found[1] == check).collect();
    assert_eq!(found.len(), 1, "{check}: {all:?}");
    found[0][3].clone()
}

/// What etcdctl does to the server of this space.
fn ctl(port: u16, words: &[&str]) {
    let scratch = crate::support::Scratch::new();
    let endpoint = format!("127.0.0.1:{port}");
    let end = scratch.command("etcdctl", ["--endpoints", &endpoint].iter().chain(words)).end();
    assert_eq!(end.code(), 0, "{words:?}: {}{}", end.stdout, end.stderr);
}

fn on(server: &Server) -> Space {
    Space { scratch: crate::support::Scratch::new(), url: format!("{}/app", server.url()) }
}

fn a_space_that_is_well_has_no_problem(space: &Space) {
    assert_eq!(problems(space, &[]), []);
    space.set(&["a=1", "b=22"], 1);
    space.config(["tag", "1", "good"]).end().like(0, "", "");
    assert_eq!(problems(space, &[]), []);
    assert_eq!(about(space, "keys"), "2 keys, 3 B");
    assert_eq!(about(space, "releases"), "1 kept, from 1 to 1, 1 tags");
    assert_eq!(about(space, "drift"), "keys written past gosys since the last release: 0");
}

fn a_table_for_people_has_a_line_for_each_check(space: &Space) {
    space.set(&["a=1"], 1);
    let (_, all) = checks(space, &[]);
    let end = space.config(["doctor"]).end();
    let lines: Vec<&str> = end.stdout.lines().collect();
    assert!(end.code() == 0 && end.stderr.is_empty() && lines[0].starts_with("VERDICT"), "{}", end.stderr);
    assert_eq!(lines.len(), all.len() + 1);
    for (line, [verdict, check, ..]) in lines[1..].iter().zip(&all) {
        assert_eq!(line.split_whitespace().take(2).collect::<Vec<_>>(), [verdict, check]);
    }
}

fn a_bookmark_is_looked_at(space: &Space) {
    space.set(&["a=1"], 1);
    // A watcher that writes one and ends.
    let end = space.config(["watch", "--bookmark", "b", "--timeout", "2s", "--", "true"]).end();
    assert!(space.scratch.path().join("b").exists(), "{}", end.stderr);
    assert_eq!(problems(space, &["--bookmark", "b"]), []);
    let text = fs::read_to_string(space.scratch.path().join("b")).unwrap();
    let mut bookmark: serde_json::Value = serde_json::from_str(&text).unwrap();
    bookmark["release"] = 9.into();
    space.scratch.file("later", bookmark.to_string());
    let found = problems(space, &["--bookmark", "later"]);
    assert_eq!(found, [("bookmark".to_owned(), "at release 9, and the last one is 1".to_owned())]);
    bookmark["cluster"] = "elsewhere".into();
    space.scratch.file("other", bookmark.to_string());
    let found = problems(space, &["--bookmark", "other"]);
    assert_eq!(found, [("bookmark".to_owned(), "it was made with another store than this one".to_owned())]);
    space.scratch.file("odd", "{}");
    let (code, all) = checks(space, &["--bookmark", "odd"]);
    assert_eq!((code, &all[0][..3]), (1, ["problem", "bookmark", "odd"].map(str::to_owned).as_slice()));
    let names = |all: &[[String; 4]]| all.iter().map(|[_, check, ..]| check.clone()).collect::<Vec<_>>();
    assert_eq!(names(&all[1..]), names(&checks(space, &[]).1), "all else is looked at");
    let (code, all) = checks(space, &["--bookmark", "none"]);
    assert_eq!((code, all[0].clone()), (0, ["note", "bookmark", "none", "there is no such file"].map(str::to_owned)));
}

fn a_schema_is_looked_at(space: &Space) {
    space.set(&["port=80"], 1);
    space.scratch.file("s", "properties: {port: {type: integer}}");
    space.config(["lint", "--schema", "s", "--keep"]).end().is(0, "", "");
    assert_eq!(about(space, "schema"), "the space satisfies it");
}

#[test]
fn a_database_that_is_damaged() {
    let space = Space::local();
    for number in 1..=20 {
        space.set(&[&format!("key/{number}={}", "x".repeat(3000))], number);
    }
    let path = space.scratch.state().join("config/space.sqlite");
    assert_eq!(about(&space, "database"), "quick_check says ok");
    assert_eq!(about(&space, "journal"), "wal");
    assert!(about(&space, "folder").starts_with("on "));
    // All that is still in the log comes into the file, or there would be nothing to damage there.
    space.database().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[8192..end].fill(0x5a);
    fs::write(&path, &bytes).unwrap();
    assert!(!problems(&space, &[]).is_empty());
    fs::write(&path, "hello, this is no database, and long enough to be seen as none at all").unwrap();
    for log in ["-wal", "-shm"] {
        let _ = fs::remove_file(Path::new(&format!("{}{log}", path.display())));
    }
    let found = problems(&space, &[]);
    assert!(found.len() == 1 && found[0].1.contains("not a database"), "{found:?}");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn endpoints_that_do_not_answer() {
    let (refusing, _held) = refusing_port();
    let (silent, good) = (silent_port(), etcd().port);
    let mut space = Space::etcd();
    let path = space.url.rsplit_once('/').unwrap().1.to_owned();
    let url = |ports: &[u16]| {
        let hosts: Vec<String> = ports.iter().map(|port| format!("127.0.0.1:{port}")).collect();
        format!("etcd://{}/{path}", hosts.join(","))
    };
    space.url = url(&[refusing, silent, good]);
    let found = problems(&space, &[]);
    assert_eq!(
        found,
        [
            ("endpoint".to_owned(), format!("etcd 127.0.0.1:{refusing} refused the connection")),
            ("endpoint".to_owned(), format!("etcd 127.0.0.1:{silent} does not answer within 2s")),
        ]
    );
    space.url = url(&[refusing]);
    let end = space.config(["doctor"]).end();
    end.like(69, "refused the connection", &format!("gosys: etcd 127.0.0.1:{refusing} refused the connection\nhint: "));
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn what_is_compacted_and_what_is_written_past_gosys() {
    let server = Server::own(Kind::Etcd, Options::default());
    let space = on(&server);
    space.set(&["a=1"], 1);
    assert_eq!(about(&space, "compaction"), "nothing is compacted, of 2 revisions");
    assert!(about(&space, "endpoint").contains(", version 3."));
    let _ = space.config(["watch", "--bookmark", "b", "--timeout", "2s", "--", "true"]).end();
    for value in ["1", "2", "3"] {
        ctl(server.port, &["put", "/app/x", value]);
    }
    assert_eq!(problems(&space, &["--bookmark", "b"]), []);
    ctl(server.port, &["compaction", "4"]);
    let compacted = about(&space, "compaction");
    assert!(compacted.starts_with("up to revision 4, ") && compacted.ends_with(" before the last one"), "{compacted}");
    assert_eq!(about(&space, "drift"), "keys written past gosys since the last release: 1");
    let found = problems(&space, &["--bookmark", "b"]);
    assert_eq!(found, [("compaction".to_owned(), "at revision 2, which has been compacted".to_owned())]);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn what_is_left_of_releases_that_came_to_nothing() {
    let server = Server::own(Kind::Etcd, Options::default());
    let space = on(&server);
    space.set(&["a=1"], 1);
    assert_eq!(about(&space, "pieces"), "0 pieces of records belong to no release");
    ctl(server.port, &["put", "/.gosys/config/v1/%2Fapp/blob/0123/0000", "x"]);
    assert_eq!(about(&space, "pieces"), "1 pieces of records belong to no release");
    assert_eq!(problems(&space, &[]), []);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_server_that_is_full() {
    let server = Server::own(Kind::Etcd, Options { extra: &["--quota-backend-bytes", "1000000"], tls: None });
    let space = on(&server);
    space.set(&["a=1"], 1);
    let large = space.scratch.file("large", "x".repeat(900_000));
    let large = format!("b=@{}", large.display());
    for _ in 0..3 {
        let _ = space.config(["set", &large]).end();
        let _ = space.config(["unset", "b"]).end();
    }
    let found = problems(&space, &[]);
    assert!(found.iter().any(|(check, about)| check == "alarm" && about.contains("NOSPACE")), "{found:?}");
}
