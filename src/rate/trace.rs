//! What was asked of a limiter and what came back: one line of JSON for each request, in the order of sending.

use serde::{Deserialize, Serialize};

use super::headers::retry_after;
use super::limit::SECOND;

/// The name of a line's form.
const SCHEMA: &str = "gosys.rate-shot.v1";

/// A request. Times are nanoseconds since the trace began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shot {
    #[serde(default)]
    pub schema: String,
    /// When it should have left.
    #[serde(default)]
    pub scheduled: u64,
    pub sent: u64,
    /// When the answer began.
    pub first_byte: u64,
    /// When the answer was over.
    #[serde(default)]
    pub done: u64,
    /// 0 for no answer.
    #[serde(default)]
    pub status: u16,
    pub denied: bool,
    /// By what the limiter may tell callers apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Whether it came at the moment that Retry-After had told.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub obeys: bool,
    /// Header fields that say something of limits, and the answer's date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
}

impl Shot {
    /// Whether an answer came, and so a decision.
    pub fn is_decision(&self) -> bool {
        self.status != 0
    }

    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// In how many seconds it was told to come back.
    pub fn retry_after(&self) -> Option<u64> {
        retry_after(self.fields())
    }
}

/// A trace as it is kept in a file.
pub fn write(shots: &[Shot]) -> Result<String, String> {
    let line = |shot: &Shot| serde_json::to_string(&Shot { schema: SCHEMA.to_owned(), ..shot.clone() });
    shots.iter().map(|shot| line(shot).map(|line| line + "\n").map_err(|error| error.to_string())).collect()
}

/// The next line of a file, if it has something in it; says what is wrong with it.
pub fn read(line: &str) -> Result<Option<Shot>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let read = serde_json::from_str(line);
    // The line that the parser names is always the first: it is given one at a time.
    let mut shot: Shot = read.map_err(|error| {
        let words = error.to_string();
        let words = words.split(" at line").next().unwrap_or_default();
        if error.is_data() { words.to_owned() } else { format!("this is no JSON: {words}") }
    })?;
    if !shot.schema.is_empty() && shot.schema != SCHEMA {
        return Err(format!("its schema is `{}`, and not {SCHEMA}", shot.schema));
    }
    if shot.first_byte < shot.sent {
        return Err("it was answered before it was sent".to_owned());
    }
    // A trace by hand need not say it: whoever is denied or not has been answered.
    if shot.status == 0 && !line.contains("\"status\"") {
        shot.status = if shot.denied { 429 } else { 200 };
    }
    shot.done = shot.done.max(shot.first_byte);
    shot.scheduled = if shot.scheduled == 0 { shot.sent } else { shot.scheduled };
    shot.schema.clear();
    Ok(Some(shot))
}

/// Whether Retry-After was true; nothing where it was stated and could not be tried.
pub fn honesty(shots: &[Shot]) -> Option<&'static str> {
    let told = |shot: &Shot| shot.retry_after().map(|seconds| seconds.saturating_mul(SECOND));
    let denied: Vec<&Shot> = shots.iter().filter(|shot| shot.denied).collect();
    if denied.iter().all(|shot| told(shot).is_none()) {
        return (!denied.is_empty()).then_some("none");
    }
    let mut obedient = shots.iter().filter(|shot| shot.obeys && shot.is_decision()).peekable();
    let was_tried = obedient.peek().is_some();
    if obedient.any(|shot| shot.denied) {
        return Some("early");
    }
    // A second is what rounding up may cost.
    let is_late = |denied: &&Shot| {
        let next = shots.iter().filter(|shot| shot.is_decision() && !shot.denied && shot.sent > denied.done);
        let next = next.map(|shot| shot.done).min();
        let said = told(denied).map(|wait| denied.done.saturating_add(wait));
        next.zip(said).is_some_and(|(next, said)| next.saturating_add(SECOND) < said)
    };
    if denied.iter().any(is_late) {
        return Some("late");
    }
    was_tried.then_some("honest")
}

/// The most of these seconds in any one of them, wherever it begins.
pub fn peak(moments: impl Iterator<Item = f64>) -> usize {
    let mut moments: Vec<f64> = moments.collect();
    moments.sort_by(f64::total_cmp);
    let in_second = |(at, first): (usize, &f64)| moments.partition_point(|other| *other < first + 1.0) - at;
    moments.iter().enumerate().map(in_second).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_in_any_second() {
        assert_eq!(peak([0.0, 2.75, 2.0, 2.5, 3.25, 3.0, 9.0].into_iter()), 4, "from 2.5 on");
        assert_eq!(peak([0.0, 1.0, 2.0].into_iter()), 1, "the next one begins a second of its own");
        assert_eq!(peak(std::iter::empty()), 0);
    }

    #[test]
    fn what_is_written_reads_back() {
        let shots = [
            Shot { scheduled: 1, sent: 2, first_byte: 30, done: 40, status: 200, ..Shot::default() },
            Shot {
                scheduled: 50,
                sent: 50,
                first_byte: 60,
                done: 61,
                status: 503,
                denied: true,
                key: Some("a".to_owned()),
                headers: vec![("retry-after".to_owned(), "7".to_owned())],
                ..Shot::default()
            },
            // Nobody answered, which is no decision.
            Shot { scheduled: 70, sent: 70, first_byte: 70, done: 70, ..Shot::default() },
        ];
        let text = write(&shots).unwrap();
        let read: Vec<Shot> = text.lines().map(|line| read(line).unwrap().unwrap()).collect();
        assert_eq!(read, shots);
        assert_eq!(read.iter().map(Shot::is_decision).collect::<Vec<_>>(), [true, true, false]);
        assert_eq!(read[1].retry_after(), Some(7));
        assert!(text.starts_with("{\"schema\":\"gosys.rate-shot.v1\","), "{text}");
    }

    #[test]
    fn a_trace_by_hand_needs_little() {
        let shot = read(r#"{"sent":5,"first_byte":9,"denied":true}"#).unwrap().unwrap();
        assert_eq!((shot.scheduled, shot.done, shot.status), (5, 9, 429));
        assert_eq!(read("  "), Ok(None));
    }

    #[test]
    fn what_is_wrong_with_a_line() {
        for (line, why) in [
            ("{", "this is no JSON: EOF while parsing"),
            (r#"{"sent":1,"denied":true}"#, "missing field `first_byte`"),
            (r#"{"sent":2,"first_byte":1,"denied":true}"#, "it was answered before it was sent"),
            (r#"{"sent":-2,"first_byte":1,"denied":true}"#, "invalid value: integer `-2`"),
            (r#"{"schema":"x","sent":1,"first_byte":1,"denied":true}"#, "its schema is `x`"),
        ] {
            let refused = read(line).unwrap_err();
            assert!(refused.starts_with(why), "{line}: {refused}");
        }
    }
}
