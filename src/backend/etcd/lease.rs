//! Leases: what keys end with.

use std::time::Duration;

use etcd_client::{Error as ClientError, LeaseGrantOptions, LeaseKeepAliveStream, LeaseKeeper, LeaseTimeToLiveOptions};

use super::session::Session;
use crate::base::error::Result;
use crate::base::rng;

/// The stream by which one lease is renewed.
pub(super) struct Keeper {
    lease: i64,
    questions: LeaseKeeper,
    answers: LeaseKeepAliveStream,
}

/// What the server knows of a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// What is left of it, in whole seconds.
    pub left: Duration,
    /// What a renewal gives it.
    pub granted: Duration,
    /// How many keys end with it; 0 where that was not asked.
    pub keys: usize,
}

impl Session<'_> {
    /// A new lease of at least this length, rounded up to whole seconds: its id, which nobody can guess, and the
    /// length that the server gives it.
    pub async fn grant(&mut self, ttl: Duration) -> Result<(i64, Duration)> {
        // Positive, and not 0: with that the server would choose.
        let id = i64::try_from(rng::number()? >> 1).unwrap_or(i64::MAX).max(1);
        let seconds = ttl.as_secs() + u64::from(ttl.subsec_nanos() > 0);
        self.server.trace(&format!("grant lease {id:x} of {seconds} s"));
        let options = LeaseGrantOptions::new().with_id(id);
        let granted = self.client.lease_grant(i64::try_from(seconds).unwrap_or(i64::MAX), Some(options)).await;
        Ok((id, whole_seconds(self.server.told(granted).await?.ttl())))
    }

    /// Begins a lease anew, with its own length. `false` if it is over.
    pub async fn keep_alive(&mut self, lease: i64) -> Result<bool> {
        self.server.trace(&format!("keep lease {lease:x} alive"));
        // Not put back before its answer is here, or the next question would be given this one's.
        if let Some(mut keeper) = self.keeper.take().filter(|keeper| keeper.lease == lease) {
            let asked = keeper.questions.keep_alive().await;
            self.server.told(asked).await?;
            let answer = keeper.answers.message().await;
            let answer = self.server.told(answer).await?.ok_or_else(|| self.server.ended("no more renewals"))?;
            self.keeper = Some(keeper);
            return Ok(answer.ttl() > 0);
        }
        match self.client.lease_keep_alive(lease).await {
            // The library's word for a lease that is over.
            Err(ClientError::LeaseKeepAliveError(words)) if words == "lease not found" => Ok(false),
            opened => {
                let (questions, answers) = self.server.told(opened).await?;
                self.keeper = Some(Keeper { lease, questions, answers });
                Ok(true)
            }
        }
    }

    /// What is left of a lease; `None` if it is over.
    pub async fn life(&mut self, lease: i64, count_keys: bool) -> Result<Option<Life>> {
        self.server.trace(&format!("look at lease {lease:x}"));
        let options = count_keys.then(|| LeaseTimeToLiveOptions::new().with_keys());
        // Of a lease that is over some versions say an error, others a TTL of -1.
        let found = self.client.lease_time_to_live(lease, options).await;
        // Both ways of saying so, of different versions.
        let found = self.server.told_of_lease(found).await?.filter(|life| life.ttl() >= 0);
        Ok(found.map(|life| Life {
            left: whole_seconds(life.ttl()),
            granted: whole_seconds(life.granted_ttl()),
            keys: life.keys().len(),
        }))
    }

    /// Ends a lease and all keys under it; whether there was one.
    pub async fn revoke(&mut self, lease: i64) -> Result<bool> {
        self.server.trace(&format!("revoke lease {lease:x}"));
        let revoked = self.client.lease_revoke(lease).await;
        Ok(self.server.told_of_lease(revoked).await?.is_some())
    }
}

fn whole_seconds(seconds: i64) -> Duration {
    Duration::from_secs(u64::try_from(seconds).unwrap_or(0))
}
