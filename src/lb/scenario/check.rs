//! What does not fit together, however well each part of it is written.

use super::{MOST, Refused};
use crate::lb::policy::{Kind, Servers};
use crate::lb::sim::LEAST;
use crate::lb::sim::general::model::{Arrivals, Model};

/// Of the mean service time: whatever happens again and again does so less often.
const QUICKEST: f64 = 1e-6;
/// Looks of balancers at servers between two requests: more would take all the time.
const LOOKS: f64 = 1e5;

/// Refuses what does not fit together; one at least of the policies that are compared has to go by what they are told.
pub fn check(model: &Model, compared: &[&Kind]) -> Refused<()> {
    if model.keys.is_some() && !compared.iter().any(|policy| policy.by_key) {
        let why = format!("`{}` does not go by keys: write policy: ring, or another that does", model.policy.name);
        return Err(("keys", why));
    }
    let servers = model.servers.len();
    if servers == 0 {
        return Err(("servers", "there is no server: write servers: [{count: 10}]".to_owned()));
    }
    if model.balancers == 0 {
        return Err(("balancers", "there is no balancer: write 1".to_owned()));
    }
    if matches!(model.arrivals, Arrivals::Closed { clients: 0, .. }) {
        return Err(("clients", "there is no client: write 20".to_owned()));
    }
    let differ = model.servers.iter().any(|server| server.weight != model.servers[0].weight);
    for (key, is_said) in [("slow_start", model.slow_start > 0.0), ("servers", differ)] {
        if is_said && !compared.iter().any(|policy| policy.weighs) {
            let why = format!("`{}` does not go by weights: write policy: weighted-least-request", model.policy.name);
            return Err((key, why));
        }
    }
    let is_bounded = model.end.is_some() || model.servers.iter().all(|server| server.queue.is_some());
    if matches!(model.arrivals, Arrivals::Closed { think: 0.0, .. })
        && model.servers.iter().any(|one| one.queue.is_some())
    {
        let why = "whoever is refused comes back at the same moment, for ever: write think: 1";
        return Err(("clients", why.to_owned()));
    }
    if model.load().is_some_and(|load| load < LEAST) {
        return Err(("load", "at a load below a billionth nothing would ever happen: write 0.5".to_owned()));
    }
    if let Some(load) = model.load().filter(|load| *load >= 1.0 && !is_bounded) {
        let why =
            format!("at a load of {load:.2} the queues grow for ever: write less, a queue for servers, or an end");
        return Err(("load", why));
    }
    let size = model.subset.map_or(servers, |(_, size)| size as usize);
    if size > servers {
        return Err(("subset", format!("a subset of {size} is more than all: write at most {servers}")));
    }
    small_enough(model, size)?;
    seldom_enough(model)?;
    let known = Servers::equal(size);
    let key = model.policy.takes.first().copied().unwrap_or("policy");
    (model.policy.make)(&known, &model.options).map(|_| ()).map_err(|why| (key, why))
}

/// Refuses looks at servers that would leave no time for anything else.
fn seldom_enough(model: &Model) -> Refused<()> {
    for (key, every) in [("health", model.health), ("bulletin", model.bulletin)] {
        let Some(every) = every else { continue };
        // Time would stand still: a moment and so little more is the same moment.
        if every < QUICKEST * model.work {
            return Err((key, "this is too often to get on: write 0.1".to_owned()));
        }
        let looks = model.known() as f64 / every * model.gap().min(model.end.unwrap_or(f64::INFINITY));
        if looks > LOOKS {
            let least = 10_f64.powf((every * looks / LOOKS).log10().ceil());
            let why = format!("{looks:.0} looks at servers between two requests take too long: write {least} or more");
            return Err((key, why));
        }
    }
    Ok(())
}

/// Refuses what would take all memory, or for ever, before it begins. `size` is how many servers a balancer knows.
fn small_enough(model: &Model, size: usize) -> Refused<()> {
    let few = |key, what: &str, number: usize, most: usize| match number {
        number if number > most => Err((key, format!("{number} {what} cannot be simulated: write at most {most}"))),
        _ => Ok(()),
    };
    few("balancers", "balancers", model.balancers, MOST / size)?;
    let places = model.servers.iter().map(|server| server.concurrency).max().unwrap_or(0);
    few("servers", "requests at once in a server", places, MOST)?;
    match model.arrivals {
        Arrivals::Closed { clients, .. } => few("clients", "clients", clients, MOST),
        _ => Ok(()),
    }
}
