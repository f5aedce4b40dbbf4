//! Every figure that is measured, in the order of the README: what, beside what, and what is promised.

use super::Goal::{AtLeast, AtMost};
use super::Peer::{Crate, Nobody, Package, Python};
use super::Promise;

const UTIL: super::Peer = Package("util-linux");
const UUID: super::Peer = Package("uuid-runtime");
const TRUE: super::Peer = Package("coreutils");
const ETCDCTL: super::Peer = Package("etcd-client");
const REDIS_CLI: super::Peer = Package("redis-tools");

/// A group for each word that `cargo bench` takes.
#[rustfmt::skip] // A line each, so that it can be read as the table that it is.
pub(crate) const PROMISES: &[(&str, &[Promise])] = &[
    ("whole", &[
        Promise::new("`gosys id`, wall", "`uuidgen`", UUID, AtMost(0.8)),
        Promise::new("`gosys id`, CPU", "`uuidgen`", UUID, AtMost(0.8)),
        Promise::new("start-up of `gosys id`, wall", "`true`", TRUE, AtMost(1.5)),
        Promise::new("start-up of `gosys id`, page faults", "`true`", TRUE, AtMost(1.0)),
        Promise::new("`gosys --version`, wall", "`true`", TRUE, AtMost(1.5)),
        Promise::of("the release binary", "", "MB", AtMost(25.0)),
    ]),
    ("ids", &[
        Promise::new("`gosys id new -n 8000000` to a pipe", "the layout's 4,096,000 a second", Nobody, AtLeast(0.98)),
        Promise::new("the same with `--lag 2s`", "4,096,000 a second", Nobody, AtLeast(5.0)),
        Promise::new("the same, three busy threads a core beside it", "4,096,000 a second", Nobody, AtLeast(0.98)),
        Promise::new("the same, as busy, beside a loop without output", "crate ferroid", Crate("ferroid"), AtLeast(2.5)),
        Promise::new("`gosys id new -s uuid7` to a pipe", "`now_v7` in a loop, crate uuid", Crate("uuid"), AtLeast(2.0)),
        Promise::new("`gosys id new -s ulid` to a pipe", "its generator in a loop, crate ulid", Crate("ulid"), AtLeast(2.0)),
    ]),
    ("many", &[
        Promise::new("`gosys id new -s uuid4 -n 200000`, times faster", "OSSP `uuid`", Package("uuid"), AtLeast(10.0)),
        Promise::new("`gosys id decode`, 5,000,000 from a file", "5,000,000 ids a second", Nobody, AtLeast(1.0)),
        Promise::new("the same, times faster", "a process an id, `uuidparse`", UUID, AtLeast(1000.0)),
    ]),
    ("lock", &[
        Promise::new("`gosys lock run x -- true`, wall", "`flock FILE true`", UTIL, AtMost(1.2)),
        Promise::new("the same with `--contain guard`", "`flock FILE true`", UTIL, AtMost(1.3)),
        Promise::new("the same on etcd, wall", "`etcdctl lock N true`", ETCDCTL, AtMost(0.5)),
        Promise::new("the same on etcd, CPU", "`etcdctl lock N true`", ETCDCTL, AtMost(0.4)),
        Promise::new("`acquire` and `release` on Redis, wall", "SET NX PX and EVAL, `redis-cli`", REDIS_CLI, AtMost(0.6)),
        Promise::new("hand-overs a second, eight workers, local", "`flock`", UTIL, AtLeast(0.8)),
        Promise::new("hand-overs a second, eight workers, etcd", "`etcdctl lock`", ETCDCTL, AtLeast(2.0)),
        Promise::new("hand-overs a second, eight workers, Redis", "asking every 10 ms, `redis-cli`", REDIS_CLI, AtLeast(10.0)),
        Promise::new("wake-up after a release, p99, local", "two round trips and 2 ms", Nobody, AtMost(1.0)),
        Promise::new("wake-up after a release, p99, etcd", "two round trips and 2 ms", Nobody, AtMost(1.0)),
        Promise::new("wake-up after a release, p99, Redis", "two round trips and 2 ms", Nobody, AtMost(1.0)),
        Promise::new("wake-up after a release, p99, ZooKeeper", "two round trips and 2 ms", Nobody, AtMost(1.0)),
    ]),
    ("config", &[
        Promise::new("`gosys config get` on etcd, wall", "`etcdctl get`", ETCDCTL, AtMost(0.35)),
        Promise::new("`gosys config get` on etcd, CPU", "`etcdctl get`", ETCDCTL, AtMost(0.25)),
        Promise::new("`gosys config set` on etcd, with its history, wall", "`etcdctl put`", ETCDCTL, AtMost(0.5)),
        Promise::new("`gosys config get` over TLS, a user's token at hand, wall", "`etcdctl get` likewise", ETCDCTL, AtMost(0.25)),
        Promise::new("`gosys config get` over TLS, a user's token at hand, CPU", "`etcdctl get` likewise", ETCDCTL, AtMost(0.25)),
        Promise::new("`gosys config rollback` of 126 keys, wall", "128 operations, `etcdctl txn`", ETCDCTL, AtMost(1.0)),
        Promise::new("10,000 pending changes, to the end of one run of a hook", "10,000 runs, `etcdctl watch -- CMD`", ETCDCTL, AtMost(0.02)),
        Promise::of("the same, runs of the hook", "", "runs", AtMost(2.0)),
        Promise::new("`gosys config watch`: a change starts the hook, p50", "5 ms after `etcdctl watch`", ETCDCTL, AtMost(1.0)),
        Promise::new("`gosys config export` of 10,000 keys", "0.2 s", Nobody, AtMost(1.0)),
        Promise::new("`gosys config get --cache-only`", "3 ms", Nobody, AtMost(1.0)),
        Promise::of("`gosys config get`, of two servers the first swallows every packet", "", "% within 0.5 s", AtLeast(100.0)),
        Promise::of("`gosys config get`, of two servers the second swallows every packet", "", "% within 0.5 s", AtLeast(100.0)),
        Promise::new("releases in a local space, 8 processes", "1,000 a second", Nobody, AtLeast(1.0)),
        Promise::new("the same, the longest that one waited", "100 ms", Nobody, AtMost(1.0)),
        Promise::new("`gosys config set --rebase`, 8 shells in loops", "echo and sync under `flock`", UTIL, AtLeast(0.5)),
    ]),
    ("lb", &[
        Promise::new("`gosys lb shuffle` of 7 items, the whole matrix counted, CPU, times faster", "`permuted`, NumPy", Python("numpy"), AtLeast(12.0)),
        Promise::new("`gosys lb shuffle` of 10 items, likewise", "`permuted`, NumPy", Python("numpy"), AtLeast(5.0)),
        Promise::new("`gosys lb shuffle --exact --n 100`", "50 ms", Nobody, AtMost(1.0)),
        Promise::new("`gosys lb simulate`, 100 servers, the shorter queue of two, load 0.9, CPU, times faster", "SimPy", Python("simpy"), AtLeast(300.0)),
        Promise::new("the same with failing servers, timeouts and retries", "SimPy", Python("simpy"), AtLeast(120.0)),
        Promise::new("200,000,000 requests by two jobs, wall, times faster", "by one", Nobody, AtLeast(1.9)),
        Promise::of("1,000,000,000 requests, memory", "", "MiB", AtMost(32.0)),
        Promise::of("a Maglev table of 65,537 for 100 nodes", "", "ms", AtMost(3.0)),
        Promise::of("`gosys lb pick` of three nodes", "more than `true`", "ms", AtMost(1.5)),
    ]),
    ("rate", &[
        Promise::new("a GCRA check that denies", "crate governor", Crate("governor"), AtMost(0.65)),
        Promise::new("a GCRA check that admits", "crate governor", Crate("governor"), AtMost(0.75)),
        Promise::new("a GCRA check of one of a million keys", "keyed, crate governor", Crate("governor"), AtMost(0.6)),
        Promise::new("`gosys rate sim`, GCRA", "20,000,000 decisions a second", Nobody, AtLeast(1.0)),
        Promise::new("`gosys rate pipe unlimited`", "10,000,000 lines a second", Nobody, AtLeast(1.0)),
        Promise::new("`gosys rate load`, requests a CPU second, nginx answers", "`wrk`", Package("wrk"), AtLeast(0.7)),
        Promise::new("the same requests a CPU second", "`hey`", Package("hey"), AtLeast(5.0)),
        Promise::of("`gosys rate load` at 1,000/s, sent early", "", "requests", AtMost(0.0)),
        Promise::of("`gosys rate load` at 1,000/s, median lateness", "", "µs", AtMost(20.0)),
        Promise::new("`gosys rate take`, wall", "`true`", TRUE, AtMost(2.5)),
        Promise::new("`gosys rate take` on Redis, wall", "`redis-cli evalsha`", REDIS_CLI, AtMost(1.0)),
    ]),
];
