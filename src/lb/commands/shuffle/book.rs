//! What the man page says of the book whose shuffle this began with.

/// A section of it; a test computes its numbers.
pub const BOOK: &str = "\
Chai and Cao, Advanced Go Programming, 2019, section 6.5, shuffle seven endpoints before each request, and warn of the \
naive way, which is `pair-swap` here. They are right about that, and wrong about four things beside it. That the first \
position is never picked has a probability of 0.1155, and not of some 0.34: there are fourteen picks, not seven. The \
first endpoint gets 1.734 times as much as any other, and not three times at least; their own counts have 1.74. The \
request shuffles a list of indexes and then calls `endpoints[idx]`, where `endpoints[indexes[idx]]` would follow the \
list: so nothing is shuffled, and the same endpoint is always first. And the shuffle that mends the naive one calls \
`rand.Int(i)`, which does not compile; `rand.Intn(i)` does.

  gosys lb shuffle --algo pair-swap --exact   # 1.734 times
  gosys lb shuffle --cmd cat --check          # nothing is shuffled: 1";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lb::shuffle::by_name;
    use crate::lb::stats::balls;

    #[test]
    fn its_numbers_are_those_of_the_exact_matrix_and_of_balls_in_bins() {
        let says = |text: String| assert!(BOOK.contains(&text), "{text}");
        // Picks are balls and positions bins: the mean share of empty ones is what one is empty with.
        let never = |picks| balls::empty(picks, 7) / 7.0;
        says(format!("probability of {:.4}, and not of some {:.2}:", never(14), never(7)));
        let matrix = (by_name("pair-swap").unwrap().exact)(&[1.0; 7]).unwrap();
        says(format!(" {:.3} times as much", matrix[0][0] / matrix[1][0]));
        says(format!("# {:.3} times\n", matrix[0][0] / matrix[6][0]));
        let others = [128_780.0, 129_643.0, 129_384.0, 129_253.0, 129_310.0, 129_194.0];
        says(format!("own counts have {:.2}.", 224_436.0 / (others.iter().sum::<f64>() / 6.0)));
    }
}
