//! Coming to hold a lock on a server, and holding it: a state machine without clock or connection. Pure.
//!
//! One action is under way at a time, and each ends in one event. Names are taken in their order, each place is kept
//! alive while the next is waited for, and what counts is always what the server says now: a waking only leads to a
//! question. Moments are on CLOCK_BOOTTIME.

use std::time::Duration;

use super::tenure::Tenure;

/// How long somebody waits at the most without a word from a server.
pub const LOOK_EVERY: Duration = Duration::from_secs(5);

/// How a contender stands in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// With its fence, if this kind of lock has some.
    Holds(Option<u64>),
    Waits,
}

/// What came of the last action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Nothing was done yet.
    Start,
    /// There is a lease of this length, asked for at this moment. Relayed, what counts its time hears of a renewal
    /// only later, by whoever answers.
    Began { ttl: Duration, asked_at: Duration, relayed: bool },
    /// The server says how a place stands, or that there is none.
    Stands(Option<Standing>),
    /// The lease and its places were renewed, or some of it is gone: by a request sent at this moment, which proves that
    /// the time counts from `since` at least.
    Renewed { all: bool, since: Duration, sent_at: Duration },
    /// A place was given up.
    Left,
    /// No server has answered.
    Silent,
    /// The server does not know the lease any more.
    Expired,
    /// What the server said of a place may not hold any more.
    Changed,
    /// The time to sleep is over.
    Time,
    /// The lock is not wanted any more. Comes in the place of any other.
    Stop,
}

/// What a waking is not: see the feature `broken-recheck`.
const BELIEVED: Event = Event::Stands(Some(Standing::Holds(None)));

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Begin,
    /// Take a place in the queue of the name with this number, or look at the one there is.
    Join(usize),
    Look(usize),
    /// Renew the lease, with the places of so many names.
    Renew(usize),
    Leave(usize),
    Sleep {
        until: Duration,
        listen: bool,
    },
    End,
}

/// How things stand for whoever wants the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Waiting,
    /// It was still taken when the wait was over.
    Taken,
    /// The server gives less time than was asked for.
    TooShort(Duration),
    Holds,
    /// It was held, and is not any more.
    Lost,
    /// The servers were silent while there was nothing to lose yet.
    Failed,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How many locks, taken in their order.
    pub names: usize,
    pub ttl: Duration,
    /// Whether less than that will do.
    pub ttl_at_most: bool,
    /// When a lock that is taken is given up.
    pub until: Duration,
    /// Whether whoever waits has a place of its own, which has to be renewed as well.
    pub has_places: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Beginning,
    Joining(usize),
    Waiting(usize),
    /// While waiting for this name, or while all are held.
    Renewing(Option<usize>),
    Looking(usize),
    /// The command may run. In doubt, the last question about the places had no answer.
    Holding {
        in_doubt: bool,
    },
    Lost,
    /// Giving up what there is, to end or to begin anew.
    Leaving {
        at: usize,
        again: bool,
    },
    Ended,
}

/// One contender's way to a lock and with it.
#[derive(Clone, Debug)]
pub struct Session {
    wish: Wish,
    state: State,
    news: News,
    tenure: Option<Tenure>,
    fences: Vec<Option<u64>>,
    has_waited: bool,
}

impl Session {
    pub fn new(wish: Wish) -> Self {
        let (state, news) = (State::Beginning, News::Waiting);
        Self { wish, state, news, tenure: None, fences: Vec::new(), has_waited: false }
    }

    pub fn news(&self) -> News {
        self.news
    }

    /// How long the lease is known to last; `None` before there is one.
    pub fn tenure(&self) -> Option<Tenure> {
        self.tenure
    }

    /// One for each name, once all are held.
    pub fn fences(&self) -> &[Option<u64>] {
        &self.fences
    }

    /// Whether servers that do not answer are asked again for a while, rather than once: there is a place to lose.
    pub fn insists(&self) -> bool {
        self.has_waited && self.news == News::Waiting
    }

