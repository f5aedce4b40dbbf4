//! Settings: every origin wins in its turn, for every key of the table.

use clap::{Args, Command};
use gosys::base::settings::Globals;
use gosys::base::settings::table::{Place, VARIABLES, Variable};
use serde_json::Value;

use crate::support::{End, Scratch};

/// Where a value may stand, the strongest first.
const PLACES: [&str; 4] = ["flag", "variable", "profile", "file"];

/// A value of this setting for each of the places.
fn values(key: &str) -> [String; 4] {
    let words = |words: [&str; 4]| words.map(str::to_owned);
    match key {
        "backend" => words(["@p", "local:variable", "", "local:file"]),
        "output" => words(["json", "yaml", "json", "yaml"]),
        "quiet" => words(["true", "no", "on", "0"]),
        "verbose" => words(["1", "2", "0", "3"]),
        "color" => words(["always", "never", "auto", "never"]),
        "settings" => words(["flag.yaml", "variable.yaml", "", ""]),
        "timeout" | "max_jump" | "grace" | "ttl" | "wait" => words(["1s", "2s", "3s", "4s"]),
        "node" => words(["1", "2", "3", "4"]),
        text => PLACES.map(|place| format!("{text} of {place}")),
    }
}

/// The words that give this setting by a global option; `None` where it has none.
fn flag(variable: &Variable, value: &str) -> Option<Vec<String>> {
    let globals = Globals::augment_args(Command::new("x"));
    let arg = globals.get_arguments().find(|arg| variable.flag.strip_prefix("--") == arg.get_long())?.clone();
    let value = arg.get_action().takes_values().then(|| value.to_owned());
    Some([variable.flag.to_owned()].into_iter().chain(value).collect())
}

fn may_stand(variable: &Variable, place: &str) -> bool {
    match place {
        "flag" => flag(variable, "").is_some(),
        "variable" => true,
        // The profile is what the backend names.
        "profile" => variable.place != Place::Nowhere && variable.key != "backend",
        _ => variable.place == Place::File,
    }
}

