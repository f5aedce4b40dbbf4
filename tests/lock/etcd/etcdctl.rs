//! Together with `etcdctl lock`: one queue for both.

use super::*;
use crate::support::{Run, Started};

fn etcdctl_lock(scratch: &Scratch, name: &str, line: &str) -> Run {
    let endpoint = format!("127.0.0.1:{}", etcd().port);
    scratch.command("etcdctl", ["--endpoints", &endpoint, "lock", name, "--", "sh", "-c", line])
}

fn finish(started: Started) {
    let _ = started.end().like(0, "", "");
}

#[test]
fn we_wait_for_etcdctl() {
    let (at, name, scratch) = (shared(), namespace(), Scratch::new());
    let other = etcdctl_lock(&scratch, &name, "while test ! -e go; do sleep 0.01; done").start();
    at.queue_becomes(&name, 1);
    let holder = at.queue(&name).remove(0);
    assert!(holder.holds && holder.about == About::default() && holder.left.is_some(), "{holder:?}");
    assert_eq!(at.try_for(&bid([&name], Mode::Exclusive)), None);
    assert_eq!(at.try_for(&bid([&name], Mode::Shared)), None);
    let waiter = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap())
    };
    at.queue_becomes(&name, 2);
    scratch.file("go", "");
    finish(other);
    let grant = waiter.join().unwrap();
    assert!(grant.fences[0] > holder.fence);
    assert!(at.release(&name, &grant));
}

#[test]
fn etcdctl_waits_for_us_and_in_line() {
    let (at, name, scratch) = (shared(), namespace(), Scratch::new());
    let held = at.take(&name);
    let second = etcdctl_lock(&scratch, &name, "echo second >>turns").start();
    at.queue_becomes(&name, 2);
    let third = {
        let (at, name, turns) = (at.clone(), name.clone(), scratch.path().join("turns"));
        thread::spawn(move || {
            let grant = at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap();
            let seen = std::fs::read_to_string(turns).unwrap();
            assert!(at.release(&name, &grant));
            seen
        })
    };
    at.queue_becomes(&name, 3);
    let fourth = etcdctl_lock(&scratch, &name, "echo fourth >>turns").start();
    at.queue_becomes(&name, 4);
    assert!(!scratch.path().join("turns").exists());
    assert!(at.release(&name, &held));
    finish(second);
    assert_eq!(third.join().unwrap(), "second\n");
    finish(fourth);
    assert_eq!(std::fs::read_to_string(scratch.path().join("turns")).unwrap(), "second\nfourth\n");
}

#[test]
fn what_etcdctl_holds_can_be_given_back_by_its_lease() {
    let (at, name, scratch) = (shared(), namespace(), Scratch::new());
    let other = etcdctl_lock(&scratch, &name, "while test ! -e go; do sleep 0.01; done").start();
    at.queue_becomes(&name, 1);
    let id = token(&at.queue(&name)[0].id);
    assert_eq!(at.renew(&name, &id, None), Some(seconds(10)));
    assert_eq!(at.evict(&name, None), 1);
    let grant = at.take(&name);
    assert!(at.release(&name, &grant));
    scratch.file("go", "");
    finish(other);
}
