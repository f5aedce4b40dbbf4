//! `id at`: the ids of a moment.

use serde::Serialize;

use super::record::canonical;
use super::scheme::{Chosen, SchemeArgs, no_nodes, no_such_node};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::{Moment, rfc3339};
use crate::base::out::{Format, Record};
use crate::base::verb::{Context, Run};
use crate::id::number::Number;
use crate::id::{Id, Scheme, Source};

/// Give the least and the greatest id of a moment
///
/// The two are the bounds of the tick in which the time lies: what was made in it is not less than the first and not
/// greater than the second, whatever made it. So they cut a range out of a database, or begin a page of it. With
/// --node they are those of one node.
#[derive(clap::Args)]
pub struct At {
    /// The moment, such as 2026-01-01T12:00:00Z, @1767225600 or now
    #[arg(value_name = "TIME")]
    time: Moment,
    /// Only the least
    #[arg(long, conflicts_with = "max")]
    min: bool,
    /// Only the greatest
    #[arg(long)]
    max: bool,
    /// Only ids of this node
    #[arg(long, value_name = "NODE")]
    node: Option<u64>,
    #[command(flatten)]
    scheme: SchemeArgs,
}

/// `gosys.bounds.v1`.
#[derive(Serialize)]
struct Bounds {
    schema: &'static str,
    scheme: String,
    /// RFC 3339 in UTC; null past the year 9999.
    time: Option<String>,
    unix_ms: u64,
    min: String,
    max: String,
    #[serde(skip)]
    only: Only,
}

/// Which of the two people get to see.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Only {
    Min,
    Max,
    Both,
}

impl Record for Bounds {
    fn text(&self) -> String {
        let Self { min, max, .. } = self;
        match self.only {
            Only::Min => format!("{min}\n"),
            Only::Max => format!("{max}\n"),
            Only::Both => format!("min  {min}\nmax  {max}\n"),
        }
    }
}

impl Run for At {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let chosen = self.scheme.choose(&context.settings)?;
        let Moment { unix_ms } = self.time;
        let (min, max) = match self.node {
            None => chosen.scheme().bounds(tick_of(chosen.scheme(), unix_ms)?),
            Some(node) => bounds_of_node(&chosen, unix_ms, node)?,
        };
        let only = if self.min { Only::Min } else { Only::Both };
        let only = if self.max { Only::Max } else { only };
        let is_binary = chosen.format().is_some_and(|format| format.is_binary());
        // Two of them could not be told apart: any byte may be one that ends a line.
        if is_binary && context.out.format() == Format::Text {
            return match only {
                Only::Min => context.out.data(written(&chosen, min)),
                Only::Max => context.out.data(written(&chosen, max)),
                Only::Both => Err(Error::usage("bytes have no lines").hint("ask for --min or --max")),
            }
            .map(|()| Exit::Ok);
        }
        let text = |number| match is_binary {
            // Bytes are no text.
            true => canonical(chosen.scheme(), &Id::from(number)),
            false => String::from_utf8_lossy(&written(&chosen, number)).into_owned(),
        };
        context.out.record(&Bounds {
            schema: "gosys.bounds.v1",
            scheme: chosen.scheme().name().to_owned(),
            time: rfc3339(unix_ms),
            unix_ms,
            min: text(min),
            max: text(max),
            only,
        })?;
        Ok(Exit::Ok)
    }
}

fn bounds_of_node(chosen: &Chosen, unix_ms: u64, node: u64) -> Result<(Number, Number)> {
    let scheme = chosen.scheme();
    let Source::Cells(layout) = scheme.source() else {
        return Err(no_nodes(scheme));
    };
    if node > layout.node_max() {
        return Err(no_such_node(Exit::Usage, scheme, layout, node));
    }
    let (min, max) = layout.bounds_of_node(tick_of(scheme, unix_ms)?, node);
    Ok((min.into(), max.into()))
}

fn written(chosen: &Chosen, number: Number) -> Vec<u8> {
    let mut text = Vec::new();
    chosen.write(&Id::from(number), &mut text);
    text
}

/// The error for a time that a scheme cannot hold, or has no place for.
fn tick_of(scheme: &dyn Scheme, unix_ms: u64) -> Result<u64> {
    let clock = scheme.clock().ok_or_else(|| {
        Error::usage(format!("there is no time in a {}", scheme.name())).hint("`gosys id schemes` shows which have one")
    })?;
    clock.at(unix_ms).ok_or_else(|| {
        let shown = |ms| rfc3339(ms).unwrap_or_else(|| "past the year 9999".to_owned());
        let last = clock.begins_ms((1 << clock.bits) - 1);
        Error::usage(format!("a {} cannot hold {}", scheme.name(), shown(unix_ms))).hint(format!(
            "it holds {} to {}",
            shown(clock.epoch_ms),
            shown(last)
        ))
    })
}
