//! Reading ids, from arguments, standard input or a file: any number, in constant memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::scheme::Chosen;
use crate::base::error::{Error, Result};
use crate::base::lines::shown;
use crate::base::out::{self, Out, sanitize};
use crate::base::watchdog::Watchdog;
use crate::id::{Id, Malformed};

/// No id is longer, so a longer line is refused without being kept. The longest is a TypeID of 90 characters; binary
/// digits in base 64 have more.
const LINE_MAX: usize = 256;

/// What happens while ids are read.
pub enum Event<T = Id> {
    /// An id, and which line or argument it was.
    Id(T, u64),
    /// Nothing more is at hand: what was gathered so far should go out before the next is waited for.
    Pause,
}

/// What texts are read as.
pub trait Texts {
    type Item;

    /// What helps where a text is none.
    const HINT: &'static str;

    fn read(&self, text: &[u8]) -> Result<Self::Item, Malformed>;

    /// How many bytes each has, where there are no lines.
    fn record_length(&self) -> Option<usize>;

    /// What a malformed text is not, and why.
    fn is_no(&self, why: Malformed) -> String;
}

impl Texts for Chosen {
    type Item = Id;

    const HINT: &'static str = "`gosys id guess` says what it may be; --scheme and --format what is expected";

    fn read(&self, text: &[u8]) -> Result<Id, Malformed> {
        Chosen::read(self, text)
    }

    fn record_length(&self) -> Option<usize> {
        let binary = self.format().filter(|format| format.is_binary());
        binary.map(|_| self.scheme().bits().div_ceil(8) as usize)
    }

    fn is_no(&self, why: Malformed) -> String {
        let form = self.format().map_or(String::new(), |format| format!(" in {}", format.name));
        format!("{}{form}: {why}", self.scheme().name())
    }
}

/// Reads ids and hands them on. What is none is reported with its place, and the rest goes on.
pub struct Reader<'a, T, F> {
    pub chosen: &'a T,
    pub out: &'a mut Out,
    pub watchdog: Watchdog,
    /// How many texts were no ids.
    pub malformed: u64,
    pub each: F,
}

impl<T: Texts, F: FnMut(Event<T::Item>, &mut Out) -> Result<()>> Reader<'_, T, F> {
    /// The ids of the command line, `-` among them for standard input; standard input alone where there are none.
    pub fn arguments(&mut self, ids: &[String]) -> Result<()> {
        if ids.is_empty() {
            return self.file(Path::new("-")).map(|_| ());
        }
        for (at, id) in ids.iter().enumerate() {
            match &**id {
                "-" => drop(self.file(Path::new("-"))?),
                id => self.one(id.as_bytes(), at as u64 + 1, &|number| format!("argument {number}"))?,
            }
        }
        self.pause()
    }

    /// A file to its end, standard input for `-`; how many lines it has, or records.
    pub fn file(&mut self, path: &Path) -> Result<u64> {
        let failed = |e: io::Error| Error::file(shown(path), "read", &e);
        // A file of that name is `./-`, as everywhere else.
        let mut input: Box<dyn Read> = match path == Path::new("-") {
            true => Box::new(io::stdin().lock()),
            false => Box::new(File::open(path).map_err(failed)?),
        };
        self.stream(&mut input, shown(path), &failed)
    }

    fn stream(&mut self, input: &mut dyn Read, path: &Path, failed: &dyn Fn(io::Error) -> Error) -> Result<u64> {
        // As much as a pipe holds, so one read empties it.
        let mut input = BufReader::with_capacity(64 * 1024, input);
        let length = self.chosen.record_length();
        let mut kept = Vec::with_capacity(LINE_MAX);
        for number in 1.. {
            // For every line: without --timeout it reads no clock.
            self.watchdog.check()?;
            if input.buffer().is_empty() {
                self.pause()?;
            }
            let chunk = fill(&mut input).map_err(failed)?;
            if chunk.is_empty() {
                self.pause()?;
                return Ok(number - 1);
            }
            let end = match length {
                Some(length) => (chunk.len() >= length).then_some(length),
                None => memchr::memchr(b'\n', chunk),
            };
            if let Some(end) = end {
                // The usual case: all of it is in the buffer, and nothing is copied.
                self.line(&chunk[..end], path, number)?;
                input.consume(if length.is_some() { end } else { end + 1 });
            } else {
                rest(&mut input, length, &mut kept).map_err(failed)?;
                self.line(&kept, path, number)?;
            }
        }
        Ok(0)
    }

    fn line(&mut self, line: &[u8], path: &Path, number: u64) -> Result<()> {
        let is_binary = self.chosen.record_length().is_some();
        // Files from Windows end their lines with CR as well.
        let text = if is_binary { line } else { line.trim_ascii() };
        let place = |number| match is_binary {
            true => format!("record {number} of {}", path.display()),
            false => format!("{}:{number}", path.display()),
        };
        if text.is_empty() { Ok(()) } else { self.one(text, number, &place) }
    }

    fn one(&mut self, text: &[u8], number: u64, place: &dyn Fn(u64) -> String) -> Result<()> {
        let text = if self.chosen.record_length().is_some() { text } else { unquoted(text) };
        match self.chosen.read(text) {
            Ok(id) => (self.each)(Event::Id(id, number), self.out),
            Err(why) => {
                self.malformed += 1;
                // What came before goes first, as it did in the input.
                self.pause()?;
                self.report(text, &place(number), why);
                Ok(())
            }
        }
    }

    fn pause(&mut self) -> Result<()> {
        (self.each)(Event::Pause, self.out)?;
        self.out.flush()
    }

    fn report(&self, text: &[u8], place: &str, why: Malformed) {
        // Enough to know it by; the rest of a long line would only hide the reason behind it.
        let shown: String = match self.chosen.record_length() {
            Some(_) => text.iter().map(|byte| format!("{byte:02x}")).collect(),
            None => String::from_utf8_lossy(text).chars().take(40).collect(),
        };
        let message = format!("{place}: `{}` is no {}", sanitize::line(&shown), self.chosen.is_no(why));
        let error = Error::data(message);
        // Once: what helps with the first helps with the rest.
        let error = if self.malformed == 1 { error.hint(T::HINT) } else { error };
        out::report(&error, self.out.format(), self.out.color());
    }
}

