//! The requests of a probe: sent when its core says, and each answer's moments written down.

#[cfg(not(feature = "http"))]
use crate::base::error::Result;
use crate::base::random::Stream;
use crate::base::settings::Settings;
use crate::rate::probe::{Bounds, Outcome};
#[cfg(not(feature = "http"))]
use crate::rate::probe::{Facet, Probe};

#[cfg(feature = "http")]
pub use self::http::Target;

#[cfg(not(feature = "http"))]
pub struct Target;

#[cfg(not(feature = "http"))]
impl Target {
    pub fn new(_: &super::Probe, _: &Settings) -> Result<Self> {
        Err(crate::backend::http::left_out())
    }

    pub fn is_near(&self) -> Result<bool> {
        Ok(false)
    }

    pub fn facets(&self) -> Vec<Facet> {
        Vec::new()
    }

    pub fn probe(
        self,
        _: Bounds,
        _: Stream,
        _: impl FnMut(&Probe, u64) -> bool + Send + 'static,
        _: impl Fn() -> bool,
    ) -> Result<Outcome> {
        Err(crate::backend::http::left_out())
    }
}

#[cfg(feature = "http")]
mod http {
    use std::cell::RefCell;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::thread;
    use std::time::{Duration, Instant};

    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
    use reqwest::{Client, Method, Response, Url};
    use tokio::task::JoinSet;
    use tokio::time::sleep_until;

    use super::super::Probe as Args;
    use super::super::answer::{Judge, Status, is_of_limits};
    use super::{Bounds, Outcome, Settings, Stream};
    use crate::backend::http::{addresses, built, client, is_own, read_header, read_method, read_url, reason, silent};
    use crate::backend::remote::block_on;
    use crate::base::clock;
    use crate::base::duration::{HumanDuration, nanos};
    use crate::base::error::{Error, Result};
    use crate::rate::probe::{Ending, Facet, Next, Probe};
    use crate::rate::trace::Shot;

    /// An answer that takes longer is none, while no others come either: before a slow limiter they queue up.
    const PATIENCE: Duration = Duration::from_secs(10);
    /// After the end of the time the last answers are waited for so long.
    const GRACE: Duration = Duration::from_millis(500);
    /// A loop that has not looked at the time for so long is kept from it.
    const LATE: Duration = Duration::from_secs(1);
    /// How often somebody may look, in nanoseconds.
    const GLANCE: u64 = 100_000_000;
    /// An answer's body is read so far: it has to be over before the connection can be used again.
    const BODY: usize = 1 << 20;
    /// The first value of the header field that tells callers apart, and the other one.
    const KEYS: [&str; 2] = ["gosys-a", "gosys-b"];
    /// Means nothing to any server.
    const QUERY: (&str, &str) = ("gosys", "1");
    /// Before so many answers a few failures say nothing.
    const FEW: usize = 20;

    pub struct Target {
        usual: Request,
        headers: HeaderMap,
        key: Option<HeaderName>,
        judge: RefCell<Judge>,
        /// In what a request may differ from the others, and what is sent then.
        others: Vec<(Facet, Request)>,
    }

    /// A request as far as others may differ from it.
    #[derive(Clone)]
    struct Request {
        client: Client,
        method: Method,
        url: Url,
        /// The value of the header field that tells callers apart.
        value: &'static str,
    }

    impl Target {
        pub fn new(args: &Args, settings: &Settings) -> Result<Self> {
            let url = read_url(&args.url)?;
            let fields = args.headers.iter().map(|text| read_header(text)).collect::<Result<Vec<_>>>()?;
            let key = args
                .key_header
                .as_deref()
                .map(|name| name.parse().map_err(|_| Error::usage(format!("`{name}` is no name of a header field"))));
            let new_client = || built(client(url.scheme() == "https", settings)?);
            let usual =
                Request { client: new_client()?, method: read_method(&args.method)?, url: url.clone(), value: KEYS[0] };
            let key = key.transpose()?;
            let mut others = Vec::new();
            let mut differs = |facet, request| others.push((facet, request));
            if key.is_some() {
                differs(Facet::Key, Request { value: KEYS[1], ..usual.clone() });
            }
            if let Some(path) = &args.key_path {
                if !path.starts_with('/') {
                    return Err(Error::usage(format!("`{path}` is no path: it begins with a /")));
                }
                let mut url = url.clone();
                url.set_path(path);
                differs(Facet::Path, Request { url, ..usual.clone() });
            }
            let mut asking = url.clone();
            asking.query_pairs_mut().append_pair(QUERY.0, QUERY.1);
            differs(Facet::Query, Request { url: asking, ..usual.clone() });
            // The two that a server answers alike; of another method who knows what it does.
            let method = match usual.method {
                Method::GET => Some(Method::HEAD),
                Method::HEAD => Some(Method::GET),
                _ => None,
            };
            if let Some(method) = method {
                differs(Facet::Method, Request { method, ..usual.clone() });
            }
            // Its connections are its own.
            differs(Facet::Connection, Request { client: new_client()?, ..usual.clone() });
            Ok(Self {
                usual,
                others,
                headers: fields.into_iter().collect(),
                key,
                judge: RefCell::new(Judge::new(&args.deny)),
            })
        }

