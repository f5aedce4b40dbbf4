//! The session of a lock under a simulated clock: lost and late messages, servers that fall silent, pauses, leases
//! that run out, holders that are put out. One seed is one run.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::time::Duration;

use gosys::lock::queue::{Mode, holds};
use gosys::lock::session::{Action, Event, News, Session, Standing, Wish};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

type Ms = u64;

/// What can go wrong, in chances of a thousand.
#[derive(Clone, Copy)]
struct Faults {
    lost: u32,
    late: u32,
    /// A thread of gosys is not scheduled for up to two leases.
    pause: u32,
    /// Somebody takes a place away.
    evict: u32,
    /// The holder and its command are gone at once.
    death: u32,
    deaf: u32,
}

const NONE: Faults = Faults { lost: 0, late: 0, pause: 0, evict: 0, death: 0, deaf: 0 };
const TTL: Ms = 3000;
const CONTENDERS: usize = 5;
const TURNS: u32 = 12;

/// The server: a queue for each name, every place under a lease.
#[derive(Default)]
struct Server {
    revision: u64,
    /// When each lease is over.
    leases: BTreeMap<u64, Ms>,
    queues: BTreeMap<usize, Vec<(u64, u64)>>,
}

impl Server {
    fn purge(&mut self, now: Ms) {
        self.leases.retain(|_, over| *over > now);
        let leases = &self.leases;
        self.queues.values_mut().for_each(|queue| queue.retain(|(lease, _)| leases.contains_key(lease)));
    }

    fn standing(&self, lease: u64, name: usize) -> Option<Standing> {
        let queue = self.queues.get(&name)?;
        let at = queue.iter().position(|(one, _)| *one == lease)?;
        let modes = vec![Mode::Exclusive; queue.len()];
        Some(if holds(&modes, at) { Standing::Holds(Some(queue[at].1)) } else { Standing::Waits })
    }

    /// What one request does and answers.
    fn ask(&mut self, now: Ms, lease: u64, action: Action, sent_at: Ms) -> Event {
        self.purge(now);
        let known = self.leases.contains_key(&lease);
        match action {
            Action::Begin => {
                self.leases.insert(lease, now + TTL);
                Event::Began { ttl: ms(TTL), asked_at: ms(sent_at), relayed: false }
            }
            _ if !known => Event::Expired,
            Action::Join(name) => {
                if self.standing(lease, name).is_none() {
                    self.revision += 1;
                    self.queues.entry(name).or_default().push((lease, self.revision));
                }
                Event::Stands(self.standing(lease, name))
            }
            Action::Look(name) => Event::Stands(self.standing(lease, name)),
            Action::Renew(names) => {
                let all = (0..names).all(|name| self.standing(lease, name).is_some());
                if all {
                    self.leases.insert(lease, now + TTL);
                }
                Event::Renewed { all, since: ms(sent_at), sent_at: ms(sent_at) }
            }
            Action::Leave(name) => {
                self.queues.entry(name).or_default().retain(|(one, _)| *one != lease);
                if !self.queues.values().flatten().any(|(one, _)| *one == lease) {
                    self.leases.remove(&lease);
                }
                Event::Left
            }
            Action::Sleep { .. } | Action::End => unreachable!(),
        }
    }
}

fn ms(ms: Ms) -> Duration {
    Duration::from_millis(ms)
}

fn to_ms(moment: Duration) -> Ms {
    u64::try_from(moment.as_millis()).unwrap_or(Ms::MAX)
}

/// A process that wants the lock again and again.
struct Contender {
    session: Session,
    lease: u64,
    /// Only the event of the last action counts.
    step: u64,
    /// Its command runs since this moment and until that one, if nobody ends it before.
    works: Option<(Ms, Ms)>,
    turns: u32,
    asleep: bool,
    /// One session's command runs once.
    has_worked: bool,
    /// How many changes the server had seen when it last answered.
    seen: u64,
    /// The lock is to be given back; that comes before anything else.
    stops: bool,
}

impl Contender {
    fn new(session: Session, lease: u64, turns: u32) -> Self {
        Self { session, lease, step: 0, works: None, turns, asleep: false, has_worked: false, seen: 0, stops: false }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    /// A request reaches the server; its answer is on its way, or is lost.
    Arrives {
        who: usize,
        step: u64,
        lease: u64,
        action: u8,
        name: usize,
        sent_at: Ms,
    },
    Happens {
        who: usize,
        step: u64,
    },
    /// The command has done its work.
    Done {
        who: usize,
        step: u64,
    },
}

struct World {
    rng: StdRng,
    faults: Faults,
    names: usize,
    now: Ms,
    order: u64,
    queue: BinaryHeap<Reverse<(Ms, u64, What)>>,
    events: BTreeMap<u64, Event>,
    server: Server,
    contenders: Vec<Contender>,
    next_lease: u64,
    /// Who held when, with the fence: checked in the end.
    held: Vec<(Ms, Ms, u64, bool)>,
    evicted: bool,
    changes: u64,
}

impl World {
    fn new(seed: u64, names: usize, faults: Faults) -> Self {
        let mut world = Self {
            rng: StdRng::seed_from_u64(seed),
            faults,
            names,
            now: 1000,
            order: 0,
            queue: BinaryHeap::new(),
            events: BTreeMap::new(),
            server: Server::default(),
            contenders: Vec::new(),
            next_lease: 1,
            held: Vec::new(),
            evicted: false,
            changes: 0,
        };
        for who in 0..CONTENDERS {
            let session = world.session();
            let lease = world.lease();
            world.contenders.push(Contender::new(session, lease, 0));
            world.happens(0, who, Event::Start);
        }
        world
    }

