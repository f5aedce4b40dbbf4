//! The general engine: everything that the fast one leaves out, by a list of events.
//!
//! A request is a job of its balancer, which makes attempts at servers: one, or more by retries and hedging. An attempt
//! that nobody waits for any more is still served, as by a server that is not told; that is what makes retries dear.

mod balancer;
mod event;
pub mod keys;
pub mod model;
mod record;
pub mod server;
mod slab;

use balancer::Balancer;
use event::{Agenda, Event};
use model::{Arrivals, Change, Model, Visit};
use record::Record;
use server::Server;
use slab::Slab;

use super::Stopped;
use super::course::Course;
use super::law::Source;
use super::plan::Piece;
use super::tally::Tally;
use crate::base::random::{Purpose, Stream};
use crate::lb::policy::{Options, Servers};
use crate::lb::subset;

/// Retries that may come at once before the budget has grown.
const BURST: f64 = 10.0;
/// Events between two questions whether to go on, and as many servers may be looked at meanwhile.
const PORTION: usize = 1 << 14;
const LOOKS: usize = 1 << 24;

/// Runs a piece; `go_on` is told now and then how many more requests are done.
pub fn run(model: &Model, piece: &Piece, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Tally, Stopped> {
    let mut engine = Engine::new(model, piece).map_err(Stopped::Broken)?;
    engine.begin();
    loop {
        let before = engine.record.finished();
        let more = engine.some();
        if !go_on(engine.record.finished() - before) {
            return Err(Stopped::Asked);
        }
        if !more {
            break;
        }
    }
    let open = engine.jobs.iter().filter(|job| !job.done).map(|job| job.arrived);
    let mut tally = engine.record.close(engine.now, open, &mut engine.servers)?;
    if let Some(mut course) = engine.course {
        course.close(engine.now, |server, then| engine.servers[server].held(then));
        tally.course = Some(course);
    }
    Ok(tally)
}

/// A request.
struct Job {
    arrived: f64,
    work: f64,
    key: u64,
    balancer: usize,
    /// Of a closed loop.
    client: Option<usize>,
    retried: u32,
    /// Attempts that are waited for.
    live: u32,
    done: bool,
    /// The place where it was sent last, and those before.
    last: Option<usize>,
    tried: Vec<usize>,
}

struct Attempt {
    job: usize,
    /// The balancer's number for it.
    place: usize,
    sent: f64,
    is_awaited: bool,
    /// Whether a server has it.
    is_held: bool,
}

struct Engine<'a> {
    model: &'a Model,
    agenda: Agenda,
    now: f64,
    servers: Vec<Server>,
    balancers: Vec<Balancer>,
    jobs: Slab<Job>,
    attempts: Slab<Attempt>,
    gaps: Option<Source>,
    service: Source,
    /// When clients come back, and what requests ask for and of whom.
    returning: Stream,
    asking: Stream,
    /// Of a trace.
    arrived: usize,
    /// Jobs that are not done.
    open: usize,
    /// Retries that the budget allows.
    tokens: f64,
    record: Record,
    /// Of the first piece.
    course: Option<Course>,
}

impl<'a> Engine<'a> {
    fn new(model: &'a Model, piece: &Piece) -> Result<Self, String> {
        let stream = |purpose| Stream::new(piece.seed, purpose, piece.number);
        // Made anew for each piece, so that a burst does not go on from one into the next.
        let gaps = match &model.arrivals {
            Arrivals::Open { law, .. } => Some(Source::new(law.law()?, stream(Purpose::Arrivals))),
            Arrivals::Closed { .. } | Arrivals::Trace(_) => None,
        };
        Ok(Self {
            agenda: Agenda::new(model.servers.len()),
            now: 0.0,
            servers: model.servers.iter().cloned().map(Server::new).collect(),
            balancers: balancers(model, piece)?,
            jobs: Slab::default(),
            attempts: Slab::default(),
            gaps,
            service: Source::new(model.service.law()?, stream(Purpose::Requests)),
            returning: stream(Purpose::Arrivals),
            asking: stream(Purpose::Keys),
            arrived: 0,
            open: 0,
            tokens: BURST,
            record: Record::new(piece, model.servers.len()),
            course: (piece.number == 0).then(|| Course::new(model.servers.len(), model.work)),
            model,
        })
    }

