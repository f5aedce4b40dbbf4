//! A moment as a user writes it: `2026-01-01`, `2026-01-01T10:00:00Z`, `@1767225600`, `now`.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::clock;

/// Milliseconds since 1970, in UTC where nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub unix_ms: u64,
}

impl FromStr for Moment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "now" {
            return Ok(Self { unix_ms: clock::unix_ms() });
        }
        let unix_ms = match text.strip_prefix('@') {
            Some(seconds) => unix(seconds),
            None => civil(text),
        };
        let unix_ms =
            unix_ms.ok_or("not a time; write 2026-01-01, 2026-01-01T10:00:00Z, @SECONDS since 1970, or now")?;
        u64::try_from(unix_ms).map(|unix_ms| Self { unix_ms }).map_err(|_| "the time is before 1970".to_owned())
    }
}

/// Seconds since 1970, with up to three digits behind the point.
fn unix(text: &str) -> Option<i64> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    // By bytes, because `parse` alone would read a sign as well: `@-5` and `@+5`.
    if fraction.len() > 3 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let ms: i64 = format!("{fraction:0<3}").parse().ok()?;
    seconds.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(ms)
}

fn civil(text: &str) -> Option<i64> {
    // With an offset, or a `Z`; else UTC, for a script gives the same answer on every machine.
    let utc = |time: DateTime| time.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp());
    let time = text.parse::<Timestamp>().ok();
    // A date alone is its midnight.
    let time = time.or_else(|| text.parse::<DateTime>().ok().and_then(utc));
    time.map(Timestamp::as_millisecond)
}

/// RFC 3339 in UTC with milliseconds; `None` past the year 9999.
pub fn rfc3339(unix_ms: u64) -> Option<String> {
    let time = Timestamp::from_millisecond(i64::try_from(unix_ms).ok()?).ok()?;
    // Three digits also where they are zeros, or the columns would not stand below each other.
    Some(format!("{time:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        let cases = [
            ("2026-01-01", 1_767_225_600_000),
            ("2026-01-01T00:00", 1_767_225_600_000),
            ("2026-01-01 00:00:01", 1_767_225_601_000),
            ("2026-01-01T01:00:00.5+01:00", 1_767_225_600_500),
            ("2026-01-01T00:00:00Z", 1_767_225_600_000),
            ("@1767225600", 1_767_225_600_000),
            ("@1767225600.25", 1_767_225_600_250),
            ("@1767225600.125", 1_767_225_600_125),
            ("@1767225600.", 1_767_225_600_000),
            ("1970-01-01", 0),
        ];
        for (text, unix_ms) in cases {
            assert_eq!(text.parse(), Ok(Moment { unix_ms }), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in
            ["", "@", "@1.2345", "@-1", "1767225600", "yesterday", "2026-13-01", "1969-12-31", "@99999999999999999999"]
        {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn no_time_past_the_year_9999() {
        assert_eq!(rfc3339(253_402_300_800_000), None);
        assert_eq!(rfc3339(1_551_493_308_201).as_deref(), Some("2019-03-02T02:21:48.201Z"));
    }

    #[test]
    fn now_is_in_milliseconds() {
        let before = clock::unix_ms();
        let now: Moment = "now".parse().unwrap();
        assert!((before..before + 600_000).contains(&now.unix_ms), "{before} {now:?}");
    }
}
