//! Schemas, templates and searches: what asks something of a state.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::Space;
use crate::on_every_space;
use crate::support::is_root;

on_every_space![
    a_schema_is_kept_and_guards_every_release,
    what_a_schema_calls_secret_is_hidden,
    a_check_of_ones_own_guards_a_release,
    a_template_is_filled_in,
    a_file_is_replaced_only_if_the_check_succeeds,
    a_reload_that_failed_is_owed,
    a_reload_stays_owed_while_a_newer_text_fails_its_check,
    a_rendered_file_keeps_its_links_its_mode_and_its_owner,
    a_schema_is_kept_for_the_space_as_it_is,
    the_release_that_broke_a_check_is_found,
    a_rollback_goes_where_it_was_meant_to,
    a_command_ends_with_the_time_of_all,
];

const SCHEMA: &str = "type: object\nproperties:\n  port: {type: integer, minimum: 1}\n  pin: {writeOnly: true}\n";

fn a_schema_is_kept_and_guards_every_release(space: &Space) {
    space.config(["lint"]).end().like(2, "", "gosys: the space has no schema\nhint: ");
    space.config(["lint", "--show"]).end().is(1, "", "");
    space.scratch.file("s.yaml", SCHEMA);
    space.set(&["port=http"], 1);
    let end = space.config(["lint", "--schema", "s.yaml", "--keep"]).end();
    end.is(1, "`port`: \"http\" is not of type \"integer\"\n", "");
    space.config(["lint", "--show"]).end().is(1, "", "");
    space.set(&["port=80"], 2);
    space.config(["lint", "--schema", "s.yaml", "--keep"]).end().is(0, "", "");
    space.config(["lint", "--show"]).end().is(0, SCHEMA, "");
    space.config(["lint"]).end().is(0, "", "");
    let wrong = "gosys: `port`: 0 is less than the minimum of 1\n\
        gosys: nothing was changed: `port` does not satisfy the schema\nhint: gosys config lint --show ";
    space.config(["set", "port=0"]).end().like(65, "", wrong);
    space.config(["rollback", "--to", "1"]).end().like(65, "", "nothing was changed");
    space.config(["lint", "--rel", "1", "-o", "json"]).end().like(1, "gosys.config-complaint.v1", "");
    space.config(["lint", "--forget"]).end().is(0, "", "");
    space.set(&["port=0"], 3);
    space.scratch.file("bad", "type: 7");
    space.config(["lint", "--schema", "bad"]).end().like(65, "", "gosys: bad: not a JSON Schema: ");
}

fn what_a_schema_calls_secret_is_hidden(space: &Space) {
    space.scratch.file("s.yaml", SCHEMA);
    space.config(["lint", "--schema", "s.yaml", "--keep"]).end().is(0, "", "");
    space.set(&["pin=1234", "port=1"], 1);
    let end = space.config(["show"]).end();
    assert!(!end.stdout.contains("1234") && end.stdout.contains("+ pin = ****"), "{}", end.stdout);
    space.config(["ls", "pin", "--values", "--reveal"]).end().is(0, "pin = 1234\n", "");
}

fn a_check_of_ones_own_guards_a_release(space: &Space) {
    space.set(&["a=1"], 1);
    let check = "cat $GOSYS_CONFIG_FILE; echo; echo $GOSYS_CONFIG_RELEASE; exit 3";
    let end = space.config(["set", "b=2", "--check", check]).end();
    end.like(1, "", "{\"a\":\"1\",\"b\":\"2\"}\n2\ngosys: nothing was changed: the check ended with 3\nhint: ");
    space.config(["set", "b=2", "--check", "grep -q b $GOSYS_CONFIG_FILE"]).end().is(0, "2\n", "");
    let end = space.config(["set", "b=3", "--check", "kill -TERM $PPID; sleep 60"]).end();
    assert_eq!((end.code(), end.stdout.as_str()), (128 + 15, ""));
    space.config(["get", "b"]).end().is(0, "2\n", "");
    // Longer than a server has: its time is not what the check takes.
    space.config(["set", "b=4", "--check", "sleep 10.5"]).end().is(0, "3\n", "");
}

