//! A small stable hash for names and layouts. Not for secrets, nor against somebody who picks the input.

/// FNV-1a over 64 bits (Fowler, Noll, Vo), finished with the mixer of SplitMix64 (Steele, Lea, Flood)
/// so that every bit of the result may be used alone. The value never changes between releases.
pub fn stable_hash(parts: &[&[u8]]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for part in parts {
        part.iter().copied().for_each(&mut feed);
        // The length keeps ["ab", "c"] and ["a", "bc"] apart.
        part.len().to_le_bytes().into_iter().for_each(&mut feed);
    }
    mix(hash)
}

/// [`stable_hash`] of numbers, in one byte order everywhere: it is in files that outlive the machine.
pub fn stable_hash_of_numbers(numbers: &[u64]) -> u64 {
    let bytes: Vec<[u8; 8]> = numbers.iter().map(|number| number.to_le_bytes()).collect();
    stable_hash(&bytes.iter().map(|number| &number[..]).collect::<Vec<_>>())
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(stable_hash(&[b"ab", b"c"]), stable_hash(&[b"a", b"bc"]));
    }

    /// State files hold these values: another result would orphan every register in use.
    #[test]
    fn the_value_is_stable() {
        assert_eq!(stable_hash(&[b"gosys"]), 0xfd810bcd1236ae57);
        // The layout of snowflake.
        assert_eq!(stable_hash_of_numbers(&[41, 10, 12, 1_288_834_974_657, 1]), 0xe96abc32efd9f545);
    }
}
