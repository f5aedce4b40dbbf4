//! A release in several steps whose author is killed, stopped or cut off at any of them.

use std::collections::BTreeMap;

use super::large::many;
use super::*;
use crate::support::servers::{Options, Start};
use crate::support::{Started, eventually};

// etcd before 3.5.5 ends when a client gives up a read of several keys while it is served (etcd's issue 14110). The
// other tests here have clients do just that, so they are for Debian's 3.4 only, where that is mended.
crate::on_both_etcds![
    a_write_past_gosys_on_a_key_of_a_half_made_release_is_kept,
    a_half_made_release_without_its_record_is_said_to_be_broken,
];

const KEYS: usize = 300;

/// A space that somebody writes to on a wire that breaks; the wire, and the space on the direct way.
struct Scene {
    server: Server,
    proxy: Proxy,
    direct: Space,
    scratch: Scratch,
}

impl Scene {
    fn new(start: Start) -> Self {
        let server = start(Options::default());
        let (proxy, direct) = (Proxy::to(server.port), Space::on(&server, "app"));
        Self { proxy, direct, scratch: Scratch::new(), server }
    }

    /// gosys sets all keys to this value, on the wire.
    fn set_all(&self, value: usize) -> Run {
        let words: Vec<String> = (0..KEYS).map(|at| format!("k/{at:04}={value}")).collect();
        let space = Space::at(&[self.proxy.port], "app");
        let words: Vec<&str> = ["set"].into_iter().chain(words.iter().map(String::as_str)).collect();
        space.gosys(&self.scratch, words)
    }

    /// Starts it with all lost from this piece on; whether it came so far, or has ended before.
    fn start(&self, value: usize, piece: usize) -> Result<Started, End> {
        self.proxy.lose_from(piece);
        let running = self.set_all(value).start();
        let is_over = || !std::path::Path::new(&format!("/proc/{}/exe", running.pid())).exists();
        eventually(Duration::from_secs(30), "it is cut off, or ends", || self.proxy.has_lost() || is_over());
        if self.proxy.has_lost() { Ok(running) } else { Err(running.end()) }
    }

    /// The one value that all keys have, as the history has it too.
    fn value(&self) -> Option<String> {
        let snapshot = self.direct.snapshot();
        let mut values: Vec<_> = snapshot.entries.values().map(|entry| entry.value.lossy().into_owned()).collect();
        values.dedup();
        assert!(values.len() <= 1 && [0, KEYS].contains(&snapshot.entries.len()), "{values:?}");
        assert!(!snapshot.has_drifted());
        let history = self.direct.with(|store| store.history()).unwrap();
        assert_eq!((history.last(), history.tree(history.last()).unwrap()), (snapshot.release(), snapshot.tree()));
        values.pop()
    }

    /// Nothing is left of what was not finished but what ends with its lease.
    fn is_clean(&self) {
        for name in names(&self.server, &self.direct.own()).iter().filter(|name| name.starts_with("blob/")) {
            let key = self.direct.own() + name;
            let fields = ctl(&self.server, &["get", &key, "-w", "fields"]);
            assert!(fields.iter().any(|line| line.starts_with("\"Lease\" : ") && !line.ends_with(" 0")), "{name}");
        }
    }
}

#[test]
fn killed_at_any_step_it_is_finished_or_undone_by_the_next_command() {
    let scene = Scene::new(Server::etcd34);
    let mut ends = [0, 0];
    for piece in 1.. {
        let value = piece.to_string();
        let Ok(running) = scene.start(piece, piece) else { break };
        running.signal("KILL");
        // At the first question it has given up before.
        assert!([137, 69].contains(&running.code_after_kill()));
        scene.proxy.cut();
        scene.proxy.lose(0);
        // Any command will do: a `get` in one round, a `set` in the next.
        if piece % 2 == 0 {
            let end = scene.direct.gosys(&scene.scratch, ["get", "k/0299"]).end();
            assert!([0, 1].contains(&end.code()), "{end:?}");
        }
        let is_made = scene.value().as_deref() == Some(&value);
        ends[usize::from(is_made)] += 1;
        let end = scene.set_all(piece).end();
        end.like(0, &format!("{piece}\n"), if is_made { "nothing to change" } else { "" });
        assert_eq!((scene.value(), scene.direct.releases().len()), (Some(value), piece));
        scene.is_clean();
    }
    assert!(ends[0] >= 3 && ends[1] >= 3, "{ends:?}");
}

