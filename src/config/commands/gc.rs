//! `config gc`: releases that are not needed any more.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;

use super::place::on_store;
use crate::base::clock::unix_ms;
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::config::retention::{Retention, Retirement, retire};
use crate::config::{Store, Verdict};

/// How often it is begun anew because of a tag.
const ATTEMPTS: u32 = 100;

/// Thirty days.
const KEEP_FOR: Duration = Duration::from_secs(30 * 86_400);

/// Forget old releases
///
/// The last ones are kept, those of the last thirty days, and whatever a tag means; the rest goes. The space itself
/// is not touched, nor what the server keeps for itself.
#[derive(clap::Args)]
pub struct Gc {
    /// Keep so many of the last releases, however old
    #[arg(long, value_name = "N", default_value_t = 50)]
    keep: usize,
    /// Keep all releases that are younger than this [default: 720h]
    #[arg(long, value_name = "DURATION")]
    keep_for: Option<HumanDuration>,
    /// Say what would go, and forget nothing
    #[arg(long)]
    dry_run: bool,
}

/// `gosys.config-gc.v1`.
#[derive(Serialize)]
struct GcRecord {
    schema: &'static str,
    forgotten: Vec<u64>,
    kept: usize,
    dry_run: bool,
}

impl Record for GcRecord {
    fn text(&self) -> String {
        let verb = if self.dry_run { "would be forgotten" } else { "forgotten" };
        format!("{} releases {verb}, {} kept\n", self.forgotten.len(), self.kept)
    }
}

impl Run for Gc {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let span = self.keep_for.map_or(KEEP_FOR, |HumanDuration(span)| span);
            let span_ms = millis(span);
            let since_ms = unix_ms().saturating_sub(span_ms);
            let (forgotten, kept) = self.collect(store, Retention { last: self.keep, since_ms })?;
            let record = GcRecord { schema: "gosys.config-gc.v1", forgotten, kept, dry_run: self.dry_run };
            context.out.record(&record)?;
            Ok(Exit::Ok)
        })
    }
}

impl Gc {
    /// Which releases go, and how many stay.
    fn collect(&self, store: &mut dyn Store, retention: Retention) -> Result<(Vec<u64>, usize)> {
        let mut found = BTreeSet::new();
        for _ in 0..ATTEMPTS {
            let history = store.history()?;
            // With those that an earlier attempt has forgotten already.
            found.extend(history.releases.iter().map(|release| release.number));
            let Retirement { rewrite, forget } = retire(&history, retention);
            if self.dry_run || store.forget(&rewrite, &forget, &history.tags)? == Verdict::Published {
                let mut kept: BTreeSet<u64> = history.releases.iter().map(|release| release.number).collect();
                kept.retain(|number| forget.binary_search(number).is_err());
                return Ok((found.difference(&kept).copied().collect(), kept.len()));
            }
        }
        Err(Error::new(Exit::Busy, format!("releases got tags {ATTEMPTS} times while they were to be forgotten"))
            .hint("what was forgotten by then had no tag; try again later"))
    }
}