fn a_template_is_filled_in(space: &Space) {
    space.set(&["db/host=h", "db/port=1"], 1);
    space.scratch.file("t", "{{ db.host }}:{{ get('db/port') }} {{ get('no', 'x') }}\n");
    space.config(["render", "t"]).end().is(0, "h:1 x\n", "");
    space.set(&["db/host=new"], 2);
    space.config(["render", "t", "--rel", "-1"]).end().is(0, "h:1 x\n", "");
    space.scratch.file("t", "\n{{ db.name }}\n");
    space.config(["render", "t"]).end().like(65, "", "gosys: t:2: ");
    space.config(["render", "nowhere"]).end().like(74, "", "gosys: cannot read nowhere: no such file");
}

fn a_file_is_replaced_only_if_the_check_succeeds(space: &Space) {
    let path = space.scratch.path().join("out");
    space.set(&["a=1"], 1);
    space.scratch.file("t", "a is {{ a }}\n");
    space.config(["render", "t", "-O", "out"]).end().is(0, "", "");
    assert_eq!(fs::read_to_string(&path).unwrap(), "a is 1\n");
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    space.set(&["a=2"], 2);
    let check = |line: &str| space.config(["render", "t", "-O", "out", "--check", line]).end();
    check("grep 'is 1' $GOSYS_FILE").like(1, "", "gosys: the check of out ended with 1\nhint: ");
    assert_eq!(fs::read_to_string(&path).unwrap(), "a is 1\n");
    check("grep -q 'is 2' $GOSYS_FILE").is(0, "", "");
    assert_eq!(fs::read_to_string(&path).unwrap(), "a is 2\n");
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o640, "the file keeps its mode");
    let left: Vec<_> = fs::read_dir(space.scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".tmp")), "{left:?}");
}

fn a_reload_that_failed_is_owed(space: &Space) {
    space.set(&["a=1"], 1);
    space.scratch.file("t", "a is {{ a }}\n");
    let render = || space.config(["render", "t", "-O", "out", "--reload", "echo run >>log; test -e may"]).end();
    render().like(1, "", "gosys: the reload of out ended with 1\nhint: ");
    render().like(1, "", "the reload of out ended with 1");
    space.scratch.file("may", "");
    render().is(0, "", "");
    render().is(0, "", "");
    let log = fs::read_to_string(space.scratch.path().join("log")).unwrap();
    assert_eq!(log, "run\nrun\nrun\n", "not again once it has succeeded");
}

fn a_reload_stays_owed_while_a_newer_text_fails_its_check(space: &Space) {
    space.scratch.file("t", "a is {{ a }}\n");
    let render = || {
        let hooks = ["--check", "! grep -q bad $GOSYS_FILE", "--reload", "echo run >>log; test -e may"];
        space.config([&["render", "t", "-O", "out"][..], &hooks].concat()).end()
    };
    space.set(&["a=1"], 1);
    render().like(1, "", "the reload of out ended with 1");
    space.set(&["a=bad"], 2);
    render().like(1, "", "the check of out ended with 1");
    render().like(1, "", "the check of out ended with 1");
    space.config(["rollback", "--to", "1"]).end().is(0, "3\n", "");
    space.scratch.file("may", "");
    // The file is as it should be already; the service has not read it yet.
    render().is(0, "", "");
    render().is(0, "", "");
    assert_eq!(fs::read_to_string(space.scratch.path().join("log")).unwrap(), "run\nrun\n");
    let left = fs::read_dir(space.scratch.path()).unwrap();
    let owed = left.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("gosys-reload"));
    assert_eq!(owed.count(), 0, "nothing is owed any more");
}