    /// Takes note of what came of the last action, and says what to do next.
    pub fn step(&mut self, now: Duration, event: Event) -> Action {
        if event == Event::Stop {
            // What is under way to that end goes on from where it was.
            return match self.state {
                State::Leaving { at, again: false } => Action::Leave(at),
                _ => self.give_up(false),
            };
        }
        match self.state {
            State::Beginning => self.begin(event),
            State::Joining(at) => self.joined(now, at, event),
            State::Waiting(at) => self.waited(now, at, event),
            State::Renewing(waiting_for) => self.renewed(now, waiting_for, event),
            State::Looking(at) => self.looked(now, at, event),
            State::Holding { in_doubt } => self.held(now, in_doubt, event),
            State::Lost => self.lose(),
            State::Leaving { at, again } => self.left(at, again, event),
            State::Ended => Action::End,
        }
    }

    fn begin(&mut self, event: Event) -> Action {
        match event {
            Event::Start => Action::Begin,
            Event::Began { ttl, asked_at, relayed } => {
                self.tenure = Some(Tenure::begin(ttl, asked_at, relayed));
                if ttl < self.wish.ttl && !self.wish.ttl_at_most {
                    self.news = News::TooShort(ttl);
                    return self.give_up(false);
                }
                self.join(0)
            }
            _ => self.fail(),
        }
    }

    fn join(&mut self, at: usize) -> Action {
        self.state = State::Joining(at);
        Action::Join(at)
    }

    fn joined(&mut self, now: Duration, at: usize, event: Event) -> Action {
        match event {
            Event::Stands(Some(Standing::Holds(fence))) => {
                self.fences.push(fence);
                if at + 1 < self.wish.names {
                    return self.join(at + 1);
                }
                // The first ones may have been lost while the last was waited for.
                if at > 0 { self.look(0) } else { self.hold(now, false) }
            }
            // Looked at before, also with a wait of nothing: a lock that is free is taken.
            Event::Stands(Some(Standing::Waits)) if now >= self.wish.until => self.taken(),
            Event::Stands(Some(Standing::Waits)) => self.wait(now, at),
            // Whoever was stopped for longer than the lease has lost the place, and waits again from the end.
            Event::Stands(None) | Event::Expired => self.begin_anew(now),
            _ => self.fail(),
        }
    }

    fn wait(&mut self, now: Duration, at: usize) -> Action {
        self.state = State::Waiting(at);
        self.has_waited = true;
        // A server that fell silent would not say so.
        let until = self.wish.until.min(self.renew_at()).min(now + LOOK_EVERY);
        Action::Sleep { until, listen: true }
    }

    fn waited(&mut self, now: Duration, at: usize, event: Event) -> Action {
        match event {
            // The mistake that the torture has to notice.
            Event::Changed if cfg!(feature = "broken-recheck") => self.joined(now, at, BELIEVED),
            // Never taken for the lock itself: the place may be gone, and somebody else may have come first.
            Event::Changed => self.join(at),
            _ if now >= self.wish.until => self.taken(),
            _ if now >= self.renew_at() => {
                self.state = State::Renewing(Some(at));
                Action::Renew(at + usize::from(self.wish.has_places))
            }
            _ => self.join(at),
        }
    }

    fn renewed(&mut self, now: Duration, waiting_for: Option<usize>, event: Event) -> Action {
        if let (Event::Renewed { all: true, since, sent_at }, Some(tenure)) = (event, &mut self.tenure) {
            tenure.renewed(since, sent_at);
        }
        match (event, waiting_for) {
            (Event::Renewed { all: true, .. }, Some(at)) => self.wait(now, at),
            (Event::Renewed { all: true, .. }, None) => self.hold(now, false),
            (Event::Silent, None) if self.news == News::Holds => {
                if let Some(tenure) = &mut self.tenure {
                    tenure.failed(now);
                }
                // What the connection listened to is gone with it.
                self.hold(now, true)
            }
            (Event::Silent, _) => self.fail(),
            (_, Some(_)) => self.begin_anew(now),
            (_, None) => self.lose(),
        }
    }

