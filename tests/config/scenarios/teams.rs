//! Two teams that change one space at the same time.

use super::Space;

crate::on_every_space!(
    who_comes_second_is_told_and_rebases,
    somebody_is_faster_while_the_check_runs,
    many_at_once_are_all_in_the_history,
    an_editor_is_overtaken,
);

fn who_comes_second_is_told_and_rebases(space: &Space) {
    space.config(["set", "ops/limit=1", "-m", "ops begins"]).end().is(0, "1\n", "");
    // Both have looked at release 1.
    space.says(&["set", "ops/limit=2", "--expect-rel", "1", "-m", "ops is first"], "2\n");
    let late = "gosys: the last release is 2, and not 1: nothing was changed\n\
                hint: gosys config diff 1 shows what came after it\n";
    for words in [
        ["set", "dev/flag=on"].as_slice(),
        &["unset", "ops/limit"],
        &["rollback", "--to", "0"],
        &["adopt"],
        &["set", "dev/flag=on", "--dry-run"],
    ] {
        space.config([words, &["--expect-rel", "1"]].concat()).end().is(76, "", late);
    }
    space.config(["import", "-", "--format", "env", "--expect-rel", "1"]).stdin("A=1").end().is(76, "", late);
    space.config(["diff", "1"]).end().is(1, "~ ops/limit = 1 -> 2\n", "");
    space.config(["set", "a=1", "--expect-rel", "2", "--rebase"]).end().like(2, "", "cannot be used with");
    space.says(&["set", "dev/flag=on", "--rebase", "-m", "dev is second"], "3\n");
    space.says(&["ls", "--values"], "dev/flag = on\nops/limit = 2\n");
    let messages: Vec<String> = space.json(&["log"]).iter().map(|one| one["message"].to_string()).collect();
    assert_eq!(messages, ["\"dev is second\"", "\"ops is first\"", "\"ops begins\""]);
    space.config(["set", "x=1", "--expect-rel", "0"]).end().like(76, "", "the last release is 3, and not 0");
}

/// The line that makes, the first time that it is run, a release of somebody else.
const FASTER: &str = "test -e done || { touch done; gosys config set ops/limit=9 -q -m 'ops again' >/dev/null; }";

fn somebody_is_faster_while_the_check_runs(space: &Space) {
    space.set(&["dev/flag=off", "ops/limit=1"], 1);
    let set = |words: &[&str]| space.config([&["set", "--check", FASTER, "-m", "dev"], words].concat()).end();
    let end = set(&["dev/flag=on"]);
    let (first, rest) = end.stderr.split_once(" by ").unwrap();
    assert_eq!(
        (end.code(), &*end.stdout, first),
        (76, "", "gosys: somebody else was faster, and nothing was changed: release 2")
    );
    assert!(rest.contains(" changed ops/limit\nhint: look at it with gosys config diff"), "{rest}");
    space.says(&["get", "dev/flag"], "off\n");
    std::fs::remove_file(space.path("done")).unwrap();
    space.set(&["ops/limit=1"], 3);
    // What was checked the first time is checked again, on top of the other's.
    let check = format!("{FASTER}; cp $GOSYS_CONFIG_FILE seen.$GOSYS_CONFIG_RELEASE");
    space.says(&["set", "dev/flag=on", "--rebase", "--check", &check, "-m", "dev"], "5\n");
    assert_eq!(space.text("seen.4"), r#"{"dev/flag":"on","ops/limit":"1"}"#);
    assert_eq!(space.text("seen.5"), r#"{"dev/flag":"on","ops/limit":"9"}"#);
    space.says(&["ls", "--values"], "dev/flag = on\nops/limit = 9\n");
    let changes = |number: u64| (space.logged(number)["keys"].clone(), space.logged(number)["message"].clone());
    assert_eq!(changes(4), (["ops/limit"].into(), "ops again".into()));
    assert_eq!(changes(5), (["dev/flag"].into(), "dev".into()));
    assert_eq!(space.json(&["log", "--keys", "dev"]).len(), 2);
    // A rollback to the one before is meant as of the moment at which it was said: before the other's release too.
    std::fs::remove_file(space.path("done")).unwrap();
    space.set(&["ops/limit=1"], 6);
    let end = space.config(["rollback", "--to", "-1", "--rebase", "--check", FASTER]).end();
    // The other has just made it what it was to be.
    end.is(0, "7\n", "gosys: nothing to change: it is all so as of release 7\n");
    space.config(["diff", "5", "7"]).end().is(0, "", "");
}

fn many_at_once_are_all_in_the_history(space: &Space) {
    space.set(&["start=1"], 1);
    let teams = ["ops", "dev", "web", "data", "net", "sec"];
    let words = |team: &str| {
        let (pair, message) = (format!("{team}/on=yes"), format!("by {team}"));
        ["set".to_owned(), pair, "--rebase".to_owned(), "-m".to_owned(), message]
    };
    let running: Vec<_> = teams.iter().map(|team| space.config(words(team)).start()).collect();
    let mut given: Vec<u64> = Vec::new();
    for one in running {
        let end = one.end();
        assert_eq!((end.code(), &*end.stderr), (0, ""));
        given.push(end.stdout.trim().parse().unwrap());
    }
    for (team, number) in teams.iter().zip(&given) {
        let record = space.logged(*number);
        assert_eq!(
            (&record["message"], &record["keys"]),
            (&format!("by {team}").into(), &[format!("{team}/on")].into())
        );
    }
    given.sort_unstable();
    assert_eq!(given, [2, 3, 4, 5, 6, 7], "each has one of its own, and none is left out");
    assert_eq!(
        space
            .config(["ls"])
            .end()
            .is(0, space.config(["ls", "--rel", "7"]).end().stdout.as_str(), "")
            .stdout
            .lines()
            .count(),
        7
    );
}

fn an_editor_is_overtaken(space: &Space) {
    space.set(&["dev/flag=off", "ops/limit=1"], 1);
    space.scratch.file("editor", "gosys config set ops/limit=2 -q >/dev/null\nsed -i s/off/on/ \"$1\"\n");
    let end = space.config(["edit", "-m", "by hand"]).env("EDITOR", "sh editor").end();
    let end = end.like(76, "", "the last release is 2, and not 1: nothing was changed; the text is kept in ");
    space.says(&["ls", "--values"], "dev/flag = off\nops/limit = 2\n");
    // The text is of before: the hint leads to where that is seen, and not to undoing what the other has done.
    let (_, hint) = end.stderr.split_once("hint: gosys ").unwrap();
    let (line, what) = hint.split_once(".yaml ").unwrap();
    assert_eq!(what, "shows what it would take back, too\n");
    let lines = "~ dev/flag = off -> on\n~ ops/limit = 2 -> 1\n";
    let run = space.scratch.sh(&format!("gosys {line}.yaml")).env("GOSYS_BACKEND", &space.url);
    run.end().is(0, lines, "");
    assert_eq!(space.json(&["log"]).len(), 2);
    let path = std::path::Path::new(line.split(' ').next_back().unwrap()).parent().unwrap();
    std::fs::remove_dir_all(path).unwrap();
}
