//! A table that all servers fill in turn, each in an order of its own.

use super::{Fleet, Kind, Policy, Request, Servers};
use crate::base::random::Stream;
use crate::lb::hash::xxh64::{self, xxh64};

pub(super) const KIND: Kind = Kind {
    name: "maglev",
    about: "a table of 65,537 that all fill in turn",
    source: "Eisenbud et al., Maglev, 2016; hashes, order and weights as Envoy",
    by_key: true,
    weighs: true,
    by_load: false,
    takes: &[],
    hash: xxh64::key,
    make: |servers, _| Ok(Box::new(Maglev { slots: fill(servers, SLOTS)? })),
};

/// The paper's smaller table. A prime, so that every step visits every slot.
const SLOTS: u32 = 65_537;

/// A slot that nobody has yet.
const FREE: u32 = u32::MAX;

struct Maglev {
    slots: Vec<u32>,
}

impl Policy for Maglev {
    fn pick(&mut self, request: &Request, fleet: &mut dyn Fleet, _: &mut Stream) -> Option<usize> {
        // The table of no servers is empty, and a remainder of nothing would end the process.
        let at = request.key.checked_rem(self.slots.len() as u64)? as usize;
        // Where nobody is up, all slots would be asked in vain, and each of them is one of a few servers.
        (0..fleet.len()).find(|&server| fleet.is_up(server))?;
        // Neighbours in the table have nothing to do with each other, so those of a server that is down go everywhere.
        let (before, after) = self.slots.split_at(at);
        after.iter().chain(before).map(|&server| server as usize).find(|&server| fleet.is_up(server))
    }

    fn listens(&self) -> bool {
        false
    }
}

/// What a server still has to do while the table is filled.
struct Turn {
    server: u32,
    at: u32,
    step: u32,
    /// As a part of all.
    weight: f64,
    /// When `weight` times the round has come so far, it is its turn again.
    due: f64,
}

impl Turn {
    fn advance(&mut self, size: u32) {
        // Instead of a remainder, which takes most of the time.
        self.at += self.step;
        if self.at >= size {
            self.at -= size;
        }
    }
}

fn fill(servers: &Servers, size: u32) -> Result<Vec<u32>, String> {
    if servers.names.len() > size as usize {
        return Err(format!("maglev's table has {size} slots, and there are {} servers", servers.names.len()));
    }
    let mut turns = turns(servers, size);
    let most = turns.iter().map(|turn| turn.weight).fold(0.0, f64::max);
    let mut left = if turns.is_empty() { 0 } else { size };
    let mut slots = vec![FREE; left as usize];
    let mut round = 0.0;
    while left > 0 {
        round += 1.0;
        for turn in &mut turns {
            if left == 0 || round * turn.weight < turn.due {
                continue;
            }
            turn.due += most;
            while slots[turn.at as usize] != FREE {
                turn.advance(size);
            }
            slots[turn.at as usize] = turn.server;
            turn.advance(size);
            left -= 1;
        }
    }
    Ok(slots)
}

/// In the order of names, so that the order of a list does not matter.
fn turns(servers: &Servers, size: u32) -> Vec<Turn> {
    let total: f64 = servers.weights.iter().sum();
    let mut order: Vec<_> = (0_u32..).zip(&servers.names).zip(&servers.weights).collect();
    // Envoy sorts as well; its published tables, by which this is tested, are those of sorted names.
    order.sort_by_key(|((_, name), _)| *name);
    let turn = |((server, name), weight): ((u32, &String), &f64)| Turn {
        server,
        at: (xxh64(name.as_bytes(), 0) % u64::from(size)) as u32,
        step: (xxh64(name.as_bytes(), 1) % u64::from(size - 1)) as u32 + 1,
        weight: weight / total,
        due: 0.0,
    };
    order.into_iter().map(turn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(names: &[&str], weights: &[f64], size: u32) -> Vec<u32> {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        fill(&Servers { names, weights: weights.to_vec() }, size).unwrap()
    }

    #[test]
    fn the_assignments_of_envoys_tests() {
        let addresses: Vec<String> = (90..96).map(|port| format!("127.0.0.1:{port}")).collect();
        let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
        assert_eq!(table(&addresses, &[1.0; 6], 7), [2, 4, 0, 1, 5, 0, 3]);
        assert_eq!(table(&["90", "91", "92", "93", "94", "95"], &[1.0; 6], 7), [2, 5, 0, 3, 4, 1, 0]);
        let weighted = [1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1];
        assert_eq!(table(&addresses[..2], &[1.0, 2.0], 17), weighted);
    }

    #[test]
    fn the_slots_of_envoys_documentation() {
        let slots = table(&["a", "b"], &[1.0, 2.0], SLOTS);
        let heavy = slots.iter().filter(|&&server| server == 1).count();
        assert_eq!((slots.len() - heavy, heavy), (21_846, 43_691));
    }

    /// By weights of 1 and 2 the lighter one has every other turn, and the second of all turns as well.
    #[test]
    fn who_is_due_exactly_now_has_the_turn() {
        let slots = table(&["a", "b"], &[1.0, 2.0], 3);
        assert_eq!(slots.iter().filter(|&&server| server == 0).count(), 2, "{slots:?}");
    }

    #[test]
    fn the_order_of_the_list_does_not_matter() {
        let (ab, ba) = (table(&["a", "b", "c"], &[1.0; 3], 101), table(&["c", "b", "a"], &[1.0; 3], 101));
        assert!(ab.iter().zip(&ba).all(|(a, b)| *a == 2 - b));
        assert!(fill(&Servers { names: vec![String::new(); 8], weights: vec![1.0; 8] }, 7).is_err());
        assert!(table(&[], &[], 7).is_empty());
        let mut each = table(&["a", "b", "c"], &[1.0; 3], 3);
        each.sort_unstable();
        assert_eq!(each, [0, 1, 2], "as many servers as slots");
    }
}
