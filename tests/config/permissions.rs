//! Who may do what: users and roles of a real server, and files of other people.

use super::Space;
use super::watch::Own;
use crate::support::{End, Scratch, is_root};

const OWN: &str = "/.gosys/config/v1/%2Fapp/";

/// A server with users, each with a role of its name, and one release in the space.
fn guarded() -> Own {
    let own = Own::new();
    own.space.set(&["a=1"], 1);
    own.space.set(&["a=2"], 2);
    let rights: &[(&str, &[(&str, &str)])] = &[
        ("nothing", &[]),
        ("values", &[("readwrite", "/app/")]),
        ("reader", &[("read", "/app/"), ("read", OWN)]),
        ("writer", &[("readwrite", "/app/"), ("readwrite", OWN)]),
        ("elsewhere", &[("readwrite", "/other/"), ("readwrite", "/.gosys/config/v1/%2Fother/")]),
    ];
    own.ctl(&["user", "add", "root:pw"], "");
    own.ctl(&["user", "grant-role", "root", "root"], "");
    for (user, grants) in rights {
        own.ctl(&["role", "add", user], "");
        own.ctl(&["user", "add", &format!("{user}:pw")], "");
        own.ctl(&["user", "grant-role", user, user], "");
        for (kind, folder) in *grants {
            own.ctl(&["role", "grant-permission", user, kind, folder, "--prefix"], "");
        }
    }
    own.ctl(&["auth", "enable"], "");
    own.space.scratch.file("template", "{{ a }}\n");
    own.space.scratch.file("document.yaml", "a: new\n");
    own
}

fn by(own: &Own, user: &str, words: &[&str]) -> End {
    own.space.config(words).env("ETCDCTL_USER", format!("{user}:pw")).env("EDITOR", "sed -i s/2/3/").end()
}

const READING: &[&[&str]] = &[
    &["get", "a"],
    &["get", "a", "--rel", "1"],
    &["ls", "--values"],
    &["log"],
    &["show"],
    &["diff", "1", "2"],
    &["blame"],
    &["drift"],
    &["status"],
    &["export"],
    &["render", "template"],
    &["exec", "--", "true"],
    &["sync", "copy", "--once"],
    &["gc", "--dry-run"],
    &["set", "a=3", "--dry-run"],
    &["rollback", "--to", "1", "--dry-run"],
];

