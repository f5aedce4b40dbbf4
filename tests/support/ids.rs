//! Numbers that are ids of a scheme, for properties.

use gosys::id::Scheme;
use gosys::id::number::Number;
use gosys::id::schemes::uuid;
use proptest::prelude::*;

/// The lowest `bits` bits of a number.
pub fn lowest(number: Number, bits: u32) -> Number {
    let below = |bits: u32| 1_u128.checked_shl(bits).map_or(u128::MAX, |power| power - 1);
    let high = u128::from(number.high()) & below(bits.saturating_sub(128));
    Number::of(high as u32, number.low() & below(bits))
}

/// An id of this scheme, made of these bits.
pub fn number_of(scheme: &dyn Scheme, bits: Number) -> Number {
    let width = scheme.bits();
    let stamps = [4, 5, 7].map(|version| Number::from(uuid::stamp(bits.low(), version)));
    let mut all = [lowest(bits, width), lowest(bits, width - 1)].into_iter().chain(stamps);
    all.find(|number| scheme.check(*number).is_ok()).unwrap()
}

/// Numbers of every length: of evenly drawn ones nearly all would be as long as the longest.
pub fn numbers() -> impl Strategy<Value = Number> {
    (any::<u32>(), any::<u128>(), 0_u32..=160).prop_map(|(high, low, bits)| lowest(Number::of(high, low), bits))
}
