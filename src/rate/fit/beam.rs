//! Models that count: all that may be the case is followed at once, each as a count and a range for the next edge.

use super::Model;
use super::seen::{Seen, View};

const EPSILON: f64 = 1e-9;
/// Beyond, two possibilities that differ little are taken for one.
const MOST: usize = 256;
/// Possibilities that are kept when none of them has explained what came.
const FORCED: usize = 4;

/// What may be the case.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Belief {
    /// The next edge is after the first and at the second at the latest.
    low: f64,
    high: f64,
    /// In this window, or tokens that are left.
    count: i64,
    /// In the window before.
    last: i64,
    /// When the penalty is over.
    until: (f64, f64),
    /// Of the windows that count, this one first, how many began before anybody looked.
    unseen: i64,
}

impl Belief {
    /// Of what was used up before, the first denial says how much it was.
    fn told(&self, is_denied: bool, count: i64) -> Self {
        if self.unseen > 0 && is_denied { Self { count, unseen: 0, ..*self } } else { *self }
    }
}

/// How many decisions the model does not explain; counted no further than `most`.
pub fn count(view: &View, model: &Model, most: usize) -> usize {
    let Some(first) = view.seen.first() else { return 0 };
    let (mut beliefs, mut next) = (begin(model, first, view.is_fresh), Vec::new());
    // As it was before the last one: those that overlap may have come in the other order.
    let mut before = Vec::new();
    let mut wrong = view.late;
    for seen in &view.seen {
        for belief in &beliefs {
            follow(model, belief, seen, &mut next);
        }
        if next.is_empty() {
            let mut other = Vec::new();
            before.iter().for_each(|belief| follow(model, belief, seen, &mut other));
            if seen.denied && !other.is_empty() {
                continue;
            }
            wrong += 1;
            if wrong > most {
                break;
            }
            // One of them is wrong anyway, so not all need be followed any more.
            next.extend(beliefs.iter().take(FORCED).map(|belief| forced(model, belief, seen)));
        }
        before.clear();
        if seen.overlaps {
            before.extend_from_slice(&beliefs);
        }
        std::mem::swap(&mut beliefs, &mut next);
        next.clear();
        thin(&mut beliefs);
    }
    wrong
}

/// All that may be the case before the first one comes.
fn begin(model: &Model, first: &Seen, is_fresh: bool) -> Vec<Belief> {
    let fresh = fresh(model, first);
    if is_fresh {
        return vec![fresh];
    }
    match *model {
        Model::Counter { .. } => vec![Belief { unseen: 2, ..fresh }],
        Model::Window { from_first: false, .. } => vec![Belief { unseen: 1, ..fresh }],
        // What is left in it is left however many lumps come.
        Model::Lumps { .. } => vec![Belief { unseen: i64::MAX, ..fresh }],
        Model::Window { window, .. } | Model::Penalty { window, .. } => {
            let begun = Belief { low: first.from, high: first.to + window, unseen: 1, ..fresh };
            let penalty = if let Model::Penalty { penalty, .. } = *model { penalty } else { 0.0 };
            let caught = Belief { until: (first.from, first.to + penalty), ..fresh };
            [fresh, begun].into_iter().chain((penalty > 0.0).then_some(caught)).collect()
        }
        _ => vec![fresh],
    }
}

fn fresh(model: &Model, first: &Seen) -> Belief {
    let never = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    let fresh = Belief { low: first.from, high: first.to, count: 0, last: 0, until: never, unseen: 0 };
    match *model {
        Model::Window { window, from_first: false, .. } | Model::Counter { window, .. } => {
            Belief { high: first.to + window, ..fresh }
        }
        Model::Seconds { .. } => Belief { high: first.to + 1.0, ..fresh },
        Model::Lumps { window, burst, .. } => Belief { high: first.to + window, count: burst, ..fresh },
        _ => Belief { low: f64::NEG_INFINITY, high: f64::NEG_INFINITY, ..fresh },
    }
}

