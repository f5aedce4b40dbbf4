//! What happened between two looks at a queue. Pure.

use super::Contender;

/// What a contender did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// A holder is gone: by itself, or because its time was over.
    Released,
    /// A waiter is gone without having held.
    Left,
    /// It holds now.
    Acquired,
    /// It waits now.
    Queued,
}

/// Who came, went and rose, in an order in which it can have happened.
pub fn between<'a>(before: &'a [Contender], after: &'a [Contender]) -> Vec<(Change, &'a Contender)> {
    let find = |queue: &'a [Contender], id: &str| queue.iter().find(|one| one.id == id);
    let gone = before.iter().filter(|one| find(after, &one.id).is_none());
    let gone = gone.map(|one| (if one.holds { Change::Released } else { Change::Left }, one));
    let came = after.iter().filter_map(|one| match (one.holds, find(before, &one.id)) {
        (true, Some(old)) if old.holds => None,
        (true, _) => Some((Change::Acquired, one)),
        (false, None) => Some((Change::Queued, one)),
        (false, Some(_)) => None,
    });
    // Who leaves makes room for who comes.
    gone.chain(came).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::About;
    use crate::lock::queue::Mode;

    fn queue(text: &str) -> Vec<Contender> {
        let one = |word: &str| Contender {
            id: word.to_lowercase(),
            mode: Mode::Exclusive,
            holds: word.chars().all(char::is_uppercase),
            fence: None,
            about: About::default(),
            left: None,
        };
        text.split_whitespace().map(one).collect()
    }

    /// Holders in capitals.
    fn changes(before: &str, after: &str) -> String {
        let (before, after) = (queue(before), queue(after));
        let words = between(&before, &after).into_iter().map(|(change, one)| format!("{change:?} {}", one.id));
        words.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_happened() {
        assert_eq!(changes("", "A b"), "Acquired a, Queued b");
        assert_eq!(changes("A b c", "B c"), "Released a, Acquired b");
        assert_eq!(changes("A b c", "A c"), "Left b");
        assert_eq!(changes("A b", "A b"), "");
        assert_eq!(changes("A", "B"), "Released a, Acquired b");
    }
}
