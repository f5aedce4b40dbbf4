//! Holding on while something runs: what a keeper notices, and what it must not believe.

use gosys::base::clock;
use gosys::base::process::Warrant;
use gosys::lock::remote::{Keeper, Limits, SILENCE, Station};
use gosys::lock::session::News;

use super::*;
use crate::backend::refusing_port;
use crate::support::proxy::Proxy;
use crate::support::servers::namespace;

on_leases! {
    a_deleted_place_is_a_loss,
    an_ended_lease_is_a_loss,
    a_broken_lock_is_a_loss_and_says_why,
    a_waiter_comes_to_hold_and_gives_back,
    a_lock_is_renewed_for_as_long_as_it_is_waited_for_and_held,
    a_server_that_starts_again_takes_nothing_away,
    a_waiter_outlives_its_server,
    a_connection_that_breaks_takes_nothing_away,
    a_server_that_stops_lets_the_time_run_out,
    of_two_servers_one_may_be_away,
}

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
fn is_lost(keeper: &Keeper, why: Option<&str>) {
    eventually(SOON, "the loss is noticed", || keeper.now() != News::Holds);
    assert_eq!(keeper.now(), News::Lost);
    // The reason is read after the loss is told.
    eventually(SOON, "the reason", || keeper.note().as_deref() == why);
}

fn lasting<const N: usize>(ttl: Duration, names: [&str; N]) -> Bid {
    Bid { ttl, ..bid(names, Mode::Exclusive) }
}

impl Leases {
    /// With a lease so long that no renewal could be what tells.
    fn long<const N: usize>(&self, names: [&str; N]) -> Bid {
        lasting(self.longest, names)
    }

    /// Takes a holder's place away by hand.
    fn take_away(&self, server: &Server, name: &str, grant: &Grant) {
        (self.backend.remove)(server, name, grant.token.id());
    }
}

fn a_deleted_place_is_a_loss(leases: &Leases) {
    let (at, name) = (leases.backend.at(), namespace());
    let keeper = start(&at.url, &leases.long([&name]));
    let grant = holds(&keeper);
    leases.take_away(leases.shared(), &name, &grant);
    is_lost(&keeper, None);
    assert!(keeper.stop());
    // The lease too is given up, and what is under it.
    assert!(!(leases.knows)(leases.shared(), &grant.token));
    assert_eq!(at.names(&name), [""; 0]);
}

fn an_ended_lease_is_a_loss(leases: &Leases) {
    let (at, name) = (leases.backend.at(), namespace());
    let keeper = start(&at.url, &leases.long([&name]));
    let grant = holds(&keeper);
    (leases.end)(leases.shared(), &grant.token);
    is_lost(&keeper, None);
    assert!(keeper.stop());
    assert_eq!(at.names(&name), [""; 0]);
}

fn a_broken_lock_is_a_loss_and_says_why(leases: &Leases) {
    let (at, names) = (leases.backend.at(), [namespace(), namespace()]);
    let [a, b] = names.each_ref().map(String::as_str);
    let keeper = start(&at.url, &leases.long([a, b]));
    let grant = holds(&keeper);
    assert_eq!(at.evict(b, Some(grant.token.id())), 1);
    is_lost(&keeper, Some("for the test"));
    assert!(keeper.stop());
    assert_eq!((at.queue(a), at.queue(b)), (vec![], vec![]));
    assert!(!(leases.knows)(leases.shared(), &grant.token));
}

fn a_waiter_comes_to_hold_and_gives_back(leases: &Leases) {
    let (at, name) = (leases.backend.at(), namespace());
    let held = at.take(&name);
    let keeper = start(&at.url, &leases.long([&name]));
    at.queue_becomes(&name, 2);
    assert_eq!(keeper.now(), News::Waiting);
    assert!(at.release(&name, &held));
    let grant = holds(&keeper);
    assert!(grant.fences[0] > held.fences[0]);
    assert!((leases.knows)(leases.shared(), &grant.token));
    assert!(keeper.stop());
    assert_eq!(at.queue(&name), []);
    assert!(!(leases.knows)(leases.shared(), &grant.token));
    // And one that is not wanted any more while it waits.
    let held = at.take(&name);
    let keeper = start(&at.url, &leases.long([&name]));
    at.queue_becomes(&name, 2);
    assert!(keeper.stop());
    assert_eq!(at.queue(&name).len(), 1);
    assert!(at.release(&name, &held));
}

