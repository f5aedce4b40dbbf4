//! Leases on the local backend: who excludes whom, and when a lease is over.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use gosys::backend::local::folder::Folder;
use gosys::base::clock::Deadline;
use gosys::base::exit::Exit;
use gosys::lock::local::Local;
use gosys::lock::queue::Mode;
use gosys::lock::token::Token;
use gosys::lock::{About, Bid, Grant, Left, Locks, Wait};

use crate::support::{End, Scratch, Started, eventually};

/// What a lease is given in tests that must not see it end.
pub const LONG: Duration = Duration::from_secs(600);

pub fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// The locks that gosys has in this scratch folder.
pub fn locks(scratch: &Scratch) -> Local {
    let url = format!("local:{}", scratch.state().display());
    Local { folder: Folder::of(&url.parse().unwrap()).unwrap() }
}

pub fn bid(names: &[&str], mode: Mode, ttl: Duration) -> Bid {
    let about = About { owner: "test".to_owned(), host: "here".to_owned(), pid: std::process::id(), since_ms: 1 };
    let names = names.iter().map(|name| name.parse().unwrap()).collect();
    Bid { names, mode, ttl, ttl_at_most: false, about, tied_to: None }
}

pub fn within(span: Duration) -> Wait {
    Wait::Until(Deadline::after(Some(span)))
}

/// One try for the lock `x`.
pub fn acquire(locks: &Local, mode: Mode, ttl: Duration) -> Option<Grant> {
    locks.acquire(&bid(&["x"], mode, ttl), Wait::Try).unwrap()
}

/// One try of `lock run` for the lock `x`.
pub fn run(scratch: &Scratch, options: &str) -> End {
    scratch.sh(&format!("gosys lock run x --try {options} -- echo ran")).end()
}

/// `lock run` with these options, until the file `go` exists.
pub fn holder(scratch: &Scratch, options: &str) -> Started {
    let held = scratch.path().join("held");
    let _ = std::fs::remove_file(&held);
    // Until the folder is gone as well: a test may kill gosys alone.
    let line = "echo $GOSYS_LOCK_TOKEN > new; mv new held; while [ -e home ] && ! [ -e go ]; do sleep 0.01; done";
    let started = scratch.sh(&format!("exec gosys lock run x {options} -- sh -c '{line}'")).start();
    eventually(Duration::from_secs(10), "the lock is held", || held.exists());
    started
}

/// The token of the last holder.
pub fn token_of_holder(scratch: &Scratch) -> Token {
    std::fs::read_to_string(scratch.path().join("held")).unwrap().trim().parse().unwrap()
}

/// The files of the records of `x`.
pub fn records(scratch: &Scratch) -> Vec<PathBuf> {
    let found = std::fs::read_dir(scratch.state().join("locks/x.held")).unwrap();
    found.map(|entry| entry.unwrap().path()).collect()
}

/// Changes the one record of `x` as only damage or another machine could.
fn rewrite(scratch: &Scratch, change: impl FnOnce(&mut serde_json::Value)) {
    let [path] = &records(scratch)[..] else { panic!("one record") };
    let mut record = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    change(&mut record);
    std::fs::write(path, record.to_string()).unwrap();
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn sleeper() -> Killed {
    Killed(Command::new("sleep").arg("600").spawn().unwrap())
}

#[test]
fn a_lease_and_a_run_exclude_each_other() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let grant = acquire(&locks, Mode::Exclusive, LONG).unwrap();
    run(&scratch, "").like(75, "", "the lock `x` is taken");
    run(&scratch, "--shared").like(75, "", "is taken");
    run(&scratch, "--slots 9").like(75, "", "is taken");
    assert!(locks.release(&x, &grant.token).unwrap());
    run(&scratch, "").is(0, "ran\n", "");
    let held = holder(&scratch, "");
    for mode in [Mode::Exclusive, Mode::Shared, Mode::Slots(9)] {
        assert_eq!(acquire(&locks, mode, LONG), None, "{mode}");
    }
    scratch.file("go", "");
    held.end().is(0, "", "");
    assert!(acquire(&locks, Mode::Exclusive, LONG).is_some());
}

