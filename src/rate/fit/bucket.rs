//! The token bucket against what was seen.

use super::seen::View;

/// As little as rounding can do.
const EPSILON: f64 = 1e-9;

/// What is in the bucket less what the rate has brought since the beginning: between arrivals this never changes, and so
/// the order of those that overlap hardly matters.
struct Level {
    least: f64,
    most: f64,
}

/// How many decisions a bucket of this rate a second and this burst does not explain; counted no further than `most`.
pub fn count(view: &View, rate: f64, burst: f64, counts_denied: bool, most: usize) -> usize {
    let mut wrong = view.late;
    let mut level = Level { least: if view.is_fresh { burst } else { f64::NEG_INFINITY }, most: burst };
    for seen in &view.seen {
        let (from, to) = (rate * seen.from, rate * seen.to);
        if seen.denied {
            if level.least + from >= 1.0 - EPSILON {
                wrong += 1;
                level.least = level.least.min(1.0 - to);
                level.most = level.most.min(1.0 - from).max(level.least);
            }
            level.most = level.most.min(1.0 - from).max(level.least);
            if counts_denied {
                // It came before there was one again: so many in a row cannot all have come late.
                level = Level { least: (level.least - 1.0).max(-to), most: -from };
            }
        } else {
            if level.most + to < 1.0 - EPSILON {
                wrong += 1;
                level.most = 1.0 - to;
            }
            level.least = level.least.max(1.0 - to).min(level.most);
            // Never more than the bucket holds.
            level = Level { least: level.least.min(burst - to) - 1.0, most: level.most.min(burst - from) - 1.0 };
        }
        if wrong > most {
            break;
        }
    }
    wrong
}

/// The smallest burst with which no stretch has more than it and the rate allow.
pub fn least_burst(view: &View, rate: f64) -> f64 {
    let (mut number, mut lowest, mut most) = (0.0, f64::INFINITY, 1.0_f64);
    for seen in view.seen.iter().filter(|seen| !seen.denied) {
        lowest = f64::min(lowest, number - rate * seen.from);
        number += 1.0;
        most = most.max(number - rate * seen.to - lowest);
    }
    (most - EPSILON).ceil()
}
