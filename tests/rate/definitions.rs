//! Every limiter beside its definition, which looks at all that was ever asked and keeps nothing.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use gosys::rate::atomic::{Keyed, Shared};
use gosys::rate::limit::Limit;
use gosys::rate::limiter::gcra::Cell;
use gosys::rate::limiter::{ALGORITHMS, Decision, Limiter, Setup, find};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

#[derive(Clone, Copy, Debug)]
struct Asked {
    at: u64,
    n: u64,
    admitted: bool,
}

/// Whether so many are admitted at a moment, after all this.
type Definition = fn(&Setup, &[Asked], u64, u64) -> bool;

/// From one to the next, so that there are never more than the limit.
fn interval(setup: &Setup) -> u64 {
    setup.limit.period().div_ceil(setup.limit.count())
}

/// How many of those that count are wanted by `which`.
fn counted(setup: &Setup, history: &[Asked], which: impl Fn(u64) -> bool) -> u64 {
    let counts = |asked: &&Asked| (asked.admitted || setup.counts_denied) && which(asked.at);
    history.iter().filter(counts).map(|asked| asked.n).sum()
}

fn fixed_window(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    let window = |at| at / setup.limit.period();
    counted(setup, history, |at| window(at) == window(now)) + n <= setup.limit.count()
}

fn fixed_window_first(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    let mut begin = None;
    for at in history.iter().map(|asked| asked.at).chain([now]) {
        if begin.is_none_or(|begin| at >= begin + setup.limit.period()) {
            begin = Some(at);
        }
    }
    counted(setup, history, |at| Some(at) >= begin) + n <= setup.limit.count()
}

fn sliding_log(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    counted(setup, history, |at| now - at < setup.limit.period()) + n <= setup.limit.count()
}

/// In periods of the period, so that nothing is rounded.
fn sliding_counter(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    let period = setup.limit.period();
    let here = counted(setup, history, |at| at / period == now / period);
    let last = counted(setup, history, |at| at / period + 1 == now / period);
    let in_sight = u128::from(last) * u128::from(period - now % period);
    in_sight + u128::from(here + n) * u128::from(period) <= u128::from(setup.limit.count()) * u128::from(period)
}

/// From any moment on never more than a burst and what has come since; after a denial that counts only what has come.
fn bucket(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    let (mut taken, depth) = (n * interval(setup), setup.burst * interval(setup));
    if taken > depth {
        return false;
    }
    for asked in history.iter().rev() {
        let most = match asked.admitted {
            true => {
                taken += asked.n * interval(setup);
                depth + (now - asked.at)
            }
            false if setup.counts_denied => now - asked.at,
            false => continue,
        };
        if taken > most {
            return false;
        }
    }
    true
}

/// When each that is in the queue or was has been served. One that is denied and counts leaves it full.
fn served(setup: &Setup, history: &[Asked]) -> Vec<u64> {
    let mut ends: Vec<u64> = Vec::new();
    for asked in history {
        if asked.admitted {
            for _ in 0..asked.n {
                let begin = ends.last().map_or(asked.at, |end| asked.at.max(*end));
                ends.push(begin + interval(setup));
            }
        } else if setup.counts_denied {
            ends = (1..=setup.burst).map(|place| asked.at + place * interval(setup)).collect();
        }
    }
    ends
}

fn leaky_queue(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    served(setup, history).iter().filter(|end| **end > now).count() as u64 + n <= setup.burst
}

/// So many come every so often after the first question, and as many are kept as a burst.
fn lumps(setup: &Setup, history: &[Asked], now: u64, n: u64, (lump, every): (u64, u64), is_full: bool) -> bool {
    let first = history.first().map_or(now, |asked| asked.at);
    let come = |at: u64| (at - first) / every * lump;
    let mut taken = n;
    let kept = taken <= setup.burst
        && history.iter().rev().filter(|asked| asked.admitted).all(|asked| {
            taken += asked.n;
            taken <= setup.burst + come(now) - come(asked.at)
        });
    kept && (is_full || taken <= come(now))
}

fn lump_refill(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    lumps(setup, history, now, n, (setup.limit.count(), setup.limit.period()), true)
}

fn ticker(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    lumps(setup, history, now, n, (1, interval(setup)), false)
}

/// Inside a box, of which this is told nothing while it is shut.
fn boxed(inner: Definition, penalty: u64, setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    let (mut until, mut seen) = (0, Vec::new());
    for asked in history {
        let is_shut = asked.at < until;
        if !is_shut {
            seen.push(*asked);
        }
        if !asked.admitted && (!is_shut || setup.counts_denied) {
            until = asked.at + penalty;
        }
    }
    now >= until && inner(setup, &seen, now, n)
}

