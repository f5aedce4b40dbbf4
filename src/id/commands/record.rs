//! The record of an id, the same whether it was just made or read.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::base::out::Record;
use crate::id::Scheme;

/// `gosys.id.v1`.
#[derive(Serialize)]
pub struct IdRecord {
    schema: &'static str,
    /// As text: a program that reads numbers as floating point would round it.
    id: String,
    scheme: &'static str,
    /// RFC 3339 in UTC; null past the year 9999.
    time: Option<String>,
    unix_ms: u64,
    node: u64,
    sequence: u64,
    #[serde(flatten)]
    /// In the order of their names, so that an id has one form.
    extra: BTreeMap<&'static str, u64>,
}

/// The column names of the text form.
pub const COLUMNS: &str = "ID                   SCHEME     TIME                       NODE  SEQUENCE\n";

impl IdRecord {
    pub fn of(scheme: &dyn Scheme, id: u64) -> Self {
        let parts = scheme.layout().parts(id);
        Self {
            schema: "gosys.id.v1",
            id: scheme.format(id),
            scheme: scheme.name(),
            time: rfc3339(parts.unix_ms),
            unix_ms: parts.unix_ms,
            node: parts.node,
            sequence: parts.sequence,
            extra: scheme.extra(id).into_iter().collect(),
        }
    }
}

impl Record for IdRecord {
    fn text(&self) -> String {
        let time = self.time.as_deref().unwrap_or("-");
        format!("{:<20} {:<10} {time:<24} {:>6} {:>9}\n", self.id, self.scheme, self.node, self.sequence)
    }
}

fn rfc3339(unix_ms: u64) -> Option<String> {
    let time = Timestamp::from_millisecond(i64::try_from(unix_ms).ok()?).ok()?;
    // Three digits also where they are zeros, or the columns would not stand below each other.
    Some(format!("{time:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::snowflake::Snowflake;

    #[test]
    fn the_json_form() {
        let record = IdRecord::of(&Snowflake, 1_101_668_899_018_334_209);
        let json = serde_json::to_string(&record).unwrap();
        let expected = "{\"schema\":\"gosys.id.v1\",\"id\":\"1101668899018334209\",\"scheme\":\"snowflake\",\
            \"time\":\"2019-03-02T02:21:48.201Z\",\"unix_ms\":1551493308201,\"node\":342,\"sequence\":1,\
            \"datacenter\":10,\"worker\":22}";
        assert_eq!(json, expected);
    }

    #[test]
    fn columns_stand_under_their_names() {
        let text = IdRecord::of(&Snowflake, (1 << 63) - 1).text();
        assert_eq!(text.len(), COLUMNS.len());
        for name in ["SCHEME", "TIME"] {
            let at = COLUMNS.find(name).unwrap();
            assert_eq!(text.as_bytes()[at - 1], b' ');
            assert_ne!(text.as_bytes()[at], b' ');
        }
    }

    #[test]
    fn no_time_past_the_year_9999() {
        assert_eq!(rfc3339(253_402_300_800_000), None);
    }
}
