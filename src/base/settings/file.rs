//! The settings file: default flags at the top, and named profiles of backends.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};

use super::table::{PASSWORD, Place, VARIABLES};
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::near::nearest;

/// The key below which the profiles stand.
const PROFILES: &str = "profiles";

/// The longest settings file, in bytes: the parser takes its time over hostile ones.
const SIZE_MAX: u64 = 1024 * 1024;

/// Settings of one level: key to value, as written.
pub type Values = BTreeMap<String, String>;

/// What the settings file says.
#[derive(Debug, Default)]
pub struct File {
    pub path: PathBuf,
    pub defaults: Values,
    pub profiles: BTreeMap<String, Values>,
}

impl File {
    /// Reads `path`. A file that is not there is an empty one, unless it was asked for by name.
    pub fn read(path: PathBuf, asked_for: bool) -> Result<Self> {
        match read_text(&path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if is_absent(&error) && !asked_for => Ok(Self { path, ..Self::default() }),
            Err(error) => Err(Error::new(
                Exit::Settings,
                format!("cannot read the settings file {}: {}", path.display(), plain(&error)),
            )),
        }
    }

    /// Reads the text of a file that was at `path`.
    pub fn parse(path: PathBuf, text: &str) -> Result<Self> {
        // To YAML such a file is null, which is no map.
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self { path, ..Self::default() });
        }
        let top: Top = serde_yaml::from_str(text).map_err(|error| wrong(&path, &error))?;
        Ok(Self { path, defaults: top.defaults, profiles: top.profiles })
    }
}

/// A home that is no folder, such as the `/dev/null` of many services, holds no settings either.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// The text of a file of no more than [`SIZE_MAX`] bytes.
fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    std::fs::File::open(path)?.take(SIZE_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > SIZE_MAX { Err(io::Error::other("it is longer than 1 MiB")) } else { Ok(text) }
}

fn wrong(path: &Path, error: &serde_yaml::Error) -> Error {
    let text = without_values(&error.to_string());
    // The parser appends its own position; ours goes in front, where the eye and an editor look for it.
    let text = text.split(" at line ").next().unwrap_or(&text);
    let place = error.location().map_or(String::new(), |at| format!(":{}", at.line()));
    Error::new(Exit::Settings, format!("{}{place}: {text}", path.display()))
        .hint("`gosys settings` lists every key; `man gosys` says what each means")
}

/// The parser quotes what stands where it expected something else: that may be a URL with a password.
fn without_values(text: &str) -> String {
    let parts = text.split_once("invalid type: ");
    match parts.and_then(|(path, rest)| Some((path, rest, rest.rsplit_once(", expected ")?.1))) {
        Some((path, found, expected)) => {
            let kind = found.split([' ', ',']).next().unwrap_or_default();
            format!("{path}invalid type: {kind}, expected {expected}")
        }
        None => text.to_owned(),
    }
}

#[derive(Default)]
struct Top {
    defaults: Values,
    profiles: BTreeMap<String, Values>,
}

/// What the keys of a map are; each is checked while its line is still known.
#[derive(Clone, Copy)]
enum Level {
    Top,
    Profiles,
    Profile,
}

/// A key of this level, given those that stood before it.
struct Key<'a, V>(Level, &'a BTreeMap<String, V>);

impl<'de, V> DeserializeSeed<'de> for Key<'_, V> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<V> Visitor<'_> for Key<'_, V> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<String, E> {
        let Self(level, before) = self;
        match level {
            // First of all: a map would keep the last of two in silence, and YAML allows no second one.
            _ if before.contains_key(key) => Err(E::custom(format!("`{key}` stands here twice"))),
            // A profile may have any name.
            Level::Profiles => Ok(key.to_owned()),
            Level::Profile if key == PROFILES => Err(E::custom("a profile cannot hold profiles")),
            Level::Top if belongs_to_a_profile(key) => Err(E::custom(format!("`{key}` belongs into a profile"))),
            _ => known(key).map_err(E::custom),
        }
    }
}

fn known(key: &str) -> Result<String, String> {
    let known = known_keys();
    if known.contains(&key) {
        return Ok(key.to_owned());
    }
    let help = nearest(key, known).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Err(format!("unknown key `{key}`{help}"))
}

fn known_keys() -> Vec<&'static str> {
    let settings = VARIABLES.iter().filter(|variable| variable.place != Place::Nowhere);
    settings.map(|variable| variable.key).chain([PROFILES, PASSWORD]).collect()
}

fn belongs_to_a_profile(key: &str) -> bool {
    key == PASSWORD || super::table::by_key(key).is_some_and(|variable| variable.place == Place::Profile)
}

/// A single value as it is written: a password of digits is no number.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Single;
        impl Visitor<'_> for Single {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a single value")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Scalar, E> {
                if text.is_empty() { Err(E::custom("the value is missing")) } else { Ok(Scalar(text.to_owned())) }
            }
        }
        // Asked for as a text, a value comes as it was written; asked for as anything, 0123 would come as a number.
        deserializer.deserialize_str(Single)
    }
}

/// The keys of one profile.
struct Profile(Values);

impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Profile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a profile: settings by key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Profile, A::Error> {
                let mut values = Values::new();
                while let Some(key) = map.next_key_seed(Key(Level::Profile, &values))? {
                    let Scalar(value) = map.next_value()?;
                    values.insert(key, value);
                }
                Ok(Profile(values))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

/// All profiles by name.
struct Profiles(BTreeMap<String, Values>);

impl<'de> Deserialize<'de> for Profiles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Profiles;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("profiles by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Profiles, A::Error> {
                let mut profiles = BTreeMap::new();
                while let Some(name) = map.next_key_seed(Key(Level::Profiles, &profiles))? {
                    let Profile(values) = map.next_value()?;
                    profiles.insert(name, values);
                }
                Ok(Profiles(profiles))
            }
        }
        deserializer.deserialize_map(Names)
    }
}

impl<'de> Deserialize<'de> for Top {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = Top;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("settings by key")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Top, A::Error> {
                let mut top = Top::default();
                while let Some(key) = map.next_key_seed(Key(Level::Top, &top.defaults))? {
                    if key == PROFILES {
                        Profiles(top.profiles) = map.next_value()?;
                        // Only so that a second one is refused; taken out again below.
                        top.defaults.insert(key, String::new());
                    } else {
                        let Scalar(value) = map.next_value()?;
                        top.defaults.insert(key, value);
                    }
                }
                top.defaults.remove(PROFILES);
                Ok(top)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<File> {
        File::parse(PathBuf::from("config.yaml"), text)
    }

    #[test]
    fn reads_defaults_and_profiles() {
        let text = "timeout: 5s\nquiet: true\nprofiles:\n  prod:\n    backend: etcds://h:2379\n    user: ops\n";
        let file = parse(text).unwrap();
        assert_eq!(file.defaults["timeout"], "5s");
        assert_eq!(file.defaults["quiet"], "true");
        assert_eq!(file.profiles["prod"]["backend"], "etcds://h:2379");
    }

    #[test]
    fn an_empty_file_is_fine() {
        assert!(parse("").unwrap().defaults.is_empty());
        let file = parse("  # only words\n\n").unwrap();
        assert!(file.profiles.is_empty());
        assert_eq!(file.path, PathBuf::from("config.yaml"));
    }

    #[test]
    fn mistakes_name_their_line() {
        let cases = [
            ("output: json\ntimeuot: 5s\n", "config.yaml:2: unknown key `timeuot`; did you mean `timeout`?"),
            (
                "profiles:\n  a:\n    bakend: x\n",
                "config.yaml:3: profiles.a: unknown key `bakend`; did you mean `backend`?",
            ),
            ("quiet: true\n\nuser: me\n", "config.yaml:3: `user` belongs into a profile"),
            ("wait: 1s\ngrace: 1s\nwait: 2s\n", "config.yaml:3: `wait` stands here twice"),
            ("profiles: {}\nwait: 1s\nprofiles: {}\n", "config.yaml:3: `profiles` stands here twice"),
            ("profiles:\n  a: {}\n  b: {}\n  a: {}\n", "config.yaml:4: profiles: `a` stands here twice"),
            ("profiles:\n  a:\n    user: x\n    user: x\n", "config.yaml:4: profiles.a: `user` stands here twice"),
            ("profiles:\n  a:\n    profiles: {}\n", "config.yaml:3: profiles.a: a profile cannot hold profiles"),
            ("grace: 1s\ntimeout:\n", "config.yaml:2: timeout: the value is missing"),
            ("timeout: [1]\n", "config.yaml:1: timeout: invalid type: sequence, expected a single value"),
        ];
        for (text, message) in cases {
            let error = parse(text).unwrap_err();
            assert_eq!(error.exit(), Exit::Settings);
            assert_eq!(error.message(), message);
        }
    }

    /// What YAML would take for a number, a date or a truth is a text here: a password must not change.
    #[test]
    fn values_are_read_as_they_are_written() {
        let written =
            ["0123456", "1e10", "0x1F", "1_000", "123456789012345678901234567890", ".inf", "yes", "null", "1.50"];
        for value in written {
            let file = parse(&format!("profiles:\n  p:\n    password: {value}\n")).unwrap();
            assert_eq!(file.profiles["p"][PASSWORD], value);
        }
    }

    /// Who forgets a key writes the URL where the parser expects something else.
    #[test]
    fn a_mistake_quotes_no_value() {
        let url = "redis://ops:hunter2@h";
        let cases = [
            (format!("{url}\n"), "config.yaml:1: invalid type: string, expected settings by key"),
            (
                format!("profiles:\n  p: {url}\n"),
                "config.yaml:2: profiles.p: invalid type: string, expected a profile: settings by key",
            ),
            (
                format!("profiles: '{url} at line 3, expected'\n"),
                "config.yaml:1: profiles: invalid type: string, expected profiles by name",
            ),
            (
                "profiles:\n  p: 70077\n".to_owned(),
                "config.yaml:2: profiles.p: invalid type: integer, expected a profile: settings by key",
            ),
            (
                format!("profiles:\n  p:\n    password: [{url}]\n"),
                "config.yaml:3: profiles.p.password: invalid type: sequence, expected a single value",
            ),
        ];
        for (text, message) in cases {
            assert_eq!(parse(&text).unwrap_err().message(), message);
        }
    }

    proptest! {
        /// No file makes the parser panic, and every refusal is one of the settings.
        #[test]
        fn any_text_is_read_or_refused(text in "([a-z_]{1,8}|profiles|user|[:&*<!\\-\\[\\]{}'\"|>\n ,])*") {
            if let Err(error) = parse(&text) {
                prop_assert_eq!(error.exit(), Exit::Settings);
            }
        }
    }
}
