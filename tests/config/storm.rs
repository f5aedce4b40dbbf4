//! Many publishers at once, killed and cut off: no release that was acknowledged is lost, and none is there twice.
//!
//! `GOSYS_LONG=1` asks for a thousand releases and twenty kills of the server.

#![expect(clippy::print_stdout, reason = "a long run says how much it did")]

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::Space;
use super::watch::Own;
use crate::support::eventually;

const WRITERS: usize = 8;
/// Ends of which nobody knows whether the release was made: no answer, or none in time.
const AMBIGUOUS: [i32; 3] = [69, 75, 124];
const KILLED: i32 = 137;

/// How one publish ended: `None` where nobody knows.
type Ended = Option<u64>;

/// What the writers were told, by writer in the order of their values.
type Told = Vec<Vec<Ended>>;

/// How many releases each writer makes, and how often something is killed.
fn extent() -> (usize, usize) {
    if std::env::var_os("GOSYS_LONG").is_some() { (1000 / WRITERS, 20) } else { (8, 3) }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn kills_of_the_server_lose_no_release_and_double_none() {
    let (each, kills) = extent();
    let Own { mut server, space } = Own::new();
    let done = AtomicUsize::new(0);
    let told = thread::scope(|scope| {
        let writers = scope.spawn(|| write(&space, each, &done, &|_, _| None));
        for kill in 1..=kills {
            let enough = kill * WRITERS * each / (kills + 1);
            eventually(Duration::from_secs(600), "the writers come on", || done.load(Ordering::SeqCst) >= enough);
            server.restart();
        }
        writers.join().unwrap()
    });
    println!("{}", check(&space, &told));
}

#[test]
fn many_processes_share_one_folder() {
    let space = Space::local();
    let told = write(&space, extent().0, &AtomicUsize::new(0), &|_, _| None);
    assert!(told.iter().flatten().all(Option::is_some), "{told:?}");
    println!("{}", check(&space, &told));
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn writers_that_are_killed_leave_nothing_half_written() {
    for space in [Space::local(), Space::etcd()] {
        // At every moment of a run, from before it has begun to after it has ended.
        let moment = |writer: usize, n: usize| {
            let is_killed = (writer + n).is_multiple_of(2);
            is_killed.then(|| Duration::from_micros((writer * 1900 + n * 4700) as u64 % 40_000))
        };
        let told = write(&space, extent().0, &AtomicUsize::new(0), &moment);
        println!("{}", check(&space, &told));
    }
}

/// Lets every writer go on until so many of its releases were acknowledged: of a key of its own and one of all, which
/// say who made it.
fn write(
    space: &Space,
    each: usize,
    done: &AtomicUsize,
    killed_after: &(dyn Fn(usize, usize) -> Option<Duration> + Sync),
) -> Told {
    thread::scope(|scope| {
        let writer = |writer: usize| {
            scope.spawn(move || {
                let (mut told, mut left) = (Vec::new(), each);
                while left > 0 {
                    let ended = publish(space, writer, told.len(), killed_after(writer, told.len()));
                    if ended.is_some() {
                        done.fetch_add(1, Ordering::SeqCst);
                        left -= 1;
                    }
                    told.push(ended);
                }
                told
            })
        };
        let writers: Vec<_> = (0..WRITERS).map(writer).collect();
        writers.into_iter().map(|writer| writer.join().unwrap()).collect()
    })
}

fn publish(space: &Space, writer: usize, n: usize, killed_after: Option<Duration>) -> Ended {
    let words = ["set", &format!("w{writer}={n}"), &format!("shared=w{writer}-{n}"), "--rebase"];
    let started = space.config(words).start();
    if let Some(after) = killed_after {
        thread::sleep(after);
        started.signal("KILL");
    }
    let end = started.end();
    let is_killed = killed_after.is_some() && end.code() == KILLED;
    if AMBIGUOUS.contains(&end.code()) {
        // The server needs a moment to come back.
        thread::sleep(Duration::from_millis(20));
        return None;
    }
    if is_killed && end.stdout.is_empty() {
        return None;
    }
    assert!((end.code() == 0 || is_killed) && end.stderr.is_empty(), "{}: {}", end.code(), end.stderr);
    Some(end.stdout.trim().parse().unwrap())
}

/// Holds the space and its history against what the writers were told; what there was, in a line.
fn check(space: &Space, told: &Told) -> String {
    let numbers = space.numbers();
    let (tried, acknowledged) = (told.iter().flatten().count(), told.iter().flatten().flatten().count());
    let said = format!("{}: {tried} tried, {acknowledged} acknowledged, {} made", space.url, numbers.len());
    assert!(numbers.iter().copied().eq(1..=numbers.len() as u64), "{numbers:?}");
    let mut made: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    let mut tree: BTreeMap<String, String> = BTreeMap::new();
    for number in numbers {
        let by = changes(space, number, &mut tree);
        let before = made.insert(by, number);
        assert_eq!(before, None, "{by:?} was made twice, the second time as release {number}");
    }
    for (writer, told) in told.iter().enumerate() {
        for (n, told) in told.iter().enumerate().filter_map(|(n, told)| Some((n, (*told)?))) {
            assert_eq!(made.get(&(writer, n)), Some(&told), "what writer {writer} was told of {n}");
        }
        let own: Vec<u64> = made.range((writer, 0)..(writer + 1, 0)).map(|(_, number)| *number).collect();
        assert!(own.is_sorted(), "writer {writer} has made {own:?}");
    }
    space.config(["drift"]).end().is(0, "", "");
    let present: BTreeMap<String, String> =
        tree.keys().map(|key| (key.clone(), space.config(["get", key, "--raw"]).end().stdout)).collect();
    assert_eq!(present, tree, "the space is as its releases say");
    said
}

/// Who made a release, all of whose changes must be on top of the tree, which then has them.
fn changes(space: &Space, number: u64, tree: &mut BTreeMap<String, String>) -> (usize, usize) {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let shown = space.json(&["show", &number.to_string()]);
    let mut values = Vec::new();
    for change in &shown[1..] {
        let (key, to) = (text(&change["key"]).unwrap(), text(&change["to"]).unwrap());
        assert_eq!(text(&change["from"]), tree.insert(key.clone(), to.clone()), "{key} in release {number}");
        values.push((key, to));
    }
    let [(shared, by), (own, n)] = &values[..] else { panic!("release {number} changes {values:?}") };
    assert_eq!((shared.as_str(), by.clone()), ("shared", format!("{own}-{n}")), "release {number} is whole");
    (own[1..].parse().unwrap(), n.parse().unwrap())
}
