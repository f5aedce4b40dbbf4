//! Which limiter explains what was seen: each model is asked about every decision, fed with the decisions as they were.

mod beam;
mod bucket;
mod concurrency;
mod log;
mod nice;
mod queue;
mod search;
pub mod seen;
#[cfg(test)]
mod tests;

use self::seen::View;
use super::trace::Shot;

/// A limiter with all that is set about it. Times are in seconds, rates in a second.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Model {
    /// Lets everybody pass.
    None,
    /// The token bucket; GCRA and the leaky meter decide alike.
    Bucket {
        rate: f64,
        burst: f64,
        counts_denied: bool,
    },
    Window {
        limit: i64,
        window: f64,
        from_first: bool,
    },
    Log {
        limit: usize,
        window: f64,
        counts_denied: bool,
    },
    Counter {
        limit: i64,
        window: f64,
        counts_denied: bool,
        /// What still counts of the last window is rounded down.
        is_whole: bool,
    },
    Lumps {
        limit: i64,
        window: f64,
        burst: i64,
    },
    /// A window from the first request, and a penalty that each attempt may prolong.
    Penalty {
        limit: i64,
        window: f64,
        penalty: f64,
        is_prolonged: bool,
    },
    /// A count in each second of a clock that knows whole ones only, and a penalty of so many of them that each attempt
    /// prolongs.
    Seconds {
        limit: i64,
        penalty: i64,
    },
    Queue {
        rate: f64,
        burst: f64,
    },
    Concurrency {
        limit: usize,
    },
}

impl Model {
    /// Every name that [`Model::name`] gives.
    pub const NAMES: &[&str] = &[
        "token-bucket",
        "fixed-window",
        "fixed-window-first",
        "sliding-log",
        "sliding-counter",
        "leaky-queue",
        "lump-refill",
        "concurrency",
        "penalty-box",
        "none",
    ];

    /// The name of its algorithm.
    pub fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Bucket { .. } => "token-bucket",
            Self::Window { from_first: false, .. } => "fixed-window",
            Self::Window { from_first: true, .. } => "fixed-window-first",
            Self::Log { .. } => "sliding-log",
            Self::Counter { .. } => "sliding-counter",
            Self::Lumps { .. } => "lump-refill",
            Self::Penalty { .. } | Self::Seconds { .. } => "penalty-box",
            Self::Queue { .. } => "leaky-queue",
            Self::Concurrency { .. } => "concurrency",
        }
    }

    /// The most at once after long idleness.
    pub fn burst(&self) -> Option<u64> {
        Some(match *self {
            Self::None => return None,
            Self::Bucket { burst, .. } | Self::Queue { burst, .. } => burst as u64,
            Self::Window { limit, .. } | Self::Counter { limit, .. } | Self::Penalty { limit, .. } => limit as u64,
            Self::Log { limit, .. } | Self::Concurrency { limit } => limit as u64,
            Self::Seconds { limit, .. } | Self::Lumps { burst: limit, .. } => limit as u64,
        })
    }

    /// How many in a period, and the period, of those that have one.
    pub fn window(&self) -> Option<(u64, f64)> {
        match *self {
            Self::Window { limit, window, .. }
            | Self::Counter { limit, window, .. }
            | Self::Lumps { limit, window, .. }
            | Self::Penalty { limit, window, .. } => Some((limit as u64, window)),
            Self::Log { limit, window, .. } => Some((limit as u64, window)),
            Self::Seconds { limit, .. } => Some((limit as u64, 1.0)),
            _ => None,
        }
    }

    /// For how long whoever came too often gets nothing, and whether asking prolongs it.
    pub fn penalty(&self) -> Option<(f64, bool)> {
        match *self {
            Self::Penalty { penalty, is_prolonged, .. } => Some((penalty, is_prolonged)),
            Self::Seconds { penalty, .. } => Some((penalty as f64, true)),
            _ => None,
        }
    }

    /// How many in a second in the long run; nothing where no time limits them.
    pub fn rate(&self) -> Option<f64> {
        match *self {
            Self::Bucket { rate, .. } | Self::Queue { rate, .. } => Some(rate),
            _ => self.window().map(|(limit, window)| limit as f64 / window),
        }
    }

    /// Whether those that are denied count, where that can be seen.
    pub fn counts_denied(&self) -> Option<bool> {
        match *self {
            Self::Bucket { counts_denied, .. }
            | Self::Log { counts_denied, .. }
            | Self::Counter { counts_denied, .. } => Some(counts_denied),
            _ => self.penalty().map(|(_, is_prolonged)| is_prolonged),
        }
    }

    /// How long idleness must last until a burst is there again.
    pub fn span(&self) -> f64 {
        match *self {
            Self::Bucket { rate, burst, .. } | Self::Queue { rate, burst } => burst / rate,
            Self::Window { window, .. } | Self::Log { window, .. } => window,
            Self::Counter { window, .. } => 2.0 * window,
            Self::Lumps { limit, window, burst } => window * ((burst + limit - 1) / limit) as f64,
            Self::Penalty { window, penalty, .. } => window.max(penalty),
            Self::Seconds { penalty, .. } => penalty as f64,
            Self::None | Self::Concurrency { .. } => 0.0,
        }
    }

    /// The parameter that is no whole number, and the model with another one in its place.
    fn knob(&self) -> Option<(f64, impl Fn(f64) -> Model + use<>)> {
        let model = *self;
        let value = match model {
            Self::Bucket { rate, .. } | Self::Queue { rate, .. } => rate,
            Self::Seconds { .. } => return None,
            _ => model.window()?.1,
        };
        Some((value, move |value| match model {
            Self::Bucket { burst, counts_denied, .. } => Self::Bucket { rate: value, burst, counts_denied },
            Self::Queue { burst, .. } => Self::Queue { rate: value, burst },
            Self::Window { limit, from_first, .. } => Self::Window { limit, window: value, from_first },
            Self::Log { limit, counts_denied, .. } => Self::Log { limit, window: value, counts_denied },
            Self::Counter { limit, counts_denied, is_whole, .. } => {
                Self::Counter { limit, window: value, counts_denied, is_whole }
            }
            Self::Lumps { limit, burst, .. } => Self::Lumps { limit, window: value, burst },
            Self::Penalty { limit, penalty, is_prolonged, .. } => {
                Self::Penalty { limit, window: value, penalty, is_prolonged }
            }
            other => other,
        }))
    }

    /// What more there is to be set than two numbers: a model that can be bent further must explain more.
    fn excess(&self, view: &View) -> f64 {
        // Nobody counts in windows as short as that; what looks like it is the time that requests take, as does what is as
        // if nobody had come once one of them is over.
        let is_short = self.window().is_some_and(|(_, window)| window < SHORTEST);
        let is_work = view.work.is_some_and(|work| (f64::MIN_POSITIVE..WORKED * work).contains(&self.span()));
        let hasty = if is_short || is_work { 3.0 } else { 0.0 };
        hasty
            + match self {
                // Whatever knows no time needs no guess at it.
                Self::Concurrency { .. } => -0.5,
                Self::Lumps { .. } | Self::Penalty { .. } | Self::Seconds { .. } => 0.9,
                Self::Bucket { counts_denied: true, .. }
                | Self::Log { counts_denied: true, .. }
                | Self::Counter { counts_denied: true, .. } => 0.9,
                _ => 0.0,
            }
    }

    /// How many of the decisions it does not explain; counted no further than `most`.
    pub fn contradictions(&self, view: &View, most: usize) -> usize {
        match *self {
            Self::None => view.denied + view.late,
            Self::Bucket { rate, burst, counts_denied } => bucket::count(view, rate, burst, counts_denied, most),
            Self::Log { limit, window, counts_denied } => log::count(view, limit, window, counts_denied, most),
            Self::Queue { rate, burst } => queue::count(view, rate, burst, most),
            Self::Concurrency { limit } => concurrency::count(view, limit, most),
            _ => beam::count(view, self, most),
        }
    }
}

