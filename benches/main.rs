//! `cargo bench`: gosys and its peers side by side, each figure as a ratio measured in one run.
//!
//! Machines are noisy and files lie differently in the page cache, so every program is copied before it is
//! timed, the two of a pair run in turn, and what counts is the median of the ratios of the rounds.
//! `cargo bench -- rate` measures only rate limits; the parts are `whole`, `ids`, `many`, `lock`, `config`, `lb` and
//! `rate`. `BLESS=1 cargo bench` also writes what it measures into the table of the README; parts that do not run keep
//! their rows. What each figure is, and what is promised of it, stands in `table/promises.rs`.

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
mod table;
mod versions;
mod whole_process;

use std::net::TcpStream;
use std::path::Path;
use std::process::Command;

/// One line of the result.
struct Figure {
    /// The name of a promise.
    what: &'static str,
    value: f64,
    detail: String,
}

/// A part of the measurements; it may leave files in the folder.
type Figures = fn(&Path) -> Vec<Figure>;

fn main() {
    if config::work_if_asked() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    println!("{}", machine());
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
    let known = |word: &String| all.iter().any(|(name, _)| word == name);
    assert!(wanted.iter().all(known), "the parts are {:?}", all.map(|(name, _)| name));
    for (name, figures) in all.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| word == name)) {
        let rows: Vec<String> = figures(folder.path()).iter().map(|figure| row(name, figure)).collect();
        for row in &rows {
            println!("{row}");
        }
        // After each part, so that a peer that is missing costs its own part only; and never what a debug build took.
        if std::env::var_os("BLESS").is_some_and(|value| !value.is_empty()) && !cfg!(debug_assertions) {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
            let readme = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, table::renew(&readme, name, &machine(), &rows)).unwrap();
        }
    }
}

fn row(group: &str, figure: &Figure) -> String {
    let (of, promise) = table::find(figure.what);
    assert!(of == group, "{} is promised by {of}", figure.what);
    promise.row(group, &versions::of(&promise.peer), figure.value, &figure.detail)
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

/// Where and when it is measured.
fn machine() -> String {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("an unknown processor", |model| model.trim_start_matches(['\t', ' ', ':']));
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("?");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = rustix::system::uname().release().to_string_lossy().into_owned();
    // What a builder of kernels calls his own says nothing to others.
    let kernel = kernel.split('-').next().unwrap_or_default();
    let day = jiff::Timestamp::now().strftime("%Y-%m-%d");
    format!("{model}, {cores} cores, Linux {kernel}, load {load} before it, {}, {day}", version())
}
