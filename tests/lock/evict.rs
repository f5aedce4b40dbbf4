//! Who is in the queue on the local backend, and who is put out of it.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use gosys::base::error::{Error, Result};
use gosys::base::exit::Exit;
use gosys::base::process::Warrant;
use gosys::lock::local::hold;
use gosys::lock::queue::Mode;
use gosys::lock::{Contender, Left, Locks, Wait};

use super::local_records::{LONG, acquire, bid, holder, locks, ms, records, run, token_of_holder, within};
use crate::support::{Scratch, eventually};

#[test]
fn a_queue_tells_who_holds_and_who_waits() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    assert_eq!(locks.queue(&x).unwrap(), vec![]);
    let held = holder(&scratch, "--owner me");
    let token = token_of_holder(&scratch);
    let waiter = scratch.sh("exec gosys lock run x --wait 1h --owner next -- true").start();
    eventually(Duration::from_secs(10), "it waits", || locks.queue(&x).unwrap().len() == 2);
    let queue = locks.queue(&x).unwrap();
    let [first, second] = &queue[..] else { panic!("{queue:?}") };
    assert_eq!((&*first.id, first.holds, first.fence, first.left), (token.id(), true, Some(1), Some(Left::Process)));
    assert_eq!((&*first.about.owner, first.about.pid, first.mode), ("me", held.pid(), Mode::Exclusive));
    assert!(!first.about.host.is_empty() && first.about.since_ms > 1_600_000_000_000);
    assert_eq!((second.id.len(), second.holds), (16, false));
    assert_eq!((&*second.about.owner, second.about.pid), ("next", waiter.pid()));
    assert!(second.about.since_ms >= first.about.since_ms && !second.about.host.is_empty());
    let shown = format!("{} exclusive next ", second.id);
    let listed = scratch.gosys(["lock", "ls"]).end().like(0, "waits", "").stdout;
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(listed.lines().any(|line| words(line).contains(&shown)), "{listed}");
    scratch.file("go", "");
    held.end().is(0, "", "");
    waiter.end().is(0, "", "");
    assert_eq!(locks.queue(&x).unwrap(), vec![]);
}

#[test]
fn who_waits_behind_a_lease_waits_though_it_has_the_gate() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let grant = acquire(&locks, Mode::Slots(1), LONG).unwrap();
    let waiter = scratch.sh("exec gosys lock run x --wait 1h -- true").start();
    eventually(Duration::from_secs(10), "it waits", || locks.queue(&x).unwrap().len() == 2);
    let holds: Vec<_> = locks.queue(&x).unwrap().iter().map(|one| (one.about.pid, one.holds)).collect();
    assert_eq!(holds, [(std::process::id(), true), (waiter.pid(), false)]);
    assert_eq!(locks.queue(&x).unwrap()[0].id, grant.token.id());
    waiter.signal("KILL");
    assert_eq!(waiter.end().code(), 137);
    assert_eq!(locks.queue(&x).unwrap().len(), 1);
    assert_eq!(super::local_records::records(&scratch).len(), 1, "it leaves nothing behind");
}

/// One that tells nothing of itself, as flock(1) and what runs as another user.
#[test]
fn a_waiter_of_whom_nothing_is_known_has_its_user_for_an_owner() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let (locks, _held) = (locks(&scratch), holder(&scratch, ""));
    let file = scratch.state().join("locks/x.lock").display().to_string();
    let flock = scratch.command("flock", [&file, "true"]).start();
    eventually(Duration::from_secs(10), "it waits", || locks.queue(&x).unwrap().len() == 2);
    let waiter = &locks.queue(&x).unwrap()[1];
    let user = scratch.sh("id -un").end().stdout;
    assert_eq!((&*waiter.id, &*waiter.about.owner), (&*format!("pid {}", flock.pid()), user.trim()));
}

#[test]
fn flock_is_seen_holding() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    run(&scratch, "").is(0, "ran\n", "");
    let file = scratch.state().join("locks/x.lock").display().to_string();
    let flock = scratch.command("flock", [&file, "sleep", "600"]).start();
    eventually(Duration::from_secs(10), "it holds", || locks.queue(&x).unwrap().len() == 1);
    let queue = locks.queue(&x).unwrap();
    assert_eq!((&*queue[0].id, queue[0].holds), (&*format!("pid {}", flock.pid()), true));
    assert_eq!(locks.names("").unwrap(), vec![x.clone()]);
    scratch.gosys(["lock", "status", "x"]).end().like(0, &queue[0].id, "");
    let hint = format!("hint: held by process {} on ", flock.pid());
    run(&scratch, "").like(75, "", &hint);
    // Nothing could be taken from it, and to say that nobody holds would not be true.
    let end = scratch.gosys(["lock", "break", "x", "--yes"]).end();
    end.like(75, "", "still held").like(75, "", "flock(1) keeps it; fuser -v");
    assert_eq!(locks.evict(&x, Some("0123456789abcdef"), "why").unwrap(), 0, "nobody has this token");
}

#[test]
fn names_with_a_queue() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    assert_eq!(locks.names("").unwrap(), vec![]);
    let all = ["a/b", "a/c", "b", "ü"];
    for name in all.iter().chain(&["a/free"]) {
        scratch.gosys(["lock", "run", name, "--", "true"]).end().is(0, "", "");
    }
    scratch.file("home/.local/state/gosys/locks/other file.lock", "");
    let _grant = locks.acquire(&bid(&all, Mode::Exclusive, LONG), Wait::Try).unwrap().unwrap();
    let names = |prefix| locks.names(prefix).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(""), all);
    assert_eq!((names("a/"), names("x")), (vec!["a/b".to_owned(), "a/c".to_owned()], vec![]));
}

