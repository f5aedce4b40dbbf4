//! Nothing stays behind on the server: neither keys nor leases.

use super::*;
use crate::support::servers::{Kind, Options};

/// All keys and all leases.
fn stored(server: &Server) -> (Vec<String>, Vec<String>) {
    (ctl(server, &["get", "", "--prefix", "--keys-only"]), ctl(server, &["lease", "list"]))
}

#[test]
fn nothing_is_left_behind() {
    let server = Server::own(Kind::Etcd, Options::default());
    for at in [At::server(&server), At::url(server.url() + "/app")] {
        let before = stored(&server);
        assert_eq!(before.0, [""; 0]);
        let held = at.take("a");
        assert_ne!(stored(&server), before);
        // A try that fails, alone and as the second of two names, a wait that is over, and one that has success.
        assert_eq!(at.try_for(&bid(["a"], Mode::Exclusive)), None);
        assert_eq!(at.try_for(&bid(["0", "a"], Mode::Exclusive)), None);
        assert_eq!(at.wait_for(&bid(["a"], Mode::Exclusive), Duration::from_millis(200)), None);
        let waiter = {
            let at = at.clone();
            thread::spawn(move || at.wait_for(&bid(["a"], Mode::Exclusive), LONG).unwrap())
        };
        at.queue_becomes("a", 2);
        assert!(at.release("a", &held));
        assert!(at.release("a", &waiter.join().unwrap()));
        let several = at.try_for(&bid(["a", "b", "c"], Mode::Exclusive)).unwrap();
        for name in ["a", "b", "c"] {
            assert!(at.release(name, &several));
        }
        assert_eq!(stored(&server), before);
    }
}

#[test]
fn a_note_is_all_that_an_eviction_leaves() {
    let server = Server::own(Kind::Etcd, Options::default());
    let at = At::server(&server);
    let grant = at.take("a");
    assert_eq!(at.evict("a", None), 1);
    let note = format!("/.gosys/lock/notes//a/{}", grant.token.reveal());
    assert_eq!(ctl(&server, &["get", "", "--prefix", "--keys-only"]), [&*note, ""]);
    let value = ctl(&server, &["get", &note, "--print-value-only"]);
    assert!(value[0].contains(r#""why":"for the test","at_ms":1"#), "{value:?}");
    // The holder's lease has nothing to keep any more; it ends by itself. The note's is a day long.
    let leases = ctl(&server, &["lease", "list"]);
    let held = i64::from_str_radix(grant.token.reveal(), 16).unwrap();
    let of_note = leases.iter().skip(1).find(|line| i64::from_str_radix(line, 16).unwrap() != held).unwrap();
    let life = ctl(&server, &["lease", "timetolive", of_note, "--keys"]);
    assert!(life[0].contains("granted with TTL(86400s)") && life[0].contains(&note), "{life:?}");
    // Nobody was put out, so there is no note and no lease for one.
    let before = stored(&server);
    assert_eq!(at.evict("a", Some(grant.token.id())), 0);
    assert_eq!(stored(&server), before);
}
