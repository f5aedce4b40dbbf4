//! `gosys id` on servers: the same bodies over etcd, Redis and ZooKeeper, and what is special about each.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::backend::zookeeper::read_node;
use crate::backend::{SECRET, WRONG, private, refusing_port, silent_port};
use crate::support::servers::{Kind, Options, Server, kinds, namespace, shared};
use crate::support::{End, GOSYS, Run, Scratch, eventually};

/// A layout of its own on a server, as if nobody else used it.
pub struct Place {
    pub url: String,
    /// The bits of time, node and sequence.
    bits: &'static str,
    epoch: u64,
}

impl Place {
    pub fn on(server: &Server) -> Self {
        // Redis has no paths, but a layout with another epoch has keys of its own everywhere.
        static NEXT: AtomicU64 = AtomicU64::new(1_600_000_000);
        let path = if server.kind == Kind::Redis { String::new() } else { format!("/{}", namespace()) };
        let epoch = NEXT.fetch_add(1, Ordering::Relaxed);
        Self { url: server.url() + &path, bits: "41:10:12", epoch }
    }

    fn by(mut self, url: String) -> Self {
        self.url = url;
        self
    }

    fn with_bits(mut self, bits: &'static str) -> Self {
        self.bits = bits;
        self
    }

    /// The scheme's name, as keys have it.
    fn name(&self) -> String {
        format!("custom-{}-1ms-{}000", self.bits.replace(':', "-"), self.epoch)
    }

    /// The path of a record, on a server that has paths.
    fn path(&self, node: u64) -> String {
        let space = self.url.rsplit_once('/').unwrap().1;
        format!("/.gosys/id/v1/%2F{space}/{}/{node}", self.name())
    }

    /// The options that name the layout.
    pub fn layout(&self) -> [String; 4] {
        ["--layout".to_owned(), self.bits.to_owned(), "--epoch".to_owned(), format!("@{}", self.epoch)]
    }

    pub fn words(&self, verb: &[&str], args: &str) -> Vec<String> {
        let args = args.split_whitespace().map(str::to_owned);
        verb.iter().map(|word| (*word).to_owned()).chain(self.layout()).chain(args).collect()
    }

    /// `gosys id new` on this host, told to believe an empty Redis: those of the tests have all just started.
    pub fn make(&self, host: &Scratch, args: &str) -> Run {
        host.gosys(self.words(&["-o", "json", "id", "new", "--accept-empty"], args)).env("GOSYS_BACKEND", &self.url)
    }

    /// `gosys id nodes` on this host.
    pub fn nodes(&self, host: &Scratch, args: &str) -> Run {
        host.gosys(self.words(&["id", "nodes"], args)).env("GOSYS_BACKEND", &self.url)
    }

    /// The ids of a run that must succeed.
    #[track_caller]
    pub fn ids(&self, host: &Scratch, args: &str) -> Vec<Id> {
        made(&self.make(host, args).end())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id {
    pub id: u64,
    pub node: u64,
}

#[track_caller]
fn made(end: &End) -> Vec<Id> {
    assert_eq!(end.code(), 0, "{}", end.stderr);
    let read = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = record["id"].as_str().unwrap().parse().unwrap();
        Id { id, node: record["node"].as_u64().unwrap() }
    };
    end.stdout.lines().map(read).collect()
}

#[track_caller]
pub fn refused(run: Run, code: i32, words: &str) -> String {
    let end = run.end();
    assert_eq!((end.code(), &*end.stdout), (code, ""), "{}", end.stderr);
    assert!(end.stderr.contains(words), "{words}: {}", end.stderr);
    for secret in [SECRET, WRONG] {
        assert!(!end.stderr.contains(secret), "{}", end.stderr);
    }
    end.stderr
}

#[test]
fn ids_of_one_host_go_up() {
    for server in shared() {
        let (place, host) = (Place::on(server), Scratch::new());
        let mut last = 0;
        for args in ["", "-n 3000", "-n 5", "--window 5s -n 100", ""] {
            for Id { id, .. } in place.ids(&host, args) {
                assert!(id > last, "{}", server.kind);
                last = id;
            }
        }
    }
}

#[test]
fn hosts_have_nodes_of_their_own_until_none_is_left() {
    for server in shared() {
        let place = Place::on(server).with_bits("41:2:20");
        let hosts = [(); 4].map(|()| Scratch::new());
        let ids: Vec<Id> = hosts.iter().flat_map(|host| place.ids(host, "--node auto -n 100")).collect();
        assert_eq!(ids.iter().map(|id| id.node).collect::<BTreeSet<_>>(), BTreeSet::from([0, 1, 2, 3]));
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 400);
        refused(place.make(&Scratch::new(), ""), 75, "all 4 nodes are leased, the first until 20");
        // Whoever has one keeps it.
        assert_eq!(place.ids(&hosts[2], "")[0].node, ids[200].node);
    }
}

