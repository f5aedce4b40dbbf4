//! How a 64-bit id is divided, and the arithmetic between cells, ids and times. Pure.
//!
//! A cell is the pair of tick and sequence as one number, `tick << sequence_bits | sequence`: the id
//! without its node. Cells of one node in order are its ids in order.

use super::Ticks;

/// From the highest bit: time, then node and sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The widths in bits; together at most 64, and time and sequence at most 63 each.
    pub time_bits: u32,
    pub node_bits: u32,
    pub sequence_bits: u32,
    /// When time 0 was, in milliseconds since 1970.
    pub epoch_ms: u64,
    /// The length of a tick, in milliseconds.
    pub tick_ms: u64,
    /// Which of the two lower fields is the lowest.
    pub lowest: Lowest,
}

/// The field in the lowest bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lowest {
    Sequence,
    Node,
}

/// A number taken apart: tick, node, sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    pub tick: u64,
    pub node: u64,
    pub sequence: u64,
}

/// The lowest `bits` bits, for up to 63 of them.
const fn mask(bits: u32) -> u64 {
    (1 << bits) - 1
}

/// `value << bits`, also where that leaves nothing.
const fn shift(value: u64, bits: u32) -> u64 {
    if bits >= 64 { 0 } else { value << bits }
}

impl Layout {
    /// The highest node.
    pub const fn node_max(&self) -> u64 {
        mask(self.node_bits)
    }

    /// Ids that one node can make in a second.
    pub fn ids_per_second(&self) -> f64 {
        shift(1, self.sequence_bits) as f64 * 1000.0 / self.tick_ms as f64
    }

    /// The time in the ids.
    pub const fn ticks(&self) -> Ticks {
        Ticks { bits: self.time_bits, epoch_ms: self.epoch_ms, tick_ms: self.tick_ms }
    }

    /// The first tick that no longer fits.
    pub const fn end_tick(&self) -> u64 {
        1 << self.time_bits
    }

    /// The first cell that no longer fits.
    pub fn end_cell(&self) -> u64 {
        // Where all 64 bits are used the very last cell is given up: no number would be left for `none`.
        if self.time_bits + self.sequence_bits >= 64 { u64::MAX } else { self.first_cell(self.end_tick()) }
    }

    /// The tick that is running at `us` microseconds since 1970; `None` before the epoch.
    pub fn tick_at(&self, us: u64) -> Option<u64> {
        Some(us.checked_sub(self.epoch_ms.saturating_mul(1000))? / (self.tick_ms * 1000))
    }

    /// When a tick begins, in microseconds since 1970.
    pub fn begins_us(&self, tick: u64) -> u64 {
        // With long ticks a layout can name times that 64 bits of microseconds do not hold, and any id may be decoded.
        self.epoch_ms.saturating_add(tick.saturating_mul(self.tick_ms)).saturating_mul(1000)
    }

    /// The lowest cell of a tick; the largest number of all where the tick is past the end.
    pub fn first_cell(&self, tick: u64) -> u64 {
        if tick.leading_zeros() < self.sequence_bits { u64::MAX } else { tick << self.sequence_bits }
    }

    /// The tick that a cell lies in.
    pub const fn tick_of(&self, cell: u64) -> u64 {
        cell >> self.sequence_bits
    }

    /// The id of a cell of `node`.
    pub const fn id(&self, cell: u64, node: u64) -> u64 {
        let (tick, sequence) = (self.tick_of(cell), cell & mask(self.sequence_bits));
        let lower = match self.lowest {
            Lowest::Sequence => node << self.sequence_bits | sequence,
            Lowest::Node => sequence << self.node_bits | node,
        };
        shift(tick, self.node_bits + self.sequence_bits) | lower
    }

    /// The reverse of [`Layout::id`] for every number that [`Layout::holds`].
    pub const fn fields(&self, id: u64) -> Fields {
        let (sequence, node) = match self.lowest {
            Lowest::Sequence => (id, id >> self.sequence_bits),
            Lowest::Node => (id >> self.node_bits, id),
        };
        let tick = id >> (self.node_bits + self.sequence_bits);
        Fields { tick, node: node & mask(self.node_bits), sequence: sequence & mask(self.sequence_bits) }
    }

    /// The least and the greatest id of a tick.
    pub const fn bounds(&self, tick: u64) -> (u64, u64) {
        let lower = self.node_bits + self.sequence_bits;
        let least = shift(tick, lower);
        (least, least | mask(lower))
    }