/// A model and how well it does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub model: Model,
    pub contradictions: usize,
    /// Less is better.
    pub score: f64,
}

/// What a trace says.
#[derive(Clone, Debug, Default)]
pub struct Fit {
    /// The best of each algorithm, the best of all first.
    pub candidates: Vec<Candidate>,
    pub decisions: usize,
    /// Of the best, how low and how high its rate may be.
    pub rates: Option<(f64, f64)>,
    /// By what part of itself its rate or its window may be wrong.
    pub spread: f64,
}

/// In seconds.
const SHORTEST: f64 = 0.1;

/// A time may be so much longer than that for which one is worked and be the same.
const WORKED: f64 = 1.2;

/// By how much the best must be ahead of the others to be the one.
const CLEAR: f64 = 2.5;

impl Fit {
    /// The one that explains most; `None` where nothing was to be explained.
    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first()
    }

    /// Whether the best one explains all but a few.
    pub fn is_explained(&self) -> bool {
        self.best().is_none_or(|best| best.contradictions * 50 <= self.decisions)
    }

    /// Other algorithms that may be it as well.
    pub fn ambiguous(&self) -> impl Iterator<Item = &Candidate> {
        let bound = self.best().map_or(0.0, |best| best.score + CLEAR);
        self.candidates.iter().skip(1).filter(move |other| other.score < bound)
    }
}

/// The models that explain most.
pub fn fit(shots: &[Shot]) -> Fit {
    fit_after(shots, &Fit::default())
}

/// The same of what an access log says, which has no latencies: nothing is found that only they show, such as a queue
/// or a limit of those on their way at once.
pub fn fit_log(shots: &[Shot]) -> Fit {
    search::search(View::of_log(shots), &[])
}

/// The same, with more than was there before, when this was found.
pub fn fit_after(shots: &[Shot], before: &Fit) -> Fit {
    search::search(View::of(shots), &before.candidates)
}
