//! Where the numbers of new ids come from: a register, a server's window, the system's randomness or a name.

use std::mem;
use std::ops::Range;
use std::time::Duration;

use rand::RngExt;
use rand::rngs::StdRng;

#[cfg(feature = "remote")]
use super::leasehold::Leasehold;
use super::new::Node;
use super::scheme::{Chosen, no_nodes, no_such_node};
use crate::backend::local::folder::Folder;
use crate::backend::url::Url;
use crate::backend::{self, Capability};
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::Out;
use crate::base::rng;
use crate::base::settings::Settings;
use crate::id::layout::Layout;
use crate::id::local::{Identity, Register, coarse, default_node};
use crate::id::number::Number;
use crate::id::plan::Limits;
use crate::id::text::decimal_lines;
use crate::id::{Form, Id, PER_CELL, Scheme, Source};

/// As many random ids are made at a time.
const RANDOM: u64 = 4096;
/// Five years: time enough to move to another layout.
const LAST_YEARS_MS: u64 = 5 * 366 * 86_400_000;

/// What the user asked for, besides the scheme.
#[cfg_attr(not(feature = "remote"), expect(dead_code, reason = "only servers lease windows"))]
pub struct Wanted {
    pub node: Option<Node>,
    /// Whether the command line names it, so that a mistake is the command line's.
    pub node_is_flag: bool,
    pub limits: Limits,
    pub window: Duration,
    pub stateless: bool,
    pub accept_empty: bool,
    /// The folder for the registers, instead of the backend and of the usual folder.
    pub folder: Option<Url>,
    /// The namespace and the name.
    pub name: Option<(u128, String)>,
}

/// Ids that are nobody else's, still to be written.
pub enum Batch {
    Cells(Range<u64>),
    /// So many ids, [`PER_CELL`] in each cell.
    Padded(Range<u64>, u64),
    Random(u64),
    One(Number),
}

impl Batch {
    pub fn count(&self) -> u64 {
        match self {
            Self::Cells(range) => range.end - range.start,
            Self::Padded(_, count) | Self::Random(count) => *count,
            Self::One(_) => 1,
        }
    }
}

/// Where cells come from.
pub trait Supply {
    /// Up to `wanted` cells of the register's node, at least one.
    fn take(&mut self, wanted: u64, out: &Out) -> Result<Range<u64>>;

    fn register(&self) -> &Register;

    /// Does what the next call would otherwise have to wait for.
    fn finish(&mut self, out: &Out);
}

impl Supply for Register {
    fn take(&mut self, wanted: u64, _: &Out) -> Result<Range<u64>> {
        let no_window = || Error::new(Exit::Internal, "a register without a lease has no window to use up");
        self.take(wanted)?.ok_or_else(no_window)
    }

    fn register(&self) -> &Register {
        self
    }

    fn finish(&mut self, _: &Out) {}
}

/// Makes ids of one scheme.
pub struct Maker<'a> {
    chosen: Chosen,
    supply: Option<Box<dyn Supply + 'a>>,
    random: Option<StdRng>,
    name: Option<Number>,
    warned: bool,
}

impl<'a> Maker<'a> {
    /// Opens what the scheme's ids are made of.
    pub fn open(chosen: Chosen, wanted: Wanted, settings: &'a Settings, out: &Out) -> Result<Self> {
        let (mut random, mut name) = (None, None);
        // Also where nobody is asked: a URL that is wrong is told whatever is made.
        let url = wanted.folder.clone().map_or_else(|| backend::select(settings, Capability::Id), Ok)?;
        let supply = match chosen.scheme().source() {
            Source::Cells(layout) => {
                warn_of_the_end(layout, out);
                Some(cells(chosen.scheme(), layout, &wanted, &url, settings, out)?)
            }
            Source::Padded(layout, _) => {
                random = Some(rng::generator()?);
                // Between hosts their random bits keep them apart, so no server is asked.
                Some(ordered(chosen.scheme(), layout, &wanted, &url)?)
            }
            Source::Random(_) => {
                random = Some(rng::generator()?);
                None
            }
            Source::Name(make) => {
                name = wanted.name.map(|(namespace, name)| make(&namespace.to_be_bytes(), name.as_bytes()));
                None
            }
            Source::Elsewhere(_) => None,
        };
        Ok(Self { chosen, supply, random, name, warned: false })
    }

