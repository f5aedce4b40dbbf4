//! Ids on the local backend: the register of cells in a mapped file, or in memory.

use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::layout::Layout;
use super::plan::{IdPlan, Limits, Refusal};
use crate::backend::local;
use crate::backend::local::cells::{MappedCells, Purpose};
use crate::backend::local::folder::Folder;
use crate::backend::local::register::{Cell, Cells, Step, Taker, Volatile};
use crate::base::clock::{self, Clock};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::hash::{stable_hash, stable_hash_of_numbers};
use crate::base::moment::rfc3339;
use crate::base::rng;

/// The hint where the file is there and cannot be used.
const OTHER_NODE: &str = "one file serves one layout, epoch and node: restore it from a backup, \
    or choose another --node or folder (GOSYS_HOME)";

/// The folder of the registers in the local folder.
pub const GROUP: &str = "ids";

/// Whose cells these are.
#[derive(Clone, Debug)]
pub struct Identity<'a> {
    /// The scheme's name, or what stands for the user's own layout.
    pub name: &'a str,
    pub layout: Layout,
    pub node: u64,
    /// The place that leases the cells; empty where nobody does.
    pub leased_from: &'a str,
}

impl Identity<'_> {
    /// The name of the file.
    pub fn file(&self) -> String {
        let Self { name, node, leased_from, .. } = self;
        if leased_from.is_empty() { format!("{name}.{node}") } else { format!("{name}.{node}@{}", place(leased_from)) }
    }

    fn purpose(&self) -> Purpose {
        // All that changes what a cell means has to be here, or an old file would be taken for something else.
        let mut fields = self.layout.identity();
        fields.push(self.node);
        if !self.leased_from.is_empty() {
            fields.push(stable_hash(&[self.leased_from.as_bytes()]));
        }
        let identity = stable_hash_of_numbers(&fields);
        Purpose { label: format!("{} node {}", self.name, self.node), identity, hint: OTHER_NODE }
    }
}

/// A server in the name of a file.
pub fn place(leased_from: &str) -> String {
    format!("{:016x}", stable_hash(&[leased_from.as_bytes()]))
}

/// The lowest cell of a node that was never taken, for who only looks; `None` where there is no register.
pub fn next_cell(folder: &Folder, identity: &Identity<'_>) -> Result<Option<u64>> {
    let file = identity.file();
    let Some(found) = folder.find(GROUP, &file)? else { return Ok(None) };
    identity.purpose().peek(&found, &folder.path().join(GROUP).join(file), Cell::Next).map(Some)
}

/// The cells of one node, open for taking.
pub struct Register {
    cells: Box<dyn Cells>,
    taker: Taker,
    plan: IdPlan,
    node: u64,
    /// The file, for messages.
    path: PathBuf,
    /// By which a server tells this register, in this start of the machine, from every other.
    owner: String,
    /// Whether the clock was behind the register at the last taking, and how far.
    behind: Option<Duration>,
}

impl Register {
    /// Opens the register of a node, making it where it does not exist.
    pub fn open(folder: &Folder, identity: &Identity<'_>, limits: Limits) -> Result<Self> {
        // Before the file is opened: what time that takes on a busy machine is not lost, see `IdPlan::oldest_tick`.
        let begun = clock::System.wall_us();
        let purpose = identity.purpose();
        let leased = !identity.leased_from.is_empty();
        let initial = purpose.new_file(if leased { rng::number()? } else { 0 });
        let (file, path) = folder.open(GROUP, &identity.file(), &initial)?;
        let inode = if leased { inode(&file, &path)? } else { [0; 2] };
        let cells = MappedCells::map(file, &path, &purpose)?;
        let boot = local::boot()?;
        // A copy of the file, in another container or on another machine, must not pass for this one.
        let numbers = [cells.load(Cell::Token), boot, inode[0], inode[1]].map(u64::to_le_bytes);
        let hash = |salt: &[u8]| stable_hash(&[salt, numbers.as_flattened()]);
        let (owner, mark, limits) = if leased {
            // Not the kernel's start alone: a copy that is used in the same start gives up the window it was copied
            // with. And as a loss of power gives up the window as well, nothing has to be on disk before it is used.
            let owner = format!("{:016x}{:016x}", hash(b"a"), hash(b"b"));
            (owner, hash(b"mark") | 1, Limits { durable: false, ..limits })
        } else {
            (String::new(), boot, limits)
        };
        let plan = IdPlan { leased, ..IdPlan::new(&identity.layout, limits, begun) };
        let mut taker = Taker::new(mark);
        // Before a window is written down: the first step in a new start would give that up too.
        taker.begin(&cells);
        let (cells, node) = (Box::new(cells), identity.node);
        Ok(Self { cells, taker, plan, node, path, owner, behind: None })
    }

