//! What every row of the table holds to.

use super::*;
use crate::base::random::{Purpose, Stream};

const SECOND: u64 = 1_000_000_000;

/// Those that know nothing of time.
const TIMELESS: &[&str] = &["concurrency", "aimd"];

fn timely() -> impl Iterator<Item = &'static Kind> {
    ALGORITHMS.iter().filter(|kind| !TIMELESS.contains(&kind.name))
}

fn setup(count: u64, period: u64, burst: u64) -> Setup {
    Setup { burst, ..Setup::new(Limit::new(count, period)) }
}

fn is_admitted(decision: Decision) -> bool {
    matches!(decision, Decision::Admit { .. })
}

/// How many of so many are admitted one after the other at a moment.
fn volley(limiter: &mut dyn Limiter, now: u64, of: u64) -> u64 {
    (0..of).filter(|_| is_admitted(limiter.ask(now, 1))).count() as u64
}

#[test]
fn names_differ_and_all_is_said() {
    for (at, kind) in ALGORITHMS.iter().enumerate() {
        assert!(ALGORITHMS[..at].iter().all(|other| other.name != kind.name), "{}", kind.name);
        assert!(!kind.about.is_empty() && !kind.source.is_empty());
        assert_eq!(find(kind.name).map(|found| found.name), Some(kind.name));
    }
    assert!(find("no").is_none());
}

#[test]
fn after_long_idleness_a_burst_passes_and_no_more() {
    for kind in ALGORITHMS {
        let mut limiter = kind.limiter(&setup(10, SECOND, 4));
        // The ticker begins empty, and some windows with their first request.
        limiter.ask(0, 4);
        (0..4).for_each(|_| limiter.ended(1, 1, true));
        let burst = match kind.name {
            "fixed-window" | "fixed-window-first" | "sliding-log" | "sliding-counter" | "penalty-box" => 10,
            _ => 4,
        };
        let now = 100 * SECOND;
        assert_eq!(limiter.remaining(now), burst, "{}", kind.name);
        assert_eq!(volley(&mut *limiter, now, 30), burst, "{}", kind.name);
        assert_eq!(limiter.remaining(now), 0, "{}", kind.name);
    }
}

/// Whoever waits as long as he was told is admitted, and one nanosecond earlier he is not.
#[test]
fn what_is_said_of_the_wait_is_exact() {
    let mut random = Stream::new(7, Purpose::Arrivals, 0);
    for kind in timely() {
        for _ in 0..200 {
            let setup = setup(1 + random.below(20), 1000 + random.below(3 * SECOND), 1 + random.below(9));
            let (mut limiter, mut now) = (kind.limiter(&setup), 5 * SECOND + random.below(SECOND));
            for _ in 0..60 {
                now += random.below(2 * setup.limit.interval());
                let n = 1 + random.below(setup.burst.min(setup.limit.count()));
                let Decision::Deny { wait } = limiter.ask(now, n) else { continue };
                let wait = wait.unwrap_or_else(|| panic!("{}: {setup:?} n {n}", kind.name));
                assert!(wait > 0, "{}", kind.name);
                assert!(!is_admitted(limiter.ask(now + wait - 1, n)), "{}: {setup:?} at {now} n {n}", kind.name);
                assert!(is_admitted(limiter.ask(now + wait, n)), "{}: {setup:?} at {now} n {n}", kind.name);
                now += wait;
            }
        }
    }
}

/// The three are one function, in three ways of writing it.
#[test]
fn buckets_meters_and_gcra_decide_alike() {
    for seed in 0..50 {
        let mut random = Stream::new(seed, Purpose::Arrivals, 0);
        let setup = setup(1 + random.below(1000), 1 + random.below(10 * SECOND), 1 + random.below(50));
        let setup = Setup { counts_denied: seed % 2 == 1, ..setup };
        let mut three = ["token-bucket", "leaky-meter", "gcra"].map(|name| find(name).unwrap().limiter(&setup));
        let mut now = 0;
        for _ in 0..500 {
            now += random.below(3 * setup.limit.interval());
            let n = 1 + random.below(3);
            let decisions = three.each_mut().map(|limiter| (limiter.ask(now, n), limiter.remaining(now)));
            assert!(decisions.iter().all(|one| *one == decisions[0]), "seed {seed} at {now}: {decisions:?}");
        }
    }
}

/// The most admitted in any stretch of a period, by what each promises.
#[test]
fn no_stretch_of_time_has_more_than_is_promised() {
    let (count, period, burst) = (20, SECOND, 5);
    for kind in timely() {
        let mut limiter = kind.limiter(&setup(count, period, burst));
        let mut random = Stream::new(3, Purpose::Arrivals, 1);
        let (mut admitted, mut now) = (Vec::new(), 0_u64);
        for _ in 0..20_000 {
            // Bursts and pauses.
            now += if random.below(40) == 0 { random.below(3 * SECOND) } else { random.below(SECOND / 30) };
            if let Decision::Admit { delay } = limiter.ask(now, 1) {
                admitted.push(now + delay);
            }
        }
        let most = (0..admitted.len()).map(|first| admitted.partition_point(|t| *t < admitted[first] + period) - first);
        let (most, bound) = (
            most.max().unwrap() as u64,
            match kind.name {
                "sliding-log" => count,
                "leaky-queue" => count,
                // Twice, around an edge.
                "fixed-window" | "fixed-window-first" | "penalty-box" | "sliding-counter" => 2 * count,
                "lump-refill" => burst + count,
                _ => count + burst,
            },
        );
        assert!(most <= bound && most * 2 >= bound.min(count), "{}: {most} of {bound}", kind.name);
    }
}

