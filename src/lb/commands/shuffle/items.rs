//! The items that are shuffled, and orders of them as others write them.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::base::error::{Error, Result};
use crate::base::lines::shown;
use crate::base::out::sanitize::cut;

/// More than this are no list that somebody shuffles; the matrix has their square.
pub const ITEMS_MAX: usize = 1000;
/// A name is no longer than a line that can be read.
const NAME_MAX: u64 = 4096;
/// Nobody pads a name with more blanks than this.
const COLUMN_MAX: u64 = 64;

/// The names, each once.
pub struct Items {
    names: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Items {
    /// The numbers below n.
    pub fn numbered(n: usize) -> Self {
        Self::of((0..n).map(|number| number.to_string()).collect())
    }

    /// The lines of a file, or of standard input for `-`; empty ones do not count.
    pub fn read(path: &Path) -> Result<Self> {
        let failed = |error: io::Error| Error::file(path, "read", &error);
        let stdin = path == Path::new("-");
        let input: Box<dyn Read> =
            if stdin { Box::new(io::stdin()) } else { Box::new(File::open(path).map_err(failed)?) };
        let path = shown(path);
        let text = bounded(input, path)?;
        let (mut names, mut seen) = (Vec::new(), HashMap::new());
        for (line, name) in (1..).zip(text.split(|byte| *byte == b'\n')) {
            let name = name.strip_suffix(b"\r").unwrap_or(name);
            let name = std::str::from_utf8(name).map(str::to_owned).map_err(|_| {
                Error::data(format!("{}:{line}: this is not UTF-8", path.display())).hint("one item a line, as UTF-8")
            })?;
            if name.is_empty() {
                continue;
            }
            if let Some(first) = seen.insert(name.clone(), line) {
                let (path, name) = (path.display(), cut(&name));
                return Err(Error::data(format!("{path}:{line}: `{name}` is there already, on line {first}"))
                    .hint("each item has a line of its own, and no two are the same"));
            }
            names.push(name);
        }
        if !(2..=ITEMS_MAX).contains(&names.len()) {
            let message = format!("{} has {} items: an order is of 2 to {ITEMS_MAX}", path.display(), names.len());
            return Err(Error::data(message).hint("one item a line"));
        }
        Ok(Self::of(names))
    }

    fn of(names: Vec<String>) -> Self {
        let numbers = (0..).zip(&names).map(|(number, name)| (name.clone(), number)).collect();
        Self { names, numbers }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// One a line, in their own order.
    pub fn lines(&self) -> String {
        self.names.iter().map(|name| format!("{name}\n")).collect()
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    /// These names as an order of all items, or what is wrong with them.
    pub fn order<'a>(&self, names: impl Iterator<Item = &'a str>, order: &mut Vec<u32>) -> Result<(), String> {
        order.clear();
        let mut seen = vec![false; self.len()];
        for name in names {
            let Some(number) = self.number(name) else {
                return Err(format!("`{}` is not one of the items", cut(name)));
            };
            if std::mem::replace(&mut seen[number as usize], true) {
                return Err(format!("`{}` is there twice", cut(name)));
            }
            order.push(number);
        }
        if order.len() == self.len() {
            Ok(())
        } else {
            Err(format!("{} of {} items are there", order.len(), self.len()))
        }
    }
}

/// All that a list of items can be. More is refused, because the rest of a list would be another list.
fn bounded(input: impl Read, path: &Path) -> Result<Vec<u8>> {
    let limit = NAME_MAX * (ITEMS_MAX as u64 + 1);
    let mut text = Vec::new();
    input.take(limit + 1).read_to_end(&mut text).map_err(|error| Error::file(path, "read", &error))?;
    if text.len() as u64 <= limit {
        return Ok(text);
    }
    let message = format!("{} is longer than {limit} bytes", path.display());
    Err(Error::data(message).hint(format!("one item a line, {ITEMS_MAX} at most, of {NAME_MAX} bytes at most")))
}

/// Reads orders until the input ends, either one a line, or one item a line and one order after the other; the first
/// line shows which it is.
pub fn orders(input: impl Read, items: &Items, mut each: impl FnMut(&[u32]) -> Result<()>) -> Result<()> {
    let mut input = BufReader::new(input);
    // Room for every name in full and its separator, also in the columns of a table.
    let limit = items.names().iter().map(|name| name.len() as u64 + COLUMN_MAX).sum::<u64>();
    let (mut by_item, mut gathered, mut order) = (None, Vec::new(), Vec::new());
    let mut trial = 1_u64;
    for number in 1_u64.. {
        let Some(line) = line(&mut input, limit)? else { break };
        if line.trim().is_empty() {
            continue;
        }
        let wrong = |why: String| {
            Error::data(format!("standard input:{number}: in trial {trial}: {why}"))
                .hint("an order of all items a line, separated by blanks or commas; or one item a line")
        };
        if *by_item.get_or_insert_with(|| items.number(&line).is_some()) {
            gathered.push(line);
            if gathered.len() < items.len() {
                continue;
            }
            items.order(std::mem::take(&mut gathered).iter().map(String::as_str), &mut order).map_err(wrong)?;
        } else {
            let names = line.split([' ', '\t', ',']).filter(|name| !name.is_empty());
            items.order(names, &mut order).map_err(wrong)?;
        }
        each(&order)?;
        trial += 1;
    }
    if gathered.is_empty() {
        return Ok(());
    }
    Err(Error::data(format!("standard input ends in trial {trial}: {} of {} items", gathered.len(), items.len())))
}

/// The next line without its end; of one that is too long, enough to refuse it.
fn line(input: &mut impl BufRead, limit: u64) -> Result<Option<String>> {
    let mut bytes = Vec::new();
    let failed = |error: io::Error| {
        Error::new(
            crate::base::exit::Exit::Io,
            format!("cannot read standard input: {}", crate::base::error::plain(&error)),
        )
    };
    input.take(limit + 2).read_until(b'\n', &mut bytes).map_err(failed)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    Ok(Some(String::from_utf8_lossy(line).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, items: &Items) -> Result<Vec<Vec<u32>>, String> {
        let mut all = Vec::new();
        let each = |order: &[u32]| {
            all.push(order.to_vec());
            Ok(())
        };
        orders(text.as_bytes(), items, each).map_err(|error| error.message().to_owned())?;
        Ok(all)
    }

    #[test]
    fn orders_by_line_and_by_item() {
        let items = Items::numbered(3);
        let wanted = Ok(vec![vec![2, 0, 1], vec![0, 1, 2]]);
        assert_eq!(read("2 0 1\n0,1,2\n", &items), wanted);
        assert_eq!(read("2, 0,\t1\r\n\n0 1 2", &items), wanted);
        assert_eq!(read("2\n0\n1\n0\r\n1\n\n2\n", &items), wanted);
        assert_eq!(read("", &items), Ok(vec![]));
        let named = Items::of(["a b", "c,d"].map(str::to_owned).into());
        assert_eq!(read("c,d\na b\n", &named), Ok(vec![vec![1, 0]]));
    }

    #[test]
    fn what_is_no_order() {
        let items = Items::numbered(3);
        let refused = |text: &str| read(text, &items).unwrap_err();
        assert_eq!(refused("0 1 2\n0 1\n"), "standard input:2: in trial 2: 2 of 3 items are there");
        assert_eq!(refused("0 1 1\n"), "standard input:1: in trial 1: `1` is there twice");
        assert_eq!(refused("0 1 3\n"), "standard input:1: in trial 1: `3` is not one of the items");
        assert_eq!(refused("0\n1\n2\n2\n"), "standard input ends in trial 2: 1 of 3 items");
        let long = refused(&"9".repeat(100_000));
        assert!(long.len() < 120, "{long}");
    }
}
