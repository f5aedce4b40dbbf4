//! What a memory is worth when the list of servers has changed.

use std::collections::HashMap;

/// The memory of a policy over `old` servers for the same policy over `new` ones; nothing where it has become
/// meaningless.
pub fn carry(memory: &[f64], old: &[String], new: &[String]) -> Vec<f64> {
    if old == new {
        return memory.to_vec();
    }
    let places: HashMap<&str, usize> = new.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect();
    let spread = |numbers: &[f64], fresh: f64| {
        let mut carried = vec![fresh; new.len()];
        for (name, number) in old.iter().zip(numbers) {
            if let Some(at) = places.get(name.as_str()) {
                carried[*at] = *number;
            }
        }
        carried
    };
    match memory {
        // The next in turn: where it is now, or else whoever is still there of those behind it.
        [next] if *next >= 0.0 && next.is_finite() => {
            let from = (*next as usize).min(old.len());
            let behind = old[from..].iter().chain(&old[..from]);
            behind.into_iter().find_map(|name| places.get(name.as_str())).map_or_else(Vec::new, |at| vec![*at as f64])
        }
        // A number for each server; who is new begins with none.
        numbers if numbers.len() == old.len() => spread(numbers, 0.0),
        // With a clock behind them: who is new is due now.
        [moments @ .., clock] if moments.len() == old.len() => {
            let mut carried = spread(moments, *clock);
            carried.push(*clock);
            carried
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried(memory: &[f64], old: &str, new: &str) -> Vec<f64> {
        let names = |list: &str| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        carry(memory, &names(old), &names(new))
    }

    #[test]
    fn turns_go_on_with_whoever_is_next_and_still_there() {
        assert_eq!(carried(&[1.0], "a b c", "a b c"), [1.0]);
        assert_eq!(carried(&[1.0], "a b c", "x a b c"), [2.0]);
        assert_eq!(carried(&[1.0], "a b c", "c a"), [0.0]);
        assert_eq!(carried(&[3.0], "a b c", "b a"), [1.0]);
        assert_eq!(carried(&[1e300], "a b c", "c a"), [1.0]);
        assert_eq!(carried(&[1.0], "a b c", "x y"), [0.0; 0]);
        assert_eq!(carried(&[f64::NAN], "a b", "a"), [0.0; 0]);
    }

    #[test]
    fn numbers_follow_their_servers() {
        assert_eq!(carried(&[1.0, -3.0, 2.0], "a b c", "c x b"), [2.0, 0.0, -3.0]);
        assert_eq!(carried(&[1.0, 2.0], "a b c", "a b"), [0.0; 0]);
        // Deadlines go by a clock: who is new is due at once, and not for all the time before it came.
        assert_eq!(carried(&[7.5, 8.0, 7.0], "a b", "b x"), [8.0, 7.0, 7.0]);
        assert_eq!(carried(&[7.5, 7.0], "a", "x a"), [7.0, 7.5, 7.0]);
    }
}
