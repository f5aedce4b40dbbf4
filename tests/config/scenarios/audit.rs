//! An audit: what one verb says of twelve releases, every other verb says too.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Space;

crate::on_every_space!(every_verb_tells_the_same_history);

/// What each release did, and why.
const HISTORY: [(&[&str], &str); 12] = [
    (&["set", "db/host=a", "db/port=1", "web/x=1"], "the beginning"),
    (&["set", "db/host=b"], "a new host"),
    (&["set", "web/y=2", "web/x=2"], ""),
    (&["unset", "web/x"], "x is not needed"),
    (&["set", "motd=hello"], "greeting"),
    (&["set", "db/host=c", "motd=hi"], "a third host"),
    (&["rollback", "--to", "2"], "as it was"),
    (&["set", "web/z=3", "db/port=2"], "z"),
    (&["rollback", "--to", "6", "--keys", "web"], "only the web"),
    (&["unset", "db/host", "db/port"], "no database"),
    (&["set", "db/host=d"], "a database again"),
    (&["rollback", "--to", "6"], "all as in 6"),
];

type State = BTreeMap<String, String>;

/// The state after each release, by a model of its own: number 0 is before the first.
fn states() -> Vec<State> {
    let mut states = vec![State::new()];
    for (words, _) in HISTORY {
        let mut state = states.last().unwrap().clone();
        match words {
            ["set", pairs @ ..] => {
                let pairs = pairs.iter().map(|pair| pair.split_once('=').unwrap());
                state.extend(pairs.map(|(key, value)| (key.to_owned(), value.to_owned())));
            }
            ["unset", keys @ ..] => state.retain(|key, _| !keys.contains(&&**key)),
            [_, _, number, only @ ..] => {
                let folder = only.get(1).map_or(String::new(), |folder| format!("{folder}/"));
                let old: &State = &states[number.parse::<usize>().unwrap()];
                state.retain(|key, _| !key.starts_with(&folder));
                state.extend(old.clone().into_iter().filter(|(key, _)| key.starts_with(&folder)));
            }
            _ => unreachable!(),
        }
        states.push(state);
    }
    states
}

/// What differs, as `diff` has it.
fn lines(from: &State, to: &State) -> String {
    let keys: std::collections::BTreeSet<&String> = from.keys().chain(to.keys()).collect();
    let line = |key: &String| match (from.get(key), to.get(key)) {
        (Some(old), Some(new)) if old != new => Some(format!("~ {key} = {old} -> {new}\n")),
        (Some(old), None) => Some(format!("- {key} = {old}\n")),
        (None, Some(new)) => Some(format!("+ {key} = {new}\n")),
        _ => None,
    };
    keys.into_iter().filter_map(line).collect()
}

fn listed(state: &State, between: &str) -> String {
    state.iter().map(|(key, value)| format!("{key}{between}{value}\n")).collect()
}

fn every_verb_tells_the_same_history(space: &Space) {
    for (number, (words, message)) in (1..).zip(HISTORY) {
        space.says(&[words, &["-m", message]].concat(), &format!("{number}\n"));
    }
    let (states, log) = (states(), space.json(&["log"]));
    let told: Vec<u64> = log.iter().map(|one| one["release"].as_u64().unwrap()).collect();
    assert_eq!(told, (1..=12).rev().collect::<Vec<_>>());
    for number in 1..=12 {
        a_release_is_the_same_everywhere(space, number, &states, &log[12 - number]);
    }
    for (from, to) in [(0, 12), (3, 9), (9, 3), (6, 12), (2, 7), (11, 12)] {
        let (lines, [from, to]) = (lines(&states[from], &states[to]), [from, to].map(|number| number.to_string()));
        space.config(["diff", &from, &to]).end().is(i32::from(!lines.is_empty()), &lines, "");
    }
    let digest = |number: usize| &log[12 - number]["digest"];
    assert_eq!((digest(12), digest(7)), (digest(6), digest(2)));
    let all: std::collections::BTreeSet<String> = (1..=12).map(|number| digest(number).to_string()).collect();
    let distinct: std::collections::BTreeSet<&State> = states[1..].iter().collect();
    assert_eq!(all.len(), distinct.len(), "the same digest means the same state");
    blame_agrees(space, &states[12], &log);
    the_log_is_filtered(space, &log);
}