fn penalty_box(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    boxed(fixed_window_first, 10 * setup.limit.period(), setup, history, now, n)
}

fn boxed_bucket(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    boxed(bucket, setup.penalty, setup, history, now, n)
}

fn boxed_log(setup: &Setup, history: &[Asked], now: u64, n: u64) -> bool {
    boxed(sliding_log, setup.penalty, setup, history, now, n)
}

/// From the one before: a share of the interval in thousandths, quarters of a period, and a nanosecond more or less.
type Step = (u64, u64, u64, u64);

fn step() -> impl Strategy<Value = Step> {
    let n = prop_oneof![6 => Just(1_u64), 3 => 1_u64..5, 1 => 1_u64..16];
    let gap = prop_oneof![
        4 => Just((0_u64, 0_u64, 1_u64)),
        5 => (0_u64..2500, Just(0), Just(1)),
        3 => ((0_u64..4).prop_map(|k| k * 1000), Just(0), 0_u64..3),
        2 => (Just(0), 1_u64..9, 0_u64..3),
        1 => (0_u64..1000, 10_u64..60, 0_u64..3),
    ];
    (gap, n).prop_map(|((share, quarters, nearly), n)| (share, quarters, nearly, n))
}

fn setup() -> impl Strategy<Value = Setup> {
    let period = prop_oneof![1_u64..50, 1000_u64..5000, 1_000_000_u64..3_000_000_000];
    (1_u64..=12, period, 1_u64..=9, any::<bool>(), 1_u64..30).prop_map(
        |(count, period, burst, counts_denied, share)| {
            let limit = Limit::new(count, period);
            Setup { limit, burst, counts_denied, penalty: limit.period() * share / 8 + 1 }
        },
    )
}

/// The moment after a step.
fn after(setup: &Setup, now: u64, (share, quarters, nearly, _): Step) -> u64 {
    let gap = interval(setup) * share / 1000 + setup.limit.period() * quarters / 4 + nearly;
    now + gap.saturating_sub(1)
}

/// How many one by one, by the definition; no more than `most` are tried.
fn one_by_one(definition: Definition, setup: &Setup, history: &[Asked], now: u64, most: u64) -> u64 {
    let mut history = history.to_vec();
    (0..most)
        .take_while(|_| {
            let admitted = definition(setup, &history, now, 1);
            history.push(Asked { at: now, n: 1, admitted });
            admitted
        })
        .count() as u64
}

/// What is the same of all of them, and what differs.
#[derive(Clone, Copy)]
struct Case {
    algorithm: &'static str,
    definition: Definition,
    /// Whether it goes by the count, and not by the burst.
    by_count: bool,
    /// Whether a full one is a fresh one: what comes in lumps keeps their beat.
    is_as_new: bool,
    has_box: bool,
}

const PLAIN: Case = Case { algorithm: "", definition: bucket, by_count: false, is_as_new: true, has_box: false };

