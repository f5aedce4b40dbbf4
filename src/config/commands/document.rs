//! A space, or a folder of it, as a document and back: what `export`, `import`, `edit` and `exec` do alike.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::base::error::{Error, Result};
use crate::config::Snapshot;
use crate::config::format::{self, FORMATS, Format};
use crate::config::key::Key;
use crate::config::tree::{Edit, Tree, between};

/// A format by its name.
#[derive(Clone)]
pub struct Named(pub &'static Format);

/// The parser of `--format`; completions know the names from it.
pub fn format_parser() -> impl TypedValueParser<Value = Named> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
        .try_map(|name| format::by_name(&name).map(Named).ok_or("no such format"))
}

/// A folder of keys: `db` or `db/`.
pub fn folder(text: &str) -> Result<Key, String> {
    text.strip_suffix('/').unwrap_or(text).parse()
}

/// The keys of a folder by their names in there, or all of them.
pub fn part(tree: Tree, folder: Option<&Key>) -> Tree {
    let Some(folder) = folder else { return tree };
    tree.into_iter().filter_map(|(key, value)| Some((key.within(folder)?, value))).collect()
}

/// What makes the folder equal to the document; without `prune` what is not in there stays. `refused` says why one of
/// the document's keys is not taken.
pub fn edits(
    snapshot: &Snapshot,
    folder: Option<&Key>,
    document: &Tree,
    prune: bool,
    refused: impl Fn(&Key, &str) -> Error,
) -> Result<Vec<Edit>> {
    let edits = between(&part(snapshot.tree(), folder), document).into_iter().filter(|(_, to)| prune || to.is_some());
    let placed = |(key, to): Edit| {
        let place = folder.map_or_else(|| key.clone(), |folder| key.below(folder));
        // Whatever is there may be changed, but only others make keys that would be a slip here.
        if !snapshot.entries.contains_key(&place) {
            place.as_str().parse::<Key>().map_err(|why| refused(&key, &why))?;
        }
        Ok((place, to))
    };
    edits.map(placed).collect()
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use proptest::prelude::*;

    use super::*;
    use crate::base::exit::Exit;
    use crate::config::Entry;
    use crate::config::tree::apply;

    fn edits(snapshot: &Snapshot, folder: Option<&Key>, document: &Tree, prune: bool) -> Result<Vec<Edit>> {
        super::edits(snapshot, folder, document, prune, |_, why| Error::data(why))
    }

    fn document(pairs: &[(&str, &str)]) -> Tree {
        pairs.iter().map(|(key, value)| (Key::found(*key), (*value).into())).collect()
    }

    fn snapshot(tree: &Tree) -> Snapshot {
        let entry = |(key, value): (&Key, &crate::config::value::Value)| {
            (key.clone(), Entry { value: value.clone(), version: 1, lease: 0 })
        };
        Snapshot { entries: tree.iter().map(entry).collect(), ..Snapshot::default() }
    }

    #[test]
    fn a_folder_may_end_with_a_slash() {
        assert_eq!(folder("db"), folder("db/"));
        assert_eq!(folder("a/b/").unwrap(), Key::found("a/b"));
        for text in ["", "/", "/db", "db//", "a\nb"] {
            assert!(folder(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_format_is_known_by_its_name_only() {
        let command = clap::Command::new("x");
        for format in FORMATS {
            let named = format_parser().parse_ref(&command, None, OsStr::new(format.name)).unwrap();
            assert_eq!(named.0.name, format.name);
        }
        for name in ["", "YAML", "yml", "xml"] {
            assert!(format_parser().parse_ref(&command, None, OsStr::new(name)).is_err(), "{name}");
        }
    }

    #[test]
    fn a_part_has_its_names_from_inside() {
        let whole = document(&[("a", "0"), ("db/host", "1"), ("db/x/y", "2"), ("dbx/host", "3"), ("db", "4")]);
        assert_eq!(part(whole.clone(), Some(&Key::found("db"))), document(&[("host", "1"), ("x/y", "2")]));
        assert_eq!(part(whole.clone(), Some(&Key::found("no"))), Tree::new());
        assert_eq!(part(whole.clone(), None), whole);
    }

    #[test]
    fn what_is_not_in_the_document_goes_only_where_that_is_asked_for() {
        let space = snapshot(&document(&[("db/a", "1"), ("db/b", "2"), ("c", "3")]));
        let db = Key::found("db");
        let edited = |folder: Option<&Key>, prune| -> Vec<(String, bool)> {
            let edits = edits(&space, folder, &document(&[("a", "1"), ("n", "9")]), prune).unwrap();
            edits.into_iter().map(|(key, to)| (key.to_string(), to.is_some())).collect()
        };
        let pairs =
            |pairs: &[(&str, bool)]| pairs.iter().map(|(key, put)| ((*key).to_owned(), *put)).collect::<Vec<_>>();
        assert_eq!(edited(Some(&db), false), pairs(&[("db/n", true)]));
        assert_eq!(edited(Some(&db), true), pairs(&[("db/b", false), ("db/n", true)]));
        assert_eq!(edited(None, false), pairs(&[("a", true), ("n", true)]));
        let all = [("a", true), ("c", false), ("db/a", false), ("db/b", false), ("n", true)];
        assert_eq!(edited(None, true), pairs(&all));
    }

    #[test]
    fn odd_keys_are_changed_where_they_are_and_not_made() {
        let odd = document(&[("a//b", "2")]);
        assert_eq!(edits(&snapshot(&document(&[("a//b", "1")])), None, &odd, false).unwrap().len(), 1);
        let refusal = edits(&snapshot(&Tree::new()), None, &odd, false).unwrap_err();
        assert_eq!(refusal.exit(), Exit::Data);
        assert_eq!(refusal.message(), "`a//b` is no key: a slash stands between two names, such as db/host");
        // Removing one is no slip.
        assert_eq!(edits(&snapshot(&odd), None, &Tree::new(), true).unwrap(), [(Key::found("a//b"), None)]);
    }

    fn any_tree() -> impl Strategy<Value = Tree> {
        let key = "(a|b)(/(a|b)){0,2}".prop_map(Key::found);
        proptest::collection::btree_map(key, "[xy]".prop_map(Into::into), 0..6)
    }

    proptest! {
        #[test]
        fn a_pruned_folder_is_the_document_and_nothing_else_changes(before in any_tree(), document in any_tree(), folder in proptest::option::of("a|a/b")) {
            let folder = folder.map(Key::found);
            let edits = edits(&snapshot(&before), folder.as_ref(), &document, true).unwrap();
            let mut after = before.clone();
            apply(&mut after, edits.iter().map(|(key, to)| (key, to)));
            prop_assert_eq!(part(after.clone(), folder.as_ref()), document);
            let outside = |tree: &Tree| -> Tree {
                let is_out = |key: &Key| folder.as_ref().is_some_and(|folder| key.within(folder).is_none());
                tree.iter().filter(|(key, _)| is_out(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
            };
            prop_assert_eq!(outside(&after), outside(&before));
        }
    }
}
