//! The leaky queue against what was seen: its decisions, and the turn at which each left.

use super::seen::View;

const EPSILON: f64 = 1e-9;

/// How many decisions and late answers a queue of this rate a second does not explain; counted no further than `most`.
pub fn count(view: &View, rate: f64, burst: f64, most: usize) -> usize {
    let (interval, longest) = (1.0 / rate, (burst - 1.0) / rate);
    // Whoever is denied has found so many before him that the last one's place was taken.
    let mut wrong = view.backlog.iter().filter(|behind| **behind + interval <= longest - EPSILON).count();
    // Steps of its clock and timers that ring late add up over a crowd, which is less than a turn but makes no other rate.
    let tolerance = view.slack.max(interval / 2.0);
    // When the next one would leave if the last one's answer had only been slow on its way back.
    let mut due: Option<f64> = None;
    // When the next one could leave.
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for &(from, to) in &view.left {
        // Of what its answer took, all but the usual was spent in the queue.
        let latest = to.min(from + view.slack);
        let (turn, waits) = (high.max(from), high > from);
        let is_late = to > turn + tolerance;
        let was_slow = due.take().is_some_and(|due| from < due && (to - due).abs() <= tolerance);
        wrong = wrong + usize::from(low - latest > longest || low > to || is_late) - usize::from(was_slow);
        // One of them may have been slow.
        if wrong > most.saturating_add(1) {
            break;
        }
        low = low.min(to).max(from) + interval;
        if is_late {
            due = waits.then_some(turn + interval);
            // Or it came late, as the first one of many, and so did those behind it.
            high = (to + interval).max(low);
        } else {
            high = (high.max(latest).min(to) + interval).max(low);
        }
    }
    wrong
}

/// The distances at which late answers followed each other.
pub fn steps(view: &View) -> Vec<f64> {
    let is_late = |&(from, to): &(f64, f64)| to - from > view.slack;
    view.left.windows(2).filter(|two| is_late(&two[1])).map(|two| two[1].1 - two[0].1).collect()
}
