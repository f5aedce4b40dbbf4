//! Who has the nodes of a layout on a server, and giving one back, for `id nodes`.

use std::cell::RefCell;
use std::time::Duration;

use super::leasehold::call;
use super::maker::own_folder;
use super::new::Jump;
use super::nodes::{Kind, NodeRecord, State};
use crate::backend::local::folder::Folder;
use crate::backend::local::register::Cell;
use crate::backend::url::Url;
use crate::base::clock::{self, Clock};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::Out;
use crate::base::settings::Settings;
use crate::id::local::{GROUP, Identity, Register};
use crate::id::plan::Limits;
use crate::id::release::{Action, Event, Outcome, Releasing};
use crate::id::remote::{self, Answer, Place, Store, Wish, Work};
use crate::id::window::{Record, Situation, Stored};

/// All records of the layout, by their nodes.
pub fn list(kind: &Kind<'_>, url: &Url, settings: &Settings, out: &Out) -> Result<Vec<NodeRecord>> {
    let work = Listing(RefCell::default());
    work_on(kind, url, settings, out, &work)?;
    let mut all = work.0.into_inner();
    all.sort_unstable_by_key(|(node, _)| *node);
    let (folder, now) = (own_folder()?, tick(kind));
    let about = |(node, stored): (u64, Stored)| {
        let Record { from, until, owner, host } = stored.record;
        let state = match register(kind, url, &folder, node)? {
            // Before the question whose it is: what was ours and is over is anybody's.
            _ if until <= now => State::Free,
            Some(register) if register.owner() == owner => State::Ours,
            _ => State::Held,
        };
        Ok(kind.record(node, host, Some(until), state).of_window(&owner, kind.unix_ms(from)))
    };
    all.into_iter().map(about).collect()
}

/// Gives a node back, if its last window is this host's.
pub fn release(kind: &Kind<'_>, node: u64, url: &Url, settings: &Settings, out: &Out) -> Result<NodeRecord> {
    let folder = own_folder()?;
    let register = register(kind, url, &folder, node)?;
    let releasing = RefCell::new(Releasing::new(kind.layout));
    let work = Release { kind, node, register, releasing, outcome: RefCell::new(None) };
    work_on(kind, url, settings, out, &work)?;
    let outcome = work.outcome.into_inner();
    let name = kind.scheme.name();
    let when = |until| rfc3339(kind.unix_ms(until)).unwrap_or_else(|| "the end of the layout".to_owned());
    match outcome.unwrap_or(Outcome::InUse) {
        Outcome::Released(Record { from, until, host, .. }) => {
            // Calls that may choose would find the rest of this window barred, and their ids ahead of the clock.
            remote::avoid_node(url, &folder, &wish(kind), node)?;
            Ok(kind.record(node, host, Some(until), State::Free).of_window("", kind.unix_ms(from)))
        }
        Outcome::Free => Err(Error::new(Exit::No, format!("node {node} of {name} is free already"))),
        Outcome::Held(Record { host, until, .. }) => {
            Err(Error::new(Exit::Lost, format!("node {node} is leased to {host} until {}", when(until))).hint(
                "it is free then by itself; only the folder that leased it can give it back, in the same start \
                    of its machine",
            ))
        }
        Outcome::UsedUp(Record { until, .. }) => {
            Err(Error::new(Exit::Busy, format!("the window of node {node} is used up until {}", when(until)))
                .hint("the node is free then by itself"))
        }
        Outcome::InUse => Err(Error::new(Exit::Busy, format!("node {node} is being leased anew on this host"))
            .hint("end the processes that make ids of it first")),
    }
}

fn work_on(kind: &Kind<'_>, url: &Url, settings: &Settings, out: &Out, work: &dyn Work) -> Result<()> {
    let call = call(url, settings, out)?;
    let place = Place {
        url,
        call: &call,
        name: kind.scheme.name(),
        window: Duration::ZERO,
        max_jump: settings.get("max_jump", None)?.map_or(Limits::default().max_jump, |Jump(jump)| jump),
        // Nothing is leased here, so it does no harm if the server has forgotten who has a node.
        accept_empty: true,
    };
    remote::run(&place, work)
}

/// This folder's register of a node that the server leases, if there is one.
fn register(kind: &Kind<'_>, url: &Url, folder: &Folder, node: u64) -> Result<Option<Register>> {
    let from = url.to_string();
    let identity = Identity { name: kind.scheme.name(), layout: kind.layout, node, leased_from: &from };
    // Looked for first: to open it would make it.
    if !folder.path().join(GROUP).join(identity.file()).exists() {
        return Ok(None);
    }
    Register::open(folder, &identity, Limits::default()).map(Some)
}

fn wish(kind: &Kind<'_>) -> Wish {
    Wish {
        name: kind.scheme.name().to_owned(),
        layout: kind.layout,
        node: None,
        limits: Limits::default(),
        window: Duration::ZERO,
        accept_empty: true,
    }
}

fn tick(kind: &Kind<'_>) -> u64 {
    kind.layout.tick_at(clock::System.wall_us()).unwrap_or(0)
}

struct Listing(RefCell<Vec<(u64, Stored)>>);

impl Work for Listing {
    fn run<'a>(&'a self, store: &'a mut dyn Store) -> Answer<'a, ()> {
        Box::pin(async move {
            let all = store.list().await?;
            *self.0.borrow_mut() = all;
            Ok(())
        })
    }
}

struct Release<'a> {
    kind: &'a Kind<'a>,
    node: u64,
    register: Option<Register>,
    /// Kept from one server to the next, as it knows what it has barred.
    releasing: RefCell<Releasing>,
    outcome: RefCell<Option<Outcome>>,
}

impl Release<'_> {
    fn situation(&self) -> Situation<'_> {
        let load = |cell| self.register.as_ref().map_or(0, |register| register.cells().load(cell));
        let owner = self.register.as_ref().map_or("", Register::owner);
        Situation { tick: tick(self.kind), next: load(Cell::Next), limit: load(Cell::Limit), owner }
    }

    fn bar(&self, old: u64, to: u64) -> bool {
        self.register.as_ref().is_some_and(|register| register.cells().swap(Cell::Next, old, to))
    }
}

impl Work for Release<'_> {
    fn run<'a>(&'a self, store: &'a mut dyn Store) -> Answer<'a, ()> {
        Box::pin(async move {
            let mut event = Event::Begin;
            loop {
                let action = self.releasing.borrow_mut().step(event, self.situation());
                event = match action {
                    Action::Look => Event::Looked(store.look(self.node).await?),
                    Action::Bar { old, to } => Event::Barred(self.bar(old, to)),
                    Action::Write { expected, record } => {
                        Event::Written(store.write(self.node, Some(&expected), &record).await?)
                    }
                    Action::Done(outcome) => {
                        *self.outcome.borrow_mut() = Some(outcome);
                        return Ok(());
                    }
                };
            }
        })
    }
}
