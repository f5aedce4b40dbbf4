//! The requests of a probe: each leaves at its time, whatever the answers do.

use std::time::Duration;

use super::plan::Plan;
use crate::backend::patience::Patience;
use crate::base::error::Result;
use crate::base::settings::Settings;

/// What became of a request.
pub struct Shot {
    pub number: u64,
    /// When it left, since the first should have.
    pub left: Duration,
    pub outcome: Result<Answer, String>,
}

/// All of a probe.
type Shots = Result<Vec<Shot>>;

/// An answer.
pub struct Answer {
    /// `None` where it does not say.
    pub server: Option<String>,
    pub status: u16,
    /// From when it should have left.
    pub ms: f64,
    pub bytes: usize,
}

/// Without an answer to the first so many, nobody is there.
#[cfg(feature = "http")]
const FIRST: usize = 10;

#[cfg(feature = "http")]
pub use self::live::aim;

#[cfg(not(feature = "http"))]
pub fn aim(_: &Plan, _: &Settings) -> Result<fn(&Patience) -> Shots> {
    Err(crate::backend::http::left_out())
}

#[cfg(feature = "http")]
mod live {
    use std::time::{Duration, Instant};

    use reqwest::{Client, Response, Url};
    use tokio::task::JoinSet;
    use tokio::time::sleep_until;

    use super::super::plan::{BODY, By};
    use super::{Answer, FIRST, Patience, Plan, Settings, Shot, Shots};
    use crate::backend::http::{built, client, read_url, reason};
    use crate::backend::remote::block_on;
    use crate::base::clock;
    use crate::base::error::Result;

    /// Timers ring up to a millisecond late; so much is caught up, or a high rate would never be reached.
    const CATCH_UP: Duration = Duration::from_millis(5);

    /// Reads the URLs of a plan. What it gives makes all requests, and tells what became of them in their order.
    pub fn aim(plan: &Plan, settings: &Settings) -> Result<impl FnOnce(&Patience) -> Shots> {
        let urls = (0..plan.round()).map(|number| read_url(&plan.url(number))).collect::<Result<Vec<_>>>()?;
        let is_secure = urls.iter().any(|url| url.scheme() == "https");
        // An open connection would lead to the same server again.
        let idle = if plan.keeps { usize::MAX } else { 0 };
        let client = built(client(is_secure, settings)?.pool_max_idle_per_host(idle))?;
        Ok(move |patience: &Patience| {
            let mut shots = block_on(all(plan, &client, &urls, patience))?;
            shots.sort_by_key(|shot| shot.number);
            Ok(shots)
        })
    }

    async fn all(plan: &Plan, client: &Client, urls: &[Url], patience: &Patience) -> Result<Vec<Shot>> {
        let began = clock::instant();
        let (mut asked, mut shots, mut planned) = (JoinSet::new(), Vec::new(), began);
        for number in 0..plan.requests {
            sleep_until(planned.into()).await;
            let request = client.get(urls[(number % plan.round()) as usize].clone()).timeout(patience.left());
            let by = plan.by.clone();
            asked.spawn(async move {
                // Here, as a task that waits for its turn has not left yet.
                let left = began.elapsed();
                let outcome = match request.send().await {
                    Ok(response) => answer(response, &by, planned).await,
                    Err(error) => Err(error),
                };
                Shot { number, left, outcome: outcome.map_err(|error| reason(&error)) }
            });
            // After a pause of this process the rest is late as a whole: to catch up would be more than the rate.
            let now = clock::instant();
            planned = (planned + plan.gap()).max(now.checked_sub(CATCH_UP).unwrap_or(now));
            // On the way and not in the end, so that nobody is asked in vain for as long as the plan takes.
            while let Some(shot) = asked.try_join_next() {
                shots.extend(shot);
            }
            if shots.len() >= FIRST && shots.iter().all(|shot| shot.outcome.is_err()) {
                break;
            }
        }
        // A task that was lost is a request without an answer.
        while let Some(shot) = asked.join_next().await {
            shots.extend(shot);
        }
        Ok(shots)
    }

    async fn answer(mut response: Response, by: &By, planned: Instant) -> Result<Answer, reqwest::Error> {
        let (status, address) = (response.status().as_u16(), response.remote_addr());
        let header = match by {
            By::Header(name) => {
                response.headers().get(name).and_then(|value| By::name(&String::from_utf8_lossy(value.as_bytes())))
            }
            _ => None,
        };
        // Read where nothing in it is asked for, too: an answer takes as long as its body does.
        let mut body = Vec::new();
        while body.len() < BODY {
            let Some(chunk) = response.chunk().await? else { break };
            body.extend_from_slice(&chunk[..chunk.len().min(BODY - body.len())]);
        }
        let ms = planned.elapsed().as_secs_f64() * 1000.0;
        let server = match by {
            By::Header(_) => header,
            // Behind a balancer of its own address that is one server; it tells apart where names are what balances.
            By::Address => address.map(|address| address.to_string()),
            By::Body(pointer) => By::in_body(pointer, &body),
            By::Url => None,
        };
        Ok(Answer { server, status, ms, bytes: body.len() })
    }
}
