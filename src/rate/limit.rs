//! Rates as people write them: `10/s`, `600/m`, `5/100ms`, `49.5/s`, `1MiB/s`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::base::count::count;
use crate::base::duration::{DURATION_MAX, HumanDuration};
use crate::base::pace::Pace;

/// In nanoseconds, as all whole times of limits are.
// Whole numbers throughout: with floats a wait would be a little off.
pub const SECOND: u64 = 1_000_000_000;
/// Words for one of a unit, as they stand behind the slash.
const PERIODS: &[(&str, u64)] = &[
    ("ms", SECOND / 1000),
    ("s", SECOND),
    ("sec", SECOND),
    ("second", SECOND),
    ("m", 60 * SECOND),
    ("min", 60 * SECOND),
    ("minute", 60 * SECOND),
    ("h", 3600 * SECOND),
    ("hour", 3600 * SECOND),
    ("d", 86_400 * SECOND),
    ("day", 86_400 * SECOND),
];
const BYTES: &[(&str, u64)] = &[
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("kB", 1000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("B", 1),
];
/// Digits behind the point of a count are whole numbers of this part.
const PARTS: u64 = 1000;
const PERIOD_MAX: u64 = DURATION_MAX.as_nanos() as u64;
const WANTED: &str = "write a count and a period, such as 10/s, 600/m or 5/100ms";

/// So many in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// In thousandths; never 0.
    parts: u64,
    /// In nanoseconds; never 0.
    period: u64,
    /// Whether bytes are counted, as the unit says.
    pub is_bytes: bool,
}

impl Limit {
    /// So many in so many nanoseconds, of ten years at most; none of either counts as one.
    pub fn new(count: u64, period: u64) -> Self {
        Self { parts: count.max(1).saturating_mul(PARTS), period: period.clamp(1, PERIOD_MAX), is_bytes: false }
    }

    /// How many in a period, and at least one.
    pub fn count(&self) -> u64 {
        (self.parts / PARTS).max(1)
    }

    /// Whether a period has a whole number, as what counts windows needs.
    pub fn is_whole(&self) -> bool {
        self.parts.is_multiple_of(PARTS)
    }

    /// In nanoseconds.
    pub fn period(&self) -> u64 {
        self.period
    }

    /// In a second.
    pub fn per_second(&self) -> f64 {
        self.parts as f64 / PARTS as f64 * SECOND as f64 / self.period as f64
    }

    /// The same for what keeps to it, without any rounding.
    pub fn pace(&self) -> Pace {
        Pace::new(self.parts, u128::from(self.period) * u128::from(PARTS))
    }

    /// From one to the next in nanoseconds, rounded up: at this distance there are never more than the limit.
    pub fn interval(&self) -> u64 {
        // Fits: less than 2^64 nanoseconds, and `parts` is 1 at least.
        let parts = u128::from(self.period) * u128::from(PARTS);
        u64::try_from(parts.div_ceil(u128::from(self.parts))).unwrap_or(u64::MAX)
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // A bare number is what people write first, and it could mean a second as well as a minute.
        let Some((count, period)) = text.split_once('/') else {
            let bare = text.trim().parse::<f64>().is_ok();
            let what = if bare { format!("`{text}` has no period") } else { format!("`{text}` is no rate") };
            return Err(format!("{what}; {WANTED}"));
        };
        let (parts, is_bytes) = parts(count.trim()).ok_or_else(|| format!("`{count}` is no count; {WANTED}"))?;
        let period = period_of(period.trim()).ok_or_else(|| format!("`{period}` is no period; {WANTED}"))?;
        if parts == 0 || period == 0 {
            return Err(format!("`{text}` lets nothing through; {WANTED}"));
        }
        Ok(Self { parts, period, is_bytes })
    }
}

/// A rate, or as much as there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    Unlimited,
    Limit(Limit),
}

impl Rate {
    /// Of requests.
    pub fn of_requests(text: &str) -> Result<Self, String> {
        Self::read(text, requests)
    }

    fn read(text: &str, limit: fn(&str) -> Result<Limit, String>) -> Result<Self, String> {
        if text == "unlimited" { Ok(Self::Unlimited) } else { limit(text).map(Self::Limit) }
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::read(text, str::parse)
    }
}

/// A rate of requests: bytes are none.
pub fn requests(text: &str) -> Result<Limit, String> {
    let limit: Limit = text.parse()?;
    if limit.is_bytes { Err("requests are counted here, not bytes".to_owned()) } else { Ok(limit) }
}

/// A count in thousandths, and whether it is one of bytes.
fn parts(text: &str) -> Option<(u64, bool)> {
    let unit = BYTES.iter().find_map(|(unit, bytes)| Some((text.strip_suffix(unit)?.trim_end(), *bytes)));
    let (number, bytes) = unit.unwrap_or((text, 1));
    // Thousandths in whole numbers: with floats a tenth would be no tenth, and every interval a little off.
    let parts = match count(number) {
        Ok(whole) => whole.checked_mul(PARTS)?,
        Err(_) => {
            let (whole, behind) = number.split_once('.').filter(|(_, behind)| (1..=3).contains(&behind.len()))?;
            // A sign would be read as a part of the number.
            let is_digits = [whole, behind].iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()));
            let behind = is_digits.then(|| format!("{behind:0<3}").parse::<u64>().ok())??;
            whole.parse::<u64>().ok()?.checked_mul(PARTS)?.checked_add(behind)?
        }
    };
    Some((parts.checked_mul(bytes)?, unit.is_some()))
}