/// All that may be the case after one more, if this was the case before.
fn follow(model: &Model, belief: &Belief, seen: &Seen, next: &mut Vec<Belief>) {
    match *model {
        Model::Window { limit, window, from_first: true } => first_window(belief, seen, limit, window, next),
        Model::Penalty { limit, window, penalty, is_prolonged } => {
            let times = (window, penalty);
            penalised(belief, seen, limit, times, is_prolonged, next);
        }
        Model::Seconds { limit, penalty } => edges(belief, seen, 1.0, |belief, passed| {
            let count = if passed > 0 { 0 } else { belief.count };
            // The second in which it came is the first of them.
            let more = (penalty - 1) as f64;
            let caught = (belief.low + more, belief.high + more);
            if seen.denied && seen.from < belief.until.1 {
                next.push(Belief { count, until: caught, ..belief });
            }
            if seen.to >= belief.until.0 && seen.denied == (count >= limit) {
                let until = if seen.denied { caught } else { (f64::NEG_INFINITY, f64::NEG_INFINITY) };
                next.push(Belief { count: count + i64::from(!seen.denied), until, ..belief });
            }
        }),
        Model::Window { limit, window, .. } => edges(belief, seen, window, |belief, passed| {
            let belief = belief.told(seen.denied, limit);
            let count = if passed > 0 { 0 } else { belief.count };
            if seen.denied != (count >= limit) {
                return;
            }
            next.push(Belief { count: count + i64::from(!seen.denied), ..belief });
        }),
        Model::Lumps { limit, window, burst } => edges(belief, seen, window, |belief, passed| {
            let belief = belief.told(seen.denied, 0);
            let tokens = belief.count.saturating_add(passed.saturating_mul(limit)).min(burst);
            if seen.denied != (tokens < 1) {
                return;
            }
            next.push(Belief { count: tokens - i64::from(!seen.denied), ..belief });
        }),
        Model::Counter { limit, window, counts_denied, is_whole } => {
            let begin = next.len();
            edges(belief, seen, window, |belief, passed| {
                let (last, count) = match passed {
                    0 => (belief.last, belief.count),
                    1 => (belief.count, 0),
                    _ => (0, 0),
                };
                let shifted = Belief { last, count, ..belief };
                if belief.unseen > 0 {
                    // Whatever it was, it explains who is denied.
                    let count = count + i64::from(!seen.denied || counts_denied);
                    next.extend((seen.denied || count <= limit).then_some(Belief { count, ..shifted }));
                    return;
                }
                next.extend(counted(shifted, seen, (limit, window), counts_denied, is_whole));
            });
            // Once nothing counts any more some begin a new window with whoever comes next.
            if !seen.denied && next[begin..].iter().any(|after| (after.last, after.count) == (0, 1)) {
                next.push(Belief {
                    low: seen.from + window,
                    high: seen.to + window,
                    last: 0,
                    count: 1,
                    unseen: 0,
                    ..*belief
                });
            }
        }
        _ => {}
    }
}

/// Each number of edges that may have gone by, with what that says of the next one.
fn edges(belief: &Belief, seen: &Seen, window: f64, mut each: impl FnMut(Belief, i64)) {
    if seen.from < belief.high {
        each(Belief { low: belief.low.max(seen.from), ..*belief }, 0);
    }
    let fewest = ((seen.from - belief.high) / window).floor().max(0.0) as i64 + 1;
    for passed in fewest.max(1)..fewest.saturating_add(3) {
        let (ahead, shift) = ((passed - 1) as f64 * window, passed as f64 * window);
        let (low, high) = (belief.low.max(seen.from - shift), belief.high.min(seen.to - ahead));
        if low <= high {
            let unseen = (belief.unseen - passed).max(0);
            each(Belief { low: low + shift, high: high + shift, unseen, ..*belief }, passed);
        }
    }
}