    /// Up to `wanted` new ids, at least one.
    pub fn take(&mut self, wanted: u64, out: &Out) -> Result<Batch> {
        let is_padded = matches!(self.chosen.scheme().source(), Source::Padded(..));
        let Some(supply) = &mut self.supply else {
            return Ok(self.name.map_or(Batch::Random(wanted.min(RANDOM)), Batch::One));
        };
        let cells = supply.take(if is_padded { wanted.div_ceil(PER_CELL) } else { wanted }, out)?;
        self.warn_of_the_clock(out);
        if !is_padded {
            return Ok(Batch::Cells(cells));
        }
        let made = (cells.end - cells.start).saturating_mul(PER_CELL).min(wanted);
        Ok(Batch::Padded(cells, made))
    }

    /// Appends these ids to `text`, and hands it to `full` before it has more than `at_once` bytes; no id is parted.
    pub fn write(
        &mut self,
        batch: Batch,
        end: u8,
        at_once: usize,
        text: &mut Vec<u8>,
        mut full: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        let is_decimal = matches!(self.chosen.scheme().form(), Form::Format(form) if form.name == "dec");
        let is_binary = self.chosen.format().is_some_and(|format| format.is_binary());
        text.clear();
        if let (Source::Cells(layout), Batch::Cells(cells)) = (self.chosen.scheme().source(), &batch)
            && is_decimal
            && self.chosen.format().is_none()
        {
            let node = self.node();
            // An id has at most twenty digits.
            for start in cells.clone().step_by(at_once / 21) {
                decimal_lines(layout, start..cells.end.min(start.saturating_add(at_once as u64 / 21)), node, end, text);
                full(text)?;
                text.clear();
            }
            return Ok(());
        }
        self.each(batch, |chosen, id| {
            let before = text.len();
            chosen.write(&id, text);
            if !is_binary {
                text.push(end);
            }
            if text.len() > at_once {
                full(&text[..before])?;
                text.drain(..before);
            }
            Ok(())
        })?;
        full(text)
    }

    /// Calls `each` for every id.
    pub fn each(&mut self, batch: Batch, mut each: impl FnMut(&Chosen, Id) -> Result<()>) -> Result<()> {
        let node = self.node();
        let Self { chosen, random, .. } = self;
        match (batch, chosen.scheme().source(), random) {
            (Batch::One(number), ..) => each(chosen, number.into()),
            (Batch::Cells(cells), Source::Cells(layout), _) => {
                cells.into_iter().try_for_each(|cell| each(chosen, Number::from(layout.id(cell, node)).into()))
            }
            (Batch::Padded(cells, count), Source::Padded(layout, make), Some(random)) => {
                let full = cells.zip((0..count).step_by(PER_CELL as usize));
                let mut cells = full.map(|(cell, made)| (cell, PER_CELL.min(count - made)));
                cells.try_for_each(|(cell, count)| {
                    let bits = first_bits(random, count);
                    steps(random, make(layout, cell, bits), count)
                        .try_for_each(|id| each(chosen, Number::from(id).into()))
                })
            }
            (Batch::Random(count), Source::Random(make), Some(random)) => {
                let now_ms = clock::unix_ms();
                let mut number = || Number::of(random.random(), random.random());
                (0..count).try_for_each(|_| each(chosen, make(number(), now_ms).into()))
            }
            _ => Err(Error::new(Exit::Internal, "ids without a source")),
        }
    }

    /// After the ids are out: puts in order what the next call will need.
    pub fn finish(mut self, out: &Out) {
        if let Some(supply) = &mut self.supply {
            supply.finish(out);
        }
        // The process is about to end, and then the kernel unmaps for less than a call would cost.
        mem::forget(self.supply);
    }

    fn register(&self) -> Option<&Register> {
        self.supply.as_ref().map(|supply| supply.register())
    }

    fn node(&self) -> u64 {
        self.register().map_or(0, Register::node)
    }

    fn warn_of_the_clock(&mut self, out: &Out) {
        let behind = self.register().and_then(Register::behind);
        if let Some(behind) = behind.filter(|_| !self.warned) {
            self.warned = true;
            let behind = coarse(behind);
            out.note(&format!(
                "the clock is {behind} behind the last id: ids go on from there, so their time is ahead"
            ));
        }
    }
}

/// Random bits for the first id of a cell of so many. All steps to the others end below bit 60: in front of it stands
/// the cell.
fn first_bits(random: &mut StdRng, count: u64) -> u128 {
    let bits: u128 = random.random();
    // Nobody steps from the only one.
    if count > 1 { bits & !(1 << 59) } else { bits }
}

/// So many ids of one cell, each more than the one before by a random step.
fn steps(random: &mut StdRng, first: u128, count: u64) -> impl Iterator<Item = u128> {
    (0..count).scan(first, |next, _| {
        let id = *next;
        // Past the last one it may begin anew; nobody looks at that.
        *next = next.wrapping_add(u128::from(random.random::<u32>()) + 1);
        Some(id)
    })
}

