//! What `gosys lb` pick, disrupt, subset and policies say, to the byte, and to whom they say no.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::FileTypeExt;
use std::thread;

use gosys::lb::policy::POLICIES;
use serde_json::Value;

use crate::support::{End, Scratch};

fn lb_in(scratch: &Scratch, args: &[&str]) -> End {
    scratch.gosys(["lb"].iter().chain(args)).end()
}

fn lb(args: &[&str]) -> End {
    lb_in(&Scratch::new(), args)
}

/// Refused with exactly these words, and nothing printed.
#[track_caller]
fn refused(code: i32, args: &[&str], words: &str) {
    lb(args).is(code, "", &format!("gosys: {words}\n"));
}

#[test]
fn the_order_of_a_key_is_the_same_in_every_release() {
    // Scripts and caches rely on it: another order sends every key elsewhere.
    for (policy, order) in [
        ("rendezvous", "a\nd\nc\nb\n"),
        ("ring", "c\nd\nb\na\n"),
        ("jump", "d\nc\na\nb\n"),
        ("maglev", "b\nd\nc\na\n"),
        ("multi-probe", "d\nc\na\nb\n"),
    ] {
        lb(&["pick", "--policy", policy, "--key", "user-1", "--order", "a", "b", "c", "d"]).is(0, order, "");
    }
}

#[test]
fn a_seed_is_the_same_pick_in_every_release() {
    lb(&["pick", "--seed", "1", "--order", "a", "b", "c", "d", "e"]).is(0, "b\ne\nc\nd\na\n", "");
    lb(&["pick", "--policy", "weighted-random", "--seed", "1", "--order", "a", "b", "c"]).is(0, "b\nc\na\n", "");
    let json = "{\"schema\":\"gosys.lb-pick.v1\",\"node\":\"b\",\"place\":1,\"policy\":\"weighted-random\",\
        \"weight\":2.0,\"nodes\":2,\"healthy\":2}\n";
    lb(&["pick", "--seed", "1", "--weights", "1,2", "-o", "json", "a", "b"]).is(0, json, "");
    let yaml = "---\nschema: gosys.lb-pick.v1\nnode: b\nplace: 1\npolicy: weighted-random\nweight: 2.0\nnodes: 2\n\
        healthy: 2\n";
    lb(&["pick", "--seed", "1", "--weights", "1,2", "-o", "yaml", "a", "b"]).is(0, yaml, "");
    // The seed of the largest number is a seed as well.
    lb(&["pick", "--seed", "18446744073709551615", "a"]).is(0, "a\n", "");
}

#[test]
fn the_state_of_a_random_start_is_a_file_of_one_line() {
    let scratch = Scratch::new();
    let args = ["pick", "--policy", "round-robin-random-start", "--state", "rr", "--seed", "1", "a", "b", "c"];
    lb_in(&scratch, &args).is(0, "b\n", "");
    let state = "{\"schema\":\"gosys.lb-state.v1\",\"policy\":\"round-robin-random-start\",\
        \"nodes\":[\"a\",\"b\",\"c\"],\"memory\":[2.0]}\n";
    assert_eq!(fs::read_to_string(scratch.path().join("rr")).unwrap(), state);
    // Whatever the seed: now the file says whose turn it is.
    lb_in(&scratch, &["pick", "--policy", args[2], "--state", "rr", "--seed", "9", "a", "b", "c"]).is(0, "c\n", "");
}

#[test]
fn a_state_that_is_no_regular_file_is_not_replaced() {
    let scratch = Scratch::new();
    scratch.command("mkfifo", ["pipe"]).end().is(0, "", "");
    std::os::unix::fs::symlink("pipe", scratch.path().join("link")).unwrap();
    let words = "is no regular file\nhint: --state FILE is replaced with every turn; it is made where there is none\n";
    for name in ["pipe", "link"] {
        let end = lb_in(&scratch, &["pick", "--state", name, "a", "b"]);
        end.is(2, "", &format!("gosys: {name} {words}"));
    }
    assert!(fs::metadata(scratch.path().join("pipe")).unwrap().file_type().is_fifo());
    lb_in(&scratch, &["pick", "--state", ".", "a", "b"]).is(74, "", "gosys: cannot open .: is a directory\n");
}

