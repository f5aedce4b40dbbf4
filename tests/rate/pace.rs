//! Moments of long schedules and of rates at both ends of what can be written.

use gosys::base::pace::{Pace, Schedule};
use gosys::rate::limit::Limit;

const SECOND: u64 = 1_000_000_000;

fn pace(limit: &str) -> Pace {
    limit.parse::<Limit>().unwrap().pace()
}

#[test]
fn nothing_is_lost_or_done_twice_where_many_stages_meet() {
    // A thousand stages, none of which has a whole number of requests: 3, 4 and 5 thirds of one in turn.
    let stages = || (0..999).map(|at| (pace(["3/s", "4/s", "5/s"][at % 3]), SECOND / 3));
    let schedule = Schedule::new(stages());
    assert_eq!((schedule.count(), schedule.span()), (Some(1332), Some(999 * (SECOND / 3))));
    let moments: Vec<_> = (0..1332).map(|k| schedule.moment(k).unwrap()).collect();
    // The slowest of them has a third of a second between two, the fastest a fifth.
    let steps = moments.windows(2).map(|two| two[1] - two[0]);
    assert!(steps.clone().all(|step| (SECOND / 5 - 1000..=SECOND / 3 + 1000).contains(&step)), "{:?}", steps.max());
    for (k, at) in moments.iter().enumerate().step_by(97) {
        assert_eq!(schedule.due(*at), k as u64 + 1);
    }
    assert_eq!((schedule.moment(1332), schedule.due(u64::MAX)), (None, 1332));
}

#[test]
fn the_slowest_and_the_fastest_rates_are_exact() {
    let decade = Schedule::steady(pace("1/3650d"));
    assert_eq!(decade.moment(1), Some(3650 * 86_400 * SECOND));
    assert_eq!((decade.due(3650 * 86_400 * SECOND - 1), decade.due(3650 * 86_400 * SECOND)), (1, 2));
    // More than one in a nanosecond: several have one moment, and after a second there are as many as there should be.
    let fast = Schedule::steady(pace("7000000000/s"));
    assert_eq!([0, 1, 7, 8, 14].map(|k| fast.moment(k).unwrap()), [0, 1, 1, 2, 2]);
    assert_eq!(fast.due(SECOND - 1), 7_000_000_000 - 6);
    // Parts of a request in a second, for a day.
    let parts = Schedule::new([(pace("0.001/s"), 86_400 * SECOND)]);
    assert_eq!((parts.count(), parts.moment(86), parts.moment(87)), (Some(87), Some(86_000 * SECOND), None));
}

#[test]
fn years_of_a_high_rate_are_counted_without_an_overflow() {
    let year = 365 * 86_400 * SECOND;
    let schedule = Schedule::new([(pace("1000000/s"), year), (pace("1/h"), year), (pace("1000000/s"), year)]);
    let wanted = 2 * 365 * 86_400 * 1_000_000 + 365 * 24;
    let count = schedule.count().unwrap();
    assert!(count.abs_diff(wanted) <= 1, "{count}");
    assert_eq!((schedule.span(), schedule.moment(count)), (Some(3 * year), None));
    assert!(schedule.moment(count - 1).is_some_and(|last| last < 3 * year && last > 3 * year - 3000));
}
