//! Ten thousand changes that nobody has seen yet, and how soon one that is seen starts the hook.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gosys::config::watch::state::Bookmark;

use super::Scene;
use crate::support::{eventually, signal};
use crate::whole_process::median;
use crate::{Figure, connect};

/// The space of ten thousand keys.
pub(super) const SPACE: &str = "pending";

const EVENTS: usize = 10_000;
const WRITERS: usize = 8;
const ROUNDS: usize = 3;
/// For one event; the first ones find cold caches, and do not count.
const RINGS: usize = 150;
const FIRST_RINGS: usize = 10;
/// Longer than it takes to hear of it: what is measured is one at a time.
const BETWEEN: Duration = Duration::from_millis(25);
/// What a hook may need beyond a watcher that only prints, in seconds.
const HOOK: f64 = 0.005;
/// The peer runs its command ten thousand times.
const PATIENCE: Duration = Duration::from_secs(600);

/// A connection to etcd's JSON gateway.
struct Gateway(BufReader<TcpStream>);

impl Gateway {
    fn new(port: u16) -> Self {
        Self(BufReader::new(connect(port)))
    }

    /// Writes a key past gosys; the revision.
    fn put(&mut self, key: &str, value: &str) -> u64 {
        let body = format!(r#"{{"key":"{}","value":"{}"}}"#, STANDARD.encode(key), STANDARD.encode(value));
        let head = format!("POST /v3/kv/put HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", body.len());
        self.0.get_mut().write_all((head + &body).as_bytes()).unwrap();
        let mut length = 0;
        for line in self.0.by_ref().lines().map(Result::unwrap).take_while(|line| !line.is_empty()) {
            if let Some(("content-length", value)) = line.to_lowercase().split_once(": ") {
                length = value.parse().unwrap();
            }
        }
        let mut answer = vec![0; length];
        self.0.read_exact(&mut answer).unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&answer).unwrap();
        answer["header"]["revision"].as_str().unwrap().parse().unwrap()
    }
}

/// A watcher that is ended with this value.
struct Watcher(Child);

impl Watcher {
    fn start(line: &str, hook: &[&str], stdout: Stdio) -> Self {
        let words: Vec<&str> = line.split(' ').chain(hook.iter().copied()).collect();
        Self(Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).stdout(stdout).spawn().unwrap())
    }

    /// When it said each of these lines.
    fn heard(&mut self, line: &'static str) -> Receiver<Instant> {
        let stdout = BufReader::new(self.0.stdout.take().unwrap());
        let (sender, receiver) = channel();
        thread::spawn(move || {
            for _ in stdout.lines().map_while(Result::ok).filter(|said| said == line) {
                if sender.send(Instant::now()).is_err() {
                    return;
                }
            }
        });
        receiver
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        signal(self.0.id(), "TERM");
        self.0.wait().unwrap();
    }
}

pub(super) fn figures(scene: &Scene<'_>) -> [Figure; 3] {
    let [time, runs] = pending(scene);
    [time, runs, ring(scene)]
}

/// From the start of a watcher until its hook has run for the state as of the last of the events.
fn pending(scene: &Scene<'_>) -> [Figure; 2] {
    let (_, last) = events(scene, 0);
    caught_up(scene, last);
    let round = |n: usize| {
        let (first, last) = events(scene, n);
        let (took, runs) = caught_up(scene, last);
        (took, runs, replayed(scene, first))
    };
    let rounds: Vec<(f64, usize, f64)> = (1..=ROUNDS).map(round).collect();
    let most = rounds.iter().map(|round| round.1).max().unwrap();
    let ours = median(rounds.iter().map(|round| round.0).collect());
    let theirs = median(rounds.iter().map(|round| round.2).collect());
    [
        Figure {
            what: "10,000 pending changes, to the end of one run of a hook",
            value: median(rounds.iter().map(|round| round.0 / round.2).collect()),
            detail: format!("{:.0} ms, {:.0} ms", ours * 1e3, theirs * 1e3),
        },
        Figure {
            what: "the same, runs of the hook",
            value: f64::from(u32::try_from(most).unwrap()),
            detail: format!("{most}, {EVENTS}"),
        },
    ]
}

