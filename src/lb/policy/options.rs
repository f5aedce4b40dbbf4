//! What can be set about policies, and which of them go by it.

use super::{Kind, POLICIES};

/// How servers are drawn by policies that compare a few.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sampling {
    /// Different ones.
    Distinct,
    /// Each by itself, so that one may be drawn twice.
    Independent,
}

impl Sampling {
    /// Of these options.
    pub fn name(options: &Options) -> &'static str {
        if options.distinct { "distinct" } else { "independent" }
    }
}

/// What can be set about a policy; each takes what it needs.
#[derive(Clone, Debug)]
pub struct Options {
    /// Servers that are compared for a choice, by the policies that compare a few.
    pub choices: usize,
    /// Whether these are different ones; else one server may be drawn twice.
    pub distinct: bool,
    /// Where a walk begins, and what a balancer's own order is made of.
    pub seed: u64,
    /// How many balancers send to these servers, as far as this one knows.
    pub balancers: usize,
    /// How many of the choices of one-plus-beta are between two servers, from 0 to 1.
    pub beta: f64,
    /// How many times the mean a server may have under bounded-load; more than 1.
    pub bound: f64,
    /// How long latencies are remembered by peak-ewma, in units of the experiment.
    pub decay: f64,
    /// The power of the requests and one by which weighted-least-request divides weights; 0 or more.
    pub bias: f64,
}

impl Default for Options {
    /// What the sources have, where they say: a bound of 1.25, a bias of 1, and ten seconds of requests that take a
    /// tenth of one.
    fn default() -> Self {
        Self { choices: 2, distinct: true, seed: 0, balancers: 1, beta: 0.5, bound: 1.25, decay: 100.0, bias: 1.0 }
    }
}

/// What of it somebody asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    pub choices: Option<usize>,
    pub distinct: Option<bool>,
    pub beta: Option<f64>,
    pub bound: Option<f64>,
    pub decay: Option<f64>,
    pub bias: Option<f64>,
}

impl Asked {
    /// By the names of flags and keys, as the rows of policies have them.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        let given = [
            ("choices", self.choices.is_some()),
            ("sampling", self.distinct.is_some()),
            ("beta", self.beta.is_some()),
            ("bound", self.bound.is_some()),
            ("decay", self.decay.is_some()),
            ("bias", self.bias.is_some()),
        ];
        given.into_iter().filter(|(_, is_given)| *is_given).map(|(name, _)| name)
    }

    /// The first that none of these policies goes by: whoever asked for it expects something of it.
    pub fn idle(&self, policies: &[&Kind]) -> Option<&'static str> {
        self.names().find(|name| !policies.iter().any(|policy| policy.takes.contains(name)))
    }

    /// The options of a policy before so many servers, whose name may say how many choices; a request takes `unit`.
    pub fn options(&self, named: Option<usize>, servers: usize, unit: f64) -> Options {
        let defaults = Options::default();
        Options {
            // Nobody asked for two of a lone server; whoever asks for more than there are is told so.
            choices: named.or(self.choices).unwrap_or(defaults.choices.min(servers.max(1))),
            distinct: self.distinct.unwrap_or(defaults.distinct),
            beta: self.beta.unwrap_or(defaults.beta),
            bound: self.bound.unwrap_or(defaults.bound),
            decay: self.decay.unwrap_or(defaults.decay * unit),
            bias: self.bias.unwrap_or(defaults.bias),
            ..defaults
        }
    }
}

/// The policies that go by this option.
pub fn takers(option: &str) -> String {
    let takes = |kind: &&Kind| kind.takes.contains(&option);
    POLICIES.iter().filter(takes).map(|kind| kind.name).collect::<Vec<_>>().join(" or ")
}
