//! The torture: workers that want the same locks while whatever they stand on is killed, stopped and taken away, a
//! resource that judges who was at it when, and the same for other tools, which have to be caught.
//!
//! As a part of all tests it takes some seconds. The long run is started by hand, and leaves its report as JSON in
//! `target/torture.json` and as a table; this one takes 33 minutes, and enters more than 100,000 sections on two cores
//! that others keep busy as well:
//!
//!     CARGO_PROFILE_RELEASE_OPT_LEVEL=2 cargo build --release
//!     TMPDIR=/dev/shm GOSYS_TORTURE_BINARY=target/release/gosys GOSYS_TORTURE_SECONDS=800 GOSYS_TORTURE_SEED=7 \
//!         cargo test --test gosys torture -- --nocapture
//!
//! So many seconds are for each of the four backends, two at a time; what else there is has two minutes at most. Where
//! a holder is killed or stopped, nobody enters before a TTL is over, so the two names that faults are aimed at see
//! about one section for each fault. The many are those of a crowd beside them: more workers at names of their own,
//! with short sections and a fault every four seconds. Servers, and the disk, are left alone for twelve seconds in
//! between, as everybody needs them.
//!
//! The build is of level 2 because that of level 3 is static, and no other clock can be put under a static program.
//! Servers have their files in memory: killed, they lose nothing by it, and a disk of this machine would be the limit.

mod bounds;
mod chance;
mod cut;
mod directed;
mod nemesis;
mod report;
mod resource;
mod site;
mod worker;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use chance::Chance;
use nemesis::Nemesis;
use report::Column;
use resource::{Attempt, Resource};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use site::Site;
use worker::{Roll, Task, Tool};
pub use worker::{faketime, shared_clock};

use crate::support::servers::is_built;
use crate::support::{GOSYS, Scratch};

const TTL: Duration = Duration::from_secs(2);
const WORKERS: usize = 10;
/// Names that faults are aimed at.
const CELLS: usize = 2;
/// Further workers in a long run, and how many names they have.
const CROWD: usize = 8;
const CROWD_CELLS: usize = 4;

/// Where the workers of the crowd, or the others, take their locks.
fn names(in_crowd: bool) -> Range<usize> {
    if in_crowd { CELLS..CELLS + CROWD_CELLS } else { 0..CELLS }
}

/// How much of everything.
#[derive(Clone, Copy)]
struct Form {
    span: Duration,
    seed: u64,
    crowd: bool,
}

impl Form {
    /// What others than the four backends are given.
    fn brief(self) -> Self {
        Self { span: self.span.min(Duration::from_secs(120)), ..self }
    }
}

/// One tool at one place, and a resource that it is to protect.
struct Field {
    tool: Tool,
    site: Site,
    url: String,
    crowd: bool,
    resource: Resource,
    scratch: Scratch,
}

impl Field {
    fn new(tool: Tool, site: impl FnOnce(&Path) -> Site) -> Self {
        let scratch = Scratch::new();
        let site = site(scratch.path());
        let resource = Resource::at(scratch.path());
        Self { tool, url: site.url(), site, crowd: false, resource, scratch }
    }

    fn dir(&self) -> &Path {
        self.scratch.path()
    }