/// A sliding counter's decision, and what it says of the edge: so much of the last window still counts.
fn counted(
    belief: Belief,
    seen: &Seen,
    (limit, window): (i64, f64),
    counts_denied: bool,
    is_whole: bool,
) -> Option<Belief> {
    let Belief { mut low, mut high, count, last, .. } = belief;
    let is_full = count >= limit;
    if last == 0 {
        if seen.denied != is_full {
            return None;
        }
    } else {
        // Rounded down, all but a whole one more may still count.
        let room = limit - count - i64::from(!is_whole);
        let ahead = room as f64 * window / last as f64;
        if seen.denied {
            low = low.max(seen.from + ahead - EPSILON);
        } else {
            high = if is_full { f64::NEG_INFINITY } else { high.min(seen.to + ahead + EPSILON) };
        }
    }
    let count = count + i64::from(!seen.denied || counts_denied);
    (low <= high).then_some(Belief { low, high, count, ..belief })
}

fn first_window(belief: &Belief, seen: &Seen, limit: i64, window: f64, next: &mut Vec<Belief>) {
    let belief = &belief.told(seen.denied && seen.from < belief.high, limit);
    if seen.from < belief.high && seen.denied == (belief.count >= limit) {
        let count = belief.count + i64::from(!seen.denied);
        next.push(Belief { low: belief.low.max(seen.from), count, ..*belief });
    }
    if seen.to >= belief.low && !seen.denied {
        let low = belief.low.max(seen.from) + window;
        next.push(Belief { low, high: seen.to + window, count: 1, unseen: 0, ..*belief });
    }
}

fn penalised(
    belief: &Belief,
    seen: &Seen,
    limit: i64,
    (window, penalty): (f64, f64),
    is_prolonged: bool,
    next: &mut Vec<Belief>,
) {
    let (low, high) = belief.until;
    let caught = (seen.from + penalty, seen.to + penalty);
    if seen.denied && seen.from < high {
        let until = if is_prolonged { caught } else { (low.max(seen.from), high) };
        next.push(Belief { until, ..*belief });
    }
    if seen.to >= low {
        // Out of the box, it came after its end.
        let seen = Seen { from: seen.from.max(low), ..*seen };
        let begin = next.len();
        first_window(belief, &seen, limit, window, next);
        let until = if seen.denied { caught } else { (f64::NEG_INFINITY, f64::NEG_INFINITY) };
        next[begin..].iter_mut().for_each(|belief| belief.until = until);
    }
}

/// What must be the case after a decision that the model does not explain.
fn forced(model: &Model, belief: &Belief, seen: &Seen) -> Belief {
    let denied = seen.denied;
    match *model {
        Model::Lumps { .. } => Belief { count: if denied { 0 } else { belief.count.max(1) - 1 }, ..*belief },
        Model::Counter { .. } => Belief { count: belief.count + i64::from(!denied), ..*belief },
        Model::Window { limit, from_first: false, .. } => {
            Belief { count: if denied { limit } else { belief.count }, ..*belief }
        }
        Model::Window { limit, .. } if denied => Belief { count: limit, ..*belief },
        Model::Window { window, .. } => Belief { low: seen.from + window, high: seen.to + window, count: 1, ..*belief },
        Model::Seconds { limit, penalty } if denied => {
            let penalty = penalty as f64;
            Belief { count: limit, until: (seen.from + penalty - 1.0, seen.to + penalty), ..*belief }
        }
        Model::Seconds { limit, .. } => Belief { count: limit, until: (seen.from, seen.to), ..*belief },
        Model::Penalty { penalty, .. } if denied => {
            Belief { until: (seen.from + penalty, seen.to + penalty), ..*belief }
        }
        Model::Penalty { window, .. } => Belief {
            low: seen.from + window,
            high: seen.to + window,
            count: 1,
            until: (f64::NEG_INFINITY, f64::NEG_INFINITY),
            ..*belief
        },
        _ => *belief,
    }
}

/// Possibilities that differ by touching ranges only are one.
fn thin(beliefs: &mut Vec<Belief>) {
    beliefs.dedup_by(|b, a| {
        let is_one = a.count == b.count
            && a.last == b.last
            && (a.until, a.unseen) == (b.until, b.unseen)
            && b.low <= a.high + EPSILON
            && a.low <= b.high + EPSILON;
        if is_one {
            (a.low, a.high) = (a.low.min(b.low), a.high.max(b.high));
        }
        is_one
    });
    beliefs.truncate(MOST);
}
