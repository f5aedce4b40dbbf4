//! The schemes, one file each.

pub mod baidu;
pub mod discord;
pub mod instagram;
pub mod ksuid;
pub mod mastodon;
pub mod nanoid;
pub mod snowflake;
pub mod sonyflake;
pub mod sonyflake1;
pub mod tsid;
pub mod typeid;
pub mod ulid;
pub mod uuid;
pub mod uuid4;
pub mod uuid5;
pub mod uuid7;

#[cfg(test)]
mod tests {
    use crate::id::number::Number;
    use crate::id::{Id, SCHEMES};

    #[test]
    fn what_has_more_bits_is_no_id() {
        for scheme in SCHEMES {
            let one_more = match scheme.bits() {
                bits @ 0..128 => Number::from(1_u128 << bits),
                bits @ 128..160 => Number::of(1 << (bits - 128), 0),
                _ => continue,
            };
            assert!(scheme.bits() >= 64 && scheme.check(one_more).is_err(), "{}", scheme.name());
        }
    }

    #[test]
    fn the_bounds_of_a_tick_say_its_time() {
        let mut timeless = Vec::new();
        for scheme in SCHEMES {
            let Some(ticks) = scheme.clock() else {
                timeless.push(scheme.name());
                continue;
            };
            let tick = 1_u64 << (ticks.bits - 1) | 5;
            let (least, greatest) = scheme.bounds(tick);
            assert!(least < greatest, "{}", scheme.name());
            for number in [least, greatest] {
                let unix_ms = scheme.parts(&Id::from(number)).unix_ms;
                assert_eq!(unix_ms, Some(ticks.epoch_ms + tick * ticks.tick_ms), "{}", scheme.name());
            }
        }
        assert_eq!(timeless, ["uuid", "uuid4", "uuid5", "nanoid"]);
    }
}
