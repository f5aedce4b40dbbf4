//! From a store's events and its releases to batches in order: a state machine without a clock. Pure.
//!
//! Events of the keys come in order and none is left out, but for errors of a server, which [`Assembler::check`] finds.
//! Releases are read beside them, so either may be known before the other. A release that was made in several steps is
//! held back until it is whole; one that wrote no key is told when all events before it are known to be here.

use std::collections::VecDeque;

use super::Batch;
use super::state::State;
use crate::config::release::{Release, edits_of};
use crate::config::tree::{Edit, Tree};

/// A release, and where it stands among the events.
#[derive(Clone, Debug)]
pub struct Placed {
    pub release: Release,
    /// The revision at which it became the last one.
    pub revision: u64,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Batch(Batch),
    /// To say which releases there are now.
    Releases,
    /// To say since when the release of this revision was half made, if it was made in several steps.
    Steps(u64),
    /// To wait for events.
    Wait,
}

/// How what is here compares with what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    Whole,
    /// Events are still to come.
    Open,
    /// Some will never come.
    Lost,
}

/// What is known and not told yet.
#[derive(Debug)]
pub struct Assembler {
    /// As of the last batch that was told.
    state: State,
    events: VecDeque<(u64, Vec<Edit>)>,
    /// What steps of the next release have done so far.
    held: Vec<Edit>,
    releases: VecDeque<Placed>,
    /// The number of the last release that is known.
    last: u64,
    /// All releases up to this revision are known.
    known: u64,
    /// Since this revision a release is half made, and not one of those that are known.
    pending: Option<u64>,
    /// Of the release of this revision it is known since when it was half made, if it was.
    steps: Option<(u64, Option<u64>)>,
    /// The revision of the last event that came.
    heard: u64,
    /// All events up to this revision are here.
    complete: u64,
    /// What the space was at some moment, to be compared.
    target: Option<Seen>,
}

/// A space as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Of which moment.
    pub revision: u64,
    /// The revision at which any of its keys was last written.
    pub newest: u64,
    pub tree: Tree,
}

impl Assembler {
    /// From this state on, at whose revision nothing is half made.
    pub fn new(state: State) -> Self {
        Self {
            events: VecDeque::new(),
            held: Vec::new(),
            releases: VecDeque::new(),
            last: state.release,
            known: state.revision,
            pending: None,
            steps: None,
            heard: state.revision,
            complete: state.revision,
            target: None,
            state,
        }
    }

    /// As of the last batch.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Events came, in their order, some of them of what is no key of ours; those that came before already are left out.
    pub fn heard(&mut self, changes: impl IntoIterator<Item = (u64, Option<Edit>)>) {
        let before = self.heard;
        for (revision, edit) in changes.into_iter().filter(|(revision, _)| *revision > before) {
            if let Some(edit) = edit {
                match self.events.back_mut().filter(|(last, _)| *last == revision) {
                    Some((_, edits)) => edits.push(edit),
                    None => self.events.push_back((revision, vec![edit])),
                }
            }
            self.heard = revision;
            self.complete = self.complete.max(revision);
        }
    }

    /// These releases are there as of a revision, in order, and since `pending` one is half made.
    pub fn learned(&mut self, upto: u64, releases: Vec<Placed>, pending: Option<u64>) {
        for placed in releases {
            if placed.release.number > self.last {
                self.last = placed.release.number;
                self.releases.push_back(placed);
            }
        }
        (self.known, self.pending) = (upto, pending);
    }

    /// The number of the last release that is known, and the revision up to which all are.
    pub fn known(&self) -> (u64, u64) {
        (self.last, self.known)
    }

    /// The answer to [`Next::Steps`].
    pub fn made_since(&mut self, revision: u64, since: Option<u64>) {
        self.steps = Some((revision, since));
    }

    /// The space was read.
    pub fn expect(&mut self, seen: Seen) {
        self.target = Some(seen);
    }

