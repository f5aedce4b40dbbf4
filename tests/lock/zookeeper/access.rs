//! Locks of users who log in, and whom their nodes are for.

use gosys::backend::secret::Secret;
use gosys::base::error::Result;
use gosys::base::exit::Exit;

use super::*;

/// Does the work as this user, or as nobody.
fn by<T>(user: Option<&str>, work: impl FnOnce(&dyn Locks) -> Result<T>) -> Result<T, Exit> {
    let (out, url) = (quiet(), zookeeper().url().parse().unwrap());
    let password = user.map(|user| Secret::new(format!("{user}'s")));
    let credentials = Credentials { user: user.map(str::to_owned), password, ..Credentials::default() };
    let call = Call { out: &out, credentials, patience: Patience::of(seconds(10)) };
    work(&Remote { place: Place { url: &url, call: &call, compat: false } }).map_err(|error| error.exit())
}

fn take(user: Option<&str>, name: &str) -> Result<Grant, Exit> {
    by(user, |locks| locks.acquire(&bid([name], Mode::Exclusive), Wait::Try)).map(Option::unwrap)
}

#[test]
fn a_lock_of_a_user_is_for_nobody_else() {
    let space = namespace();
    let name = format!("{space}/a");
    let grant = take(Some("ops"), &name).unwrap();
    for user in [None, Some("other")] {
        assert_eq!(by(user, |locks| locks.queue(&lock(&name))), Err(Exit::Denied));
        assert_eq!(by(user, |locks| locks.evict(&lock(&name), Some(grant.token.id()), "")), Err(Exit::Denied));
        assert_eq!(take(user, &name).unwrap_err(), Exit::Denied);
    }
    let renewed = by(Some("ops"), |locks| locks.renew(&lock(&name), &grant.token, None));
    assert_eq!(renewed, Ok(Some(seconds(20))));
    assert_eq!(by(Some("ops"), |locks| locks.queue(&lock(&name))).map(|queue| queue.len()), Ok(1));
    assert_eq!(by(Some("ops"), |locks| locks.release(&lock(&name), &grant.token)), Ok(true));
    // Beside it there is room for all.
    let other = take(Some("other"), &format!("{space}/b")).unwrap();
    assert_eq!(by(Some("other"), |locks| locks.release(&lock(&format!("{space}/b")), &other.token)), Ok(true));
}

/// Whom the lock's node lets in, waits also for those whose nodes are not for it to read.
#[test]
fn one_may_wait_for_somebody_whose_node_is_private() {
    let name = namespace();
    Hand::new(zookeeper().port).create(&format!("/{name}"), b"", 0).unwrap();
    let held = take(Some("ops"), &name).unwrap();
    let waiter = {
        let name = name.clone();
        thread::spawn(move || {
            let until = Wait::Until(Deadline::after(Some(LONG)));
            by(None, |locks| locks.acquire(&bid([&name], Mode::Exclusive), until)).unwrap().unwrap()
        })
    };
    let mut hand = Hand::new(zookeeper().port);
    eventually(LONG, "it waits", || hand.children(&format!("/{name}")).len() == 2);
    thread::sleep(Duration::from_millis(100));
    assert!(!waiter.is_finished());
    assert_eq!(by(Some("ops"), |locks| locks.release(&lock(&name), &held.token)), Ok(true));
    let grant = waiter.join().unwrap();
    assert_eq!(by(None, |locks| locks.release(&lock(&name), &grant.token)), Ok(true));
}
