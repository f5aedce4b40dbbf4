//! Leasing a window, step by step: every answer that a server can give, and what is to be done next.

use std::time::Duration;

use gosys::backend::local::register::Cell;
use gosys::id::layout::{Layout, Lowest};
use gosys::id::window::{Action, Event, Lease, Leasing, Record, Refusal, Situation, Stored, Wanted};

/// Sixteen nodes, eight cells a tick, a tick a millisecond.
const LAYOUT: Layout =
    Layout { time_bits: 40, node_bits: 4, sequence_bits: 3, epoch_ms: 0, tick_ms: 1, lowest: Lowest::Sequence };
/// The tick that is running.
const NOW: u64 = 1_000_000;
/// In ticks, and in the milliseconds of the lease.
const WINDOW: u64 = 800;
const OURS: &str = "ours";

const fn cell(tick: u64) -> u64 {
    tick << 3
}

fn lease(wanted: Wanted) -> Lease {
    let window = Duration::from_millis(WINDOW);
    let (lag, ahead) = (Duration::ZERO, Duration::ZERO);
    Lease { layout: LAYOUT, wanted, host: "here".to_owned(), window, lag, ahead }
}

/// A register that stands at the beginning of one tick and may go to that of another.
fn at(next: u64, limit: u64) -> Situation<'static> {
    Situation { tick: NOW, next: cell(next), limit: cell(limit), owner: OURS }
}

/// A register that was never used.
const NEW: Situation<'static> = Situation { tick: NOW, next: 0, limit: 0, owner: OURS };

fn record(from: u64, until: u64, owner: &str) -> Record {
    let host = if owner == OURS { "here" } else { "there" };
    Record { from, until, owner: owner.to_owned(), host: host.to_owned() }
}

fn stored(from: u64, until: u64, owner: &str) -> Stored {
    Stored { record: record(from, until, owner), text: "as it stands there".to_owned(), version: 7 }
}

fn write(node: u64, expected: Option<Stored>, from: u64, until: u64) -> Action {
    Action::Write { node, expected, record: record(from, until, OURS) }
}

fn raise(cell: Cell, tick: u64) -> Action {
    Action::Raise { cell, to: self::cell(tick) }
}

/// Whoever has just asked for the record of a node.
fn looking(lease: Lease, early: bool, now: Situation<'_>) -> Leasing {
    let mut leasing = Leasing::new(lease, early);
    let node = leasing.node();
    assert_eq!(leasing.step(Event::Begin, now), Action::Look(node));
    leasing
}

/// What comes of a record of node 5.
fn looked(lease: Lease, early: bool, found: Option<Stored>, now: Situation<'_>) -> (Leasing, Action) {
    let mut leasing = looking(lease, early, now);
    let action = leasing.step(Event::Looked(found), now);
    (leasing, action)
}

const NODE: Wanted = Wanted::Node(5);
const ANY: Wanted = Wanted::Any { preferred: 5 };

#[test]
fn a_node_that_nobody_has_leased_is_written_and_then_the_register() {
    for wanted in [NODE, ANY] {
        let (mut leasing, action) = looked(lease(wanted), false, None, NEW);
        assert_eq!(action, write(5, None, NOW, NOW + WINDOW));
        assert_eq!(leasing.node(), 5);
        // First where the window begins, then where it ends.
        assert_eq!(leasing.step(Event::Written(true), NEW), raise(Cell::Next, NOW));
        assert_eq!(leasing.step(Event::Raised, at(NOW, 0)), raise(Cell::Limit, NOW + WINDOW));
        assert_eq!(leasing.step(Event::Raised, at(NOW, NOW + WINDOW)), Action::Done);
        assert_eq!(leasing.node(), 5);
        // It is over, whatever comes.
        for event in [Event::Begin, Event::Raised, Event::Looked(None), Event::Written(false)] {
            assert_eq!(leasing.step(event, NEW), Action::Done);
        }
    }
}

#[test]
fn a_window_of_ours_that_is_known_is_not_leased_again() {
    let ours = || Some(stored(NOW - 10, NOW + 50, OURS));
    // Somebody of this host was faster.
    assert_eq!(looked(lease(NODE), false, ours(), at(NOW, NOW + 50)).1, Action::Done);
    // What the register says may be more than what the server has told.
    assert_eq!(looked(lease(NODE), false, ours(), at(NOW, NOW + 51)).1, Action::Done);
}