/// Whoever is late finds out, and changes nothing more.
#[test]
fn stopped_at_any_step_it_does_no_harm_when_it_goes_on() {
    let scene = Scene::new(Server::etcd34);
    let mut ends = BTreeMap::new();
    for piece in 1.. {
        let before = scene.direct.snapshot().release();
        let Ok(running) = scene.start(piece, piece) else { break };
        running.signal("STOP");
        scene.proxy.lose(0);
        let mine = format!("mine {piece}");
        scene.direct.with(|store| {
            let draft = drafted(store, &many(KEYS, &mine));
            assert_eq!(store.publish(&draft).unwrap(), Verdict::Published);
        });
        running.signal("CONT");
        let end = running.end();
        // It is the one before ours, or none, and then it says so.
        let made = scene.direct.snapshot().release() - before;
        match end.code() {
            0 => assert_eq!(made, 2, "{piece}"),
            76 => assert_eq!(made, 1, "{piece}: {end:?}"),
            // A question had no answer, not even when asked again.
            69 => assert!(end.stdout.is_empty(), "{piece}: {end:?}"),
            _ => panic!("{piece}: {end:?}"),
        }
        assert_eq!(scene.value(), Some(mine), "{piece}");
        *ends.entry(end.code()).or_insert(0) += 1;
    }
    assert!(ends[&0] >= 3 && ends[&76] >= 3, "{ends:?}");
    scene.is_clean();
}

/// A write past gosys that comes while somebody is half-way is not lost, wherever that is.
#[test]
fn a_write_past_gosys_at_any_step_stays_or_is_recorded() {
    let scene = Scene::new(Server::etcd34);
    let key = Key::found("k/0000");
    let mut codes = BTreeMap::new();
    for piece in 1.. {
        let Ok(running) = scene.start(piece, piece) else { break };
        running.signal("STOP");
        scene.proxy.lose(0);
        let external = Value::from(format!("external {piece}"));
        ctl(&scene.server, &["put", "/app/k/0000", &external.lossy()]);
        running.signal("CONT");
        *codes.entry(running.end().code()).or_insert(0) += 1;
        let stays = scene.direct.snapshot().entries[&key].value == external;
        let last = scene.direct.releases().pop();
        let over = last.and_then(|release| release.changes.get(&key).and_then(|change| change.over.clone()));
        assert!(stays || over.is_some_and(|over| over.value == Some(external)), "{piece}");
    }
    assert!(codes[&0] >= 3 && codes[&76] >= 1, "{codes:?}");
}

#[test]
fn a_lost_answer_at_any_step_is_no_loss() {
    let scene = Scene::new(Server::etcd34);
    scene.proxy.lose_each(6, |piece| {
        let end = scene.set_all(piece).end();
        if end.code() == 69 {
            scene.set_all(piece).end().is(0, &format!("{piece}\n"), "");
        } else {
            end.is(0, &format!("{piece}\n"), "");
        }
        assert_eq!((scene.value(), scene.direct.releases().len()), (Some(piece.to_string()), piece));
        scene.is_clean();
    });
}

/// What somebody writes past gosys while a release is half made stays, as a difference to it.
fn a_write_past_gosys_on_a_key_of_a_half_made_release_is_kept(start: Start) {
    let scene = Scene::new(start);
    let space = &scene.direct;
    space.set(&[("a", "0")]).unwrap();
    let release = half_made(&scene.server, space, &[("a", "1"), ("b", "1")]);
    ctl(&scene.server, &["put", "/app/b", "external"]);
    let snapshot = space.snapshot();
    assert_eq!((snapshot.release(), snapshot.has_drifted()), (release.number, true));
    assert_eq!((space.get("a").unwrap(), space.get("b").unwrap()), ("1".to_owned(), "external".to_owned()));
    assert_eq!((release.op, space.numbers()), (space.releases()[1].op.clone(), vec![1, 2]));
}

fn a_half_made_release_without_its_record_is_said_to_be_broken(start: Start) {
    let scene = Scene::new(start);
    scene.direct.set(&[("a", "0")]).unwrap();
    half_made(&scene.server, &scene.direct, &[("a", "1")]);
    ctl(&scene.server, &["del", &(scene.direct.own() + "blob/"), "--prefix"]);
    scene.direct.gosys(&scene.scratch, ["get", "a"]).end().like(65, "", "half made, and its record is missing");
}

/// Leaves a space as a crash after the first step does.
pub fn half_made(server: &Server, space: &Space, pairs: &[(&str, &str)]) -> Release {
    let release = space.with(|store| drafted(store, &edits(pairs))).release;
    let head = space.snapshot().head.unwrap();
    let pending = gosys::config::release::Pending { op: release.op.clone(), parts: 2 };
    let head = gosys::config::release::Head { pending: Some(pending), ..head };
    let record = release.to_json().unwrap();
    let (first, second) = record.split_at(10);
    for (at, piece) in [first, second].iter().enumerate() {
        ctl(server, &["put", &format!("{}blob/{}/{at:04x}", space.own(), release.op), piece]);
    }
    ctl(server, &["put", &(space.own() + "head"), &serde_json::to_string(&head).unwrap()]);
    release
}
