//! Small deterministic scenarios whose outcome can be worked out by hand. A request is one unit of work.

use super::lab::{near, run, story};

const ONE: &str = "choices: 1\nservers: [{}]\n";
const TWO: &str = "policy: round-robin\nservers: [{count: 2}]\n";

#[track_caller]
fn times(moments: &[f64], text: &str, sum: f64) {
    near(story(moments, text).times, sum, 1e-9);
}

#[test]
fn a_queue_is_served_in_its_order_of_arrival() {
    // 1, then a wait of 0.5, then one of 0 after a pause.
    times(&[0.0, 0.5, 3.0], ONE, 1.0 + 1.5 + 1.0);
    // All at once: the first waits for nobody, the fourth for three.
    times(&[2.0; 4], ONE, 1.0 + 2.0 + 3.0 + 4.0);
}

#[test]
fn turns_split_a_burst_over_two_servers() {
    times(&[0.0; 4], TWO, 1.0 + 1.0 + 2.0 + 2.0);
    let tally = story(&[0.0; 5], TWO);
    assert_eq!(tally.per_server.iter().sum::<u64>(), 5);
    assert_eq!(tally.per_server.iter().max(), Some(&3));
}

#[test]
fn a_faster_server_and_one_with_several_places() {
    times(&[0.0; 2], "choices: 1\nservers: [{rate: 4}]\n", 0.25 + 0.5);
    times(&[0.0; 3], "choices: 1\nservers: [{concurrency: 3}]\n", 3.0);
    times(&[0.0; 5], "choices: 1\nservers: [{concurrency: 2, rate: 2}]\n", 0.5 + 0.5 + 1.0 + 1.0 + 1.5);
}

#[test]
fn milliseconds_scale_the_work() {
    times(&[0.0, 5.0], &format!("{ONE}service_ms: 12\n"), 12.0 + 19.0);
}

#[test]
fn sharing_gives_each_its_part() {
    let shared = "choices: 1\nservers: [{discipline: ps}]\n";
    // Two from the beginning: both are done at 2.
    times(&[0.0; 2], shared, 4.0);
    // Alone for half, together until the first is done at 1.5, then the other half alone until 2.
    times(&[0.0, 0.5], shared, 1.5 + 1.5);
    // Two have a place each; with the third all have two thirds of the pace.
    times(&[0.0; 3], "choices: 1\nservers: [{discipline: ps, concurrency: 2}]\n", 4.5);
    // The third finds one in service and one beyond it: no place.
    let full = story(&[0.0; 3], "choices: 1\nservers: [{discipline: ps, queue: 1}]\n");
    assert_eq!((full.counts.rejected, full.counts.failed), (1, 1));
    near(full.times, 4.0, 1e-9);
}

#[test]
fn a_full_queue_refuses_at_once() {
    let full = story(&[0.0, 0.0, 0.0, 1.5], "choices: 1\nservers: [{queue: 1}]\n");
    // The third of three is refused; the fourth comes when one is left and ends with it and itself.
    assert_eq!((full.counts.rejected, full.counts.failed, full.requests()), (1, 1, 4));
    near(full.times, 1.0 + 2.0 + 0.0 + 1.5, 1e-9);
    // A queue without an end in sight is one, whatever the number of places.
    let most = format!("choices: 1\nservers: [{{queue: {}}}]\n", usize::MAX);
    assert_eq!(story(&[0.0; 3], &most).counts.rejected, 0);
}

#[test]
fn who_times_out_is_served_all_the_same() {
    let tally = story(&[0.0, 0.0, 1.6], &format!("{ONE}timeout: 1.5\n"));
    // The second gives up at 1.5, but its work goes on until 2: the third ends at 3, not at 2.6.
    assert_eq!((tally.counts.timeouts, tally.counts.failed, tally.counts.retries), (1, 1, 0));
    near(tally.times, 1.0 + 1.5 + 1.4, 1e-9);
}

#[test]
fn an_answer_just_in_time_is_in_time() {
    let tally = story(&[0.0], &format!("{ONE}timeout: 1\n"));
    assert_eq!((tally.counts.timeouts, tally.counts.failed, tally.times), (0, 0, 1.0));
}