    fn session(&mut self) -> Session {
        Session::new(Wish {
            names: self.names,
            ttl: ms(TTL),
            ttl_at_most: false,
            until: Duration::MAX,
            has_places: true,
        })
    }

    fn lease(&mut self) -> u64 {
        self.next_lease += 1;
        self.next_lease
    }

    fn chance(&mut self, per_mille: u32) -> bool {
        self.rng.random_range(0..1000) < per_mille
    }

    fn at(&mut self, delay: Ms, what: What) {
        self.order += 1;
        self.queue.push(Reverse((self.now + delay, self.order, what)));
    }

    /// The contender's present action ends in this event, unless something else ends it before.
    fn happens(&mut self, delay: Ms, who: usize, event: Event) {
        self.order += 1;
        let step = self.contenders.get(who).map_or(0, |one| one.step);
        self.events.insert(self.order, event);
        let delay = if self.chance(self.faults.pause) { delay + self.rng.random_range(0..2 * TTL) } else { delay };
        let order = self.order;
        self.queue.push(Reverse((self.now + delay, order, What::Happens { who, step })));
    }

    fn run(&mut self, until: Ms) {
        while self.queue.peek().is_some_and(|Reverse((at, ..))| *at <= until) {
            let Some(Reverse((at, order, what))) = self.queue.pop() else { return };
            self.now = at;
            self.commands_end();
            match what {
                What::Arrives { who, step, lease, action, name, sent_at } => {
                    let event = self.server_does(lease, action, name, sent_at);
                    if self.contenders[who].step == step && matches!(event, Event::Stands(_)) {
                        self.contenders[who].seen = self.changes;
                    }
                    self.answers(who, step, event);
                }
                What::Happens { who, step } => {
                    let event = self.events.remove(&order).unwrap();
                    let one = &mut self.contenders[who];
                    if std::mem::take(&mut one.stops) {
                        self.step(who, Event::Stop);
                    } else if one.step == step && event != Event::Stop {
                        self.step(who, event);
                    }
                }
                What::Done { who, step } => self.work_is_done(who, step),
            }
        }
    }

    fn step(&mut self, who: usize, event: Event) {
        let one = &mut self.contenders[who];
        one.step += 1;
        one.asleep = false;
        let action = one.session.step(ms(self.now), event);
        match one.session.news() {
            News::Holds if !one.has_worked => self.begins_work(who),
            News::Lost if matches!(action, Action::Sleep { .. }) => {
                self.ends_work(who);
                // The command is dead, so the lock is given back.
                return self.stop(who);
            }
            _ => {}
        }
        match action {
            Action::End => self.begins_anew(who),
            Action::Sleep { until, listen } => {
                let delay = to_ms(until).min(self.now + 10 * TTL).saturating_sub(self.now);
                let listens = listen && !self.chance(self.faults.deaf);
                self.contenders[who].asleep = listens;
                if listens && self.contenders[who].seen < self.changes {
                    self.happens(1, who, Event::Changed);
                }
                self.happens(delay, who, Event::Time);
            }
            action => self.sends(who, action),
        }
    }

    fn sends(&mut self, who: usize, action: Action) {
        let (kind, name) = match action {
            Action::Begin => (0, 0),
            Action::Join(name) => (1, name),
            Action::Look(name) => (2, name),
            Action::Renew(names) => (3, names),
            Action::Leave(name) => (4, name),
            Action::Sleep { .. } | Action::End => unreachable!(),
        };
        if kind == 0 {
            self.contenders[who].lease = self.lease();
        }
        // Not heard of within the time that one has for an answer.
        let patience = self.contenders[who].session.tenure().map_or(TTL, |tenure| to_ms(tenure.request()));
        self.happens(patience, who, Event::Silent);
        if self.chance(self.faults.lost) {
            return;
        }
        let delay = if self.chance(self.faults.late) {
            self.rng.random_range(0..2 * TTL)
        } else {
            self.rng.random_range(1..30)
        };
        let Contender { step, lease, .. } = self.contenders[who];
        self.at(delay, What::Arrives { who, step, lease, action: kind, name, sent_at: self.now });
    }