#[test]
fn fences_go_up_whoever_holds() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let mut fences = Vec::new();
    for mode in [Mode::Exclusive, Mode::Shared, Mode::Slots(2)] {
        let grant = acquire(&locks, mode, LONG).unwrap();
        fences.push(grant.fences[0].unwrap());
        assert!(locks.release(&x, &grant.token).unwrap());
        for options in ["", "--shared", "--slots 3"] {
            let end = scratch.sh(&format!("gosys lock run x {options} -- sh -c 'echo $GOSYS_LOCK_FENCE'")).end();
            fences.push(end.like(0, "\n", "").stdout.trim().parse().unwrap());
        }
    }
    assert_eq!(fences, (1..=12).collect::<Vec<u64>>());
    assert_eq!(records(&scratch), Vec::<PathBuf>::new());
}

#[test]
fn a_lease_ends_by_itself() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let since = Instant::now();
    let grant = acquire(&locks, Mode::Exclusive, ms(700)).unwrap();
    assert!(matches!(locks.left(&x, &grant.token).unwrap(), Some(Left::For(left)) if left <= ms(700)));
    scratch.sh("gosys lock run x --wait 30s -- echo ran").end().is(0, "ran\n", "");
    assert!((ms(700)..ms(5000)).contains(&since.elapsed()), "{:?}", since.elapsed());
    assert_eq!(locks.left(&x, &grant.token).unwrap(), None);
    assert_eq!(locks.renew(&x, &grant.token, Some(LONG)).unwrap(), None, "what is over stays over");
    assert!(!locks.release(&x, &grant.token).unwrap());
    assert_eq!(locks.queue(&x).unwrap(), vec![]);
}

#[test]
fn a_lease_is_renewed_with_the_length_it_had_or_another() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let token = acquire(&locks, Mode::Exclusive, ms(20_000)).unwrap().token;
    let left = || match locks.left(&x, &token).unwrap() {
        Some(Left::For(left)) => left,
        other => panic!("{other:?}"),
    };
    assert!(left() <= ms(20_000));
    assert_eq!(locks.renew(&x, &token, Some(LONG)).unwrap(), Some(LONG));
    assert!(left() > LONG - ms(10_000));
    assert_eq!(locks.renew(&x, &token, None).unwrap(), Some(LONG));
    assert_eq!(locks.renew(&x, &token, Some(ms(1))).unwrap(), Some(ms(1)));
    eventually(Duration::from_secs(5), "it is over", || locks.left(&x, &token).unwrap().is_none());
    assert_eq!(locks.renew(&x, &token, None).unwrap(), None);
}

#[test]
fn a_token_is_good_for_its_own_name_only() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let names = ["a".parse().unwrap(), "b".parse().unwrap(), "never used".parse().unwrap()];
    let grant = |name| locks.acquire(&bid(&[name], Mode::Exclusive, LONG), Wait::Try).unwrap().unwrap();
    let (a, _b) = (grant("a"), grant("b"));
    let other_end = format!("{}{}", a.token.id(), "0".repeat(16)).parse().unwrap();
    let strangers = ["../a.lock", "x", a.token.id(), &"0".repeat(32)].map(|text| text.parse().unwrap());
    let wrong = names[1..].iter().map(|name| (name, &a.token));
    let wrong = wrong.chain(strangers.iter().chain([&other_end]).map(|token| (&names[0], token)));
    for (name, token) in wrong {
        assert_eq!(locks.renew(name, token, None).unwrap(), None, "{name} {token:?}");
        assert_eq!(locks.left(name, token).unwrap(), None, "{name} {token:?}");
        assert!(!locks.release(name, token).unwrap(), "{name} {token:?}");
    }
    assert!(names[..2].iter().all(|name| locks.queue(name).unwrap().len() == 1));
    assert!(locks.release(&names[0], &a.token).unwrap());
    assert!(!locks.release(&names[0], &a.token).unwrap());
}

