//! Locks against the tools they replace: what one turn costs, how many turns a second there are, and how soon the next
//! one knows that the lock is free.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::support::servers::{Kind, Options, Server};
use super::whole_process::{Comparison, Peer, median};
use super::{Figure, connect, copy};

const LOCAL_ROUNDS: usize = 400;
/// `etcdctl lock` takes tens of milliseconds.
const SERVER_ROUNDS: usize = 100;

const WORKERS: usize = 8;
const LOOPS: usize = 3;
/// How long the workers of one loop work.
const LOOP: Duration = Duration::from_secs(3);

const ROUND_TRIPS: usize = 200;
const WAKE_UPS: &str = "lock bench --workers 2 --hold 10ms --for 2s -o json";
/// What a wake-up may take besides two round trips, in seconds.
const WAKE_UP: f64 = 0.002;

const DELETE_OWN: &str = "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end";

/// The programs, copied, and the servers.
struct Scene<'a> {
    folder: &'a Path,
    gosys: String,
    yes: String,
    etcd: Server,
    redis: Server,
    zookeeper: Server,
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let own = |kind| Server::own(kind, Options::default());
    let scene = Scene {
        folder,
        gosys: copy(folder, env!("CARGO_BIN_EXE_gosys")),
        yes: copy(folder, "/bin/true"),
        etcd: own(Kind::Etcd),
        redis: own(Kind::Redis),
        zookeeper: own(Kind::ZooKeeper),
    };
    let flock = format!("{} {}", copy(folder, "flock"), folder.join("flocked").display());
    let etcdctl = format!("{} --endpoints=http://127.0.0.1:{} lock N", copy(folder, "etcdctl"), scene.etcd.port);
    let redis_cli = format!("{} -p {}", copy(folder, "redis-cli"), scene.redis.port);
    let mut figures = scene.turns(&flock, &etcdctl, &redis_cli);
    figures.extend(scene.hand_overs(&flock, &etcdctl, &redis_cli));
    figures.extend(scene.wake_ups());
    figures
}

