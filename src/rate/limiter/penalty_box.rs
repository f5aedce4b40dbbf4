//! A penalty box: who was denied once is denied for a while, whatever he does.

use super::{Decision, Kind, Limiter, Setup, fixed_window};

pub const KIND: Kind = Kind {
    name: "penalty-box",
    about: "a window from the first request; who asks for more is denied everything for ten periods",
    source: "Apache's mod_evasive; fail2ban",
    counts_whole: true,
    make: |setup| {
        // With a penalty of its own the table's row is put around this one.
        let usual = Setup { penalty: setup.limit.period().saturating_mul(10), ..*setup };
        let inner = (fixed_window::FROM_FIRST.make)(setup);
        if setup.penalty > 0 { inner } else { around(inner, &usual) }
    },
};

/// This limiter in a box.
pub fn around(inner: Box<dyn Limiter>, setup: &Setup) -> Box<dyn Limiter> {
    Box::new(PenaltyBox { inner, penalty: setup.penalty, until: 0, free: 0, counts_denied: setup.counts_denied })
}

struct PenaltyBox {
    inner: Box<dyn Limiter>,
    penalty: u64,
    until: u64,
    /// When what is inside would admit again, which may be later than the box opens.
    free: u64,
    /// Whether each attempt in the box makes it last as long again.
    counts_denied: bool,
}

impl Limiter for PenaltyBox {
    fn ask(&mut self, now: u64, n: u64) -> Decision {
        // Inside nothing is asked of the limiter, so that it has recovered when the box opens.
        let is_inside = now < self.until;
        if !is_inside {
            match self.inner.ask(now, n) {
                Decision::Deny { wait } => self.free = wait.map_or(0, |wait| now.saturating_add(wait)),
                admitted => return admitted,
            }
        }
        if !is_inside || self.counts_denied {
            self.until = now.saturating_add(self.penalty);
        }
        Decision::Deny { wait: Some(self.until.max(self.free) - now) }
    }

    fn ended(&mut self, now: u64, took: u64, well: bool) {
        self.inner.ended(now, took, well);
    }

    fn listens(&self) -> bool {
        self.inner.listens()
    }

    fn remaining(&self, now: u64) -> u64 {
        if now < self.until { 0 } else { self.inner.remaining(now) }
    }

    fn full_in(&self, now: u64) -> u64 {
        self.inner.full_in(now).max(self.until.saturating_sub(now))
    }

    fn bytes(&self) -> usize {
        self.inner.bytes() + size_of::<u64>()
    }
}
