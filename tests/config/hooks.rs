//! When a hook runs: the machine under a simulated clock.

use std::time::Duration;

use gosys::config::watch::hooks::{End, Event, Hooks, OnBusy, Rules};
use proptest::prelude::*;
use rand::SeedableRng;
use rand::rngs::StdRng;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn hooks(debounce: u64, on_busy: OnBusy) -> Hooks {
    let rules = Rules { debounce: ms(debounce), max_wait: ms(10 * debounce), on_busy };
    Hooks::new(rules, StdRng::seed_from_u64(7))
}

const CAME: Event = Event::Came { more: false };
const MORE: Event = Event::Came { more: true };
const GOOD: Event = Event::Ended(End::Good);
const FAILED: Event = Event::Ended(End::Failed);

#[test]
fn each_change_has_a_run_of_its_own_in_order() {
    let mut hooks = hooks(0, OnBusy::Queue);
    assert_eq!(hooks.step(ms(0), CAME), Some(1));
    assert_eq!(hooks.step(ms(1), MORE), None);
    assert_eq!(hooks.step(ms(2), CAME), None);
    assert_eq!(hooks.stop_at(), None);
    assert_eq!(hooks.step(ms(3), GOOD), Some(2));
    assert_eq!(hooks.step(ms(4), GOOD), Some(3));
    assert_eq!(hooks.step(ms(5), GOOD), None);
    assert_eq!((hooks.done(), hooks.deadline()), (3, None));
}

#[test]
fn what_came_during_a_run_is_one_run() {
    let mut hooks = hooks(0, OnBusy::Coalesce);
    assert_eq!(hooks.step(ms(0), CAME), Some(1));
    for at in 1..10_000 {
        assert_eq!(hooks.step(ms(at), MORE), None);
    }
    assert_eq!(hooks.step(ms(10_000), CAME), None);
    assert_eq!(hooks.step(ms(10_001), GOOD), Some(10_001));
    assert_eq!(hooks.step(ms(10_002), GOOD), None);
    assert_eq!(hooks.done(), 10_001);
}

#[test]
fn what_is_known_to_be_on_its_way_is_waited_for_but_not_for_ever() {
    let mut hooks = hooks(0, OnBusy::Coalesce);
    assert_eq!(hooks.step(ms(0), MORE), None);
    assert_eq!(hooks.step(ms(1900), MORE), None);
    assert_eq!(hooks.deadline(), Some(ms(3900)));
    assert_eq!(hooks.step(ms(3900), Event::Time), Some(2));
}

#[test]
fn a_pause_between_changes_makes_them_two() {
    let mut hooks = hooks(100, OnBusy::Queue);
    assert_eq!(hooks.step(ms(0), CAME), None);
    assert_eq!(hooks.step(ms(90), CAME), None);
    assert_eq!(hooks.deadline(), Some(ms(190)));
    assert_eq!(hooks.step(ms(190), Event::Time), Some(2));
    assert_eq!(hooks.step(ms(250), CAME), None);
    assert_eq!(hooks.step(ms(300), GOOD), None);
    assert_eq!(hooks.step(ms(350), Event::Time), Some(3));
}

#[test]
fn changes_without_a_pause_wait_no_longer_than_they_may() {
    let mut hooks = hooks(100, OnBusy::Queue);
    let runs: Vec<(u64, u64)> = (0..50).filter_map(|n| Some((n * 50, hooks.step(ms(n * 50), CAME)?))).collect();
    assert_eq!(runs, [(1000, 20)], "ten times the debounce; the one of that moment is the next");
}

#[test]
fn something_newer_ends_a_run_where_that_is_asked_for() {
    let mut hooks = hooks(0, OnBusy::Restart);
    assert_eq!(hooks.step(ms(0), CAME), Some(1));
    assert_eq!(hooks.stop_at(), None);
    assert_eq!(hooks.step(ms(5), CAME), None);
    assert_eq!(hooks.stop_at(), Some(ms(5)));
    assert_eq!(hooks.step(ms(6), Event::Ended(End::Stopped)), Some(2));
    assert_eq!(hooks.done(), 0, "nothing was done yet");
    assert_eq!(hooks.step(ms(7), GOOD), None);
    assert_eq!(hooks.done(), 2);
}

