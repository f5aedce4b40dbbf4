//! The two engines against each other, against plain recursions, and against what is known exactly.

use gosys::base::random::{Purpose, Stream};
use gosys::lb::policy::POLICIES;
use gosys::lb::sim::fast::run as engine;
use gosys::lb::sim::{Stopped, general};
use gosys::lb::theory::{known, queues};
use proptest::prelude::*;

use super::lab::{fast, found, near, read, run, setup, story, takes};

/// Moments of a Poisson process as the engines draw them from seed 1.
fn moments(count: usize, rate: f64) -> Vec<f64> {
    let mut random = Stream::new(1, Purpose::Arrivals, 0);
    let mut now = 0.0;
    let mut next = || {
        now += 1.0 / rate * random.exponential();
        now
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn both_engines_are_one_where_both_can() {
    // Probes are answered from other averages in each.
    let apart = ["prequal", "c3"];
    for kind in POLICIES.iter().filter(|kind| !apart.contains(&kind.name)) {
        let setup = setup(kind.name, 5, 0.8, "poisson", "deterministic");
        // More than one piece would begin anew.
        let piece = setup.plan(1, 3000, Some(0)).whole().pieces()[0];
        let ours = engine(&setup, &piece, &mut |_| true).unwrap();
        let theirs = story(&moments(3000, 4.0), &format!("policy: {}\nservers: [{{count: 5}}]\n", kind.name));
        near(ours.times / theirs.times, 1.0, 1e-9);
        assert_eq!(ours.per_server, theirs.per_server, "{}", kind.name);
    }
}

#[test]
fn one_queue_is_lindleys_recursion() {
    let moments = moments(2000, 0.9);
    let (mut free, mut sum) = (0.0_f64, 0.0);
    for at in &moments {
        free = free.max(*at) + 1.0;
        sum += free - at;
    }
    near(story(&moments, "choices: 1\nservers: [{}]\n").times / sum, 1.0, 1e-9);
}

#[test]
fn several_places_are_kiefer_and_wolfowitzs_recursion() {
    let moments = moments(2000, 2.7);
    let (mut free, mut sum) = ([0.0_f64; 3], 0.0);
    for at in &moments {
        let first = free.iter_mut().min_by(|a, b| a.total_cmp(b)).unwrap();
        *first = first.max(*at) + 1.0;
        sum += *first - at;
    }
    near(story(&moments, "choices: 1\nservers: [{concurrency: 3}]\n").times / sum, 1.0, 1e-9);
}

#[test]
fn sharing_is_what_many_small_steps_make_of_it() {
    let moments: Vec<f64> = moments(30, 0.8).iter().map(|at| (at * 1000.0).round() / 1000.0).collect();
    let (mut left, mut sum, mut arrived, mut step) = (Vec::new(), 0.0, 0, 0_u32);
    while arrived < moments.len() || !left.is_empty() {
        let now = f64::from(step) / 1000.0;
        while moments.get(arrived).is_some_and(|at| *at <= now) {
            left.push(1.0);
            arrived += 1;
        }
        let share = 0.001 / left.len().max(1) as f64;
        sum += 0.001 * left.len() as f64;
        left.iter_mut().for_each(|work| *work -= share);
        left.retain(|work| *work > 1e-9);
        step += 1;
    }
    // Each of the thirty ends at most a step late, and the others with it.
    near(story(&moments, "choices: 1\nservers: [{discipline: ps}]\n").times, sum, 0.5);
}

#[test]
fn intervals_cover_the_truth_as_often_as_they_say() {
    let setup = setup("random", 1, 0.5, "poisson", "exponential");
    let (mut covered, mut plain) = (0, 0);
    for seed in 0..200 {
        let piece = setup.plan(seed, 4000, Some(200)).whole().pieces()[0];
        let time = engine(&setup, &piece, &mut |_| true).unwrap().time();
        covered += u32::from((time.mean - 2.0).abs() <= time.half_width(0.95));
        // The textbook's error of 4000 independent times of deviation 2.
        plain += u32::from((time.mean - 2.0).abs() <= 1.96 * 2.0 / 4000_f64.sqrt());
    }
    // 190 are meant; five standard deviations are 15.
    assert!((175..=200).contains(&covered), "{covered}");
    assert!(plain < 150, "{plain}");
}

#[test]
fn exact_means_of_the_fast_engine() {
    for (policy, servers, load, arrivals, service) in [
        ("random", 3, 0.5, "poisson", "exponential"),
        ("weighted-random", 2, 0.6, "poisson", "deterministic"),
        ("random", 2, 0.5, "poisson", "bimodal:share=0.2,ratio=4"),
        ("round-robin", 5, 0.6, "poisson", "exponential"),
        ("round-robin-random-start", 5, 0.6, "poisson", "exponential"),
        ("smooth-weighted-round-robin", 5, 0.6, "poisson", "exponential"),
        ("round-robin", 3, 0.6, "deterministic", "exponential"),
        ("least-connections", 2, 0.6, "poisson", "exponential"),
        ("power-of-d", 2, 0.6, "poisson", "exponential"),
        ("prequal", 1, 0.5, "poisson", "exponential"),
        ("ring", 1, 0.5, "poisson", "exponential"),
    ] {
        let setup = setup(policy, servers, load, arrivals, service);
        let known = known(&setup).unwrap();
        assert!(known.exact, "{policy}");
        let tally = fast(&setup, 11, 30_000, None);
        takes(&tally, known.mean);
        near(tally.utilisation(), load, 0.03);
        for share in [0.5, 0.9, 0.99] {
            let Some(exact) = known.percentile(share) else { continue };
            near(tally.histogram.percentile(share) / exact, 1.0, 0.12);
        }
    }
}

#[test]
fn exact_means_of_the_general_engine() {
    let one = "choices: 1\nrequests: 20000\nservers: [{";
    for (text, mean) in [
        (format!("load: 0.5\n{one}}}]"), 2.0),
        (format!("load: 0.5\nservice: deterministic\n{one}}}]"), 1.5),
        (format!("load: 0.7\n{one}concurrency: 4}}]"), queues::m_mc(4, 0.7)),
        (format!("load: 0.5\nservice: pareto:shape=5\n{one}}}]"), queues::m_g1(0.5, 1.0 / 15.0)),
        // Whatever the spread of service times, where all share.
        (format!("load: 0.5\nservice: deterministic\n{one}discipline: ps}}]"), 2.0),
        (format!("load: 0.5\nservice: lognormal:cv=1.5\n{one}discipline: ps}}]"), 2.0),
        (format!("load: 0.5\nservice: bimodal:share=0.05,ratio=20\n{one}discipline: ps}}]"), 2.0),
        // Shared beyond so many places it is M/M/c, where service is exponential.
        (format!("load: 0.7\n{one}discipline: ps, concurrency: 4}}]"), queues::m_mc(4, 0.7)),
        (format!("load: 0.4\nservice_ms: 5\n{one}rate: 2}}]"), 5.0 / 2.0 / 0.6),
    ] {
        takes(&run(&text), mean);
    }
    takes(&run("load: 0.6\npolicy: round-robin\nrequests: 20000\nservers: [{count: 3}]"), queues::erlang_m1(3.0, 0.6));
}

#[test]
fn erlang_lost_calls_do_not_depend_on_their_lengths() {
    // B(3, 2) = (8 / 6) / (1 + 2 + 2 + 8 / 6) = 4 / 19.
    for law in ["exponential", "deterministic", "bimodal"] {
        let text =
            format!("rate: 2\nchoices: 1\nservice: {law}\nrequests: 15000\nservers: [{{concurrency: 3, queue: 0}}]");
        let tally = run(&text);
        let lost = tally.counts.failed as f64 / tally.requests() as f64;
        near(lost, 4.0 / 19.0, 0.025);
        near(tally.utilisation(), 2.0 * (15.0 / 19.0) / 3.0, 0.03);
    }
    // M/M/1/2 at a load of 1: three states, each as likely.
    let tally = run("load: 1\nchoices: 1\nrequests: 15000\nservers: [{queue: 1}]");
    near(tally.counts.rejected as f64 / 15_000.0, 1.0 / 3.0, 0.03);
}

#[test]
fn a_repairman_and_his_machines() {
    // Four clients that think for 2, one server: its idle share is 1 / sum of 4!/(4-n)! / 2^n.
    let idle = 1.0 / (1.0 + 4.0 / 2.0 + 12.0 / 4.0 + 24.0 / 8.0 + 24.0 / 16.0);
    let tally = run("clients: 4\nthink: 2\nchoices: 1\nrequests: 15000\nservers: [{}]");
    near(tally.utilisation(), 1.0 - idle, 0.02);
    // By Little's law for the whole loop.
    takes(&tally, 4.0 / (1.0 - idle) - 2.0);
}

#[test]
fn the_same_seed_is_the_same_story_and_another_is_not() {
    let text =
        "load: 0.8\nservers: [{count: 3}]\nbalancers: 2\ntimeout: 3\nretries: {limit: 2}\nhedge: 2\nrequests: 500\n";
    let scenario = read(text, &[], &[]).unwrap();
    let key = |seed| {
        let tally = found(&scenario, seed);
        (tally.times.to_bits(), tally.per_server, tally.counts)
    };
    assert_eq!(key(1), key(1));
    assert_ne!(key(1), key(2));
}

/// Looks at all servers take long, and whoever gives up does not want to wait for thousands of them.
#[test]
fn the_more_servers_there_are_the_sooner_it_is_asked_whether_to_go_on() {
    let most = |servers: u32| {
        let text = format!("policy: random\nload: 0.5\nhealth: 1\nservers: [{{count: {servers}}}]\n");
        let model = read(&text, &[], &[]).unwrap().model;
        let piece = model.plan(1, 100_000, Some(0)).pieces()[0];
        let mut most = 0;
        let mut asked = 0;
        let found = general::run(&model, &piece, &mut |done| {
            (most, asked) = (most.max(done), asked + 1);
            asked < 3
        });
        assert_eq!(found.map(drop), Err(Stopped::Asked));
        most
    };
    let (few, many) = (most(10), most(50_000));
    assert!(few > 5_000 && many < 400, "{few} {many}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever happens, each request ends once, each attempt has a cause, and Little's law holds: it is checked inside.
    #[test]
    fn nothing_is_lost_and_nothing_counted_twice(
        gaps in prop::collection::vec(0.0..1.5_f64, 1..60),
        policy in prop::sample::select(POLICIES.iter().map(|kind| kind.name).collect::<Vec<_>>()),
        (places, queue, shares) in (1..4_u32, 0..5_u32, any::<bool>()),
        (timeout, hedge, limit) in (0.5..4.0_f64, 0.2..4.0_f64, 0..4_u32),
        (fails, lasts, slow) in (0.0..20.0_f64, 0.1..20.0_f64, 0.2..5.0_f64),
    ) {
        let mut now = 0.0;
        let moments: Vec<f64> = gaps.iter().map(|gap| { now += gap; now }).collect();
        let discipline = if shares { "ps" } else { "fifo" };
        let text = format!(
            "policy: {policy}\nservers: [{{count: 2, concurrency: {places}, queue: {queue}, discipline: {discipline}}}, {{}}]\n\
             balancers: 2\ntimeout: {timeout}\nhedge: {hedge}\nretries: {{limit: {limit}}}\ntimeline:\n\
             - {{at: {fails}, servers: [0], fail: true}}\n- {{at: {}, servers: [0], recover: true}}\n\
             - {{at: {lasts}, servers: [2], slow: {slow}}}\n", fails + lasts
        );
        let tally = story(&moments, &text);
        let count = moments.len() as u64;
        prop_assert_eq!(tally.requests(), count);
        // Nobody looks for health, so there is a server for every attempt.
        let attempts = tally.per_server.iter().sum::<u64>();
        prop_assert_eq!(attempts, count + tally.counts.retries + tally.counts.hedges);
        prop_assert!(tally.counts.failed <= count && tally.counts.hedges <= count);
        prop_assert!(tally.counts.retries <= count * u64::from(limit));
        prop_assert!(tally.counts.timeouts + tally.counts.rejected <= attempts);
        prop_assert!((-1e-9..=1.0 + 1e-9).contains(&tally.utilisation()));
        // A request ends at the latest when its last attempt times out.
        let longest = timeout * f64::from(1 + limit) + hedge + timeout;
        prop_assert!(tally.histogram.percentile(1.0) <= longest + 1e-9);
    }
}
