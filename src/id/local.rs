//! Ids on the local backend: the register of cells in a mapped file.

use std::ops::Range;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use super::Scheme;
use super::plan::{IdPlan, Refusal};
use crate::backend::local;
use crate::backend::local::cells::{MappedCells, Purpose};
use crate::backend::local::folder::Folder;
use crate::backend::local::register::{Step, Taker};
use crate::base::clock::{self, Clock};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::hash::stable_hash;

/// The hint where the file is there and cannot be used.
const OTHER_NODE: &str = "one file serves one layout, epoch and node: restore it from a backup, \
    or choose another --node or folder (GOSYS_HOME)";

/// The cells of one node, open for taking.
pub struct Register {
    cells: MappedCells,
    taker: Taker,
    plan: IdPlan,
    node: u64,
    path: PathBuf,
    /// Whether the clock was behind the register at the last taking, and how far.
    behind: Option<Duration>,
}

impl Register {
    /// Opens the register of `node`, making it where it does not exist.
    pub fn open(folder: &Folder, scheme: &dyn Scheme, node: u64, max_jump: Duration) -> Result<Self> {
        // Before the file is opened: what time that takes on a busy machine is not lost, see `IdPlan::begun_tick`.
        let begun = clock::System.wall_us();
        let layout = scheme.layout();
        // All that changes what a cell means has to be here, or an old file would be taken for something else.
        let fields = [
            u64::from(layout.time_bits),
            u64::from(layout.node_bits),
            u64::from(layout.sequence_bits),
            layout.epoch_ms,
            layout.tick_ms,
            node,
        ];
        // In one byte order everywhere: the hash is in files that outlive the machine.
        let identity = stable_hash(&fields.each_ref().map(|field| field.to_le_bytes()).each_ref().map(|f| &f[..]));
        let purpose = Purpose { label: format!("{} node {node}", scheme.name()), identity, hint: OTHER_NODE };
        let name = format!("{}.{node}", scheme.name());
        let (file, path) = folder.open("ids", &name, &purpose.empty_file())?;
        let cells = MappedCells::map(file, &path, &purpose)?;
        let plan = IdPlan::new(layout, max_jump, begun);
        Ok(Self { cells, taker: Taker::new(local::boot()?), plan, node, path, behind: None })
    }

    /// Takes up to `wanted` cells, at least one. Waits for the clock where the layout has no free cell yet.
    pub fn take(&mut self, wanted: u64) -> Result<Range<u64>> {
        self.plan.wanted = wanted;
        loop {
            let step = self.taker.step(&self.cells, &self.plan, &clock::System);
            match step.map_err(|e| Error::file(&self.path, "write", &e))? {
                Step::Again => {}
                Step::Taken(range) => {
                    self.behind = self.plan.behind(range.start, clock::System.wall_us());
                    return Ok(range);
                }
                // Nothing is held meanwhile: whoever is stopped or killed here is in nobody's way.
                Step::Wait(span) => thread::sleep(span),
                Step::Refused(refusal) => return Err(self.refused(&refusal)),
            }
        }
    }

    /// How far the clock was behind the register at the last taking, where that was out of the ordinary.
    pub fn behind(&self) -> Option<Duration> {
        self.behind
    }

    fn refused(&self, refusal: &Refusal) -> Error {
        match refusal {
            Refusal::BeforeEpoch => {
                // 75 for a clock that is wrong: it may be right in a moment, as after a start without a hardware clock.
                Error::new(Exit::Busy, "the clock is before the first time that this layout can hold")
                    .hint("set the clock right, or choose a scheme with an earlier epoch")
            }
            Refusal::ClockBehind { by } => {
                let message = format!(
                    "the clock is {} behind the last id of node {} in {}",
                    coarse(*by),
                    self.node,
                    self.path.display()
                );
                Error::new(Exit::Busy, message)
                    .hint("set the clock right; --max-jump allows more, another --node needs no waiting")
            }
            Refusal::RegisterEnded => {
                let file = self.path.display();
                // 65: the file is wrong, and no waiting mends that.
                Error::data(format!("{file} holds a time past the end of the layout, and the clock does not"))
                    .hint("it is corrupt, or the clock was once far ahead: choose another --node")
            }
            Refusal::LayoutEnded => {
                Error::new(Exit::Settings, "the clock is past the last time that this layout can hold")
                    .hint("set the clock right, or choose a scheme with a later epoch")
            }
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
