//! `config get`: one value.

use std::io::IsTerminal;

use serde::Serialize;

use super::place::Selected;
use crate::base::clock::{Clock, System};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::{Format, Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::config::key::Key;
use crate::config::reference::Reference;
use crate::config::value::Value;

/// Print the value of a key
///
/// The value and a newline; 1 if there is no such key. On a terminal control characters are shown as what they are.
#[derive(clap::Args)]
pub struct Get {
    /// The key, such as db/host
    // Not by its field's name: the backend's --key has that.
    #[arg(id = "of", value_name = "KEY")]
    key: Key,
    /// As of this release: its number, -1, @{2h}, last-good or a tag
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    rel: Option<Reference>,
    /// The bytes as they are, without a newline, also to a terminal
    #[arg(long)]
    raw: bool,
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
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut store = selected.store()?;
        let (found, release) = match &self.rel {
            None => (store.value(&self.key)?, None),
            Some(reference) => {
                let history = store.history()?;
                let number = reference.resolve(&history, System.wall_us() / 1000)?;
                let tree = history.tree(number).unwrap_or_default();
                (tree.get(&self.key).cloned(), Some(number))
            }
        };
        let Some(value) = found else { return Ok(Exit::No) };
        if self.raw {
            return context.out.data(value.bytes()).map(|()| Exit::Ok);
        }
        if context.out.format() != Format::Text {
            let record = ValueRecord { schema: "gosys.config-value.v1", key: &self.key, value: &value, release };
            return context.out.record(&record).map(|()| Exit::Ok);
        }
        let shown = if std::io::stdout().is_terminal() { shown(&value).into() } else { value };
        context.out.data([shown.bytes(), b"\n"].concat()).map(|()| Exit::Ok)
    }
}

/// Line by line, so that a value of several lines stays one.
fn shown(value: &Value) -> String {
    let text = value.lossy();
    let lines: Vec<_> = text.split('\n').map(sanitize::line).collect();
    lines.join("\n")
}
