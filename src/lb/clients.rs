//! Clients that each choose a node by a generator of their own, and what becomes of it where the generators are not as
//! different as they look. Pure.
//!
//! A client shuffles the list of nodes and takes the first. Two with the same seed take the same one, at their first
//! choice and at every later one.

use super::stats::balls;
use crate::base::random::{Purpose, Stream};
use statrs::function::gamma::ln_gamma;

/// What a client's generator begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Seeding {
    /// Nothing: the same in each.
    None,
    /// The second of its start.
    TimeS,
    /// Its process id.
    Pid,
    /// What the operating system gives it.
    Os,
}

/// Within so many seconds clients start, one by one, where they do not all start at once.
const SECONDS: u64 = 3600;
/// Process ids of a host that has been running for a while: Linux's usual limit.
const PIDS: u64 = 32_768;
/// Process ids of hosts that have just started, or of containers, in which few were given yet.
const PIDS_OF_STARTED: u64 = 16;
/// How often clients choose that do not stay.
const CHOICES: u64 = 100;

/// An experiment.
#[derive(Clone, Copy, Debug)]
pub struct Setup {
    pub clients: u64,
    pub nodes: u64,
    pub seeding: Seeding,
    /// Whether a client stays with its first choice; else it chooses again for each request.
    pub sticky: bool,
    /// Whether all start in the same second, on hosts that have just started.
    pub storm: bool,
}

/// What one run of it gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Clients by node at the first choice.
    pub at_first: Vec<u64>,
    /// The share of the fullest node at a choice, on average.
    pub worst: f64,
    /// The share of the fullest node of all choices together.
    pub over_time: f64,
    /// Nodes without a client at a choice, on average.
    pub idle: f64,
}

impl Setup {
    /// Runs it, the `run`th time of this seed.
    pub fn run(&self, seed: u64, run: u64) -> Outcome {
        let mut world = Stream::new(seed, Purpose::Arrivals, run);
        let generator = |client: u64| {
            let own = self.seeds().map_or(client, |seeds| world.below(seeds));
            // By run, too: which node a seed leads to is another question in each list of nodes.
            Stream::new(seed, Purpose::Policy(own as u32), run)
        };
        let mut clients: Vec<Stream> = (0..self.clients).map(generator).collect();
        let choices = self.choices();
        let (mut all, mut at_first) = (vec![0; self.nodes as usize], Vec::new());
        let (mut worst, mut idle) = (0, 0);
        for choice in 0..choices {
            let mut now = vec![0; self.nodes as usize];
            // The first of a fair shuffle is any, so there is no need to shuffle the others.
            clients.iter_mut().for_each(|client| now[client.index(self.nodes as usize)] += 1);
            worst += most(&now);
            idle += now.iter().filter(|count| **count == 0).count();
            all.iter_mut().zip(&now).for_each(|(all, now)| *all += now);
            // Kept for the picture: later choices look alike, and only at the first one a fleet has just started.
            if choice == 0 {
                at_first = now;
            }
        }
        let share = |count: u64| count as f64 / (self.clients * choices) as f64;
        let (worst, over_time) = (share(worst), share(most(&all)));
        Outcome { at_first, worst, over_time, idle: idle as f64 / choices as f64 }
    }

    fn choices(&self) -> u64 {
        if self.sticky { 1 } else { CHOICES }
    }

    /// How many seeds there are to share; `None` where each client has its own.
    fn seeds(&self) -> Option<u64> {
        match (self.seeding, self.storm) {
            (Seeding::None, _) | (Seeding::TimeS, true) => Some(1),
            (Seeding::TimeS, false) => Some(SECONDS),
            (Seeding::Pid, true) => Some(PIDS_OF_STARTED),
            (Seeding::Pid, false) => Some(PIDS),
            (Seeding::Os, _) => None,
        }
    }

    /// The mean share of the fullest node at a choice, where it is known: all choose as one, or each for itself.
    pub fn exact_worst(&self) -> Option<f64> {
        match self.seeds() {
            Some(1) => Some(1.0),
            Some(_) => None,
            None => Some(balls::fullest(self.clients, self.nodes)? / self.clients as f64),
        }
    }

    /// The same of all choices together.
    pub fn exact_over_time(&self) -> Option<f64> {
        // Choices of one seed at different times are as independent as those of different seeds at one time.
        let choosers = match self.seeds() {
            _ if self.sticky => return self.exact_worst(),
            Some(1) => 1,
            Some(_) => return None,
            None => self.clients,
        };
        let choices = choosers * self.choices();
        Some(balls::fullest(choices, self.nodes)? / choices as f64)
    }

