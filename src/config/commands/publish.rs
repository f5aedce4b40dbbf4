//! Making a release: what all verbs that change the space do alike.

use serde::Serialize;

use super::{diff_lines, lint, outside};
use crate::backend::local;
use crate::base::clock::{self, Deadline, unix_ms};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Out, Record};
use crate::base::rng;
use crate::base::verb::Context;
use crate::config::draft::{About, Draft, draft};
use crate::config::history::{History, last_is_missing};
use crate::config::key::Key;
use crate::config::release::{Kind, Release};
use crate::config::tree::{Edit, Tree, apply};
use crate::config::{Snapshot, Store, Verdict};

/// How often a release is made anew on top of somebody else's.
// Each lost round means that somebody else's was won, so this many are never lost in a row by bad luck: it ends a
// loop that only a bug, or a program that writes without a pause, could keep up.
const REBASES: u32 = 1000;

/// Of a hundred keys so many may go without `--yes`: more looks like a slip.
const DELETED_MAX: usize = 30;

/// So many keys are named in a message.
const NAMED: usize = 5;

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
        let mut seen = None;
        loop {
            let snapshot = store.snapshot()?;
            // Nearly always: then the history, which may be far larger than the space, is not read at all.
            if !snapshot.has_drifted() {
                return Ok(Self { store, snapshot, history: None });
            }
            let (history, number) = (store.history()?, snapshot.release());
            // Between the two somebody may have published, and somebody else forgotten what was the last one before.
            let is_behind = history.last() > number && history.get(number).is_none();
            if !is_behind || seen == Some(number) {
                return Ok(Self { store, snapshot, history: Some(history) });
            }
            seen = Some(number);
        }
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
        if let Some(tree) = self.snapshot.undrifted() {
            return Ok(tree);
        }
        let number = self.snapshot.release();
        self.history()?.tree(number).ok_or_else(|| last_is_missing(number))
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
    context: &mut Context,
    wanted: &dyn Fn(&mut Scene<'_>) -> Result<Wanted>,
) -> Result<Exit> {
    publish_drafts(store, kind, args, context, &|scene, about| {
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
    context: &mut Context,
    make: &dyn Fn(&mut Scene<'_>, About) -> Result<Option<Draft>>,
) -> Result<Exit> {
    let until = Deadline::after(context.settings.timeout()?);
    let out = &mut context.out;
    for _ in 0..REBASES {
        // Not where a command of the user's is run in between, which may take its time.
        if args.rebase && args.check.is_none() && !args.dry_run {
            store.hold_off()?;
        }
        let mut scene = Scene::of(store)?;
        let before = scene.snapshot.release();
        // Asked here for its better words; that it is still so when it is written is for the head's version to say.
        expect(args.expect_rel, before)?;
        // Drafted anew each time, with an id of its own: under the old one a record that was refused before could be
        // taken for this one's.
        let Some(draft) = make(&mut scene, about(kind, args)?)? else { return unchanged(before, args.dry_run, out) };
        let since = clock::instant();
        inspect(&scene.snapshot, &draft, args, until, out)?;
        let inspected = since.elapsed();
        if args.dry_run {
            let mask = lint::mask(scene.snapshot.schema.as_deref())?;
            let recorded = scene.recorded()?;
            diff_lines::print(&draft.diffs(&scene.snapshot, &recorded), &mask, out)?;
            return Ok(Exit::Ok);
        }
        // What --timeout says is for all of it; a server's ten seconds are not for the user's check.
        if until.at().is_none() {
            store.rest(inspected);
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
fn inspect(snapshot: &Snapshot, draft: &Draft, args: &PublishArgs, until: Deadline, out: &Out) -> Result<()> {
    if snapshot.schema.is_none() && args.check.is_none() {
        return Ok(());
    }
    let mut tree = snapshot.tree();
    // What will be there, and not what the release records: a program reads what is external too.
    apply(&mut tree, draft.writes.iter().map(|write| (&write.key, &write.to)));
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
    match outside::run(check, &tree, draft.release.number, until)? {
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
        now_ms: unix_ms(),
        op: rng::token()?,
    })
}

/// Refuses where the last release is not the one that was expected.
pub fn expect(expected: Option<u64>, last: u64) -> Result<()> {
    match expected {
        Some(expected) if expected != last => {
            let error = format!("the last release is {last}, and not {expected}: nothing was changed");
            // After a number that is yet to come there is nothing to be shown: it was misread, or of another space.
            let hint = if expected < last {
                format!("gosys config diff {expected} shows what came after it")
            } else {
                "gosys config log lists the releases".to_owned()
            };
            Err(Error::new(Exit::Lost, error).hint(hint))
        }
        _ => Ok(()),
    }
}

/// Refuses to delete many of `all` keys at once. The command line lacks a word, so 2, as with every other verb that asks
/// for `--yes`.
pub fn check_deletion(what: &str, edits: &[Edit], all: usize) -> Result<()> {
    let gone = edits.iter().filter(|(_, to)| to.is_none()).count();
    if gone * 100 <= all * DELETED_MAX {
        return Ok(());
    }
    Err(Error::usage(format!("{what} would delete {gone} of {all} keys, which is more than {DELETED_MAX} %"))
        .hint("--dry-run shows them; --yes deletes them"))
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
    let number = release.number;
    out.record(&record).map(|()| Exit::Ok).map_err(|error| match error.is_silent() {
        true => error,
        // A script would say it again, and the next release could take back what came between.
        false => Error::new(error.exit(), format!("release {number} was made, but {}", error.message()))
            .hint(format!("gosys config show {number} says what it changed")),
    })
}

/// Who was faster, and with what.
fn overtaken(store: &mut dyn Store, before: u64, draft: &Draft) -> Result<Error> {
    let history = store.history()?;
    let newer: Vec<String> = history.releases.iter().filter(|release| release.number > before).map(summary).collect();
    let who = if newer.is_empty() && store.snapshot()?.schema_version != draft.schema {
        "the space has another schema now".to_owned()
    } else if newer.is_empty() {
        format!("one of {} was written past gosys", few(draft.writes.iter().map(|write| &write.key)))
    } else {
        newer.join("; ")
    };
    Ok(Error::new(Exit::Lost, format!("somebody else was faster, and nothing was changed: {who}"))
        .hint("look at it with gosys config diff, then say --rebase to change what they made of it"))
}

/// A release in a few words.
fn summary(release: &Release) -> String {
    let Release { number, who, host, .. } = release;
    format!("release {number} by {who}@{host} changed {}", few(release.changes.keys()))
}

/// Says which keys a release leaves out, because they belong to a lease.
pub fn tell_left(left: &[Key], out: &Out) {
    if !left.is_empty() {
        out.note(&format!("left alone, for they end with a lease and are no configuration: {}", few(left.iter())));
    }
}

/// The first of these keys, and how many more there are: a message is for people, and a space may have thousands.
pub fn few<'a>(keys: impl ExactSizeIterator<Item = &'a Key>) -> String {
    let all = keys.len();
    let named: Vec<&str> = keys.take(NAMED).map(Key::as_str).collect();
    let more = all - named.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    named.join(", ") + &more
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::release::{Change, Kind, SCHEMA};
    use crate::config::tree::Digest;

    fn keys(count: usize) -> Vec<Key> {
        (0..count).map(|at| Key::found(format!("k{at}"))).collect()
    }

    #[test]
    fn a_message_names_a_few_keys_and_counts_the_rest() {
        let cases = [
            (0, ""),
            (1, "k0"),
            (2, "k0, k1"),
            (5, "k0, k1, k2, k3, k4"),
            (6, "k0, k1, k2, k3, k4 and 1 more"),
            (5000, "k0, k1, k2, k3, k4 and 4995 more"),
        ];
        for (count, expected) in cases {
            assert_eq!(few(keys(count).iter()), expected);
        }
    }

    #[test]
    fn a_release_is_told_by_who_made_it_and_what_it_changed() {
        let change = |key| (key, Change { to: None, over: None });
        let release = Release {
            schema: SCHEMA.to_owned(),
            number: 7,
            op: "x".to_owned(),
            kind: Kind::Unset,
            of: None,
            at_ms: 0,
            who: "ann".to_owned(),
            host: "h1".to_owned(),
            message: String::new(),
            changes: keys(7).into_iter().map(change).collect::<BTreeMap<_, _>>(),
            digest: Digest::of(&Tree::new()),
            keys: 0,
            tree: None,
        };
        assert_eq!(summary(&release), "release 7 by ann@h1 changed k0, k1, k2, k3, k4 and 2 more");
    }

    #[test]
    fn what_is_expected_is_the_last_release_or_a_lost_race() {
        assert!(expect(None, 7).is_ok() && expect(Some(7), 7).is_ok() && expect(Some(0), 0).is_ok());
        for (expected, last) in [(0, 1), (8, 7), (6, 7)] {
            let error = expect(Some(expected), last).unwrap_err();
            assert_eq!(error.exit(), Exit::Lost);
            assert!(error.message().contains(&format!("is {last}, and not {expected}")), "{error}");
            let verb = if expected > last { "log" } else { "diff" };
            assert!(error.hint_text().unwrap().starts_with(&format!("gosys config {verb} ")), "{expected}");
        }
    }
}