#[test]
fn a_window_of_ours_that_is_used_up_is_followed_by_the_next() {
    let ours = || stored(NOW - 10, NOW + 50, OURS);
    let next = || write(5, Some(ours()), NOW + 50, NOW + 50 + WINDOW);
    // No cell is left, though the time is not over.
    let (mut leasing, action) = looked(lease(NODE), false, Some(ours()), at(NOW + 50, NOW + 50));
    assert_eq!(action, next());
    // It goes on where the one before ends: only the limit moves.
    let now = at(NOW + 50, NOW + 50);
    assert_eq!(leasing.step(Event::Written(true), now), raise(Cell::Limit, NOW + 50 + WINDOW));
    assert_eq!(leasing.step(Event::Raised, at(NOW + 50, NOW + 50 + WINDOW)), Action::Done);
    // All cells are below the running tick, however many are left.
    let past = || stored(NOW - 90, NOW - 10, OURS);
    let (_, action) = looked(lease(NODE), false, Some(past()), at(NOW - 80, NOW - 10));
    assert_eq!(action, write(5, Some(past()), NOW, NOW + WINDOW));
    // One cell of the running tick is enough.
    let last = Situation { limit: cell(NOW) + 1, ..at(NOW, 0) };
    assert_eq!(looked(lease(NODE), false, Some(past()), last).1, Action::Done);
    assert_ne!(looked(lease(NODE), false, Some(past()), at(NOW, NOW)).1, Action::Done);
}

#[test]
fn a_window_of_ours_that_nobody_wrote_down_is_adopted() {
    let ours = || Some(stored(NOW - 10, NOW + 50, OURS));
    // Behind a gap, in which cells are somebody else's.
    for limit in [0, NOW - 700, NOW - 11] {
        let (mut leasing, action) = looked(lease(NODE), false, ours(), at(NOW - 800, limit));
        assert_eq!(action, raise(Cell::Next, NOW - 10), "{limit}");
        assert_eq!(leasing.step(Event::Raised, at(NOW - 10, limit)), raise(Cell::Limit, NOW + 50));
        assert_eq!(leasing.step(Event::Raised, at(NOW - 10, NOW + 50)), Action::Done);
    }
    // Without one, and where the two overlap.
    for limit in [NOW - 10, NOW - 9, NOW + 49] {
        let (mut leasing, action) = looked(lease(NODE), false, ours(), at(NOW - 800, limit));
        assert_eq!(action, raise(Cell::Limit, NOW + 50), "{limit}");
        assert_eq!(leasing.step(Event::Raised, at(NOW - 800, NOW + 50)), Action::Done);
    }
}

#[test]
fn an_adopted_window_that_is_over_is_followed_by_one_that_is_not() {
    let old = || stored(NOW - 500, NOW - 20, OURS);
    let (mut leasing, action) = looked(lease(NODE), false, Some(old()), at(NOW - 900, NOW - 600));
    assert_eq!(action, raise(Cell::Next, NOW - 500));
    assert_eq!(leasing.step(Event::Raised, at(NOW - 500, NOW - 600)), raise(Cell::Limit, NOW - 20));
    let known = at(NOW - 500, NOW - 20);
    assert_eq!(leasing.step(Event::Raised, known), Action::Look(5));
    assert_eq!(leasing.step(Event::Looked(Some(old())), known), write(5, Some(old()), NOW, NOW + WINDOW));
}

#[test]
fn somebody_elses_window_is_respected_until_its_last_tick() {
    let theirs = |until| stored(NOW - 10, until, "theirs");
    let held = |until| Action::Refused(Refusal::Held { node: 5, host: "there".to_owned(), until });
    for until in [NOW + 1, NOW + 50, u64::MAX] {
        assert_eq!(looked(lease(NODE), false, Some(theirs(until)), NEW).1, held(until));
        assert_eq!(looked(lease(ANY), false, Some(theirs(until)), NEW).1, Action::Look(6), "{until}");
    }
    // Cells of our own do not make it ours.
    assert_eq!(looked(lease(NODE), false, Some(theirs(NOW + 1)), at(NOW, NOW + 9)).1, held(NOW + 1));
    for until in [NOW, NOW - 1, 0] {
        for wanted in [NODE, ANY] {
            let (_, action) = looked(lease(wanted), false, Some(theirs(until)), NEW);
            assert_eq!(action, write(5, Some(theirs(until)), NOW, NOW + WINDOW), "{until}");
        }
    }
    // Given back: nobody has it, though its time is not over; what was leased is not leased again.
    let free = Stored { record: record(NOW, NOW, ""), text: String::new(), version: 8 };
    assert_eq!(looked(lease(NODE), false, Some(free.clone()), NEW).1, write(5, Some(free), NOW, NOW + WINDOW));
}

