//! What a space has to satisfy: a JSON Schema, laid over the space as nested objects. Pure.
//!
//! Values are texts. To the schema one is a number or a boolean where its `type` asks for that and the text reads as
//! one, so that `{"type": "integer", "minimum": 1}` means what it says.

use core::net::IpAddr;

use jsonschema::{Validator, options};
use serde_json::{Map, Value as Json};

use super::key::{Glob, Key};
use super::mask::Mask;
use super::tree::Tree;
use super::value::Value;
use crate::base::duration::HumanDuration;

/// A schema that was read and understood.
pub struct Schema {
    document: Json,
    validator: Validator,
}

/// What is wrong with one key, or with the folder that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    pub key: Key,
    pub message: String,
}

impl Schema {
    /// Reads a document, JSON or YAML; what is wrong with it.
    pub fn parse(text: &[u8]) -> Result<Self, String> {
        let document: Json = serde_yaml::from_slice(text).map_err(|error| format!("neither JSON nor YAML: {error}"))?;
        // By the standard a format is only a remark, and one that nobody knows is passed over: then a slip in its
        // name would mean that nothing is checked, and the schema would be trusted all the same.
        let formats = options().should_validate_formats(true).should_ignore_unknown_formats(false);
        let formats = formats.with_format("duration", |text: &str| text.parse::<HumanDuration>().is_ok());
        let formats = formats.with_format("cidr", is_network);
        let validator = formats.build(&document).map_err(|error| format!("not a JSON Schema: {error}"))?;
        Ok(Self { document, validator })
    }

    /// All that is wrong, in the order of the keys; no secret is repeated.
    pub fn complaints(&self, tree: &Tree, mask: &Mask) -> Vec<Complaint> {
        let whole = self.instance(tree);
        let complaint = |error: jsonschema::ValidationError<'_>| {
            let key = Key::found(unescape(error.instance_path().as_str()));
            // Of a folder the message would repeat all that is in it.
            let hides = mask.hides(&key) || !tree.contains_key(&key);
            Complaint { message: if hides { error.masked().to_string() } else { error.to_string() }, key }
        };
        let mut complaints: Vec<Complaint> = self.validator.iter_errors(&whole).map(complaint).collect();
        // The validator goes by the schema's order; whoever mends a space goes by its keys. Stable, so one key's stay
        // in order.
        complaints.sort_by(|a, b| a.key.cmp(&b.key));
        complaints
    }

    /// The keys that the schema says are secret, by `writeOnly`.
    pub fn secrets(&self) -> Vec<Glob> {
        let mut found = Vec::new();
        secrets(&self.document, String::new(), &mut found);
        found
    }

    /// The space as the schema sees it. A key that is also a folder stands in it under the empty name.
    fn instance(&self, tree: &Tree) -> Json {
        let mut whole = Map::new();
        for (key, value) in tree {
            let names: Vec<&str> = key.as_str().split('/').collect();
            let typed = typed(subschema(&self.document, &names), value);
            put(&mut whole, &names, typed);
        }
        Json::Object(whole)
    }
}

/// The place of the instance that the names lead to, by `properties` alone.
fn subschema<'a>(document: &'a Json, names: &[&str]) -> Option<&'a Json> {
    names.iter().try_fold(document, |schema, name| {
        // Not through `$ref`, `allOf` and the like: which of several branches counts is known only when the value is
        // judged, and judging it needs its type. There a value stays a text.
        let named = schema.get("properties").and_then(|properties| properties.get(*name));
        named.or_else(|| schema.get("additionalProperties"))
    })
}

fn typed(schema: Option<&Json>, value: &Value) -> Json {
    let wants = |name: &str| match schema.and_then(|schema| schema.get("type")) {
        Some(Json::String(only)) => only == name,
        Some(Json::Array(any)) => any.iter().any(|one| one == name),
        _ => false,
    };
    let text = value.lossy();
    match serde_json::from_str(&text) {
        // Only where the schema asks: `1.10` as a version is a text, and as a number it would be 1.1.
        Ok(Json::Number(number)) if wants("integer") || wants("number") => Json::Number(number),
        Ok(Json::Bool(yes)) if wants("boolean") => Json::Bool(yes),
        _ => Json::String(text.into_owned()),
    }
}

