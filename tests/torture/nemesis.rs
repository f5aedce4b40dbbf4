//! What goes wrong: one fault after another, drawn from the seed, each of them counted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::thread::{self, Scope};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use super::chance::Chance;
use super::resource::{Attempt, Visit};
use super::worker::{Active, Hold, Roll, Tool};
use super::{CELLS, Field, STALLED, TTL, names};
use crate::support::servers::Kind;

/// What was done, and how long the answers to it took, in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Record {
    pub faults: BTreeMap<&'static str, u64>,
    /// Who had which, and when; those of nobody in particular are at 0, which no attempt is.
    pub hits: BTreeMap<Attempt, Vec<(&'static str, Instant)>>,
    /// From the death of a front or a guard to that of the last process of the tree.
    pub deaths: Vec<f64>,
    /// From the request of a revocation to the command's hearing of it.
    pub told: Vec<f64>,
    /// Of those who never heard of it.
    pub untold: u64,
    /// Of those who were there longer than a second and a half after they had heard of it, though the machine did not stand
    /// still.
    pub lingered: u64,
}

pub struct Nemesis<'f> {
    field: &'f Field,
    roll: &'f Roll,
    record: Mutex<Record>,
    /// One fault at a time for each attempt.
    busy: Mutex<BTreeSet<Attempt>>,
    aim: Mutex<Aim>,
}

/// Who is next.
#[derive(Clone, Copy, Default)]
struct Aim {
    in_crowd: bool,
    /// Somebody in the queue; it stays there, dead, until a TTL is over.
    waiter: bool,
    /// Who was found last.
    found: Option<Attempt>,
}

/// Somebody to do something to.
#[derive(Clone)]
struct Victim {
    active: Active,
    /// If it is inside.
    visit: Option<Visit>,
}

/// What a server or a disk that everybody needs is left alone for where there is a crowd; at its names it is a third.
const REST: Duration = Duration::from_secs(12);
/// For so long a leader that was stopped may go on as one.
const DEPOSED: Duration = Duration::from_millis(500);