impl Case {
    /// With random setups and questions.
    fn holds(self) {
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(80) };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let any = (setup(), 0_u64..20, prop::collection::vec(step(), 1..45));
        runner.run(&any, |(setup, begin, steps)| self.check(setup, begin, &steps)).unwrap();
    }

    fn check(self, mut setup: Setup, begin: u64, steps: &[Step]) -> Result<(), TestCaseError> {
        if !self.has_box {
            setup.penalty = 0;
        }
        // What is in a box is told of one at a time: how long it takes is said for all of them alike.
        let is_single = self.has_box || self.algorithm == "penalty-box";
        let most = if self.by_count { setup.limit.count() } else { setup.burst };
        let mut limiter = find(self.algorithm).unwrap().limiter(&setup);
        let (mut now, mut history) = (begin * setup.limit.period() / 4, Vec::new());
        for step in steps {
            now = after(&setup, now, *step);
            let n = if is_single { 1 } else { step.3 };
            let left = one_by_one(self.definition, &setup, &history, now, most + 1);
            prop_assert_eq!(limiter.remaining(now), left, "left at {} after {:?}", now, history);
            let admitted = (self.definition)(&setup, &history, now, n);
            let decision = limiter.ask(now, n);
            history.push(Asked { at: now, n, admitted });
            match decision {
                Decision::Admit { delay } => {
                    let turn = if self.algorithm == "leaky-queue" {
                        served(&setup, &history).last().unwrap() - interval(&setup) - now
                    } else {
                        0
                    };
                    prop_assert!(admitted && delay == turn, "{} at {}: delay {}, {:?}", n, now, delay, history);
                }
                Decision::Deny { wait: None } => prop_assert!(!admitted && n > most, "{:?}", history),
                Decision::Deny { wait: Some(wait) } => {
                    prop_assert!(!admitted && wait > 0 && n <= most, "{} at {}: {:?}", n, now, history);
                    let then = |wait| (self.definition)(&setup, &history, now + wait, n);
                    prop_assert!(then(wait) && !then(wait - 1), "wait {} of {} at {}: {:?}", wait, n, now, history);
                }
            }
        }
        self.recovers(&setup, &mut *limiter, now, most, steps)
    }

    /// Full when it is said to be, not a nanosecond sooner, and then like one that was never asked.
    fn recovers(
        self,
        setup: &Setup,
        limiter: &mut dyn Limiter,
        now: u64,
        most: u64,
        steps: &[Step],
    ) -> Result<(), TestCaseError> {
        let full = now + limiter.full_in(now);
        prop_assert_eq!(limiter.remaining(full), most);
        if limiter.remaining(now) < most {
            prop_assert!(full > now && limiter.remaining(full - 1) < most);
        }
        if !self.is_as_new {
            return Ok(());
        }
        let mut fresh = find(self.algorithm).unwrap().limiter(setup);
        let mut now = full;
        for step in steps {
            let (old, new) = (limiter.ask(now, 1), fresh.ask(now, 1));
            prop_assert_eq!(old, new, "at {} after being full at {}", now, full);
            now = after(setup, now, *step);
        }
        Ok(())
    }
}

#[test]
fn windows_of_the_clock() {
    Case { algorithm: "fixed-window", definition: fixed_window, by_count: true, ..PLAIN }.holds();
}

#[test]
fn windows_from_the_first() {
    Case { algorithm: "fixed-window-first", definition: fixed_window_first, by_count: true, ..PLAIN }.holds();
}

#[test]
fn any_period_whatever() {
    Case { algorithm: "sliding-log", definition: sliding_log, by_count: true, ..PLAIN }.holds();
}

#[test]
fn a_share_of_the_last_window() {
    Case { algorithm: "sliding-counter", definition: sliding_counter, by_count: true, ..PLAIN }.holds();
}

#[test]
fn buckets() {
    for algorithm in ["token-bucket", "leaky-meter", "gcra"] {
        Case { algorithm, ..PLAIN }.holds();
    }
}

#[test]
fn a_queue() {
    Case { algorithm: "leaky-queue", definition: leaky_queue, ..PLAIN }.holds();
}

#[test]
fn tokens_that_come_in_lumps() {
    Case { algorithm: "lump-refill", definition: lump_refill, is_as_new: false, ..PLAIN }.holds();
    Case { algorithm: "ticker", definition: ticker, is_as_new: false, ..PLAIN }.holds();
}

#[test]
fn boxes() {
    Case { algorithm: "penalty-box", definition: penalty_box, by_count: true, ..PLAIN }.holds();
    let boxed = Case { has_box: true, ..PLAIN };
    Case { algorithm: "gcra", definition: boxed_bucket, ..boxed }.holds();
    Case { algorithm: "sliding-log", definition: boxed_log, by_count: true, ..boxed }.holds();
}

/// Whatever comes and ends: no more are on their way than a burst, and as many as that.
#[test]
fn places_are_taken_and_left() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    runner
        .run(&(1_u64..9, prop::collection::vec((any::<bool>(), 1_u64..4), 1..80)), |(burst, happenings)| {
            let mut limiter = find("concurrency").unwrap().limiter(&Setup { burst, ..Setup::new(Limit::new(1, 1000)) });
            let mut on_their_way = 0_u64;
            for (now, (ends, n)) in (0..).zip(happenings) {
                if ends {
                    // One that nobody knows of leaves no place that was not there.
                    limiter.ended(now, 1, true);
                    on_their_way = on_their_way.saturating_sub(1);
                } else if on_their_way + n <= burst {
                    prop_assert_eq!(limiter.ask(now, n), Decision::Admit { delay: 0 });
                    on_their_way += n;
                } else {
                    prop_assert_eq!(limiter.ask(now, n), Decision::Deny { wait: None });
                }
                prop_assert_eq!(limiter.remaining(now), burst - on_their_way);
            }
            Ok(())
        })
        .unwrap();
}

