//! What only the space of a folder can come to: another database in its place, releases that were forgotten.

use super::{LONG, short};
use crate::config::Space;
use crate::support::Started;

fn showing(space: &Space) -> Started {
    space.resume(&["-o", "json"])
}

/// Ends it when the release was seen; what was shown.
fn shown(space: &Space, watcher: Started, release: u64) -> Vec<String> {
    let since = std::time::Instant::now();
    while !space.text("at").contains(&format!("\"release\":{release},")) {
        if since.elapsed() > LONG {
            watcher.signal("TERM");
            panic!("release {release} is not seen: {:?}, {}", watcher.end(), space.text("at"));
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    watcher.signal("TERM");
    watcher.end().stdout.lines().map(short).collect()
}

#[test]
fn releases_that_gc_took_away_are_one_marked_change() {
    let space = Space::local();
    space.put("a=0");
    assert!(shown(&space, showing(&space), 1).is_empty());
    for n in 1..=5 {
        space.put(&format!("a={n}"));
    }
    space.config(["gc", "--keep", "2", "--keep-for", "0s"]).end().like(0, "forgotten", "");
    assert_eq!(shown(&space, showing(&space), 6), ["collapsed 5: a=4", "6: a=5"]);
}

#[test]
fn another_database_is_compared() {
    let space = Space::local();
    for n in 0..3 {
        space.put(&format!("a={n}"));
    }
    assert!(shown(&space, showing(&space), 3).is_empty());
    std::fs::remove_dir_all(space.scratch.state().join("config")).unwrap();
    space.put("b=1");
    assert_eq!(shown(&space, showing(&space), 1), ["collapsed external: -a b=1"]);
    space.put("b=2");
    assert_eq!(shown(&space, showing(&space), 2), ["2: b=2"], "it is this one that is remembered");
}

#[test]
fn many_writers_are_seen_in_the_order_of_their_releases() {
    let space = Space::local();
    space.put("a=0");
    let watcher = space.watching(&["-o", "json"]);
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let space = &space;
            scope.spawn(move || {
                for n in 0..25 {
                    let word = format!("w{writer}={n}");
                    assert_eq!(space.config(["set", "--rebase", &word]).end().code(), 0);
                }
            });
        }
    });
    let seen = shown(&space, watcher, 101);
    let numbers: Vec<u64> = seen.iter().map(|line| line.split_once(':').unwrap().0.parse().unwrap()).collect();
    assert_eq!(numbers, (2..=101).collect::<Vec<_>>());
}
