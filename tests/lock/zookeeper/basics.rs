//! One contender: taking, renewing, checking and giving back, each on a connection of its own.

use std::time::Instant;

use gosys::base::exit::Exit;

use super::*;

#[test]
fn a_lock_is_taken_renewed_and_given_back() {
    let (at, name) = (shared(), namespace());
    let grant = at.take(&name);
    assert_eq!((grant.ttl, grant.token.reveal().len()), (seconds(20), 80));
    // Nobody is connected to the session any more, and it is there.
    assert_eq!(at.try_for(&bid([&name], Mode::Exclusive)), None);
    let Some(Left::For(left)) = at.left(&name, &grant.token) else { panic!("it does not hold") };
    assert!(left > seconds(10) && left <= seconds(20), "{left:?}");
    assert_eq!(at.renew(&name, &grant.token, None), Some(seconds(20)));
    assert!(at.release(&name, &grant));
    assert_eq!((at.left(&name, &grant.token), at.renew(&name, &grant.token, None)), (None, None));
    assert!(!at.release(&name, &grant));
    let next = at.take(&name);
    assert!(next.fences[0] > grant.fences[0]);
    assert!(at.release(&name, &next));
}

#[test]
fn the_node_is_curators_and_the_fence_its_number() {
    let (at, name) = (shared(), namespace());
    let grant = at.take(&name);
    let mut hand = Hand::new(zookeeper().port);
    let children = hand.children(&format!("/{name}"));
    let [node] = children.as_slice() else { panic!("{children:?}") };
    let (guid, number) = node.strip_prefix("_c_").unwrap().split_once("-lock-").unwrap();
    let lengths: Vec<usize> = guid.split('-').map(str::len).collect();
    assert_eq!((lengths.as_slice(), number), (&[8, 4, 4, 4, 12][..], "0000000000"));
    let told = hand.read(&format!("/{name}/{node}")).unwrap();
    assert_eq!(
        (grant.fences.as_slice(), format!("{:016x}", told.owner)),
        (&[Some(told.created)][..], grant.token.id().to_owned())
    );
    let mut record: serde_json::Value = serde_json::from_slice(&told.data).unwrap();
    let sure_ms = record.as_object_mut().unwrap().remove("sure_ms").unwrap().as_u64().unwrap();
    assert!((10_000..=20_000).contains(&sure_ms), "{sure_ms}");
    assert_eq!(
        record.to_string(),
        r#"{"host":"here","most_ms":20000,"owner":"tester","pid":7,"since_ms":1700000000000,"ttl_ms":20000}"#
    );
    assert!(at.release(&name, &grant));
    assert_eq!(hand.children(&format!("/{name}")), [""; 0]);
}

#[test]
fn a_token_that_is_nobodys_moves_nothing() {
    let (at, name, other) = (shared(), namespace(), namespace());
    let grant = at.take(&name);
    let good = grant.token.reveal();
    // Whoever sees the session's number can tell its password: the server makes one of the other.
    let forged = [16, 48].map(|known| format!("{}{}", &good[..known], "0".repeat(80 - known)));
    let [long, short] = &forged;
    for text in [long, short, "x", &good[..79], &good[..48], &good.to_uppercase(), &"0".repeat(80), &"f".repeat(80)] {
        let token = token(text);
        assert_eq!((at.left(&name, &token), at.renew(&name, &token, None)), (None, None), "{text}");
        assert!(!at.do_with(|locks| locks.release(&lock(&name), &token)).unwrap(), "{text}");
    }
    // Nor under another name.
    let elsewhere = at.take(&other);
    assert_eq!((at.left(&other, &grant.token), at.renew(&other, &grant.token, None)), (None, None));
    assert!(!at.release(&other, &grant));
    assert!(at.release(&other, &elsewhere) && at.release(&name, &grant));
}

#[test]
fn a_lock_ends_with_its_time() {
    let (at, name) = (shared(), namespace());
    let short = Bid { ttl: seconds(2), ..bid([&name], Mode::Exclusive) };
    let grant = at.try_for(&short).unwrap();
    // As long as it is renewed it stays.
    for _ in 0..4 {
        thread::sleep(seconds(1));
        assert_eq!(at.renew(&name, &grant.token, None), Some(seconds(2)));
    }
    let renewed = Instant::now();
    let next = at.wait_for(&short, LONG).unwrap();
    assert!(renewed.elapsed() > Duration::from_millis(1500), "{:?}", renewed.elapsed());
    assert_eq!((at.left(&name, &grant.token), at.renew(&name, &grant.token, None)), (None, None));
    assert!(!at.release(&name, &grant) && at.release(&name, &next));
}

#[test]
fn a_renewal_may_change_the_length() {
    let (at, name) = (shared(), namespace());
    let grant = at.take(&name);
    assert_eq!(at.renew(&name, &grant.token, Some(seconds(2))), Some(seconds(2)));
    // Without a length it keeps that; and at most it can be as long as it was begun for.
    assert_eq!(at.renew(&name, &grant.token, None), Some(seconds(2)));
    assert_eq!(at.renew(&name, &grant.token, Some(seconds(20))), Some(seconds(20)));
    thread::sleep(seconds(5));
    let Some(Left::For(left)) = at.left(&name, &grant.token) else { panic!("it has ended") };
    assert!(left > seconds(5) && left <= seconds(15), "{left:?}");
    assert_eq!(at.renew(&name, &grant.token, Some(Duration::from_millis(10))), Some(seconds(1)));
    let next = at.wait_for(&bid([&name], Mode::Exclusive), seconds(10)).expect("it has ended");
    assert!(at.release(&name, &next));
}

