//! Scenarios and setups without a process around them: read, run, and what was found.

use gosys::base::error::Error;
use gosys::lb::policy::{Options, Servers, find};
use gosys::lb::scenario::Scenario;
use gosys::lb::sim::law::{ARRIVALS, SERVICES, Spec};
use gosys::lb::sim::tally::Tally;
use gosys::lb::sim::{Setup, fast, general};

/// Reads a scenario whose file `trace` has these moments, and whose file `times` has these service times.
pub fn read(text: &str, trace: &[f64], times: &[f64]) -> Result<Scenario, Error> {
    let lines = |list: &[f64]| list.iter().enumerate().map(|(index, number)| (index + 1, *number)).collect();
    Scenario::parse("s.yaml", text, &|name| Ok(lines(if name == "trace" { trace } else { times })))
}

/// Runs a scenario from seed 1, in as many pieces as it has.
#[track_caller]
pub fn run(text: &str) -> Tally {
    found(&read(text, &[], &[]).unwrap(), 1)
}

/// Requests at these moments, of one unit of work each, with what else the scenario says.
#[track_caller]
pub fn story(moments: &[f64], text: &str) -> Tally {
    found(&read(&format!("trace: trace\nservice: deterministic\n{text}"), moments, &[]).unwrap(), 1)
}

#[track_caller]
pub fn found(scenario: &Scenario, seed: u64) -> Tally {
    let model = &scenario.model;
    let requests = scenario.requests.or(model.expected()).unwrap_or(1000);
    let mut all = Tally::default();
    for piece in model.plan(seed, requests, scenario.warm_up).pieces() {
        all.merge(&general::run(model, &piece, &mut |_| true).unwrap());
    }
    all
}

pub fn setup(policy: &str, servers: usize, load: f64, arrivals: &str, service: &str) -> Setup {
    Setup {
        policy: find(policy).unwrap(),
        options: Options::default(),
        servers: Servers::equal(servers),
        load,
        arrivals: Spec::parse(ARRIVALS, arrivals).unwrap(),
        service: Spec::parse(SERVICES, service).unwrap(),
    }
}

/// Runs the fast engine.
pub fn fast(setup: &Setup, seed: u64, requests: u64, warm_up: Option<u64>) -> Tally {
    let mut all = Tally::default();
    for piece in setup.plan(seed, requests, warm_up).pieces() {
        all.merge(&fast::run(setup, &piece, &mut |_| true).unwrap());
    }
    all
}

/// The mean is this, to five standard errors.
#[track_caller]
pub fn takes(tally: &Tally, mean: f64) {
    let time = tally.time();
    assert!((time.mean - mean).abs() < 5.0 * time.se && time.se < 0.1 * mean, "{time:?}, not {mean}");
}

#[track_caller]
pub fn near(found: f64, wanted: f64, error: f64) {
    assert!((found - wanted).abs() <= error, "{found}, not {wanted}");
}
