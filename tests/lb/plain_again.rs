//! Timeouts, retries and hedges against a list of events that is searched from end to end, request by request.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use gosys::base::random::{Purpose, Stream};
use gosys::lb::order::order;
use gosys::lb::policy::still::Still;
use gosys::lb::policy::{Asked, End, Fleet, Kind, Options, POLICIES, Policy, Request, Servers, find};
use gosys::lb::sim::general::model::{Arrivals, Model, Retries, Visit};
use gosys::lb::sim::general::{self, server::Traits};
use gosys::lb::sim::law::{SERVICES, Spec};
use gosys::lb::sim::plan::Piece;
use gosys::lb::sim::tally::{Counts, Tally};

/// Requests of a run: the list is searched for each of their events.
const COUNT: u64 = 150;

/// What is done about slow answers.
#[derive(Clone, Copy, Debug)]
struct Care {
    timeout: f64,
    hedge: Option<f64>,
    limit: u32,
    budget: f64,
}

/// In the order in which they happen at one moment: by when they were asked for.
#[derive(Clone, Copy)]
enum What {
    Come(usize),
    Done(usize, usize),
    Late(usize, usize),
    Beside(usize),
}

/// A request: where it goes first, second and so on, and how each of its attempts stands.
struct Job {
    visit: Visit,
    order: Vec<usize>,
    awaited: Vec<bool>,
    retried: u32,
    time: Option<f64>,
}

/// Servers with a queue each, which serve whatever comes to its end.
struct Naive {
    care: Care,
    events: Vec<(f64, What)>,
    free: Vec<f64>,
    jobs: Vec<Job>,
    tokens: f64,
    per_server: Vec<u64>,
    counts: Counts,
}

impl Naive {
    fn run(mut self) -> Self {
        // The first of those of one moment: what is asked for later stands further behind.
        while let Some(first) = (0..self.events.len()).min_by(|a, b| self.events[*a].0.total_cmp(&self.events[*b].0)) {
            let (now, what) = self.events.remove(first);
            self.happen(now, what);
        }
        self
    }

    fn happen(&mut self, now: f64, what: What) {
        match what {
            What::Come(job) => {
                self.tokens = (self.tokens + self.care.budget).min(10.0);
                self.events.extend(self.care.hedge.map(|hedge| (now + hedge, What::Beside(job))));
                self.send(now, job);
            }
            What::Done(job, attempt) => {
                if std::mem::take(&mut self.jobs[job].awaited[attempt]) {
                    self.jobs[job].time.get_or_insert(now);
                }
            }
            What::Late(job, attempt) => {
                let is_open = self.jobs[job].time.is_none();
                if std::mem::take(&mut self.jobs[job].awaited[attempt]) && is_open {
                    self.counts.timeouts += 1;
                    if !self.jobs[job].awaited.contains(&true) {
                        self.again(now, job);
                    }
                }
            }
            What::Beside(job) => {
                let Job { time, order, awaited, .. } = &self.jobs[job];
                if time.is_none() && awaited.len() < order.len() {
                    self.counts.hedges += 1;
                    self.send(now, job);
                }
            }
        }
    }

    fn again(&mut self, now: f64, job: usize) {
        if self.jobs[job].retried < self.care.limit && self.tokens >= 1.0 {
            self.jobs[job].retried += 1;
            self.tokens -= 1.0;
            self.counts.retries += 1;
            self.send(now, job);
        } else {
            self.counts.failed += 1;
            self.jobs[job].time = Some(now);
        }
    }

    fn send(&mut self, now: f64, job: usize) {
        let attempt = self.jobs[job].awaited.len();
        // Where all were tried, whoever would be the first.
        let order = &self.jobs[job].order;
        let server = *order.get(attempt).unwrap_or(&order[0]);
        self.jobs[job].awaited.push(true);
        self.per_server[server] += 1;
        self.free[server] = self.free[server].max(now) + self.jobs[job].visit.work.unwrap();
        self.events.push((self.free[server], What::Done(job, attempt)));
        self.events.push((now + self.care.timeout, What::Late(job, attempt)));
    }
}

/// Requests at a load of nearly all that so many servers can do, with keys of their own.
fn visits(seed: u64, servers: usize, count: u64) -> Vec<Visit> {
    let [mut coming, mut working] = [Purpose::Arrivals, Purpose::Requests].map(|purpose| Stream::new(seed, purpose, 0));
    let mut at = 0.0;
    let mut visit = |key: u64| {
        at += coming.exponential() / (0.9 * servers as f64);
        Visit { at, work: Some(working.exponential()), key: Some(key.wrapping_mul(0x9e37_79b9_7f4a_7c15)) }
    };
    (1..=count).map(&mut visit).collect()
}

fn model(policy: &'static Kind, servers: usize, care: Care, visits: Vec<Visit>) -> Model {
    let options = Asked::default().options(None, servers, 1.0);
    let service = Spec::parse(SERVICES, "deterministic").unwrap();
    let mut model = Model::plain((policy, options), Arrivals::Trace(visits), service, vec![Traits::default(); servers]);
    (model.timeout, model.hedge) = (Some(care.timeout), care.hedge);
    model.retries = Some(Retries { limit: care.limit, budget: care.budget });
    model
}

/// A batch for each request, so that the tally has the time of each.
fn run(model: &Model, requests: u64) -> Tally {
    let piece = Piece { seed: 1, number: 0, warm_up: 0, requests, batches: requests };
    general::run(model, &piece, &mut |_| true).unwrap()
}

