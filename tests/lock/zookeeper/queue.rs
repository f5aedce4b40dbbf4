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
            let (own, name_of_it, turns) = (at.clone(), name.clone(), Arc::clone(&turns));
            let waiter = thread::spawn(move || {
                let grant = own.wait_for(&bid([&name_of_it], Mode::Exclusive), LONG).unwrap();
                turns.lock().unwrap().push((number, grant.fences[0].unwrap()));
                assert!(own.release(&name_of_it, &grant));
            });
            at.queue_becomes(&name, number + 2);
            waiter
        })
        .collect();
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
    assert_eq!(shared(&at), None, "it would overtake");
    assert!(at.release(&name, &a));
    assert!(!waiter.is_finished());
    assert!(at.release(&name, &b));
    let alone = waiter.join().unwrap();
    assert_eq!(shared(&at), None);
    assert!(at.release(&name, &alone));
    let last = shared(&at).unwrap();
    assert!(at.release(&name, &last));
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
    let others: Vec<Grant> = waiters.into_iter().map(|waiter| waiter.join().unwrap()).collect();
    assert_eq!(at.queue(&name).iter().map(|one| one.holds).collect::<Vec<_>>(), [true; 3]);
    assert!(at.release(&name, &held[0]) && others.iter().all(|other| at.release(&name, other)));
}

#[test]
fn several_names_are_given_back_one_by_one() {
    let (at, names) = (At::shared(), [namespace(), namespace(), namespace()]);
    let [a, b, c] = names.each_ref().map(String::as_str);
    let grant = at.try_for(&bid([a, b, c], Mode::Exclusive)).unwrap();
    assert!(grant.fences.len() == 3 && grant.fences.is_sorted_by(|a, b| a < b));
    for name in [b, a, c] {
        assert_eq!(at.renew(name, &grant.token, None), Some(seconds(20)));
        assert!(at.release(name, &grant));
        assert!(!at.release(name, &grant));
        let next = at.take(name);
        assert!(at.release(name, &next));
    }
}

#[test]
fn all_or_none() {
    let (at, names) = (At::shared(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let held = at.take(b);
    assert_eq!(at.try_for(&bid([a, b], Mode::Exclusive)), None);
    assert_eq!(at.queue(a), []);
    let waiter = {
        let (at, both) = (at.clone(), bid([a, b], Mode::Exclusive));
        thread::spawn(move || at.wait_for(&both, LONG).unwrap())
    };
    at.queue_becomes(b, 2);
    assert!(at.release(b, &held));
    let grant = waiter.join().unwrap();
    assert!(at.release(a, &grant) && at.release(b, &grant));
}

/// What a waiter watches goes with its server; the next one has to be watched anew.
#[test]
fn a_waiter_outlives_its_server() {
    let mut server = own_server();
    let at = At::server(&server);
    let held = at.take("a");
    let waiter = {
        let at = at.clone();
        thread::spawn(move || at.wait_for(&bid(["a"], Mode::Exclusive), LONG).unwrap())
    };
    at.queue_becomes("a", 2);
    server.restart();
    assert!(!waiter.is_finished());
    assert!(at.release("a", &held));
    let grant = waiter.join().unwrap();
    assert!(at.release("a", &grant));
    assert_eq!(sessions(&server), 0);
}