/// The seconds until gosys, from its bookmark on, has run its hook for this revision; and how often it has run.
fn caught_up(scene: &Scene<'_>, revision: u64) -> (f64, usize) {
    let [bookmark, said] = ["bookmark", "said"].map(|name| scene.folder.join(name));
    fs::write(&said, "").unwrap();
    let line = format!("watch --on-busy coalesce --bookmark {} -- sh -c", bookmark.display());
    let hook = format!("echo $GOSYS_CONFIG_REVISION >>{}", said.display());
    let began = Instant::now();
    let _watcher = Watcher::start(&scene.ours(SPACE, &line), &[&hook], Stdio::null());
    let is_told = |line: &str| line.parse::<u64>().is_ok_and(|told| told >= revision);
    until(|| lines(&said).last().is_some_and(|line| is_told(line)));
    let took = began.elapsed().as_secs_f64();
    // The next one goes on from here, or from a little later: what hooks say of themselves is written there as well.
    let is_behind = |mark: Bookmark| mark.applied && mark.position.revision >= revision;
    until(|| fs::read(&bookmark).is_ok_and(|json| Bookmark::from_json(&json).is_ok_and(is_behind)));
    (took, lines(&said).len())
}

/// The seconds until etcdctl has run its command for each of the events.
fn replayed(scene: &Scene<'_>, first: u64) -> f64 {
    let said = scene.folder.join("said");
    fs::write(&said, "").unwrap();
    let line = scene.theirs(&format!("watch --rev {first} --prefix /{SPACE}/ -- sh -c"));
    let began = Instant::now();
    let _watcher = Watcher::start(&line, &[&format!("echo . >>{}", said.display())], Stdio::null());
    until(|| lines(&said).len() >= EVENTS);
    began.elapsed().as_secs_f64()
}

fn lines(file: &Path) -> Vec<String> {
    fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect()
}

fn until(mut done: impl FnMut() -> bool) {
    eventually(PATIENCE, "a watcher has caught up", &mut done);
}

/// Writes every key of the space past gosys; the first and the last revision.
fn events(scene: &Scene<'_>, round: usize) -> (u64, u64) {
    let port = scene.etcd.port;
    let writer = |n: usize| {
        thread::spawn(move || {
            let mut gateway = Gateway::new(port);
            let put = |i| gateway.put(&format!("/{SPACE}/group{}/key{i}", i % 100), &format!("value {round} of {i}"));
            let revisions: Vec<u64> = (n..EVENTS).step_by(WRITERS).map(put).collect();
            (revisions[0], *revisions.last().unwrap())
        })
    };
    let writers: Vec<_> = (0..WRITERS).map(writer).collect();
    let ends: Vec<(u64, u64)> = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
    (ends.iter().map(|end| end.0).min().unwrap(), ends.iter().map(|end| end.1).max().unwrap())
}

/// From etcd's telling of one event to what the hook says.
fn ring(scene: &Scene<'_>) -> Figure {
    let mut gateway = Gateway::new(scene.etcd.port);
    gateway.put("/ring/key", "none");
    let mut ours = Watcher::start(&scene.ours("ring", "watch --"), &["/bin/echo", "started"], Stdio::piped());
    let mut theirs = Watcher::start(&scene.theirs("watch --prefix /ring/"), &[], Stdio::piped());
    let (hook, event) = (ours.heard("started"), theirs.heard("PUT"));
    // The hook runs once for the space as it is.
    hook.recv().unwrap();
    sleep(Duration::from_secs(1));
    let one = |n| {
        gateway.put("/ring/key", &format!("value {n}"));
        let both = (hook.recv().unwrap(), event.recv().unwrap());
        sleep(BETWEEN);
        both.0.saturating_duration_since(both.1).as_secs_f64()
    };
    let late: Vec<f64> = (0..RINGS).map(one).skip(FIRST_RINGS).collect();
    let p50 = median(late);
    Figure {
        what: "`gosys config watch`: a change starts the hook, p50",
        value: p50 / HOOK,
        detail: format!("{:.2} ms after it", p50 * 1e3),
    }
}
