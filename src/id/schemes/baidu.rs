//! Baidu's uid-generator in its default layout: 28 bits of seconds since 2016-05-20, 22 of worker, 13 of sequence.
//! Its last second was 2024-11-20T13:24:15Z: `--layout` gives it a future.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// The row of the table.
pub const BAIDU: Flake = Flake {
    name: Cow::Borrowed("baidu"),
    about: "Baidu's uid-generator",
    layout: Layout {
        time_bits: 28,
        node_bits: 22,
        sequence_bits: 13,
        epoch_ms: 1_463_673_600_000,
        tick_ms: 1000,
        lowest: Lowest::Sequence,
    },
    node_parts: &[("worker", 22)],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    #[test]
    fn the_last_second() {
        let last = made_of(&BAIDU, &((1_u64 << 63) - 1).to_string());
        assert_eq!(last, "1732109055000 4194303 8191 worker=4194303");
        assert_eq!(BAIDU.layout.begins_us(BAIDU.layout.end_tick()) / 1000, 1_732_109_056_000);
    }
}
