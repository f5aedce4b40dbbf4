//! When a run begins, is ended and is tried again, whatever comes and whenever.

use proptest::prelude::*;
use rand::SeedableRng;

use super::*;

const CAME: Event = Event::Came { more: false };
const ON_ITS_WAY: Event = Event::Came { more: true };
const GOOD: Event = Event::Ended(End::Good);
const FAILED: Event = Event::Ended(End::Failed);
const STOPPED: Event = Event::Ended(End::Stopped);

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// A hook with this pause before a run, and this longest wait.
fn seeded(debounce: u64, max_wait: u64, on_busy: OnBusy, seed: u64) -> Hooks {
    let rules = Rules { debounce: ms(debounce), max_wait: ms(max_wait), on_busy };
    Hooks::new(rules, StdRng::seed_from_u64(seed))
}

/// What each of these events, at its moment, begins a run for.
#[track_caller]
fn plays(hooks: &mut Hooks, events: &[(u64, Event, Option<u64>)]) {
    for (at, event, expected) in events {
        assert_eq!(hooks.step(ms(*at), *event), *expected, "at {at}: {event:?}");
    }
}

#[test]
fn a_run_begins_when_nothing_has_come_for_a_while() {
    let mut hooks = seeded(100, 1000, OnBusy::Queue, 1);
    assert_eq!(hooks.deadline(), None);
    plays(&mut hooks, &[(0, CAME, None)]);
    assert_eq!(hooks.deadline(), Some(ms(100)));
    plays(&mut hooks, &[(60, CAME, None)]);
    assert_eq!(hooks.deadline(), Some(ms(160)));
    plays(&mut hooks, &[(159, Event::Time, None), (160, Event::Time, Some(2))]);
    assert_eq!((hooks.deadline(), hooks.stop_at(), hooks.done()), (None, None, 0));
    plays(&mut hooks, &[(200, GOOD, None)]);
    assert_eq!((hooks.deadline(), hooks.done()), (None, 2));
}

#[test]
fn whatever_keeps_coming_is_not_waited_for_without_end() {
    let mut hooks = seeded(100, 250, OnBusy::Coalesce, 1);
    plays(&mut hooks, &[(0, CAME, None), (90, CAME, None), (180, CAME, None)]);
    assert_eq!(hooks.deadline(), Some(ms(250)));
    // What comes at the very end is for the next run.
    plays(&mut hooks, &[(240, CAME, None), (250, CAME, Some(4)), (260, GOOD, None)]);
    assert_eq!((hooks.deadline(), hooks.done()), (Some(ms(350)), 4));
}

#[test]
fn the_longest_wait_is_at_least_the_pause() {
    let mut hooks = seeded(100, 10, OnBusy::Queue, 1);
    plays(&mut hooks, &[(0, CAME, None), (60, CAME, None), (99, Event::Time, None), (100, Event::Time, Some(2))]);
}

#[test]
fn without_a_pause_each_change_begins_a_run() {
    let mut hooks = seeded(0, 0, OnBusy::Queue, 1);
    plays(&mut hooks, &[(5, CAME, Some(1)), (5, GOOD, None), (5, CAME, Some(2)), (5, GOOD, None)]);
    assert_eq!(hooks.done(), 2);
}

/// Three changes, two of them while the first has its run.
fn busy(on_busy: OnBusy) -> Hooks {
    let mut hooks = seeded(10, 100, on_busy, 1);
    plays(&mut hooks, &[(0, CAME, None), (10, Event::Time, Some(1)), (20, CAME, None), (40, CAME, None)]);
    hooks
}

#[test]
fn in_a_queue_each_change_has_its_own_run() {
    let mut hooks = busy(OnBusy::Queue);
    assert_eq!(hooks.stop_at(), None);
    plays(&mut hooks, &[(60, GOOD, Some(2)), (61, GOOD, Some(3)), (62, GOOD, None)]);
    assert_eq!(hooks.done(), 3);
}

#[test]
fn put_together_they_have_one() {
    let mut hooks = busy(OnBusy::Coalesce);
    assert_eq!(hooks.stop_at(), None);
    plays(&mut hooks, &[(60, GOOD, Some(3)), (61, GOOD, None)]);
    assert_eq!(hooks.done(), 3);
}

