//! A server that has become idle says so; else any.

use super::{End, Fleet, Kind, Policy, Request, sample};
use crate::base::random::Stream;
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "join-idle-queue",
    about: "one that said it is idle, else any",
    source: "Lu et al., Join-Idle-Queue, 2011, where idle servers are taken at random",
    by_key: false,
    weighs: false,
    by_load: true,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| {
        let n = u32::try_from(servers.names.len()).map_err(|_| "there are too many servers".to_owned())?;
        Ok(Box::new(JoinIdleQueue { idle: (0..n).collect(), listed: vec![true; n as usize] }))
    },
};

/// A server tells the balancer whose request it did last that it is idle, as nobody else hears of it.
struct JoinIdleQueue {
    idle: Vec<u32>,
    /// Whether it is among them.
    listed: Vec<bool>,
}

impl Policy for JoinIdleQueue {
    fn pick(&mut self, _: &Request, fleet: &mut dyn Fleet, random: &mut Stream) -> Option<usize> {
        while !self.idle.is_empty() {
            // Not the first: among many balancers the same servers would get the first request of each.
            let server = self.idle.swap_remove(random.index(self.idle.len())) as usize;
            self.listed[server] = false;
            if fleet.is_up(server) {
                return Some(server);
            }
        }
        sample::any(fleet, random)
    }

    fn ended(&mut self, end: &End, _: f64) {
        if end.probe.in_flight == 0 && !self.listed[end.server] {
            self.listed[end.server] = true;
            // A fleet has fewer than 2^32 servers, as was checked.
            self.idle.push(end.server as u32);
        }
    }
}
