//! `gosys lb disrupt`.

use gosys::lb::disrupt::evenness_by_chance;
use serde_json::Value;

use crate::support::{End, Scratch};

fn disrupt(args: &[&str]) -> End {
    Scratch::new().gosys(["lb", "disrupt"].iter().chain(args)).end()
}

fn records(args: &[&str]) -> Vec<Value> {
    let end = disrupt(&[args, &["-o", "json"]].concat()).like(0, "gosys.lb-disrupt.v1", "");
    end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let args = ["--seed", "7", "--keys", "5000", "--nodes", "20"];
    let first = disrupt(&args).like(0, "20 servers, then 19; 5000 keys, seed 7, xoshiro256++\n", "");
    assert_eq!(first.stdout, disrupt(&args).like(0, "POLICY", "").stdout);
    let names: Vec<_> = first.stdout.lines().skip(3).map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(names[..5], ["ring", "maglev", "jump", "rendezvous", "multi-probe"]);
    // Without a seed there is a new one, and it is printed.
    let [a, b] = [(); 2].map(|()| records(&["--keys", "1000", "--policy", "jump"])[0]["seed"].clone());
    assert!(a.is_u64() && a != b, "{a} {b}");
}

#[test]
fn what_moves_is_near_what_has_to() {
    let rows = records(&["--policy", "rendezvous,jump,maglev", "--add", "5", "--keys", "20000", "--seed", "1"]);
    for row in &rows {
        assert_eq!((&row["nodes_before"], &row["nodes_after"], &row["keys"]), (&10.into(), &15.into(), &20_000.into()));
        let (moved, theory) = (row["moved_share"].as_f64().unwrap(), row["theory"].as_f64().unwrap());
        assert!((theory - 1.0 / 3.0).abs() < 1e-12 && (moved - theory).abs() < 0.03, "{row}");
        assert!(row["evenness_after"].as_f64().unwrap() < 1.1, "{row}");
    }
    assert_eq!([&rows[0]["needless"], &rows[1]["needless"]], [0, 0]);
    assert!(rows[2]["needless"].as_u64().unwrap() > 0);
}

#[test]
fn what_it_would_be_by_chance_is_said_of_as_many_servers() {
    // Twice as many servers have half the keys each, and so differ more.
    let row = &records(&["--policy", "jump", "--nodes", "2e1", "--add", "2_0", "--keys", "1e3", "--seed", "1"])[0];
    assert_eq!((&row["nodes_before"], &row["nodes_after"], &row["keys"]), (&20.into(), &40.into(), &1000.into()));
    let by_chance = |field: &str, servers| {
        let wanted = evenness_by_chance(servers, 1000);
        assert!((row[field].as_f64().unwrap() - wanted).abs() < 1e-9, "{field}: {wanted}, {row}");
        wanted
    };
    assert!(by_chance("evenness_before_by_chance", 20) + 0.1 < by_chance("evenness_after_by_chance", 40));
    let head = disrupt(&["--keys", "1e3", "--remove", "2e0"]).like(0, "10 servers, then 8; 1000 keys", "");
    assert!(head.stdout.contains("EVENNESS BEFORE  BY CHANCE  AFTER  BY CHANCE\n"), "{}", head.stdout);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    disrupt(&["--policy", "random"]).like(2, "", "random does not go by keys");
    disrupt(&["--policy", "ketama"]).like(
        2,
        "",
        "there is no policy `ketama`\nhint: did you mean ring? `gosys lb policies`",
    );
    disrupt(&["--nodes", "3", "--remove", "3"]).like(2, "", "of 3 servers 3 cannot leave");
    disrupt(&["--nodes", "0", "--add", "3"]).like(2, "", "--nodes is 0");
    disrupt(&["--keys", "0"]).like(2, "", "write a number from 1 to 1000000000");
    disrupt(&["--nodes", "20000"]).like(2, "", "more than 10000");
    disrupt(&["--add", "1", "--remove", "1"]).like(2, "", "cannot be used with");
    disrupt(&["--remove", "-1"]).like(2, "", "--remove");
    disrupt(&["--nodes", "1.5"]).like(2, "", "'--nodes <N>': write a whole number, such as 20000 or 1e6");
    disrupt(&["--nodes", "8e15", "--add", "8e15"]).like(2, "", "16000000000000000 servers are more than 10000");
    disrupt(&["--keys", "1000000000", "--timeout", "200ms"]).like(124, "", "the time was over");
}
