//! Ids on a backend that is a server: a window of cells leased from it, and a register of this host to share them.

use std::cell::RefCell;
use std::ops::Range;
use std::time::Duration;

use super::layout::Layout;
use super::local::{self, GROUP, Identity, Register};
use super::plan::Limits;
use super::window::{Action, Event, Lease, Leasing, Record, Refusal, Situation, Stored, Wanted};
use crate::backend::local::cells::{MappedCells, Purpose};
use crate::backend::local::folder::Folder;
use crate::backend::local::register::{Cell, Cells};
pub use crate::backend::remote::Answer;
use crate::backend::url::Url;
use crate::backend::{self, Call};
use crate::base::clock::{self, Clock};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::hash::{stable_hash, stable_hash_of_numbers};
use crate::base::moment::rfc3339;

/// As many windows in a row may be over, or used up by others, before one id of them was taken.
const LEASES_MAX: u32 = 20;

/// The records of one layout's nodes on a server. Every call is one request, or a few that read.
pub trait Store {
    /// The record of a node, if it was ever leased.
    fn look(&mut self, node: u64) -> Answer<'_, Option<Stored>>;

    /// All records, in any order.
    fn list(&mut self) -> Answer<'_, Vec<(u64, Stored)>>;

    /// Writes the record if the server still holds `expected`, or still nothing; says whether it did.
    ///
    /// A lost reply is an error: whether it was written shows when the record is looked at.
    fn write<'a>(&'a mut self, node: u64, expected: Option<&'a Stored>, record: &'a Record) -> Answer<'a, bool>;
}

/// What is to be done with an open store. Where a URL names several servers it may be done again with the next.
pub trait Work {
    fn run<'a>(&'a self, store: &'a mut dyn Store) -> Answer<'a, ()>;
}

/// Where the records are, and what else a store needs to know.
pub struct Place<'a> {
    pub url: &'a Url,
    pub call: &'a Call<'a>,
    /// The name that the records of a layout have in common.
    pub name: &'a str,
    /// The length of a window. A server that has been up for less may have forgotten one.
    pub window: Duration,
    /// How far the server's clock may be from ours.
    pub max_jump: Duration,
    /// Whether a server that has just started is believed not to have forgotten a window.
    pub accept_empty: bool,
}