#[test]
fn a_node_that_somebody_else_has() {
    for server in shared() {
        let place = Place::on(server);
        place.ids(&Scratch::new(), "--node 5");
        let host = rustix::system::uname();
        let words = format!("node 5 is leased to {} until 20", host.nodename().to_str().unwrap());
        refused(place.make(&Scratch::new(), "--node 5"), 75, &words);
    }
}

#[test]
fn a_window_ends_by_itself() {
    for server in shared() {
        let place = Place::on(server);
        let (first, second) = (Scratch::new(), Scratch::new());
        let one = place.ids(&first, "--node 5 --window 200ms")[0];
        eventually(Duration::from_secs(5), "the window is over", || {
            place.make(&second, "--node 5 --window 200ms").end().code() == 0
        });
        assert!(place.ids(&second, "--node 5")[0].id > one.id);
    }
}

#[test]
fn inside_a_window_the_server_may_be_away() {
    for kind in kinds() {
        let server = Server::own(kind, Options::default());
        let (place, host) = (Place::on(&server), Scratch::new());
        let args = "--node 5 --window 3s --timeout 2s";
        let first = place.ids(&host, args)[0];
        drop(server);
        assert!(place.ids(&host, args)[0].id > first.id);
        thread::sleep(Duration::from_secs(3));
        let words = refused(place.make(&host, args), 75, "the leased ids are used up, and ");
        assert!(words.contains("refused the connection"), "{words}");
        refused(place.make(&Scratch::new(), args), 69, "refused the connection");
    }
}

#[test]
fn a_silent_server_is_not_waited_for_too_long() {
    let port = silent_port();
    for server in shared() {
        let place = Place::on(server).by(format!("{}://127.0.0.1:{port}", server.kind.scheme()));
        let end = place.make(&Scratch::new(), "--timeout 1s").within(Duration::from_secs(2)).end();
        let _ = end.like(69, "", "does not answer within 1s");
    }
}

#[test]
fn the_next_server_is_tried() {
    let (refusing, _held) = refusing_port();
    // A Redis has one address only.
    for server in shared().filter(|server| server.kind != Kind::Redis) {
        let place = Place::on(server);
        let url = place.url.replace("127.0.0.1", &format!("127.0.0.1:{refusing},127.0.0.1"));
        let ids = place.by(url).ids(&Scratch::new(), "--node 5 -n 10");
        assert_eq!(ids.len(), 10);
    }
}

