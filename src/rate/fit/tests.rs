//! What the models explain of traces whose limiter is known.

use super::*;
use crate::base::random::{Purpose, Stream};
use crate::rate::limit::Limit;
use crate::rate::limiter::{Decision, Setup, find};

const SECOND: u64 = 1_000_000_000;

/// Requests one after the other at random distances, each on its way for up to `way` to a limiter and back.
fn trace(kind: &str, setup: &Setup, gap: u64, way: u64, seed: u64) -> Vec<Shot> {
    let mut random = Stream::new(seed, Purpose::Arrivals, 3);
    let mut limiter = find(kind).unwrap().limiter(setup);
    let clock = (1 << 50) + random.below(100 * SECOND);
    let mut now = 0;
    let mut shots = Vec::new();
    for _ in 0..300 {
        now += if random.below(30) == 0 { random.below(40 * gap) } else { random.below(2 * gap) };
        let arrived = now + way / 2 + random.below(way / 2);
        let decision = limiter.ask(clock + arrived, 1);
        let first_byte = arrived + way / 2 + random.below(way / 2);
        let denied = matches!(decision, Decision::Deny { .. });
        shots.push(Shot { sent: now, first_byte, done: first_byte, status: 200, denied, ..Shot::default() });
        now = first_byte;
    }
    shots
}

fn setup(count: u64, period: u64, burst: u64) -> Setup {
    Setup { burst, ..Setup::new(Limit::new(count, period)) }
}

/// Each algorithm with its model.
fn all() -> Vec<(&'static str, Setup, Model)> {
    let usual = setup(10, 2 * SECOND, 7);
    let counting = Setup { counts_denied: true, ..usual };
    let boxed = Setup { penalty: 3 * SECOND, ..usual };
    let bucket = |counts_denied| Model::Bucket { rate: 5.0, burst: 7.0, counts_denied };
    let log = |counts_denied| Model::Log { limit: 10, window: 2.0, counts_denied };
    let counter = |counts_denied| Model::Counter { limit: 10, window: 2.0, counts_denied, is_whole: false };
    let window = |from_first| Model::Window { limit: 10, window: 2.0, from_first };
    vec![
        ("token-bucket", usual, bucket(false)),
        ("gcra", counting, bucket(true)),
        ("fixed-window", usual, window(false)),
        ("fixed-window-first", usual, window(true)),
        ("sliding-log", usual, log(false)),
        ("sliding-log", counting, log(true)),
        ("sliding-counter", usual, counter(false)),
        ("sliding-counter", counting, counter(true)),
        ("lump-refill", setup(10, 2 * SECOND, 17), Model::Lumps { limit: 10, window: 2.0, burst: 17 }),
        ("penalty-box", boxed, Model::Penalty { limit: 10, window: 2.0, penalty: 3.0, is_prolonged: false }),
    ]
}

/// Whatever the network does: else the right answer could lose.
#[test]
fn the_truth_is_never_contradicted() {
    for (kind, setup, model) in all() {
        for (seed, way) in [200_000, 5_000_000, 60_000_000].into_iter().enumerate() {
            let shots = trace(kind, &setup, SECOND / 12, way, seed as u64);
            let view = View::of(&shots);
            assert!((4..290).contains(&view.denied), "{kind}: {} denied", view.denied);
            let wrong = model.contradictions(&View { late: 0, ..view }, usize::MAX);
            assert_eq!(wrong, 0, "{kind} with a way of {way}: {model:?}");
        }
    }
}

/// Nearby, others are contradicted often, so that they cannot win.
#[test]
fn whatever_is_not_the_truth_is_contradicted() {
    let models: Vec<Model> = all().into_iter().map(|(_, _, model)| model).collect();
    for (kind, setup, truth) in all() {
        let view = View::of(&trace(kind, &setup, SECOND / 12, 200_000, 9));
        for model in models.iter().filter(|model| **model != truth) {
            let wrong = model.contradictions(&view, usize::MAX);
            assert!(wrong >= 4, "{kind}: {model:?} is contradicted {wrong} times");
        }
    }
}

#[test]
fn parameters_that_are_a_little_off_are_contradicted() {
    let view = View::of(&trace("gcra", &setup(10, SECOND, 5), SECOND / 20, 200_000, 1));
    let wrong = |rate, burst| Model::Bucket { rate, burst, counts_denied: false }.contradictions(&view, usize::MAX);
    assert_eq!(wrong(10.0, 5.0), 0);
    assert!(wrong(10.0, 6.0) > 0 && wrong(10.0, 4.0) > 0 && wrong(9.7, 5.0) > 0 && wrong(10.3, 5.0) > 0);
    let view = View::of(&trace("sliding-log", &setup(10, 2 * SECOND, 1), SECOND / 12, 200_000, 1));
    let wrong = |limit, window| Model::Log { limit, window, counts_denied: false }.contradictions(&view, usize::MAX);
    assert!(wrong(10, 2.0) == 0 && wrong(11, 2.0) > 0 && wrong(9, 2.0) > 0 && wrong(10, 2.02) > 0);
}

