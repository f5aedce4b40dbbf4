//! `config set`: values of keys, as one release.

use std::fs;
use std::path::Path;

use super::place::on_store;
use super::publish::{PublishArgs, Wanted, publish};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::key::Key;
use crate::config::release::Kind;
use crate::config::tree::Edit;
use crate::config::value::Value;

/// Set keys, all at once, as one release
///
/// Prints the number of the release. Where all keys have these values already no release is made. If somebody else
/// changes the space at the same time, nothing is changed and gosys ends with 76, unless there is --rebase.
#[derive(clap::Args)]
pub struct Set {
    /// Keys and values, such as db/host=10.0.0.9; =@FILE reads a file, =@@x is a literal @x
    #[arg(value_name = "KEY=VALUE", required = true, value_parser = Assignment::parse)]
    assignments: Vec<Assignment>,
    #[command(flatten)]
    publish: PublishArgs,
}

/// A key, and where its value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Assignment {
    key: Key,
    from: From,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum From {
    Text(String),
    File(String),
}

impl Assignment {
    fn parse(text: &str) -> Result<Self, String> {
        // At the first: values hold equals signs, as base64 and URLs do. A key that holds one is for import.
        let (key, value) = text.split_once('=').ok_or("write KEY=VALUE")?;
        let from = match value.strip_prefix('@') {
            None => From::Text(value.to_owned()),
            Some(literal) if literal.starts_with('@') => From::Text(literal.to_owned()),
            Some("") => return Err("a file's name follows =@, and =@@ stands for a literal @".to_owned()),
            Some(path) => From::File(path.to_owned()),
        };
        Ok(Self { key: key.parse()?, from })
    }

    fn edit(&self) -> Result<Edit> {
        let value: Value = match &self.from {
            From::Text(text) => text.as_str().into(),
            From::File(path) => {
                let path = Path::new(path);
                fs::read(path).map_err(|error| Error::file(path, "read", &error))?.into()
            }
        };
        Ok((self.key.clone(), Some(value)))
    }
}

impl Run for Set {
    fn run(self, context: &mut Context) -> Result<Exit> {
        // Files are read once and before anything else: each try on top of somebody else's release writes the same.
        let edits: Vec<Edit> = self.assignments.iter().map(Assignment::edit).collect::<Result<_>>()?;
        let mut keys: Vec<&Key> = edits.iter().map(|(key, _)| key).collect();
        keys.sort();
        // The last could win, as in sh; but two values for one key in one change are a slip more often than a wish.
        if let Some(twice) = keys.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(Error::usage(format!("the key `{}` is set twice", twice[0]))
                .hint("each key has one value: leave one of the two out"));
        }
        on_store(context, |store, context| {
            publish(store, Kind::Set, &self.publish, context, &|_| Ok(Wanted { edits: edits.clone(), of: None }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_text_or_in_a_file() {
        let from = |text: &str| Assignment::parse(text).unwrap().from;
        assert_eq!(from("a=b=c"), From::Text("b=c".to_owned()));
        assert_eq!(from("a="), From::Text(String::new()));
        assert_eq!(from("a=@x"), From::File("x".to_owned()));
        assert_eq!(from("a=@@x"), From::Text("@x".to_owned()));
        for wrong in ["a", "=b", "a=@", "/a=b"] {
            assert!(Assignment::parse(wrong).is_err(), "{wrong}");
        }
    }
}
