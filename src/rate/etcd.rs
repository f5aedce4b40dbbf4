//! Shared limits on etcd: a key for each, written by a transaction that compares its revision, under a lease.
//!
//! etcd tells nobody the time, so it is this machine's clock that decides. The due time only grows, but for what is given
//! back: so clocks that are apart let that span's worth through once, and whoever is behind waits for as long.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::sleep;

use super::take::{Answer, Ask, Key, What};
use crate::backend::Call;
use crate::backend::etcd::{self, Entry, Lent, Session};
use crate::backend::remote::all_endpoints;
use crate::backend::url::{Url, to_part};

use crate::base::clock::{self, Clock, Deadline};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::rng;

/// How much longer than the due time a lease has to last: a process may be stopped between looking and writing.
const MARGIN: Duration = Duration::from_secs(5);
/// How much longer a new one lasts at least, so that those who come next need none.
const LONGER: Duration = Duration::from_secs(15);
/// The longest pause after a lost race, times the races that were lost; and the most of those that count.
const PAUSE: Duration = Duration::from_millis(2);
const PAUSES_MAX: u32 = 16;

/// Asks of the key's limit on the servers of the URL.
pub fn ask(url: &Url, call: &Call<'_>, key: &Key, ask: Ask) -> Result<Answer> {
    let path = format!("{}/{}", url.root("rate"), to_part(key.as_str()));
    let place = all_endpoints(url);
    let was_sent = Cell::new(false);
    etcd::with(url, call, async |session| {
        // Begun anew with the next server, as the last one's answer was lost. Taken twice is only fewer than allowed.
        if was_sent.get() && matches!(ask.what, What::GiveBack { .. }) {
            let message = format!("{place} did not answer, so it is not known whether `{key}` was given back");
            return Err(Error::new(Exit::Unavailable, message).hint("--peek -o json shows what remains"));
        }
        settle(session, &path, &ask, &was_sent).await
    })
}

async fn settle(session: &mut Session<'_>, path: &str, ask: &Ask, was_sent: &Cell<bool>) -> Result<Answer> {
    let mut entry = session.get(path).await?;
    let (mut lease, mut lost) = (None, 0);
    let gives_back = matches!(ask.what, What::GiveBack { .. } | What::Undo { .. });
    loop {
        let (due, revision) = match &entry {
            Some(entry) => (read(path, &entry.value)?, entry.revision),
            None => (0, 0),
        };
        let now = clock::System.wall_us().saturating_mul(1000);
        let (next, answer) = ask.decide(due, now);
        let Some(next) = next else { return Ok(answer) };
        // What is given back only moves the due time nearer, and the key's own lease lasts beyond that already: by the
        // clock of whoever wrote it, which may be far from ours.
        let span = if gives_back { 0 } else { next.saturating_sub(now) };
        let span = Duration::from_nanos(span);
        let lasts = |(_, end): &(i64, Deadline)| end.left() >= Some(span + MARGIN);
        let Some((id, end)) = lease.filter(lasts) else {
            lease = Some(lease_for(session, span, entry.as_ref()).await?);
            // Time has passed: what is written is decided last, so that as few as possible come in between.
            continue;
        };
        was_sent.set(true);
        match session.lend_if(path, revision, &next.to_string(), id).await? {
            Lent::Written => return Ok(answer),
            Lent::Over => lease = None,
            Lent::Otherwise(found) => {
                (entry, lease) = (found, Some((id, end)));
                // One of all has won, so they get on; who loses again and again is to meet fewer of them.
                lost = (lost + 1).min(PAUSES_MAX);
                let part = u32::try_from(rng::number()? % 1000).unwrap_or(0);
                sleep(PAUSE * lost * part / 1000).await;
            }
        }
    }
}

/// A lease that lasts until what is to be written is past, and its end: the key's own, or a new one.
async fn lease_for(session: &mut Session<'_>, span: Duration, entry: Option<&Entry>) -> Result<(i64, Deadline)> {
    // Counted from before the question: the server began no earlier.
    let begun = Deadline::after(Some(Duration::ZERO));
    if let Some(Entry { lease, .. }) = entry.filter(|entry| entry.lease != 0)
        && let Some(life) = session.life(*lease, false).await?.filter(|life| life.left >= span + MARGIN)
    {
        return Ok((*lease, begun.later(life.left)));
    }
    let (lease, ttl) = session.grant(span + span.max(LONGER)).await?;
    Ok((lease, begun.later(ttl)))
}

fn read(path: &str, value: &[u8]) -> Result<u64> {
    let number = std::str::from_utf8(value).ok().and_then(|text| text.parse().ok());
    number.ok_or_else(|| {
        let shown: String = String::from_utf8_lossy(value).chars().take(40).collect();
        Error::data(format!("{path} on etcd holds `{shown}`, no due time"))
            .hint("somebody else uses that key; etcdctl del KEY begins the limit anew")
    })
}
