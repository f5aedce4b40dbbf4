//! Holding on while something runs: what a keeper notices, and what it must not believe.

use std::net::{TcpListener, TcpStream};

use gosys::base::clock;
use gosys::base::process::Warrant;
use gosys::lock::remote::{Keeper, Limits, Station};
use gosys::lock::session::News;

use super::*;
use crate::support::proxy::Proxy;

/// Far more than the round trip and the tenth of a second that a loss may take to be noticed, for a busy machine; far
/// less than a renewal takes to come.
const SOON: Duration = Duration::from_secs(2);

fn start(url: &str, bid: &Bid) -> Keeper {
    let station =
        Station { url: url.parse().unwrap(), out: quiet(), credentials: Credentials::default(), compat: false };
    let limits = Limits { wait: Wait::Until(Deadline::after(Some(LONG))), overall: Deadline::after(None) };
    Keeper::start(station, bid.clone(), limits).unwrap()
}

fn holds(keeper: &Keeper) -> Grant {
    eventually(LONG, "it holds", || match keeper.now() {
        News::Holds => true,
        News::Waiting => false,
        other => panic!("{other:?}: {:?}", keeper.error().map(|error| error.message().to_owned())),
    });
    keeper.grant().unwrap()
}

#[track_caller]
fn is_lost(keeper: &Keeper) {
    eventually(SOON, "the loss is noticed", || keeper.now() != News::Holds);
    assert_eq!(keeper.now(), News::Lost);
}

/// With a lease so long that no renewal could be what tells.
fn long_bid(name: &str) -> Bid {
    Bid { ttl: seconds(60), ..bid([name], Mode::Exclusive) }
}

fn node(hand: &mut Hand, name: &str) -> String {
    format!("/{name}/{}", hand.children(&format!("/{name}"))[0])
}

#[test]
fn a_deleted_node_is_a_loss() {
    let (at, name) = (At::shared(), namespace());
    let keeper = start(&at.url, &long_bid(&name));
    let grant = holds(&keeper);
    let mut hand = Hand::new(zookeeper().port);
    let own = node(&mut hand, &name);
    hand.delete(&own);
    is_lost(&keeper);
    assert!(keeper.stop());
    assert!(Hand::of(zookeeper().port, &grant.token).is_none(), "the session is still there");
}

#[test]
fn an_ended_session_is_a_loss() {
    let (at, name) = (At::shared(), namespace());
    let keeper = start(&at.url, &long_bid(&name));
    let grant = holds(&keeper);
    eventually(LONG, "the loss is noticed", || {
        // The keeper may take the session back before it has ended.
        Hand::end_of(zookeeper().port, &grant.token);
        keeper.now() == News::Lost
    });
    assert!(keeper.stop());
}

