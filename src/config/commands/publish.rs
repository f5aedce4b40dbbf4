//! Making a release: what all verbs that change the space do alike.

use serde::Serialize;

use super::{diff_lines, lint, outside};
use crate::backend::local;
use crate::base::clock::{Clock, System};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Out, Record};
use crate::base::rng;
use crate::config::draft::{About, Draft, draft};
use crate::config::history::History;
use crate::config::key::Key;
use crate::config::release::{Kind, Release};
use crate::config::tree::{Edit, Tree, apply};
use crate::config::{Snapshot, Store, Verdict};

/// How often a release is made anew on top of somebody else's.
// Each lost round means that somebody else's was won, so this many are never lost in a row by bad luck: it ends a
// loop that only a bug, or a program that writes without a pause, could keep up.
const REBASES: u32 = 1000;

/// What every verb that makes a release takes.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct PublishArgs {
    /// Why: kept with the release
    #[arg(short, long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub message: String,
    /// Only if the last release is still this one; 0 for none yet
    // The one asks for failure where the other asks for another try.
    #[arg(long, value_name = "NUMBER", conflicts_with = "rebase")]
    pub expect_rel: Option<u64>,
    /// Where somebody else was faster, change what they made of it
    #[arg(long)]
    pub rebase: bool,
    /// Show what would change, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Publish only if this line for sh succeeds; the keys to be are the JSON file $GOSYS_CONFIG_FILE
    #[arg(long, value_name = "COMMAND")]
    pub check: Option<String>,
}

/// A space as it was read, and its releases where they are needed.
pub struct Scene<'a> {
    pub store: &'a mut dyn Store,
    pub snapshot: Snapshot,
    history: Option<History>,
}

impl<'a> Scene<'a> {
    pub fn of(store: &'a mut dyn Store) -> Result<Self> {
        let snapshot = store.snapshot()?;
        Ok(Self { store, snapshot, history: None })
    }

    /// The releases, read when first asked for. They may be newer than the snapshot.
    pub fn history(&mut self) -> Result<&History> {
        let history = match self.history.take() {
            Some(history) => history,
            None => self.store.history()?,
        };
        Ok(self.history.insert(history))
    }

    /// The space as of the last release.
    pub fn recorded(&mut self) -> Result<Tree> {
        let number = self.snapshot.release();
        // Nearly always: then the history, which may be far larger than the space, is not read at all.
        if !self.snapshot.has_drifted() {
            return Ok(self.snapshot.tree());
        }
        let tree = self.history()?.tree(number);
        tree.ok_or_else(|| {
            Error::data(format!("release {number} is the last one, and its record is missing"))
                .hint("was the space restored from a backup? gosys config adopt begins anew from what is there")
        })
    }
}

/// What a verb wants.
pub struct Wanted {
    pub edits: Vec<Edit>,
    /// Which release is gone back to.
    pub of: Option<u64>,
}

/// `gosys.config-published.v1`.
#[derive(Serialize)]
pub struct Published {
    schema: &'static str,
    /// The last release, whether it is new or had it all already.
    release: u64,
    changed: bool,
    keys: Vec<Key>,
    digest: Option<String>,
}

impl Record for Published {
    fn text(&self) -> String {
        format!("{}\n", self.release)
    }
}

