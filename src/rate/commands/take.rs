//! `rate take`: may I? asked by a script, of a limit that others share.

use std::time::Duration;

use serde::Serialize;

use super::turn::{Line, MOST, cell, seconds};
use crate::base::count::{count, within};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::rate::limit::{Limit, requests};
use crate::rate::take::{Answer, Key, What};

/// Take from a limit that many share
///
/// The exit code is 0 if it was taken and 1 if not; then the seconds to wait are printed, rounded up. A limit needs no
/// making: it has its whole burst at first. --limit and --burst are those of this call and are kept nowhere, so a
/// changed one holds at once, but for what was taken before; all who use a KEY should give the same.
///
/// On the local backend the time since the machine's start decides, which nobody can set; each key keeps a file of 128
/// bytes. On Redis it is the server's clock, in one round trip: each step of it forward may let one burst more through,
/// and a step back keeps all waiting as long. A key that Redis has lost in a restart has no more than the limit allows
/// in the time that the server has been up, if the user may ask for INFO. On etcd the clocks of the hosts decide: where
/// they differ, what the limit allows in that time is let through in addition, and who is behind waits as long.
#[derive(clap::Args)]
pub struct Take {
    /// The limit's name: any text of up to 240 bytes, where each that is no letter, digit, _, - or . counts three
    #[arg(value_name = "KEY")]
    name: Key,
    /// The limit, such as 100/s or 600/m
    #[arg(long, value_name = "RATE", value_parser = requests)]
    limit: Limit,
    /// The most at once after long idleness; `run` has 1 [default: the count of the limit]
    #[arg(long, value_name = "N", value_parser = within::<MOST>)]
    burst: Option<u64>,
    /// How many to take, all or none
    #[arg(short = 'n', value_name = "N", default_value_t = 1, value_parser = within::<MOST>)]
    count: u64,
    /// Queue up, and wait for the turn; 75 at once if that comes later than this
    ///
    /// Turns are in the order of coming, and nobody asks twice. Whoever is interrupted gives its turn back, if nobody
    /// has come since.
    #[arg(long, value_name = "DURATION", conflicts_with_all = ["peek", "give_back", "set_remaining"])]
    wait: Option<HumanDuration>,
    /// Take nothing: say what would be
    #[arg(long, conflicts_with_all = ["give_back", "set_remaining"])]
    peek: bool,
    /// Give so many back that were taken and not used, and print what remains
    #[arg(long, value_name = "N", value_parser = within::<MOST>, conflicts_with_all = ["set_remaining", "count"])]
    give_back: Option<u64>,
    /// Have so many remain, as a server's header may say, and print what remains: a burst at most
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "count")]
    set_remaining: Option<u64>,
    /// Which answer it is if the backend cannot be asked [default: an error]
    #[arg(long, value_enum, value_name = "ANSWER")]
    on_error: Option<OnError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum OnError {
    /// As if it had been taken: exit 0.
    Allow,
    /// As if nothing were left: exit 1.
    Deny,
}

/// `gosys.rate-take.v1`.
#[derive(Serialize)]
struct Taken<'a> {
    schema: &'static str,
    key: &'a str,
    /// With `--peek`, whether it could be; null where nothing was to be taken.
    taken: Option<bool>,
    /// Null where the backend could not be asked.
    remaining: Option<u64>,
    /// How long was waited, or is to be; null where that is not known.
    wait_s: Option<f64>,
    limit: String,
    burst: u64,
    #[serde(skip)]
    text: String,
}

impl Record for Taken<'_> {
    fn text(&self) -> String {
        self.text.clone()
    }
}

