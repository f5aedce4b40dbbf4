//! Whether requests that differ in one thing have a limit of their own.
//!
//! Once one has been denied, one that differs and one that does not are sent in turn. If the one is admitted and the
//! other is not, that may still be a limit which had recovered just between the two, so they are sent in the other order
//! before anything is said.

/// In what a request differs from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The value of a header field.
    Key,
    Path,
    Query,
    Method,
    Connection,
}

impl Facet {
    /// As records have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Path => "path",
            Self::Query => "query",
            Self::Method => "method",
            Self::Connection => "connection",
        }
    }
}

/// What two requests have shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The one that differs was admitted, the other denied.
    Apart,
    /// The one that differs was denied as well.
    Together,
    /// Neither: there was room for both by then, or what differs was answered in another way.
    Nothing,
}

/// So often two requests may show nothing.
const TRIES: usize = 3;

/// What is to be found out about keys, in order, and what is known.
#[derive(Clone, Debug, Default)]
pub struct Keying {
    /// Whether each has a limit of its own.
    known: Vec<(Facet, Option<bool>)>,
    at: usize,
    is_swapped: bool,
    tries: usize,
}

impl Keying {
    /// Of these, one after the other.
    pub fn of(facets: &[Facet]) -> Self {
        Self { known: facets.iter().map(|facet| (*facet, None)).collect(), ..Self::default() }
    }

    /// What to compare next, and whether the one that differs comes first.
    pub fn next(&self) -> Option<(Facet, bool)> {
        self.known.get(self.at).map(|(facet, _)| (*facet, !self.is_swapped))
    }

    /// Takes note of what the last two requests have shown.
    pub fn heard(&mut self, shown: Shown) {
        let answer = match shown {
            Shown::Together => Some(Some(false)),
            Shown::Apart if self.is_swapped => Some(Some(true)),
            Shown::Apart => None,
            Shown::Nothing => {
                self.tries += 1;
                (self.tries >= TRIES).then_some(None)
            }
        };
        self.is_swapped |= shown == Shown::Apart;
        if let (Some(answer), Some((_, known))) = (answer, self.known.get_mut(self.at)) {
            *known = answer;
            (self.at, self.is_swapped, self.tries) = (self.at + 1, false, 0);
        }
    }

    /// What was found out of each; `None` where nothing was.
    pub fn known(self) -> Vec<(Facet, Option<bool>)> {
        self.known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_its_own_is_seen_in_both_orders_and_one_for_all_at_once() {
        use Shown::{Apart, Nothing, Together};
        let known = |shown: &[Shown]| {
            let mut keying = Keying::of(&[Facet::Query, Facet::Method]);
            let mut firsts = Vec::new();
            for shown in shown {
                firsts.push(keying.next().unwrap());
                keying.heard(*shown);
            }
            (keying.known.iter().map(|(_, known)| *known).collect::<Vec<_>>(), keying.next(), firsts)
        };
        let (query, method) = (Facet::Query, Facet::Method);
        assert_eq!(known(&[Together]), (vec![Some(false), None], Some((method, true)), vec![(query, true)]));
        let (said, next, firsts) = known(&[Apart, Apart]);
        assert_eq!((said, next), (vec![Some(true), None], Some((method, true))));
        assert_eq!(firsts, [(query, true), (query, false)]);
        // By chance the first time.
        assert_eq!(known(&[Apart, Together, Apart, Apart]).0, [Some(false), Some(true)]);
        assert_eq!(known(&[Apart, Nothing, Apart, Together]).0, [Some(true), Some(false)]);
        let (said, next, _) = known(&[Nothing, Nothing, Nothing, Apart]);
        assert_eq!((said, next), (vec![None, None], Some((method, false))));
        assert_eq!(known(&[Together, Together]).1, None);
    }
}
