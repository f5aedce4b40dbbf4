//! `config blame`: who gave each key its value.

use std::collections::BTreeSet;

use serde::Serialize;

use super::place::on_store;
use super::publish::Scene;
use super::reading::author;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::config::history::diff;
use crate::config::key::Key;
use crate::config::release::Release;

/// Show which release gave each key its value
#[derive(clap::Args)]
pub struct Blame {
    /// Only keys that begin with this, such as db/
    #[arg(value_name = "PREFIX", default_value = "", hide_default_value = true)]
    prefix: String,
}

/// `gosys.config-blame.v1`.
#[derive(Serialize)]
struct BlameRecord {
    schema: &'static str,
    key: Key,
    /// None where it is not kept any more, or where the key was written past gosys.
    release: Option<u64>,
    external: bool,
    at: Option<String>,
    who: Option<String>,
    host: Option<String>,
    message: String,
}

impl Row for BlameRecord {
    const COLUMNS: &'static [&'static str] = &["KEY", "RELEASE", "TIME", "WHO", "MESSAGE"];

    fn cells(&self) -> Vec<String> {
        let release = self.release.map(|number| number.to_string());
        let otherwise = if self.external { "external" } else { "older" };
        vec![
            self.key.to_string(),
            release.unwrap_or_else(|| otherwise.to_owned()),
            self.at.clone().unwrap_or_else(|| "-".to_owned()),
            author(self.who.as_deref(), self.host.as_deref()),
            self.message.clone(),
        ]
    }
}

impl BlameRecord {
    fn of(key: Key, by: Option<&Release>, external: bool) -> Self {
        Self {
            schema: "gosys.config-blame.v1",
            key,
            release: by.map(|release| release.number),
            external,
            at: by.and_then(|release| rfc3339(release.at_ms)),
            who: by.map(|release| release.who.clone()),
            host: by.map(|release| release.host.clone()),
            message: by.map_or(String::new(), |release| release.message.clone()),
        }
    }
}

impl Run for Blame {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let mut scene = Scene::of(store)?;
            let recorded = scene.recorded()?;
            let found = scene.snapshot.tree();
            let external: BTreeSet<Key> = diff(&recorded, &found).into_iter().map(|diff| diff.key).collect();
            let history = scene.history()?;
            history.check_last()?;
            let rows: Vec<BlameRecord> = found
                .into_keys()
                .filter(|key| key.as_str().starts_with(&self.prefix))
                .map(|key| match external.contains(&key) {
                    true => BlameRecord::of(key, None, true),
                    false => {
                        let by = history.blame(&key);
                        BlameRecord::of(key, by, false)
                    }
                })
                .collect();
            context.out.table(&rows)?;
            Ok(Exit::Ok)
        })
    }
}