        /// In what requests may differ from the others.
        pub fn facets(&self) -> Vec<Facet> {
            self.others.iter().map(|(facet, _)| *facet).collect()
        }

        /// Whether all addresses that the URL may lead to are near.
        pub fn is_near(&self) -> Result<bool> {
            Ok(addresses(&self.usual.url)?.iter().all(|address| is_own(address.ip())))
        }

        /// Does what the core says until that is over, or until `look`, which is shown now and then how far it is, is
        /// false. Then `is_ended` is true.
        pub fn probe(
            self,
            bounds: Bounds,
            random: Stream,
            look: impl FnMut(&Probe, u64) -> bool + Send + 'static,
            is_ended: impl Fn() -> bool,
        ) -> Result<Outcome> {
            let (url, nothing) = (self.usual.url.clone(), Probe::new(bounds, &self.facets(), random.clone()));
            let (begun, looked) = (clock::instant(), Arc::new(AtomicU64::new(0)));
            let (told, outcome) = mpsc::channel();
            let looking = Arc::clone(&looked);
            // A server that never stops talking keeps the library, and so the loop, from ever looking at the time or at
            // signals: it is left behind then, with what it knows.
            thread::spawn(move || {
                // With nobody to hear it the process is about to end.
                let _ = told.send(block_on(self.drive(bounds, random, &looking, look)));
            });
            loop {
                match outcome.recv_timeout(Duration::from_nanos(GLANCE)) {
                    Ok(outcome) => return outcome,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return Err(silent(&url, "the thread that asks is gone", 0)),
                }
                let now = since(begun);
                if now.saturating_sub(looked.load(Ordering::Relaxed)) < nanos(LATE) {
                    continue;
                }
                if is_ended() {
                    return Ok(nothing.finish());
                }
                if now > bounds.time + nanos(GRACE) {
                    return Err(silent(&url, "its answer has no end", "some"));
                }
            }
        }

        async fn drive(
            &self,
            bounds: Bounds,
            random: Stream,
            looked: &AtomicU64,
            mut look: impl FnMut(&Probe, u64) -> bool,
        ) -> Result<Outcome> {
            let begun = clock::instant();
            let now = || since(begun);
            let (mut probe, mut flying) = (Probe::new(bounds, &self.facets(), random), JoinSet::new());
            let mut tally = Tally::default();
            let heard = Arc::new(AtomicU64::new(0));
            // What is on its way when it is cut short is not waited for.
            while look(&probe, now()) {
                looked.store(now(), Ordering::Relaxed);
                let until = match probe.next(now()) {
                    Next::Send { facet, .. } => {
                        flying.spawn(self.ask(begun, bounds.time, Arc::clone(&heard), facet));
                        continue;
                    }
                    Next::Until(at) => at,
                    Next::Answer => u64::MAX,
                    Next::Over => break,
                };
                let wake = until.min(now() + GLANCE);
                let answer = tokio::select! {
                    Some(answer) = flying.join_next() => answer,
                    () = sleep_until((begun + Duration::from_nanos(wake)).into()) => continue,
                };
                let Ok(outcome) = answer else { break };
                let shot = match outcome {
                    Ok(shot) => {
                        heard.store(now(), Ordering::Relaxed);
                        tally.answered += 1;
                        self.judged(shot, &mut probe)
                    }
                    Err((shot, why)) => {
                        // Whoever still waits when the time is over has not failed.
                        let over = now() >= bounds.time;
                        if over {
                            tally.cut = Some(why)
                        } else {
                            tally.failures.push(why)
                        }
                        shot
                    }
                };
                probe.answered(shot);
                if tally.is_silent() {
                    return Err(silent(&self.usual.url, tally.last_reason(), tally.all()));
                }
                tally.illness().into_iter().for_each(|what| probe.stop(Ending::Ill(what)));
            }
            // From here on it only thinks.
            looked.store(u64::MAX, Ordering::Relaxed);
            // Whoever has cut it short before the first answer knows nothing of the target.
            let is_cut = !look(&probe, now());
            let outcome = probe.finish();
            if outcome.fit.decisions == 0 && !is_cut {
                return Err(silent(&self.usual.url, tally.last_reason(), outcome.shots.len()));
            }
            Ok(outcome)
        }

