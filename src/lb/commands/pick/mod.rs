//! `lb pick`: a node for a script, or the order in which to try all.

pub mod nodes;
mod state;

use std::path::PathBuf;

use serde::Serialize;

use self::state::State;
use super::health::Health;
use super::policy::find;
use crate::backend::patience::Patience;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::one_of;
use crate::base::out::{Out, Record};
use crate::base::random::{Purpose, Stream};
use crate::base::rng;
use crate::base::verb::{Context, Run};
use crate::lb::order::{Order, order};
use crate::lb::policy::still::Still;
use crate::lb::policy::{Kind, Options, Policy, Servers, names};

/// Pick a node for a script, or an order in which to try all
///
/// A node is any text, such as host:port. Without --policy it is any node, as likely as its weight; with --key the one
/// that has this key (rendezvous), and the same whoever else fails; with --state the next in turn (round-robin, by
/// weight the smooth one). With --order all are printed, from the first to
/// try to the last; the policy has then taken one turn. A policy that goes by load is refused: it sees none here. The
/// exit code is 69 if no node is healthy.
#[derive(clap::Args)]
pub struct Pick {
    /// The nodes to pick from
    #[arg(value_name = "NODE", required_unless_present = "file", conflicts_with = "file")]
    nodes: Vec<String>,
    /// A list of nodes, one a line, each with its weight if that is not 1; - for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "weights")]
    file: Option<String>,
    /// The policy, by its name in `gosys lb policies`
    #[arg(long, value_name = "NAME", value_parser = one_of(names), hide_possible_values = true)]
    policy: Option<String>,
    /// Weights of the nodes in their order; a node of weight 0 is not picked
    #[arg(long, value_name = "W,...", allow_hyphen_values = true)]
    weights: Option<String>,
    /// The file by which processes take turns; it is made where there is none
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Pick healthy nodes only: `tcp`, or a URL with {} for the node
    ///
    /// By `tcp` a node is healthy that takes a connection, by a URL such as http://{}/healthz one whose answer is 2xx.
    /// All are asked at once, and have a second, or --timeout.
    #[arg(long, value_name = "tcp|URL")]
    health: Option<Health>,
    /// So many different nodes; fewer where not as many are healthy
    #[arg(short = 'n', value_name = "N", default_value_t = 1, conflicts_with = "order")]
    count: usize,
    /// All nodes, in the order in which to try them
    #[arg(long)]
    order: bool,
    /// Where the random numbers begin [default: anew each time]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
}

impl Run for Pick {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let servers = match &self.file {
            Some(file) => nodes::of_file(file)?,
            None => nodes::of_arguments(&self.nodes, self.weights.as_deref())?,
        };
        let count = self.count(&servers)?;
        // The flag is that of every verb, where it names a file with a key of another sort.
        let key = context.settings.given("key");
        let kind = self.kind(key.is_some(), &servers)?;
        // Drawn even where nothing goes by chance: a policy may be made with it, and to ask costs more than a number.
        let seed = self.seed.map_or_else(rng::number, Ok)?;
        let mut policy = (kind.make)(&servers, &Options { seed, ..Options::default() }).map_err(Error::usage)?;
        self.check_state(kind, &*policy)?;
        // Before the state is locked, so that a node that does not answer holds up nobody else's turn.
        let mut fleet = Still::of(&servers);
        if let Some(health) = &self.health {
            fleet.up = health.ask(&servers.names, &context.settings)?;
        }
        let healthy = fleet.up.iter().filter(|up| **up).count();
        // Told here, where no turn has been taken yet.
        if healthy == 0 {
            return Err(Error::new(Exit::Unavailable, format!("no node of {} is healthy", servers.names.len()))
                .hint("--health says what a healthy node does; --timeout gives them longer"));
        }
        let key = key.map_or(0, |key| (kind.hash)(key.as_bytes()));
        let mut random = Stream::new(seed, Purpose::Policy(0), 0);
        let choose = |policy: &mut dyn Policy| order(policy, fleet, key, &mut random, count);
        let picked = match &self.state {
            None => choose(&mut *policy).servers,
            Some(path) => {
                let mut state = State::open(path, &Patience::one_shot(&context.settings)?)?;
                policy.remember(&state.read(kind, &servers)?);
                let Order { servers: picked, memory } = choose(&mut *policy);
                state.write(kind, &servers, memory)?;
                picked
            }
        };
        print(&picked, kind, &servers, healthy, &mut context.out)?;
        Ok(Exit::Ok)
    }
}