/// A refusal is no end: who waits for the node asks again.
#[test]
fn after_a_refusal_it_begins_anew() {
    let (mut leasing, action) = looked(lease(NODE), false, Some(stored(NOW, NOW + 2, "theirs")), NEW);
    assert!(matches!(action, Action::Refused(_)));
    let later = Situation { tick: NOW + 2, ..NEW };
    assert_eq!(leasing.step(Event::Begin, later), Action::Look(5));
    let again = stored(NOW, NOW + 2, "theirs");
    assert_eq!(
        leasing.step(Event::Looked(Some(again.clone())), later),
        write(5, Some(again), NOW + 2, NOW + 2 + WINDOW)
    );
}

/// Asks for any node from `preferred` on, all of them held, and gives the nodes that were looked at.
fn look_around(layout: Layout, preferred: u64) -> (Leasing, Vec<u64>) {
    let lease = Lease { layout, ..lease(Wanted::Any { preferred }) };
    let mut leasing = Leasing::new(lease, false);
    let (mut action, mut nodes) = (leasing.step(Event::Begin, NEW), Vec::new());
    while let Action::Look(node) = action {
        assert_eq!(leasing.node(), node);
        nodes.push(node);
        action = leasing.step(Event::Looked(Some(stored(NOW, NOW + 9, "theirs"))), NEW);
    }
    assert_eq!(action, Action::List);
    (leasing, nodes)
}

#[test]
fn eight_nodes_are_looked_at_before_all_are_listed() {
    assert_eq!(look_around(LAYOUT, 2).1, [2, 3, 4, 5, 6, 7, 8, 9]);
    assert_eq!(look_around(LAYOUT, 13).1, [13, 14, 15, 0, 1, 2, 3, 4]);
    // No node is looked at twice.
    assert_eq!(look_around(Layout { node_bits: 2, ..LAYOUT }, 3).1, [3, 0, 1, 2]);
    assert_eq!(look_around(Layout { node_bits: 0, ..LAYOUT }, 0).1, [0]);
}

#[test]
fn the_first_free_node_of_the_list_is_the_next_from_the_preferred_one_on() {
    let held = |nodes: &[u64]| nodes.iter().map(|node| (*node, stored(NOW, NOW + 9, "theirs"))).collect::<Vec<_>>();
    let (mut leasing, _) = look_around(LAYOUT, 13);
    assert_eq!(leasing.node(), 13);
    // In no order; one that is over is free, and one that is not in the list was never leased.
    let mut all = held(&[3, 13, 15, 0, 1, 2, 14]);
    all.push((4, stored(NOW - 20, NOW, "theirs")));
    assert_eq!(leasing.step(Event::Listed(all), NEW), Action::Look(4));
    assert_eq!(leasing.node(), 4);
    // Taken by another in between: the list is asked for again, not node after node.
    let theirs = Some(stored(NOW, NOW + 9, "theirs"));
    assert_eq!(leasing.step(Event::Looked(theirs), NEW), Action::List);
    assert_eq!(leasing.step(Event::Listed(held(&[13, 14, 15, 0, 1, 2, 3, 4])), NEW), Action::Look(5));
    assert_eq!(leasing.step(Event::Looked(None), NEW), write(5, None, NOW, NOW + WINDOW));
    // An empty list leaves the preferred one.
    assert_eq!(look_around(LAYOUT, 13).0.step(Event::Listed(vec![]), NEW), Action::Look(13));
}

#[test]
fn when_all_are_held_the_earliest_end_is_told() {
    let (mut leasing, _) = look_around(LAYOUT, 13);
    let all: Vec<_> = (0..16).map(|node| (node, stored(NOW, NOW + 100 - node, "theirs"))).collect();
    let until = NOW + 85;
    assert_eq!(leasing.step(Event::Listed(all.clone()), NEW), Action::Refused(Refusal::NoneFree { until }));
    // And when that is over there is one.
    let later = Situation { tick: until, ..NEW };
    let (mut leasing, _) = look_around(LAYOUT, 13);
    assert_eq!(leasing.step(Event::Listed(all), later), Action::Look(15));
}

