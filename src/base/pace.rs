//! Moments of a rate.
//!
//! A moment is computed from the schedule's beginning and not from the moment before it, in whole numbers: so nothing
//! adds up, however long it goes on, and whoever is late for one is not late for the next.

/// Parts of a moment's number, in which the place between two moments is kept from one stage to the next.
const FINE: u32 = 20;

/// So many in a period, evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    count: u64,
    /// In nanoseconds.
    period: u128,
}

impl Pace {
    /// So many in so many nanoseconds; none of either counts as one.
    pub fn new(count: u64, period: u128) -> Self {
        Self { count: count.max(1), period: period.max(1) }
    }

    /// How far its moments' numbers go up in so many nanoseconds, in fine parts.
    fn rise(self, span: u64) -> u128 {
        (u128::from(span) * u128::from(self.count)).saturating_mul(1 << FINE) / self.period
    }

    /// How long they take to go up by so much, in nanoseconds and rounded up.
    fn takes(self, rise: u128) -> u128 {
        rise.saturating_mul(self.period).div_ceil(u128::from(self.count) << FINE)
    }
}

/// One pace after another, each for its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    stages: Vec<Stage>,
    /// When the last stage ends, if it does, and which number would come then, in fine parts.
    end: Option<(u64, u128)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stage {
    pace: Pace,
    /// In nanoseconds from the beginning of all.
    begins: u64,
    /// The place between two numbers at which it begins, in fine parts.
    first: u128,
}

impl Schedule {
    /// One pace for ever.
    pub fn steady(pace: Pace) -> Self {
        Self { stages: vec![Stage { pace, begins: 0, first: 0 }], end: None }
    }

    /// These paces, each for so many nanoseconds. What is left of a period goes on in the next stage, so that nothing
    /// happens twice where they meet.
    pub fn new(paces: impl IntoIterator<Item = (Pace, u64)>) -> Self {
        let (mut stages, mut begins, mut first) = (Vec::new(), 0_u64, 0_u128);
        for (pace, span) in paces {
            stages.push(Stage { pace, begins, first });
            // Rounded down, and so the next stage's moments are a millionth of a period late rather than early.
            first = first.saturating_add(pace.rise(span));
            begins = begins.saturating_add(span);
        }
        Self { stages, end: Some((begins, first)) }
    }

    /// When number `k`, counted from 0, is due, in nanoseconds from the beginning; `None` when all is over.
    pub fn moment(&self, k: u64) -> Option<u64> {
        let place = u128::from(k) << FINE;
        if self.end.is_some_and(|(_, end)| place >= end) {
            return None;
        }
        let Stage { pace, begins, first } = self.stages.iter().rev().find(|stage| stage.first <= place)?;
        u64::try_from(pace.takes(place - first)).ok()?.checked_add(*begins)
    }

