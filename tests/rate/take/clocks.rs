//! Clocks that are set, clocks that are apart, and servers that forget.

use std::thread;
use std::time::{Duration, Instant};

use super::Place;
use crate::support::servers::{Kind, Options, Server};
use crate::support::{Run, eventually};
use crate::torture::{faketime, shared_clock};

/// Sees its user's clock wrong by so much.
pub fn by_clock(run: Run, offset: &str) -> Run {
    run.env("LD_PRELOAD", faketime()).env("FAKETIME", offset).env("FAKETIME_SHARED", shared_clock())
}

#[test]
fn on_one_host_no_clock_that_is_set_counts() {
    let (place, once) = (Place::local(), ["--limit", "2/h"]);
    for (at, offset) in ["+0", "+400d", "-400d", "+0"].iter().enumerate() {
        let end = by_clock(place.take("x", &once), offset).end();
        assert_eq!((end.code(), &*end.stderr), (i32::from(at >= 2), ""), "{offset}");
        assert!(at < 2 || end.stdout.trim_end().parse::<f64>().unwrap() <= 1800.0, "{}", end.stdout);
    }
}

/// A clock that is ahead has more, by what the limit allows in that time, and once.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn on_etcd_clocks_that_are_apart_add_what_the_limit_allows_in_between() {
    let (place, words) = (Place::etcd(), ["--limit", "20/m", "--burst", "4"]);
    let (key, since) = (place.key(), Instant::now());
    let mut admitted = 0;
    for offset in ["+0", "+15s", "+0", "+15s", "-1h", "+15s", "+0"] {
        loop {
            let end = by_clock(place.take(&key, &words), offset).end();
            assert!(matches!(end.code(), 0 | 1) && end.stderr.is_empty(), "{end:?}");
            if end.code() == 1 {
                break;
            }
            admitted += 1;
        }
        // The burst, then what fifteen seconds allow, which is more than a burst that is full again.
        let most = 4.0 + (15.0 + since.elapsed().as_secs_f64()) / 3.0;
        assert!(f64::from(admitted) <= most, "{admitted} of {most} at {offset}");
    }
    assert!(admitted >= 8, "{admitted}: the clock that is ahead found a full burst");
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn what_redis_forgot_is_no_more_than_its_uptime_allows() {
    let mut server = Server::own(Kind::Redis, Options::default());
    let place = Place::at(server.url());
    let (slow, fast) = (["--limit", "10/h"], ["--limit", "100/s", "--burst", "1"]);
    place.leave("x", "10", &slow);
    for _ in 0..10 {
        place.take("x", &slow).end().is(0, "", "");
    }
    server.restart();
    // All is forgotten, but the server is too young to have let so many through.
    let record = place.json("x", &slow, 1);
    assert!(record["wait_s"].as_f64().unwrap() <= 360.0 && record["remaining"] == 0, "{record}");
    // Whoever only looks writes nothing; and whoever obeys is not sent away again, though the server counts whole seconds.
    place.take("w", &[&slow[..], &["--peek"]].concat()).end().like(1, "\n", "");
    assert!(server.ask("EXISTS gosys:rate:{w}\r\n").unwrap().contains(":0"));
    let soon = ["--limit", "20/m"];
    let wait = place.json("v", &soon, 1)["wait_s"].as_f64().unwrap();
    thread::sleep(Duration::from_secs_f64(wait));
    place.take("v", &soon).end().is(0, "", "");
    // One of a hundred a second has long been due.
    eventually(Duration::from_secs(20), "the server is old enough", || place.take("y", &fast).end().code() == 0);
    // What is full is full for as long as the server is too young to say so by itself.
    place.leave("z", "9", &slow);
    place.take("z", &[&slow[..], &["--give-back", "9"]].concat()).end().is(0, "10\n", "");
    assert!(server.ask("PTTL gosys:rate:{z}\r\n").unwrap()[1..].trim().parse::<u64>().unwrap() > 3_500_000);
}