fn a_rendered_file_keeps_its_links_its_mode_and_its_owner(space: &Space) {
    use std::os::unix::fs::{chown, symlink};
    space.set(&["a=1"], 1);
    space.scratch.file("t", "{{ a }}\n");
    let path = |name: &str| space.scratch.path().join(name);
    fs::create_dir(path("real")).unwrap();
    symlink("real/middle", path("link")).unwrap();
    symlink("file", path("real/middle")).unwrap();
    symlink("loop", path("loop")).unwrap();
    let render = |into: &str| space.config(["render", "t", "-O", into, "--reload", "cat $GOSYS_FILE"]).end();
    // Where it leads to nothing yet, and where there is a file.
    render("link").is(0, "", "1\n");
    assert_eq!(fs::metadata(path("real/file")).unwrap().mode() & 0o7777, 0o600);
    fs::set_permissions(path("real/file"), fs::Permissions::from_mode(0o640)).unwrap();
    let owner = if is_root() { (65534, 65534) } else { (rustix::process::getuid().as_raw(), 0) };
    if is_root() {
        chown(path("real/file"), Some(owner.0), Some(owner.1)).unwrap();
    }
    space.set(&["a=2"], 2);
    render("link").is(0, "", "2\n");
    let about = fs::symlink_metadata(path("real/file")).unwrap();
    assert_eq!((about.is_file(), about.mode() & 0o7777, about.uid()), (true, 0o640, owner.0));
    assert!(!is_root() || about.gid() == owner.1);
    assert!(path("link").is_symlink() && path("real/middle").is_symlink());
    assert_eq!(fs::read_to_string(path("link")).unwrap(), "2\n");
    render("loop").like(74, "", "too many levels of symbolic links");
}

fn a_schema_is_kept_for_the_space_as_it_is(space: &Space) {
    space.set(&["n=1"], 1);
    space.set(&["n=x"], 2);
    space.scratch.file("s", "properties: {n: {type: integer}}");
    space.config(["lint", "--schema", "s", "--rel", "1"]).end().is(0, "", "");
    space.config(["lint", "--schema", "s", "--rel", "1", "--keep"]).end().like(2, "", "cannot be used with");
    space.config(["lint", "--show"]).end().is(1, "", "");
}

fn the_release_that_broke_a_check_is_found(space: &Space) {
    for n in 1..=12 {
        space.set(&[&format!("n={n}")], n);
    }
    let end = space.config(["bisect", "-q", "--run", "! grep -qE '\"([89]|1.)\"' $GOSYS_CONFIG_FILE"]).end();
    end.is(0, "8\n", "");
    let end = space
        .config([
            "bisect",
            "-q",
            "--run",
            "test $GOSYS_CONFIG_RELEASE = 7 && exit 125; test $GOSYS_CONFIG_RELEASE -lt 7",
        ])
        .end();
    end.is(0, "7\n8\n", "");
    space.config(["bisect", "--run", "true"]).end().like(65, "", "release 12 should be bad, and the check says good");
    let end = space.config(["bisect", "--run", "true", "--bad", "11"]).end();
    end.like(2, "", "release 11 should be bad, and the check says good");
    // From the empty space on: the very first one may be bad.
    let end = space.config(["bisect", "-q", "--run", "! grep -q n $GOSYS_CONFIG_FILE", "--good", "0"]).end();
    end.is(0, "1\n", "");
    space.config(["bisect", "--run", "true", "--good", "0", "--bad", "0"]).end().like(2, "", "does not come before");
    space.config(["bisect", "--run", "true", "--good", "5", "--bad", "5"]).end().like(2, "", "does not come before");
    assert_eq!(space.json(&["log"]).len(), 12, "the space is not touched");
}

/// Also when somebody publishes between the look and the transaction: then `-1` would be another release.
fn a_rollback_goes_where_it_was_meant_to(space: &Space) {
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    let check = "test -e once || { touch once; gosys config set b=3; }";
    let line = format!("gosys config rollback --to -1 --rebase --check '{check}'");
    space.scratch.sh(&line).env("GOSYS_BACKEND", &space.url).end().is(0, "4\n", "3\n");
    space.config(["get", "a"]).end().is(0, "1\n", "");
    assert_eq!(space.json(&["log", "-n", "1"])[0]["of"], 1);
}

fn a_command_ends_with_the_time_of_all(space: &Space) {
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    space.scratch.file("t", "{{ a }}");
    for words in [
        &["set", "a=3", "--check", "sleep 60"][..],
        &["bisect", "--run", "sleep 60"],
        &["render", "t", "-O", "out", "--check", "sleep 60"],
        &["render", "t", "-O", "out", "--reload", "sleep 60"],
    ] {
        let run = space.config([words, &["--timeout", "1s"]].concat()).within(std::time::Duration::from_secs(30));
        run.end().like(124, "", "--timeout is over, and a command was still running");
    }
    assert_eq!(space.json(&["log"]).len(), 2, "nothing was published");
}