/// A text as JSON has it, without its quotes.
fn unquoted(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")).unwrap_or(text)
}

/// What is in the buffer, or comes next; empty at the end.
fn fill<'b>(input: &'b mut BufReader<&mut dyn Read>) -> io::Result<&'b [u8]> {
    loop {
        match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            // Asked again, because a borrow that is returned from a loop would last through it.
            Ok(_) => return input.fill_buf(),
        }
    }
}

/// Reads what the buffer holds only in part: to the end of the line, of which a little over [`LINE_MAX`] bytes are
/// kept, or as many bytes as a record has.
fn rest(input: &mut BufReader<&mut dyn Read>, length: Option<usize>, kept: &mut Vec<u8>) -> io::Result<()> {
    kept.clear();
    loop {
        let chunk = fill(input)?;
        let wanted = length.map_or(usize::MAX, |length| length - kept.len());
        let newline = if length.is_none() { memchr::memchr(b'\n', chunk) } else { None };
        let used = newline.unwrap_or(chunk.len()).min(wanted);
        let at_end = chunk.is_empty() || newline.is_some() || used == wanted;
        // A line that is too long is read to its end all the same, so that the next one begins where it should.
        kept.extend_from_slice(&chunk[..used.min((LINE_MAX + 1).saturating_sub(kept.len()))]);
        input.consume(newline.map_or(used, |end| end + 1));
        if at_end {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_any_length_in_little_memory() {
        let long = "9".repeat(100_000);
        let text = format!("1\n\n{long}\nlast");
        let mut bytes = text.as_bytes();
        let mut input = BufReader::with_capacity(16, &mut bytes as &mut dyn Read);
        let (mut kept, mut lines) = (Vec::new(), Vec::new());
        while !fill(&mut input).unwrap().is_empty() {
            rest(&mut input, None, &mut kept).unwrap();
            lines.push(String::from_utf8(kept.clone()).unwrap());
        }
        assert_eq!(lines, ["1", "", &"9".repeat(LINE_MAX + 1), "last"]);
        assert!(kept.capacity() < 1024);
    }

    #[test]
    fn records_across_the_ends_of_buffers() {
        let mut bytes = &b"aaaabbbbccccd"[..];
        let mut input = BufReader::with_capacity(3, &mut bytes as &mut dyn Read);
        let (mut kept, mut records) = (Vec::new(), Vec::new());
        while !fill(&mut input).unwrap().is_empty() {
            rest(&mut input, Some(4), &mut kept).unwrap();
            records.push(String::from_utf8(kept.clone()).unwrap());
        }
        assert_eq!(records, ["aaaa", "bbbb", "cccc", "d"]);
    }
}
