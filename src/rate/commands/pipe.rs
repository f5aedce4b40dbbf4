//! `rate pipe`: records at a rate.

use std::io::{self, Read, StdinLock};
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::base::clock::{self, Deadline};
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::{die_of, first_ending_signal, rest};
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::rate::limit::Rate;
use crate::rate::pipe::{Throttle, Unit, whole};

/// What is read at a time.
const BUFFER: usize = 256 * 1024;
/// A record that is longer is none: it would have to be kept whole before its turn.
const RECORD_MAX: usize = 64 << 20;
/// As many records as there are; counted, where `u64::MAX` only finds where they end.
const ALL: u64 = u64::MAX - 1;
/// A burst of bytes is what comes in so many seconds: one byte at a time would be slower than any rate.
const BYTES_OF: f64 = 0.01;

/// Let records through at a rate
///
/// Records are lines, unless --null or --bytes says otherwise or the rate counts bytes, as in 1MiB/s; with --lines or
/// --null such a rate counts the bytes of whole records. A record is never cut, and is written as soon as it may pass.
/// While nothing comes no more credit is kept than a burst. With --drop what comes too early is thrown away instead of
/// made to wait, and how much that was is told in the end, also where a signal or --timeout makes it.
#[derive(clap::Args)]
pub struct Pipe {
    /// How many in a period, such as 10/s, 600/m or 1MiB/s, or `unlimited`
    #[arg(value_name = "RATE")]
    rate: Rate,
    /// Records are bytes
    #[arg(long, conflicts_with_all = ["lines", "null"])]
    bytes: bool,
    /// Records are lines
    #[arg(long, conflicts_with = "null")]
    lines: bool,
    /// Records end with a NUL byte, as find -print0 writes them
    #[arg(short = '0', long)]
    null: bool,
    /// The most at once after idleness [default: 1 record, or the bytes of 10ms]
    #[arg(long, value_name = "N", value_parser = super::setup::burst)]
    burst: Option<u64>,
    /// Throw away what comes too early
    #[arg(long)]
    drop: bool,
}

impl Run for Pipe {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let limit = context.settings.timeout()?;
        // It ends the process where nothing comes or nobody reads.
        let _watchdog = Watchdog::start(limit, &context.out);
        let (unit, throttle) = self.plan();
        let is_by_length = matches!(self.rate, Rate::Limit(limit) if limit.is_bytes) && unit != Unit::Bytes;
        let source = Source { input: io::stdin().lock(), buffer: vec![0; BUFFER], held: 0..0, unit, is_over: false };
        let flow = Flow { source, context, unit, is_by_length, deadline: Deadline::after(limit) };
        match throttle {
            None => flow.pass(),
            Some(throttle) if self.drop => flow.police(throttle),
            Some(throttle) => flow.shape(throttle),
        }
    }
}

impl Pipe {
    fn plan(&self) -> (Unit, Option<Throttle>) {
        let limit = match self.rate {
            Rate::Unlimited => None,
            Rate::Limit(limit) => Some(limit),
        };
        let unit = match limit {
            _ if self.null => Unit::Null,
            _ if self.bytes => Unit::Bytes,
            Some(limit) if limit.is_bytes && !self.lines => Unit::Bytes,
            _ => Unit::Lines,
        };
        // One record, unless records are bytes: a pipe that is opened late shall not begin with a flood.
        let throttle = limit.map(|limit| {
            let counts_bytes = limit.is_bytes || unit == Unit::Bytes;
            let usual = if counts_bytes { (limit.per_second() * BYTES_OF) as u64 } else { 1 };
            Throttle::new(&limit, self.burst.unwrap_or(usual.max(1)))
        });
        (unit, throttle)
    }
}

/// What has been read and not been written.
struct Source {
    input: StdinLock<'static>,
    buffer: Vec<u8>,
    held: Range<usize>,
    unit: Unit,
    is_over: bool,
}

impl Source {
    fn held(&self) -> &[u8] {
        &self.buffer[self.held.clone()]
    }

    /// The records at the beginning of what is held, as many as there are but `most` at most: their length, and how
    /// many. At the end of the input what is left is one, though nothing ends it.
    fn whole(&self, most: u64) -> (usize, u64) {
        match whole(self.held(), self.unit, most) {
            (0, _) if self.is_over && most > 0 => (self.held().len(), 1),
            found => found,
        }
    }

    /// Reads until there is a whole record; false at the end.
    fn fill(&mut self) -> Result<bool> {
        // Each byte is looked at once: a long record comes in a thousand reads.
        let mut searched = 0;
        while whole(&self.held()[searched..], self.unit, 1).0 == 0 {
            if self.is_over {
                return Ok(!self.held.is_empty());
            }
            searched = self.held.len();
            self.read()?;
        }
        Ok(true)
    }

