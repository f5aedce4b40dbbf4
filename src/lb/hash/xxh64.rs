//! XXH64, with which Envoy and others hash keys and names. Source: Collet, the xxHash specification.

const P1: u64 = 0x9e37_79b1_85eb_ca87;
const P2: u64 = 0xc2b2_ae3d_27d4_eb4f;
const P3: u64 = 0x1656_67b1_9e37_79f9;
const P4: u64 = 0x85eb_ca77_c2b2_ae63;
const P5: u64 = 0x27d4_eb2f_1656_67c5;

/// The number of a key.
pub fn key(key: &[u8]) -> u64 {
    xxh64(key, 0)
}

/// The hash of these bytes under a seed.
pub fn xxh64(bytes: &[u8], seed: u64) -> u64 {
    let (stripes, rest) = bytes.as_chunks::<32>();
    let start = match stripes {
        [] => seed.wrapping_add(P5),
        stripes => merge(lanes(stripes, seed)),
    };
    avalanche(tail(start.wrapping_add(bytes.len() as u64), rest))
}

/// The four lanes after all stripes.
fn lanes(stripes: &[[u8; 32]], seed: u64) -> [u64; 4] {
    let mut lanes = [seed.wrapping_add(P1).wrapping_add(P2), seed.wrapping_add(P2), seed, seed.wrapping_sub(P1)];
    for stripe in stripes {
        for (lane, word) in lanes.iter_mut().zip(stripe.as_chunks::<8>().0) {
            *lane = round(*lane, u64::from_le_bytes(*word));
        }
    }
    lanes
}

fn round(lane: u64, word: u64) -> u64 {
    lane.wrapping_add(word.wrapping_mul(P2)).rotate_left(31).wrapping_mul(P1)
}

fn merge(lanes: [u64; 4]) -> u64 {
    let [a, b, c, d] = lanes;
    let sum =
        a.rotate_left(1).wrapping_add(b.rotate_left(7)).wrapping_add(c.rotate_left(12)).wrapping_add(d.rotate_left(18));
    lanes.iter().fold(sum, |sum, lane| (sum ^ round(0, *lane)).wrapping_mul(P1).wrapping_add(P4))
}

/// The last bytes: by eights, a four, ones.
fn tail(mut hash: u64, rest: &[u8]) -> u64 {
    let (eights, rest) = rest.as_chunks::<8>();
    for eight in eights {
        hash = (hash ^ round(0, u64::from_le_bytes(*eight))).rotate_left(27).wrapping_mul(P1).wrapping_add(P4);
    }
    let (fours, ones) = rest.as_chunks::<4>();
    for four in fours {
        let word = u64::from(u32::from_le_bytes(*four)).wrapping_mul(P1);
        hash = (hash ^ word).rotate_left(23).wrapping_mul(P2).wrapping_add(P3);
    }
    for one in ones {
        hash = (hash ^ u64::from(*one).wrapping_mul(P5)).rotate_left(11).wrapping_mul(P1);
    }
    hash
}

fn avalanche(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(P2);
    let hash = (hash ^ (hash >> 29)).wrapping_mul(P3);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_reference() {
        assert_eq!(xxh64(b"", 0), 0xef46_db37_51d8_e999);
        assert_eq!(xxh64(b"a", 0), 0xd24e_c4f1_a98c_6e5b);
        assert_eq!(xxh64(b"abc", 0), 0x44bc_2cf5_ad77_0999);
        assert_eq!(xxh64(b"", 0x9e37_79b1), 0xac75_fda2_929b_17ef);
    }

    #[test]
    fn the_vectors_of_the_reference_implementations_own_test() {
        // Its input: the top bytes of a product that begins with a prime and is multiplied by another.
        let mut state = 2_654_435_761_u64;
        let bytes: Vec<u8> = (0..222)
            .map(|_| {
                let byte = (state >> 56) as u8;
                state = state.wrapping_mul(11_400_714_785_074_694_797);
                byte
            })
            .collect();
        let other = 2_654_435_761;
        let wanted = [
            (1, 0, 0xe934_a84a_db05_2768),
            (1, other, 0x5014_6076_43a9_b4c3),
            (4, 0, 0x9136_a0dc_a574_57ee),
            (4, other, 0xcaab_286b_d8e9_fdb5),
            (14, 0, 0x8282_dcc4_994e_35c8),
            (14, other, 0xc3bd_6bf6_3deb_6df0),
            (32, 0, 0x18b2_1649_2bb4_4b70),
            (33, 0, 0x55c8_dc3e_578f_5b59),
            (222, 0, 0xb641_ae8c_b691_c174),
            (222, other, 0x20cb_8ab7_ae10_c14a),
        ];
        for (length, seed, hash) in wanted {
            assert_eq!(xxh64(&bytes[..length], seed), hash, "{length}");
        }
    }
}
