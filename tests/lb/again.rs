//! Retries and hedges: where they go, and what is counted of them.

use gosys::lb::policy::POLICIES;

use super::lab::{near, story};

/// Three servers on which nothing is done in time, and a request that is tried again.
fn tried(policy: &str, limit: u32, more: &str) -> Vec<u64> {
    let text = format!(
        "policy: {policy}\nservers: [{{count: 3}}]\ntimeout: 1\nretries: {{limit: {limit}}}\n\
         timeline: [{{at: 0, slow: 100}}]\n{more}"
    );
    let tally = story(&[0.0], &text);
    assert_eq!((tally.counts.retries, tally.counts.failed), (u64::from(limit), 1), "{policy}");
    tally.per_server
}

#[test]
fn a_retry_goes_where_the_request_was_not() {
    for kind in POLICIES {
        // By key as well, which would else find the same server every time.
        assert_eq!(tried(kind.name, 2, ""), [1; 3], "{}", kind.name);
        // All were tried: then any.
        let four = tried(kind.name, 3, "");
        assert!(four.iter().sum::<u64>() == 4 && four.iter().all(|count| *count > 0), "{}: {four:?}", kind.name);
    }
}

#[test]
fn where_no_other_is_up_a_retry_goes_to_the_same() {
    let down = "health: 0.1\n".to_owned();
    for kind in POLICIES {
        let text = format!(
            "policy: {}\nservers: [{{count: 3}}]\ntimeout: 1\nretries: {{limit: 2}}\n{down}timeline:\n\
             - {{at: 0, slow: 100}}\n- {{at: 0, servers: [0, 2], fail: true}}\n",
            kind.name
        );
        let tally = story(&[0.5], &text);
        assert_eq!((tally.counts.retries, &tally.per_server[..]), (2, &[0, 3, 0][..]), "{}", kind.name);
    }
}

#[test]
fn a_hedge_never_goes_where_the_request_is() {
    for kind in POLICIES {
        let hedged = |count: u32| {
            let text = format!("policy: {}\nservers: [{{count: {count}}}]\nhedge: 0.5\n", kind.name);
            let tally = story(&[0.0], &text);
            assert_eq!((tally.times, tally.counts.failed), (1.0, 0), "{}", kind.name);
            (tally.counts.hedges, tally.per_server)
        };
        assert_eq!(hedged(2), (1, vec![1, 1]), "{}", kind.name);
        // There is no other: none is sent, and none is counted.
        assert_eq!(hedged(1), (0, vec![1]), "{}", kind.name);
    }
}

#[test]
fn a_retry_avoids_where_a_hedge_was() {
    // Tried at 0, beside it at 0.5, and when both have timed out at 1.5 once more.
    for kind in POLICIES {
        let text = format!(
            "policy: {}\nservers: [{{count: 3}}]\ntimeout: 1\nhedge: 0.5\nretries: {{limit: 1}}\n\
             timeline: [{{at: 0, slow: 100}}]\n",
            kind.name
        );
        let tally = story(&[0.0], &text);
        assert_eq!(&tally.per_server[..], [1, 1, 1], "{}", kind.name);
        assert_eq!((tally.counts.timeouts, tally.counts.retries, tally.counts.hedges), (3, 1, 1), "{}", kind.name);
        near(tally.times, 2.5, 1e-9);
    }
}

#[test]
fn what_comes_after_the_answer_is_no_timeout() {
    // The first server would need 5, the hedge at 2 has the answer at 3; at 4 nobody waits any more.
    let slow = "policy: round-robin\nservers: [{count: 2}]\nhedge: 2\ntimeline: [{at: 0, servers: [0], slow: 5}]\n";
    let tally = story(&[0.0, 100.0], &format!("{slow}timeout: 4\n"));
    assert_eq!((tally.counts.timeouts, tally.counts.hedges, tally.counts.failed), (0, 2, 0));
    near(tally.times, 3.0 + 3.0, 1e-9);
    // One before the answer is.
    let tally = story(&[0.0, 100.0], &format!("{slow}timeout: 2.5\n"));
    assert_eq!((tally.counts.timeouts, tally.counts.hedges, tally.counts.failed), (2, 2, 0));
}
