//! The output gate: data to stdout in the chosen format, everything else to stderr.
//!
//! Nothing else in gosys writes to either; clippy's `print_stdout` and `print_stderr` see to it.

pub mod progress;
pub mod sanitize;
pub mod table;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use rustix::fs::FileType;
use rustix::process::Pid;
use serde::Serialize;

use super::error::{Error, Result};
use super::picture::text::Screen;
use table::{Row, Table};

/// How records are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
    /// One YAML document a record.
    Yaml,
    /// Assignments for a shell's `eval`, where a verb has them.
    Env,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        clap::ValueEnum::from_str(text, false).map_err(|_| "write text, json, yaml or env".to_owned())
    }
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

impl FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        clap::ValueEnum::from_str(text, false).map_err(|_| "write auto, always or never".to_owned())
    }
}

/// A record of the contract: serialised as it stands, its first field being `schema`.
pub trait Record: Serialize {
    /// The form for people, with its final newline.
    fn text(&self) -> String;

    /// The form for a shell's `eval`, if there is one.
    fn env(&self) -> Option<String> {
        None
    }
}

/// Where a command's words go, decided once a run.
#[derive(Debug)]
pub struct Out {
    format: Format,
    quiet: bool,
    verbose: u8,
    color: Color,
    // It holds back what follows the last newline at most, on a pipe as on a terminal.
    stdout: io::Stdout,
}

impl Out {
    /// Standard output in `format`; `verbose` is how often `-v` was given.
    pub fn new(format: Format, quiet: bool, verbose: u8, color: Color) -> Self {
        Self { format, quiet, verbose, color, stdout: io::stdout() }
    }

    /// How records are written.
    pub fn format(&self) -> Format {
        self.format
    }

    /// When to colour, as it was asked for.
    pub fn color(&self) -> Color {
        self.color
    }

    /// 0, 1 for more words, 2 for every request to a backend.
    pub fn verbose(&self) -> u8 {
        self.verbose
    }

    /// Whether notes and column names are left out.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// What pictures on stdout are drawn on: as wide as the terminal, else of 80 columns.
    pub fn screen(&self) -> Screen {
        let size = rustix::termios::tcgetwinsize(&self.stdout);
        let width = size.ok().map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0);
        Screen { width: width.unwrap_or(80), color: wants_color(self.color, self.stdout.is_terminal()) }
    }

    /// Writes `text` to stdout as it stands.
    pub fn data(&mut self, text: impl AsRef<[u8]>) -> Result<()> {
        self.stdout.write_all(text.as_ref()).map_err(|e| Error::stdout(&e))
    }

    /// Whether stdout is a pipe that other processes may be writing to as well.
    ///
    /// Whoever shares it has it from our parent, so what counts is whether that has it still: xargs and a script do, a
    /// shell that made the pipe for this command alone does not.
    pub fn may_be_shared(&self) -> bool {
        let pipe = match fs::read_link("/proc/self/fd/1") {
            Ok(pipe) if pipe.to_string_lossy().starts_with("pipe:") => pipe,
            // One with a name can be opened by anybody; files and terminals take a write whole.
            _ => {
                return rustix::fs::fstat(&self.stdout)
                    .is_ok_and(|about| FileType::from_raw_mode(about.st_mode).is_fifo());
            }
        };
        let parent = rustix::process::getppid();
        let has_it = parent.is_none_or(|parent| may_write(parent, &pipe));
        // Whoever has lost its parent cannot tell what that had.
        has_it || parent.is_some_and(Pid::is_init) || parent != rustix::process::getppid()
    }

    /// Hands everything written so far to whoever reads stdout.
    pub fn flush(&mut self) -> Result<()> {
        self.stdout.flush().map_err(|e| Error::stdout(&e))
    }

    /// One answer of a stream or of a single question.
    pub fn record(&mut self, record: &impl Record) -> Result<()> {
        let text = match self.format {
            Format::Env => record.env().ok_or_else(no_env)?,
            format => render(format, record, |record| record.text())?,
        };
        self.data(text)
    }

    /// A list: aligned columns for people, one record each for programs.
    pub fn table<R: Row>(&mut self, rows: &[R]) -> Result<()> {
        if self.format == Format::Env {
            return Err(no_env());
        }
        if self.format == Format::Text {
            let table = Table::of(rows, !self.quiet);
            return self.data(table.to_string());
        }
        for row in rows {
            let text = render(self.format, row, |_| String::new())?;
            self.data(text)?;
        }
        Ok(())
    }

    /// A remark that is not data; `-q` silences it. One line, without a final stop.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            say(&format!("gosys: {}\n", sanitize::line(text)));
        }
    }

    /// A remark for `-v`.
    pub fn detail(&self, text: &str) {
        if self.verbose > 0 {
            say(&format!("gosys: {}\n", sanitize::line(text)));
        }
    }
}

