//! What the guard keeps written down for the front: in a file without a name, which is not full after hours as a
//! queue of messages would be.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileExt;
use std::time::Duration;

use rustix::fs::{MemfdFlags, memfd_create};

use crate::base::duration::nanos;

/// How far the guard is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The command has not been started.
    #[default]
    Waiting,
    Running,
    /// All is settled, and how it ended: by which signal, if by one, and whether it was made to.
    Done {
        signal: i32,
        cut_short: bool,
    },
}

/// What is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Note {
    pub stage: Stage,
    /// When nothing of the command may be left, on CLOCK_BOOTTIME.
    pub over_at: Option<Duration>,
}

/// Where it is written.
pub struct Board(File);

/// The length of a note.
const NOTE: usize = 24;

/// Reading and writing may meet: a note whose parts do not belong together is read again.
const READS: u32 = 1000;

impl Board {
    pub fn new() -> io::Result<Self> {
        // No file of any folder: it needs no name, and is gone with whoever has it open.
        let board = Self::of(memfd_create(super::NAME, MemfdFlags::CLOEXEC)?);
        board.write(Note::default())?;
        Ok(board)
    }

    pub fn of(fd: OwnedFd) -> Self {
        Self(fd.into())
    }

    /// Replaces the note that is there.
    pub fn write(&self, note: Note) -> io::Result<()> {
        self.0.write_all_at(&encode(note), 0)
    }

    /// Writes down what somebody else will need if this process is gone. Once, and before anything depends on it.
    pub fn keep(&self, text: &str) -> io::Result<()> {
        self.0.write_all_at(text.as_bytes(), NOTE as u64)
    }

    /// What was written down; empty if nothing was.
    pub fn kept(&self) -> io::Result<String> {
        let length = self.0.metadata()?.len().saturating_sub(NOTE as u64);
        let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
        self.0.read_exact_at(&mut bytes, NOTE as u64)?;
        String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
    }

    /// The last note.
    pub fn read(&self) -> io::Result<Note> {
        let mut bytes = [0; NOTE];
        for _ in 0..READS {
            self.0.read_exact_at(&mut bytes, 0)?;
            if let Some(note) = decode(&bytes) {
                return Ok(note);
            }
        }
        Err(io::ErrorKind::InvalidData.into())
    }
}

impl AsFd for Board {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

const NEVER: u64 = u64::MAX;
const CHECK: u64 = 0x67_6f_73_79_73;

fn encode(note: Note) -> [u8; NOTE] {
    let over_at = note.over_at.map_or(NEVER, nanos);
    let stage = match note.stage {
        Stage::Waiting => 0,
        Stage::Running => 1,
        Stage::Done { signal, cut_short } => 2 | u64::from(cut_short) << 8 | u64::from(signal.unsigned_abs()) << 16,
    };
    let mut bytes = [0; NOTE];
    // The last word ties the two others together: a note that was read in halves does not fit.
    for (part, word) in bytes.chunks_exact_mut(8).zip([over_at, stage, over_at ^ stage ^ CHECK]) {
        part.copy_from_slice(&word.to_ne_bytes());
    }
    bytes
}

fn decode(bytes: &[u8; NOTE]) -> Option<Note> {
    let mut words = bytes.chunks_exact(8).filter_map(|part| Some(u64::from_ne_bytes(part.try_into().ok()?)));
    let (over_at, stage, check) = (words.next()?, words.next()?, words.next()?);
    let signal = i32::try_from(stage >> 16).ok()?;
    let stage = match stage & 0xff {
        0 => Stage::Waiting,
        1 => Stage::Running,
        _ => Stage::Done { signal, cut_short: stage >> 8 & 1 == 1 },
    };
    // Encoded once more: of what another version has put beside these fields nothing is known here.
    let note = Note { stage, over_at: (over_at != NEVER).then(|| Duration::from_nanos(over_at)) };
    (encode(note) == *bytes && check == u64::from_ne_bytes(bytes[16..].try_into().ok()?)).then_some(note)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn note() -> impl Strategy<Value = Note> {
        let stage = prop_oneof![
            Just(Stage::Waiting),
            Just(Stage::Running),
            (0i32..65, any::<bool>()).prop_map(|(signal, cut_short)| Stage::Done { signal, cut_short }),
        ];
        let over_at = prop::option::of((0..u64::MAX).prop_map(Duration::from_nanos));
        (stage, over_at).prop_map(|(stage, over_at)| Note { stage, over_at })
    }

    proptest! {
        #[test]
        fn a_note_is_read_as_it_was_written(note in note()) {
            let board = Board::new().unwrap();
            board.write(note).unwrap();
            prop_assert_eq!(board.read().unwrap(), note);
            prop_assert_eq!(board.kept().unwrap(), "");
            board.keep("words").unwrap();
            board.write(note).unwrap();
            prop_assert_eq!((board.read().unwrap(), board.kept().unwrap()), (note, "words".to_owned()));
        }

        #[test]
        fn two_halves_of_different_notes_are_none(a in note(), b in note(), cut in 1usize..3) {
            let (a, b) = (encode(a), encode(b));
            let mut torn = a;
            torn[cut * 8..].copy_from_slice(&b[cut * 8..]);
            prop_assert!(torn == a || torn == b || decode(&torn).is_none());
        }
    }
}
