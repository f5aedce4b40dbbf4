//! Shared limits on Redis: a key for each, settled by one script with the server's clock, in one round trip.

use super::take::{Answer, Ask, Key, What};
use crate::backend::Call;
use crate::backend::redis::{self, tag};
use crate::backend::url::Url;
use crate::base::error::{Error, Result};

// Seconds and nanoseconds are counted apart, and only spans put together: a number of Lua's is exact up to 2^53, which is
// a hundred days of nanoseconds. A key that is not there may have been lost when the server started, so there is no more
// credit than the server has been up for; it counts whole seconds, and may be one ahead. For the same reason a key stays
// for as long as a burst needs to fill, even where it was full before: once it is gone the server is old enough. And for
// the same reason what is denied for the server's age is written: its seconds are too coarse to count the wait down.
// Nothing but the time is written: what it means is for the caller to say, who knows limit and burst.
/// KEYS: the due time. ARGV: the span ahead of the clock that was found is multiplied by the first and added to the
/// second; if that is not above the third, it is written. A third below 0 is a look, which writes nothing. The fourth is what a burst comes to; where there is a fifth,
/// only that due time is changed. The answer: 1 if it was written, else 0, or -1 where the key holds something else; the
/// span that was found; what the key holds now.
const SCRIPT: &str = "
local time, value, ahead = redis.call('TIME'), redis.call('GET', KEYS[1]), 0
local now_ns = time[2] * 1000
if value then
  local s, ns = string.match(value, '^(%d%d?%d?%d?%d?%d?%d?%d?%d?%d?)(%d%d%d%d%d%d%d%d%d)$')
  if not s then return {-1, 0, value} end
  ahead = math.max((s - time[1]) * 1e9 + ns - now_ns, 0)
else
  local about = redis.pcall('INFO', 'server')
  local up = type(about) == 'string' and string.match(about, 'uptime_in_seconds:(%d+)')
  if up then ahead = math.max(ARGV[4] - math.max(up - 1, 0) * 1e9, 0) end
end
local next, most = math.max(ahead * ARGV[1] + ARGV[2], 0), tonumber(ARGV[3])
local taken = 1
if next > most or (ARGV[5] and ARGV[5] ~= value) then
  if value or ahead == 0 or most < 0 then return {0, ahead, value or '0'} end
  taken, next = 0, ahead
end
local ns = math.fmod(now_ns + next, 1e9)
local due = string.format('%.0f%09.0f', time[1] + (now_ns + next - ns) / 1e9, ns)
redis.call('SET', KEYS[1], due, 'PX', string.format('%.0f', math.ceil(math.max(next, ARGV[4]) / 1e6) + 1))
return {taken, ahead, due}";

/// Asks of the key's limit on the server of the URL.
pub fn ask(url: &Url, call: &Call<'_>, key: &Key, ask: Ask) -> Result<Answer> {
    // The braces keep a key whole on one server of a cluster, whatever it is made of.
    let name = format!("gosys:rate:{{{}}}", tag::escape(key.as_str()));
    let words = words(&ask);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    redis::with(url, call, async |connection| {
        let about = format!("{:?}", ask.what);
        let answered: (i64, u64, Vec<u8>) = connection.run(&about, SCRIPT, &name, &words).await?;
        answer(&ask, answered).map_err(|what| {
            Error::data(format!("{name} on {} holds {what}, no due time", connection.here()))
                .hint("somebody else uses that key; redis-cli del KEY begins the limit anew")
        })
    })
}

/// As the script wants it.
fn words(ask: &Ask) -> Vec<String> {
    let cost = |n: u64| i128::from(ask.cell.interval.saturating_mul(n));
    // More than any span.
    let any = i128::from(u64::MAX);
    let (keep, add, most) = match ask.what {
        What::Take { n, wait } => (1, cost(n), i128::from(ask.cell.depth) + i128::from(wait)),
        What::Peek { n } => (1, cost(n), -1),
        What::GiveBack { n } | What::Undo { n, .. } => (1, -cost(n), any),
        What::Leave { n } => (0, i128::from(ask.cell.leaving(n, 0)), any),
    };
    let last = if let What::Undo { due, .. } = ask.what { Some(due.into()) } else { None };
    [keep, add, most, ask.cell.depth.into()].into_iter().chain(last).map(|number: i128| number.to_string()).collect()
}

/// What the script's answer means; or what the key holds, where that is somebody else's.
fn answer(ask: &Ask, (written, ahead, value): (i64, u64, Vec<u8>)) -> Result<Answer, String> {
    let value = String::from_utf8_lossy(&value);
    let due = value.parse().ok().filter(|_| written >= 0);
    let due = due.ok_or_else(|| format!("`{}`", value.chars().take(40).collect::<String>()))?;
    // On a clock that stands at 0, as only spans are known here.
    let (_, answer) = ask.decide(ahead, 0);
    let granted = if let What::Peek { .. } = ask.what { answer.granted } else { written == 1 };
    Ok(Answer { granted, due, ..answer })
}
