//! `gosys rate sim`: what happens to each request, by hand and by a simulation that looks for the next event in a list.

use gosys::rate::limit::Limit;
use gosys::rate::limiter::{ALGORITHMS, Decision, Kind, Setup, find};
use gosys::rate::sim::arrivals::{Arrival, Arrivals};
use gosys::rate::sim::tally::Tally;
use gosys::rate::sim::trace::Reader;
use gosys::rate::sim::{self, Course};
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use crate::support::Scratch;

const MS: u64 = 1_000_000;
const SECOND: u64 = 1000 * MS;
const HASTY: Course = Course { patience: 0, service: 10 * MS, capacity: u64::MAX };

fn setup(limit: &str, burst: u64) -> Setup {
    Setup { burst, ..Setup::new(limit.parse().unwrap()) }
}

fn simulated(kind: &Kind, setup: &Setup, arrivals: &[Arrival], course: Course) -> Tally {
    let clients = arrivals.iter().map(|arrival| arrival.client + 1).max().unwrap_or(1);
    let tally = Tally::new(clients as usize, setup.limit.period());
    sim::run(&mut *kind.limiter(setup), arrivals.iter().copied(), course, tally, |_| Ok::<(), ()>(())).unwrap()
}

/// Those of one client, in milliseconds.
fn story(algorithm: &str, setup: &Setup, moments: &[u64], course: Course) -> Tally {
    let arrivals: Vec<_> = moments.iter().map(|ms| Arrival { at: ms * MS, client: 0 }).collect();
    simulated(find(algorithm).unwrap(), setup, &arrivals, course)
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

#[test]
fn patience_ends_when_it_is_said_to() {
    // Three at once, of which one passes; the others come a second later, and one of them once more.
    for (patience, admitted, longest) in [(999, 1, 0.0), (1000, 2, 1.0), (1999, 2, 1.0), (2000, 3, 2.0)] {
        let course = Course { patience: patience * MS, ..HASTY };
        let tally = story("gcra", &setup("1/s", 1), &[500, 500, 500], course);
        assert_eq!((tally.admitted, tally.denied), (admitted, 3 - admitted), "{patience}");
        assert!((tally.waiting.percentile(1.0) - longest).abs() < 0.01, "{patience}");
    }
}

#[test]
fn who_has_waited_comes_before_who_comes_now() {
    let course = Course { patience: SECOND, ..HASTY };
    // One's second attempt and another's first are in the same moment: at 1100, and the other may wait till 2100.
    let tally = story("gcra", &setup("1/s", 1), &[100, 300, 1100], course);
    assert_eq!((tally.admitted, tally.denied), (3, 0));
    // Waits of 0, 0.8 and 1 s.
    assert!(is_near(tally.quality().delay_mean_ms, 1800.0 / 3.0 + 10.0), "{:?}", tally.quality());
}

#[test]
fn a_crowd_is_served_slowly() {
    // Five places, and two are served at once in 10 ms: the third and fourth take 20 ms, the fifth 30.
    let course = Course { capacity: 2, ..HASTY };
    let tally = story("concurrency", &setup("1/s", 5), &[0, 0, 0, 0, 0, 0, 10, 10, 10], course);
    // Two have ended at 10 ms, so that the fourth and the fifth are there again; they are slow as well.
    assert_eq!((tally.admitted, tally.denied), (7, 2));
    let delays = [10, 10, 20, 20, 30, 20, 30];
    let mean = f64::from(delays.iter().sum::<i32>()) / 7.0;
    let jitter = f64::from(delays.windows(2).map(|two| (two[1] - two[0]).abs()).sum::<i32>()) / 6.0;
    let quality = tally.quality();
    assert!(is_near(quality.delay_mean_ms, mean) && is_near(quality.jitter_ms, jitter), "{quality:?}");
}

/// A period counts as served when somebody was served in it, not when somebody of it was.
#[test]
fn availability_is_of_the_period_in_which_one_is_served() {
    let boxed = Setup { penalty: 3 * SECOND, ..setup("1/s", 1) };
    let patient = Course { patience: 10 * SECOND, ..HASTY };
    // Served in the first second; denied in it until 3.9 s; of the second one nobody is served.
    let tally = story("gcra", &boxed, &[100, 900, 1500], patient);
    assert!(tally.admitted >= 2, "{tally:?}");
    assert!(is_near(tally.quality().availability, 0.5), "{:?}", tally.quality());
    // Hasty ones are not served in the second, third and fourth.
    let tally = story("gcra", &boxed, &[100, 900, 1500, 2500, 3500, 4500], HASTY);
    assert!(is_near(tally.quality().availability, 2.0 / 5.0), "{:?}", tally.quality());
}

#[test]
fn who_asks_less_is_not_thought_to_have_been_wronged() {
    let at = |ms: u64, client| Arrival { at: ms * MS, client };
    // Each is always admitted, though one asks four times as often; the third never comes.
    let arrivals = [at(0, 0), at(100, 0), at(200, 0), at(300, 0), at(400, 1)];
    assert_eq!(simulated(find("gcra").unwrap(), &setup("100/s", 1), &arrivals, HASTY).fairness(), 1.0);
    // One takes it all, and then one of the other's two passes: shares of 1 and 1/2.
    let arrivals = [at(0, 0), at(0, 1), at(100, 1)];
    let fairness = simulated(find("gcra").unwrap(), &setup("10/s", 1), &arrivals, HASTY).fairness();
    assert!(is_near(fairness, 1.5 * 1.5 / (2.0 * 1.25)), "{fairness}");
}

/// What happened to those that got in, in the order in which they did.
#[derive(Clone, Copy, Debug)]
struct Served {
    asked: u64,
    decided: u64,
    begins: u64,
    took: u64,
    client: u32,
}

/// Happenings of one moment come in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    End { took: u64 },
    Return { number: u64, asked: u64, client: u32 },
    Arrive { number: u64, client: u32 },
}

