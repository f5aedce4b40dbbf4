//! Sony's sonyflake, version 2 (2025): 39 bits of 10 ms, 8 of sequence, 16 of machine, since 2025-01-01Z.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// Version 1 differs in its epoch alone.
pub const LAYOUT: Layout = Layout {
    time_bits: 39,
    node_bits: 16,
    sequence_bits: 8,
    epoch_ms: 1_735_689_600_000,
    tick_ms: 10,
    lowest: Lowest::Node,
};

/// The row of the table.
pub const SONYFLAKE: Flake = Flake {
    name: Cow::Borrowed("sonyflake"),
    about: "Sony's sonyflake, version 2",
    layout: LAYOUT,
    node_parts: &[("machine", 16)],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// Composed by Sony's own library.
    #[test]
    fn known_ids() {
        assert_eq!(made_of(&SONYFLAKE, "26892697457393663"), "1751718896780 65535 255 machine=65535");
        assert_eq!(made_of(&SONYFLAKE, "1"), "1735689600000 1 0 machine=1");
    }
}
