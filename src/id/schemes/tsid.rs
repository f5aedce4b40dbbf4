//! TSID, as tsid-creator makes it: 42 bits of milliseconds since 2020, 10 of node, 12 of counter; written in
//! Crockford's base 32, 13 characters.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// The row of the table.
pub const TSID: Flake = Flake {
    name: Cow::Borrowed("tsid"),
    about: "time-sorted ids, as tsid-creator",
    layout: Layout {
        time_bits: 42,
        node_bits: 10,
        sequence_bits: 12,
        epoch_ms: 1_577_836_800_000,
        tick_ms: 1,
        lowest: Lowest::Sequence,
    },
    node_parts: &[],
    form: "crockford",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// The example of tsid-ts, as text and as number.
    #[test]
    fn a_known_id() {
        let as_number = Flake { form: "dec", ..TSID };
        assert_eq!(made_of(&TSID, "0DXBQ9H279R05"), made_of(&as_number, "501438102971408389"));
    }
}