/// The same with one list of all that is to come, of which the first is looked for each time.
fn naive(kind: &Kind, setup: &Setup, arrivals: &[Arrival], course: Course) -> (Vec<Served>, u64) {
    let mut limiter = kind.limiter(setup);
    let arrive = |(number, arrival): (u64, &Arrival)| (arrival.at, What::Arrive { number, client: arrival.client });
    let mut to_come: Vec<_> = (0..).zip(arrivals).map(arrive).collect();
    let (mut served, mut denied, mut numbers) = (Vec::new(), 0, 0..);
    while let Some(first) = (0..to_come.len()).min_by_key(|at| to_come[*at]) {
        let (now, what) = to_come.swap_remove(first);
        let (asked, client) = match what {
            What::End { took } => {
                limiter.ended(now, took, true);
                continue;
            }
            What::Return { asked, client, .. } => (asked, client),
            What::Arrive { client, .. } => (now, client),
        };
        match limiter.ask(now, 1) {
            Decision::Admit { delay } => {
                let crowd = to_come.iter().filter(|(_, what)| matches!(what, What::End { .. })).count() as u64 + 1;
                let slowness = if limiter.listens() { crowd.div_ceil(course.capacity) } else { 1 };
                let took = course.service * slowness;
                if limiter.listens() {
                    to_come.push((now + delay + took, What::End { took }));
                }
                served.push(Served { asked, decided: now, begins: now + delay, took, client });
            }
            Decision::Deny { wait } => {
                let again = now + wait.unwrap_or(course.service).max(1);
                if again - asked <= course.patience {
                    to_come.push((again, What::Return { number: numbers.next().unwrap(), asked, client }));
                } else {
                    denied += 1;
                }
            }
        }
    }
    (served, denied)
}

/// Each figure as it is defined.
fn compare(
    tally: &Tally,
    served: &[Served],
    denied: u64,
    arrivals: &[Arrival],
    period: u64,
) -> Result<(), TestCaseError> {
    prop_assert_eq!((tally.asked, tally.admitted), (arrivals.len() as u64, served.len() as u64));
    prop_assert_eq!((tally.denied, tally.admitted + tally.denied), (denied, tally.asked));
    let within = |begin: u64| served.iter().filter(|one| (begin..begin + period).contains(&one.begins)).count();
    prop_assert_eq!(tally.most, served.iter().map(|one| within(one.begins)).max().unwrap_or(0) as u64);
    let quality = tally.quality();
    let mut slices: Vec<u64> = arrivals.iter().map(|arrival| arrival.at / period).collect();
    slices.dedup();
    let good = slices.iter().filter(|slice| served.iter().any(|one| one.decided / period == **slice)).count();
    prop_assert!(is_near(quality.availability, good as f64 / slices.len() as f64), "{:?} {:?}", quality, served);
    let delays: Vec<f64> = served.iter().map(|one| (one.begins - one.asked + one.took) as f64 / 1e6).collect();
    let mean = delays.iter().sum::<f64>() / delays.len().max(1) as f64;
    let steps: f64 = delays.windows(2).map(|two| (two[1] - two[0]).abs()).sum();
    let jitter = if delays.len() > 1 { steps / (delays.len() - 1) as f64 } else { 0.0 };
    prop_assert!(is_near(quality.delay_mean_ms, mean) && is_near(quality.jitter_ms, jitter), "{:?}", quality);
    let last = served.iter().map(|one| one.begins).chain(arrivals.iter().map(|arrival| arrival.at)).max().unwrap();
    let span = (last - arrivals[0].at) as f64 / 1e9;
    let throughput = if span > 0.0 { served.len() as f64 / span } else { 0.0 };
    prop_assert!(is_near(quality.throughput_per_s, throughput), "{:?}, not {}", quality, throughput);
    let share = |client: u32| {
        let all = arrivals.iter().filter(|arrival| arrival.client == client).count() as f64;
        let got = served.iter().filter(|one| one.client == client).count() as f64;
        (all > 0.0).then_some(got / all)
    };
    let shares: Vec<f64> = (0..3).filter_map(share).collect();
    let squares: f64 = shares.iter().map(|share| share * share).sum();
    let jain = if squares > 0.0 { shares.iter().sum::<f64>().powi(2) / (shares.len() as f64 * squares) } else { 1.0 };
    prop_assert!(is_near(tally.fairness(), jain), "{} and {}", tally.fairness(), jain);
    Ok(())
}

