//! `id decode`: what an id is made of.

use std::io::{self, BufRead, BufReader};

use super::record::{COLUMNS, IdRecord};
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::out::sanitize;
use crate::base::out::{self, Format};
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::id::{SCHEMES, Scheme};

/// No id is longer, so a longer line is refused without being kept.
const LINE_MAX: usize = 256;

/// Say what ids are made of: time, node, sequence
///
/// Reads the ids given, or standard input where none is given or one is `-`: one a line, any number of them. What
/// is no id is reported on standard error with its line; the rest goes on, and the exit code is 65.
#[derive(clap::Args)]
pub struct Decode {
    /// The ids, or - for standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

impl Run for Decode {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let mut decoder = Decoder { context, watchdog, scheme: SCHEMES[0], headed: false, bad: 0 };
        if self.ids.is_empty() {
            decoder.stdin()?;
        }
        for (at, id) in self.ids.iter().enumerate() {
            if id == "-" { decoder.stdin()? } else { decoder.one(id, &format!("argument {}", at + 1))? }
        }
        Ok(if decoder.bad == 0 { Exit::Ok } else { Exit::Data })
    }
}

struct Decoder<'a> {
    context: &'a mut Context,
    watchdog: Watchdog,
    scheme: &'static dyn Scheme,
    headed: bool,
    bad: u64,
}

impl Decoder<'_> {
    fn stdin(&mut self) -> Result<()> {
        // As much as a pipe holds, so one read empties it.
        let mut input = BufReader::with_capacity(64 * 1024, io::stdin().lock());
        let mut line = Vec::with_capacity(LINE_MAX);
        for number in 1.. {
            // For every line: without --timeout it reads no clock.
            self.watchdog.check()?;
            let read = read_line(&mut input, &mut line);
            if !read.map_err(|e| Error::new(Exit::Io, format!("cannot read standard input: {}", plain(&e))))? {
                return Ok(());
            }
            // What is no UTF-8 gets a mark that no id has, and is refused with its line like all the rest.
            let text = String::from_utf8_lossy(&line);
            // Files from Windows end their lines with CR as well.
            let text = text.trim();
            if !text.is_empty() {
                self.one(text, &format!("line {number}"))?;
            }
        }
        Ok(())
    }

    fn one(&mut self, text: &str, place: &str) -> Result<()> {
        match self.scheme.parse(text) {
            Ok(id) => {
                self.head()?;
                self.context.out.record(&IdRecord::of(self.scheme, id))
            }
            Err(why) => {
                self.bad += 1;
                // What was decoded so far comes first, as it did in the input.
                self.context.out.flush()?;
                // Enough to know it by; the rest of a long line would only hide the reason behind it.
                let shown: String = text.chars().take(40).collect();
                let message = format!("{place}: `{}` is no {}: {why}", sanitize::line(&shown), self.scheme.name());
                out::report(&Error::data(message), self.context.out.format(), self.context.out.color());
                Ok(())
            }
        }
    }

    fn head(&mut self) -> Result<()> {
        // Above the first good line only: where there is none, standard output stays empty.
        if self.headed || self.context.out.is_quiet() || self.context.out.format() != Format::Text {
            return Ok(());
        }
        self.headed = true;
        self.context.out.data(COLUMNS)
    }
}

/// Reads a line into `line`, at most a little over [`LINE_MAX`] bytes of it: constant memory for any input.
/// Says whether there was one.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let mut any = false;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            chunk => chunk?,
        };
        if chunk.is_empty() {
            return Ok(any);
        }
        any = true;
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let used = end.unwrap_or(chunk.len());
        // A line that is too long is read to its end all the same, so that the next one begins where it should.
        line.extend_from_slice(&chunk[..used.min((LINE_MAX + 1).saturating_sub(line.len()))]);
        input.consume(end.map_or(used, |end| end + 1));
        if end.is_some() {
            return Ok(true);
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
        let mut input = BufReader::with_capacity(16, text.as_bytes());
        let mut line = Vec::new();
        let mut lines = Vec::new();
        while read_line(&mut input, &mut line).unwrap() {
            lines.push(String::from_utf8(line.clone()).unwrap());
        }
        assert_eq!(lines, ["1", "", &"9".repeat(LINE_MAX + 1), "last"]);
        assert!(line.capacity() < 1024);
    }
}
