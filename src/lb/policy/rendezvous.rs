//! Every server draws a number for a key, and the highest has it.

use super::{Fleet, Kind, Policy, Request};
use crate::base::random::{Stream, mix};
use crate::lb::hash::xxh64;

pub(super) const KIND: Kind = Kind {
    name: "rendezvous",
    about: "the server that draws the highest number for the key",
    source: "Thaler and Ravishankar, 1998; by weight: Schindelhauer and Schomaker, 2005",
    by_key: true,
    weighs: true,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| {
        let hashes = servers.names.iter().map(|name| xxh64::key(name.as_bytes())).collect();
        Ok(Box::new(Rendezvous { hashes }))
    },
};

struct Rendezvous {
    hashes: Vec<u64>,
}

impl Rendezvous {
    /// The score of a key at a server: of exponential times the shortest wins, as often as its rate, the weight, says.
    fn score(&self, key: u64, server: usize, weight: f64) -> f64 {
        // Mixed before and after: two hashes of equal difference would else meet in the same number.
        let bits = mix(mix(key) ^ self.hashes[server]);
        // In the middle of its step, so that it is neither 0 nor 1.
        let unit = ((bits >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
        unit.ln() / weight
    }
}

impl Policy for Rendezvous {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for server in (0..self.hashes.len()).filter(|&server| fleet.is_up(server)) {
            let score = self.score(request.key, server, fleet.weight(server));
            if best.is_none_or(|(highest, _)| score > highest) {
                best = Some((score, server));
            }
        }
        best.map(|(_, server)| server)
    }

    fn listens(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two hosts of different releases must send a key to the same server.
    #[test]
    fn a_key_keeps_its_server_from_release_to_release() {
        let hashes = ["a", "b", "c"].map(|name| xxh64::key(name.as_bytes())).to_vec();
        let rendezvous = Rendezvous { hashes };
        let highest =
            |key| (0..3).max_by(|a, b| rendezvous.score(key, *a, 1.0).total_cmp(&rendezvous.score(key, *b, 1.0)));
        let picked: Vec<usize> = (0..16).filter_map(highest).collect();
        // Worked out by another program.
        assert_eq!(picked, [0, 2, 0, 0, 2, 0, 2, 0, 0, 1, 2, 1, 2, 2, 2, 0]);
    }
}
