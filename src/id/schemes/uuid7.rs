//! UUID version 7: 48 bits of milliseconds since 1970, a counter of 14, 60 random bits.
//!
//! The counter is RFC 9562's method 1, a fixed-length counter in the bits behind the time: `rand_a` and the
//! first two of `rand_b`. A register hands it out, so ids of all processes of a host are strictly in order. What one
//! process makes at one go shares a count and goes up by random steps, RFC 9562's method 2.

use super::uuid::{Uuid, stamp};
use crate::id::Source;
use crate::id::layout::{Layout, Lowest};

/// The row of the table.
pub const UUID7: Uuid = Uuid {
    name: "uuid7",
    about: "UUID of time, ordered on a host",
    version: Some(7),
    source: Source::Padded(&LAYOUT, make),
    ticks: Some(LAYOUT.ticks()),
};

/// Time and counter. Between hosts the random bits keep ids apart.
pub const LAYOUT: Layout =
    Layout { time_bits: 48, node_bits: 0, sequence_bits: 14, epoch_ms: 0, tick_ms: 1, lowest: Lowest::Sequence };

/// The id of a cell.
pub fn make(layout: &Layout, cell: u64, random: u128) -> u128 {
    let (tick, counter) = (u128::from(layout.tick_of(cell)), u128::from(cell & 0x3fff));
    // Twelve bits of the counter above the variant, two below it.
    let number = tick << 80 | counter >> 2 << 64 | (counter & 0b11) << 60 | random & ((1 << 60) - 1);
    stamp(number, 7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Scheme;
    use crate::id::number::Number;
    use proptest::prelude::*;

    use crate::id::flake::tests::made_of;

    proptest! {
        #[test]
        fn ids_go_up_with_their_cells(cell in 0u64..(1 << 62) - 1, gap in 1u64..1 << 20, a in any::<u128>(), b in any::<u128>()) {
            let made = |cell, random| Number::from(make(&LAYOUT, cell, random));
            let (first, second) = (made(cell, a), made((cell + gap).min((1 << 62) - 1), b));
            prop_assert!(first < second);
            prop_assert!(UUID7.check(first).is_ok());
            prop_assert_eq!(UUID7.parts(&first.into()).unix_ms, Some(LAYOUT.tick_of(cell)));
            let (least, greatest) = UUID7.bounds(LAYOUT.tick_of(cell));
            prop_assert!(least <= first && first <= greatest);
        }
    }

    /// RFC 9562, appendix A.6.
    #[test]
    fn the_vector_of_the_rfc() {
        assert_eq!(
            made_of(&UUID7, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
            "1645557742000 version=7 variant=RFC 9562 rand_a=cc3 rand_b=18c4dc0c0c07398f random=330d8c4dc0c0c07398f"
        );
    }

    /// The same, made of its parts: `cc3` and the two bits after it are the counter.
    #[test]
    fn each_part_has_its_bits() {
        let cell = LAYOUT.first_cell(0x017f_22e2_79b0) | 0xcc3 << 2 | 1;
        let made = make(&LAYOUT, cell, u128::MAX << 60 | 0x8c4_dc0c_0c07_398f);
        assert_eq!(made, 0x017f_22e2_79b0_7cc3_98c4_dc0c_0c07_398f, "{made:x}");
    }
}
