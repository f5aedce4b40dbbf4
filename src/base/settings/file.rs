//! The settings file: default flags at the top, and named profiles of backends.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};

use super::table::{PASSWORD, Place, VARIABLES};
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;

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
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !asked_for => Ok(Self { path, ..Self::default() }),
            Err(error) => Err(Error::new(
                Exit::Settings,
                format!("cannot read the settings file {}: {}", path.display(), plain(&error)),
            )),
        }
    }

    fn parse(path: PathBuf, text: &str) -> Result<Self> {
        if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
            return Ok(Self { path, ..Self::default() });
        }
        let top: Top = serde_yaml::from_str(text).map_err(|error| wrong(&path, &error))?;
        Ok(Self { path, defaults: top.defaults, profiles: top.profiles })
    }
}

fn wrong(path: &Path, error: &serde_yaml::Error) -> Error {
    let text = error.to_string();
    // The parser appends its own position; ours goes in front, where the eye and an editor look for it.
    let text = text.split(" at line ").next().unwrap_or(&text);
    let place = error.location().map_or(String::new(), |at| format!(":{}", at.line()));
    Error::new(Exit::Settings, format!("{}{place}: {text}", path.display()))
        .hint("`gosys settings` lists every key; `man gosys` says what each means")
}

#[derive(Default)]
struct Top {
    defaults: Values,
    profiles: BTreeMap<String, Values>,
}

/// A key of the file, looked up in the table while its line is still known.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Known;
        impl Visitor<'_> for Known {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_str<E: de::Error>(self, key: &str) -> Result<Key, E> {
                let known = known_keys();
                if known.contains(&key) {
                    return Ok(Key(key.to_owned()));
                }
                let nearest = known.iter().max_by(|a, b| similar(a, key).total_cmp(&similar(b, key)));
                let meant = nearest.filter(|near| similar(near, key) > 0.7);
                let help = meant.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                Err(E::custom(format!("unknown key `{key}`{help}")))
            }
        }
        deserializer.deserialize_str(Known)
    }
}

fn similar(a: &str, b: &str) -> f64 {
    strsim::jaro(a, b)
}

fn known_keys() -> Vec<&'static str> {
    let settings = VARIABLES.iter().filter(|variable| variable.place != Place::Nowhere);
    settings.map(|variable| variable.key).chain(["profiles", PASSWORD]).collect()
}

fn belongs_to_a_profile(key: &str) -> bool {
    key == PASSWORD || super::table::by_key(key).is_some_and(|variable| variable.place == Place::Profile)
}

/// A single value of whatever kind YAML made of it, as text.
struct Scalar(String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Single;
        impl Visitor<'_> for Single {
            type Value = Scalar;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a single value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_bool<E>(self, yes: bool) -> Result<Scalar, E> {
                Ok(Scalar(yes.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }
        deserializer.deserialize_any(Single)
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
                while let Some(Key(key)) = map.next_key()? {
                    if key == "profiles" {
                        return Err(de::Error::custom("a profile cannot hold profiles"));
                    }
                    let Scalar(value) = map.next_value()?;
                    values.insert(key, value);
                }
                Ok(Profile(values))
            }
        }
        deserializer.deserialize_map(Keys)
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
                while let Some(Key(key)) = map.next_key()? {
                    if key == "profiles" {
                        let profiles: BTreeMap<String, Profile> = map.next_value()?;
                        top.profiles = profiles.into_iter().map(|(name, Profile(values))| (name, values)).collect();
                    } else if belongs_to_a_profile(&key) {
                        return Err(de::Error::custom(format!("`{key}` belongs into a profile")));
                    } else {
                        let Scalar(value) = map.next_value()?;
                        top.defaults.insert(key, value);
                    }
                }
                Ok(top)
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

#[cfg(test)]
mod tests {
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
        assert!(parse("# only words\n\n").unwrap().profiles.is_empty());
    }

    #[test]
    fn mistakes_name_their_line() {
        let cases = [
            ("output: json\ntimeuot: 5s\n", "config.yaml:2: unknown key `timeuot`; did you mean `timeout`?"),
            (
                "profiles:\n  a:\n    bakend: x\n",
                "config.yaml:3: profiles.a: unknown key `bakend`; did you mean `backend`?",
            ),
            ("user: me\n", "config.yaml:1: `user` belongs into a profile"),
            ("timeout: [1]\n", "config.yaml:1: timeout: invalid type: sequence, expected a single value"),
        ];
        for (text, message) in cases {
            let error = parse(text).unwrap_err();
            assert_eq!(error.exit(), Exit::Settings);
            assert_eq!(error.message(), message);
        }
    }
}
