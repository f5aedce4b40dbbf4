//! Servers and connections that fail.

use super::*;
use crate::support::proxy::Proxy;
use crate::support::servers::{Kind, Options};

fn through(server: &Server) -> (Proxy, Site) {
    let proxy = Proxy::to(server.port);
    let site = Site::at(&format!("redis://127.0.0.1:{}", proxy.port));
    (proxy, site)
}

/// Every answer of every request gets lost once: what was asked is done, and asking again does no harm.
#[test]
fn a_lost_reply_costs_nothing() {
    let ((proxy, site), direct) = (through(redis()), Site::shared());
    for n in 1..=2 {
        let name = namespace();
        proxy.lose(n);
        let grant = site.take(&bid(&name));
        assert_eq!(direct.queue(&name).len(), 1);
        proxy.lose(n);
        let renew = |ttl| site.locks(|locks| locks.renew(&lock(&name), &grant.token, ttl)).unwrap();
        assert!(renew(Some(SOON)) == Some(SOON) && renew(None) == Some(SOON));
        assert_eq!(direct.queue(&name)[0].fence, grant.fences[0]);
        proxy.lose(n);
        assert!(site.release(&name, &grant.token), "{n}");
        assert_eq!(parts(redis(), &name), "f");
    }
}

/// Waiting, holding and giving back, where each answer in turn does not come.
#[test]
fn a_keeper_survives_any_lost_reply() {
    let ((proxy, site), direct) = (through(redis()), Site::shared());
    for n in 2..=9 {
        let name = namespace();
        let first = direct.take(&bid(&name));
        proxy.lose(n);
        let keeper = site.keep(&with_ttl(&name, 3000));
        eventually(SOON, "it waits", || direct.queue(&name).len() == 2);
        std::thread::sleep(Duration::from_millis(100));
        assert!(direct.release(&name, &first.token));
        let grant = granted(&keeper);
        assert_eq!(direct.queue(&name)[0].fence, grant.fences[0], "{n}");
        std::thread::sleep(Duration::from_millis(1200));
        assert_eq!(holds(&keeper), Some(grant), "{n}");
        assert!(keeper.stop());
        assert_eq!(parts(redis(), &name), "f", "{n}");
        proxy.lose(0);
    }
}

#[test]
fn a_connection_that_breaks_takes_nothing_away() {
    let ((proxy, site), name) = (through(redis()), namespace());
    let keeper = site.keep(&bid(&name));
    let grant = granted(&keeper);
    let waiter = site.queue_up(&bid(&name));
    for _ in 0..3 {
        proxy.cut();
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!((holds(&keeper).as_ref(), waiter.now()), (Some(&grant), News::Waiting));
    }
    assert_eq!(Site::shared().queue(&name).len(), 2);
    // Still listening, on the connections that came after.
    assert!(keeper.stop());
    granted(&waiter);
    say(redis(), &format!("DEL {}", key(&name, "q")));
    loses(&waiter);
    assert!(waiter.stop());
}

#[test]
fn a_server_that_starts_again_with_its_data_still_has_the_lock() {
    let always = ["--appendonly", "yes", "--appendfsync", "always"];
    let mut server = Server::own(Kind::Redis, Options { extra: &always, tls: None });
    let (site, name) = (Site::at(&server.url()), namespace());
    let keeper = site.keep(&bid(&name));
    let grant = granted(&keeper);
    let waiter = site.queue_up(&bid(&name));
    server.restart();
    eventually(SOON, "it is held again", || site.locks(|locks| locks.queue(&lock(&name))).is_ok());
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!((holds(&keeper), waiter.now()), (Some(grant.clone()), News::Waiting));
    assert_eq!(site.queue(&name)[0].fence, grant.fences[0]);
    assert!(keeper.stop());
    assert!(granted(&waiter).fences[0] > grant.fences[0]);
    assert!(waiter.stop());
}

#[test]
fn a_server_without_its_data_has_lost_the_lock() {
    let mut server = Server::own(Kind::Redis, Options::default());
    let (site, name) = (Site::at(&server.url()), namespace());
    let keeper = site.keep(&bid(&name));
    let grant = granted(&keeper);
    server.restart();
    loses(&keeper);
    assert!(keeper.stop());
    assert!(site.take(&bid(&name)).fences[0] > grant.fences[0]);
}

#[test]
fn a_stopped_server_is_not_waited_for() {
    let server = Server::own(Kind::Redis, Options::default());
    let (site, name) = (Site::at(&server.url()), namespace());
    let grant = site.take(&bid(&name));
    server.stop();
    let since = Instant::now();
    assert_eq!(site.acquire(&bid(&name)).unwrap_err().exit().code(), 69);
    assert_eq!(site.locks(|locks| locks.left(&lock(&name), &grant.token)).unwrap_err().exit().code(), 69);
    assert!(since.elapsed() < 3 * SOON, "{:?}", since.elapsed());
    server.resume();
    assert!(site.release(&name, &grant.token));
}
