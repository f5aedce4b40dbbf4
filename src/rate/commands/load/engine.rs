//! All connections and the clock, in one thread: whichever has news is looked after, and requests leave when they are
//! due.
//!
//! Nothing waits in a queue. A request that no connection is free for stays in the plan, and its latency counts from
//! its own moment all the same.

use std::io;
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustix::buffer::spare_capacity;
use rustix::event::{Timespec, epoll};
use rustix::io::Errno;
use rustix::time::{Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, timerfd_create, timerfd_settime};

use super::connection::{Connection, Shared, Step, why};
use super::target::Target;
use crate::base::clock::monotonic_ns;
use crate::base::pace::Schedule;
use crate::rate::load::tally::Tally;

const MS: u64 = 1_000_000;
/// What has no answer after so long gets none, in nanoseconds.
pub const PATIENCE: u64 = 10_000 * MS;
/// Before a moment the clock is looked at for so long, in nanoseconds: what was asleep is late by about half of it.
const SPIN: u64 = MS / 10;
/// How often what is slow is looked at.
const TICK: u64 = 100 * MS;
/// Without an answer to the first so many, nobody is there.
const FIRST: u64 = 10;
/// After a failure nothing new is asked for so long, where answers are what sets the pace.
const REST: u64 = 10 * MS;
const EVENTS: usize = 256;
const BUFFER: usize = 64 * 1024;
/// The timer among the connections.
const TIMER: u64 = u64::MAX;

/// When requests leave, and over how many connections.
pub struct Terms {
    /// `None` for as fast as answers come.
    pub schedule: Option<Schedule>,
    /// In nanoseconds.
    pub span: u64,
    /// The end of all, in nanoseconds from the beginning.
    pub limit: Option<u64>,
    pub connections: usize,
}

impl Terms {
    /// For how long requests are sent: as long as the share of the rate that is wanted can still be reached.
    fn sends_for(&self) -> u64 {
        if self.schedule.is_some() { self.span + self.span / 99 } else { self.span }
    }
}

/// What became of it.
pub struct Outcome {
    pub tally: Tally,
    /// In nanoseconds.
    pub elapsed: u64,
    /// How long requests were sent, or were to be if none was left for the end of it, in nanoseconds.
    pub sending: u64,
    /// Requests that were due and have never been begun.
    pub unsent: u64,
    /// Those that have neither an answer nor failed, because it was cut short.
    pub in_flight: u64,
    /// The most connections at once.
    pub connections: usize,
}

/// A place for a connection.
#[derive(Default)]
struct Slot {
    connection: Option<Connection>,
    /// How many have had the place: news of an earlier one is none of this one.
    turn: u32,
    /// Whether it is heard when there is room to write.
    hears_room: bool,
    attempt: Attempt,
}

/// Which of the host's addresses is used, and how many were before it for the same request.
#[derive(Clone, Copy, Default)]
struct Attempt {
    address: usize,
    before: usize,
}

/// The machine.
pub struct Engine<'a> {
    terms: &'a Terms,
    shared: Shared<'a>,
    epoll: OwnedFd,
    timer: OwnedFd,
    /// What the timer is set to; 0 for off.
    armed: u64,
    slots: Vec<Slot>,
    /// Places of connections that can be asked, and of none.
    idle: Vec<usize>,
    free: Vec<usize>,
    /// Requests under way.
    busy: usize,
    /// Which of the addresses is used for a new request.
    address: usize,
    began: u64,
    /// The number of the next request, and its moment.
    next: u64,
    upcoming: Option<u64>,
}