#[test]
fn a_state_cut_short_is_refused_and_an_empty_one_is_new() {
    let scratch = Scratch::new();
    lb_in(&scratch, &["pick", "--state", "turns", "a", "b"]).is(0, "a\n", "");
    let whole = fs::read_to_string(scratch.path().join("turns")).unwrap();
    for length in [1, whole.len() / 2, whole.len() - 2] {
        scratch.file("turns", &whole[..length]);
        lb_in(&scratch, &["pick", "--state", "turns", "a", "b"]).like(65, "", "turns is no state of a policy: ");
    }
    scratch.file("turns", whole.replace("\"memory\"", "\"more\":1,\"memory\""));
    lb_in(&scratch, &["pick", "--state", "turns", "a", "b"]).like(65, "", "unknown field `more`");
    scratch.file("turns", "");
    lb_in(&scratch, &["pick", "--state", "turns", "a", "b"]).is(0, "a\n", "");
    assert_eq!(fs::read_to_string(scratch.path().join("turns")).unwrap(), whole);
}

#[test]
fn no_healthy_node_costs_no_turn() {
    let scratch = Scratch::new();
    let dead = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    lb_in(&scratch, &["pick", "--state", "turns", "--health", "tcp", &dead]).is(
        69,
        "",
        "gosys: no node of 1 is healthy\nhint: --health says what a healthy node does; --timeout gives them longer\n",
    );
    assert!(!scratch.path().join("turns").exists());
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn a_node_is_asked_itself_and_not_a_proxy() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let node = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 1024]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let scratch = Scratch::new();
    let run = scratch.gosys(["lb", "pick", "--health", "http://{}/", &node]);
    run.env("http_proxy", "http://127.0.0.1:1").env("all_proxy", "http://127.0.0.1:1").end().is(
        0,
        &format!("{node}\n"),
        "",
    );
}

#[test]
fn weights_too_far_apart_to_be_added_up_are_refused() {
    // As a circle of four billion points, or a sum that is infinite.
    for weight in ["1e308", "1e13", "1e-13", "5e-324"] {
        let list = format!("{weight},1");
        let words = format!("a weight other than 0 is from 1e-12 to 1e12, not {weight}");
        refused(2, &["pick", "--policy", "ring", "--key", "k", "--weights", &list, "a", "b"], &words);
    }
    lb(&["pick", "--policy", "ring", "--key", "k", "--weights", "1e12,1e-12,0", "a", "b", "c"]).is(0, "a\n", "");
    let scratch = Scratch::new();
    scratch.file("nodes", "a\nb 1e300\n");
    lb_in(&scratch, &["pick", "--file", "nodes"]).is(
        65,
        "",
        "gosys: nodes:2: a weight other than 0 is from 1e-12 to 1e12, not 1e300\n\
         hint: a line is a node, and a weight where it is not 1\n",
    );
}

#[test]
fn every_other_refusal_of_pick() {
    let load = |name: &str| {
        format!(
            "{name} goes by load, and there is none to be seen here\nhint: one process knows of one request; random, \
             or a policy with --state, spreads them"
        )
    };
    for kind in POLICIES.iter().filter(|kind| kind.by_load) {
        refused(2, &["pick", "--policy", kind.name, "--key", "k", "a", "b"], &load(kind.name));
    }
    for policy in ["jump", "multi-probe"] {
        let words = format!("{policy} does not go by weights\nhint: `gosys lb policies` says which do");
        refused(2, &["pick", "--policy", policy, "--key", "k", "--weights", "1,2", "a", "b"], &words);
        // The same weight for all is none.
        lb(&["pick", "--policy", policy, "--key", "k", "--weights", "2,2", "a", "b"]).like(0, "\n", "");
    }
    let remembers = "remembers nothing\nhint: leave out --state, or choose round-robin";
    refused(2, &["pick", "--key", "k", "--state", "f", "a", "b"], &format!("rendezvous {remembers}"));
    refused(2, &["pick", "--policy", "weighted-random", "--state", "f", "a"], &format!("weighted-random {remembers}"));
    refused(2, &["pick", "--weights", "", "a"], "`` is no weight");
    refused(2, &["pick", "--weights", "1,,2", "a", "b", "c"], "`` is no weight");
    refused(2, &["pick", "--health", "tcp", ":80"], "`:80` has no port to connect to\nhint: write host:port");
    refused(
        2,
        &["pick", "-n", "x", "a"],
        "invalid value 'x' for '-n <N>': not a whole number\nhint: see gosys lb pick --help",
    );
    refused(74, &["pick", "--file", "."], "cannot read .: is a directory");
    for verb in [
        &["pick", "a"][..],
        &["disrupt", "--keys", "1"],
        &["subset", "--clients", "1", "--backends", "1", "--size", "1"],
    ] {
        let words = "this verb prints nothing for a shell to evaluate\nhint: -o text, json or yaml";
        refused(2, &[verb, &["-o", "env"]].concat(), words);
    }
}

