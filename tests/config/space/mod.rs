//! The pure parts of a space, each by itself and through what it promises.

mod draft;
mod history;
mod names;
mod reference;
mod release;
mod retention;

use gosys::config::history::History;
use gosys::config::key::Key;
use gosys::config::release::{Change, Kind, Release, SCHEMA};
use gosys::config::tree::{Digest, Edit, Tree};

/// Keys and values; without a value it is gone.
type Pairs<'a> = &'a [(&'a str, Option<&'a str>)];

fn key(name: &str) -> Key {
    Key::found(name)
}

fn tree(pairs: &[(&str, &str)]) -> Tree {
    pairs.iter().map(|(name, value)| (key(name), (*value).into())).collect()
}

fn edits(pairs: Pairs<'_>) -> Vec<Edit> {
    pairs.iter().map(|(name, value)| (key(name), value.map(Into::into))).collect()
}

/// A release of this number, made as many seconds after 1970, that changes these keys.
fn release(number: u64, pairs: Pairs<'_>) -> Release {
    let changes = edits(pairs).into_iter().map(|(key, to)| (key, Change { to, over: None }));
    Release {
        schema: SCHEMA.to_owned(),
        number,
        op: format!("op{number}"),
        kind: Kind::Set,
        of: None,
        at_ms: number * 1000,
        who: "ann".to_owned(),
        host: "h1".to_owned(),
        message: String::new(),
        changes: changes.collect(),
        digest: Digest::of(&Tree::new()),
        keys: 0,
        tree: None,
    }
}

/// Releases that each set `n` to their number.
fn numbered(numbers: &[u64]) -> History {
    let made = |number: &u64| release(*number, &[("n", Some(&number.to_string()))]);
    History { releases: numbers.iter().map(made).collect(), ..History::default() }
}

/// The same with names.
fn tagged(numbers: &[u64], tags: &[(&str, u64)]) -> History {
    History { tags: tags.iter().map(|(name, number)| ((*name).to_owned(), *number)).collect(), ..numbered(numbers) }
}
