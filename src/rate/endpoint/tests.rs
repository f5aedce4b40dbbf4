//! Clients that believe what an endpoint says, in virtual time.

use super::*;
use crate::base::random::{Purpose, Stream};
use crate::rate::headers::{read, retry_after};
use crate::rate::limiter::{ALGORITHMS, find};

/// A moment in 2026 that is no whole second.
const BEGIN: u64 = 1_795_361_480_123_456_789;

fn rules(name: &str, setup: Setup) -> Rules {
    let (kind, dialect, retry_after) = (find(name).unwrap(), Dialect::Draft, RetryAfter::Ceil);
    Rules { kind, setup, dialect, retry_after, deny_status: 429, service: 0 }
}

fn setup(count: u64, period: u64, burst: u64) -> Setup {
    Setup { burst, ..Setup::new(Limit::new(count, period)) }
}

/// One that is random, but for what the rules would not be allowed.
fn random_rules(kind: &'static Kind, random: &mut Stream) -> Rules {
    let limit = Limit::new(1 + random.below(30), 1_000_000 * (1 + random.below(20_000)));
    let burst = if class_has_burst(kind) { 1 + random.below(20) } else { limit.count() };
    let penalty = if random.below(4) == 0 { random.below(20 * SECOND) } else { 0 };
    let mut setup = Setup { limit, burst, counts_denied: random.below(2) == 0, penalty };
    setup.counts_denied &= check(kind, &setup, false).is_ok();
    rules(kind.name, setup)
}

fn class_has_burst(kind: &Kind) -> bool {
    check(kind, &setup(1, SECOND, 1), true).is_ok()
}

/// Those of which anybody knows when to come back.
fn timely() -> impl Iterator<Item = &'static Kind> {
    ALGORITHMS.iter().filter(|kind| !truth::is_concurrent(kind))
}

fn fields(answer: &Answer) -> impl Iterator<Item = (&str, &str)> {
    answer.fields.iter().map(|(name, value)| (*name, value.as_str()))
}

/// A client that asks until it is denied, waits for exactly as long as `Retry-After` says, and asks again: how many of
/// so many waits were too short, and how many longer than the reset beside it.
fn obey(rules: Rules, trials: u64, random: &mut Stream) -> (u64, u64) {
    let (mut endpoint, mut now) = (Endpoint::new(rules), BEGIN);
    let (mut waits, mut early, mut late) = (0, 0, 0);
    while waits < trials {
        // Now and then it rests, and then comes with all it has.
        let rest = if random.below(20) == 0 { 4 * rules.setup.limit.period() } else { 0 };
        now += random.below(rules.setup.limit.interval() / 2 + rest + 1);
        let answer = endpoint.ask(b"me", now, now);
        if answer.admitted.is_some() {
            continue;
        }
        let after = retry_after(fields(&answer)).unwrap();
        let reset = read(fields(&answer)).stated[0].reset_s.unwrap();
        now += after * SECOND;
        let is_early = endpoint.ask(b"me", now, now).admitted.is_none();
        (waits, early) = (waits + 1, early + u64::from(is_early));
        late += u64::from(after as f64 > reset);
    }
    (early, late)
}

#[test]
fn whoever_obeys_is_never_denied_in_ten_thousand_trials() {
    let mut random = Stream::new(1, Purpose::Arrivals, 0);
    let each = 10_000_u64.div_ceil(timely().count() as u64 * 20);
    for kind in timely() {
        for _ in 0..20 {
            let rules = random_rules(kind, &mut random);
            assert_eq!(obey(rules, each, &mut random), (0, 0), "{} {:?}", kind.name, rules.setup);
            assert_eq!(rules.truth(String::new()).retry_after, "honest");
        }
    }
}

