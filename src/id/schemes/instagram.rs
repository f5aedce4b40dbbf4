//! Instagram's ids (2012): 41 bits of milliseconds, 13 of logical shard, 10 of sequence.
//! The epoch is that of the code in Instagram's article; its prose speaks of 2011-01-01.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// The row of the table.
pub const INSTAGRAM: Flake = Flake {
    name: Cow::Borrowed("instagram"),
    about: "Instagram's sharded ids",
    layout: Layout {
        time_bits: 41,
        node_bits: 13,
        sequence_bits: 10,
        epoch_ms: 1_314_220_021_721,
        tick_ms: 1,
        lowest: Lowest::Sequence,
    },
    node_parts: &[("shard", 13)],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// The article's own example: hour 1387263000 of the Unix clock, user 31341 on one of 2000 shards, sequence 5001.
    #[test]
    fn the_example_of_the_article() {
        let id = ((1_387_263_000_000_u64 - 1_314_220_021_721) << 23) | ((31_341 % 2000) << 10) | (5001 % 1024);
        assert_eq!(made_of(&INSTAGRAM, &id.to_string()), "1387263000000 1341 905 shard=1341");
    }
}