#[test]
fn the_help_says_what_a_key_is() {
    let end = lb(&["pick", "--help"]).like(0, "Pick a node for a script", "");
    let text = end.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("with --key the one that has this key (rendezvous)"), "{text}");
    // Once, as what it is here, and not as the file that it is to other verbs.
    assert!(text.contains("--key <KEY> The text whose node is picked") && !text.contains("--key <FILE>"), "{text}");
    lb(&["disrupt", "--help"]).like(0, "--key <FILE>", "");
    assert!(end.stdout.lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn an_operator_takes_a_node_out_and_puts_it_back_without_a_key_going_elsewhere() {
    let scratch = Scratch::new();
    let of = |list: &str, key: &str| {
        scratch.file("nodes", list);
        lb_in(&scratch, &["pick", "--file", "nodes", "--key", key]).like(0, "web", "").stdout
    };
    let (all, drained) = ("web1\nweb2\nweb3\n", "web1\nweb2 0\nweb3\n");
    let mut moved = 0;
    for key in ["anna", "bob", "cem", "dana", "emil", "fay"] {
        let before = of(all, key);
        let during = of(drained, key);
        assert!(during == before || before == "web2\n", "{key}: {before} {during}");
        assert_ne!(during, "web2\n");
        moved += u32::from(during != before);
        assert_eq!(of(all, key), before);
    }
    assert!(moved > 0, "nobody was on web2");
}

#[test]
fn a_reader_that_has_gone_is_no_failure_and_a_full_disk_is() {
    let scratch = Scratch::new();
    for verb in ["pick --order a b", "policies", "disrupt --keys 9", "subset --clients 1 --backends 1 --size 1"] {
        let line = format!("gosys lb {verb} >/dev/full");
        scratch.sh(&line).end().is(74, "", "gosys: cannot write standard output: no space left on device\n");
        let line = format!("{{ gosys lb {verb}; echo $? >&2; }} | true");
        scratch.sh(&line).end().is(0, "", "0\n");
    }
}

const DISRUPT: [&str; 7] = ["disrupt", "--seed", "7", "--keys", "2000", "--nodes", "5"];

#[test]
fn a_disruption_to_the_byte() {
    let text = "5 servers, then 4; 2000 keys, seed 7, xoshiro256++

POLICY       MOVED    AT BEST  NEEDLESS  EVENNESS BEFORE  BY CHANCE  AFTER  BY CHANCE
ring         20.85 %  20.00 %  0.00 %    1.143            1.052      1.124  1.040
maglev       20.00 %  20.00 %  0.15 %    1.048            1.052      1.040  1.040
jump         55.20 %  20.00 %  34.55 %   1.032            1.052      1.016  1.040
rendezvous   20.80 %  20.00 %  0.00 %    1.040            1.052      1.028  1.040
multi-probe  19.10 %  20.00 %  0.00 %    1.058            1.052      1.038  1.040

Keys moved, from 5 servers to 4
";
    let scratch = Scratch::new();
    let files = ["--csv", "moved.csv", "--svg", "moved.svg", "--html", "moved.html"];
    let end = lb_in(&scratch, &[&DISRUPT[..], &files].concat()).like(0, text, "");
    assert!(end.stdout.starts_with(text) && end.stdout.ends_with("% of the keys, │ 20 expected\n"), "{}", end.stdout);
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap();
    let csv = "name,% of the keys,expected\r\nring,20.849999999999998,20\r\nmaglev,20,20\r\njump,55.2,20\r\n\
        rendezvous,20.8,20\r\nmulti-probe,19.1,20\r\n";
    assert_eq!(read("moved.csv"), csv);
    let svg = read("moved.svg");
    assert!(svg.starts_with("<svg ") && svg.contains(">Keys moved, from 5 servers to 4</text>"), "{svg}");
    assert!(read("moved.html").contains("<title>gosys lb disrupt</title>"));
    assert_eq!(lb(&[&["-q"], &DISRUPT[..], &["--policy", "jump"]].concat()).code(), 0);
}

#[test]
fn a_record_of_a_disruption_has_its_fields_in_order() {
    let json = "{\"schema\":\"gosys.lb-disrupt.v1\",\"policy\":\"jump\",\"nodes_before\":5,\"nodes_after\":4,\
        \"keys\":2000,\"seed\":7,\"generator\":\"xoshiro256++\",\"moved\":1104,\"moved_share\":0.552,\"theory\":0.2,\
        \"needless\":691,\"needless_share\":0.3455,\"evenness_before\":1.0325,\"evenness_before_by_chance\":";
    let end = lb(&[&DISRUPT[..], &["--policy", "jump", "-o", "json"]].concat()).like(0, json, "");
    let record: Value = serde_json::from_str(&end.stdout).unwrap();
    // Of five servers, and then of four: fewer are more even by chance.
    let near = |field: &str, wanted: f64| assert!((record[field].as_f64().unwrap() - wanted).abs() < 1e-6, "{record}");
    near("evenness_before_by_chance", 1.052_201_736);
    near("evenness_after_by_chance", 1.039_955_060_75);
    assert!(end.stdout.contains(",\"evenness_after\":1.016,\"evenness_after_by_chance\":1.03"), "{}", end.stdout);
}

#[test]
fn nothing_moves_where_nothing_changes_and_all_from_the_only_one_that_may() {
    for change in [["--add", "0"], ["--remove", "0"]] {
        let end = lb(&[&DISRUPT[..], &change, &["-o", "json"]].concat()).like(0, "gosys.lb-disrupt.v1", "");
        for record in end.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
            assert_eq!((&record["moved"], &record["needless"], &record["theory"]), (&0.into(), &0.into(), &0.0.into()));
            assert_eq!(record["evenness_before"], record["evenness_after"]);
        }
    }
    // All but one leave: what it had stays, and the rest has to move.
    let end = lb(&["disrupt", "--nodes", "4", "--remove", "3", "--keys", "500", "-o", "json"]).like(0, "v1", "");
    for record in end.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        assert_eq!((&record["needless"], &record["evenness_after"]), (&0.into(), &1.0.into()));
        assert_eq!(record["theory"], 0.75);
    }
}

