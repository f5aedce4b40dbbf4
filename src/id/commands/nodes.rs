//! `id nodes`: who has which node of a layout, until when; and giving one back.

use serde::Serialize;

#[cfg(feature = "remote")]
use super::holders;
use super::scheme::{SchemeArgs, no_nodes, no_such_node};
use crate::backend::local::folder::Folder;
use crate::backend::{self, Capability};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::Record;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::id::layout::Layout;
use crate::id::local::{GROUP, Identity, next_cell};
use crate::id::{self, Scheme, Source, record};

/// Show who has which node, or give one back
///
/// On a server a node belongs to the host that leased the last window of its ids, until that is over; then it is
/// free by itself. In a local folder the nodes with a register are shown, with the time of their last id. `release`
/// gives the rest of a window back, so that another host can have the node at once: for a host that is about to go.
/// Only the folder that leased it can do that, and it makes no more ids of that window.
#[derive(clap::Args)]
pub struct Nodes {
    #[command(flatten)]
    scheme: SchemeArgs,
    /// What to do [default: ls]
    #[arg(value_enum, value_name = "WHAT")]
    what: Option<What>,
    /// The node to give back
    #[arg(value_name = "NODE")]
    node: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum What {
    /// Show all nodes that are known of.
    Ls,
    /// Give a node back.
    Release,
}

/// Who has a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Another host, or another folder.
    #[cfg(feature = "remote")]
    Held,
    /// Nobody any more.
    #[cfg(feature = "remote")]
    Free,
    /// This folder.
    Ours,
}

/// `gosys.node.v1`.
#[derive(Serialize)]
pub struct NodeRecord {
    schema: &'static str,
    scheme: String,
    node: u64,
    /// The machine that had it last.
    host: String,
    /// The mark of its folder; null where nobody has it, or no server is asked.
    owner: Option<String>,
    /// When the window began; null where there are none.
    from: Option<String>,
    /// When it ends; in a local folder, the time of the last id.
    until: Option<String>,
    until_unix_ms: Option<u64>,
    state: State,
}

impl Row for NodeRecord {
    const COLUMNS: &'static [&'static str] = &["NODE", "HOST", "UNTIL", "STATE"];

    fn cells(&self) -> Vec<String> {
        let until = self.until.clone().unwrap_or_else(|| "-".to_owned());
        vec![self.node.to_string(), self.host.clone(), until, format!("{:?}", self.state).to_lowercase()]
    }
}

impl Record for NodeRecord {
    fn text(&self) -> String {
        format!("node {} is free from {} on\n", self.node, self.until.as_deref().unwrap_or("its last id"))
    }
}

/// A kind of id with nodes.
pub struct Kind<'a> {
    pub scheme: &'a dyn Scheme,
    pub layout: Layout,
}

impl Kind<'_> {
    /// A record whose `until` is the beginning of a tick.
    pub fn record(&self, node: u64, host: String, until: Option<u64>, state: State) -> NodeRecord {
        let until_unix_ms = until.map(|tick| self.unix_ms(tick));
        NodeRecord {
            schema: "gosys.node.v1",
            scheme: self.scheme.name().to_owned(),
            node,
            host,
            owner: None,
            from: None,
            until: until_unix_ms.and_then(rfc3339),
            until_unix_ms,
            state,
        }
    }

    pub fn unix_ms(&self, tick: u64) -> u64 {
        self.layout.begins_us(tick) / 1000
    }
}

impl NodeRecord {
    /// The same with what only a server knows.
    #[cfg(feature = "remote")]
    pub fn of_window(self, owner: &str, from_ms: u64) -> Self {
        Self { owner: Some(owner.to_owned()).filter(|owner| !owner.is_empty()), from: rfc3339(from_ms), ..self }
    }
}

impl Run for Nodes {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let chosen = self.scheme.choose(&context.settings)?;
        let scheme = chosen.scheme();
        let Source::Cells(layout) = scheme.source() else {
            let names: Vec<&str> = id::flakes().map(Scheme::name).collect();
            return Err(no_nodes(scheme).hint(format!("these have some: {}", names.join(", "))));
        };
        let kind = Kind { scheme, layout: *layout };
        let url = backend::select(&context.settings, Capability::Id)?;
        match (self.what.unwrap_or(What::Ls), self.node) {
            (What::Ls, None) => {
                let nodes = if url.is_local() {
                    local(&kind, &Folder::of(&url)?)?
                } else {
                    holders::list(&kind, &url, &context.settings, &context.out)?
                };
                context.out.table(&nodes)?;
            }
            (What::Ls, Some(_)) => return Err(Error::usage("ls shows all nodes").hint("leave out the number")),
            (What::Release, None) => {
                return Err(Error::usage("release wants a node").hint("gosys id nodes shows those there are"));
            }
            (What::Release, Some(node)) if node > layout.node_max() => {
                return Err(no_such_node(Exit::Usage, scheme, layout, node));
            }
            (What::Release, Some(_)) if url.is_local() => {
                return Err(Error::usage("the nodes of a local folder are its own: there is nothing to give back")
                    .hint("--backend names a server that leases nodes"));
            }
            (What::Release, Some(node)) => {
                let released = holders::release(&kind, node, &url, &context.settings, &context.out)?;
                context.out.record(&released)?;
            }
        }
        Ok(Exit::Ok)
    }
}

/// The registers in a folder.
fn local(kind: &Kind<'_>, folder: &Folder) -> Result<Vec<NodeRecord>> {
    let name = kind.scheme.name();
    let files = folder.names(GROUP)?;
    let nodes = files.iter().filter_map(|file| record::node(file.strip_prefix(name)?.strip_prefix('.')?));
    let mut nodes: Vec<_> = nodes.filter(|node| *node <= kind.layout.node_max()).collect();
    nodes.sort_unstable();
    let host = backend::local::host();
    let about = |node| {
        let identity = Identity { name, layout: kind.layout, node, leased_from: "" };
        // Only read: who looks may not be allowed more.
        let next = next_cell(folder, &identity)?;
        let last = next.and_then(|next| next.checked_sub(1)).map(|cell| kind.layout.tick_of(cell));
        Ok(kind.record(node, host.clone(), last, State::Ours))
    };
    nodes.into_iter().map(about).collect()
}

/// What there is to say where no backend is a server.
#[cfg(not(feature = "remote"))]
mod holders {
    use super::{Error, Exit, Kind, NodeRecord, Result};
    use crate::backend::url::Url;
    use crate::base::out::Out;
    use crate::base::settings::Settings;

    pub fn list(_: &Kind<'_>, url: &Url, _: &Settings, _: &Out) -> Result<Vec<NodeRecord>> {
        Err(Error::new(Exit::Internal, format!("{url} cannot lease ids")))
    }

    pub fn release(_: &Kind<'_>, _: u64, url: &Url, _: &Settings, _: &Out) -> Result<NodeRecord> {
        Err(Error::new(Exit::Internal, format!("{url} cannot lease ids")))
    }
}
