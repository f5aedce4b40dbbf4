//! Scenarios and logs in every way that they may be written: what they say is the same, and so is what is wrong.

use gosys::base::exit::Exit;

use super::lab::{found, read};
use crate::support::Scratch;

#[track_caller]
fn refused(text: &str, words: &str) {
    let error = read(text, &[1.0], &[]).map(drop).unwrap_err();
    assert_eq!((error.message(), error.exit()), (words, Exit::Data), "{text}");
}

const STORY: &str = "\
servers:
  - count: 2
  - rate: 2
    weight: 3
load: 0.5
policy: weighted-random
timeout: 4
retries:
  limit: 2
timeline:
  - at: 10
    servers: [0]
    fail: true
  - at: 30
    servers: [0]
    recover: true
requests: 300
";

#[test]
fn one_story_in_many_hands() {
    let flow = "{servers: [{count: 2}, {rate: 2, weight: 3}], load: 0.5, policy: weighted-random,\n timeout: 4, \
                retries: {limit: 2}, requests: 300,\n timeline: [{at: 10, servers: [0], fail: true}, \
                {at: 30, servers: [0], recover: true}]}\n";
    let bones = "%YAML 1.2\n---\n# a story\n\"load\": 5e-1 # half\n'policy': \"weighted-random\"\ntimeout: &four 4.0\n\
                 retries: &again {limit: 2}\nrequests: 300\nservers: [{count: 2}, {rate: 2, weight: 3}]\ntimeline:\n\
                 - {at: 10, servers: &first [0], fail: true}\n\n# and then\n- at: 30\n  servers: *first\n  \
                 recover: true\n...\n";
    let wanted = found(&read(STORY, &[], &[]).unwrap(), 4);
    assert!(wanted.counts.failed + wanted.counts.retries > 0, "{:?}", wanted.counts);
    let indented: String = STORY.lines().map(|line| format!("   {line}   # {line}\n")).collect();
    let same = [STORY.replace('\n', "\r\n"), flow.to_owned(), flow.replace('\n', "\r\n"), indented, bones.to_owned()];
    for text in same {
        let scenario = read(&text, &[], &[]).unwrap_or_else(|error| panic!("{}: {text}", error.message()));
        let tally = found(&scenario, 4);
        assert_eq!((tally.times.to_bits(), &tally.per_server), (wanted.times.to_bits(), &wanted.per_server), "{text}");
        assert_eq!(tally.counts, wanted.counts, "{text}");
    }
}

#[test]
fn the_line_of_what_the_parser_sees_however_it_is_written() {
    let above = "is not above 0: write a number such as 0.5";
    refused("{servers: [{}], load: -1}\n", &format!("s.yaml:1: load: -1 {above}"));
    refused("{\n servers: [{}],\n # load: 1\n load: -1}\n", &format!("s.yaml:4: load: -1 {above}"));
    refused(
        "servers: [{}]\r\n\r\n# so\r\nload: 0.5 # rate: 1\r\ntimeout: 0 # 4\r\n",
        &format!("s.yaml:5: timeout: 0 {above}"),
    );
    refused("servers: [&a {rate: -2}, *a]\nload: 0.5\n", &format!("s.yaml:1: servers[0].rate: -2 {above}"));
    refused(
        "servers:\n\n- &a\n  rate: 1\n- *a\n-\n  weight: 0\nload: 0.5\n",
        &format!("s.yaml:7: servers[2].weight: 0 {above}"),
    );
    let no_number = "is no whole number of 0 or more: write one such as 10";
    refused("servers: [{}]\nload: &l 0.5\nbalancers: *l\n", &format!("s.yaml:2: balancers: 0.5 {no_number}"));
    refused("servers: [{}]\r\nload: 0.5\r\n\r\nlaod: 3\r\n", "s.yaml:4: unknown key `laod`; did you mean `load`?");
    let merged = read("servers: [{}]\nload: 0.5\n<<: {choices: 1}\n", &[], &[]).map(drop).unwrap_err();
    assert!(
        merged.message().starts_with("s.yaml:3: unknown key `<<`, expected one of `policy`, "),
        "{}",
        merged.message()
    );
}

