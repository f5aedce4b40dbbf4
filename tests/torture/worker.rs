//! The workers: each tries again and again to hold a lock, in one of the ways that there are, and to be at the resource
//! meanwhile.

use std::collections::BTreeMap;
use std::fs::{File, read, read_to_string};
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::resource::{Attempt, Resource};
use super::{CELLS, Field, TTL};

/// With what a lock is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tool {
    /// gosys, or another build of it.
    Gosys(PathBuf),
    Etcdctl,
    /// A script with redis-cli: `SET NX PX` every 10 ms, and a script that gives back only its own.
    RedisCli,
}

/// What keeps the command from outliving the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// A guard.
    Guarded,
    /// The lock itself goes with the command: flock.
    Inherited,
    /// Nothing but the worker's own care.
    Bare,
}

/// What a worker is to do once.
#[derive(Clone, Debug)]
pub struct Task {
    pub cell: usize,
    pub ms: u64,
    /// As the client wants them.
    pub ways: &'static str,
    pub hold: Hold,
    /// By `acquire` and `release`.
    pub pair: bool,
    /// The clock that it sees, as faketime wants it.
    pub clock: Option<&'static str>,
    pub wait: Duration,
}

impl Task {
    /// One that holds for so long, by `run` with a guard.
    pub fn holding(ms: u64) -> Self {
        let wait = Duration::from_secs(30);
        Self { cell: 0, ms, ways: "-", hold: Hold::Guarded, pair: false, clock: None, wait }
    }

    /// A random one, at one of these names.
    pub fn draw(chance: &mut Chance, cells: Range<usize>, is_local: bool, tool: &Tool) -> Self {
        let ttl = TTL.as_millis() as u64;
        let ours = matches!(tool, Tool::Gosys(_));
        let pair = ours && chance.one_in(4);
        // A pair cannot renew while it works, and neither can a script: they have to be done in time.
        let longest = if pair || *tool == Tool::RedisCli { ttl * 2 / 5 } else { 3 * ttl };
        let in_crowd = cells.start >= CELLS;
        let ms = match in_crowd {
            // Over before a fault finds it, but for some.
            true if chance.one_in(50) => chance.below(longest / 4),
            true => 1 + chance.below(10),
            false if chance.one_in(12) => chance.below(longest),
            false => chance.below(40),
        };
        let hold = match () {
            () if pair || !ours => Hold::Bare,
            () if is_local && chance.one_in(2) => Hold::Inherited,
            () => Hold::Guarded,
        };
        let all = ["-", "-", "stubborn", "tree", "tree-stubborn"];
        // Without a guard nobody ends a tree.
        let ways = if hold == Hold::Guarded { &all[..] } else { &all[..3] };
        // A tree costs more than all else.
        let ways = if in_crowd && !chance.one_in(8) { "-" } else { *chance.pick(ways) };
        let clock = if ours { *chance.pick(&[None, None, None, Some("+1h"), Some("-1h")]) } else { None };
        let cell = cells.start + chance.below(cells.len() as u64) as usize;
        // Otherwise all of a crowd would soon be at the one name that is blocked.
        let wait = Duration::from_millis(if in_crowd { 300 } else { 5000 });
        Self { cell, ms, ways, hold, pair, clock, wait }
    }
}

/// The processes of an attempt.
#[derive(Clone, Debug)]
pub struct Active {
    pub attempt: Attempt,
    pub task: Task,
    pub front: u32,
}

impl Active {
    /// The guard, if there is one.
    pub fn guard(&self) -> Option<u32> {
        let below = read_to_string(format!("/proc/{0}/task/{0}/children", self.front)).ok()?;
        let pids = below.split_whitespace().filter_map(|pid| pid.parse().ok());
        pids.into_iter()
            .find(|pid: &u32| read(format!("/proc/{pid}/cmdline")).is_ok_and(|line| line.starts_with(b"lock-guard\0")))
    }
}

/// Those who try now.
#[derive(Default)]
pub struct Roll {
    next: AtomicU64,
    active: Mutex<BTreeMap<Attempt, Active>>,
}

impl Roll {
    pub fn all(&self) -> Vec<Active> {
        self.active.lock().unwrap().values().cloned().collect()
    }

    /// Does something to an attempt whose front has not been waited for, so that the id is its own.
    pub fn with<T>(&self, attempt: Attempt, work: impl FnOnce(&Active) -> T) -> Option<T> {
        self.active.lock().unwrap().get(&attempt).map(work)
    }
}

/// How an attempt ended.
#[derive(Debug)]
pub struct Done {
    pub status: ExitStatus,
    pub attempt: Attempt,
    pub task: Task,
    /// What was said on stderr.
    pub words: String,
    /// It had to be killed.
    pub hung: bool,
    /// Some of its processes were at the resource after that.
    pub survived: bool,
}

impl Done {
    pub fn code(&self) -> i32 {
        self.status.code().unwrap_or_else(|| 128 + self.status.signal().unwrap())
    }
}

/// Longer than any attempt may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Tries once.
pub fn attempt(field: &Field, roll: &Roll, task: Task) -> Done {
    let attempt = roll.next.fetch_add(1, Ordering::SeqCst) + 1;
    let log = field.dir().join(format!("log-{attempt}"));
    let mut command = command(field, &task, attempt);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(&log).unwrap()).process_group(0);
    let mut front = {
        let mut active = roll.active.lock().unwrap();
        let front = command.spawn().unwrap();
        active.insert(attempt, Active { attempt, task: task.clone(), front: front.id() });
        front
    };
    let (status, hung) = ended(roll, attempt, &mut front);
    let survived = !task.pair && task.hold != Hold::Inherited && outlives(&field.resource, attempt);
    let words = read_to_string(&log).unwrap();
    std::fs::remove_file(log).unwrap();
    Done { status, attempt, task, words, hung, survived }
}

