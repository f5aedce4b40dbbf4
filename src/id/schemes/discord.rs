//! Discord's snowflake: 42 bits of milliseconds since 2015, 5 of worker, 5 of process, 12 of sequence.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// The row of the table.
pub const DISCORD: Flake = Flake {
    name: Cow::Borrowed("discord"),
    about: "Discord's snowflake",
    layout: Layout {
        time_bits: 42,
        node_bits: 10,
        sequence_bits: 12,
        epoch_ms: 1_420_070_400_000,
        tick_ms: 1,
        lowest: Lowest::Sequence,
    },
    node_parts: &[("worker", 5), ("process", 5)],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// From Discord's own reference.
    #[test]
    fn a_known_id() {
        assert_eq!(made_of(&DISCORD, "175928847299117063"), "1462015105796 32 7 worker=1 process=0");
    }
}
