//! One connection: what a wait may not miss, and what a renewal must not promise.

use gosys::backend::remote::block_on;
use gosys::lock::etcd::open;
use gosys::lock::remote::{Lease, Standing, Store};
use tokio::time::timeout;

use super::*;
use crate::support::proxy::Proxy;
use crate::support::servers::{Kind, Options};

fn on_a_connection(at: &At, work: impl AsyncFnOnce(&mut dyn Store)) {
    let (out, url) = (quiet(), at.url.parse().unwrap());
    let patience = Patience::of(Duration::from_secs(10));
    let call = Call { out: &out, credentials: Credentials::default(), patience };
    let place = Place { url: &url, call: &call, compat: false };
    block_on(async {
        let mut store = open(&place, 0).await?;
        work(store.as_mut()).await;
        store.close().await
    })
    .unwrap();
}

/// A lease with a place in the queue of this name.
async fn joined(store: &mut dyn Store, name: &str, expected: Standing) -> Lease {
    let bid = bid([name], Mode::Exclusive);
    let lease = store.begin(bid.ttl).await.unwrap();
    let standing = store.join(&lease, &bid, &lock(name)).await.unwrap();
    assert_eq!(std::mem::discriminant(&standing), std::mem::discriminant(&expected));
    assert_eq!(store.join(&lease, &bid, &lock(name)).await.unwrap(), standing);
    lease
}

/// Whether a change is told within this time.
async fn is_told(store: &mut dyn Store, limit: Duration) -> bool {
    timeout(limit, store.changed()).await.is_ok_and(|told| told.is_ok())
}

/// Whether no change is told, once it is listened: that this begins is told, for what happened before is not.
async fn is_quiet(store: &mut dyn Store, lease: &Lease, name: &str) -> bool {
    if is_told(store, SHORT).await {
        store.standing(lease, &lock(name)).await.unwrap();
    }
    !is_told(store, SHORT).await
}

const SHORT: Duration = Duration::from_millis(200);

#[test]
fn a_place_that_is_gone_is_not_renewed() {
    let (at, names) = (shared(), [namespace(), namespace()]);
    let both = names.each_ref().map(|name| lock(name));
    on_a_connection(&at, async |store| {
        let lease = joined(store, &names[0], Standing::Holds(None)).await;
        let _ = store.join(&lease, &bid([&names[1]], Mode::Exclusive), &both[1]).await.unwrap();
        for _ in 0..3 {
            assert!(store.renew(&lease, &both).await.unwrap());
        }
        ctl(etcd(), &["del", &format!("{}/{}", names[1], lease.token.reveal())]);
        assert!(!store.renew(&lease, &both).await.unwrap());
        assert!(store.renew(&lease, &both[..1]).await.unwrap());
        assert_eq!(store.standing(&lease, &both[1]).await.unwrap(), None);
        ctl(etcd(), &["lease", "revoke", lease.token.reveal()]);
        assert!(!store.renew(&lease, &both[..1]).await.unwrap() && !store.resume(&lease).await.unwrap());
    });
}

/// The lease is as it was granted, so its keys are what tells. Whoever asks after the end is told at once.
#[test]
fn what_happened_before_the_wait_is_told() {
    let (at, name) = (shared(), namespace());
    let held = at.take(&name);
    on_a_connection(&at, async |store| {
        let lease = joined(store, &name, Standing::Waits).await;
        assert!(at.release(&name, &held));
        assert!(is_told(store, LONG).await);
        assert!(matches!(store.standing(&lease, &lock(&name)).await.unwrap(), Some(Standing::Holds(_))));
        assert!(is_quiet(store, &lease, &name).await);
        assert!(store.leave(&lease, &lock(&name)).await.unwrap());
    });
}

