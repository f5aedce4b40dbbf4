//! `lb probe`: how a live balancer spreads, and whether that fits its policy.

mod http;
#[cfg_attr(not(feature = "http"), expect(dead_code, reason = "only requests ask all of a plan"))]
mod plan;
mod report;

use std::time::Duration;

use self::http::Shot;
use self::plan::{By, Plan};
use self::report::{Probed, Tested};
use super::experiment::find;
use super::pick::nodes::twice;
use crate::backend::http::{silent, without_password};
use crate::backend::patience::Patience;
use crate::base::count::within;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::one_of;
use crate::base::verb::{Context, Run};
use crate::base::watchdog;
use crate::lb::policy::{Kind, names};
use crate::lb::spread::{Fits, Implied};

/// More than this is asked of a live service with --yes only.
const REQUESTS_MAX: u64 = 1000;
const RATE_MAX: f64 = 100.0;
/// What becomes of each is kept until the end.
const REQUESTS_MOST: u64 = 10_000_000;
const SERVERS_MOST: u64 = 10_000;
const KEYS: u64 = 20;
/// How long the last answers are waited for.
const GRACE: Duration = Duration::from_secs(10);

/// Probe how a live balancer spreads requests over its servers
///
/// Makes GET requests at a steady rate, whatever the answers do, and counts which server each answer is from. Latencies
/// count from the moment at which a request should have left. The plan is printed first; never more is asked than it
/// says, and at most 64 KiB of an answer are read. Redirects are not followed, no cookies are kept, no proxy is used,
/// and each request has a connection of its own. With --policy the exit code is 1 if the answers do not fit it: by
/// turns they are more even than chance, by chance as uneven as chance, by key the same server has a key. Keys are
/// sent where a URL has {key}; else the client's address is the only one. What goes by load is told from nothing but
/// chance. The exit code is 69 if nobody answers, 77 if all answers are 401 or 403.
#[derive(clap::Args)]
pub struct Probe {
    /// The balancer, or several servers to be measured beside each other
    #[arg(value_name = "URL", required = true)]
    urls: Vec<String>,
    /// The policy that the balancer is said to have, as for simulate
    #[arg(long, value_name = "NAME", value_parser = one_of(names), hide_possible_values = true)]
    policy: Option<String>,
    /// How many requests
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = within::<REQUESTS_MOST>)]
    requests: u64,
    /// How many in a second, such as 20/s
    #[arg(long, value_name = "RATE", default_value = "20/s", value_parser = per_second)]
    rate: f64,
    /// What tells servers apart: header:NAME, body (its first line), body:/json/pointer or address [default: address]
    #[arg(long, value_name = "WHAT")]
    by: Option<By>,
    /// How many servers there are, also if some never answer [default: as many as answer]
    #[arg(long, value_name = "N", conflicts_with = "weights", value_parser = within::<SERVERS_MOST>)]
    servers: Option<u64>,
    /// The weights of servers, by the names that they are told apart by
    #[arg(long, value_name = "NAME=W,...", value_delimiter = ',', value_parser = weight)]
    weights: Vec<(String, f64)>,
    /// How many different keys are sent [default: 20]
    #[arg(long, value_name = "N", value_parser = within::<REQUESTS_MOST>)]
    keys: Option<u64>,
    /// Use connections again, as clients do that stay
    #[arg(long)]
    keep_alive: bool,
    /// Allow more than 1000 requests, or more than 100 in a second
    #[arg(long)]
    yes: bool,
}

/// How many in a second: there is no other period here, so it may be left out.
fn per_second(text: &str) -> Result<f64, String> {
    text.strip_suffix("/s").unwrap_or(text).parse().map_err(|_| "write how many in a second, such as 20/s".to_owned())
}

