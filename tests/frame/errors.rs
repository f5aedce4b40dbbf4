//! Errors: exit codes, and the same words in every format, wherever the format is asked for.

use serde_json::Value;

use crate::support::servers::is_built;
use crate::support::{End, Scratch};

/// A command line that is refused, its exit code, the error's kind, and words of the message.
const MISTAKES: &[(&str, i32, &str, &str)] = &[
    ("nope", 2, "usage", "unrecognized subcommand 'nope'"),
    ("id --nope", 2, "usage", "unexpected argument '--nope' found"),
    ("id new 5", 2, "usage", "unexpected argument '5' found"),
    ("id new -n x", 2, "usage", "invalid value 'x' for '--count <N>'"),
    ("id new -n -1", 2, "usage", "invalid value '-1' for '--count <N>'"),
    ("id new -n 18446744073709551616", 2, "usage", "write a number below 2^64, or inf"),
    ("id --node 1024", 2, "usage", "there is no node 1024 in a snowflake"),
    ("id new --max-jump 5", 2, "usage", "the duration has no unit"),
    ("id decode --nope", 2, "usage", "unexpected argument '--nope' found"),
    ("id decode x", 65, "data", "argument 1: `x` is no snowflake"),
    ("lock", 2, "usage", "no verb was named after `lock`"),
    ("lock rum", 2, "usage", "unrecognized subcommand 'rum'"),
    ("lock run", 2, "usage", "required arguments were not provided"),
    ("lock run x", 2, "usage", "required arguments were not provided"),
    ("lock run --try x --wait 1s -- true", 2, "usage", "cannot be used with"),
    ("lock run -E 256 x -- true", 2, "usage", "write a number from 0 to 255"),
    ("lock run x --max-hold -1s -- true", 2, "usage", "'--max-hold <DURATION>': a duration cannot be negative"),
    ("lock acquire x --ttl -5", 2, "usage", "invalid value '-5' for '--ttl <DURATION>': a duration cannot be negative"),
    ("lock acquire x --ttl=-5", 2, "usage", "invalid value '-5' for '--ttl <DURATION>': a duration cannot be negative"),
    ("lock acquire x --wait -0.5s --try", 2, "usage", "a duration cannot be negative"),
    ("lock status x --timeout -1s", 2, "usage", "'--timeout <DURATION>': a duration cannot be negative"),
    ("lock run x --try -1 -- true", 2, "usage", "unexpected value '-1' for '--try' found"),
    ("lock run x --slots -2 -- true", 2, "usage", "invalid value '-2' for '--slots <N>'"),
    ("lock release x --token -1", 2, "usage", "unexpected argument '-1' found"),
    ("lock status x -1", 2, "usage", "unexpected argument '-1' found"),
    ("lock run x -- no-such-command", 127, "not-found", "cannot run no-such-command"),
    ("lock run x -- /", 126, "cannot-execute", "cannot run /: permission denied"),
    ("completions", 2, "usage", "required arguments were not provided"),
    ("completions tcsh", 2, "usage", "invalid value 'tcsh'"),
    ("settings now", 2, "usage", "unexpected argument 'now' found"),
    ("--timeout 5 id", 2, "usage", "the duration has no unit"),
    ("--timeout 11000d id", 2, "usage", "invalid value '11000d'"),
    ("--color blue id", 2, "usage", "invalid value 'blue'"),
    ("-b mysql://h id", 2, "usage", "no backend has the scheme `mysql` (by flag --backend)"),
    ("-b redis://u:p@h id", 2, "usage", "the command line is no place for one"),
    ("-b zk://127.0.0.1:1 lock acquire a --pid 1", 2, "usage", "--pid is for the local backend"),
    // Nobody is asked about what no server gives out.
    ("-b etcd://127.0.0.1:1 lock renew x --token nobodys", 76, "lost", "the lock `x` is not held by this token"),
    ("-b redis://127.0.0.1:1 lock release x --token 77", 76, "lost", "the lock `x` is not held by this token"),
    ("-b zk://127.0.0.1:1 lock check x --token 77", 76, "lost", "the lock `x` is not held by this token"),
    ("-b @nobody id", 78, "settings", "there is no profile `nobody`"),
    ("--settings nowhere id", 78, "settings", "cannot read the settings file nowhere"),
    ("-b local:/dev/null/x id", 74, "io", "cannot create /dev/null/x: not a directory"),
    ("-b local:/dev/null/x lock run x -- true", 74, "io", "cannot open /dev/null/x/locks/x.lock: not a directory"),
];

