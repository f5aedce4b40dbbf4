//! Waiting: the server says when it is over, and time does where nobody says anything.

use super::*;
use crate::support::Scratch;
use crate::support::servers::{Kind, Options};

#[test]
fn a_dead_holder_is_over_at_its_deadline() {
    let (site, name) = (Site::shared(), namespace());
    let since = Instant::now();
    let dead = site.take(&with_ttl(&name, 1000));
    let waiter = site.keep(&bid(&name));
    let grant = granted(&waiter);
    let took = since.elapsed();
    assert!(took >= Duration::from_millis(1000) && took < Duration::from_secs(3), "{took:?}");
    assert!(grant.fences[0] > dead.fences[0] && !site.release(&name, &dead.token));
    assert!(waiter.stop());
}

#[test]
fn a_dead_waiter_holds_nobody_up() {
    let (site, name, scratch) = (Site::shared(), namespace(), Scratch::new());
    let first = site.take(&bid(&name));
    let args = ["-b", &*site.url, "lock", "acquire", &name, "--wait", "30s", "--ttl", "1s"];
    let dead = scratch.gosys(args).start();
    eventually(SOON, "it waits", || site.queue(&name).len() == 2);
    let waiter = site.queue_up(&bid(&name));
    dead.signal("KILL");
    assert_eq!(dead.code_after_kill(), 137);
    assert!(site.release(&name, &first.token));
    granted(&waiter);
    assert!(waiter.stop());
}

#[test]
fn whoever_stops_waiting_leaves_nothing() {
    let (site, name, scratch) = (Site::shared(), namespace(), Scratch::new());
    let first = site.take(&bid(&name));
    let args = ["-b", &*site.url, "lock", "acquire", &name, "--wait", "300ms"];
    scratch.gosys(args).end().like(75, "", "is still taken after");
    let waiter = scratch.gosys(["-b", &*site.url, "lock", "acquire", &name, "--wait", "30s"]).start();
    eventually(SOON, "it waits", || site.queue(&name).len() == 2);
    waiter.signal("TERM");
    waiter.end().is(143, "", "");
    assert_eq!(site.queue(&name).len(), 1);
    assert!(site.release(&name, &first.token));
}

/// Nobody asks while nothing happens.
#[test]
fn waiters_are_woken_and_do_not_poll() {
    let server = Server::own(Kind::Redis, Options::default());
    let (site, name) = (Site::at(&server.url()), namespace());
    let holder = site.keep(&bid(&name));
    granted(&holder);
    let waiters: Vec<_> = (0..3).map(|_| site.queue_up(&bid(&name))).collect();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(say(&server, "CONFIG RESETSTAT"), "+OK");
    std::thread::sleep(Duration::from_secs(2));
    let stats = server.ask("INFO commandstats\r\n").unwrap();
    assert!(!stats.contains("cmdstat_eval"), "{stats}");
    let since = Instant::now();
    assert!(holder.stop());
    granted(&waiters[0]);
    let took = since.elapsed();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(waiters.iter().all(Keeper::stop));
}

/// A renewal is a change of the server's data, too, and may end what the server was told to watch.
#[test]
fn a_waiter_is_still_woken_after_its_own_renewals() {
    let (site, name) = (Site::shared(), namespace());
    let holder = site.keep(&with_ttl(&name, 3000));
    granted(&holder);
    let waiter = site.queue_up(&with_ttl(&name, 3000));
    // Its third renewal is the first that prolongs the queue: a change by its own hand.
    std::thread::sleep(Duration::from_millis(3600));
    let since = Instant::now();
    assert!(holder.stop());
    granted(&waiter);
    // Without a word from the server it would look again when the holder's place was due to end.
    assert!(since.elapsed() < Duration::from_millis(700), "{:?}", since.elapsed());
    assert!(waiter.stop());
}

#[test]
fn a_queue_that_is_deleted_by_hand_is_lost_at_once() {
    let (site, name) = (Site::shared(), namespace());
    for part in ["q", "d"] {
        let keeper = site.keep(&bid(&name));
        let fence = granted(&keeper).fences[0];
        std::thread::sleep(Duration::from_millis(100));
        say(redis(), &format!("DEL {}", key(&name, part)));
        if part == "d" {
            // Of the deadlines alone nobody is told; the next question finds out.
            say(redis(), &format!("HSET {} x y", key(&name, "q")));
        }
        let (took, why) = loses(&keeper);
        assert!(took < Duration::from_secs(1) && why.is_none(), "{took:?} {why:?}");
        say(redis(), &format!("HDEL {} x", key(&name, "q")));
        let next = site.take(&bid(&name));
        assert!(next.fences[0] > fence);
        assert!(keeper.stop() && site.release(&name, &next.token));
        assert_eq!(parts(redis(), &name), "f");
    }
}