/// Opens the store of a place and does the work.
type Run = fn(&Place<'_>, &dyn Work) -> Result<()>;

/// Who can lease cells: a line for each backend.
const STORES: &[(&str, Run)] = &[
    #[cfg(feature = "etcd")]
    ("etcd", super::etcd::run),
    #[cfg(feature = "redis")]
    ("redis", super::redis::run),
    #[cfg(feature = "zookeeper")]
    ("zookeeper", super::zookeeper::run),
];

/// Does the work with the store of the place's backend.
pub fn run(place: &Place<'_>, work: &dyn Work) -> Result<()> {
    let name = place.url.backend().name;
    let found = STORES.iter().find(|(backend, _)| *backend == name);
    let (_, run) = found.ok_or_else(|| Error::new(Exit::Internal, format!("no store for ids on {name}")))?;
    run(place, work)
}

/// The path of the records on a server whose keys are paths, by `url`'s own path and the layout's name.
pub fn path(url: &Url, name: &str) -> String {
    format!("{}/{name}", url.root("id"))
}

/// What the user asked for.
#[derive(Clone, Debug)]
pub struct Wish {
    pub name: String,
    pub layout: Layout,
    /// The node; any free one if none.
    pub node: Option<u64>,
    pub limits: Limits,
    pub window: Duration,
    pub accept_empty: bool,
}

/// A fresh call for each talk with the server: each has a deadline of its own.
pub type Calling<'a> = &'a dyn Fn() -> Result<Call<'a>>;

/// Cells leased from a server.
pub struct Leased {
    url: Url,
    folder: Folder,
    wish: Wish,
    register: Register,
}

impl Leased {
    /// Opens the register of the node that this host works with. The server is not asked yet.
    pub fn open(url: &Url, folder: &Folder, wish: Wish) -> Result<Self> {
        let node = match wish.node {
            Some(node) => node,
            None => current_node(url, folder, &wish)?,
        };
        let register = open(url, folder, &wish, node)?;
        Ok(Self { url: url.clone(), folder: folder.clone(), wish, register })
    }

    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Takes up to `wanted` cells, at least one, of [`Leased::register`]'s node. Leases a window where there is none.
    pub fn take(&mut self, wanted: u64, call: Calling<'_>) -> Result<Range<u64>> {
        for _ in 0..LEASES_MAX {
            if let Some(range) = self.register.take(wanted)? {
                return Ok(range);
            }
            let had_one = self.register.cells().load(Cell::Limit) > 0;
            self.lease(false, call).map_err(|error| used_up(error, had_one))?;
        }
        Err(Error::new(Exit::Busy, "no window lasts until its ids can be taken")
            .hint("is the clock being set? a longer --window helps where other calls of this host are faster"))
    }

    /// Whether the window is nearly over, so that the next call would have to wait for the server.
    pub fn is_ending(&self) -> bool {
        !self.wanted(true).is_enough(situation(&self.wish.layout, &self.register), true)
    }

    fn wanted(&self, early: bool) -> Lease {
        let (Wish { layout, window, limits, .. }, node) = (&self.wish, self.register.node());
        let wanted = match self.wish.node {
            None if !early => Wanted::Any { preferred: node },
            _ => Wanted::Node(node),
        };
        let host = backend::local::host();
        Lease { layout: *layout, wanted, host, window: *window, lag: limits.lag, ahead: limits.ahead }
    }

    /// Leases a window: because there is no cell left, or, if `early`, because there will soon be none.
    pub fn lease(&mut self, early: bool, call: Calling<'_>) -> Result<()> {
        let (node, call) = (self.register.node(), call()?);
        let place = Place {
            url: &self.url,
            call: &call,
            name: &self.wish.name,
            window: self.wish.window,
            max_jump: self.wish.limits.max_jump,
            accept_empty: self.wish.accept_empty,
        };
        let open = |node| open(&self.url, &self.folder, &self.wish, node);
        let work = Getting { lease: self.wanted(early), early, open: &open, got: RefCell::new(None) };
        run(&place, &work)?;
        let got = work.got.into_inner();
        if let Some(register) = got.filter(|register| register.node() != node) {
            self.register = register;
            if self.wish.node.is_none() {
                remember_node(&self.url, &self.folder, &self.wish, self.register.node())?;
            }
        }
        Ok(())
    }
}

/// Getting a window, with a register for each node that is looked at.
struct Getting<'a> {
    lease: Lease,
    early: bool,
    open: &'a dyn Fn(u64) -> Result<Register>,
    got: RefCell<Option<Register>>,
}

impl Work for Getting<'_> {
    fn run<'a>(&'a self, store: &'a mut dyn Store) -> Answer<'a, ()> {
        Box::pin(async move {
            let layout = &self.lease.layout;
            let mut leasing = Leasing::new(self.lease.clone(), self.early);
            let mut event = Event::Begin;
            let mut register = (self.open)(leasing.node())?;
            loop {
                if register.node() != leasing.node() {
                    register = (self.open)(leasing.node())?;
                }
                event = match leasing.step(event, situation(layout, &register)) {
                    Action::Look(node) => Event::Looked(store.look(node).await?),
                    Action::List => Event::Listed(store.list().await?),
                    Action::Write { node, expected, record } => {
                        Event::Written(store.write(node, expected.as_ref(), &record).await?)
                    }
                    Action::Raise { cell, to } => {
                        register.cells().raise(cell, to);
                        Event::Raised
                    }
                    Action::Done => break,
                    Action::Refused(refusal) => return Err(refused(layout, &refusal)),
                };
            }
            *self.got.borrow_mut() = Some(register);
            Ok(())
        })
    }
}