fn a_release_is_the_same_everywhere(space: &Space, number: usize, states: &[State], logged: &Value) {
    let (words, message) = HISTORY[number - 1];
    let (rel, before) = (number.to_string(), (number - 1).to_string());
    let (state, changes) = (&states[number], lines(&states[number - 1], &states[number]));
    space.config(["diff", &before, &rel]).end().is(1, &changes, "");
    let end = space.config(["show", &rel]).end();
    let (head, shown) = end.stdout.split_once('\n').unwrap();
    let message_line = if message.is_empty() { String::new() } else { format!("message: {message}\n") };
    assert_eq!((end.code(), &*end.stderr, shown), (0, "", &*format!("{message_line}{changes}")));
    assert!(
        head.starts_with(&format!("release {number}: {}", words[0].replace("unset", logged["kind"].as_str().unwrap()))),
        "{head}"
    );
    let records = space.json(&["show", &rel]);
    for field in ["release", "kind", "of", "at", "who", "host", "message", "tags", "digest"] {
        assert_eq!(records[0][field], logged[field], "{field} of {number}");
    }
    assert_eq!((&records[0]["keys"], &logged["message"]), (&state.len().into(), &message.into()));
    let end = space.config(["diff", &before, &rel, "-o", "json"]).end();
    let diff: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(diff, records[1..], "show {number} and diff");
    let keys: Vec<&Value> = diff.iter().map(|one| &one["key"]).collect();
    assert_eq!(keys, logged["keys"].as_array().unwrap().iter().collect::<Vec<_>>(), "log of {number} and diff");
    space.says(&["ls", "--values", "--rel", &rel], &listed(state, " = "));
    space.says(&["export", "--format", "properties", "--rel", &rel], &listed(state, "="));
}

/// Each key is of the newest release that names it.
fn blame_agrees(space: &Space, state: &State, log: &[Value]) {
    let blame = space.json(&["blame"]);
    assert_eq!(
        blame.iter().map(|one| one["key"].as_str().unwrap()).collect::<Vec<_>>(),
        state.keys().collect::<Vec<_>>()
    );
    for one in &blame {
        let by = log.iter().find(|release| release["keys"].as_array().unwrap().contains(&one["key"])).unwrap();
        for field in ["release", "at", "who", "host", "message"] {
            assert_eq!(one[field], by[field], "{field} of {}", one["key"]);
        }
        assert_eq!(one["external"], false);
    }
    let of = |prefix: &str| space.json(&["blame", prefix]);
    assert_eq!([of("db/").len(), of("web/").len(), of("no").len()], [2, 1, 0]);
}

fn the_log_is_filtered(space: &Space, log: &[Value]) {
    for glob in ["db", "db/*", "web/*", "motd", "*/x", "none"] {
        let has = |one: &&Value| one["keys"].as_array().unwrap().iter().any(|key| takes(glob, key.as_str().unwrap()));
        let expected: Vec<Value> = log.iter().filter(has).cloned().collect();
        assert_eq!(space.json(&["log", "--keys", glob]), expected, "{glob}");
        let first: Vec<Value> = expected.into_iter().take(2).collect();
        assert_eq!(space.json(&["log", "--keys", glob, "-n", "2"]), first, "the last two of {glob}");
    }
    assert_eq!(space.json(&["log", "-n", "5"]), log[..5]);
    assert_eq!(space.json(&["log", "-n", "99"]).len(), 12);
    let table = space.config(["log"]).end().like(0, "RELEASE  TIME", "").stdout;
    assert_eq!(table.lines().count(), 13);
    assert!(table.lines().nth(1).unwrap().contains("rollback to 6"), "{table}");
}

/// Whether a pattern takes a key: those that the test has, and no more.
fn takes(glob: &str, key: &str) -> bool {
    match glob.split_once('/') {
        Some((folder, "*")) => key.starts_with(&format!("{folder}/")),
        Some((_, name)) => key.ends_with(&format!("/{name}")),
        None => key == glob || key.starts_with(&format!("{glob}/")),
    }
}
