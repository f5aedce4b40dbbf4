//! `config import`: a document into the space.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::document::{Named, edits, folder, format_parser};
use super::place::on_store;
use super::publish::{PublishArgs, Wanted, check_deletion, publish, tell_left};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::config::Snapshot;
use crate::config::format::{FORMATS, Format, SIZE_MAX, by_ending};
use crate::config::key::Key;
use crate::config::release::Kind;
use crate::config::tree::Edit;

/// Take a document into the space, as one release
///
/// Adds and changes keys; with --prune also deletes those that are not in the document. Numbers and truths are taken
/// as they are written. What has no form as a text is refused with its line, and nothing is changed: exit 65.
#[derive(clap::Args)]
pub struct Import {
    /// The document; - for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The form of the document [default: by the ending of the file's name]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Named>,
    /// Put the keys into this folder; with --prune, delete only in there
    #[arg(long, value_name = "FOLDER", value_parser = folder)]
    prefix: Option<Key>,
    /// Delete the keys that are not in the document, but for what services register under leases
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
        on_store(context, |store, context| {
            let left = RefCell::new(Vec::new());
            let exit = publish(store, Kind::Import, &self.publish, context, &|scene| {
                let recorded = scene.recorded()?;
                let refused = |key: &_, why: &_| format.refused(&bytes, key, why).told(&name);
                let edits = edits(&scene.snapshot, self.prefix.as_ref(), &document, self.prune, refused)?;
                // What a service registers is in no document; that it runs must not keep one from being taken.
                let is_left = |(key, to): &Edit| to.is_none() && scene.snapshot.is_registration(&recorded, key);
                let (stay, edits): (Vec<Edit>, Vec<Edit>) = edits.into_iter().partition(is_left);
                left.replace(stay.into_iter().map(|(key, _)| key).collect());
                // Each time anew: what somebody else has added since may be deleted too.
                if !self.yes && !self.publish.dry_run {
                    check_deletion("--prune", &edits, count(&scene.snapshot, self.prefix.as_ref()))?;
                }
                Ok(Wanted { edits, of: None })
            })?;
            tell_left(&left.into_inner(), &context.out);
            Ok(exit)
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

/// How many keys there are that could be deleted.
fn count(snapshot: &Snapshot, folder: Option<&Key>) -> usize {
    snapshot.entries.keys().filter(|key| folder.is_none_or(|folder| key.within(folder).is_some())).count()
}
