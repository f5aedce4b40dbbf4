//! `config doctor`: whether the space, and whoever has it, are well.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::lint;
use super::place::Selected;
use super::watch::bookmark::Place;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::config::Store;
use crate::config::doctor::{Finding, Verdict, space};
use crate::config::watch::state::Position;

/// Check the space, and the server or folder that has it
///
/// One line for each check: ok, note or problem, and what helps. On etcd each endpoint of the URL is asked, how fast
/// it answers, whether it is behind, how full it is; what is known to go wrong with watching in its version; how far
/// back changes can be told, and whether the user may read and write. On the local backend the folder and the database
/// are looked at. Then the space itself: its releases, what was written past gosys, its schema. Ends
/// with 1 if there is a problem, and with 69 if nobody answers.
#[derive(clap::Args)]
pub struct Doctor {
    /// Also whether a watcher can go on from this bookmark
    #[arg(long, value_name = "FILE")]
    bookmark: Option<PathBuf>,
}

/// `gosys.config-check.v1`.
#[derive(Serialize)]
struct CheckRecord<'a> {
    schema: &'static str,
    check: &'a str,
    verdict: Verdict,
    subject: &'a str,
    about: &'a str,
    hint: Option<&'a str>,
}

impl Row for CheckRecord<'_> {
    const COLUMNS: &'static [&'static str] = &["VERDICT", "CHECK", "SUBJECT", "ABOUT", "HINT"];

    fn cells(&self) -> Vec<String> {
        let words = [self.verdict.name(), self.check, self.subject, self.about, self.hint.unwrap_or_default()];
        words.map(str::to_owned).into()
    }
}

impl Run for Doctor {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut findings = Vec::new();
        let examined = self.examine(&selected, &mut findings);
        // What keeps us from looking is a finding too, unless there is nobody to look at, or nobody who lets us in.
        let silent = match examined {
            Ok(()) => None,
            Err(error) if [Exit::Unavailable, Exit::Denied].contains(&error.exit()) => Some(error),
            Err(error) => {
                findings.push(failure(&error));
                None
            }
        };
        let record = |found| record(found);
        context.out.table(&findings.iter().map(record).collect::<Vec<_>>())?;
        if let Some(error) = silent {
            // The list first: on a terminal both streams are read as one.
            context.out.flush()?;
            return Err(error);
        }
        let is_well = findings.iter().all(|found| found.verdict != Verdict::Problem);
        Ok(if is_well { Exit::Ok } else { Exit::No })
    }
}

impl Doctor {
    fn examine(&self, selected: &Selected<'_>, findings: &mut Vec<Finding>) -> Result<()> {
        let bookmark = self.bookmark.as_deref().and_then(|path| read(path, selected, findings));
        let mut store = selected.store()?;
        let cluster = store.examine(bookmark.as_ref(), findings)?;
        let at = self.bookmark.as_deref().zip(bookmark.as_ref());
        // Somebody has answered: whatever fails from here on is not for want of that.
        match look(store.as_mut(), &cluster, at) {
            Ok(found) => findings.extend(found),
            Err(error) => findings.push(failure(&error)),
        }
        Ok(())
    }
}

/// What there is to say of the space itself, and of a bookmark.
fn look(store: &mut dyn Store, cluster: &str, bookmark: Option<(&Path, &Position)>) -> Result<Vec<Finding>> {
    let (snapshot, history) = (store.snapshot()?, store.history()?);
    let complaints = match &snapshot.schema {
        Some(schema) => lint::complaints(schema, &snapshot.tree()).map(|wrong| wrong.len()),
        None => Ok(0),
    };
    let mut findings = space::findings(&snapshot, &history, complaints.map_err(|error| error.message().to_owned()));
    findings.extend(
        bookmark.map(|(path, position)| {
            space::bookmark(&path.display().to_string(), position, cluster, &snapshot, &history)
        }),
    );
    Ok(findings)
}

/// The position in a bookmark's file, if there is one that can be read.
fn read(path: &Path, selected: &Selected<'_>, findings: &mut Vec<Finding>) -> Option<Position> {
    let found = |about: &str| Finding::ok("bookmark", path.display().to_string(), about);
    findings.push(match Place::new(path, &selected.url).read() {
        Ok(Some(bookmark)) => return Some(bookmark.position),
        Ok(None) => found("there is no such file").note("a watcher begins with the space as it is, and makes it"),
        Err(error) => found(error.message()).problem(error.hint_text().unwrap_or_default()),
    });
    None
}

fn failure(error: &Error) -> Finding {
    Finding::ok("space", "the space", error.message()).problem(error.hint_text().unwrap_or_default())
}

fn record(found: &Finding) -> CheckRecord<'_> {
    let Finding { check, verdict, subject, about, hint } = found;
    CheckRecord { schema: "gosys.config-check.v1", check, verdict: *verdict, subject, about, hint: hint.as_deref() }
}