    /// Compares with what was last expected, as far as that can be done.
    pub fn check(&mut self) -> Check {
        let Some(Seen { revision, newest, tree }) = &self.target else { return Check::Whole };
        let mut state = self.state.clone();
        state.apply(self.held.iter().cloned());
        for (_, edits) in self.events.iter().take_while(|(at, _)| at <= revision) {
            state.apply(edits.iter().cloned());
        }
        // Equal values are not enough: one may have changed and changed back.
        if *newest <= self.heard && state.until(tree).is_empty() {
            self.complete = self.complete.max(*revision);
            self.target = None;
            return Check::Whole;
        }
        if self.heard > *revision { Check::Lost } else { Check::Open }
    }

    /// Whether more is known than was told.
    pub fn has_more(&self) -> bool {
        !self.events.is_empty() || self.target.is_some()
    }

    /// Whether a release waits for events that may never come, because it wrote no key.
    pub fn waits(&self) -> bool {
        self.events.is_empty() && !self.releases.is_empty()
    }

    /// Whether events wait for a release that somebody has left half made.
    pub fn is_half_made(&self) -> bool {
        self.pending.is_some()
    }

    /// Tells the next batch, or what has to be found out before there is one.
    pub fn advance(&mut self) -> Next {
        loop {
            let Some((at, edits)) = self.events.front() else {
                // Nothing of what came before it is missing.
                let is_next = self.releases.front().is_some_and(|placed| placed.revision <= self.complete);
                return if is_next { self.release(Vec::new()) } else { Next::Wait };
            };
            if *at > self.known {
                return Next::Releases;
            }
            let external = match self.releases.front() {
                Some(placed) if placed.revision < *at => return self.release(Vec::new()),
                Some(placed) if placed.revision == *at => {
                    let edits = self.events.pop_front().map(|(_, edits)| edits).unwrap_or_default();
                    return self.release(edits);
                }
                Some(placed) if is_part(edits, &placed.release) => match self.steps {
                    Some((of, since)) if of == placed.revision => {
                        if since.is_none_or(|since| *at < since) {
                            self.external()
                        } else {
                            self.held.extend(self.events.pop_front().into_iter().flat_map(|(_, edits)| edits));
                            None
                        }
                    }
                    _ => return Next::Steps(placed.revision),
                },
                None if self.pending.is_some_and(|since| since < *at) => return Next::Wait,
                Some(_) | None => self.external(),
            };
            if let Some(batch) = external {
                return Next::Batch(batch);
            }
        }
    }

    fn release(&mut self, edits: Vec<Edit>) -> Next {
        let Some(Placed { release, revision }) = self.releases.pop_front() else { return Next::Wait };
        let mut all = std::mem::take(&mut self.held);
        all.extend(edits);
        Next::Batch(Batch::of_release(&mut self.state, &release, revision, all))
    }

    /// The next event as a change past gosys; none where somebody wrote what was there already.
    fn external(&mut self) -> Option<Batch> {
        let (revision, edits) = self.events.pop_front()?;
        let batch = Batch::external(&mut self.state, revision, edits);
        (!batch.changes.is_empty()).then_some(batch)
    }
}

/// Whether all of this can be a step of that release.
fn is_part(edits: &[Edit], release: &Release) -> bool {
    edits.iter().all(|(key, to)| release.changes.get(key).is_some_and(|change| change.to == *to))
}

/// What leads from a state to the space as it is at a revision, where the events in between are not known any more: the
/// releases one by one, and what differs after that.
pub fn catch_up(state: &mut State, releases: &[Placed], revision: u64, release: u64, tree: &Tree) -> Vec<Batch> {
    let mut batches = Vec::new();
    for Placed { release, revision } in releases {
        let follows = release.number == state.release + 1;
        // Some in between are not kept any more; then this one carries the whole.
        let edits = match &release.tree {
            Some(tree) if !follows => state.until(tree),
            _ => edits_of(release),
        };
        batches.push(Batch { collapsed: !follows, ..Batch::of_release(state, release, *revision, edits) });
    }
    let edits = state.until(tree);
    let goes_back = state.release != release;
    state.release = release;
    if !edits.is_empty() || goes_back {
        batches.push(Batch { collapsed: true, ..Batch::external(state, revision, edits) });
    }
    state.revision = revision;
    batches
}

#[cfg(test)]
mod tests;
