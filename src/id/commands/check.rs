//! `id check`: whether a list of ids is what it should be.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::input::{Event, Reader};
use super::record::canonical;
use super::scheme::{Chosen, SchemeArgs};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::lines::shown;
use crate::base::moment::rfc3339;
use crate::base::out::table::{Row, Table};
use crate::base::out::{Out, Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::id::sort::{Entry, Limits, Sorter};
use crate::id::tally::{Duplicate, Keys, Listed, NodeTally, PREFIXES_MAX, Peak, Sorted, origin};

/// As many nodes are shown to people.
const NODES: usize = 20;

/// Look for duplicates, disorder and steps of the clock
///
/// Reads a list of ids, one a line, and says how many are there twice, how many are smaller than the one before or
/// older than the latest before, and how many ids each node made, in all and in its busiest second. Every duplicate
/// is found, however many ids there are: they are sorted, in memory up to 262,144 of them, else in temporary files
/// of 28 bytes an id (in TMPDIR), with some 20 MB of memory; nodes beyond the first 262,144 are counted together.
/// Of several files each has an order of its own, and an id of one must not be in another either. The exit code is 1
/// if there is a duplicate, else 65 if a line is no id.
#[derive(clap::Args)]
pub struct Check {
    /// The lists, - among them for standard input [default: -]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    scheme: SchemeArgs,
}

impl Run for Check {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let chosen = self.scheme.choose(&context.settings)?;
        let files = if self.files.is_empty() { vec![PathBuf::from("-")] } else { self.files };
        let report = report(&chosen, files, watchdog, &mut context.out)?;
        context.out.record(&report)?;
        Ok(match &report {
            Report { duplicates: 1.., .. } => Exit::No,
            Report { malformed: 1.., .. } => Exit::Data,
            _ => Exit::Ok,
        })
    }
}

fn report(chosen: &Chosen, files: Vec<PathBuf>, watchdog: Watchdog, out: &mut Out) -> Result<Report> {
    let scheme = chosen.scheme();
    let (listed, mut keys) = (RefCell::new(Listed::default()), Keys::new(scheme));
    let mut lists = Lists::default();
    // Lines are counted through all files, so that one number is enough for an entry.
    let before = Cell::new(0);
    let mut sorter: Sorter<File> = Sorter::new(Limits::default(), tempfile::tempfile);
    let each = |event: Event, _: &mut Out| {
        let Event::Id(id, line) = event else { return Ok(()) };
        listed.borrow_mut().see(id.number, origin(scheme, &id).0);
        let key = keys.key(&id).ok_or_else(too_many_prefixes)?;
        sorter.push(Entry::new(key, before.get() + line))
    };
    let is_quiet = out.is_quiet();
    let mut reader = Reader { chosen, out, watchdog, malformed: 0, each };
    for file in files {
        let lines = reader.file(&file)?;
        lists.0.push((before.replace(before.get() + lines), file));
        listed.borrow_mut().end();
    }
    let Reader { malformed, watchdog, .. } = reader;

    let mut sorted = Sorted::default();
    // A UUID of version 1 begins with the low bits of its time.
    let by_time = scheme.clock().is_some();
    sorter.each(|entry| {
        watchdog.check()?;
        let (unix_ms, node) = origin(scheme, &keys.id(entry.key()));
        sorted.see(entry.key(), entry.line(), unix_ms.filter(|_| by_time).map(|ms| ms / 1000), node);
        Ok(())
    })?;
    let seen = Seen { lists, keys, listed: listed.into_inner(), malformed, sorted };
    Ok(Report::of(chosen, &seen, is_quiet))
}

/// Which files were read, each with how many lines were read before it.
#[derive(Default)]
struct Lists(Vec<(u64, PathBuf)>);

impl Lists {
    /// The file that this line of all is in, and which of its own it is.
    fn place(&self, line: u64) -> (String, u64) {
        let at = self.0.partition_point(|(before, _)| *before < line).saturating_sub(1);
        self.0.get(at).map_or((String::new(), line), |(before, file)| (file.display().to_string(), line - before))
    }
}

/// What was seen of a list.
struct Seen {
    lists: Lists,
    keys: Keys,
    listed: Listed,
    malformed: u64,
    sorted: Sorted,
}

fn too_many_prefixes() -> Error {
    Error::data(format!("there are more than {PREFIXES_MAX} different prefixes")).hint("check fewer types at a time")
}

