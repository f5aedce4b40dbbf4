//! The exit codes: one table, from which help, man pages and the README are made.

use serde::Serialize;

/// How a run of gosys ends, as its caller sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Exit {
    Ok,
    No,
    Usage,
    Data,
    Unavailable,
    Internal,
    Io,
    Busy,
    Lost,
    Denied,
    Settings,
    Timeout,
    /// The command was found but cannot be executed.
    CannotExecute,
    /// The command was not found.
    NotFound,
    /// Something ended by this signal; gosys reports 128 + its number.
    Signal(u8),
    /// A code that is somebody else's: the command's own, or one chosen with an option.
    Code(u8),
}

/// One row of the table.
pub struct Row {
    pub exit: Exit,
    /// The code as documented; `128+n` is not a number.
    pub code: &'static str,
    pub name: &'static str,
    pub meaning: &'static str,
}

/// Every code that gosys itself can end with, in the order of the documentation.
// 65 to 78 are those of sysexits.h, 124 those of timeout(1), 126 and above those of the shells: what scripts test for
// already. The numbers in the rows of signals and commands stand for any.
pub const EXIT_CODES: &[Row] = &[
    row(Exit::Ok, "0", "ok", "done; the answer is yes"),
    row(
        Exit::No,
        "1",
        "no",
        "the answer is no: limited, differs, biased, drifted, duplicate found, free, absent, expectation missed",
    ),
    row(Exit::Usage, "2", "usage", "the command line is wrong"),
    row(
        Exit::Data,
        "65",
        "data",
        "the input data is malformed (an id, a YAML file, a trace, a state file), with its line where it has lines",
    ),
    row(
        Exit::Unavailable,
        "69",
        "unavailable",
        "a backend or target does not answer at all within the deadline (also while waiting for a lock: silent for 10 s), or nothing fresh enough is cached",
    ),
    row(Exit::Internal, "70", "internal", "a bug in gosys; the message says how to report it"),
    row(Exit::Io, "74", "io", "a local file cannot be read or written"),
    row(Exit::Busy, "75", "busy", "try again: the lock is taken or the wait is over, the clock is too far back"),
    row(
        Exit::Lost,
        "76",
        "lost",
        "the lock was lost while the command ran, the token is not the holder's, a fence is stale, a compare-and-set lost, an external write would be lost",
    ),
    row(Exit::Denied, "77", "denied", "authentication or permission refused"),
    row(Exit::Settings, "78", "settings", "gosys's own settings are wrong"),
    row(Exit::Timeout, "124", "timeout", "`--timeout` ran out after the work had begun, or `--max-hold`"),
    row(Exit::CannotExecute, "126", "cannot-execute", "the command cannot be executed"),
    row(Exit::NotFound, "127", "not-found", "the command was not found"),
    row(Exit::Signal(0), "128+n", "signal", "the command, or gosys itself, ended by signal n"),
    row(Exit::Code(0), "else", "command", "verbs that run a command pass its own code through"),
];

const fn row(exit: Exit, code: &'static str, name: &'static str, meaning: &'static str) -> Row {
    Row { exit, code, name, meaning }
}

impl Exit {
    /// The process's exit status.
    pub fn code(self) -> u8 {
        match self {
            Exit::Ok => 0,
            Exit::No => 1,
            Exit::Usage => 2,
            Exit::Data => 65,
            Exit::Unavailable => 69,
            Exit::Internal => 70,
            Exit::Io => 74,
            Exit::Busy => 75,
            Exit::Lost => 76,
            Exit::Denied => 77,
            Exit::Settings => 78,
            Exit::Timeout => 124,
            Exit::CannotExecute => 126,
            Exit::NotFound => 127,
            Exit::Signal(n) => 128u8.saturating_add(n),
            Exit::Code(n) => n,
        }
    }

    /// The name under which errors of this kind are reported.
    pub fn name(self) -> &'static str {
        // By kind: which signal or code it is makes no other row.
        let same = |row: &&Row| std::mem::discriminant(&row.exit) == std::mem::discriminant(&self);
        EXIT_CODES.iter().find(same).map_or("unknown", |row| row.name)
    }

    /// Whether the same call may succeed later without anybody changing anything.
    pub fn retryable(self) -> bool {
        matches!(self, Exit::Unavailable | Exit::Busy | Exit::Timeout)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_codes_agree() {
        for row in EXIT_CODES {
            if let Ok(code) = row.code.parse::<u8>() {
                assert_eq!(row.exit.code(), code, "{}", row.name);
            }
            assert_eq!(row.exit.name(), row.name);
        }
    }

    #[test]
    fn names_and_codes_are_unique() {
        for (i, a) in EXIT_CODES.iter().enumerate() {
            for b in &EXIT_CODES[i + 1..] {
                assert_ne!(a.name, b.name);
                assert_ne!(a.code, b.code);
            }
        }
    }

    #[test]
    fn a_signal_is_reported_as_a_shell_does() {
        assert_eq!(Exit::Signal(15).code(), 143);
        assert_eq!(Exit::Signal(9).name(), "signal");
    }
}