    fn read(&mut self) -> Result<()> {
        // To the front, so that a record is never in two parts and the buffer grows for long ones only.
        self.buffer.copy_within(self.held.clone(), 0);
        self.held = 0..self.held.len();
        if self.held.end == self.buffer.len() {
            if self.buffer.len() >= RECORD_MAX {
                return Err(Error::data(format!("a record is longer than {} MiB", RECORD_MAX >> 20))
                    .hint("--null or --bytes, if it has no lines"));
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        match self.input.read(&mut self.buffer[self.held.end..]) {
            Ok(length) => {
                self.held.end += length;
                self.is_over = length == 0;
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => Err(Error::new(Exit::Io, format!("cannot read standard input: {}", plain(&error)))),
        }
    }
}

/// Records on their way.
struct Flow<'a> {
    source: Source,
    context: &'a mut Context,
    unit: Unit,
    /// Whether a record counts with its length.
    is_by_length: bool,
    deadline: Deadline,
}

impl Flow<'_> {
    /// Lets everything through.
    fn pass(mut self) -> Result<Exit> {
        while self.source.fill()? {
            let (length, _) = self.source.whole(u64::MAX);
            self.write(length)?;
        }
        Ok(Exit::Ok)
    }

    /// Makes what comes too early wait.
    fn shape(mut self, mut throttle: Throttle) -> Result<Exit> {
        while self.source.fill()? {
            let (first, _) = self.source.whole(1);
            let wanted = match self.unit {
                // As many as a burst at a time.
                Unit::Bytes => self.source.held().len() as u64,
                _ if self.is_by_length => first as u64,
                _ => 1,
            };
            self.wait(throttle.until(clock::boot_ns(), wanted))?;
            let at = clock::boot_ns();
            let (length, count) = match self.is_by_length {
                true => (first, first as u64),
                false => self.source.whole(throttle.room(at).max(1)),
            };
            throttle.passed(at, count);
            self.write(length)?;
        }
        Ok(Exit::Ok)
    }

    /// Throws away what comes too early.
    fn police(mut self, mut throttle: Throttle) -> Result<Exit> {
        let (counts, signal) = (Arc::new(Counts::default()), first_ending_signal()?);
        counts.tell_at_the_end(self.context.settings.out()?, self.deadline);
        while self.source.fill()? {
            // What is there came now.
            let at = clock::boot_ns();
            let (length, cost) = match self.is_by_length {
                true => (self.source.whole(1).0, self.source.whole(1).0 as u64),
                false => self.source.whole(throttle.room(at)),
            };
            let count = if self.is_by_length { 1 } else { cost };
            if length > 0 && throttle.until(at, cost) == 0 {
                throttle.passed(at, cost);
                counts.passed.fetch_add(count, Ordering::Relaxed);
                self.write(length)?;
                continue;
            }
            // Behind a long one there may be one that is short enough; where each is one, none is.
            let (length, count) = self.source.whole(if self.is_by_length { 1 } else { ALL });
            self.source.held.start += length;
            counts.dropped.fetch_add(count, Ordering::Relaxed);
            self.over().inspect_err(|_| counts.tell(&self.context.out))?;
        }
        counts.tell(&self.context.out);
        // It may have ended those before us in the pipeline, too, and so the input.
        match i32::try_from(signal.load(Ordering::SeqCst)) {
            Ok(signal) if signal != 0 => Err(Error::interrupted(signal)),
            _ => Ok(Exit::Ok),
        }
    }

    /// The first so many bytes of what is held.
    fn write(&mut self, length: usize) -> Result<()> {
        self.context.out.data(&self.source.held()[..length])?;
        self.source.held.start += length;
        // Each as soon as it may: somebody waits for it.
        self.context.out.flush()
    }

    fn wait(&self, nanos: u64) -> Result<()> {
        if nanos > 0 {
            let left = self.deadline.left().unwrap_or(Duration::MAX);
            thread::sleep(Duration::from_nanos(nanos).min(left));
        }
        self.over()
    }

    fn over(&self) -> Result<()> {
        if !self.deadline.is_over() {
            return Ok(());
        }
        Err(Error::new(Exit::Timeout, "the time was over before the input was").hint("--timeout gives more time"))
    }
}

/// What became of the records, for whichever thread sees the end.
#[derive(Default)]
struct Counts {
    passed: AtomicU64,
    dropped: AtomicU64,
    is_told: Mutex<bool>,
}

impl Counts {
    fn tell(&self, out: &Out) {
        // Held until it is said: the other thread may go on to end the process.
        let mut is_told = self.is_told.lock().unwrap_or_else(PoisonError::into_inner);
        let [passed, dropped] = [&self.passed, &self.dropped].map(|count| count.load(Ordering::Relaxed));
        if dropped > 0 && !*is_told {
            out.note(&format!("{dropped} of {} records came too early and were dropped", dropped + passed));
        }
        *is_told = true;
    }

    /// Tells it when a signal ends the process, or the time is over.
    fn tell_at_the_end(self: &Arc<Self>, out: Out, end: Deadline) {
        let counts = Arc::clone(self);
        // A thread: the other one is blocked where nothing comes, which is when somebody presses Ctrl-C.
        thread::spawn(move || {
            let ended = rest(end);
            counts.tell(&out);
            if let Ok(Some(signal)) = ended {
                die_of(signal);
            }
        });
    }
}
