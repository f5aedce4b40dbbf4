//! Answers that get lost on the wire, one after the other.

use super::*;
use crate::support::proxy::Proxy;

on_leases! {
    with_a_second_way_no_lost_answer_is_noticed,
    no_lost_answer_gives_back_twice_or_not_at_all,
    with_one_way_a_lost_answer_is_an_error_and_no_dead_lock,
    a_waiter_whose_answers_get_lost_comes_to_hold,
}

impl Leases {
    /// A server of its own, a wire to it, the locks by the wire and by the server's own address when that breaks, and
    /// those by the address alone.
    fn two_ways(&self) -> (Server, Proxy, At, At) {
        let server = self.own();
        let (proxy, direct) = (Proxy::to(server.port), At::server(&server));
        if server.kind == Kind::Etcd {
            proxy.cut_up();
        }
        let at = self.on_ports([proxy.port, server.port]);
        (server, proxy, at, direct)
    }
}

fn with_a_second_way_no_lost_answer_is_noticed(leases: &Leases) {
    let (_server, proxy, at, direct) = leases.two_ways();
    let mut fence = None;
    proxy.lose_each(leases.pieces.take, |piece| {
        let grant = at.take("a");
        assert_eq!(direct.queue("a").len(), 1, "{piece}");
        assert!(grant.fences[0] > fence, "{piece}");
        fence = grant.fences[0];
        assert!(direct.release("a", &grant), "{piece}");
    });
    proxy.lose_each(leases.pieces.refusal, |piece| {
        let held = direct.take("a");
        assert_eq!(at.try_for(&bid(["a"], Mode::Exclusive)), None, "{piece}");
        assert_eq!(direct.queue("a").len(), 1, "{piece}");
        assert!(direct.release("a", &held));
    });
    proxy.lose_each(leases.pieces.eviction, |piece| {
        let grant = direct.take("a");
        assert_eq!(at.queue("a")[0].id, grant.token.id(), "{piece}");
        assert_eq!(at.names(""), ["a"], "{piece}");
        assert_eq!((at.evict("a", None), direct.queue("a")), (1, vec![]), "{piece}");
        assert!(!direct.release("a", &grant), "{piece}");
    });
}

fn no_lost_answer_gives_back_twice_or_not_at_all(leases: &Leases) {
    let (server, proxy, at, direct) = leases.two_ways();
    for names in [&["a"][..], &["a", "b"]] {
        let names: Vec<LockName> = names.iter().map(|name| lock(name)).collect();
        proxy.lose_each(leases.pieces.renewals, |piece| {
            let grant = direct.try_for(&Bid { names: names.clone(), ..bid([], Mode::Exclusive) }).unwrap();
            let renew = |ttl| at.renew("a", &grant.token, ttl);
            assert_eq!(renew(None), Some(seconds(20)), "{piece}");
            assert_eq!(renew(Some(seconds(10))), Some(leases.shortened), "{piece}");
            assert_eq!(renew(Some(seconds(20))), Some(seconds(20)), "{piece}");
            assert!(at.left("a", &grant.token).is_some(), "{piece}");
            assert!(at.release("a", &grant), "{piece}");
            assert_eq!(direct.queue("a"), [], "{piece}");
            assert_eq!(direct.release("b", &grant), names.len() == 2, "{piece}");
        });
    }
    // Those for looking whose answers got lost end with their time.
    eventually(LONG, "no lease is left", || (leases.count)(&server) == 0);
}

/// Without a second way what fails says so, and nothing stays taken.
fn with_one_way_a_lost_answer_is_an_error_and_no_dead_lock(leases: &Leases) {
    let (server, proxy, _, direct) = leases.two_ways();
    let at = leases.wire(&proxy);
    let short = Bid { ttl: seconds(1), ..bid(["a"], Mode::Exclusive) };
    proxy.lose_each(leases.pieces.take, |piece| {
        match at.do_with(|locks| locks.acquire(&short, Wait::Try)) {
            Ok(Some(grant)) => assert!(direct.release("a", &grant), "{piece}"),
            Ok(None) => panic!("{piece}: nobody has it"),
            Err(error) => assert_eq!(error.exit().code(), 69, "{piece}: {}", error.message()),
        }
        let next = direct.wait_for(&short, seconds(10)).expect("it is free in the end");
        assert!(direct.release("a", &next));
    });
    eventually(seconds(15), "nothing is left", || (leases.count)(&server) == 0 && direct.names("").is_empty());
}

/// Of a wait too every answer may get lost, and what tells of its end among them.
fn a_waiter_whose_answers_get_lost_comes_to_hold(leases: &Leases) {
    let (_server, proxy, at, direct) = leases.two_ways();
    proxy.lose_each(leases.pieces.wait, |piece| {
        let held = direct.take("a");
        let waiter = at.waiter(&bid(["a"], Mode::Exclusive));
        direct.queue_becomes("a", 2);
        thread::sleep(Duration::from_millis(30));
        assert!(direct.release("a", &held), "{piece}");
        let grant = waiter.join().unwrap();
        assert_eq!(direct.queue("a").len(), 1, "{piece}");
        assert!(direct.release("a", &grant), "{piece}");
    });
}
