//! The settings file: where it is looked for, and what is wrong with it.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::time::Duration;

use crate::support::{Scratch, is_root};

const USUAL: &str = "home/.config/gosys/config.yaml";

/// The origin of the node that `gosys settings` shows.
fn origin(run: crate::support::Run) -> String {
    let end = run.env("GOSYS_OUTPUT", "json").end().like(0, "{", "");
    let line = end.stdout.lines().find(|line| line.contains("\"key\":\"node\"")).unwrap();
    serde_json::from_str::<serde_json::Value>(line).unwrap()["origin"].as_str().unwrap().to_owned()
}

#[test]
fn the_places_where_it_is_looked_for() {
    let scratch = Scratch::new();
    let file = |name: &str| format!("file {}", scratch.file(name, "node: 1\n").display());
    assert_eq!(origin(scratch.gosys(["settings"])), "default");
    let (usual, config) = (file(USUAL), file("config/gosys/config.yaml"));
    let (named, other) = (file("named.yaml"), file("other.yaml"));
    assert_eq!(origin(scratch.gosys(["settings"])), usual);
    let folder = scratch.path().join("config");
    assert_eq!(origin(scratch.gosys(["settings"]).env("XDG_CONFIG_HOME", "")), usual);
    assert_eq!(origin(scratch.gosys(["settings"]).env("XDG_CONFIG_HOME", &folder)), config);
    assert_eq!(origin(scratch.gosys(["settings"]).env("XDG_CONFIG_HOME", scratch.path())), "default");
    let named_path = scratch.path().join("named.yaml");
    let run = scratch.gosys(["settings"]).env("XDG_CONFIG_HOME", &folder).env("GOSYS_SETTINGS", &named_path);
    assert_eq!(origin(run), named);
    let other_path = scratch.path().join("other.yaml").display().to_string();
    let run = scratch.gosys(["settings", "--settings", &other_path]).env("GOSYS_SETTINGS", named_path);
    assert_eq!(origin(run), other);
    let without_home = scratch.command("env", ["-u", "HOME", "gosys", "settings"]);
    assert_eq!(origin(without_home), "default");
}

/// Services run with all kinds of homes.
#[test]
fn a_home_that_is_none_holds_no_settings() {
    let scratch = Scratch::new();
    for home in ["/dev/null", "/nonexistent", "", "relative"] {
        let run = scratch.gosys(["-b", "local:state", "id"]).env("HOME", home);
        run.end().like(0, "\n", "");
    }
}

#[test]
fn a_file_that_was_named_has_to_be_there() {
    let scratch = Scratch::new();
    let message = "gosys: cannot read the settings file nowhere.yaml: no such file or directory\n";
    scratch.gosys(["--settings", "nowhere.yaml", "id"]).end().is(78, "", message);
    scratch.gosys(["id"]).env("GOSYS_SETTINGS", "nowhere.yaml").end().is(78, "", message);
    scratch.gosys(["id"]).env("GOSYS_SETTINGS", "").end().like(0, "\n", "");
    symlink("nowhere", scratch.path().join("dangling.yaml")).unwrap();
    scratch.gosys(["--settings", "dangling.yaml", "id"]).end().like(78, "", "dangling.yaml: no such file");
}

#[test]
fn a_directory_in_its_place() {
    let scratch = Scratch::new();
    std::fs::create_dir_all(scratch.path().join(USUAL)).unwrap();
    let end = scratch.gosys(["id"]).end();
    end.like(78, "", &format!("{USUAL}: is a directory\n"));
    scratch.gosys(["--settings", "/dev/null", "id"]).end().like(0, "\n", "");
}