#[test]
fn of_changes_put_together_those_wait_that_may_not_be_the_last() {
    let mut hooks = busy(OnBusy::Coalesce);
    // The second is closed at 30, the third at 50 only.
    plays(&mut hooks, &[(45, GOOD, Some(2)), (46, GOOD, None), (50, Event::Time, Some(3))]);
}

#[test]
fn a_restart_ends_the_run_when_the_next_state_is_whole_and_does_all_of_it() {
    let mut hooks = busy(OnBusy::Restart);
    assert_eq!(hooks.stop_at(), Some(ms(30)));
    plays(&mut hooks, &[(55, STOPPED, Some(3))]);
    assert_eq!((hooks.done(), hooks.stop_at()), (0, None));
    plays(&mut hooks, &[(70, GOOD, None)]);
    assert_eq!((hooks.done(), hooks.deadline()), (3, None));
}

#[test]
fn a_run_that_was_good_before_it_could_be_ended_is_done() {
    let mut hooks = busy(OnBusy::Restart);
    plays(&mut hooks, &[(29, GOOD, None)]);
    assert_eq!((hooks.done(), hooks.deadline()), (1, Some(ms(30))));
}

#[test]
fn what_is_about_to_be_replaced_is_waited_for_but_not_in_a_queue() {
    for (on_busy, closes_at) in [(OnBusy::Queue, 100), (OnBusy::Coalesce, 2000), (OnBusy::Restart, 2000)] {
        let mut hooks = seeded(100, 500, on_busy, 1);
        plays(&mut hooks, &[(0, ON_ITS_WAY, None)]);
        assert_eq!(hooks.deadline(), Some(ms(closes_at)), "{on_busy:?}");
    }
    // The last one closes it, by the time since the first.
    let mut hooks = seeded(100, 500, OnBusy::Coalesce, 1);
    plays(
        &mut hooks,
        &[(0, ON_ITS_WAY, None), (300, ON_ITS_WAY, None), (450, CAME, None), (500, Event::Time, Some(3))],
    );
}

#[test]
fn an_end_of_nothing_is_no_end() {
    for end in [End::Good, End::Failed, End::Stopped] {
        let mut hooks = seeded(100, 100, OnBusy::Queue, 1);
        plays(&mut hooks, &[(0, CAME, None), (1, Event::Ended(end), None)]);
        assert_eq!((hooks.done(), hooks.deadline()), (0, Some(ms(100))));
    }
}

/// The pauses after so many failures in a row.
fn pauses(seed: u64, failures: usize) -> Vec<Duration> {
    let mut hooks = seeded(0, 0, OnBusy::Queue, seed);
    let mut now = ms(0);
    assert_eq!(hooks.step(now, CAME), Some(1));
    let pause = |_| {
        assert_eq!(hooks.step(now, FAILED), None);
        let retry_at = hooks.deadline().unwrap();
        let pause = retry_at - now;
        if let Some(early) = retry_at.checked_sub(Duration::from_nanos(1)).filter(|early| *early >= now) {
            assert_eq!(hooks.step(early, Event::Time), None);
        }
        assert_eq!(hooks.step(retry_at, Event::Time), Some(1), "the same changes are tried again");
        now = retry_at;
        pause
    };
    (0..failures).map(pause).collect()
}

#[test]
fn pauses_grow_and_are_spread_over_hosts() {
    let hosts: Vec<Vec<Duration>> = (0..200).map(|seed| pauses(seed, 20)).collect();
    for failure in 0..20 {
        let most = ms(500 << failure.min(6)).min(ms(30_000));
        let all: Vec<Duration> = hosts.iter().map(|pauses| pauses[failure]).collect();
        assert!(all.iter().all(|pause| *pause < most), "{failure}");
        let mean = all.iter().sum::<Duration>() / 200;
        assert!(mean > most * 2 / 5 && mean < most * 3 / 5, "{failure}: {mean:?} of {most:?}");
    }
}

#[test]
fn success_makes_the_next_pause_short_again() {
    for seed in 0..50 {
        let mut hooks = seeded(0, 0, OnBusy::Queue, seed);
        let mut now = ms(0);
        hooks.step(now, CAME);
        for _ in 0..10 {
            hooks.step(now, FAILED);
            now = hooks.deadline().unwrap();
            hooks.step(now, Event::Time);
        }
        hooks.step(now, GOOD);
        hooks.step(now, CAME);
        hooks.step(now, FAILED);
        assert!(hooks.deadline().unwrap() - now <= RETRY_FIRST);
    }
}

