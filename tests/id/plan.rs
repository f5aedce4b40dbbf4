//! When a cell may be used: what is decided for one state of the register and the clock, number by number.

use std::time::Duration;

use gosys::backend::local::register::{Decision, Plan, Seen};
use gosys::base::clock::Reading;
use gosys::id::layout::{Layout, Lowest};
use gosys::id::plan::{IdPlan, Limits, Refusal};

/// Eight cells in a tick of ten milliseconds, from 2020-09-13T12:26:40Z on.
const LAYOUT: Layout = Layout {
    time_bits: 40,
    node_bits: 4,
    sequence_bits: 3,
    epoch_ms: 1_600_000_000_000,
    tick_ms: 10,
    lowest: Lowest::Sequence,
};
/// The tick that is running at [`NOW`], which is in the middle of it.
const TICK: u64 = 1_000_000;
const NOW: Reading = Reading { wall_us: LAYOUT.epoch_ms * 1000 + TICK * 10_000 + 4_000, boot_us: 5_000_000_000 };
/// What the register holds once the clock has been compared.
const OFFSET: u64 = NOW.wall_us - NOW.boot_us;
const HOUR: Duration = Duration::from_secs(3600);

const fn cell(tick: u64) -> u64 {
    tick << 3
}

/// A register that the clock has overtaken.
fn seen(next: u64) -> Seen {
    Seen { next, limit: 0, offset: OFFSET, anchor: 0 }
}

fn limits() -> Limits {
    Limits { max_jump: HOUR, ..Limits::default() }
}

/// A call that began at [`NOW`] and wants all it can get.
fn plan(limits: Limits) -> IdPlan {
    IdPlan { wanted: 1 << 40, ..IdPlan::new(&LAYOUT, limits, NOW.wall_us) }
}

/// The clock, set by `us`; the time since the machine's start goes on as before.
fn set(us: i64) -> Reading {
    Reading { wall_us: NOW.wall_us.checked_add_signed(us).unwrap(), ..NOW }
}

#[test]
fn the_running_tick_is_used_whole_and_nothing_older() {
    let plan = plan(limits());
    let end = cell(TICK + 1);
    for (next, start) in [(0, cell(TICK)), (cell(TICK - 1), cell(TICK)), (cell(TICK), cell(TICK)), (end - 1, end - 1)] {
        assert_eq!(plan.decide(seen(next), &NOW), Decision::Take(start..end), "{next}");
    }
}

#[test]
fn no_more_is_taken_than_is_wanted() {
    for wanted in [1, 7, 8] {
        let plan = IdPlan { wanted, ..plan(limits()) };
        assert_eq!(plan.decide(seen(0), &NOW), Decision::Take(cell(TICK)..cell(TICK) + wanted));
    }
    let plan = IdPlan { wanted: 2, ..plan(limits()) };
    assert_eq!(plan.decide(seen(cell(TICK + 1) - 1), &NOW), Decision::Take(cell(TICK + 1) - 1..cell(TICK + 1)));
    let all = IdPlan { wanted: u64::MAX, ..plan };
    assert_eq!(all.decide(seen(0), &NOW), Decision::Take(cell(TICK)..cell(TICK + 1)));
}

#[test]
fn ticks_that_went_by_during_the_call_are_used() {
    let plan = plan(limits());
    assert_eq!(plan.decide(seen(0), &Reading { wall_us: NOW.wall_us + 50_000, boot_us: NOW.boot_us + 50_000 }), {
        Decision::Take(cell(TICK)..cell(TICK + 6))
    });
}

#[test]
fn a_lag_moves_the_beginning_and_an_ahead_the_end() {
    let [lag, ahead] = [Duration::from_millis(300), Duration::from_millis(200)];
    let of = |lag, ahead, next| plan(Limits { lag, ahead, ..limits() }).decide(seen(next), &NOW);
    let zero = Duration::ZERO;
    assert_eq!(of(lag, zero, 0), Decision::Take(cell(TICK - 30)..cell(TICK + 1)));
    assert_eq!(of(zero, ahead, 0), Decision::Take(cell(TICK)..cell(TICK + 21)));
    assert_eq!(of(lag, ahead, 0), Decision::Take(cell(TICK - 30)..cell(TICK + 21)));
    // What is used is used.
    assert_eq!(of(lag, zero, cell(TICK - 3) + 5), Decision::Take(cell(TICK - 3) + 5..cell(TICK + 1)));
    assert_eq!(of(zero, ahead, cell(TICK + 20)), Decision::Take(cell(TICK + 20)..cell(TICK + 21)));
    // A part of a tick is none, in both directions: 4 ms of this one are over.
    let of_us = |lag, ahead| of(Duration::from_micros(lag), Duration::from_micros(ahead), 0);
    assert_eq!(of_us(4_000, 9_999), Decision::Take(cell(TICK)..cell(TICK + 1)));
    assert_eq!(of_us(4_001, 10_000), Decision::Take(cell(TICK - 1)..cell(TICK + 2)));
    // Longer than there has been time.
    assert_eq!(of(Duration::MAX, zero, 0), Decision::Take(0..cell(TICK + 1)));
}