#[test]
fn a_lease_that_is_broken_is_over() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    assert_eq!(locks.evict(&x, None, "why").unwrap(), 0);
    let leases = [0; 3].map(|_| acquire(&locks, Mode::Shared, LONG).unwrap().token);
    assert_eq!(locks.evict(&x, Some("nobody"), "why").unwrap(), 0);
    assert_eq!(locks.evict(&x, Some(leases[1].id()), "why").unwrap(), 1);
    assert_eq!(locks.renew(&x, &leases[1], None).unwrap(), None);
    assert!(locks.left(&x, &leases[0]).unwrap().is_some());
    assert_eq!(locks.evict(&x, Some(leases[0].reveal()), "why").unwrap(), 1);
    assert_eq!(locks.evict(&x, None, "why").unwrap(), 1);
    run(&scratch, "").is(0, "ran\n", "");
}

#[test]
fn a_command_s_holder_learns_that_it_was_put_out_and_why() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let mut held = hold(&locks.folder, &bid(&["w", "x"], Mode::Exclusive, LONG), Wait::Try).unwrap().unwrap();
    let news = |held: &gosys::lock::local::Held, seconds: i64| {
        let fd = held.news().unwrap();
        let mut fds = [rustix::event::PollFd::from_borrowed_fd(fd, rustix::event::PollFlags::IN)];
        let limit = rustix::event::Timespec { tv_sec: seconds, tv_nsec: 0 };
        rustix::event::poll(&mut fds, Some(&limit)).unwrap() > 0
    };
    assert!(!held.terms().revoked && held.why().is_none());
    // After a moment it begins to listen; then it is quiet until something happens.
    assert!(news(&held, 20) && !held.terms().revoked);
    assert!(!news(&held, 1));
    // Whoever puts it out is told that the command, which nobody ends here, still has it.
    let error = locks.evict(&x, None, &"long ".repeat(1000)).unwrap_err();
    assert!(error.exit().code() == 75 && error.hint_text().unwrap().contains("x.lock"), "{error}");
    assert!(news(&held, 20) && held.terms().revoked);
    assert_eq!(held.why().unwrap(), "long ".repeat(1000)[..1024]);
    // The gate is kept until the command has ended.
    assert_eq!(acquire(&locks, Mode::Exclusive, LONG), None);
    held.end();
    assert!(records(&scratch).is_empty(), "the note is gone too");
    // A process that another test is just starting has the file open for a moment, too.
    eventually(LONG, "it is free", || acquire(&locks, Mode::Exclusive, LONG).is_some());
    assert_eq!(locks.queue(&"w".parse().unwrap()).unwrap(), vec![]);
}

/// Also before it has begun to listen.
#[test]
fn an_early_eviction_is_not_missed() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let mut held = hold(&locks.folder, &bid(&["x"], Mode::Slots(2), LONG), Wait::Try).unwrap().unwrap();
    assert_eq!(locks.evict(&"x".parse().unwrap(), Some(held.token.id()), "early").unwrap(), 1);
    eventually(Duration::from_secs(5), "it is told", || held.terms().revoked);
    assert_eq!(held.why().as_deref(), Some("early"));
}

#[test]
fn old_notes_are_cleared_away() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    for why in ["first", "second"] {
        let _lease = acquire(&locks, Mode::Exclusive, LONG).unwrap();
        assert_eq!(locks.evict(&x, None, why).unwrap(), 1);
        let notes = records(&scratch);
        assert_eq!(notes.len(), 1, "{notes:?}");
        assert_eq!(std::fs::read_to_string(&notes[0]).unwrap(), why);
        scratch.command("touch", ["-d", "2 hours ago", notes[0].to_str().unwrap()]).end().is(0, "", "");
    }
}

#[test]
fn a_watch_tells_of_every_change_and_of_nothing_else() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let (sender, changes) = mpsc::channel::<Vec<Contender>>();
    let watch = thread::spawn({
        let (locks, x) = (locks.clone(), "x".parse().unwrap());
        move || -> Result<()> {
            locks.watch(&x, &mut |queue| sender.send(queue).map_err(|_| Error::new(Exit::Ok, "nobody listens")))
        }
    });
    let next = || changes.recv_timeout(Duration::from_secs(10)).unwrap().len();
    assert_eq!(next(), 0);
    let grant = acquire(&locks, Mode::Shared, LONG).unwrap();
    // On its way it may have been seen at the gate.
    eventually(Duration::from_secs(10), "it holds", || next() == 1);
    while changes.recv_timeout(ms(300)).is_ok() {}
    assert_eq!(locks.renew(&x, &grant.token, None).unwrap(), Some(LONG));
    assert!(changes.recv_timeout(ms(300)).is_err(), "a renewal is no change");
    assert!(locks.release(&x, &grant.token).unwrap());
    assert_eq!(next(), 0);
    let short = locks.acquire(&bid(&["x"], Mode::Shared, ms(300)), within(LONG)).unwrap().unwrap();
    eventually(Duration::from_secs(10), "it came and went", || next() == 0);
    assert_eq!(locks.left(&x, &short.token).unwrap(), None);
    drop(changes);
    let _last = acquire(&locks, Mode::Shared, LONG).unwrap();
    assert_eq!(watch.join().unwrap().unwrap_err().message(), "nobody listens");
}