/// A hook whose first change fails until the pause is longer than a second, and the moment of the last failure.
fn long_pause(on_busy: OnBusy) -> (Hooks, Duration) {
    let mut hooks = seeded(100, 100, on_busy, 7);
    hooks.step(ms(0), CAME);
    let mut now = ms(100);
    assert_eq!(hooks.step(now, Event::Time), Some(1));
    for _ in 0..100 {
        hooks.step(now, FAILED);
        let retry_at = hooks.deadline().unwrap();
        if retry_at - now > ms(1000) {
            return (hooks, now);
        }
        now = retry_at;
        hooks.step(now, Event::Time);
    }
    panic!("no pause is longer than a second");
}

#[test]
fn something_newer_ends_the_pause_but_not_in_a_queue() {
    for on_busy in [OnBusy::Coalesce, OnBusy::Restart] {
        let (mut hooks, failed_at) = long_pause(on_busy);
        assert_eq!(hooks.step(failed_at, CAME), None);
        let closes_at = failed_at + ms(100);
        assert_eq!(hooks.deadline(), Some(closes_at));
        assert_eq!(hooks.step(closes_at, Event::Time), Some(2), "{on_busy:?}");
        // And it has its own attempts.
        assert_eq!(hooks.step(closes_at, FAILED), None);
        assert!(hooks.deadline().unwrap() - closes_at <= RETRY_FIRST);
    }
    let (mut hooks, failed_at) = long_pause(OnBusy::Queue);
    let retry_at = hooks.deadline().unwrap();
    hooks.step(failed_at, CAME);
    assert_eq!(hooks.deadline(), Some(retry_at));
    assert_eq!(hooks.step(failed_at + ms(100), Event::Time), None);
    assert_eq!(hooks.step(retry_at, Event::Time), Some(1));
    assert_eq!(hooks.step(retry_at, GOOD), Some(2));
}

proptest! {
    /// Whatever happens: no run beside another, none for what is done, each change is done in the end, and whoever
    /// steps at the deadlines never spins.
    #[test]
    fn everything_is_done_in_the_end(
        events in proptest::collection::vec((0_u64..400, 0_u8..8), 1..60),
        debounce in 0_u64..200,
        max_wait in 0_u64..400,
        on_busy in prop::sample::select(&[OnBusy::Queue, OnBusy::Coalesce, OnBusy::Restart]),
        seed: u64,
    ) {
        let mut hooks = seeded(debounce, max_wait, on_busy, seed);
        let (mut now, mut came, mut running) = (ms(0), 0, None);
        let begins = |hooks: &Hooks, running: &mut Option<u64>, begun: Option<u64>, came| {
            let Some(upto) = begun else { return Ok(()) };
            prop_assert!(running.is_none() && upto > hooks.done() && upto <= came);
            *running = Some(upto);
            Ok(())
        };
        for (span, what) in events {
            now += ms(span);
            let before = hooks.done();
            let event = match what {
                0..=2 => Event::Came { more: what == 2 },
                3 => Event::Time,
                4 => FAILED,
                5 => STOPPED,
                _ => GOOD,
            };
            came += u64::from(what <= 2);
            let was = if matches!(event, Event::Ended(_)) { running.take() } else { None };
            let begun = hooks.step(now, event);
            begins(&hooks, &mut running, begun, came)?;
            let done = if event == GOOD { was.unwrap_or(before) } else { before };
            prop_assert_eq!(hooks.done(), done);
            prop_assert_eq!(hooks.deadline().is_some(), running.is_none() && done < came);
            prop_assert!(hooks.stop_at().is_none() || (running.is_some() && on_busy == OnBusy::Restart));
        }
        let mut steps = 0;
        while hooks.done() < came {
            steps += 1;
            prop_assert!(steps <= 3 * came + 3);
            let begun = if running.take().is_some() {
                hooks.step(now, GOOD)
            } else {
                now = now.max(hooks.deadline().unwrap());
                let begun = hooks.step(now, Event::Time);
                prop_assert!(begun.is_some(), "a deadline at which nothing begins");
                begun
            };
            begins(&hooks, &mut running, begun, came)?;
        }
        prop_assert_eq!((hooks.deadline(), running), (None, None));
    }
}
