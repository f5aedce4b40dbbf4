//! A rate for a while, as people write it: `30s@50/s`.

use std::str::FromStr;
use std::time::Duration;

use crate::base::duration::{HumanDuration, nanos};
use crate::base::pace::{Pace, Schedule};
use crate::rate::limit::{Limit, requests};

/// A part of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    pub span: Duration,
    pub limit: Limit,
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((span, rate)) = text.split_once('@') else {
            return Err(format!("`{text}` is no stage; write how long and how much, such as 30s@50/s"));
        };
        let HumanDuration(span) = span.trim().parse()?;
        if span.is_zero() {
            return Err(format!("`{text}` takes no time"));
        }
        Ok(Self { span, limit: requests(rate.trim())? })
    }
}

/// The moments of these stages, one after the other.
pub fn schedule(stages: &[Stage]) -> Schedule {
    let pace = |stage: &Stage| -> (Pace, u64) { (stage.limit.pace(), nanos(stage.span)) };
    Schedule::new(stages.iter().map(pace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_as_people_write_them() {
        let stages = ["30s@50/s", "1m @ 200/s"].map(|text| text.parse::<Stage>().unwrap());
        let schedule = schedule(&stages);
        assert_eq!((schedule.count(), schedule.span()), (Some(1500 + 12_000), Some(90_000_000_000)));
        // The first of the second stage, and the one after it.
        let after = [1500, 1501].map(|k| schedule.moment(k));
        assert_eq!(after, [Some(30_000_000_000), Some(30_005_000_000)]);
        for (text, why) in [
            ("50/s", "`50/s` is no stage; write how long and how much, such as 30s@50/s"),
            ("30@50/s", "the duration has no unit"),
            ("30s@50", "`50` has no period"),
            ("0s@50/s", "`0s@50/s` takes no time"),
            ("30s@1MiB/s", "requests are counted here, not bytes"),
        ] {
            let refused = text.parse::<Stage>().unwrap_err();
            assert!(refused.contains(why), "{text}: {refused}");
        }
    }
}
