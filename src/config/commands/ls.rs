//! `config ls`: the keys of a space.

use serde::Serialize;

use super::place::on_store;
use super::reading::{RelArgs, RevealArgs};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::{Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::config::key::Key;
use crate::config::mask::Mask;
use crate::config::value::Value;

/// List the keys, one a line
#[derive(clap::Args)]
pub struct Ls {
    /// Only keys that begin with this, such as db/
    #[arg(value_name = "PREFIX", default_value = "", hide_default_value = true)]
    prefix: String,
    /// With their values
    #[arg(long)]
    values: bool,
    #[command(flatten)]
    rel: RelArgs,
    #[command(flatten)]
    reveal: RevealArgs,
}

/// `gosys.config-key.v1`.
#[derive(Serialize)]
struct KeyRecord<'a> {
    schema: &'static str,
    key: &'a Key,
    /// Of the value.
    bytes: usize,
    /// Whether the value was asked for and is kept back.
    masked: bool,
    value: Option<&'a Value>,
    /// The value in one line, where it was asked for.
    #[serde(skip)]
    shown: Option<String>,
}

impl<'a> KeyRecord<'a> {
    /// With the value where there is a mask to show it through.
    fn of(key: &'a Key, value: &'a Value, mask: Option<&Mask>) -> Self {
        let masked = mask.is_some_and(|mask| mask.hides(key));
        Self {
            schema: "gosys.config-key.v1",
            key,
            bytes: value.bytes().len(),
            masked,
            value: mask.filter(|_| !masked).map(|_| value),
            shown: mask.map(|mask| mask.shown(key, value)),
        }
    }
}

impl Record for KeyRecord<'_> {
    fn text(&self) -> String {
        let key = sanitize::line(self.key.as_str());
        self.shown.as_ref().map_or_else(|| format!("{key}\n"), |value| format!("{key} = {value}\n"))
    }
}

impl Run for Ls {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let tree = self.rel.tree(store)?;
            let mask = self.values.then(|| self.reveal.mask(store)).transpose()?;
            for (key, value) in tree.iter().filter(|(key, _)| key.as_str().starts_with(&self.prefix)) {
                context.out.record(&KeyRecord::of(key, value, mask.as_ref()))?;
            }
            Ok(Exit::Ok)
        })
    }
}
