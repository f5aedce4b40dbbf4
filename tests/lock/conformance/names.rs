//! Names of locks: each its own, whatever they are made of.

use super::{Place, on_every_backend};

on_every_backend!(odd_names_are_locks_of_their_own, a_name_below_another_is_another);

fn odd_names_are_locks_of_their_own(place: &Place) {
    let odd = ["a b", "ä%2F", "{x}", "}", "a:b", "*", "[a]", "-x", "a.b", "%", "'\"$"];
    let names: Vec<String> = odd.iter().map(|odd| format!("{}{odd}", place.name())).collect();
    let tokens: Vec<String> = names.iter().map(|name| place.acquire(&[name])).collect();
    for (name, token) in names.iter().zip(&tokens) {
        place.lock(&["acquire", name]).end().like(75, "", "is taken");
        let listed = place.json(&["ls", name]);
        assert!(listed.iter().any(|one| one["name"] == **name), "{name}: {listed:?}");
        place.lock(&["release", name, "--token", token]).end().is(0, "", "");
        place.lock(&["status", name]).end().like(1, "is free", "");
    }
}

fn a_name_below_another_is_another(place: &Place) {
    let above = place.name();
    let below = format!("{above}/b");
    let (token, other) = (place.acquire(&[&above]), place.acquire(&[&below]));
    for name in [&above, &below] {
        let queue = &place.json(&["status", name])[0]["queue"];
        assert_eq!(queue.as_array().unwrap().len(), 1, "{queue}");
    }
    place.lock(&["release", &above, "--token", &token]).end().is(0, "", "");
    place.lock(&["check", &below, "--token", &other]).end().like(0, "s", "");
    place.lock(&["release", &below, "--token", &other]).end().is(0, "", "");
}
