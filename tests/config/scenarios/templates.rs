//! A service whose file is rendered by whoever watches, and which does not always take it.

use super::{Space, stop};
use crate::config::watch::LONG;
use crate::support::eventually;

crate::on_every_space!(a_reload_that_fails_once_is_made_up_for, a_file_that_is_wrong_never_gets_there);

/// Renders, and reloads a service that counts how often, and fails with the second.
const RENDER: &str = "gosys config render t -O out --rel $GOSYS_CONFIG_RELEASE \
    --reload 'cat out >>reloads; test $(wc -l <reloads) -ne 2'; code=$?; echo $GOSYS_CONFIG_RELEASE:$code >>runs; exit $code";

fn a_reload_that_fails_once_is_made_up_for(space: &Space) {
    space.scratch.file("t", "listen {{ web.port }};\n");
    space.set(&["web/port=80", "other=1"], 1);
    let watcher = space.watching(&["--", "sh", "-c", RENDER]);
    space.until_lines("runs", 1);
    assert_eq!(space.text("out"), "listen 80;\n");
    space.set(&["web/port=81"], 2);
    assert_eq!(space.until_lines("runs", 3), ["1:0", "2:1", "2:0"]);
    space.config(["status", "--wait", "head", "--timeout", "20s"]).end().like(0, "applied", "");
    assert_eq!(space.lines("reloads"), ["listen 80;", "listen 81;", "listen 81;"]);
    // What the file has nothing of is no reason to reload.
    space.set(&["other=2"], 3);
    space.set(&["web/port=82"], 4);
    assert_eq!(space.until_lines("runs", 5)[3..], ["3:0", "4:0"]);
    assert_eq!(space.lines("reloads")[3..], ["listen 82;"]);
    space.says(&["rollback", "--to", "1"], "5\n");
    space.until_lines("runs", 6);
    assert_eq!((space.text("out"), space.lines("reloads").len()), ("listen 80;\n".to_owned(), 5));
    let said = stop(watcher);
    let first = said.lines().next().unwrap();
    assert!(first.starts_with("gosys: the reload of out ended with 1"), "{said}");
    assert!(said.contains("gosys: the command failed with 1 for release 2; again in "), "{said}");
    assert_eq!(said.matches("the command failed").count(), 1, "{said}");
}

fn a_file_that_is_wrong_never_gets_there(space: &Space) {
    space
        .scratch
        .file("t", "listen {{ web.port }};\n{% for key in ls('vhost/') %}{{ key }} {{ get(key) }}\n{% endfor %}");
    space.set(&["web/port=80"], 1);
    let line = "gosys config render t -O out --check '! grep -q evil $GOSYS_FILE' --reload 'echo x >>reloads'";
    let watcher = space.watching(&["--on-busy", "coalesce", "--", "sh", "-c", line]);
    space.until_lines("reloads", 1);
    space.set(&["vhost/a=evil"], 2);
    space.until_status("failing", 1);
    assert_eq!((space.text("out"), space.lines("reloads").len()), ("listen 80;\n".to_owned(), 1));
    // A key that the template needs is gone as well.
    space.config(["unset", "web/port"]).end().is(0, "3\n", "");
    space.config(["render", "t"]).end().like(65, "", "gosys: t:1: ");
    space.config(["render", "t", "--rel", "1"]).end().like(0, "listen 80;\n", "");
    space.set(&["vhost/a=good", "web/port=81"], 4);
    space.config(["status", "--wait", "head", "--timeout", "40s"]).end().like(0, "applied", "");
    eventually(LONG, "it is reloaded", || space.lines("reloads").len() == 2);
    assert_eq!(space.text("out"), space.config(["render", "t"]).end().like(0, "vhost/a good\n", "").stdout);
    let said = stop(watcher);
    assert!(said.contains("gosys: the check of out ended with 1\n"), "{said}");
}
