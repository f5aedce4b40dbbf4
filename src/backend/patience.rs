//! How long a command waits for a server.

use std::time::Duration;

use crate::base::clock::Deadline;
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::Result;
use crate::base::settings::Settings;

/// What a one-shot verb has where `--timeout` says nothing.
pub const ONE_SHOT: Duration = Duration::from_secs(10);

/// A span, and the moment it is over.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    span: Duration,
    until: Deadline,
}

impl Patience {
    /// `span` from now.
    pub fn of(span: Duration) -> Self {
        Self { span, until: Deadline::after(Some(span)) }
    }

    /// `--timeout`, or ten seconds: for a verb that asks and is done.
    pub fn one_shot(settings: &Settings) -> Result<Self> {
        Ok(Self::of(settings.timeout()?.unwrap_or(ONE_SHOT)))
    }

    /// What is left; zero when it is over.
    pub fn left(&self) -> Duration {
        // `until` always has a moment, so the alternative is never taken.
        self.until.left().unwrap_or(self.span)
    }

    /// The same, but over this much later: for so long nobody waited for a server, but for the user's own command.
    #[must_use]
    pub fn rested(self, span: Duration) -> Self {
        Self { until: Deadline::after(Some(self.left() + span)), ..self }
    }

    /// Half the span, from now.
    #[must_use]
    pub fn halved(self) -> Self {
        Self::of(self.span / 2)
    }

    /// A share of what is left, for one of `rivals` that are tried in turn.
    #[must_use]
    pub fn share(&self, rivals: usize) -> Self {
        if rivals <= 1 {
            // Not `of(left)`: messages would then name what is left, and not the span that was asked for.
            return *self;
        }
        Self::of(self.left() / u32::try_from(rivals).unwrap_or(u32::MAX))
    }

    /// The span in words, to a tenth of a second where it is longer than half of one.
    pub fn words(&self) -> String {
        let ms = millis(self.span);
        let shown = if ms >= 500 { (ms + 50) / 100 * 100 } else { ms };
        HumanDuration(Duration::from_millis(shown)).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_one_has_it_all() {
        let patience = Patience::of(Duration::from_secs(2));
        assert_eq!(patience.share(1).words(), "2s");
        assert!(patience.share(1).left() <= patience.left() + Duration::from_millis(1));
    }

    #[test]
    fn shares_of_many_do_not_exceed_the_whole() {
        let patience = Patience::of(Duration::from_secs(3));
        assert!(patience.share(3).left() <= Duration::from_secs(1));
        assert_eq!(patience.share(2).words(), "1s500ms");
    }

    #[test]
    fn a_rest_is_not_taken_from_it() {
        let short = Patience::of(Duration::from_secs(1));
        let rested = short.rested(Duration::from_secs(60));
        assert!(rested.left() > Duration::from_secs(60) && rested.left() <= Duration::from_secs(61));
        assert_eq!(rested.words(), "1s", "messages name what was asked for");
        assert_eq!(rested.halved().words(), "500ms", "of what was asked for, whatever is left");
    }
}