impl<'a> Engine<'a> {
    pub fn new(target: &'a Target, terms: &'a Terms) -> io::Result<Self> {
        let epoll = epoll::create(epoll::CreateFlags::CLOEXEC)?;
        // Not the timeout of epoll, which has milliseconds.
        let timer = timerfd_create(TimerfdClockId::Monotonic, TimerfdFlags::CLOEXEC)?;
        epoll::add(&epoll, &timer, epoll::EventData::new_u64(TIMER), epoll::EventFlags::IN)?;
        let shared = Shared { target, buffer: vec![0; BUFFER].into(), tally: Tally::default() };
        let (slots, idle, free) = (Vec::new(), Vec::new(), Vec::new());
        let began = monotonic_ns();
        let mut engine = Self {
            terms,
            shared,
            epoll,
            timer,
            armed: 0,
            slots,
            idle,
            free,
            busy: 0,
            address: 0,
            began,
            next: 0,
            upcoming: None,
        };
        engine.plan_next(0);
        Ok(engine)
    }

    /// Makes all requests, or those until `signal` is not 0 any more. Now and then `look` may see how far it is.
    pub fn run(mut self, signal: &AtomicUsize, mut look: impl FnMut(&Tally, u64)) -> io::Result<Outcome> {
        let (mut events, mut looked) = (Vec::with_capacity(EVENTS), self.began);
        loop {
            self.send_due();
            let now = monotonic_ns();
            if now >= looked + TICK {
                looked = now;
                self.give_up(now, PATIENCE);
                look(&self.shared.tally, now - self.began);
            }
            let is_cut = signal.load(Ordering::Relaxed) != 0;
            if is_cut || self.is_over(now) {
                return Ok(self.outcome(now, is_cut));
            }
            self.wait(&mut events)?;
            for event in &events {
                self.heed(*event);
                // At once, and not after all of them: they may be many.
                self.send_due();
            }
        }
    }

    fn is_over(&mut self, now: u64) -> bool {
        if self.terms.limit.is_some_and(|limit| now >= self.began + limit) {
            self.give_up(now, 0);
            return true;
        }
        let Tally { answered, failed, .. } = self.shared.tally;
        let is_sent = self.upcoming.is_none() || now >= self.last_call();
        is_sent && self.busy == 0 || answered == 0 && failed >= FIRST
    }

    fn last_call(&self) -> u64 {
        self.began + self.terms.sends_for()
    }

    /// Works out the next moment; where answers set the pace it is now, or after a rest.
    fn plan_next(&mut self, rest: u64) {
        self.upcoming = match &self.terms.schedule {
            Some(schedule) => schedule.moment(self.next).map(|moment| self.began + moment),
            None => Some(self.upcoming.unwrap_or(self.began).max(rest)),
        };
    }

    /// Whether there is a connection for another request.
    fn has_room(&self) -> bool {
        !self.idle.is_empty() || self.slots.len() - self.free.len() < self.terms.connections
    }

    fn send_due(&mut self) {
        while self.has_room() {
            let now = monotonic_ns();
            let Some(moment) = self.upcoming.filter(|moment| *moment <= now && now < self.last_call()) else { return };
            self.next += 1;
            self.plan_next(0);
            self.busy += 1;
            let intended = self.terms.schedule.is_some().then_some(moment);
            // The one that was used last: no more stay open than the rate needs.
            match self.idle.pop() {
                Some(place) => {
                    if let Some(connection) = &mut self.slots[place].connection {
                        connection.ask(intended, now);
                    }
                    self.advance(place, false);
                }
                None => self.open(intended, now, Attempt { address: self.address, before: 0 }),
            }
        }
    }

    /// A new connection for a request, at the first address that has not refused it.
    fn open(&mut self, intended: Option<u64>, since: u64, mut attempt: Attempt) {
        let target = self.shared.target;
        loop {
            let place = self.free.pop().unwrap_or_else(|| {
                self.slots.push(Slot::default());
                self.slots.len() - 1
            });
            let slot = &mut self.slots[place];
            slot.turn = slot.turn.wrapping_add(1);
            (slot.hears_room, slot.attempt) = (true, attempt);
            let data = epoll::EventData::new_u64(u64::from(slot.turn) << 32 | place as u64);
            let flags = epoll::EventFlags::IN | epoll::EventFlags::OUT;
            let opened = Connection::open(target, target.addresses[attempt.address]);
            let opened =
                opened.and_then(|connection| Ok((epoll::add(&self.epoll, &connection, data, flags)?, connection)));
            match opened {
                Ok(((), mut connection)) => {
                    connection.ask(intended, since);
                    slot.connection = Some(connection);
                    return;
                }
                Err(error) => {
                    self.free.push(place);
                    match self.another(attempt) {
                        Some(next) => attempt = next,
                        None => return self.fail(&why(&error)),
                    }
                }
            }
        }
    }

