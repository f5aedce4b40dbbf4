//! `gosys lb policies`.

use gosys::lb::policy::POLICIES;
use serde_json::{Value, json};

use crate::support::Scratch;

#[test]
fn a_line_for_every_policy() {
    let end = Scratch::new().gosys(["lb", "policies"]).end().like(0, "NAME ", "");
    let names: Vec<_> = end.stdout.lines().skip(1).map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(names, POLICIES.iter().map(|kind| kind.name).collect::<Vec<_>>());
    let quiet = Scratch::new().gosys(["-q", "lb", "policies"]).end().like(0, "random  ", "");
    assert_eq!(quiet.stdout.lines().count(), POLICIES.len());
}

#[test]
fn a_record_says_all() {
    let end = Scratch::new().gosys(["lb", "policies", "-o", "json"]).end().like(0, "gosys.lb-policy.v1", "");
    let records: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), POLICIES.len());
    assert_eq!(
        records.iter().find(|record| record["name"] == "maglev"),
        Some(&json!({
            "schema": "gosys.lb-policy.v1", "name": "maglev", "by_key": true, "weighs": true, "by_load": false,
            "about": "a table of 65,537 that all fill in turn",
            "source": "Eisenbud et al., Maglev, 2016; hashes, order and weights as Envoy", "options": [],
        }))
    );
    let ewma = records.iter().find(|record| record["name"] == "peak-ewma").unwrap();
    assert_eq!(ewma["options"], json!(["choices", "sampling", "decay"]));
}
