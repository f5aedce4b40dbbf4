//! `gosys lb pick`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{End, Scratch};

fn pick_in(scratch: &Scratch, args: &[&str]) -> End {
    scratch.gosys(["lb", "pick"].iter().chain(args)).end()
}

fn pick(args: &[&str]) -> End {
    pick_in(&Scratch::new(), args)
}

/// Runs it again and again; what was picked each time.
fn many(scratch: &Scratch, args: &[&str], times: usize) -> Vec<String> {
    (0..times).map(|_| pick_in(scratch, args).like(0, "\n", "").stdout.trim_end().to_owned()).collect()
}

fn counts(picked: Vec<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    picked.into_iter().for_each(|node| *counts.entry(node).or_default() += 1);
    counts
}

#[test]
fn any_node_and_the_same_by_a_seed() {
    let scratch = Scratch::new();
    let picked = counts(many(&scratch, &["a:1", "b:2", "c:3"], 40));
    assert_eq!(picked.keys().collect::<Vec<_>>(), ["a:1", "b:2", "c:3"], "{picked:?}");
    let seeded: BTreeSet<_> = many(&scratch, &["--seed", "7", "a", "b", "c", "d"], 5).into_iter().collect();
    assert_eq!(seeded.len(), 1);
}

#[test]
fn weights_by_an_option_or_a_file() {
    let scratch = Scratch::new();
    let picked = counts(many(&scratch, &["--weights", "9,0,1", "a", "b", "c"], 40));
    assert!(picked["a"] > 20 && !picked.contains_key("b"), "{picked:?}");
    let file = scratch.file("nodes", "# of the shop\n a 9 \n\nb 0\r\nc\t1\n");
    let picked = counts(many(&scratch, &["--file", file.to_str().unwrap()], 40));
    assert!(picked["a"] > 20 && !picked.contains_key("b"), "{picked:?}");
    scratch.gosys(["lb", "pick", "--file", "-"]).stdin("only\n").end().is(0, "only\n", "");
}

#[test]
fn a_key_has_its_node_whoever_else_leaves() {
    let scratch = Scratch::new();
    for policy in ["rendezvous", "ring", "maglev", "multi-probe"] {
        for key in ["user-1", "user-2", "ü"] {
            let of = |nodes: &[&str]| {
                let args = [&["--policy", policy, "--key", key], nodes].concat();
                pick_in(&scratch, &args).like(0, "\n", "").stdout.trim_end().to_owned()
            };
            let first = of(&["a:1", "b:2", "c:3", "d:4"]);
            let other = if first == "b:2" { "c:3" } else { "b:2" };
            let left: Vec<_> = ["a:1", "b:2", "c:3", "d:4"].into_iter().filter(|node| *node != other).collect();
            let again = of(&left);
            // Maglev moves some keys needlessly; these are none of them.
            assert_eq!(first, again, "{policy} {key}");
        }
    }
    // Glued to its option, and before the verb.
    let glued = pick_in(&scratch, &["--key=user-1", "a:1", "b:2", "c:3", "d:4"]).like(0, "\n", "");
    let apart = scratch.gosys(["--key", "user-1", "lb", "pick", "a:1", "b:2", "c:3", "d:4"]).end().like(0, "\n", "");
    assert_eq!(glued.stdout, apart.stdout);
}

#[test]
fn the_order_in_which_to_try() {
    let scratch = Scratch::new();
    let order = pick_in(&scratch, &["--key", "k", "--order", "a", "b", "c", "d"]).like(0, "\n", "");
    let first = pick_in(&scratch, &["--key", "k", "a", "b", "c", "d"]).like(0, "\n", "");
    assert!(order.stdout.starts_with(&first.stdout));
    let different: BTreeSet<_> = order.stdout.lines().collect();
    assert_eq!((different.len(), order.stdout.lines().count()), (4, 4));
    let two = pick_in(&scratch, &["--key", "k", "-n", "2", "a", "b", "c", "d"]).like(0, "\n", "");
    assert_eq!(order.stdout.lines().take(2).collect::<Vec<_>>(), two.stdout.lines().collect::<Vec<_>>());
}

#[test]
fn a_record_for_programs() {
    let end = pick(&["--key", "k", "--weights", "2,2,0", "-n", "2", "-o", "json", "a", "a2", "a3"]).like(0, "{", "");
    let records: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut nodes: Vec<_> = records.iter().map(|record| record["node"].clone()).collect();
    for (place, record) in (1..).zip(&records) {
        let wanted = json!({
            "schema": "gosys.lb-pick.v1", "node": record["node"], "place": place, "policy": "rendezvous",
            "weight": 2.0, "nodes": 2, "healthy": 2,
        });
        assert_eq!(record, &wanted);
    }
    nodes.sort_by_key(Value::to_string);
    assert_eq!(nodes, ["a", "a2"]);
}