type Fault = for<'s, 'e> fn(&'s Nemesis<'_>, &mut Chance, &'s Scope<'s, 'e>) -> bool;

const FAULTS: &[(&str, Fault)] = &[
    ("kill -9 of the front", |n, c, s| n.kill(c, s, &[Who::Front])),
    ("kill -9 of the guard", |n, c, s| n.kill(c, s, &[Who::Guard])),
    ("kill -9 of the command", |n, c, s| n.kill(c, s, &[Who::Command])),
    ("kill -9 of front and command", |n, c, s| n.kill(c, s, &[Who::Front, Who::Command])),
    ("stop of the front", |n, c, s| n.stop(c, s, &[Who::Front])),
    ("stop of the guard", |n, c, s| n.stop(c, s, &[Who::Guard])),
    ("stop of the command", |n, c, s| n.stop(c, s, &[Who::Command])),
    ("stop of the process group", |n, c, s| n.stop(c, s, &[Who::Group])),
    ("stop of everything", |n, c, s| n.stop(c, s, &[Who::Front, Who::Guard, Who::Command])),
    ("TERM, HUP or INT", |n, c, _| n.signal(c)),
    ("lease revoked", |n, c, s| n.revoke(c, s)),
    ("lease revoked", |n, c, s| n.revoke(c, s)),
    ("all keys deleted", |n, c, _| n.wipe(c)),
    ("server killed and restarted", |n, c, _| n.field.site.restart(c)),
    ("server stopped", |n, c, _| n.stop_server(c)),
    ("member cut off", |n, c, _| n.cut_off(c)),
    ("member's answers late", |n, c, _| n.delay(c)),
    ("member's answers lost", |n, c, _| n.lose(c)),
    ("disk full", |n, c, _| n.field.site.fill(span(c, 2, 10))),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Front,
    Guard,
    Command,
    /// That of front and command.
    Group,
}

/// So many tenths of the TTL.
fn span(chance: &mut Chance, from: u64, to: u64) -> Duration {
    TTL / 10 * u32::try_from(from + chance.below(to - from + 1)).unwrap()
}

impl<'f> Nemesis<'f> {
    pub fn new(field: &'f Field, roll: &'f Roll) -> Self {
        Self { field, roll, record: Mutex::default(), busy: Mutex::default(), aim: Mutex::default() }
    }

    /// Does its work until then; what it did.
    pub fn run(self, chance: &mut Chance, until: Instant) -> Record {
        thread::scope(|scope| {
            let nemesis = &self;
            let (mut all_at, mut crowd_at) = (Instant::now(), Instant::now());
            while Instant::now() < until {
                let (name, fault) = chance.pick(FAULTS);
                let of_all = ["server", "member", "disk"].iter().any(|what| name.starts_with(what));
                // Those that need no victim would leave nobody to hold a lock.
                let finds_any = of_all && *name != "disk full" || *name == "all keys deleted";
                if finds_any && !chance.one_in(4) || of_all && Instant::now() < all_at {
                    continue;
                }
                let in_crowd = self.field.crowd && !of_all && Instant::now() >= crowd_at;
                self.aim.lock().unwrap().in_crowd = in_crowd;
                self.aim.lock().unwrap().found = None;
                let (since, done) = (Instant::now(), fault(nemesis, chance, scope));
                if done {
                    let hit = self.aim.lock().unwrap().found.unwrap_or(0);
                    nemesis.record.lock().unwrap().hits.entry(hit).or_default().push((name, since));
                    *nemesis.record.lock().unwrap().faults.entry(name).or_default() += 1;
                    all_at = if of_all && self.field.crowd { Instant::now() + REST } else { all_at };
                    self.aim.lock().unwrap().waiter = chance.one_in(5);
                    crowd_at = if in_crowd { Instant::now() + REST / 3 } else { crowd_at };
                }
                thread::sleep(Duration::from_millis(if done { 100 + chance.below(400) } else { 10 }));
            }
        });
        self.record.into_inner().unwrap()
    }

    /// Somebody at whom is aimed. It is left alone by others until `done`.
    fn victim(&self, chance: &mut Chance) -> Option<Victim> {
        let inside = self.field.resource.inside();
        let mut busy = self.busy.lock().unwrap();
        let aim = *self.aim.lock().unwrap();
        let all = self.roll.all().into_iter().filter(|one| (one.task.cell >= CELLS) == aim.in_crowd);
        let free: Vec<Active> = all.filter(|one| !busy.contains(&one.attempt)).collect();
        let victims = free.into_iter().map(|active| {
            let visit = inside.iter().find(|visit| visit.attempt == active.attempt).cloned();
            Victim { active, visit }
        });
        let (holders, others): (Vec<_>, Vec<_>) = victims.partition(|victim| victim.visit.is_some());
        let from = if aim.waiter { others } else { holders };
        let victim = (!from.is_empty()).then(|| chance.pick(&from).clone())?;
        busy.insert(victim.active.attempt);
        self.aim.lock().unwrap().found = Some(victim.active.attempt);
        Some(victim)
    }

    fn done(&self, attempt: Attempt) {
        self.busy.lock().unwrap().remove(&attempt);
    }

    /// Sends a signal to all of these, if they are there.
    fn send(&self, victim: &Victim, whom: &[Who], signal: Signal) -> bool {
        let attempt = victim.active.attempt;
        let sent = self.roll.with(attempt, |active| {
            let mut pids: Vec<(u32, bool)> = Vec::new();
            for who in whom {
                match who {
                    Who::Front => pids.push((active.front, false)),
                    Who::Group => pids.push((active.front, true)),
                    Who::Guard => pids.extend(active.guard().map(|pid| (pid, false))),
                    Who::Command => pids.extend(self.command(attempt).map(|pid| (pid, false))),
                }
            }
            let sent = pids.into_iter().map(|(pid, group)| {
                let pid = Pid::from_raw(pid.try_into().unwrap()).unwrap();
                if group { kill_process_group(pid, signal) } else { kill_process(pid, signal) }
            });
            sent.filter(Result::is_ok).count() == whom.len()
        });
        sent == Some(true)
    }

    /// The command's process, if that is still there.
    fn command(&self, attempt: Attempt) -> Option<u32> {
        let visit = self.field.resource.visit(attempt).filter(|visit| visit.gone_at.is_none())?;
        let line = std::fs::read_to_string(format!("/proc/{}/cmdline", visit.pid)).ok()?;
        line.contains(self.field.resource.path.to_str().unwrap()).then_some(visit.pid)
    }

    fn kill<'s>(&'s self, chance: &mut Chance, scope: &'s Scope<'s, '_>, whom: &[Who]) -> bool {
        let Some(victim) = self.victim(chance) else { return false };
        let since = Instant::now();
        // A command that ends leaves behind what it has started: the lock is not there for that.
        let leaves = whom == [Who::Command] && victim.active.task.ways.contains("tree");
        let killed = !leaves && self.send(&victim, whom, Signal::KILL);
        let ends_tree = whom.iter().any(|who| matches!(who, Who::Front | Who::Guard));
        let watched = killed && ends_tree && victim.visit.is_some() && victim.active.task.hold == Hold::Guarded;
        let attempt = victim.active.attempt;
        scope.spawn(move || {
            if watched {
                let gone = self.field.gone(attempt, Duration::from_secs(3)).unwrap_or(since + Duration::from_secs(3));
                // Otherwise it had ended by itself.
                if gone > since {
                    self.record.lock().unwrap().deaths.push(ms(gone - since));
                }
            }
            self.done(attempt);
        });
        killed
    }

    fn stop<'s>(&'s self, chance: &mut Chance, scope: &'s Scope<'s, '_>, whom: &'static [Who]) -> bool {
        let Some(victim) = self.victim(chance) else { return false };
        let (task, attempt, span) = (&victim.active.task, victim.active.attempt, span(chance, 15, 30));
        let bare = task.hold == Hold::Bare && matches!(self.field.tool, Tool::Gosys(_));
        if bare {
            self.field.resource.excuse(attempt, "a pair was stopped");
        }
        let everything =
            task.hold != Hold::Inherited && [Who::Front, Who::Guard, Who::Command].iter().all(|who| whom.contains(who));
        if everything {
            self.field.resource.excuse(attempt, "everything was stopped");
        }
        let stopped = self.send(&victim, whom, Signal::STOP);
        scope.spawn(move || {
            if stopped {
                thread::sleep(span);
            }
            // The command first: it is the one that would do harm.
            for who in whom.iter().rev() {
                self.send(&victim, &[*who], Signal::CONT);
            }
            self.done(attempt);
        });
        stopped
    }

    fn signal(&self, chance: &mut Chance) -> bool {
        let Some(victim) = self.victim(chance) else { return false };
        let sent = self.send(&victim, &[Who::Front], *chance.pick(&[Signal::TERM, Signal::HUP, Signal::INT]));
        self.done(victim.active.attempt);
        sent
    }

    fn revoke<'s>(&'s self, chance: &mut Chance, scope: &'s Scope<'s, '_>) -> bool {
        let Some(victim) = self.victim(chance) else { return false };
        let attempt = victim.active.attempt;
        let Some(visit) = victim.visit.filter(|visit| visit.token != "-") else {
            self.done(attempt);
            return false;
        };
        self.field.resource.excuse(attempt, "the lease was revoked");
        let since = Instant::now();
        let revoked = self.field.site.revoke(&self.field.url, &visit);
        let watched = revoked && !victim.active.task.pair;
        scope.spawn(move || {
            if watched {
                self.hears(attempt, since);
            }
            self.done(attempt);
        });
        revoked
    }

    /// Waits until the command is told, and gone.
    fn hears(&self, attempt: Attempt, since: Instant) {
        let gone = self.field.gone(attempt, Duration::from_secs(5));
        let told = self.field.resource.visit(attempt).and_then(|visit| visit.told_at);
        let mut record = self.record.lock().unwrap();
        match (told, gone) {
            (Some(told), _) if told >= since => {
                record.told.push(ms(told - since));
                let end = gone.unwrap_or_else(Instant::now);
                let is_late = end > told + Duration::from_millis(1500);
                record.lingered += u64::from(is_late && !self.field.resource.is_excused(attempt, STALLED));
            }
            (_, None) => record.untold += 1,
            // It had ended by itself, or had been told before.
            _ => {}
        }
    }

    fn stop_server(&self, chance: &mut Chance) -> bool {
        let span = span(chance, 5, 18);
        // It still takes itself for the leader, has heard of no renewal since, and revokes what is over by its own
        // count, though its successor has renewed it: etcd 15247. Each one is a revocation like an administrator's.
        let deposed = || self.field.resource.excuse_all(DEPOSED, "the lease was revoked by a deposed leader");
        self.field.site.stop(chance, span, deposed)
    }

    fn cut_off(&self, chance: &mut Chance) -> bool {
        let span = span(chance, 5, 25);
        self.field.site.cut_off(chance, span)
    }

    fn delay(&self, chance: &mut Chance) -> bool {
        let span = span(chance, 5, 25);
        self.field.site.delay(chance, span)
    }

    fn lose(&self, chance: &mut Chance) -> bool {
        let span = span(chance, 5, 15);
        self.field.site.lose(chance, span)
    }

    fn wipe(&self, chance: &mut Chance) -> bool {
        let names = names(self.aim.lock().unwrap().in_crowd);
        let cell = names.start + chance.below(names.len() as u64) as usize;
        if self.field.site.kind() != Some(Kind::Redis) || !matches!(self.field.tool, Tool::Gosys(_)) {
            return false;
        }
        // Whoever held the lock a moment ago may still be on its way here.
        self.field.resource.excuse_cell(cell, Duration::from_secs(2), "the lease was revoked");
        self.field.site.wipe(cell)
    }
}

fn ms(span: Duration) -> f64 {
    (span.as_secs_f64() * 10_000.0).round() / 10.0
}
