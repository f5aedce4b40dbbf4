//! The fair shuffle: each position, from the last on, gets one of the items that are left.
//!
//! As many choices as fit come out of one random number, each from what the one before left of it. They are exactly
//! as likely as each other: the numbers that some would have one more of are drawn again. All digits of one number,
//! one after the other, are the digits of one number below their product, drawn by the same rule.

use super::{Algorithm, Stream, even};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "fisher-yates",
    about: "fair: each position gets one of the items that are left",
    source: "Durstenfeld, CACM 7(7), 1964; several digits of one number: Brackett-Rozinsky and Lemire, 2024",
    shuffle: |items, _, random| shuffle(items, random),
    by_number: true,
    exact: even,
};

/// No more choices have room in 64 bits: 20! has, 21! has not.
const DIGITS_MAX: usize = 20;

/// Puts items into any order, each as likely.
pub fn shuffle(items: &mut [u32], random: &mut Stream) {
    let mut left = items.len();
    while left > 1 {
        let (mut digits, mut count) = ([0; DIGITS_MAX], 0);
        // The same number of digits each time, so that they can be drawn again as a whole.
        let mut product = 1_u64;
        while count < left - 1
            && let Some(more) = product.checked_mul((left - count) as u64)
        {
            (product, count) = (more, count + 1);
        }
        draw(random, left as u64, product, &mut digits[..count]);
        for digit in &digits[..count] {
            left -= 1;
            items.swap(left, *digit as usize);
        }
    }
}

/// Digits for `base`, `base - 1` and so on, whose product is given.
fn draw(random: &mut Stream, base: u64, product: u64, digits: &mut [u64]) {
    loop {
        let mut bits = random.bits();
        for (digit, base) in digits.iter_mut().zip((1..=base).rev()) {
            let wide = u128::from(bits) * u128::from(base);
            (*digit, bits) = ((wide >> 64) as u64, wide as u64);
        }
        // What is left of the number says which of those it was that belong to the same digits.
        if bits >= product || bits >= product.wrapping_neg() % product {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::orders::{self, ITEMS_MAX, factorial};
    use super::*;
    use crate::base::random::Purpose;

    #[test]
    fn the_number_is_that_of_the_order() {
        for n in 1..=ITEMS_MAX {
            let mut long = Stream::new(3, Purpose::Shuffle, n as u64);
            let mut short = long.clone();
            for _ in 0..2_000 {
                let mut items: Vec<u32> = (0..n as u32).collect();
                shuffle(&mut items, &mut long);
                if n > 1 {
                    assert_eq!(orders::number(&items), short.below(factorial(n)));
                }
            }
        }
    }

    #[test]
    fn twenty_digits_are_drawn_without_bias() {
        // 20! is an eighth of all numbers: without drawing again, low digits would come more often.
        let mut random = Stream::new(5, Purpose::Shuffle, 0);
        let (mut digits, mut first, mut drawn) = ([0; 19], [0_u32; 20], 0);
        for _ in 0..200_000 {
            draw(&mut random, 20, factorial_of_20(), &mut digits);
            first[digits[0] as usize] += 1;
            drawn += 1;
            assert!(digits.iter().zip((2..=20).rev()).all(|(digit, base)| *digit < base));
        }
        let fair = f64::from(drawn) / 20.0;
        let chi2: f64 = first.iter().map(|count| (f64::from(*count) - fair).powi(2) / fair).sum();
        assert!(chi2 < 60.0, "{chi2} {first:?}");
    }

    fn factorial_of_20() -> u64 {
        (1..=20).product()
    }

    #[test]
    fn what_is_drawn_again_makes_all_numbers_of_digits_as_many() {
        // In 8 bits instead of 64 all of them can be counted: 3 * 2 = 6 orders, and 256 mod 6 = 4 numbers too many.
        let mut counts = [0; 6];
        for bits in 0..=255_u8 {
            let wide = u16::from(bits) * 3;
            let last = u16::from(wide as u8) * 2;
            if last as u8 >= 4 {
                counts[usize::from((wide >> 8) * 2 + (last >> 8))] += 1;
            }
        }
        assert_eq!(counts, [42; 6]);
    }

    /// Of 2^64 numbers 7 for each order of 20 and so many more that 7.68 % are too many: with none drawn again, or others,
    /// some orders would come a seventh more often than others, which no count of them would ever show.
    #[test]
    fn as_many_numbers_are_drawn_again_as_are_too_many() {
        let (mut random, mut again) = (Stream::new(6, Purpose::Shuffle, 0), 0);
        for _ in 0..20_000 {
            let mut before = random.clone();
            draw(&mut random, 20, factorial_of_20(), &mut [0; 19]);
            let next = random.clone().bits();
            before.bits();
            while before.clone().bits() != next {
                before.bits();
                again += 1;
            }
        }
        // 1664 and six standard deviations.
        assert!((1_410..1_920).contains(&again), "{again}");
    }

    #[test]
    fn one_number_is_enough_for_twenty_items() {
        let mut random = Stream::new(7, Purpose::Shuffle, 0);
        for _ in 0..100 {
            let mut other = random.clone();
            shuffle(&mut (0..20).collect::<Vec<u32>>(), &mut random);
            draw(&mut other, 20, factorial_of_20(), &mut [0; 19]);
            assert_eq!(random.clone().bits(), other.bits());
        }
    }
}