/// The same by the list, for a policy that only goes by keys.
fn naive(policy: &Kind, servers: usize, care: Care, visits: &[Visit]) -> Naive {
    let all = Servers::equal(servers);
    let mut policy = (policy.make)(&all, &Options::default()).unwrap();
    let mut random = Stream::new(0, Purpose::Policy(0), 0);
    let mut job = |visit: &Visit| Job {
        visit: *visit,
        order: order(&mut *policy, Still::of(&all), visit.key.unwrap(), &mut random, servers).servers,
        awaited: Vec::new(),
        retried: 0,
        time: None,
    };
    let jobs: Vec<Job> = visits.iter().map(&mut job).collect();
    let events = visits.iter().enumerate().map(|(job, visit)| (visit.at, What::Come(job))).collect();
    let (free, per_server) = (vec![0.0; servers], vec![0; servers]);
    Naive { care, events, free, jobs, tokens: 10.0, per_server, counts: Counts::default() }.run()
}

#[track_caller]
fn fits(policy: &'static Kind, servers: usize, care: Care) -> Counts {
    let visits = visits(servers as u64, servers, COUNT);
    let list = naive(policy, servers, care, &visits);
    let tally = run(&model(policy, servers, care, visits), COUNT);
    let what = format!("{} of {servers}: {care:?}", policy.name);
    assert_eq!((tally.counts, tally.requests()), (list.counts, COUNT), "{what}");
    let mut times = tally.batches;
    times.sort_by(f64::total_cmp);
    let mut wanted: Vec<f64> = list.jobs.iter().map(|job| job.time.unwrap() - job.visit.at).collect();
    wanted.sort_by(f64::total_cmp);
    for (ours, theirs) in times.iter().zip(&wanted) {
        assert!((ours - theirs).abs() < 1e-9, "{what}: {ours} and not {theirs}");
    }
    assert_eq!(tally.per_server, list.per_server, "{what}");
    list.counts
}

fn by_key_alone() -> impl Iterator<Item = &'static Kind> {
    POLICIES.iter().filter(|kind| kind.by_key && !kind.by_load)
}

#[test]
fn retries_go_on_through_all_servers_and_then_begin_anew() {
    for policy in by_key_alone() {
        for (servers, limit) in [(1, 3), (2, 5), (3, 1), (7, 2), (4, 6)] {
            let counts = fits(policy, servers, Care { timeout: 1.71, hedge: None, limit, budget: 1e3 });
            assert!(counts.retries > 30, "{}: {counts:?}", policy.name);
        }
    }
}

#[test]
fn a_budget_is_used_up_and_filled_again() {
    for policy in by_key_alone() {
        for budget in [0.0, 0.03, 0.21, 0.5] {
            let counts = fits(policy, 3, Care { timeout: 1.13, hedge: None, limit: 4, budget });
            // Ten at the beginning, and the share of all.
            assert!(counts.retries as f64 <= 10.0 + COUNT as f64 * budget, "{}: {counts:?}", policy.name);
            assert!(counts.retries >= 10 && counts.failed > 0, "{}: {counts:?}", policy.name);
        }
    }
}

#[test]
fn the_first_answer_counts_whoever_gives_it() {
    for policy in by_key_alone() {
        for (servers, hedge, limit) in [(1, 0.3, 0), (2, 0.57, 0), (5, 0.9, 2), (3, 2.3, 3), (3, 0.01, 1)] {
            let counts = fits(policy, servers, Care { timeout: 2.03, hedge: Some(hedge), limit, budget: 0.4 });
            // A lone server has no other; and who has given up needs none.
            assert_eq!(counts.hedges > 0, servers > 1 && (hedge < 2.03 || limit > 0), "{}: {counts:?}", policy.name);
        }
    }
}

/// Who was asked for a server for which key, and what was said.
static SEEN: Mutex<Vec<(u64, usize)>> = Mutex::new(Vec::new());
static INSIDE: Mutex<&str> = Mutex::new("random");

struct Witness(Box<dyn Policy>);

impl Policy for Witness {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        let server = self.0.pick(request, fleet, random)?;
        assert!(fleet.is_up(server), "this one is not to be asked again");
        SEEN.lock().unwrap().push((request.key, server));
        Some(server)
    }

    fn ended(&mut self, end: &End, now: f64) {
        self.0.ended(end, now);
    }
}

/// By load, in turn, by chance or by key, while many requests are under way at once.
#[test]
fn nobody_is_asked_twice_while_there_is_another() {
    static WITNESS: Kind = Kind {
        name: "witness",
        make: |servers, options| {
            let inside = find(*INSIDE.lock().unwrap()).unwrap();
            Ok(Box::new(Witness((inside.make)(servers, options)?)))
        },
        ..POLICIES[0]
    };
    for kind in POLICIES {
        *INSIDE.lock().unwrap() = kind.name;
        let care = Care { timeout: 0.63, hedge: Some(0.21), limit: 3, budget: 1e3 };
        let tally = run(&model(&WITNESS, 4, care, visits(8, 4, COUNT)), COUNT);
        assert!(tally.counts.retries > 50 && tally.counts.hedges > 50, "{}: {:?}", kind.name, tally.counts);
        let mut by_key: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for (key, server) in SEEN.lock().unwrap().drain(..) {
            by_key.entry(key).or_default().push(server);
        }
        assert_eq!(by_key.len() as u64, COUNT);
        assert!(by_key.values().any(|servers| servers.len() > 4), "{}: nobody has tried all", kind.name);
        for servers in by_key.values() {
            let first: HashSet<_> = servers.iter().take(4).collect();
            assert_eq!(first.len(), servers.len().min(4), "{}: {servers:?}", kind.name);
        }
    }
}
