//! Theory against other ways to the same numbers.

use gosys::lb::sim::law::{SERVICES, Spec};
use gosys::lb::theory::{bins, chain, known, queues};

use super::lab::{near, setup};

/// The mean number in a birth-death process, by its probabilities.
fn present(births: impl Fn(u32) -> f64, deaths: impl Fn(u32) -> f64) -> f64 {
    let (mut p, mut mass, mut mean) = (1.0, 1.0, 0.0);
    for n in 1..20_000 {
        p *= births(n - 1) / deaths(n);
        mass += p;
        mean += f64::from(n) * p;
    }
    mean / mass
}

#[test]
fn erlangs_formula_is_a_birth_and_death_process() {
    for (servers, load) in [(1, 0.3), (2, 0.9), (5, 0.5), (12, 0.95), (40, 0.8)] {
        let rate = f64::from(servers) * load;
        let mean = present(|_| rate, |n| f64::from(n.min(servers))) / rate;
        near(queues::m_mc(servers, load), mean, 1e-6 * mean);
    }
}

#[test]
fn the_share_that_finds_a_server_busy_is_a_fixed_point() {
    for (servers, load) in [(2.0_f64, 0.5), (7.0, 0.9), (30.0, 0.7)] {
        let busy = 1.0 - 1.0 / queues::erlang_m1(servers, load);
        let rate = servers * load;
        near((rate / (rate + 1.0 - busy)).powf(servers), busy, 1e-9);
    }
    for load in [0.1_f64, 0.5, 0.95] {
        let busy = 1.0 - 1.0 / queues::d_m1(load);
        near((-(1.0 - busy) / load).exp(), busy, 1e-9);
    }
    // Many servers in turn get requests as regularly as by a clock.
    near(queues::erlang_m1(1e5, 0.8), queues::d_m1(0.8), 1e-3);
}

/// Two queues, each as long as 40 at most, by many small steps from nothing.
fn shortest_by_iteration(load: f64) -> f64 {
    const MOST: usize = 40;
    let (rate, step) = (2.0 * load, 0.2);
    let mut p = vec![vec![0.0; MOST]; MOST];
    p[0][0] = 1.0;
    for _ in 0..1500 {
        let mut next = p.clone();
        for a in 0..MOST {
            for b in 0..MOST {
                let mut flow = |to: (usize, usize), rate: f64| {
                    let moved = step * rate * p[a][b];
                    next[a][b] -= moved;
                    next[to.0][to.1] += moved;
                };
                let half = if a == b { rate / 2.0 } else { rate };
                if a <= b && a + 1 < MOST {
                    flow((a + 1, b), half);
                }
                if b <= a && b + 1 < MOST {
                    flow((a, b + 1), half);
                }
                if a > 0 {
                    flow((a - 1, b), 1.0);
                }
                if b > 0 {
                    flow((a, b - 1), 1.0);
                }
            }
        }
        p = next;
    }
    let mean: f64 = (0..MOST).flat_map(|a| (0..MOST).map(move |b| (a, b))).map(|(a, b)| (a + b) as f64 * p[a][b]).sum();
    mean / rate
}

#[test]
fn the_shorter_of_two_is_a_chain_that_settles() {
    for load in [0.3, 0.6] {
        near(chain::shortest_of_two(load), shortest_by_iteration(load), 1e-4);
    }
}

#[test]
fn more_choices_and_less_load_are_shorter_times() {
    for load in [0.1, 0.5, 0.9, 0.99] {
        let times: Vec<f64> = [2.0, 3.0, 5.0, 10.0].iter().map(|choices| queues::power_of_d(*choices, load)).collect();
        assert!(times.windows(2).all(|pair| pair[0] > pair[1]) && times.iter().all(|time| *time > 1.0), "{times:?}");
        assert!(times[0] < queues::m_g1(load, 1.0));
        assert!(queues::m_mc(2, load) < chain::shortest_of_two(load));
        assert!(chain::shortest_of_two(load) < queues::erlang_m1(2.0, load));
    }
}

#[test]
fn shares_of_bins_are_all_balls() {
    for choices in [1.0, 2.0, 3.0] {
        let shares = bins::shares(choices, 20);
        near(shares.iter().sum::<f64>(), 1.0, 1e-6);
        assert!(shares.is_sorted_by(|a, b| a >= b));
    }
}

#[test]
fn a_load_of_nearly_all_takes_no_longer() {
    let at =
        |load| known(&gosys::lb::sim::Setup { load, ..setup("least-connections", 2, 0.5, "poisson", "exponential") });
    assert!(at(0.995).is_some() && at(0.99999).is_none());
}

#[test]
fn theory_says_nothing_of_what_it_does_not_know() {
    let model = |policy, servers, arrivals, service| {
        known(&setup(policy, servers, 0.5, arrivals, service)).map(|known| (known.model, known.exact))
    };
    assert_eq!(model("random", 9, "poisson", "exponential"), Some(("M/M/1", true)));
    assert_eq!(model("random", 9, "poisson", "deterministic"), Some(("M/D/1", true)));
    assert_eq!(model("random", 9, "poisson", "lognormal:cv=2"), Some(("M/G/1", true)));
    assert_eq!(model("maglev", 1, "poisson", "exponential"), Some(("M/M/1", true)));
    assert_eq!(model("round-robin", 9, "poisson", "exponential"), Some(("Erlang/M/1", true)));
    assert_eq!(model("round-robin", 9, "deterministic", "exponential"), Some(("D/M/1", true)));
    assert_eq!(model("power-of-d", 20, "poisson", "exponential"), Some(("power of d, many servers", false)));
    assert_eq!(model("least-connections", 2, "poisson", "exponential"), Some(("join the shortest of 2", true)));
    for (policy, servers, arrivals, service) in [
        ("random", 9, "poisson", "pareto:shape=1.5"),
        ("random", 9, "bursty", "exponential"),
        // A limit of many servers is no word on a few.
        ("power-of-d", 9, "poisson", "exponential"),
        ("random", 9, "deterministic", "exponential"),
        ("round-robin", 9, "poisson", "deterministic"),
        ("least-connections", 3, "poisson", "exponential"),
        ("maglev", 9, "poisson", "exponential"),
        ("peak-ewma", 9, "poisson", "exponential"),
    ] {
        assert_eq!(model(policy, servers, arrivals, service), None, "{policy} {arrivals} {service}");
    }
    // Percentiles are known of exponential times only, and of no limit.
    let percentile = |policy| known(&setup(policy, 20, 0.5, "poisson", "exponential")).unwrap().percentile(0.5);
    near(percentile("random").unwrap(), 2.0 * 2_f64.ln(), 1e-12);
    assert_eq!(percentile("power-of-d"), None);
    let mut uneven = setup("random", 2, 0.5, "poisson", "exponential");
    uneven.servers.weights[1] = 3.0;
    assert_eq!(known(&uneven), None);
}

#[test]
fn service_laws_say_their_variance() {
    let variance = |text| Spec::parse(SERVICES, text).unwrap().law().unwrap().variance();
    let is = |text, wanted: f64| near(variance(text).unwrap(), wanted, 1e-12);
    is("lognormal:cv=0", 0.0);
    is("lognormal:cv=3", 9.0);
    is("pareto:shape=3", 1.0 / 3.0);
    is("bimodal:share=0", 0.0);
    is("bimodal:share=0.5,ratio=3", 0.25);
    assert_eq!(variance("pareto:shape=2"), None);
}