/// Beyond what is allowed ahead it waits for that tick to come within reach, and does not anchor.
#[test]
fn what_is_ahead_is_waited_for() {
    let until = |tick: u64| Decision::Wait(Duration::from_micros(tick * 10_000 - 4_000));
    // Of the next tick, 6 ms are left to wait; of the one behind it, 16.
    assert_eq!(plan(limits()).decide(seen(cell(TICK + 1)), &NOW), until(1));
    assert_eq!(plan(limits()).decide(seen(cell(TICK + 2) - 1), &NOW), until(1));
    assert_eq!(plan(limits()).decide(seen(cell(TICK + 2)), &NOW), until(2));
    // One more than that is a clock that is behind.
    assert!(matches!(plan(limits()).decide(seen(cell(TICK + 3)), &NOW), Decision::Anchor(_)));
    let ahead = Limits { ahead: Duration::from_millis(200), ..limits() };
    assert_eq!(plan(ahead).decide(seen(cell(TICK + 21)), &NOW), until(21));
    assert!(matches!(plan(ahead).decide(seen(cell(TICK + 23)), &NOW), Decision::Anchor(_)));
}

#[test]
fn how_far_behind_is_said_only_where_it_matters() {
    let plan = plan(limits());
    // The register may be a tick and ten milliseconds ahead.
    for (next, ahead_us) in [(cell(TICK), None), (cell(TICK + 1), None), (cell(TICK + 2) + 7, None)] {
        assert_eq!(plan.behind(next, NOW.wall_us), ahead_us, "{next}");
    }
    assert_eq!(plan.behind(cell(TICK + 3), NOW.wall_us), Some(Duration::from_micros(26_000)));
    let begins = LAYOUT.begins_us(TICK);
    assert_eq!(plan.behind(cell(TICK), begins - 20_000), None);
    assert_eq!(plan.behind(cell(TICK), begins - 20_001), Some(Duration::from_micros(20_001)));
    let ahead = IdPlan::new(&LAYOUT, Limits { ahead: HOUR, ..limits() }, NOW.wall_us);
    assert_eq!(ahead.behind(cell(TICK), begins - 20_000 - 3_600_000_000), None);
    assert_eq!(ahead.behind(cell(TICK), begins - 20_001 - 3_600_000_000), Some(Duration::from_micros(3_600_020_001)));
}

#[test]
fn the_difference_of_the_clocks_is_written_down_when_it_is_new() {
    let of = |offset, now: Reading| plan(limits()).decide(Seen { offset, ..seen(0) }, &now);
    let take = |now: Reading| of(now.wall_us - now.boot_us, now);
    // None is known: the first id, and the first after a start of the machine.
    assert_eq!(of(0, NOW), Decision::Offset(OFFSET));
    // A clock that is slewed is followed; that costs nothing as long as it is less than a second away.
    for us in [0, 1, 1_000_000] {
        assert_eq!(of(OFFSET - us, NOW), take(NOW), "{us}");
        assert_eq!(of(OFFSET + us, NOW), take(NOW), "{us}");
    }
    assert_eq!(of(OFFSET - 1_000_001, NOW), Decision::Offset(OFFSET));
    assert_eq!(of(OFFSET + 1_000_001, NOW), Decision::Offset(OFFSET));
    // A machine that is up since 1970 has no difference, which must not be taken for one that is not known.
    let old = Reading { boot_us: NOW.wall_us, ..NOW };
    assert!(matches!(of(0, old), Decision::Take(_)));
}

