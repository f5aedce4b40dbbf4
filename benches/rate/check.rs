//! A check inside a process, beside governor's; decisions in virtual time, and lines through a pipe.

use std::hint::black_box;
use std::num::NonZeroU32;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gosys::base::clock::Ticks;
use gosys::base::random::mix;
use gosys::rate::atomic::{Keyed, Shared};
use gosys::rate::limit::Limit;
use gosys::rate::limiter::Setup;
use gosys::rate::limiter::gcra::Cell;
use governor::{Quota, RateLimiter};

use crate::Figure;

const SECOND: u64 = 1_000_000_000;
const CHUNK: u64 = 5_000;
const CHUNKS: usize = 400;
const KEYS: u64 = 1_000_000;

/// So that the answer is needed by somebody.
fn hold(is_admitted: bool) {
    black_box(is_admitted);
}

/// The median of what one takes in nanoseconds, of ours and of theirs in turn.
fn both(mut ours: impl FnMut(u64), mut theirs: impl FnMut(u64)) -> [f64; 2] {
    let mut spans = [Vec::new(), Vec::new()];
    for chunk in 0..CHUNKS as u64 {
        let numbers = chunk * CHUNK..(chunk + 1) * CHUNK;
        let since = Instant::now();
        numbers.clone().for_each(&mut ours);
        let between = Instant::now();
        numbers.for_each(&mut theirs);
        spans[0].push(between - since);
        spans[1].push(between.elapsed());
    }
    spans.map(|mut spans| {
        spans.sort();
        spans[spans.len() / 2].as_nanos() as f64 / CHUNK as f64
    })
}

fn figure(what: &'static str, [ours, theirs]: [f64; 2]) -> Figure {
    Figure { what, value: ours / theirs, detail: format!("{ours:.1} ns, {theirs:.1} ns") }
}

fn cell(ticks: &Ticks, limit: Limit, burst: u64) -> Cell {
    let Cell { interval, depth } = Cell::new(&Setup { burst, ..Setup::new(limit) });
    Cell { interval: ticks.of(interval), depth: ticks.of(depth) }
}

fn quota(per_second: u32, burst: u32) -> Quota {
    Quota::per_second(NonZeroU32::new(per_second).unwrap()).allow_burst(NonZeroU32::new(burst).unwrap())
}

fn direct(what: &'static str, per_second: u32, burst: u32) -> Figure {
    let (ticks, theirs) = (Ticks::default(), RateLimiter::direct(quota(per_second, burst)));
    let ours = Shared::new(cell(&ticks, Limit::new(per_second.into(), SECOND), burst.into()));
    let found = figure(what, both(|_| hold(ours.ask(ticks.now()).is_ok()), |_| hold(theirs.check().is_ok())));
    // Neither can be faster than the clock that both read.
    let [clock, _] = both(|_| hold(ticks.now() == 0), |_| ());
    Figure { detail: format!("{}, the clock alone {clock:.1} ns", found.detail), ..found }
}

fn keyed() -> [f64; 2] {
    let (ticks, theirs) = (Ticks::default(), RateLimiter::keyed(quota(1000, 100)));
    let ours = Keyed::new(cell(&ticks, Limit::new(1000, SECOND), 100));
    let own = |key: &u64| *key;
    for key in 0..KEYS {
        let _ = (ours.ask(&key, ticks.now(), own), theirs.check_key(&key).is_ok());
    }
    both(
        |number| hold(ours.ask(&(mix(number) % KEYS), ticks.now(), own).is_ok()),
        |number| hold(theirs.check_key(&(mix(number) % KEYS)).is_ok()),
    )
}

/// What a command takes with this input.
fn wall(args: &[&str], input: Option<&std::path::Path>) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gosys"));
    command.args(args).stdout(Stdio::null());
    if let Some(path) = input {
        command.stdin(std::fs::File::open(path).unwrap());
    }
    let since = Instant::now();
    assert!(command.status().unwrap().success(), "{args:?}");
    since.elapsed()
}

fn per_second(what: &'static str, goal: f64, count: f64, took: Duration) -> Figure {
    let value = count / took.as_secs_f64();
    Figure { what, value: value / goal, detail: format!("{:.1} million a second", value / 1e6) }
}

pub(crate) fn figures(folder: &std::path::Path) -> Vec<Figure> {
    let sim = ["rate", "sim", "--algo", "gcra", "--requests", "5e7", "--seed", "1", "--clients", "1"];
    let lines = folder.join("lines");
    std::fs::write(&lines, "a line of a log, as long as such lines are\n".repeat(5_000_000)).unwrap();
    vec![
        direct("a GCRA check that denies", 1000, 100),
        direct("a GCRA check that admits", 1_000_000_000, 1_000_000_000),
        figure("a GCRA check of one of a million keys", keyed()),
        per_second("`gosys rate sim`, GCRA", 2e7, 5e7, wall(&sim, None)),
        per_second("`gosys rate pipe unlimited`", 1e7, 5e6, wall(&["rate", "pipe", "unlimited"], Some(&lines))),
    ]
}
