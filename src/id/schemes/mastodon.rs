//! Mastodon's ids: 48 bits of milliseconds since 1970, and 16 in which a hash is added to a counter.
//! There are no nodes: a database makes them.

use std::borrow::Cow;

use crate::id::flake::Flake;
use crate::id::layout::{Layout, Lowest};

/// The row of the table.
pub const MASTODON: Flake = Flake {
    name: Cow::Borrowed("mastodon"),
    about: "Mastodon's status ids",
    layout: Layout {
        time_bits: 48,
        node_bits: 0,
        sequence_bits: 16,
        epoch_ms: 0,
        tick_ms: 1,
        lowest: Lowest::Sequence,
    },
    node_parts: &[],
    form: "dec",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    #[test]
    fn the_time_of_an_id() {
        let id = 1_700_000_000_000_u64 << 16 | 0xabcd;
        assert_eq!(made_of(&MASTODON, &id.to_string()), "1700000000000 0 43981");
    }
}
