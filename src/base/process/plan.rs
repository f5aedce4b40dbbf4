//! What to do with a running command when something happens: a state machine without a clock. Pure.
//!
//! A signal that ends things, or the end of the time it may hold, begins the ending: the whole tree is
//! told, has the grace time, and is then killed until nothing is left. A command that ends by itself ends
//! the run at once, and what it left running is not touched.
//!
//! Terms that run out or are revoked end it as well, and they alone cut short an ending that has begun.

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
    /// What is known now of how long it may go on.
    Terms(Terms),
    /// Nobody is there any more who would wait for the command.
    Abandoned,
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
    /// What allowed it to run was lost.
    Lost,
}

/// How the run came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `None` when it could not be killed.
    pub status: Option<Status>,
    pub cause: Option<Cause>,
    /// Whether what allowed it to run was lost before it had ended.
    pub lost: bool,
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
    pub on_lost: OnLost,
}

/// What becomes of a command whose terms have run out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum OnLost {
    /// It is ended.
    #[default]
    Kill,
    /// It goes on, and that it was lost is told in the end.
    Warn,
}

/// How long a command may go on, as whoever allows it knows now. Moments are on CLOCK_BOOTTIME.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// When the ending begins unless the terms have changed by then, and the killing.
    pub end_at: Option<Duration>,
    pub kill_at: Option<Duration>,
    /// When nothing of it may be left.
    pub over_at: Option<Duration>,
    /// Whether it may not go on even now.
    pub revoked: bool,
}

/// What a command has to end that may not go on any more.
const REVOKED_GRACE: Duration = Duration::from_secs(1);

/// Killing is repeated this often: a process may fork between being listed and being killed.
pub(super) const KILL_EVERY: Duration = Duration::from_millis(5);

/// What is not gone after this many rounds cannot be killed by us.
/// With the pauses between them they take two seconds.
// The front kills by the same figures when its guard is gone.
pub(super) const KILL_ROUNDS: u32 = 400;

// The same on x86-64 and aarch64, and there is no other machine; a pure file does not import the C library.
pub(super) const HUP: i32 = 1;
pub(super) const INT: i32 = 2;
pub(super) const QUIT: i32 = 3;
pub const KILL: i32 = 9;
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
    terms: Terms,
    /// For good: whatever the terms say later, somebody else may hold what the command relied on.
    lost: bool,
    revoked: bool,
    state: State,
}

impl Supervisor {
    pub fn new(limits: Limits) -> Self {
        Self { limits, terms: Terms::default(), lost: false, revoked: false, state: State::Running }
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
        let loss = self.terms.ends().filter(|_| !self.lost);
        match self.state {
            State::Running => [self.limits.until, loss].into_iter().flatten().min(),
            State::Ending { kill_at, .. } => Some(loss.map_or(kill_at, |loss| loss.min(kill_at))),
            State::Done(_) => None,
        }
    }

    /// Takes note of an event at `now` and says what to do.
    pub fn step(&mut self, now: Duration, event: Event) -> Option<Action> {
        if let Event::Terms(terms) = event {
            self.terms = terms;
        }
        let told = self.look_at_terms(now);
        // One of the two is enough to begin with: a second one would kill at once.
        if told.is_some() && matches!(event, Event::Signal(_)) {
            return told;
        }
        let asked = match self.state {
            State::Running => self.running(now, event),
            State::Ending { .. } => self.ending(now, event),
            State::Done(_) => None,
        };
        if asked == Some(Action::Kill) { asked } else { told.or(asked) }
    }

    fn running(&mut self, now: Duration, event: Event) -> Option<Action> {
        match event {
            Event::Signal(signal) if is_ending(signal) => self.end(now, Cause::Signal(signal), signal),
            Event::Signal(CONT) => Some(Action::Resume),
            Event::Signal(signal) => Some(Action::Forward(signal)),
            Event::Ended(status) => self.done(Some(status), None),
            // Somebody who stops the command by SIGSTOP wants just that; the terminal wants the whole job stopped.
            Event::Stopped(STOP) | Event::Empty | Event::Terms(_) => None,
            Event::Stopped(signal) => Some(Action::Follow(signal)),
            Event::Abandoned => {
                self.end(now, Cause::Signal(KILL), KILL);
                self.kill(now)
            }
            Event::Time if self.limits.until.is_some_and(|until| now >= until) => self.end(now, Cause::Hold, TERM),
            Event::Time => None,
        }
    }

    fn ending(&mut self, now: Duration, event: Event) -> Option<Action> {
        let State::Ending { cause, kill_at, rounds, ended } = &mut self.state else { return None };
        match event {
            // What it has started is still to end, with the rest of the grace.
            Event::Ended(status) => {
                *ended = Some(status);
                None
            }
            Event::Empty => {
                let (status, cause) = (*ended, *cause);
                self.done(status, Some(cause))
            }
            // Who is stopped cannot come to an end.
            Event::Stopped(_) => Some(Action::Resume),
            Event::Signal(signal) if is_ending(signal) => self.kill(now),
            Event::Signal(signal) => Some(Action::Forward(signal)),
            Event::Abandoned => self.kill(now),
            Event::Time if now >= *kill_at && *rounds >= KILL_ROUNDS => {
                let (status, cause) = (*ended, *cause);
                self.done(status, Some(cause))
            }
            Event::Time if now >= *kill_at => self.kill(now),
            Event::Time | Event::Terms(_) => None,
        }
    }

