//! Sorting more than memory should hold: sorted runs go to files, and are merged at the end. Pure: files are handed in.
//!
//! Runs of one level are merged into one of the next as soon as there are [`Limits::runs`] of them, so the number of
//! open files grows with the logarithm of the input only, and so does how often an entry is written.

use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::{cmp::Reverse, mem};

use super::number::BYTES_MAX;
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;

/// The bytes of an entry.
const SIZE: usize = BYTES_MAX + size_of::<u64>();

/// A key and the line that it stood on; in the order of keys, then of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry([u8; SIZE]);

impl Entry {
    pub fn new(key: [u8; BYTES_MAX], line: u64) -> Self {
        let mut bytes = [0; SIZE];
        bytes[..BYTES_MAX].copy_from_slice(&key);
        bytes[BYTES_MAX..].copy_from_slice(&line.to_be_bytes());
        Self(bytes)
    }

    pub fn key(&self) -> [u8; BYTES_MAX] {
        let mut key = [0; BYTES_MAX];
        key.copy_from_slice(&self.0[..BYTES_MAX]);
        key
    }

    pub fn line(&self) -> u64 {
        let mut line = [0; size_of::<u64>()];
        line.copy_from_slice(&self.0[BYTES_MAX..]);
        u64::from_be_bytes(line)
    }
}

/// How much is kept at a time.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Entries in memory; more go to a file.
    pub entries: usize,
    /// Files of a level, at least two.
    pub runs: usize,
    /// The buffer of a file, in bytes.
    pub buffer: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // 7 MB of entries, and 2 MB of buffers for a level: three levels are enough for 8,000 million entries.
        Self { entries: 1 << 18, runs: 32, buffer: 64 * 1024 }
    }
}

/// Takes entries in any order and gives them back sorted.
pub struct Sorter<S> {
    limits: Limits,
    open: fn() -> io::Result<S>,
    kept: Vec<Entry>,
    /// Sorted runs by level.
    runs: Vec<Vec<S>>,
}

impl<S: Read + Write + Seek> Sorter<S> {
    /// A sorter that opens its files by `open`, and none before it needs one.
    pub fn new(limits: Limits, open: fn() -> io::Result<S>) -> Self {
        Self { limits, open, kept: Vec::new(), runs: Vec::new() }
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: Entry) -> Result<()> {
        if self.kept.len() == self.limits.entries {
            self.spill()?;
        }
        self.kept.push(entry);
        Ok(())
    }

    /// Calls `each` for every entry in order.
    pub fn each(mut self, mut each: impl FnMut(&Entry) -> Result<()>) -> Result<()> {
        if self.runs.is_empty() {
            self.kept.sort_unstable();
            return self.kept.iter().try_for_each(each);
        }
        self.spill()?;
        // Its memory goes to the buffers of the files.
        self.kept = Vec::new();
        merge(self.runs.into_iter().flatten(), self.limits.buffer, &mut each)
    }

    fn spill(&mut self) -> Result<()> {
        self.kept.sort_unstable();
        let mut run = self.run()?;
        self.kept.iter().try_for_each(|entry| run.write_all(&entry.0)).map_err(|e| failed(&e))?;
        self.kept.clear();
        self.add(run, 0)
    }

    fn run(&self) -> Result<BufWriter<S>> {
        let file = (self.open)().map_err(|e| failed(&e))?;
        Ok(BufWriter::with_capacity(self.limits.buffer, file))
    }

    fn add(&mut self, run: BufWriter<S>, level: usize) -> Result<()> {
        let run = run.into_inner().map_err(|e| failed(e.error()))?;
        if self.runs.len() == level {
            self.runs.push(Vec::new());
        }
        self.runs[level].push(run);
        if self.runs[level].len() < self.limits.runs {
            return Ok(());
        }
        let mut merged = self.run()?;
        let full = mem::take(&mut self.runs[level]);
        let mut write = |entry: &Entry| merged.write_all(&entry.0).map_err(|e| failed(&e));
        merge(full.into_iter(), self.limits.buffer, &mut write)?;
        self.add(merged, level + 1)
    }
}

/// Calls `each` for the entries of all runs in order.
fn merge<S: Read + Seek>(
    runs: impl Iterator<Item = S>,
    buffer: usize,
    each: &mut dyn FnMut(&Entry) -> Result<()>,
) -> Result<()> {
    let (mut inputs, mut heads) = (Vec::new(), BinaryHeap::new());
    for mut run in runs {
        run.rewind().map_err(|e| failed(&e))?;
        let mut input = BufReader::with_capacity(buffer, run);
        heads.extend(next(&mut input)?.map(|entry| Reverse((entry, inputs.len()))));
        inputs.push(input);
    }
    while let Some(mut least) = heads.peek_mut() {
        let Reverse((entry, from)) = *least;
        each(&entry)?;
        match next(&mut inputs[from])? {
            Some(entry) => *least = Reverse((entry, from)),
            None => drop(PeekMut::pop(least)),
        }
    }
    Ok(())
}