    fn begin(&mut self) {
        // The story first: of what happens at one moment it is what a request of that moment meets, the first one too.
        for (number, happening) in self.model.timeline.iter().enumerate() {
            self.agenda.at(happening.at, Event::Happening(number));
        }
        for (every, event) in [(self.model.health, Event::Check), (self.model.bulletin, Event::Bulletin)] {
            if every.is_some() {
                self.agenda.at(0.0, event);
            }
        }
        match &self.model.arrivals {
            Arrivals::Closed { clients, .. } => (0..*clients).for_each(|client| self.think(client)),
            Arrivals::Open { .. } | Arrivals::Trace(_) => self.next_arrival(),
        }
    }

    /// Some events; false when the run is over.
    fn some(&mut self) -> bool {
        // An event may be a look of each balancer at all its servers: whoever waits for an answer waits for many of those.
        let portion = (LOOKS / self.model.known().max(1)).clamp(1, PORTION);
        for _ in 0..portion {
            let Some((moment, event)) = self.agenda.next() else { return false };
            if let Some(end) = self.model.end.filter(|end| moment > *end) {
                self.pass(end);
                return false;
            }
            if self.is_past(event) {
                continue;
            }
            self.pass(moment);
            self.happen(event);
            let is_dry = matches!(&self.model.arrivals, Arrivals::Trace(trace) if self.arrived > trace.len());
            // Looks and bulletins go on for ever, so an empty agenda would never come.
            if self.record.is_full() || is_dry && self.open == 0 {
                return false;
            }
        }
        true
    }

    /// Whether nobody waits for it any more: most timeouts are about what has ended before.
    fn is_past(&self, event: Event) -> bool {
        match event {
            Event::Timeout(attempt, serial) => !self.attempts.is(attempt, serial),
            Event::Hedge(job, serial) => !self.jobs.is(job, serial),
            _ => false,
        }
    }

    fn pass(&mut self, moment: f64) {
        // Before anything changes: until this moment servers had what they have now.
        if let Some(course) = &mut self.course {
            course.pass(moment, |server, then| self.servers[server].held(then));
        }
        self.record.pass(moment - self.now, self.open);
        self.now = moment;
        self.record.open(moment, &mut self.servers);
    }

    fn happen(&mut self, event: Event) {
        match event {
            Event::Arrival => {
                self.start(None);
                self.next_arrival();
            }
            Event::Return(client) => self.start(Some(client)),
            Event::Done(server) => {
                let attempt = self.servers[server].complete(self.now);
                self.foresee(server);
                attempt.into_iter().for_each(|attempt| self.released(attempt, true));
            }
            Event::Timeout(attempt, _) => {
                // The other attempt's answer may have come first: nobody was waiting for this one.
                let is_late = !self.is_answered(attempt);
                if self.over(attempt, false) && is_late {
                    self.record.counts().timeouts += 1;
                }
            }
            Event::Hedge(job, _) => {
                if self.jobs.get_mut(job).is_some_and(|job| !job.done) {
                    self.hedge(job);
                }
            }
            Event::Happening(number) => self.change(number),
            Event::Check => {
                self.balancers.iter_mut().for_each(|balancer| balancer.check(&self.servers, self.now));
                self.again(self.model.health, Event::Check);
            }
            Event::Bulletin => {
                self.balancers.iter_mut().for_each(|balancer| balancer.read(&self.servers));
                self.again(self.model.bulletin, Event::Bulletin);
            }
        }
    }

    fn again(&mut self, every: Option<f64>, event: Event) {
        every.into_iter().for_each(|every| self.agenda.at(self.now + every, event));
    }

    fn next_arrival(&mut self) {
        self.arrived += 1;
        match (&self.model.arrivals, &mut self.gaps) {
            (Arrivals::Open { rate, .. }, Some(gaps)) => {
                let gap = gaps.draw() / rate;
                self.agenda.at(self.now + gap, Event::Arrival);
            }
            (Arrivals::Trace(trace), _) => {
                trace.get(self.arrived - 1).into_iter().for_each(|visit| self.agenda.at(visit.at, Event::Arrival));
            }
            _ => {}
        }
    }