#[test]
fn a_timeout_is_counted_from_the_attempt_and_a_retry_begins_anew() {
    // Both servers are slow. Each attempt would take 3; both are given up after 2, so the request fails at 4.
    let slow = format!("{TWO}timeout: 2\nretries: {{limit: 1}}\ntimeline: [{{at: 0, slow: 3}}]\n");
    let tally = story(&[0.0], &slow);
    assert_eq!((tally.counts.timeouts, tally.counts.retries, tally.counts.failed), (2, 1, 1));
    assert_eq!((tally.times, &tally.per_server[..]), (4.0, &[1, 1][..]));
    // Were there one slow server only, the retry would meet the other one: done at 2 + 1.
    let either = story(&[0.0, 0.0], &slow.replace("slow: 3", "servers: [0], slow: 3"));
    assert_eq!((either.counts.retries, either.per_server.iter().sum::<u64>()), (1, 3));
    assert_eq!(either.counts.timeouts, 1 + either.counts.failed);
    near(either.times, 1.0 + 3.0 + either.counts.failed as f64, 1e-9);
}

#[test]
fn a_request_is_tried_as_often_as_its_limit_says() {
    for limit in 0..4_u64 {
        let down = format!("{ONE}retries: {{limit: {limit}}}\ntimeline: [{{at: 0, fail: true}}]\n");
        let tally = story(&[1.0], &down);
        assert_eq!((tally.counts.retries, tally.counts.failed, tally.counts.rejected), (limit, 1, 0));
        assert_eq!((tally.per_server[0], tally.times), (1 + limit, 0.0));
    }
}

#[test]
fn a_budget_ends_a_storm_of_retries() {
    let storm = |budget: &str, requests: usize| {
        let down = format!("{ONE}retries: {{limit: 100{budget}}}\ntimeline: [{{at: 0, fail: true}}]\n");
        story(&vec![1.0; requests], &down).counts.retries
    };
    // Ten may come at once; then as many as the share of the requests allows.
    assert_eq!([storm(", budget: 0", 1), storm(", budget: 0", 50)], [10, 10]);
    assert_eq!(storm(", budget: 0.25", 1 + 40), 20);
    // A fifth, where nothing is said.
    assert!((19..=20).contains(&storm("", 1 + 50)));
    assert_eq!(storm(", budget: 1000", 3), 30);
}

#[test]
fn a_hedge_takes_the_first_answer() {
    // One of the two servers is five times slower; whoever meets it gets the other's answer at 2 + 1.
    let slow = format!("{TWO}timeline: [{{at: 0, servers: [0], slow: 5}}]\n");
    let (plain, hedged) = (story(&[0.0, 100.0], &slow), story(&[0.0, 100.0], &format!("{slow}hedge: 2\n")));
    assert_eq!((plain.times, plain.counts.hedges), (5.0 + 1.0, 0));
    let hedges = hedged.counts.hedges;
    assert!((1..=2).contains(&hedges) && hedged.counts.failed + hedged.counts.retries == 0, "{:?}", hedged.counts);
    near(hedged.times, 2.0 + 2.0 * hedges as f64, 1e-9);
    assert_eq!(hedged.per_server.iter().sum::<u64>(), 2 + hedges);
    // Who has its answer in time sends nothing twice.
    assert_eq!(story(&[0.0, 9.0], &format!("{TWO}hedge: 1.5\n")).counts.hedges, 0);
}

#[test]
fn a_hedge_that_is_refused_harms_nobody() {
    let tally = story(&[0.0; 2], "policy: round-robin\nservers: [{count: 2, queue: 0}]\nhedge: 0.5\n");
    assert_eq!((tally.counts.hedges, tally.counts.rejected, tally.counts.failed, tally.times), (2, 2, 0, 2.0));
}

#[test]
fn what_a_server_had_is_lost_when_it_fails() {
    let fail = format!("{ONE}timeline: [{{at: 0.5, fail: true}}, {{at: 2, recover: true}}]\n");
    // One in service and one that waits are lost at 0.5; one that comes meanwhile fails at once; one later is served.
    let tally = story(&[0.0, 0.25, 1.0, 2.5], &fail);
    assert_eq!((tally.counts.failed, tally.counts.rejected, tally.requests()), (3, 0, 4));
    near(tally.times, 0.5 + 0.25 + 0.0 + 1.0, 1e-9);
}

