//! A window that is nearly over: the next is leased when the ids are out, and nobody waits for it.

use std::time::Duration;

use gosys::base::clock::{Clock, System};
use gosys::id::schemes::snowflake::LAYOUT;
use serde_json::{Value, json};

use super::zookeeper::{
    PATH, Played, Say, failed, farewell, get_data, good, granted, greeting, node, set_data, stat, written,
};
use crate::support::{End, Scratch};

/// How long the window still is, in ticks: a reserve of two minutes' eighth is longer, and no machine is so slow.
const LEFT: u64 = 12_000;

/// A host that finds its own mark on a window that is nearly over; what is played to it when it asks for the next.
struct Host {
    scratch: Scratch,
    server: Played,
    /// The record as it stands on the server, and the tick that it ends with.
    record: String,
    until: u64,
}

impl Host {
    fn new(then: Vec<Say>) -> Self {
        Self::with(LEFT, then)
    }

    fn with(left: u64, then: Vec<Say>) -> Self {
        let scratch = Scratch::new();
        // The record was written and nobody heard of it: so this host's mark is known.
        let server = Played::new([&good()[..3], &[Say::HangUp(vec![])]].concat());
        let host = Self { scratch, server, record: String::new(), until: 0 };
        host.make("").like(69, "", "closed the connection");
        let mut record: Value = serde_json::from_slice(&written(&host.server.heard()[0][3])).unwrap();
        let until = LAYOUT.tick_at(System.wall_us()).unwrap() + left;
        record["until"] = json!(until);
        let record = record.to_string();
        host.server.then(vec![granted(), node(&record, 3)]);
        host.server.then(then);
        Self { record, until, ..host }
    }

    fn make(&self, args: &str) -> End {
        let url = self.server.url();
        let words =
            ["-b", &url, "--timeout", "5s", "id", "new", "--node", "5"].into_iter().chain(args.split_whitespace());
        self.scratch.gosys(words).end()
    }

    /// The number of the last id's tick.
    #[track_caller]
    fn tick(&self, args: &str) -> u64 {
        self.make(args).like(0, "\n", "").stdout.lines().last().unwrap().parse::<u64>().unwrap() >> 22
    }
}

/// The server's side of leasing the next window, but for the record.
fn next_lease(record: &str) -> Vec<Say> {
    vec![granted(), node(record, 3), Say::Answer(0, stat(3)), Say::Answer(0, stat(4))]
}

#[test]
fn the_next_window_begins_where_this_one_ends() {
    let host = Host::new(vec![]);
    // The script needs the record, which needs the host: so the third connection hangs up, and the fourth is good.
    assert!(host.tick("") < host.until);
    host.server.then(next_lease(&host.record));
    assert!(host.tick("") < host.until, "what is left is used first");
    let heard = host.server.heard();
    assert_eq!(heard[1], [greeting(), get_data(1, PATH), farewell(2)]);
    assert_eq!((heard[2].len(), heard.len()), (1, 4));
    let next = written(&heard[3][3]);
    assert_eq!(heard[3][3..], [set_data(3, PATH, &next, 3), farewell(4)]);
    let next: Value = serde_json::from_slice(&next).unwrap();
    let owner: Value = serde_json::from_str(&host.record).unwrap();
    assert_eq!((&next["from"], &next["until"]), (&json!(host.until), &json!(host.until + 120_000)));
    assert_eq!(next["owner"], owner["owner"]);
    // Now there is enough, and nobody is asked.
    host.tick("-n 3");
    assert_eq!(host.server.heard().len(), 4);
}

#[test]
fn a_window_that_lasts_is_left_alone() {
    // A reserve is an eighth of a window: of two minutes 15 seconds.
    let host = Host::with(40_000, vec![]);
    host.tick("");
    host.tick("--window 3m");
    assert_eq!(host.server.heard().len(), 2, "one to lease, one to find it");
    // Of eight minutes it is a minute.
    host.tick("--window 8m");
    assert_eq!(host.server.heard().len(), 3);
}

/// The ids are out by then: whatever comes of it is no failure, and told to who wants to know.
#[test]
fn a_server_that_is_away_does_not_matter_yet() {
    let none = Say::HangUp(vec![]);
    for (then, words) in [
        (vec![none.clone()], "closed the connection without an answer"),
        (vec![granted(), none], "closed the connection without an answer"),
        (vec![granted(), failed(-102)], "does not let this user read"),
        (vec![granted(), node("junk", 1)], "is no record of a node"),
        (vec![Say::Bytes(vec![0xff; 8])], "does not speak ZooKeeper's protocol"),
    ] {
        let host = Host::new(then.clone());
        let end = host.make("-v").like(0, "\n", "gosys: the window could not be lengthened yet: ");
        assert!(end.stderr.contains(words) && end.stderr.lines().count() == 1, "{}", end.stderr);
        let host = Host::new(then);
        host.make("").like(0, "\n", "");
    }
}

/// Somebody else has leased the rest: then this host works to the end of its own, and has not lost it.
#[test]
fn another_owner_of_the_next_window_takes_nothing_away() {
    let theirs = |until: u64| format!(r#"{{"from":{},"until":{until},"owner":"theirs","host":"there"}}"#, until - 9);
    let host = Host::with(LEFT, vec![granted(), node(&theirs(900_000_000_000), 9)]);
    let end = host.make("-v").like(0, "\n", "could not be lengthened yet: node 5 is leased to there until ");
    assert!(end.stdout.trim().parse::<u64>().unwrap() >> 22 < host.until);
    assert!(host.tick("") < host.until);
}

#[test]
fn a_silent_server_is_not_waited_for_longer_than_a_second() {
    for then in [vec![Say::Nothing], vec![granted(), Say::Nothing]] {
        let host = Host::new(then);
        let end = host.make("").like(0, "\n", "");
        assert!(end.took < Duration::from_secs(3), "{:?}", end.took);
    }
}

/// A server that is slow to lengthen does not hold back the ids: they are out before it is asked.
#[test]
fn ids_are_out_before_the_next_window_is_asked_for() {
    // The last have no ends of lines, by which standard output would be written at once anyway.
    for (format, read) in [
        ("-o text", "read -r a <&4; read -r b <&4; read -r c <&4"),
        ("-o json", "read -r a <&4; read -r b <&4; read -r c <&4"),
        ("-0", "head -c 57 <&4 > /dev/null"),
        ("--format bytes", "head -c 24 <&4 > /dev/null"),
    ] {
        let is_out_first = || {
            let host = Host::new(vec![Say::Nothing]);
            let line = format!(
                "mkfifo out; gosys -b {} id new --node 5 -n 3 {format} > out & exec 4< out; \
                 {read}; {{ kill -9 $!; wait $!; }} 2> /dev/null; echo $?",
                host.server.url()
            );
            let end = host.scratch.sh(&line).within(Duration::from_secs(10)).end();
            // The window is still there.
            host.tick("");
            // Killed while it waits for the server, which it does for a second.
            end.stdout == "137\n"
        };
        // More than once only where the machine is so slow that the second is over before.
        assert!((0..5).any(|_| is_out_first()), "{format}");
    }
}
