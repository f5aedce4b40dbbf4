//! `config log`: the releases of a space.

use serde::Serialize;

use super::place::on_store;
use super::publish::Scene;
use super::reading::author;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::config::history::{History, diff};
use crate::config::key::{Glob, Key};
use crate::config::release::Release;

/// So many keys are named in a table; a record has them all.
const NAMED: usize = 4;

/// List the releases, newest first: when, who, why, which keys
///
/// What was written past gosys, and is part of no release yet, stands on top as external, and is not counted by -n.
#[derive(clap::Args)]
pub struct Log {
    /// Only the last so many
    #[arg(short = 'n', value_name = "N")]
    last: Option<usize>,
    /// Only releases that changed a key like this, such as db/*
    #[arg(long, value_name = "PATTERN")]
    keys: Option<Glob>,
}

/// `gosys.config-log.v1`.
#[derive(Serialize)]
pub struct LogRecord {
    schema: &'static str,
    /// None for what was written past gosys.
    release: Option<u64>,
    kind: &'static str,
    /// Which release a rollback went back to.
    of: Option<u64>,
    at: Option<String>,
    who: Option<String>,
    host: Option<String>,
    message: String,
    keys: Vec<Key>,
    tags: Vec<String>,
    digest: Option<String>,
}

impl LogRecord {
    pub fn of(release: &Release, history: &History) -> Self {
        Self {
            schema: "gosys.config-log.v1",
            release: Some(release.number),
            kind: release.kind.name(),
            of: release.of,
            at: rfc3339(release.at_ms),
            who: Some(release.who.clone()),
            host: Some(release.host.clone()),
            message: release.message.clone(),
            keys: release.changes.keys().cloned().collect(),
            tags: history.tags_of(release.number).map(str::to_owned).collect(),
            digest: Some(release.digest.to_string()),
        }
    }

    fn external(keys: Vec<Key>) -> Self {
        Self {
            schema: "gosys.config-log.v1",
            release: None,
            kind: "external",
            of: None,
            at: None,
            who: None,
            host: None,
            message: String::new(),
            keys,
            tags: Vec::new(),
            digest: None,
        }
    }
}

impl Row for LogRecord {
    const COLUMNS: &'static [&'static str] = &["RELEASE", "TIME", "WHO", "KIND", "KEYS", "TAGS", "MESSAGE"];

    fn cells(&self) -> Vec<String> {
        let or_dash = |text: String| if text.is_empty() { "-".to_owned() } else { text };
        let kind = self.of.map_or_else(|| self.kind.to_owned(), |of| format!("{} to {of}", self.kind));
        let mut keys = self.keys.iter().take(NAMED).map(Key::to_string).collect::<Vec<_>>().join(",");
        if self.keys.len() > NAMED {
            keys += &format!(",+{}", self.keys.len() - NAMED);
        }
        vec![
            self.release.map_or_else(|| "-".to_owned(), |number| number.to_string()),
            or_dash(self.at.clone().unwrap_or_default()),
            author(self.who.as_deref(), self.host.as_deref()),
            kind,
            keys,
            or_dash(self.tags.join(",")),
            self.message.clone(),
        ]
    }
}

impl Run for Log {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let mut scene = Scene::of(store)?;
            let recorded = scene.recorded()?;
            let found = scene.snapshot.configuration(&recorded);
            let external: Vec<Key> = diff(&recorded, &found).into_iter().map(|diff| diff.key).collect();
            let history = scene.history()?;
            let mut rows: Vec<LogRecord> = Vec::new();
            rows.extend((!external.is_empty()).then(|| LogRecord::external(external)));
            rows.extend(history.releases.iter().rev().map(|release| LogRecord::of(release, history)));
            // Before the count: the last five that changed the database, and not those among the last five.
            if let Some(glob) = &self.keys {
                rows.retain(|row| row.keys.iter().any(|key| glob.takes(key)));
            }
            // What is no release yet is not counted: of the last one somebody wants to see that it is there.
            let external = rows.iter().filter(|row| row.release.is_none()).count();
            rows.truncate(self.last.map_or(usize::MAX, |last| last.saturating_add(external)));
            // Listed all the same: to see what is left is why somebody looks here.
            if let Err(error) = history.check_last() {
                context.out.note(error.message());
            }
            context.out.table(&rows)?;
            Ok(Exit::Ok)
        })
    }
}