/// What `gosys settings` says of each key, in whatever format.
fn records(end: &End) -> Vec<Value> {
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{}", end.stdout);
    if end.stdout.starts_with("---\n") {
        return end.stdout.split("---\n").skip(1).map(|text| serde_yaml::from_str(text).unwrap()).collect();
    }
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn record(end: &End, key: &str) -> Value {
    records(end).into_iter().find(|record| record["key"] == key).unwrap()
}

/// `gosys settings` with this setting in all of these places.
fn show(scratch: &Scratch, variable: &Variable, places: &[&str]) -> End {
    let value = |place: &str| {
        let at = PLACES.iter().position(|known| *known == place).unwrap();
        places.contains(&place).then(|| values(variable.key)[at].clone())
    };
    let mut text = String::new();
    if let Some(value) = value("file") {
        text += &format!("{}: '{value}'\n", variable.key);
    }
    text += "profiles:\n  p:\n    backend: 'local:profile'\n";
    if let Some(value) = value("profile") {
        text += &format!("    {}: '{value}'\n", variable.key);
    }
    for name in ["home/.config/gosys/config.yaml", "flag.yaml", "variable.yaml"] {
        scratch.file(name, &text);
    }
    let mut words: Vec<String> = vec!["settings".to_owned()];
    let backend = if variable.key == "backend" { &[][..] } else { &["-b", "@p"] };
    let format = if variable.key == "output" { &[][..] } else { &["-o", "json"] };
    words.extend(backend.iter().chain(format).map(ToString::to_string));
    words.extend(value("flag").and_then(|value| flag(variable, &value)).unwrap_or_default());
    let run = scratch.gosys(words);
    let run = if let Some(value) = value("variable") { run.env(variable.name, value) } else { run };
    run.end()
}

#[test]
fn every_place_wins_in_its_turn() {
    let mut walked = 0;
    for variable in VARIABLES.iter().filter(|variable| !variable.key.is_empty()) {
        let scratch = Scratch::new();
        let path = scratch.path().join("home/.config/gosys/config.yaml");
        let allowed: Vec<_> = PLACES.into_iter().filter(|place| may_stand(variable, place)).collect();
        for (at, strongest) in allowed.iter().enumerate() {
            let end = show(&scratch, variable, &allowed[at..]);
            let origin = match *strongest {
                "flag" => format!("flag {}", variable.flag),
                "variable" => format!("variable {}", variable.name),
                "profile" => format!("profile p in {}", path.display()),
                _ => format!("file {}", path.display()),
            };
            let number = PLACES.iter().position(|place| place == strongest).unwrap();
            let expected = serde_json::json!({
                "schema": "gosys.setting.v1", "key": variable.key, "value": values(variable.key)[number],
                "default": variable.default, "origin": origin, "variable": variable.name
            });
            assert_eq!(record(&end, variable.key), expected, "{allowed:?}");
            walked += 1;
        }
        if variable.key != "output" {
            let left = record(&show(&scratch, variable, &[]), variable.key);
            assert_eq!((&left["value"], &left["origin"]), (&serde_json::Value::Null, &"default".into()));
        }
    }
    assert!(walked > 45, "{walked}");
}

#[test]
fn every_setting_is_shown_once_in_the_order_of_the_table() {
    let scratch = Scratch::new();
    let keys: Vec<_> = VARIABLES.iter().map(|variable| variable.key).filter(|key| !key.is_empty()).collect();
    let shown = records(&scratch.gosys(["settings", "-o", "yaml"]).end());
    assert_eq!(shown.iter().map(|record| record["key"].as_str().unwrap()).collect::<Vec<_>>(), keys);
    let text = scratch.gosys(["settings"]).end().like(0, "KEY ", "").stdout;
    let first = |line: &str| line.split(' ').next().unwrap().to_owned();
    assert_eq!(text.lines().skip(1).map(first).collect::<Vec<_>>(), keys);
    let quiet = scratch.gosys(["-q", "settings"]).end().like(0, "backend ", "").stdout;
    assert_eq!(quiet.lines().map(first).collect::<Vec<_>>(), keys);
}

/// What is shown is what is done: each place in turn decides the node of an id.
#[test]
fn every_place_has_its_effect() {
    let scratch = Scratch::new();
    scratch.file(
        "home/.config/gosys/config.yaml",
        "node: 4\noutput: json\nprofiles:\n  p: {backend: 'local:', node: 3, output: json}\n",
    );
    let node = |words: &[&str], variable: &str| {
        let end = scratch.gosys(words).env("GOSYS_NODE", variable).end().like(0, "{", "");
        serde_json::from_str::<Value>(&end.stdout).unwrap()["node"].as_u64().unwrap()
    };
    assert_eq!(node(&["id"], ""), 4, "an empty variable is none");
    assert_eq!(node(&["-b", "@p", "id"], ""), 3);
    assert_eq!(node(&["-b", "@p", "id"], "2"), 2);
    assert_eq!(node(&["-b", "@p", "id", "--node", "1"], "2"), 1);
    assert_eq!(node(&["id", "--node", "1", "--node", "0"], "2"), 0, "the last flag counts");
}

#[test]
fn a_profile_chooses_the_folder() {
    let scratch = Scratch::new();
    let text = "backend: '@p'\nprofiles:\n  p: {backend: 'local:one'}\n  q: {backend: 'local:two'}\n";
    scratch.file("home/.config/gosys/config.yaml", text);
    let made = |name: &str| scratch.path().join(name).join("ids/snowflake.1").exists();
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    assert_eq!((made("one"), made("two"), made("three")), (true, false, false));
    scratch.gosys(["id", "--node", "1"]).env("GOSYS_BACKEND", "@q").end().like(0, "\n", "");
    assert_eq!((made("two"), made("three")), (true, false));
    scratch.gosys(["-b", "local:three", "id", "--node", "1"]).env("GOSYS_BACKEND", "@q").end().like(0, "\n", "");
    assert!(made("three"));
    assert!(!scratch.state().exists());
}

/// A value that cannot be read, and a command that reads it.
const MALFORMED: &[(&str, &str, &str)] = &[
    ("output", "xml", "settings"),
    ("quiet", "maybe", "settings"),
    ("verbose", "256", "settings"),
    ("verbose", "-1", "settings"),
    ("color", "blue", "settings"),
    ("timeout", "10", "id"),
    ("timeout", "10 parsecs", "lock run x -- true"),
    ("node", "1.5", "id"),
    ("node", "-1", "id"),
    ("max_jump", "-1h", "id"),
    ("grace", "soon", "lock run x -- true"),
    ("ttl", "5", "lock run x -- true"),
    ("wait", "99999d", "lock run x -- true"),
];

#[test]
fn a_malformed_value_is_told_with_its_key_and_origin() {
    for (key, value, words) in MALFORMED {
        let variable = VARIABLES.iter().find(|variable| variable.key == *key).unwrap();
        let scratch = Scratch::new();
        let path = scratch.path().join("home/.config/gosys/config.yaml").display().to_string();
        let refused = |end: End, origin: &str| {
            let message = format!("gosys: {key} is `{value}` by {origin}: ");
            assert!(end.code() == 78 && end.stderr.starts_with(&message), "{message}\n{}", end.stderr);
            assert!(
                end.stderr.ends_with("hint: `gosys settings` shows where each value comes from\n"),
                "{}",
                end.stderr
            );
        };
        let words = words.split(' ');
        refused(scratch.gosys(words.clone()).env(variable.name, value).end(), &format!("variable {}", variable.name));
        scratch.file(
            "home/.config/gosys/config.yaml",
            format!("{key}: '{value}'\nprofiles:\n  p: {{backend: 'local:'}}\n"),
        );
        refused(scratch.gosys(words.clone()).end(), &format!("file {path}"));
        scratch.file(
            "home/.config/gosys/config.yaml",
            format!("profiles:\n  p: {{backend: 'local:', {key}: '{value}'}}\n"),
        );
        refused(scratch.gosys(["-b", "@p"].into_iter().chain(words.clone())).end(), &format!("profile p in {path}"));
        // One that nobody asks for harms nobody.
        let end = scratch.gosys(words).end();
        assert_eq!((end.code(), &*end.stderr), (0, ""), "{key}");
    }
}

#[test]
fn a_flag_wins_over_a_variable_that_is_malformed() {
    let scratch = Scratch::new();
    scratch
        .gosys(["-o", "text", "--color", "never", "-q", "-v", "id", "--node", "1", "--timeout", "9s"])
        .env("GOSYS_OUTPUT", "xml")
        .env("GOSYS_COLOR", "blue")
        .env("GOSYS_QUIET", "maybe")
        .env("GOSYS_VERBOSE", "loud")
        .env("GOSYS_NODE", "five")
        .env("GOSYS_TIMEOUT", "later")
        .env("GOSYS_GRACE", "not read by this verb")
        .end()
        .like(0, "\n", "");
    scratch
        .gosys(["lock", "run", "x", "--try", "--grace", "1s", "--ttl", "1s", "--", "true"])
        .env("GOSYS_WAIT", "soon")
        .env("GOSYS_GRACE", "soon")
        .env("GOSYS_TTL", "soon")
        .end()
        .is(0, "", "");
}

#[test]
fn passwords_are_shown_in_no_format() {
    let scratch = Scratch::new();
    let url = "redis://ops:hunter2@127.0.0.1:1/2";
    scratch.file(
        "home/.config/gosys/config.yaml",
        format!("backend: '{url}'\nprofiles:\n  p: {{backend: '{url}', user: ops, password: hunter2, timeout: 1s}}\n"),
    );
    for format in ["text", "json", "yaml"] {
        for words in [&["settings"][..], &["-b", "@p", "settings"], &["-vv", "settings"]] {
            for variable in ["", url, "redis+unix:///s?user=ops&pass=hunter2&db=1", "nonsense:ops:hunter2@h"] {
                let end = scratch.gosys(words).env("GOSYS_OUTPUT", format).env("GOSYS_BACKEND", variable).end();
                let said = format!("{}{}", end.stdout, end.stderr);
                assert!(end.code() == 0 && !said.contains("hunter2"), "{format} {words:?} {variable}: {said}");
            }
            // Nor by the errors of what they name.
            for verb in ["id", "backends"] {
                let end = scratch.gosys([words[..words.len() - 1].to_vec(), vec!["-o", format, verb]].concat()).end();
                let said = format!("{}{}", end.stdout, end.stderr);
                assert!(end.code() > 0 && !said.contains("hunter2"), "{format} {words:?} {verb}: {said}");
            }
        }
    }
}
