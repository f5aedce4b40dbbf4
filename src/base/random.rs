//! Seeded random streams: the same numbers from the same seed, on every machine and in every release.

use std::f64::consts::LN_2;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// The generator's name, as results give it beside their seed. Source: Blackman and Vigna, 2018.
pub const GENERATOR: &str = "xoshiro256++";

/// What a stream is for. Streams of one seed are independent of each other, so that another policy meets the very same
/// requests, and one more draw here changes nothing there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// When requests arrive.
    Arrivals,
    /// How long they take, and what they ask for.
    Requests,
    /// The same where not every policy asks what that is.
    Keys,
    /// What happens to servers.
    Faults,
    /// The choices of a balancer, by its number.
    Policy(u32),
    /// Shuffles.
    Shuffle,
}

impl Purpose {
    fn number(self) -> u64 {
        match self {
            Self::Arrivals => 1,
            Self::Requests => 2,
            Self::Faults => 3,
            Self::Shuffle => 4,
            Self::Keys => 5,
            // Beyond the numbers of the others, whatever its own is.
            Self::Policy(number) => 1 << 32 | u64::from(number),
        }
    }
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream of this seed for this purpose, in this piece of the work; pieces can be done in any order, by any
    /// number of threads.
    pub fn new(seed: u64, purpose: Purpose, piece: u64) -> Self {
        // Seeds are small numbers, and so are purposes and pieces: each is added to what is mixed already, or seed 1 for
        // purpose 2 would be seed 2 for purpose 1.
        let mixed = [purpose.number(), piece].iter().fold(mix(seed), |state, part| mix(state ^ part));
        Self(Xoshiro256PlusPlus::seed_from_u64(mixed))
    }

    /// 64 random bits.
    #[inline]
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// One of the `n` numbers below `n`, each as likely as the others; 0 for none. Source: Lemire, 2019.
    #[inline]
    pub fn below(&mut self, n: u64) -> u64 {
        let mut wide = u128::from(self.bits()) * u128::from(n);
        let low = wide as u64;
        // The division is dear, and of small n hardly ever needed: what is left over is always less than n.
        if low < n {
            // The products that some results would have one more of.
            let surplus = n.wrapping_neg() % n;
            while (wide as u64) < surplus {
                wide = u128::from(self.bits()) * u128::from(n);
            }
        }
        (wide >> 64) as u64
    }

    /// The same for a place in a list.
    #[inline]
    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// At least 0 and less than 1, in steps of 2^-53.
    #[inline]
    pub fn unit(&mut self) -> f64 {
        // As many bits as a floating-point number keeps: with more, the largest would be rounded up to 1.
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Exponentially distributed with mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        // 1 less the unit, which is never 0, so this is never infinite. With a power of two before it the bits are a
        // number from 1 to 2, which is nearer at hand than that of an integer.
        minus_ln(2.0 - f64::from_bits(self.bits() >> 12 | ONE))
    }
}

/// The bits of 1.
const ONE: u64 = 1023 << 52;
/// Intervals of 1 to 2.
const PARTS: usize = 512;
/// Of each the reciprocal of its middle, and the logarithm of that.
const MIDDLES: [(f64, f64); PARTS] = middles();

const fn middles() -> [(f64, f64); PARTS] {
    let mut all = [(0.0, 0.0); PARTS];
    let mut part = 0;
    while part < PARTS {
        let middle = 1.0 + (part as f64 + 0.5) / PARTS as f64;
        // ln x = 2 artanh((x - 1) / (x + 1)), whose series ends soon because the quotient is below a third.
        let quotient = (middle - 1.0) / (middle + 1.0);
        let (mut sum, mut power, mut odd) = (0.0, quotient, 1.0);
        while odd < 60.0 {
            sum += power / odd;
            power *= quotient * quotient;
            odd += 2.0;
        }
        all[part] = (1.0 / middle, 2.0 * sum);
        part += 1;
    }
    all
}

/// Logarithms of powers of two, by the last bits of their exponents.
const HALVINGS: [f64; 64] = halvings();

const fn halvings() -> [f64; 64] {
    let mut all = [0.0; 64];
    let mut halvings = 0;
    while halvings < 64 {
        all[(1023 - halvings) % 64] = halvings as f64 * LN_2;
        halvings += 1;
    }
    all
}