    fn look(&mut self, at: usize) -> Action {
        self.state = State::Looking(at);
        Action::Look(at)
    }

    fn looked(&mut self, now: Duration, at: usize, event: Event) -> Action {
        match event {
            Event::Stands(Some(Standing::Holds(_))) if at + 1 < self.wish.names => self.look(at + 1),
            Event::Stands(Some(Standing::Holds(_))) => self.hold(now, false),
            Event::Silent if self.news == News::Holds => self.hold(now, true),
            Event::Silent => self.fail(),
            // Not held for a moment yet, so nothing is lost but time.
            _ if self.news == News::Waiting => self.begin_anew(now),
            _ => self.lose(),
        }
    }

    /// All are held, as of the last answer.
    fn hold(&mut self, now: Duration, in_doubt: bool) -> Action {
        let Some(tenure) = self.tenure else { return self.fail() };
        if self.news == News::Waiting && now >= tenure.renew_at() {
            // The answers took so long that little is left of the lease: nothing begins on that.
            self.state = State::Renewing(None);
            return Action::Renew(self.wish.names);
        }
        self.news = News::Holds;
        self.state = State::Holding { in_doubt };
        // In doubt the connection is a new one that listens to nothing yet.
        let until = if in_doubt { tenure.renew_at().min(now + tenure.request() / 4) } else { tenure.renew_at() };
        Action::Sleep { until, listen: !in_doubt }
    }

    fn held(&mut self, now: Duration, in_doubt: bool, event: Event) -> Action {
        match event {
            Event::Changed => self.look(0),
            _ if now >= self.renew_at() => {
                self.state = State::Renewing(None);
                Action::Renew(self.wish.names)
            }
            _ if in_doubt => self.look(0),
            _ => self.hold(now, in_doubt),
        }
    }

    fn lose(&mut self) -> Action {
        // Before anybody was told that it is held there is nothing to lose.
        if self.news == News::Waiting {
            return self.give_up(true);
        }
        self.news = News::Lost;
        self.state = State::Lost;
        Action::Sleep { until: Duration::MAX, listen: false }
    }

    fn taken(&mut self) -> Action {
        self.news = News::Taken;
        self.give_up(false)
    }

    fn fail(&mut self) -> Action {
        self.news = News::Failed;
        self.give_up(false)
    }

    fn begin_anew(&mut self, now: Duration) -> Action {
        if now >= self.wish.until { self.taken() } else { self.give_up(true) }
    }

    fn give_up(&mut self, again: bool) -> Action {
        if self.tenure.is_none() {
            self.state = State::Ended;
            return Action::End;
        }
        self.state = State::Leaving { at: 0, again };
        Action::Leave(0)
    }

    fn left(&mut self, at: usize, again: bool, event: Event) -> Action {
        // Nobody there to hear it, or nothing left to be given up: the rest ends with the lease.
        let is_over = matches!(event, Event::Silent | Event::Expired);
        if at + 1 < self.wish.names && !is_over {
            self.state = State::Leaving { at: at + 1, again };
            return Action::Leave(at + 1);
        }
        // The next lease begins with nothing.
        self.tenure = None;
        self.fences.clear();
        if again {
            self.state = State::Beginning;
            return Action::Begin;
        }
        self.state = State::Ended;
        Action::End
    }

