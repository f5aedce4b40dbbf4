//! Many who publish in one local space at once: how many releases a second, and how long one waits for its own.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gosys::backend::local::folder::Folder;
use gosys::backend::local::{Share, lock_as, unlock};
use gosys::backend::patience::Patience;
use gosys::config::draft::{About, draft};
use gosys::config::local::Local;
use gosys::config::release::Kind;
use gosys::config::{Store, Verdict};

use crate::Figure;
use crate::lock::per_second;
use crate::whole_process::median;

const WORKERS: usize = 8;
const ROUNDS: usize = 3;
const LOOP: Duration = Duration::from_secs(3);
/// Before it counts: all of them have started.
const START: Duration = Duration::from_millis(500);
/// What was promised.
const A_SECOND: f64 = 1000.0;
const WORST: f64 = 0.1;

/// Names the folder, and makes this program one that publishes there.
const WORKER: &str = "GOSYS_BENCH_WORKER";
/// Makes it one that appends to a file instead.
const APPEND: &str = "GOSYS_BENCH_APPEND";

/// What one of them did: how often, and its longest wait.
type Work = (u32, Duration);

/// Works where this is a worker's process.
pub(crate) fn work_if_asked() -> bool {
    let Some(folder) = std::env::var_os(WORKER).map(PathBuf::from) else { return false };
    let (commits, worst) = if std::env::var_os(APPEND).is_some() { append(&folder) } else { publish(&folder) };
    println!("{commits} {}", worst.as_micros());
    true
}

fn publish(folder: &Path) -> Work {
    let url = format!("local:{}", folder.display()).parse().unwrap();
    let mut local = Local::open(&Folder::of(&url).unwrap(), Patience::of(START + 2 * LOOP)).unwrap();
    let key: gosys::config::key::Key = format!("key{}", std::process::id()).parse().unwrap();
    repeat(|n| {
        loop {
            local.hold_off().unwrap();
            let snapshot = local.snapshot().unwrap();
            let edit = (key.clone(), Some(n.to_string().as_str().into()));
            let recorded = snapshot.tree();
            let draft = draft(&snapshot, &recorded, &[edit], about()).unwrap().unwrap();
            if local.publish(&draft).unwrap() == Verdict::Published {
                return;
            }
        }
    })
}

fn about() -> About {
    About {
        kind: Kind::Set,
        of: None,
        message: String::new(),
        who: "bench".to_owned(),
        host: "here".to_owned(),
        now_ms: 1_700_000_000_000,
        op: gosys::base::rng::token().unwrap(),
    }
}

/// The least that a journal of many writers does: a line, on disk, one after the other.
fn append(folder: &Path) -> Work {
    let mut file = File::options().append(true).create(true).open(folder.join("journal")).unwrap();
    repeat(|n| {
        lock_as(&file, Share::Alone).unwrap();
        writeln!(file, "{:0>400}", n).unwrap();
        file.sync_data().unwrap();
        unlock(&file);
    })
}

fn repeat(mut one: impl FnMut(u32)) -> Work {
    let (since, mut made, mut worst) = (Instant::now(), 0, Duration::ZERO);
    for n in 0.. {
        let began = Instant::now();
        if since.elapsed() > START + LOOP {
            break;
        }
        one(n);
        if since.elapsed() > START {
            (made, worst) = (made + 1, worst.max(began.elapsed()));
        }
    }
    (made, worst)
}

/// Eight of them at once: how many a second, and the longest wait in seconds.
fn together(folder: &Path, append: bool) -> (f64, f64) {
    let space = tempfile::tempdir_in(folder).unwrap();
    let start = |_| {
        let mut worker = Command::new(std::env::current_exe().unwrap());
        if append {
            worker.env(APPEND, "");
        }
        worker.env(WORKER, space.path()).stdout(Stdio::piped()).spawn().unwrap()
    };
    let workers: Vec<_> = (0..WORKERS).map(start).collect();
    let said = workers.into_iter().map(|worker| String::from_utf8(worker.wait_with_output().unwrap().stdout).unwrap());
    let did: Vec<(f64, f64)> = said
        .map(|said| {
            let (made, worst) = said.trim().split_once(' ').unwrap();
            (made.parse().unwrap(), worst.parse::<f64>().unwrap() / 1e6)
        })
        .collect();
    let made: f64 = did.iter().map(|work| work.0).sum();
    (made / LOOP.as_secs_f64(), did.iter().map(|work| work.1).fold(0.0, f64::max))
}

pub(super) fn figures(folder: &Path, gosys: &str) -> [Figure; 3] {
    let rounds: Vec<_> = (0..ROUNDS).map(|_| (together(folder, false), together(folder, true))).collect();
    let [commits, appended] =
        [|round: &Round| round.0.0, |round: &Round| round.1.0].map(|part| median(rounds.iter().map(part).collect()));
    let [worst, theirs] =
        [|round: &Round| round.0.1, |round: &Round| round.1.1].map(|part| median(rounds.iter().map(part).collect()));
    [
        Figure {
            what: "releases in a local space, 8 processes",
            value: commits / A_SECOND,
            detail: format!("{commits:.0} a second; a journal's lines: {appended:.0}"),
        },
        Figure {
            what: "the same, the longest that one waited",
            value: worst / WORST,
            detail: format!("{:.1} ms; a journal's lines: {:.1} ms", worst * 1e3, theirs * 1e3),
        },
        processes(folder, gosys),
    ]
}

/// Of each round the publications and the lines of a journal: how many a second, and the longest wait.
type Round = ((f64, f64), (f64, f64));

/// The same by a process for each, as scripts do it.
fn processes(folder: &Path, gosys: &str) -> Figure {
    let ours = format!("{gosys} config set key$$=$n --rebase");
    let theirs = "flock F sh -c 'echo key=1 >>journal && sync -d journal'";
    let rounds: Vec<(f64, f64)> =
        (0..ROUNDS).map(|_| (per_second(folder, &ours), per_second(folder, theirs))).collect();
    let [a, b] = [|round: &(f64, f64)| round.0, |round: &(f64, f64)| round.1]
        .map(|part| median(rounds.iter().map(part).collect()));
    Figure {
        what: "`gosys config set --rebase`, 8 shells in loops",
        value: median(rounds.iter().map(|(ours, theirs)| ours / theirs).collect()),
        detail: format!("{a:.0} a second, {b:.0}"),
    }
}