/// Also with less than a probe would have asked.
#[test]
fn traces_of_chance_are_fitted() {
    for (kind, setup, truth) in all().into_iter().filter(|(_, setup, _)| setup.penalty == 0) {
        let found = fit(&trace(kind, &setup, SECOND / 12, 1_000_000, 4));
        let best = found.best().unwrap();
        assert_eq!((best.model.name(), best.contradictions), (truth.name(), 0), "{kind}: {:?}", found.candidates);
        let (rate, known) = (best.model.rate().unwrap(), truth.rate().unwrap());
        assert!((rate / known - 1.0).abs() < 0.02, "{kind}: {rate}");
        assert_eq!(best.model.burst(), truth.burst(), "{kind}");
        let (low, high) = found.rates.unwrap();
        assert!(low <= known * 1.001 && high >= known * 0.999 && low < high, "{kind}: {low} {high}");
    }
}

#[test]
fn nothing_and_little_say_nothing() {
    let none = fit(&[]);
    assert_eq!((none.decisions, none.best().map(|best| best.model)), (0, Some(Model::None)));
    let shot = |sent: u64, denied: bool| Shot {
        sent,
        first_byte: sent + 1000,
        done: sent + 1000,
        status: 200,
        denied,
        ..Shot::default()
    };
    let few = fit(&[shot(0, false), shot(SECOND, true)]);
    assert!(few.ambiguous().next().is_some() || !few.is_explained(), "{few:?}");
    // Those without an answer, and those of others, are no decisions.
    let mut other = shot(5, true);
    other.key = Some("b".to_owned());
    let lost = Shot { status: 0, ..shot(7, false) };
    assert_eq!(fit(&[shot(0, false), other, lost]).decisions, 1);
}

/// As on a busy machine: a crowd's first one comes late and so do those behind it, and some answers are slow on their way
/// back, which changes nobody's turn.
#[test]
fn a_queue_whose_answers_are_late_is_a_queue() {
    let (mut shots, interval) = (Vec::new(), SECOND / 20);
    for crowd in 0..4 {
        let sent = crowd * 2 * SECOND;
        for turn in 0..21 {
            let slow = if turn % 7 == 3 { 15_000_000 } else { 0 };
            let late = if crowd == 0 { 0 } else { 9_000_000 };
            let first_byte = sent + 500_000 + late + turn * interval + slow;
            shots.push(Shot { sent, first_byte, done: first_byte, status: 200, ..Shot::default() });
        }
    }
    let found = fit(&shots);
    let best = found.best().unwrap();
    let Model::Queue { rate, burst } = best.model else { panic!("{:?}", found.candidates) };
    assert!((rate - 20.0).abs() < 0.2 && burst == 21.0, "{best:?}");
    // Of those that came late the first one of each crowd.
    assert!(best.contradictions <= 3, "{best:?}");
}

/// However absurd a trace is.
#[test]
fn no_trace_is_too_much() {
    let mut random = Stream::new(5, Purpose::Requests, 0);
    for length in [1, 2, 3, 10, 100] {
        for spread in [1, 1000, SECOND, 1 << 60] {
            let shots: Vec<Shot> = (0..length)
                .map(|_| {
                    let sent = random.below(spread);
                    let first_byte = sent + random.below(spread);
                    let denied = random.below(2) == 0;
                    Shot { sent, first_byte, done: first_byte, status: 200, denied, ..Shot::default() }
                })
                .collect();
            let found = fit(&shots);
            assert!(found.candidates.iter().all(|candidate| candidate.score.is_finite()), "{found:?}");
        }
    }
}

/// As HAProxy counts: a window begins with whoever comes when nothing counts any more, and of the last one whole requests
/// count only.
struct Counting {
    began: u64,
    counts: [u64; 2],
}

impl Counting {
    /// Whether so many in two seconds let this one pass.
    fn admits(&mut self, at: u64, limit: u64, counts_denied: bool) -> bool {
        let window = 2 * SECOND;
        if at - self.began >= 2 * window {
            (self.began, self.counts) = (at, [0, 0]);
        } else if at - self.began >= window {
            (self.began, self.counts) = (self.began + window, [self.counts[1], 0]);
        }
        let still = self.counts[0] * (self.began + window - at) / window;
        let is_admitted = still + self.counts[1] < limit;
        self.counts[1] += u64::from(is_admitted || counts_denied);
        is_admitted
    }
}