    fn renew_at(&self) -> Duration {
        self.tenure.map_or(Duration::MAX, |tenure| tenure.renew_at())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TTL: Duration = Duration::from_secs(30);

    fn s(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// Steps by events at seconds; the last action.
    fn walk(session: &mut Session, events: &[(u64, Event)]) -> Action {
        let mut action = Action::End;
        for (at, event) in events {
            action = session.step(s(*at), *event);
        }
        action
    }

    fn session(names: usize) -> Session {
        Session::new(Wish { names, ttl: TTL, ttl_at_most: false, until: s(1000), has_places: true })
    }

    const BEGAN: Event = Event::Began { ttl: TTL, asked_at: Duration::from_secs(1), relayed: false };
    const HOLDS: Event = Event::Stands(Some(Standing::Holds(Some(7))));
    const WAITS: Event = Event::Stands(Some(Standing::Waits));

    #[test]
    fn a_free_lock_takes_two_questions() {
        let mut session = session(1);
        assert_eq!(session.step(s(1), Event::Start), Action::Begin);
        assert_eq!(session.step(s(1), BEGAN), Action::Join(0));
        assert_eq!(session.step(s(2), HOLDS), Action::Sleep { until: s(11), listen: true });
        assert_eq!((session.news(), session.fences()), (News::Holds, &[Some(7)][..]));
        assert_eq!(walk(&mut session, &[(3, Event::Stop)]), Action::Leave(0));
        assert_eq!(session.step(s(3), Event::Left), Action::End);
    }

    #[test]
    fn a_place_that_was_lost_while_another_was_waited_for() {
        let mut session = session(2);
        let events = [(1, Event::Start), (1, BEGAN), (2, HOLDS), (2, WAITS), (3, Event::Changed), (3, HOLDS)];
        assert_eq!(walk(&mut session, &events), Action::Look(0));
        assert_eq!(session.step(s(3), Event::Stands(None)), Action::Leave(0));
        assert_eq!(session.news(), News::Waiting);
        assert_eq!(walk(&mut session, &[(3, Event::Left), (3, Event::Left)]), Action::Begin);
    }

    #[test]
    fn answers_that_took_most_of_the_lease_are_not_begun_on() {
        let mut session = session(1);
        assert_eq!(walk(&mut session, &[(1, Event::Start), (1, BEGAN), (12, HOLDS)]), Action::Renew(1));
        let renewed = Event::Renewed { all: true, since: s(12), sent_at: s(12) };
        assert_eq!(session.step(s(13), renewed), Action::Sleep { until: s(22), listen: true });
        assert_eq!(session.news(), News::Holds);
    }

    #[test]
    fn too_short_a_lease_is_given_back() {
        let mut short = session(1);
        let event = Event::Began { ttl: s(10), asked_at: s(1), relayed: false };
        assert_eq!(walk(&mut short, &[(1, Event::Start), (1, event)]), Action::Leave(0));
        assert_eq!(short.news(), News::TooShort(s(10)));
    }

    #[test]
    fn a_silent_server_leaves_a_holder_in_doubt() {
        let mut session = session(1);
        walk(&mut session, &[(1, Event::Start), (1, BEGAN), (2, HOLDS), (11, Event::Time)]);
        let action = session.step(s(14), Event::Silent);
        assert_eq!(action, Action::Sleep { until: Duration::from_millis(14_750), listen: false });
        assert_eq!((session.news(), session.step(s(15), Event::Time)), (News::Holds, Action::Look(0)));
        let Action::Sleep { listen: true, .. } = session.step(s(15), HOLDS) else { panic!("it listens again") };
        walk(&mut session, &[(16, Event::Changed), (16, Event::Stands(None))]);
        assert_eq!(session.news(), News::Lost);
    }

    #[test]
    fn whoever_stops_twice_goes_on_leaving_where_it_was() {
        let mut session = session(2);
        walk(&mut session, &[(1, Event::Start), (1, BEGAN), (2, WAITS)]);
        assert_eq!(session.step(s(3), Event::Stop), Action::Leave(0));
        assert_eq!(session.step(s(3), Event::Left), Action::Leave(1));
        assert_eq!(session.step(s(3), Event::Stop), Action::Leave(1));
        assert_eq!(session.step(s(3), Event::Left), Action::End);
    }

    #[test]
    fn what_is_lost_before_it_was_held_is_begun_anew() {
        for lost in [Event::Stands(None), Event::Expired] {
            let mut session = session(1);
            assert_eq!(walk(&mut session, &[(1, Event::Start), (1, BEGAN), (2, lost)]), Action::Leave(0));
            assert_eq!((session.news(), session.tenure().is_some()), (News::Waiting, true));
            assert_eq!(session.step(s(3), Event::Left), Action::Begin);
            assert_eq!(session.tenure(), None);
        }
    }

    #[test]
    fn a_waiter_asks_renews_and_gives_up() {
        let mut session = Session::new(Wish { until: s(20), ..session(1).wish });
        assert!(!session.insists());
        let asleep = |until, listen| Action::Sleep { until: s(until), listen };
        assert_eq!(walk(&mut session, &[(1, Event::Start), (1, BEGAN), (2, WAITS)]), asleep(7, true));
        assert!(session.insists());
        assert_eq!(session.step(s(3), Event::Changed), Action::Join(0), "asked again, also when it is time to renew");
        assert_eq!(session.step(s(3), WAITS), asleep(8, true));
        assert_eq!(session.step(s(8), Event::Time), Action::Join(0));
        assert_eq!(session.step(s(8), WAITS), asleep(11, true));
        assert_eq!(session.step(s(11), Event::Time), Action::Renew(1));
        let renewed = Event::Renewed { all: true, since: s(11), sent_at: s(11) };
        assert_eq!(session.step(s(12), renewed), asleep(17, true));
        assert_eq!(session.step(s(17), Event::Time), Action::Join(0));
        assert_eq!(session.step(s(17), WAITS), asleep(20, true));
        assert_eq!(session.step(s(20), Event::Time), Action::Leave(0));
        assert_eq!((session.news(), session.insists()), (News::Taken, false));
    }

    #[test]
    fn a_lock_that_is_still_taken_at_the_end_of_the_wait_is_given_up() {
        let mut session = Session::new(Wish { until: s(2), ..session(1).wish });
        assert_eq!(walk(&mut session, &[(1, Event::Start), (1, BEGAN), (2, WAITS)]), Action::Leave(0));
        assert_eq!(session.news(), News::Taken);
    }

    #[test]
    fn places_of_others_are_renewed_with_ones_own() {
        for (has_places, names) in [(true, 2), (false, 1)] {
            let mut session = Session::new(Wish { has_places, ..session(2).wish });
            walk(&mut session, &[(1, Event::Start), (1, BEGAN), (2, HOLDS), (2, WAITS)]);
            assert_eq!(session.step(s(11), Event::Time), Action::Renew(names));
        }
    }

    #[test]
    fn all_are_looked_at_before_anything_begins() {
        let mut session = session(2);
        let events = [(1, Event::Start), (1, BEGAN), (2, HOLDS), (2, HOLDS)];
        assert_eq!(walk(&mut session, &events), Action::Look(0));
        let mut silent = session.clone();
        assert_eq!((silent.step(s(3), Event::Silent), silent.news()), (Action::Leave(0), News::Failed));
        assert_eq!((session.step(s(3), HOLDS), session.news()), (Action::Look(1), News::Waiting));
        assert_eq!(session.step(s(3), HOLDS), Action::Sleep { until: s(11), listen: true });
        // A waking is a question, of all of them again; what is not answered leaves a doubt.
        assert_eq!(session.step(s(4), Event::Time), Action::Sleep { until: s(11), listen: true });
        assert_eq!((session.step(s(5), Event::Changed), session.step(s(5), HOLDS)), (Action::Look(0), Action::Look(1)));
        let doubt = Action::Sleep { until: Duration::from_millis(5_750), listen: false };
        assert_eq!((session.step(s(5), Event::Silent), session.news()), (doubt, News::Holds));
    }

    #[test]
    fn nothing_begins_on_a_renewal_without_an_answer() {
        let mut session = session(1);
        walk(&mut session, &[(1, Event::Start), (1, BEGAN), (12, HOLDS)]);
        assert_eq!((session.step(s(13), Event::Silent), session.news()), (Action::Leave(0), News::Failed));
    }
}