fn a_lock_is_renewed_for_as_long_as_it_is_waited_for_and_held(leases: &Leases) {
    let (at, name) = (leases.backend.at(), namespace());
    let held = at.take(&name);
    let keeper = start(&at.url, &lasting(seconds(2), [&name]));
    thread::sleep(seconds(5));
    assert_eq!((keeper.now(), at.queue(&name).len()), (News::Waiting, 2));
    assert!(at.release(&name, &held));
    let grant = holds(&keeper);
    thread::sleep(grant.ttl * 2 + seconds(1));
    assert_eq!(holds(&keeper), grant);
    assert!(at.left(&name, &grant.token).is_some());
    assert!(keeper.stop());
}

fn a_server_that_starts_again_takes_nothing_away(leases: &Leases) {
    let mut server = leases.own();
    let at = At::server(&server);
    let mut keeper = start(&at.url, &lasting(seconds(15), ["a"]));
    let grant = holds(&keeper);
    let until = keeper.terms().end_at.unwrap();
    server.restart();
    let renewed = (clock::since_boot() + seconds(11)).max(until + seconds(1));
    // Renewed after that, and listening again.
    eventually(LONG, "it is renewed", || keeper.terms().end_at.unwrap() > renewed);
    assert_eq!(holds(&keeper), grant);
    leases.take_away(&server, "a", &grant);
    is_lost(&keeper, None);
    assert_eq!(at.left("a", &grant.token), None);
    assert!(keeper.stop());
}

/// What a waiter watches goes with its server; the next one has to be watched anew.
/// A restart that takes longer than whoever waits endures tells nothing: a busy machine has some turns.
fn a_waiter_outlives_its_server(leases: &Leases) {
    assert!((0..4).any(|_| outlives_a_restart(leases)), "no server was back soon enough");
}

fn outlives_a_restart(leases: &Leases) -> bool {
    let mut server = leases.own();
    let at = At::server(&server);
    let held = at.take("a");
    let waiter = at.waiter(&bid(["a"], Mode::Exclusive));
    at.queue_becomes("a", 2);
    let stopped = clock::since_boot();
    server.restart();
    if clock::since_boot() > stopped + SILENCE - seconds(2) {
        return false;
    }
    assert!(!waiter.is_finished());
    assert!(at.release("a", &held));
    let grant = waiter.join().unwrap();
    assert!(at.release("a", &grant));
    assert_eq!((leases.count)(&server), 0);
    true
}

fn a_connection_that_breaks_takes_nothing_away(leases: &Leases) {
    let (proxy, name) = (Proxy::to(leases.shared().port), namespace());
    let keeper = start(&leases.wire(&proxy).url, &leases.long([&name]));
    let grant = holds(&keeper);
    for pause_ms in [100, 300, 100, 300] {
        proxy.cut();
        thread::sleep(Duration::from_millis(pause_ms));
        assert_eq!(holds(&keeper), grant);
    }
    leases.take_away(leases.shared(), &name, &grant);
    is_lost(&keeper, None);
    assert!(keeper.stop());
}

/// Nobody knows whether it is lost while the server is silent: only the lease's own time ends what runs.
fn a_server_that_stops_lets_the_time_run_out(leases: &Leases) {
    let server = leases.own();
    let three = lasting(seconds(3), ["a"]);
    let mut keeper = start(&server.url(), &three);
    let grant = holds(&keeper);
    server.stop();
    let stopped = clock::since_boot();
    while clock::since_boot() < stopped + grant.ttl + seconds(1) {
        assert_eq!(keeper.now(), News::Holds);
        let terms = keeper.terms();
        assert!(!terms.revoked && terms.end_at < Some(stopped + grant.ttl) && terms.end_at < terms.kill_at);
        thread::sleep(Duration::from_millis(20));
    }
    server.resume();
    // The server's own time has run out as well; unless a busy one hears the renewals that were sent meanwhile before it
    // looks at its clock, and then nobody has lost anything.
    match At::server(&server).wait_for(&three, seconds(10)) {
        Some(next) => assert!(next.fences[0] > grant.fences[0]),
        None => assert_eq!(holds(&keeper), grant),
    }
    let _ = keeper.stop();
}

fn of_two_servers_one_may_be_away(leases: &Leases) {
    let (name, server) = (namespace(), leases.shared());
    let (refusing, _held) = refusing_port();
    for ports in [[refusing, server.port], [server.port, refusing]] {
        let at = leases.on_ports(ports);
        let keeper = start(&at.url, &leases.long([&name]));
        let grant = holds(&keeper);
        assert!(at.left(&name, &grant.token).is_some());
        assert_eq!(at.try_for(&bid([&name], Mode::Exclusive)), None);
        assert!(keeper.stop());
        let grant = at.take(&name);
        assert!(at.release(&name, &grant));
    }
}
