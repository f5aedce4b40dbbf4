//! Many short processes at once: the job that per-process generators fail.

use std::collections::HashSet;
use std::time::Duration;

use super::remote::Place;
use crate::support::servers::{Kind, Options, Server};
use crate::support::{Scratch, eventually};

/// 600 processes, 8 at a time, all of one node.
fn storm(scratch: &Scratch, each: &str) -> Vec<u64> {
    let line = format!("seq 600 | xargs -P 8 -n 1 sh -c '{each}' >> all 2>> notes; true");
    scratch.sh(&line).end().is(0, "", "");
    let text = std::fs::read_to_string(scratch.path().join("all")).unwrap();
    text.lines().map(|line| line.parse().unwrap()).collect()
}

#[track_caller]
fn assert_distinct(ids: &[u64], count: usize) {
    assert_eq!(ids.len(), count);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), count, "duplicates");
}

#[test]
fn one_id_each() {
    assert_distinct(&storm(&Scratch::new(), "gosys id --node 9"), 600);
}

#[test]
fn five_thousand_each() {
    // A file each: appends of more than a pipe's worth would interleave within a line.
    let scratch = Scratch::new();
    storm_into_files(&scratch, "gosys id new --node 9 -n 5000 > out.$0");
    assert_distinct(&collect(&scratch), 3_000_000);
}

/// Every other process sees a clock an hour back.
#[test]
fn five_thousand_each_with_a_stepping_clock() {
    let scratch = Scratch::new();
    let each = "if [ $(($0 % 2)) = 0 ]; then faketime -f -1h gosys id new --node 9 -n 5000 > out.$0; \
        else gosys id new --node 9 -n 5000 > out.$0; fi";
    storm_into_files(&scratch, each);
    assert_distinct(&collect(&scratch), 3_000_000);
    let notes = std::fs::read_to_string(scratch.path().join("notes")).unwrap();
    assert!(notes.contains("behind the last id"), "faketime had no effect");
}

/// Every third process is killed in the middle of its work. What it got out counts as well.
#[test]
fn with_processes_killed_all_along() {
    let scratch = Scratch::new();
    let each = "if [ $(($0 % 3)) = 0 ]; then gosys id new --node 9 -n 200000 > out.$0 & p=$!; \
        sleep 0.00$(($0 % 9 + 1)); kill -9 $p; wait $p; else gosys id new --node 9 -n 5000 > out.$0; fi";
    storm_into_files(&scratch, each);
    let ids = collect(&scratch);
    assert!(ids.len() >= 400 * 5000, "{}", ids.len());
    let count = ids.len();
    assert_distinct(&ids, count);
}

/// 600 processes of two hosts, eight at a time, on a server that is killed and started again in the middle. Windows
/// are short, so that many are leased, also just then. Whoever is told to try again does.
fn storm_on_a_server(kind: Kind, extra: &[&str]) {
    let mut server = Server::own(kind, Options { extra, tls: None });
    let place = Place::on(&server);
    let words = place.words(&["id", "new", "--accept-empty", "--window", "1s", "--timeout", "5s", "-n", "5000"], "");
    let line = format!(
        "seq 300 | xargs -P 4 -n 1 sh -c 'i=0; until gosys {} >out.$0.$i 2>>notes; do \
         code=$?; i=$((i + 1)); case $code in 69|75) sleep 0.1 ;; *) echo $code; exit 255 ;; esac; done'",
        words.join(" ")
    );
    let hosts = [Scratch::new(), Scratch::new()];
    let start = |host: &Scratch| {
        let run = host.sh(&line).env("GOSYS_BACKEND", &place.url);
        run.within(Duration::from_secs(300)).start()
    };
    let running = hosts.each_ref().map(start);
    let begun = || hosts.iter().map(|host| std::fs::read_dir(host.path()).unwrap().count()).sum::<usize>();
    eventually(Duration::from_secs(120), "half of them have begun", || begun() > 300);
    server.restart();
    let ends = running.map(|running| running.end());
    for (end, host) in ends.into_iter().zip(&hosts) {
        let notes = std::fs::read_to_string(host.path().join("notes")).unwrap_or_default();
        assert_eq!((end.code(), &*end.stdout), (0, ""), "{kind}: {}", notes.lines().last().unwrap_or_default());
    }
    let mut ids: Vec<u64> = hosts.iter().flat_map(collect).collect();
    let count = ids.len();
    // Sorted, not hashed: three million of them are a matter of a second even without optimisation.
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{kind}: duplicates");
    // What a process got out before it was told to try again counts as well.
    assert!(count >= 3_000_000, "{kind}: {count}");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn on_an_etcd_that_is_restarted() {
    storm_on_a_server(Kind::Etcd, &[]);
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn on_a_redis_that_is_restarted() {
    storm_on_a_server(Kind::Redis, &["--appendonly", "yes", "--appendfsync", "always"]);
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn on_a_zookeeper_that_is_restarted() {
    storm_on_a_server(Kind::ZooKeeper, &[]);
}

fn storm_into_files(scratch: &Scratch, each: &str) {
    let line = format!("seq 600 | xargs -P 8 -n 1 sh -c '{each}' 2>> notes; true");
    scratch.sh(&line).within(std::time::Duration::from_secs(300)).end().is(0, "", "");
}

/// Every whole line of every output: a killed process may have left half a line.
pub fn collect(scratch: &Scratch) -> Vec<u64> {
    let mut ids = Vec::new();
    for entry in std::fs::read_dir(scratch.path()).unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("out.") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let whole = text.rfind('\n').map_or("", |end| &text[..end]);
            ids.extend(whole.lines().map(|line| line.parse::<u64>().unwrap()));
        }
    }
    ids
}