/// Those whose backend is built.
fn mistakes() -> impl Iterator<Item = &'static (&'static str, i32, &'static str, &'static str)> {
    MISTAKES.iter().filter(|(words, ..)| words.split(' ').all(is_built))
}

/// The error object on stderr, which holds nothing else.
#[track_caller]
fn object(end: &End) -> Value {
    assert_eq!(end.stdout, "");
    if let Some(yaml) = end.stderr.strip_prefix("---\n") {
        return serde_yaml::from_str(yaml).unwrap();
    }
    assert_eq!(end.stderr.lines().count(), 1, "{}", end.stderr);
    serde_json::from_str(&end.stderr).unwrap()
}

/// The words with two more at every place where a global option may stand without changing what the rest means.
fn with(words: &str, option: [&str; 2]) -> Vec<Vec<String>> {
    let words: Vec<_> = words.split(' ').collect();
    let dashes = words.iter().position(|word| *word == "--").unwrap_or(words.len());
    let is_option = |at: usize| words[at].starts_with('-');
    let places = (0..=dashes).filter(|at| *at == 0 || *at == dashes || (*at == 1 && !is_option(0)));
    let line = |at: usize| [&words[..at], &option, &words[at..]].concat().into_iter().map(str::to_owned).collect();
    places.map(line).collect()
}

#[test]
fn every_mistake_has_its_code_and_words() {
    let scratch = Scratch::new();
    for (words, code, _, message) in mistakes() {
        let end = scratch.gosys(words.split(' ')).end();
        assert_eq!((end.code(), &*end.stdout), (*code, ""), "{words}: {}", end.stderr);
        let first = end.stderr.lines().next().unwrap();
        assert!(first.starts_with("gosys: ") && first.contains(message), "{words}: {}", end.stderr);
        assert!(end.stderr.lines().skip(1).all(|line| line.starts_with("hint: ")), "{words}: {}", end.stderr);
        assert!(end.stderr.lines().count() <= 2 && end.stderr.ends_with('\n'), "{words}: {}", end.stderr);
    }
}

#[test]
fn every_mistake_is_an_object_wherever_the_format_stands() {
    let scratch = Scratch::new();
    for (words, code, kind, message) in mistakes() {
        for option in [["-o", "json"], ["--output", "yaml"]] {
            for line in with(words, option) {
                let end = scratch.gosys(&line).end();
                let error = object(&end);
                assert_eq!(end.code(), *code, "{line:?}: {}", end.stderr);
                assert_eq!((&error["schema"], &error["kind"]), (&"gosys.error.v1".into(), &(*kind).into()), "{line:?}");
                assert_eq!((&error["exit"], &error["retryable"]), (&(*code).into(), &false.into()), "{line:?}");
                let told = error["message"].as_str().unwrap();
                // With another option in front, some of the parser's words are of that option too.
                let other = told.contains("cannot be used with: --output") || told.starts_with("unexpected argument");
                assert!(told.contains(message) || other, "{line:?}: {told}");
                assert!(error["hint"].is_string() || error["hint"].is_null(), "{line:?}");
            }
        }
    }
}