fn next(input: &mut impl BufRead) -> Result<Option<Entry>> {
    if input.fill_buf().map_err(|e| failed(&e))?.is_empty() {
        return Ok(None);
    }
    let mut entry = Entry([0; SIZE]);
    input.read_exact(&mut entry.0).map_err(|e| failed(&e))?;
    Ok(Some(entry))
}

fn failed(error: &io::Error) -> Error {
    Error::new(Exit::Io, format!("cannot sort in a temporary file: {}", plain(error)))
        .hint("28 bytes an id are needed, twice while files are merged; TMPDIR chooses another place")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::io::Cursor;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn in_memory() -> io::Result<Cursor<Vec<u8>>> {
        Ok(Cursor::new(Vec::new()))
    }

    fn key(number: u32) -> [u8; BYTES_MAX] {
        crate::id::number::Number::of(number % 7, u128::from(number)).bytes()
    }

    fn limits() -> impl Strategy<Value = Limits> {
        (1usize..9, 2usize..5, 1usize..80).prop_map(|(entries, runs, buffer)| Limits { entries, runs, buffer })
    }

    fn sorted<S: Read + Write + Seek>(mut sorter: Sorter<S>, entries: &[Entry]) -> Result<Vec<Entry>> {
        entries.iter().try_for_each(|entry| sorter.push(*entry))?;
        let mut out = Vec::new();
        sorter.each(|entry| {
            out.push(*entry);
            Ok(())
        })?;
        Ok(out)
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_all_is_in_order(limits in limits(), keys in vec(0u32..300, 0..400)) {
            let entries: Vec<_> = (1..).zip(&keys).map(|(line, number)| Entry::new(key(*number), line)).collect();
            let out = sorted(Sorter::new(limits, in_memory), &entries).unwrap();
            let mut wanted = entries.clone();
            wanted.sort_unstable();
            prop_assert_eq!(&out, &wanted);
            // Duplicates stand side by side: as many as a set of all keys would have found.
            let pairs = out.windows(2).filter(|pair| pair[0].key() == pair[1].key()).count();
            let mut seen = HashSet::new();
            prop_assert_eq!(pairs, keys.iter().filter(|number| !seen.insert(**number)).count());
        }

        #[test]
        fn an_entry_is_its_key_and_its_line(number in any::<u32>(), line in any::<u64>()) {
            let entry = Entry::new(key(number), line);
            prop_assert_eq!((entry.key(), entry.line()), (key(number), line));
        }

        #[test]
        fn few_files_are_open(count in 0usize..2000, runs in 2usize..5) {
            let limits = Limits { entries: 3, runs, buffer: 64 };
            let mut sorter = Sorter::new(limits, in_memory);
            for line in 0..count {
                sorter.push(Entry::new([0; BYTES_MAX], line as u64)).unwrap();
                let open: usize = sorter.runs.iter().map(Vec::len).sum();
                prop_assert!(sorter.kept.len() <= 3 && open < runs * sorter.runs.len().max(1));
                prop_assert!(runs.pow(sorter.runs.len() as u32) <= runs * (count / 3 + 1), "{}", sorter.runs.len());
            }
        }
    }

    #[test]
    fn no_file_is_opened_for_what_fits() {
        let limits = Limits { entries: 3, ..Limits::default() };
        let none: fn() -> io::Result<Cursor<Vec<u8>>> = || Err(io::Error::from_raw_os_error(28));
        let entries = [3, 1, 2, 0].map(|number| Entry::new(key(number), 1));
        assert_eq!(sorted(Sorter::new(limits, none), &entries[..3]).unwrap().len(), 3);
        let error = sorted(Sorter::new(limits, none), &entries).unwrap_err();
        assert_eq!(error.message(), "cannot sort in a temporary file: no space left on device");
        assert_eq!(error.exit(), Exit::Io);
    }

    /// A disk that takes forty bytes.
    struct Full(Cursor<Vec<u8>>);

    impl Read for Full {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            self.0.read(out)
        }
    }

    impl Seek for Full {
        fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
            self.0.seek(to)
        }
    }

    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0.position() + bytes.len() as u64 > 40 {
                return Err(io::Error::from_raw_os_error(28));
            }
            self.0.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_full_disk_is_told() {
        let full: fn() -> io::Result<Full> = || in_memory().map(Full);
        let entries: Vec<_> = (0..9).map(|number| Entry::new(key(number), 1)).collect();
        for (entries_max, fits) in [(1, true), (2, false), (4, false)] {
            // Of one entry each they fit, until two of them are merged.
            let runs = if fits { 10 } else { 2 };
            let limits = Limits { entries: entries_max, runs, buffer: 1 };
            let end = sorted(Sorter::new(limits, full), &entries);
            assert_eq!(end.is_ok(), fits, "{entries_max}");
        }
        let limits = Limits { entries: 1, runs: 2, buffer: 1024 };
        assert_eq!(sorted(Sorter::new(limits, full), &entries).unwrap_err().exit(), Exit::Io);
    }
}
