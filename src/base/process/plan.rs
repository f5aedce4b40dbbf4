//! What to do with a running command when something happens: a state machine without a clock. Pure.
//!
//! A signal that ends things, or the end of the time it may hold, begins the ending: the whole tree is
//! told, has the grace time, and is then killed until nothing is left. A command that ends by itself ends
//! the run at once, and what it left running is not touched.

use std::time::Duration;

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Code(u8),
    Signal(i32),
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// gosys was sent this signal.
    Signal(i32),
    /// The command ended.
    Ended(Status),
    /// The command was stopped by the terminal or a job-control signal.
    Stopped(i32),
    /// No process of the command's tree is left.
    Empty,
    /// Only time has passed.
    Time,
}

/// What to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Send this signal to the command.
    Forward(i32),
    /// Send this signal to every process of the tree, and wake those that are stopped.
    End(i32),
    /// Kill every process of the tree.
    Kill,
    /// Stop as the command did, and go on with it later.
    Follow(i32),
    /// The command goes on, with the terminal if gosys has it.
    Resume,
}

/// Why the run was ended before the command ended by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Signal(i32),
    /// The time it may hold was over.
    Hold,
}

/// How the run came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `None` when it could not be killed.
    pub status: Option<Status>,
    pub cause: Option<Cause>,
}

/// How long things may take. Moments are on CLOCK_BOOTTIME.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first ending signal to the kill.
    pub grace: Duration,
    /// When the ending begins at the latest.
    pub until: Option<Duration>,
    /// When the killing begins at the latest, whatever the grace.
    pub gone_by: Option<Duration>,
}

/// How long a command may go on, as whoever allows it knows now. Moments are on CLOCK_BOOTTIME.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// When the ending begins unless the terms have changed by then, and the killing.
    pub end_at: Option<Duration>,
    pub kill_at: Option<Duration>,
    /// Whether it may not go on even now.
    pub revoked: bool,
}

/// Killing is repeated this often: a process may fork between being listed and being killed.
const KILL_EVERY: Duration = Duration::from_millis(5);

/// What is not gone after this many rounds cannot be killed by us.
/// With the pauses between them they take two seconds.
const KILL_ROUNDS: u32 = 400;

// The same on x86-64 and aarch64, and there is no other machine; a pure file does not import the C library.
pub(super) const HUP: i32 = 1;
pub(super) const INT: i32 = 2;
pub(super) const QUIT: i32 = 3;
pub(super) const TERM: i32 = 15;
pub(super) const CONT: i32 = 18;
pub(super) const STOP: i32 = 19;
pub(super) const TSTP: i32 = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Ending { cause: Cause, kill_at: Duration, rounds: u32, ended: Option<Status> },
    Done(Outcome),
}

/// A command being watched over.
#[derive(Clone, Debug)]
pub struct Supervisor {
    limits: Limits,
    state: State,
}

impl Supervisor {
    pub fn new(limits: Limits) -> Self {
        Self { limits, state: State::Running }
    }

