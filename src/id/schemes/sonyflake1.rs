//! Sony's sonyflake, version 1 (2014): 39 bits of 10 ms, 8 of sequence, 16 of machine, since 2014-09-01Z.
//! As in version 2 the sequence stands above the machine; the epochs differ.

use std::borrow::Cow;

use super::sonyflake;
use crate::id::flake::Flake;
use crate::id::layout::Layout;

/// The row of the table.
pub const SONYFLAKE1: Flake = Flake {
    name: Cow::Borrowed("sonyflake1"),
    about: "Sony's sonyflake, version 1",
    layout: Layout { epoch_ms: 1_409_529_600_000, ..sonyflake::LAYOUT },
    node_parts: &[("machine", 16)],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// Composed by Sony's own library.
    #[test]
    fn a_known_id() {
        assert_eq!(made_of(&SONYFLAKE1, "494152093532160001"), "1704067200000 1 0 machine=1");
    }
}
