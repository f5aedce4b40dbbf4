//! TypeID 0.3: a type's name in front of a UUID of version 7, written in Crockford's base 32 in lower case.
//!
//! The UUIDs come from the register of `uuid7`, so TypeIDs too are in order among all processes of a host.

use super::{ulid, uuid, uuid7};
use crate::id::digits::{Also, Digits};
use crate::id::number::Number;
use crate::id::{Form, Id, Malformed, Part, Parts, Scheme, Source, Ticks};

/// Ids of one type, or of any.
pub struct TypeId {
    prefix: String,
}

/// Crockford's base 32 in lower case, and nothing else: a TypeID has one form.
const LOWER_CASE: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
static DIGITS: Digits = Digits::new(LOWER_CASE, Also::Nothing);
static PAIRS: ulid::Pairs = ulid::pairs(LOWER_CASE);

/// The longest prefix.
const PREFIX_MAX: usize = 63;

impl TypeId {
    /// Of any type, to be read; or without a type, to be made.
    pub const ANY: Self = Self { prefix: String::new() };

    fn prefix_of<'a>(&'a self, id: &'a Id) -> &'a str {
        if id.prefix.is_empty() { &self.prefix } else { &id.prefix }
    }

    /// Of this type.
    pub fn of(prefix: &str) -> Result<Self, Malformed> {
        check_prefix(prefix)?;
        Ok(Self { prefix: prefix.to_owned() })
    }
}

fn check_prefix(prefix: &str) -> Result<(), Malformed> {
    let inside = prefix.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let edges = !prefix.starts_with('_') && !prefix.ends_with('_');
    if inside && edges && prefix.len() <= PREFIX_MAX { Ok(()) } else { Err(Malformed::Prefix) }
}

impl Scheme for TypeId {
    fn name(&self) -> &'static str {
        "typeid"
    }

    fn about(&self) -> &'static str {
        "a type in front of a uuid7"
    }

    fn bits(&self) -> u32 {
        128
    }

    fn source(&self) -> Source<'_> {
        Source::Padded(&uuid7::LAYOUT, uuid7::make)
    }

    fn clock(&self) -> Option<Ticks> {
        Some(uuid7::LAYOUT.ticks())
    }

    fn form(&self) -> Form {
        Form::Only(PREFIX_MAX + 1 + ulid::TEXT)
    }

    fn write(&self, id: &Id, out: &mut Vec<u8>) {
        let prefix = self.prefix_of(id);
        if !prefix.is_empty() {
            out.extend(prefix.bytes());
            out.push(b'_');
        }
        ulid::write(id.number.low(), &PAIRS, out);
    }

    fn read(&self, text: &str) -> Result<Id, Malformed> {
        // The last one: a prefix may hold others.
        let (prefix, digits) = match text.rsplit_once('_') {
            Some(("", _)) => return Err(Malformed::EmptyPrefix),
            Some((prefix, digits)) => (prefix, digits),
            None => ("", text),
        };
        check_prefix(prefix)?;
        Ok(Id { number: ulid::read(digits.as_bytes(), &DIGITS)?, prefix: prefix.to_owned() })
    }

    fn check(&self, number: Number) -> Result<(), Malformed> {
        if number.fits(128) { Ok(()) } else { Err(Malformed::TooLarge(128)) }
    }

    fn parts(&self, id: &Id) -> Parts {
        let number = id.number.low();
        let mut parts = uuid::parts(number);
        let mut text = Vec::with_capacity(uuid::TEXT);
        uuid::write(number, &mut text);
        let uuid = String::from_utf8(text).unwrap_or_default();
        let own = [("prefix", Part::Text(self.prefix_of(id).to_owned().into())), ("uuid", Part::Text(uuid.into()))];
        parts.own.splice(0..0, own);
        parts
    }

    fn register(&self) -> &str {
        uuid7::UUID7.name
    }

    fn with_prefix(&self, prefix: &str) -> Option<Result<Box<dyn Scheme>, Malformed>> {
        Some(Self::of(prefix).map(|scheme| Box::new(scheme) as Box<dyn Scheme>))
    }

    fn bounds(&self, tick: u64) -> (Number, Number) {
        uuid7::UUID7.bounds(tick)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::flake::tests::made_of;

    /// Some of the specification's valid examples.
    #[test]
    fn known_ids() {
        let parts = made_of(&TypeId::ANY, "prefix_01h455vb4pex5vsknk084sn02q");
        let wanted = "1688096058518 prefix=prefix uuid=01890a5d-ac96-774b-bcce-b302099a8057 version=7";
        assert!(parts.starts_with(wanted), "{parts}");
        let parts = made_of(&TypeId::ANY, "pre_fix_00000000000000000000000000");
        assert!(parts.contains("prefix=pre_fix uuid=00000000-0000-0000-0000-000000000000"), "{parts}");
        assert!(
            made_of(&TypeId::ANY, "7zzzzzzzzzzzzzzzzzzzzzzzzz").contains("uuid=ffffffff-ffff-ffff-ffff-ffffffffffff")
        );
    }

    /// The specification's invalid examples.
    #[test]
    fn what_is_refused() {
        let zeros = "0".repeat(26);
        let long = "a".repeat(64);
        for prefix in ["PREFIX", "12345", "pre.fix", "préfix", "  prefix", &long, "_prefix", "prefix_"] {
            assert_eq!(TypeId::ANY.read(&format!("{prefix}_{zeros}")), Err(Malformed::Prefix), "{prefix}");
        }
        let refused = |text: &str| TypeId::ANY.read(text).unwrap_err();
        assert_eq!(refused(&format!("_{zeros}")), Malformed::EmptyPrefix);
        assert_eq!(refused("_"), Malformed::EmptyPrefix);
        assert_eq!(refused("prefix_1234567890123456789012345"), Malformed::Length { wanted: 26, got: 25 });
        assert_eq!(refused("prefix_0123456789ABCDEFGHJKMNPQRS"), Malformed::NotADigit('A'));
        assert_eq!(refused("prefix_123456789-123456789-123456"), Malformed::NotADigit('-'));
        assert_eq!(refused("prefix_ooooooiiiiiiuuuuuuulllllll"), Malformed::NotADigit('o'));
        assert_eq!(refused("prefix_8zzzzzzzzzzzzzzzzzzzzzzzzz"), Malformed::TooLarge(128));
    }
}