    /// The mean number of nodes without a client.
    pub fn exact_idle(&self) -> f64 {
        let Some(seeds) = self.seeds() else { return balls::empty(self.clients, self.nodes) };
        // By how many of the seeds lead to a node: it is idle if no client has one of these.
        let (all, leads) = (seeds as f64, 1.0 / self.nodes as f64);
        let idle = |k: u64| {
            let k = k as f64;
            // In logarithms: the number of ways alone can have thousands of digits.
            let ways = ln_gamma(all + 1.0) - ln_gamma(k + 1.0) - ln_gamma(all - k + 1.0);
            let elsewhere = if k == all { 0.0 } else { (all - k) * (1.0 - leads).ln() };
            (ways + k * leads.ln() + elsewhere).exp() * (1.0 - k / all).powf(self.clients as f64)
        };
        self.nodes as f64 * (0..=seeds).map(idle).sum::<f64>()
    }
}

fn most(counts: &[u64]) -> u64 {
    counts.iter().max().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(seeding: Seeding, sticky: bool, storm: bool) -> Setup {
        Setup { clients: 100, nodes: 5, seeding, sticky, storm }
    }

    /// The means of many runs and their standard errors: of the worst share, of that over time, of idle nodes.
    fn means(setup: Setup, runs: u64) -> [(f64, f64); 3] {
        let all: Vec<Outcome> = (0..runs).map(|run| setup.run(9, run)).collect();
        [|o: &Outcome| o.worst, |o: &Outcome| o.over_time, |o: &Outcome| o.idle].map(|part| {
            let mean = all.iter().map(part).sum::<f64>() / runs as f64;
            let square = all.iter().map(|o| (part(o) - mean).powi(2)).sum::<f64>() / runs as f64;
            (mean, (square / runs as f64).sqrt())
        })
    }

    fn near((mean, se): (f64, f64), exact: f64) {
        assert!((mean - exact).abs() < 4.0 * se + 1e-8, "{mean} +- {se}, exactly {exact}");
    }

    #[test]
    fn the_same_seed_is_the_same_node() {
        for (seeding, storm) in [(Seeding::None, false), (Seeding::None, true), (Seeding::TimeS, true)] {
            let setup = setup(seeding, true, storm);
            let Outcome { at_first, worst, over_time, idle } = setup.run(1, 0);
            assert_eq!((at_first.iter().max(), worst, over_time, idle), (Some(&100), 1.0, 1.0, 4.0));
            assert_eq!((setup.exact_worst(), setup.exact_over_time()), (Some(1.0), Some(1.0)));
            near((4.0, 0.0), setup.exact_idle());
        }
        // Not staying evens it out over time, and at no moment.
        let setup = setup(Seeding::None, false, false);
        let [worst, over_time, idle] = means(setup, 300);
        assert_eq!((worst.0, idle.0), (1.0, 4.0));
        near(over_time, setup.exact_over_time().unwrap());
    }

    #[test]
    fn seeds_of_the_system_give_what_is_computed() {
        for sticky in [true, false] {
            let setup = setup(Seeding::Os, sticky, true);
            let [worst, over_time, idle] = means(setup, if sticky { 4_000 } else { 40 });
            let exact = setup.exact_worst().unwrap();
            assert!((exact - 0.253).abs() < 0.0006, "{exact}");
            near(worst, exact);
            near(idle, setup.exact_idle());
            assert_eq!(worst == over_time, sticky);
        }
    }

    #[test]
    fn seeds_that_are_shared_leave_nodes_idle_as_computed() {
        let few = Setup { clients: 20, nodes: 10, ..setup(Seeding::Pid, true, true) };
        let many = Setup { clients: 200, nodes: 50, ..setup(Seeding::TimeS, true, false) };
        let most = Setup { clients: 30, nodes: 20, ..setup(Seeding::Pid, true, false) };
        for setup in [few, many, most] {
            let [worst, _, idle] = means(setup, 3_000);
            near(idle, setup.exact_idle());
            let honest = balls::fullest(setup.clients, setup.nodes).unwrap() / setup.clients as f64;
            assert!(worst.0 > honest - 4.0 * worst.1 && setup.exact_worst().is_none(), "{worst:?} {honest}");
        }
        assert!(few.exact_idle() > balls::empty(20, 10) + 0.3);
    }
}
