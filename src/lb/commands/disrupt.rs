//! `lb disrupt`: keys that move when servers leave or come.

use serde::Serialize;

use super::picture::PictureArgs;
use super::policy::find;
use crate::base::count::{count, within};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::one_of;
use crate::base::out::progress::Progress;
use crate::base::out::table::{Row, Table};
use crate::base::out::{Format, Out};
use crate::base::picture::{Bars, Picture, text};
use crate::base::random::GENERATOR;
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::lb::disrupt::{Change, Disruption, Moves, evenness_by_chance};
use crate::lb::policy::{Kind, Options, names};

/// Keys between two looks at the time.
const AT_ONCE: u64 = 4096;

/// Tables and circles of more take minutes to make.
const NODES_MAX: u64 = 10_000;

/// More would run for days, and a server's keys would be too many to count.
const KEYS_MAX: u64 = 1_000_000_000;

/// Count the keys that move when servers leave or come
///
/// Gives random keys to the servers before and after, and counts those that moved, and those that moved needlessly:
/// from a server that is there before and after to another such. At best nothing moves needlessly, and what moves is
/// the part that leaves with its servers, or that the new ones get. Evenness is the most that a server has, as times
/// the mean; beside it stands what it would be, of as many servers, if every key went anywhere by chance.
#[derive(clap::Args)]
pub struct Disrupt {
    /// Policies that go by key, separated by commas
    #[arg(
        long,
        value_name = "NAME,...",
        value_delimiter = ',',
        default_value = "ring,maglev,jump,rendezvous,multi-probe",
        value_parser = one_of(names),
        hide_possible_values = true
    )]
    policy: Vec<String>,
    /// Servers before
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = count)]
    nodes: u64,
    /// Servers that leave, drawn by the seed [default: 1]
    #[arg(long, value_name = "N", conflicts_with = "add", value_parser = count)]
    remove: Option<u64>,
    /// Servers that come, behind the last of the list
    #[arg(long, value_name = "N", value_parser = count)]
    add: Option<u64>,
    /// Keys
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = within::<KEYS_MAX>)]
    keys: u64,
    /// Where the random numbers begin; printed with the result [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    #[command(flatten)]
    picture: PictureArgs,
}

impl Run for Disrupt {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        // All names before any work, so that a slip in the last does not cost the time of the others.
        let kinds = self.policy.iter().map(|name| by_key(name)).collect::<Result<Vec<_>>>()?;
        let seed = self.seed.map_or_else(rng::number, Ok)?;
        let change = self.change(seed)?;
        let work = Work { change: &change, keys: self.keys, seed, watchdog };
        let mut progress = Progress::new(&context.out, self.keys * kinds.len() as u64);
        let mut rows = Vec::new();
        for kind in kinds {
            let done = rows.len() as u64 * self.keys;
            let moves = work.moves(kind, |keys| progress.at(done + keys))?;
            rows.push(Moved::of(kind, &work, &moves));
        }
        drop(progress);
        let picture = Picture::Bars(bars(&rows, &change));
        print(&rows, &work, &picture, &mut context.out)?;
        self.picture.write("gosys lb disrupt", &[picture])?;
        Ok(Exit::Ok)
    }
}

fn by_key(name: &str) -> Result<&'static Kind> {
    let (kind, _) = find(name)?;
    if kind.by_key {
        return Ok(kind);
    }
    Err(Error::usage(format!("{name} does not go by keys, so none can move"))
        .hint("`gosys lb policies` says which do, in the column KEY"))
}

impl Disrupt {
    fn change(&self, seed: u64) -> Result<Change> {
        let largest = self.nodes + self.add.unwrap_or(0);
        if largest > NODES_MAX {
            return Err(Error::usage(format!("{largest} servers are more than {NODES_MAX}")));
        }
        let (nodes, remove) = (self.nodes as usize, self.remove.unwrap_or(1));
        match self.add {
            _ if nodes == 0 => Err(Error::usage("--nodes is 0, so nobody has a key")),
            Some(add) => Ok(Change::add(nodes, add as usize)),
            None if remove < self.nodes => Ok(Change::remove(nodes, remove as usize, seed)),
            None => Err(Error::usage(format!("of {} servers {remove} cannot leave", self.nodes))
                .hint("one at least has to stay, for the keys to move to")),
        }
    }
}

