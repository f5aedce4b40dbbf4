//! Without a command: what is shown.

use super::{LONG, short};
use crate::config::Space;
use crate::support::eventually;

crate::on_spaces_that_bear_signals!(
    every_release_is_shown_in_order,
    a_bookmark_goes_on_where_it_was,
    text_says_who_and_what,
    secrets_are_hidden_unless_they_are_asked_for,
    the_time_is_kept,
    another_space_s_bookmark_is_refused,
);

fn every_release_is_shown_in_order(space: &Space) {
    space.put("a=0");
    let watcher = space.watching(&["-o", "json"]);
    for n in 1..=20 {
        space.put(&format!("a={n}"));
    }
    // The bookmark says how far it has come.
    eventually(LONG, "all is seen", || space.text("at").contains("\"release\":21"));
    watcher.signal("TERM");
    let end = watcher.end();
    let shown: Vec<String> = end.stdout.lines().map(short).collect();
    let wanted: Vec<String> = (1..=20).map(|n| format!("{}: a={n}", n + 1)).collect();
    assert_eq!((end.code(), shown), (143, wanted));
    assert_eq!(end.stderr, "");
}

fn a_bookmark_goes_on_where_it_was(space: &Space) {
    let watcher = space.watching(&["-o", "json"]);
    space.put("a=1");
    eventually(LONG, "it is seen", || space.text("at").contains("\"release\":1"));
    watcher.signal("KILL");
    watcher.end().like(137, "\"a\"", "");
    space.put("a=2");
    assert_eq!(space.config(["unset", "a"]).end().code(), 0);
    let end = space.config(["watch", "--bookmark", "at", "-o", "json", "--timeout", "2s"]).end();
    let shown: Vec<String> = end.stdout.lines().map(short).collect();
    assert_eq!((end.code(), shown), (124, vec!["2: a=2".to_owned(), "3: -a".to_owned()]));
    let end = space.config(["watch", "--bookmark", "at", "-o", "json", "--timeout", "1s"]).end();
    end.like(124, "", "the time to watch is over");
}

fn text_says_who_and_what(space: &Space) {
    space.put("a=0");
    let watcher = space.watching(&[]);
    assert_eq!(space.config(["set", "a=1\u{1b}[2J", "b=x\ny", "-m", "why not"]).end().code(), 0);
    eventually(LONG, "it is seen", || space.text("at").contains("\"release\":2"));
    watcher.signal("INT");
    let end = watcher.like_signal(130);
    let mut lines = end.lines();
    let head = lines.next().unwrap();
    assert!(head.contains(" release 2 set by ") && head.ends_with(": why not"), "{head}");
    assert_eq!(lines.collect::<Vec<_>>(), ["  ~ a = 0 -> \"1\\u{1b}[2J\"", "  + b = \"x\\ny\""]);
}

fn secrets_are_hidden_unless_they_are_asked_for(space: &Space) {
    let watcher = space.watching(&["-o", "json"]);
    space.put("db/password=hunter2");
    eventually(LONG, "it is seen", || space.text("at").contains("\"release\":1"));
    watcher.signal("TERM");
    let hidden = watcher.end();
    let secret = r#""changes":[{"key":"db/password","from":null,"to":null,"change":"added","masked":true}]"#;
    assert!(hidden.stdout.contains(secret), "{}", hidden.stdout);
    std::fs::remove_file(space.path("at")).unwrap();
    let watcher = space.watching(&["--reveal"]);
    space.put("db/password=hunter3");
    eventually(LONG, "it is seen", || space.text("at").contains("\"release\":2"));
    watcher.signal("TERM");
    let shown = watcher.end();
    assert!(shown.stdout.ends_with("  ~ db/password = hunter2 -> hunter3\n"), "{}", shown.stdout);
}

fn the_time_is_kept(space: &Space) {
    let end = space.config(["watch", "--timeout", "300ms"]).end();
    assert!(end.took < std::time::Duration::from_secs(2), "{:?}", end.took);
    end.like(124, "", "the time to watch is over");
}

fn another_space_s_bookmark_is_refused(space: &Space) {
    space.scratch.file("at", "{}");
    let end = space.config(["watch", "--bookmark", "at"]).end();
    end.like(65, "", "no bookmark");
}

impl crate::support::Started {
    /// The output of one that a signal has ended, and nothing else was said.
    fn like_signal(self, code: i32) -> String {
        let end = self.end();
        assert_eq!((end.code(), end.stderr.as_str()), (code, ""));
        end.stdout
    }
}
