//! `config export`: a space as a document.

use super::document::{self, Named, folder, format_parser, part};
use super::place::Selected;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::format::FORMATS;
use crate::config::key::Key;
use crate::config::reference::Reference;

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
    /// As of this release: its number, -1, @{2h}, last-good or a tag
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    rel: Option<Reference>,
}

impl Run for Export {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let format = self.format.map_or(&FORMATS[0], |Named(format)| format);
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let tree = document::tree(selected.store()?.as_mut(), self.rel.as_ref())?;
        let text = (format.write)(&part(tree, self.prefix.as_ref()));
        let text = text.map_err(|refusal| refusal.told(&format!("cannot export as {}", format.name)))?;
        context.out.data(text).map(|()| Exit::Ok)
    }
}
