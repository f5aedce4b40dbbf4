//! `rate serve`: an endpoint with a limit that is known, to try clients and probes on.

#[cfg(feature = "http")]
mod http;
mod key;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use clap::builder::RangedU64ValueParser;

use self::key::Whose;
use super::setup::{SetupArgs, algorithm, names, span_ns};
use super::turn::MOST;
use crate::base::count::within;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::named::named;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::rate::endpoint::{RetryAfter, Rules, Truth, check, no_rate};
use crate::rate::headers::write::Dialect;
use crate::rate::limiter::Kind;

const LOOPBACK: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Serve an HTTP endpoint with a known rate limit
///
/// Answers every request with 200, or with 429 where the limit says no. What it is is printed when it listens: the URL,
/// and what rate probe ought to find out; with -o json as a record. Retry-After is rounded up, so that whoever obeys is
/// not denied again; every other fault of real endpoints can be asked for: one that lies, that counts those it
/// denied, that shuts others out for a while, that delays rather than denies (leaky-queue), that limits those on their
/// way (concurrency, with --delay). Windows are those of the wall clock as it was at the start. Keys beyond 100,000 at
/// once share a limit. Ends by a signal, after --timeout, or after --requests.
#[derive(clap::Args)]
pub struct Serve {
    /// The limiter, by its name in `gosys rate algorithms`
    #[arg(long, value_name = "NAME", default_value = "gcra", value_parser = named(algorithm, names), hide_possible_values = true)]
    algo: &'static Kind,
    #[command(flatten)]
    setup: SetupArgs,
    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value_t = LOOPBACK, value_parser = address)]
    listen: SocketAddr,
    /// In which header fields answers tell the limit: draft, draft7, x, github or none
    #[arg(long, value_name = "DIALECT", value_enum, default_value = "draft", hide_possible_values = true)]
    headers: Dialect,
    /// What Retry-After says: ceil, floor, none or always the same number of seconds
    #[arg(long, value_name = "HOW", default_value = "ceil")]
    retry_after: RetryAfter,
    /// The status of those that are denied
    #[arg(long, value_name = "CODE", default_value = "429", value_parser = RangedU64ValueParser::<u16>::new().range(400..=599))]
    deny_status: u16,
    /// How long the work takes for each that is admitted
    #[arg(long, value_name = "DURATION")]
    delay: Option<HumanDuration>,
    /// How long a connection is kept on which nothing is asked [default: 60s]
    #[arg(long, value_name = "DURATION")]
    idle: Option<HumanDuration>,
    /// End after so many answers
    #[arg(long, value_name = "N", value_parser = within::<MOST>)]
    requests: Option<u64>,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "write ADDRESS:PORT, such as 127.0.0.1:8080".to_owned())
}

impl Run for Serve {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let rules = self.rules()?;
        // The flag is that of every verb, where it names a file with a key of another sort.
        let whose = context.settings.given("key").map_or(Ok(Whose::default()), |key| key.parse());
        let whose =
            whose.map_err(|why: String| Error::usage(format!("--key says who has a limit of his own: {why}")))?;
        self.serve(rules, whose, context)
    }
}

impl Serve {
    fn rules(&self) -> Result<Rules> {
        let kind = self.algo;
        let no_limit = || Error::usage(format!("{} needs a limit", kind.name)).hint("--limit 100/s");
        let limit = match (self.setup.limit, self.setup.burst) {
            (Some(limit), _) => limit,
            (None, Some(burst)) if kind.name == "concurrency" => no_rate(burst),
            (None, None) if kind.name == "concurrency" => {
                let message = "concurrency needs the number of those that may be on their way at once";
                return Err(Error::usage(message).hint("--burst 10 --delay 100ms"));
            }
            (None, _) => return Err(no_limit()),
        };
        let setup = self.setup.setup(limit);
        check(kind, &setup, self.setup.burst.is_some()).map_err(|(why, hint)| Error::usage(why).hint(hint))?;
        let (dialect, retry_after, deny_status) = (self.headers, self.retry_after, self.deny_status);
        Ok(Rules { kind, setup, dialect, retry_after, deny_status, service: self.delay.map_or(0, span_ns) })
    }

    #[cfg(not(feature = "http"))]
    fn serve(&self, _: Rules, _: Whose, _: &mut Context) -> Result<Exit> {
        Err(crate::backend::http::left_out())
    }

    #[cfg(feature = "http")]
    fn serve(&self, rules: Rules, whose: Whose, context: &mut Context) -> Result<Exit> {
        use self::http::{IDLE, Terms, serve};
        let idle = self.idle.map_or(IDLE, |HumanDuration(idle)| idle);
        let terms = Terms { idle, requests: self.requests, timeout: context.settings.timeout()? };
        if !self.listen.ip().is_loopback() {
            context.out.note(&format!("{} can be reached from other hosts", self.listen.ip()));
        }
        let out = &mut context.out;
        let told = serve(self.listen, rules, whose, &terms, |address| {
            out.record(&rules.truth(format!("http://{address}/")))?;
            // Whoever started us reads this and goes on.
            out.flush()
        })?;
        out.note(&format!("{} answers: {} admitted, {} denied", told.answers(), told.admitted, told.denied));
        told.signal.map_or(Ok(Exit::Ok), |signal| Err(Error::interrupted(signal)))
    }
}

impl Record for Truth {
    fn text(&self) -> String {
        let words = [(self.counts_denied, " counting those denied"), (self.shaping, " delaying")];
        let words: String = words.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| *word).collect();
        format!("{}\n{}{words}; gosys rate probe {} --expect '{}'\n", self.url, self.algo, self.url, self.expect)
    }
}
