//! With a command: it is run for every change, one run at a time, until it succeeds.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::os::fd::BorrowedFd;
use std::time::Duration;

use rand::rngs::StdRng;

use super::bookmark::Place;
use super::clerk::{Clerk, News};
use super::feeder::{Feeder, Told};
use super::input::Input;
use crate::backend::secret;
use crate::backend::url::Url;
use crate::base::clock::{self, Deadline};
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::process::plan::{Cause, Limits, OnLost, Status, Terms};
use crate::base::process::{Ended, Job, LAST_GRACE, Series, Warrant, Woken, die_of};
use crate::config::watch::Batch;
use crate::config::watch::ack::Applied;
use crate::config::watch::hooks::{End, Event, Hooks, OnBusy, Rules};
use crate::config::watch::state::State;

/// What is said where the hook fails for what is not the last state.
const WAITS: &str = "; what came since waits for that, unless there is --on-busy coalesce";

/// What is to be run, and when.
pub struct Order<'a> {
    pub space: &'a Url,
    pub command: &'a [OsString],
    pub rules: Rules,
    pub grace: Duration,
    pub until: Deadline,
    pub place: Option<&'a Place>,
}

/// What has come, and what was done of it.
struct Inbox<'a> {
    order: &'a Order<'a>,
    feeder: Feeder,
    hooks: Hooks,
    /// Not done yet, the oldest first.
    batches: VecDeque<Batch>,
    /// The space that the hook has last succeeded with; `None` until the feed has begun.
    applied: Option<State>,
    /// Up to which change a run is to begin.
    run: Option<u64>,
    failed: Option<Error>,
}

impl Inbox<'_> {
    /// Takes what was told since the last time.
    fn take(&mut self) -> Result<()> {
        for told in self.feeder.take() {
            match told {
                Told::Start(state, lost) => self.begin(state, lost)?,
                Told::Batch(batch) => self.comes(batch),
                Told::Failed(error) => self.failed = Some(error),
            }
        }
        Ok(())
    }

    fn begin(&mut self, state: State, lost: bool) -> Result<()> {
        let bookmark = self.order.place.map(Place::read).transpose()?.flatten();
        if bookmark.is_some_and(|bookmark| bookmark.applied) {
            self.applied = Some(state);
            return Ok(());
        }
        // From the start the file says where this began, and that nothing was applied: who begins again after a crash
        // runs the hook for this state too, and for all that came after it.
        if let Some(place) = self.order.place {
            place.write(false, state.position())?;
        }
        self.applied = Some(state.emptied());
        let batch = Batch::of_state(&state);
        batch.into_iter().for_each(|batch| self.comes(Batch { collapsed: lost, ..batch }));
        Ok(())
    }

    fn comes(&mut self, batch: Batch) {
        let more = batch.more;
        self.batches.push_back(batch);
        self.step(Event::Came { more });
    }

    fn step(&mut self, event: Event) {
        if let Some(upto) = self.hooks.step(clock::since_boot(), event) {
            self.run = Some(upto);
        }
    }

    /// All that is not done up to this change, as one.
    fn merged(&self, upto: u64) -> Option<Batch> {
        let count = usize::try_from(upto - self.hooks.done()).unwrap_or(usize::MAX);
        let mut batches = self.batches.iter().take(count).cloned();
        let mut first = batches.next()?;
        batches.for_each(|batch| first.absorb(batch));
        Some(first)
    }

    /// Whether a run up to this change has to succeed before what came after it has one.
    fn waits(&self, upto: u64) -> bool {
        let count = usize::try_from(upto - self.hooks.done()).unwrap_or(usize::MAX);
        self.order.rules.on_busy == OnBusy::Queue && self.batches.len() > count
    }

    /// A run is over.
    fn ended(&mut self, end: End, after: State) -> Result<()> {
        let before = self.hooks.done();
        self.step(Event::Ended(end));
        let done = usize::try_from(self.hooks.done() - before).unwrap_or(usize::MAX);
        drop(self.batches.drain(..done.min(self.batches.len())));
        if end == End::Good {
            if let Some(place) = self.order.place {
                place.write(true, after.position())?;
            }
            self.applied = Some(after);
        }
        Ok(())
    }
}

/// While the hook runs: what comes is taken, and may end it.
impl Warrant for Inbox<'_> {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        Some(self.feeder.bell())
    }

    fn terms(&mut self) -> Terms {
        if let Err(error) = self.take() {
            self.failed = Some(error);
        }
        Terms { end_at: self.hooks.stop_at(), ..Terms::default() }
    }
}

/// How things go on after a run.
enum After {
    Next(End),
    Over(Exit),
}