/// The other way to obey: as many as remain at once, and where none do, after the reset.
#[test]
fn whoever_goes_by_what_remains_is_never_denied_either() {
    let mut random = Stream::new(2, Purpose::Arrivals, 0);
    for (kind, dialect) in timely()
        .flat_map(|kind| [Dialect::Draft, Dialect::Draft7, Dialect::X, Dialect::Github].map(|dialect| (kind, dialect)))
    {
        let rules = Rules { dialect, ..random_rules(kind, &mut random) };
        let (mut endpoint, mut now, mut was_told) = (Endpoint::new(rules), BEGIN, false);
        for _ in 0..300 {
            let answer = endpoint.ask(b"me", now, now);
            // A ticker begins empty, which nobody could know.
            assert!(answer.admitted.is_some() || !was_told, "{} {dialect:?} {:?}", kind.name, rules.setup);
            was_told = true;
            let date = httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_nanos(now));
            let stated = read(fields(&answer).chain([("date", date.as_str())])).stated.remove(0);
            if stated.remaining == Some(0) {
                now += stated.reset_s.unwrap() as u64 * SECOND;
            }
        }
    }
}

#[test]
fn what_is_true_of_retry_after_is_what_a_client_finds() {
    use RetryAfter::{Always, Ceil, Floor};
    let mut random = Stream::new(3, Purpose::Arrivals, 0);
    for (name, (count, period, burst), retry_after, verdict) in [
        ("gcra", (50, SECOND, 20), Ceil, "honest"),
        ("gcra", (50, SECOND, 20), Floor, "early"),
        ("gcra", (50, SECOND, 20), Always(0), "early"),
        ("gcra", (50, SECOND, 20), Always(1), "honest"),
        ("gcra", (50, SECOND, 20), Always(2), "late"),
        ("token-bucket", (10, 60 * SECOND, 3), Always(5), "early"),
        ("leaky-queue", (1, 3 * SECOND, 4), Always(3), "late"),
        ("ticker", (5, SECOND, 3), Always(1), "honest"),
        ("fixed-window", (20, 2 * SECOND, 20), Always(1), "early"),
        ("fixed-window", (20, 2 * SECOND, 20), Always(2), "late"),
        ("fixed-window-first", (20, 2 * SECOND, 20), Floor, "early"),
        ("sliding-log", (9, 10 * SECOND, 9), Always(1), "early"),
        ("sliding-counter", (2, SECOND, 2), Always(1), "early"),
        ("sliding-counter", (2, SECOND, 2), Always(2), "late"),
        ("lump-refill", (9, SECOND, 9), Always(1), "honest"),
        ("penalty-box", (9, SECOND, 9), Always(1), "early"),
        ("penalty-box", (9, SECOND, 9), Always(11), "late"),
    ] {
        let rules = Rules { retry_after, ..rules(name, setup(count, period, burst)) };
        assert_eq!(rules.truth(String::new()).retry_after, verdict, "{name} {retry_after:?}");
        let found = match obey(rules, 200, &mut random) {
            (0, 0) => "honest",
            (0, _) => "late",
            _ => "early",
        };
        assert_eq!(found, verdict, "{name} {retry_after:?}");
    }
}

#[test]
fn nothing_is_said_where_nothing_is_known() {
    let truth = |name: &str, retry_after| {
        let rules = Rules { retry_after, service: SECOND, ..rules(name, setup(10, SECOND, 5)) };
        rules.truth(String::new()).retry_after
    };
    assert_eq!(truth("gcra", RetryAfter::Never), "none");
    let always = [1, 2].map(RetryAfter::Always);
    assert_eq!(["concurrency", "aimd"].map(|name| truth(name, RetryAfter::Ceil)), ["none"; 2]);
    assert_eq!(always.map(|always| truth("concurrency", always)), ["honest", "late"]);
    assert_eq!(truth("concurrency", RetryAfter::Always(0)), "early");
}