#[test]
fn a_clock_that_has_jumped_ahead_by_more_than_is_allowed_is_refused() {
    let of = |by: i64| plan(limits()).decide(seen(0), &set(by));
    let hour = 3_600_000_000;
    assert_eq!(of(hour), Decision::Offset(OFFSET + 3_600_000_000));
    let by = HOUR + Duration::from_micros(1);
    assert_eq!(of(hour + 1), Decision::Refuse(Refusal::ClockAhead { by }));
    // Not where there is nothing to compare it with.
    let unknown = Seen { offset: 0, ..seen(0) };
    assert_eq!(plan(limits()).decide(unknown, &set(hour + 1)), Decision::Offset(OFFSET + 3_600_000_001));
    // Nor where the time has gone by since.
    let later = Reading { wall_us: NOW.wall_us + 9 * 3_600_000_000, boot_us: NOW.boot_us + 9 * 3_600_000_000 };
    assert!(matches!(plan(limits()).decide(seen(0), &later), Decision::Take(_)));
    // It is looked at before an anchor is forgotten.
    let anchored = Seen { anchor: 7, ..seen(0) };
    assert_eq!(plan(limits()).decide(anchored, &set(hour + 1)), Decision::Refuse(Refusal::ClockAhead { by }));
}

/// A register that stands an hour ahead, or a clock that was set back.
#[test]
fn a_clock_that_is_behind_by_more_than_is_allowed_is_refused() {
    let begins = LAYOUT.begins_us(TICK);
    let at = |wall_us| Reading { wall_us, ..NOW };
    let plan = plan(limits());
    let of = |wall_us| plan.decide(seen(cell(TICK)), &at(wall_us));
    let hour = 3_600_000_000;
    assert!(matches!(of(begins - hour), Decision::Anchor(_)));
    let by = HOUR + Duration::from_micros(1);
    assert_eq!(of(begins - hour - 1), Decision::Refuse(Refusal::ClockBehind { by }));
    // Before the epoch too, where there is a register to go on from.
    assert!(matches!(of(0), Decision::Refuse(Refusal::ClockBehind { .. })));
}

#[test]
fn behind_an_anchor_ids_go_on_at_the_pace_of_the_machine() {
    let behind = set(-600_000_000);
    let plan = IdPlan { wanted: 1 << 40, ..IdPlan::new(&LAYOUT, limits(), behind.wall_us) };
    let of = |next, anchor| plan.decide(Seen { anchor, ..seen(next) }, &behind);
    // The anchor is the wall clock that there would be, less the time since the machine's start.
    let anchor = LAYOUT.begins_us(TICK) - behind.boot_us;
    assert_eq!(of(cell(TICK), 0), Decision::Anchor(anchor));
    assert_eq!(of(cell(TICK) + 3, 0), Decision::Anchor(anchor));
    // By it the tick is running now.
    assert_eq!(of(cell(TICK), anchor), Decision::Take(cell(TICK)..cell(TICK + 1)));
    assert_eq!(of(cell(TICK) + 3, anchor), Decision::Take(cell(TICK) + 3..cell(TICK + 1)));
    // The one behind it is waited for, and of any further the anchor is out of date.
    assert_eq!(of(cell(TICK + 1), anchor), Decision::Wait(Duration::from_millis(10)));
    assert_eq!(of(cell(TICK + 1), anchor + 3_000), Decision::Wait(Duration::from_millis(7)));
    assert_eq!(of(cell(TICK + 2), anchor), Decision::Anchor(anchor + 20_000));
    // Ticks that went by unused may be used.
    assert_eq!(of(cell(TICK), anchor + 50_000), Decision::Take(cell(TICK)..cell(TICK + 6)));
    // What it held of another time is no matter: only how the clocks differ now is.
    let unknown = Seen { offset: 0, anchor, ..seen(cell(TICK)) };
    assert_eq!(plan.decide(unknown, &behind), Decision::Take(cell(TICK)..cell(TICK + 1)));
}

#[test]
fn an_anchor_is_forgotten_when_the_clock_leads_again() {
    let anchored = Seen { anchor: 7, ..seen(0) };
    assert_eq!(plan(limits()).decide(anchored, &NOW), Decision::Anchor(0));
    // One thing at a time.
    assert_eq!(plan(limits()).decide(Seen { offset: 0, ..anchored }, &NOW), Decision::Offset(OFFSET));
}