#[test]
fn all_requests_are_told() {
    let new_and_again = |place: &Place, host: &Scratch| {
        let told = |end: End| {
            assert_eq!(end.code(), 0);
            let lines = end.stderr.lines().filter_map(|line| line.strip_prefix("gosys: ")).map(str::to_owned);
            lines.collect::<Vec<_>>()
        };
        let first = told(place.make(host, "--node 5 -vv").end());
        (first, told(place.make(host, "--node 5 -vv").end()))
    };
    for server in shared() {
        let (place, host) = (Place::on(server), Scratch::new());
        let (told, again) = new_and_again(&place, &host);
        let name = format!("{:?}", server.kind).to_lowercase();
        let (here, path) = (format!("{name} 127.0.0.1:{}: ", server.port), place.path(5));
        let (folder, hash) = (path.rsplit_once('/').unwrap().0, format!("gosys:id:{{{}}}", place.name()));
        let requests: Vec<&str> = told.iter().filter_map(|line| line.strip_prefix(&here)).collect();
        match server.kind {
            Kind::Etcd => {
                let expected = ["connect", &format!("get {path}"), &format!("txn: put {path} if its revision is 0")];
                assert_eq!(requests, expected);
            }
            Kind::Redis => {
                let (get, put) =
                    (format!("HGET {hash} 5"), format!("EVAL on {hash}: write field 5 if it holds what it held"));
                assert_eq!(requests, ["connect", &get, "TIME", &put, "CONFIG GET append*"]);
            }
            Kind::ZooKeeper => {
                assert_eq!(
                    requests[..3],
                    ["connect", &format!("getData {path}"), &format!("setData {folder}, version -1")]
                );
                assert_eq!(requests[requests.len() - 2..], [&format!("create {path}"), "closeSession"]);
            }
        }
        assert_eq!(again, Vec::<String>::new());
    }
}

/// Processes that are killed anywhere, also between the server's answer and their own register.
#[test]
fn killed_processes_lose_nothing_but_numbers() {
    for server in shared() {
        let place = Place::on(server);
        let host = Scratch::new();
        let words = place.words(&["id", "new", "--accept-empty", "--node", "5", "--window", "60ms", "-n", "3000"], "");
        // Before, while and after it talks to the server: all of that takes some milliseconds.
        let line = format!(
            "i=0; while [ $i -lt 60 ]; do i=$((i + 1)); gosys {} >out.$i 2>/dev/null & p=$!; \
             sleep 0.0$((i % 6))$((i % 10)); kill -9 $p; wait $p; done 2>/dev/null; true",
            words.join(" ")
        );
        let _ = host.sh(&line).env("GOSYS_BACKEND", &place.url).end().is(0, "", "");
        place.ids(&host, "--node 5");
        let ids = super::storm::collect(&host);
        assert!(ids.len() > 3000, "{}: all were killed too early", server.kind);
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{}", server.kind);
    }
}

#[test]
fn records_can_be_read_by_people() {
    let check = |kind: Kind, text: &str| {
        let record: serde_json::Value = serde_json::from_str(text).unwrap();
        let host = rustix::system::uname().nodename().to_str().unwrap().to_owned();
        assert_eq!((&record["host"], record["owner"].as_str().unwrap().len()), (&host.into(), 32), "{kind}: {text}");
        assert!(record["until"].as_u64() > record["from"].as_u64(), "{kind}: {text}");
    };
    for server in shared() {
        let (place, host) = (Place::on(server), Scratch::new());
        place.ids(&host, "--node 5");
        let port = server.port.to_string();
        let text = match server.kind {
            Kind::Etcd => {
                let endpoint = format!("--endpoints=127.0.0.1:{port}");
                let args = [&endpoint, "get", "--print-value-only", &place.path(5)];
                host.command("etcdctl", args).env("ETCDCTL_API", "3").end().like(0, "{", "").stdout
            }
            Kind::Redis => {
                let key = format!("gosys:id:{{{}}}", place.name());
                host.command("redis-cli", ["-p", &port, "HGET", &key, "5"]).end().like(0, "{", "").stdout
            }
            Kind::ZooKeeper => String::from_utf8(read_node(server, None, &place.path(5)).unwrap()).unwrap(),
        };
        check(server.kind, text.trim());
    }
}

