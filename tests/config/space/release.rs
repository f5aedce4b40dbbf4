//! Records of releases: bytes that must never change, and what is no record.

use gosys::config::release::{Change, Foreign, Head, Kind, Pending, Release, edits_of};
use gosys::config::tree::Digest;
use gosys::config::value::Value;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{edits, key, release, tree};

const DIGEST: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A record with everything that one can have, as servers have it: whoever reads it in ten years is to see the same.
fn golden() -> String {
    let head =
        r#"{"schema":"gosys.release.v1","number":7,"op":"0123abcd","kind":"rollback","of":3,"at_ms":1700000000000"#;
    let about = r#""who":"ann","host":"h1","message":"back again""#;
    let external = r#""a":{"to":"1","over":{"value":"x"}},"b":{"to":null,"over":{"value":null}}"#;
    let changes = r#""c":{"to":{"$base64":"/wA="}},"d/e":{"to":""},"gone":{"to":null}"#;
    let tree = r#"{"a":"1","c":{"$base64":"/wA="},"d/e":""}"#;
    format!(r#"{head},{about},"changes":{{{external},{changes}}},"digest":"{DIGEST}","keys":3,"tree":{tree}}}"#)
}

fn full() -> Release {
    let mut release = release(7, &[("gone", None), ("d/e", Some(""))]);
    let change =
        |to: Option<Value>, over: Option<Option<Value>>| Change { to, over: over.map(|value| Foreign { value }) };
    release.changes.insert(key("a"), change(Some("1".into()), Some(Some("x".into()))));
    release.changes.insert(key("b"), change(None, Some(None)));
    release.changes.insert(key("c"), change(Some(vec![0xff, 0].into()), None));
    let mut whole = tree(&[("a", "1"), ("d/e", "")]);
    whole.insert(key("c"), vec![0xff, 0].into());
    Release {
        op: "0123abcd".to_owned(),
        kind: Kind::Rollback,
        of: Some(3),
        at_ms: 1_700_000_000_000,
        message: "back again".to_owned(),
        keys: 3,
        tree: Some(whole),
        ..release
    }
}

#[test]
fn a_record_has_these_bytes_for_ever() {
    assert_eq!(full().to_json().unwrap(), golden());
    assert_eq!(Release::from_json(golden().as_bytes()), Ok(full()));
}

#[test]
fn what_a_record_may_leave_out_it_leaves_out() {
    let json = release(1, &[("a", Some("1"))]).to_json().unwrap();
    let expected = format!(
        r#"{{"schema":"gosys.release.v1","number":1,"op":"op1","kind":"set","at_ms":1000,"who":"ann","host":"h1","changes":{{"a":{{"to":"1"}}}},"digest":"{DIGEST}","keys":0}}"#
    );
    assert_eq!(json, expected);
}

#[test]
fn every_kind_has_one_name() {
    let kinds = [
        (Kind::Set, "set"),
        (Kind::Unset, "unset"),
        (Kind::Edit, "edit"),
        (Kind::Import, "import"),
        (Kind::Rollback, "rollback"),
        (Kind::Adopt, "adopt"),
    ];
    for (kind, name) in kinds {
        assert_eq!(kind.name(), name);
        assert_eq!(serde_json::to_value(kind).unwrap(), json!(name), "in records as in `log`");
        assert_eq!(serde_json::from_value::<Kind>(json!(name)).unwrap(), kind);
    }
    assert!(serde_json::from_value::<Kind>(json!("Set")).is_err());
}

/// The golden record with one field changed, or taken away.
fn with(field: &str, value: Option<Json>) -> Result<Release, String> {
    let mut record: serde_json::Map<String, Json> = serde_json::from_str(&golden()).unwrap();
    match value {
        Some(value) => drop(record.insert(field.to_owned(), value)),
        None => drop(record.remove(field).expect("a field that it has")),
    }
    Release::from_json(&serde_json::to_vec(&record).unwrap())
}

#[test]
fn a_field_that_is_missing_is_named_or_has_a_default() {
    for field in ["schema", "number", "op", "kind", "at_ms", "who", "host", "changes", "digest", "keys"] {
        let why = with(field, None).unwrap_err();
        assert!(why.starts_with("not a release: ") && why.contains(&format!("`{field}`")), "{field}: {why}");
    }
    assert_eq!(with("of", None).unwrap().of, None);
    assert_eq!(with("message", None).unwrap().message, "");
    assert_eq!(with("tree", None).unwrap().tree, None);
}

#[test]
fn a_field_that_nobody_knows_yet_does_not_matter() {
    assert_eq!(with("approved_by", Some(json!(["bob"]))), Ok(full()));
}

#[test]
fn another_form_is_told_by_its_name_whatever_else_it_has() {
    let other = "a release of another form: gosys.release.v2";
    assert_eq!(with("schema", Some(json!("gosys.release.v2"))).unwrap_err(), other);
    // Of a newer form the fields may be others, and the first that is missing is not what is wrong.
    assert_eq!(Release::from_json(br#"{"schema":"gosys.release.v2","id":"x"}"#).unwrap_err(), other);
    let escaped = Release::from_json(br#"{"schema":"\u001b[2J"}"#).unwrap_err();
    assert!(!escaped.contains('\u{1b}'), "{escaped:?}");
}

#[test]
fn what_is_no_record_is_refused_with_words() {
    let wrong = [
        ("number", json!(0)),
        ("number", json!(-1)),
        ("number", json!("7")),
        ("kind", json!("merge")),
        ("at_ms", json!(1.5)),
        ("digest", json!("e3b0")),
        ("digest", json!("z".repeat(64))),
        ("digest", json!(format!("+{}", &DIGEST[1..]))),
        ("changes", json!([])),
        ("changes", json!({"a": "1"})),
        ("changes", json!({"a": {"to": 1}})),
        ("changes", json!({"a": {"to": {"$base64": "?"}}})),
        ("tree", json!({"a": null})),
        ("of", json!("3")),
    ];
    for (field, value) in wrong {
        let why = with(field, Some(value.clone())).map(|release| release.number).unwrap_err();
        assert!(why.starts_with("not a release: "), "{field}={value}: {why}");
    }
    for text in ["", "{", "null", "[]", "7", "\"x\"", "{}{}", "\u{feff}{}"] {
        assert!(Release::from_json(text.as_bytes()).unwrap_err().starts_with("not a release: "), "{text}");
    }
}

#[test]
fn a_head_is_of_its_release_and_names_one_that_is_half_made() {
    let release = release(7, &[]);
    let head = Head::of(&release);
    let json = format!(r#"{{"release":7,"digest":"{DIGEST}","at_ms":7000}}"#);
    assert_eq!(serde_json::to_string(&head).unwrap(), json);
    let pending = Head { pending: Some(Pending { op: "x".to_owned(), parts: 2 }), ..head.clone() };
    let json = serde_json::to_string(&pending).unwrap();
    assert!(json.ends_with(r#","pending":{"op":"x","parts":2}}"#), "{json}");
    assert_eq!(serde_json::from_str::<Head>(&json).unwrap(), pending);
    assert_eq!(
        head.digest,
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".parse::<Digest>().unwrap()
    );
}

#[test]
fn the_edits_of_a_release_are_its_changes_without_what_it_wrote_over() {
    let expected = edits(&[("a", Some("1")), ("b", None), ("d/e", Some("")), ("gone", None)]);
    let found: Vec<_> = edits_of(&full()).into_iter().filter(|(key, _)| key.as_str() != "c").collect();
    assert_eq!(found, expected);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        prop_assert!(Release::from_json(&bytes).is_err());
    }

    /// Cut off or with one byte changed it is read as something or refused, and never ends the process.
    #[test]
    fn a_damaged_record_is_a_record_or_none(at in 0_usize..500, byte: u8, cut: bool) {
        let mut json = golden().into_bytes();
        let at = at % json.len();
        if cut { json.truncate(at) } else { json[at] = byte }
        if let Ok(release) = Release::from_json(&json) {
            prop_assert!(!cut && release.number > 0);
            prop_assert_eq!(Release::from_json(release.to_json().unwrap().as_bytes()), Ok(release));
        }
    }

    #[test]
    fn any_record_reads_back(
        values in proptest::collection::btree_map(".{0,5}", proptest::option::of(proptest::collection::vec(any::<u8>(), 0..4)), 0..6),
        message: String, number in 1_u64.., at_ms: u64
    ) {
        let changes = values.into_iter().map(|(name, to)| (key(&name), Change { to: to.map(Value::from), over: None }));
        let made = Release { number, changes: changes.collect(), message, at_ms, ..release(1, &[]) };
        prop_assert_eq!(Release::from_json(made.to_json().unwrap().as_bytes()), Ok(made));
    }
}
