//! Settings: flag over variable over profile over file over default, each value knowing its origin.

pub mod file;
pub mod table;

use std::cell::OnceCell;
use std::env;
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use super::duration::HumanDuration;
use super::error::{Error, Result};
use super::exit::Exit;
use super::out::{Color, Format, Out};
use file::File;
use table::{Place, by_key};

// No doc comment on the struct: clap would make it every verb's description.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Where the state lives: local:, etcd://, redis:// or zk://, or @PROFILE
    #[arg(short, long, global = true, value_name = "URL|@PROFILE")]
    pub backend: Option<String>,
    /// The format of results
    #[arg(short, long, global = true, value_enum, value_name = "FORMAT")]
    pub output: Option<Format>,
    /// The deadline for the whole command, such as 10s or 2m
    #[arg(long, global = true, value_name = "DURATION")]
    pub timeout: Option<HumanDuration>,
    /// No notes, no column names
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// More words; -vv prints every request sent to a backend
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to colour
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub color: Option<Color>,
    /// The settings file instead of the usual one
    #[arg(long, global = true, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// The user name for the backend
    #[arg(long, global = true, value_name = "NAME")]
    pub user: Option<String>,
    /// A file whose first line is the password for the backend
    #[arg(long, global = true, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// A PEM file with the authorities to trust
    #[arg(long, global = true, value_name = "FILE")]
    pub ca: Option<PathBuf>,
    /// A PEM file with the client certificate
    #[arg(long, global = true, value_name = "FILE")]
    pub cert: Option<PathBuf>,
    /// A PEM file with the client certificate's key
    #[arg(long, global = true, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

impl Globals {
    /// The value of the flag of this key, if it was given.
    fn flag(&self, key: &str) -> Option<String> {
        let word = |value: Option<clap::builder::PossibleValue>| value.map(|value| value.get_name().to_owned());
        match key {
            "backend" => self.backend.clone(),
            "output" => word(self.output.as_ref().and_then(clap::ValueEnum::to_possible_value)),
            "timeout" => self.timeout.map(|timeout| timeout.to_string()),
            "quiet" => self.quiet.then(|| "true".to_owned()),
            "verbose" => (self.verbose > 0).then(|| self.verbose.to_string()),
            "color" => word(self.color.as_ref().and_then(clap::ValueEnum::to_possible_value)),
            "user" => self.user.clone(),
            // The flags of a single verb are handed in by that verb.
            _ => self.file(key)?.as_deref().map(shown),
        }
    }

    /// The flag of this key, where it names a file.
    fn file(&self, key: &str) -> Option<&Option<PathBuf>> {
        match key {
            "settings" => Some(&self.settings),
            "password_file" => Some(&self.password_file),
            "ca" => Some(&self.ca),
            "cert" => Some(&self.cert),
            "key" => Some(&self.key),
            _ => None,
        }
    }
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Flag(&'static str),
    Variable(&'static str),
    Profile(String, PathBuf),
    File(PathBuf),
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Flag(flag) => write!(f, "flag {flag}"),
            Origin::Variable(name) => write!(f, "variable {name}"),
            Origin::Profile(name, path) => write!(f, "profile {name} in {}", path.display()),
            Origin::File(path) => write!(f, "file {}", path.display()),
            Origin::Default => f.write_str("default"),
        }
    }
}

/// A value as written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub value: String,
    pub origin: Origin,
}

/// All settings of one run. The file is read when something is first asked for that no flag answers.
#[derive(Debug)]
pub struct Settings {
    globals: Globals,
    file: OnceCell<File>,
    profile: OnceCell<Option<String>>,
}

impl Settings {
    /// Settings under these flags. Nothing is read yet.
    pub fn new(globals: Globals) -> Self {
        Self { globals, file: OnceCell::new(), profile: OnceCell::new() }
    }

    /// The gate for output that these settings describe.
    pub fn out(&self) -> Result<Out> {
        let format = self.get("output", self.globals.output)?.unwrap_or_default();
        // A switch that was not given says nothing, rather than no: the variable and the file are asked next.
        let quiet = self.get("quiet", self.globals.quiet.then_some(Switch(true)))?.is_some_and(|Switch(on)| on);
        let verbose = self.get("verbose", (self.globals.verbose > 0).then_some(self.globals.verbose))?.unwrap_or(0);
        let color = self.get("color", self.globals.color)?.unwrap_or_default();
        Ok(Out::new(format, quiet, verbose, color))
    }