    /// How many are due by then, that moment included.
    pub fn due(&self, by: u64) -> u64 {
        let (mut low, mut high) = (0, self.count().unwrap_or(u64::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            match self.moment(middle) {
                Some(at) if at <= by => low = middle + 1,
                _ => high = middle,
            }
        }
        low
    }

    /// How many moments there are; `None` for no end of them.
    pub fn count(&self) -> Option<u64> {
        self.end.map(|(_, end)| u64::try_from(end.div_ceil(1 << FINE)).unwrap_or(u64::MAX))
    }

    /// How long it takes, in nanoseconds; `None` for ever.
    pub fn span(&self) -> Option<u64> {
        self.end.map(|(end, _)| end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn per_second(count: u64) -> Pace {
        Pace::new(count, u128::from(SECOND))
    }

    fn moments(schedule: &Schedule) -> Vec<u64> {
        (0..).map_while(|k| schedule.moment(k)).collect()
    }

    #[test]
    fn one_pace_after_another() {
        let two = Schedule::new([(per_second(2), 2 * SECOND), (per_second(10), SECOND / 2)]);
        let wanted = [0, 500, 1000, 1500, 2000, 2100, 2200, 2300, 2400].map(|ms| ms * SECOND / 1000);
        assert_eq!((moments(&two), two.count(), two.span()), (wanted.to_vec(), Some(9), Some(5 * SECOND / 2)));
        // A third of a period is over when the pace changes, and counts.
        let thirds = Schedule::new([(per_second(1), SECOND / 3), (Pace::new(1, 3), 9)]);
        assert_eq!((thirds.moment(0), thirds.moment(1)), (Some(0), Some(SECOND / 3 + 3)));
    }

    #[test]
    fn a_stage_may_be_too_short_for_a_moment_of_its_own() {
        let short = || (0..10).map(|_| (per_second(1), SECOND / 4));
        assert_eq!(moments(&Schedule::new(short())), [0, SECOND, 2 * SECOND]);
        assert_eq!(moments(&Schedule::new(short().take(1))), [0]);
        assert_eq!(moments(&Schedule::new([])), [0_u64; 0]);
    }

    #[test]
    fn what_does_not_fit_never_comes() {
        let ages = Pace::new(1, u128::MAX);
        assert_eq!((Schedule::steady(ages).moment(0), Schedule::steady(ages).moment(1)), (Some(0), None));
        let steady = Schedule::steady(per_second(1));
        assert_eq!((steady.moment(u64::MAX), steady.count(), steady.span()), (None, None, None));
        assert_eq!(Pace::new(0, 0), Pace::new(1, 1));
        assert_eq!((steady.due(0), steady.due(SECOND - 1), steady.due(SECOND)), (1, 1, 2));
        // However many there are, they are counted at once.
        let many = Schedule::new([(Pace::new(u64::MAX >> 8, 1), SECOND)]);
        assert!(many.due(SECOND / 2) > 1 << 60);
    }

    #[test]
    fn a_day_later_it_is_still_exact() {
        // A third of a second, 10^9 times: in floating numbers it would be off by more than a period long before.
        let thirds = Schedule::steady(per_second(3));
        assert_eq!(thirds.moment(3_000_000_000), Some(SECOND * SECOND));
        assert_eq!(thirds.moment(3_000_000_001), Some(SECOND * SECOND + SECOND / 3 + 1));
    }

    prop_compose! {
        fn stages()(
            stages in prop::collection::vec((1_u64..5000, 1_u64..2000, 1_000_000_u64..3_000_000_000), 1..5),
        ) -> Vec<(Pace, u64)> {
            let read = |(count, ms, span): (u64, u64, u64)| (Pace::new(count, u128::from(ms) * 1_000_000), span);
            stages.into_iter().map(read).collect()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// By the rule itself: the first whole nanosecond at which so many are due.
        #[test]
        fn a_steady_pace_is_exact(count in 1_u64..1 << 40, period in 1_u64..1 << 50, k in 0_u64..1 << 40) {
            let at = Schedule::steady(Pace::new(count, period.into())).moment(k).map(u128::from);
            let wanted = (u128::from(k) * u128::from(period)).div_ceil(count.into());
            prop_assert_eq!(at, u64::try_from(wanted).ok().map(u128::from));
        }

        /// Until any moment the schedule has no more than its paces let, and is behind them by less than one.
        #[test]
        fn stages_are_followed_and_never_overtaken(stages in stages()) {
            let schedule = Schedule::new(stages.clone());
            let (count, span) = (schedule.count().unwrap(), schedule.span().unwrap());
            let due = |at: u64| {
                let (mut begins, mut due) = (0, 0.0);
                for (pace, span) in &stages {
                    let inside = at.saturating_sub(begins).min(*span);
                    due += inside as f64 * pace.count as f64 / pace.period as f64;
                    begins += span;
                }
                due
            };
            let some: Vec<u64> = (0..200).map(|part| part * (count - 1) / 200).collect();
            for k in some {
                let at = schedule.moment(k).unwrap();
                prop_assert!(at < span, "{k}: {at}");
                prop_assert!(due(at) >= k as f64 - 1e-6, "{k} is due at {at}: {}", due(at));
                // One nanosecond before it was not; more is not said, as the numbers here are floating ones.
                prop_assert!(due(at.saturating_sub(1)) <= k as f64 + 1e-4, "{k} is late at {at}: {}", due(at));
                prop_assert!(schedule.moment(k + 1).is_none_or(|next| next >= at));
                let by = [schedule.due(at), schedule.due(at - at.min(1))];
                prop_assert!(by[0] > k && (at == 0 || by[1] <= k), "{k} at {at}: {by:?}");
            }
            prop_assert_eq!((schedule.moment(count - 1).is_some(), schedule.moment(count)), (true, None));
        }
    }
}
