//! `config export`: documents as they are printed.

use super::Space;

#[test]
fn every_format_has_the_same_space() {
    let space = Space::local();
    space.set(&["db/host=10.0.0.9", "db/port=5432", "motd=hello"], 1);
    let yaml = "db:\n  host: \"10.0.0.9\"\n  port: \"5432\"\nmotd: hello\n";
    space.config(["export"]).end().is(0, yaml, "");
    space.config(["export", "--format", "yaml", "-o", "json"]).end().is(0, yaml, "");
    let json = "{\n  \"db\": {\n    \"host\": \"10.0.0.9\",\n    \"port\": \"5432\"\n  },\n  \"motd\": \"hello\"\n}\n";
    space.config(["export", "--format", "json"]).end().is(0, json, "");
    let toml = "motd = \"hello\"\n\n[db]\nhost = \"10.0.0.9\"\nport = \"5432\"\n";
    space.config(["export", "--format", "toml"]).end().is(0, toml, "");
    let properties = "db/host=10.0.0.9\ndb/port=5432\nmotd=hello\n";
    space.config(["export", "--format", "properties"]).end().is(0, properties, "");
    let named = "gosys: cannot export as env: the key `db/host` is no name of a variable\n\
                 hint: --format yaml and --format json take every key and value\n";
    space.config(["export", "--format", "env"]).end().is(65, "", named);
    space.config(["export", "db", "--format", "env"]).end().is(0, "host=10.0.0.9\nport=5432\n", "");
    space.config(["export", "db/", "--format", "env"]).end().is(0, "host=10.0.0.9\nport=5432\n", "");
}

#[test]
fn an_older_release_is_exported_too() {
    let space = Space::local();
    space.config(["export"]).end().is(0, "{}\n", "");
    space.set(&["a=x"], 1);
    space.set(&["a=y", "b=z"], 2);
    space.config(["export", "--rel", "-1"]).end().is(0, "a: x\n", "");
    space.config(["export", "--rel", "7"]).end().like(1, "", "there is no release 7");
}

#[test]
fn a_slip_of_the_pen_gets_a_suggestion() {
    let space = Space::local();
    space.config(["export", "--format", "ymal"]).end().like(2, "", "yaml");
    space.config(["export", "/db"]).end().like(2, "", "a slash stands between two names");
}

#[test]
fn a_terminal_sees_no_control_characters() {
    let space = Space::local();
    space.scratch.file("odd", "\u{1b}]0;x\u{7}\u{85}\u{202e}");
    space.set(&["a=@odd"], 1);
    for format in ["yaml", "json", "toml", "properties"] {
        let end = space.config(["export", "--format", format]).end().like(0, "a", "");
        assert!(end.stdout.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)), "{}", end.stdout);
    }
    space.config(["export", "--format", "env"]).end().like(65, "", "the key `a` holds control characters");
}