fn ended(roll: &Roll, attempt: Attempt, front: &mut Child) -> (ExitStatus, bool) {
    let since = Instant::now();
    loop {
        let hung = since.elapsed() > PATIENCE;
        let mut active = roll.active.lock().unwrap();
        if hung {
            front.kill().unwrap();
        }
        let status = if hung { Some(front.wait().unwrap()) } else { front.try_wait().unwrap() };
        if let Some(status) = status {
            active.remove(&attempt);
            return (status, hung);
        }
        drop(active);
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether its processes are still there a second later.
fn outlives(resource: &Resource, attempt: Attempt) -> bool {
    let since = Instant::now();
    while resource.visit(attempt).is_some_and(|visit| visit.gone_at.is_none()) {
        if since.elapsed() > Duration::from_secs(1) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    false
}

/// A lock's name.
pub fn name(cell: usize) -> String {
    format!("torture-{cell}")
}

const PAIR: &str = r#"
env=$("$1" -b "$2" --timeout 20s lock acquire "$3" --ttl "$4" --wait "$5" -o env) || exit $?
eval "$env"
export GOSYS_LOCK_TOKEN GOSYS_LOCK_FENCE
if "$1" -b "$2" --timeout 500ms lock check "$3" --token "$GOSYS_LOCK_TOKEN" --margin 1500ms; then
    shift 5
    timeout -s KILL 1.2 "$@"
    code=$?
    "$tool" -b "$url" lock release "$name" --token "$GOSYS_LOCK_TOKEN" || exit $?
    exit $code
fi
"$1" -b "$2" lock release "$3" --token "$GOSYS_LOCK_TOKEN"
exit 75
"#;

const SCRIPT: &str = r#"
token=$$-$(cat /proc/sys/kernel/random/uuid)
until [ "$(redis-cli -p "$1" SET "$2" "$token" NX PX "$3")" = OK ]; do sleep 0.01; done
shift 3
"$@"
code=$?
redis-cli -p "$port" EVAL "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end" \
    1 "$name" "$token" > /dev/null
exit $code
"#;

fn command(field: &Field, task: &Task, attempt: Attempt) -> Command {
    let client = client(field, task, attempt);
    // etcd tells whole seconds, and a pair wants to know of one and a half.
    let ttl = if task.pair { TTL + Duration::from_secs(1) } else { TTL };
    let (name, ttl) = (name(task.cell), format!("{}ms", ttl.as_millis()));
    let wait = format!("{}ms", task.wait.as_millis());
    let new = |program: &Path| {
        let mut command = Command::new(program);
        command.env_clear();
        command
    };
    let mut command = match &field.tool {
        Tool::Gosys(gosys) if task.pair => {
            let mut command = new(Path::new("sh"));
            command.args(["-c", PAIR, "sh"]).arg(gosys).args([&field.url, &name, &ttl, &wait]).args(client);
            command.env("tool", gosys).env("url", &field.url).env("name", &name);
            command
        }
        Tool::Gosys(gosys) => {
            let mut command = new(gosys);
            command.args(["-b", &field.url, "lock", "run", &name, "--ttl", &ttl, "--wait", &wait]);
            let contain = if task.hold == Hold::Guarded { "guard" } else { "none" };
            command.args(["--contain", contain, "--"]).args(client);
            command
        }
        Tool::Etcdctl => {
            let endpoints = field.url.trim_start_matches("etcd://");
            let mut command = new(Path::new("etcdctl"));
            command.args(["--endpoints", endpoints, "lock", &name, "--ttl", &TTL.as_secs().to_string(), "--"]);
            command.args(client);
            command
        }
        Tool::RedisCli => {
            let port = field.url.rsplit(':').next().unwrap();
            let mut command = new(Path::new("sh"));
            command.args(["-c", SCRIPT, "sh", port, &name, &TTL.as_millis().to_string()]).args(client);
            command.env("port", port).env("name", &name);
            command
        }
    };
    command.env("PATH", std::env::var("PATH").unwrap()).env("HOME", field.dir()).current_dir(field.dir());
    if let Some(clock) = task.clock {
        command.env("FAKETIME", clock).env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        command.env("LD_PRELOAD", faketime()).env("FAKETIME_SHARED", shared_clock());
    }
    command
}

fn client(field: &Field, task: &Task, attempt: Attempt) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/torture/client.pl");
    let paths = [script, field.resource.path.clone()].map(|path| path.to_str().unwrap().to_owned());
    let numbers = [task.cell.to_string(), attempt.to_string(), task.ms.to_string(), task.ways.to_owned()];
    ["perl".to_owned()].into_iter().chain(paths).chain(numbers).collect()
}

/// What is loaded first into a program whose clock is another.
pub fn faketime() -> String {
    let machine = std::env::consts::ARCH;
    format!("/usr/lib/{machine}-linux-gnu/faketime/libfaketime.so.1")
}

/// The names of the shared memory that a program with another clock would make for itself, and leave behind when it is
/// killed: one for all, which its holder takes away when these tests end, however they end.
pub fn shared_clock() -> &'static str {
    static HOLDER: OnceLock<(Child, String)> = OnceLock::new();
    let (_, names) = HOLDER.get_or_init(|| {
        let mut holder = Command::new("faketime");
        holder.args(["-f", "+0", "sh", "-c", "echo \"$FAKETIME_SHARED\"; cat"]);
        let mut holder = holder.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut names = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut names).unwrap();
        (holder, names.trim().to_owned())
    });
    names
}
