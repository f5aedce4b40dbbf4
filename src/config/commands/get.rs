//! `config get`: one value.

use std::io::IsTerminal;

use serde::Serialize;

use super::cached::{Answer, CacheArgs};
use super::reading::{RelArgs, as_of};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::{Format, Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::config::Store;
use crate::config::key::Key;
use crate::config::value::Value;

/// Print the value of a key
///
/// The value and a newline; 1 if there is no such key. On a terminal control characters are shown as what they are.
#[derive(clap::Args)]
pub struct Get {
    /// The key, such as db/host
    // Not by its field's name: the backend's --key has that.
    #[arg(id = "of", value_name = "KEY", value_parser = Key::asked)]
    key: Key,
    #[command(flatten)]
    rel: RelArgs,
    /// The bytes as they are, without a newline, also to a terminal
    #[arg(long)]
    raw: bool,
    #[command(flatten)]
    cache: CacheArgs,
}

/// `gosys.config-value.v1`.
#[derive(Serialize)]
struct ValueRecord<'a> {
    schema: &'static str,
    key: &'a Key,
    value: &'a Value,
    release: Option<u64>,
}

impl Record for ValueRecord<'_> {
    fn text(&self) -> String {
        self.value.lossy().into_owned() + "\n"
    }
}

impl Run for Get {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let (found, release) = self.find(context)?;
        // Without a word: in `if v=$(gosys config get k)` the absence is an answer like any other.
        let Some(value) = found else { return self.key.check().map(|()| Exit::No) };
        if self.raw {
            return context.out.data(value.bytes()).map(|()| Exit::Ok);
        }
        if context.out.format() != Format::Text {
            let record = ValueRecord { schema: "gosys.config-value.v1", key: &self.key, value: &value, release };
            return context.out.record(&record).map(|()| Exit::Ok);
        }
        // Only there: a program behind a pipe is to get what was stored.
        let shown = if std::io::stdout().is_terminal() { shown(&value).into() } else { value };
        context.out.data([shown.bytes(), b"\n"].concat()).map(|()| Exit::Ok)
    }
}

impl Get {
    /// The value, and the release that it is of where that is known.
    fn find(&self, context: &Context) -> Result<(Option<Value>, Option<u64>)> {
        let wanted = |key: &Key| *key == self.key;
        let live = |store: &mut dyn Store| match &self.rel.rel {
            // No release: what is there may have been written past gosys, and to find out would mean to read the
            // whole space.
            None => Ok((store.value(&self.key)?, None)),
            Some(reference) => {
                let (number, mut tree) = as_of(&store.history()?, reference)?;
                Ok((tree.remove(&self.key), Some(number)))
            }
        };
        match self.cache.ask(context, wanted, live)? {
            Answer::Live(answer) => Ok(answer),
            Answer::Cached(release, mut tree) => Ok((tree.remove(&self.key), Some(release))),
        }
    }
}

/// Line by line, so that a value of several lines stays one.
fn shown(value: &Value) -> String {
    let text = value.lossy();
    let lines: Vec<_> = text.split('\n').map(sanitize::line).collect();
    lines.join("\n")
}
