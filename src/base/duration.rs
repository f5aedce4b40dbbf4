//! Durations as a user writes them: `10s`, `1h30m`, `250ms`. A bare number has no unit and is refused.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use jiff::SignedDuration;
use jiff::fmt::friendly::{Designator, Spacing, SpanPrinter};

/// A length of time given on the command line or in a settings file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HumanDuration(pub Duration);

/// The longest duration that is accepted: ten years keep every sum with a clock in range.
pub const DURATION_MAX: Duration = Duration::from_secs(10 * 366 * 86_400);

/// A span in nanoseconds; one of centuries is as long as can be told.
pub fn nanos(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

/// The same in microseconds.
pub fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
}

/// The same in milliseconds.
pub fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

impl FromStr for HumanDuration {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = "write a number and a unit (ms, s, m or h), such as 250ms, 10s or 1h30m";
        // So that a bare number is told what it lacks; jiff would only say that it cannot read it.
        match text.trim().parse::<f64>() {
            Ok(number) if number < 0.0 => return Err(format!("a duration cannot be negative; {wanted}")),
            Ok(_) => return Err(format!("the duration has no unit; {wanted}")),
            Err(_) => {}
        }
        // Days are refused with the rest: to jiff a day's length depends on the place.
        let signed: SignedDuration = text.parse().map_err(|_| format!("not a duration; {wanted}"))?;
        let duration = Duration::try_from(signed).map_err(|_| format!("a duration cannot be negative; {wanted}"))?;
        if duration > DURATION_MAX {
            return Err("the duration is longer than ten years".to_owned());
        }
        Ok(Self(duration))
    }
}

impl fmt::Display for HumanDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let printer = SpanPrinter::new().designator(Designator::Compact).spacing(Spacing::None);
        match SignedDuration::try_from(self.0) {
            Ok(signed) => f.write_str(&printer.duration_to_string(&signed)),
            // Longer than jiff can count, which no option lets in.
            Err(_) => write!(f, "{:?}", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_write() {
        let cases = [("10s", 10_000), ("250ms", 250), ("1h30m", 5_400_000), ("2m", 120_000), ("1.5s", 1_500)];
        for (text, ms) in cases {
            assert_eq!(text.parse(), Ok(HumanDuration(Duration::from_millis(ms))), "{text}");
        }
    }

    #[test]
    fn refuses_what_has_no_meaning() {
        for text in ["", "10", "0", "-1s", "abc", "10 parsecs", "100000h", "10d", "1.5"] {
            assert!(text.parse::<HumanDuration>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(ms in 0u64..1_000_000_000_000) {
            let before = HumanDuration(Duration::from_millis(ms).min(DURATION_MAX));
            prop_assert_eq!(before.to_string().parse(), Ok(before));
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (text, beginning) in [
            ("-1", "a duration cannot be negative"),
            ("0", "the duration has no unit"),
            ("-1s", "a duration cannot be negative"),
        ] {
            let message = text.parse::<HumanDuration>().unwrap_err();
            assert!(message.starts_with(beginning), "{text}: {message}");
        }
    }
}
