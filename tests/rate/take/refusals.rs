//! Calls that mean nothing, and backends that cannot be asked.

use std::time::Duration;

use super::Place;
use crate::support::servers::{self, Kind, Options, Server, is_built, kinds};

#[test]
fn what_means_nothing_is_refused_before_anything_is_asked() {
    let place = Place::at("redis://127.0.0.1:1".to_owned());
    let long = "ö".repeat(41);
    for (words, why) in [
        (&["x", "--limit", "10"][..], "`10` has no period; write a count and a period"),
        (&["x", "--limit", "1MiB/s"], "requests are counted here, not bytes"),
        (&["x"], "--limit <RATE>"),
        (&["", "--limit", "1/s"], "a limit needs a name"),
        (&["a\nb", "--limit", "1/s"], "control characters"),
        (&[&long, "--limit", "1/s"], "the name is too long: as a file's name it has 246 bytes, and 240"),
        (
            &["x", "--limit", "5/s", "-n", "6"],
            "-n 6 is more than a burst of 5: it could never be taken\nhint: take less",
        ),
        (&["x", "--limit", "5/s", "--burst", "0"], "write a number from 1"),
        (&["x", "--limit", "5/s", "-n", "0"], "write a number from 1"),
        (&["x", "--limit", "1/d", "--burst", "4000"], "takes longer than ten years to be full again"),
        (&["x", "--limit", "1/s", "--peek", "--wait", "1s"], "cannot be used with"),
        (&["x", "--limit", "1/s", "--peek", "--give-back", "1"], "cannot be used with"),
        (&["x", "--limit", "1/s", "--give-back", "1", "--set-remaining", "1"], "cannot be used with"),
        (&["x", "--limit", "1/s", "--give-back", "1", "-n", "1"], "cannot be used with"),
        (&["x", "--limit", "1/s", "--set-remaining", "1", "-n", "1"], "cannot be used with"),
        (&["x", "--limit", "1/s", "--on-error", "maybe"], "maybe"),
    ] {
        place.rate(&[&["take"], words].concat()).end().like(2, "", why);
    }
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn a_backend_that_cannot_says_who_can() {
    for verb in [&["take", "x", "--limit", "1/s"][..], &["run", "--limit", "1/s", "--", "true"]] {
        let place = Place::at("zk://127.0.0.1:1".to_owned());
        let words = "the zookeeper backend cannot do `rate`\nhint: backends that can: local, etcd, redis\n";
        place.rate(verb).end().like(2, "", words);
    }
}

#[test]
fn nobody_answers() {
    for url in ["redis://127.0.0.1:1", "etcd://127.0.0.1:1"].into_iter().filter(|url| is_built(url)) {
        let place = Place::at(url.to_owned());
        let take = |words: &[&str]| place.take("x", &[&["--limit", "9/s"], words].concat()).end();
        take(&[]).like(69, "", "127.0.0.1:1");
        take(&["--on-error", "deny"]).like(1, "", "gosys: denied by --on-error: ");
        let end = take(&["--on-error", "allow", "-o", "json"]).like(0, "{", "gosys: allowed by --on-error: ");
        let record: serde_json::Value = serde_json::from_str(&end.stdout).unwrap();
        assert_eq!(
            (&record["taken"], record["remaining"].is_null(), record["wait_s"].is_null()),
            (&true.into(), true, true)
        );
        place.rate(&["run", "--limit", "1/s", "--", "true"]).end().like(69, "", "127.0.0.1:1");
    }
}

#[test]
fn a_server_that_is_silent_is_not_waited_for_longer_than_allowed() {
    for kind in kinds().filter(|kind| *kind != Kind::ZooKeeper) {
        let server = Server::own(kind, Options::default());
        let place = Place::at(server.url());
        server.stop();
        let end = place.take("x", &["--limit", "1/s", "--wait", "1h", "--timeout", "500ms"]).end();
        server.resume();
        assert!(end.took < Duration::from_secs(4), "{:?}", end.took);
        end.like(69, "", "does not answer");
    }
}

#[test]
#[cfg_attr(not(all(feature = "etcd", feature = "redis")), ignore = "needs etcd and redis")]
fn what_somebody_else_has_put_there_is_left_as_it_is() {
    let (redis, place) = (servers::redis(), Place::redis());
    for value in ["hello", "17", "x17000000000000000000", "99999999999999999999", "-1700000000000000000"] {
        let key = place.key();
        redis.ask(&format!("SET gosys:rate:{{{key}}} {value}\r\n")).unwrap();
        for how in [&[][..], &["--peek"], &["--give-back", "1"], &["--set-remaining", "1"]] {
            let end = place.take(&key, &[&["--limit", "1/s"], how].concat()).end();
            end.like(65, "", &format!("holds `{value}`, no due time\nhint: somebody else uses that key"));
        }
        assert!(redis.ask(&format!("GET gosys:rate:{{{key}}}\r\n")).unwrap().contains(value));
    }
    let key = place.key();
    redis.ask(&format!("LPUSH gosys:rate:{{{key}}} a\r\n")).unwrap();
    place.take(&key, &["--limit", "1/s"]).end().like(65, "", "somebody else uses that key");
    let place = Place::etcd();
    let key = place.key();
    let etcdctl = |words: &str| {
        let endpoints = place.url.trim_start_matches("etcd://");
        place.scratch.sh(&format!("ETCDCTL_API=3 etcdctl --endpoints {endpoints} {words}")).end()
    };
    etcdctl(&format!("put /.gosys/rate/v1/{key} -- -5")).is(0, "OK\n", "");
    let words = format!("/.gosys/rate/v1/{key} on etcd holds `-5`, no due time\nhint: somebody else uses that key");
    place.take(&key, &["--limit", "1/s"]).end().like(65, "", &words);
    etcdctl(&format!("get --print-value-only /.gosys/rate/v1/{key}")).is(0, "-5\n", "");
}