/// The register and the clock at this moment.
fn situation<'a>(layout: &Layout, register: &'a Register) -> Situation<'a> {
    let cells = register.cells();
    Situation {
        tick: layout.tick_at(clock::System.wall_us()).unwrap_or(0),
        next: cells.load(Cell::Next),
        limit: cells.load(Cell::Limit),
        owner: register.owner(),
    }
}

fn open(url: &Url, folder: &Folder, wish: &Wish, node: u64) -> Result<Register> {
    let from = url.to_string();
    Register::open(folder, &Identity { name: &wish.name, layout: wish.layout, node, leased_from: &from }, wish.limits)
}

/// The node that this host has worked with; at first one by its name and folder.
// Only a preference: were it wrong or out of date, a window would be leased for another node.
fn current_node(url: &Url, folder: &Folder, wish: &Wish) -> Result<u64> {
    let remembered = memory(url, folder, wish)?.load(Cell::Next);
    match remembered.checked_sub(1) {
        Some(node) if node <= wish.layout.node_max() => Ok(node),
        // By the server too: the same folder may make ids by itself, or with another server.
        _ => Ok(stable_hash(&[&local::default_node(folder, u64::MAX)?.to_le_bytes(), url.to_string().as_bytes()])
            & wish.layout.node_max()),
    }
}

fn remember_node(url: &Url, folder: &Folder, wish: &Wish, node: u64) -> Result<()> {
    let cells = memory(url, folder, wish)?;
    // Lost against another process: its node will do as well.
    cells.swap(Cell::Next, cells.load(Cell::Next), node + 1);
    Ok(())
}

/// Has calls that may choose begin with another node than this one.
pub fn avoid_node(url: &Url, folder: &Folder, wish: &Wish, node: u64) -> Result<()> {
    if current_node(url, folder, wish)? != node {
        return Ok(());
    }
    remember_node(url, folder, wish, (node + 1) & wish.layout.node_max())
}

/// A file whose first cell is the node that this host works with, and one more: 0 is none.
fn memory(url: &Url, folder: &Folder, wish: &Wish) -> Result<MappedCells> {
    let from = url.to_string();
    let mut fields = wish.layout.identity();
    fields.push(stable_hash(&[b"node", from.as_bytes()]));
    let identity = stable_hash_of_numbers(&fields);
    let purpose =
        Purpose { label: format!("{} nodes", wish.name), identity, hint: "remove it: another node is chosen" };
    let name = format!("{}@{}", wish.name, local::place(&from));
    let (file, path) = folder.open(GROUP, &name, &purpose.empty_file())?;
    MappedCells::map(file, &path, &purpose)
}

/// A backend that is away is 69 to whoever never had a window, and 75 to whoever has used one up.
fn used_up(error: Error, had_one: bool) -> Error {
    if error.exit() != Exit::Unavailable || !had_one {
        return error;
    }
    let message = format!("the leased ids are used up, and {}", error.message());
    Error::new(Exit::Busy, message).hint("when the backend answers again ids go on; --window leases for longer")
}

fn refused(layout: &Layout, refusal: &Refusal) -> Error {
    let when = |tick| rfc3339(layout.begins_us(tick) / 1000).unwrap_or_else(|| "the end of the layout".to_owned());
    match refusal {
        Refusal::Held { node, host, until } => {
            let here =
                if *host == backend::local::host() { " (this machine, another folder or start of it)" } else { "" };
            Error::new(Exit::Busy, format!("node {node} is leased to {host} until {}{here}", when(*until)))
                .hint("--node auto takes a free one; gosys id nodes shows all")
        }
        Refusal::NoneFree { until } => {
            let count = layout.node_max() + 1;
            Error::new(Exit::Busy, format!("all {count} nodes are leased, the first until {}", when(*until)))
                .hint("a shorter --window frees nodes sooner, a --layout with more bits for the node has more")
        }
        Refusal::Ended { node } => {
            Error::new(Exit::Settings, format!("node {node} is leased up to the last time that this layout can hold"))
                .hint("was a clock far ahead? choose another --node, or a scheme that ends later")
        }
    }
}
