//! `gosys rate algorithms`.

use gosys::rate::limiter::ALGORITHMS;
use serde_json::Value;

use crate::support::Scratch;

#[test]
fn every_row_of_the_table_is_there() {
    let scratch = Scratch::new();
    let end = scratch.gosys(["rate", "algorithms"]).end().like(0, "NAME ", "");
    assert_eq!(end.stdout.lines().count(), ALGORITHMS.len() + 1);
    let end = scratch.gosys(["rate", "algorithms", "-o", "json"]).end().like(0, "gosys.rate-algorithm.v1", "");
    for (line, kind) in end.stdout.lines().zip(ALGORITHMS) {
        let row: Value = serde_json::from_str(line).unwrap();
        assert_eq!((&row["schema"], &row["name"]), (&"gosys.rate-algorithm.v1".into(), &kind.name.into()));
        assert!(row["source"].as_str().is_some_and(|source| !source.is_empty()), "{row}");
    }
}
