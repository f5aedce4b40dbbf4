//! `id schemes`: the kinds of ids.

use std::time::Duration;

use serde::Serialize;

use super::scheme::SchemeArgs;
use crate::base::duration::HumanDuration;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::id::format::FORMATS;
use crate::id::{Form, SCHEMES, Scheme, Source, Ticks};

/// List the kinds of ids: bits, epoch, limit, last day
///
/// The limit is what one node can make in a second, or one host where there are no nodes. The last day is that of the
/// layout: on the next, no more ids can be made. With a scheme or a layout of your own only that one is listed.
#[derive(clap::Args)]
pub struct Schemes {
    #[command(flatten)]
    scheme: SchemeArgs,
}

impl Run for Schemes {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let rows = if self.scheme == SchemeArgs::default() {
            SCHEMES.iter().map(|scheme| SchemeRow::of(*scheme)).collect()
        } else {
            vec![SchemeRow::of(self.scheme.choose(&context.settings)?.scheme())]
        };
        context.out.table(&rows)?;
        Ok(Exit::Ok)
    }
}

/// `gosys.scheme.v1`.
#[derive(Serialize)]
struct SchemeRow {
    schema: &'static str,
    name: String,
    bits: u32,
    time_bits: Option<u32>,
    node_bits: Option<u32>,
    sequence_bits: Option<u32>,
    /// RFC 3339 in UTC.
    epoch: Option<String>,
    epoch_ms: Option<u64>,
    unit_ms: Option<u64>,
    /// Ids of a node; null where nothing but the machine limits it.
    per_second: Option<f64>,
    /// Null where there is none, and past the year 9999.
    last_day: Option<String>,
    /// The last day on which the number is not negative as a signed one, where the last bit is used.
    last_day_signed: Option<String>,
    /// A format, or `own`.
    form: &'static str,
    /// How long that is at most.
    characters: usize,
    formats: Vec<&'static str>,
    /// Whether ids are strictly in order among all processes of a host.
    ordered: bool,
    about: &'static str,
    #[serde(skip)]
    has_end: bool,
}

impl SchemeRow {
    fn of(scheme: &dyn Scheme) -> Self {
        let layout = match scheme.source() {
            Source::Cells(layout) | Source::Padded(layout, _) => Some(layout),
            Source::Random(_) | Source::Name(_) | Source::Elsewhere(_) => None,
        };
        let clock = scheme.clock();
        let (form, characters) = form(scheme);
        let all = || FORMATS.iter().map(|format| format.name).collect();
        Self {
            schema: "gosys.scheme.v1",
            name: scheme.name().to_owned(),
            bits: scheme.bits(),
            time_bits: clock.map(|clock| clock.bits),
            node_bits: layout.filter(|layout| layout.node_bits > 0).map(|layout| layout.node_bits),
            sequence_bits: layout.map(|layout| layout.sequence_bits),
            epoch: clock.and_then(|clock| rfc3339(clock.epoch_ms)),
            epoch_ms: clock.map(|clock| clock.epoch_ms),
            unit_ms: clock.map(|clock| clock.tick_ms),
            per_second: scheme.source().ids_per_second(),
            last_day: clock.and_then(|clock| day(&clock, clock.bits)),
            last_day_signed: clock.filter(|_| is_unsigned(scheme)).and_then(|clock| day(&clock, clock.bits - 1)),
            form,
            characters,
            formats: if matches!(scheme.form(), Form::Only(_)) { vec![] } else { all() },
            ordered: layout.is_some(),
            about: scheme.about(),
            has_end: clock.is_some(),
        }
    }
}

/// The form that ids have where nothing else is asked for, and its length.
fn form(scheme: &dyn Scheme) -> (&'static str, usize) {
    match scheme.form() {
        Form::Format(format) => {
            let mut longest = Vec::new();
            format.write(u64::MAX.into(), scheme.bits(), &mut longest);
            (format.name, longest.len())
        }
        Form::Text(characters) | Form::Only(characters) => ("own", characters),
    }
}

/// Whether a 64-bit id may have its highest bit set.
fn is_unsigned(scheme: &dyn Scheme) -> bool {
    scheme.flake().is_some_and(|flake| flake.layout.holds(u64::MAX))
}

/// The day of the last tick that so many bits can hold.
fn day(clock: &Ticks, bits: u32) -> Option<String> {
    let last = rfc3339(clock.begins_ms((1 << bits) - 1))?;
    last.get(..10).map(str::to_owned)
}

impl Row for SchemeRow {
    const COLUMNS: &'static [&'static str] =
        &["NAME", "BITS", "TIME", "NODE", "SEQUENCE", "EPOCH", "UNIT", "LIMIT", "LAST DAY", "FORM", "ABOUT"];

    fn cells(&self) -> Vec<String> {
        let number = |bits: Option<u32>| bits.map_or("-".to_owned(), |bits| bits.to_string());
        let none = || "-".to_owned();
        let end = if self.has_end { "past 9999" } else { "-" };
        vec![
            self.name.clone(),
            self.bits.to_string(),
            number(self.time_bits),
            number(self.node_bits),
            number(self.sequence_bits),
            // The time of day is in the record; here it would double the width.
            self.epoch.as_deref().and_then(|epoch| epoch.get(..10)).map_or_else(none, str::to_owned),
            self.unit_ms.map_or_else(none, |ms| HumanDuration(Duration::from_millis(ms)).to_string()),
            self.per_second.map_or_else(none, rounded),
            self.last_day.clone().unwrap_or_else(|| end.to_owned()),
            self.form.to_owned(),
            self.about.to_owned(),
        ]
    }
}

/// A limit, with a digit behind the point only where it is needed.
fn rounded(limit: f64) -> String {
    if limit.fract() == 0.0 { format!("{limit:.0}") } else { format!("{limit:.1}") }
}
