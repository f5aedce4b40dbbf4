//! Who of a lock's queue holds it: one rule for every backend. Pure.
//!
//! The contenders stand in the order in which they came. One holds when it goes with everybody before it, waiting
//! ones included, so nobody is overtaken. Whoever leaves or comes later changes nothing for a holder: what held goes
//! on holding.

use std::fmt;
use std::str::FromStr;

/// With whom a contender can hold the lock at the same time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// With nobody.
    #[default]
    Exclusive,
    /// With every other of this mode.
    Shared,
    /// With others of this mode, no more than this many together, and no more than any of them says.
    Slots(u32),
}

impl Mode {
    fn goes_with(self, other: Self) -> bool {
        matches!((self, other), (Self::Shared, Self::Shared) | (Self::Slots(_), Self::Slots(_)))
    }

    /// How many may hold at once, as far as this one is asked.
    fn limit(self) -> usize {
        match self {
            Self::Slots(slots) => usize::try_from(slots).unwrap_or(usize::MAX),
            Self::Exclusive | Self::Shared => usize::MAX,
        }
    }
}

/// `exclusive`, `shared`, `slots:3`: as it is stored and shown.
impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exclusive => f.write_str("exclusive"),
            Self::Shared => f.write_str("shared"),
            Self::Slots(slots) => write!(f, "slots:{slots}"),
        }
    }
}

impl FromStr for Mode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let slots = || text.strip_prefix("slots:")?.parse().ok().filter(|slots| *slots > 0).map(Self::Slots);
        match text {
            "exclusive" => Ok(Self::Exclusive),
            "shared" => Ok(Self::Shared),
            _ => slots().ok_or_else(|| format!("`{text}` is no mode of a lock")),
        }
    }
}

/// Whether the contender at this place of the queue holds.
pub fn holds(queue: &[Mode], at: usize) -> bool {
    let Some(own) = queue.get(at) else { return false };
    // The least of all up to here: whoever came with a smaller number counts on no more than that.
    let least = queue[..=at].iter().map(|mode| mode.limit()).min().unwrap_or(usize::MAX);
    at < least && queue[..at].iter().all(|before| own.goes_with(*before))
}

/// The places before `at` of whom one has to leave before this one can hold. Not all of them need to.
pub fn in_the_way(queue: &[Mode], at: usize) -> Vec<usize> {
    let Some(own) = queue.get(at) else { return Vec::new() };
    // Of those that it does not go with the last one will do: while that stands there, so does an obstacle.
    let last = queue[..at].iter().rposition(|before| !own.goes_with(*before));
    match last {
        Some(place) => vec![place],
        None if holds(queue, at) => Vec::new(),
        // Too many for its own slots, as long as these few stay; or for somebody else's, and any one may be enough.
        None => (at.saturating_sub(own.limit())..at).collect(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const X: Mode = Mode::Exclusive;
    const S: Mode = Mode::Shared;

    fn holders(queue: &[Mode]) -> Vec<usize> {
        (0..queue.len()).filter(|at| holds(queue, *at)).collect()
    }

    #[test]
    fn who_holds() {
        let three = Mode::Slots(3);
        for (queue, expected) in [
            (vec![], vec![]),
            (vec![X, X], vec![0]),
            (vec![S, S, X, S], vec![0, 1]),
            (vec![X, S], vec![0]),
            (vec![three; 5], vec![0, 1, 2]),
            (vec![Mode::Slots(1), three], vec![0]),
            (vec![three, three, Mode::Slots(2), three], vec![0, 1]),
            (vec![three, S, three], vec![0]),
        ] {
            assert_eq!(holders(&queue), expected, "{queue:?}");
        }
    }

    #[test]
    fn who_is_in_the_way() {
        let two = Mode::Slots(2);
        for (queue, at, expected) in [
            (vec![X, X, X], 2, vec![1]),
            (vec![X, S, S], 2, vec![0]),
            (vec![two, two, two], 2, vec![0, 1]),
            (vec![two, two, two, two], 3, vec![1, 2]),
            (vec![Mode::Slots(1), two], 1, vec![0]),
            (vec![two, two], 1, vec![]),
            (vec![S, S, X], 2, vec![1]),
        ] {
            assert_eq!(in_the_way(&queue, at), expected, "{queue:?} {at}");
        }
    }

    #[test]
    fn modes_read_back() {
        for mode in [X, S, Mode::Slots(7)] {
            assert_eq!(mode.to_string().parse(), Ok(mode));
        }
        for text in ["", "slots", "slots:0", "slots:-1", "Shared"] {
            assert!(text.parse::<Mode>().is_err(), "{text}");
        }
    }

    fn mode() -> impl Strategy<Value = Mode> {
        prop_oneof![Just(X), Just(S), (1u32..5).prop_map(Mode::Slots)]
    }

    proptest! {
        /// Those who hold go with one another, are no more than any of them says, and the first in the queue holds.
        #[test]
        fn holders_agree(queue in prop::collection::vec(mode(), 1..12)) {
            let holders = holders(&queue);
            prop_assert_eq!(holders.first(), Some(&0));
            for a in &holders {
                prop_assert!(holders.len() <= queue[*a].limit());
                prop_assert!(holders.iter().all(|b| a == b || queue[*a].goes_with(queue[*b])));
            }
        }

        /// What others do never takes the lock from a holder, and who leaves can only let others in.
        #[test]
        fn a_holder_stays_one(queue in prop::collection::vec(mode(), 1..12), leaver: prop::sample::Index, next in mode()) {
            let before = holders(&queue);
            let leaver = leaver.index(queue.len());
            let mut shorter = queue.clone();
            shorter.remove(leaver);
            let after = holders(&shorter);
            let moved = before.iter().filter(|at| **at != leaver).map(|at| at - usize::from(*at > leaver));
            for at in moved {
                prop_assert!(after.contains(&at));
            }
            let mut longer = queue;
            longer.push(next);
            prop_assert!(before.iter().all(|at| holders(&longer).contains(at)));
        }

        /// Nobody comes to hold while all that are in its way stay, so it is enough to watch them.
        #[test]
        fn watching_those_in_the_way_is_enough(queue in prop::collection::vec(mode(), 1..8), gone: u8) {
            for at in 0..queue.len() {
                let way = in_the_way(&queue, at);
                prop_assert_eq!(way.is_empty(), holds(&queue, at));
                let stays = |place: &usize| *place >= at || way.contains(place) || gone >> place & 1 == 0;
                let left: Vec<usize> = (0..queue.len()).filter(stays).collect();
                let place = left.iter().position(|place| *place == at).unwrap();
                let modes: Vec<Mode> = left.iter().map(|place| queue[*place]).collect();
                prop_assert!(way.is_empty() || !holds(&modes, place));
            }
        }
    }
}
