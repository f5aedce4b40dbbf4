//! Completion as a user has it: what bash, zsh and fish offer for a line that is not finished.

use gosys::base::verb::Verb;
use gosys::cli::TREE;
use gosys::house::generated::COMPLETIONS;

use crate::generated::{project, tool};
use crate::support::Scratch;

fn script(name: &str) -> String {
    project().join(COMPLETIONS).join(name).to_str().unwrap().to_owned()
}

/// What bash offers for the last of these words.
fn bash(scratch: &Scratch, words: &[&str]) -> Vec<String> {
    // By the function that the script registers, as bash calls it. Two things bash does by itself, while it completes a
    // line: it follows `compopt`, and offers files where the function has nothing to offer.
    let line = r#"compopt() { :; }
        source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
        word=${COMP_WORDS[COMP_CWORD]}
        _gosys gosys "$word" "${COMP_WORDS[COMP_CWORD-1]}"
        [ -n "${COMPREPLY[*]}" ] || COMPREPLY=($(compgen -f -- "$word"))
        printf '%s\n' "${COMPREPLY[@]}""#;
    let script = script("gosys.bash");
    let args: Vec<_> = ["--norc", "-c", line, &script].into_iter().chain(words.iter().copied()).collect();
    let end = tool(scratch, "bash", "bash", &args);
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{words:?}");
    end.stdout.lines().map(str::to_owned).collect()
}

/// The same of fish, without its descriptions.
fn fish(scratch: &Scratch, words: &[&str]) -> Vec<String> {
    let line = words.join(" ");
    let ask = "source $argv[1]; complete -C $argv[2]";
    let end = tool(scratch, "fish", "fish", &["--no-config", "-c", ask, &script("gosys.fish"), &line]);
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{words:?}");
    end.stdout.lines().filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
}

/// A package puts the script where fish looks for it by the name of the command, once there is such a command.
#[test]
fn fish_finds_the_script_of_a_package() {
    let scratch = Scratch::new();
    let text = std::fs::read_to_string(script("gosys.fish")).unwrap();
    scratch.file("share/fish/vendor_completions.d/gosys.fish", &text);
    let ask = |folders: &str| scratch.sh(&format!("{folders} fish -c \"complete -C 'gosys lock re'\"")).end();
    let end = ask("XDG_DATA_DIRS=share");
    assert!(end.stdout.starts_with("release\t") && end.stdout.contains("\nrenew\t"), "{end:?}");
    assert_eq!((end.code(), end.stdout.lines().count(), &*end.stderr), (0, 2, ""), "{end:?}");
    assert!(!ask("").stdout.contains("renew"));
}

/// zsh completes on a terminal only: here it has one, and whatever it is about to offer is written to a file first.
const ZSH: &str = r#"
zmodload zsh/zpty
zpty -b z zsh -f -i
zpty -w z "PS1=; autoload -U compinit; compinit -D -u; source $1"
zpty -w z 'compadd() { case " $* " in (*" -[OAD] "*) builtin compadd "$@"; return;; esac; local -a hits
    builtin compadd -O hits "$@"; print -rl -- $hits >>offered; builtin compadd "$@" }'
zpty -w z 'offer() { _main_complete; print END >>offered }; zle -C offer complete-word offer; bindkey "^I" offer'
zpty -n -w z "$2"$'\t'
repeat 600; do [[ -f offered && "$(<offered)" == *END* ]] && break; sleep 0.05; done
zpty -d z
cat offered; rm offered
"#;

/// The same of zsh.
fn zsh(scratch: &Scratch, words: &[&str]) -> Vec<String> {
    let end = tool(scratch, "zsh", "zsh", &["-f", "-c", ZSH, "zsh", &script("_gosys"), &words.join(" ")]);
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{words:?}");
    assert!(end.stdout.ends_with("END\n"), "{words:?}: {}", end.stdout);
    end.stdout.lines().map(str::trim).filter(|word| !["END", ""].contains(word)).map(str::to_owned).collect()
}

/// Words of which the last is not finished, what is offered for it, and what is not.
const LINES: &[(&str, &[&str], &[&str])] = &[
    ("gosys lo", &["lock"], &["id"]),
    ("gosys ", &["id", "lock", "config", "lb", "rate", "settings", "backends", "completions"], &["generate"]),
    ("gosys lock re", &["renew", "release"], &["run"]),
    ("gosys lock acquire --wa", &["--wait"], &["--ttl"]),
    ("gosys -o ", &["text", "json", "yaml", "env"], &["a-file"]),
    ("gosys id new -s uuid", &["uuid4", "uuid5", "uuid7"], &["ulid"]),
    ("gosys lock run --on-lost ", &["kill", "warn"], &["a-file"]),
    ("gosys lb shuffle --algo sort", &["sort-key", "sort-cmp"], &["rotate"]),
    ("gosys lb simulate --policy r", &["rr", "random", "ring", "round-robin", "rendezvous"], &["lc"]),
    ("gosys lb subset --clients 3 --algo ", &["aperture", "deterministic"], &["a-file"]),
    ("gosys rate serve --algo slid", &["sliding-log", "sliding-counter"], &["gcra"]),
    ("gosys --ca a-f", &["a-file"], &[]),
    ("gosys id check a-f", &["a-file"], &[]),
    ("gosys lb pick --file a-f", &["a-file"], &[]),
    ("gosys config import a-f", &["a-file"], &[]),
];

fn check(shell: &str, lines: &[(&str, &[&str], &[&str])], offer: fn(&Scratch, &[&str]) -> Vec<String>) {
    let scratch = Scratch::new();
    scratch.file("a-file", "");
    for (line, offered, others) in lines {
        let found = offer(&scratch, &line.split(' ').collect::<Vec<_>>());
        let is_there = |word: &&str| found.iter().any(|found| found == word);
        assert!(offered.iter().all(is_there), "{shell}: {line:?} offers {found:?}");
        assert!(!others.iter().any(is_there), "{shell}: {line:?} offers {found:?}");
    }
}

#[test]
fn bash_offers_what_fits() {
    check("bash", LINES, bash);
}

#[test]
fn fish_offers_what_fits() {
    check("fish", LINES, fish);
}

#[test]
fn zsh_offers_what_fits() {
    // Each line is a zsh on a terminal of its own, which takes a while to start.
    let (one, two) = LINES.split_at(LINES.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| check("zsh", one, zsh));
        check("zsh", two, zsh);
    });
}

#[test]
fn bash_completes_groups_verbs_and_values() {
    let bash = |words: &[&str]| bash(&Scratch::new(), words);
    assert_eq!(bash(&["gosys", "i"]), ["id"]);
    assert_eq!(bash(&["gosys", "-o", ""]), ["text", "json", "yaml", "env"]);
    assert_eq!(bash(&["gosys", "--color", "a"]), ["auto", "always"]);
    assert_eq!(bash(&["gosys", "completions", "z"]), ["zsh"]);
    for group in TREE.groups {
        let offered = bash(&["gosys", group.name, ""]);
        for Verb { name, .. } in group.verbs.iter().filter(|verb| !verb.hidden) {
            assert!(offered.iter().any(|word| word == name), "gosys {} {name}: {offered:?}", group.name);
        }
    }
}
