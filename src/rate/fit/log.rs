//! The sliding log against what was seen.

use std::collections::VecDeque;

use super::seen::View;

/// What is in a log before the first one comes: nothing, or as much as it holds of which nobody knows when it came.
fn begin(view: &View, limit: usize) -> VecDeque<(f64, f64)> {
    let first = view.seen.first().map_or(0.0, |first| first.from);
    let before = if view.is_fresh { 0 } else { limit };
    std::iter::repeat_n((f64::NEG_INFINITY, first), before).collect()
}

/// Between what the window's length must lie so that a log of so many explains all: more than the first, and no more
/// than the second.
pub fn windows(view: &View, limit: usize, counts_denied: bool) -> (f64, f64) {
    let (mut log, mut low, mut high) = (begin(view, limit), 0.0_f64, f64::INFINITY);
    for seen in &view.seen {
        let oldest: Option<(f64, f64)> = if log.len() == limit { log.front().copied() } else { None };
        match (seen.denied, oldest) {
            (true, Some((from, to))) if to.is_finite() => low = low.max(seen.from - to.max(from)),
            // Nothing was in its way, however long the window.
            (true, _) => low = f64::INFINITY,
            (false, Some((from, _))) => high = high.min(seen.to - from),
            (false, None) => {}
        }
        if !seen.denied || counts_denied {
            log.push_back((seen.from, seen.to));
            if log.len() > limit {
                log.pop_front();
            }
        }
    }
    (low, high)
}

/// How many decisions a log of so many in so many seconds does not explain; counted no further than `most`.
pub fn count(view: &View, limit: usize, window: f64, counts_denied: bool, most: usize) -> usize {
    let mut wrong = view.late;
    let mut log = begin(view, limit);
    for seen in &view.seen {
        if log.len() < limit {
            wrong += usize::from(seen.denied);
        } else if let Some((from, to)) = log.front_mut() {
            // What is learnt of the oldest one's moment holds for those who come later.
            if seen.denied {
                wrong += usize::from(*to + window <= seen.from);
                *from = from.max(seen.from - window).min(*to);
            } else {
                wrong += usize::from(*from + window > seen.to);
                *to = to.min(seen.to - window).max(*from);
            }
        }
        if wrong > most {
            break;
        }
        if !seen.denied || counts_denied {
            log.push_back((seen.from, seen.to));
            if log.len() > limit {
                log.pop_front();
            }
        }
    }
    wrong
}