    /// Of a trace: the request that comes now.
    fn visit(&self) -> Option<Visit> {
        match &self.model.arrivals {
            Arrivals::Trace(trace) => trace.get(self.arrived - 1).copied(),
            Arrivals::Open { .. } | Arrivals::Closed { .. } => None,
        }
    }

    fn think(&mut self, client: usize) {
        if let Arrivals::Closed { think, .. } = self.model.arrivals {
            let span = think * self.returning.exponential();
            self.agenda.at(self.now + span, Event::Return(client));
        }
    }

    /// A request comes.
    fn start(&mut self, client: Option<usize>) {
        let (drawn, bits) = (self.model.work * self.service.draw(), self.asking.bits());
        let visit = self.visit();
        let work = visit.and_then(|visit| visit.work).unwrap_or(drawn);
        // From the same bits as a key of its own: the rest of the workload is the same with keys and without.
        let drawn = self.model.keys.as_ref().map_or(bits, |keys| keys.pick(bits, self.model.options.seed));
        let key = visit.and_then(|visit| visit.key).unwrap_or(drawn);
        // A client keeps its balancer; who comes from outside meets any.
        let balancer = match client {
            Some(client) => client % self.balancers.len(),
            None if self.balancers.len() > 1 => self.asking.index(self.balancers.len()),
            None => 0,
        };
        let (retried, live, done, last, tried) = (0, 0, false, None, Vec::new());
        let job = Job { arrived: self.now, work, key, balancer, client, retried, live, done, last, tried };
        let (job, serial) = self.jobs.insert(job);
        self.open += 1;
        if let Some(retries) = self.model.retries {
            self.tokens = (self.tokens + retries.budget).min(BURST);
        }
        if let Some(hedge) = self.model.hedge {
            self.agenda.at(self.now + hedge, Event::Hedge(job, serial));
        }
        self.attempt(job);
    }

    /// Sends a request to a server.
    fn attempt(&mut self, job: usize) {
        let Some(request) = self.jobs.get_mut(job) else { return };
        // Noted only now, as most requests are sent once, and a list of nothing costs nothing.
        request.tried.extend(request.last.take());
        let balancer = &mut self.balancers[request.balancer];
        let mut picked = balancer.pick(request.key, &request.tried, &self.servers, self.now);
        if picked.is_none() && !request.tried.is_empty() {
            // Where there is no other, the same may have recovered.
            picked = balancer.pick(request.key, &[], &self.servers, self.now);
        }
        match picked {
            Some(picked) => self.send(job, picked),
            None => self.failed(job),
        }
    }

    /// Sends it to another server as well; where there is none, nothing is lost.
    fn hedge(&mut self, job: usize) {
        let Some(request) = self.jobs.get_mut(job) else { return };
        request.tried.extend(request.last.take());
        let balancer = &mut self.balancers[request.balancer];
        if let Some(picked) = balancer.pick(request.key, &request.tried, &self.servers, self.now) {
            self.record.counts().hedges += 1;
            self.send(job, picked);
        }
    }

    fn send(&mut self, job: usize, (place, server): (usize, usize)) {
        let Some(request) = self.jobs.get_mut(job) else { return };
        let work = request.work;
        // Before the server is asked: one that refuses ends the attempt like any other end.
        request.live += 1;
        request.last = Some(place);
        self.record.sent(server);
        let attempt = Attempt { job, place, sent: self.now, is_awaited: true, is_held: true };
        let (attempt, serial) = self.attempts.insert(attempt);
        let is_up = self.servers[server].is_up;
        if self.servers[server].offer(attempt, work, self.now) {
            self.foresee(server);
            if let Some(timeout) = self.model.timeout {
                // From its own sending, as a client library counts, not from the request's arrival.
                self.agenda.at(self.now + timeout, Event::Timeout(attempt, serial));
            }
        } else {
            self.record.counts().rejected += u64::from(is_up);
            self.released(attempt, false);
        }
    }

    /// Whether the request of an attempt has its answer.
    fn is_answered(&mut self, attempt: usize) -> bool {
        let job = self.attempts.get_mut(attempt).map(|attempt| attempt.job);
        job.and_then(|job| self.jobs.get_mut(job)).is_none_or(|job| job.done)
    }