const WRITING: &[&[&str]] = &[
    &["set", "a=3"],
    &["set", "a=3", "--rebase"],
    &["unset", "a"],
    &["rollback", "--to", "1"],
    &["import", "document.yaml"],
    &["edit", "-q"],
    &["tag", "1", "good"],
    &["tag", "1", "v1"],
    &["gc", "--keep", "1", "--keep-for", "0s"],
    &["lint", "--schema", "document.yaml", "--keep"],
    &["lint", "--forget"],
];

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn each_role_may_do_what_it_may_and_is_told_what_it_lacks() {
    let own = guarded();
    let all = || own.ctl(&["--user", "root:pw", "get", "", "--prefix"], "");
    let before = all();
    for words in READING.iter().chain(WRITING) {
        for user in ["nothing", "values", "elsewhere"] {
            let end = by(&own, user, words);
            assert!(end.stderr.contains("etcdctl role grant-permission ROLE"), "{user} {words:?}: {end:?}");
            let lacks = if user == "values" { OWN } else { "/app/" };
            end.like(77, "", &format!("the user may not read below {lacks}"));
        }
    }
    for words in READING {
        let end = by(&own, "reader", words);
        assert!([0, 1].contains(&end.code()), "{words:?}: {end:?}");
    }
    for words in WRITING {
        let end = by(&own, "reader", words);
        assert!(end.stderr.contains(" the user may not write below "), "{words:?}: {end:?}");
        assert_eq!((end.code(), end.stdout.as_str()), (77, ""), "{words:?}");
    }
    assert_eq!(all(), before, "nobody who may not has changed anything");
    for words in WRITING {
        let end = by(&own, "writer", words);
        assert_eq!(end.code(), 0, "{words:?}: {end:?}");
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn who_is_not_known_is_refused_without_the_password_in_the_words() {
    let own = guarded();
    let refused = |user: &str, password: &str| {
        let end = own.space.config(["get", "a", "-vv"]).env("ETCDCTL_USER", format!("{user}:{password}")).end();
        assert!(!end.stderr.contains(password), "{end:?}");
        end.like(77, "", "refused access");
    };
    refused("reader", "wrong-word");
    refused("nobody", "wrong-word");
    own.space.config(["get", "a"]).end().like(77, "", "refused access");
    let end = own.space.config(["get", "a", "-o", "json"]).end();
    let error: serde_json::Value = serde_json::from_str(&end.stderr).unwrap();
    assert_eq!((&error["kind"], &error["retryable"]), (&"denied".into(), &false.into()));
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_password_is_taken_from_a_file_and_never_from_the_command_line() {
    let own = guarded();
    let scratch = &own.space.scratch;
    let file = scratch.file("password", "pw\n");
    let tight = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&file, tight).unwrap();
    let words = ["get", "a", "--user", "reader", "--password-file"];
    own.space.config([&words[..], &["password"]].concat()).end().is(0, "2\n", "");
    own.space.config([&words[..], &["none"]].concat()).end().like(74, "", "cannot read none");
    let url = format!("etcd://reader:pw@127.0.0.1:{}/app", own.server.port);
    let end = scratch.gosys(["-b", &url, "config", "get", "a"]).end();
    assert!(!end.stderr.contains("reader:pw"), "{end:?}");
    end.like(2, "", "holds a password, and the command line is no place for one");
    scratch.gosys(["config", "get", "a"]).env("GOSYS_BACKEND", &url).end().is(0, "2\n", "");
    // A command does not inherit it.
    let words = ["config", "exec", "--", "env"];
    let end = scratch.gosys(words).env("GOSYS_BACKEND", &url).end();
    assert!(!end.stdout.contains("reader:pw"), "{}", end.stdout);
    end.like(0, "A=2\n", "");
}

/// A folder of somebody else.
#[test]
fn a_local_space_of_another_user_is_refused_and_stays_whole() {
    if !is_root() {
        return;
    }
    let scratch = Scratch::new();
    let home = scratch.path().join("state");
    std::fs::create_dir(&home).unwrap();
    let mine = |words: &str| scratch.sh(&format!("GOSYS_HOME={} gosys config {words}", home.display())).end();
    let theirs =
        |words: &str| scratch.sh_as_nobody(&format!("GOSYS_HOME={} gosys config {words}", home.display())).end();
    mine("set a=1").is(0, "1\n", "");
    // Whoever may read reads.
    theirs("get a").is(0, "1\n", "");
    for words in ["set a=2", "unset a", "rollback --to 0 --yes", "gc"] {
        theirs(words).like(74, "", "space.queue: permission denied\nhint: --backend local:DIR or GOSYS_HOME chooses");
    }
    let tight = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(home.join("config/space.sqlite"), tight).unwrap();
    for words in ["get a", "set a=2", "ls", "log", "unset a", "rollback --to 0", "gc", "adopt"] {
        theirs(words).like(74, "", "space.sqlite: permission denied\nhint: --backend local:DIR or GOSYS_HOME chooses");
    }
    mine("get a").is(0, "1\n", "");
    mine("log -q -o json").like(0, "\"release\":1", "");
}

#[test]
fn a_place_that_is_no_folder_is_told_with_its_name() {
    let scratch = Scratch::new();
    scratch.file("file", "mine");
    for place in ["file", "file/below"] {
        for words in ["get a", "set a=1", "log", "status"] {
            let end = scratch.sh(&format!("gosys -b local:$PWD/{place} config {words}")).end();
            assert!(end.stderr.contains("not a directory") && end.stderr.contains(place), "{place} {words}: {end:?}");
            end.like(74, "", "\nhint: --backend local:DIR or GOSYS_HOME chooses another folder\n");
        }
    }
    assert_eq!(std::fs::read_to_string(scratch.path().join("file")).unwrap(), "mine");
    // A file of sync, likewise.
    let space = Space::local();
    space.set(&["a=1"], 1);
    space.scratch.file("copy", "mine");
    space.config(["sync", "copy", "--once"]).end().like(74, "", "copy");
    space.scratch.file("target/keep", "mine");
    space.scratch.file("template", "{{ a }}\n");
    space.config(["render", "template", "-O", "target"]).end().like(74, "", "target");
    assert_eq!(space.text("copy") + &space.text("target/keep"), "minemine");
}