impl Run for Probe {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let policy = self.policy.as_deref().map(find).transpose()?.map(|(kind, _)| kind);
        let plan = self.plan();
        self.check(&plan, policy)?;
        let fire = http::aim(&plan, &context.settings)?;
        let limit = context.settings.timeout()?;
        // Refused rather than cut: half a plan would have asked a live service for nothing.
        if let Some(limit) = limit.filter(|limit| *limit < plan.span()) {
            let message = format!("{} does not end within {}", plan.words(), HumanDuration(limit));
            return Err(Error::usage(message).hint("--timeout gives it longer; or fewer --requests, a higher --rate"));
        }
        // Before the first request, while it can still be stopped.
        context.out.note(&format!("the plan: {}", plan.words()));
        let patience = Patience::of(limit.unwrap_or(plan.span() + GRACE));
        let shots = watchdog::within(patience.left(), &context.out, || fire(&patience))?;
        refused(&shots, &plan)?;
        let implied = policy.map(Implied::by).transpose().map_err(Error::usage)?;
        let tested = policy.zip(implied).map(|(kind, implied)| Tested { policy: kind.name, implied });
        let probed = Probed::of(&plan, &shots, tested.as_ref(), &self.weights, self.servers);
        let seen = probed.servers.len() as u64;
        if let Some(stated) = self.servers.filter(|stated| *stated < seen) {
            context.out.note(&format!("{seen} servers answer, more than the {stated} of --servers"));
        }
        context.out.record(&probed)?;
        Ok(if probed.fits == Some(Fits::No) { Exit::No } else { Exit::Ok })
    }
}

impl Probe {
    fn check(&self, plan: &Plan, policy: Option<&Kind>) -> Result<()> {
        let refused = |message: String, hint: &str| Err(Error::usage(message).hint(hint));
        let hint = "choose a path that needs no login, such as a health check";
        self.urls.iter().try_for_each(|url| without_password(url, hint))?;
        if !(self.rate >= 1e-3 && self.rate <= 1e6) {
            return refused(format!("{} in a second is no rate", self.rate), "--rate 20");
        }
        if !self.yes && (self.requests > REQUESTS_MAX || self.rate > RATE_MAX) {
            let hint = "--yes allows it, if whoever runs that service does";
            return refused(format!("this is much for a live service: {}", plan.words()), hint);
        }
        let is_of_one = policy.is_some() || self.by.is_some() || self.servers.is_some() || !self.weights.is_empty();
        if self.urls.len() > 1 && is_of_one {
            let message = "with several URLs each is a server, and the probe itself chooses between them";
            return refused(
                message.to_owned(),
                "give the balancer's URL alone for --policy, --by, --servers, --weights",
            );
        }
        let names: Vec<_> = self.weights.iter().map(|(name, _)| name).collect();
        let again = twice(&self.urls).map(|(_, at)| &self.urls[at]);
        if let Some(again) = again.or_else(|| twice(&names).map(|(_, at)| names[at])) {
            return refused(format!("`{again}` is there twice"), "each server once");
        }
        if self.keys.is_some() && !plan.has_keys() {
            return refused(
                "no URL has a place for keys".to_owned(),
                "write {key} where it stands, as in /?user={key}",
            );
        }
        match policy {
            Some(kind) if !self.weights.is_empty() && !kind.weighs => {
                refused(format!("{} does not go by weights", kind.name), "leave out --weights")
            }
            _ => Ok(()),
        }
    }

    fn plan(&self) -> Plan {
        let by = if self.urls.len() > 1 { By::Url } else { self.by.clone().unwrap_or(By::Address) };
        Plan {
            urls: self.urls.clone(),
            requests: self.requests,
            rate: self.rate,
            keys: self.keys.unwrap_or(KEYS),
            by,
            keeps: self.keep_alive,
        }
    }
}

fn weight(text: &str) -> Result<(String, f64), String> {
    let parts = text.rsplit_once('=').and_then(|(name, weight)| Some((name, weight.parse::<f64>().ok()?)));
    parts
        .filter(|(name, weight)| !name.is_empty() && *weight > 0.0 && weight.is_finite())
        .map(|(name, weight)| (name.to_owned(), weight))
        .ok_or_else(|| "write NAME=WEIGHT, such as web1=2".to_owned())
}

/// Nobody has answered, or everybody has sent us away.
fn refused(shots: &[Shot], plan: &Plan) -> Result<()> {
    let urls = plan.urls.join(" ");
    let answers: Vec<_> = shots.iter().filter_map(|shot| shot.outcome.as_ref().ok()).collect();
    if answers.is_empty() {
        let why = shots.iter().find_map(|shot| shot.outcome.as_ref().err());
        let why = why.map_or("no request was made", String::as_str);
        return Err(silent(urls, why, shots.len()));
    }
    // Only where all are: some may be what one of the servers, which is not set up as the others, says.
    if answers.iter().all(|answer| [401, 403].contains(&answer.status)) {
        return Err(Error::new(Exit::Denied, format!("{urls} refused access: all answers are 401 or 403"))
            .hint("choose a path that needs no leave, such as a health check"));
    }
    Ok(())
}
