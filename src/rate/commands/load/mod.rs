//! `rate load`: requests at a rate, whatever the answers do.

#[cfg(feature = "http")]
mod connection;
#[cfg(feature = "http")]
mod engine;
#[cfg(feature = "http")]
mod plan;
#[cfg(feature = "http")]
mod report;
mod request;
#[cfg(feature = "http")]
mod stream;
#[cfg(feature = "http")]
mod target;

use self::request::RequestArgs;
use crate::base::count::within;
use crate::base::duration::HumanDuration;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::verb::{Context, Run};
use crate::rate::limit::Rate;
use crate::rate::load::stage::Stage;

const CONNECTIONS_MOST: u64 = 10_000;

/// Send requests at a rate, and measure what becomes of them
///
/// Each request has its moment and leaves then, never before, whether or not those before it were answered; one that
/// finds no connection free leaves as soon as there is one. Latency counts from the moment at which a request was to
/// leave, service from when it left: where the two differ, the server has made clients wait. The exit code is 1 if
/// less than 99 % of the rate got an answer, of whatever status; 69 if nobody answers. What has no answer after ten
/// seconds has failed. Hosts that are neither this one nor in a private network are asked with --yes only. With
/// --rate unlimited each connection asks again once it has an answer. Redirects are not followed, bodies are read and
/// dropped, names are looked up once, no proxy is used, and only HTTP/1.1 is spoken.
#[derive(clap::Args)]
pub struct Load {
    /// The URL to ask
    #[arg(value_name = "URL")]
    url: String,
    /// How many requests, such as 500/s, or unlimited
    #[arg(long, value_name = "RATE", required_unless_present = "schedule", conflicts_with = "schedule", value_parser = Rate::of_requests)]
    rate: Option<Rate>,
    /// How many for how long, one after the other, such as 30s@50/s,1m@200/s
    #[arg(long, value_name = "DURATION@RATE,...", value_delimiter = ',')]
    schedule: Vec<Stage>,
    /// For how long [default: 10s]
    #[arg(long, visible_alias = "for", value_name = "DURATION", conflicts_with = "schedule")]
    duration: Option<HumanDuration>,
    /// The most connections at once
    #[arg(long, visible_alias = "concurrency", value_name = "N", default_value_t = 100, value_parser = within::<CONNECTIONS_MOST>)]
    connections: u64,
    #[command(flatten)]
    request: RequestArgs,
    /// Ask hosts that are not our own, too
    #[arg(long)]
    yes: bool,
}

impl Run for Load {
    #[cfg(feature = "http")]
    fn run(self, context: &mut Context) -> Result<Exit> {
        plan::run(&self, context)
    }

    #[cfg(not(feature = "http"))]
    fn run(self, _: &mut Context) -> Result<Exit> {
        Err(crate::backend::http::left_out())
    }
}
