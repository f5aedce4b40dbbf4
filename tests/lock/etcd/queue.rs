//! What may happen to a waiter's lease.

use super::*;

#[test]
fn a_waiter_whose_lease_was_revoked_comes_back_with_another() {
    let (at, name) = (shared(), namespace());
    let held = at.take(&name);
    let waiter = at.waiter(&bid([&name], Mode::Exclusive));
    at.queue_becomes(&name, 2);
    let id = at.queue(&name)[1].id.clone();
    ctl(etcd(), &["lease", "revoke", &id]);
    eventually(seconds(5), "it is back", || at.queue(&name).get(1).is_some_and(|one| one.id != id));
    assert!(at.release(&name, &held));
    assert!(at.release(&name, &waiter.join().unwrap()));
}
