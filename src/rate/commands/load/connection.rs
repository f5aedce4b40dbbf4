//! One connection: what is asked over it, and how far that is.

use std::io::{self, ErrorKind, Read, Write};
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd};

use super::stream::Stream;
use super::target::Target;
use crate::backend::tls;
use crate::base::clock;
use crate::base::error::plain;
use crate::rate::load::answer::{Answer, Reader};
use crate::rate::load::tally::{Shot, Tally};

/// What all connections share.
pub struct Shared<'a> {
    pub target: &'a Target,
    pub buffer: Box<[u8]>,
    pub tally: Tally,
}

/// How far it has come.
pub enum Step {
    /// There is nothing to do before the socket has news.
    Waits,
    Answered(Answer),
    /// Nothing was asked, and the server has ended it, or says what nobody wants to know.
    Closed,
}

/// What is asked at the moment.
#[derive(Clone, Copy)]
struct Asked {
    /// When it was to leave; `None` for at once, whenever that is.
    intended: Option<u64>,
    /// When it was handed over to this connection.
    since: u64,
    /// Once it has left.
    shot: Option<Shot>,
    /// How much of the request is written.
    written: usize,
}

/// A connection to the server.
pub struct Connection {
    stream: Stream,
    reader: Reader,
    asked: Option<Asked>,
    is_ready: bool,
}

impl Connection {
    /// Begins to connect.
    pub fn open(target: &Target, address: SocketAddr) -> io::Result<Self> {
        let stream = Stream::open(address, target.secure.as_ref())?;
        Ok(Self { stream, reader: Reader::new(&target.method), asked: None, is_ready: false })
    }

    /// From now on it has this request; [`Self::advance`] writes it.
    pub fn ask(&mut self, intended: Option<u64>, since: u64) {
        self.asked = Some(Asked { intended, since, shot: None, written: 0 });
    }

    /// When the request was handed over that has no answer yet.
    pub fn since(&self) -> Option<u64> {
        self.asked.map(|asked| asked.since)
    }

    /// The moment of the request, for another connection that has to make it.
    pub fn intended(&self) -> Option<u64> {
        self.asked.and_then(|asked| asked.intended)
    }

    /// Whether it has ever been usable.
    pub fn was_ready(&self) -> bool {
        self.is_ready
    }

    /// Whether it waits for room to write.
    pub fn wants_write(&self, target: &Target) -> bool {
        let is_unwritten = self.asked.is_some_and(|asked| self.is_ready && asked.written < target.request.len());
        self.stream.wants_write() || is_unwritten
    }

    /// Goes as far as the socket lets it; what there may be to read is looked at if it is `readable`.
    pub fn advance(&mut self, shared: &mut Shared<'_>, readable: bool) -> Result<Step, String> {
        let is_ready = self.stream.is_ready().map_err(|error| why(&error))?;
        self.is_ready |= is_ready;
        if !is_ready {
            return Ok(Step::Waits);
        }
        self.write(shared)?;
        if readable { self.read(shared) } else { Ok(Step::Waits) }
    }

    fn write(&mut self, shared: &mut Shared<'_>) -> Result<(), String> {
        let Some(asked) = &mut self.asked else { return Ok(()) };
        let request = &shared.target.request;
        while asked.written < request.len() {
            if asked.shot.is_none() {
                // As near to the writing as can be: this is what early and late are judged by.
                let sent = clock::monotonic_ns();
                let shot = Shot { intended: asked.intended.unwrap_or(sent), sent };
                shared.tally.sent(shot);
                asked.shot = Some(shot);
            }
            match self.stream.write(&request[asked.written..]) {
                Ok(0) => return Err("nothing more can be written".to_owned()),
                Ok(count) => asked.written += count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => break,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(why(&error)),
            }
        }
        Ok(())
    }

    /// Reads once: so a server that never stops talking cannot keep others from their turn.
    fn read(&mut self, shared: &mut Shared<'_>) -> Result<Step, String> {
        let count = match self.stream.read(&mut shared.buffer) {
            Err(error) if [ErrorKind::WouldBlock, ErrorKind::Interrupted].contains(&error.kind()) => {
                return Ok(Step::Waits);
            }
            _ if self.asked.is_none() => return Ok(Step::Closed),
            Ok(count) => count,
            // How TLS names an end that was not announced.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => 0,
            Err(error) => return Err(why(&error)),
        };
        if count == 0 {
            return Ok(Step::Answered(self.reader.end()?));
        }
        let (used, answer) = self.reader.feed(&shared.buffer[..count])?;
        let is_written = self.asked.is_some_and(|asked| asked.written == shared.target.request.len());
        // What comes behind an answer nobody has asked for, and a request that is half written cannot be taken back.
        let may_keep = used == count && is_written;
        let kept = |answer: Answer| Answer { keeps: answer.keeps && may_keep, ..answer };
        Ok(answer.map_or(Step::Waits, |answer| Step::Answered(kept(answer))))
    }

    /// Its request is over; what became of it is known since when it left.
    pub fn done(&mut self) -> Option<Shot> {
        self.asked.take().and_then(|asked| asked.shot)
    }
}

impl AsFd for Connection {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

/// What went wrong, in few words, so that the same is counted as the same.
pub fn why(error: &io::Error) -> String {
    match error.get_ref() {
        Some(inner) => inner.downcast_ref().map_or_else(|| plain(error), tls::words),
        None => plain(error),
    }
}
