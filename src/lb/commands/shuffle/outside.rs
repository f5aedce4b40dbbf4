//! Somebody else's shuffler: a line for `sh` that is run once a trial.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Seek, Write};

use tempfile::NamedTempFile;

use super::items::Items;
use crate::backend::secret;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::process::plan::{Cause, Limits, OnLost, Status};
use crate::base::process::{GRACE, Job, LAST_GRACE, Series, Unlimited};

/// What runs the line: the items in a file that it reads, and one for what it writes.
pub struct Outside<'a> {
    items: &'a Items,
    line: &'a str,
    stdin: File,
    stdout: NamedTempFile,
    series: Series,
    until: Deadline,
}

impl<'a> Outside<'a> {
    pub fn new(line: &'a str, items: &'a Items, until: Deadline) -> Result<Self> {
        let mut stdin = tempfile::tempfile().map_err(|error| cannot_keep(&error))?;
        stdin.write_all(items.lines().as_bytes()).map_err(|error| cannot_keep(&error))?;
        let stdout = NamedTempFile::new().map_err(|error| cannot_keep(&error))?;
        Ok(Self { items, line, stdin, stdout, series: Series::new()?, until })
    }

    /// Runs it once and reads the order that it made.
    pub fn run(&mut self, trial: u64, order: &mut Vec<u32>) -> Result<()> {
        // The file is one for all trials, and so is its position.
        self.stdin.rewind().map_err(|error| cannot_keep(&error))?;
        let path = self.stdout.path().as_os_str().to_owned();
        // The outer shell opens the file by its name, and so empties it for each trial.
        let words = ["sh", "-c", "exec sh -c \"$1\" >\"$2\"", "sh", self.line].map(OsString::from);
        let command: Vec<OsString> = words.into_iter().chain([path]).collect();
        let job = Job {
            command: &command,
            environment: &[],
            withheld: &secret::variables()?,
            stdin: Some(&self.stdin),
            namespace: false,
        };
        let gone_by = self.until.at().map(|at| at + LAST_GRACE);
        let limits = Limits { grace: GRACE, until: self.until.at(), gone_by, on_lost: OnLost::Kill };
        let ended = self.series.run(&job, limits, &mut Unlimited)?;
        if let Some(signal) = self.series.asked() {
            return Err(Error::interrupted(signal));
        }
        let wrong = |why: String| {
            Error::data(format!("trial {trial}: {why}"))
                .hint("the command gets the items on standard input, one a line, and prints them in another order")
        };
        match (ended.outcome.cause, ended.outcome.status) {
            (Some(Cause::Hold), _) => {
                return Err(Error::new(
                    Exit::Timeout,
                    format!("--timeout was over in trial {trial}, and the command was ended"),
                ));
            }
            (_, Some(Status::Code(0))) => {}
            (_, Some(Status::Code(code))) => return Err(wrong(format!("the command ended with {code}"))),
            (_, Some(Status::Signal(signal))) => return Err(wrong(format!("the command died of signal {signal}"))),
            (_, None) => return Err(wrong("the command could not be ended".to_owned())),
        }
        let text = self.output()?;
        let names = text.lines().filter(|name| !name.is_empty());
        self.items.order(names, order).map_err(wrong)
    }

    /// What it wrote, a little more than an order of all items has at most.
    fn output(&self) -> Result<String> {
        let limit = 2 * self.items.lines().len() as u64 + 4096;
        let mut bytes = Vec::new();
        let file = File::open(self.stdout.path()).map_err(|error| cannot_keep(&error))?;
        file.take(limit).read_to_end(&mut bytes).map_err(|error| cannot_keep(&error))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn cannot_keep(error: &std::io::Error) -> Error {
    Error::new(Exit::Io, format!("cannot use a temporary file: {}", plain(error)))
}
