//! Limits on Redis: one round trip, exact to the nanosecond, on a cluster, and for users who may not.

use std::time::Duration;

use super::Place;
use crate::support::eventually;
use crate::support::servers::{self, Kind, Options, Server};

#[test]
fn all_is_settled_in_one_round_trip() {
    let (place, key) = (Place::redis(), "x");
    for how in [&[][..], &["--peek"], &["--give-back", "1"], &["--set-remaining", "1"], &["--wait", "1m"]] {
        let end = place.take(key, &[&["--limit", "100/s", "-vv"], how].concat()).end();
        let asked = end.stderr.lines().filter(|line| line.contains(": EVAL on gosys:rate:{x}: ")).count();
        assert_eq!((asked, end.stderr.lines().count() - asked), (1, 1), "{}", end.stderr);
        assert!(end.stderr.contains(": connect\n"), "{}", end.stderr);
    }
}

/// What Lua counts with has 53 bits; what is written has more.
#[test]
fn no_nanosecond_is_lost() {
    let (server, place) = (servers::redis(), Place::redis());
    // Intervals that no number of microseconds is, and a burst of three hundred days.
    for (limit, burst, n) in [("7/s", 7, 7), ("3/ms", 5000, 4999), ("1/m", 432_000, 432_000), ("1/3d", 900, 1)] {
        let (key, burst, n) = (place.key(), burst.to_string(), n.to_string());
        let words = ["--limit", limit, "--burst", &burst];
        place.leave(&key, &burst, &words);
        let name = format!("gosys:rate:{{{key}}}");
        let held = || {
            let answer = server.ask(&format!("GET {name}\r\n")).unwrap();
            answer.lines().nth(1).unwrap().trim().parse::<u64>().unwrap()
        };
        let now = held();
        place.take(&key, &[&words[..], &["-n", &n]].concat()).end().is(0, "", "");
        let interval = limit.parse::<gosys::rate::limit::Limit>().unwrap().interval();
        let (cost, ahead) = (interval * n.parse::<u64>().unwrap(), held() - now);
        // The clock went on between the two.
        let passed = ahead.abs_diff(cost);
        assert!(passed < 20_000_000_000, "{limit}: {ahead} for {cost}");
        let is_exact = cost < 1 << 53;
        assert!(!is_exact || (held() - cost).is_multiple_of(1000), "{limit}: the clock is one of microseconds");
    }
}

#[test]
fn a_cluster() {
    let node = Server::own(Kind::Redis, Options { extra: &["--cluster-enabled", "yes"], tls: None });
    assert!(node.ask("CLUSTER ADDSLOTSRANGE 0 16383\r\n").unwrap().starts_with("+OK"));
    let soon = Duration::from_secs(20);
    eventually(soon, "the cluster is up", || node.ask("CLUSTER INFO\r\n").unwrap().contains("cluster_state:ok"));
    let place = Place::at(format!("redis+cluster://127.0.0.1:{}", node.port));
    for key in ["x", "{a}b", "c}d"] {
        place.leave(key, "1", &["--limit", "1/h"]);
        place.take(key, &["--limit", "1/h"]).end().is(0, "", "");
        place.take(key, &["--limit", "1/h"]).end().like(1, ".", "");
    }
}

#[test]
fn a_user_with_few_rights() {
    let server = Server::own(Kind::Redis, Options::default());
    let place = Place::at(server.url());
    let say = |line: &str| server.ask(&format!("{line}\r\n")).unwrap();
    let few = "resetkeys ~gosys:rate:* resetchannels -@all +eval +time +get +set";
    assert!(say(&format!("ACL SETUSER few on nopass {few}")).starts_with("+OK"));
    assert!(say("ACL SETUSER none on nopass resetkeys ~other -@all +eval +time +get +set").starts_with("+OK"));
    let words = ["--limit", "2/h", "--user"];
    // Who may not ask for the server's age has to believe that it is old.
    for code in [0, 0, 1] {
        assert_eq!(place.take("x", &[&words[..], &["few"]].concat()).end().code(), code);
    }
    let end = place.take("x", &[&words[..], &["none"]].concat()).end();
    let end = end.like(77, "", "refused access to gosys:rate:{x}: ");
    assert!(end.stderr.contains("ACL SETUSER USER '~gosys:rate:*' "), "{}", end.stderr);
    place.take("x", &[&words[..], &["none", "--on-error", "allow"]].concat()).end().like(
        0,
        "",
        "allowed by --on-error",
    );
}