#[test]
fn a_server_may_give_less_than_is_asked_for() {
    let server = own_server();
    let at = At::server(&server);
    let long = Bid { ttl: seconds(120), ..bid(["a"], Mode::Exclusive) };
    let error = at.do_with(|locks| locks.acquire(&long, Wait::Try)).unwrap_err();
    assert_eq!((error.exit(), error.message()), (Exit::Usage, "the server keeps a lock for 1m at most, not 2m"));
    assert_eq!((at.queue("a"), sessions(&server)), (vec![], 0));
    let grant = at.try_for(&Bid { ttl_at_most: true, ..long }).unwrap();
    assert_eq!(grant.ttl, seconds(60));
    // More than asked for is no fault.
    let least = at.try_for(&Bid { ttl: Duration::from_millis(10), ..bid(["b"], Mode::Exclusive) }).unwrap();
    assert_eq!(least.ttl, seconds(1));
    assert!(at.release("a", &grant));
}

#[test]
fn nothing_stays_behind() {
    let server = own_server();
    let at = At::server(&server);
    let grant = at.take("a/b");
    assert_eq!(sessions(&server), 1);
    assert_eq!(at.try_for(&bid(["a/b"], Mode::Exclusive)), None);
    assert_eq!(at.wait_for(&bid(["a/b"], Mode::Shared), Duration::from_millis(300)), None);
    let both = at.try_for(&bid(["c", "d"], Mode::Exclusive)).unwrap();
    assert_eq!(at.try_for(&bid(["b", "c", "d"], Mode::Exclusive)), None);
    assert_eq!((at.queue("a/b").len(), at.names("").len(), sessions(&server)), (1, 3, 2));
    assert!(at.renew("c", &both.token, None).is_some() && at.left("d", &both.token).is_some());
    assert!(at.release("a/b", &grant) && at.release("c", &both));
    assert_eq!(sessions(&server), 1);
    assert!(at.release("d", &both));
    assert_eq!((sessions(&server), at.names("")), (0, vec![]));
    let mut hand = Hand::new(server.port);
    assert_eq!(hand.children("/"), ["a", "b", "c", "d", "zookeeper"]);
}

/// A server that starts again gives a session the time that it was begun for, and no less.
#[test]
fn what_was_renewed_outlives_its_server() {
    let mut server = own_server();
    let at = At::server(&server);
    let grant = at.try_for(&Bid { ttl: seconds(6), ..bid(["a"], Mode::Exclusive) }).unwrap();
    assert_eq!(at.renew("a", &grant.token, Some(seconds(2))), Some(seconds(2)));
    assert_eq!(at.renew("a", &grant.token, Some(seconds(6))), Some(seconds(6)));
    server.restart();
    thread::sleep(seconds(3));
    assert!(at.left("a", &grant.token).is_some() && at.release("a", &grant));
}

/// The server takes away what is empty as often as it looks, and the locks live with that.
#[test]
fn folders_go_when_they_are_empty_and_come_again() {
    let extra = &["-Dznode.container.checkIntervalMs=20"];
    let server = Server::own(Kind::ZooKeeper, Options { extra, tls: None });
    let at = At::server(&server);
    let workers: Vec<_> = (0..3)
        .map(|_| {
            let at = at.clone();
            thread::spawn(move || {
                for turn in 0..20 {
                    let grant = at.wait_for(&bid(["a/b"], Mode::Exclusive), LONG).unwrap();
                    assert!(at.release("a/b", &grant), "{turn}");
                    thread::sleep(Duration::from_millis(30));
                }
            })
        })
        .collect();
    for worker in workers {
        worker.join().unwrap();
    }
    eventually(LONG, "nothing is left", || Hand::new(server.port).children("/") == ["zookeeper"]);
}

#[test]
fn what_is_no_path_is_no_name() {
    let at = shared();
    for name in ["/a", "a//b", "a/../b", "zookeeper/quota", ".gosys/x", "a\u{f8ff}"] {
        for result in [
            at.do_with(|locks| locks.acquire(&bid([name], Mode::Exclusive), Wait::Try).map(drop)),
            at.do_with(|locks| locks.queue(&lock(name)).map(drop)),
            at.do_with(|locks| locks.left(&lock(name), &token(&("1".repeat(80)))).map(drop)),
        ] {
            assert_eq!(result.unwrap_err().exit(), Exit::Usage, "{name}");
        }
    }
}

#[test]
fn a_path_in_the_url_is_a_space_of_its_own() {
    let (at, name) = (shared(), namespace());
    let inner = At::url(format!("{}/{name}/x", at.url));
    let grant = inner.take("a/b");
    assert_eq!((inner.names(""), at.names(&name)), (vec!["a/b".to_owned()], vec![]));
    let outer = at.take(&format!("{name}/x/a/b"));
    let path = format!("/.gosys/lock/v1/%2F{name}%2Fx/a/b");
    assert_eq!(Hand::new(zookeeper().port).children(&path).len(), 1);
    assert!(inner.release("a/b", &grant) && at.release(&format!("{name}/x/a/b"), &outer));
}