#[test]
fn processes_take_turns() {
    let scratch = Scratch::new();
    let turns = ["--state", "turns", "a", "b", "c"];
    assert_eq!(many(&scratch, &turns, 4), ["a", "b", "c", "a"]);
    // The order is one turn.
    pick_in(&scratch, &["--state", "turns", "--order", "a", "b", "c"]).is(0, "b\nc\na\n", "");
    assert_eq!(many(&scratch, &turns, 1), ["c"]);
    // Next is a, who has left; then whoever is behind.
    assert_eq!(many(&scratch, &["--state", "turns", "x", "b", "c"], 2), ["b", "c"]);
    let smooth = ["--state", "smooth", "--weights", "5,1,1", "a", "b", "c"];
    assert_eq!(many(&scratch, &smooth, 7).concat(), "aabacaa");
    let content: Value = serde_json::from_slice(&fs::read(scratch.path().join("turns")).unwrap()).unwrap();
    assert_eq!(
        content,
        json!({"schema": "gosys.lb-state.v1", "policy": "round-robin", "nodes": ["x", "b", "c"], "memory": [3.0]})
    );
    let left: BTreeSet<_> = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["home", "smooth", "turns"].map(Into::into).into(), "a draft is left");
}

#[test]
fn many_processes_at_once_take_every_turn_once() {
    let scratch = Scratch::new();
    let line = "seq 40 | xargs -P 8 -I {} gosys lb pick --state turns a b c d";
    let end = scratch.sh(line).end().like(0, "a\n", "");
    let counts = counts(end.stdout.lines().map(str::to_owned).collect());
    assert_eq!(counts.values().collect::<Vec<_>>(), [&10; 4], "{counts:?}");
}

#[test]
fn the_file_keeps_its_mode_and_the_link_to_it() {
    let scratch = Scratch::new();
    let file = scratch.file("real", "");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
    std::os::unix::fs::symlink("real", scratch.path().join("turns")).unwrap();
    assert_eq!(many(&scratch, &["--state", "turns", "a", "b"], 3), ["a", "b", "a"]);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o664);
    assert!(fs::symlink_metadata(scratch.path().join("turns")).unwrap().is_symlink());
}

#[test]
fn what_is_no_state_is_left_alone() {
    let scratch = Scratch::new();
    let refused = |text: &str, words: &str| {
        let file = scratch.file("junk", text);
        pick_in(&scratch, &["--state", "junk", "a", "b"]).like(65, "", words);
        assert_eq!(fs::read_to_string(file).unwrap(), text);
    };
    refused("hello\n", "junk is no state of a policy");
    refused("{}", "junk is no state of a policy");
    let with = |schema: &str, policy: &str| {
        format!(r#"{{"schema":"{schema}","policy":"{policy}","nodes":["a","b"],"memory":[1.0]}}"#)
    };
    refused(&with("gosys.lb-state.v2", "round-robin"), "its schema is `gosys.lb-state.v2`");
    refused(&with("gosys.lb-state.v1", "smooth-weighted-round-robin"), "is the state of smooth-weighted-round-robin");
    // Of the right kind with numbers that mean nothing: the turns begin anew.
    scratch.file("odd", with("gosys.lb-state.v1", "round-robin").replace("[1.0]", "[-7.5]"));
    pick_in(&scratch, &["--state", "odd", "a", "b"]).is(0, "a\n", "");
    pick_in(&scratch, &["--state", "no/such/folder", "a", "b"]).like(74, "", "cannot open no/such/folder");
}

#[test]
fn a_file_that_somebody_keeps_locked_is_not_waited_for_beyond_the_limit() {
    let scratch = Scratch::new();
    let line = "flock turns sh -c 'gosys --timeout 200ms lb pick --state turns a b'";
    scratch.sh(line).end().like(75, "", "turns is still taken by others after 200ms");
}

/// Answers requests for `/healthz` with 204 and all others with 500, on a port of its own.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let mut request = [0; 1024];
            let length = stream.read(&mut request).unwrap_or(0);
            let healthy = request[..length].starts_with(b"GET /healthz HTTP/1.1\r\n");
            let status = if healthy { "204 No Content" } else { "500 Internal Server Error" };
            let _ = stream.write_all(format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n").as_bytes());
        }
    });
    address
}

/// A port at which nobody listens.
fn closed() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

#[test]
fn only_nodes_that_take_a_connection() {
    let (healthy, dead) = (server(), closed());
    for _ in 0..3 {
        pick(&["--health", "tcp", &dead, &healthy]).is(0, &format!("{healthy}\n"), "");
    }
    pick(&["--health", "tcp", "--order", &dead, &healthy]).is(0, &format!("{healthy}\n"), "");
    pick(&["--health", "tcp", &dead]).like(69, "", "no node of 1 is healthy");
    pick(&["--health", "tcp", "web"]).like(2, "", "`web` has no port to connect to\nhint: write host:port");
}

