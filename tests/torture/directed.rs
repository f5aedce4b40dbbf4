//! Faults that are aimed rather than drawn: each is one that another tool, or a wrong build of ours, has to fall for.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::resource::{Attempt, Tally};
use super::site::Site;
use super::worker::{Active, Roll, Task, Tool, attempt, faketime, shared_clock};
use super::{Field, TTL, gosys, variable};
use crate::support::{Scratch, eventually};

const LONG: Duration = Duration::from_secs(20);

fn send(pid: u32, signal: Signal) {
    kill_process(Pid::from_raw(pid.try_into().unwrap()).unwrap(), signal).unwrap();
}

/// Waits for the attempt with this number to be inside, or waiting; its processes.
fn active(roll: &Roll, attempt: Attempt) -> Active {
    let mut found = None;
    eventually(LONG, "it tries", || {
        found = roll.with(attempt, Clone::clone);
        found.is_some()
    });
    found.unwrap()
}

fn enters(field: &Field, attempt: Attempt) {
    eventually(LONG, "it is inside", || field.resource.visit(attempt).is_some());
}

/// What is stopped of whoever holds.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Front,
    Guard,
    Command,
}

/// A holder is stopped for twice its TTL while another waits, and then goes on.
fn a_holder_is_stopped(field: &Field, who: Who) -> Tally {
    let roll = Roll::default();
    thread::scope(|scope| {
        scope.spawn(|| attempt(field, &roll, Task::holding(1000)));
        enters(field, 1);
        let first = active(&roll, 1);
        scope.spawn(|| attempt(field, &roll, Task::holding(2500)));
        active(&roll, 2);
        // It has to be in the queue before the other one could end.
        thread::sleep(Duration::from_millis(300));
        let pid = match who {
            Who::Front => first.front,
            Who::Guard => first.guard().unwrap(),
            Who::Command => field.resource.visit(1).unwrap().pid,
        };
        send(pid, Signal::STOP);
        thread::sleep(TTL * 2);
        // The guard was killed if it was that which was stopped.
        let _ = kill_process(Pid::from_raw(pid.try_into().unwrap()).unwrap(), Signal::CONT);
    });
    assert!(field.resource.visit(2).is_some(), "the other one came too");
    field.resource.tally()
}

#[test]
fn etcdctl_is_caught() {
    let field = Field::new(Tool::Etcdctl, |_| Site::etcd());
    let roll = Roll::default();
    thread::scope(|scope| {
        scope.spawn(|| attempt(&field, &roll, Task::holding(4500)));
        enters(&field, 1);
        let first = active(&roll, 1);
        scope.spawn(|| attempt(&field, &roll, Task::holding(1000)));
        active(&roll, 2);
        send(first.front, Signal::STOP);
        thread::sleep(TTL * 2);
        send(first.front, Signal::CONT);
    });
    let tally = field.resource.tally();
    assert_eq!((tally.entries, tally.overlaps.len()), (2, 1), "{tally:?}");
    assert!(tally.lost_unfenced > 0, "{tally:?}");
}

#[test]
fn a_script_with_redis_cli_is_caught() {
    let field = Field::new(Tool::RedisCli, |_| Site::redis());
    let tally = a_holder_is_stopped(&field, Who::Command);
    assert_eq!((tally.entries, tally.overlaps.len(), tally.fences_missing), (2, 1, 2), "{tally:?}");
    // Without a number nothing can be refused.
    assert!(tally.stale_accepted > 0 && tally.lost > 0, "{tally:?}");
}

/// The same, done to ours.
#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn ours_is_not() {
    for (site, who) in [
        (Site::etcd as fn() -> Site, Who::Front),
        (Site::redis, Who::Command),
        (Site::redis, Who::Guard),
        (Site::zookeeper, Who::Guard),
    ] {
        let tally = a_holder_is_stopped(&Field::new(gosys(), |_| site()), who);
        let faults = (tally.overlaps.len(), tally.stale_accepted, tally.lost_unfenced, tally.fences_missing);
        assert_eq!((tally.entries, faults), (2, (0, 0, 0, 0)), "{tally:?}");
    }
}

/// Somebody in the middle of the queue gives up: who stands behind is woken, and has to see that it is not its turn.
fn a_waiter_gives_up(field: &Field) -> Tally {
    let roll = Roll::default();
    let waits = |attempt| {
        // One that does not wait may have been there and gone.
        eventually(LONG, "it tries", || {
            roll.with(attempt, |_| ()).is_some() || field.resource.visit(attempt).is_some()
        });
        // In the queue: there is no other sign of it on every backend.
        thread::sleep(Duration::from_millis(700));
    };
    thread::scope(|scope| {
        scope.spawn(|| attempt(field, &roll, Task::holding(4000)));
        enters(field, 1);
        scope.spawn(|| attempt(field, &roll, Task::holding(100)));
        waits(2);
        scope.spawn(|| attempt(field, &roll, Task::holding(100)));
        waits(3);
        roll.with(2, |second| send(second.front, Signal::TERM));
    });
    field.resource.tally()
}

