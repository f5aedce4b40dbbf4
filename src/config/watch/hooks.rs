//! When a hook runs, and for which changes: a state machine without a clock. Pure.
//!
//! Changes are counted as they come. Those that come shortly after one another are one state; a run is for all up to
//! some number, and only a run that succeeded is done.

use std::collections::VecDeque;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;

/// The pause after the first failure; each one after that is twice as long at most, up to the second.
const RETRY_FIRST: Duration = Duration::from_millis(500);
const RETRY_MAX: Duration = Duration::from_secs(30);

/// How long a change that is known to be on its way is waited for.
const MORE_MAX: Duration = Duration::from_secs(2);

/// What becomes of changes that come while the hook runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum OnBusy {
    /// Each has a run of its own, in order: behind one that fails all wait
    #[default]
    Queue,
    /// All of them together are the next run
    Coalesce,
    /// The hook is ended, and started again with all that is not done
    Restart,
}

/// How changes are put together.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// So long nothing may come before a run.
    pub debounce: Duration,
    /// So long after the first change a run begins at the latest.
    pub max_wait: Duration,
    pub on_busy: OnBusy,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A change came; whether the next one is known to be on its way.
    Came {
        more: bool,
    },
    Ended(End),
    /// Only time has passed.
    Time,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Good,
    Failed,
    /// It was ended because something newer had come.
    Stopped,
}

/// Changes that are one state.
#[derive(Clone, Copy, Debug)]
struct Group {
    /// The number of its last change.
    upto: u64,
    since: Duration,
    closes_at: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Idle,
    Running { upto: u64 },
    Failed { upto: u64, retry_at: Duration },
}

/// A hook and what is to be done by it.
#[derive(Debug)]
pub struct Hooks {
    rules: Rules,
    rng: StdRng,
    came: u64,
    done: u64,
    groups: VecDeque<Group>,
    stage: Stage,
    failures: u32,
}

impl Hooks {
    pub fn new(rules: Rules, rng: StdRng) -> Self {
        Self { rules, rng, came: 0, done: 0, groups: VecDeque::new(), stage: Stage::Idle, failures: 0 }
    }

    /// How many changes are done, counted from the first.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Takes note of an event, and says up to which change a run is to begin for all that is not done, if one is.
    pub fn step(&mut self, now: Duration, event: Event) -> Option<u64> {
        match event {
            Event::Came { more } => self.comes(now, more),
            Event::Ended(end) => self.ended(now, end),
            Event::Time => {}
        }
        let upto = self.due(now)?;
        self.stage = Stage::Running { upto };
        Some(upto)
    }

    /// When to step at the latest while nothing runs.
    pub fn deadline(&self) -> Option<Duration> {
        match self.stage {
            Stage::Running { .. } => None,
            Stage::Failed { retry_at, upto } => {
                Some(self.newer(upto).map_or(retry_at, |group| group.closes_at.min(retry_at)))
            }
            Stage::Idle => self.groups.front().map(|group| group.closes_at),
        }
    }

    /// When the run that is under way has to be ended.
    pub fn stop_at(&self) -> Option<Duration> {
        let Stage::Running { upto } = self.stage else { return None };
        let newer = self.groups.iter().find(|group| group.upto > upto);
        newer.filter(|_| self.rules.on_busy == OnBusy::Restart).map(|group| group.closes_at)
    }

    fn comes(&mut self, now: Duration, more: bool) {
        self.came += 1;
        // Whoever takes the last state only has nothing from one that is about to be replaced.
        let waits_for_more = more && self.rules.on_busy != OnBusy::Queue;
        let Rules { debounce, max_wait, .. } = self.rules;
        // None that a run was begun for: those were closed.
        let open = self.groups.back().filter(|group| now < group.closes_at);
        let since = open.map_or(now, |group| group.since);
        let quiet = if waits_for_more { now + MORE_MAX } else { (now + debounce).min(since + max_wait.max(debounce)) };
        let group = Group { upto: self.came, since, closes_at: quiet };
        if open.is_some() {
            self.groups.pop_back();
        }
        self.groups.push_back(group);
    }

    fn ended(&mut self, now: Duration, end: End) {
        let Stage::Running { upto } = self.stage else { return };
        self.stage = Stage::Idle;
        match end {
            End::Good => {
                self.done = upto;
                self.groups.retain(|group| group.upto > upto);
                self.failures = 0;
            }
            End::Stopped => self.failures = 0,
            End::Failed => {
                let most = RETRY_MAX.min(RETRY_FIRST * 2_u32.saturating_pow(self.failures));
                self.failures = (self.failures + 1).min(16);
                // Full jitter: hosts that failed at the same moment do not try again at the same moment.
                let pause = most.mul_f64(self.rng.random::<f64>());
                self.stage = Stage::Failed { upto, retry_at: now + pause };
            }
        }
    }

    /// What came after a run and makes it pointless to wait with the next one.
    fn newer(&self, upto: u64) -> Option<&Group> {
        self.groups.iter().find(|group| group.upto > upto).filter(|_| self.rules.on_busy != OnBusy::Queue)
    }

    fn due(&mut self, now: Duration) -> Option<u64> {
        let is_closed = |group: &&Group| group.closes_at <= now;
        match self.stage {
            Stage::Running { .. } => return None,
            Stage::Failed { upto, retry_at } => {
                let newer = self.newer(upto).filter(is_closed).is_some();
                if now < retry_at && !newer {
                    return None;
                }
                // The new state has its own attempts.
                self.failures = if newer { 0 } else { self.failures };
            }
            Stage::Idle => {}
        }
        let mut closed = self.groups.iter().take_while(is_closed);
        let group = if self.rules.on_busy == OnBusy::Queue { closed.next() } else { closed.last() };
        group.map(|group| group.upto)
    }
}

#[cfg(test)]
mod tests;
