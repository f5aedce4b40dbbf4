//! UUID version 4: 122 random bits.

use super::uuid::{Uuid, stamp};
use crate::id::Source;

/// The row of the table.
pub const UUID4: Uuid = Uuid {
    name: "uuid4",
    about: "UUID of random bits",
    version: Some(4),
    source: Source::Random(|random, _| stamp(random.low(), 4).into()),
    ticks: None,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;
    use crate::id::number::Number;
    use crate::id::{Malformed, Scheme};

    #[test]
    fn all_but_six_bits_are_random() {
        let Source::Random(make) = UUID4.source() else { panic!("not random") };
        let (none, all) = (make(Number::default(), 0), make(Number::of(u32::MAX, u128::MAX), 0));
        assert_eq!((none.low() ^ all.low()).count_ones(), 122);
        assert!(UUID4.check(none).is_ok() && UUID4.check(all).is_ok());
    }

    /// RFC 9562, appendix A.3.
    #[test]
    fn the_vector_of_the_rfc() {
        let parts = made_of(&UUID4, "919108f7-52d1-4320-9bac-f847db4148a8");
        assert_eq!(parts, "version=4 variant=RFC 9562 random=2464423dd4b44c81bacf847db4148a8");
    }

    #[test]
    fn another_version_is_refused() {
        let other = UUID4.read("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assert_eq!(other, Err(Malformed::Version { wanted: 4, got: 7 }));
        assert_eq!(UUID4.read("017f22e2-79b0-4cc3-18c4-dc0c0c07398f"), Err(Malformed::Variant));
    }
}
