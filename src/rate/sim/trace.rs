//! Reading when requests came, line by line. Pure.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::arrivals::Arrival;
use crate::base::out::sanitize::cut;

/// Later moments are not nanoseconds any more.
const SECONDS_MAX: f64 = 9e9;
/// Clients are numbers, and more would not be told apart by anybody.
const CLIENTS_MAX: usize = 10_000_000;

/// Seconds as they are written, in nanoseconds.
fn nanos(text: &str) -> Option<u64> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| (0.0..SECONDS_MAX).contains(seconds))?;
    // Digit by digit where it can be: seconds since 1970 are floats that are some hundred nanoseconds apart, and whoever
    // kept exactly to a limit would be seen to come too early.
    let exact = format!("{text}s").parse::<SignedDuration>().ok();
    Some(exact.and_then(|span| u64::try_from(span.as_nanos()).ok()).unwrap_or((seconds * 1e9) as u64))
}

/// Takes the lines of a trace. Moments count from the first.
#[derive(Default)]
pub struct Reader {
    arrivals: Vec<Arrival>,
    clients: HashMap<String, u32>,
    first: Option<u64>,
}

impl Reader {
    /// The next line; says what is wrong with it. Empty lines and those that begin with # are left out.
    pub fn add(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let (moment, client) =
            line.split_once(',').map_or((line, ""), |(moment, client)| (moment.trim(), client.trim()));
        let at = nanos(moment).ok_or_else(|| format!("`{}` is no second", cut(moment)))?;
        let first = *self.first.get_or_insert(at);
        if let Some(last) = self.arrivals.last().filter(|last| at < first || at - first < last.at) {
            let earlier = (last.at + first - at) as f64 / 1e9;
            return Err(format!("this came {earlier} s before the line above it"));
        }
        let next = self.clients.len();
        if next == CLIENTS_MAX && !self.clients.contains_key(client) {
            return Err(format!("there are more than {CLIENTS_MAX} clients"));
        }
        let client = *self.clients.entry(client.to_owned()).or_insert(next as u32);
        self.arrivals.push(Arrival { at: at - first, client });
        Ok(())
    }

    /// All that was read, and how many clients there are.
    pub fn finish(self) -> (Vec<Arrival>, u32) {
        (self.arrivals, self.clients.len() as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_count_from_the_first_and_clients_by_name() {
        let mut reader = Reader::default();
        for line in ["# second,client", "1000.5,alice", "", "1000.75, bob", "1001,alice", "1001"] {
            reader.add(line).unwrap();
        }
        let at = |ms: u64, client| Arrival { at: ms * 1_000_000, client };
        assert_eq!(reader.finish(), (vec![at(0, 0), at(250, 1), at(500, 0), at(500, 2)], 3));
    }

    #[test]
    fn moments_may_be_the_same_and_written_as_floats() {
        let mut reader = Reader::default();
        ["1e2", "100", "1.5e2"].iter().for_each(|line| reader.add(line).unwrap());
        let at: Vec<u64> = reader.finish().0.iter().map(|arrival| arrival.at).collect();
        assert_eq!(at, [0, 0, 50_000_000_000]);
    }

    #[test]
    fn each_comes_after_the_one_before_it() {
        let mut reader = Reader::default();
        ["5", "7"].iter().for_each(|line| reader.add(line).unwrap());
        assert_eq!(reader.add("6"), Err("this came 1 s before the line above it".to_owned()));
    }

    #[test]
    fn what_is_refused() {
        let mut reader = Reader::default();
        reader.add("5").unwrap();
        for (line, why) in [
            ("4.5", "this came 0.5 s before the line above it"),
            ("x", "`x` is no second"),
            ("-1", "`-1` is no second"),
            ("nan", "`nan` is no second"),
            ("1e300", "`1e300` is no second"),
            (",alice", "`` is no second"),
        ] {
            assert_eq!(reader.add(line), Err(why.to_owned()));
        }
        assert_eq!(reader.finish().0.len(), 1);
    }
}
