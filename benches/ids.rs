//! How many ids a second come out of a pipe, against what the layout allows and against generators in a loop.

use std::hint::{self, black_box};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use ferroid::generator::BasicSnowflakeGenerator;
use ferroid::id::SnowflakeTwitterId;
use ferroid::time::{MonotonicClock, TWITTER_EPOCH};

use super::load::Load;
use super::whole_process::median;
use super::{Figure, copy};

const IDS: u32 = 8_000_000;
const LIMIT: f64 = 4_096_000.0;
const RUNS: usize = 5;
/// How long a peer's loop runs.
const LOOP: Duration = Duration::from_secs(2);
/// How many ids its loop makes between two looks at the clock.
const BETWEEN: u32 = 10_000;

/// gosys with a register that nobody has used yet.
pub(crate) struct Gosys {
    program: String,
    folder: PathBuf,
}

impl Gosys {
    pub(crate) fn new(folder: &Path) -> Self {
        Self { program: copy(folder, env!("CARGO_BIN_EXE_gosys")), folder: folder.to_owned() }
    }

    pub(crate) fn command(&self, args: &str) -> Command {
        let home = tempfile::tempdir_in(&self.folder).unwrap().keep();
        let mut command = Command::new(&self.program);
        command.args(args.split(' ')).env_clear().env("GOSYS_HOME", home);
        command
    }

    /// Ids a second of one run, read by us from its standard output.
    fn run(&self, args: &str) -> f64 {
        let began = Instant::now();
        let child = self.command(&format!("{args} -n {IDS}")).stdout(Stdio::piped()).spawn().unwrap();
        assert!(lines(child) == IDS as usize, "{args}");
        f64::from(IDS) / began.elapsed().as_secs_f64()
    }
}

/// Reads a program's standard output to its end and counts the lines.
pub(crate) fn lines(mut child: Child) -> usize {
    let mut pipe = child.stdout.take().unwrap();
    let mut buffer = vec![0; 1 << 20];
    let mut lines = 0;
    loop {
        match pipe.read(&mut buffer).unwrap() {
            0 => break,
            count => lines += memchr::memchr_iter(b'\n', &buffer[..count]).count(),
        }
    }
    assert!(child.wait().unwrap().success());
    lines
}

/// Ids a second of a generator in a loop of this process, which does nothing else with them.
fn in_a_loop<T>(mut make: impl FnMut() -> T) -> f64 {
    let began = Instant::now();
    let mut made = 0;
    while began.elapsed() < LOOP {
        for _ in 0..BETWEEN {
            black_box(make());
        }
        made += BETWEEN;
    }
    f64::from(made) / began.elapsed().as_secs_f64()
}

/// Rounds of gosys and a peer, one after the other.
struct Rounds(Vec<(f64, f64)>);

impl Rounds {
    fn of(mut ours: impl FnMut() -> f64, mut theirs: impl FnMut() -> f64) -> Self {
        Self((0..RUNS).map(|_| (ours(), theirs())).collect())
    }

    fn ours(&self) -> f64 {
        median(self.0.iter().map(|(ours, _)| *ours).collect())
    }

    fn figure(&self, what: &'static str) -> Figure {
        let theirs = median(self.0.iter().map(|(_, theirs)| *theirs).collect());
        let value = median(self.0.iter().map(|(ours, theirs)| ours / theirs).collect());
        let detail = format!("{:.0} ids/s as text, {theirs:.0} ids/s without", self.ours());
        Figure { what, value, detail }
    }
}

fn share(what: &'static str, rate: f64) -> Figure {
    Figure { what, value: rate / LIMIT, detail: format!("{rate:.0} ids/s") }
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let gosys = Gosys::new(folder);
    let alone = median((0..RUNS).map(|_| gosys.run("id new")).collect());
    let burst = median((0..RUNS).map(|_| gosys.run("id new --lag 2s")).collect());
    let mut figures =
        vec![share("`gosys id new -n 8000000` to a pipe", alone), share("the same with `--lag 2s`", burst)];
    figures.extend(loaded(&gosys));
    let v7 = Rounds::of(|| gosys.run("id new -s uuid7"), || in_a_loop(uuid::Uuid::now_v7));
    figures.push(v7.figure("`gosys id new -s uuid7` to a pipe"));
    let mut generator = ulid::Generator::new();
    let mono = Rounds::of(|| gosys.run("id new -s ulid"), || in_a_loop(|| generator.generate().ok()));
    figures.push(mono.figure("`gosys id new -s ulid` to a pipe"));
    figures
}

/// What is left of it where others want the machine as well.
fn loaded(gosys: &Gosys) -> [Figure; 2] {
    let clock = MonotonicClock::<1>::with_epoch(TWITTER_EPOCH);
    let generator = BasicSnowflakeGenerator::<SnowflakeTwitterId, _>::new(1, clock);
    let load = Load::start();
    let spinning = || in_a_loop(|| generator.next_id(|_| hint::spin_loop()));
    let rounds = Rounds::of(|| gosys.run("id new"), spinning);
    drop(load);
    [
        share("the same, three busy threads a core beside it", rounds.ours()),
        rounds.figure("the same, as busy, beside a loop without output"),
    ]
}
