//! Drawing servers that are up, without anything being allocated for a choice.

use super::{Fleet, Options};
use crate::base::random::Stream;

/// As often a server is drawn blindly before those that are up are counted.
const BLIND: u32 = 4;
/// More choices than servers say no more than all of them.
const CHOICES_MAX: usize = 1000;

/// One of those that are up, each as likely as the others.
#[inline]
pub(super) fn any<F: Fleet + ?Sized>(fleet: &F, random: &mut Stream) -> Option<usize> {
    let n = fleet.len();
    for _ in 0..BLIND {
        let server = random.index(n);
        if server < n && fleet.is_up(server) {
            return Some(server);
        }
    }
    let up = || (0..n).filter(|&server| fleet.is_up(server));
    let count = up().count();
    // Drawn for none as well, the number would be 0 and there is no first.
    up().nth(random.index(count))
}

/// Draws a few servers and compares them.
pub struct Sampler {
    choices: usize,
    distinct: bool,
    /// All servers, in the order that the draws so far have left.
    order: Vec<u32>,
}

impl Sampler {
    pub(super) fn new(servers: usize, options: &Options) -> Result<Self, String> {
        let Options { choices, distinct, .. } = *options;
        if choices == 0 {
            return Err("0 choices leave no server to send to".to_owned());
        }
        if distinct && choices > servers {
            return Err(format!("there are no {choices} different servers to choose from, only {servers}"));
        }
        if choices > servers.max(CHOICES_MAX) {
            return Err(format!("{choices} choices from {servers} servers would never end: at most {CHOICES_MAX}"));
        }
        let count = u32::try_from(servers).map_err(|_| format!("{servers} servers are too many"))?;
        Ok(Self { choices, distinct, order: (0..count).collect() })
    }

    /// The one with the least cost of those drawn; the first drawn of equal ones, which may be any of them.
    #[inline]
    pub(super) fn least<F: Fleet + ?Sized, C: PartialOrd>(
        &mut self,
        fleet: &mut F,
        random: &mut Stream,
        mut cost: impl FnMut(&mut F, usize) -> C,
    ) -> Option<usize> {
        let mut best: Option<(usize, C)> = None;
        let (mut left, mut seen) = (self.choices, 0);
        while left > 0 {
            let Some(server) = (if self.distinct { self.next(seen, random) } else { any(fleet, random) }) else {
                break;
            };
            seen += 1;
            // One that is down is no choice: as many are compared as if it was not there.
            if !fleet.is_up(server) {
                continue;
            }
            left -= 1;
            let cost = cost(fleet, server);
            if best.as_ref().is_none_or(|(_, least)| cost < *least) {
                best = Some((server, cost));
            }
        }
        best.map(|(server, _)| server)
    }

    /// The next of a random order of all servers, of which so many are drawn.
    // The first steps of a Fisher-Yates shuffle are fair whatever order they begin with, so nothing is put back.
    #[inline]
    fn next(&mut self, drawn: usize, random: &mut Stream) -> Option<usize> {
        let rest = self.order.len() - drawn;
        if rest == 0 {
            return None;
        }
        self.order.swap(drawn, drawn + random.index(rest));
        Some(self.order[drawn] as usize)
    }
}

/// The one with the least cost of all that are up; of equal ones each as likely.
// By chance, because the lowest number would give an idle fleet's whole work to its first server.
pub(super) fn least_of_all<C: PartialOrd>(
    fleet: &mut dyn Fleet,
    random: &mut Stream,
    mut cost: impl FnMut(&mut dyn Fleet, usize) -> C,
) -> Option<usize> {
    let mut least: Option<(usize, C)> = None;
    let mut equal = 1;
    for server in 0..fleet.len() {
        if !fleet.is_up(server) {
            continue;
        }
        let cost = cost(fleet, server);
        match &least {
            Some((_, best)) if cost > *best => {}
            Some((_, best)) if cost == *best => {
                // The k-th of equal ones takes the place with a chance of 1 in k.
                equal += 1;
                if random.index(equal) == 0 {
                    least = Some((server, cost));
                }
            }
            _ => (least, equal) = (Some((server, cost)), 1),
        }
    }
    least.map(|(server, _)| server)
}