#[test]
fn what_happens_at_one_moment_happens_before_its_requests() {
    let fail = |at: u32| format!("{ONE}timeline: [{{at: {at}, fail: true}}]\n");
    // The first request as well as any later one.
    assert_eq!(story(&[0.0], &fail(0)).counts.failed, 1);
    assert_eq!(story(&[5.0, 5.0], &fail(5)).counts.failed, 2);
    assert_eq!(story(&[1.0, 5.0], &fail(5)).counts.failed, 1);
}

#[test]
fn a_slow_time_stretches_what_is_under_way() {
    let slow = format!("{ONE}timeline: [{{at: 0.5, slow: 4}}, {{at: 1.5, recover: true}}]\n");
    // Half is done at 0.5, a quarter in the unit of the slow time, the rest until 1.75.
    times(&[0.0], &slow, 1.75);
    // The next one begins then.
    times(&[0.0, 1.0], &slow, 1.75 + 1.75);
    // Below 1 it is faster.
    times(&[0.0], &format!("{ONE}timeline: [{{at: 0.5, slow: 0.5}}]\n"), 0.75);
}

#[test]
fn a_rollout_takes_one_server_after_the_other() {
    // Server k is down from 10 + 5k to 12 + 5k.
    let rollout = "policy: least-connections\nservers: [{count: 3}]\nhealth: 0.3\n\
                   timeline: [{at: 10, rollout: {down: 2, every: 5}}]\n";
    // Three long-running requests at once occupy all: the one on server 0 is lost at 10.
    let long = format!("{rollout}service_ms: 100\n");
    let tally = story(&[0.05; 3], &long);
    assert_eq!((tally.counts.failed, tally.requests()), (3, 3));
    near(tally.times, 9.95 + 14.95 + 19.95, 1e-9);
    // Named servers go in the order of their names.
    let named = long.replace("at: 10,", "at: 10, servers: [2, 0],");
    let tally = story(&[0.05; 3], &named);
    assert_eq!(tally.counts.failed, 2);
    near(tally.times, 9.95 + 14.95 + 100.0, 1e-9);
}

#[test]
fn health_checks_find_out_as_often_as_they_look() {
    let checked = |every: &str| {
        let text = format!("{TWO}{every}timeline: [{{at: 10.5, servers: [0], fail: true}}]\n");
        let moments: Vec<f64> = (0..100).map(|k| f64::from(k) * 1.01).collect();
        story(&moments, &text)
    };
    // Nobody looks: every other request of the 89 after 10.5.
    let blind = checked("");
    assert!((44..=46).contains(&blind.counts.failed), "{:?}", blind.counts);
    // The next look is at 15: those of four and a half units, every other.
    let seeing = checked("health: 5\n");
    assert!((1..=3).contains(&seeing.counts.failed), "{:?}", seeing.counts);
    assert!(checked("health: 0.1\n").counts.failed <= 1);
    assert_eq!(seeing.per_server.iter().sum::<u64>(), 100);
    assert!(seeing.per_server[1] > 90);
}

#[test]
fn with_no_server_up_requests_fail_without_being_sent() {
    let text = format!("{ONE}health: 1\nretries: {{limit: 3}}\ntimeline: [{{at: 0, fail: true}}]\n");
    let tally = story(&[0.5, 1.5], &text);
    assert_eq!((tally.per_server[0], tally.counts.failed, tally.counts.rejected), (0, 2, 0));
    assert_eq!((tally.counts.retries, tally.times), (6, 0.0));
}

#[test]
fn a_server_that_is_back_begins_slowly() {
    let back = "policy: weighted-random\nservers: [{count: 2}]\nhealth: 1\n\
                timeline: [{at: 5.5, servers: [0], fail: true}, {at: 10.5, servers: [0], recover: true}]\n";
    // 1800 requests from the moment on that it is seen, over half of the slow start.
    let moments: Vec<f64> = (0..1800).map(|k| 11.001 + f64::from(k) * 10.0).collect();
    let share = |slow: &str| story(&moments, &format!("{back}{slow}")).per_server[0] as f64 / 1800.0;
    near(share(""), 0.5, 5.0 * 0.0118);
    // Its weight grows from 0.1 to 0.5 of 1: the mean of w / (1 + w), with w = 0.1 for the first fifth of that.
    let slow = 0.2 * (0.1 / 1.1) + 0.8 * (1.0 - (1.5_f64 / 1.1).ln() / 0.4);
    near(share("slow_start: 36000\n"), slow, 5.0 * 0.0095);
}

