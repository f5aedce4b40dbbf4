//! Whom to try one after the other: a policy asked again and again, without those it has named. Pure.

use super::policy::still::Still;
use super::policy::{Policy, Request};
use crate::base::random::Stream;

/// The order, and what the policy remembers after the first: who tries a second one after a failure has not taken
/// another turn.
pub struct Order {
    pub servers: Vec<usize>,
    pub memory: Vec<f64>,
}

/// As many servers as there are up, and `count` at most.
pub fn order(policy: &mut dyn Policy, mut fleet: Still, key: u64, random: &mut Stream, count: usize) -> Order {
    let mut servers = Vec::new();
    let mut memory = policy.memory();
    while servers.len() < count
        && let Some(server) = policy.pick(&Request { key }, &mut fleet, random)
    {
        if servers.is_empty() {
            memory = policy.memory();
        }
        fleet.up[server] = false;
        servers.push(server);
    }
    Order { servers, memory }
}

#[cfg(test)]
mod tests {
    use super::super::policy::{Options, POLICIES, Servers, find};
    use super::*;
    use crate::base::random::Purpose;

    fn servers(n: usize) -> Servers {
        Servers { names: (0..n).map(|n| format!("10.0.0.{n}")).collect(), weights: vec![1.0; n] }
    }

    #[test]
    fn every_policy_names_each_server_once() {
        let servers = servers(9);
        for kind in POLICIES {
            let mut policy = (kind.make)(&servers, &Options::default()).unwrap();
            let mut random = Stream::new(1, Purpose::Policy(0), 0);
            let mut fleet = Still::of(&servers);
            fleet.up[4] = false;
            let mut named = order(&mut *policy, fleet, 7, &mut random, 20).servers;
            named.sort_unstable();
            assert_eq!(named, [0, 1, 2, 3, 5, 6, 7, 8], "{}", kind.name);
        }
    }

    #[test]
    fn a_second_try_is_no_second_turn() {
        let servers = servers(3);
        let mut policy = (find("round-robin").unwrap().make)(&servers, &Options::default()).unwrap();
        let mut random = Stream::new(1, Purpose::Policy(0), 0);
        let order = order(&mut *policy, Still::of(&servers), 0, &mut random, 2);
        assert_eq!((order.servers, order.memory), (vec![0, 1], vec![1.0]));
    }
}
