//! One holder: every question and its answer.

use super::*;

/// Where locks can be: beside `etcdctl`'s, and below a path.
fn both() -> [At; 2] {
    [shared(), At::url(format!("{}/app/x", etcd().url()))]
}

#[test]
fn a_lock_from_its_beginning_to_its_end() {
    for at in both() {
        let name = namespace();
        let grant = at.take(&name);
        assert_eq!(grant.ttl, seconds(20));
        assert_eq!(at.try_for(&bid([&name], Mode::Exclusive)), None);
        let Some(Left::For(left)) = at.left(&name, &grant.token) else { panic!("it is held") };
        assert!(left <= seconds(20) && left >= seconds(15), "{left:?}");
        assert_eq!(at.renew(&name, &grant.token, None), Some(seconds(20)));
        let queue = at.queue(&name);
        let holder = &queue[0];
        assert_eq!((queue.len(), holder.holds, holder.mode), (1, true, Mode::Exclusive));
        assert_eq!((holder.id.as_str(), holder.fence), (grant.token.id(), grant.fences[0]));
        assert_eq!(holder.about, bid([&name], Mode::Exclusive).about);
        assert!(matches!(holder.left, Some(Left::For(_))));
        assert!(at.release(&name, &grant));
        assert!(!at.release(&name, &grant));
        assert_eq!((at.left(&name, &grant.token), at.renew(&name, &grant.token, None)), (None, None));
        assert_eq!(at.queue(&name), []);
    }
}

#[test]
fn every_holder_has_a_larger_fence() {
    let (at, name) = (shared(), namespace());
    let mut fences = Vec::new();
    for _ in 0..3 {
        let grant = at.take(&name);
        fences.push(grant.fences[0].unwrap());
        assert!(at.release(&name, &grant));
    }
    assert!(fences.is_sorted_by(|a, b| a < b), "{fences:?}");
}

#[test]
fn the_length_is_in_whole_seconds_and_stays() {
    let (at, name) = (shared(), namespace());
    let grant = at.try_for(&Bid { ttl: Duration::from_millis(9001), ..bid([&name], Mode::Exclusive) }).unwrap();
    assert_eq!(grant.ttl, seconds(10));
    assert_eq!(at.renew(&name, &grant.token, Some(seconds(5))), Some(seconds(10)));
    // The server has a least length of its own.
    let short = at.try_for(&Bid { ttl: Duration::from_millis(1), ..bid([&namespace()], Mode::Exclusive) }).unwrap();
    assert!(short.ttl > Duration::from_millis(1));
}

#[test]
fn a_token_that_is_nobodys_touches_nothing() {
    for at in both() {
        let (name, other) = (namespace(), namespace());
        let (grant, others) = (at.take(&name), at.take(&other));
        let id = grant.token.reveal();
        let wrong = ["x".to_owned(), "0".to_owned(), format!("0{id}"), id.to_uppercase() + "A", format!("-{id}")];
        let wrong = wrong.iter().map(|text| token(text)).chain([others.token.clone()]);
        for token in wrong {
            assert_eq!(at.left(&name, &token), None, "{token:?}");
            assert_eq!(at.renew(&name, &token, None), None, "{token:?}");
            assert!(!at.do_with(|locks| locks.release(&lock(&name), &token)).unwrap(), "{token:?}");
        }
        assert!(at.left(&name, &grant.token).is_some() && at.left(&other, &others.token).is_some());
        assert!(at.release(&name, &grant) && at.release(&other, &others));
    }
}

#[test]
fn a_lock_ends_with_its_time() {
    let (at, name) = (shared(), namespace());
    let grant = at.try_for(&Bid { ttl: seconds(1), ..bid([&name], Mode::Exclusive) }).unwrap();
    let since = Instant::now();
    let next = at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap();
    assert!(since.elapsed() < grant.ttl + seconds(10));
    assert_eq!(at.renew(&name, &grant.token, None), None);
    assert!(!at.release(&name, &grant) && at.release(&name, &next));
}

#[test]
fn names_with_a_queue_are_listed() {
    for at in both() {
        let start = namespace();
        let names = ["/b%2F", "a", "a/b"].map(|end| format!("{start}{end}"));
        let held: Vec<Grant> = names.iter().map(|name| at.take(name)).collect();
        assert_eq!(at.names(&start), names);
        assert_eq!(at.names(&names[1]), names[1..]);
        assert!(at.release(&names[1], &held[1]));
        assert_eq!(at.names(&start), [&*names[0], &*names[2]]);
        // A path apart from the others.
        assert_eq!(At::url(format!("{}/app", etcd().url())).names(&start), [""; 0]);
    }
}

#[test]
fn a_name_and_one_that_begins_with_it_are_independent() {
    for at in both() {
        let name = namespace();
        let names = [name.clone(), format!("{name}/b"), format!("{name}/b/c"), format!("{name}/")];
        let held: Vec<Grant> = names.iter().map(|name| at.take(name)).collect();
        for (name, grant) in names.iter().zip(&held) {
            assert_eq!(at.queue(name).len(), 1, "{name}");
            assert!(at.release(name, grant));
        }
    }
}

#[test]
fn a_holder_is_put_out_and_may_know_why() {
    for at in both() {
        let name = namespace();
        let grant = at.take(&name);
        assert_eq!(at.evict(&name, Some("1f")), 0);
        assert_eq!(at.evict(&name, Some(grant.token.id())), 1);
        assert_eq!((at.evict(&name, None), at.queue(&name)), (0, vec![]));
        assert_eq!((at.left(&name, &grant.token), at.release(&name, &grant)), (None, false));
        let next = at.take(&name);
        assert_eq!(at.evict(&name, None), 1);
        assert!(!at.release(&name, &next));
    }
}

#[test]
fn what_is_in_the_way_of_a_wait_is_told_in_time() {
    let (at, name) = (shared(), namespace());
    let held = at.take(&name);
    let since = Instant::now();
    assert_eq!(at.wait_for(&bid([&name], Mode::Exclusive), Duration::from_millis(300)), None);
    assert!(since.elapsed() >= Duration::from_millis(300) && since.elapsed() < seconds(5));
    assert_eq!(at.queue(&name).len(), 1);
    assert!(at.release(&name, &held));
}

#[test]
fn changes_of_a_queue_are_told() {
    let (at, name) = (shared(), namespace());
    let (tell, told) = std::sync::mpsc::channel();
    let watcher = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || -> Result<()> {
            at.do_with(|locks| {
                locks.watch(&lock(&name), &mut |queue| {
                    let end = tell.send(queue.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
                    end.map_err(|_| gosys::base::error::Error::usage("the test is over"))
                })
            })
        })
    };
    let next = || told.recv_timeout(LONG).unwrap();
    assert_eq!(next(), [""; 0]);
    let grant = at.take(&name);
    assert_eq!(next(), [grant.token.id()]);
    assert!(at.release(&name, &grant));
    // Before that, perhaps, the time that is left has changed.
    while next() != [""; 0] {}
    drop(told);
    let _ = at.take(&name);
    assert_eq!(watcher.join().unwrap().unwrap_err().message(), "the test is over");
}