impl Scene<'_> {
    /// What one turn of somebody who is alone costs.
    fn turns(&self, flock: &str, etcdctl: &str, redis_cli: &str) -> Vec<Figure> {
        let Self { gosys, yes, .. } = self;
        let peer = |line: String| {
            let words: Vec<&str> = line.split(' ').collect();
            Peer::new(self.folder, words[0], &words[1..])
        };
        let script = |line: String| Peer::new(self.folder, "/bin/sh", &["-c", &line]);
        let flock = peer(format!("{flock} {yes}"));
        let alone = Comparison::of(&peer(format!("{gosys} lock run x -- {yes}")), &flock, LOCAL_ROUNDS);
        let guarded = peer(format!("{gosys} lock run x --contain guard -- {yes}"));
        let guarded = Comparison::of(&guarded, &flock, LOCAL_ROUNDS);
        let ours = peer(format!("{gosys} -b {} lock run N -- {yes}", self.etcd.url()));
        let etcd = Comparison::of(&ours, &peer(format!("{etcdctl} {yes}")), SERVER_ROUNDS);
        let ours = format!("{gosys} -b {} lock", self.redis.url());
        let ours = script(format!("token=$({ours} acquire N) && {ours} release N --token $token"));
        let theirs = script(format!("{redis_cli} SET N me NX PX 60000 && {redis_cli} EVAL \"{DELETE_OWN}\" 1 N me"));
        let redis = Comparison::of(&ours, &theirs, SERVER_ROUNDS);
        vec![
            alone.figure("`gosys lock run x -- true`, wall", |cost| cost.wall),
            guarded.figure("the same with `--contain guard`", |cost| cost.wall),
            etcd.figure("the same on etcd, wall", |cost| cost.wall),
            etcd.figure("the same on etcd, CPU", |cost| cost.cpu),
            redis.figure("`acquire` and `release` on Redis, wall", |cost| cost.wall),
        ]
    }

    /// Turns a second where many want the lock, each in a loop of the shell.
    fn hand_overs(&self, flock: &str, etcdctl: &str, redis_cli: &str) -> [Figure; 3] {
        let Self { gosys, yes, .. } = self;
        let ours = |url: &str| format!("{gosys} -b {url} lock run hand -- {yes}");
        let polling = format!(
            "until [ \"$({redis_cli} SET hand $$ NX PX 60000)\" = OK ]; do sleep 0.01; done
             {yes}; {redis_cli} EVAL \"{DELETE_OWN}\" 1 hand $$ >/dev/null"
        );
        let figure = |what, ours: String, theirs: String| {
            let rounds: Vec<(f64, f64)> =
                (0..LOOPS).map(|_| (per_second(self.folder, &ours), per_second(self.folder, &theirs))).collect();
            let [a, b] = [|round: &(f64, f64)| round.0, |round: &(f64, f64)| round.1]
                .map(|part| median(rounds.iter().map(part).collect()));
            let value = median(rounds.iter().map(|(ours, theirs)| ours / theirs).collect());
            Figure { what, value, detail: format!("{a:.0} a second, {b:.0}") }
        };
        [
            figure("hand-overs a second, eight workers, local", ours("local:"), format!("{flock} {yes}")),
            figure("hand-overs a second, eight workers, etcd", ours(&self.etcd.url()), format!("{etcdctl} {yes}")),
            figure("hand-overs a second, eight workers, Redis", ours(&self.redis.url()), polling),
        ]
    }

    /// From the end of a release to the next one's having the lock, against what that may take at most.
    fn wake_ups(&self) -> [Figure; 4] {
        let figure = |what, url: &str, round_trip: f64| {
            let p99 = median((0..LOOPS).map(|_| self.wake_up(url)).collect());
            let limit = 2.0 * round_trip + WAKE_UP;
            let detail = format!("{:.0} µs; a round trip is {:.0} µs", p99 * 1e6, round_trip * 1e6);
            Figure { what, value: p99 / limit, detail }
        };
        [
            figure("wake-up after a release, p99, local", "local:", 0.0),
            figure("wake-up after a release, p99, etcd", &self.etcd.url(), round_trip(&self.etcd)),
            figure("wake-up after a release, p99, Redis", &self.redis.url(), round_trip(&self.redis)),
            figure("wake-up after a release, p99, ZooKeeper", &self.zookeeper.url(), round_trip(&self.zookeeper)),
        ]
    }

    fn wake_up(&self, url: &str) -> f64 {
        let home = tempfile::tempdir_in(self.folder).unwrap();
        let mut command = Command::new(&self.gosys);
        command.args(["-b", url]).args(WAKE_UPS.split(' ')).env("HOME", home.path());
        let output = command.output().unwrap();
        assert!(output.status.success(), "{url}: {}", String::from_utf8_lossy(&output.stderr));
        let measured: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        measured["wake_up"]["p99_us"].as_f64().unwrap() / 1e6
    }
}

/// How often a second eight loops of the shell run this line, in which `$n` is the number of the round.
pub(crate) fn per_second(folder: &Path, line: &str) -> f64 {
    let script = format!("n=0; while [ ! -e stop ]; do {line}; n=$((n+1)); done >/dev/null; echo $n >&2");
    let home = tempfile::tempdir_in(folder).unwrap();
    let worker = |_| {
        let mut shell = Command::new("/bin/sh");
        shell.args(["-c", &script]).current_dir(home.path()).env("HOME", home.path());
        shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let began = Instant::now();
    let workers: Vec<Child> = (0..WORKERS).map(worker).collect();
    sleep(LOOP);
    std::fs::write(home.path().join("stop"), "").unwrap();
    let count = |worker: Child| {
        let output = worker.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        said.trim().parse::<u32>().unwrap_or_else(|_| panic!("{line}: {said}"))
    };
    let turns: u32 = workers.into_iter().map(count).sum();
    f64::from(turns) / began.elapsed().as_secs_f64()
}

/// Seconds that the plainest question takes on a connection that is there.
fn round_trip(server: &Server) -> f64 {
    let question: &[u8] = match server.kind {
        Kind::Etcd => b"GET /version HTTP/1.1\r\nHost: x\r\n\r\n",
        Kind::Redis => b"PING\r\n",
        // It answers such a question once and hangs up, so each has a connection of its own.
        Kind::ZooKeeper => b"ruok",
    };
    let mut stream = connect(server.port);
    let mut one = |_| {
        if server.kind == Kind::ZooKeeper {
            stream = connect(server.port);
        }
        let began = Instant::now();
        stream.write_all(question).unwrap();
        assert!(stream.read(&mut [0; 4096]).unwrap() > 0);
        began.elapsed().as_secs_f64()
    };
    median((0..ROUND_TRIPS).map(&mut one).collect())
}
