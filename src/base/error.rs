//! The one error type of the shell side: what failed, what helps, and the exit code.

use std::fmt;
use std::io;
use std::path::Path;

use serde::Serialize;

use super::exit::Exit;

/// The result of anything that can end a run.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure as the user will read it.
///
/// The message says what failed and on which key, file or endpoint; the hint names what helps.
/// Neither ever holds a secret.
#[derive(Debug)]
pub struct Error {
    exit: Exit,
    /// Another code for the same kind of failure.
    code: Option<u8>,
    message: String,
    hint: Option<String>,
    silent: bool,
}

impl Error {
    /// Ends the run with `exit`. The message has no final stop.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, code: None, message: bounded(message.into()), hint: None, silent: false }
    }

    /// The command line is wrong.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message)
    }

    /// The input, or a state file, is malformed.
    pub fn data(message: impl Into<String>) -> Self {
        Self::new(Exit::Data, message)
    }

    /// A local file that cannot be read or written.
    ///
    /// One that is no text is malformed data.
    pub fn file(path: &Path, doing: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::InvalidData {
            return Self::data(format!("{} is not UTF-8", path.display()));
        }
        Self::new(Exit::Io, format!("cannot {doing} {}: {}", path.display(), plain(error)))
    }

    /// Standard output cannot be written. A closed pipe is no failure: the reader has what it wanted.
    pub fn stdout(error: &io::Error) -> Self {
        // std ignores SIGPIPE from the start, so the end of the reader comes as this error.
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { silent: true, ..Self::new(Exit::Ok, "standard output was closed") };
        }
        Self::new(Exit::Io, format!("cannot write standard output: {}", plain(error)))
    }

    /// A record that has no text, as only a bug could make it.
    pub fn unwritable(error: impl fmt::Display) -> Self {
        Self::new(Exit::Internal, format!("cannot write a record: {error}"))
    }

    /// Ends the run with `exit` and no words: they have been said already.
    pub fn silent(exit: Exit) -> Self {
        Self { silent: true, ..Self::new(exit, "") }
    }

    /// gosys was sent this signal, and dies of it once all is cleaned up.
    pub fn interrupted(signal: i32) -> Self {
        Self::silent(Exit::Signal(u8::try_from(signal).unwrap_or(0)))
    }

    /// With what helps: a command to run, or a question that finds the cause.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// How the run ends.
    pub fn exit(&self) -> Exit {
        self.code.map_or(self.exit, Exit::Code)
    }

    /// Ends with this code, if any, instead of the usual one of its kind, as `-E` asks.
    #[must_use]
    pub fn with_code(self, code: Option<u8>) -> Self {
        Self { code, ..self }
    }

    /// Whether all that is to be said was said.
    pub fn is_silent(&self) -> bool {
        self.silent
    }

    /// What failed.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What helps, if anything is known to.
    pub fn hint_text(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// The object that `-o json` and `-o yaml` print on standard error.
    pub fn record(&self) -> impl Serialize + '_ {
        #[derive(Serialize)]
        struct Record<'a> {
            schema: &'static str,
            kind: &'static str,
            message: &'a str,
            hint: Option<&'a str>,
            exit: u8,
            retryable: bool,
        }
        Record {
            schema: "gosys.error.v1",
            kind: self.exit.name(),
            message: &self.message,
            hint: self.hint.as_deref(),
            exit: self.exit().code(),
            retryable: self.exit.retryable(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// The operating system's words without the trailing `(os error N)`, in lower case as inside a sentence.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    // The number says nothing to whoever reads this, and the words are what can be looked up.
    let text = text.split(" (os error").next().unwrap_or(&text);
    lower_first(text).replace("stream did not contain valid UTF-8", "it is not UTF-8")
}

/// A message of at most a screen or two, which begins and ends as it did: what it quotes may be a whole file.
fn bounded(message: String) -> String {
    const MOST: usize = 4000;
    if message.len() <= MOST {
        return message;
    }
    let mut starts = message.char_indices().map(|(at, _)| at);
    let head = starts.find(|at| *at >= MOST / 2).unwrap_or(0);
    let tail = starts.find(|at| *at >= message.len() - MOST / 4).unwrap_or(message.len());
    format!("{} … {}", &message[..head], &message[tail..])
}

/// `text` as it stands inside a sentence: its first letter in lower case.
pub fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_silent_and_no_failure() {
        let error = Error::stdout(&io::Error::from(io::ErrorKind::BrokenPipe));
        assert!(error.is_silent());
        assert_eq!(error.exit(), Exit::Ok);
    }

    #[test]
    fn a_message_that_quotes_a_whole_file_is_cut_in_its_middle() {
        let quoted = |length| Error::data(format!("x:1: `{}` is no time", "ä".repeat(length))).message().to_owned();
        assert_eq!(quoted(1000).chars().count(), 1000 + 18);
        let cut = quoted(1_000_000);
        assert!(cut.len() <= 4000 && cut.starts_with("x:1: `ä") && cut.ends_with("ä` is no time"), "{}", cut.len());
    }

    #[test]
    fn what_is_no_text_is_malformed() {
        let error = io::Error::new(io::ErrorKind::InvalidData, "stream did not contain valid UTF-8");
        let told = Error::file(Path::new("x"), "read", &error);
        assert_eq!((told.exit(), told.message()), (Exit::Data, "x is not UTF-8"));
        assert_eq!(plain(&error), "it is not UTF-8");
    }

    #[test]
    fn a_file_error_names_the_file_without_the_number() {
        let full = io::Error::from_raw_os_error(28);
        let error = Error::file(Path::new("/x/y"), "write", &full);
        assert_eq!(error.message(), "cannot write /x/y: no space left on device");
        assert_eq!(error.exit(), Exit::Io);
    }
}
