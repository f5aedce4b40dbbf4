//! What a mistyped word was meant to be.

/// From 0 to 1: letters that were swapped or left out stay above this, words with nothing in common below.
const ALIKE: f64 = 0.7;

/// The known word that is most like this one, if any is like it.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let alike = known.into_iter().map(|known| (strsim::jaro(known, word), known));
    alike.filter(|(alike, _)| *alike > ALIKE).max_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_and_another_word() {
        let near = |word| nearest(word, ["load", "servers", "service", "timeout", "timeline"]);
        assert_eq!(["lod", "laod", "server", "timeuot"].map(near), ["load", "load", "servers", "timeout"].map(Some));
        assert_eq!([near("x"), near("")], [None, None]);
        assert_eq!(nearest("load", []), None);
    }
}
