//! Progress for long work: on a terminal only, and only after half a second.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Out;
use crate::base::clock;

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_millis(500);

/// A bar that appears once the work has taken long enough to wonder about.
pub struct Progress {
    total: u64,
    started: Instant,
    bar: Option<ProgressBar>,
    quiet: bool,
    /// Whether it is shown where stdout is the terminal, too.
    alone: bool,
}

impl Progress {
    /// A bar for `total` items.
    pub fn new(out: &Out, total: u64) -> Self {
        Self { total, started: clock::instant(), bar: None, quiet: out.is_quiet(), alone: false }
    }

    /// A bar with words, for work that prints nothing before its end.
    pub fn alone(out: &Out, total: u64) -> Self {
        let mut progress = Self::new(out, total);
        progress.alone = true;
        progress
    }

    /// Says how far the work is, and more of it.
    pub fn says(&mut self, done: u64, words: impl FnOnce() -> String) {
        self.at(done);
        if let Some(bar) = &self.bar {
            bar.set_message(words());
        }
    }

    /// Says how far the work is.
    pub fn at(&mut self, done: u64) {
        if self.quiet || self.started.elapsed() < PATIENCE {
            return;
        }
        // Made late: most work is over before, and then there is nothing to wipe off the terminal.
        self.bar.get_or_insert_with(|| bar(self.total, self.alone)).set_position(done);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            // Also where the work failed: its error would stand behind the bar.
            bar.finish_and_clear();
        }
    }
}

/// Hidden where nobody looks at stderr, and where data appears on the terminal meanwhile: that is progress enough.
fn bar(total: u64, alone: bool) -> ProgressBar {
    let seen = io::stderr().is_terminal() && (alone || !io::stdout().is_terminal());
    let target = if seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(total), target);
    let template =
        if alone { "{wide_bar} {msg}, {eta} left" } else { "{wide_bar} {human_pos} of {human_len}, {eta} left" };
    let style = ProgressStyle::with_template(template);
    // The template is a constant that is known to be right; a bar of another look is better than a panic all the same.
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
