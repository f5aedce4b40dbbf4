//! The record of a node as a server keeps it: a text, the same on every server. Pure.

use super::window::{Record, Stored};
use crate::base::error::{Error, Result};

/// The record as JSON.
pub fn text(record: &Record) -> Result<String> {
    serde_json::to_string(record).map_err(Error::unwritable)
}

/// Reads what `key` of `endpoint` holds, and refuses what is no record: it may be somebody else's.
pub fn read(endpoint: &str, key: &str, bytes: &[u8], version: i64) -> Result<Stored> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let refused = |why: &str| {
        Error::data(format!("{key} on {endpoint} is no record of a node: {why}"))
            .hint("somebody else wrote it; another path in the backend's URL has records of its own")
    };
    let record: Record = serde_json::from_str(&text).map_err(|error| refused(&error.to_string()))?;
    if record.from > record.until {
        return Err(refused("its window ends before it begins"));
    }
    Ok(Stored { record, text, version })
}

/// The node that a key names behind its last slash; none for a name that no node has.
pub fn node(key: &str) -> Option<u64> {
    let name = key.rsplit('/').next()?;
    let node = name.parse::<u64>().ok()?;
    // Written as we write it, or two keys could be one node.
    (node.to_string() == name).then_some(node)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::exit::Exit;

    proptest! {
        #[test]
        fn a_record_reads_back(from: u64, length in 0u64..1 << 40, owner in "[0-9a-f]{0,32}", host: String) {
            let record = Record { from, until: from.saturating_add(length), owner, host };
            let text = text(&record).unwrap();
            let stored = read("etcd h", "/k", text.as_bytes(), 7).unwrap();
            prop_assert_eq!(stored, Stored { record, text, version: 7 });
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            if let Err(error) = read("etcd h", "/k", &bytes, 0) {
                prop_assert_eq!(error.exit(), Exit::Data);
            }
        }
    }

    #[test]
    fn what_is_no_record_is_refused() {
        for text in ["", "x", "{}", r#"{"from":1}"#, r#"{"from":3,"until":2,"owner":"","host":""}"#] {
            let error = read("etcd h", "/k", text.as_bytes(), 0).unwrap_err();
            assert!(error.message().starts_with("/k on etcd h is no record of a node: "), "{error}");
        }
    }

    #[test]
    fn a_key_names_its_node() {
        assert_eq!((node("/a/7"), node("7"), node("/a/0")), (Some(7), Some(7), Some(0)));
        for key in ["", "/a/", "/a/07", "/a/x", "/a/-1", "/a/+1", "/a/18446744073709551616"] {
            assert_eq!(node(key), None, "{key}");
        }
    }
}
