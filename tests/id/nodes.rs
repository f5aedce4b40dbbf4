//! `gosys id nodes`: who has which node, and giving one back.

use serde_json::Value;

use super::remote::{Place, refused};
use crate::support::servers::shared;
use crate::support::{End, Scratch};

#[track_caller]
fn records(end: &End) -> Vec<Value> {
    assert_eq!(end.code(), 0, "{}", end.stderr);
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A table's lines, its columns parted by one blank.
fn rows(end: &End) -> Vec<String> {
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    end.stdout.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn host() -> String {
    rustix::system::uname().nodename().to_str().unwrap().to_owned()
}

#[test]
fn a_local_folder_shows_its_registers() {
    let scratch = Scratch::new();
    assert_eq!(rows(&scratch.gosys(["id", "nodes"]).end()), ["NODE HOST UNTIL STATE"]);
    for node in ["12", "7"] {
        let _ = scratch.gosys(["id", "new", "--node", node]).end().like(0, "\n", "");
    }
    let made = scratch.gosys(["id", "new", "--node", "7", "-o", "json"]).end().like(0, "{", "");
    let made: Value = serde_json::from_str(&made.stdout).unwrap();
    // Neither another scheme's nor what only looks like one.
    let _ = scratch.gosys(["id", "new", "-s", "sonyflake", "--node", "9"]).end().like(0, "\n", "");
    scratch.file("home/.local/state/gosys/ids/snowflake.x", "");
    let found = records(&scratch.gosys(["id", "nodes", "ls", "-o", "json"]).end());
    assert_eq!(found.iter().map(|record| &record["node"]).collect::<Vec<_>>(), [7, 12]);
    let expected = serde_json::json!({
        "schema": "gosys.node.v1", "scheme": "snowflake", "node": 7, "host": host(), "owner": null, "from": null,
        "until": made["time"], "until_unix_ms": made["unix_ms"], "state": "ours"
    });
    assert_eq!(found[0], expected);
    let lines = rows(&scratch.gosys(["id", "nodes"]).end());
    assert_eq!(lines[1], format!("7 {} {} ours", host(), made["time"].as_str().unwrap()));
}

#[test]
fn who_may_only_read_a_folder_sees_its_registers() {
    let scratch = Scratch::new();
    let _ = scratch.gosys(["id", "--node", "7"]).end().like(0, "\n", "");
    let shown = rows(&scratch.gosys(["id", "nodes"]).end());
    scratch.sh("chmod -R a+rX home").end().is(0, "", "");
    let line = |words: &str| format!("cd /; GOSYS_HOME={} gosys {words}", scratch.state().display());
    let before = std::fs::read(scratch.state().join("ids/snowflake.7")).unwrap();
    assert_eq!(rows(&scratch.sh_as_nobody(&line("id nodes")).end()), shown);
    let _ = scratch.sh_as_nobody(&line("id --node 7")).end().like(74, "", "permission denied");
    assert_eq!(std::fs::read(scratch.state().join("ids/snowflake.7")).unwrap(), before);
    // What may not be read either is told, and not left out.
    scratch.sh("chmod go-r home/.local/state/gosys/ids/*").end().is(0, "", "");
    let _ = scratch.sh_as_nobody(&line("id nodes")).end().like(74, "", "ids/snowflake.7: permission denied");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let scratch = Scratch::new();
    for (args, words) in [
        ("release 7", "there is nothing to give back\nhint: --backend names a server"),
        ("release", "release wants a node"),
        ("ls 7", "ls shows all nodes"),
        ("release 1024", "there is no node 1024 in a snowflake\nhint: nodes go from 0 to 1023"),
        ("-s uuid7", "there are no nodes in a uuid7\nhint: these have some: snowflake, sonyflake"),
        ("-s uuid4", "there are no nodes in a uuid4"),
    ] {
        refused(scratch.gosys(["id", "nodes"].into_iter().chain(args.split(' '))), 2, words);
    }
}

#[test]
fn a_server_shows_who_has_which() {
    for server in shared() {
        let place = Place::on(server);
        let (a, b) = (Scratch::new(), Scratch::new());
        assert_eq!(records(&place.nodes(&a, "-o json").end()), Vec::<Value>::new());
        place.ids(&a, "--node 10 --window 1ms");
        place.ids(&a, "--node 3");
        place.ids(&b, "--node 4");
        let found = records(&place.nodes(&a, "ls -o json").end());
        let states: Vec<_> = found.iter().map(|record| (record["node"].as_u64().unwrap(), &record["state"])).collect();
        assert_eq!(states, [(3, &"ours".into()), (4, &"held".into()), (10, &"free".into())], "{}", server.kind);
        let one = &found[1];
        assert_eq!((&one["schema"], &one["host"]), (&"gosys.node.v1".into(), &host().into()));
        assert_eq!(one["owner"].as_str().unwrap().len(), 32);
        let time = |name: &str| one[name].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
        assert_eq!(time("until").as_millisecond(), one["until_unix_ms"].as_i64().unwrap());
        let window = time("until").duration_since(time("from"));
        assert!((119..=121).contains(&window.as_secs()), "{window}");
        let lines = rows(&place.nodes(&b, "").end());
        assert_eq!(lines[0], "NODE HOST UNTIL STATE");
        assert!(lines[1].starts_with("3 ") && lines[1].ends_with(" held"), "{lines:?}");
        assert!(lines[2].starts_with("4 ") && lines[2].ends_with(" ours"), "{lines:?}");
        // To look changes nothing, and makes no registers.
        assert_eq!(records(&place.nodes(&a, "-o json").end()), found);
        let files = std::fs::read_dir(b.state().join("ids")).unwrap().count();
        assert_eq!(files, 1, "only the register of what was made");
    }
}

#[test]
fn a_node_that_was_given_back_is_anothers_at_once() {
    for server in shared() {
        let place = Place::on(server);
        let (a, b) = (Scratch::new(), Scratch::new());
        let last = place.ids(&a, "--node 5 -n 10000")[9999];
        refused(place.make(&b, "--node 5"), 75, "node 5 is leased to");
        let told = refused(place.nodes(&b, "release 5"), 76, &format!("node 5 is leased to {} until 20", host()));
        assert!(told.contains("hint: it is free then by itself"), "{told}");
        let _ = place.nodes(&a, "release 5").end().like(0, "node 5 is free from 20", "");
        let first = place.ids(&b, "--node 5")[0];
        assert!(first.id > last.id, "{}", server.kind);
        let state = |of: &Scratch| records(&place.nodes(of, "-o json").end())[0]["state"].clone();
        assert_eq!((state(&a), state(&b)), ("held".into(), "ours".into()), "{}", server.kind);
        // The window that was given back is nobody's on the first host, and another node is chosen there.
        refused(place.make(&a, "--node 5"), 75, "node 5 is leased to");
        assert_ne!(place.ids(&a, "")[0].node, 5, "{}", server.kind);
    }
}

#[test]
fn what_is_free_need_not_be_given_back() {
    for server in shared() {
        let (place, host) = (Place::on(server), Scratch::new());
        refused(place.nodes(&host, "release 5"), 1, "node 5 of custom-");
        place.ids(&host, "--node 5");
        let released = place.nodes(&host, "release 5 -o json").end();
        let record = &records(&released)[0];
        assert_eq!((&record["state"], &record["node"], &record["owner"]), (&"free".into(), &5.into(), &Value::Null));
        refused(place.nodes(&host, "release 5"), 1, "is free already");
        // And may be had again by the same host, with later ids.
        place.ids(&host, "--node 5");
    }
}

/// The host makes ids of the node all the time while it is given back, and another waits for it.
#[test]
fn nothing_comes_twice_when_a_node_changes_hands_in_use() {
    for server in shared() {
        let place = Place::on(server);
        let hosts = [Scratch::new(), Scratch::new()];
        let busy = |host: &Scratch| {
            let words = place.words(&["id", "new", "--accept-empty", "--node", "5", "--window", "1s", "-n", "500"], "");
            let line = format!(
                "seq 20 | xargs -P 2 -I {{}} sh -c 'for i in $(seq 40); do \
                 gosys {} >out.{{}}.$i 2>/dev/null && break; sleep 0.05; done; true'",
                words.join(" ")
            );
            host.sh(&line).env("GOSYS_BACKEND", &place.url).start()
        };
        let running = [busy(&hosts[0]), busy(&hosts[1])];
        let mut released = 0;
        for turn in 0..12 {
            let end = place.nodes(&hosts[turn % 2], "release 5").end();
            released += usize::from(end.code() == 0);
            assert!([0, 1, 75, 76].contains(&end.code()), "{}", end.stderr);
        }
        for running in running {
            let _ = running.end().is(0, "", "");
        }
        let ids: Vec<u64> = hosts.iter().flat_map(super::storm::collect).collect();
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(distinct.len(), ids.len(), "{}", server.kind);
        assert!(released > 0 && ids.len() > 5_000, "{}: {released} of {}", server.kind, ids.len());
    }
}
