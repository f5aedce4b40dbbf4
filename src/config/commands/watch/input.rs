//! What a hook is given: the change on its standard input, and plain variables.

use std::fs::File;
use std::io::{Seek, Write};

use rustix::fs::{MemfdFlags, memfd_create};
use tempfile::NamedTempFile;

use super::record::BatchRecord;
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::config::key::Key;
use crate::config::mask::Mask;
use crate::config::tree::Digest;
use crate::config::value::Value;
use crate::config::watch::Batch;

/// The longest text that goes into a variable: the system takes twice as much.
const TEXT_MAX: usize = 64 * 1024;

/// All variables that a hook may have; one that is left over from a hook around us would mislead it.
const NAMES: &[&str] = &[
    "GOSYS_CONFIG_RELEASE",
    "GOSYS_CONFIG_REVISION",
    "GOSYS_CONFIG_DIGEST",
    "GOSYS_CONFIG_KEYS",
    "GOSYS_CONFIG_KEY",
    "GOSYS_CONFIG_TYPE",
    "GOSYS_CONFIG_VALUE",
    "GOSYS_CONFIG_PREV",
    "GOSYS_CONFIG_VALUE_FILE",
];

/// A run's input; to be kept until the run is over.
pub struct Input {
    pub stdin: File,
    pub environment: Vec<(&'static str, String)>,
    /// The variables that are not set, and must not be inherited.
    pub withheld: Vec<&'static str>,
    _value: Option<NamedTempFile>,
}

impl Input {
    pub fn of(batch: &Batch, digest: Option<Digest>) -> Result<Self> {
        let json = serde_json::to_string(&BatchRecord::of(batch, digest, &Mask { reveal: true, ..Mask::default() }));
        let json = json.map_err(Error::unwritable)?;
        let (environment, value) = variables(batch, digest)?;
        let is_set = |name: &&str| environment.iter().any(|(set, _)| set == name);
        let withheld = NAMES.iter().copied().filter(|name| !is_set(name)).collect();
        Ok(Self { stdin: in_memory(&json).map_err(|error| failed(&error))?, environment, withheld, _value: value })
    }
}

fn failed(error: &std::io::Error) -> Error {
    Error::new(Exit::Io, format!("cannot hand a change to the command: {}", plain(error)))
}

/// A file without a name: a command that reads none of it blocks nobody, as one that does not read a pipe would.
fn in_memory(text: &str) -> std::io::Result<File> {
    let mut file = File::from(memfd_create("gosys-batch", MemfdFlags::CLOEXEC)?);
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.rewind()?;
    Ok(file)
}

type Variables = Vec<(&'static str, String)>;

fn variables(batch: &Batch, digest: Option<Digest>) -> Result<(Variables, Option<NamedTempFile>)> {
    let mut variables = vec![
        ("GOSYS_CONFIG_RELEASE", batch.release.to_string()),
        ("GOSYS_CONFIG_REVISION", batch.revision.to_string()),
    ];
    variables.extend(digest.map(|digest| ("GOSYS_CONFIG_DIGEST", digest.to_string())));
    let keys: Vec<&str> = batch.changes.iter().map(|change| change.key.as_str()).collect();
    variables.extend(short(&keys.join("\n")).map(|keys| ("GOSYS_CONFIG_KEYS", keys)));
    let [change] = batch.changes.as_slice() else { return Ok((variables, None)) };
    let kind = if change.to.is_some() { "put" } else { "delete" };
    variables.extend(short(Key::as_str(&change.key)).map(|key| ("GOSYS_CONFIG_KEY", key)));
    variables.push(("GOSYS_CONFIG_TYPE", kind.to_owned()));
    variables.extend(change.from.value().and_then(in_variable).map(|value| ("GOSYS_CONFIG_PREV", value)));
    let Some(value) = &change.to else { return Ok((variables, None)) };
    if let Some(text) = in_variable(value) {
        variables.push(("GOSYS_CONFIG_VALUE", text));
        return Ok((variables, None));
    }
    let mut file = tempfile::Builder::new().prefix("gosys-value-").tempfile().map_err(|error| failed(&error))?;
    file.write_all(value.bytes()).map_err(|error| failed(&error))?;
    variables.push(("GOSYS_CONFIG_VALUE_FILE", file.path().display().to_string()));
    Ok((variables, Some(file)))
}

fn in_variable(value: &Value) -> Option<String> {
    value.text().and_then(short)
}

fn short(text: &str) -> Option<String> {
    (text.len() <= TEXT_MAX && !text.contains('\0')).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::config::watch::{Change, Was};

    fn batch(values: &[(&str, Value)]) -> Batch {
        let changes = values.iter().map(|(key, value)| Change {
            key: Key::found(*key),
            from: Was::Value("old".into()),
            to: Some(value.clone()),
        });
        let (cluster, changes) = ("c".to_owned(), changes.collect());
        Batch { cluster, revision: 9, release: 4, made: None, changes, initial: false, collapsed: false, more: false }
    }

    #[test]
    fn one_key_has_its_value_unquoted() {
        let input = Input::of(&batch(&[("a b", "it's \"x\"\n".into())]), None).unwrap();
        let find = |name: &str| input.environment.iter().find(|(set, _)| *set == name).map(|(_, value)| value.as_str());
        assert_eq!(find("GOSYS_CONFIG_KEY"), Some("a b"));
        assert_eq!(find("GOSYS_CONFIG_VALUE"), Some("it's \"x\"\n"));
        assert_eq!(find("GOSYS_CONFIG_PREV"), Some("old"));
        assert_eq!((find("GOSYS_CONFIG_TYPE"), find("GOSYS_CONFIG_RELEASE")), (Some("put"), Some("4")));
        assert_eq!(input.withheld, ["GOSYS_CONFIG_DIGEST", "GOSYS_CONFIG_VALUE_FILE"]);
        let mut json = String::new();
        (&input.stdin).read_to_string(&mut json).unwrap();
        assert!(json.contains(r#""release":4,"#) && json.ends_with("}\n"), "{json}");
    }

    #[test]
    fn what_no_variable_can_hold_is_in_a_file() {
        for value in [Value::from(vec![0xff]), Value::from("a\0b"), Value::from("x".repeat(TEXT_MAX + 1))] {
            let input = Input::of(&batch(&[("a", value.clone())]), None).unwrap();
            let file = input.environment.iter().find(|(name, _)| *name == "GOSYS_CONFIG_VALUE_FILE").unwrap().1.clone();
            assert_eq!(std::fs::read(&file).unwrap(), value.bytes());
            assert!(input.withheld.contains(&"GOSYS_CONFIG_VALUE"));
            drop(input);
            assert!(!std::path::Path::new(&file).exists());
        }
    }

    #[test]
    fn several_keys_are_listed() {
        let input = Input::of(&batch(&[("a", "1".into()), ("b", "2".into())]), None).unwrap();
        assert!(input.environment.contains(&("GOSYS_CONFIG_KEYS", "a\nb".to_owned())));
        assert!(input.withheld.contains(&"GOSYS_CONFIG_KEY"));
    }
}