#[test]
fn several_names_are_taken_all_or_none() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let take = |names: &[&str]| locks.acquire(&bid(names, Mode::Exclusive, LONG), Wait::Try).unwrap();
    let b = take(&["b"]).unwrap();
    assert_eq!(take(&["a", "b", "c"]), None);
    for name in ["a", "c"] {
        assert_eq!(locks.queue(&name.parse().unwrap()).unwrap(), vec![], "{name}");
    }
    scratch.sh("gosys lock run c --also a --also b --try -- true").end().like(75, "", "the lock `b` is taken\nhint: ");
    assert!(locks.release(&"b".parse().unwrap(), &b.token).unwrap());
    let line = "for lock in a b c; do gosys lock run $lock --try -E 9 -- true 2> notes; echo $?; done";
    let end = scratch.gosys(["lock", "run", "c", "--also", "a", "--also", "b", "--also", "c", "--", "sh", "-c", line]);
    end.end().is(0, "9\n9\n9\n", "");
    let all = take(&["a", "b", "c"]).unwrap();
    assert_eq!(all.fences, [Some(2), Some(3), Some(2)]);
    for name in ["a", "b", "c"].map(|name| name.parse().unwrap()) {
        assert!(locks.release(&name, &all.token).unwrap());
    }
}

/// Each waits for what the other has, but all take them in the same order.
#[test]
fn two_who_take_the_same_two_do_not_wait_for_ever() {
    let scratch = Scratch::new();
    let line = |a, b| format!("for i in $(seq 40); do gosys lock run {a} --also {b} -- true || exit; done");
    let runs = [("a", "b"), ("b", "a")].map(|(a, b)| scratch.sh(&line(a, b)).start());
    for run in runs {
        run.end().is(0, "", "");
    }
}

#[test]
fn who_waits_is_woken_by_a_release() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let grant = acquire(&locks, Mode::Exclusive, LONG).unwrap();
    let waits = [
        scratch.gosys(["lock", "run", "x", "--", "echo", "ran"]).start(),
        scratch.gosys(["lock", "run", "x", "--wait", "1h", "--shared", "--", "echo", "ran"]).start(),
    ];
    let library = thread::spawn({
        let locks = locks.clone();
        move || locks.acquire(&bid(&["x"], Mode::Exclusive, ms(1)), within(LONG)).unwrap().is_some()
    });
    let waiting = || locks.queue(&x).unwrap().iter().filter(|one| !one.holds).count();
    eventually(Duration::from_secs(10), "all wait", || waiting() == 3);
    assert!(locks.release(&x, &grant.token).unwrap());
    assert!(waits.map(|wait| wait.end().is(0, "ran\n", "").took).iter().all(|took| *took < ms(20_000)));
    assert!(library.join().unwrap());
}

#[test]
fn waiting_for_a_lease_ends_on_time() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let _grant = acquire(&locks, Mode::Exclusive, LONG).unwrap();
    let end = scratch.sh("gosys lock run x --wait 300ms -- true").end().like(75, "", "is still taken after ");
    assert!((ms(300)..ms(1300)).contains(&end.took), "{:?}", end.took);
    let since = Instant::now();
    assert_eq!(locks.acquire(&bid(&["x"], Mode::Shared, LONG), within(ms(300))).unwrap(), None);
    assert!((ms(300)..ms(1300)).contains(&since.elapsed()), "{:?}", since.elapsed());
}

#[test]
fn a_lease_that_is_tied_to_a_process_ends_with_it() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let mut process = sleeper();
    let tied = Bid { tied_to: Some(process.0.id()), ..bid(&["x"], Mode::Exclusive, LONG) };
    let grant = locks.acquire(&tied, Wait::Try).unwrap().unwrap();
    run(&scratch, "").like(75, "", "is taken");
    assert_eq!(locks.renew(&x, &grant.token, None).unwrap(), Some(LONG));
    let waiter = scratch.sh("gosys lock run x --wait 1h -- echo ran").start();
    eventually(Duration::from_secs(10), "it waits", || locks.queue(&x).unwrap().len() == 2);
    // Nobody waits for it: a zombie has ended as well.
    process.0.kill().unwrap();
    assert!(waiter.end().is(0, "ran\n", "").took < ms(20_000));
    assert_eq!(locks.renew(&x, &grant.token, None).unwrap(), None);
    let nobody = locks.acquire(&tied, Wait::Try).unwrap_err();
    assert_eq!(nobody.exit(), Exit::Usage, "{nobody}");
    assert_eq!(records(&scratch), Vec::<PathBuf>::new());
}