    /// Cells of this process alone. They begin at a random place, so that two such processes with one node may be
    /// lucky.
    pub fn in_memory(layout: &Layout, node: u64, limits: Limits) -> Result<Self> {
        let limits = Limits { durable: false, ..limits };
        let plan = IdPlan::new(layout, limits, clock::System.wall_us());
        let cells = Volatile::default();
        let sequences = 1_u64.checked_shl(layout.sequence_bits).unwrap_or(1);
        cells.raise(Cell::Next, plan.start(0, clock::System.wall_us()).saturating_add(rng::number()? % sequences));
        let (cells, path) = (Box::new(cells), PathBuf::from("this process"));
        Ok(Self { cells, taker: Taker::new(1), plan, node, path, owner: String::new(), behind: None })
    }

    pub fn node(&self) -> u64 {
        self.node
    }

    /// By which a server tells this register, in this start of the machine, from every other.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// The shared numbers themselves.
    pub fn cells(&self) -> &dyn Cells {
        &*self.cells
    }

    /// Takes up to `wanted` cells, at least one; none where the window is used up. Waits for the clock where the
    /// layout has no free cell yet.
    pub fn take(&mut self, wanted: u64) -> Result<Option<Range<u64>>> {
        self.plan.wanted = wanted;
        loop {
            let step = self.taker.step(&*self.cells, &self.plan, &clock::System);
            match step.map_err(|e| Error::file(&self.path, "write", &e))? {
                Step::Again => {}
                Step::Taken(range) => {
                    self.behind = self.plan.behind(range.start, clock::System.wall_us());
                    return Ok(Some(range));
                }
                // Nothing is held meanwhile: whoever is stopped or killed here is in nobody's way.
                Step::Wait(span) => thread::sleep(span),
                Step::Refused(Refusal::WindowUsed) => return Ok(None),
                Step::Refused(refusal) => return Err(self.refused(&refusal)),
            }
        }
    }

    /// How far the clock was behind the register at the last taking, where that was out of the ordinary.
    pub fn behind(&self) -> Option<Duration> {
        self.behind
    }

    fn refused(&self, refusal: &Refusal) -> Error {
        let (node, file) = (self.node, self.path.display());
        match refusal {
            Refusal::BeforeEpoch => {
                // 75 for a clock that is wrong: it may be right in a moment, as after a start without a hardware clock.
                Error::new(Exit::Busy, "the clock is before the first time that this layout can hold")
                    .hint("set the clock right, or choose a scheme with an earlier epoch")
            }
            Refusal::ClockBehind { by } => {
                let message = format!("the clock is {} behind the last id of node {node} in {file}", coarse(*by));
                let other = if self.plan.layout.node_bits > 0 { ", another --node needs no waiting" } else { "" };
                Error::new(Exit::Busy, message).hint(format!("set the clock right; --max-jump inf goes on{other}"))
            }
            Refusal::ClockAhead { by } => {
                let message = format!("the clock has jumped {} ahead since the last id of node {node}", coarse(*by));
                Error::new(Exit::Busy, message).hint(
                    "if it is right now, --max-jump inf takes it as it is; if it is wrong, ids of today would keep the \
                     node waiting until then",
                )
            }
            Refusal::RegisterEnded => {
                // 65: the file is wrong, and no waiting mends that.
                Error::data(format!("{file} holds a time past the end of the layout, and the clock does not"))
                    .hint("it is corrupt, or the clock was once far ahead: choose another --node")
            }
            Refusal::LayoutEnded => {
                let end_us = self.plan.layout.begins_us(self.plan.layout.end_tick());
                let end = rfc3339(end_us / 1000).map_or(String::new(), |end| format!(", which ended on {end}"));
                let message = format!("the clock is past the last time that this layout can hold{end}");
                Error::new(Exit::Settings, message)
                    .hint("set the clock right, or choose a scheme or --epoch that is later")
            }
            Refusal::WindowUsed => Error::new(Exit::Internal, "a window that nobody leased is used up"),
        }
    }
}

/// To the second, or the day: nobody needs more of a clock that is wrong.
pub fn coarse(span: Duration) -> String {
    const DAY: u64 = 86_400;
    match span.as_secs() {
        seconds if seconds < 2 * DAY => HumanDuration(Duration::from_secs(seconds.max(1))).to_string(),
        seconds => format!("{} days", seconds / DAY),
    }
}

/// The node for whoever names none: the same for every process of this user with this folder on this machine,
/// however the folder is spelt.
pub fn default_node(folder: &Folder, node_max: u64) -> Result<u64> {
    let user = rustix::process::geteuid().as_raw().to_le_bytes();
    let path = folder.canonical()?;
    // The hash is mixed at its end, so its low bits are as good as any.
    Ok(stable_hash(&[&local::machine(), &user, path.as_os_str().as_encoded_bytes()]) & node_max)
}

fn inode(file: &File, path: &Path) -> Result<[u64; 2]> {
    let about = file.metadata().map_err(|e| Error::file(path, "inspect", &e))?;
    Ok([about.dev(), about.ino()])
}
