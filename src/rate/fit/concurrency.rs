//! A limit of those on their way against what was seen.

use super::seen::{Seen, View};

/// How many decisions a limit of so many on their way does not explain; counted no further than `most`.
pub fn count(view: &View, limit: usize, most: usize) -> usize {
    let mut wrong = view.late;
    for (at, seen) in view.seen.iter().enumerate().filter(|(_, seen)| seen.denied) {
        wrong += usize::from(beside(view, at, seen) < limit);
        if wrong > most {
            break;
        }
    }
    wrong
}

/// The largest limit with which every denial had enough others on their way beside it.
pub fn largest(view: &View) -> Option<usize> {
    view.work?;
    let mut beside: Vec<usize> =
        view.seen.iter().enumerate().filter(|(_, seen)| seen.denied).map(|(at, seen)| beside(view, at, seen)).collect();
    beside.sort_unstable();
    // A few of those that were admitted may have been over already.
    beside.get(beside.len() / 20).copied().filter(|limit| *limit > 0)
}

/// How many that were admitted were on their way when this one may have come.
fn beside(view: &View, at: usize, seen: &Seen) -> usize {
    let near = |other: &&Seen| !other.denied && other.from <= seen.to && other.gone >= seen.from;
    // Nobody is on his way for as many others as this.
    let reach = 128;
    view.seen[at.saturating_sub(reach)..(at + reach).min(view.seen.len())].iter().filter(near).count()
}
