//! First mistakes: words and flags of other tools, words in another order. Each has a hint that gets further.

use std::ffi::OsString;

use clap::{Args, Command};
use gosys::base::settings::Globals;
use gosys::base::verb::{Group, Slip, Verb};
use gosys::cli::{self, TREE};
use gosys::id::SCHEMES;

use crate::support::Scratch;

/// What is typed, and what the hint begins with.
const MISTAKES: &[(&str, &str)] = &[
    // A name that a shell would read otherwise is quoted, and a noun that is a value is no group.
    ("lock a;b", "gosys lock run 'a;b' -- COMMAND"),
    ("--user lock id new -t", "-s uuid7 "),
    ("backends id", "usage: gosys backends"),
    ("id 5", "gosys id -n 5 makes so many; gosys id decode 5"),
    ("id new 5", "-n 5 makes so many"),
    ("id 175928847299117063", "gosys id -n 175928847299117063 makes so many; gosys id decode 175928847299117063"),
    ("id uuid", "gosys id -s uuid7 "),
    ("id ulid", "gosys id -s ulid makes one"),
    ("uuid", "gosys id -s uuid7 "),
    ("snowflake", "gosys id -s snowflake makes one"),
    ("id -t", "-s uuid7 "),
    ("id new -r", "-s uuid4 is random"),
    ("id -s guid", "a GUID is a UUID: -s uuid7 or -s uuid4"),
    ("id 01BX5ZZKBKACTAV9WEVGEMMVRZ", "gosys id decode 01BX5ZZKBKACTAV9WEVGEMMVRZ "),
    ("id list", "gosys id nodes lists the nodes, "),
    ("new", "did you mean gosys id new?"),
    ("acquire nightly", "did you mean gosys lock acquire?"),
    ("run lock nightly", "did you mean gosys lock run?"),
    ("bench", "did you mean gosys id bench or gosys lock bench or gosys rate bench?"),
    (
        "lock nightly -- true",
        "gosys lock run nightly -- COMMAND holds a lock of that name while a command runs; verbs: run, ",
    ),
    ("lock nightly true", "gosys lock run nightly -- COMMAND "),
    ("lock nightly status", "the verb comes first: gosys lock status nightly"),
    ("lock nightly -- status", "gosys lock run nightly -- COMMAND "),
    ("lock -n nightly true", "options come behind the verb; verbs: run, acquire, "),
    ("lock run -n nightly -- true", "--try does not wait at all"),
    ("lock run --nb nightly true", "--try does not wait at all"),
    ("lock run -w 5 nightly -- true", "--wait DURATION says for how long, such as --wait 5s"),
    ("lock run -c true nightly", "behind the name: gosys lock run NAME -- sh -c "),
    ("lock run -x nightly true", "a lock is for one holder unless --shared is given: leave -x out"),
    ("lock run -s nightly true", "--shared "),
    ("lock acquire nightly -- true", "gosys lock run NAME -- COMMAND "),
    ("lock release nightly abc", "--token TOKEN is what gosys lock acquire has printed"),
    ("lock unlock nightly", "gosys lock release NAME --token TOKEN"),
    ("lock with nightly -- true", "gosys lock run NAME -- COMMAND"),
    ("lock aquire nightly", "a similar subcommand exists: 'acquire'"),
    ("config list", "gosys config ls PREFIX"),
    ("config put a 1", "gosys config set KEY=VALUE"),
    ("config del a", "gosys config unset KEY"),
    ("config revert", "gosys config rollback --to RELEASE"),
    ("config get --prefix app", "gosys config ls PREFIX --values, "),
    ("config get app timeout", "a key is one word, such as db/host; "),
    ("config get a --revision 1", "--rel RELEASE"),
    ("config rollback 1", "--to 1"),
    ("config rollback -1", "--to -1"),
    ("config rollback good", "--to good"),
    ("lb list", "gosys lb policies"),
    ("lb simulate --policies rr,lc", "gosys lb compare --policies NAME,NAME compares several"),
    ("lb simulate --policy rr,lc", "one at a time here; `gosys lb compare --policies` takes several"),
    ("lb simulate --policy roundrobin", "did you mean round-robin? "),
    ("lb simulate --algo rr", "--policy NAME; "),
    ("lb compare rr lc", "--policies NAME,NAME "),
    ("lb shuffle pair-swap", "--algo NAME says what shuffles, "),
    ("lb shuffle -n 5", "--n N says how many items, "),
    ("lb disrupt ring", "--policy ring"),
    ("rate list", "gosys rate algorithms"),
    ("rate limit api 10/s", "gosys rate take KEY --limit RATE asks once; "),
    ("rate take api 10/s", "--limit RATE, such as --limit 10/s; "),
    ("rate take api --rate 10/s", "--limit RATE, "),
    ("rate run --rate=10/s -- true", "--limit RATE, "),
    ("rate load -c 10 -d 10s http://127.0.0.1:1", "--connections N"),
    ("rate load -d10s http://127.0.0.1:1", "--duration DURATION, such as --duration 10s"),
    ("rate load -R 10 http://127.0.0.1:1", "--rate RATE, such as --rate 100/s"),
    ("rate serve --port 8080", "--listen ADDRESS:PORT, such as --listen 127.0.0.1:8080"),
    ("rate serve 8080", "--listen ADDRESS:PORT, such as --listen 127.0.0.1:8080"),
    ("rate bench http://127.0.0.1:1", "gosys rate load URL --rate RATE sends requests; "),
    ("rate pipe --rate 10", "the rate is a word by itself: gosys rate pipe 10/s"),
];