#[test]
fn passwords() {
    let scratch = Scratch::new();
    let file = |text: &str| private(&scratch, text, text);
    for kind in kinds() {
        let (server, user) = match kind {
            Kind::Etcd => (crate::backend::etcd::with_users(), "root"),
            Kind::Redis => (Server::own(kind, Options { extra: &["--requirepass", SECRET], tls: None }), "default"),
            Kind::ZooKeeper => (Server::own(kind, Options::default()), "ops"),
        };
        let place = Place::on(&server);
        let host = Scratch::new();
        let as_user = |file: &str, host: &Scratch| {
            place.make(host, "--node 5 --window 1ms -vv").env("GOSYS_USER", user).env("GOSYS_PASSWORD_FILE", file)
        };
        let end = as_user(&file(SECRET), &host).end();
        assert!(!end.stderr.contains(SECRET) && end.stderr.contains(user), "{}", end.stderr);
        made(&end);
        refused(as_user(&file(WRONG), &host), 77, "refused access");
        refused(place.make(&host, "--node 5"), 77, "refused access");
    }
}

#[cfg(feature = "redis")]
mod redis_alone {
    use super::*;
    use crate::support::servers::redis;

    const STRICT: [&str; 4] = ["--appendonly", "yes", "--appendfsync", "always"];
    const MAY_LOSE: &str = "can lose the window in a crash or failover";

    #[test]
    fn what_is_no_record_is_left_alone() {
        let (place, host) = (Place::on(redis()), Scratch::new());
        let key = format!("gosys:id:{{{}}}", place.name());
        redis().ask(&format!("HSET {key} 5 hello\r\n")).unwrap();
        refused(place.make(&host, "--node 5"), 65, "is no record of a node");
        assert!(redis().ask(&format!("HGET {key} 5\r\n")).unwrap().contains("hello"));
        redis().ask(&format!("DEL {key}\r\nSET {key} x\r\n")).unwrap();
        refused(place.make(&host, "--node 5"), 65, "wrong kind of value");
    }

    #[test]
    fn what_it_may_lose_is_said_once_a_window() {
        let (place, host) = (Place::on(redis()), Scratch::new());
        let end = place.make(&host, "").end();
        assert_eq!(end.stderr.matches(MAY_LOSE).count(), 1, "{}", end.stderr);
        // Nothing is leased, so nothing can be lost.
        assert_eq!(place.make(&host, "").end().stderr, "");
    }

    #[test]
    fn strict_persistence_needs_no_words() {
        let server = Server::own(Kind::Redis, Options { extra: &STRICT, tls: None });
        assert_eq!(Place::on(&server).make(&Scratch::new(), "").end().stderr, "");
        for half in [&STRICT[..2], &["--appendfsync", "always"]] {
            let server = Server::own(Kind::Redis, Options { extra: half, tls: None });
            let end = Place::on(&server).make(&Scratch::new(), "").end();
            assert!(end.stderr.contains(MAY_LOSE), "{half:?}: {}", end.stderr);
        }
    }

    #[test]
    fn a_server_that_may_not_be_asked_promises_nothing() {
        let user = ["--user", "ops", "on", ">hunter2", "~*", "&*", "+@all", "-config"];
        let server = Server::own(Kind::Redis, Options { extra: &user, tls: None });
        let place = Place::on(&server).by(format!("redis://ops:{SECRET}@127.0.0.1:{}", server.port));
        let end = place.make(&Scratch::new(), "").end();
        assert!(end.stderr.contains(MAY_LOSE), "{}", end.stderr);
        made(&end);
    }

    /// The same without `--accept-empty`.
    fn doubting(place: &Place, host: &Scratch, args: &str) -> Run {
        host.gosys(place.words(&["id", "new"], args)).env("GOSYS_BACKEND", &place.url)
    }

    #[test]
    fn an_empty_server_that_has_just_started_is_doubted() {
        let server = Server::own(Kind::Redis, Options { extra: &STRICT, tls: None });
        let (place, host) = (Place::on(&server), Scratch::new());
        let words = refused(doubting(&place, &host, "--node 5"), 75, "may have lost a window of node 5");
        assert!(words.contains("hint: try again in ") && words.contains("--accept-empty"), "{words}");
        // It has been up for a window of this length, or soon has.
        eventually(Duration::from_secs(5), "a shorter window is over", || {
            doubting(&place, &host, "--node 5 --window 1s").end().code() == 0
        });
        // What is there is believed at once.
        let _ = doubting(&place, &host, "--node 5").end().like(0, "\n", "");
        place.ids(&Scratch::new(), "--node 6");
    }