/// The natural logarithm's negative to 15 digits behind the point, for numbers from 2^-52 to 1.
// Not by the system's library: its last digit depends on the processor, and a seed's numbers may not.
#[inline]
fn minus_ln(number: f64) -> f64 {
    let bits = number.to_bits();
    let (reciprocal, ln) = MIDDLES[(bits >> 43) as usize % PARTS];
    let mantissa = f64::from_bits(bits & ((1 << 52) - 1) | ONE);
    // Less than 1/1024 either way, so few terms of the series are enough.
    let x = mantissa * reciprocal - 1.0;
    let curve = x * x * (1.0 / 2.0 - x * (1.0 / 3.0 - x * (1.0 / 4.0)));
    // Rounding may leave less than nothing of a whole 1, and no time is negative.
    (HALVINGS[(bits >> 52) as usize % 64] - ln - (x - curve)).max(0.0)
}

/// SplitMix64's finalizer: a bijection in which every input bit reaches every output bit. Source: Steele, Lea and
/// Flood, 2014.
pub fn mix(number: u64) -> u64 {
    let z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_the_one_that_is_named() {
        // The reference implementation's first numbers from the state 1, 2, 3, 4.
        let seed: Vec<u8> = [1_u64, 2, 3, 4].iter().flat_map(|word| word.to_le_bytes()).collect();
        let mut stream = Stream(Xoshiro256PlusPlus::from_seed(seed.try_into().unwrap()));
        let first: Vec<u64> = (0..4).map(|_| stream.bits()).collect();
        assert_eq!(first, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn a_seed_means_the_same_for_ever() {
        let mut stream = Stream::new(7, Purpose::Arrivals, 0);
        assert_eq!([stream.bits(), stream.bits()], GOLDEN);
    }

    const GOLDEN: [u64; 2] = [210_459_503_886_896_737, 13_973_209_792_803_252_843];

    #[test]
    fn purposes_pieces_and_seeds_have_streams_of_their_own() {
        let purposes = [Purpose::Arrivals, Purpose::Requests, Purpose::Faults, Purpose::Shuffle, Purpose::Keys];
        let purposes = purposes.into_iter().chain((0..50).map(Purpose::Policy));
        let mut first: Vec<u64> = purposes
            .flat_map(|purpose| (0..20).flat_map(move |piece| (0..5).map(move |seed| (seed, purpose, piece))))
            .map(|(seed, purpose, piece)| Stream::new(seed, purpose, piece).bits())
            .collect();
        first.sort_unstable();
        assert!(first.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn numbers_below_a_bound_are_all_as_likely() {
        let mut stream = Stream::new(1, Purpose::Shuffle, 0);
        assert_eq!([stream.below(0), stream.below(1)], [0, 0]);
        // A bound of two thirds of all numbers: without the rejection half of them would come twice as often.
        let bound = u64::MAX / 3 * 2;
        let low = (0..10_000).filter(|_| stream.below(bound) < bound / 2).count();
        assert!((4_800..5_200).contains(&low), "{low}");
        let mut counts = [0_u32; 7];
        (0..70_000).for_each(|_| counts[stream.index(7)] += 1);
        assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
    }

    #[test]
    fn units_and_exponentials_have_their_means() {
        let mut stream = Stream::new(2, Purpose::Requests, 0);
        let units: Vec<f64> = (0..100_000).map(|_| stream.unit()).collect();
        assert!(units.iter().all(|unit| (0.0..1.0).contains(unit)));
        assert!((units.iter().sum::<f64>() / 1e5 - 0.5).abs() < 0.005);
        let mean = (0..100_000).map(|_| stream.exponential()).sum::<f64>() / 1e5;
        assert!((mean - 1.0).abs() < 0.015, "{mean}");
    }

    #[test]
    fn logarithms_are_those_of_the_library() {
        let mut stream = Stream::new(3, Purpose::Requests, 0);
        let edges = (0..53).flat_map(|power| [1_u64 << power, (1 << power) + 1, (2 << power) - 1]);
        let all = edges.chain((0..20_000).map(|_| stream.below(1 << 53) + 1)).chain([1 << 53]);
        for number in all.map(|number| number as f64 / (1_u64 << 53) as f64) {
            let (ours, theirs) = (minus_ln(number), -number.ln());
            assert!((ours - theirs).abs() <= 1e-15 * theirs.max(1.0), "{number}: {ours} {theirs}");
        }
        assert_eq!([1.0 / (1_u64 << 52) as f64, 0.5, 1.0].map(|number| minus_ln(number).to_bits()), LOGARITHMS);
    }

    /// Of 2^52, of 2, and of 1.
    const LOGARITHMS: [u64; 3] = [4_630_269_510_558_633_746, 4_604_418_534_313_441_774, 0];
}
