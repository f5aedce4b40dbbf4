//! A command whose terms run out, are extended or revoked, under a guard that is stopped or killed: the test binary
//! itself is front and guard, with a lease that is no backend's.

use std::ffi::OsString;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use gosys::base::clock;
use gosys::base::exit::Exit;
use gosys::base::out::{self, Color, Format, Out};
use gosys::base::process::guard::{Link, Verdict, front};
use gosys::base::process::plan::{Limits, OnLost, Terms};
use gosys::base::process::{Job, Warrant, exit, run};
use rustix::time::{Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, timerfd_create, timerfd_settime};

use crate::support::{Run, Scratch, Started, eventually, signal};

/// Long enough for a loaded machine, short enough for a test.
const TTL: Duration = Duration::from_millis(900);

/// A lease that is renewed when a third of it is over, until a file says otherwise.
struct Lease {
    terms: Terms,
    ticks: OwnedFd,
}

impl Lease {
    fn new() -> Self {
        let ticks = timerfd_create(TimerfdClockId::Boottime, TimerfdFlags::CLOEXEC | TimerfdFlags::NONBLOCK).unwrap();
        let each = (TTL / 10).try_into().unwrap();
        let ticking = Itimerspec { it_interval: each, it_value: each };
        timerfd_settime(&ticks, TimerfdTimerFlags::empty(), &ticking).unwrap();
        let mut lease = Self { terms: Terms::default(), ticks };
        lease.renew();
        lease
    }

    fn renew(&mut self) {
        let since = clock::since_boot();
        let at = |share: u32| Some(since + TTL * share / 8);
        self.terms = Terms { end_at: at(6), kill_at: at(7), over_at: at(8), revoked: false };
    }
}

impl Warrant for Lease {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        Some(self.ticks.as_fd())
    }

    fn terms(&mut self) -> Terms {
        let _ = rustix::io::read(&self.ticks, &mut [0; 8]);
        let left = self.terms.over_at.unwrap().saturating_sub(clock::since_boot());
        if !Path::new("unheard").exists() && left < TTL * 2 / 3 {
            self.renew();
        }
        self.terms.revoked = Path::new("revoked").exists();
        self.terms
    }
}

/// What the runs below start: front, guard, or the only process, as the variable says.
#[test]
fn role() {
    let Ok(how) = std::env::var("GOSYS_TEST_ROLE") else { return };
    let on_lost = if how.contains("warn") { OnLost::Warn } else { OnLost::Kill };
    let limits = Limits { grace: Duration::from_secs(10), until: None, gone_by: None, on_lost };
    let command = ["sh", "-c", &std::env::var("GOSYS_TEST_LINE").unwrap()].map(OsString::from);
    let job = Job { command: &command, environment: &[], withheld: &[], stdin: None, namespace: false };
    let out = Out::new(Format::Text, false, 0, Color::Never);
    let end = if how.contains("alone") {
        exit(&run(&job, limits, &mut Lease::new()).unwrap(), &out)
    } else if let Some(mut link) = Link::take().unwrap() {
        let ended = link.run(&job, limits, &mut Lease::new()).unwrap();
        link.exit(&ended, &out)
    } else {
        match front().unwrap() {
            Verdict::Exit(exit) => exit,
            Verdict::Failed(error, _) => {
                out::report(&error, Format::Text, Color::Never);
                error.exit()
            }
        }
    };
    end_with(end);
}

#[expect(clippy::exit, reason = "the harness would end with a code of its own")]
fn end_with(exit: Exit) {
    std::process::exit(i32::from(exit.code()))
}

/// A shell line under the lease. Its standard output is the harness's as well.
fn leased(scratch: &Scratch, how: &str, line: &str) -> Run {
    let own = std::env::current_exe().unwrap();
    let words = ["lock::terms::role", "--exact", "--nocapture", "--test-threads=1"];
    let run = scratch.command(own.to_str().unwrap(), words);
    run.env("GOSYS_TEST_ROLE", how).env("GOSYS_TEST_LINE", line)
}

fn seconds(tag: u32) -> String {
    format!("{tag}.{}", std::process::id())
}

/// The processes that sleep for so long.
fn sleeping(seconds: &str) -> Vec<u32> {
    let found = Command::new("pgrep").args(["-fx", &format!("sleep {seconds}")]).output().unwrap().stdout;
    String::from_utf8(found).unwrap().lines().map(|pid| pid.parse().unwrap()).collect()
}

fn guard(front: &Started) -> u32 {
    let found = Command::new("pgrep").args(["-P", &front.pid().to_string()]).output().unwrap().stdout;
    String::from_utf8(found).unwrap().trim().parse().unwrap()
}

/// Three sleepers that do not heed TERM, one in a session of its own and one without a parent.
fn stubborn(seconds: &str) -> String {
    let sleep = format!("sleep {seconds} > /dev/null 2>&1");
    format!("trap '' TERM; setsid {sleep} & ({sleep} &); touch ready; sleep {seconds}; sleep {seconds}")
}

