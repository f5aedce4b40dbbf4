//! Spans and moments in header fields. Moments are compared with the answer's own `Date`: whose clock is wrong, ours or
//! the server's, must not make a difference.

use std::time::UNIX_EPOCH;

/// A number from here on is a moment and no span, which would be one of thirty years.
const EPOCH_MIN: f64 = 1e9;
/// From here on one in milliseconds.
const EPOCH_MS_MIN: f64 = 1e11;

/// An HTTP date of any of the three kinds, in seconds since 1970.
pub fn date(text: &str) -> Option<u64> {
    let moment = httpdate::parse_http_date(text).ok()?;
    moment.duration_since(UNIX_EPOCH).ok().map(|since| since.as_secs())
}

/// `Retry-After` in seconds from the answer's date.
pub fn retry_after(text: &str, now: Option<u64>) -> Result<u64, &'static str> {
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map_err(|_| "no number of seconds");
    }
    let moment = date(text).ok_or("neither seconds nor an HTTP date")?;
    Ok(moment.saturating_sub(now.ok_or(NO_DATE)?))
}

/// `Reset` in seconds from the answer's date: written as a span, a moment in seconds or milliseconds, or a date.
pub fn reset(text: &str, now: Option<u64>) -> Result<f64, &'static str> {
    let moment = match number(text) {
        Some(span) if span < EPOCH_MIN => return Ok(span),
        Some(seconds) if seconds < EPOCH_MS_MIN => seconds,
        Some(ms) => ms / 1000.0,
        None => date(text).ok_or("neither seconds nor a moment")? as f64,
    };
    let now = now.ok_or(NO_DATE)?;
    // Less than nothing where it is over, or where a server has cut off parts of seconds. To the millisecond: of such
    // large numbers the rest is noise.
    Ok(((moment - now as f64).max(0.0) * 1000.0).round() / 1000.0)
}

const NO_DATE: &str = "a moment, and the answer has no Date to compare it with";

/// Digits, and maybe a point and more of them: what else `parse` takes, such as `inf`, nobody means.
fn number(text: &str) -> Option<f64> {
    let (whole, behind) = text.split_once('.').unwrap_or((text, "0"));
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (is_digits(whole) && is_digits(behind)).then(|| text.parse().ok()).flatten().filter(|number: &f64| *number < 1e15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_three_kinds() {
        for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(date(text), Some(784_111_777), "{text}");
        }
        for bad in ["", "now", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 2021 00:00:00 GMT", "Sün, 06 Nov 1994"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn waits_are_spans_or_moments_after_the_answer() {
        let now = date("Fri, 31 Dec 1999 23:59:50 GMT");
        assert_eq!(retry_after("120", None), Ok(120));
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:59 GMT", now), Ok(9));
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:40 GMT", now), Ok(0), "over");
        assert_eq!(retry_after("Fri, 31 Dec 1999 23:59:59 GMT", None), Err(NO_DATE));
        for bad in ["", "-1", "+1", "1.5", "1s", "soon", "99999999999999999999"] {
            assert!(retry_after(bad, now).is_err(), "{bad}");
        }
    }

    #[test]
    fn resets_are_told_apart_by_their_size() {
        let now = Some(1_795_361_480);
        for (text, seconds) in [
            ("2", 2.0),
            ("0.25", 0.25),
            ("999999999", 999_999_999.0),
            ("1000000000", 0.0),
            ("100000000000", 0.0),
            ("1795361489", 9.0),
            ("1795361489.614261", 9.614),
            ("1795361489614", 9.614),
            ("1795361000", 0.0),
            ("Mon, 22 Nov 2026 21:31:29 GMT", f64::NAN),
            ("Sun, 22 Nov 2026 15:31:29 GMT", 9.0),
        ] {
            match reset(text, now) {
                Ok(read) => assert!((read - seconds).abs() < 1e-6, "{text}: {read}"),
                // The 22nd was a Sunday.
                Err(_) => assert!(seconds.is_nan(), "{text}"),
            }
        }
        assert_eq!(reset("1795361489", None), Err(NO_DATE));
        for bad in ["", "-1", "1e3", "inf", "nan", "1.", ".5", "1.2.3", "٣", "1000000000000000", "9999999999999999"] {
            assert!(reset(bad, now).is_err(), "{bad}");
        }
    }
}
