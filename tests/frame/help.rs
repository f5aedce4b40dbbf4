//! Help: for every verb, by every way of asking, also when nothing else works.

use gosys::base::verb::Verb;
use gosys::cli::TREE;

use crate::support::Scratch;

/// The words of every verb that is not hidden, of every group, and of nothing at all.
fn paths() -> Vec<Vec<&'static str>> {
    let shown = |verb: &&Verb| !verb.hidden;
    let of_groups =
        TREE.groups.iter().flat_map(|group| group.verbs.iter().filter(shown).map(|verb| vec![group.name, verb.name]));
    let groups = TREE.groups.iter().map(|group| vec![group.name]);
    let shared = TREE.shared.verbs.iter().filter(shown).map(|verb| vec![verb.name]);
    of_groups.chain(groups).chain(shared).chain([vec![]]).collect()
}

#[test]
fn every_way_of_asking_gives_the_same_help() {
    let scratch = Scratch::new();
    for path in paths() {
        let ask = |words: Vec<&str>| scratch.gosys(words).end().like(0, "Usage: gosys", "").stdout;
        let long = ask([&path[..], &["--help"]].concat());
        assert!(long.contains(&["Usage: gosys", &path.join(" ")].join(" ").trim_end().to_owned()), "{long}");
        assert_eq!(ask([&["help"], &path[..]].concat()), long, "{path:?}");
        assert_eq!(ask([&["-vo", "json"], &path[..], &["--help"]].concat()), long, "{path:?}");
        let short = ask([&path[..], &["-h"]].concat());
        assert!(short.lines().count() <= long.lines().count(), "{path:?}");
        assert_eq!(short.lines().next(), long.lines().next(), "{path:?}");
    }
}

#[test]
fn help_fits_eighty_columns_and_shows_the_examples() {
    let scratch = Scratch::new();
    for path in paths().into_iter().filter(|path| !path.is_empty()) {
        let text = scratch.gosys([&path[..], &["--help"]].concat()).end().like(0, "Usage", "").stdout;
        let group = TREE.groups.iter().find(|group| group.name == path[0]);
        let verb = path.last().and_then(|name| group.map_or(TREE.shared.verb(name), |group| group.verb(name)));
        for example in verb.into_iter().flat_map(|verb| verb.examples) {
            assert!(text.contains(example.line), "{path:?}: {}", example.line);
        }
        let is_example = |line: &&str| line.trim_start().contains("gosys ") && line.starts_with("      ");
        let long = text.lines().filter(|line| !is_example(line)).find(|line| line.chars().count() > 80);
        assert_eq!(long, None, "{path:?}");
    }
}

/// What is the same everywhere comes last: whoever asks for a verb's help looks for an example of it.
#[test]
fn examples_stand_before_the_global_options() {
    let scratch = Scratch::new();
    for path in paths().into_iter().filter(|path| path.len() == 2 || path == &["id"]) {
        for flag in ["--help", "-h"] {
            let text = scratch.gosys([&path[..], &[flag]].concat()).end().like(0, "Usage", "").stdout;
            let at =
                |heading: &str| text.find(&format!("\n\n{heading}:\n")).unwrap_or_else(|| panic!("{path:?}: {text}"));
            assert!(at("Options") < at("Examples") && at("Examples") < at("Global options"), "{path:?}: {text}");
            assert_eq!(text.matches("Examples:").count(), 1, "{text}");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{text:?}");
        }
    }
}

#[test]
fn help_in_a_narrow_terminal_and_a_wide_one() {
    let scratch = Scratch::new();
    let wide = vec![vec!["lock", "run"], vec![]];
    for (path, columns, most) in
        paths().into_iter().map(|path| (path, "60", 60)).chain(wide.into_iter().map(|path| (path, "200", 80)))
    {
        let asked = scratch.gosys([&path[..], &["--help"]].concat()).env("COLUMNS", columns);
        let text = asked.end().like(0, "Usage: gosys", "").stdout;
        // An example is one line, that it can be copied, and so is what explains it, and how a verb is called.
        let prose = text.lines().take_while(|line| *line != "Examples:");
        let rest = text.lines().skip_while(|line| *line != "Global options:");
        let mut wrapped = prose.chain(rest).filter(|line| !line.starts_with("Usage: "));
        let long = wrapped.find(|line| line.chars().count() > most);
        assert_eq!(long, None, "{path:?} at {columns}");
    }
}

/// Who has broken the settings needs the help most.
#[test]
fn help_and_version_need_no_settings() {
    let scratch = Scratch::new();
    scratch.file("home/.config/gosys/config.yaml", "output: [\n");
    for words in ["--help", "-h", "help", "help id new", "id --help", "id new -h", "settings --help", "--version", "-V"]
    {
        let words = words.split(' ');
        scratch.gosys(words.clone()).end().like(0, "gosys", "");
        let run = scratch.gosys(words.clone()).env("GOSYS_OUTPUT", "xml").env("GOSYS_COLOR", "blue");
        run.env("GOSYS_SETTINGS", "nowhere").end().like(0, "gosys", "");
        scratch.command("env", ["-u", "HOME", "gosys"].into_iter().chain(words)).end().like(0, "gosys", "");
    }
    scratch.gosys(["id"]).end().like(78, "", "config.yaml:");
}

#[test]
fn help_for_what_is_not_there() {
    let scratch = Scratch::new();
    scratch.gosys(["help", "nope"]).end().like(2, "", "unrecognized subcommand 'nope'");
    scratch.gosys(["help", "id", "nope"]).end().like(2, "", "unrecognized subcommand 'nope'");
    scratch.gosys(["id", "nope", "--help"]).end().like(2, "", "'nope'");
    scratch.gosys(["--nope", "--help"]).end().like(2, "", "unexpected argument '--nope'");
}

#[test]
fn no_help_names_what_is_hidden() {
    let scratch = Scratch::new();
    for words in ["--help", "-h", "help"] {
        let text = scratch.gosys([words]).end().like(0, "completions", "").stdout;
        assert!(!text.contains("generate"), "{text}");
    }
}
