//! `config status`: who has applied which release.

use super::Space;
use super::watch::LONG;
use crate::support::eventually;

crate::on_spaces_that_bear_signals!(
    who_watches_is_listed_and_waited_for,
    what_is_no_acknowledgement_is_left_out_and_named
);

fn what_is_no_acknowledgement_is_left_out_and_named(space: &Space) {
    space.put("a=0");
    let watcher = space.watching(&["--", "true"]);
    space.config(["status", "--wait", "1", "--timeout", "20s"]).end().like(0, "applied", "");
    let name = if space.url == "local:" {
        let odd = "INSERT INTO ack SELECT 'odd-1', x'ff', boot, until_ms FROM ack";
        space.database().execute(odd, []).unwrap();
        "space.sqlite: the acknowledgement of odd-1: ".to_owned()
    } else {
        let (host, path) = space.url.strip_prefix("etcd://").unwrap().split_once('/').unwrap();
        let key = format!("/.gosys/config/v1/%2F{path}/ack/odd-1");
        space.scratch.command("etcdctl", ["--endpoints", host, "put", &key, "junk"]).end().like(0, "OK", "");
        format!("{key}: ")
    };
    for words in [&["status"][..], &["status", "--wait", "1", "--all"]] {
        let end = space.config(words).end().like(0, "applied", &name);
        assert!(end.stderr.starts_with("gosys: left out: ") && end.stderr.lines().count() == 1, "{}", end.stderr);
    }
    super::watch::stop(watcher);
}

fn who_watches_is_listed_and_waited_for(space: &Space) {
    space.config(["status"]).end().is(
        0,
        "HOST  PID  WHO  RELEASE  HEAD  STATE  AGE\n",
        "gosys: nobody follows this space with a command or a copy; its last release is 0\n",
    );
    space.put("a=0");
    let hook = "[ $GOSYS_CONFIG_RELEASE != 2 ] || [ -e go ]";
    let watcher = space.watching(&["--", "sh", "-c", hook]);
    space.config(["status", "--wait", "1", "--all", "--timeout", "20s"]).end().like(0, "applied", "");
    space.put("a=1");
    let status = || space.config(["status", "-o", "json"]).end();
    eventually(LONG, "it fails", || status().stdout.contains("\"state\":\"failing\""));
    let end = status();
    let record: serde_json::Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((&record["release"], &record["head"]), (&1.into(), &2.into()));
    assert_eq!(record["pid"], watcher.pid());
    let end = space.config(["status", "--wait", "head", "--timeout", "500ms"]).end();
    end.like(124, "failing", "1 of 1 do not have release 2");
    let end = space.config(["status", "--wait", "head", "--host", "nowhere", "--timeout", "500ms"]).end();
    assert_eq!(end.code(), 124);
    assert!(end.stderr.contains("nothing is heard of nowhere"), "{}", end.stderr);
    space.config(["status", "--wait", "3"]).end().like(1, "", "there is no release 3");
    space.scratch.file("go", "");
    space.config(["status", "--wait", "head", "--timeout", "40s"]).end().like(0, "applied", "");
    watcher.signal("TERM");
    watcher.end().like(143, "", "failed with 1");
}
