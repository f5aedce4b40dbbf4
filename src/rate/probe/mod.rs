//! Finding out about a limiter with few requests: what to send when, decided by what came back so far.
//!
//! A state machine that is asked for its next step and told of every answer; so the same one runs against simulated
//! limiters in virtual time and over HTTP. Times are nanoseconds since the probe began.

mod experiments;
mod keying;
mod task;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use self::experiments::BASELINE;
use self::keying::Keying;
pub use self::keying::{Facet, Shown};
use self::task::{Task, View};
use super::fit::{Fit, Model, fit_after};
pub use super::limit::SECOND;
use super::trace::Shot;
use crate::base::random::Stream;

/// What a probe may cost.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub requests: usize,
    /// In nanoseconds.
    pub time: u64,
    /// The most in any period.
    pub rate: usize,
    /// In nanoseconds.
    pub period: u64,
    /// The most on their way at once.
    pub concurrency: usize,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Send a request now.
    Send {
        /// So many were sent before.
        number: usize,
        /// In what it differs from the others.
        facet: Option<Facet>,
    },
    /// Nothing before this moment, unless an answer comes.
    Until(u64),
    /// Nothing before an answer comes.
    Answer,
    Over,
}

/// Why a probe is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// One model is ahead of all others, or nobody was ever denied.
    Clear,
    /// Requests or time are spent before that.
    Spent,
    /// The target suffers; the words say how.
    Ill(String),
}

/// A probe that is going on.
pub struct Probe {
    bounds: Bounds,
    random: Stream,
    tasks: VecDeque<Task>,
    shots: Vec<Shot>,
    /// When each request was sent.
    sent: Vec<u64>,
    on_their_way: usize,
    /// Answers that took long.
    late: usize,
    /// Whether late answers are no reason any more to send no others.
    is_patient: bool,
    /// How many at once it took to reach the limit.
    lanes: usize,
    stage: usize,
    fit: Fit,
    /// What comes after one model is ahead.
    epilogue: usize,
    keying: Keying,
    /// The shots that differed from the others.
    differing: Vec<(usize, Facet)>,
    ending: Option<Ending>,
}

/// All that was learnt.
pub struct Outcome {
    pub ending: Ending,
    pub fit: Fit,
    pub shots: Vec<Shot>,
    /// Whether what differs in one thing has a limit of its own, where that was found out.
    pub keying: Vec<(Facet, Option<bool>)>,
}

impl Probe {
    /// The facets are looked at once the limiter is known, as far as the bounds allow it by then.
    pub fn new(bounds: Bounds, facets: &[Facet], random: Stream) -> Self {
        Self {
            bounds,
            random,
            tasks: VecDeque::new(),
            shots: Vec::new(),
            sent: Vec::new(),
            on_their_way: 0,
            late: 0,
            is_patient: false,
            lanes: 1,
            stage: 0,
            fit: Fit::default(),
            epilogue: 0,
            keying: Keying::of(facets),
            differing: Vec::new(),
            ending: None,
        }
    }

    /// What to do now.
    pub fn next(&mut self, now: u64) -> Next {
        loop {
            if self.ending.is_none() && (self.sent.len() >= self.bounds.requests || now >= self.bounds.time) {
                // What comes after the answer does not make it less certain.
                self.ending = Some(if self.epilogue > 0 { Ending::Clear } else { Ending::Spent });
            }
            if self.ending.is_some() {
                return if self.on_their_way > 0 { Next::Answer } else { Next::Over };
            }
            let view = View { now, on_their_way: self.on_their_way, random: &mut self.random };
            let next = self.tasks.front_mut().map_or(task::Step::Over, |task| task.next(view));
            match next {
                task::Step::Send => return self.send(now),
                task::Step::Until(at) => return Next::Until(at.min(self.bounds.time)),
                task::Step::Answer => return Next::Answer,
                task::Step::Over if self.on_their_way > 0 => return Next::Answer,
                task::Step::Over => {
                    if let Some(Task::Compare { shown, stage, .. }) = self.tasks.pop_front() {
                        self.compared(shown, stage);
                    }
                    if self.tasks.is_empty() {
                        self.plan(now);
                    }
                }
            }
        }
    }

    /// Sends, if the bounds allow it by now.
    fn send(&mut self, now: u64) -> Next {
        if self.on_their_way >= self.bounds.concurrency {
            return Next::Answer;
        }
        let before = self.sent.len().checked_sub(self.bounds.rate).map(|at| self.sent[at] + self.bounds.period);
        if let Some(free) = before.filter(|free| *free > now) {
            return Next::Until(free.min(self.bounds.time));
        }
        let facet = self.tasks.front().and_then(Task::facet);
        if let Some(task) = self.tasks.front_mut() {
            task.sent(now, &mut self.random);
        }
        self.sent.push(now);
        self.on_their_way += 1;
        Next::Send { number: self.sent.len() - 1, facet }
    }

    /// An answer, or a request that has none.
    pub fn answered(&mut self, mut shot: Shot) {
        self.on_their_way = self.on_their_way.saturating_sub(1);
        let is_late = self.is_late(&shot);
        self.late += usize::from(is_late);
        if let Some(task) = self.tasks.front_mut() {
            self.differing.extend(task.facet().map(|facet| (self.shots.len(), facet)));
            // Before it hears of the answer, which may change what it does next.
            shot.obeys = task.obeys();
            task.answered(&shot, is_late);
            if let Task::Drain { lanes, .. } = task {
                self.lanes = self.lanes.max(*lanes);
            }
        }
        self.shots.push(shot);
    }

    /// Ends it, because of this.
    pub fn stop(&mut self, ending: Ending) {
        self.ending = Some(ending);
    }

    pub fn shots(&self) -> &[Shot] {
        &self.shots
    }

    /// The algorithm that explains most so far, once that was asked.
    pub fn likely(&self) -> Option<&'static str> {
        self.best().map(|best| best.name())
    }

    /// What was found, with all answers. Asked once, at the end.
    pub fn finish(mut self) -> Outcome {
        let keying = self.keying.known();
        let usual = self.shots.first().and_then(|first| first.key.clone());
        // What has no limit of its own has taken from the one that all share.
        for (at, facet) in self.differing {
            if keying.contains(&(facet, Some(false))) {
                self.shots[at].key.clone_from(&usual);
            }
        }
        let fit = fit_after(&self.shots, &self.fit);
        Outcome { ending: self.ending.unwrap_or(Ending::Spent), fit, shots: self.shots, keying }
    }

    /// Whether an answer took much longer than the first ones did.
    fn is_late(&self, shot: &Shot) -> bool {
        let took = |shot: &Shot| shot.first_byte - shot.sent;
        // Whoever is denied is answered sooner.
        let usual = self.shots.iter().filter(|shot| !shot.denied).take(BASELINE).map(took).min();
        !shot.denied && usual.is_some_and(|usual| took(shot) > 2 * usual + SECOND / 100)
    }

    /// The best model so far.
    fn best(&self) -> Option<Model> {
        self.fit.best().map(|best| best.model)
    }
}
