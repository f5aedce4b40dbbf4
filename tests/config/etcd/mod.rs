//! Configuration on etcd, through the library, by the command, and beside etcdctl.

mod basics;
mod follow;
mod large;
mod places;
mod races;
mod refusals;
mod steps;
mod users;

use std::time::Duration;

use gosys::backend::Call;
use gosys::backend::credentials::Credentials;
use gosys::backend::patience::Patience;
use gosys::base::error::Result;
use gosys::base::out::{Color, Format, Out};
use gosys::config::draft::{About, Draft, draft};
use gosys::config::etcd::Etcd;
use gosys::config::key::Key;
use gosys::config::release::{Kind, Release};
use gosys::config::tree::Edit;
use gosys::config::value::Value;
use gosys::config::{Snapshot, Store, Verdict};

use crate::support::proxy::Proxy;
use crate::support::servers::{Server, etcd, namespace};
use crate::support::{End, Run, Scratch};

/// A space, by its URL.
#[derive(Clone)]
struct Space {
    url: String,
    /// The same place on the server that the tests know, where the URL leads there on another way.
    path: String,
}

impl Space {
    /// A new one on the shared server.
    fn new() -> Self {
        Self::on(etcd(), &namespace())
    }

    fn on(server: &Server, name: &str) -> Self {
        Self::at(&[server.port], name)
    }

    /// By these ports of this machine, in this order.
    fn at(ports: &[u16], name: &str) -> Self {
        let hosts: Vec<String> = ports.iter().map(|port| format!("127.0.0.1:{port}")).collect();
        Self { url: format!("etcd://{}/{name}", hosts.join(",")), path: format!("/{name}") }
    }

    /// Where the space has what it remembers.
    fn own(&self) -> String {
        format!("/.gosys/config/v1/{}/", self.path.replace('/', "%2F"))
    }

    fn with<T>(&self, work: impl FnOnce(&mut dyn Store) -> T) -> T {
        self.within(Duration::from_secs(20), work)
    }

    fn within<T>(&self, limit: Duration, work: impl FnOnce(&mut dyn Store) -> T) -> T {
        let (out, url) = (Out::new(Format::Text, true, 0, Color::Never), self.url.parse().unwrap());
        let call = Call { out: &out, credentials: Credentials::default(), patience: Patience::of(limit) };
        work(&mut Etcd::open(&url, &call).unwrap())
    }

    /// Makes a release of these keys.
    fn set(&self, pairs: &[(&str, &str)]) -> Result<Verdict> {
        self.with(|store| set(store, pairs))
    }

    fn get(&self, key: &str) -> Option<String> {
        self.with(|store| store.value(&Key::found(key))).unwrap().map(|value| value.lossy().into_owned())
    }

    fn snapshot(&self) -> Snapshot {
        self.with(|store| store.snapshot()).unwrap()
    }

    fn releases(&self) -> Vec<Release> {
        self.with(|store| store.history()).unwrap().releases
    }

    fn numbers(&self) -> Vec<u64> {
        self.releases().iter().map(|release| release.number).collect()
    }

    /// `gosys config` on this space, in a folder of its own.
    fn gosys<'a>(&'a self, scratch: &Scratch, words: impl IntoIterator<Item = &'a str>) -> Run {
        scratch.gosys(["-b", self.url.as_str(), "config"].into_iter().chain(words))
    }
}

fn edits(pairs: &[(&str, &str)]) -> Vec<Edit> {
    pairs.iter().map(|(key, value)| (Key::found(*key), Some(Value::from(*value)))).collect()
}

/// A draft of these edits on what the store has now.
fn drafted(store: &mut dyn Store, edits: &[Edit]) -> Draft {
    let snapshot = store.snapshot().unwrap();
    let recorded = store.history().unwrap().tree(snapshot.release()).unwrap();
    let about = About {
        kind: Kind::Set,
        of: None,
        message: "for the test".to_owned(),
        who: "tester".to_owned(),
        host: "here".to_owned(),
        now_ms: 1_700_000_000_000,
        op: gosys::base::rng::token().unwrap(),
    };
    draft(&snapshot, &recorded, edits, about).unwrap().expect("it changes something")
}

fn set(store: &mut dyn Store, pairs: &[(&str, &str)]) -> Result<Verdict> {
    let draft = drafted(store, &edits(pairs));
    store.publish(&draft)
}

/// What etcdctl says of a server, by lines.
fn ctl(server: &Server, words: &[&str]) -> Vec<String> {
    let endpoint = format!("127.0.0.1:{}", server.port);
    let all = ["--endpoints", &endpoint].into_iter().chain(words.iter().copied());
    let end = Scratch::new().command("etcdctl", all).end();
    assert_eq!((end.code(), &*end.stderr), (0, ""), "{}", end.stdout);
    end.stdout.lines().map(str::to_owned).collect()
}

/// The names of the keys below a folder.
fn names(server: &Server, folder: &str) -> Vec<String> {
    let lines = ctl(server, &["get", folder, "--prefix", "--keys-only"]);
    lines.iter().filter_map(|line| line.strip_prefix(folder)).map(str::to_owned).collect()
}