/// A Redis of its own, with the clock that a file says.
struct Clocked {
    server: Child,
    port: u16,
}

impl Clocked {
    fn new(clock: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let words = ["--pdeathsig", "KILL", "redis-server", "--bind", "127.0.0.1", "--save", "", "--port"];
        let mut server = Command::new("setpriv");
        server.args(words).arg(port.to_string()).stdout(Stdio::null()).current_dir(clock.parent().unwrap());
        // Redis's own allocator asks for the time before faketime can tell it; that of the C library does not.
        let preload = format!("{} /lib/{}-linux-gnu/libc.so.6", faketime(), std::env::consts::ARCH);
        server.env("LD_PRELOAD", preload).env("FAKETIME_TIMESTAMP_FILE", clock).env("FAKETIME_NO_CACHE", "1");
        server.env("FAKETIME_SHARED", shared_clock());
        let server = server.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").spawn().unwrap();
        let clocked = Self { server, port };
        eventually(LONG, "it answers", || clocked.say("PING").contains("PONG"));
        clocked
    }

    fn say(&self, word: &str) -> String {
        let words = ["-p", &self.port.to_string(), word];
        String::from_utf8(Command::new("redis-cli").args(words).output().unwrap().stdout).unwrap()
    }
}

impl Drop for Clocked {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}

/// The server forgets or its clock is set while somebody holds and another waits.
fn redis_changes(clock: &'static str, forgets: bool) -> Tally {
    let scratch = Scratch::new();
    let file = scratch.file("clock", "+0");
    let server = Clocked::new(&file);
    let field = Field::new(gosys(), |_| Site::Redis(format!("redis://127.0.0.1:{}", server.port)));
    let roll = Roll::default();
    thread::scope(|scope| {
        scope.spawn(|| attempt(&field, &roll, Task::holding(3000)));
        enters(&field, 1);
        scope.spawn(|| attempt(&field, &roll, Task::holding(300)));
        active(&roll, 2);
        thread::sleep(Duration::from_millis(500));
        // By a new name, so that nobody reads half of it.
        std::fs::rename(scratch.file("clock.new", clock), &file).unwrap();
        if forgets {
            server.say("FLUSHALL");
        }
    });
    assert!(field.resource.visit(2).is_some(), "the other one came too");
    field.resource.tally()
}

/// No lock can help where the server forgets it; the number still protects what it is for. It goes back only where the
/// clock does as well, and then it is refused: whoever comes next can do nothing, rather than harm.
#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn redis_forgets_or_its_clock_is_set() {
    for (clock, forgets, goes_back) in [("+0", true, 0), ("-1h", true, 1), ("+1h", false, 0), ("-1h", false, 0)] {
        let tally = redis_changes(clock, forgets);
        let faults = (tally.stale_accepted, tally.lost, tally.fences_wrong, tally.fences_missing);
        assert_eq!(faults, (0, 0, goes_back, 0), "{clock} {forgets} {tally:?}");
        if clock == "-1h" && !forgets {
            assert_eq!((tally.overlaps.len(), tally.entries), (0, 2), "{tally:?}");
        }
    }
}

const SITES: [fn() -> Site; 3] = [Site::etcd, Site::redis, Site::zookeeper];

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn who_is_woken_looks_again() {
    thread::scope(|scope| {
        for site in SITES {
            scope.spawn(move || {
                let tally = a_waiter_gives_up(&Field::new(gosys(), |_| site()));
                assert_eq!((tally.entries, tally.overlaps.len(), tally.fences_missing), (2, 0, 0), "{tally:?}");
            });
        }
    });
}

/// The build costs as much as one of gosys from nothing, so it is a part of the long run alone.
#[test]
fn a_build_that_does_not_look_again_is_caught() {
    if variable("GOSYS_TORTURE_SECONDS").is_none() {
        return;
    }
    let broken = broken_build();
    for site in SITES {
        let tally = a_waiter_gives_up(&Field::new(Tool::Gosys(broken.clone()), |_| site()));
        assert!(!tally.overlaps.is_empty() && tally.fences_missing > 0, "{tally:?}");
    }
}

fn broken_build() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = ["build", "--locked", "--quiet", "--features", "broken-recheck", "--target-dir", "target/torture"];
    assert!(Command::new(env!("CARGO")).args(words).current_dir(root).status().unwrap().success());
    root.join("target/torture/debug/gosys")
}