#[test]
fn a_number_that_another_process_has_now_is_not_the_one_it_was_tied_to() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let process = sleeper();
    let tied = Bid { tied_to: Some(process.0.id()), ..bid(&["x"], Mode::Exclusive, LONG) };
    let _grant = locks.acquire(&tied, Wait::Try).unwrap().unwrap();
    run(&scratch, "").like(75, "", "is taken");
    rewrite(&scratch, |record| {
        let started = record["lease"]["tied"]["started"].as_u64().unwrap();
        record["lease"]["tied"]["started"] = (started - 1).into();
    });
    run(&scratch, "").is(0, "ran\n", "");
}

/// There the number means nobody, or somebody else: only the deadline counts.
#[test]
fn from_another_pid_namespace_only_the_deadline_counts() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let mut process = sleeper();
    let tied = Bid { tied_to: Some(process.0.id()), ..bid(&["x"], Mode::Exclusive, LONG) };
    let grant = locks.acquire(&tied, Wait::Try).unwrap().unwrap();
    let there = |proc: &str| {
        let line = "exec gosys lock run x --try -- echo ran";
        let words = ["-rpf", "--kill-child"].into_iter().chain(proc.split_whitespace()).chain(["sh", "-c", line]);
        scratch.command("unshare", words).end()
    };
    process.0.kill().unwrap();
    process.0.wait().unwrap();
    // Also where /proc is still that of the namespace outside.
    there("--mount-proc").like(75, "", "is taken");
    there("").like(75, "", "is taken");
    assert_eq!(locks.left(&x, &grant.token).unwrap(), None);
    rewrite(&scratch, |record| record["lease"]["until_ms"] = 1.into());
    there("--mount-proc").is(0, "ran\n", "");
}

#[test]
fn with_the_machine_every_holder_ended() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let grant = acquire(&locks, Mode::Exclusive, LONG).unwrap();
    let path = records(&scratch).remove(0);
    let other = path.with_extension("0123456789abcdef");
    std::fs::rename(&path, &other).unwrap();
    // Whatever a power loss left of the file.
    std::fs::write(&other, "").unwrap();
    assert_eq!(locks.left(&x, &grant.token).unwrap(), None);
    assert!(acquire(&locks, Mode::Exclusive, LONG).is_some());
    assert!(!other.exists() && records(&scratch).len() == 1);
}

#[test]
fn what_is_no_record_is_refused_and_left_alone() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let grant = acquire(&locks, Mode::Exclusive, LONG).unwrap();
    let _other = locks.acquire(&bid(&["y"], Mode::Exclusive, LONG), Wait::Try).unwrap().unwrap();
    let path = records(&scratch).remove(0);
    let good = std::fs::read(&path).unwrap();
    for junk in [b"".to_vec(), b"{}".to_vec(), good[..good.len() - 1].to_vec(), vec![b' '; 100_000]] {
        std::fs::write(&path, &junk).unwrap();
        run(&scratch, "").like(65, "", &format!("gosys: {} is not a record of a lock's holder", path.display()));
        let verb = |line: &str| scratch.sh(&format!("gosys lock {line}")).end();
        let listed =
            verb("ls").like(65, "\ny ", "the lock `x` is not shown: ").like(65, "y ", &path.display().to_string());
        assert_eq!(listed.stdout.lines().count(), 2, "{}", listed.stdout);
        let unknown = "it is not known whether the lock `x` is held: ";
        verb(&format!("check x --token {}", grant.token.reveal())).like(69, "", unknown);
        assert_eq!(locks.left(&x, &grant.token).unwrap_err().exit(), Exit::Data);
        assert_eq!(std::fs::read(&path).unwrap(), junk);
    }
    std::fs::write(&path, good).unwrap();
    assert!(locks.left(&x, &grant.token).unwrap().is_some());
    std::fs::write(&path, "garbage").unwrap();
    scratch.gosys(["lock", "break", "x", "--yes", "--if-token", "0123456789abcdef"]).end().like(65, "", "lock break");
    scratch.gosys(["lock", "break", "x", "--yes"]).end().is(0, "", "");
    scratch.gosys(["lock", "ls"]).end().like(0, "y ", "");
    run(&scratch, "").is(0, "ran\n", "");
}

