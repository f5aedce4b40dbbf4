//! Which server answers, and which paths can be spaces.

use std::net::TcpListener;
use std::time::Instant;

use super::*;

/// A port that takes connections and never says anything.
fn black_hole() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// A port on which nobody listens.
fn nobody() -> u16 {
    black_hole().1
}

#[test]
fn a_silent_server_beside_a_good_one_costs_little() {
    let (direct, scratch) = (Space::new(), Scratch::new());
    let (_listener, silent) = black_hole();
    let space = Space::at(&[silent, etcd().port], &direct.path[1..]);
    space.gosys(&scratch, ["set", "a=1"]).end().is(0, "1\n", "");
    let mut took: Vec<Duration> = (0..25)
        .map(|_| {
            let end = space.gosys(&scratch, ["get", "a"]).end();
            let took = end.took;
            end.is(0, "1\n", "");
            took
        })
        .collect();
    took.sort();
    // The goal of half a second is measured by the benchmark; here other tests have the machine too.
    assert!(took[12] < Duration::from_millis(1500), "{took:?}");
    // What was reached is kept: the second question does not wait.
    space.with(|store| {
        store.snapshot().unwrap();
        let since = Instant::now();
        assert_eq!(set(store, &[("a", "2")]).unwrap(), Verdict::Published);
        assert!(since.elapsed() < Duration::from_millis(1500), "{:?}", since.elapsed());
    });
}

#[test]
fn who_refuses_is_passed_over_at_once() {
    let (direct, scratch) = (Space::new(), Scratch::new());
    let (_listener, silent) = black_hole();
    let refused = Space::at(&[nobody(), etcd().port], &direct.path[1..]);
    refused.gosys(&scratch, ["set", "a=1"]).end().is(0, "1\n", "");
    refused.gosys(&scratch, ["get", "a"]).end().is(0, "1\n", "");
    let none = Space::at(&[nobody(), silent], &direct.path[1..]);
    let end = none.gosys(&scratch, ["--timeout", "500ms", "get", "a"]).end();
    let took = end.took;
    end.like(69, "", "no etcd server answers: ");
    assert!(took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_slash_too_many_makes_no_other_space() {
    let scratch = Scratch::new();
    for (path, meant) in [("/dd", "/dd"), ("/dd//", "/dd"), ("dd//x/", "/dd/x")] {
        let space = Space::on(etcd(), path);
        let words = format!("has two slashes in a row in its path\nhint: the path is likely to be {meant}\n");
        space.gosys(&scratch, ["set", "x=1"]).end().like(2, "", &words);
        space.gosys(&scratch, ["ls"]).end().like(2, "", &words);
    }
}

#[test]
fn no_space_lies_in_another_one() {
    let (outer, scratch) = (Space::new(), Scratch::new());
    let below = |rest: &str| Space::at(&[etcd().port], &format!("{}{rest}", &outer.path[1..]));
    let (inner, beside) = (below("/x/y"), below("x"));
    inner.gosys(&scratch, ["set", "a=1"]).end().is(0, "1\n", "");
    beside.gosys(&scratch, ["set", "a=1"]).end().is(0, "1\n", "");
    let refused = |space: &Space, other: &Space| {
        let words =
            format!("{} cannot become a configuration space, because {} is one already", space.path, other.path);
        space.gosys(&scratch, ["set", "a=2"]).end().like(2, "", &words);
    };
    refused(&outer, &inner);
    refused(&below("/x"), &inner);
    refused(&below("/x/y/z/u"), &inner);
    below("/x/z").gosys(&scratch, ["set", "a=1"]).end().is(0, "1\n", "");
    // Nothing was written, and those that there are go on.
    assert_eq!(outer.snapshot().release(), 0);
    inner.gosys(&scratch, ["set", "a=2"]).end().is(0, "2\n", "");
}
