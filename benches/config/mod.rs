//! Configuration against etcdctl: what a process of each costs, on the same server and in the same run.

mod catch_up;
mod commits;
mod secured;
mod unreachable;

pub(crate) use commits::work_if_asked;

use std::path::Path;
use std::process::Command;

use super::support::servers::{Kind, Options, Server};
use super::whole_process::{Comparison, Peer};
use super::{Figure, copy};

/// `etcdctl` takes tens of milliseconds.
const ROUNDS: usize = 100;
/// Each adds a release of 126 keys to those that the next one reads: as many as `gc` keeps.
const ROLLBACKS: usize = 40;
const EXPORTS: usize = 20;
/// As many keys as one transaction of etcd can change with what gosys remembers.
const KEYS: usize = 126;

/// The programs, copied, and a server.
struct Scene<'a> {
    folder: &'a Path,
    gosys: String,
    etcdctl: String,
    etcd: Server,
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let scene = Scene {
        folder,
        gosys: copy(folder, env!("CARGO_BIN_EXE_gosys")),
        etcdctl: copy(folder, "etcdctl"),
        etcd: Server::own(Kind::Etcd, Options::default()),
    };
    let mut figures = Vec::from(scene.keys());
    figures.extend(secured::figures(&scene));
    figures.push(scene.rollback());
    figures.extend(catch_up::figures(&scene));
    figures.extend(scene.copies());
    figures.extend(unreachable::figures(&scene));
    figures.extend(commits::figures(folder, &scene.gosys));
    figures
}

impl Scene<'_> {
    /// A command line, of words that hold no blanks.
    fn peer(&self, line: &str) -> Peer {
        let words: Vec<&str> = line.split(' ').collect();
        Peer::new(self.folder, words[0], &words[1..])
    }

    /// `gosys config` in this space.
    fn ours(&self, space: &str, words: &str) -> String {
        format!("{} -b {}/{space} config {words}", self.gosys, self.etcd.url())
    }

    fn theirs(&self, words: &str) -> String {
        format!("{} --endpoints={} {words}", self.etcdctl, self.etcd.url().replace("etcd:", "http:"))
    }

    /// One key, read and written.
    fn keys(&self) -> [Figure; 3] {
        run(&self.ours("one", "set db/host=10.0.0.9 db/port=5432 a=1 b=2 c=3"));
        let get = self.peer(&self.ours("one", "get db/host"));
        let get = Comparison::of(&get, &self.peer(&self.theirs("get /one/db/host")), ROUNDS);
        // Another value each time, or there is nothing to publish.
        let set = self.peer(&self.ours("one", "set db/host=@/proc/sys/kernel/random/uuid"));
        let theirs = "put /other/db/host 017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
        let set = Comparison::of(&set, &self.peer(&self.theirs(theirs)), ROUNDS);
        [
            get.figure("`gosys config get` on etcd, wall", |cost| cost.wall),
            get.figure("`gosys config get` on etcd, CPU", |cost| cost.cpu),
            set.figure("`gosys config set` on etcd, with its history, wall", |cost| cost.wall),
        ]
    }

    fn rollback(&self) -> Figure {
        for state in ["before", "after"] {
            let pairs: Vec<String> = (0..KEYS).map(|n| format!("group/key{n}=the-value-{state}-of-{n}")).collect();
            run(&self.ours("many", &format!("set {}", pairs.join(" "))));
        }
        let puts = (0..KEYS + 2).map(|n| format!("put /puts/group/key{n} the-value-after-of-{n}\n"));
        let txn = self.folder.join("txn");
        // Nothing to compare, the writes, and nothing otherwise.
        std::fs::write(&txn, format!("\n{}\n\n", puts.collect::<String>())).unwrap();
        // Each goes back to what the one before has left.
        let ours = self.peer(&self.ours("many", "rollback --to -1"));
        let theirs = self.peer(&self.theirs("txn")).stdin(&txn);
        let rounds = Comparison::of(&ours, &theirs, ROLLBACKS);
        rounds.figure("`gosys config rollback` of 126 keys, wall", |cost| cost.wall)
    }

    /// All keys at once, and one from a copy. After `catch_up`, which leaves ten thousand.
    fn copies(&self) -> [Figure; 2] {
        let export = self.peer(&self.ours(catch_up::SPACE, "export"));
        let theirs = self.peer(&self.theirs(&format!("get --prefix /{}/", catch_up::SPACE)));
        let export = Comparison::of(&export, &theirs, EXPORTS);
        let dir = self.folder.join("copy");
        run(&self.ours("one", &format!("sync {} --once", dir.display())));
        let file = self.folder.join("value");
        std::fs::write(&file, "10.0.0.9").unwrap();
        let get = self.peer(&self.ours("one", &format!("get db/host -q --cache {} --cache-only", dir.display())));
        let get = Comparison::of(&get, &self.peer(&format!("cat {}", file.display())), ROUNDS);
        [
            export.promise("`gosys config export` of 10,000 keys", "`etcdctl get --prefix`", 0.2),
            get.promise("`gosys config get --cache-only`", "`cat` of a file", 0.003),
        ]
    }
}

fn run(line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let output = Command::new(words[0]).args(&words[1..]).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
}
