//! Many who want the same: order, shared locks, slots, several names.

use std::sync::{Arc, Mutex};

use super::*;
use crate::support::servers::namespace;

on_every_server! {
    first_come_first_served,
    nobody_is_there_at_the_same_time,
    shared_locks_wait_for_an_exclusive_one_that_came_first,
    slots_are_for_so_many,
    several_names_are_given_back_one_by_one,
    of_several_names_all_are_taken_or_none,
    what_was_lost_while_waiting_for_another_is_taken_anew,
    a_waiter_whose_place_was_deleted_stands_in_line_again_at_the_end,
}

fn first_come_first_served(backend: &Backend) {
    let (at, name) = (backend.at(), namespace());
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
    assert_eq!(
        at.queue(&name).iter().map(|one| one.holds).collect::<Vec<_>>(),
        [true, false, false, false, false, false]
    );
    assert!(at.release(&name, &held));
    for waiter in waiters {
        waiter.join().unwrap();
    }
    let turns = turns.lock().unwrap();
    assert_eq!(turns.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert!(turns.is_sorted_by(|a, b| a.1 < b.1), "{turns:?}");
    assert!(turns[0].1 > held.fences[0].unwrap(), "{turns:?}");
}

/// Each of many workers reads, waits and writes a number under the lock: none of it is lost.
fn nobody_is_there_at_the_same_time(backend: &Backend) {
    let (at, name) = (backend.at(), namespace());
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

fn shared_locks_wait_for_an_exclusive_one_that_came_first(backend: &Backend) {
    let (at, name) = (backend.at(), namespace());
    let shared = || at.try_for(&bid([&name], Mode::Shared));
    let (a, b) = (shared().unwrap(), shared().unwrap());
    let waiter = at.waiter(&bid([&name], Mode::Exclusive));
    at.queue_becomes(&name, 3);
    assert_eq!(shared(), None, "it would overtake");
    assert!(at.release(&name, &a));
    assert!(!waiter.is_finished());
    assert!(at.release(&name, &b));
    let alone = waiter.join().unwrap();
    assert_eq!(shared(), None);
    assert!(at.release(&name, &alone));
    let last = shared().unwrap();
    assert!(at.release(&name, &last));
}

fn slots_are_for_so_many(backend: &Backend) {
    let (at, name) = (backend.at(), namespace());
    let three = bid([&name], Mode::Slots(3));
    let held: Vec<Grant> = (0..3).map(|_| at.try_for(&three).unwrap()).collect();
    assert_eq!(at.try_for(&three), None);
    let waiters: Vec<_> = (0..2).map(|_| at.waiter(&three)).collect();
    at.queue_becomes(&name, 5);
    // Whichever goes makes room.
    assert!(at.release(&name, &held[1]) && at.release(&name, &held[2]));
    let others: Vec<Grant> = waiters.into_iter().map(|waiter| waiter.join().unwrap()).collect();
    assert_eq!(at.queue(&name).iter().map(|one| one.holds).collect::<Vec<_>>(), [true; 3]);
    assert!(at.release(&name, &held[0]) && others.iter().all(|other| at.release(&name, other)));
}

fn several_names_are_given_back_one_by_one(backend: &Backend) {
    let (at, names) = (backend.at(), [namespace(), namespace(), namespace()]);
    let [a, b, c] = names.each_ref().map(String::as_str);
    let grant = at.try_for(&bid([a, b, c], Mode::Exclusive)).unwrap();
    assert!(grant.fences.len() == 3 && grant.fences.is_sorted_by(|a, b| a < b), "{grant:?}");
    for name in [b, a, c] {
        assert_eq!(at.renew(name, &grant.token, None), Some(seconds(20)));
        assert!(at.release(name, &grant));
        assert!(!at.release(name, &grant));
        let next = at.take(name);
        assert!(at.release(name, &next));
    }
}

fn of_several_names_all_are_taken_or_none(backend: &Backend) {
    let (at, names) = (backend.at(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let held = at.take(b);
    assert_eq!(at.try_for(&bid([a, b], Mode::Exclusive)), None);
    assert_eq!(at.queue(a), []);
    let waiter = at.waiter(&bid([a, b], Mode::Exclusive));
    at.queue_becomes(b, 2);
    assert_eq!(at.try_for(&bid([a], Mode::Exclusive)), None);
    assert!(at.release(b, &held));
    let both = waiter.join().unwrap();
    assert!(at.release(a, &both) && at.release(b, &both));
}

/// The lock of a name may be taken away while the next is waited for: then none of them is given.
fn what_was_lost_while_waiting_for_another_is_taken_anew(backend: &Backend) {
    let (at, names) = (backend.at(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let held = at.take(b);
    let waiter = at.waiter(&bid([a, b], Mode::Exclusive));
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

fn a_waiter_whose_place_was_deleted_stands_in_line_again_at_the_end(backend: &Backend) {
    let (at, name) = (backend.at(), namespace());
    let held = at.take(&name);
    let one = bid([&name], Mode::Exclusive);
    let first = at.waiter(&one);
    at.queue_becomes(&name, 2);
    let second = at.waiter(&one);
    at.queue_becomes(&name, 3);
    let ids = || at.queue(&name).iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let before = ids();
    (backend.remove)((backend.shared)(), &name, &before[1]);
    if backend.tells_of_it {
        eventually(seconds(5), "it stands at the end", || ids() == [&*before[0], &*before[2], &*before[1]]);
    } else {
        at.queue_becomes(&name, 3);
        assert_eq!(ids()[..2], [&*before[0], &*before[2]]);
    }
    assert!(at.release(&name, &held));
    assert!(at.release(&name, &second.join().unwrap()));
    assert!(at.release(&name, &first.join().unwrap()));
}