    /// The deadline asked for, if any.
    pub fn timeout(&self) -> Result<Option<Duration>> {
        self.duration("timeout", self.globals.timeout)
    }

    /// A duration: the flag's, or the setting's of this key.
    pub fn duration(&self, key: &str, flag: Option<HumanDuration>) -> Result<Option<Duration>> {
        Ok(self.get(key, flag)?.map(|HumanDuration(duration)| duration))
    }

    /// The flag's value if it was given, else the setting's of this key, else `None`.
    pub fn get<T>(&self, key: &str, flag: Option<T>) -> Result<Option<T>>
    where
        T: FromStr,
        T::Err: fmt::Display,
    {
        if flag.is_some() {
            return Ok(flag);
        }
        // Clap has read the flags, so what is malformed from here on is a variable or in the file: 78.
        let Some(found) = self.find(key)? else { return Ok(None) };
        let parsed = found.value.parse().map_err(|error| {
            let message = format!("{key} is `{}` by {}: {error}", found.value, found.origin);
            Error::new(Exit::Settings, message).hint("`gosys settings` shows where each value comes from")
        })?;
        Ok(Some(parsed))
    }

    /// What the flag of this key says, for a verb in which it means something else than a setting.
    pub fn given(&self, key: &str) -> Option<String> {
        self.globals.flag(key)
    }

    /// What is said of this key by the strongest that says anything; `None` where only the default is left.
    pub fn find(&self, key: &str) -> Result<Option<Found>> {
        let Some(variable) = by_key(key) else {
            return Err(Error::new(Exit::Internal, format!("no such setting: {key}")));
        };
        if let Some(value) = self.globals.flag(key) {
            return Ok(Some(Found { value, origin: Origin::Flag(variable.flag) }));
        }
        let value = match self.globals.file(key) {
            // Only to be shown: whoever opens the file asks `find_file` for its very name.
            Some(_) => read_file_variable(variable.name).as_deref().map(shown),
            None => read_variable(variable.name)?,
        };
        if let Some(value) = value {
            return Ok(Some(Found { value, origin: Origin::Variable(variable.name) }));
        }
        // Asked here, so that looking for the file's own name does not read the file.
        if variable.place == Place::Nowhere {
            return Ok(None);
        }
        // The backend says which profile counts, so no profile can say which backend.
        if key != "backend"
            && let Some(found) = self.find_in_profile(key)?
        {
            return Ok(Some(found));
        }
        let file = self.file()?;
        let found = |value: &String| Found { value: value.clone(), origin: Origin::File(file.path.clone()) };
        Ok(file.defaults.get(key).map(found))
    }

    /// The file that this key names. Its name need not be text, which is all that [`Settings::find`] knows.
    pub fn find_file(&self, key: &str) -> Result<Option<PathBuf>> {
        let given = self.globals.file(key).and_then(Clone::clone);
        match given.or_else(|| read_file_variable(by_key(key)?.name)) {
            Some(path) => Ok(Some(path)),
            None => Ok(self.find(key)?.map(|found| found.value.into())),
        }
    }

    /// What the selected profile says of this key, whatever flags and variables say.
    pub fn profile_value(&self, key: &str) -> Result<Option<String>> {
        Ok(self.find_in_profile(key)?.map(|found| found.value))
    }

    fn find_in_profile(&self, key: &str) -> Result<Option<Found>> {
        let Some(name) = self.profile()? else { return Ok(None) };
        let file = self.file()?;
        let origin = || Origin::Profile(name.to_owned(), file.path.clone());
        let value = self.profile_named(name)?.get(key);
        Ok(value.map(|value| Found { value: value.clone(), origin: origin() }))
    }

    fn profile_named(&self, name: &str) -> Result<&file::Values> {
        let file = self.file()?;
        file.profiles.get(name).ok_or_else(|| {
            let known: Vec<&str> = file.profiles.keys().map(String::as_str).collect();
            let hint = if known.is_empty() { "the file has no profiles".to_owned() } else { known.join(", ") };
            Error::new(Exit::Settings, format!("there is no profile `{name}` in {}", file.path.display()))
                .hint(format!("profiles there: {hint}"))
        })
    }

