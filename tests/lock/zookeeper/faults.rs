//! Answers that get lost on the wire, one after the other.

use super::*;
use crate::support::proxy::Proxy;

/// Many more pieces than one question has.
const PIECES_MAX: usize = 200;

/// Does the work with the first piece of the server's answers lost, then with the second, and so on until there are
/// no more; how many there were.
fn with_each_lost(proxy: &Proxy, mut work: impl FnMut(usize)) -> usize {
    for piece in 1..PIECES_MAX {
        proxy.lose(piece);
        work(piece);
        let has_lost = proxy.has_lost();
        proxy.lose(0);
        if !has_lost {
            return piece - 1;
        }
    }
    panic!("it never ended");
}

/// By the wire, and by the server's own address when that breaks.
fn two_ways(proxy: &Proxy, server: &Server) -> At {
    At::url(format!("zk://127.0.0.1:{},127.0.0.1:{}", proxy.port, server.port))
}

#[test]
fn no_lost_answer_is_noticed_where_there_is_a_second_way() {
    let server = own_server();
    let (direct, proxy) = (At::server(&server), Proxy::to(server.port));
    let at = two_ways(&proxy, &server);
    let mut fence = None;
    let lost = with_each_lost(&proxy, |piece| {
        let grant = at.take("a");
        assert_eq!(direct.queue("a").len(), 1, "{piece}");
        assert!(grant.fences[0] > fence, "{piece}");
        fence = grant.fences[0];
        assert!(direct.release("a", &grant), "{piece}");
    });
    assert!(lost >= 4, "{lost}");
    let lost = with_each_lost(&proxy, |piece| {
        let held = direct.take("a");
        assert_eq!(at.try_for(&bid(["a"], Mode::Exclusive)), None, "{piece}");
        assert_eq!(direct.queue("a").len(), 1, "{piece}");
        assert!(direct.release("a", &held));
    });
    assert!(lost >= 4, "{lost}");
    let lost = with_each_lost(&proxy, |piece| {
        let grant = direct.take("a");
        assert_eq!(at.queue("a")[0].id, grant.token.id(), "{piece}");
        assert_eq!(at.names(""), ["a"], "{piece}");
        at.evict("a", None);
        assert!(direct.queue("a").is_empty() && !direct.release("a", &grant), "{piece}");
    });
    assert!(lost >= 6, "{lost}");
}

#[test]
fn no_lost_answer_gives_back_twice_or_not_at_all() {
    let server = own_server();
    let (direct, proxy) = (At::server(&server), Proxy::to(server.port));
    let at = two_ways(&proxy, &server);
    for names in [&["a"][..], &["a", "b"]] {
        let names: Vec<LockName> = names.iter().map(|name| lock(name)).collect();
        let lost = with_each_lost(&proxy, |piece| {
            let grant = direct.try_for(&Bid { names: names.clone(), ..bid([], Mode::Exclusive) }).unwrap();
            assert_eq!(at.renew("a", &grant.token, None), Some(seconds(20)), "{piece}");
            assert_eq!(at.renew("a", &grant.token, Some(seconds(10))), Some(seconds(10)), "{piece}");
            assert_eq!(at.renew("a", &grant.token, Some(seconds(600))), Some(seconds(20)), "{piece}");
            assert!(at.left("a", &grant.token).is_some(), "{piece}");
            assert!(at.release("a", &grant), "{piece}");
            assert_eq!(direct.queue("a"), [], "{piece}");
            assert_eq!(direct.release("b", &grant), names.len() == 2, "{piece}");
        });
        assert!(lost >= 15, "{lost}");
    }
    // Sessions for looking whose answers got lost expire.
    eventually(LONG, "no session is left", || sessions(&server) == 0);
}

/// Without a second way what fails says so, and nothing stays taken.
#[test]
fn with_one_way_a_lost_answer_is_an_error_and_no_dead_lock() {
    let server = own_server();
    let (direct, proxy) = (At::server(&server), Proxy::to(server.port));
    let at = At::url(format!("zk://127.0.0.1:{}", proxy.port));
    let short = Bid { ttl: seconds(1), ..bid(["a"], Mode::Exclusive) };
    let lost = with_each_lost(&proxy, |piece| {
        match at.do_with(|locks| locks.acquire(&short, Wait::Try)) {
            Ok(Some(grant)) => assert!(direct.release("a", &grant), "{piece}"),
            Ok(None) => panic!("{piece}: nobody has it"),
            Err(error) => assert_eq!(error.exit().code(), 69, "{piece}: {}", error.message()),
        }
        let next = direct.wait_for(&short, seconds(10)).expect("it is free in the end");
        assert!(direct.release("a", &next));
    });
    assert!(lost >= 4, "{lost}");
    eventually(seconds(15), "nothing is left", || sessions(&server) == 0 && direct.names("").is_empty());
}

/// Of a wait too every answer may get lost, and the event at its end among them.
#[test]
fn a_waiter_whose_answers_get_lost_comes_to_hold() {
    let server = own_server();
    let (direct, proxy) = (At::server(&server), Proxy::to(server.port));
    let at = two_ways(&proxy, &server);
    let lost = with_each_lost(&proxy, |piece| {
        let held = direct.take("a");
        let waiter = {
            let at = at.clone();
            thread::spawn(move || at.wait_for(&bid(["a"], Mode::Exclusive), LONG).unwrap())
        };
        direct.queue_becomes("a", 2);
        thread::sleep(Duration::from_millis(30));
        assert!(direct.release("a", &held), "{piece}");
        let grant = waiter.join().unwrap();
        assert_eq!(direct.queue("a").len(), 1, "{piece}");
        assert!(direct.release("a", &grant), "{piece}");
    });
    assert!(lost >= 5, "{lost}");
}
