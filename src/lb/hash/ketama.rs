//! MD5 as libketama takes it apart: four points of a digest, the first of which is a key's. Source: Jones, 2007.

use md5::{Digest, Md5};

/// The number of a key.
pub fn key(key: &[u8]) -> u64 {
    u64::from(points(key)[0])
}

/// The four points of these bytes.
pub fn points(bytes: &[u8]) -> [u32; 4] {
    let digest: [u8; 16] = Md5::digest(bytes).into();
    let (words, _) = digest.as_chunks::<4>();
    std::array::from_fn(|at| u32::from_le_bytes(words[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_libketama() {
        // Of the README of a copy of libketama.
        assert_eq!(key(b"abc"), 2_555_380_112);
        // RFC 1321 has d41d8cd98f00b204e9800998ecf8427e for nothing.
        assert_eq!(points(b""), [0xd98c_1dd4, 0x04b2_008f, 0x9809_80e9, 0x7e42_f8ec]);
    }

    #[test]
    fn the_four_points_of_a_server_and_of_bytes_that_are_no_text() {
        // By another implementation of MD5, its words taken from the least byte on.
        assert_eq!(points(b"node-1-0"), [0x3d7a_91ca, 0x4817_8422, 0x805a_5102, 0x4c8f_0a06]);
        assert_eq!(points(b"\xff\x00"), [0xafbf_e8e0, 0x5689_06bb, 0x78ba_2f3b, 0xccb3_979c]);
        assert_eq!(key(b"user-42"), 0x07bc_3176);
    }
}
