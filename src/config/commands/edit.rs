//! `config edit`: the space in an editor.

use super::diff_lines;
use super::document::{edits, folder, part};
use super::editor::{Draft, Edited, editor};
use super::lint;
use super::place::Selected;
use super::publish::{PublishArgs, Scene, Wanted, expect, publish, unchanged};
use crate::backend::patience::Patience;
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::settings::Origin;
use crate::base::shell::shell_word;
use crate::base::verb::{Context, Run};
use crate::config::Snapshot;
use crate::config::format::{FORMATS, Format};
use crate::config::history::Diff;
use crate::config::key::Key;
use crate::config::release::Kind;
use crate::config::tree;

/// The form that is edited.
const YAML: &Format = &FORMATS[0];

/// Edit the space as YAML, as one release
///
/// Opens what gosys config export prints in VISUAL, EDITOR or vi; keys that are taken out are deleted. An editor that
/// fails changes nothing: exit 1. A text that cannot be read (65), that somebody else was faster than (76), or that was
/// saved when --timeout ran out (124), is kept, and the message says where.
#[derive(clap::Args)]
pub struct Edit {
    /// Only the keys in this folder, by their names in there [default: all]
    #[arg(value_name = "PREFIX", value_parser = folder)]
    prefix: Option<Key>,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Run for Edit {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let editor = editor()?;
        let overall = Deadline::after(context.settings.timeout()?);
        let out = context.settings.out()?;
        // Closed again before the editor opens: nobody types within a server's patience, and a connection that idles
        // for an hour is one that a firewall forgets.
        let seen = Selected::one_shot(&context.settings, &out)?.store()?.snapshot()?;
        // Before anybody has typed for nothing.
        expect(self.publish.expect_rel, seen.release())?;
        let text = (YAML.write)(&part(seen.tree(), self.prefix.as_ref()));
        let text = text.map_err(|refusal| refusal.told("cannot edit"))?;
        let draft = Draft::new(&text)?;
        let backend = backend_words(context)?;
        let text = match draft.edit(&editor, overall, &out) {
            Ok(Edited::Text(text)) => text,
            Ok(Edited::Ended(exit)) => return Ok(exit),
            // What was saved by then somebody has typed.
            Err(error) if error.exit() == Exit::Timeout && draft.is_other_than(&text) => {
                return Err(self.keep(draft, error, &backend));
            }
            Err(error) => return Err(error),
        };
        // Now, and not when the editing began: a server has as long as with every other verb.
        let left =
            overall.left().map_or_else(|| Patience::one_shot(&context.settings), |left| Ok(Patience::of(left)))?;
        let selected = Selected::within(&context.settings, &out, left)?;
        self.take(&text, &seen, &selected, context).map_err(|error| self.keep(draft, error, &backend))
    }
}

impl Edit {
    fn take(&self, text: &[u8], seen: &Snapshot, selected: &Selected<'_>, context: &mut Context) -> Result<Exit> {
        let document = YAML.read_bytes(text).map_err(|refusal| refusal.told("the edited text"))?;
        let refused = |key: &_, why: &_| YAML.refused(text, key, why).told("the edited text");
        let edits = edits(seen, self.prefix.as_ref(), &document, true, refused)?;
        // Whatever somebody else did meanwhile: there is nothing that could get in its way.
        if edits.is_empty() {
            return unchanged(seen.release(), self.publish.dry_run, &mut context.out);
        }
        if !self.publish.dry_run {
            let mask = lint::mask(seen.schema.as_deref())?;
            let value = |key: &Key| seen.entries.get(key).map(|entry| entry.value.clone());
            for (key, to) in &edits {
                let diff = Diff { key: key.clone(), from: value(key), to: to.clone() };
                context.out.note(&diff_lines::line(&diff, &mask));
            }
        }
        // What was typed was typed upon this release: upon another it could take back what somebody has done since.
        let expect_rel = (!self.publish.rebase).then_some(seen.release());
        let args = PublishArgs { expect_rel, ..self.publish.clone() };
        publish(selected.store()?.as_mut(), Kind::Edit, &args, context, &|scene| {
            if !self.publish.rebase {
                as_seen(seen, scene, &edits)?;
            }
            Ok(Wanted { edits: edits.clone(), of: None })
        })
    }

    /// Nobody types a text twice.
    fn keep(&self, draft: Draft, error: Error, backend: &str) -> Error {
        // The release is made, and nobody wants to read its number.
        if error.is_silent() {
            return error;
        }
        let path = draft.keep();
        let prefix =
            self.prefix.as_ref().map_or(String::new(), |folder| format!("--prefix {} ", shell_word(folder.as_str())));
        // The text has the other's keys as they were before: to take it in as it is would undo what was done since.
        let (first, dry_run, what) = match error.exit() {
            Exit::Lost => ("", "--dry-run ", "shows what it would take back, too"),
            // As it stands it would be refused again.
            Exit::Data => ("mend it there; then ", "", "makes it so"),
            _ => ("", "", "makes it so"),
        };
        Error::new(error.exit(), format!("{}; the text is kept in {}", error.message(), path.display())).hint(format!(
            "{first}gosys {backend}config import --prune {dry_run}{prefix}{} {what}",
            shell_word(&path.to_string_lossy())
        ))
    }
}

/// What a command needs in front to be about the same space.
fn backend_words(context: &Context) -> Result<String> {
    // Variables and files say it to the next command, too.
    let flag = context.settings.find("backend")?.filter(|found| matches!(found.origin, Origin::Flag(_)));
    Ok(flag.map_or_else(String::new, |found| format!("-b {} ", shell_word(&found.value))))
}

/// Whether the edited keys were not written past gosys meanwhile, which no number of a release would tell.
fn as_seen(seen: &Snapshot, scene: &Scene<'_>, edits: &[tree::Edit]) -> Result<()> {
    let version = |snapshot: &Snapshot, key: &Key| snapshot.entries.get(key).map(|entry| entry.version);
    let changed = edits.iter().find(|(key, _)| version(seen, key) != version(&scene.snapshot, key));
    match changed {
        Some((key, _)) => Err(Error::new(
            Exit::Lost,
            format!("the key `{key}` was written past gosys meanwhile: nothing was changed"),
        )),
        None => Ok(()),
    }
}
