//! Listening for keys that end or change.

use etcd_client::{WatchFilterType, WatchOptions, WatchStream};

use super::session::{Session, end_of};
use crate::base::error::Result;

/// What to listen for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listen {
    /// One key, or all below it if it ends with a slash.
    pub key: String,
    /// Whether only an end counts.
    pub ends_only: bool,
}

/// A stream of what happens.
pub struct Watch(WatchStream);

impl Session<'_> {
    /// Begins to listen to what happens from the end of this call on; `None` if the server will not tell. Dropped
    /// half-way, nothing is left of it.
    pub async fn listen(&mut self, first: &Listen, others: &[&Listen]) -> Result<Option<Watch>> {
        self.trace_listen(first);
        // One stream for all keys: each would be a connection's worth of work to the server.
        let opened = self.client.watch(first.key.as_str(), Some(first.options())).await;
        let mut stream = self.server.told(opened).await?;
        for other in others {
            self.trace_listen(other);
            let asked = stream.watch(other.key.as_str(), Some(other.options())).await;
            self.server.told(asked).await?;
        }
        for _ in 0..=others.len() {
            loop {
                let message = stream.message().await;
                let message = self.server.told(message).await?.ok_or_else(|| self.server.ended("no more changes"))?;
                if message.canceled() {
                    return Ok(None);
                }
                if message.created() {
                    break;
                }
            }
        }
        Ok(Some(Watch(stream)))
    }

    /// Waits until something happens. `false` if the server cannot tell what happened, or will tell no more. May be
    /// dropped and called again.
    pub async fn next(&mut self, watch: &mut Watch) -> Result<bool> {
        loop {
            let message = watch.0.message().await;
            // An end of the stream is no news of the key; whoever waits asks anew on another connection.
            let message = self.server.told(message).await?.ok_or_else(|| self.server.ended("no more changes"))?;
            if message.canceled() || !message.events().is_empty() {
                return Ok(!message.canceled());
            }
        }
    }

    fn trace_listen(&self, what: &Listen) {
        self.server.trace(&format!("watch {}", what.key));
    }
}

impl Listen {
    fn options(&self) -> WatchOptions {
        // From now on, and not from a revision that was read before: what a server has to look up for a watch it does
        // ten times a second, so that the first news would come as late.
        let mut options = WatchOptions::new();
        if self.key.ends_with('/') {
            options = options.with_range(end_of(&self.key));
        }
        if self.ends_only { options.with_filters([WatchFilterType::NoPut]) } else { options }
    }
}