#[test]
fn who_loses_the_race_to_write_looks_again() {
    let (mut leasing, _) = looked(lease(NODE), false, None, NEW);
    assert_eq!(leasing.step(Event::Written(false), NEW), Action::Look(5));
    // It was another process of this host, which has not written it down yet: two may do that.
    let ours = Some(stored(NOW, NOW + WINDOW, OURS));
    assert_eq!(leasing.step(Event::Looked(ours), NEW), raise(Cell::Next, NOW));
    // It was another host.
    let (mut leasing, _) = looked(lease(ANY), false, None, NEW);
    assert_eq!(leasing.step(Event::Written(false), NEW), Action::Look(5));
    let theirs = Some(stored(NOW, NOW + WINDOW, "theirs"));
    assert_eq!(leasing.step(Event::Looked(theirs), NEW), Action::Look(6));
}

#[test]
fn a_window_is_lengthened_early_when_an_eighth_of_it_is_left() {
    let reserve = WINDOW / 8;
    for (left, early, is_done) in [
        (reserve + 1, true, true),
        // The reserve is for whole ticks that are yet to come.
        (reserve, true, false),
        (1, true, false),
        (reserve, false, true),
        (1, false, true),
        (0, false, false),
    ] {
        let ours = stored(NOW - 10, NOW + left, OURS);
        let (_, action) = looked(lease(NODE), early, Some(ours.clone()), at(NOW, NOW + left));
        // What is left stays ours: the next window begins behind it.
        let next = write(5, Some(ours), NOW + left, NOW + left + WINDOW);
        assert_eq!(action, if is_done { Action::Done } else { next }, "{left} {early}");
    }
}

#[test]
fn old_ticks_are_leased_for_a_lag_and_coming_ones_for_an_ahead() {
    let lease = |lag, ahead| {
        let [lag, ahead] = [lag, ahead].map(Duration::from_millis);
        Lease { lag, ahead, ..lease(NODE) }
    };
    let of = |lag, ahead, found| looked(lease(lag, ahead), false, found, NEW).1;
    assert_eq!(of(300, 0, None), write(5, None, NOW - 300, NOW + WINDOW));
    assert_eq!(of(0, 300, None), write(5, None, NOW, NOW + 300 + WINDOW));
    assert_eq!(of(300, 200, None), write(5, None, NOW - 300, NOW + 200 + WINDOW));
    // Before the epoch there is nothing to be leased.
    assert_eq!(of(NOW + 300, 0, None), write(5, None, 0, NOW + WINDOW));
    // What somebody has leased before is his for ever, however old it may be.
    let old = || stored(0, NOW - 100, "theirs");
    assert_eq!(of(300, 0, Some(old())), write(5, Some(old()), NOW - 100, NOW + WINDOW));
    // A window of ours that reaches beyond what is wanted ahead is followed by a whole one all the same.
    let far = || stored(NOW, NOW + 500, OURS);
    let (_, action) = looked(lease(0, 300), false, Some(far()), at(NOW + 500, NOW + 500));
    assert_eq!(action, write(5, Some(far()), NOW + 500, NOW + 500 + WINDOW));
}

#[test]
fn a_window_has_whole_ticks_and_at_least_one() {
    let layout = Layout { tick_ms: 1000, ..LAYOUT };
    for (window, ticks) in [(1, 1), (999, 1), (1000, 1), (1001, 2), (10_000, 10)] {
        let lease = Lease { layout, window: Duration::from_millis(window), ..lease(NODE) };
        assert_eq!(looked(lease, false, None, NEW).1, write(5, None, NOW, NOW + ticks), "{window}ms");
    }
    // A part of a millisecond is none, and a window of none would be leased for ever.
    let lease = |window, lag| Lease { layout, window, lag, ..lease(NODE) };
    assert_eq!(
        looked(lease(Duration::from_nanos(1), Duration::ZERO), false, None, NEW).1,
        write(5, None, NOW, NOW + 1)
    );
    let lag = Duration::from_millis(1);
    assert_eq!(looked(lease(Duration::from_secs(1), lag), false, None, NEW).1, write(5, None, NOW - 1, NOW + 1));
    let all = Lease { window: Duration::MAX, ahead: Duration::MAX, ..lease(Duration::ZERO, Duration::MAX) };
    assert_eq!(looked(all, false, None, NEW).1, write(5, None, 0, 1 << 40));
}

