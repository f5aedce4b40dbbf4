//! One store's connection: what it watches, and that nothing is missed however its waiting is interrupted.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Instant;

use gosys::backend::remote::block_on;
use gosys::lock::remote::{Lease, Standing, Store};
use gosys::lock::zookeeper::open;
use tokio::time::timeout;

use super::*;

/// Long enough for what should not happen to have happened.
const MOMENT: Duration = Duration::from_millis(200);

/// A contender with a connection of its own.
struct One<'a> {
    store: Box<dyn Store + 'a>,
    lease: Lease,
    bid: Bid,
}

impl<'a> One<'a> {
    async fn begin(place: &'a Place<'a>, bid: Bid) -> Self {
        let mut store = open(place, 0).await.unwrap();
        let lease = store.begin(bid.ttl).await.unwrap();
        Self { store, lease, bid }
    }

    async fn join(&mut self) -> Standing {
        self.store.join(&self.lease, &self.bid, &self.bid.names[0]).await.unwrap()
    }

    async fn leave(&mut self) {
        assert!(self.store.leave(&self.lease, &self.bid.names[0]).await.unwrap());
    }

    /// Whether something that it watches has happened.
    async fn is_woken(&mut self) -> bool {
        timeout(MOMENT, self.store.changed()).await.is_ok_and(|answer| answer.is_ok())
    }
}

fn run(work: impl AsyncFnOnce(&Place<'_>)) {
    run_at(&shared(), work);
}

fn run_at(at: &At, work: impl AsyncFnOnce(&Place<'_>)) {
    at.at_place(|place| {
        block_on(async {
            timeout(2 * LONG, work(&place)).await.expect("nothing hangs");
            Ok(())
        })
        .unwrap();
    });
}

#[test]
fn only_the_one_before_is_watched() {
    run(async |place| {
        let name = namespace();
        let mut all = Vec::new();
        for _ in 0..5 {
            let mut one = One::begin(place, bid([&name], Mode::Exclusive)).await;
            let stands = one.join().await;
            assert_eq!(matches!(stands, Standing::Holds(_)), all.is_empty());
            all.push(one);
        }
        // The third of five leaves: the fourth is told, and nobody else, the holder neither.
        all.remove(2).leave().await;
        for (at, one) in all.iter_mut().enumerate() {
            assert_eq!(one.is_woken().await, at == 2, "{at}");
        }
        assert_eq!(all[2].join().await, Standing::Waits);
        // Renewals wake nobody.
        for one in &mut all {
            assert!(one.store.renew(&one.lease, &one.bid.names).await.unwrap());
        }
        for one in &mut all {
            assert!(!one.is_woken().await);
        }
        for mut one in all {
            one.leave().await;
        }
    });
}

#[test]
fn what_happens_beside_another_answer_is_kept() {
    run(async |place| {
        let name = namespace();
        let mut first = One::begin(place, bid([&name], Mode::Exclusive)).await;
        let mut second = One::begin(place, bid([&name], Mode::Exclusive)).await;
        first.join().await;
        second.join().await;
        first.leave().await;
        // The event comes before these answers.
        for _ in 0..3 {
            assert!(second.store.renew(&second.lease, &second.bid.names).await.unwrap());
        }
        assert!(second.is_woken().await);
        let Standing::Holds(Some(_)) = second.join().await else { panic!("it waits") };
        assert!(!second.is_woken().await);
        second.leave().await;
        // Its place and its session are gone with that.
        assert!(!second.store.leave(&second.lease, &second.bid.names[0]).await.unwrap());
        assert!(!second.store.renew(&second.lease, &second.bid.names).await.unwrap());
    });
}

/// A wire to the shared server on which each answer comes byte by byte.
fn dribble() -> At {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for client in listener.incoming() {
            let (mut client, server) = (client.unwrap(), TcpStream::connect(("127.0.0.1", zookeeper().port)).unwrap());
            client.set_nodelay(true).unwrap();
            let (mut asks, mut takes) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            thread::spawn(move || std::io::copy(&mut asks, &mut takes));
            thread::spawn(move || {
                for byte in std::io::BufReader::new(server).bytes() {
                    thread::sleep(Duration::from_micros(100));
                    client.write_all(&[byte?])?;
                }
                std::io::Result::Ok(())
            });
        }
    });
    At::url(format!("zk://127.0.0.1:{port}"))
}

#[test]
fn waiting_may_be_interrupted_at_any_time() {
    run_at(&dribble(), async |place| {
        for _ in 0..5 {
            let name = namespace();
            let mut first = One::begin(place, bid([&name], Mode::Exclusive)).await;
            let mut second = One::begin(place, bid([&name], Mode::Exclusive)).await;
            first.join().await;
            second.join().await;
            for _ in 0..10 {
                assert!(timeout(Duration::from_micros(50), second.store.changed()).await.is_err());
            }
            first.leave().await;
            let since = Instant::now();
            while timeout(Duration::from_micros(50), second.store.changed()).await.is_err() {
                assert!(since.elapsed() < LONG);
            }
            assert!(matches!(second.join().await, Standing::Holds(_)));
            second.leave().await;
        }
    });
}

/// What others say of the same place when it was begun on another connection.
#[test]
fn another_connection_finds_the_place_again() {
    run(async |place| {
        let name = namespace();
        let mut one = One::begin(place, bid([&name], Mode::Exclusive)).await;
        let Standing::Holds(fence) = one.join().await else { panic!("it waits") };
        let mut other = open(place, 0).await.unwrap();
        assert!(other.resume(&one.lease).await.unwrap());
        let names = &one.bid.names;
        assert_eq!(other.join(&one.lease, &one.bid, &names[0]).await.unwrap(), Standing::Holds(fence));
        assert_eq!(other.standing(&one.lease, &names[0]).await.unwrap(), Some(Standing::Holds(fence)));
        assert_eq!(other.queue(&names[0]).await.unwrap().len(), 1);
        // A session has one connection: the first has lost it, and says so.
        assert_eq!(one.store.changed().await.unwrap_err().exit().code(), 69);
        // It was looked at by a session of its own, which ends, and the lease does not.
        let mut looking = open(place, 0).await.unwrap();
        assert_eq!(looking.find(&one.lease.token, &names[0]).await.unwrap(), Some(one.lease.clone()));
        looking.close().await.unwrap();
        other.close().await.unwrap();
        let mut last = open(place, 0).await.unwrap();
        assert!(last.leave(&one.lease, &names[0]).await.unwrap());
        assert!(!open(place, 0).await.unwrap().resume(&one.lease).await.unwrap());
    });
}