#[test]
fn a_node_that_is_down_loses_no_turn_of_the_others() {
    let (scratch, one, two, dead) = (Scratch::new(), server(), server(), closed());
    let picked = many(&scratch, &["--health", "tcp", "--state", "turns", &one, &dead, &two], 4);
    assert_eq!(picked, [&*one, &*two, &*one, &*two]);
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn only_nodes_that_answer_as_they_should() {
    let (healthy, dead) = (server(), closed());
    let end = pick(&["--health", "http://{}/healthz", "-o", "json", &dead, &healthy]).like(0, "{", "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    assert_eq!((&record["node"], &record["nodes"], &record["healthy"]), (&json!(healthy), &json!(2), &json!(1)));
    pick(&["--health", "http://{}/", &healthy]).like(69, "", "no node of 1 is healthy");
    pick(&["--health", "http://{}/healthz", "not a host"]).like(2, "", "`not a host` makes no URL");
    pick(&["--health", "http://web/healthz", "web"]).like(2, "", "a URL has {} where the node stands");
    pick(&["--health", "ping", "web"]).like(2, "", "write tcp, or a URL");
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn who_does_not_answer_is_waited_for_as_long_as_the_limit() {
    // It takes connections, as the kernel does that for it, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let node = silent.local_addr().unwrap().to_string();
    let args = ["--timeout", "300ms", "lb", "pick", "--health", "http://{}/healthz", &node];
    let end = Scratch::new().gosys(args).within(Duration::from_secs(10)).end().like(69, "", "no node of 1");
    assert!(end.took >= Duration::from_millis(250), "{:?}", end.took);
    pick(&["--health", "tcp", &node]).is(0, &format!("{node}\n"), "");
}

#[test]
fn what_cannot_be_picked_from_is_refused() {
    pick(&[]).like(2, "", "required");
    pick(&["a", ""]).like(2, "", "a node has no name");
    pick(&["a", "b\u{7}"]).like(2, "", "has a control character");
    pick(&["a", "b", "a"]).like(2, "", "`a` is there twice\nhint: a weight says");
    pick(&["--weights", "0,0", "a", "b"]).like(2, "", "all weights are 0");
    pick(&["--weights", "-1,2", "a", "b"]).like(2, "", "a weight is 0 or more, not -1");
    pick(&["--weights", "1,inf", "a", "b"]).like(2, "", "a weight is 0 or more, not inf");
    pick(&["--weights", "1,x", "a", "b"]).like(2, "", "`x` is no weight");
    pick(&["--weights", "1", "a", "b"]).like(2, "", "there are 1 weights for 2 nodes\nhint: --weights is a list");
    pick(&["-n", "3", "a", "b"]).like(2, "", "there are no 3 different nodes, only 2");
    pick(&["-n", "2", "--weights", "1,0", "a", "b"]).like(2, "", "there are no 2 different nodes, only 1");
    pick(&["-n", "0", "a"]).like(2, "", "-n 0 picks nobody");
    pick(&["-n", "1", "--order", "a"]).like(2, "", "cannot be used with");
}

#[test]
fn a_list_that_is_none_is_refused_with_its_line() {
    let scratch = Scratch::new();
    let refused = |text: &str, words: &str| {
        scratch.file("nodes", text);
        pick_in(&scratch, &["--file", "nodes"]).like(65, "", words);
    };
    refused("", "nodes has no nodes\nhint: write one a line");
    refused("\n# nobody\n", "nodes has no nodes");
    refused("a\nb x\n", "nodes:2: `x` is no weight");
    refused("a 1 2\n", "nodes:1: what is `2`?");
    refused("a\n\nb -2\n", "nodes:3: a weight is 0 or more, not -2");
    refused("a\nb\n#\na 3\n", "nodes:4: `a` is on line 1 already");
    refused("a 0\nb 0.0\n", "all weights of nodes are 0");
    fs::write(scratch.path().join("nodes"), b"\xff\xfe").unwrap();
    pick_in(&scratch, &["--file", "nodes"]).like(65, "", "nodes is not UTF-8");
    pick_in(&scratch, &["--file", "none"]).like(74, "", "cannot read none: no such file");
    pick_in(&scratch, &["--file", "nodes", "a"]).like(2, "", "cannot be used with");
}

#[test]
fn a_policy_that_does_not_fit_is_refused_with_what_would() {
    pick(&["--policy", "best", "a"]).like(2, "", "there is no policy `best`");
    pick(&["--policy", "ring", "a"]).like(2, "", "ring goes by a key, and there is none\nhint: --key says which");
    pick(&["--policy", "random", "--key", "k", "a"]).like(2, "", "random does not go by keys");
    pick(&["--policy", "random", "--weights", "1,2", "a", "b"]).like(2, "", "random does not go by weights");
    for policy in ["least-connections", "power-of-d", "bounded-load", "c3"] {
        pick(&["--policy", policy, "a", "b"]).like(2, "", "goes by load, and there is none to be seen here");
    }
    pick(&["--policy", "round-robin", "a", "b"]).like(2, "", "--state FILE is where they know whose turn it is");
    pick(&["--policy", "random", "--state", "x", "a", "b"]).like(2, "", "random remembers nothing");
}