#[test]
fn a_thousand_times_more_servers_take_no_thousand_times_the_time() {
    // Whether a server is an old one was once looked up by its name in the list of all, for each key.
    let args = ["disrupt", "--policy", "jump", "--nodes", "9999", "--add", "1", "--keys", "3000", "--seed", "1"];
    let end = lb(&[&args[..], &["-o", "json"]].concat()).like(0, "\"needless\":0,", "");
    assert!(end.took.as_secs() < 20, "{:?}", end.took);
}

#[test]
fn every_other_refusal_of_disrupt() {
    let stays = "one at least has to stay, for the keys to move to";
    refused(2, &["disrupt", "--nodes", "1"], &format!("of 1 servers 1 cannot leave\nhint: {stays}"));
    refused(2, &["disrupt", "--policy", ""], "there is no policy ``\nhint: `gosys lb policies` lists all of them");
    let words =
        "random does not go by keys, so none can move\nhint: `gosys lb policies` says which do, in the column KEY";
    refused(2, &["disrupt", "--policy", "ring,random"], words);
    for keys in ["0", "1000000001", "18446744073709551615", "1e10"] {
        let words = "write a number from 1 to 1000000000\nhint: see gosys lb disrupt --help";
        refused(2, &["disrupt", "--keys", keys], &format!("invalid value '{keys}' for '--keys <N>': {words}"));
    }
    refused(2, &["disrupt", "--nodes", "0"], "--nodes is 0, so nobody has a key");
    refused(2, &["disrupt", "--add", "8e15"], "8000000000000010 servers are more than 10000");
    let words = "write a whole number, such as 20000 or 1e6\nhint: see gosys lb disrupt --help";
    let add = "18446744073709551615";
    refused(2, &["disrupt", "--add", add], &format!("invalid value '{add}' for '--add <N>': {words}"));
    // The result is there before the picture fails.
    let args = ["disrupt", "--keys", "10", "--policy", "jump", "--svg", "no/x.svg"];
    lb(&args).like(74, "10 servers, then 9; 10 keys", "gosys: cannot write no/x.svg: no such file or directory\n");
}