impl Run for Take {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let cell = cell(self.limit, self.burst())?;
        if self.count > self.burst() {
            let message =
                format!("-n {} is more than a burst of {}: it could never be taken", self.count, self.burst());
            return Err(Error::usage(message).hint("take less at a time, or give a larger --burst"));
        }
        let out = context.settings.out()?;
        let line = Line::select(&context.settings, &out, &self.name, cell)?;
        let answer = match self.ask(&line) {
            Err(error) if self.answers_for(&error) => return self.without_asking(&error, context),
            answer => answer?,
        };
        if let Err(error) = context.out.record(&self.record(&answer)) {
            self.untold(error, &answer, &line)?;
        }
        match self.wait {
            Some(wait) if !answer.granted => Err(line.too_late(&answer, wait.0, &format!("--wait {wait}"))),
            _ => Ok(if answer.granted { Exit::Ok } else { Exit::No }),
        }
    }
}

impl Take {
    fn burst(&self) -> u64 {
        self.burst.unwrap_or_else(|| self.limit.count())
    }

    /// Whether it is told what there is, and takes nothing.
    fn changes(&self) -> bool {
        self.give_back.is_some() || self.set_remaining.is_some()
    }

    fn ask(&self, line: &Line<'_>) -> Result<Answer> {
        match (self.give_back, self.set_remaining) {
            (Some(n), _) => line.ask(What::GiveBack { n }),
            (_, Some(n)) => line.ask(What::Leave { n }),
            _ if self.peek => line.ask(What::Peek { n: self.count }),
            _ => line.turn(self.count, self.wait.map_or(Duration::ZERO, |HumanDuration(span)| span)),
        }
    }

    /// What becomes of an answer that could not be printed.
    fn untold(&self, error: Error, answer: &Answer, line: &Line<'_>) -> Result<()> {
        let (message, key) = (error.message(), &self.name);
        if self.changes() {
            let text = format!("`{key}` was changed, but {message}");
            return unless_closed(error)
                .map_err(|_| Error::new(Exit::Io, text).hint("--peek -o json shows what remains"));
        }
        if self.peek || !answer.granted {
            return unless_closed(error);
        }
        // Who wanted to read the answer goes by that: to it nothing was taken.
        let rest = if line.undo(self.count, answer) { "so it was given back" } else { "and it is lost" };
        Err(Error::new(Exit::Io, format!("`{key}` was taken from, but {message}, {rest}")))
    }

    /// Whether `--on-error` has an answer where the backend has none.
    fn answers_for(&self, error: &Error) -> bool {
        // What is wrong about the call, the settings or the data would go on being wrong unseen.
        let is_away = matches!(error.exit(), Exit::Unavailable | Exit::Io | Exit::Denied | Exit::Timeout);
        self.on_error.is_some() && is_away
    }

    fn without_asking(&self, error: &Error, context: &mut Context) -> Result<Exit> {
        let allows = self.on_error == Some(OnError::Allow);
        let word = if allows { "allowed" } else { "denied" };
        context.out.note(&format!("{word} by --on-error: {}", error.message()));
        // Nobody knows that anything was given back or set, whatever the caller goes on to do.
        let taken = (!self.changes()).then_some(allows);
        context.out.record(&Taken { taken, ..self.empty() }).or_else(unless_closed)?;
        Ok(if allows { Exit::Ok } else { Exit::No })
    }

    fn record(&self, answer: &Answer) -> Taken<'_> {
        let text = match answer.granted {
            _ if self.changes() => format!("{}\n", answer.remaining),
            true => String::new(),
            false => format!("{}\n", seconds(answer.wait)),
        };
        let wait_s = answer.wait.div_ceil(1_000_000) as f64 / 1000.0;
        let taken = (!self.changes()).then_some(answer.granted);
        Taken { taken, remaining: Some(answer.remaining), wait_s: Some(wait_s), text, ..self.empty() }
    }

    fn empty(&self) -> Taken<'_> {
        Taken {
            schema: "gosys.rate-take.v1",
            key: self.name.as_str(),
            taken: None,
            remaining: None,
            wait_s: None,
            limit: self.limit.to_string(),
            burst: self.burst(),
            text: String::new(),
        }
    }
}

/// A reader who is gone is no failure, and changes nothing about the answer: the exit code tells it as well.
fn unless_closed(error: Error) -> Result<()> {
    if error.exit() == Exit::Ok { Ok(()) } else { Err(error) }
}