    /// How it came out, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.state {
            State::Done(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// When to send [`Event::Time`] at the latest.
    pub fn deadline(&self) -> Option<Duration> {
        match self.state {
            State::Running => self.limits.until,
            State::Ending { kill_at, .. } => Some(kill_at),
            State::Done(_) => None,
        }
    }

    /// Takes note of an event at `now` and says what to do.
    pub fn step(&mut self, now: Duration, event: Event) -> Option<Action> {
        match self.state {
            State::Running => self.running(now, event),
            State::Ending { cause, kill_at, rounds, ended } => match event {
                // What it has started is still to end, with the rest of the grace.
                Event::Ended(status) => {
                    self.state = State::Ending { cause, kill_at, rounds, ended: Some(status) };
                    None
                }
                Event::Empty => self.done(ended, Some(cause)),
                // Who is stopped cannot come to an end.
                Event::Stopped(_) => Some(Action::Resume),
                Event::Signal(signal) if is_ending(signal) => self.kill(now),
                Event::Signal(signal) => Some(Action::Forward(signal)),
                Event::Time if now >= kill_at && rounds >= KILL_ROUNDS => self.done(ended, Some(cause)),
                Event::Time => {
                    if now >= kill_at {
                        self.kill(now)
                    } else {
                        None
                    }
                }
            },
            State::Done(_) => None,
        }
    }

    fn running(&mut self, now: Duration, event: Event) -> Option<Action> {
        match event {
            Event::Signal(signal) if is_ending(signal) => self.end(now, Cause::Signal(signal), signal),
            Event::Signal(CONT) => Some(Action::Resume),
            Event::Signal(signal) => Some(Action::Forward(signal)),
            Event::Ended(status) => self.done(Some(status), None),
            // Somebody who stops the command by SIGSTOP wants just that; the terminal wants the whole job stopped.
            Event::Stopped(STOP) | Event::Empty => None,
            Event::Stopped(signal) => Some(Action::Follow(signal)),
            Event::Time if self.limits.until.is_some_and(|until| now >= until) => self.end(now, Cause::Hold, TERM),
            Event::Time => None,
        }
    }

    fn end(&mut self, now: Duration, cause: Cause, signal: i32) -> Option<Action> {
        // The sum fits: a grace is ten years at most.
        let kill_at = (now + self.limits.grace).min(self.limits.gone_by.unwrap_or(Duration::MAX));
        self.state = State::Ending { cause, kill_at, rounds: 0, ended: None };
        Some(Action::End(signal))
    }

    fn kill(&mut self, now: Duration) -> Option<Action> {
        if let State::Ending { kill_at, rounds, .. } = &mut self.state {
            *kill_at = now + KILL_EVERY;
            *rounds += 1;
        }
        Some(Action::Kill)
    }

    fn done(&mut self, status: Option<Status>, cause: Option<Cause>) -> Option<Action> {
        self.state = State::Done(Outcome { status, cause });
        None
    }
}

fn is_ending(signal: i32) -> bool {
    matches!(signal, HUP | INT | QUIT | TERM)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GRACE: Duration = Duration::from_secs(10);

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn supervisor(until: Option<u64>) -> Supervisor {
        Supervisor::new(Limits { grace: GRACE, until: until.map(at), gone_by: None })
    }

    #[test]
    fn a_command_that_ends_by_itself_is_left_alone() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Time), None);
        assert_eq!(run.step(at(1), Event::Ended(Status::Code(7))), None);
        assert_eq!(run.outcome(), Some(Outcome { status: Some(Status::Code(7)), cause: None }));
    }

    #[test]
    fn a_signal_then_grace_then_kill_until_nothing_is_left() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(5), Event::Signal(TERM)), Some(Action::End(TERM)));
        assert_eq!(run.deadline(), Some(at(15)));
        assert_eq!(run.step(at(14), Event::Time), None);
        assert_eq!(run.step(at(15), Event::Time), Some(Action::Kill));
        assert_eq!(run.step(at(15), Event::Ended(Status::Signal(9))), None);
        assert_eq!(run.outcome(), None, "a grandchild may still be there");
        assert_eq!(run.step(at(16), Event::Time), Some(Action::Kill));
        assert_eq!(run.step(at(16), Event::Empty), None);
        let outcome = Outcome { status: Some(Status::Signal(9)), cause: Some(Cause::Signal(TERM)) };
        assert_eq!(run.outcome(), Some(outcome));
    }

    #[test]
    fn a_second_signal_kills_at_once() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Signal(INT)), Some(Action::End(INT)));
        assert_eq!(run.step(at(2), Event::Signal(TERM)), Some(Action::Kill));
    }

    #[test]
    fn other_signals_pass_through() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Signal(10)), Some(Action::Forward(10)));
        assert_eq!(run.outcome(), None);
    }

    #[test]
    fn the_terminal_stops_the_job_and_stop_only_the_command() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Stopped(20)), Some(Action::Follow(20)));
        assert_eq!(run.step(at(2), Event::Signal(CONT)), Some(Action::Resume));
        assert_eq!(run.step(at(3), Event::Stopped(STOP)), None);
    }

    #[test]
    fn the_time_it_may_hold() {
        let mut run = supervisor(Some(30));
        assert_eq!(run.deadline(), Some(at(30)));
        assert_eq!(run.step(at(29), Event::Time), None);
        assert_eq!(run.step(at(30), Event::Time), Some(Action::End(TERM)));
        run.step(at(31), Event::Ended(Status::Code(0)));
        run.step(at(31), Event::Empty);
        assert_eq!(run.outcome(), Some(Outcome { status: Some(Status::Code(0)), cause: Some(Cause::Hold) }));
    }

    #[test]
    fn the_last_moment_shortens_the_grace() {
        let mut run = Supervisor::new(Limits { grace: GRACE, until: Some(at(30)), gone_by: Some(at(31)) });
        assert_eq!(run.step(at(30), Event::Time), Some(Action::End(TERM)));
        assert_eq!(run.deadline(), Some(at(31)));
        assert_eq!(run.step(at(31), Event::Time), Some(Action::Kill));
    }

    #[test]
    fn what_cannot_be_killed_is_given_up() {
        let mut run = supervisor(Some(0));
        run.step(at(0), Event::Time);
        let mut now = at(100);
        for _ in 0..=KILL_ROUNDS {
            now += KILL_EVERY;
            run.step(now, Event::Time);
        }
        assert_eq!(run.outcome(), Some(Outcome { status: None, cause: Some(Cause::Hold) }));
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (1..32i32).prop_map(Event::Signal),
            any::<u8>().prop_map(|code| Event::Ended(Status::Code(code))),
            (1..32i32).prop_map(Event::Stopped),
            Just(Event::Empty),
            Just(Event::Time),
        ]
    }

    proptest! {
        /// Whatever happens, once ending has begun the tree is killed no later than grace after it, and the
        /// run comes to an end within the rounds of killing after that.
        #[test]
        fn ending_is_bounded(events in prop::collection::vec((0u64..3000, event()), 0..60)) {
            let mut run = supervisor(Some(20));
            let mut now = Duration::ZERO;
            for (ms, event) in events {
                now += Duration::from_millis(ms);
                run.step(now, event);
            }
            now = now.max(at(20));
            run.step(now, Event::Time);
            now += GRACE;
            for _ in 0..=KILL_ROUNDS + 1 {
                run.step(now, Event::Time);
                now += KILL_EVERY;
            }
            prop_assert!(run.outcome().is_some());
        }
    }
}