#[test]
fn every_limiter_as_in_the_list_of_what_is_to_come() {
    let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let gap = prop_oneof![2 => Just(0_u64), 6 => 0_u64..60, 1 => 0_u64..500];
    let arrivals = prop::collection::vec((gap, 0_u32..3), 1..60);
    let courses = (prop_oneof![Just(0_u64), 0_u64..2000], 0_u64..50, prop_oneof![Just(u64::MAX), 1_u64..4]);
    let setups = (1_u64..8, 50_u64..400, 1_u64..5, any::<bool>(), prop_oneof![Just(0_u64), 1_u64..900]);
    runner
        .run(&(setups, arrivals, courses), |(setup, gaps, (patience, service, capacity))| {
            let (count, period, burst, counts_denied, penalty) = setup;
            let limit = Limit::new(count, period * MS);
            let setup = Setup { limit, burst, counts_denied, penalty: penalty * MS };
            let course = Course { patience: patience * MS, service: service * MS, capacity };
            let mut at = 0;
            let arrivals: Vec<_> = gaps
                .iter()
                .map(|(gap, client)| {
                    at += gap * MS;
                    Arrival { at, client: *client }
                })
                .collect();
            // Without a service time whoever is not told when comes back each nanosecond.
            for kind in ALGORITHMS.iter().filter(|kind| service > 0 || !kind.limiter(&setup).listens()) {
                let (served, denied) = naive(kind, &setup, &arrivals, course);
                let tally = simulated(kind, &setup, &arrivals, course);
                compare(&tally, &served, denied, &arrivals, limit.period())
                    .map_err(|why| TestCaseError::fail(format!("{}: {why}", kind.name)))?;
            }
            Ok(())
        })
        .unwrap();
}

/// Seconds since 1970 with their thousandths: who keeps exactly to the limit does so in a trace as well.
#[test]
fn moments_of_a_trace_are_as_they_are_written() {
    let mut reader = Reader::default();
    for k in 0..100 {
        reader.add(&format!("17000000{:02}.{:03},me", k / 100, k % 100 * 10)).unwrap();
    }
    for written in ["1700000001.000000001", "1700000001.5", "1.700000002e9", "1700000003."] {
        reader.add(written).unwrap();
    }
    let (arrivals, clients) = reader.finish();
    let moments: Vec<u64> = arrivals.iter().map(|arrival| arrival.at).collect();
    assert!(moments[..100].iter().enumerate().all(|(k, at)| *at == k as u64 * 10 * MS), "{moments:?}");
    assert_eq!((&moments[100..], clients), (&[SECOND + 1, 1500 * MS, 2 * SECOND, 3 * SECOND][..], 2));
    let tally = simulated(find("gcra").unwrap(), &setup("100/s", 1), &arrivals[..100], HASTY);
    assert_eq!((tally.admitted, tally.denied), (100, 0));
}

/// After some 580 years the nanoseconds are over: no request is lost, and it ends.
#[test]
fn the_clock_has_an_end() {
    for law in ["even:1/3650d", "poisson:1/3650d", "bursts:20/3650d"] {
        let arrivals: Vec<_> = Arrivals::new(law.parse().unwrap(), 3, 1).take(2000).collect();
        assert!(arrivals.is_sorted_by_key(|arrival| arrival.at), "{law}");
        for kind in ALGORITHMS {
            let tally = simulated(kind, &setup("5/s", 5), &arrivals, Course { patience: SECOND, ..HASTY });
            assert_eq!((tally.asked, tally.admitted + tally.denied), (2000, 2000), "{law} {}", kind.name);
        }
    }
    let scratch = Scratch::new();
    let words = "rate sim --algo token-bucket,gcra --limit 5/s --arrivals even:1/3650d --requests 300 --seed 1 -o json";
    scratch.gosys(words.split_whitespace()).end().like(0, "\"asked\":300", "");
}