    /// The profile that the backend setting names with `@`.
    pub fn profile(&self) -> Result<Option<&str>> {
        if self.profile.get().is_none() {
            let selected = self.find("backend")?;
            let name = selected.and_then(|found| found.value.strip_prefix('@').map(str::to_owned));
            // Found before it is kept: what makes a cell's value may not fail.
            self.profile.get_or_init(|| name);
        }
        Ok(self.profile.get().and_then(Option::as_deref))
    }

    /// The URL of the selected backend, a profile's name resolved.
    pub fn backend_url(&self) -> Result<Found> {
        let Some(found) = self.find("backend")? else {
            return Ok(Found { value: "local:".to_owned(), origin: Origin::Default });
        };
        let Some(name) = found.value.strip_prefix('@') else { return Ok(found) };
        let url = self.profile_named(name)?.get("backend");
        let file = self.file()?;
        let value = url.cloned().ok_or_else(|| {
            Error::new(Exit::Settings, format!("profile `{name}` in {} names no backend", file.path.display()))
        })?;
        Ok(Found { value, origin: Origin::Profile(name.to_owned(), file.path.clone()) })
    }

    /// The names of all profiles.
    pub fn profiles(&self) -> Result<Vec<String>> {
        Ok(self.file()?.profiles.keys().cloned().collect())
    }

    /// The same settings with another backend selected.
    pub fn with_backend(&self, backend: String) -> Self {
        Self::new(Globals { backend: Some(backend), ..self.globals.clone() })
    }

    /// The settings file that is read, whether it exists or not.
    pub fn path(&self) -> Result<PathBuf> {
        Ok(self.file()?.path.clone())
    }

    fn file(&self) -> Result<&File> {
        if let Some(file) = self.file.get() {
            return Ok(file);
        }
        let asked_for = self.globals.settings.clone().or_else(|| read_file_variable("GOSYS_SETTINGS"));
        // Without a home there is no usual file either: a service may run without one.
        let path = asked_for.clone().unwrap_or_else(usual_path);
        let file = if path.as_os_str().is_empty() { File::default() } else { File::read(path, asked_for.is_some())? };
        Ok(self.file.get_or_init(|| file))
    }
}

/// A setting that is on or off.
struct Switch(bool);

impl FromStr for Switch {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "true" | "yes" | "on" | "1" => Ok(Switch(true)),
            "false" | "no" | "off" | "0" => Ok(Switch(false)),
            _ => Err("write true or false"),
        }
    }
}

/// The value of a variable; an empty one counts as not set.
pub fn read_variable(name: &str) -> Result<Option<String>> {
    match env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            Err(Error::new(Exit::Settings, format!("the variable {name} is not valid UTF-8")))
        }
    }
}

/// The file or folder that a variable names, byte for byte; an empty one counts as not set.
pub fn read_file_variable(name: &str) -> Option<PathBuf> {
    // So says the XDG specification of its own, and so scripts clear a variable.
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// The name of a file for people.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// `$XDG_CONFIG_HOME/gosys/config.yaml`, or below `~/.config`; empty where there is no home.
fn usual_path() -> PathBuf {
    let folder = read_file_variable("XDG_CONFIG_HOME").filter(|dir| dir.is_absolute());
    let home = || read_file_variable("HOME").map(|home| home.join(".config"));
    folder.or_else(home).map_or_else(PathBuf::new, |dir| dir.join("gosys/config.yaml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_says_where_to_look() {
        let path = || PathBuf::from("/home/me/c.yaml");
        for (origin, text) in [
            (Origin::Flag("--wait"), "flag --wait"),
            (Origin::Variable("GOSYS_WAIT"), "variable GOSYS_WAIT"),
            (Origin::Profile("prod".to_owned(), path()), "profile prod in /home/me/c.yaml"),
            (Origin::File(path()), "file /home/me/c.yaml"),
            (Origin::Default, "default"),
        ] {
            assert_eq!(origin.to_string(), text);
        }
    }
}