#[test]
fn likely_mistakes_get_further() {
    let scratch = Scratch::new();
    for (line, hint) in MISTAKES {
        let end = scratch.gosys(line.split(' ')).end();
        let told = end.stderr.contains(&format!("\nhint: {hint}"));
        assert!(end.code() == 2 && end.stdout.is_empty() && told, "{line}: {end:?}");
    }
    // The noun is the first one; what a command is called is its own affair.
    scratch.gosys(["lock", "run", "id", "--", "true", "-n"]).end().is(0, "", "");
    let end = scratch.gosys(["lb", "simulate", "rr"]).end();
    end.is(74, "", "gosys: cannot read rr: no such file or directory\nhint: --policy rr\n");
}

#[test]
fn a_long_word_is_not_said_again() {
    let long = "x".repeat(81);
    let end = Scratch::new().gosys(["lock", &long]).end();
    assert!(end.stderr.contains("\nhint: verbs: run, acquire, "), "{}", end.stderr);
}

fn groups() -> impl Iterator<Item = &'static Group> {
    TREE.groups.iter().copied().chain([TREE.shared])
}

/// Every row of every table, with a verb behind which it is typed; none in the place of a verb.
fn slips() -> impl Iterator<Item = (&'static Group, &'static str, &'static Slip)> {
    groups().flat_map(|group| {
        group.slips.iter().flat_map(move |slip| {
            let verbs: Vec<_> = if slip.verbs.is_empty() { vec![""] } else { slip.verbs.split(' ').collect() };
            verbs.into_iter().map(move |verb| (group, verb, slip))
        })
    })
}

/// A verb's parser, with the options that it also has.
fn parser(verb: &Verb) -> Command {
    let mut command = verb.augment(Globals::augment_args(Command::new("x")));
    command.build();
    command
}

/// The words in front of a positional one too many.
fn operands(group: &str, verb: &str) -> &'static [&'static str] {
    match (group, verb) {
        ("lock", "release" | "renew" | "check") => &["x", "--token", "x"],
        ("lock", "acquire") | ("config", "get") => &["x"],
        ("rate", "take") => &["x", "--limit", "1/s"],
        ("lb", "compare") => &["x", "--policies", "rr"],
        _ => &[],
    }
}

/// A row that can never be said, because the word means something there or another row comes first, is no help.
#[test]
fn every_row_is_said_to_each_of_its_words() {
    let mut wrong = Vec::new();
    for (group, verb, slip) in slips() {
        for typed in slip.typed.split(' ') {
            let word = if typed == "#" { "7" } else { typed };
            let word = if word == "*" { "some-word" } else { word };
            // To a value that is none, `guid` is all that is said anything.
            let before = if word == "guid" && verb == "new" { &["-s"] } else { operands(group.name, verb) };
            let before = if word.starts_with('-') && group.name != "rate" { &[] } else { before };
            let line = [&[group.name, verb][..], before, &[word]].concat();
            let args: Vec<_> = line.iter().filter(|word| !word.is_empty()).map(OsString::from).collect();
            let hint = cli::full(&args).err().and_then(|error| error.hint_text().map(str::to_owned));
            let said = hint.as_ref().is_some_and(|hint| hint.starts_with(&slip.hint.replace("{}", word)));
            if !said {
                wrong.push((args, hint));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is said can be typed: verbs and options that there are.
#[test]
fn every_hint_names_what_there_is() {
    let mut wrong = Vec::new();
    for (group, verb, slip) in slips() {
        // Behind ` -- ` stands somebody else's command; in quotes and brackets nothing is typed.
        for part in slip.hint.split([';', ',']) {
            let mut words = part.split(" -- ").next().unwrap().split(' ').filter(|word| !word.is_empty()).peekable();
            let mut parsers: Vec<Command> = group.verb(verb).map(parser).into_iter().collect();
            while let Some(word) = words.next() {
                let word = word.trim_end_matches([':', '.']);
                if word == "gosys" {
                    let next = words.peek().copied().unwrap_or_default();
                    let named = groups().find(|group| group.name == next && !next.is_empty());
                    assert!(named.is_some() || ["--version", "needs"].contains(&next), "{}: gosys {next}", slip.hint);
                    let Some(named) = named else { break };
                    words.next();
                    let verb = words
                        .peek()
                        .and_then(|word| named.verb(word))
                        .or(named.default.and_then(|name| named.verb(name)));
                    parsers = vec![parser(verb.unwrap_or_else(|| panic!("{}: {word}", slip.hint)))];
                }
                let (long, short) = (word.strip_prefix("--"), word.strip_prefix('-'));
                if short.is_none_or(|short| !short.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')) {
                    continue;
                }
                let is_own = |command: &Command| {
                    command.get_arguments().any(|arg| {
                        long.map_or(arg.get_short() == short.and_then(|short| short.chars().next()), |long| {
                            arg.get_long() == Some(long)
                        })
                    })
                };
                if !parsers.iter().any(is_own) {
                    wrong.push((slip.hint, word));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_scheme_is_known_where_a_verb_should_stand() {
    let scratch = Scratch::new();
    for scheme in SCHEMES {
        let end = scratch.gosys(["id", scheme.name()]).end();
        end.like(2, "", "hint: gosys id -s ");
    }
}
