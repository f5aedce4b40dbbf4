//! What a run of a small command costs, from its start to its end.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use super::{Figure, copy};

const ROUNDS: usize = 400;
/// Rounds before those that count, one for so many.
const WARM_UP: usize = 20;

/// A command line that is started again and again.
pub(crate) struct Peer {
    args: Vec<String>,
    home: String,
    variables: Vec<(&'static str, String)>,
    stdin: Option<PathBuf>,
}

/// What one run took.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
}

impl Peer {
    pub(crate) fn new(folder: &Path, program: &str, args: &[&str]) -> Self {
        let args = args.iter().map(|arg| (*arg).to_owned());
        let home = folder.join("home").display().to_string();
        Self {
            args: std::iter::once(program.to_owned()).chain(args).collect(),
            home,
            variables: Vec::new(),
            stdin: None,
        }
    }

    /// With this variable.
    pub(crate) fn env(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// With this file as its standard input.
    pub(crate) fn stdin(mut self, path: &Path) -> Self {
        self.stdin = Some(path.to_owned());
        self
    }

    pub(crate) fn run(&self) -> Cost {
        let used = cpu_of_children();
        let (is_well, wall) = self.try_once();
        assert!(is_well, "{:?}", self.args);
        Cost { wall, cpu: cpu_of_children() - used }
    }

    /// Runs it once: whether it succeeded, and how long it took.
    pub(crate) fn try_once(&self) -> (bool, Duration) {
        let mut command = Command::new(&self.args[0]);
        // The rest of the environment is the caller's: a locale, say, costs a program what it costs the user.
        command.args(&self.args[1..]).env("HOME", &self.home).env("PATH", "/usr/bin:/bin");
        for ours in ["GOSYS_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env_remove(ours);
        }
        command.envs(self.variables.iter().map(|(name, value)| (*name, value)));
        let stdin = self.stdin.as_ref().map_or_else(Stdio::null, |path| File::open(path).unwrap().into());
        command.stdin(stdin).stdout(Stdio::null());
        let began = Instant::now();
        (command.status().unwrap().success(), began.elapsed())
    }
}

pub(crate) fn cpu_of_children() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let micros = |time: nix::sys::time::TimeVal| u64::try_from(time.tv_sec() * 1_000_000 + time.tv_usec()).unwrap();
    Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time()))
}

/// The medians of the ratios of all rounds, and of the two costs.
pub(crate) struct Comparison {
    rounds: Vec<(Cost, Cost)>,
}

impl Comparison {
    pub(crate) fn of(ours: &Peer, theirs: &Peer, rounds: usize) -> Self {
        for _ in 0..rounds.div_ceil(WARM_UP) {
            ours.run();
            theirs.run();
        }
        // Who goes first changes, so that neither always finds the caches as the other left them.
        let round = |i: usize| {
            if i.is_multiple_of(2) {
                let first = ours.run();
                (first, theirs.run())
            } else {
                let first = theirs.run();
                (ours.run(), first)
            }
        };
        Self { rounds: (0..rounds).map(round).collect() }
    }

    pub(crate) fn figure(&self, what: &'static str, part: fn(&Cost) -> Duration) -> Figure {
        let ratio = |(a, b): &(Cost, Cost)| part(a).as_secs_f64() / part(b).as_secs_f64().max(1e-9);
        let value = median(self.rounds.iter().map(ratio).collect());
        let [ours, theirs] = self.medians(part).map(|seconds| seconds * 1e6);
        Figure { what, value, detail: format!("{ours:.0} µs, {theirs:.0} µs") }
    }

    /// Our wall time against a time that was promised, and the peer's beside it.
    pub(crate) fn promise(&self, what: &'static str, peer: &str, seconds: f64) -> Figure {
        let [ours, theirs] = self.medians(|cost| cost.wall);
        let detail = format!("{:.2} ms; {peer}: {:.2} ms", ours * 1e3, theirs * 1e3);
        Figure { what, value: ours / seconds, detail }
    }

    fn medians(&self, part: fn(&Cost) -> Duration) -> [f64; 2] {
        let seconds = |cost: &Cost| part(cost).as_secs_f64();
        [
            median(self.rounds.iter().map(|(ours, _)| seconds(ours)).collect()),
            median(self.rounds.iter().map(|(_, theirs)| seconds(theirs)).collect()),
        ]
    }
}

pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let gosys = copy(folder, env!("CARGO_BIN_EXE_gosys"));
    let uuidgen = Peer::new(folder, &copy(folder, "uuidgen"), &[]);
    let bare = Peer::new(folder, &copy(folder, "/bin/true"), &[]);

    let ours = Peer::new(folder, &gosys, &["id"]);
    let id = Comparison::of(&ours, &uuidgen, ROUNDS);
    let start = Comparison::of(&ours, &bare, ROUNDS);
    let version = Comparison::of(&Peer::new(folder, &gosys, &["--version"]), &bare, ROUNDS);
    vec![
        id.figure("`gosys id`, wall", |cost| cost.wall),
        id.figure("`gosys id`, CPU", |cost| cost.cpu),
        start.figure("start-up of `gosys id`, wall", |cost| cost.wall),
        page_faults(&ours, &bare),
        version.figure("`gosys --version`, wall", |cost| cost.wall),
        size(&gosys),
    ]
}

fn page_faults(ours: &Peer, bare: &Peer) -> Figure {
    let of_one = |peer: &Peer| {
        let faults = || getrusage(UsageWho::RUSAGE_CHILDREN).unwrap().minor_page_faults();
        let before = faults();
        peer.run();
        f64::from(u32::try_from(faults() - before).unwrap())
    };
    let [ours, bare] = [ours, bare].map(|peer| median((0..WARM_UP).map(|_| of_one(peer)).collect()));
    Figure { what: "start-up of `gosys id`, page faults", value: ours / bare, detail: format!("{ours}, {bare}") }
}

fn size(gosys: &str) -> Figure {
    let bytes = std::fs::metadata(gosys).unwrap().len();
    let mb = f64::from(u32::try_from(bytes).unwrap()) / 1e6;
    Figure { what: "the release binary", value: mb, detail: format!("{bytes} bytes") }
}
