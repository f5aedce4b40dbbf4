//! The options that say which kind of id is meant, the same for every verb.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::Moment;
use crate::base::settings::Settings;
use crate::id::format::{self, FORMATS, Format};
use crate::id::layout::Layout;
use crate::id::{self, Form, Id, Malformed, SCHEMES, Scheme};

// No doc comment on the struct: clap would make it every verb's description.
#[derive(clap::Args, Clone, Debug, Default, PartialEq)]
pub struct SchemeArgs {
    /// The kind of id; `gosys id schemes` lists them [default: snowflake]
    #[arg(short, long, value_name = "NAME", value_parser = scheme_parser(), hide_possible_values = true, ignore_case = true)]
    pub scheme: Option<Named>,
    /// A layout of your own: bits of time, node and sequence
    #[arg(long, value_name = "TIME:NODE:SEQ")]
    pub layout: Option<Widths>,
    /// When its time 0 was, such as 2026-01-01 [default: the scheme's]
    #[arg(long, value_name = "TIME")]
    pub epoch: Option<Moment>,
    /// The length of its tick, such as 10ms [default: the scheme's]
    #[arg(long, value_name = "DURATION")]
    pub unit: Option<HumanDuration>,
    /// How ids are written [default: the scheme's own form]
    #[arg(long, value_name = "FORMAT", value_parser = format_parser())]
    pub format: Option<&'static Format>,
}

fn scheme_parser() -> impl TypedValueParser<Value = Named> {
    // Clap's own list, so that completions know the names and a slip of the pen gets a suggestion.
    PossibleValuesParser::new(SCHEMES.iter().copied().map(Scheme::name)).try_map(|name| name.parse::<Named>())
}

fn format_parser() -> impl TypedValueParser<Value = &'static Format> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.name))
        .try_map(|name| format::by_name(&name).ok_or("no such format"))
}

/// A row of the table of schemes.
#[derive(Clone, Copy)]
pub struct Named(pub &'static dyn Scheme);

impl fmt::Debug for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

impl PartialEq for Named {
    fn eq(&self, other: &Self) -> bool {
        self.0.name() == other.0.name()
    }
}

impl FromStr for Named {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || SCHEMES.iter().map(|scheme| scheme.name()).collect::<Vec<_>>().join(", ");
        id::by_name(&text.to_ascii_lowercase())
            .map(Self)
            .ok_or_else(|| format!("no such scheme; there are {}", names()))
    }
}

/// `41:10:12`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths {
    time: u32,
    node: u32,
    sequence: u32,
}

impl FromStr for Widths {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bits: Vec<u32> = text.split(':').map_while(|bits| bits.parse().ok()).collect();
        let &[time, node, sequence] = &bits[..] else {
            return Err("write the bits of time, node and sequence, such as 41:10:12".to_owned());
        };
        // Of the sum of anything larger there is no telling.
        if bits.iter().any(|bits| *bits > 63) || time + node + sequence > 64 {
            return Err("together they have more than 64 bits".to_owned());
        }
        if time == 0 || node > 32 || sequence > 32 {
            return Err("time has at least 1 bit, node and sequence at most 32 each".to_owned());
        }
        Ok(Self { time, node, sequence })
    }
}

/// The kind of id that is meant, and how it is written.
pub struct Chosen {
    scheme: Owned,
    format: Option<&'static Format>,
}