    /// Begins the ending, or brings the killing forward, where the terms allow no more.
    fn look_at_terms(&mut self, now: Duration) -> Option<Action> {
        let over = self.terms.ends().is_some_and(|at| now >= at) && !self.lost;
        let revoked = self.terms.revoked && !self.revoked;
        if !(over || revoked) || matches!(self.state, State::Done(_)) {
            return None;
        }
        (self.lost, self.revoked) = (true, self.revoked || revoked);
        if self.limits.on_lost == OnLost::Warn {
            return None;
        }
        let soon = revoked.then(|| now + REVOKED_GRACE);
        let last = [soon, self.terms.kill_at].into_iter().flatten().min();
        let action = match self.state {
            State::Running => self.end(now, Cause::Lost, TERM),
            _ => None,
        };
        if let State::Ending { cause, kill_at, .. } = &mut self.state {
            *cause = Cause::Lost;
            *kill_at = last.map_or(*kill_at, |last| last.min(*kill_at));
        }
        action
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
        self.state = State::Done(Outcome { status, cause, lost: self.lost });
        None
    }
}

impl Terms {
    /// When the ending begins.
    fn ends(&self) -> Option<Duration> {
        self.end_at.or(self.kill_at)
    }
}

pub(super) fn is_ending(signal: i32) -> bool {
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
        Supervisor::new(Limits { grace: GRACE, until: until.map(at), gone_by: None, on_lost: OnLost::Kill })
    }

    #[test]
    fn a_command_that_ends_by_itself_is_left_alone() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Time), None);
        assert_eq!(run.step(at(1), Event::Ended(Status::Code(7))), None);
        assert_eq!(run.outcome(), Some(Outcome { status: Some(Status::Code(7)), cause: None, lost: false }));
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
        let outcome = Outcome { status: Some(Status::Signal(9)), cause: Some(Cause::Signal(TERM)), lost: false };
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
        assert_eq!(
            run.outcome(),
            Some(Outcome { status: Some(Status::Code(0)), cause: Some(Cause::Hold), lost: false })
        );
    }

    #[test]
    fn the_last_moment_shortens_the_grace() {
        let mut run =
            Supervisor::new(Limits { grace: GRACE, until: Some(at(30)), gone_by: Some(at(31)), on_lost: OnLost::Kill });
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
        assert_eq!(run.outcome(), Some(Outcome { status: None, cause: Some(Cause::Hold), lost: false }));
    }

    fn lease(end_at: u64, kill_at: u64) -> Terms {
        Terms { end_at: Some(at(end_at)), kill_at: Some(at(kill_at)), ..Terms::default() }
    }

    const REVOKED: Event = Event::Terms(Terms { end_at: None, kill_at: None, over_at: None, revoked: true });

    #[test]
    fn terms_that_are_extended_let_it_go_on_and_those_that_run_out_end_it() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Terms(lease(5, 7))), None);
        assert_eq!(run.deadline(), Some(at(5)));
        assert_eq!(run.step(at(4), Event::Terms(lease(9, 11))), None);
        assert_eq!(run.step(at(8), Event::Time), None);
        assert_eq!(run.step(at(9), Event::Time), Some(Action::End(TERM)));
        assert_eq!(run.deadline(), Some(at(11)));
        assert_eq!(run.step(at(10), Event::Terms(lease(20, 22))), None, "what has begun goes on");
        assert_eq!(run.step(at(11), Event::Time), Some(Action::Kill));
        run.step(at(11), Event::Ended(Status::Code(0)));
        run.step(at(11), Event::Empty);
        let outcome = Outcome { status: Some(Status::Code(0)), cause: Some(Cause::Lost), lost: true };
        assert_eq!(run.outcome(), Some(outcome));
    }

    #[test]
    fn what_is_revoked_is_told_at_once_and_killed_a_second_later() {
        let mut run = supervisor(None);
        run.step(at(1), Event::Terms(lease(50, 70)));
        assert_eq!(run.step(at(2), REVOKED), Some(Action::End(TERM)));
        assert_eq!(run.deadline(), Some(at(3)));
        assert_eq!(run.step(at(3), Event::Time), Some(Action::Kill));
        let limits = Limits { grace: Duration::ZERO, until: None, gone_by: None, on_lost: OnLost::Kill };
        let mut run = Supervisor::new(limits);
        run.step(at(2), REVOKED);
        assert_eq!(run.deadline(), Some(at(2)), "the grace is shorter");
    }

    #[test]
    fn a_loss_cuts_another_ending_short() {
        for (news, last) in [(Event::Terms(lease(3, 4)), 4), (REVOKED, 4)] {
            let mut run = supervisor(None);
            run.step(at(1), Event::Signal(TERM));
            assert_eq!(run.deadline(), Some(at(11)));
            assert_eq!(run.step(at(3), news), None, "it has been told");
            assert_eq!(run.deadline(), Some(at(last)));
            run.step(at(3), Event::Ended(Status::Signal(TERM)));
            run.step(at(3), Event::Empty);
            let outcome = Outcome { status: Some(Status::Signal(TERM)), cause: Some(Cause::Lost), lost: true };
            assert_eq!(run.outcome(), Some(outcome));
        }
    }

    #[test]
    fn who_is_revoked_after_its_terms_ran_out_has_a_second_at_most() {
        let mut run = supervisor(None);
        run.step(at(1), Event::Terms(lease(2, 9)));
        assert_eq!(run.step(at(2), Event::Time), Some(Action::End(TERM)));
        assert_eq!(run.step(at(3), REVOKED), None);
        assert_eq!(run.deadline(), Some(at(4)));
    }

    #[test]
    fn a_command_that_ends_after_the_loss_is_lost_and_its_rest_is_ended() {
        let mut run = supervisor(None);
        run.step(at(1), Event::Terms(lease(5, 7)));
        assert_eq!(run.step(at(6), Event::Ended(Status::Code(0))), Some(Action::End(TERM)));
        assert_eq!(run.outcome(), None);
        run.step(at(6), Event::Empty);
        assert_eq!(run.outcome().unwrap().cause, Some(Cause::Lost));
    }

    #[test]
    fn a_signal_at_the_moment_of_the_loss_does_not_kill() {
        let mut run = supervisor(None);
        run.step(at(1), Event::Terms(lease(5, 7)));
        assert_eq!(run.step(at(5), Event::Signal(TERM)), Some(Action::End(TERM)));
    }

    #[test]
    fn where_a_loss_only_warns_the_command_goes_on() {
        let limits = Limits { grace: GRACE, until: None, gone_by: None, on_lost: OnLost::Warn };
        let mut run = Supervisor::new(limits);
        run.step(at(1), Event::Terms(lease(5, 7)));
        assert_eq!(run.step(at(8), Event::Time), None);
        assert_eq!(run.step(at(9), REVOKED), None);
        assert_eq!(run.deadline(), None);
        run.step(at(10), Event::Ended(Status::Code(3)));
        assert_eq!(run.outcome(), Some(Outcome { status: Some(Status::Code(3)), cause: None, lost: true }));
    }

    #[test]
    fn what_nobody_waits_for_is_killed_at_once() {
        let mut run = supervisor(None);
        assert_eq!(run.step(at(1), Event::Abandoned), Some(Action::Kill));
        let mut run = supervisor(None);
        run.step(at(1), Event::Signal(TERM));
        assert_eq!(run.step(at(2), Event::Abandoned), Some(Action::Kill));
        assert_eq!(run.step(at(3), Event::Time), Some(Action::Kill), "until nothing is left");
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            (1..32i32).prop_map(Event::Signal),
            any::<u8>().prop_map(|code| Event::Ended(Status::Code(code))),
            (1..32i32).prop_map(Event::Stopped),
            Just(Event::Empty),
            Just(Event::Time),
            Just(Event::Abandoned),
            (0u64..40, 0u64..9, any::<bool>()).prop_map(|(end, more, revoked)| {
                Event::Terms(Terms { revoked: revoked && more == 0, ..lease(end, end + more) })
            }),
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

        /// Whatever else happens, a command that has not ended by then is told when its terms run out, and killed.
        #[test]
        fn terms_are_kept(events in prop::collection::vec((0u64..3000, event()), 0..60), last in 1u64..40, more in 0u64..9) {
            let mut run = supervisor(Some(20));
            let (end_at, kill_at) = (at(last), at(last + more));
            run.step(Duration::ZERO, Event::Terms(lease(last, last + more)));
            let (mut now, mut told, mut killed) = (Duration::ZERO, None, None);
            let stays = |event: &Event| !matches!(event, Event::Terms(_) | Event::Ended(_) | Event::Empty);
            let events = events.into_iter().filter(|(_, event)| stays(event));
            for (ms, event) in events.chain([(100_000, Event::Time)]) {
                let next = now + Duration::from_millis(ms);
                // Whoever runs it looks at the clock when it says so.
                let mut times: Vec<(Duration, Event)> = Vec::new();
                let mut ahead = run.clone();
                while let Some(moment) = ahead.deadline().filter(|moment| *moment <= next) {
                    let moment = moment.max(now);
                    ahead.step(moment, Event::Time);
                    times.push((moment, Event::Time));
                }
                for (moment, event) in times.into_iter().chain([(next, event)]) {
                    match run.step(moment, event) {
                        Some(Action::End(_)) => told = told.or(Some(moment)),
                        Some(Action::Kill) => killed = killed.or(Some(moment)),
                        _ => {}
                    }
                }
                now = next;
            }
            prop_assert!(killed.is_some_and(|moment| moment <= kill_at), "{:?} {:?}", killed, kill_at);
            prop_assert!(told.or(killed).is_some_and(|moment| moment <= end_at), "{:?} {:?}", told, end_at);
        }
    }
}
