//! Without a command: every change is shown.

use std::time::Duration;

use super::bookmark::Place;
use super::feeder::Office;
use super::record::BatchRecord;
use crate::base::clock::Deadline;
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::config::commands::reading::RevealArgs;
use crate::config::mask::Mask;
use crate::config::watch::state::{Bookmark, State};
use crate::config::watch::{Depth, Feed};

/// So long a bookmark may lag behind changes that come one upon another: each costs two writes to disk.
const LAG: Duration = Duration::from_millis(100);

/// Shows what comes until the time is over.
pub fn follow(
    office: &Office,
    known: Option<Bookmark>,
    place: Option<&Place>,
    (reveal, until): (RevealArgs, Deadline),
    out: &mut Out,
) -> Result<Exit> {
    let from = known.map(|bookmark| bookmark.position);
    office.with(until.left().unwrap_or(DURATION_MAX), |store| {
        let mask = reveal.mask(store)?;
        let mut feed = store.follow(from, Depth::All)?;
        let mut state = feed.start().clone();
        let mark = |state: &State| place.map_or(Ok(()), |place| place.write(true, state.position()));
        mark(&state)?;
        let shown = show(feed.as_mut(), &mut state, &mark, (&mask, until), out);
        // What was written out is done, whatever ended it.
        mark(&state)?;
        shown
    })
}

fn show(
    feed: &mut dyn Feed,
    state: &mut State,
    mark: &dyn Fn(&State) -> Result<()>,
    (mask, until): (&Mask, Deadline),
    out: &mut Out,
) -> Result<Exit> {
    let mut next_mark = Deadline::after(Some(LAG));
    let mut is_marked = true;
    loop {
        // What was to come may not: a change that is undone is none.
        let Some(batch) = feed.next(if is_marked { until } else { next_mark.min(until) })? else {
            if !is_marked {
                mark(state)?;
                is_marked = true;
            }
            if until.is_over() {
                return Err(Error::new(Exit::Timeout, "the time to watch is over").hint("--timeout gives more time"));
            }
            continue;
        };
        let mut after = state.clone();
        after.follow(&batch);
        out.record(&BatchRecord::of(&batch, after.digest(), mask))?;
        // Each at once: who reads it waits for it.
        out.flush()?;
        *state = after;
        is_marked = !batch.more || next_mark.is_over();
        if is_marked {
            mark(state)?;
            next_mark = Deadline::after(Some(LAG));
        }
    }
}