    /// Turns to the host's next address, unless all were tried for this request.
    fn another(&mut self, Attempt { address, before }: Attempt) -> Option<Attempt> {
        let count = self.shared.target.addresses.len();
        let next = Attempt { address: (address + 1) % count, before: before + 1 };
        // Others that failed at the same address may have turned already.
        if self.address == address {
            self.address = next.address;
        }
        (next.before < count).then_some(next)
    }

    fn fail(&mut self, cause: &str) {
        self.busy -= 1;
        self.shared.tally.failed(cause);
        self.plan_next(monotonic_ns() + REST);
    }

    fn heed(&mut self, event: epoll::Event) {
        let data = event.data.u64();
        let (place, turn) = ((data & u64::from(u32::MAX)) as usize, (data >> 32) as u32);
        // The timer only has to wake us.
        if data == TIMER || self.slots.get(place).is_none_or(|slot| slot.turn != turn) {
            return;
        }
        let flags = event.flags;
        self.advance(place, flags != epoll::EventFlags::OUT);
    }

    fn advance(&mut self, place: usize, readable: bool) {
        let slot = &mut self.slots[place];
        let Some(connection) = &mut slot.connection else { return };
        let step = connection.advance(&mut self.shared, readable);
        match step {
            Ok(Step::Waits) => self.listen(place),
            Ok(Step::Answered(answer)) => {
                self.busy -= 1;
                if let Some(shot) = connection.done() {
                    self.shared.tally.answered(shot, answer, monotonic_ns());
                }
                if answer.keeps {
                    self.idle.push(place);
                } else {
                    self.close(place);
                }
            }
            Err(cause) if connection.since().is_some() => self.broke(place, &cause),
            // Between two requests a connection may end as it likes.
            Ok(Step::Closed) | Err(_) => {
                self.idle.retain(|idle| *idle != place);
                self.close(place);
            }
        }
    }

    /// A connection has failed its request.
    fn broke(&mut self, place: usize, cause: &str) {
        let slot = &self.slots[place];
        let Some(connection) = &slot.connection else { return };
        let (intended, since, attempt) = (connection.intended(), connection.since(), slot.attempt);
        let was_ready = connection.was_ready();
        self.close(place);
        let next = if was_ready { None } else { self.another(attempt) };
        match since.zip(next) {
            Some((since, next)) => self.open(intended, since, next),
            None => self.fail(cause),
        }
    }

    /// Is told of room to write if it is waited for.
    fn listen(&mut self, place: usize) {
        let slot = &mut self.slots[place];
        let Some(connection) = &slot.connection else { return };
        let wants = connection.wants_write(self.shared.target);
        if wants != slot.hears_room {
            slot.hears_room = wants;
            let flags = epoll::EventFlags::IN | if wants { epoll::EventFlags::OUT } else { epoll::EventFlags::empty() };
            let data = epoll::EventData::new_u64(u64::from(slot.turn) << 32 | place as u64);
            // It fails for want of memory only; then the request ends with our patience.
            let _ = epoll::modify(&self.epoll, connection, data, flags);
        }
    }

    fn close(&mut self, place: usize) {
        let slot = &mut self.slots[place];
        slot.connection = None;
        slot.turn = slot.turn.wrapping_add(1);
        self.free.push(place);
    }

    /// Gives up what has had no answer for so long.
    fn give_up(&mut self, now: u64, patience: u64) {
        for place in 0..self.slots.len() {
            let since = self.slots[place].connection.as_ref().and_then(Connection::since);
            if since.is_some_and(|since| now.saturating_sub(since) >= patience) {
                self.close(place);
                self.fail("no answer in time");
            }
        }
    }

