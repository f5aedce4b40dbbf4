//! The torture: workers that want the same locks while whatever they stand on is killed, stopped and taken away, a
//! resource that judges who was at it when, and the same for other tools, which have to be caught.
//!
//! As a part of all tests it takes some seconds. By hand, for as long as one likes, with the report as JSON in
//! `target/torture.json` and as a table:
//! `GOSYS_TORTURE_SECONDS=600 GOSYS_TORTURE_SEED=7 cargo test torture -- --nocapture`

mod bounds;
mod chance;
mod cut;
mod directed;
mod nemesis;
mod report;
mod resource;
mod site;
mod worker;

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

use crate::support::{GOSYS, Scratch};

const TTL: Duration = Duration::from_secs(2);
const WORKERS: usize = 10;
const CELLS: usize = 2;

/// One tool at one place, and a resource that it is to protect.
struct Field {
    tool: Tool,
    site: Site,
    url: String,
    cells: usize,
    resource: Resource,
    scratch: Scratch,
}

impl Field {
    fn new(tool: Tool, site: impl FnOnce(&Path) -> Site) -> Self {
        let scratch = Scratch::new();
        let site = site(scratch.path());
        let resource = Resource::at(scratch.path());
        Self { tool, url: site.url(), site, cells: CELLS, resource, scratch }
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
    Tool::Gosys(PathBuf::from(GOSYS))
}

/// What the environment says of the length of a run and its seed.
fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

/// Runs the workers and the nemesis for so long.
fn run(name: &'static str, field: &Field, span: Duration, seed: u64) -> Column {
    let (roll, dones, until) = (Roll::default(), Mutex::new(Vec::new()), Instant::now() + span);
    let record = thread::scope(|scope| {
        for worker in 0..WORKERS {
            let (roll, dones) = (&roll, &dones);
            let mut chance = Chance::new(seed ^ (worker as u64 + 1) << 32);
            scope.spawn(move || {
                while Instant::now() < until {
                    let task = Task::draw(&mut chance, field.cells, field.is_local(), &field.tool);
                    let done = worker::attempt(field, roll, task);
                    if done.code() != 0 {
                        thread::sleep(Duration::from_millis(20));
                    }
                    dones.lock().unwrap().push(done);
                }
            });
        }
        let record = Nemesis::new(field, &roll).run(&mut Chance::new(seed), until);
        for active in roll.all() {
            let pid = Pid::from_raw(active.front.try_into().unwrap()).unwrap();
            roll.with(active.attempt, |_| kill_process(pid, Signal::TERM).ok());
        }
        record
    });
    // A TTL for whoever was killed, and one that Redis may keep an empty queue for.
    thread::sleep(TTL * 2 + Duration::from_millis(1500));
    Column::new(name, seed, span, field.resource.tally(), record, &dones.into_inner().unwrap(), field.site.leftovers())
}

/// What came of a column.
struct Ran {
    json: Value,
    /// What must not be; of the peers it is what they are there for.
    wrong: Vec<String>,
}

type Make = fn(Duration, u64) -> Option<Ran>;

fn ours(name: &'static str, site: fn(&Path) -> Site, span: Duration, seed: u64) -> Option<Ran> {
    let column = run(name, &Field::new(gosys(), site), span, seed);
    Some(Ran { json: column.json(), wrong: column.wrong() })
}

fn peer(name: &'static str, tool: Tool, site: fn(&Path) -> Site, span: Duration, seed: u64) -> Option<Ran> {
    let column = run(name, &Field::new(tool, site), span, seed);
    Some(Ran { json: column.json(), wrong: Vec::new() })
}

/// Ours on each backend.
const OURS: &[(&str, Make)] = &[
    ("local", |span, seed| ours("local", Site::local, span, seed)),
    ("etcd", |span, seed| ours("etcd", |_| Site::etcd(), span, seed)),
    ("redis", |span, seed| ours("Redis", |_| Site::redis(), span, seed)),
    ("zookeeper", |span, seed| ours("ZooKeeper", |_| Site::zookeeper(), span, seed)),
    ("cut", cut::column),
];

/// What it is compared with.
const PEERS: &[(&str, Make)] = &[
    ("etcdctl", |span, seed| peer("`etcdctl lock`", Tool::Etcdctl, |_| Site::etcd(), span, seed)),
    ("redis-cli", |span, seed| peer("redis-cli script", Tool::RedisCli, |_| Site::redis(), span, seed)),
];

#[test]
#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
fn under_faults() {
    let seed = variable("GOSYS_TORTURE_SEED").unwrap_or_else(|| u64::from(std::process::id()));
    let seconds = variable("GOSYS_TORTURE_SECONDS");
    let span = Duration::from_secs(seconds.unwrap_or(6));
    let only = std::env::var("GOSYS_TORTURE_ONLY").unwrap_or_default();
    // Among all tests the peers have those alone that are aimed at them.
    let peers = if seconds.is_some() { PEERS } else { &[] };
    let chosen: Vec<_> = OURS.iter().chain(peers).filter(|(name, _)| name.contains(&only)).collect();
    let mut columns = Vec::new();
    // A short run is mostly waiting for the ends.
    for some in chosen.chunks(if seconds.is_some() { 2 } else { 3 }) {
        let ran: Vec<Option<Ran>> = thread::scope(|scope| {
            let running = some.iter().map(|(_, make)| scope.spawn(move || make(span, seed)));
            running.collect::<Vec<_>>().into_iter().map(|column| column.join().unwrap()).collect()
        });
        columns.extend(ran.into_iter().flatten());
    }
    let report: Value = columns.iter().map(|column| column.json.clone()).collect();
    println!("{}", report::table(&report));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/torture.json");
    std::fs::write(path, serde_json::to_string_pretty(&report).unwrap()).unwrap();
    let wrong: Vec<&str> = columns.iter().flat_map(|column| &column.wrong).map(String::as_str).collect();
    assert!(wrong.is_empty(), "seed {seed}:\n{}", wrong.join("\n"));
}