#[test]
fn a_broken_lock_is_a_loss_and_says_why() {
    let (at, names) = (At::shared(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let keeper = start(&at.url, &Bid { ttl: seconds(60), ..bid([a, b], Mode::Exclusive) });
    let grant = holds(&keeper);
    assert_eq!(at.evict(b, Some(grant.token.id())), 1);
    is_lost(&keeper);
    eventually(SOON, "the reason is read", || keeper.note().as_deref() == Some("for the test"));
    assert!(keeper.stop());
    assert_eq!((at.queue(a), at.queue(b)), (vec![], vec![]));
    assert!(Hand::of(zookeeper().port, &grant.token).is_none());
}

#[test]
fn a_waiter_comes_to_hold_and_gives_back() {
    let (at, name) = (At::shared(), namespace());
    let held = at.take(&name);
    let keeper = start(&at.url, &long_bid(&name));
    at.queue_becomes(&name, 2);
    assert_eq!(keeper.now(), News::Waiting);
    assert!(at.release(&name, &held));
    let grant = holds(&keeper);
    assert!(grant.fences[0] > held.fences[0]);
    assert!(keeper.stop());
    assert_eq!(at.queue(&name), []);
    // And one that is not wanted any more while it waits.
    let held = at.take(&name);
    let keeper = start(&at.url, &long_bid(&name));
    at.queue_becomes(&name, 2);
    assert!(keeper.stop());
    assert_eq!(at.queue(&name).len(), 1);
    assert!(at.release(&name, &held));
}

#[test]
fn a_lock_is_renewed_for_as_long_as_it_is_waited_for_and_held() {
    let (at, name) = (At::shared(), namespace());
    let held = at.take(&name);
    let keeper = start(&at.url, &Bid { ttl: seconds(2), ..bid([&name], Mode::Exclusive) });
    thread::sleep(seconds(5));
    assert_eq!((keeper.now(), at.queue(&name).len()), (News::Waiting, 2));
    assert!(at.release(&name, &held));
    let grant = holds(&keeper);
    thread::sleep(seconds(5));
    assert_eq!(holds(&keeper), grant);
    assert!(at.left(&name, &grant.token).is_some());
    assert!(keeper.stop());
}

#[test]
fn a_server_that_starts_again_takes_nothing_away() {
    let mut server = own_server();
    let (at, url) = (At::server(&server), server.url());
    let mut keeper = start(&url, &Bid { ttl: seconds(20), ..bid(["a"], Mode::Exclusive) });
    let grant = holds(&keeper);
    let until = keeper.terms().end_at.unwrap();
    server.restart();
    // Renewed after that, and listening again.
    eventually(LONG, "it is renewed", || keeper.terms().end_at.unwrap() > until + seconds(1));
    assert_eq!(holds(&keeper), grant);
    let mut hand = Hand::new(server.port);
    let own = node(&mut hand, "a");
    hand.delete(&own);
    is_lost(&keeper);
    assert_eq!(at.left("a", &grant.token), None);
    assert!(keeper.stop());
}

#[test]
fn a_connection_that_breaks_takes_nothing_away() {
    let (proxy, name) = (Proxy::to(zookeeper().port), namespace());
    let keeper = start(&format!("zk://127.0.0.1:{}", proxy.port), &long_bid(&name));
    let grant = holds(&keeper);
    for _ in 0..3 {
        proxy.cut();
        thread::sleep(Duration::from_millis(300));
        assert_eq!(holds(&keeper), grant);
    }
    let mut hand = Hand::new(zookeeper().port);
    let own = node(&mut hand, &name);
    hand.delete(&own);
    is_lost(&keeper);
    assert!(keeper.stop());
}

/// Nobody knows whether it is lost while the server is silent: only the lease's own time ends what runs.
#[test]
fn a_server_that_stops_lets_the_time_run_out() {
    let server = own_server();
    let mut keeper = start(&server.url(), &Bid { ttl: seconds(3), ..bid(["a"], Mode::Exclusive) });
    let grant = holds(&keeper);
    server.stop();
    let stopped = clock::since_boot();
    while clock::since_boot() < stopped + grant.ttl + seconds(1) {
        assert!(keeper.now() == News::Holds, "{:?}", keeper.now());
        let terms = keeper.terms();
        assert!(!terms.revoked && terms.end_at < Some(stopped + grant.ttl) && terms.end_at < terms.kill_at);
        thread::sleep(Duration::from_millis(20));
    }
    server.resume();
    let _ = keeper.stop();
}

#[test]
fn of_two_servers_one_may_be_away() {
    let (name, port) = (namespace(), zookeeper().port);
    let (refusing, _held) = refusing_port();
    for hosts in [format!("127.0.0.1:{refusing},127.0.0.1:{port}"), format!("127.0.0.1:{port},127.0.0.1:{refusing}")] {
        let at = At::url(format!("zk://{hosts}"));
        let keeper = start(&at.url, &long_bid(&name));
        let grant = holds(&keeper);
        assert!(at.left(&name, &grant.token).is_some());
        assert_eq!(at.try_for(&bid([&name], Mode::Exclusive)), None);
        assert!(keeper.stop());
        let grant = at.take(&name);
        assert!(at.release(&name, &grant));
    }
}

/// A port of this machine on which nobody listens, as long as the socket is kept.
fn refusing_port() -> (u16, TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let held = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    (held.local_addr().unwrap().port(), held)
}
