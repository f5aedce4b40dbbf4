//! Many ids by one process, against what a script would do without gosys.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use super::ids::{Gosys, lines};
use super::whole_process::median;
use super::{Figure, copy};

const RUNS: usize = 5;
const RANDOM: u32 = 200_000;
const READ: u32 = 5_000_000;
/// How many processes the peer is given for as many ids.
const SINGLE: u32 = 1000;

/// Seconds that a command takes.
fn seconds(command: &mut Command) -> f64 {
    let began = Instant::now();
    assert!(command.stdout(Stdio::null()).status().unwrap().success(), "{command:?}");
    began.elapsed().as_secs_f64()
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let gosys = Gosys::new(folder);
    let mut figures = vec![random(folder, &gosys)];
    figures.extend(decode(folder, &gosys));
    figures
}

fn random(folder: &Path, gosys: &Gosys) -> Figure {
    let peer = copy(folder, "uuid");
    let round = |_| {
        let ours = seconds(&mut gosys.command(&format!("id new -s uuid4 -n {RANDOM}")));
        (ours, seconds(Command::new(&peer).args(["-v", "4", "-n", &RANDOM.to_string()])))
    };
    let rounds: Vec<(f64, f64)> = (0..RUNS).map(round).collect();
    let ours = median(rounds.iter().map(|(ours, _)| *ours).collect());
    let theirs = median(rounds.iter().map(|(_, theirs)| *theirs).collect());
    Figure {
        what: "`gosys id new -s uuid4 -n 200000`, times faster",
        value: median(rounds.iter().map(|(ours, theirs)| theirs / ours).collect()),
        detail: format!("{:.1} ms, {:.1} ms", ours * 1e3, theirs * 1e3),
    }
}

fn decode(folder: &Path, gosys: &Gosys) -> [Figure; 2] {
    let ids = folder.join("ids");
    let made = gosys.command(&format!("id new -n {READ}")).stdout(File::create(&ids).unwrap()).status();
    assert!(made.unwrap().success());
    let one = || {
        let began = Instant::now();
        let mut command = gosys.command("-q id decode");
        let child = command.stdin(File::open(&ids).unwrap()).stdout(Stdio::piped()).spawn().unwrap();
        assert!(lines(child) == READ as usize);
        f64::from(READ) / began.elapsed().as_secs_f64()
    };
    let ours = median((0..RUNS).map(|_| one()).collect());
    let peer = copy(folder, "uuidparse");
    let id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    let took: f64 = (0..SINGLE).map(|_| seconds(Command::new(&peer).arg(id))).sum();
    let theirs = f64::from(SINGLE) / took;
    let figure = |what, value, detail| Figure { what, value, detail };
    [
        figure("`gosys id decode`, 5,000,000 from a file", ours / f64::from(READ), format!("{ours:.0} ids/s")),
        figure("the same, times faster", ours / theirs, format!("{ours:.0} ids/s, {theirs:.0} ids/s")),
    ]
}
