//! `config exec`: a command in the space's environment.

use super::Space;

fn exec(space: &Space, words: &[&str]) -> crate::support::Run {
    space.config(["exec"].into_iter().chain(words.iter().copied()))
}

#[test]
fn keys_are_variables() {
    let space = Space::local();
    space.scratch.file("odd", b"\xff \n");
    space.set(&["db/host=h", "1a=x", "web/db.port=5", "odd=@odd"], 1);
    exec(&space, &["--", "sh", "-c", "echo $DB_HOST $_1A $WEB_DB_PORT $HOME"]).end().like(0, "h x 5 /", "");
    exec(&space, &["sh", "-c", "printf %s \"$ODD\" | od -An -tx1"]).end().is(0, " ff 20 0a\n", "");
    exec(&space, &["--only", "--prefix", "web", "env"]).end().is(0, "DB_PORT=5\n", "");
    space.set(&["web/db.port=6"], 2);
    exec(&space, &["--only", "--prefix", "web", "--rel", "-1", "env"]).end().is(0, "DB_PORT=5\n", "");
    // The space comes before what was set already, and the program is found in our PATH all the same.
    space.set(&["path/path=/nowhere"], 3);
    exec(&space, &["--prefix", "path", "sh", "-c", "echo $PATH"]).end().is(0, "/nowhere\n", "");
}

/// It is not gosys any more when it runs.
#[test]
fn the_command_has_all_the_time_it_takes() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    exec(&space, &["--timeout", "500ms", "sh", "-c", "sleep 1; echo $A"]).end().is(0, "1\n", "");
}

#[test]
fn what_no_variable_can_be_is_refused() {
    let space = Space::local();
    space.set(&["a/b=1", "c/a.b=2", "c/a_b=3"], 1);
    let told = "gosys: the keys `c/a.b` and `c/a_b` would both be the variable C_A_B\n\
                hint: --prefix takes one folder of the space\n";
    exec(&space, &["true"]).end().is(65, "", told);
    exec(&space, &["--prefix", "a", "true"]).end().is(0, "", "");
    space.scratch.file("nul", b"x\0y");
    space.set(&["a/b=@nul"], 2);
    exec(&space, &["--prefix", "a", "true"]).end().is(65, "", "gosys: the key `b` holds a NUL, and no variable can\n");
}

#[test]
fn the_command_takes_the_place_of_gosys() {
    let space = Space::local();
    space.set(&["a=1"], 1);
    exec(&space, &["sh", "-c", "exit 7"]).end().is(7, "", "");
    exec(&space, &["sh", "-c", "kill -TERM $$"]).end().is(143, "", "");
    let started = exec(&space, &["sh", "-c", "echo $$"]).start();
    let pid = started.pid();
    started.end().is(0, &format!("{pid}\n"), "");
    exec(&space, &["./nothing"]).end().like(127, "", "cannot run ./nothing");
    space.scratch.file("data", "x");
    exec(&space, &["./data"]).end().like(126, "", "cannot run ./data");
    // A file without `#!` is a script for the shell.
    let script = space.scratch.file("script", "echo $A\n");
    std::fs::set_permissions(script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    exec(&space, &["./script"]).end().is(0, "1\n", "");
    // Which std would have had ignored.
    exec(&space, &["sh", "-c", "yes | head -1; kill -PIPE $$"]).end().is(141, "y\n", "");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_password_is_withheld() {
    let space = Space::local();
    let shown = |url: &str| {
        let words = ["-b", "local:", "config", "exec", "sh", "-c", "echo ${GOSYS_BACKEND-none}"];
        space.scratch.gosys(words).env("GOSYS_BACKEND", url).end().like(0, "\n", "").stdout
    };
    assert_eq!(shown("local:x"), "local:x\n");
    assert_eq!(shown("redis://u:hunter2@h"), "none\n");
    // Those of etcdctl too, by whatever way a command is run.
    let line = "echo ${ETCDCTL_USER-none} ${ETCDCTL_PASSWORD-none} >> seen";
    let exec = ["config", "exec", "sh", "-c", line];
    let check = ["config", "set", "a=1", "--check", line];
    let lock = ["lock", "run", "x", "--", "sh", "-c", line];
    for (user, seen) in [("ops", "ops none\n"), ("ops:hunter2", "none none\n")] {
        for words in [&exec[..], &check, &["config", "edit"], &lock] {
            let run = space.scratch.gosys(words).env("EDITOR", format!("{line}; cat")).env("GOSYS_BACKEND", "local:");
            let end = run.env("ETCDCTL_USER", user).env("ETCDCTL_PASSWORD", "hunter2").end();
            assert_eq!(end.code(), 0, "{words:?}: {}", end.stderr);
            let path = space.scratch.path().join("seen");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), seen, "{words:?}");
            std::fs::remove_file(path).unwrap();
        }
        assert_eq!(space.config(["unset", "a"]).end().code(), 0);
    }
}