/// Also where it does not look, as with a single name: a command may end before anybody listens.
#[test]
fn who_gives_back_what_was_taken_away_is_told() {
    let (at, name) = (shared(), namespace());
    on_a_connection(&at, async |store| {
        let lease = joined(store, &name, Standing::Holds(None)).await;
        assert!(store.leave(&lease, &lock(&name)).await.unwrap());
        let lease = joined(store, &name, Standing::Holds(None)).await;
        let id = lease.token.id().to_owned();
        assert_eq!(at.evict(&name, Some(&id)), 1);
        assert!(!store.leave(&lease, &lock(&name)).await.unwrap());
        assert_eq!(store.note(&lock(&name), &id).await.unwrap().as_deref(), Some("for the test"));
    });
}

#[test]
fn a_wait_that_is_dropped_misses_nothing() {
    let (at, name) = (shared(), namespace());
    for drops in 0..12 {
        let held = at.take(&name);
        on_a_connection(&at, async |store| {
            let lease = joined(store, &name, Standing::Waits).await;
            for step in 0..drops {
                is_told(store, Duration::from_micros(300 * step)).await;
            }
            assert!(at.release(&name, &held));
            assert!(is_told(store, LONG).await, "{drops}");
            assert!(store.leave(&lease, &lock(&name)).await.unwrap());
        });
    }
}

#[test]
fn who_comes_later_wakes_nobody() {
    let (at, name) = (shared(), namespace());
    on_a_connection(&at, async |store| {
        let lease = joined(store, &name, Standing::Holds(None)).await;
        assert!(is_quiet(store, &lease, &name).await);
        assert_eq!(at.try_for(&bid([&name], Mode::Exclusive)), None);
        assert!(!is_told(store, SHORT).await);
        assert!(store.leave(&lease, &lock(&name)).await.unwrap());
    });
}

/// What happened since may be forgotten by the server, and that is a change too.
#[test]
fn a_history_that_was_cut_is_a_change() {
    let server = Server::own(Kind::Etcd, Options::default());
    let at = At::server(&server);
    let held = at.take("a");
    on_a_connection(&at, async |store| {
        let lease = joined(store, "a", Standing::Waits).await;
        assert!(at.release("a", &held));
        ctl(&server, &["put", "x", "y"]);
        let revision = at.take("b").fences[0].unwrap().to_string();
        ctl(&server, &["compact", &revision]);
        assert!(is_told(store, LONG).await);
        assert!(matches!(store.standing(&lease, &lock("a")).await.unwrap(), Some(Standing::Holds(_))));
        assert!(is_quiet(store, &lease, "a").await);
    });
}

/// The client connects again by itself, but what it listened to is gone with the old connection.
#[test]
fn after_a_break_it_is_listened_anew() {
    let (direct, name, proxy) = (shared(), namespace(), Proxy::to(etcd().port));
    let held = direct.take(&name);
    on_a_connection(&At::url(format!("etcd://127.0.0.1:{}", proxy.port)), async |store| {
        let lease = joined(store, &name, Standing::Waits).await;
        assert!(is_quiet(store, &lease, &name).await);
        proxy.cut();
        assert!(timeout(LONG, store.changed()).await.unwrap().is_err());
        while store.standing(&lease, &lock(&name)).await.is_err() {}
        assert!(is_quiet(store, &lease, &name).await);
        assert!(store.renew(&lease, std::slice::from_ref(&lock(&name))).await.unwrap());
        assert!(direct.release(&name, &held));
        assert!(is_told(store, LONG).await);
        assert!(store.leave(&lease, &lock(&name)).await.unwrap());
    });
}

#[test]
fn nobody_but_the_server_of_the_connection_is_asked() {
    let (refusing, _held) = crate::backend::refusing_port();
    let (out, url) = (quiet(), format!("etcd://127.0.0.1:{refusing},127.0.0.1:{}", etcd().port).parse().unwrap());
    let patience = Patience::of(Duration::from_secs(10));
    let call = Call { out: &out, credentials: Credentials::default(), patience };
    let place = Place { url: &url, call: &call, compat: false };
    for (attempt, answers) in [(0, false), (1, true), (2, false), (3, true)] {
        let begun = block_on(async { open(&place, attempt).await?.begin(seconds(5)).await });
        assert_eq!(begun.is_ok(), answers, "{attempt}");
    }
}