/// A period in nanoseconds: a unit alone, or so many of it.
fn period_of(text: &str) -> Option<u64> {
    if let Some((_, span)) = PERIODS.iter().find(|(word, _)| *word == text) {
        return Some(*span);
    }
    // Durations know no days, as their length depends on the place; a limit's day is always of 24 hours.
    if let Some(days) = text.strip_suffix('d').and_then(|days| days.parse::<u64>().ok()) {
        return days.checked_mul(86_400 * SECOND).filter(|span| *span <= PERIOD_MAX);
    }
    let HumanDuration(span) = text.parse().ok()?;
    u64::try_from(span.as_nanos()).ok()
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.parts as f64 / PARTS as f64)?;
        f.write_str(if self.is_bytes { "B/" } else { "/" })?;
        match PERIODS.iter().find(|(_, span)| *span == self.period) {
            Some((unit, _)) => f.write_str(unit),
            None => write!(f, "{}", HumanDuration(Duration::from_nanos(self.period))),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Limit {
        text.parse().unwrap_or_else(|why| panic!("{text}: {why}"))
    }

    #[test]
    fn reads_what_people_write() {
        for (text, per_second) in [
            ("10/s", 10.0),
            ("600/m", 10.0),
            ("600 / min", 10.0),
            ("5/100ms", 50.0),
            ("5/1m30s", 5.0 / 90.0),
            ("1e3/s", 1000.0),
            ("49.5/s", 49.5),
            ("0.25/s", 0.25),
            ("86400/d", 1.0),
            ("7/2d", 7.0 / 172_800.0),
            ("1_000/h", 1000.0 / 3600.0),
        ] {
            let limit = read(text);
            assert!((limit.per_second() / per_second - 1.0).abs() < 1e-12 && !limit.is_bytes, "{text}: {limit:?}");
        }
        for (text, bytes) in
            [("1MiB/s", 1_048_576.0), ("1.5kB/s", 1500.0), ("10B/s", 10.0), ("2 GiB/s", 2_147_483_648.0)]
        {
            let limit = read(text);
            assert!(limit.per_second() == bytes && limit.is_bytes, "{text}: {limit:?}");
        }
    }

    #[test]
    fn refuses_what_is_no_rate_and_says_why() {
        for (text, why) in [
            ("10", "`10` has no period; write a count and a period"),
            ("fast", "`fast` is no rate"),
            ("/s", "`` is no count"),
            ("-1/s", "`-1` is no count"),
            ("-0.5/s", "`-0.5` is no count"),
            ("+1.5/s", "`+1.5` is no count"),
            ("1.2345/s", "`1.2345` is no count"),
            ("10/", "`` is no period"),
            ("10/5", "`5` is no period"),
            ("10/parsec", "`parsec` is no period"),
            ("0/s", "`0/s` lets nothing through"),
            ("0.000/s", "`0.000/s` lets nothing through"),
            ("5/0s", "`5/0s` lets nothing through"),
            ("9e15/s", "`9e15` is no count"),
            ("99999999999999999999d/s", "is no count"),
            ("1/99999999999d", "is no period"),
        ] {
            let refused = text.parse::<Limit>().unwrap_err();
            assert!(refused.contains(why), "{text}: {refused}");
        }
    }

    #[test]
    fn is_shown_as_it_is_read() {
        for text in ["10/s", "600/m", "5/100ms", "49.5/s", "7/d", "1/1m30s"] {
            assert_eq!(read(text).to_string(), text);
        }
        assert_eq!(read("1MiB/s").to_string(), "1048576B/s");
    }

    #[test]
    fn a_burst_has_the_count_and_windows_need_a_whole_one() {
        assert_eq!((read("600/m").count(), read("49.5/s").count(), read("0.5/s").count()), (600, 49, 1));
        assert_eq!((read("600/m").is_whole(), read("49.5/s").is_whole()), (true, false));
    }

    proptest! {
        /// At this distance there are never more than the limit, and hardly fewer.
        #[test]
        fn the_interval_is_rounded_up(count in 1_u64..1_000_000, period in 1_000_000_u64..1 << 50) {
            let limit = Limit::new(count, period);
            let whole = u128::from(limit.interval()) * u128::from(count);
            prop_assert!(whole >= u128::from(period) && whole < u128::from(period) + u128::from(count));
        }

        #[test]
        fn whatever_is_read_is_shown_so_that_it_reads_the_same(parts in 1_u64..1_000_000_000, ms in 1_u64..1 << 38) {
            let limit = Limit { parts, period: ms * 1_000_000, is_bytes: false };
            prop_assert_eq!(read(&limit.to_string()), limit);
        }
    }
}