const SUBSET: [&str; 9] = ["subset", "--clients", "6", "--backends", "4", "--size", "2", "--seed", "3"];

#[test]
fn subsets_to_the_byte() {
    let text = "6 clients, each with 2 of 4 backends, random, seed 3, xoshiro256++

connections of a backend
least  2  (expected 1.8)
mean   3.0
most   4  (expected 4.2)
sd     1.00  (expected 1.2)

when one backend leaves
lost   2
opened 5

6 clients with 2 of 4 backends, random
2 2 ████████████████████████████████████████████████████████████████████████████
3 0
4 2 ████████████████████████████████████████████████████████████████████████████
backends, by their connections
";
    let scratch = Scratch::new();
    lb_in(&scratch, &[&SUBSET[..], &["--csv", "s.csv", "--html", "s.html"]].concat()).is(0, text, "");
    let csv = "name,\"backends, by their connections\",expected\r\n2,2,\r\n3,0,\r\n4,2,\r\n";
    assert_eq!(fs::read_to_string(scratch.path().join("s.csv")).unwrap(), csv);
    assert!(fs::read_to_string(scratch.path().join("s.html")).unwrap().contains("<title>gosys lb subset</title>"));
}

#[test]
fn records_of_all_algorithms_have_their_fields_in_order() {
    let nulls = "\"expected_min\":null,\"expected_max\":null,\"expected_sd\":null";
    for (algorithm, spread, beside, rest) in [
        ("deterministic", "3.0,\"mean\":3.0,\"max\":3.0,\"sd\":0.0", nulls, "3,\"opened\":6,\"connections\":[3,3,3,3]"),
        ("aperture", "4.0,\"mean\":4.0,\"max\":4.0,\"sd\":0.0", nulls, "4,\"opened\":3,\"connections\":[4,4,4,4]"),
    ] {
        let json = format!(
            "{{\"schema\":\"gosys.lb-subset.v1\",\"algorithm\":\"{algorithm}\",\"clients\":6,\"backends\":4,\
             \"size\":2,\"seed\":3,\"generator\":\"xoshiro256++\",\"min\":{spread},{beside},\"lost\":{rest}}}\n"
        );
        lb(&[&SUBSET[..], &["--algo", algorithm, "-o", "json"]].concat()).is(0, &json, "");
    }
    for (algorithm, connections) in [("random", "[2,4,4,2]"), ("rendezvous", "[3,4,2,3]")] {
        let end = lb(&[&SUBSET[..], &["--algo", algorithm, "-o", "json"]].concat()).like(0, connections, "");
        let record: Value = serde_json::from_str(&end.stdout).unwrap();
        // Twelve connections of four: the mean is 3, and the deviation that of 6 tosses of a coin.
        let sd = record["expected_sd"].as_f64().unwrap();
        assert!((sd - 1.5_f64.sqrt()).abs() < 1e-12 && record["mean"] == 3.0, "{record}");
        let (least, most) = (record["expected_min"].as_f64().unwrap(), record["expected_max"].as_f64().unwrap());
        // By symmetry around the mean.
        assert!((least + most - 6.0).abs() < 1e-9, "{least} {most}");
    }
}

#[test]
fn every_policy_of_the_table_says_by_its_flags_what_it_is() {
    let end = lb(&["policies"]).like(0, "NAME ", "");
    let mut lines = end.stdout.lines();
    let columns: Vec<_> = lines.next().unwrap().split_whitespace().collect();
    assert_eq!(columns, ["NAME", "KEY", "WEIGHT", "LOAD", "ABOUT", "SOURCE"]);
    for (line, kind) in lines.zip(POLICIES) {
        let flags: Vec<_> = line.split_whitespace().skip(1).take(3).map(|flag| flag == "yes").collect();
        assert_eq!(flags, [kind.by_key, kind.weighs, kind.by_load], "{line}");
        assert!(line.contains(kind.about) && line.ends_with(kind.source), "{line}");
    }
    refused(2, &["policies", "x"], "unexpected argument 'x' found\nhint: usage: gosys lb policies [OPTIONS]");
}