fn start(scratch: &Scratch, how: &str, seconds: &str) -> Started {
    let run = leased(scratch, how, &stubborn(seconds)).start();
    eventually(Duration::from_secs(10), "the tree is there", || sleeping(seconds).len() == 3);
    run
}

/// All is over before the lease, which can have been renewed last a moment ago.
#[expect(clippy::print_stdout, reason = "the figure is worth a look")]
fn dead_in_time(seconds: &str, since: Instant) {
    eventually(TTL + Duration::from_millis(300), "the tree is dead", || sleeping(seconds).is_empty());
    println!("dead after {:?} of {TTL:?}", since.elapsed());
}

fn ends(run: Started, code: i32, told: &str) {
    let end = run.end();
    assert!(end.code() == code && end.stderr.contains(told), "{end:?}");
}

#[test]
fn as_long_as_it_is_renewed_the_command_goes_on() {
    let scratch = Scratch::new();
    let line = format!("sleep {}; exit 5", TTL.as_secs_f32() * 2.5);
    for how in ["alone", "guard"] {
        ends(leased(&scratch, how, &line).start(), 5, "");
    }
}

#[test]
fn what_is_not_renewed_is_dead_in_time() {
    for (how, tag) in [("alone", 81), ("guard", 82)] {
        let (scratch, seconds) = (Scratch::new(), seconds(tag));
        let run = start(&scratch, how, &seconds);
        let since = Instant::now();
        scratch.file("unheard", "");
        dead_in_time(&seconds, since);
        ends(run, 76, "");
    }
}

#[test]
fn what_is_revoked_is_dead_in_time() {
    for (how, tag) in [("alone", 83), ("guard", 84)] {
        let (scratch, seconds) = (Scratch::new(), seconds(tag));
        let run = start(&scratch, how, &seconds);
        scratch.file("revoked", "");
        eventually(TTL + Duration::from_millis(1500), "the tree is dead", || sleeping(&seconds).is_empty());
        ends(run, 76, "");
    }
}

#[test]
fn a_loss_that_only_warns_ends_nothing() {
    let scratch = Scratch::new();
    scratch.file("unheard", "");
    let line = format!("sleep {}; exit 5", TTL.as_secs_f32() * 2.0);
    for how in ["alone warn", "guard warn"] {
        ends(leased(&scratch, how, &line).start(), 5, "");
    }
}

/// Its own timer wakes it, and it does what was to be done.
#[test]
fn a_stopped_guard_is_woken_in_time() {
    let (scratch, seconds) = (Scratch::new(), seconds(85));
    let run = start(&scratch, "guard", &seconds);
    let since = Instant::now();
    scratch.file("unheard", "");
    signal(guard(&run), "STOP");
    dead_in_time(&seconds, since);
    ends(run, 76, "");
}

#[test]
fn a_guard_that_cannot_be_woken_is_killed_by_the_front() {
    let (scratch, seconds) = (Scratch::new(), seconds(86));
    let run = start(&scratch, "guard", &seconds);
    let (since, guard) = (Instant::now(), guard(&run));
    scratch.file("unheard", "");
    // As a debugger would hold it: whenever its timer wakes it, it is stopped again.
    let pid = rustix::process::Pid::from_raw(guard.try_into().unwrap()).unwrap();
    while Path::new(&format!("/proc/{guard}/exe")).exists() && since.elapsed() < Duration::from_secs(5) {
        for _ in 0..1000 {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::STOP);
        }
    }
    dead_in_time(&seconds, since);
    // By whom depends on whether the guard came to its turn between two stops, as on a busy machine it may.
    ends(run, 76, "");
}

#[test]
fn when_all_are_stopped_the_tree_is_dead_in_time() {
    let (scratch, seconds) = (Scratch::new(), seconds(87));
    let run = start(&scratch, "guard", &seconds);
    let since = Instant::now();
    scratch.file("unheard", "");
    signal(guard(&run), "STOP");
    run.signal("STOP");
    sleeping(&seconds).into_iter().for_each(|pid| signal(pid, "STOP"));
    dead_in_time(&seconds, since);
    ends(run, 76, "");
}

/// When it goes on its timer is long over, but not what the guard wrote meanwhile.
#[test]
fn a_front_that_was_stopped_for_long_believes_the_board() {
    let scratch = Scratch::new();
    let line = format!("touch ready; sleep {}; exit 5", TTL.as_secs_f32() * 4.0);
    let run = leased(&scratch, "guard", &line).start();
    eventually(Duration::from_secs(10), "the command runs", || scratch.path().join("ready").exists());
    run.signal("STOP");
    std::thread::sleep(TTL * 3);
    run.signal("CONT");
    ends(run, 5, "");
}

#[test]
fn what_is_lost_before_the_start_is_not_started() {
    let scratch = Scratch::new();
    scratch.file("revoked", "");
    for how in ["alone", "guard"] {
        ends(leased(&scratch, how, "touch started").start(), 76, "");
    }
    assert!(!scratch.path().join("started").exists());
}
