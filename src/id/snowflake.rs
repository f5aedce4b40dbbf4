//! Twitter's snowflake (2010): 41 bits of milliseconds, 5 of datacenter, 5 of worker, 12 of sequence.
//! Datacenter and worker together are the node.

use super::layout::Layout;
use super::{Malformed, Scheme};

/// The layout of Twitter's original generator, with its epoch of 2010-11-04T01:42:54.657Z.
pub const LAYOUT: Layout =
    Layout { time_bits: 41, node_bits: 10, sequence_bits: 12, epoch_ms: 1_288_834_974_657, tick_ms: 1 };

/// The default scheme.
pub struct Snowflake;

impl Scheme for Snowflake {
    fn name(&self) -> &'static str {
        "snowflake"
    }

    fn layout(&self) -> &Layout {
        &LAYOUT
    }

    fn format(&self, id: u64) -> String {
        id.to_string()
    }

    fn parse(&self, text: &str) -> Result<u64, Malformed> {
        if text.is_empty() {
            return Err(Malformed::Empty);
        }
        // `u64` would read a leading `+`. Leading zeros are read, as from a column that was padded.
        if let Some(other) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(Malformed::NotADigit(other));
        }
        let id: u64 = text.parse().map_err(|_| Malformed::TooLong(text.len()))?;
        if id < LAYOUT.past_the_end() { Ok(id) } else { Err(Malformed::PastTheEnd) }
    }

    fn extra(&self, id: u64) -> Vec<(&'static str, u64)> {
        let node = LAYOUT.parts(id).node;
        vec![("datacenter", node >> 5), ("worker", node & 31)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the documentation of Twitter's ids, checked by hand against the layout.
    #[test]
    fn a_known_id() {
        let id = Snowflake.parse("1101668899018334209").unwrap();
        let parts = LAYOUT.parts(id);
        assert_eq!((parts.unix_ms, parts.node, parts.sequence), (1_551_493_308_201, 342, 1));
        assert_eq!(Snowflake.extra(id), [("datacenter", 10), ("worker", 22)]);
        assert_eq!(Snowflake.format(id), "1101668899018334209");
    }

    #[test]
    fn what_is_no_id_is_refused() {
        let cases = [
            ("", Malformed::Empty),
            ("12x", Malformed::NotADigit('x')),
            ("-1", Malformed::NotADigit('-')),
            ("+1", Malformed::NotADigit('+')),
            ("٣", Malformed::NotADigit('٣')),
            ("18446744073709551616", Malformed::TooLong(20)),
            ("9223372036854775808", Malformed::PastTheEnd),
        ];
        for (text, why) in cases {
            assert_eq!(Snowflake.parse(text), Err(why), "{text}");
        }
        assert_eq!(Snowflake.parse("9223372036854775807"), Ok((1 << 63) - 1));
    }
}
