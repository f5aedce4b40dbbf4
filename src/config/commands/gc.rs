//! `config gc`: releases that are not needed any more.

use std::time::Duration;

use serde::Serialize;

use super::place::Selected;
use crate::base::clock::{Clock, System};
use crate::base::duration::HumanDuration;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::config::retention::{Retention, retire};

/// Thirty days.
const KEEP_FOR: Duration = Duration::from_secs(30 * 86_400);

/// Forget old releases
///
/// The last ones are kept, those of the last thirty days, and whatever a tag means; the rest goes. The space itself
/// is not touched, nor what the server keeps for itself.
#[derive(clap::Args)]
pub struct Gc {
    /// Keep so many of the last releases, however old
    #[arg(long, value_name = "COUNT", default_value_t = 50)]
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
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        let mut store = selected.store()?;
        let history = store.history()?;
        let span = self.keep_for.map_or(KEEP_FOR, |HumanDuration(span)| span);
        let span_ms = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
        let since_ms = (System.wall_us() / 1000).saturating_sub(span_ms);
        let retirement = retire(&history, Retention { last: self.keep, since_ms });
        if !self.dry_run {
            store.forget(&retirement.rewrite, &retirement.forget)?;
        }
        let kept = history.releases.len() - retirement.forget.len();
        let record =
            GcRecord { schema: "gosys.config-gc.v1", forgotten: retirement.forget, kept, dry_run: self.dry_run };
        context.out.record(&record)?;
        Ok(Exit::Ok)
    }
}
