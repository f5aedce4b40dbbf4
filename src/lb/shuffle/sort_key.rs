//! Sorting by random keys, one for each item: fair, as no two keys are the same.

use super::{Algorithm, Stream, even};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "sort-key",
    about: "fair: sorted by a random number for each",
    source: "Knuth, The Art of Computer Programming, volume 2, section 3.4.2, exercises; `sort -R`",
    shuffle: |items, _, random| shuffle(items, random),
    by_number: false,
    exact: even,
};

fn shuffle(items: &mut [u32], random: &mut Stream) {
    loop {
        let mut keyed: Vec<(u64, u32)> = items.iter().map(|item| (random.bits(), *item)).collect();
        keyed.sort_unstable();
        // Two of the same key would stand in the order of their numbers, so all are drawn again.
        if keyed.windows(2).all(|pair| pair[0].0 != pair[1].0) {
            return items.iter_mut().zip(keyed).for_each(|(item, (_, other))| *item = other);
        }
    }
}
