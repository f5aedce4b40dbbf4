//! `id new`: makes ids.

use std::str::FromStr;
use std::time::Duration;

use super::maker::{Maker, Wanted};
use super::record::IdRecord;
use super::scheme::{Chosen, SchemeArgs};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::progress::Progress;
use crate::base::out::{Format, Out};
use crate::base::settings::Settings;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::id::Source;
use crate::id::plan::Limits;
use crate::id::schemes::uuid5;

/// How long a window is that is leased from a server, where nothing else is said.
// One call a second finds its window over in less than one of a hundred.
const WINDOW: Duration = Duration::from_secs(120);
/// The longest window: a host that is gone keeps its node for as long.
const WINDOW_MAX: Duration = Duration::from_secs(24 * 3600);
/// A pipe takes so many bytes at once or not at all (PIPE_BUF): the lines of processes that share one stay whole.
const WHOLE: usize = 4096;
/// About as many as an empty pipe takes.
const MUCH: usize = 60 * 1024;
/// So many ids are worth more than the smallest writes.
const MANY: u64 = 10_000;
/// As many at a time: between two batches the end of the time is looked at.
const BATCH_MAX: u64 = 1 << 20;

/// Make unique ids, one a line
///
/// Time-ordered ids of one folder and node are unique and in order among all processes that use them, also when the
/// clock was set back or a process was killed. When more are wanted than the layout has left at this moment, the call
/// waits for its ticks: at most 4,096,000 a second for a snowflake. On a backend that is a server the host leases
/// a window of a node's ids and works in that alone.
#[derive(clap::Args, Debug, Default, PartialEq)]
pub struct New {
    #[command(flatten)]
    scheme: SchemeArgs,
    /// How many, or inf [default: 1]
    #[arg(short = 'n', long, value_name = "N")]
    count: Option<Count>,
    /// End each with a NUL byte instead of a newline
    #[arg(short = '0', long)]
    null: bool,
    /// The node to make them for, or auto
    #[arg(long, value_name = "NODE")]
    node: Option<Node>,
    /// Use ticks that were never used and are up to this old [default: 0s]
    #[arg(long, value_name = "DURATION")]
    lag: Option<HumanDuration>,
    /// Let ids be ahead of the clock by up to this much [default: 0s]
    #[arg(long, value_name = "DURATION")]
    ahead: Option<HumanDuration>,
    /// How far the clock may have jumped before none is made, or inf [default: 24h]
    #[arg(long, value_name = "DURATION")]
    max_jump: Option<Jump>,
    /// What ids stay unique through [default: power]
    #[arg(long, value_enum, value_name = "WHAT")]
    durability: Option<Durability>,
    /// Write nothing down: unique only with some probability
    #[arg(long)]
    stateless: bool,
    /// How long a window to lease from a server [default: 2m]
    #[arg(long, value_name = "DURATION")]
    window: Option<HumanDuration>,
    /// Believe that a Redis that has just started has forgotten no window
    #[arg(long)]
    accept_empty: bool,
    /// For uuid5: dns, url, oid, x500 or a UUID
    #[arg(long, value_name = "UUID", value_parser = read_namespace)]
    namespace: Option<u128>,
    /// For uuid5: the name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// For typeid: the type
    #[arg(long, value_name = "TYPE")]
    prefix: Option<String>,
}

/// How many ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Count(u64);

impl FromStr for Count {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            // More than anybody will live to see.
            "inf" => Ok(Self(u64::MAX)),
            _ => text.parse().map(Self).map_err(|_| "write a number below 2^64, or inf"),
        }
    }
}

/// A node as the user names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    Number(u64),
    Auto,
}

impl FromStr for Node {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "auto" => Ok(Self::Auto),
            _ => text.parse().map(Self::Number).map_err(|_| "write a number, or auto"),
        }
    }
}

/// How far a clock may jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump(pub Duration);

impl FromStr for Jump {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "inf" => Ok(Self(Duration::MAX)),
            _ => text.parse().map(|HumanDuration(jump)| Self(jump)),
        }
    }
}

/// What ids stay unique through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Durability {
    /// A loss of power.
    Power,
    /// The end of processes; no write to disk is waited for.
    Process,
}

impl FromStr for Durability {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        clap::ValueEnum::from_str(text, false).map_err(|_| "write power or process")
    }
}

fn read_namespace(text: &str) -> Result<u128, String> {
    uuid5::namespace(text).map_err(|why| format!("{why}; or write dns, url, oid or x500"))
}

impl Run for New {
    fn run(self, context: &mut Context) -> Result<Exit> {
        // Before a register is opened: that counts against --timeout as well.
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let chosen = self.choose(&context.settings)?;
        let count = self.count.map_or(1, |Count(count)| count);
        self.check(&chosen, count, &context.out)?;
        let wanted = self.wanted(&context.settings)?;
        let mut maker = Maker::open(chosen, wanted, &context.settings, &context.out)?;
        // Looked at only where it matters: few ids are one small write anyway.
        let at_once = if count > MANY && !context.out.may_be_shared() { MUCH } else { WHOLE };
        let mut writer = Writer { null: self.null, at_once, progress: Progress::new(&context.out, count) };
        writer.make(&mut maker, count, &mut context.out, &watchdog)?;
        context.out.flush()?;
        maker.finish(&context.out);
        Ok(Exit::Ok)
    }
}