/// So many requests of it, and now and then a pause after which nothing counts any more.
fn counted(number: usize, gap: u64, counts_denied: bool, seed: u64) -> Vec<Shot> {
    let mut random = Stream::new(seed, Purpose::Arrivals, 4);
    let (mut limiter, mut now) = (Counting { began: 0, counts: [0, 0] }, 5 * SECOND);
    let mut shot = |at| {
        now += if at % 24 == 23 { 4 * SECOND + random.below(SECOND) } else { random.below(2 * gap) };
        let denied = !limiter.admits(now, 10, counts_denied);
        let (sent, first_byte) = (now - 200_000, now + 200_000);
        Shot { sent, first_byte, done: first_byte, status: 200, denied, ..Shot::default() }
    };
    (0..number).map(&mut shot).collect()
}

/// With few requests one that does not round down may explain as much, with a window that nobody would have chosen.
#[test]
fn windows_of_counters_are_round_where_they_can_be() {
    for seed in 0..12 {
        let found = fit(&counted(90, SECOND / 8, false, seed));
        let counter = found.candidates.iter().find(|found| found.model.name() == "sliding-counter").unwrap();
        let window = counter.model.window();
        assert!(window.is_some_and(|(_, window)| window == 2.0), "{seed}: {counter:?}");
    }
}

#[test]
fn counters_may_begin_with_the_first_one_and_round_down() {
    // Whoever counts the denied admits nobody who comes as often as the others may.
    for (counts_denied, gap) in [(false, SECOND / 8), (true, SECOND / 5)] {
        let found = fit(&counted(240, gap, counts_denied, 1));
        let best = found.best().unwrap();
        let counter = Model::Counter { limit: 10, window: 2.0, counts_denied, is_whole: true };
        assert_eq!((best.model, best.contradictions), (counter, 0), "{:?}", found.candidates);
        assert!(found.ambiguous().next().is_none(), "{:?}", found.candidates);
    }
}

/// The first window was begun by others, or by an earlier probe.
#[test]
fn what_was_used_up_before_counts_for_little() {
    let setup = setup(10, 2 * SECOND, 10);
    let shots = trace("fixed-window-first", &setup, SECOND / 40, 200_000, 4);
    for unseen in 1..6 {
        let found = fit(&shots[unseen..]);
        let best = found.best().unwrap();
        assert_eq!(best.model, Model::Window { limit: 10, window: 2.0, from_first: true }, "{:?}", found.candidates);
        assert!(best.contradictions <= 2 && found.is_explained(), "{:?}", found.candidates);
    }
}

/// As Apache's mod_evasive: ten in each second of its clock, then nothing until it was left alone for three of them.
#[test]
fn a_clock_of_whole_seconds_is_seen_through() {
    let mut random = Stream::new(3, Purpose::Arrivals, 4);
    let (mut now, mut last, mut count, mut caught) = (7 * SECOND + SECOND / 3, 0, 0, None);
    let mut shots = Vec::new();
    for at in 0..260 {
        now += match at % 26 {
            25 => 2 * SECOND + random.below(SECOND * 3 / 2),
            12 => random.below(SECOND),
            _ => random.below(SECOND / 40),
        };
        let second = now / SECOND;
        count = if second == last { count } else { 0 };
        let is_caught = count >= 10 || caught.is_some_and(|caught| second - caught < 3);
        if is_caught {
            caught = Some(second);
        } else {
            (last, count) = (second, count + 1);
        }
        let (sent, first_byte) = (now - 200_000, now + 200_000);
        shots.push(Shot { sent, first_byte, done: first_byte, status: 200, denied: is_caught, ..Shot::default() });
    }
    let found = fit(&shots);
    let best = found.best().unwrap();
    assert_eq!((best.model, best.contradictions), (Model::Seconds { limit: 10, penalty: 3 }, 0), "{found:?}");
    assert_eq!((best.model.window(), best.model.penalty()), (Some((10, 1.0)), Some((3.0, true))));
}

/// Crowds before a queue of 50 in a second for 21, whose answers come up to nine milliseconds late, as a busy server's.
#[test]
fn a_queue_of_a_busy_server_is_one() {
    let mut random = Stream::new(2, Purpose::Arrivals, 4);
    let (turn, mut free, mut shots) = (SECOND / 50, 0, Vec::new());
    for crowd in 0..8_u64 {
        for at in 0..28 {
            let sent = crowd * SECOND * 9 / 20 + at * 20_000;
            let leaves = sent.max(free);
            let denied = leaves > sent + 20 * turn;
            let took =
                if denied { random.below(SECOND / 100) } else { leaves - sent + random.below(9 * SECOND / 1000) };
            free = if denied { free } else { leaves + turn };
            let first_byte = sent + 300_000 + took;
            shots.push(Shot { sent, first_byte, done: first_byte, status: 200, denied, ..Shot::default() });
        }
    }
    let found = fit(&shots);
    assert!(found.is_explained() && found.ambiguous().next().is_none(), "{:?}", found.candidates);
    let Some(Model::Queue { rate, burst }) = found.best().map(|best| best.model) else { panic!("{found:?}") };
    assert!((rate - 50.0).abs() <= 0.5 && (burst - 21.0).abs() <= 1.0, "{rate} {burst}");
}
