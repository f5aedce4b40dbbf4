//! `lock watch`: what happens to a lock, as it happens.

use serde::Serialize;

use super::contenders::ContenderRecord;
use super::place::Selected;
use crate::base::clock;
use crate::base::duration::DURATION_MAX;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lock::changes::{Change, between};
use crate::lock::name::LockName;

/// Show what happens to a lock, as it happens
///
/// First who holds it and waits for it now, then every change, until gosys is ended or --timeout is over. What comes
/// and goes between two looks is not seen.
#[derive(clap::Args)]
pub struct WatchFor {
    /// The lock's name
    #[arg(value_name = "NAME")]
    name: LockName,
    /// End, with 0, as soon as nobody holds the lock
    #[arg(long)]
    until_free: bool,
    /// Redis: the lock is the plain key NAME, as other libraries have it
    #[arg(long)]
    compat: bool,
}

/// `gosys.lock-event.v1`.
#[derive(Serialize)]
struct EventRecord {
    schema: &'static str,
    at: Option<String>,
    event: Change,
    contender: ContenderRecord,
}

impl Record for EventRecord {
    fn text(&self) -> String {
        let ContenderRecord { holder, owner, host, pid, fence, .. } = &self.contender;
        let at = self.at.as_deref().unwrap_or_default();
        let event = format!("{:?}", self.event).to_lowercase();
        let mut line = format!("{at} {event:<8} {holder}");
        for (word, value) in [("owner", owner), ("host", host)].into_iter().filter(|(_, value)| !value.is_empty()) {
            line += &format!(" {word}={value}");
        }
        let numbers = [("pid", pid.map(|pid| pid.to_string())), ("fence", fence.clone())];
        for (word, value) in numbers.into_iter().filter_map(|(word, value)| Some((word, value?))) {
            line += &format!(" {word}={value}");
        }
        crate::base::out::sanitize::line(&line).into_owned() + "\n"
    }
}

impl Run for WatchFor {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let limit = context.settings.timeout()?;
        let out = context.settings.out()?;
        let selected = Selected::within(&context.settings, &out, limit.unwrap_or(DURATION_MAX))?;
        let watchdog = Watchdog::start(limit, &context.out);
        // Nobody: what is there already comes as events too, so that a reader needs no first look.
        let mut before = Vec::new();
        let mut is_free = false;
        let watched = selected.locks(self.compat)?.watch(&self.name, &mut |queue| {
            watchdog.check()?;
            for (event, one) in between(&before, &queue) {
                let at = rfc3339(clock::unix_ms());
                let contender = ContenderRecord::of(&self.name, one);
                context.out.record(&EventRecord { schema: "gosys.lock-event.v1", at, event, contender })?;
            }
            // Each at once: who reads it waits for it.
            context.out.flush()?;
            is_free = !queue.iter().any(|one| one.holds);
            before = queue;
            // An error is what ends the watching; this one says nothing.
            if self.until_free && is_free { Err(crate::base::error::Error::silent(Exit::Ok)) } else { Ok(()) }
        });
        match watched {
            Err(_) if self.until_free && is_free => Ok(Exit::Ok),
            watched => watched.map(|()| Exit::Ok),
        }
    }
}
