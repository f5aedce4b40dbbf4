//! Finding the first bad one of many in a row, some of which may tell nothing. Pure.

use std::ops::Range;

/// What a check said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Good,
    Bad,
    /// This one cannot be tried.
    Nothing,
}

/// The search between one that is known to be good and one that is known to be bad.
#[derive(Clone, Debug)]
pub struct Bisection {
    good: usize,
    bad: usize,
    silent: Vec<usize>,
}

impl Bisection {
    /// `good` comes before `bad`.
    pub fn new(good: usize, bad: usize) -> Self {
        Self { good, bad, silent: Vec::new() }
    }

    /// The one to be tried next: of those that may tell something the nearest to the middle. `None` when all is known.
    pub fn next(&self) -> Option<usize> {
        let middle = self.good + (self.bad - self.good) / 2;
        // One that tells nothing stays out for good, and its neighbours are tried: it is for them to narrow the
        // range, or it is reported whole. git does the same.
        let open = (self.good + 1..self.bad).filter(|at| !self.silent.contains(at));
        open.min_by_key(|at| at.abs_diff(middle))
    }

    /// Takes note of what the check said of the one at this place.
    pub fn told(&mut self, at: usize, said: Said) {
        match said {
            Said::Good => self.good = at,
            Said::Bad => self.bad = at,
            Said::Nothing => self.silent.push(at),
        }
    }

    /// Where the first bad one is: a single place, or several of which only the last could be tried.
    pub fn first_bad(&self) -> Range<usize> {
        self.good + 1..self.bad + 1
    }

    /// How many more tries there will be at most, if all of them tell something.
    pub fn tries_left(&self) -> u32 {
        // The logarithm rounded up. There is none of zero, and none is needed: `good` comes before `bad` all the way.
        (self.bad - self.good).ilog2() + u32::from(!(self.bad - self.good).is_power_of_two())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_bad_one_is_found_whatever_is_silent(
            last in 1_usize..200, first_bad in 1_usize..200, silent in proptest::collection::btree_set(1_usize..200, 0..20)
        ) {
            let first_bad = first_bad.min(last);
            let silent: Vec<usize> = silent.into_iter().filter(|at| *at < last).collect();
            let mut search = Bisection::new(0, last);
            let expected = search.tries_left();
            let mut tries = 0_usize;
            while let Some(at) = search.next() {
                tries += 1;
                search.told(at, match at {
                    at if silent.contains(&at) => Said::Nothing,
                    at if at >= first_bad => Said::Bad,
                    _ => Said::Good,
                });
            }
            let found = search.first_bad();
            prop_assert!(found.contains(&first_bad));
            prop_assert!(found.clone().all(|at| at == found.end - 1 || silent.contains(&at)));
            // One that is silent is asked at most once, and leaves the halves uneven.
            prop_assert!(tries < last.max(1) && (!silent.is_empty() || tries <= expected as usize));
        }
    }

    #[test]
    fn the_tries_that_are_left_are_the_logarithm_rounded_up() {
        for (span, tries) in [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4), (1024, 10), (1025, 11)] {
            assert_eq!(Bisection::new(7, 7 + span).tries_left(), tries, "{span}");
        }
    }

    #[test]
    fn the_middle_is_tried_and_beside_it_where_that_tells_nothing() {
        let mut search = Bisection::new(0, 8);
        let mut tried = Vec::new();
        while let Some(at) = search.next() {
            tried.push(at);
            search.told(at, Said::Nothing);
        }
        assert_eq!(tried, [4, 3, 5, 2, 6, 1, 7]);
        assert_eq!(search.first_bad(), 1..9, "nobody knows more than before");
    }

    #[test]
    fn neighbours_need_no_try() {
        let search = Bisection::new(4, 5);
        assert_eq!((search.next(), search.first_bad(), search.tries_left()), (None, 5..6, 0));
    }

    #[test]
    fn each_answer_halves_what_is_left() {
        let mut search = Bisection::new(0, 16);
        for (at, said, left) in [(8, Said::Bad, 3), (4, Said::Good, 2), (6, Said::Good, 1), (7, Said::Bad, 0)] {
            assert_eq!(search.next(), Some(at));
            search.told(at, said);
            assert_eq!(search.tries_left(), left);
        }
        assert_eq!((search.next(), search.first_bad()), (None, 7..8));
    }
}