struct Work<'a> {
    change: &'a Change,
    keys: u64,
    seed: u64,
    watchdog: Watchdog,
}

impl Work<'_> {
    fn moves(&self, kind: &Kind, mut progress: impl FnMut(u64)) -> Result<Moves> {
        let options = Options { seed: self.seed, ..Options::default() };
        let mut disruption = Disruption::new(kind, self.change, &options).map_err(Error::usage)?;
        let mut done = 0;
        while done < self.keys {
            let count = AT_ONCE.min(self.keys - done);
            disruption.keys(count);
            done += count;
            self.watchdog.check()?;
            progress(done);
        }
        Ok(disruption.moves())
    }
}

/// `gosys.lb-disrupt.v1`.
#[derive(Serialize)]
struct Moved {
    schema: &'static str,
    policy: &'static str,
    nodes_before: usize,
    nodes_after: usize,
    keys: u64,
    seed: u64,
    generator: &'static str,
    moved: u64,
    moved_share: f64,
    /// The share that has to move.
    theory: f64,
    needless: u64,
    needless_share: f64,
    /// The most that a server has, as times the mean.
    evenness_before: f64,
    /// The same if every key went anywhere by chance.
    evenness_before_by_chance: f64,
    evenness_after: f64,
    evenness_after_by_chance: f64,
}

impl Moved {
    fn of(kind: &Kind, work: &Work, moves: &Moves) -> Self {
        let Moves { keys, moved, needless, evenness_before, evenness_after } = *moves;
        let share = |part: u64| part as f64 / keys as f64;
        let (nodes_before, nodes_after) = (work.change.nodes_before(), work.change.nodes_after());
        Self {
            schema: "gosys.lb-disrupt.v1",
            policy: kind.name,
            nodes_before,
            nodes_after,
            keys,
            seed: work.seed,
            generator: GENERATOR,
            moved,
            moved_share: share(moved),
            theory: work.change.must_move(),
            needless,
            needless_share: share(needless),
            evenness_before,
            evenness_before_by_chance: evenness_by_chance(nodes_before, keys),
            evenness_after,
            evenness_after_by_chance: evenness_by_chance(nodes_after, keys),
        }
    }
}

impl Row for Moved {
    const COLUMNS: &'static [&'static str] =
        &["POLICY", "MOVED", "AT BEST", "NEEDLESS", "EVENNESS BEFORE", "BY CHANCE", "AFTER", "BY CHANCE"];

    fn cells(&self) -> Vec<String> {
        let percent = |share: f64| format!("{:.2} %", share * 100.0);
        let times = |times: f64| format!("{times:.3}");
        vec![
            self.policy.to_owned(),
            percent(self.moved_share),
            percent(self.theory),
            percent(self.needless_share),
            times(self.evenness_before),
            times(self.evenness_before_by_chance),
            times(self.evenness_after),
            times(self.evenness_after_by_chance),
        ]
    }
}

/// The keys that moved, beside those that have to.
fn bars(rows: &[Moved], change: &Change) -> Bars {
    Bars {
        title: format!("Keys moved, from {} servers to {}", change.nodes_before(), change.nodes_after()),
        axis: "% of the keys".to_owned(),
        bars: rows.iter().map(|row| (row.policy.to_owned(), row.moved_share * 100.0)).collect(),
        expected: Some(change.must_move() * 100.0),
    }
}

fn print(rows: &[Moved], work: &Work, picture: &Picture, out: &mut Out) -> Result<()> {
    if out.format() != Format::Text {
        return out.table(rows);
    }
    let (before, after) = (work.change.nodes_before(), work.change.nodes_after());
    let head = format!("{before} servers, then {after}; {} keys, seed {}, {GENERATOR}\n\n", work.keys, work.seed);
    out.data(format!("{head}{}\n{}", Table::of(rows, !out.is_quiet()), text::draw(picture, out.screen())))
}