/// `gosys.check.v1`.
#[derive(Serialize)]
struct Report {
    schema: &'static str,
    scheme: String,
    ids: u64,
    malformed: u64,
    duplicates: u64,
    first_duplicates: Vec<Twice>,
    out_of_order: u64,
    clock_back: u64,
    clock_back_max_ms: u64,
    /// RFC 3339 in UTC; null where there is none, and past the year 9999.
    first_time: Option<String>,
    last_time: Option<String>,
    /// Null where sorted ids are not in the order of time.
    peak_per_second: Option<u64>,
    nodes: Vec<Node>,
    /// Those of nodes that are too many to be told apart.
    ids_of_other_nodes: u64,
    #[serde(skip)]
    is_quiet: bool,
    #[serde(skip)]
    is_of_one: bool,
}

/// An id that is there again.
#[derive(Serialize)]
struct Twice {
    id: String,
    lines: [u64; 2],
    /// Those that the lines are of, as they were named.
    files: [String; 2],
}

#[derive(Serialize)]
struct Node {
    node: u64,
    ids: u64,
    peak_per_second: Option<u64>,
}

impl Report {
    fn of(chosen: &Chosen, seen: &Seen, is_quiet: bool) -> Self {
        let Seen { lists, keys, listed, malformed, sorted } = seen;
        let scheme = chosen.scheme();
        let peak = |peak: Peak| scheme.clock().map(|_| peak.ids);
        let (first, last) = listed.span_ms.unzip();
        let twice = |twice: &Duplicate| {
            let ((a, first), (b, again)) = (lists.place(twice.first), lists.place(twice.again));
            Twice { id: canonical(scheme, &keys.id(twice.key)), lines: [first, again], files: [a, b] }
        };
        let node = |(node, tally): (u64, NodeTally)| Node { node, ids: tally.ids, peak_per_second: peak(tally.peak) };
        Self {
            schema: "gosys.check.v1",
            scheme: scheme.name().to_owned(),
            ids: listed.ids,
            malformed: *malformed,
            duplicates: sorted.duplicates,
            first_duplicates: sorted.shown.iter().map(twice).collect(),
            out_of_order: listed.smaller,
            clock_back: listed.back,
            clock_back_max_ms: listed.back_max_ms,
            first_time: first.and_then(rfc3339),
            last_time: last.and_then(rfc3339),
            peak_per_second: peak(sorted.peak),
            nodes: sorted.busiest().into_iter().map(node).collect(),
            ids_of_other_nodes: sorted.of_other_nodes,
            is_quiet,
            is_of_one: lists.0.len() == 1,
        }
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        let time = |time: &Option<String>| time.clone().unwrap_or_else(|| "-".to_owned());
        let mut lines = vec![
            ("ids", self.ids.to_string()),
            ("malformed", self.malformed.to_string()),
            ("duplicates", self.duplicates.to_string()),
            ("out of order", self.out_of_order.to_string()),
            ("clock back", self.clock_back.to_string()),
            ("largest step", format!("{}ms", self.clock_back_max_ms)),
            ("first time", time(&self.first_time)),
            ("last time", time(&self.last_time)),
            ("peak a second", or_dash(self.peak_per_second)),
        ];
        let twice = |Twice { id, lines: [a, b], files: [one, other] }: &Twice| match self.is_of_one {
            true => ("duplicate", format!("{id} on lines {a} and {b}")),
            false => ("duplicate", format!("{id} at {}:{a} and {}:{b}", name(one), name(other))),
        };
        lines.extend(self.first_duplicates.iter().map(twice));
        lines
    }
}

impl Record for Report {
    fn text(&self) -> String {
        let mut text: String = self.lines().iter().map(|(key, value)| format!("{key:<13}  {value}\n")).collect();
        if !self.nodes.is_empty() {
            let shown = &self.nodes[..self.nodes.len().min(NODES)];
            text += &format!("\n{}", Table::of(shown, !self.is_quiet));
        }
        if self.nodes.len() > NODES {
            text += &format!("and {} more\n", self.nodes.len() - NODES);
        }
        if self.ids_of_other_nodes > 0 {
            text += &format!("and {} ids of still other nodes\n", self.ids_of_other_nodes);
        }
        text
    }
}

impl Row for Node {
    const COLUMNS: &'static [&'static str] = &["NODE", "IDS", "PEAK A SECOND"];

    fn cells(&self) -> Vec<String> {
        vec![self.node.to_string(), self.ids.to_string(), or_dash(self.peak_per_second)]
    }
}

fn name(file: &str) -> String {
    sanitize::line(&shown(Path::new(file)).display().to_string()).into_owned()
}

fn or_dash(value: Option<u64>) -> String {
    value.map_or("-".to_owned(), |value| value.to_string())
}
