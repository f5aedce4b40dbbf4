//! `config import`: a document into the space.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::document::{Named, edits, folder, format_parser};
use super::place::Selected;
use super::publish::{PublishArgs, Wanted, publish};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::Snapshot;
use crate::config::format::{FORMATS, Format, SIZE_MAX, by_ending};
use crate::config::key::Key;
use crate::config::release::Kind;
use crate::config::tree::Edit;

/// Of a hundred keys so many may go without `--yes`: more looks like the wrong file.
const PRUNE_MAX: usize = 30;

/// Take a document into the space, as one release
///
/// Adds and changes keys; with --prune also deletes those that are not in the document. Numbers and truths are taken
/// as they are written. What has no form as a text is refused with its line, and nothing is changed: exit 65.
#[derive(clap::Args)]
pub struct Import {
    /// The document; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The form of the document [default: by the ending of the file's name]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Named>,
    /// Put the keys into this folder; with --prune, delete only in there
    #[arg(long, value_name = "FOLDER", value_parser = folder)]
    prefix: Option<Key>,
    /// Delete the keys that are not in the document
    #[arg(long)]
    prune: bool,
    /// Also where that deletes more than 30 % of the keys
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Run for Import {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let format = self.format()?;
        let (name, bytes) = self.read()?;
        // Read to its end before the space is: a pipe may be slow, and what was seen first would be old by then.
        let document = format.read_bytes(&bytes).map_err(|refusal| refusal.told(&name))?;
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut store = selected.store()?;
        publish(store.as_mut(), Kind::Import, &self.publish, context, &|scene| {
            let edits = edits(&scene.snapshot, self.prefix.as_ref(), &document, self.prune)?;
            // Each time anew: what somebody else has added since may be deleted too.
            if !self.yes && !self.publish.dry_run {
                check_prune(&scene.snapshot, self.prefix.as_ref(), &edits)?;
            }
            Ok(Wanted { edits, of: None })
        })
    }
}

impl Import {
    fn is_stdin(&self) -> bool {
        self.file == Path::new("-")
    }

    fn format(&self) -> Result<&'static Format> {
        let name = self.file.to_string_lossy();
        let found = self.format.as_ref().map(|Named(format)| *format).or_else(|| by_ending(&name));
        found.ok_or_else(|| {
            let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
            Error::usage(format!("the name {name} does not say the form of the document"))
                .hint(format!("--format does: {}", names.join(", ")))
        })
    }

    /// What it is called in messages, and its bytes: one more than are allowed, if there are so many.
    fn read(&self) -> Result<(String, Vec<u8>)> {
        let mut bytes = Vec::new();
        let take = |from: &mut dyn Read, bytes: &mut Vec<u8>| from.take(SIZE_MAX as u64 + 1).read_to_end(bytes);
        let read = if self.is_stdin() {
            take(&mut io::stdin().lock(), &mut bytes)
        } else {
            File::open(&self.file).and_then(|mut file| take(&mut file, &mut bytes))
        };
        let name = if self.is_stdin() { Path::new("standard input") } else { &self.file };
        read.map_err(|error| Error::file(name, "read", &error))?;
        Ok((name.display().to_string(), bytes))
    }
}

/// The command line lacks a word, so 2, as with every other verb that asks for `--yes`.
fn check_prune(snapshot: &Snapshot, folder: Option<&Key>, edits: &[Edit]) -> Result<()> {
    let gone = edits.iter().filter(|(_, to)| to.is_none()).count();
    let is_meant = |key: &&Key| folder.is_none_or(|folder| key.within(folder).is_some());
    let all = snapshot.entries.keys().filter(is_meant).count();
    if gone * 100 <= all * PRUNE_MAX {
        return Ok(());
    }
    Err(Error::usage(format!("--prune would delete {gone} of {all} keys, which is more than {PRUNE_MAX} %"))
        .hint("--dry-run shows them; --yes deletes them"))
}
