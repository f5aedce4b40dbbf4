//! `--ttl-at-most`: what becomes of a TTL that the server does not give.

use crate::lock::conformance::Place;

#[test]
fn a_ttl_that_is_not_given_is_refused_or_taken_as_it_is() {
    let place = Place::zookeeper();
    let name = place.name();
    let end = place.lock(&["acquire", &name, "--ttl", "10h"]).end().like(2, "", " at most, not 10h\nhint: --ttl ");
    assert!(end.stderr.ends_with("; --ttl-at-most takes what there is\n"), "{}", end.stderr);
    // Nobody is left in the queue by that, until a session ends.
    place.lock(&["status", &name]).end().like(1, "is free", "");
    let record = &place.json(&["acquire", &name, "--ttl", "10h", "--ttl-at-most"])[0];
    let ttl_ms = record["ttl_ms"].as_u64().unwrap();
    assert!((1000..36_000_000).contains(&ttl_ms), "{record}");
    let token = record["token"].as_str().unwrap();
    let left = place.json(&["check", &name, "--token", token])[0]["left_ms"].as_u64().unwrap();
    assert!(left <= ttl_ms, "{left} of {ttl_ms}");
    place.lock(&["renew", &name, "--token", token]).end().is(0, "", "");
    place.lock(&["release", &name, "--token", token]).end().is(0, "", "");
}

#[test]
fn what_every_backend_gives_is_not_changed_by_it() {
    for place in [Place::local(), Place::etcd(), Place::redis(), Place::zookeeper()] {
        let name = place.name();
        let record = &place.json(&["acquire", &name, "--ttl", "8s", "--ttl-at-most"])[0];
        assert_eq!(record["ttl_ms"], 8000, "{record}");
        place.lock(&["release", &name, "--token", record["token"].as_str().unwrap()]).end().is(0, "", "");
    }
}
