//! Lines of a file that somebody names, or of standard input.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::error::{Error, Result};

/// Lines of logs and traces have a few hundred bytes.
const LINE_MAX: u64 = 1 << 20;

/// One line after the other, each with its number.
pub struct Lines {
    /// As messages name it.
    path: PathBuf,
    input: Box<dyn BufRead>,
    line: Vec<u8>,
    number: usize,
}

/// A path as messages name it: `-` is standard input.
pub fn shown(path: &Path) -> &Path {
    if path == Path::new("-") { Path::new("standard input") } else { path }
}

impl Lines {
    /// Of this file; `-` is standard input.
    pub fn open(path: &Path) -> Result<Self> {
        let input: Box<dyn BufRead> = match path == Path::new("-") {
            true => Box::new(io::stdin().lock()),
            false => Box::new(BufReader::new(File::open(path).map_err(|error| Error::file(path, "read", &error))?)),
        };
        Ok(Self { path: shown(path).to_owned(), input, line: Vec::new(), number: 0 })
    }

    /// The next line without its end. What is not UTF-8 is replaced: browsers call themselves whatever they like.
    pub fn next_line(&mut self) -> Result<Option<Cow<'_, str>>> {
        self.line.clear();
        self.number += 1;
        // Bounded, as a file of another kind may have no lines.
        let read = (&mut self.input).take(LINE_MAX).read_until(b'\n', &mut self.line);
        let length = read.map_err(|error| Error::file(&self.path, "read", &error))?;
        if length as u64 == LINE_MAX {
            return Err(self.malformed(&format!("it is longer than {LINE_MAX} bytes")).hint("is it another file?"));
        }
        Ok((length > 0).then(|| String::from_utf8_lossy(self.line.trim_ascii_end())))
    }

    /// The number of the line that was read last, from 1.
    pub fn number(&self) -> usize {
        self.number
    }

    /// What is wrong with the line that was read last.
    pub fn malformed(&self, why: &str) -> Error {
        Error::data(format!("{}:{}: {why}", self.path.display(), self.number))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn lines(bytes: &[u8]) -> Lines {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        Lines::open(file.path()).unwrap()
    }

    #[test]
    fn lines_end_in_any_way() {
        let mut lines = lines(b"a b \r\n\n\xffz\nlast");
        let mut seen = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            seen.push(line.into_owned());
        }
        assert_eq!(seen, ["a b", "", "\u{fffd}z", "last"]);
    }

    #[test]
    fn what_has_no_lines_is_not_read_into_memory() {
        let mut long = b"1\n".to_vec();
        long.resize(long.len() + LINE_MAX as usize + 5, b'x');
        let mut lines = lines(&long);
        assert_eq!(lines.next_line().unwrap().as_deref(), Some("1"));
        let refused = lines.next_line().unwrap_err();
        assert!(refused.message().ends_with(":2: it is longer than 1048576 bytes"), "{}", refused.message());
        assert_eq!(lines.number(), 2);
        assert_eq!(Lines::open(Path::new("/none")).err().unwrap().exit(), crate::base::exit::Exit::Io);
    }
}