    /// The least and the greatest id of a tick and a node.
    pub const fn bounds_of_node(&self, tick: u64, node: u64) -> (u64, u64) {
        let first = shift(tick, self.sequence_bits);
        (self.id(first, node), self.id(first | mask(self.sequence_bits), node))
    }

    /// Whether the number is an id of this layout.
    pub const fn holds(&self, id: u64) -> bool {
        let bits = self.time_bits + self.node_bits + self.sequence_bits;
        bits >= 64 || id >> bits == 0
    }

    /// The same widths, epoch and unit as numbers in one order, to tell layouts apart in files and on servers.
    pub fn identity(&self) -> Vec<u64> {
        let widths = [self.time_bits, self.node_bits, self.sequence_bits].map(u64::from);
        let mut fields = [&widths[..], &[self.epoch_ms, self.tick_ms]].concat();
        // Only where it is the other way round: files made before there was a choice hold hashes without it.
        if self.lowest == Lowest::Node {
            fields.push(1);
        }
        fields
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::schemes::snowflake::LAYOUT;

    fn layouts() -> impl Strategy<Value = Layout> {
        let widths = (1u32..49, 0u32..23, 0u32..23).prop_filter("at most 64 bits", |(t, n, s)| t + n + s <= 64);
        let lowest = prop_oneof![Just(Lowest::Sequence), Just(Lowest::Node)];
        (widths, lowest, 0u64..2_000_000_000_000, 1u64..100_000).prop_map(|((t, n, s), lowest, epoch_ms, tick_ms)| {
            Layout { time_bits: t, node_bits: n, sequence_bits: s, epoch_ms, tick_ms, lowest }
        })
    }

    proptest! {
        #[test]
        fn an_id_says_what_it_was_made_of(layout in layouts(), cell in any::<u64>(), node in any::<u64>()) {
            let cell = cell % layout.end_cell();
            let node = node & layout.node_max();
            let id = layout.id(cell, node);
            let Fields { tick, node: read, sequence } = layout.fields(id);
            prop_assert_eq!((tick, read), (layout.tick_of(cell), node));
            prop_assert_eq!(layout.first_cell(tick) | sequence, cell);
            prop_assert!(layout.holds(id));
            let (least, greatest) = layout.bounds(tick);
            prop_assert!(least <= id && id <= greatest);
            let of_node = layout.bounds_of_node(tick, node);
            prop_assert!(least <= of_node.0 && of_node.0 <= id && id <= of_node.1 && of_node.1 <= greatest);
            let ends = [of_node.0, of_node.1].map(|id| layout.fields(id));
            prop_assert_eq!(ends.map(|end| (end.tick, end.node)), [(tick, node); 2]);
            prop_assert_eq!(ends.map(|end| end.sequence), [0, mask(layout.sequence_bits)]);
        }

        #[test]
        fn the_order_of_cells_is_the_order_of_ids(layout in layouts(), a in any::<u64>(), b in any::<u64>()) {
            let (a, b, node) = (a % layout.end_cell(), b % layout.end_cell(), layout.node_max());
            prop_assert_eq!(a.cmp(&b), layout.id(a, node).cmp(&layout.id(b, node)));
        }

        #[test]
        fn a_time_lies_in_its_tick(layout in layouts(), us in 2_000_000_000_000_000u64..4_000_000_000_000_000) {
            let tick = layout.tick_at(us).unwrap();
            prop_assert!(layout.begins_us(tick) <= us && us < layout.begins_us(tick + 1));
        }
    }

    #[test]
    fn the_limit_of_the_layout() {
        assert!((LAYOUT.ids_per_second() - 4_096_000.0).abs() < 1e-9);
        assert!(LAYOUT.holds((1 << 63) - 1) && !LAYOUT.holds(1 << 63));
        assert_eq!(LAYOUT.tick_at(LAYOUT.epoch_ms * 1000 - 1), None);
    }

    /// A file made by an earlier release must still be told as what it is.
    #[test]
    fn the_identity_is_stable() {
        assert_eq!(LAYOUT.identity(), [41, 10, 12, 1_288_834_974_657, 1]);
    }

    #[test]
    fn the_ends_of_the_fields() {
        assert_eq!(LAYOUT.node_max(), 1023);
        let slow = Layout { tick_ms: 10, ..LAYOUT };
        assert!((slow.ids_per_second() - 409_600.0).abs() < 1e-9);
        for (tick, cell) in
            [(1 << 51, 1 << 63), ((1 << 52) - 1, u64::MAX - 4095), (1 << 52, u64::MAX), (u64::MAX, u64::MAX)]
        {
            assert_eq!(LAYOUT.first_cell(tick), cell, "{tick}");
        }
    }
}
