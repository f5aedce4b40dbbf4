//! How many ids a second come out of a pipe, against what the layout allows.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::whole_process::median;
use super::{Figure, Goal, copy};

const IDS: u32 = 8_000_000;
const LIMIT: f64 = 4_096_000.0;
const RUNS: usize = 5;

/// Ids a second of one run, read by us from its standard output.
fn run(gosys: &str, home: &Path) -> f64 {
    let began = Instant::now();
    let mut child = Command::new(gosys)
        .args(["id", "new", "-n", &IDS.to_string()])
        .env_clear()
        .env("HOME", home)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let mut buffer = vec![0; 1 << 20];
    let mut lines = 0;
    loop {
        match pipe.read(&mut buffer).unwrap() {
            0 => break,
            count => lines += buffer[..count].iter().filter(|byte| **byte == b'\n').count(),
        }
    }
    assert!(child.wait().unwrap().success() && lines == IDS as usize);
    f64::from(IDS) / began.elapsed().as_secs_f64()
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let gosys = copy(folder, env!("CARGO_BIN_EXE_gosys"));
    let rate = median((0..RUNS).map(|_| run(&gosys, folder)).collect());
    vec![Figure {
        what: "gosys id new -n 8000000 to a pipe",
        against: "4,096,000 ids a second",
        value: rate / LIMIT,
        goal: Goal::AtLeast(0.98),
        detail: format!("{rate:.0} ids/s"),
    }]
}