#[test]
fn a_lease_ends_in_the_middle_of_a_tick_as_well() {
    let plan = IdPlan { leased: true, ..plan(limits()) };
    let of = |next, limit| plan.decide(Seen { limit, ..seen(next) }, &NOW);
    let (begin, end) = (cell(TICK), cell(TICK + 1));
    assert_eq!(of(0, begin + 3), Decision::Take(begin..begin + 3));
    assert_eq!(of(begin + 2, begin + 3), Decision::Take(begin + 2..begin + 3));
    assert_eq!(of(0, end), Decision::Take(begin..end));
    assert_eq!(of(0, end + 1), Decision::Take(begin..end));
    for (next, limit) in [(0, 0), (0, begin), (begin + 3, begin + 3), (begin + 4, begin + 3)] {
        assert_eq!(of(next, limit), Decision::Refuse(Refusal::WindowUsed), "{next} {limit}");
    }
    // A register of this host alone has no limit, whatever the cell holds.
    let own = IdPlan { leased: false, ..plan.clone() };
    assert_eq!(own.decide(Seen { limit: begin + 1, ..seen(0) }, &NOW), Decision::Take(begin..end));
}

/// What has not begun is not refused for want of a window: it is waited for first, so that nothing is leased too early.
#[test]
fn a_lease_that_the_clock_has_not_reached_is_waited_for() {
    let plan = IdPlan { leased: true, ..plan(limits()) };
    let next = cell(TICK + 1);
    let full = Seen { limit: next, ..seen(next) };
    assert_eq!(plan.decide(full, &NOW), Decision::Wait(Duration::from_millis(6)));
    let behind = set(-600_000_000);
    let anchor = LAYOUT.begins_us(TICK + 1) - behind.boot_us;
    assert_eq!(plan.decide(Seen { anchor, ..full }, &behind), Decision::Refuse(Refusal::WindowUsed));
}

#[test]
fn the_end_of_the_layout_and_the_clock_before_its_beginning() {
    let end = LAYOUT.end_tick();
    let at = |tick| Reading { wall_us: LAYOUT.begins_us(tick), ..NOW };
    let of = |next, now: Reading| {
        let seen = Seen { offset: now.wall_us.saturating_sub(now.boot_us), ..seen(next) };
        IdPlan { wanted: 1 << 40, ..IdPlan::new(&LAYOUT, limits(), now.wall_us) }.decide(seen, &now)
    };
    assert_eq!(of(0, at(end - 1)), Decision::Take(cell(end - 1)..cell(end)));
    assert_eq!(of(cell(end) - 1, at(end - 1)), Decision::Take(cell(end) - 1..cell(end)));
    // With the clock behind the end it is the register that is at fault, else the time.
    for next in [cell(end), u64::MAX] {
        assert_eq!(of(next, at(end - 1)), Decision::Refuse(Refusal::RegisterEnded));
        assert_eq!(of(next, at(end)), Decision::Refuse(Refusal::LayoutEnded));
    }
    assert_eq!(of(0, at(end)), Decision::Refuse(Refusal::LayoutEnded));
    // Ahead of the clock is not ahead of the layout.
    let ahead = Limits { ahead: HOUR, ..limits() };
    let now = at(end - 2);
    let plan = IdPlan { wanted: 1 << 40, ..IdPlan::new(&LAYOUT, ahead, now.wall_us) };
    let known = Seen { offset: now.wall_us - now.boot_us, ..seen(0) };
    assert_eq!(plan.decide(known, &now), Decision::Take(cell(end - 2)..cell(end)));
    // Before the epoch, a new register has nothing to go on from.
    let early = Reading { wall_us: LAYOUT.epoch_ms * 1000 - 30_000, ..NOW };
    assert_eq!(of(0, early), Decision::Refuse(Refusal::BeforeEpoch));
    assert!(matches!(of(1, early), Decision::Anchor(_)));
    // So little before it is not worth a refusal.
    let soon = Reading { wall_us: LAYOUT.epoch_ms * 1000 - 1, ..NOW };
    assert_eq!(of(0, soon), Decision::Wait(Duration::from_micros(1)));
}

#[test]
fn ten_seconds_are_written_to_disk_at_a_time() {
    assert_eq!(plan(limits()).headroom(), 1000 * 8);
    let slow = Layout { tick_ms: 60_000, ..LAYOUT };
    assert_eq!(IdPlan::new(&slow, limits(), NOW.wall_us).headroom(), 0);
    assert!(plan(limits()).is_durable());
    assert!(!plan(Limits { durable: false, ..limits() }).is_durable());
}

#[test]
fn what_is_allowed_where_nothing_is_said() {
    let Limits { lag, ahead, max_jump, durable } = Limits::default();
    assert_eq!((lag, ahead, max_jump, durable), (Duration::ZERO, Duration::ZERO, 24 * HOUR, true));
}
