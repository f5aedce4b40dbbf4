//! The table of `gosys lb selftest`: whether its truths are those of the literature, and whether its experiments could
//! tell another truth.

use gosys::lb::selftest::trials::{self, Trial};
use gosys::lb::selftest::{Cell, Experiment, cells};
use gosys::lb::stats::batch::Estimate;
use gosys::lb::theory::{fleet, known, queues, shares};
use statrs::function::beta::beta_reg;
use statrs::function::gamma::checked_gamma_lr;

use super::lab::{fast, near, setup, takes};

fn all() -> Vec<Cell> {
    cells().unwrap()
}

#[track_caller]
fn cell(name: &str) -> Cell {
    let mut found: Vec<Cell> = all().into_iter().filter(|cell| cell.name == name).collect();
    assert_eq!(found.len(), 1, "{name}");
    found.remove(0)
}

/// The mean of so many trials.
fn mean(trial: &Trial, seed: u64, count: u64) -> Estimate {
    Estimate::of(&(0..count).map(|number| trial(seed, number).unwrap()).collect::<Vec<_>>())
}

#[test]
fn every_family_has_its_cells_and_no_name_is_there_twice() {
    let all = all();
    let mut names: Vec<_> = all.iter().map(|cell| &cell.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
    assert!(all.iter().all(|cell| cell.truth.is_finite() && cell.truth > 0.0 && cell.truth_se >= 0.0));
    let of = |begin: &str| all.iter().filter(|cell| cell.truth_se == 0.0 && cell.name.starts_with(begin)).count();
    assert!(all.iter().filter(|cell| cell.truth_se == 0.0).count() >= 40);
    for (family, least) in [
        ("M/M/1:", 5),
        ("M/M/1, p50", 1),
        ("M/M/1, p90", 1),
        ("M/M/1, p99:", 1),
        ("M/M/1, p99.9", 1),
        ("Erlang/M/1:", 7),
        ("Erlang/M/1, p", 2),
        ("M/M/c:", 5),
        ("M/G/1 with processor sharing", 2),
        ("join the shortest of 2", 3),
        ("power of d, many servers", 4),
        ("bins with", 6),
        ("the least of", 4),
        ("subsets of 10 of 100", 3),
        ("unevenness of", 3),
        ("pair-swap of 7", 2),
        ("swap-any of 7", 2),
        ("worst share of", 3),
    ] {
        assert!(of(family) >= least, "{family}: {}", of(family));
    }
}

#[test]
fn truths_are_those_in_print() {
    // Once and for all names: some truths take long to compute.
    let cells = all();
    for (name, printed) in [
        ("M/M/1: random of 2, 10 servers, exponential, load 0.9", 10.0),
        ("M/D/1: random of 2, 10 servers, deterministic, load 0.8", 3.0),
        ("Erlang/M/1: round-robin of 2, 7 servers, exponential, load 0.8", 3.0208),
        ("Erlang/M/1: round-robin of 2, 100 servers, exponential, load 0.9", 5.2268),
        ("D/M/1: round-robin of 2, 4 servers, exponential, load 0.9", 5.1787),
        ("join the shortest of 2: least-connections of 2, 2 servers, exponential, load 0.9", 5.474_88),
        // 4.605 times the mean.
        ("M/M/1, p99: random, 2 servers, load 0.7", 15.3506),
        ("M/M/1, p50: random, 2 servers, load 0.5", 1.386_29),
        ("M/M/1, p99.9: random, 2 servers, load 0.5", 13.8155),
        ("M/M/c: 2 at once, load 0.8", 2.777_78),
        ("M/M/c: 2 at once, load 0.9", 5.263_16),
        ("M/M/c: 10 at once, load 0.8", 1.204_59),
        ("M/M/c: 10 at once, load 0.9", 1.668_73),
        ("M/M/c: 100 at once, load 0.9", 1.021_69),
        ("M/G/1 with processor sharing: deterministic, load 0.8", 5.0),
        ("bins with 1 or more balls, best of 2", 0.7616),
        ("bins with 2 or more balls, best of 3", 0.1765),
        ("the least of 4 servers is among 2 drawn", 0.4375),
        ("the least of 4 servers is among 4 drawn", 0.6836),
        ("subsets of 10 of 100, random: variance of clients", 9.0),
        ("subsets of 30 of 300, random: fewest clients", 15.0),
        ("subsets of 30 of 300, random: most clients", 45.0),
        // 9 / 1601 of the circle's parts, 9 / 2000 and a little less of the keys in them.
        ("unevenness of 2000 keys, ring, 10 servers", 0.010_118_7),
        ("unevenness of 2000 keys, jump, 10 servers", 0.0045),
        ("pair-swap of 7 puts item 0 first", 0.224_170),
        ("pair-swap of 7 puts item 3 first", 0.129_305),
        ("swap-any of 7 puts item 1 first", 0.179_102),
        ("swap-any of 7 puts item 6 first", 0.113_306),
        ("sattolo of 7 puts item 1 first", 1.0 / 6.0),
        ("Erlang/M/1: round-robin of 2, 7 servers, exponential, load 0.5", 1.3551),
        ("Erlang/M/1: round-robin of 2, 7 servers, exponential, load 0.95", 11.5761),
        // By the powers of a polynomial, computed elsewhere.
        ("worst share of 100 sticky clients on 5 nodes", 0.253_245),
        ("worst share of 30 sticky clients on 3 nodes", 0.423_910),
        // 99 of 1600 points' hundredths, less what the last point takes.
        ("unevenness of a circle, 100 points of a server", 15.0 / 1601.0),
        ("servers of 100 points with 0.76 to 1.28 of a fair part", 0.99),
        ("deviation of 100000 keys, ring, 100 hosts of 640 points", 0.0449),
        ("maglev's slots of weight 1 beside 2", 21_846.0),
        ("maglev's slots of weight 2 beside 1", 43_691.0),
        ("smooth turns of 5, 1 and 1 as in print, a a b a c a a", 7.0),
        ("power of two, 100 servers, load 0.5", 1.2673),
        ("power of two, 100 servers, load 0.8", 1.9585),
        ("pair-swap of 7 puts item 0 first, in print", 0.224_436),
    ] {
        let found = cells.iter().find(|cell| cell.name == name);
        let truth = found.unwrap_or_else(|| panic!("{name}")).truth;
        assert!((truth / printed - 1.0).abs() < 4e-5 || (truth - printed).abs() < 5e-5, "{name}: {truth}, {printed}");
    }
}

#[test]
fn numbers_in_print_have_the_error_of_their_draw() {
    let printed: Vec<_> = all().into_iter().filter(|cell| cell.truth_se > 0.0).collect();
    assert!(printed.iter().all(|cell| !cell.source.contains("theory")));
    let book = cell("pair-swap of 7 puts item 0 first, in print");
    near(1e6 * book.truth_se, 417.0, 0.5);
    // What is in print agrees with what is exact.
    let exact = cell("pair-swap of 7 puts item 0 first").truth;
    assert!((book.truth - exact).abs() < book.truth_se);
    let fair = cell("fisher-yates of 7 puts item 0 first, in print");
    near(1e6 * fair.truth_se, 350.0, 1.0);
    assert!((fair.truth - 1.0 / 7.0).abs() < fair.truth_se);
    // Sticky clients were drawn 200,000 times.
    for (crowd, drawn) in
        [("100 sticky clients on 5", 0.253), ("30 sticky clients on 3", 0.424), ("300 sticky clients on 7", 0.173)]
    {
        near(cell(&format!("worst share of {crowd} nodes")).truth, drawn, 0.000_5);
    }
    // A table's number is known to half a unit of its last digit, whatever a simulation of ours would be off.
    for load in ["0.5", "0.8"] {
        near(cell(&format!("power of two, 100 servers, load {load}")).truth_se, 0.000_05, 1e-12);
    }
    // By how much more or fewer of a hundred points' gamma distribution are within bounds that are 0.005 wider.
    let inside =
        |low, high| checked_gamma_lr(100.0, 100.0 * high).unwrap() - checked_gamma_lr(100.0, 100.0 * low).unwrap();
    let tails = cell("servers of 100 points with 0.76 to 1.28 of a fair part");
    let moved = (inside(0.755, 1.285) - inside(0.765, 1.275)) / 2.0;
    near(tails.truth_se, moved, 0.000_05);
    assert!((inside(0.76, 1.28) - tails.truth).abs() < tails.truth_se);
    // One draw of a hundred hosts: its deviation is off by a part of one in the root of 198.
    let envoy = cell("deviation of 100000 keys, ring, 100 hosts of 640 points");
    let exact = shares::unevenness(100.0, 640.0, 1e5).sqrt();
    near(envoy.truth_se, exact / 198_f64.sqrt(), 1e-4);
    assert!((envoy.truth - exact).abs() < 2.0 * envoy.truth_se);
}

#[test]
fn what_leaves_nothing_to_chance_is_equal() {
    let once: Vec<_> = all()
        .into_iter()
        .filter_map(|cell| match cell.experiment {
            Experiment::Once(found) => Some((cell.name, cell.truth, found().unwrap())),
            _ => None,
        })
        .collect();
    assert!(once.len() >= 3 && once.iter().all(|(_, truth, found)| truth == found), "{once:?}");
}

#[test]
fn trials_find_their_truth_and_no_other() {
    // So many as to see a wrong truth that is off by as much: five errors from it, and not ten from the right one.
    for (name, count, off) in [
        ("pair-swap of 7 puts item 0 first", 120, 0.1),
        ("pair-swap of 7 puts item 3 first", 120, 0.1),
        ("swap-any of 7 puts item 1 first", 120, 0.1),
        ("sort-cmp of 7 puts item 1 first", 120, 0.1),
        ("the least of 4 servers is among 2 drawn", 60, 0.1),
        ("subsets of 10 of 100, random: variance of clients", 60, 0.15),
        ("subsets of 10 of 100, rendezvous: variance of clients", 30, 0.2),
        ("subsets of 10 of 100, random: chance of 13 or more clients", 60, 0.2),
        ("unevenness of 2000 keys, jump, 10 servers", 60, 1.0),
        ("bins with 2 or more balls, best of 1", 8, 0.1),
        ("worst share of 100 sticky clients on 5 nodes", 200, 0.05),
        ("worst share of 30 sticky clients on 3 nodes", 200, 0.06),
        ("worst share of 300 sticky clients on 7 nodes", 200, 0.03),
        ("unevenness of a circle, 100 points of a server", 60, 0.5),
    ] {
        let Cell { experiment: Experiment::Trials(trial), truth, .. } = cell(name) else { panic!("{name}") };
        let found = mean(&trial, 7, count);
        assert!((found.mean - truth).abs() < 5.0 * found.se, "{name}: {found:?}, not {truth}");
        assert!(off * truth > 5.0 * found.se, "{name}: {found:?} would fit anything");
    }
}

#[test]
fn a_trial_is_its_seed_and_its_number() {
    for trial in [trials::bins(2, 1), trials::least(4, 2), trials::unevenness("ring", 5), trials::first("swap-any", 1)]
    {
        let [one, again, other, next] =
            [(1, 0), (1, 0), (2, 0), (1, 1)].map(|(seed, number)| trial(seed, number).unwrap());
        assert_eq!(one, again);
        assert!(one != other && one != next && other != next, "{one} {other} {next}");
    }
}

#[test]
fn what_does_not_exist_is_said() {
    assert_eq!(trials::first("riffle", 0)(1, 1).unwrap_err(), "there is no shuffle `riffle`");
    assert_eq!(trials::unevenness("best", 3)(1, 1).unwrap_err(), "there is no policy `best`");
}

#[test]
fn a_circle_with_fewer_points_would_be_noticed() {
    let found = mean(&trials::unevenness("ring", 10), 3, 250);
    let of = |points| shares::unevenness(10.0, points, trials::KEYS as f64);
    assert!((found.mean - of(160.0)).abs() < 5.0 * found.se, "{found:?}");
    for wrong in [40.0, f64::INFINITY] {
        assert!((found.mean - of(wrong)).abs() > 5.0 * found.se, "{wrong}: {found:?}");
    }
}

#[test]
fn parts_of_a_circle_have_the_tails_of_their_law() {
    // Of forty servers' circle it is a beta distribution; twelve of a hundred would be outside of 0.85 to 1.15.
    let inside = |parts: &[f64]| trials::share(parts.iter().map(|part| (0.85..=1.15).contains(part)));
    let points = 20.0 * trials::POINTS.iter().sum::<f64>();
    let below = |part: f64| beta_reg(100.0, points - 100.0, part * 100.0 / points);
    let (found, wanted) = (mean(&trials::parts(20, inside), 5, 20), below(1.15) - below(0.85));
    assert!((found.mean - wanted).abs() < 5.0 * found.se && found.se < 0.04, "{found:?} {wanted}");
    // Together they are no more than their points are.
    let all = mean(&trials::parts(5, |parts| parts.iter().sum::<f64>() / parts.len() as f64), 5, 60);
    assert!((all.mean - 1.0).abs() < 5.0 * all.se && all.se < 0.02, "{all:?}");
}

#[test]
fn a_host_of_several_names_is_the_evener() {
    let found = |names| mean(&trials::deviation(10, names, 2_000), 3, 24);
    for names in [1, 4] {
        let wanted = shares::unevenness(10.0, 160.0 * names as f64, 2_000.0);
        let found = found(names);
        // The root of a mean is more than the mean of roots, by an eighth of a variance: a twentieth of so few.
        assert!(found.mean < wanted.sqrt() + 4.0 * found.se, "{found:?} {wanted}");
        assert!(
            found.mean > 0.9 * wanted.sqrt() - 4.0 * found.se && found.se < 0.1 * wanted.sqrt(),
            "{found:?} {wanted}"
        );
    }
    assert!(found(4).mean < found(1).mean);
}

/// The limit of infinitely many bins is off by a share of 1/n: how many of a cell's errors that is.
#[test]
fn bins_are_so_many_that_their_limit_is_exact_enough() {
    // Of one choice it is known: (1 - 1/n)^n stay empty.
    let bins = trials::BINS as f64;
    let balls = 64.0 * bins;
    let empty = (1.0 - 1.0 / bins).powf(bins);
    let off = (empty - (-1.0_f64).exp()).abs();
    // A fixed number of balls: the variance of the share of empty bins is less than that of independent ones.
    let error = ((-1.0_f64).exp() * (1.0 - 2.0 * (-1.0_f64).exp()) / balls).sqrt();
    assert!(off < 0.1 * error, "{off} {error}");
}

#[test]
fn a_fleet_of_twenty_is_told_from_infinitely_many() {
    // Its correction is right to 1/n^2: at this load, less than a thousandth.
    let (load, servers) = (0.5, 20);
    let tally = fast(&setup("power-of-d", servers, load, "poisson", "exponential"), 5, 1_600_000, Some(2_000));
    let truth = fleet::power_of_d(2.0, true, 20.0, load);
    assert_eq!(
        known(&setup("power-of-d", servers, load, "poisson", "exponential")).map(|known| known.mean),
        Some(truth)
    );
    takes(&tally, truth);
    let (time, limit) = (tally.time(), queues::power_of_d(2.0, load));
    assert!((time.mean - limit).abs() > 3.0 * time.se, "{time:?} {limit}");
    // And so is a fleet in which the same server may be drawn twice.
    let mut again = setup("power-of-d", servers, load, "poisson", "exponential");
    again.options.distinct = false;
    let tally = fast(&again, 6, 400_000, Some(2_000));
    takes(&tally, known(&again).unwrap().mean);
    assert!((tally.time().mean - truth).abs() > 3.0 * tally.time().se, "{:?} {truth}", tally.time());
}

#[test]
fn the_least_that_is_looked_at_grows_with_what_must_be_forgotten() {
    let least = |name: &str| cell(name).experiment.least();
    // Ten times the warm-up of 500 servers at 0.9: 200 units of 450 requests.
    assert_eq!(least("power of d, many servers: power-of-d of 2, 500 servers, exponential, load 0.9"), 900_000);
    assert_eq!(least("M/M/1: random of 2, 10 servers, exponential, load 0.2"), 100_000);
    // Of a percentile as many pieces are needed as make an error, each much longer than its warm-up.
    let name = "M/M/1, p99.9: random, 2 servers, load 0.5";
    let Experiment::Percentile(setup, share) = cell(name).experiment else { panic!("a percentile") };
    assert_eq!(share, 0.999);
    // Eight busy times of four alike, and a thousandth of them: 32,000 requests each.
    assert!(least(name).abs_diff(64 * 32_000) <= 64, "{}", least(name));
    for requests in [least(name), 5_000_000] {
        let pieces = Experiment::pieces(&setup, 1, requests).pieces();
        assert_eq!(pieces.len(), 64);
        // Five relaxation times of a queue at 0.5.
        assert!(pieces.iter().all(|piece| piece.requests >= 16 * piece.warm_up && piece.warm_up > 58), "{pieces:?}");
    }
}