    /// It may have forgotten a later window, and hold the one before that instead. What is one's own is known better,
    /// and who has every answer on disk forgets nothing.
    #[test]
    fn somebody_elses_node_is_not_taken_over_from_a_server_that_has_just_started() {
        for (extra, believed) in [(&[][..], false), (&STRICT[..], true)] {
            let server = Server::own(Kind::Redis, Options { extra, tls: None });
            let (place, first) = (Place::on(&server), Scratch::new());
            place.ids(&first, "--node 5 --window 1ms");
            thread::sleep(Duration::from_millis(10));
            let second = Scratch::new();
            let end = doubting(&place, &second, "--node 5").end();
            if believed {
                let _ = end.like(0, "\n", "");
            } else {
                let _ = end.like(75, "", "may have lost a window of node 5");
                let _ = doubting(&place, &first, "--node 5").end().like(0, "\n", MAY_LOSE);
            }
        }
    }

    #[test]
    fn a_server_that_does_not_say_how_long_it_has_been_up() {
        let user = ["--user", "ops", "on", ">hunter2", "~*", "&*", "+@all", "-info"];
        let server = Server::own(Kind::Redis, Options { extra: &user, tls: None });
        let place = Place::on(&server).by(format!("redis://ops:{SECRET}@127.0.0.1:{}", server.port));
        let host = Scratch::new();
        let words = refused(doubting(&place, &host, "--node 5"), 77, "knows no window of node 5");
        assert!(words.contains("--accept-empty"), "{words}");
        place.ids(&host, "--node 5");
    }

    #[test]
    fn by_socket() {
        let scratch = Scratch::new();
        let socket = scratch.path().join("r.sock").to_str().unwrap().to_owned();
        let extra = ["--unixsocket", &socket, "--requirepass", SECRET];
        let server = Server::own(Kind::Redis, Options { extra: &extra, tls: None });
        let place = Place::on(&server).by(format!("redis+unix://{socket}?db=2&pass={SECRET}"));
        assert_eq!(place.ids(&scratch, "--node 5 -n 10").len(), 10);
    }

    #[test]
    fn through_sentinels() {
        let scratch = Scratch::new();
        let master = Server::own(Kind::Redis, Options { extra: &["--requirepass", SECRET], tls: None });
        let config = scratch.file("sentinel.conf", format!("sentinel monitor main 127.0.0.1 {} 1\n", master.port));
        let extra = [config.to_str().unwrap(), "--sentinel"];
        let sentinel = Server::own(Kind::Redis, Options { extra: &extra, tls: None });
        let url = format!("redis+sentinel://:{SECRET}@127.0.0.1:{}/main", sentinel.port);
        let place = Place::on(&master).by(url);
        assert_eq!(place.ids(&scratch, "--node 5 -n 10").len(), 10);
        refused(place.make(&Scratch::new(), "--node 5"), 75, "node 5 is leased to");
    }

