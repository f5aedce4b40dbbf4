//! A file of atomic 64-bit cells, shared by mapping it into every process that uses it.
//!
//! The only module with `unsafe` code. Why it is sound:
//! - The mapping is made of an open file of exactly [`SIZE`] bytes, read whole just before, and
//!   lives as long as the value that owns it; no pointer into it leaves this module.
//! - All access goes through `AtomicU64` at offsets that are multiples of eight from a page-aligned address,
//!   inside [`SIZE`]. Other processes change the same bytes at any time, which atomics allow; the fixed part
//!   is read with `pread`, not through the mapping.
//! - Nobody in gosys shortens or unlinks such a file. If somebody else shortens it, the kernel ends the
//!   process with SIGBUS: no memory of ours is read or written wrongly.

#![expect(unsafe_code, reason = "mapping a file is unsafe by nature; see above")]

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::ptr::{self, NonNull};
use std::sync::atomic::{AtomicU64, Ordering};

use rustix::mm::{MapFlags, ProtFlags};

use super::register::{Cell, Cells};
use crate::base::error::{Error, Result};
use crate::base::hash::stable_hash;

/// The file's length in bytes: the fixed part and eight cells.
pub const SIZE: usize = 128;
/// The length of the fixed part in bytes; what follows are the cells.
const FIXED: usize = 64;
/// The first bytes of every register, by which any other file is told apart.
const MAGIC: &[u8; 8] = b"gosysreg";
/// Raised when a cell's meaning changes, so that an older gosys refuses the file instead of misreading it.
const VERSION: u64 = 1;
/// The room for the label in the fixed part, in bytes.
const LABEL: usize = 32;

/// What a file of cells is for. A file with another purpose is refused, never reinterpreted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    /// Words for people, at most 32 bytes.
    pub label: String,
    /// A hash of everything that must be the same for the cells to mean the same.
    pub identity: u64,
    /// What helps when the file cannot be used.
    pub hint: &'static str,
}

impl Purpose {
    /// A new file for this purpose, every cell 0.
    pub fn empty_file(&self) -> [u8; SIZE] {
        self.new_file(0)
    }

    /// A new file for this purpose that a server tells from all others by `token`; every other cell is 0.
    pub fn new_file(&self, token: u64) -> [u8; SIZE] {
        let mut bytes = [0; SIZE];
        bytes[FIXED + 8 * Cell::Token as usize..][..8].copy_from_slice(&token.to_ne_bytes());
        bytes[..8].copy_from_slice(MAGIC);
        bytes[8..16].copy_from_slice(&VERSION.to_le_bytes());
        bytes[16..24].copy_from_slice(&self.identity.to_le_bytes());
        // A label may be cut inside a character: it is shown to people, and only the identity is compared.
        let label = &self.label.as_bytes()[..self.label.len().min(LABEL)];
        bytes[24..24 + label.len()].copy_from_slice(label);
        // The cells are not covered: they change without the checksum, and every value of theirs is a possible one.
        let checksum = stable_hash(&[&bytes[..FIXED - 8]]);
        bytes[FIXED - 8..FIXED].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// What a file for this purpose holds.
    fn read(&self, file: &File, path: &Path) -> Result<[u8; SIZE + 1]> {
        // One byte more than a register has shows a file that is longer.
        let mut bytes = [0; SIZE + 1];
        let length = match file.read_at(&mut bytes, 0) {
            // A pipe, say: nothing that could be a register.
            Err(error) if error.kind() == io::ErrorKind::NotSeekable => 0,
            length => length.map_err(|e| Error::file(path, "read", &e))?,
        };
        self.check(path, &bytes[..length])?;
        Ok(bytes)
    }

    /// One cell of a file that may only be read. Others may change it meanwhile: this is to be shown, and no more.
    pub fn peek(&self, file: &File, path: &Path, cell: Cell) -> Result<u64> {
        let bytes = self.read(file, path)?;
        let mut number = [0; 8];
        number.copy_from_slice(&bytes[FIXED + 8 * cell as usize..][..8]);
        Ok(u64::from_ne_bytes(number))
    }

    fn check(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let wrong = |what: &str| Error::data(format!("{} {what}; it was left as it is", path.display()));
        if bytes.len() != SIZE || &bytes[..8] != MAGIC {
            return Err(wrong("is not a register of gosys").hint(self.hint));
        }
        let number = |at: usize| bytes[at..at + 8].iter().rev().fold(0, |sum, byte| (sum << 8) | u64::from(*byte));
        // Before version and identity: in a damaged file neither of them says anything.
        if number(FIXED - 8) != stable_hash(&[&bytes[..FIXED - 8]]) {
            return Err(wrong("is corrupt").hint(self.hint));
        }
        if number(8) != VERSION {
            return Err(wrong("was written by another version of gosys").hint("use that version, or another folder"));
        }
        // Refused even where the numbers would fit: two layouts that share cells could make one id twice.
        if number(16) != self.identity {
            let label = String::from_utf8_lossy(&bytes[24..24 + LABEL]).trim_end_matches('\0').to_owned();
            let cut = if label.len() >= LABEL { "..." } else { "" };
            return Err(wrong(&format!("is laid out for `{label}{cut}`, not for `{}`", self.label)).hint(self.hint));
        }
        Ok(())
    }
}

/// An open file of cells.
#[derive(Debug)]
pub struct MappedCells {
    base: NonNull<AtomicU64>,
    file: File,
    path: PathBuf,
}

impl MappedCells {
    /// Maps `file`, if it is one for this purpose.
    pub fn map(file: File, path: &Path, purpose: &Purpose) -> Result<Self> {
        // Before anything is mapped: to touch the mapped page of an empty file is SIGBUS, and no error to tell.
        purpose.read(&file, path)?;
        // Shared, never private: a private page is copied at its first write, and each process would count alone.
        let access = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a fresh mapping at an address of the kernel's choice; see the head of this file.
        let address = unsafe { rustix::mm::mmap(ptr::null_mut(), SIZE, access, MapFlags::SHARED, &file, 0) };
        let address = address.map_err(|e| Error::file(path, "map", &e.into()))?;
        // The kernel does not choose address 0 by itself, so this cannot fail; it is the type that asks.
        let base =
            NonNull::new(address.cast()).ok_or_else(|| Error::file(path, "map", &io::ErrorKind::Other.into()))?;
        Ok(Self { base, file, path: path.to_owned() })
    }

