//! Processes that make the same register at the same moment, batches around the ends of ticks, and ends by a signal.

use std::collections::HashSet;
use std::os::unix::fs::FileExt;
use std::time::Duration;

use crate::support::{End, GOSYS, Scratch, eventually};

fn ids(end: End) -> Vec<u64> {
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    end.stdout.lines().map(|line| line.parse().unwrap()).collect()
}

/// Eight processes that wait for the same moment, in a folder where nothing was made yet.
#[test]
fn eight_make_the_same_register_at_once() {
    for round in 0..40 {
        let scratch = Scratch::new();
        let line = "while ! [ -e go ]; do :; done; exec gosys id new --node 1 -n 3";
        let runs: Vec<_> = (0..8).map(|_| scratch.sh(line).start()).collect();
        std::thread::sleep(Duration::from_millis(20));
        scratch.file("go", "");
        let all: Vec<u64> = runs.into_iter().flat_map(|run| ids(run.end())).collect();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), 24, "round {round}");
        let left: Vec<_> =
            std::fs::read_dir(scratch.state().join("ids")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["snowflake.1"], "round {round}");
    }
}

#[test]
fn batches_around_the_end_of_a_tick() {
    let scratch = Scratch::new();
    let mut last = 0;
    for count in [1, 4095, 4096, 4097, 8191, 8192, 8193, 20_000, 1] {
        let made = ids(scratch.gosys(["id", "new", "--node", "1", "-n", &count.to_string()]).end());
        assert_eq!(made.len(), count);
        assert!(made[0] > last && made.is_sorted_by(|a, b| a < b), "{count}");
        // 12 bits of sequence below 10 bits of node: the same node in all, and no tick with more than it holds.
        assert!(made.iter().all(|id| id >> 12 & 1023 == 1), "{count}");
        let ticks = made.iter().map(|id| id >> 22).collect::<HashSet<_>>().len();
        assert!(ticks >= count.div_ceil(4096), "{count} ids in {ticks} ticks");
        last = *made.last().unwrap();
    }
}

/// Some that want many and some that want few, all of one node: each sees its own go up, and none sees another's.
#[test]
fn processes_of_one_node_side_by_side() {
    let scratch = Scratch::new();
    let many = |count: &str| scratch.gosys(["id", "new", "--node", "1", "-n", count]).start();
    let few = || scratch.sh("for i in $(seq 60); do gosys id new --node 1 -n 7; done").start();
    let runs = [many("300000"), few(), many("300000"), few(), many("4096")];
    let each: Vec<Vec<u64>> = runs.into_iter().map(|run| ids(run.end())).collect();
    assert!(each.iter().all(|ids| ids.is_sorted_by(|a, b| a < b)));
    assert_eq!(each.iter().map(Vec::len).collect::<Vec<_>>(), [300_000, 420, 300_000, 420, 4096]);
    assert_eq!(each.iter().flatten().collect::<HashSet<_>>().len(), 300_000 * 2 + 420 * 2 + 4096);
}

/// A shell sees the signal itself, at once, and the next call goes on behind what was made.
#[test]
fn a_signal_ends_it_at_once() {
    use std::os::unix::process::ExitStatusExt;
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let scratch = Scratch::new();
        let line = "exec gosys id new --node 1 -n 18446744073709551615 > out";
        let run = scratch.sh(line).start();
        let size = || std::fs::metadata(scratch.path().join("out")).map_or(0, |about| about.len());
        eventually(Duration::from_secs(10), "ids are made", || size() > 100_000);
        let since = std::time::Instant::now();
        run.signal(name);
        let end = run.end();
        assert!(since.elapsed() < Duration::from_secs(1));
        assert_eq!((end.status.signal(), &*end.stdout, &*end.stderr), (Some(number), "", ""));
        let text = std::fs::read_to_string(scratch.path().join("out")).unwrap();
        let whole = &text[..text.rfind('\n').unwrap()];
        let last: u64 = whole.lines().last().unwrap().parse().unwrap();
        assert!(ids(scratch.gosys(["id", "--node", "1"]).end())[0] > last);
    }
}