impl Pick {
    fn count(&self, servers: &Servers) -> Result<usize> {
        let all = servers.names.len();
        match self.count {
            _ if self.order => Ok(all),
            0 => Err(Error::usage("-n 0 picks nobody")),
            // Of all and not of the healthy: how many are up is no mistake of the command line.
            count if count > all => Err(Error::usage(format!("there are no {count} different nodes, only {all}"))
                .hint("--order has all of them; nodes of weight 0 do not count")),
            count => Ok(count),
        }
    }

    /// The policy asked for, or what the other options mean.
    fn kind(&self, has_key: bool, servers: &Servers) -> Result<&'static Kind> {
        // Equal weights say nothing, so a script may always give them.
        let is_weighted = servers.weights.windows(2).any(|pair| pair[0] != pair[1]);
        let default = match (has_key, &self.state, is_weighted) {
            (true, _, _) => "rendezvous",
            (false, Some(_), true) => "smooth-weighted-round-robin",
            (false, Some(_), false) => "round-robin",
            (false, None, true) => "weighted-random",
            (false, None, false) => "random",
        };
        let (kind, _) = find(self.policy.as_deref().unwrap_or(default))?;
        let refuse = |why: &str, hint: &str| Err(Error::usage(format!("{} {why}", kind.name)).hint(hint));
        match (has_key, is_weighted) {
            _ if kind.by_load => refuse(
                "goes by load, and there is none to be seen here",
                "one process knows of one request; random, or a policy with --state, spreads them",
            ),
            (false, _) if kind.by_key => refuse("goes by a key, and there is none", "--key says which"),
            (true, _) if !kind.by_key => refuse("does not go by keys", "`gosys lb policies` says which do"),
            (_, true) if !kind.weighs => refuse("does not go by weights", "`gosys lb policies` says which do"),
            _ => Ok(kind),
        }
    }

    /// A policy that takes turns needs to know whose turn it is, and no other has anything to remember.
    fn check_state(&self, kind: &Kind, policy: &dyn Policy) -> Result<()> {
        let name = kind.name;
        match (policy.memory().is_empty(), &self.state) {
            (false, None) => {
                Err(Error::usage(format!("{name} takes turns, and without a file each process is the first"))
                    .hint("--state FILE is where they know whose turn it is"))
            }
            (true, Some(_)) => {
                Err(Error::usage(format!("{name} remembers nothing")).hint("leave out --state, or choose round-robin"))
            }
            _ => Ok(()),
        }
    }
}

/// `gosys.lb-pick.v1`.
#[derive(Serialize)]
struct Picked<'a> {
    schema: &'static str,
    node: &'a str,
    /// From 1 on, where several were asked for.
    place: usize,
    policy: &'static str,
    weight: f64,
    nodes: usize,
    healthy: usize,
}

impl Record for Picked<'_> {
    fn text(&self) -> String {
        format!("{}\n", self.node)
    }
}

fn print(picked: &[usize], kind: &Kind, servers: &Servers, healthy: usize, out: &mut Out) -> Result<()> {
    for (place, &server) in (1..).zip(picked) {
        let (node, weight, nodes) = (servers.names[server].as_str(), servers.weights[server], servers.names.len());
        out.record(&Picked { schema: "gosys.lb-pick.v1", node, place, policy: kind.name, weight, nodes, healthy })?;
    }
    Ok(())
}
