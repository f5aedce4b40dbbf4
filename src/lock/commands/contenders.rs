//! Holders and waiters as lists show them.

use std::time::Duration;

use serde::Serialize;

use crate::base::clock;
use crate::base::duration::{HumanDuration, millis};
use crate::base::moment::rfc3339;
use crate::base::out::table::Row;
use crate::lock::name::LockName;
use crate::lock::{Contender, Left};

/// `gosys.contender.v1`.
#[derive(Clone, Debug, Serialize)]
pub struct ContenderRecord {
    schema: &'static str,
    pub name: String,
    pub state: State,
    /// The part of its token that everybody may see.
    pub holder: String,
    mode: String,
    /// Empty for somebody who does not tell.
    pub owner: String,
    pub host: String,
    pub pid: Option<u32>,
    since: Option<String>,
    age_ms: Option<u64>,
    /// Null where it lasts as long as a process, or where the backend does not tell.
    left_ms: Option<u64>,
    pub fence: Option<String>,
}

/// What a contender does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Holds,
    Waits,
}

impl ContenderRecord {
    pub fn of(name: &LockName, one: &Contender) -> Self {
        let now_ms = clock::unix_ms();
        let since_ms = Some(one.about.since_ms).filter(|since| *since > 0);
        // Zero would say that it is over, which is not what a process that lives is.
        let left_ms = match one.left {
            Some(Left::For(left)) => Some(millis(left)),
            Some(Left::Process) | None => None,
        };
        Self {
            schema: "gosys.contender.v1",
            name: name.to_string(),
            state: if one.holds { State::Holds } else { State::Waits },
            holder: one.id.clone(),
            mode: one.mode.to_string(),
            owner: one.about.owner.clone(),
            host: one.about.host.clone(),
            pid: Some(one.about.pid).filter(|pid| *pid > 0),
            since: since_ms.and_then(rfc3339),
            // Two hosts' clocks; what is not yet is just now.
            age_ms: since_ms.map(|since| now_ms.saturating_sub(since)),
            left_ms,
            fence: one.fence.map(|fence| fence.to_string()),
        }
    }
}

impl Row for ContenderRecord {
    const COLUMNS: &'static [&'static str] =
        &["NAME", "STATE", "HOLDER", "MODE", "OWNER", "HOST", "PID", "AGE", "LEFT", "FENCE"];

    fn cells(&self) -> Vec<String> {
        let text = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let span = |ms: Option<u64>| ms.map_or_else(|| "-".to_owned(), |ms| short(Duration::from_millis(ms)));
        vec![
            self.name.clone(),
            format!("{:?}", self.state).to_lowercase(),
            text(&self.holder),
            self.mode.clone(),
            text(&self.owner),
            text(&self.host),
            text(&self.pid.map(|pid| pid.to_string()).unwrap_or_default()),
            span(self.age_ms),
            span(self.left_ms),
            text(self.fence.as_deref().unwrap_or_default()),
        ]
    }
}

/// Without what nobody reads: whole seconds from ten on.
fn short(span: Duration) -> String {
    // Milliseconds of an hour say nothing.
    let shown = if span >= Duration::from_secs(10) { Duration::from_secs(span.as_secs()) } else { span };
    HumanDuration(shown).to_string()
}