    /// A server has an attempt no longer: done, refused, or lost.
    fn released(&mut self, attempt: usize, succeeded: bool) {
        let Some(held) = self.attempts.get_mut(attempt) else { return };
        held.is_held = false;
        if !self.over(attempt, succeeded) {
            self.attempts.remove(attempt);
        }
    }

    /// Its balancer does not wait for an attempt any more; false where it did not before.
    fn over(&mut self, attempt: usize, succeeded: bool) -> bool {
        let Some(found) = self.attempts.get_mut(attempt).filter(|attempt| attempt.is_awaited) else { return false };
        found.is_awaited = false;
        let (job, place, latency, is_held) = (found.job, found.place, self.now - found.sent, found.is_held);
        if !is_held {
            self.attempts.remove(attempt);
        }
        let Some(request) = self.jobs.get_mut(job) else { return true };
        request.live -= 1;
        let (live, done) = (request.live, request.done);
        self.balancers[request.balancer].ended(place, latency, succeeded, &self.servers, self.now);
        match (done, succeeded) {
            (true, _) if live == 0 => self.jobs.remove(job),
            (false, true) => self.finish(job, true),
            // Another attempt may still succeed.
            (false, false) if live == 0 => self.failed(job),
            _ => {}
        }
        true
    }

    /// The last attempt has failed: once more, if it may be.
    fn failed(&mut self, job: usize) {
        let Some(request) = self.jobs.get_mut(job) else { return };
        let limit = self.model.retries.map_or(0, |retries| retries.limit);
        if request.retried < limit && self.tokens >= 1.0 {
            request.retried += 1;
            self.tokens -= 1.0;
            self.record.counts().retries += 1;
            self.attempt(job);
        } else {
            self.finish(job, false);
        }
    }

    fn finish(&mut self, job: usize, succeeded: bool) {
        let Some(request) = self.jobs.get_mut(job) else { return };
        request.done = true;
        let (arrived, client, live) = (request.arrived, request.client, request.live);
        if live == 0 {
            self.jobs.remove(job);
        }
        self.open -= 1;
        self.record.finish(arrived, self.now, succeeded);
        client.into_iter().for_each(|client| self.think(client));
    }

    /// Notes when a server will be done with its next request.
    fn foresee(&mut self, server: usize) {
        if let Some(end) = self.servers[server].news() {
            self.agenda.done(server, end);
        }
    }

    fn change(&mut self, number: usize) {
        let happening = self.model.timeline[number];
        let server = &mut self.servers[happening.server];
        match happening.change {
            Change::Slow(factor) => server.slow(factor, self.now),
            Change::Recover => server.recover(self.now),
            Change::Fail => {
                let lost = server.fail(self.now);
                // Connections break, so balancers hear of what was lost at once, whether they look for health or not.
                lost.into_iter().for_each(|attempt| self.released(attempt, false));
            }
        }
        self.foresee(happening.server);
    }
}

fn balancers(model: &Model, piece: &Piece) -> Result<Vec<Balancer>, String> {
    let all: Vec<u32> = (0..model.servers.len() as u32).collect();
    let balancer = |number: usize| {
        let chosen = match model.subset {
            Some((algorithm, size)) => {
                let (clients, backends) = (model.balancers as u32, model.servers.len() as u32);
                let plan = subset::Plan { clients, backends, size, seed: piece.seed };
                (algorithm.choose)(&plan, number as u32, &all)
            }
            None => all.clone(),
        };
        let servers: Vec<_> = chosen.iter().map(|&s| (s as usize, model.servers[s as usize].weight)).collect();
        let names = servers.iter().map(|(server, _)| format!("server-{server}")).collect();
        let weights = servers.iter().map(|(_, weight)| *weight).collect();
        // Balancers that all began with the same server would send to it together.
        let seed = model.options.seed.wrapping_add(number as u64);
        let options = Options { seed, balancers: model.balancers, ..model.options.clone() };
        let policy = (model.policy.make)(&Servers { names, weights }, &options)?;
        let random = Stream::new(piece.seed, Purpose::Policy(number as u32), piece.number);
        Ok(Balancer::new(policy, random, &servers, model.slow_start))
    };
    (0..model.balancers).map(balancer).collect()
}