/// Who asks for more than there can ever be is told so, and nothing comes of it.
#[test]
fn more_than_there_are_numbers() {
    // A box says when it opens, whatever is in it.
    for kind in ALGORITHMS.iter().filter(|kind| kind.name != "penalty-box") {
        for (count, burst) in [(3, 2), (1, 58)] {
            // 58 times ten years are nearly all the nanoseconds that there are.
            let limit = Limit::new(count, u64::MAX);
            let mut limiter = kind.limiter(&Setup { burst, ..Setup::new(limit) });
            limiter.ask(1, 1);
            for now in [2, 1 << 40] {
                assert_eq!(limiter.ask(now, u64::MAX), Decision::Deny { wait: None }, "{}", kind.name);
            }
            for now in 0..100 {
                limiter.ask(now, 1);
            }
        }
    }
}

/// Threads that read one clock, which goes on with each question: together they get what one alone would.
#[test]
fn threads_with_one_clock() {
    const STEP: u64 = 250;
    const STEPS: u64 = 800_000;
    let cell = Cell { interval: 1000, depth: 16_000 };
    let (clock, shared) = (AtomicU64::new(1_000_000), Shared::new(cell));
    let admitted: u64 = thread::scope(|scope| {
        let ask = || {
            let mut admitted = 0;
            for _ in 0..STEPS / 4 {
                // A thread that is stopped here asks in the past, and finds no more than there was.
                match shared.ask(clock.fetch_add(STEP, Ordering::Relaxed)) {
                    Ok(()) => admitted += 1,
                    Err(wait) => assert!(wait > 0),
                }
            }
            admitted
        };
        let threads = [(); 4].map(|()| scope.spawn(ask));
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    let fair = STEPS * STEP / cell.interval;
    // One that asked in the past may have been denied what a later one then left over; never the other way round.
    assert!((fair * 98 / 100..=fair + 16).contains(&admitted), "{admitted} of {fair}");
}

/// While a clock stands still each key has its burst and no more, however many threads bring it in or clean up.
#[test]
fn each_key_has_one_burst_while_the_clock_stands_still() {
    const KEYS: usize = 300;
    let keyed = Keyed::<String>::new(Cell { interval: 10, depth: 70 });
    let admitted = [const { AtomicU64::new(0) }; KEYS];
    let (names, now) = ((0..KEYS).map(|key| format!("key {key}")).collect::<Vec<_>>(), 5000);
    thread::scope(|scope| {
        for first in 0..4 {
            let (keyed, names, admitted) = (&keyed, &names, &admitted);
            scope.spawn(move || {
                for turn in 0..5 * KEYS {
                    let key = (first * 75 + turn * 7) % KEYS;
                    let is_admitted = keyed.ask(names[key].as_str(), now, str::to_owned).is_ok();
                    admitted[key].fetch_add(u64::from(is_admitted), Ordering::Relaxed);
                    if turn % 40 == 0 {
                        keyed.forget(now);
                    }
                }
            });
        }
    });
    assert!(admitted.iter().all(|admitted| admitted.load(Ordering::Relaxed) == 7), "{admitted:?}");
    assert_eq!(keyed.len(), KEYS);
    keyed.forget(now + 69);
    assert_eq!(keyed.len(), KEYS, "the last of each is due a moment later");
    keyed.forget(now + 70);
    assert!(keyed.is_empty());
}

/// Keys that come, go and are forgotten at any time decide as if each were alone and never forgotten.
#[test]
fn what_is_forgotten_makes_no_difference() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let any = (1_u64..200, 1_u64..6, prop::collection::vec((0_u64..150, 0_usize..5, any::<bool>()), 1..150));
    runner
        .run(&any, |(interval, burst, steps)| {
            let keyed = Keyed::<usize>::new(Cell { interval, depth: interval * burst });
            let setup = Setup { burst, ..Setup::new(Limit::new(1, interval)) };
            let (mut now, mut histories) = (0, vec![Vec::new(); 5]);
            for (gap, key, forgets) in steps {
                now += gap;
                if forgets {
                    keyed.forget(now);
                }
                let admitted = bucket(&setup, &histories[key], now, 1);
                prop_assert_eq!(keyed.ask(&key, now, |key| *key).is_ok(), admitted, "{} at {}", key, now);
                histories[key].push(Asked { at: now, n: 1, admitted });
            }
            Ok(())
        })
        .unwrap();
}
