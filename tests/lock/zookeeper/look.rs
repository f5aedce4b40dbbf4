//! Looking at others' locks, and breaking them.

use super::*;

#[test]
fn names_are_found_by_their_beginning() {
    let (at, name) = (shared(), namespace());
    let names = ["b", "a/x", "a"].map(|end| format!("{name}/{end}"));
    let grants = names.each_ref().map(|name| at.take(name));
    assert_eq!(at.names(&name), ["a", "a/x", "b"].map(|end| format!("{name}/{end}")));
    assert_eq!(at.names(&format!("{name}/a")), ["a", "a/x"].map(|end| format!("{name}/{end}")));
    assert_eq!(at.names(&format!("{name}/a/")), [format!("{name}/a/x")]);
    assert_eq!(at.names(&format!("{name}/c")), [""; 0]);
    assert!(at.names("").iter().filter(|found| found.starts_with(&name)).count() == 3);
    for (name, grant) in names.iter().zip(&grants) {
        assert!(at.release(name, grant));
    }
    assert_eq!(at.names(&name), [""; 0]);
}

#[test]
fn only_so_many_nodes_are_looked_through() {
    let server = own_server();
    let mut hand = Hand::new(server.port);
    hand.create("/many", b"", 0).unwrap();
    for number in 0..10_000 {
        hand.create(&format!("/many/{number}"), b"", 0).unwrap();
    }
    let at = At::server(&server);
    let grant = at.take("few");
    let error = at.do_with(|locks| locks.names("")).unwrap_err();
    assert_eq!(error.message(), "more than 10000 nodes would have to be looked through for locks");
    assert_eq!(at.names("f"), ["few"]);
    assert_eq!(at.names("many/77"), [""; 0]);
    assert!(at.release("few", &grant));
}

#[test]
fn a_queue_tells_who_and_how_long() {
    let (at, name) = (shared(), namespace());
    assert_eq!(at.queue(&name), []);
    let holder = at.try_for(&bid([&name], Mode::Slots(2))).unwrap();
    let queue = at.queue(&name);
    let [one] = queue.as_slice() else { panic!("{queue:?}") };
    let Some(Left::For(left)) = one.left else { panic!("{one:?}") };
    assert!(left > seconds(10) && left <= seconds(20), "{left:?}");
    let about = bid([&name], Mode::Exclusive).about;
    let id = holder.token.id().to_owned();
    let expected = Contender {
        id,
        mode: Mode::Slots(2),
        holds: true,
        fence: holder.fences[0],
        about,
        left: Some(Left::For(left)),
    };
    assert_eq!(one, &expected);
    assert!(at.release(&name, &holder));
}

#[test]
fn a_broken_lock_is_free_and_its_token_nobodys() {
    let (at, name) = (shared(), namespace());
    let shared = [(); 3].map(|()| at.try_for(&bid([&name], Mode::Shared)).unwrap());
    assert_eq!(at.evict(&name, Some("nobody")), 0);
    assert_eq!(at.evict(&name, Some(shared[1].token.id())), 1);
    assert_eq!((at.queue(&name).len(), at.left(&name, &shared[1].token)), (2, None));
    assert!(!at.release(&name, &shared[1]));
    assert_eq!(at.evict(&name, None), 2);
    let note = Hand::new(zookeeper().port).read(&format!("/{name}")).unwrap().data;
    let notes: Vec<serde_json::Value> = serde_json::from_slice(&note).unwrap();
    let ids: Vec<&str> = notes.iter().map(|note| note["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [1, 0, 2].map(|at| shared[at].token.id()));
    assert!(notes.iter().all(|note| note["why"] == "for the test"));
    // No more of them than a few.
    for _ in 0..10 {
        let next = at.take(&name);
        assert_eq!(at.evict(&name, Some(next.token.id())), 1);
    }
    let note = Hand::new(zookeeper().port).read(&format!("/{name}")).unwrap().data;
    assert_eq!(serde_json::from_slice::<Vec<serde_json::Value>>(&note).unwrap().len(), 8);
}

/// A queue is watched from before its first node is there.
#[test]
fn a_watched_queue_tells_every_change() {
    let (at, name) = (shared(), namespace());
    let (sender, seen) = std::sync::mpsc::channel();
    let watcher = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || {
            at.do_with(|locks| {
                locks.watch(&lock(&name), &mut |queue| {
                    let lengths = queue.iter().map(|one| one.holds).collect::<Vec<_>>();
                    sender.send(lengths).map_err(|_| gosys::base::error::Error::silent(gosys::base::exit::Exit::Ok))
                })
            })
        })
    };
    let shows = |expected: &[bool]| while seen.recv_timeout(LONG).unwrap() != expected {};
    shows(&[]);
    let grant = at.take(&name);
    shows(&[true]);
    let waiter = {
        let (at, name) = (at.clone(), name.clone());
        thread::spawn(move || at.wait_for(&bid([&name], Mode::Exclusive), LONG).unwrap())
    };
    shows(&[true, false]);
    assert!(at.release(&name, &grant));
    shows(&[true]);
    assert!(at.release(&name, &waiter.join().unwrap()));
    shows(&[]);
    drop(seen);
    let grant = at.take(&name);
    assert!(watcher.join().unwrap().unwrap_err().is_silent());
    assert!(at.release(&name, &grant));
}

/// A renewal proves no more than that the one before has come to whoever counts the time.
#[test]
fn what_is_left_of_a_kept_lock_is_certain() {
    let (at, name, scratch) = (shared(), namespace(), crate::support::Scratch::new());
    let words = ["lock", "run", &name, "--ttl", "6s", "--", "sh", "-c", "touch up; sleep 60"];
    let run = scratch.gosys(words).env("GOSYS_BACKEND", &at.url).start();
    eventually(LONG, "it runs", || scratch.path().join("up").exists());
    // From the first renewal on, which comes after a sixth.
    thread::sleep(Duration::from_millis(1200));
    for _ in 0..25 {
        thread::sleep(Duration::from_millis(80));
        let [Contender { left: Some(Left::For(left)), .. }] = at.queue(&name)[..] else { panic!("it is not held") };
        assert!(left <= Duration::from_millis(5200) && left > seconds(1), "{left:?}");
    }
    run.signal("TERM");
    let _ = run.end().is(143, "", "");
}