    /// Waits for news of a connection, or until shortly before the next moment.
    fn wait(&mut self, events: &mut Vec<epoll::Event>) -> io::Result<()> {
        let next = self.upcoming.filter(|moment| self.has_room() && *moment < self.last_call());
        let is_near = next.is_some_and(|moment| moment <= monotonic_ns() + SPIN);
        if !is_near {
            self.arm(next.map_or(0, |moment| moment - SPIN))?;
        }
        // Near a moment it is the spinning: connections are looked after meanwhile.
        let timeout = Timespec { tv_sec: 0, tv_nsec: if is_near { 0 } else { TICK.cast_signed() } };
        events.clear();
        match epoll::wait(&self.epoll, spare_capacity(events), Some(&timeout)) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn arm(&mut self, at: u64) -> io::Result<()> {
        if at != self.armed {
            let moment =
                Timespec { tv_sec: (at / (1000 * MS)).cast_signed(), tv_nsec: (at % (1000 * MS)).cast_signed() };
            let once = Itimerspec { it_interval: Timespec::default(), it_value: moment };
            timerfd_settime(&self.timer, TimerfdTimerFlags::ABSTIME, &once)?;
            self.armed = at;
        }
        Ok(())
    }

    fn outcome(self, now: u64, is_cut: bool) -> Outcome {
        let Self { terms, shared, slots, busy, began, next, .. } = self;
        let elapsed = now - began;
        // Answers set the pace to the last one; what is sent at its moments takes its time also where none are left.
        let planned = if is_cut || terms.schedule.is_none() { elapsed } else { terms.span };
        let sending = planned.max(shared.tally.last.saturating_sub(began));
        let due = terms.schedule.as_ref().map_or(0, |all| all.due(elapsed));
        let unsent = due.saturating_sub(next);
        Outcome { sending, tally: shared.tally, elapsed, unsent, in_flight: busy as u64, connections: slots.len() }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{SocketAddr, TcpListener};
    use std::sync::mpsc::{self, Sender};
    use std::thread;

    use super::*;
    use crate::base::pace::Pace;

    /// A server that sends the moment at which each request has come, by the clock that paces.
    fn server(moments: Sender<u64>) -> Target {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let addresses = vec![listener.local_addr().unwrap()];
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let moments = moments.clone();
                thread::spawn(move || {
                    while stream.read(&mut [0; 100]).is_ok_and(|count| count > 0) {
                        moments.send(monotonic_ns()).unwrap();
                        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
                    }
                });
            }
        });
        target(addresses)
    }

    fn target(addresses: Vec<SocketAddr>) -> Target {
        let request = b"GET / HTTP/1.1\r\n\r\n".to_vec();
        Target { url: String::new(), addresses, secure: None, method: "GET".to_owned(), request }
    }

    /// So many in a second, for so many milliseconds.
    fn terms(count: u64, ms: u64, connections: usize) -> Terms {
        let schedule = Schedule::new([(Pace::new(count, 1_000_000_000), ms * MS)]);
        Terms { span: ms * MS, schedule: Some(schedule), limit: None, connections }
    }

    fn run(target: &Target, terms: &Terms) -> Outcome {
        Engine::new(target, terms).unwrap().run(&AtomicUsize::new(0), |_, _| {}).unwrap()
    }

    /// An address at which nobody listens.
    fn nobody() -> SocketAddr {
        TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
    }

    #[test]
    fn no_request_comes_before_its_moment() {
        let (sender, receiver) = mpsc::channel();
        let target = server(sender);
        let schedule =
            Schedule::new([(Pace::new(700, 1_000_000_000), 300 * MS), (Pace::new(3, 100_000_000), 400 * MS)]);
        let terms = Terms { span: 700 * MS, schedule: Some(schedule), limit: None, connections: 20 };
        let engine = Engine::new(&target, &terms).unwrap();
        let began = engine.began;
        let outcome = engine.run(&AtomicUsize::new(0), |_, _| {}).unwrap();
        let mut moments: Vec<u64> = receiver.try_iter().collect();
        moments.sort_unstable();
        assert_eq!((outcome.tally.early, outcome.tally.answered), (0, moments.len() as u64));
        assert!(moments.len() > 150, "{}", moments.len());
        for (k, came) in moments.into_iter().enumerate() {
            let due = terms.schedule.as_ref().unwrap().moment(k as u64).unwrap();
            assert!(came >= began + due, "{k}: {} ns early", began + due - came);
        }
    }

    #[test]
    fn who_refuses_is_passed_over_and_asked_only_once() {
        let (sender, receiver) = mpsc::channel();
        let mut target = server(sender);
        target.addresses.splice(0..0, [nobody(), nobody()]);
        let outcome = run(&target, &terms(20, 400, 5));
        assert_eq!((outcome.tally.answered, outcome.tally.failed), (8, 0), "{:?}", outcome.tally);
        // From the first request on the address that answers is the one that is used.
        assert_eq!(receiver.try_iter().count(), 8);
        // All at once, too: each turns to the next address for itself.
        let (sender, _receiver) = mpsc::channel();
        let mut target = server(sender);
        target.addresses.insert(0, nobody());
        let unlimited = Terms { schedule: None, ..terms(1, 200, 16) };
        let outcome = run(&target, &unlimited);
        assert!(outcome.tally.answered > 16 && outcome.tally.failed == 0, "{:?}", outcome.tally);
        // Where all refuse each request was tried at all of them, and has failed once.
        let target = super::tests::target(vec![nobody(), nobody(), nobody()]);
        let outcome = run(&target, &terms(20, 300, 5));
        assert_eq!((outcome.tally.answered, outcome.tally.failed, outcome.tally.sent), (0, 6, 0));
        assert_eq!(outcome.tally.worst(), Some("connection refused"));
    }

    #[test]
    fn connections_grow_to_their_limit_and_no_further() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let target = target(vec![silent.local_addr().unwrap()]);
        let terms = Terms { limit: Some(600 * MS), ..terms(100, 400, 3) };
        let outcome = run(&target, &terms);
        // Three are on their way until the time is over; the others were never begun.
        assert_eq!((outcome.connections, outcome.tally.sent, outcome.tally.failed), (3, 3, 3), "{:?}", outcome.tally);
        assert_eq!((outcome.unsent, outcome.tally.worst()), (37, Some("no answer in time")));
        assert_eq!(outcome.in_flight, 0, "they have failed, and count once");
        assert!(outcome.elapsed >= 600 * MS, "{}", outcome.elapsed);
    }

    #[test]
    fn who_is_silent_for_too_long_is_given_up_and_the_place_is_free() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let target = target(vec![silent.local_addr().unwrap()]);
        let terms = terms(1000, 1000, 2);
        let mut engine = Engine::new(&target, &terms).unwrap();
        engine.began -= 500 * MS;
        engine.send_due();
        let now = monotonic_ns();
        assert_eq!((engine.busy, engine.has_room()), (2, false));
        engine.give_up(now, PATIENCE);
        assert_eq!(engine.busy, 2, "it is not time yet");
        engine.give_up(now + PATIENCE, PATIENCE);
        assert_eq!((engine.busy, engine.has_room(), engine.shared.tally.failed), (0, true, 2));
        // News of those connections is none of the next ones in their places.
        engine.send_due();
        assert_eq!((engine.busy, engine.slots.len()), (2, 2));
        assert!(engine.slots.iter().all(|slot| slot.turn == 3), "one turn for each opening and each end");
    }

    #[test]
    fn a_signal_ends_it_at_once() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let target = target(vec![silent.local_addr().unwrap()]);
        let terms = terms(10, 60_000, 100);
        let outcome = Engine::new(&target, &terms).unwrap().run(&AtomicUsize::new(2), |_, _| {}).unwrap();
        assert!(outcome.elapsed < 10_000 * MS && outcome.sending == outcome.elapsed, "{}", outcome.elapsed);
        // What is on its way has not failed.
        assert_eq!((outcome.tally.failed, outcome.unsent, outcome.in_flight), (0, 0, 1));
    }
}