    /// The mapped file itself.
    pub fn file(&self) -> &File {
        &self.file
    }

    fn cell(&self, cell: Cell) -> &AtomicU64 {
        // SAFETY: at most the sixteenth of SIZE / 8 cells, inside the mapping that `self` keeps alive.
        unsafe { self.base.add(FIXED / 8 + cell as usize).as_ref() }
    }
}

impl Drop for MappedCells {
    fn drop(&mut self) {
        // SAFETY: the mapping made in `map`, not used after this.
        // If it failed, address space would be lost and nothing else: no reason to panic in a drop.
        let unmapped = unsafe { rustix::mm::munmap(self.base.as_ptr().cast(), SIZE) };
        debug_assert!(unmapped.is_ok());
    }
}

impl Cells for MappedCells {
    fn load(&self, cell: Cell) -> u64 {
        // The register's argument is about the order of steps on different cells, so all processes must agree on it.
        // Nothing weaker is worth an argument of its own: a load costs the same on x86-64.
        self.cell(cell).load(Ordering::SeqCst)
    }

    fn swap(&self, cell: Cell, old: u64, new: u64) -> bool {
        self.cell(cell).compare_exchange(old, new, Ordering::SeqCst, Ordering::SeqCst).is_ok()
    }

    fn raise(&self, cell: Cell, to: u64) {
        self.cell(cell).fetch_max(to, Ordering::SeqCst);
    }

    fn clear(&self, cell: Cell) {
        self.cell(cell).store(0, Ordering::SeqCst);
    }

    fn sync(&self) -> io::Result<()> {
        // Writes to the mapping are part of the file: fdatasync finds the dirty page.
        self.file.sync_data()?;
        // Nobody has relied on this file yet, so nobody may have seen to it that its name is on disk.
        if self.load(Cell::Durable) == 0 { sync_folders(&self.path) } else { Ok(()) }
    }
}

/// Writes to disk that the file exists, and all folders that lead to it.
fn sync_folders(path: &Path) -> io::Result<()> {
    for folder in path.ancestors().skip(1) {
        // A new name is on disk once the folder that holds it was synced. Any of them may have been made just now;
        // one that was not costs next to nothing.
        match File::open(folder) {
            // Above our own folder we may not be allowed to look.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
            opened => opened?.sync_all()?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::exit::Exit;

    fn purpose() -> Purpose {
        Purpose { label: "test".to_owned(), identity: 7, hint: "" }
    }

    fn file_with(bytes: &[u8]) -> (tempfile::NamedTempFile, File) {
        let named = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(named.path(), bytes).unwrap();
        let file = File::options().read(true).write(true).open(named.path()).unwrap();
        (named, file)
    }

    #[test]
    fn what_one_mapping_writes_another_reads() {
        let (named, file) = file_with(&purpose().empty_file());
        let other = File::options().read(true).write(true).open(named.path()).unwrap();
        let a = MappedCells::map(file, named.path(), &purpose()).unwrap();
        let b = MappedCells::map(other, named.path(), &purpose()).unwrap();
        assert!(a.swap(Cell::Next, 0, 5));
        assert!(!b.swap(Cell::Next, 0, 6));
        b.raise(Cell::Next, 9);
        assert_eq!(a.load(Cell::Next), 9);
        a.sync().unwrap();
        drop(a);
        assert_eq!(std::fs::read(named.path()).unwrap()[FIXED], 9);
    }

    #[test]
    fn what_is_not_ours_is_refused_and_left_alone() {
        let good = purpose().empty_file();
        let mut corrupt = good;
        corrupt[20] ^= 1;
        let other = Purpose { label: "other".to_owned(), identity: 8, hint: "" }.empty_file();
        let cases: [(&[u8], &str); 6] = [
            (b"", "is not a register"),
            (b"hello", "is not a register"),
            (&good[..100], "is not a register"),
            (&[0; SIZE], "is not a register"),
            (&corrupt, "is corrupt"),
            (&other, "is laid out for `other`, not for `test`"),
        ];
        for (bytes, message) in cases {
            let (named, file) = file_with(bytes);
            let error = MappedCells::map(file, named.path(), &purpose()).unwrap_err();
            assert_eq!(error.exit(), Exit::Data);
            assert!(error.message().contains(message), "{error}");
            assert_eq!(std::fs::read(named.path()).unwrap(), bytes);
        }
    }
}