    /// When the last process of an attempt left the resource, if it does in time.
    fn gone(&self, attempt: Attempt, limit: Duration) -> Option<Instant> {
        let since = Instant::now();
        loop {
            let gone = self.resource.visit(attempt).and_then(|visit| visit.gone_at);
            if gone.is_some() || since.elapsed() > limit {
                return gone;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    fn is_local(&self) -> bool {
        self.site.kind().is_none()
    }
}

fn gosys() -> Tool {
    let Ok(path) = std::env::var("GOSYS_TORTURE_BINARY") else { return Tool::Gosys(PathBuf::from(GOSYS)) };
    let path = std::fs::canonicalize(path).unwrap();
    let is_dynamic = memmem(&std::fs::read(&path).unwrap(), b"/ld-linux");
    assert!(is_dynamic, "{} is static: no other clock can be put under it", path.display());
    Tool::Gosys(path)
}

/// What the environment says of the length of a run and its seed.
fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

fn memmem(all: &[u8], part: &[u8]) -> bool {
    all.windows(part.len()).any(|window| window == part)
}

/// Runs the workers and the nemesis for so long.
fn run(name: &'static str, mut field: Field, form: Form) -> Column {
    let Form { span, seed, crowd } = form;
    field.crowd = crowd;
    let field = &field;
    let (roll, dones, until) = (Roll::default(), Mutex::new(Vec::new()), Instant::now() + span);
    let workers = WORKERS + if crowd { CROWD } else { 0 };
    let record = thread::scope(|scope| {
        for worker in 0..workers {
            let (roll, dones) = (&roll, &dones);
            let mut chance = Chance::new(seed ^ (worker as u64 + 1) << 32);
            scope.spawn(move || {
                while Instant::now() < until {
                    let task = Task::draw(&mut chance, names(worker >= WORKERS), field.is_local(), &field.tool);
                    let done = worker::attempt(field, roll, task);
                    if done.code() != 0 {
                        thread::sleep(Duration::from_millis(20));
                    }
                    dones.lock().unwrap().push(done);
                }
            });
        }
        scope.spawn(|| metronome(field, until));
        let record = Nemesis::new(field, &roll).run(&mut Chance::new(seed), until);
        for active in roll.all() {
            let pid = Pid::from_raw(active.front.try_into().unwrap()).unwrap();
            roll.with(active.attempt, |_| kill_process(pid, Signal::TERM).ok());
        }
        record
    });
    // A TTL for whoever was killed, and one that Redis may keep an empty queue for.
    thread::sleep(TTL * 2 + Duration::from_millis(1500));
    // A new leader of etcd gives every lease its whole time again.
    let since = Instant::now();
    let mut left = field.site.leftovers();
    while !left.is_empty() && since.elapsed() < TTL * 10 {
        thread::sleep(TTL / 4);
        left = field.site.leftovers();
    }
    let is_ours = matches!(field.tool, Tool::Gosys(_));
    let (tally, dones) = (field.resource.tally(), dones.into_inner().unwrap());
    Column::new(name, is_ours, form, tally, record, &dones, left)
}

/// A thread that was to wake up came so much too late: then a guard, whose time for killing is not much longer, does too,
/// and only the fence is left.
const STALL: Duration = Duration::from_millis(100);
const STALLED: &str = "the machine stood still";

/// Excuses whoever is inside while the machine gives nobody a processor.
fn metronome(field: &Field, until: Instant) {
    let beat = Duration::from_millis(10);
    while Instant::now() < until {
        let since = Instant::now();
        thread::sleep(beat);
        if since.elapsed() > beat + STALL {
            field.resource.excuse_all(TTL, STALLED);
        }
    }
}

/// What came of a column.
struct Ran {
    json: Value,
    /// What must not be; of the peers it is what they are there for.
    wrong: Vec<String>,
}

type Make = fn(Form) -> Option<Ran>;

fn ours(name: &'static str, site: fn(&Path) -> Site, form: Form) -> Option<Ran> {
    let column = run(name, Field::new(gosys(), site), form);
    Some(Ran { json: column.json(), wrong: column.wrong() })
}

fn peer(name: &'static str, tool: Tool, site: fn(&Path) -> Site, form: Form) -> Option<Ran> {
    let column = run(name, Field::new(tool, site), form.brief());
    Some(Ran { json: column.json(), wrong: Vec::new() })
}

/// Ours on each backend, whose schemes these names begin with.
const OURS: &[(&str, Make)] = &[
    ("local", |form| ours("local", Site::local, form)),
    ("etcd", |form| ours("etcd", |_| Site::etcd(), form)),
    ("redis", |form| ours("Redis", |_| Site::redis(), form)),
    ("zk", |form| ours("ZooKeeper", |_| Site::zookeeper(), form)),
    ("etcd-cut", |form| cut::column(form.brief())),
];

/// What it is compared with.
const PEERS: &[(&str, Make)] = &[
    ("etcdctl", |form| peer("`etcdctl lock`", Tool::Etcdctl, |_| Site::etcd(), form)),
    ("redis-cli", |form| peer("redis-cli script", Tool::RedisCli, |_| Site::redis(), form)),
];

#[test]
#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
fn under_faults() {
    let seed = variable("GOSYS_TORTURE_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    let seconds = variable("GOSYS_TORTURE_SECONDS");
    let form = Form { span: Duration::from_secs(seconds.unwrap_or(6)), seed, crowd: seconds.is_some() };
    let only = std::env::var("GOSYS_TORTURE_ONLY").unwrap_or_default();
    // Among all tests the peers have those alone that are aimed at them.
    let peers = if seconds.is_some() { PEERS } else { &[] };
    let ours = OURS.iter().filter(|(name, _)| is_built(name));
    let chosen: Vec<_> = ours.chain(peers).filter(|(name, _)| only.is_empty() || **name == *only).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/torture.json");
    let (mut columns, mut report) = (Vec::new(), Value::Null);
    // A short run is mostly waiting for the ends.
    for some in chosen.chunks(if seconds.is_some() { 2 } else { 3 }) {
        let ran: Vec<Option<Ran>> = thread::scope(|scope| {
            let running = some.iter().map(|(_, make)| scope.spawn(move || make(form)));
            running.collect::<Vec<_>>().into_iter().map(|column| column.join().unwrap()).collect()
        });
        columns.extend(ran.into_iter().flatten());
        report = columns.iter().map(|column| column.json.clone()).collect();
        std::fs::write(&path, serde_json::to_string_pretty(&report).unwrap()).unwrap();
    }
    println!("{}\n{}", report::table(&report), report::sum(&report));
    let wrong: Vec<&str> = columns.iter().flat_map(|column| &column.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "seed {seed}:\n{}", wrong.join("\n"));
}