#[test]
fn between_bulletins_all_go_where_it_was_empty() {
    let told = |every: &str| {
        // One that is there at the bulletin of 1, and then nine in a row.
        let moments: Vec<f64> = [0.5].into_iter().chain((0..9).map(|k| 1.01 + 0.01 * f64::from(k))).collect();
        story(&moments, &format!("policy: least-connections\nservers: [{{count: 2}}]\n{every}"))
    };
    let mut stale = told("bulletin: 1\n").per_server;
    stale.sort_unstable();
    // All nine follow the news of 1; its own requests do not count for who waits for bulletins.
    assert_eq!(stale, [1, 9]);
    assert_eq!(told("").per_server, [5, 5]);
}

#[test]
fn balancers_do_not_see_what_others_send() {
    let loads = |balancers: u32| {
        let text = format!("policy: least-connections\nservers: [{{count: 4}}]\nbalancers: {balancers}\n");
        story(&[0.0; 40], &text).per_server
    };
    assert_eq!(loads(1), [10; 4]);
    assert_eq!(loads(20).iter().sum::<u64>(), 40);
    assert_ne!(loads(20), [10; 4]);
}

#[test]
fn a_balancer_sends_to_its_subset_only() {
    let text = "policy: round-robin\nservers: [{count: 10}]\nsubset: {size: 3, algorithm: random}\n";
    let mut alone = story(&[0.0; 30], text).per_server;
    alone.sort_unstable();
    assert_eq!(alone, [0, 0, 0, 0, 0, 0, 0, 10, 10, 10]);
    // Five balancers with two each leave nobody out of ten, where they are chosen to.
    let five = text.replace("size: 3, algorithm: random", "size: 2, algorithm: deterministic");
    let tally = story(&vec![0.0; 2000], &format!("{five}balancers: 5\n"));
    assert!(tally.per_server.iter().all(|count| (110..290).contains(count)), "{:?}", tally.per_server);
}

#[test]
fn weights_are_what_the_policy_goes_by_and_not_what_a_server_can_do() {
    let text = "policy: smooth-weighted-round-robin\nservers: [{weight: 3}, {weight: 1}]\n";
    let tally = story(&[0.0; 4], text);
    assert_eq!(tally.per_server, [3, 1]);
    near(tally.times, 1.0 + 2.0 + 3.0 + 1.0, 1e-9);
}

#[test]
fn clients_without_thought_take_turns_at_a_server() {
    // Three clients, one server: after the first two each request waits for two others.
    let closed = "clients: 3\nservice: deterministic\nwarm_up: 0\n";
    let tally = run(&format!("{ONE}{closed}requests: 30\n"));
    near(tally.times, 1.0 + 2.0 + 28.0 * 3.0, 1e-9);
    near(tally.utilisation(), 1.0, 1e-9);
    // With a server each nobody waits.
    let free = run(&format!("policy: least-connections\nservers: [{{count: 3}}]\n{closed}requests: 30\n"));
    near(free.times, 30.0, 1e-9);
}

#[test]
fn an_end_cuts_what_is_not_done() {
    let tally = story(&[0.0, 0.0, 0.0], &format!("{ONE}end: 2.5\n"));
    assert_eq!((tally.requests(), tally.times, tally.span), (2, 3.0, 2.5));
    near(tally.utilisation(), 1.0, 1e-9);
    let open = run(&format!("{ONE}arrivals: deterministic\nservice: deterministic\nload: 0.5\nend: 21\n"));
    // At 2, 4 and so on to 20, each done a unit later.
    assert_eq!((open.requests(), open.times), (10, 10.0));
}

#[test]
fn utilisation_is_a_share_of_all_places() {
    // Two of four places are busy for a unit of the two until the second one is done.
    let tally = story(&[0.0, 0.0, 1.0], "choices: 1\nservers: [{concurrency: 4}]\n");
    assert_eq!(tally.span, 2.0);
    near(tally.utilisation(), (2.0 / 4.0 + 1.0 / 4.0) / 2.0, 1e-9);
}