#[test]
fn all_data_lost_is_noticed_and_fences_go_on_rising() {
    let server = Server::own(Kind::Redis, Options::default());
    let (site, name) = (Site::at(&server.url()), namespace());
    let keeper = site.keep(&bid(&name));
    let fence = granted(&keeper).fences[0];
    let waiter = site.queue_up(&bid(&name));
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(say(&server, "FLUSHALL"), "+OK");
    loses(&keeper);
    assert!(granted(&waiter).fences[0] > fence);
    assert!(keeper.stop() && waiter.stop());
}

#[test]
fn a_watcher_sees_who_comes_and_goes() {
    let (site, name) = (Site::shared(), namespace());
    let (seen, sees) = std::sync::mpsc::channel();
    let (watched, of) = (site.clone(), name.clone());
    let watcher = std::thread::spawn(move || {
        let mut each =
            |queue: Vec<Contender>| seen.send(queue.len()).map_err(|_| gosys::base::error::Error::usage("enough"));
        watched.locks(|locks| locks.watch(&lock(&of), &mut each)).unwrap_err().message().to_owned()
    });
    let next = || sees.recv_timeout(SOON).unwrap();
    assert_eq!(next(), 0);
    let short = site.take(&with_ttl(&name, 400));
    assert_eq!(next(), 1);
    // Its time is over, and nobody says so but the watcher's own clock.
    assert_eq!(next(), 0);
    assert!(!site.release(&name, &short.token));
    drop(sees);
    site.take(&bid(&name));
    eventually(SOON, "it ends", || watcher.is_finished());
    assert_eq!(watcher.join().unwrap(), "enough");
}

/// An old server, or one whose administrator does not let us.
#[test]
fn a_server_that_tells_nothing_is_asked_again() {
    let scratch = Scratch::new();
    let server = Server::own(Kind::Redis, Options { extra: &["--rename-command", "CLIENT", ""], tls: None });
    let (site, name) = (Site::at(&server.url()), namespace());
    let holder = site.keep(&bid(&name));
    let first = granted(&holder);
    let args = ["-b", &*site.url, "-v", "lock", "acquire", &name, "--wait", "30s"];
    let waiter = scratch.gosys(args).start();
    eventually(SOON, "it waits", || site.queue(&name).len() == 2);
    std::thread::sleep(Duration::from_millis(300));
    assert!(site.release(&name, &first.token));
    let end = waiter.end();
    assert_eq!((end.code(), end.stderr.matches("CLIENT TRACKING").count()), (0, 1), "{}", end.stderr);
    assert_eq!(end.stdout.trim().len(), 32);
    loses(&holder);
    assert!(holder.stop());
}

#[test]
fn nothing_stays_of_who_is_gone() {
    let (site, name) = (Site::shared(), namespace());
    site.take(&with_mode(&name, Mode::Shared));
    let long = site.take(&with_mode(&name, Mode::Shared));
    site.release(&name, &long.token);
    let name = namespace();
    site.take(&with_ttl(&name, 500));
    assert_eq!(parts(redis(), &name), "qdf");
    assert_eq!(site.locks(|locks| locks.names(&name)).unwrap(), [lock(&name)]);
    std::thread::sleep(Duration::from_millis(510));
    assert!(site.locks(|locks| locks.names(&name)).unwrap().is_empty());
    eventually(Duration::from_secs(2), "the keys are over", || parts(redis(), &name) == "f");
}

/// Whoever had a long TTL and is gone does not keep the keys of others for as long.
#[test]
fn keys_last_as_long_as_the_places_that_are_left() {
    let (site, name) = (Site::shared(), namespace());
    let long = site.take(&Bid { ttl: Duration::from_secs(3600), ..with_mode(&name, Mode::Shared) });
    site.take(&Bid { ttl: Duration::from_millis(500), ..with_mode(&name, Mode::Shared) });
    assert!(site.release(&name, &long.token));
    eventually(Duration::from_secs(3), "the keys are over", || parts(redis(), &name) == "f");
}
