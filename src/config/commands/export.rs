//! `config export`: a space as a document.

use super::document::{Named, folder, format_parser, part};
use super::place::Selected;
use super::publish::few;
use super::reading::RelArgs;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::format::FORMATS;
use crate::config::key::Key;

/// Print the space as a document, without loss
///
/// yaml, json and toml nest keys at their slashes, and write bytes that are no UTF-8 as {"$base64": "..."}; env and
/// properties have texts only, and env only keys that are names of variables. What a format cannot hold is refused, with
/// the key: exit 65. The form is that of --format, whatever --output says.
#[derive(clap::Args)]
pub struct Export {
    /// Only the keys in this folder, by their names in there [default: all]
    #[arg(value_name = "PREFIX", value_parser = folder)]
    prefix: Option<Key>,
    /// The form of the document [default: yaml]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Named>,
    #[command(flatten)]
    rel: RelArgs,
}

impl Run for Export {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let format = self.format.map_or(&FORMATS[0], |Named(format)| format);
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let tree = self.rel.tree(selected.store()?.as_mut())?;
        let tree = part(tree, self.prefix.as_ref());
        // Others have made them, so they are no reason to refuse a backup; but whoever relies on one has to know.
        let odd: Vec<&Key> = tree.keys().filter(|key| key.check().is_err()).collect();
        if !odd.is_empty() {
            out.note(&format!("can be imported only where they are already: {}", few(odd.into_iter())));
        }
        let text = (format.write)(&tree);
        let text = text.map_err(|refusal| refusal.told(&format!("cannot export as {}", format.name)))?;
        context.out.data(text).map(|()| Exit::Ok)
    }
}
