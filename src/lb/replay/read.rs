//! What a simulated fleet is told of an access log. Pure.

use super::{Entry, Log};
use crate::base::access_log;
use crate::lb::hash::xxh64;

/// Takes the lines of a log.
pub struct Reader {
    reader: access_log::Reader,
    /// Whether the requests are put in order.
    sorts: bool,
    log: Log,
}

impl Reader {
    pub fn new(layout: access_log::Layout, sorts: bool) -> Self {
        Self { reader: access_log::Reader::new(layout), sorts, log: Log::default() }
    }

    /// The next line; says what is wrong with it.
    pub fn add(&mut self, line: &str) -> Result<(), String> {
        let Some(request) = self.reader.read(line)? else { return Ok(()) };
        let key = request.key.map(|key| xxh64::key(key.as_bytes()));
        self.push(Entry { at: request.at, took: request.took, key })
    }

    fn push(&mut self, entry: Entry) -> Result<(), String> {
        if let (Some(first), Some(last)) = (self.log.entries.first(), self.log.entries.last()) {
            match (first.took.is_some(), entry.took.is_some()) {
                (true, false) => return Err("there is no duration, as there is before".to_owned()),
                (false, true) => return Err("there is a duration, as there is none before".to_owned()),
                _ => {}
            }
            // Refused rather than put in order at once: the log of another day or zone in between looks like that, too.
            if entry.at < last.at && !self.sorts {
                return Err(format!("this came {} ms before the line above it", last.at - entry.at));
            }
        }
        self.log.entries.push(entry);
        Ok(())
    }

    /// All that was read, and whether its times are whole seconds because its format has no other.
    pub fn finish(mut self) -> (Log, bool) {
        if self.sorts {
            // Stable: requests of one moment stay as the log has them, and with them the result.
            self.log.entries.sort_by(|a, b| a.at.total_cmp(&b.at));
        }
        (self.log, self.reader.is_coarse())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(sorts: bool) -> Reader {
        let names = ["time", "duration", "key", "status"].map(str::to_owned);
        Reader::new(access_log::Layout { format: None, names, units: [1000.0, 1000.0] }, sorts)
    }

    #[test]
    fn equal_keys_are_one() {
        let mut reader = reader(false);
        ["1,2,a", "2,2,b", "3,2,a", "4,2"].iter().for_each(|line| reader.add(line).unwrap());
        let keys: Vec<_> = reader.finish().0.entries.iter().map(|entry| entry.key).collect();
        assert!(keys[0] == keys[2] && keys[0] != keys[1] && keys[3].is_none(), "{keys:?}");
    }

    #[test]
    fn what_does_not_fit_the_lines_before_it() {
        let refused = |before: &str, line: &str, words: &str| {
            let mut reader = reader(false);
            reader.add(before).unwrap();
            assert_eq!(reader.add(line), Err(words.to_owned()), "{line}");
        };
        refused("1,1", "2", "there is no duration, as there is before");
        refused("1", "2,1", "there is a duration, as there is none before");
        refused("2,1", "1.5,1", "this came 500 ms before the line above it");
        let web = |second: u32| format!("a - - [10/Oct/2000:13:55:{second} -0700] \"GET / HTTP/1.0\" 200 2");
        refused(&web(36), &web(35), "this came 1000 ms before the line above it");
    }

    #[test]
    fn requests_of_one_moment_are_in_order() {
        let mut reader = reader(false);
        assert_eq!(["1,1", "1,2", "2,1"].map(|line| reader.add(line)), [Ok(()), Ok(()), Ok(())]);
    }

    #[test]
    fn disorder_can_be_put_in_order() {
        let mut reader = reader(true);
        ["3,1", "1,2", "2,3"].iter().for_each(|line| reader.add(line).unwrap());
        let at: Vec<_> = reader.finish().0.entries.iter().map(|entry| entry.at).collect();
        assert_eq!(at, [1000.0, 2000.0, 3000.0]);
    }
}
