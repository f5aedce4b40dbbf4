//! Limits on etcd: the key, its lease, and users who may not.

use serde_json::Value;

use super::Place;
use super::clocks::by_clock;

const WORDS: [&str; 4] = ["--limit", "9/s", "--burst", "9"];

fn found(place: &Place, key: &str) -> Value {
    let endpoints = place.url.trim_start_matches("etcd://").split('/').next().unwrap();
    let line = format!("ETCDCTL_API=3 etcdctl --endpoints {endpoints} get '{key}' -w json");
    let end = place.scratch.sh(&line).end();
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    serde_json::from_str::<Value>(&end.stdout).unwrap()["kvs"][0].clone()
}

#[test]
fn a_key_ends_with_its_lease_and_few_leases_are_made() {
    let place = Place::etcd();
    let key = place.key();
    let path = format!("/.gosys/rate/v1/{key}");
    // Whoever is denied, or only looks, writes nothing.
    place.take(&key, &[&WORDS[..], &["--peek"]].concat()).end().is(0, "", "");
    assert!(found(&place, &path).is_null());
    place.take(&key, &WORDS).end().is(0, "", "");
    let first = found(&place, &path);
    for _ in 0..5 {
        place.take(&key, &WORDS).end().is(0, "", "");
        let now = found(&place, &path);
        assert!(now["lease"] == first["lease"] && now["mod_revision"] != first["mod_revision"], "{now}");
    }
    let lease = format!("{:x}", first["lease"].as_i64().unwrap());
    let endpoints = place.url.trim_start_matches("etcd://");
    let line = format!("ETCDCTL_API=3 etcdctl --endpoints {endpoints} lease timetolive {lease}");
    place.scratch.sh(&line).end().like(0, "granted with TTL(16s)", "");
    // Whoever would wait for ever has no lease that lasts as long.
    place.rate(&["run", "--name", &key, "--limit", "9/s", "--", "true"]).end().is(0, "", "");
    assert_eq!(found(&place, &path)["lease"], first["lease"]);
    // A time that is further away than the lease has left takes a new one.
    place.leave(&key, "0", &["--limit", "1/m"]);
    assert_ne!(found(&place, &path)["lease"], first["lease"]);
}

/// A clock that is far ahead makes nobody's key last longer than its own.
#[test]
fn a_key_of_a_wrong_clock_ends_as_soon_as_any() {
    let (place, words) = (Place::etcd(), ["--limit", "1/m"]);
    let key = place.key();
    by_clock(place.take(&key, &words), "+400d").end().is(0, "", "");
    let lease = || found(&place, &format!("/.gosys/rate/v1/{key}"))["lease"].clone();
    let first = lease();
    assert!(place.wait_s(&key, &words) > 399.0 * 86_400.0);
    place.take(&key, &[&words[..], &["--give-back", "1"]].concat()).end().is(0, "0\n", "");
    assert_eq!(lease(), first);
    let endpoints = place.url.trim_start_matches("etcd://");
    let line = format!("ETCDCTL_API=3 etcdctl --endpoints {endpoints} lease timetolive {:x}", first.as_i64().unwrap());
    place.scratch.sh(&line).end().like(0, "granted with TTL(120s)", "");
}

#[test]
fn a_path_is_a_space_of_its_own() {
    let place = Place::etcd();
    let other = Place::at(format!("{}/app", place.url));
    let key = format!("{}/a", place.key());
    for place in [&place, &other] {
        place.take(&key, &["--limit", "1/h"]).end().is(0, "", "");
        place.take(&key, &["--limit", "1/h"]).end().like(1, ".", "");
    }
    let escaped = key.replace('/', "%2F");
    assert!(found(&other, &format!("/.gosys/rate/v1/%2Fapp/{escaped}")).is_object());
    assert!(found(&place, &format!("/.gosys/rate/v1/{escaped}")).is_object());
}
