//! `cargo bench`: gosys and its peers side by side, each figure as a ratio measured in one run.
//!
//! Machines are noisy and files lie differently in the page cache, so every program is copied before it is
//! timed, the two of a pair run in turn, and what counts is the median of the ratios of the rounds.
//! `cargo bench -- rate` measures only rate limits; the parts are `whole`, `ids`, `many`, `lock`, `config`, `lb` and
//! `rate`.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark talks to whoever started it")]
#![expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]

mod config;
mod ids;
mod lb;
mod load;
mod lock;
mod many;
mod rate;
#[expect(dead_code, unused_imports, reason = "what only the tests need of their support")]
#[path = "../tests/support/mod.rs"]
mod support;
mod whole_process;

use std::net::TcpStream;
use std::path::Path;
use std::process::Command;

/// One line of the result.
struct Figure {
    what: &'static str,
    against: &'static str,
    value: f64,
    goal: Goal,
    detail: String,
}

enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

/// A part of the measurements; it may leave files in the folder.
type Figures = fn(&Path) -> Vec<Figure>;

fn main() {
    if config::work_if_asked() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    println!("{} on {}", version(), machine());
    println!("{:<42} {:<28} {:>6}  {:<8} {:<6} medians", "what", "against", "ratio", "goal", "");
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let all: [(&str, Figures); 7] = [
        ("whole", whole_process::figures),
        ("ids", ids::figures),
        ("many", many::figures),
        ("lock", lock::figures),
        ("config", config::figures),
        ("lb", lb::figures),
        ("rate", rate::figures),
    ];
    let chosen = all.into_iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| word == name));
    for figure in chosen.flat_map(|(_, figures)| figures(folder.path())) {
        let (goal, met) = match figure.goal {
            Goal::AtMost(limit) => (format!("<= {limit}"), figure.value <= limit),
            Goal::AtLeast(limit) => (format!(">= {limit}"), figure.value >= limit),
        };
        let verdict = if met { "met" } else { "missed" };
        let Figure { what, against, value, detail, .. } = figure;
        println!("{what:<42} {against:<28} {value:>6.3}  {goal:<8} {verdict:<6} {detail}");
    }
}

/// A connection to this port of this machine on which a small question is not kept back for a larger one.
fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Copies a program into `folder`, so that how it lies on disk is the same for all.
fn copy(folder: &Path, program: &str) -> String {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).output().unwrap();
    let path = String::from_utf8(found.stdout).unwrap().trim().to_owned();
    assert!(!path.is_empty(), "{program} is not installed; sh tests/run installs what is needed");
    let target = folder.join(Path::new(&path).file_name().unwrap());
    std::fs::copy(&path, &target).unwrap();
    target.display().to_string()
}

fn version() -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gosys")).arg("--version").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("an unknown processor", |model| model.trim_start_matches(['\t', ' ', ':']));
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?").to_owned();
    format!("{model}, {} cores, load {load}", std::thread::available_parallelism().map_or(0, usize::from))
}
