//! Twitter's snowflake (2010): 41 bits of milliseconds, 5 of datacenter, 5 of worker, 12 of sequence.
//! Datacenter and worker together are the node.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// The layout of Twitter's original generator, with its epoch of 2010-11-04T01:42:54.657Z.
pub const LAYOUT: Layout = Layout {
    time_bits: 41,
    node_bits: 10,
    sequence_bits: 12,
    epoch_ms: 1_288_834_974_657,
    tick_ms: 1,
    lowest: Lowest::Sequence,
};

/// The row of the table.
pub const SNOWFLAKE: Flake = Flake {
    name: Cow::Borrowed("snowflake"),
    about: "Twitter's snowflake",
    layout: LAYOUT,
    node_parts: &[("datacenter", 5), ("worker", 5)],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// From the documentation of Twitter's ids, checked by hand against the layout.
    #[test]
    fn a_known_id() {
        let parts = made_of(&SNOWFLAKE, "1101668899018334209");
        assert_eq!(parts, "1551493308201 342 1 datacenter=10 worker=22");
    }
}