impl New {
    fn choose(&self, settings: &Settings) -> Result<Chosen> {
        let chosen = self.scheme.choose(settings)?;
        let Some(prefix) = &self.prefix else { return Ok(chosen) };
        match chosen.scheme().with_prefix(prefix) {
            None => Err(Error::usage("--prefix is for typeid").hint("add --scheme typeid")),
            Some(Err(why)) => Err(Error::usage(format!("`{prefix}`: {why}"))),
            Some(Ok(scheme)) => Ok(chosen.replaced_by(scheme)),
        }
    }

    /// Refuses options that do not go together.
    fn check(&self, chosen: &Chosen, count: u64, out: &Out) -> Result<()> {
        let name = chosen.scheme().name();
        let named = self.namespace.is_some() || self.name.is_some();
        match chosen.scheme().source() {
            Source::Elsewhere(others) => {
                Err(Error::usage(format!("a `{name}` is only read")).hint(format!("to make one, use {others}")))
            }
            Source::Name(_) if self.namespace.is_none() || self.name.is_none() => {
                Err(Error::usage(format!("a {name} is made of --namespace and --name"))
                    .hint("gosys id new --scheme uuid5 --namespace dns --name www.example.com"))
            }
            Source::Name(_) if count > 1 => {
                Err(Error::usage(format!("a {name} is the same every time")).hint("leave out -n"))
            }
            Source::Name(_) | Source::Random(_) if self.names_cells() => {
                Err(Error::usage(format!("a {name} is not made of the clock and a node"))
                    .hint("leave out --node, --lag, --ahead, --max-jump, --durability, --stateless and --window"))
            }
            Source::Name(_) => Ok(()),
            _ if named => Err(Error::usage("--namespace and --name are for uuid5").hint("add --scheme uuid5")),
            _ if self.null && out.format() != Format::Text => {
                Err(Error::usage("--null goes with -o text only").hint("leave out one of them"))
            }
            _ if self.null && chosen.format().is_some_and(|format| format.is_binary()) => {
                Err(Error::usage("bytes have nothing between them").hint("leave out --null"))
            }
            _ => Ok(()),
        }
    }

    /// Whether an option was given that says how cells are taken.
    fn names_cells(&self) -> bool {
        let spans = [self.lag, self.ahead, self.window].iter().any(Option::is_some);
        let others = self.node.is_some() || self.max_jump.is_some() || self.durability.is_some();
        spans || others || self.stateless || self.accept_empty
    }

    fn wanted(&self, settings: &Settings) -> Result<Wanted> {
        let duration = |key, flag| settings.duration(key, flag);
        let usual = Limits::default();
        let limits = Limits {
            lag: duration("lag", self.lag)?.unwrap_or(usual.lag),
            ahead: duration("ahead", self.ahead)?.unwrap_or(usual.ahead),
            max_jump: settings.get("max_jump", self.max_jump)?.map_or(usual.max_jump, |Jump(jump)| jump),
            durable: settings.get("durability", self.durability)? != Some(Durability::Process),
        };
        let window = duration("window", self.window)?.unwrap_or(WINDOW);
        if window.is_zero() || window > WINDOW_MAX {
            let exit = if self.window.is_some() { Exit::Usage } else { Exit::Settings };
            return Err(Error::new(exit, "a window is longer than nothing and no longer than 24h")
                .hint("a host that is gone keeps its node until its window ends"));
        }
        Ok(Wanted {
            node: settings.get("node", self.node)?,
            node_is_flag: self.node.is_some(),
            limits,
            window,
            stateless: self.stateless,
            accept_empty: self.accept_empty,
            folder: None,
            name: self.namespace.zip(self.name.clone()),
        })
    }
}

/// Where the ids go.
struct Writer {
    null: bool,
    /// How many bytes a write has at most.
    at_once: usize,
    progress: Progress,
}

impl Writer {
    fn make(&mut self, maker: &mut Maker<'_>, count: u64, out: &mut Out, watchdog: &Watchdog) -> Result<()> {
        let end = if self.null { 0 } else { b'\n' };
        let mut made = 0;
        let mut text = Vec::new();
        while made < count {
            watchdog.check()?;
            // Taken before they are printed: if that fails, numbers are lost and nothing else.
            let batch = maker.take((count - made).min(BATCH_MAX), out)?;
            made += batch.count();
            if out.format() == Format::Text {
                maker.write(batch, end, self.at_once, &mut text, |text| out.data(text))?;
            } else {
                maker.each(batch, |chosen, id| out.record(&IdRecord::of(chosen, &id)))?;
            }
            self.progress.at(made);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args, FromArgMatches};

    use super::*;

    #[test]
    fn the_default_is_what_no_arguments_mean() {
        let matches = New::augment_args(clap::Command::new("new")).get_matches_from(["new"]);
        assert_eq!(New::from_arg_matches(&matches).unwrap(), New::default());
    }
}
