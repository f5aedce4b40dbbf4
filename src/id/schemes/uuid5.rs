//! UUID version 5: the SHA-1 hash of a namespace and a name, so the same for the same.

use sha1::{Digest, Sha1};

use super::uuid::{self, Uuid, stamp};
use crate::id::number::Number;
use crate::id::{Malformed, Source};

/// The row of the table.
pub const UUID5: Uuid = Uuid {
    name: "uuid5",
    about: "UUID of a namespace and a name",
    version: Some(5),
    source: Source::Name(make),
    ticks: None,
};

/// The namespaces of RFC 9562, section 6.6.
pub const NAMESPACES: &[(&str, u128)] = &[
    ("dns", 0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8),
    ("url", 0x6ba7_b811_9dad_11d1_80b4_00c0_4fd4_30c8),
    ("oid", 0x6ba7_b812_9dad_11d1_80b4_00c0_4fd4_30c8),
    ("x500", 0x6ba7_b814_9dad_11d1_80b4_00c0_4fd4_30c8),
];

/// The namespace of this name, or the UUID itself.
pub fn namespace(text: &str) -> Result<u128, Malformed> {
    let known = NAMESPACES.iter().find(|(name, _)| *name == text);
    known.map_or_else(|| uuid::read(text).map(Number::low), |(_, number)| Ok(*number))
}

fn make(namespace: &[u8; 16], name: &[u8]) -> Number {
    let hash = Sha1::new().chain_update(namespace).chain_update(name).finalize();
    // Of twenty bytes the first sixteen.
    stamp(Number::from_bytes(&hash[..16]).low(), 5).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Scheme;
    use crate::id::flake::tests::made_of;

    /// RFC 9562, appendix A.4.
    #[test]
    fn the_vector_of_the_rfc() {
        let number = make(&namespace("dns").unwrap().to_be_bytes(), b"www.example.com");
        let text = "2ed6657d-e927-568b-95e1-2665a8aea6a2";
        assert_eq!(UUID5.read(text), Ok(number.into()));
        assert_eq!(made_of(&UUID5, text), "version=5 variant=RFC 9562");
    }

    #[test]
    fn a_namespace_may_be_a_uuid() {
        assert_eq!(namespace("6ba7b814-9dad-11d1-80b4-00c04fd430c8"), namespace("x500"));
        assert_eq!(namespace("DNS"), Err(Malformed::NotUuid));
    }
}