#[test]
fn who_counts_the_denied_never_recovers_while_asked() {
    for kind in
        timely().filter(|kind| !["fixed-window", "fixed-window-first", "lump-refill", "ticker"].contains(&kind.name))
    {
        let setup = Setup { counts_denied: true, penalty: 0, ..setup(10, SECOND, 5) };
        let mut limiter = kind.limiter(&setup);
        volley(&mut *limiter, SECOND, 30);
        // Twice as fast as the rate, for so long that everybody else would admit.
        let asked = (1..100).filter(|step| is_admitted(limiter.ask(SECOND + step * 50_000_000, 1))).count();
        assert_eq!(asked, 0, "{}", kind.name);
        assert!(is_admitted(limiter.ask(60 * SECOND, 1)), "{}", kind.name);
    }
}

#[test]
fn a_box_holds_for_the_penalty() {
    let setup = Setup { penalty: 3 * SECOND, ..setup(10, SECOND, 2) };
    let mut limiter = find("gcra").unwrap().limiter(&setup);
    assert_eq!(volley(&mut *limiter, SECOND, 3), 2);
    assert_eq!(limiter.ask(2 * SECOND, 1), Decision::Deny { wait: Some(2 * SECOND) });
    assert_eq!((limiter.remaining(2 * SECOND), limiter.full_in(2 * SECOND)), (0, 2 * SECOND));
    assert!(is_admitted(limiter.ask(4 * SECOND, 1)));
}

#[test]
fn whoever_waits_for_a_box_and_what_is_in_it_is_admitted() {
    // Six seconds from one to the next: longer than the box.
    for (counts_denied, wait) in [(false, 6), (true, 6)] {
        let setup = Setup { penalty: 2 * SECOND, counts_denied, ..setup(10, 60 * SECOND, 1) };
        let mut limiter = find("gcra").unwrap().limiter(&setup);
        assert_eq!(volley(&mut *limiter, SECOND, 1), 1);
        assert_eq!(limiter.ask(SECOND, 1), Decision::Deny { wait: Some(wait * SECOND) });
        assert_eq!(limiter.ask(2 * SECOND, 1), Decision::Deny { wait: Some((wait - 1) * SECOND) }, "still in the box");
        assert!(is_admitted(limiter.ask(7 * SECOND, 1)));
    }
}

#[test]
fn those_on_their_way_count_until_they_end() {
    let mut limiter = find("concurrency").unwrap().limiter(&setup(1, SECOND, 3));
    assert_eq!(volley(&mut *limiter, 0, 5), 3);
    assert_eq!(limiter.ask(9 * SECOND, 1), Decision::Deny { wait: None });
    limiter.ended(9 * SECOND, 1, false);
    assert_eq!(volley(&mut *limiter, 9 * SECOND, 5), 1);
}

#[test]
fn a_limit_that_finds_itself_grows_by_one_a_round_and_is_halved() {
    let mut limiter = find("aimd").unwrap().limiter(&setup(100, SECOND, 8));
    let round = |limiter: &mut dyn Limiter, took: u64| {
        let admitted = volley(limiter, 0, 200);
        (0..admitted).for_each(|_| limiter.ended(0, took, true));
        admitted
    };
    let grown: Vec<u64> = (0..6).map(|_| round(&mut *limiter, 1)).collect();
    assert!(grown[0] == 8 && grown.windows(2).all(|two| two[1] >= two[0]) && grown[5] >= 10, "{grown:?}");
    limiter.ask(0, 1);
    limiter.ended(0, SECOND, true);
    let halved = volley(&mut *limiter, 0, 200);
    assert!((grown[5] / 2..=grown[5] / 2 + 1).contains(&halved), "{halved} of {grown:?}");
}

#[test]
fn the_delay_of_a_queue_is_the_turn_of_each() {
    let mut limiter = find("leaky-queue").unwrap().limiter(&setup(50, SECOND, 4));
    let delays = [(); 5].map(|()| limiter.ask(SECOND, 1));
    let admit = |delay: u64| Decision::Admit { delay: delay * 1_000_000 };
    assert_eq!(delays, [admit(0), admit(20), admit(40), admit(60), Decision::Deny { wait: Some(20_000_000) }]);
}

#[test]
fn extremes_are_borne() {
    for kind in ALGORITHMS {
        for setup in
            [setup(1, u64::MAX, 1), setup(u64::MAX, 1, u64::MAX), setup(1, 1, 1), setup(1, u64::MAX / 2, 1 << 40)]
        {
            let mut limiter = kind.limiter(&Setup { counts_denied: true, ..setup });
            for now in [0, 1, u64::MAX / 2, u64::MAX, 5] {
                limiter.ask(now, 1);
                limiter.ask(now, 0);
                limiter.remaining(now);
                limiter.full_in(now);
            }
        }
    }
}