fn put(folder: &mut Map<String, Json>, names: &[&str], value: Json) {
    let Some((first, rest)) = names.split_first() else { return };
    let place = folder.entry((*first).to_owned()).or_insert_with(|| Json::Object(Map::new()));
    // The empty object is the one that was put there a moment ago. One of a real folder has something in it: no key
    // makes an empty one.
    if rest.is_empty() && place.as_object().is_some_and(Map::is_empty) {
        *place = value;
        return;
    }
    // A value that turns out to be a folder as well.
    if !place.is_object() {
        *place = Json::Object(Map::from_iter([(String::new(), place.take())]));
    }
    if let Json::Object(below) = place {
        put(below, if rest.is_empty() { &[""] } else { rest }, value);
    }
}

fn secrets(schema: &Json, path: String, found: &mut Vec<Glob>) {
    if schema.get("writeOnly") == Some(&Json::Bool(true)) {
        // Literally: what a pattern would take for itself may stand in a name.
        let literal: String =
            path.chars().map(|c| if "*?[]".contains(c) { format!("[{c}]") } else { c.into() }).collect();
        found.extend(literal.parse::<Glob>());
    }
    for (name, below) in schema.get("properties").and_then(Json::as_object).into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        secrets(below, path, found);
    }
}

/// From the pointer into the instance (RFC 6901) to the key.
fn unescape(pointer: &str) -> String {
    // The order matters: `~01` is `~1` literally, and would become a slash the other way round.
    let key = pointer.strip_prefix('/').unwrap_or(pointer).replace("~1", "/").replace("~0", "~");
    key.strip_suffix('/').map(str::to_owned).unwrap_or(key)
}

/// An address, a slash, and how many of its bits name the network.
fn is_network(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return false };
    let most = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    bits.parse::<u8>().is_ok_and(|bits| bits <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"
type: object
required: [db]
properties:
  db:
    type: object
    required: [host]
    properties:
      port: {type: integer, minimum: 1, maximum: 65535}
      pin: {type: string, pattern: "^[0-9]{4}$", writeOnly: true}
      timeout: {format: duration}
      net: {format: cidr}
  debug: {type: boolean}
"#;

    fn complaints(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let tree: Tree = pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect();
        let schema = Schema::parse(SCHEMA.as_bytes()).unwrap();
        let mask = Mask { reveal: false, marked: schema.secrets() };
        let told = schema.complaints(&tree, &mask);
        told.into_iter().map(|one| (one.key.to_string(), one.message)).collect()
    }

    #[test]
    fn texts_are_numbers_where_numbers_are_wanted() {
        let good = [
            ("db/host", "5"),
            ("db/port", "5432"),
            ("debug", "true"),
            ("db/timeout", "1m30s"),
            ("db/net", "10.0.0.0/8"),
        ];
        assert_eq!(complaints(&good), []);
        for (key, value) in
            [("db/port", "0"), ("db/port", "http"), ("debug", "yes"), ("db/timeout", "5"), ("db/net", "10.0.0.0/33")]
        {
            let told = complaints(&[("db/host", "h"), (key, value)]);
            assert_eq!(told.len(), 1, "{key}={value}: {told:?}");
            assert_eq!(told[0].0, key);
        }
    }

    #[test]
    fn what_is_missing_is_said_of_its_folder() {
        assert_eq!(complaints(&[])[0].0, "");
        let told = complaints(&[("db/port", "1")]);
        assert!(told[0].0 == "db" && told[0].1.contains("host"), "{told:?}");
    }

    #[test]
    fn a_secret_is_not_repeated() {
        let told = complaints(&[("db/host", "h"), ("db/pin", "hunter2")]);
        assert!(told.len() == 1 && !told[0].1.contains("hunter2"), "{told:?}");
    }

    #[test]
    fn a_key_may_be_a_folder_too() {
        assert_eq!(complaints(&[("db/host", "h"), ("db/host/x", "y")]).len(), 0);
    }

    #[test]
    fn what_is_no_schema_is_refused() {
        for text in ["type: 7", "[", "properties: {a: {format: nonsense}}"] {
            assert!(Schema::parse(text.as_bytes()).is_err(), "{text}");
        }
    }
}
