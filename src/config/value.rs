//! Values: bytes, whatever they are. Pure.

use std::borrow::Cow;
use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a key holds. As JSON and YAML it is a text, and `{"$base64": "..."}` where the bytes are no UTF-8.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(Vec<u8>);

impl Value {
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }

    /// The text, with the replacement character for what is none.
    pub fn lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }
}

impl<T: Into<Vec<u8>>> From<T> for Value {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As a text, for a list of numbers tells nobody in a failed test which value it was.
        fmt::Debug::fmt(&self.lossy(), f)
    }
}

/// The two ways of writing it down.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written<'a> {
    Text(Cow<'a, str>),
    Bytes {
        #[serde(rename = "$base64")]
        base64: String,
    },
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = match self.text() {
            // Whether it is UTF-8 alone decides, and not what it looks like: a value that happens to read {"$base64":
            // ...} is a text, and comes back as that.
            Some(text) => Written::Text(text.into()),
            None => Written::Bytes { base64: STANDARD.encode(&self.0) },
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Text(text) => Ok(text.into_owned().into()),
            Written::Bytes { base64 } => STANDARD.decode(base64).map(Self).map_err(D::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_text_and_the_rest_is_base64() {
        let written = |value: Value| serde_json::to_string(&value).unwrap();
        assert_eq!(written("10.0.0.9".into()), r#""10.0.0.9""#);
        assert_eq!(written(vec![0xff, 0].into()), r#"{"$base64":"/wA="}"#);
        assert!(serde_json::from_str::<Value>(r#"{"$base64":"?"}"#).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_read_back(bytes: Vec<u8>) {
            let value = Value::from(bytes);
            prop_assert_eq!(&serde_json::from_str::<Value>(&serde_json::to_string(&value).unwrap()).unwrap(), &value);
        }
    }
}
