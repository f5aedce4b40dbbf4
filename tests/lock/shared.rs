//! `--shared` on the local backend: many together, or one alone.

use gosys::lock::Locks;
use gosys::lock::queue::Mode;

use super::local_records::{LONG, acquire, holder, locks, run};
use crate::support::Scratch;

#[test]
fn those_who_share_hold_together() {
    let scratch = Scratch::new();
    let locks = locks(&scratch);
    let held = holder(&scratch, "--shared");
    let other = holder(&scratch, "--shared");
    let lease = acquire(&locks, Mode::Shared, LONG).unwrap();
    run(&scratch, "--shared").is(0, "ran\n", "");
    for options in ["", "--slots 9"] {
        run(&scratch, options).like(75, "", "is taken");
    }
    assert_eq!(acquire(&locks, Mode::Exclusive, LONG), None);
    assert_eq!(acquire(&locks, Mode::Slots(9), LONG), None);
    scratch.file("go", "");
    held.end().is(0, "", "");
    other.end().is(0, "", "");
    // The lease alone keeps the others out as well.
    run(&scratch, "").like(75, "", "is taken");
    run(&scratch, "--shared").is(0, "ran\n", "");
    assert!(locks.release(&"x".parse().unwrap(), &lease.token).unwrap());
    run(&scratch, "").is(0, "ran\n", "");
}

#[test]
fn flock_shares_too() {
    let scratch = Scratch::new();
    run(&scratch, "").is(0, "ran\n", "");
    let file = scratch.state().join("locks/x.lock").display().to_string();
    let held = holder(&scratch, "--shared");
    scratch.command("flock", ["-n", "-s", &file, "echo", "shared"]).end().is(0, "shared\n", "");
    scratch.command("flock", ["-n", &file, "echo", "alone"]).end().is(1, "", "");
    scratch.file("go", "");
    held.end().is(0, "", "");
    let inside = |options: &str| format!("gosys lock run x --try -E 9 {options} -- echo ran 2> notes");
    let under =
        |share: &str, options: &str| scratch.command("flock", [share, &file, "sh", "-c", &inside(options)]).end();
    under("-s", "--shared").is(0, "ran\n", "");
    under("-s", "").is(9, "", "");
    under("-x", "--shared").is(9, "", "");
    under("-s", "--slots 2").is(9, "", "");
}

/// flock(1) makes an empty file, and may share it with many of us who come at once.
#[test]
fn many_find_the_empty_file_of_flock() {
    let scratch = Scratch::new();
    let file = scratch.state().join("locks/x.lock");
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let each = "gosys lock run x --shared --wait 30s -- sh -c 'echo $GOSYS_LOCK_FENCE' & ";
    let line = format!("{}wait", each.repeat(8));
    let end = scratch.command("flock", ["-s", file.to_str().unwrap(), "sh", "-c", &line]).end();
    let mut fences: Vec<u64> = end.like(0, "\n", "").stdout.lines().map(|line| line.parse().unwrap()).collect();
    fences.sort_unstable();
    assert_eq!(fences, (1..=8).collect::<Vec<_>>());
}