#[test]
fn the_line_of_what_only_the_whole_says() {
    let grow = "at a load of 2.00 the queues grow for ever: write less, a queue for servers, or an end";
    for (text, line) in [
        ("# load: 1\r\nservers: [{}]\r\n# load: 9\r\nload: 2\r\n", ":4"),
        ("---\nservers: [{}]\nload: 2 # load: 1\n...\n", ":3"),
        ("{\nservers: [{}],\nload: 2\n}\n", ":3"),
        ("\"servers\": [{}]\n\"load\": 2\n", ":2"),
        ("servers: [{}]\n'rate' : 2\n", ":2"),
        ("servers: [{}]\nbalancers: 2\nload   : &l 2\n", ":3"),
        // Rather none than one that another key of this name may have.
        ("{servers: [{rate: 1}],\n load: 2}\n", ""),
        ("  servers:\n    - count: 1\n  load: 2\n", ""),
    ] {
        refused(text, &format!("s.yaml{line}: {grow}"));
    }
    let (head, none) = ("servers: [{count: 2}]\nload: 0.5\n", "there is no server 9: they are numbered from 0 to 1");
    let entry = |at: u32, server: u32| format!("{{at: {at}, servers: [{server}], fail: true}}");
    for (timeline, line) in [
        (format!("timeline: [{}, # [{{\n  {}]\n", entry(1, 0), entry(2, 9)), 4),
        (format!("timeline:\n- &e {}\n- *e\n- {}\n", entry(1, 0), entry(3, 9)), 6),
        (format!("timeline: # what\n\n# - first\n- {}\n#- {}\n- {}\n", entry(1, 0), entry(1, 1), entry(2, 9)), 8),
        (
            "timeline:\n- at: 1\n  fail: true\n  servers:\n  - 0\n- at: 2\n  servers:\n  - 9\n  fail: true\n"
                .to_owned(),
            8,
        ),
    ] {
        let text = format!("{head}{timeline}");
        refused(&text, &format!("s.yaml:{line}: {none}"));
        refused(&text.replace('\n', "\r\n"), &format!("s.yaml:{line}: {none}"));
    }
}

#[test]
fn a_key_that_is_there_twice_is_shown_where_it_is_again() {
    let twice = |key: &str| format!("the key `{key}` is there twice");
    refused("servers: [{}]\nload: 0.5\nload: 0.6 # again\n", &format!("s.yaml:3: {}", twice("load")));
    refused("servers: [{}]\nload: 0.5\n'load': 0.6\n", &format!("s.yaml:3: {}", twice("load")));
    refused("\"load\" : 0.5\r\nservers: [{}]\r\n\r\nload: 0.6\r\n", &format!("s.yaml:4: {}", twice("load")));
    // Of a server: that of the whole is another key.
    refused(
        "servers:\n- count: 1\n  rate: 1\n  rate: 2\nrate: 0.5\n",
        &format!("s.yaml:2: servers[0]: {}", twice("rate")),
    );
}

#[test]
fn a_mark_at_the_beginning_of_a_file_says_nothing() {
    let scratch = Scratch::new();
    scratch.file("s.yaml", "\u{feff}trace: t\r\nservers: [{}]\r\nchoices: 1\r\nservice: deterministic\r\nseed: 1\r\n");
    scratch.file("t", "\u{feff}0.5\r\n\r\n0.75\r\n");
    let run = || scratch.gosys(["lb", "simulate", "s.yaml"]).end();
    run().like(0, "mean time     1.3750", "");
    scratch.file("t", "\u{feff}0.5\r\n\r\n0.25\r\n");
    run().like(65, "", "gosys: s.yaml:1: t:3: 0.25 comes after 0.5: write the moments of requests in order\n");
}

#[test]
fn logs_as_odd_as_they_come() {
    let replay = |log: &str| {
        let args = ["lb", "replay", "-", "--policy", "rr", "--servers", "2", "--seed", "1"];
        Scratch::new().gosys(args).stdin(log).end()
    };
    // A duration of 100 ms each, half a second apart.
    let wanted = replay("0,0.1\n0.5,0.1\n").like(0, "rr      100.000  ", "").stdout;
    for log in [
        "0,0.1\n0.5,0.1",
        "0,0.1\r\n0.5,0.1\r\n",
        "\n\n  \n0,0.1\n\r\n0.5,0.1\n\n",
        " 0 ,\t1e-1 \n+0.5 , .1\n",
        "-5,0.1\n-4.5,0.1\n",
        "0,0.1,a,b,c\n0.5,0.1\n",
        "duration,time\n0.1,0\n0.1,0.5\n",
        "\u{feff}key,time,x,duration\r\n,0,,0.1\r\n,0.5,,0.1\r\n",
        "{\"time\":0,\"duration\":\"0.1\"}\n\n{ \"duration\" : 1e-1, \"time\" : 5e-1, \"x\" : [{}] }\n",
        "1e9,0.1\n1000000000.5,0.1\n",
    ] {
        replay(log).is(0, &wanted, "");
    }
    for (log, words) in [
        ("time;duration\n0;1\n", "standard input:1: `time;duration` is no time"),
        ("0,0.1\n{\"time\":1}\n", "standard input:2: `{\"time\":1}` is no time"),
        ("{\"time\":0,\"duration\":0.1}\n1,0.1\n", "standard input:2: this is no JSON, from column 2 on"),
        ("{\"time\":0,\"duration\":0.1}\n\n{\"duration\":1}\n", "standard input:3: there is no field `time`"),
        ("\r\n\r\n0,-1\r\n", "standard input:3: `-1` is no duration"),
        ("0,nan\n", "standard input:1: `nan` is no duration"),
        ("0,0.1\n1e400,0.1\n", "standard input:2: `1e400` is no time"),
        ("0,0.1\n,0.1\n", "standard input:2: `,0.1` has no time"),
        ("0,0.1\r1,0.1\r", "standard input:1: "),
        ("time,duration\n", "standard input has no requests"),
    ] {
        replay(log).like(65, "", words);
    }
}