/// Runs the command for what comes, until the user or the time ends it.
pub fn follow(
    order: &Order<'_>,
    (mut series, feeder, clerk): (Series, Feeder, Clerk),
    rng: StdRng,
    out: &Out,
) -> Result<Exit> {
    let hooks = Hooks::new(order.rules, rng);
    let mut inbox = Inbox { order, feeder, hooks, batches: VecDeque::new(), applied: None, run: None, failed: None };
    let mut has_run = false;
    loop {
        inbox.take()?;
        inbox.step(Event::Time);
        if let Some(error) = inbox.failed.take() {
            return Err(error);
        }
        if let Some(signal) = series.asked() {
            return Ok(die_of(signal));
        }
        let Some(upto) = inbox.run.take() else {
            let until = [inbox.hooks.deadline(), order.until.at()].into_iter().flatten().min();
            match series.wait(inbox.feeder.bell(), until)? {
                Woken::Signal(signal) => return Ok(die_of(signal)),
                Woken::News | Woken::Time if order.until.is_over() => {
                    return Err(if inbox.applied.is_some() { time_is_over() } else { silent(order.space) });
                }
                Woken::News | Woken::Time => continue,
            }
        };
        let (Some(batch), Some(mut after)) = (inbox.merged(upto), inbox.applied.clone()) else { continue };
        after.follow(&batch);
        let digest = after.digest();
        let ended = run(order, &mut series, &mut inbox, &Input::of(&batch, digest)?);
        let end = match ended {
            // Later it may be that a new version of it is just being put in place.
            Err(error) if !has_run => return Err(error),
            Err(error) => Err(error.message().to_owned()),
            Ok(ended) => match judge(&ended) {
                After::Over(Exit::Timeout) => return Err(time_is_over()),
                After::Over(exit) => return Ok(exit),
                After::Next(End::Failed) => Err(format!("the command {}", words(ended.outcome.status))),
                After::Next(end) => Ok(end),
            },
        };
        has_run = true;
        let news = |state| News { release: after.release, digest, state };
        match end {
            Ok(end) => {
                let told = (end == End::Good).then(|| news(Applied::Applied));
                inbox.ended(end, after)?;
                told.into_iter().for_each(|news| clerk.tell(news));
            }
            Err(why) => {
                let state = inbox.applied.as_ref();
                let (release, digest) = state.map_or((0, None), |state| (state.release, state.digest()));
                clerk.tell(News { release, digest, state: Applied::Failing });
                inbox.ended(End::Failed, after)?;
                let pause = inbox.hooks.deadline().map_or(Duration::ZERO, |at| at.saturating_sub(clock::since_boot()));
                let pause = HumanDuration(Duration::from_millis(millis(pause)));
                let behind = if inbox.waits(upto) { WAITS } else { "" };
                out.note(&format!("{why} for release {}; again in {pause}{behind}", batch.release));
            }
        }
    }
}

fn run(order: &Order<'_>, series: &mut Series, inbox: &mut Inbox<'_>, input: &Input) -> Result<Ended> {
    let mut environment = input.environment.clone();
    environment.push(("GOSYS_CONFIG_BACKEND", order.space.to_string()));
    let mut withheld = input.withheld.clone();
    withheld.extend(secret::variables()?);
    let Order { command, grace, until, .. } = order;
    let job =
        Job { command, environment: &environment, withheld: &withheld, stdin: Some(&input.stdin), namespace: false };
    let gone_by = until.at().map(|at| at + LAST_GRACE);
    let limits = Limits { grace: *grace, until: until.at(), gone_by, on_lost: OnLost::Kill };
    series.run(&job, limits, inbox)
}

fn judge(Ended { outcome, .. }: &Ended) -> After {
    match (outcome.cause, outcome.status) {
        (Some(Cause::Signal(signal)), _) => After::Over(die_of(signal)),
        (Some(Cause::Hold), _) => After::Over(Exit::Timeout),
        // Whatever it made of its TERM: it was not done.
        (Some(Cause::Lost), _) => After::Next(End::Stopped),
        (None, Some(Status::Code(0))) => After::Next(End::Good),
        (None, _) => After::Next(End::Failed),
    }
}

fn words(status: Option<Status>) -> String {
    match status {
        Some(Status::Code(code)) => format!("failed with {code}"),
        Some(Status::Signal(signal)) => format!("died of signal {signal}"),
        None => "could not be killed".to_owned(),
    }
}

/// The time is over, and nothing was ever heard of the space.
fn silent(space: &Url) -> Error {
    Error::new(Exit::Unavailable, format!("{space} did not answer before the time was over"))
        .hint("is it overloaded or stopped, or does a firewall drop the packets?")
}

fn time_is_over() -> Error {
    Error::new(Exit::Timeout, "the time to watch is over").hint("--timeout gives more time")
}
