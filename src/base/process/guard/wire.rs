//! The link between front and guard: short messages, whose end tells each that the other one is gone.

use std::io::{self, IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage,
    SendFlags, SocketFlags, SocketType, recvmsg, send, sendmsg, socketpair,
};

use crate::base::process::signals::Caught;

/// A message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// To the guard: this signal has come to the front.
    Signal(Caught),
    /// To the front: the command was stopped, which is this process.
    Stopped(i32),
    /// To the front: there is a moment on the board.
    Look,
    /// To the front: is it there? And its answer.
    Ask,
    Here,
    /// In a namespace, from the inner process to the outer: the command has died of this signal.
    Died(i32),
}

/// One end of the link.
pub struct Wire(OwnedFd);

/// What was there to be read.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    Word(Word),
    Nothing,
    /// The other end is closed.
    End,
}

impl Wire {
    /// Both ends.
    pub fn pair() -> io::Result<(Self, OwnedFd)> {
        // Closed when something is executed: the command must not keep the link open.
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let (ours, theirs) = socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, flags, None)?;
        Ok((Self(ours), theirs))
    }

    pub fn of(fd: OwnedFd) -> Self {
        Self(fd)
    }

    /// Says something, if the other end is there and its queue is not full of what it has not read for hours.
    pub fn say(&self, word: Word) {
        // What the other end has not read for hours is no news to it; all that counts is on the board.
        let _ = send(&self.0, &encode(word), SendFlags::NOSIGNAL);
    }

    /// What was said next.
    pub fn hear(&self) -> Heard {
        let mut bytes = [0; 8];
        loop {
            match rustix::io::read(&self.0, &mut bytes) {
                Ok(8) => match decode(bytes) {
                    Some(word) => return Heard::Word(word),
                    // A word that only a later gosys knows.
                    None => continue,
                },
                Ok(0) => return Heard::End,
                Err(Errno::AGAIN) => return Heard::Nothing,
                Ok(_) | Err(Errno::INTR) => {}
                Err(_) => return Heard::End,
            }
        }
    }

    /// Hands two open files to the other end, as the first message.
    pub fn hand_over(&self, files: [BorrowedFd<'_>; 2]) -> io::Result<()> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(2))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        control.push(SendAncillaryMessage::ScmRights(&files));
        sendmsg(&self.0, &[IoSlice::new(b"files")], &mut control, SendFlags::NOSIGNAL)?;
        Ok(())
    }

    /// Takes them.
    pub fn take_over(&self) -> io::Result<[OwnedFd; 2]> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(2))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let mut bytes = [0; 8];
        // A byte has to come with them: descriptors alone are no message.
        recvmsg(&self.0, &mut [IoSliceMut::new(&mut bytes)], &mut control, RecvFlags::CMSG_CLOEXEC)?;
        let files = control.drain().flat_map(|message| match message {
            RecvAncillaryMessage::ScmRights(files) => files.collect(),
            _ => Vec::new(),
        });
        files.collect::<Vec<_>>().try_into().map_err(|_| io::ErrorKind::UnexpectedEof.into())
    }
}

impl AsFd for Wire {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

fn encode(word: Word) -> [u8; 8] {
    let (kind, value) = match word {
        Word::Signal(Caught { signal, by_kernel: false }) => (0_i32, signal),
        Word::Signal(Caught { signal, by_kernel: true }) => (1, signal),
        Word::Stopped(command) => (2, command),
        Word::Look => (3, 0),
        Word::Ask => (4, 0),
        Word::Here => (5, 0),
        Word::Died(signal) => (6, signal),
    };
    let mut bytes = [0; 8];
    bytes[..4].copy_from_slice(&kind.to_ne_bytes());
    bytes[4..].copy_from_slice(&value.to_ne_bytes());
    bytes
}

fn decode(bytes: [u8; 8]) -> Option<Word> {
    let [kind, value] = [&bytes[..4], &bytes[4..]].map(|part| part.try_into().map_or(0, i32::from_ne_bytes));
    match kind {
        0 | 1 => Some(Word::Signal(Caught { signal: value, by_kernel: kind == 1 })),
        2 => Some(Word::Stopped(value)),
        3 => Some(Word::Look),
        4 => Some(Word::Ask),
        5 => Some(Word::Here),
        6 => Some(Word::Died(value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_heard_and_then_the_end() {
        let (ours, theirs) = Wire::pair().unwrap();
        let theirs = Wire::of(theirs);
        assert_eq!(theirs.hear(), Heard::Nothing);
        let caught = |by_kernel| Word::Signal(Caught { signal: 15, by_kernel });
        let words =
            [caught(false), caught(true), Word::Stopped(1 << 22), Word::Look, Word::Ask, Word::Here, Word::Died(9)];
        for word in words {
            ours.say(word);
        }
        for word in words {
            assert_eq!(theirs.hear(), Heard::Word(word));
        }
        drop(ours);
        assert_eq!(theirs.hear(), Heard::End);
        theirs.say(Word::Look);
    }

    #[test]
    fn a_full_queue_does_not_hold_up_who_speaks() {
        let (ours, theirs) = Wire::pair().unwrap();
        for _ in 0..100_000 {
            ours.say(Word::Look);
        }
        assert_eq!(Wire::of(theirs).hear(), Heard::Word(Word::Look));
    }

    #[test]
    fn two_files_are_handed_over() {
        let (ours, theirs) = Wire::pair().unwrap();
        let (read, write) = std::io::pipe().unwrap();
        ours.hand_over([read.as_fd(), write.as_fd()]).unwrap();
        let theirs = Wire::of(theirs);
        let [_, write_too] = theirs.take_over().unwrap();
        drop(write);
        rustix::io::write(&write_too, b"x").unwrap();
        assert_eq!(rustix::io::read(&read, &mut [0; 1]), Ok(1));
        assert!(theirs.take_over().is_err(), "there are no more");
    }
}
