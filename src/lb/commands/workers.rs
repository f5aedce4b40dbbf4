//! Pieces of a simulation done by several threads, and put together in their order.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::out::progress::Progress;
use crate::base::watchdog::Watchdog;
use crate::lb::sim::plan::{Piece, Plan};
use crate::lb::sim::tally::Tally;
use crate::lb::sim::{Setup, Stopped, fast};

/// Between two looks at the time.
const GLANCE: Duration = Duration::from_millis(50);

/// What workers and whoever waits for them look at.
#[derive(Default)]
struct Board {
    // Taken one by one, so that a slow piece does not keep the others of its thread waiting.
    next: AtomicUsize,
    done: AtomicU64,
    stop: AtomicBool,
}

/// Does one piece; it asks now and then whether to go on, with the requests done since.
pub type Work<'a> = dyn Fn(&Piece, &mut dyn FnMut(u64) -> bool) -> Result<Tally, Stopped> + Sync + 'a;

/// Threads, and how long they may work.
pub struct Crew<'a> {
    pub jobs: usize,
    pub watchdog: &'a Watchdog,
    pub out: &'a Out,
}

impl Crew<'_> {
    /// A round of what the fast engine can do.
    pub fn fast(&self, setup: &Setup, plan: &Plan) -> Result<Tally> {
        self.run(plan, &|piece, go_on| fast::run(setup, piece, go_on))
    }

    /// Does all pieces of a round; their findings, merged, do not depend on the number of threads.
    pub fn run(&self, plan: &Plan, work: &Work) -> Result<Tally> {
        let (board, pieces) = (Board::default(), plan.pieces());
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            for _ in 0..self.jobs.min(pieces.len()) {
                let (board, pieces, sender) = (&board, &pieces, sender.clone());
                scope.spawn(move || labour(pieces, work, board, &sender));
            }
            // Ours would keep the channel open after the last worker has ended.
            drop(sender);
            let merged = merge(&receiver, &board, self.watchdog, &mut Progress::new(self.out, plan.work()));
            // Whatever the end was: nobody needs the rest.
            board.stop.store(true, Ordering::Relaxed);
            merged
        })
    }
}

type Found = (usize, Result<Tally, Stopped>);

/// One thread: takes pieces as long as there are any.
fn labour(pieces: &[Piece], work: &Work, board: &Board, sender: &Sender<Found>) {
    loop {
        let index = board.next.fetch_add(1, Ordering::Relaxed);
        let Some(piece) = pieces.get(index) else { return };
        let mut go_on = |requests| {
            board.done.fetch_add(requests, Ordering::Relaxed);
            !board.stop.load(Ordering::Relaxed)
        };
        // Nobody listens any more where the run was given up.
        if sender.send((index, work(piece, &mut go_on))).is_err() {
            return;
        }
    }
}

/// Merges in the order of pieces: sums of floating-point numbers depend on it.
fn merge(receiver: &Receiver<Found>, board: &Board, watchdog: &Watchdog, progress: &mut Progress) -> Result<Tally> {
    let (mut merged, mut next, mut early) = (Tally::default(), 0, BTreeMap::new());
    loop {
        match receiver.recv_timeout(GLANCE) {
            Ok((index, found)) => {
                early.insert(index, found.map_err(broken)?);
                while let Some(tally) = early.remove(&next) {
                    merged.merge(&tally);
                    next += 1;
                }
            }
            // Only a reason to look at the time: a piece may take minutes.
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(merged),
        }
        watchdog.check()?;
        progress.at(board.done.load(Ordering::Relaxed));
    }
}

/// What a run without a result means for the user.
pub fn broken(stopped: Stopped) -> Error {
    let why = match stopped {
        Stopped::Asked => "the simulation was given up".to_owned(),
        Stopped::Broken(why) => why,
    };
    Error::new(Exit::Internal, why).hint("this is a bug in gosys: please report it with the command line and the seed")
}