#[test]
fn other_files_are_no_records_and_drafts_of_the_dead_are_removed() {
    let scratch = Scratch::new();
    run(&scratch, "").is(0, "ran\n", "");
    let held = scratch.state().join("locks/x.held");
    for name in ["readme", "note.1", "0123456789abcdef", ".new-1"] {
        std::fs::write(held.join(name), "").unwrap();
    }
    run(&scratch, "").is(0, "ran\n", "");
    let mut left: Vec<_> = records(&scratch).iter().map(|path| path.file_name().unwrap().to_owned()).collect();
    left.sort();
    assert_eq!(left, ["0123456789abcdef", "note.1", "readme"]);
}

#[test]
fn a_process_stopped_with_the_folder_locked_stops_nobody_for_ever() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    run(&scratch, "").is(0, "ran\n", "");
    let held = scratch.state().join("locks/x.held");
    let stopped = std::fs::File::open(&held).unwrap();
    stopped.lock().unwrap();
    let end = run(&scratch, "").like(69, "", "x.held locked and does not go on\nhint: ");
    assert!(end.took < ms(3000), "{:?}", end.took);
    let end = scratch.sh("gosys lock run x --wait 1500ms -- true").end().like(69, "", "does not go on");
    assert!((ms(1500)..ms(3500)).contains(&end.took), "{:?}", end.took);
    // One that goes on is waited for.
    let run = scratch.sh("gosys lock run x --wait 30s -- echo ran").start();
    thread::sleep(ms(300));
    drop(stopped);
    run.end().is(0, "ran\n", "");
    assert!(acquire(&locks, Mode::Exclusive, LONG).is_some());
}

#[test]
fn a_killed_gosys_leaves_the_lock_to_its_command() {
    let (scratch, x) = (Scratch::new(), "x".parse().unwrap());
    let locks = locks(&scratch);
    let held = holder(&scratch, "");
    let token = token_of_holder(&scratch);
    held.signal("KILL");
    assert_eq!(held.code_after_kill(), 137);
    assert_eq!(locks.left(&x, &token).unwrap(), Some(Left::Process));
    assert_eq!(acquire(&locks, Mode::Shared, LONG), None);
    let path = records(&scratch).remove(0);
    scratch.file("go", "");
    let grant = locks.acquire(&bid(&["x"], Mode::Exclusive, LONG), within(ms(20_000))).unwrap().unwrap();
    assert_eq!(locks.left(&x, &token).unwrap(), None);
    assert!(!path.exists());
    assert!(locks.release(&x, &grant.token).unwrap());
}

/// What a command leaves running keeps the lock, unless it has closed it or never had it.
#[test]
fn what_a_command_leaves_running_keeps_its_record() {
    for (options, line, is_kept) in [
        ("", "sleep 600 <&- >&- 2>&- & echo $! > pid", true),
        ("--close", "sleep 600 <&- >&- 2>&- & echo $! > pid", false),
        ("", "exec 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-; sleep 600 <&- >&- 2>&- & echo $! > pid", false),
    ] {
        let scratch = Scratch::new();
        let words = ["lock", "run", "x"].into_iter().chain(options.split_whitespace());
        scratch.gosys(words.chain(["--", "sh", "-c", line])).end().is(0, "", "");
        assert_eq!(records(&scratch).len(), usize::from(is_kept), "{options} {line}");
        run(&scratch, "").like(
            if is_kept { 75 } else { 0 },
            if is_kept { "" } else { "ran" },
            if is_kept { "taken" } else { "" },
        );
        let pid: u32 = std::fs::read_to_string(scratch.path().join("pid")).unwrap().trim().parse().unwrap();
        crate::support::signal(pid, "KILL");
        scratch.sh("gosys lock run x --wait 20s -- echo ran").end().is(0, "ran\n", "");
        assert_eq!(records(&scratch), Vec::<PathBuf>::new());
    }
}
