//! How a 64-bit id is divided, and the arithmetic between cells, ids and times. Pure.
//!
//! A cell is the pair of tick and sequence as one number, `tick << sequence_bits | sequence`: the id
//! without its node. Cells of one node in order are its ids in order.

use super::Parts;

/// From the highest bit: one that is 0, time, node, sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The widths in bits; together at most 63, so that an id fits a signed number too.
    pub time_bits: u32,
    pub node_bits: u32,
    pub sequence_bits: u32,
    /// When time 0 was, in milliseconds since 1970.
    pub epoch_ms: u64,
    /// The length of a tick, in milliseconds.
    pub tick_ms: u64,
}

impl Layout {
    /// The highest node.
    pub fn node_max(&self) -> u64 {
        (1 << self.node_bits) - 1
    }

    /// Ids that one node can make in a second.
    pub fn ids_per_second(&self) -> u64 {
        (1000 << self.sequence_bits) / self.tick_ms
    }

    /// The first tick that no longer fits.
    pub fn end_tick(&self) -> u64 {
        1 << self.time_bits
    }

    /// The tick that is running at `us` microseconds since 1970; `None` before the epoch.
    pub fn tick_at(&self, us: u64) -> Option<u64> {
        Some(us.checked_sub(self.epoch_ms * 1000)? / (self.tick_ms * 1000))
    }

    /// When a tick begins, in microseconds since 1970.
    pub fn begins_us(&self, tick: u64) -> u64 {
        // With long ticks a layout can name times that 64 bits of microseconds do not hold, and any id may be decoded.
        self.epoch_ms.saturating_add(tick.saturating_mul(self.tick_ms)).saturating_mul(1000)
    }

    /// The lowest cell of a tick.
    pub fn first_cell(&self, tick: u64) -> u64 {
        tick << self.sequence_bits
    }

    /// The tick that a cell lies in.
    pub fn tick_of(&self, cell: u64) -> u64 {
        cell >> self.sequence_bits
    }

    /// The id of a cell of `node`.
    pub fn id(&self, cell: u64, node: u64) -> u64 {
        let sequence = cell & ((1 << self.sequence_bits) - 1);
        (self.tick_of(cell) << self.node_bits | node) << self.sequence_bits | sequence
    }

    /// The reverse of [`Layout::id`] for every number below [`Layout::past_the_end`].
    pub fn parts(&self, id: u64) -> Parts {
        let tick = id >> (self.node_bits + self.sequence_bits);
        Parts {
            unix_ms: self.begins_us(tick) / 1000,
            node: (id >> self.sequence_bits) & self.node_max(),
            sequence: id & ((1 << self.sequence_bits) - 1),
        }
    }

    /// The first number that is no id of this layout.
    pub fn past_the_end(&self) -> u64 {
        1 << (self.time_bits + self.node_bits + self.sequence_bits)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::snowflake::LAYOUT;

    proptest! {
        #[test]
        fn an_id_says_what_it_was_made_of(cell in 0u64..1 << 53, node in 0u64..1024) {
            let id = LAYOUT.id(cell, node);
            let parts = LAYOUT.parts(id);
            prop_assert_eq!(parts.node, node);
            prop_assert_eq!(parts.sequence, cell & 4095);
            prop_assert_eq!(parts.unix_ms * 1000, LAYOUT.begins_us(LAYOUT.tick_of(cell)));
            prop_assert!(id < LAYOUT.past_the_end());
        }

        #[test]
        fn the_order_of_cells_is_the_order_of_ids(a in 0u64..1 << 53, b in 0u64..1 << 53, node in 0u64..1024) {
            prop_assert_eq!(a.cmp(&b), LAYOUT.id(a, node).cmp(&LAYOUT.id(b, node)));
        }

        #[test]
        fn a_time_lies_in_its_tick(us in 1_288_834_974_657_000u64..4_000_000_000_000_000) {
            let tick = LAYOUT.tick_at(us).unwrap();
            prop_assert!(LAYOUT.begins_us(tick) <= us && us < LAYOUT.begins_us(tick + 1));
        }
    }

    #[test]
    fn the_limit_of_the_layout() {
        assert_eq!(LAYOUT.ids_per_second(), 4_096_000);
        assert_eq!(LAYOUT.past_the_end(), 1 << 63);
        assert_eq!(LAYOUT.tick_at(LAYOUT.epoch_ms * 1000 - 1), None);
    }
}
