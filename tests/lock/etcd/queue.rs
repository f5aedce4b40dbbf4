//! Many who want the same: order, shared locks, slots, several names.

use std::sync::{Arc, Mutex};

use super::*;

#[test]
fn first_come_first_served() {
    let (at, name) = (At::shared(), namespace());
    let held = at.take(&name);
    let turns = Arc::new(Mutex::new(Vec::new()));
    let waiters: Vec<_> = (0..5)
        .map(|number| {
            let (at, name, turns) = (at.clone(), name.clone(), Arc::clone(&turns));
            let waiter = {
                let name = name.clone();
                let at = at.clone();
                thread::spawn(move || {
                    let grant = at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap();
                    turns.lock().unwrap().push((number, grant.fences[0].unwrap()));
                    assert!(at.release(&name, &grant));
                })
            };
            at.queue_becomes(&name, number + 2);
            waiter
        })
        .collect();
    assert_eq!(at.queue(&name).iter().filter(|one| one.holds).count(), 1);
    assert!(at.release(&name, &held));
    for waiter in waiters {
        waiter.join().unwrap();
    }
    let turns = turns.lock().unwrap();
    assert_eq!(turns.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert!(turns.is_sorted_by(|a, b| a.1 < b.1), "{turns:?}");
}

/// Each of many workers reads, waits and writes a number under the lock: none of it is lost.
#[test]
fn nobody_is_there_at_the_same_time() {
    let (at, name) = (At::shared(), namespace());
    let count = Arc::new(Mutex::new(0));
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let (at, name, count) = (at.clone(), name.clone(), Arc::clone(&count));
            thread::spawn(move || {
                for _ in 0..5 {
                    let grant = at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap();
                    let before = *count.lock().unwrap();
                    thread::sleep(Duration::from_millis(5));
                    *count.lock().unwrap() = before + 1;
                    assert!(at.release(&name, &grant));
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    assert_eq!(*count.lock().unwrap(), 20);
}

#[test]
fn shared_locks_wait_for_an_exclusive_one_that_came_first() {
    let (at, name) = (At::shared(), namespace());
    let shared = |at: &At| at.try_for(&bid([&name], Mode::Shared));
    let (a, b) = (shared(&at).unwrap(), shared(&at).unwrap());
    let waiter = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap())
    };
    at.queue_becomes(&name, 3);
    // It would overtake.
    assert_eq!(shared(&at), None);
    assert!(at.release(&name, &a));
    assert!(!waiter.is_finished());
    assert!(at.release(&name, &b));
    let alone = waiter.join().unwrap();
    assert_eq!(shared(&at), None);
    assert!(at.release(&name, &alone));
    assert!(shared(&at).is_some());
}

#[test]
fn slots_are_for_so_many() {
    let (at, name) = (At::shared(), namespace());
    let three = bid([&name], Mode::Slots(3));
    let held: Vec<Grant> = (0..3).map(|_| at.try_for(&three).unwrap()).collect();
    assert_eq!(at.try_for(&three), None);
    let waiters: Vec<_> = (0..2)
        .map(|_| {
            let (at, three) = (at.clone(), three.clone());
            thread::spawn(move || at.wait_for(&three, LONG).unwrap())
        })
        .collect();
    at.queue_becomes(&name, 5);
    // Whichever goes makes room.
    assert!(at.release(&name, &held[1]) && at.release(&name, &held[2]));
    for waiter in waiters {
        let _ = waiter.join().unwrap();
    }
    assert_eq!(at.queue(&name).iter().map(|one| one.holds).collect::<Vec<_>>(), [true; 3]);
}

#[test]
fn several_names_are_given_back_one_by_one() {
    let (at, names) = (At::shared(), [namespace(), namespace(), namespace()]);
    let [a, b, c] = names.each_ref().map(String::as_str);
    let grant = at.try_for(&bid([a, b, c], Mode::Exclusive)).unwrap();
    assert_eq!(grant.fences.len(), 3);
    for name in [b, a, c] {
        assert_eq!(at.renew(name, &grant.token, None), Some(seconds(20)));
        assert!(at.release(name, &grant));
        assert!(!at.release(name, &grant));
        let next = at.take(name);
        assert!(at.release(name, &next));
    }
}

#[test]
fn of_several_names_all_are_taken_or_none() {
    let (at, names) = (At::shared(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let held = at.take(b);
    assert_eq!(at.try_for(&bid([a, b], Mode::Exclusive)), None);
    assert_eq!(at.queue(a), []);
    let waiter = {
        let (at, a, b) = (at.clone(), a.to_owned(), b.to_owned());
        thread::spawn(move || at.wait_for(&bid([&a, &b], Mode::Exclusive), LONG).unwrap())
    };
    at.queue_becomes(b, 2);
    assert_eq!(at.try_for(&bid([a], Mode::Exclusive)), None);
    assert!(at.release(b, &held));
    let both = waiter.join().unwrap();
    assert!(at.release(a, &both) && at.release(b, &both));
}

/// The lock of a name may be taken away while the next is waited for: then none of them is given.
#[test]
fn what_was_lost_while_waiting_for_another_is_taken_anew() {
    let (at, names) = (At::shared(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let held = at.take(b);
    let waiter = {
        let (at, a, b) = (at.clone(), a.to_owned(), b.to_owned());
        thread::spawn(move || at.wait_for(&bid([&a, &b], Mode::Exclusive), LONG).unwrap())
    };
    at.queue_becomes(b, 2);
    assert_eq!(at.evict(a, None), 1);
    let thief = at.take(a);
    assert!(at.release(b, &held));
    thread::sleep(Duration::from_millis(300));
    assert!(!waiter.is_finished());
    assert!(at.release(a, &thief));
    let both = waiter.join().unwrap();
    assert!(at.release(a, &both) && at.release(b, &both));
}

#[test]
fn a_waiter_whose_key_was_deleted_stands_in_line_again_at_the_end() {
    let (at, name) = (At::shared(), namespace());
    let held = at.take(&name);
    let wait = || {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap())
    };
    let first = wait();
    at.queue_becomes(&name, 2);
    let second = wait();
    at.queue_becomes(&name, 3);
    let ids = || at.queue(&name).iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let before = ids();
    ctl(etcd(), &["del", &format!("{name}/{}", before[1])]);
    eventually(seconds(5), "it stands at the end", || ids() == [&*before[0], &*before[2], &*before[1]]);
    assert!(at.release(&name, &held));
    assert!(at.release(&name, &second.join().unwrap()));
    assert!(at.release(&name, &first.join().unwrap()));
}

#[test]
fn a_waiter_whose_lease_was_revoked_comes_back_with_another() {
    let (at, name) = (At::shared(), namespace());
    let held = at.take(&name);
    let waiter = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap())
    };
    at.queue_becomes(&name, 2);
    let id = at.queue(&name)[1].id.clone();
    ctl(etcd(), &["lease", "revoke", &id]);
    eventually(seconds(5), "it is back", || at.queue(&name).get(1).is_some_and(|one| one.id != id));
    assert!(at.release(&name, &held));
    assert!(at.release(&name, &waiter.join().unwrap()));
}
