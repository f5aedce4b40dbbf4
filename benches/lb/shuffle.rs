//! Shuffles with the whole matrix counted, in CPU time, against NumPy.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::peers::Python;
use crate::whole_process::{Peer, median};
use crate::{Figure, copy};

const RUNS: usize = 5;
const EXACT_RUNS: usize = 20;
/// What the exact matrix of 100 items may take, in seconds.
const EXACT: f64 = 0.05;

/// Prints the CPU seconds of one shuffle, its start and its imports left out.
const NUMPY: &str = "
import sys, time, numpy
n, rows, rounds = int(sys.argv[1]), 100_000, 20
random, items = numpy.random.default_rng(1), numpy.tile(numpy.arange(int(sys.argv[1])), (rows, 1))
matrix, began = numpy.zeros((n, n), dtype=numpy.int64), time.process_time()
for _ in range(rounds):
    orders = random.permuted(items, axis=1)
    for position in range(n):
        matrix[:, position] += numpy.bincount(orders[:, position], minlength=n)
print((time.process_time() - began) / rows / rounds)
";
/// The same by the standard library, where there is no NumPy.
const PLAIN: &str = "
import random, sys, time
n, rows = int(sys.argv[1]), 200_000
matrix, began = [[0] * n for _ in range(n)], time.process_time()
for _ in range(rows):
    order = list(range(n))
    random.shuffle(order)
    for position, item in enumerate(order):
        matrix[item][position] += 1
print((time.process_time() - began) / rows)
";

pub(crate) fn figures(folder: &Path, python: &Python) -> Vec<Figure> {
    let gosys = copy(folder, env!("CARGO_BIN_EXE_gosys"));
    let peer = if python.has("numpy") { ("", NUMPY) } else { ("; no NumPy here, beside `random.shuffle`", PLAIN) };
    let seven = "`gosys lb shuffle` of 7 items, the whole matrix counted, CPU, times faster";
    vec![
        sampled(folder, &gosys, python, peer, (seven, "7", 2e8)),
        // Of more than 8 items each order is made, not only its number.
        sampled(folder, &gosys, python, peer, ("`gosys lb shuffle` of 10 items, likewise", "10", 2e7)),
        exact(&gosys),
    ]
}

fn sampled(
    folder: &Path,
    gosys: &str,
    python: &Python,
    (beside, script): (&str, &str),
    (what, n, trials): (&'static str, &str, f64),
) -> Figure {
    let args = ["lb", "shuffle", "--n", n, "--seed", "1", "--trials", &trials.to_string(), "-o", "json"];
    let ours = Peer::new(folder, gosys, &args);
    // All of the process, its start too.
    let round = |_| (ours.run().cpu.as_secs_f64() / trials, python.number(script, &[n]));
    let rounds: Vec<(f64, f64)> = (0..RUNS).map(round).collect();
    let [ours, theirs] = [|round: &(f64, f64)| round.0, |round: &(f64, f64)| round.1]
        .map(|part| median(rounds.iter().map(part).collect()));
    let value = median(rounds.iter().map(|(ours, theirs)| theirs / ours).collect());
    let detail = format!("{:.1} ns, {:.1} ns of CPU{beside}", ours * 1e9, theirs * 1e9);
    Figure { what, value, detail }
}

fn exact(gosys: &str) -> Figure {
    let one = |_| {
        let began = Instant::now();
        let args = ["lb", "shuffle", "--exact", "--n", "100", "--algo", "swap-any"];
        assert!(Command::new(gosys).args(args).output().unwrap().status.success());
        began.elapsed().as_secs_f64()
    };
    let value = median((0..EXACT_RUNS).map(one).collect());
    let detail = format!("{:.1} ms, with its samples", value * 1e3);
    Figure { what: "`gosys lb shuffle --exact --n 100`", value: value / EXACT, detail }
}