#[test]
fn a_failure_is_tried_again_with_pauses_that_grow() {
    for seed in 0..50 {
        let rules = Rules { debounce: ms(0), max_wait: ms(0), on_busy: OnBusy::Queue };
        let mut hooks = Hooks::new(rules, StdRng::seed_from_u64(seed));
        let mut now = ms(0);
        assert_eq!(hooks.step(now, CAME), Some(1));
        for failures in 0..12 {
            let next = hooks.step(now, FAILED);
            if next.is_none() {
                let at = hooks.deadline().unwrap();
                assert!(at - now <= ms(500 * (1 << failures)).min(ms(30_000)), "{failures}: {:?}", at - now);
                now = at;
                assert_eq!(hooks.step(now, Event::Time), Some(1));
            }
        }
        assert_eq!(hooks.step(now, GOOD), None);
        assert_eq!((hooks.done(), hooks.deadline()), (1, None));
    }
}

#[test]
fn a_new_state_does_not_wait_for_the_old_ones_next_attempt() {
    let mut coalescing = hooks(0, OnBusy::Coalesce);
    coalescing.step(ms(0), CAME);
    assert_eq!(coalescing.step(ms(1), FAILED), None);
    assert_eq!(coalescing.step(ms(2), CAME), Some(2));
    let mut queueing = hooks(0, OnBusy::Queue);
    queueing.step(ms(0), CAME);
    assert_eq!(queueing.step(ms(1), FAILED), None);
    assert_eq!(queueing.step(ms(2), CAME), None);
    let at = queueing.deadline().unwrap();
    assert_eq!(queueing.step(at, Event::Time), Some(1), "each state until it has succeeded");
}

fn on_busy() -> impl Strategy<Value = OnBusy> {
    prop_oneof![Just(OnBusy::Queue), Just(OnBusy::Coalesce), Just(OnBusy::Restart)]
}

proptest! {
    /// Whatever comes, fails and is slow: every change is done in the end, runs go forward only, nothing is done that
    /// did not succeed, and a queue leaves nothing out.
    #[test]
    fn all_is_done_in_the_end(
        on_busy in on_busy(),
        debounce in 0u64..200,
        seed: u64,
        changes in prop::collection::vec((0u64..400, any::<bool>()), 1..40),
        runs in prop::collection::vec((0u64..600, 0u8..3), 40),
    ) {
        let rules = Rules { debounce: ms(debounce), max_wait: ms(10 * debounce), on_busy };
        let mut hooks = Hooks::new(rules, StdRng::seed_from_u64(seed));
        let all = changes.len() as u64;
        let mut now = ms(0);
        let mut pending: std::collections::VecDeque<(Duration, bool)> = changes
            .into_iter()
            .scan(ms(0), |at, (after, more)| { *at += ms(after); Some((*at, more)) })
            .collect();
        let mut runs = runs.into_iter();
        // Up to which change a run is under way, when it ends, and how.
        let mut running: Option<(u64, Duration, End)> = None;
        let (mut done, mut succeeded) = (0, Vec::new());
        for _ in 0..2000 {
            let ends = running.map(|(_, at, _)| hooks.stop_at().map_or(at, |stop| stop.max(now).min(at)));
            let next = [pending.front().map(|(at, _)| *at), ends, hooks.deadline()].into_iter().flatten().min();
            let Some(next) = next else { break };
            now = now.max(next);
            let started = if pending.front().is_some_and(|(at, _)| *at <= now) {
                let (_, more) = pending.pop_front().unwrap();
                hooks.step(now, Event::Came { more: more && !pending.is_empty() })
            } else if let Some((upto, at, end)) = running.filter(|_| ends.is_some_and(|at| at <= now)) {
                running = None;
                let end = if at <= now { end } else { End::Stopped };
                if end == End::Good {
                    succeeded.push(upto);
                }
                let started = hooks.step(now, Event::Ended(end));
                prop_assert_eq!(hooks.done(), succeeded.last().copied().unwrap_or(0));
                started
            } else {
                hooks.step(now, Event::Time)
            };
            if let Some(upto) = started {
                prop_assert!(running.is_none() && upto > done);
                done = succeeded.last().copied().unwrap_or(0);
                let (span, kind) = runs.next().unwrap_or((1, 0));
                let end = if kind == 0 { End::Good } else { End::Failed };
                running = Some((upto, now + ms(span), end));
            }
        }
        prop_assert_eq!(hooks.done(), all);
        prop_assert!(succeeded.is_sorted_by(|a, b| a < b));
        if on_busy == OnBusy::Queue && debounce == 0 {
            prop_assert_eq!(succeeded, (1..=all).collect::<Vec<_>>());
        }
    }
}