#[test]
fn a_file_that_may_not_be_read() {
    let scratch = Scratch::new();
    let path = scratch.file(USUAL, "node: 1\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    let run = if is_root() { scratch.sh_as_nobody("gosys id") } else { scratch.gosys(["id"]) };
    run.end().is(78, "", &format!("gosys: cannot read the settings file {}: permission denied\n", path.display()));
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let scratch = Scratch::new();
    for (text, place) in [
        ("node: 1\noutput: 'json\n", ":3: "),
        ("node: 1\n\toutput: json\n", ":2: found a tab character that violates indentation"),
        ("node: 1\noutput json\n", ":3: "),
        ("# words\nnode: 1\nnodes: 2\n", ":3: unknown key `nodes`; did you mean `node`?"),
        ("max-jump: 1h\n", ":1: unknown key `max-jump`; did you mean `max_jump`?"),
        ("frobnicate: 1\n", ":1: unknown key `frobnicate`"),
        ("profiles:\n  p:\n    bakend: x\n", ":3: profiles.p: unknown key `bakend`; did you mean `backend`?"),
        ("profiles:\n  p:\n    settings: x\n", ":3: profiles.p: unknown key `settings`"),
        ("profiles:\n  p:\n    profiles:\n      q: {}\n", ":3: profiles.p: a profile cannot hold profiles"),
        ("quiet: true\npassword: hunter2\n", ":2: `password` belongs into a profile"),
        ("quiet: true\nca: x\n", ":2: `ca` belongs into a profile"),
        ("timeout: {a: 1}\n", ":1: timeout: invalid type: map, expected a single value"),
        ("profiles: [p]\n", ":1: profiles: invalid type: sequence, expected profiles by name"),
        ("- node\n", ":1: invalid type: sequence, expected settings by key"),
        ("node: 1\nwait: 1s\nnode: 2\n", ":3: `node` stands here twice"),
        ("? [a]\n: b\n", ":1: "),
        ("node: 1\n---\nnode: 2\n", ": "),
        ("node: *nothing\n", ":1: unknown anchor"),
        ("<<: {node: 1}\n", ":1: unknown key `<<`"),
    ] {
        let path = scratch.file(USUAL, text);
        let end = scratch.gosys(["id"]).end();
        let message = format!("gosys: {}{place}", path.display());
        assert!(end.code() == 78 && end.stderr.starts_with(&message), "{text:?}: {}", end.stderr);
        assert!(end.stdout.is_empty() && !end.stderr.contains("hunter2"), "{}", end.stderr);
    }
    scratch.file(USUAL, b"node: \xff\n");
    scratch.gosys(["id"]).end().like(78, "", "it is not UTF-8");
}

#[test]
fn what_is_right_in_unusual_dress() {
    let scratch = Scratch::new();
    for text in [
        "{node: 7, quiet: true}",
        "node: 7\r\nquiet: true\r\n",
        "\u{feff}node: 7\n",
        "---\nnode: 7\n...\n",
        "'node': \"7\"\n",
        "node: >-\n  7\n",
        "profiles: {}\nnode: 7\n",
        "profiles:\nnode: 7\n",
        "profiles: {p: &a {backend: 'local:'}, q: *a}\nnode: 7\n",
    ] {
        scratch.file(USUAL, text);
        let end = scratch.gosys(["id", "-o", "json"]).end();
        assert!(end.code() == 0 && end.stdout.contains("\"node\":7,"), "{text:?}: {}", end.stderr);
    }
    for text in ["", "\n\n", "# words\n", "---\n", "{}"] {
        scratch.file(USUAL, text);
        scratch.gosys(["id"]).end().like(0, "\n", "");
    }
}

/// Whoever writes the file must not be able to make gosys work for ever or eat the memory.
#[test]
fn a_hostile_file_costs_little() {
    let scratch = Scratch::new();
    let mut laughs = "a0: &a0 [lol, lol]\n".to_owned();
    let mut maps = "profiles:\n  a0: &a0 {backend: x}\n".to_owned();
    for i in 1..60 {
        laughs += &format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1);
        maps += &format!("  a{i}: &a{i} {{backend: *a{0}, user: *a{0}}}\n", i - 1);
    }
    let lines = laughs.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let deep = |open: &str| format!("timeout: {}", open.repeat(2000));
    for text in [
        laughs.clone(),
        format!("profiles:\n{lines}"),
        format!("output:\n{lines}"),
        maps,
        "node: &a *a\n".to_owned(),
        "profiles: &a {p: *a}\n".to_owned(),
        deep("["),
        deep("{a: "),
        deep("- "),
        deep("!x "),
        format!("profiles: {}", "{p: ".repeat(2000)),
    ] {
        scratch.file(USUAL, &text);
        let line = "ulimit -v 400000; exec gosys settings";
        let end = scratch.sh(line).within(Duration::from_secs(20)).end();
        let head = &text[..60.min(text.len())];
        assert!(end.code() == 78 && end.stderr.starts_with("gosys: "), "{head}: {} {}", end.code(), end.stderr);
    }
    let many: String = (0..20_000).map(|i| format!("  p{i}: {{backend: 'local:', node: {i}}}\n")).collect();
    scratch.file(USUAL, format!("profiles:\n{many}"));
    scratch.gosys(["-b", "@p777", "id", "-o", "json"]).within(Duration::from_secs(20)).end().like(
        0,
        "\"node\":777,",
        "",
    );
}

#[test]
fn profiles_that_are_not_there() {
    let scratch = Scratch::new();
    let path = scratch
        .file(USUAL, "profiles:\n  prod: {backend: 'local:prod'}\n  bare: {node: 3}\n  loop: {backend: '@prod'}\n");
    let file = path.display();
    let hint = "hint: profiles there: bare, loop, prod\n";
    for (words, variable, name) in
        [(&["-b", "@prud", "id"][..], "", "prud"), (&["id"], "@PROD", "PROD"), (&["-b", "@", "id"], "", "")]
    {
        let end = scratch.gosys(words).env("GOSYS_BACKEND", variable).end();
        end.is(78, "", &format!("gosys: there is no profile `{name}` in {file}\n{hint}"));
    }
    scratch.gosys(["-b", "@bare", "id"]).end().is(
        78,
        "",
        &format!("gosys: profile `bare` in {file} names no backend\n"),
    );
    let end = scratch.gosys(["-b", "@bare", "settings"]).end();
    end.like(0, &format!("profile bare in {file}"), "");
    scratch.gosys(["-b", "@loop", "id"]).end().like(78, "", &format!("(by profile loop in {file})"));
}

#[test]
fn a_file_without_an_end_is_refused() {
    let scratch = Scratch::new();
    scratch.gosys(["--settings", "/dev/zero", "settings"]).end().like(78, "", "/dev/zero: it is longer than 1 MiB");
}

/// As the specification of these variables has it.
#[test]
fn a_relative_folder_of_settings_counts_as_none() {
    let scratch = Scratch::new();
    scratch.file("relative/gosys/config.yaml", "grace: 1s\n");
    let end = scratch.gosys(["settings"]).env("XDG_CONFIG_HOME", "relative").end().like(0, "grace", "");
    assert!(!end.stdout.contains("1s"));
}
