//! What a run of a small command costs, from its start to its end.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

use super::{Figure, Goal, copy};

const ROUNDS: usize = 400;
/// Rounds before those that count, one for so many.
const WARM_UP: usize = 20;

/// A command line that is started again and again.
pub(crate) struct Peer {
    args: Vec<String>,
    home: String,
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
        Self { args: std::iter::once(program.to_owned()).chain(args).collect(), home }
    }

    fn run(&self) -> Cost {
        let mut command = Command::new(&self.args[0]);
        // The rest of the environment is the caller's: a locale, say, costs a program what it costs the user.
        command.args(&self.args[1..]).env("HOME", &self.home).env("PATH", "/usr/bin:/bin");
        for ours in ["GOSYS_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
            command.env_remove(ours);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let (began, used) = (Instant::now(), cpu_of_children());
        assert!(command.status().unwrap().success(), "{:?}", self.args);
        Cost { wall: began.elapsed(), cpu: cpu_of_children() - used }
    }
}

fn cpu_of_children() -> Duration {
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

    pub(crate) fn figure(
        &self,
        what: &'static str,
        against: &'static str,
        limit: f64,
        part: fn(&Cost) -> Duration,
    ) -> Figure {
        let ratio = |(a, b): &(Cost, Cost)| part(a).as_secs_f64() / part(b).as_secs_f64().max(1e-9);
        let micros = |cost: &Cost| part(cost).as_secs_f64() * 1e6;
        let ours = median(self.rounds.iter().map(|(a, _)| micros(a)).collect());
        let theirs = median(self.rounds.iter().map(|(_, b)| micros(b)).collect());
        let value = median(self.rounds.iter().map(ratio).collect());
        Figure { what, against, value, goal: Goal::AtMost(limit), detail: format!("{ours:.0} us, {theirs:.0} us") }
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

    let id = Comparison::of(&Peer::new(folder, &gosys, &["id"]), &uuidgen, ROUNDS);
    let version = Comparison::of(&Peer::new(folder, &gosys, &["--version"]), &bare, ROUNDS);
    vec![
        id.figure("gosys id, whole process, wall", "uuidgen", 0.8, |cost| cost.wall),
        id.figure("gosys id, whole process, CPU", "uuidgen", 0.8, |cost| cost.cpu),
        version.figure("gosys --version, wall", "true", 1.5, |cost| cost.wall),
    ]
}
