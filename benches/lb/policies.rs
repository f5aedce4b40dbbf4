//! What a table costs to make, and a node to pick.

use std::path::Path;
use std::time::{Duration, Instant};

use gosys::lb::policy::{Options, Servers, find};

use super::super::whole_process::{Peer, median};
use super::super::{Figure, copy};

const TABLES: usize = 101;
const RUNS: usize = 400;

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    vec![maglev(), pick(folder)]
}

fn maglev() -> Figure {
    let names = (0..100).map(|n| format!("10.0.0.{n}:8080")).collect();
    let servers = Servers { names, weights: vec![1.0; 100] };
    let kind = find("maglev").unwrap();
    let one = || {
        let began = Instant::now();
        drop((kind.make)(&servers, &Options::default()).unwrap());
        began.elapsed().as_secs_f64() * 1e3
    };
    let value = median((0..TABLES).map(|_| one()).collect());
    Figure { what: "a Maglev table of 65,537 for 100 nodes", value, detail: format!("the median of {TABLES}") }
}

fn pick(folder: &Path) -> Figure {
    let gosys = copy(folder, env!("CARGO_BIN_EXE_gosys"));
    let ours = Peer::new(folder, &gosys, &["lb", "pick", "web1:80", "web2:80", "web3:80"]);
    let bare = Peer::new(folder, &copy(folder, "/bin/true"), &[]);
    let took = |peer: &Peer| {
        let (is_well, took) = peer.try_once();
        assert!(is_well);
        took
    };
    let rounds: Vec<(Duration, Duration)> = (0..RUNS).map(|_| (took(&ours), took(&bare))).collect();
    let ms = |part: fn(&(Duration, Duration)) -> Duration| {
        median(rounds.iter().map(|round| part(round).as_secs_f64() * 1e3).collect())
    };
    let (ours, bare) = (ms(|round| round.0), ms(|round| round.1));
    let over = |(ours, bare): &(Duration, Duration)| (ours.as_secs_f64() - bare.as_secs_f64()) * 1e3;
    Figure {
        what: "`gosys lb pick` of three nodes",
        value: median(rounds.iter().map(over).collect()),
        detail: format!("{ours:.3} ms, {bare:.3} ms"),
    }
}