#[test]
fn the_truth_is_in_the_words_of_a_probe() {
    let text = |name: &str, setup: Setup| {
        let truth = rules(name, setup).truth("U".to_owned());
        let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| number.to_string());
        let limit = number(truth.limit.map(|limit| limit as f64));
        format!("{} {limit}/{} {}", truth.expect, number(truth.window_s), number(truth.rate_per_s))
    };
    for name in ["gcra", "leaky-meter", "token-bucket"] {
        assert_eq!(text(name, setup(50, SECOND, 20)), "algorithm=token-bucket,limit=50/s,burst=20 50/1 50");
    }
    for name in ["fixed-window", "fixed-window-first", "sliding-log", "sliding-counter", "penalty-box"] {
        assert_eq!(text(name, setup(20, 2 * SECOND, 99)), format!("algorithm={name},limit=20/2s,burst=20 20/2 10"));
    }
    assert_eq!(text("leaky-queue", setup(10, SECOND, 3)), "algorithm=leaky-queue,limit=10/s,burst=3 10/1 10");
    assert_eq!(text("ticker", setup(50, SECOND, 3)), "algorithm=lump-refill,limit=1/20ms,burst=3 1/0.02 50");
    assert_eq!(text("lump-refill", setup(60, 60 * SECOND, 90)), "algorithm=lump-refill,limit=60/m,burst=90 60/60 1");
    assert_eq!(
        text("lump-refill", setup(60, 60 * SECOND, 6)),
        "algorithm=lump-refill,limit=6/m,burst=6 6/60 0.1",
        "more of a lump than the bucket holds is lost"
    );
    assert_eq!(text("concurrency", setup(1, SECOND, 7)), "algorithm=concurrency,burst=7 -/- -");
    assert_eq!(text("aimd", setup(9, SECOND, 7)), "algorithm=concurrency -/- -", "it grows");
    let boxed = Setup { penalty: SECOND, ..setup(50, SECOND, 20) };
    assert_eq!(text("gcra", boxed), "algorithm=penalty-box,burst=20 50/1 50");
    assert_eq!(text("fixed-window-first", boxed), "algorithm=penalty-box,limit=50/s,burst=50 50/1 50");
    let parts = Setup { limit: "49.5/s".parse().unwrap(), burst: 5, ..boxed };
    assert_eq!(text("gcra", Setup { penalty: 0, ..parts }), "algorithm=token-bucket,limit=49.5/s,burst=5 -/- 49.5");
    let penalty = |name: &str, setup: Setup| rules(name, setup).truth("U".to_owned()).penalty_s;
    assert_eq!([penalty("gcra", boxed), penalty("gcra", setup(50, SECOND, 20))], [Some(1.0), None]);
}

#[test]
fn a_queue_with_one_place_delays_nobody_and_is_said_to_be_a_bucket() {
    let setup = setup(10, SECOND, 1);
    let (queue, bucket) = (rules("leaky-queue", setup), rules("token-bucket", setup));
    let truth = queue.truth(String::new());
    assert_eq!((&*truth.expect, truth.shaping), ("algorithm=token-bucket,limit=10/s,burst=1", false));
    let mut twins = [queue, bucket].map(Endpoint::new);
    let (mut random, mut now) = (Stream::new(4, Purpose::Arrivals, 0), BEGIN);
    for _ in 0..1000 {
        now += random.below(SECOND / 5);
        let [queue, bucket] = twins.each_mut().map(|endpoint| endpoint.ask(b"", now, now).admitted);
        assert_eq!(queue.map(|(delay, _)| delay), bucket.map(|_| 0));
    }
}