        fn judged(&self, shot: Shot, probe: &mut Probe) -> Shot {
            if shot.key != self.key_of(None) {
                return match self.judge.borrow().judge_other(shot.status) {
                    Some(denied) => Shot { denied, ..shot },
                    None => Shot { status: 0, ..shot },
                };
            }
            match self.judge.borrow_mut().judge(shot.status) {
                Status::Admitted => shot,
                Status::Denied => Shot { denied: true, ..shot },
                Status::Ill => {
                    probe.stop(Ending::Ill(format!("it answers {}", shot.status)));
                    shot
                }
            }
        }

        /// What a request that differs so is called in the trace; what differs is none of the limiter's usual ones.
        fn key_of(&self, facet: Option<Facet>) -> Option<String> {
            match facet {
                None => self.key.as_ref().map(|_| KEYS[0].to_owned()),
                Some(Facet::Key) => Some(KEYS[1].to_owned()),
                Some(facet) => Some(facet.name().to_owned()),
            }
        }

        /// One request, with its moments.
        fn ask(
            &self,
            begun: Instant,
            end: u64,
            heard: Arc<AtomicU64>,
            facet: Option<Facet>,
        ) -> impl Future<Output = Result<Shot, (Shot, String)>> + use<> {
            let other = self.others.iter().find(|(other, _)| Some(*other) == facet);
            let Request { client, method, url, value } = other.map_or(&self.usual, |(_, request)| request).clone();
            let mut request = client.request(method, url).headers(self.headers.clone());
            if let Some(name) = &self.key {
                request = request.header(name, HeaderValue::from_static(value));
            }
            let key = self.key_of(facet);
            let scheduled = since(begun);
            async move {
                let sent = since(begun);
                let left = Duration::from_nanos(end.saturating_sub(sent)) + GRACE;
                let shot = Shot { scheduled, sent, key, ..Shot::default() };
                let failed = |error: reqwest::Error| {
                    let at = since(begun);
                    (Shot { first_byte: at, done: at, ..shot.clone() }, reason(&error))
                };
                let answer = async {
                    let response = request.timeout(left).send().await.map_err(failed)?;
                    let first_byte = since(begun);
                    let (status, headers) = (response.status().as_u16(), of_limits(&response));
                    read(response).await.map_err(failed)?;
                    let done = since(begun);
                    Ok(Shot { first_byte, done, status, headers, ..shot.clone() })
                };
                tokio::select! {
                    answer = answer => answer,
                    at = silence(begun, sent, &heard) => {
                        let shot = Shot { first_byte: at, done: at, ..shot.clone() };
                        Err((shot, format!("no answer within {}", HumanDuration(PATIENCE))))
                    }
                }
            }
        }
    }

    /// How many were answered, and why the others were not.
    #[derive(Default)]
    struct Tally {
        answered: usize,
        failures: Vec<String>,
        /// Why the last one that was still waited for at the end had no answer.
        cut: Option<String>,
    }

    impl Tally {
        fn all(&self) -> usize {
            self.answered + self.failures.len()
        }

        fn is_silent(&self) -> bool {
            self.answered == 0 && self.failures.len() >= 3
        }

        /// What there is to say of a target that fails more often than a healthy one does.
        fn illness(&self) -> Option<String> {
            let is_ill = self.failures.len() * 20 > self.all().max(FEW);
            let what = || {
                let (failed, all) = (self.failures.len(), self.all());
                format!("{failed} of {all} had no answer, the last one: {}", self.last_reason())
            };
            is_ill.then(what)
        }

        fn last_reason(&self) -> &str {
            self.failures.last().or(self.cut.as_ref()).map_or("", String::as_str)
        }
    }

    /// Over once nobody has been answered for too long since this one was sent.
    async fn silence(begun: Instant, sent: u64, heard: &AtomicU64) -> u64 {
        let mut until = sent;
        loop {
            let last = heard.load(Ordering::Relaxed).max(sent) + nanos(PATIENCE);
            if last <= until {
                return until;
            }
            until = last;
            sleep_until((begun + Duration::from_nanos(until)).into()).await;
        }
    }

    fn of_limits(response: &Response) -> Vec<(String, String)> {
        let fields = response.headers().iter().filter(|(name, _)| is_of_limits(name.as_str()));
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        fields.map(|(name, value)| (name.as_str().to_owned(), text(value))).collect()
    }

    async fn read(mut response: Response) -> Result<(), reqwest::Error> {
        let mut length = 0;
        while length < BODY
            && let Some(chunk) = response.chunk().await?
        {
            length += chunk.len();
        }
        Ok(())
    }

    /// Since the beginning.
    fn since(begun: Instant) -> u64 {
        nanos(clock::instant().saturating_duration_since(begun))
    }
}