    fn server_does(&mut self, lease: u64, action: u8, name: usize, sent_at: Ms) -> Event {
        let action = match action {
            0 => Action::Begin,
            1 => Action::Join(name),
            2 => Action::Look(name),
            3 => Action::Renew(name),
            _ => Action::Leave(name),
        };
        // A late request is of the lease that it was sent under, which may be over.
        let event = self.server.ask(self.now, lease, action, sent_at);
        if self.faults.evict > 0 && self.chance(self.faults.evict) {
            let name = self.rng.random_range(0..self.names);
            if let Some(queue) = self.server.queues.get_mut(&name).filter(|queue| !queue.is_empty()) {
                queue.remove(0);
                self.evicted = true;
            }
        }
        self.wake_listeners();
        event
    }

    fn answers(&mut self, who: usize, step: u64, event: Event) {
        if self.chance(self.faults.lost) || self.contenders[who].step != step {
            return;
        }
        let delay = self.rng.random_range(1..30);
        self.happens(delay, who, event);
    }

    fn wake_listeners(&mut self) {
        self.changes += 1;
        for who in 0..self.contenders.len() {
            if self.contenders[who].asleep {
                let delay = self.rng.random_range(1..30);
                self.happens(delay, who, Event::Changed);
            }
        }
    }

    fn begins_work(&mut self, who: usize) {
        let span = if self.chance(50) { self.rng.random_range(0..3 * TTL) } else { self.rng.random_range(0..200) };
        self.contenders[who].works = Some((self.now, self.now + span));
        self.contenders[who].has_worked = true;
        let step = u64::from(self.contenders[who].turns);
        self.at(span, What::Done { who, step });
    }

    /// The one that has the fence of the name 0 ends its work, or is ended.
    fn ends_work(&mut self, who: usize) {
        let one = &mut self.contenders[who];
        let Some((since, _)) = one.works.take() else { return };
        one.turns += 1;
        let fence = one.session.fences().first().copied().flatten().unwrap_or(0);
        self.held.push((since, self.now, fence, self.evicted));
    }

    /// Whoever ends commands needs no thread of the session: it knows the moment.
    fn commands_end(&mut self) {
        for who in 0..self.contenders.len() {
            let over = self.contenders[who].session.tenure().map(|tenure| to_ms(tenure.kill_at()));
            if self.contenders[who].works.is_some() && over.is_some_and(|over| self.now > over) {
                let (now, over) = (self.now, over.unwrap());
                self.now = over;
                self.ends_work(who);
                self.now = now;
                self.stop(who);
            }
        }
    }

    fn work_is_done(&mut self, who: usize, turn: u64) {
        if self.contenders[who].works.is_none() || u64::from(self.contenders[who].turns) != turn {
            return;
        }
        self.ends_work(who);
        if self.chance(self.faults.death) {
            // Killed with its command: nobody gives anything back.
            let one = &mut self.contenders[who];
            (one.step, one.asleep) = (one.step + 1, false);
            return self.begins_anew(who);
        }
        self.stop(who);
    }

    fn stop(&mut self, who: usize) {
        self.contenders[who].stops = true;
        self.happens(1, who, Event::Stop);
    }

    fn begins_anew(&mut self, who: usize) {
        if self.contenders[who].turns >= TURNS {
            return;
        }
        let session = self.session();
        let lease = self.lease();
        let Contender { step, turns, .. } = self.contenders[who];
        self.contenders[who] = Contender { step: step + 1, ..Contender::new(session, lease, turns) };
        self.happens(5, who, Event::Start);
    }

    fn check(&mut self, seed: u64) {
        self.held.sort_unstable();
        for pair in self.held.windows(2) {
            let ((_, until, fence, _), (since, _, next, evicted)) = (pair[0], pair[1]);
            assert!(next > fence || evicted, "seed {seed}: fence {next} after {fence}");
            assert!(since >= until || evicted, "seed {seed}: held from {since} while held until {until}");
        }
        for (who, one) in self.contenders.iter().enumerate() {
            assert!(one.turns >= TURNS, "seed {seed}: contender {who} came to {} turns, {:?}", one.turns, one.session);
        }
        self.server.purge(self.now + TTL + 1);
        assert!(self.server.leases.is_empty() && self.server.queues.values().all(Vec::is_empty), "seed {seed}");
    }
}

fn simulate(names: usize, faults: Faults, seeds: u64) {
    for seed in 0..seeds {
        let mut world = World::new(seed, names, faults);
        world.run(400_000);
        world.faults = NONE;
        world.run(3_000_000);
        world.check(seed);
    }
}

#[test]
fn without_faults() {
    simulate(1, NONE, 20);
    simulate(3, NONE, 20);
}

#[test]
fn messages_are_lost_and_late() {
    simulate(1, Faults { lost: 60, late: 30, deaf: 50, ..NONE }, 60);
    simulate(2, Faults { lost: 30, late: 30, deaf: 50, ..NONE }, 50);
}

#[test]
fn processes_pause_and_die() {
    simulate(1, Faults { pause: 30, death: 200, lost: 20, late: 20, ..NONE }, 60);
    simulate(2, Faults { pause: 20, death: 100, ..NONE }, 60);
}

#[test]
fn places_are_taken_away() {
    simulate(1, Faults { evict: 20, lost: 20, ..NONE }, 50);
    simulate(2, Faults { evict: 20, lost: 20, ..NONE }, 50);
}