/// Cells of a node: of this host's folder, of a server, or of nobody.
fn cells<'a>(
    scheme: &dyn Scheme,
    layout: &Layout,
    wanted: &Wanted,
    url: &Url,
    settings: &'a Settings,
    out: &Out,
) -> Result<Box<dyn Supply + 'a>> {
    let max = layout.node_max();
    let number = match wanted.node {
        Some(Node::Number(node)) if node > max => {
            let exit = if wanted.node_is_flag { Exit::Usage } else { Exit::Settings };
            return Err(no_such_node(exit, scheme, layout, node));
        }
        Some(Node::Number(node)) => Some(node),
        Some(Node::Auto) | None => None,
    };
    if wanted.stateless {
        // n ids in one tick and node meet with a probability of about n^2 / 2^(bits + 1): the birthday paradox.
        let bits = layout.sequence_bits + if number.is_some() { 0 } else { layout.node_bits } + 1;
        out.note(&format!(
            "--stateless: nothing is written down, so ids are unique only with some probability; \
             n processes in one tick collide with about n^2/2^{bits}"
        ));
        let node = number.map_or_else(|| rng::number().map(|number| number & max), Ok)?;
        return Ok(Box::new(Register::in_memory(layout, node, wanted.limits)?));
    }
    if url.is_local() {
        if !wanted.limits.durable {
            out.note("--durability process: a loss of power may make ids of the seconds before a second time");
        }
        let folder = Folder::of(url)?;
        let node = number.map_or_else(|| default_node(&folder, max), Ok)?;
        let identity = Identity { name: scheme.name(), layout: *layout, node, leased_from: "" };
        return Ok(Box::new(Register::open(&folder, &identity, wanted.limits)?));
    }
    #[cfg(feature = "remote")]
    return Ok(Box::new(Leasehold::open(url, scheme, layout, number, wanted, settings)?));
    #[cfg(not(feature = "remote"))]
    leased(url, settings)
}

#[cfg(not(feature = "remote"))]
fn leased<'a>(url: &Url, _: &'a Settings) -> Result<Box<dyn Supply + 'a>> {
    Err(Error::new(Exit::Internal, format!("{url} cannot lease ids")))
}

/// Cells that order ids with random bits among the processes of this host.
fn ordered<'a>(scheme: &dyn Scheme, layout: &Layout, wanted: &Wanted, url: &Url) -> Result<Box<dyn Supply + 'a>> {
    if wanted.node.is_some() && wanted.node_is_flag {
        return Err(no_nodes(scheme));
    }
    if wanted.stateless {
        return Ok(Box::new(Register::in_memory(layout, 0, wanted.limits)?));
    }
    let identity = Identity { name: scheme.register(), layout: *layout, node: 0, leased_from: "" };
    let folder = if url.is_local() { Folder::of(url)? } else { own_folder()? };
    Ok(Box::new(Register::open(&folder, &identity, wanted.limits)?))
}

/// The local backend's usual folder, whatever backend is selected.
pub fn own_folder() -> Result<Folder> {
    let url: Url = "local:".parse().map_err(|_| Error::new(Exit::Internal, "`local:` is no URL"))?;
    Folder::of(&url)
}

/// A layout that is nearly used up is told while there is time to move.
fn warn_of_the_end(layout: &Layout, out: &Out) {
    let end_ms = layout.begins_us(layout.end_tick()) / 1000;
    let left_ms = end_ms.saturating_sub(clock::unix_ms());
    // Past the end there is an error instead.
    if left_ms > 0 && left_ms < LAST_YEARS_MS {
        let end = rfc3339(end_ms).unwrap_or_default();
        out.note(&format!("this layout ends on {end}: then no more ids can be made with it"));
    }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn the_ids_of_a_cell_go_up_below_bit_60() {
        for seed in 0..1000 {
            let random = &mut StdRng::seed_from_u64(seed);
            let first = first_bits(random, PER_CELL);
            let ids: Vec<u128> = steps(random, first, PER_CELL).collect();
            assert!(ids.len() == PER_CELL as usize && ids.is_sorted_by(|a, b| a < b), "{seed}");
            assert!(ids.iter().all(|id| id >> 60 == first >> 60), "{seed}");
        }
    }

    #[test]
    fn an_id_by_itself_has_all_its_bits() {
        let mut random = StdRng::seed_from_u64(1);
        let all = (0..200).map(|_| first_bits(&mut random, 1)).fold(0, |all, bits| all | bits);
        assert_eq!(all, u128::MAX);
    }
}
