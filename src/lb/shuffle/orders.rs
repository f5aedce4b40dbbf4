//! Orders of few items as numbers.
//!
//! An order's number is made of the choices by which the fair shuffle comes to it, the first one's digit in front.

/// Of more items there are too many orders to count each.
pub const ITEMS_MAX: usize = 8;

/// How many orders so many items have.
pub fn factorial(n: usize) -> u64 {
    (1..=n as u64).product()
}

/// The number of an order of at most [`ITEMS_MAX`] items.
pub fn number(order: &[u32]) -> u64 {
    // The shuffle once more, which finds where it took each item from.
    let mut items: [u8; ITEMS_MAX] = std::array::from_fn(|item| item as u8);
    let mut places = items;
    let mut number = 0;
    for (at, item) in order.iter().enumerate().skip(1).rev() {
        let from = places[*item as usize];
        let moved = items[at];
        items[from as usize] = moved;
        places[moved as usize] = from;
        number = number * (at as u64 + 1) + u64::from(from);
    }
    number
}

/// The order of this number.
pub fn order(mut number: u64, n: usize) -> Vec<u32> {
    let mut digits = vec![0; n];
    for (at, digit) in digits.iter_mut().enumerate().skip(1) {
        *digit = (number % (at as u64 + 1)) as usize;
        number /= at as u64 + 1;
    }
    let mut items: Vec<u32> = (0..n as u32).collect();
    for at in (1..n).rev() {
        items.swap(at, digits[at]);
    }
    items
}

/// Which of so many items is smaller than which, as a number below their factorial.
pub fn pattern(items: &[u32]) -> u64 {
    let smaller = |at: usize| items[at + 1..].iter().filter(|other| **other < items[at]).count() as u64;
    (0..items.len()).fold(0, |number, at| number * (items.len() - at) as u64 + smaller(at))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_number_is_one_order() {
        for n in 1..=ITEMS_MAX {
            let orders: BTreeSet<Vec<u32>> = (0..factorial(n)).map(|number| order(number, n)).collect();
            assert_eq!(orders.len() as u64, factorial(n));
            assert!((0..factorial(n)).all(|number_of| number(&order(number_of, n)) == number_of), "{n}");
        }
    }

    #[test]
    fn patterns_tell_all_orders_apart() {
        let patterns: BTreeSet<u64> = (0..120).map(|number| pattern(&order(number, 5))).collect();
        assert!(patterns.into_iter().eq(0..120));
        assert_eq!((pattern(&[3, 70, 900]), pattern(&[900, 70, 3]), pattern(&[])), (0, 5, 0));
    }
}
