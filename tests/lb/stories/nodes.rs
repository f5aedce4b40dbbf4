//! Somebody who adds a node, and an operator whose nodes are not all well.

use std::collections::BTreeMap;
use std::net::TcpListener;

use serde_json::Value;

use crate::support::Scratch;

/// Who has which key, by `lb pick`.
fn owners(scratch: &Scratch, nodes: &str) -> BTreeMap<usize, String> {
    let pick = |key: usize| {
        let line = format!("lb pick --key user-{key} {nodes}");
        scratch.gosys(line.split(' ')).end().like(0, "web", "").stdout
    };
    (0..24).map(|key| (key, pick(key))).collect()
}

/// Before a node is added its owner asks what it costs, adds it, and finds what was said.
#[test]
fn a_node_comes_and_keys_move_only_to_it() {
    let scratch = Scratch::new();
    let line = "lb disrupt --policy rendezvous,maglev,jump --nodes 3 --add 1 --keys 4000 --seed 1 -o json";
    let end = scratch.gosys(line.split(' ')).end().like(0, "gosys.lb-disrupt.v1", "");
    let rows: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<_> = rows.iter().map(|row| row["policy"].as_str().unwrap()).collect();
    assert_eq!(names, ["rendezvous", "maglev", "jump"]);
    for row in &rows {
        assert_eq!((&row["nodes_after"], &row["theory"]), (&4.into(), &0.25.into()));
        assert!((row["moved_share"].as_f64().unwrap() - 0.25).abs() < 0.06, "{row}");
    }
    assert_eq!((&rows[0]["needless"], &rows[2]["needless"]), (&0.into(), &0.into()));
    let (before, after) = (owners(&scratch, "web1 web2 web3"), owners(&scratch, "web1 web2 web3 web4"));
    let moved: Vec<_> = before.keys().filter(|key| before[key] != after[key]).collect();
    assert!((1..=15).contains(&moved.len()), "{moved:?}");
    assert!(moved.iter().all(|key| after[key] == "web4\n"), "{after:?}");
    // The order of the list does not matter to who has a key.
    assert_eq!(after, owners(&scratch, "web4 web2 web1 web3"));
}

/// One of two nodes takes connections; a script asks for a node, then for the order, then everything is down.
#[test]
fn a_script_that_goes_to_who_is_up() {
    let scratch = Scratch::new();
    let server = TcpListener::bind("127.0.0.1:0").unwrap();
    let up = server.local_addr().unwrap().to_string();
    let script = format!(
        "for turn in 1 2 3 4; do gosys lb pick --health tcp --timeout 5s --state turns {up} 127.0.0.2:1; done\n\
         gosys lb pick --health tcp --timeout 5s --order {up} 127.0.0.2:1 -o json | grep -c '\"healthy\":1'\n"
    );
    let all = format!("{up}\n").repeat(4) + "1\n";
    scratch.sh(&script).end().is(0, &all, "");
    drop(server);
    let end = scratch.sh(&format!("gosys lb pick --health tcp {up} 127.0.0.2:1 || echo \"page somebody: $?\"")).end();
    end.like(0, "page somebody: 69\n", "gosys: no node of 2 is healthy");
}

/// A large fleet, where each client is to know only some of the nodes.
#[test]
fn how_many_connections_a_subset_costs() {
    let scratch = Scratch::new();
    let spread = |algo: &str| -> Value {
        let line = format!("lb subset --clients 60 --backends 40 --size 8 --algo {algo} --seed 1 -o json");
        let end = scratch.gosys(line.split(' ')).end().like(0, "gosys.lb-subset.v1", "");
        serde_json::from_str(&end.stdout).unwrap()
    };
    let (random, dealt) = (spread("random"), spread("deterministic"));
    for found in [&random, &dealt] {
        assert_eq!(found["mean"], 12.0);
        let sum: u64 = found["connections"].as_array().unwrap().iter().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(sum, 480);
    }
    // Dealt out in rounds all backends have as many; drawn by chance some have twice as many as others.
    assert_eq!((&dealt["min"], &dealt["max"]), (&12.0.into(), &12.0.into()));
    let (min, max) = (random["min"].as_f64().unwrap(), random["max"].as_f64().unwrap());
    assert!(max - min >= 4.0, "{random}");
}

/// Clients that are all started by the same deployment, and the fix.
#[test]
fn everybody_on_the_same_node_until_they_are_seeded() {
    let scratch = Scratch::new();
    let share = |seeding: &str| -> Value {
        let line = format!("lb clients --seeding {seeding} --sticky --restart-storm --trials 40 --seed 1 -o json");
        serde_json::from_str(&scratch.gosys(line.split(' ')).end().like(0, "worst_share", "").stdout).unwrap()
    };
    for same in ["none", "time-s"] {
        let found = share(same);
        assert_eq!((&found["worst_share"], &found["idle_nodes"]), (&1.0.into(), &4.0.into()), "{same}");
    }
    let (pid, os) = (share("pid"), share("os"));
    let worst = |found: &Value| found["worst_share"].as_f64().unwrap();
    // 16 likely ids are less than 100 clients, and more than one.
    assert!(worst(&os) < worst(&pid) && worst(&pid) < 0.8, "{pid} {os}");
    let off = (worst(&os) - os["exact_worst_share"].as_f64().unwrap()) / os["worst_share_se"].as_f64().unwrap();
    assert!(off.abs() < 5.0, "{os}");
}