/// A build may be without a part of all this: then it says so, to whoever asks for that part.
#[test]
fn what_was_left_out_of_the_build_is_told() {
    let scratch = Scratch::new();
    for (part, words, name) in [
        ("etcd", "-b etcds://127.0.0.1:1 id", "etcd"),
        ("redis", "-b redis+cluster://127.0.0.1:1 lock ls", "redis"),
        ("zk", "-b zk://127.0.0.1:1 lock status x", "zookeeper"),
        ("http", "rate headers http://127.0.0.1:1/", "HTTP"),
        ("http", "rate probe http://127.0.0.1:1/", "HTTP"),
        ("http", "rate load http://127.0.0.1:1/ --rate 1/s", "HTTP"),
        ("http", "rate serve --limit 1/s", "HTTP"),
        ("http", "lb probe http://127.0.0.1:1/ --policy rr --by body", "HTTP"),
        ("http", "lb pick --health http://{}/ 127.0.0.1:1", "HTTP"),
    ] {
        if !is_built(part) {
            let told = format!("gosys: this gosys was built without {name}");
            let end = scratch.gosys(words.split(' ')).end().like(2, "", &told);
            assert!(end.stderr.contains("\nhint: "), "{words}: {end:?}");
        }
    }
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn what_may_go_better_later_says_so() {
    let scratch = Scratch::new();
    let error = |end: End| -> Value { serde_json::from_str(&end.stderr).unwrap() };
    let silent = error(scratch.gosys(["-o", "json", "-b", "redis://127.0.0.1:1", "backends"]).end());
    assert_eq!((&silent["kind"], &silent["retryable"]), (&"unavailable".into(), &true.into()));
    let taken = "gosys lock run x -- gosys -o json lock run x --try -- true";
    let taken = error(scratch.sh(taken).end());
    assert_eq!((&taken["kind"], &taken["exit"], &taken["retryable"]), (&"busy".into(), &75.into(), &true.into()));
    let over = error(scratch.gosys(["--timeout", "0s", "-o", "json", "id"]).end());
    assert_eq!((&over["kind"], &over["exit"], &over["retryable"]), (&"timeout".into(), &124.into(), &true.into()));
}

/// Which of three places asks for which format, and who wins; for a mistake in the words and for one found later.
#[test]
fn the_format_of_errors_comes_from_flag_variable_and_file() {
    for words in ["nope", "id --nope", "id --node 5000", "--color blue id"] {
        for (flag, variable, file, wanted) in [
            ("", "", "", "text"),
            ("", "", "json", "json"),
            ("", "yaml", "json", "yaml"),
            ("text", "yaml", "json", "text"),
            ("json", "text", "yaml", "json"),
            ("", "text", "json", "text"),
        ] {
            let scratch = Scratch::new();
            if !file.is_empty() {
                scratch.file("home/.config/gosys/config.yaml", format!("output: {file}\n"));
            }
            let flag = if flag.is_empty() { vec![] } else { vec!["-o", flag] };
            let end = scratch.gosys(flag.into_iter().chain(words.split(' '))).env("GOSYS_OUTPUT", variable).end();
            let format = match &*end.stderr {
                json if json.starts_with('{') => "json",
                yaml if yaml.starts_with("---\n") => "yaml",
                _ => "text",
            };
            assert_eq!((end.code(), format), (2, wanted), "{words}: {}", end.stderr);
        }
    }
}

#[test]
fn the_format_may_come_from_a_named_file_or_a_profile() {
    let scratch = Scratch::new();
    scratch.file("mine.yaml", "output: json\n");
    scratch.file("home/.config/gosys/config.yaml", "profiles:\n  p:\n    backend: 'local:'\n    output: yaml\n");
    let end = scratch.gosys(["nope", "--settings", "mine.yaml"]).end();
    assert_eq!(object(&end)["exit"], 2);
    let end = scratch.gosys(["nope"]).env("GOSYS_SETTINGS", "mine.yaml").end();
    assert!(end.stderr.starts_with('{'), "{}", end.stderr);
    let end = scratch.gosys(["-b", "@p", "nope"]).end();
    assert!(end.stderr.starts_with("---\n"), "{}", end.stderr);
}

#[test]
fn every_spelling_of_the_format_counts_and_the_last_one_wins() {
    let scratch = Scratch::new();
    for words in
        ["-ojson nope", "-o=json nope", "--output=json nope", "-vojson nope", "-qvo json nope", "-o yaml nope -o json"]
    {
        let end = scratch.gosys(words.split(' ')).end();
        assert!(end.code() == 2 && end.stderr.starts_with('{'), "{words}: {}", end.stderr);
    }
    // What belongs to the command is no option of gosys.
    let end = scratch.gosys(["lock", "run", "--nope", "x", "--", "echo", "-o", "json"]).end();
    end.like(2, "", "gosys: unexpected argument '--nope' found");
    // One that is wrong itself leaves the others to decide.
    let end = scratch.gosys(["-o", "xml", "id"]).env("GOSYS_OUTPUT", "json").end();
    assert!(end.code() == 2 && end.stderr.starts_with('{'), "{}", end.stderr);
    scratch.gosys(["id"]).env("GOSYS_OUTPUT", "xml").end().like(78, "", "gosys: output is `xml` by variable");
}

#[test]
fn what_was_meant_is_named() {
    let scratch = Scratch::new();
    for (words, meant) in [
        ("idd", "'id'"),
        ("setings", "'settings'"),
        ("backend", "'backends'"),
        ("id decod", "'decode'"),
        ("id --nod 1", "'--node'"),
        ("lock run --max-hol 1s x true", "'--max-hold'"),
        ("id -o jsn", "'json'"),
        ("completions fisch", "'fish'"),
    ] {
        let end = scratch.gosys(words.split(' ')).end();
        let hint = end.stderr.lines().find(|line| line.starts_with("hint: "));
        assert!(end.code() == 2 && hint.is_some_and(|hint| hint.contains(meant)), "{words}: {}", end.stderr);
    }
    let end = scratch.gosys(["-b", "@prod", "id"]).end();
    end.like(78, "", "hint: profiles there: the file has no profiles");
}
