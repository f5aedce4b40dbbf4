//! UUID version 4: 122 random bits.

use super::uuid;
use crate::id::number::Number;
use crate::id::{Form, Id, Malformed, Parts, Scheme, Source, Ticks};

/// The row of the table.
pub struct Uuid4;

const VERSION: u32 = 4;

impl Scheme for Uuid4 {
    fn name(&self) -> &'static str {
        "uuid4"
    }

    fn about(&self) -> &'static str {
        "random"
    }

    fn bits(&self) -> u32 {
        128
    }

    fn source(&self) -> Source<'_> {
        Source::Random(|random, _| uuid::stamp(random.low(), VERSION).into())
    }

    fn clock(&self) -> Option<Ticks> {
        None
    }

    fn form(&self) -> Form {
        Form::Text(uuid::TEXT)
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        uuid::write(id.number.low(), out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        let number = uuid::read(text)?;
        self.check(number)?;
        Ok(number.into())
    }

    fn check(&self, number: Number) -> Result<(), Malformed> {
        uuid::check(number, VERSION)
    }

    fn parts(&self, id: &Id) -> Parts {
        uuid::parts(id.number.low())
    }

    fn bounds(&self, _: u64) -> (Number, Number) {
        (uuid::stamp(0, VERSION).into(), uuid::stamp(u128::MAX, VERSION).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    #[test]
    fn all_but_six_bits_are_random() {
        let Source::Random(make) = Uuid4.source() else { panic!("not random") };
        let (none, all) = (make(Number::default(), 0), make(Number::of(u32::MAX, u128::MAX), 0));
        assert_eq!((none.low() ^ all.low()).count_ones(), 122);
        assert!(Uuid4.check(none).is_ok() && Uuid4.check(all).is_ok());
    }

    /// RFC 9562, appendix A.3.
    #[test]
    fn the_vector_of_the_rfc() {
        let parts = made_of(&Uuid4, "919108f7-52d1-4320-9bac-f847db4148a8");
        assert_eq!(parts, "version=4 variant=RFC 9562 random=2464423dd4b44c81bacf847db4148a8");
    }

    #[test]
    fn another_version_is_refused() {
        let other = Uuid4.read("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
        assert_eq!(other, Err(Malformed::Version { wanted: 4, got: 7 }));
        assert_eq!(Uuid4.read("017f22e2-79b0-4cc3-18c4-dc0c0c07398f"), Err(Malformed::Variant));
    }
}
