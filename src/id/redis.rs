//! Leases of ids on Redis: a hash for each layout, its fields written by a script that compares their text.
//!
//! Redis answers before what it was told is safe, unless it is told to be strict; so a window can be lost that a
//! host already works in. What can be told from the outside is asked for.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::remote::{Answer, Place, Store, Work};
use super::window::{Record, Stored};
use super::{record, skew};
use crate::backend::redis::{self, At, Connection};
use crate::base::clock;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Writes a field if it still holds the text that is expected, which is empty for a field that is not there.
const WRITE: &str = "
if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1";

/// How many fields are asked for at a time.
const PAGE: &str = "1000";

/// Whether this process has said that windows may be lost.
static HAS_WARNED: AtomicBool = AtomicBool::new(false);

/// Does the work with the store of a place.
pub fn run(place: &Place<'_>, work: &dyn Work) -> Result<()> {
    // The braces keep what belongs together on one server of a cluster.
    let key = format!("gosys:id:{{{}}}", place.name);
    redis::with(place.url, place.call, async |connection| {
        work.run(&mut Redis { connection, place, key: &key, has_checked_clock: false }).await
    })
}

struct Redis<'a, 's> {
    connection: &'a mut Connection<'s>,
    place: &'a Place<'a>,
    key: &'a str,
    has_checked_clock: bool,
}

impl Redis<'_, '_> {
    fn read(&self, node: u64, text: &str) -> Result<Stored> {
        record::read(self.connection.here(), &format!("{} field {node}", self.key), text.as_bytes(), 0)
    }

    /// A server that has just started may have forgotten the last window of a node, but none that began before that is
    /// still running when it has been up for as long as a window.
    async fn believe(&mut self, node: u64) -> Result<()> {
        if self.place.accept_empty {
            return Ok(());
        }
        let here = self.connection.here().to_owned();
        let about: Result<String> = self.connection.ask(At::Key(self.key), &["INFO", "server"]).await;
        let about = match about {
            Err(error) if error.exit() == Exit::Denied => String::new(),
            about => about?,
        };
        let Some(up) = uptime(&about) else {
            let message = format!("{here} knows no window of node {node}, and does not say how long it has been up");
            return Err(Error::new(Exit::Denied, message).hint("--accept-empty believes it"));
        };
        if up >= self.place.window {
            return Ok(());
        }
        // The server counts whole seconds.
        let wait = HumanDuration(Duration::from_secs((self.place.window - up).as_secs() + 1));
        let message = format!("{here} has been up for {} and may have lost a window of node {node}", HumanDuration(up));
        Err(Error::new(Exit::Busy, message)
            .hint(format!("try again in {wait}; where it was empty before, --accept-empty believes what it says now")))
    }

    async fn check_clock(&mut self) -> Result<()> {
        if self.has_checked_clock {
            return Ok(());
        }
        let now_ms = clock::unix_ms;
        let before = now_ms();
        let (seconds, micros): (u64, u64) = self.connection.ask(At::Key(self.key), &["TIME"]).await?;
        let theirs = seconds.saturating_mul(1000).saturating_add(micros / 1000);
        skew::check(self.connection.here(), theirs, before, now_ms(), self.place.max_jump)?;
        self.has_checked_clock = true;
        Ok(())
    }

    /// Whether an answer is on disk before it is given. It may be forbidden to ask; then there is no promise either.
    async fn is_strict(&mut self) -> bool {
        let asked = self.connection.ask(At::Key(self.key), &["CONFIG", "GET", "append*"]).await;
        let settings: Vec<String> = asked.unwrap_or_default();
        is_strict(&settings)
    }

    /// Says once what this Redis does not promise.
    async fn warn_unless_strict(&mut self) {
        if HAS_WARNED.swap(true, Ordering::Relaxed) || self.is_strict().await {
            return;
        }
        self.place.call.out.note(&format!(
            "{} can lose the window in a crash or failover, and then ids may repeat: appendonly yes and appendfsync \
             always prevent it on a single server",
            self.connection.here()
        ));
    }
}

/// `uptime_in_seconds` of `INFO server`.
fn uptime(about: &str) -> Option<Duration> {
    let seconds = about.lines().find_map(|line| line.strip_prefix("uptime_in_seconds:"))?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

/// Whether an answer is on disk before it is given, by names and values in turn.
fn is_strict(settings: &[String]) -> bool {
    let holds = |name: &str, value: &str| settings.chunks(2).any(|pair| pair == [name, value]);
    holds("appendonly", "yes") && holds("appendfsync", "always")
}

impl Store for Redis<'_, '_> {
    fn look(&mut self, node: u64) -> Answer<'_, Option<Stored>> {
        Box::pin(async move {
            let field = node.to_string();
            let found: Option<String> = self.connection.ask(At::Key(self.key), &["HGET", self.key, &field]).await?;
            match found {
                Some(text) => self.read(node, &text).map(Some),
                None => self.believe(node).await.map(|()| None),
            }
        })
    }

    fn list(&mut self) -> Answer<'_, Vec<(u64, Stored)>> {
        Box::pin(async move {
            // In the order of the nodes and each of them once: while the hash grows a field may come twice.
            let mut all = BTreeMap::new();
            let mut cursor = "0".to_owned();
            loop {
                let command = ["HSCAN", self.key, &cursor, "COUNT", PAGE];
                let (next, page): (String, Vec<String>) = self.connection.ask(At::Key(self.key), &command).await?;
                for pair in page.chunks_exact(2) {
                    if let Some(node) = record::node(&pair[0]) {
                        all.insert(node, self.read(node, &pair[1])?);
                    }
                }
                if next == "0" {
                    return Ok(all.into_iter().collect());
                }
                cursor = next;
            }
        })
    }

    fn write<'a>(&'a mut self, node: u64, expected: Option<&'a Stored>, record: &'a Record) -> Answer<'a, bool> {
        Box::pin(async move {
            self.check_clock().await?;
            // What a node was last leased for may be forgotten as well, and the window before it be found instead. What
            // is ours we know better, and a server whose every answer is on disk forgets nothing.
            let takes_over = expected.is_some_and(|stored| stored.record.owner != record.owner);
            if takes_over
                && !record.owner.is_empty()
                && let Err(doubt) = self.believe(node).await
                && !self.is_strict().await
            {
                return Err(doubt);
            }
            let (field, new) = (node.to_string(), record::text(record)?);
            let old = expected.map_or("", |stored| &stored.text);
            let about = format!("write field {node} if it holds what it held");
            let written: i64 = self.connection.run(&about, WRITE, self.key, &[&field, old, &new]).await?;
            // Nobody works in what was given back, so there is nothing to lose.
            if written == 1 && !record.owner.is_empty() {
                self.warn_unless_strict().await;
            }
            Ok(written == 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strict_is_both_settings_in_any_order() {
        let strict = |words: &str| is_strict(&words.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert!(strict("appendonly yes appendfsync always"));
        assert!(strict("appendfilename a.aof appendfsync always appendonly yes"));
        for words in ["", "appendonly no appendfsync always", "appendonly yes appendfsync everysec", "appendonly yes"] {
            assert!(!strict(words), "{words}");
        }
    }

    #[test]
    fn the_uptime_is_found_or_not() {
        let about = "# Server\r\nredis_version:7.0.15\r\nuptime_in_seconds:61\r\nuptime_in_days:0\r\n";
        assert_eq!(uptime(about), Some(Duration::from_secs(61)));
        assert_eq!(uptime("uptime_in_seconds:soon"), None);
    }
}