#[test]
fn what_makes_no_endpoint_is_refused() {
    let why = |name: &str, setup: Setup, has_burst| check(find(name).unwrap(), &setup, has_burst).unwrap_err().0;
    let plain = setup(10, SECOND, 10);
    let with = |limit: &str| Setup { limit: limit.parse().unwrap(), ..plain };
    assert!(why("gcra", with("1MiB/s"), false).contains("counts bytes"));
    assert!(why("sliding-log", with("49.5/s"), false).contains("parts of one"));
    assert!(why("fixed-window", plain, true).contains("no other burst"));
    let counting = Setup { counts_denied: true, ..plain };
    for name in ["fixed-window", "fixed-window-first", "lump-refill", "ticker", "concurrency", "aimd"] {
        assert!(why(name, counting, false).contains("those that it denied"), "{name}");
        assert_eq!(check(find(name).unwrap(), &Setup { penalty: 1, ..counting }, false), Ok(()), "{name}");
    }
    for name in ["gcra", "leaky-queue", "sliding-log", "sliding-counter", "penalty-box"] {
        assert_eq!(check(find(name).unwrap(), &counting, false), Ok(()), "{name}");
    }
}

#[test]
fn limits_are_told_in_whole_seconds() {
    let policy = |name: &str, limit: &str| {
        let setup = Setup::new(limit.parse().unwrap());
        let answer = Endpoint::new(rules(name, setup)).ask(b"", BEGIN, BEGIN);
        answer.fields[0].1.clone()
    };
    for (limit, told) in [
        ("50/s", "q=50;w=1"),
        ("5/100ms", "q=50;w=1"),
        ("10/1500ms", "q=20;w=3"),
        ("600/m", "q=600;w=60"),
        ("7/d", "q=7;w=86400"),
        ("49.5/s", "q=49"),
        ("0.25/s", "q=1"),
    ] {
        assert_eq!(policy("gcra", limit), format!("\"default\";{told}"), "{limit}");
    }
    assert_eq!(policy("concurrency", "5/s"), "\"default\";q=5;qu=\"concurrent-requests\"");
}

#[test]
fn those_on_their_way_hold_their_place_until_they_end() {
    let rules = Rules { service: 7, deny_status: 503, ..rules("concurrency", setup(1, SECOND, 2)) };
    let mut endpoint = Endpoint::new(rules);
    let first = endpoint.ask(b"a", BEGIN, BEGIN).admitted;
    assert_eq!(first.map(|(delay, _)| delay), Some(7));
    let statuses = [(); 3].map(|()| endpoint.ask(b"a", BEGIN, BEGIN).status);
    assert_eq!(statuses, [200, 503, 503]);
    assert_eq!(endpoint.ask(b"b", BEGIN, BEGIN).status, 200, "another key");
    let place = first.unwrap().1;
    assert_eq!(endpoint.keys.at(place).on_their_way, 2, "those that were denied are not");
    endpoint.ended(place, BEGIN + 7, 7);
    assert_eq!(endpoint.keys.at(place).on_their_way, 1);
    assert_eq!([(); 2].map(|()| endpoint.ask(b"a", BEGIN + 7, BEGIN).status), [200, 503]);
}

#[test]
fn a_queue_answers_each_in_its_turn() {
    let rules = Rules { service: 5, ..rules("leaky-queue", setup(10, SECOND, 3)) };
    let mut endpoint = Endpoint::new(rules);
    let delays = [(); 4].map(|()| endpoint.ask(b"a", BEGIN, BEGIN).admitted.map(|(delay, _)| delay));
    assert_eq!(delays, [Some(5), Some(100_000_005), Some(200_000_005), None]);
}

#[test]
fn ways_to_say_when_to_come_back() {
    let seconds = |text: &str| {
        let how: RetryAfter = text.parse().unwrap();
        [how.seconds(Some(1)), how.seconds(Some(2_500_000_000)), how.seconds(None)]
    };
    assert_eq!(seconds("ceil"), [Some(1), Some(3), None]);
    assert_eq!(seconds("floor"), [Some(0), Some(2), None]);
    assert_eq!(seconds("none"), [None; 3]);
    assert_eq!(seconds("7"), [Some(7); 3]);
    for bad in ["", "lie", "-1", "1.5", "1s"] {
        assert!(bad.parse::<RetryAfter>().is_err(), "{bad}");
    }
}