#[test]
fn no_window_goes_beyond_the_end_of_the_layout() {
    let end = LAYOUT.end_tick();
    let late = |tick| Situation { tick, ..NEW };
    assert_eq!(looked(lease(NODE), false, None, late(end - 5)).1, write(5, None, end - 5, end));
    assert_eq!(looked(lease(NODE), false, None, late(end - 1)).1, write(5, None, end - 1, end));
    let ended = Action::Refused(Refusal::Ended { node: 5 });
    assert_eq!(looked(lease(NODE), false, None, late(end)).1, ended);
    // Somebody with a clock far ahead has used it all up, and is gone.
    let ours = stored(NOW, end, OURS);
    assert_eq!(looked(lease(NODE), false, Some(ours), at(end, end)).1, ended);
    let last = stored(NOW, end - 1, OURS);
    assert_eq!(
        looked(lease(NODE), false, Some(last.clone()), at(end - 1, end - 1)).1,
        write(5, Some(last), end - 1, end)
    );
}

/// The reply to a request that was given up may come after the next question.
#[test]
fn an_answer_that_does_not_fit_the_question_is_asked_for_again() {
    let theirs = || stored(NOW, NOW + 9, "theirs");
    for event in [Event::Begin, Event::Written(true), Event::Raised, Event::Listed(vec![])] {
        let mut leasing = looking(lease(ANY), false, NEW);
        assert_eq!(leasing.step(Event::Looked(Some(theirs())), NEW), Action::Look(6));
        assert_eq!(leasing.step(event.clone(), NEW), Action::Look(5), "{event:?}");
        assert_eq!(leasing.node(), 5);
    }
    for event in [Event::Begin, Event::Raised, Event::Looked(None), Event::Listed(vec![])] {
        let (mut leasing, action) = looked(lease(NODE), false, None, NEW);
        assert!(matches!(action, Action::Write { .. }));
        assert_eq!(leasing.step(event.clone(), NEW), Action::Look(5), "{event:?}");
    }
    for event in [Event::Begin, Event::Raised, Event::Looked(None), Event::Written(true)] {
        let (mut leasing, _) = look_around(LAYOUT, 5);
        assert_eq!(leasing.step(event.clone(), NEW), Action::Look(5), "{event:?}");
    }
    // Nothing is taken for raised that was not.
    for event in [Event::Begin, Event::Looked(None), Event::Written(true), Event::Listed(vec![])] {
        let (mut leasing, _) = looked(lease(NODE), false, None, NEW);
        assert_eq!(leasing.step(Event::Written(true), NEW), raise(Cell::Next, NOW));
        let mut later = leasing.clone();
        assert_eq!(leasing.step(event.clone(), NEW), Action::Look(5), "{event:?}");
        assert_eq!(later.step(Event::Raised, at(NOW, 0)), raise(Cell::Limit, NOW + WINDOW));
        assert_eq!(later.step(event.clone(), at(NOW, 0)), Action::Look(5), "{event:?}");
    }
}

/// The record carries the mark of the register that the step is told of, and this machine's name.
#[test]
fn a_record_says_whose_it_is() {
    let now = Situation { owner: "somebody", ..NEW };
    let lease = Lease { host: "db7".to_owned(), ..lease(NODE) };
    let (_, action) = looked(lease, false, None, now);
    let Action::Write { record: Record { owner, host, .. }, .. } = action else { panic!("{action:?}") };
    assert_eq!((&*owner, &*host), ("somebody", "db7"));
}

/// People read the records, and other versions of gosys do: the names stay as they are.
#[test]
fn the_names_in_a_record_stay() {
    let text = r#"{"from":1,"until":2,"owner":"ours","host":"here"}"#;
    assert_eq!(gosys::id::record::text(&record(1, 2, OURS)).unwrap(), text);
    // A later version may add to them.
    let more = r#"{"from":1,"until":2,"owner":"ours","host":"here","since":3}"#;
    let read = gosys::id::record::read("etcd h", "/k/5", more.as_bytes(), 9).unwrap();
    assert_eq!(read, Stored { record: record(1, 2, OURS), text: more.to_owned(), version: 9 });
}