/// Whether a process has this pipe open for writing, or is just ending and may have had it.
fn may_write(process: Pid, pipe: &Path) -> bool {
    let Ok(files) = fs::read_dir(format!("/proc/{}/fd", process.as_raw_nonzero())) else { return true };
    let mut files = files.flatten().map(|file| file.path()).peekable();
    let may_write = |file: PathBuf| match (fs::symlink_metadata(&file), fs::read_link(&file)) {
        // The link's own mode says for what the file is open: who only reads is not in our way.
        (Ok(about), Ok(link)) => about.mode() & 0o200 != 0 && link == pipe,
        _ => true,
    };
    files.peek().is_none() || files.any(may_write)
}

fn render<T: Serialize>(format: Format, record: &T, text: impl Fn(&T) -> String) -> Result<String> {
    let json = || serde_json::to_string(record).map_err(Error::unwritable).map(|s| sanitize::json(&s).into_owned());
    match format {
        Format::Text | Format::Env => Ok(text(record)),
        Format::Json => json().map(|json| json + "\n"),
        Format::Yaml => {
            let yaml = serde_yaml::to_string(record).map_err(Error::unwritable)?;
            // YAML lets some marks stand that JSON has escapes for, and every JSON object is YAML too.
            let safe = if yaml.lines().all(sanitize::is_safe) { yaml } else { json()? + "\n" };
            // The mark in front makes the records of a run, one after the other, one stream of documents.
            Ok(format!("---\n{safe}"))
        }
    }
}

/// The verb has nothing for `-o env`.
pub fn no_env() -> Error {
    Error::usage("this verb prints nothing for a shell to evaluate").hint("-o text, json or yaml")
}

fn wants_color(color: Color, terminal: bool) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        // Empty counts as not set, as no-color.org has it.
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Writes to stderr. There is nobody to tell when that fails.
fn say(text: &str) {
    // One write, so that the lines of processes that share stderr do not mix.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Reports how the run failed, in the format that was asked for.
pub fn report(error: &Error, format: Format, color: Color) {
    if error.is_silent() {
        return;
    }
    if matches!(format, Format::Json | Format::Yaml)
        && let Ok(text) = render(format, &error.record(), |_| String::new())
    {
        return say(&text);
    }
    let bold = wants_color(color, io::stderr().is_terminal());
    let paint = |code: &str, text: &str| if bold { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() };
    let mut text = format!("{} {}\n", paint("1;31", "gosys:"), sanitize::line(error.message()));
    if let Some(hint) = error.hint_text() {
        text += &format!("{} {}\n", paint("1;36", "hint:"), sanitize::line(hint));
    }
    say(&text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Answer {
        schema: &'static str,
        value: u32,
    }

    #[test]
    fn formats_of_one_record() {
        let answer = Answer { schema: "gosys.test.v1", value: 7 };
        let text = |format| render(format, &answer, |a| format!("{}\n", a.value)).unwrap_or_default();
        assert_eq!(text(Format::Text), "7\n");
        assert_eq!(text(Format::Json), "{\"schema\":\"gosys.test.v1\",\"value\":7}\n");
        assert_eq!(text(Format::Yaml), "---\nschema: gosys.test.v1\nvalue: 7\n");
    }

    #[test]
    fn colour_is_for_terminals_unless_told_otherwise() {
        assert!(!wants_color(Color::Auto, false));
        assert!(wants_color(Color::Always, false));
        assert!(!wants_color(Color::Never, true));
    }
}