enum Owned {
    Row(&'static dyn Scheme),
    Own(Box<dyn Scheme>),
}

impl SchemeArgs {
    /// What the arguments, variables and settings mean together.
    pub fn choose(&self, settings: &Settings) -> Result<Chosen> {
        let named = settings.get("scheme", self.scheme)?.map_or(SCHEMES[0], |Named(scheme)| scheme);
        let widths = settings.get("layout", self.layout)?;
        let epoch = settings.get("epoch", self.epoch)?;
        let unit = settings.duration("unit", self.unit)?;
        let format = match settings.get("format", self.format.map(Written))? {
            // A form that the scheme has anyway.
            Some(Written(format)) if matches!(named.form(), Form::Format(own) if own.name == format.name) => None,
            other => other.map(|Written(format)| format),
        };
        let scheme = if widths.is_none() && epoch.is_none() && unit.is_none() {
            Owned::Row(named)
        } else {
            own_layout(named, widths, epoch, unit)?
        };
        let chosen = Chosen { scheme, format };
        match chosen.scheme().form() {
            Form::Only(_) if format.is_some() => {
                let message = format!("a {} is more than a number: it has no other format", chosen.scheme().name());
                Err(Error::usage(message).hint("leave out --format"))
            }
            _ => Ok(chosen),
        }
    }
}

fn own_layout(
    named: &'static dyn Scheme,
    widths: Option<Widths>,
    epoch: Option<Moment>,
    unit: Option<Duration>,
) -> Result<Owned> {
    let base = named.flake().ok_or_else(|| {
        let names: Vec<&str> = id::flakes().map(Scheme::name).collect();
        Error::usage(format!("--layout, --epoch and --unit change 64-bit schemes only, not {}", named.name()))
            .hint(format!("these are {}", names.join(", ")))
    })?;
    let mut layout = base.layout;
    if let Some(Widths { time, node, sequence }) = widths {
        layout = Layout { time_bits: time, node_bits: node, sequence_bits: sequence, ..layout };
    }
    if let Some(unit) = unit {
        let ms = u64::try_from(unit.as_millis()).unwrap_or(0);
        if ms == 0 || !unit.subsec_nanos().is_multiple_of(1_000_000) {
            return Err(Error::usage("a tick is a whole number of milliseconds, and at least one").hint("--unit 10ms"));
        }
        layout.tick_ms = ms;
    }
    layout.epoch_ms = epoch.map_or(layout.epoch_ms, |Moment { unix_ms }| unix_ms);
    // By another way to the same layout: then it is the same scheme, with the same register.
    let same = id::flakes().find(|flake| flake.layout == layout);
    Ok(same.map_or_else(|| Owned::Own(Box::new(base.with_layout(layout))), |flake| Owned::Row(flake)))
}

/// A format by its name in a variable or a profile.
#[derive(Clone, Copy)]
struct Written(&'static Format);

impl FromStr for Written {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let names = || FORMATS.iter().map(|format| format.name).collect::<Vec<_>>().join(", ");
        format::by_name(text).map(Self).ok_or_else(|| format!("no such format; there are {}", names()))
    }
}

impl Chosen {
    /// Another scheme of the user's own making in place of the row of the table.
    pub fn replaced_by(self, scheme: Box<dyn Scheme>) -> Self {
        Self { scheme: Owned::Own(scheme), ..self }
    }

    pub fn scheme(&self) -> &dyn Scheme {
        match &self.scheme {
            Owned::Row(scheme) => *scheme,
            Owned::Own(scheme) => &**scheme,
        }
    }

    /// The format asked for, where it is not the scheme's own form.
    pub fn format(&self) -> Option<&'static Format> {
        self.format
    }

    /// Appends the id as it was asked for.
    pub fn write(&self, id: &Id, out: &mut Vec<u8>) {
        match self.format {
            Some(format) => format.write(id.number, self.scheme().bits(), out),
            None => self.scheme().write(id, out),
        }
    }

    /// Reads an id in the form that was asked for.
    pub fn read(&self, text: &[u8]) -> Result<Id, Malformed> {
        match self.format {
            None => self.scheme().read(std::str::from_utf8(text).map_err(|_| Malformed::NotText)?),
            Some(format) => {
                let number = format.read(text, self.scheme().bits())?;
                self.scheme().check(number)?;
                Ok(Id::from(number))
            }
        }
    }
}

/// The error for a node that the layout of a scheme has no place for.
pub fn no_such_node(exit: Exit, scheme: &dyn Scheme, layout: &Layout, node: u64) -> Error {
    Error::new(exit, format!("there is no node {node} in a {}", scheme.name()))
        .hint(format!("nodes go from 0 to {}", layout.node_max()))
}

/// The error for a node where there are none.
pub fn no_nodes(scheme: &dyn Scheme) -> Error {
    Error::usage(format!("there are no nodes in a {}", scheme.name())).hint("leave out --node")
}