    #[test]
    fn on_a_cluster() {
        let servers = [(); 2].map(|()| {
            let extra = ["--cluster-enabled", "yes", "--cluster-require-full-coverage", "no"];
            Server::own(Kind::Redis, Options { extra: &extra, tls: None })
        });
        let ask = |server: &Server, words: &str| server.ask(&format!("{words}\r\n")).unwrap();
        for (server, slots) in servers.iter().zip(["0 8191", "8192 16383"]) {
            assert_eq!(ask(server, &format!("CLUSTER ADDSLOTSRANGE {slots}")), "+OK\r\n");
        }
        // The bus does not listen on the port that it would be looked for.
        let bus = std::fs::read_to_string(format!("/proc/{}/cmdline", servers[1].pid)).unwrap();
        let words: Vec<&str> = bus.split(['\0', ' ']).collect();
        let nodes = ask(&servers[1], "CLUSTER NODES");
        let bus_port = nodes.split(['@', ',', ' ']).nth(2).unwrap();
        assert_eq!(
            ask(&servers[0], &format!("CLUSTER MEET 127.0.0.1 {} {bus_port}", servers[1].port)),
            "+OK\r\n",
            "{words:?}"
        );
        eventually(Duration::from_secs(10), "both know each other", || {
            servers.iter().all(|server| {
                let info = ask(server, "CLUSTER INFO");
                info.contains("cluster_state:ok") && info.contains("cluster_slots_ok:16384")
            })
        });
        // Several layouts, so that both servers get some.
        let url = format!("redis+cluster://127.0.0.1:{},127.0.0.1:{}", servers[0].port, servers[1].port);
        for _ in 0..4 {
            let (place, host) = (Place::on(&servers[0]).by(url.clone()), Scratch::new());
            assert_eq!(place.ids(&host, "--node 5 -n 10").len(), 10);
            refused(place.make(&Scratch::new(), "--node 5"), 75, "node 5 is leased to");
            let _ = place.nodes(&host, "").end().like(0, "ours", "");
        }
        assert!(servers.iter().all(|server| ask(server, "DBSIZE") != ":0\r\n"));
    }
}

/// A clock that is wrong by more than is allowed makes no ids, and the server is left as it was.
#[test]
fn clocks_that_differ() {
    // An etcd does not tell its clock.
    for server in shared().filter(|server| server.kind != Kind::Etcd) {
        let (place, host) = (Place::on(server), Scratch::new());
        let words = place.words(&["-f", "+2h", GOSYS, "id", "new", "--accept-empty", "--max-jump", "1h"], "--node 5");
        let skewed = || host.command("faketime", &words).env("GOSYS_BACKEND", &place.url);
        let told =
            refused(skewed(), 75, &format!("the clock of {} 127.0.0.1:", format!("{}", server.kind).to_lowercase()));
        assert!(told.contains(" says 20") && told.contains(", ours 20") && told.contains("--max-jump"), "{told}");
        // Nothing was leased for hours ahead.
        place.ids(&Scratch::new(), "--node 5");
    }
}

#[cfg(feature = "zookeeper")]
mod zookeeper_alone {
    use super::*;
    use crate::support::servers::zookeeper;

    #[test]
    fn without_a_login_records_are_everybodys_and_with_one_their_own() {
        let no_auth = Err(-102);
        let open = Place::on(zookeeper());
        open.ids(&Scratch::new(), "--node 5");
        assert!(read_node(zookeeper(), None, &open.path(5)).is_ok());

        let scratch = Scratch::new();
        let file = private(&scratch, "password", SECRET);
        // A server of its own: who comes first makes the folders above.
        let server = Server::own(Kind::ZooKeeper, Options::default());
        let own = Place::on(&server);
        let end = own.make(&scratch, "--node 5").env("GOSYS_USER", "ops").env("GOSYS_PASSWORD_FILE", &file).end();
        made(&end);
        let folder = own.path(5).trim_end_matches("/5").to_owned();
        for path in [&own.path(5), &folder] {
            assert_eq!(read_node(&server, None, path), no_auth, "{path}");
            assert!(read_node(&server, Some("ops"), path).is_ok(), "{path}");
        }
        for path in ["/.gosys", "/.gosys/id", "/.gosys/id/v1"] {
            assert_eq!(read_node(&server, None, path), Ok(vec![]), "{path}");
        }
        // Another user has layouts of its own below the same folders.
        let other = Place::on(&server);
        let end = other.make(&scratch, "--node 5").env("GOSYS_USER", "dev").env("GOSYS_PASSWORD_FILE", &file).end();
        made(&end);
        let stranger = Scratch::new();
        let denied = own.make(&stranger, "--node 5").env("GOSYS_USER", "dev").env("GOSYS_PASSWORD_FILE", &file);
        refused(denied, 77, &format!("the ACL of {} does not let this user read", own.path(5)));
    }
}