/// Makes a release of what `wanted` says about the space as it is.
pub fn publish(
    store: &mut dyn Store,
    kind: Kind,
    args: &PublishArgs,
    out: &mut Out,
    wanted: &dyn Fn(&mut Scene<'_>) -> Result<Wanted>,
) -> Result<Exit> {
    publish_drafts(store, kind, args, out, &|scene, about| {
        let Wanted { edits, of } = wanted(scene)?;
        let recorded = scene.recorded()?;
        draft(&scene.snapshot, &recorded, &edits, About { of, ..about })
    })
}

/// Makes the release that `make` drafts from the space as it is; `None` where nothing is to change.
pub fn publish_drafts(
    store: &mut dyn Store,
    kind: Kind,
    args: &PublishArgs,
    out: &mut Out,
    make: &dyn Fn(&mut Scene<'_>, About) -> Result<Option<Draft>>,
) -> Result<Exit> {
    for _ in 0..REBASES {
        let mut scene = Scene::of(store)?;
        let before = scene.snapshot.release();
        // Asked here for its better words; that it is still so when it is written is for the head's version to say.
        expect(args.expect_rel, before)?;
        // Drafted anew each time, with an id of its own: under the old one a record that was refused before could be
        // taken for this one's.
        let Some(draft) = make(&mut scene, about(kind, args)?)? else { return unchanged(before, args.dry_run, out) };
        inspect(&scene.snapshot, &draft, args, out)?;
        if args.dry_run {
            let mask = lint::mask(scene.snapshot.schema.as_deref())?;
            let recorded = scene.recorded()?;
            diff_lines::print(&draft.diffs(&scene.snapshot, &recorded), &mask, out)?;
            return Ok(Exit::Ok);
        }
        match store.publish(&draft)? {
            Verdict::Published => return told(&draft, out),
            Verdict::Overtaken if args.rebase => {}
            Verdict::Overtaken => return Err(overtaken(store, before, &draft)?),
        }
    }
    Err(Error::new(Exit::Busy, format!("somebody else was faster {REBASES} times")).hint("try again later"))
}

/// Whether the space may become what the release makes of it: by its schema, and by the user's own check.
fn inspect(snapshot: &Snapshot, draft: &Draft, args: &PublishArgs, out: &Out) -> Result<()> {
    if snapshot.schema.is_none() && args.check.is_none() {
        return Ok(());
    }
    let mut tree = snapshot.tree();
    // What will be there, and not what the release records: a program reads what is external too.
    apply(&mut tree, draft.writes.iter().map(|write| (&write.key, &write.to)));
    // The schema of the snapshot. One that is replaced between this and the write is not guarded: whoever replaces it
    // has the space checked then, and sees what is wrong.
    if let Some(schema) = &snapshot.schema {
        let wrong = lint::complaints(schema, &tree)?;
        if let Some(first) = wrong.first() {
            wrong.iter().for_each(|one| out.note(&lint::words(one)));
            return Err(Error::data(format!(
                "nothing was changed: {} does not satisfy the schema",
                lint::place(first)
            ))
            .hint("gosys config lint --show prints the schema of the space"));
        }
    }
    let Some(check) = &args.check else { return Ok(()) };
    // Last, because it may take long: what the schema refuses need not wait for it.
    match outside::run(check, &tree, draft.release.number)? {
        0 => Ok(()),
        code => Err(Error::new(Exit::No, format!("nothing was changed: the check ended with {code}"))
            .hint(format!("the check was `{check}`"))),
    }
}

/// Who makes this release, and why.
fn about(kind: Kind, args: &PublishArgs) -> Result<About> {
    Ok(About {
        kind,
        of: None,
        message: args.message.clone(),
        who: local::user(),
        host: local::host(),
        now_ms: System.wall_us() / 1000,
        op: rng::token()?,
    })
}

/// Refuses where the last release is not the one that was expected.
pub fn expect(expected: Option<u64>, last: u64) -> Result<()> {
    match expected {
        Some(expected) if expected != last => {
            Err(Error::new(Exit::Lost, format!("the last release is {last}, and not {expected}: nothing was changed"))
                .hint(format!("gosys config diff {expected} shows what came after it")))
        }
        _ => Ok(()),
    }
}

/// No release is made, because all is so already.
pub fn unchanged(release: u64, dry_run: bool, out: &mut Out) -> Result<Exit> {
    // 0 and the number, as if it had been made: a script that runs twice has what it wanted both times.
    out.note(&format!("nothing to change: it is all so as of release {release}"));
    if dry_run {
        return Ok(Exit::Ok);
    }
    let record =
        Published { schema: "gosys.config-published.v1", release, changed: false, keys: Vec::new(), digest: None };
    out.record(&record).map(|()| Exit::Ok)
}

fn told(draft: &Draft, out: &mut Out) -> Result<Exit> {
    let release = &draft.release;
    let record = Published {
        schema: "gosys.config-published.v1",
        release: release.number,
        changed: true,
        keys: release.changes.keys().cloned().collect(),
        digest: Some(release.digest.to_string()),
    };
    out.record(&record).map(|()| Exit::Ok)
}

/// Who was faster, and with what.
fn overtaken(store: &mut dyn Store, before: u64, draft: &Draft) -> Result<Error> {
    let history = store.history()?;
    let newer: Vec<String> = history.releases.iter().filter(|release| release.number > before).map(summary).collect();
    let who = if newer.is_empty() {
        let keys: Vec<&str> = draft.writes.iter().map(|write| write.key.as_str()).collect();
        format!("one of {} was written past gosys", keys.join(", "))
    } else {
        newer.join("; ")
    };
    Ok(Error::new(Exit::Lost, format!("somebody else was faster, and nothing was changed: {who}"))
        .hint("look at it with gosys config diff, then say --rebase to change what they made of it"))
}

/// A release in a few words.
fn summary(release: &Release) -> String {
    let keys: Vec<&str> = release.changes.keys().map(Key::as_str).take(5).collect();
    let more = release.changes.len().saturating_sub(keys.len());
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let Release { number, who, host, .. } = release;
    format!("release {number} by {who}@{host} changed {}{more}", keys.join(", "))
}