/// Blocked where nothing can interrupt it: in a write that nobody reads, in a read that brings nothing.
#[test]
fn the_timeout_ends_what_is_blocked() {
    let scratch = Scratch::new();
    let blocked = "{ gosys id new --timeout 300ms -n 1000000000; echo $? >&2; } | sleep 5";
    let end = scratch.sh(blocked).end().like(0, "", "gosys: the time was over before the work was done");
    assert!(end.stderr.ends_with("\n124\n"), "{}", end.stderr);
    let end = scratch.sh("sleep 5 | { gosys id decode --timeout 300ms; echo $?; }").end();
    end.like(0, "124\n", "the time was over");
}

#[test]
fn the_timeout_ends_it_with_124() {
    let scratch = Scratch::new();
    let words = ["--timeout", "300ms", "id", "new", "-n", "1000000000"];
    let end = scratch.gosys(words).end().like(
        124,
        "\n",
        "gosys: the time was over before the work was done\nhint: --timeout gives more time\n",
    );
    assert!((Duration::from_millis(200)..Duration::from_millis(1300)).contains(&end.took), "{:?}", end.took);
    assert!(end.stdout.ends_with('\n'), "a whole line is the last one");
    scratch.gosys(["id"]).env("GOSYS_TIMEOUT", "10s").end().like(0, "\n", "");
    scratch.gosys(["--timeout", "0s", "id"]).end().like(124, "", "the time was over");
    scratch.gosys(["--timeout", "0s", "id", "new", "-n", "0"]).end().is(0, "", "");
}

/// Overwrites one of the numbers behind the fixed part of a register.
fn overwrite(scratch: &Scratch, path: &str, cell: u64, value: u64) {
    let file = std::fs::File::options().write(true).open(scratch.state().join(path)).unwrap();
    file.write_all_at(&value.to_le_bytes(), 64 + 8 * cell).unwrap();
}

#[test]
fn a_register_with_absurd_numbers_is_refused_and_left_alone() {
    let scratch = Scratch::new();
    for next in [u64::MAX, u64::MAX - 1, 1 << 53, 1 << 63] {
        scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
        overwrite(&scratch, "ids/snowflake.1", 0, next);
        let path = scratch.state().join("ids/snowflake.1");
        let before = std::fs::read(&path).unwrap();
        let message = format!("gosys: {} holds a time past the end of the layout", path.display());
        scratch.gosys(["id", "--node", "1"]).end().like(65, "", &message);
        assert_eq!(std::fs::read(&path).unwrap(), before);
        std::fs::remove_file(path).unwrap();
    }
    // Within the layout, and a year ahead of the clock.
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    overwrite(&scratch, "ids/snowflake.1", 0, (1 << 53) - 1);
    scratch.gosys(["id", "--node", "1"]).end().like(75, "", "behind the last id of node 1 in");
}

#[test]
fn an_absurd_anchor_or_ceiling_makes_no_id_twice() {
    let scratch = Scratch::new();
    let mut seen = HashSet::new();
    for (cell, value) in [(4, u64::MAX), (4, 1), (2, 0), (2, u64::MAX), (1, 0), (3, 0), (3, u64::MAX), (4, 0)] {
        for id in ids(scratch.gosys(["id", "new", "--node", "1", "-n", "5000"]).end()) {
            assert!(seen.insert(id), "{cell} {value}");
        }
        overwrite(&scratch, "ids/snowflake.1", cell, value);
    }
}

#[test]
fn a_clock_before_the_epoch_is_refused() {
    let scratch = Scratch::new();
    let at = |time: &str| scratch.command("faketime", [time, GOSYS, "id", "--node", "1"]).end();
    at("1999-12-31 12:00:00").like(75, "", "the clock is ");
    at("1960-01-01 12:00:00").like(75, "", "the clock is ");
    // It was refused before anything was taken: nothing is behind afterwards.
    scratch.gosys(["id", "--node", "1"]).end().like(0, "\n", "");
    at("1999-12-31 12:00:00").like(75, "", "hint: set the clock right");
}
