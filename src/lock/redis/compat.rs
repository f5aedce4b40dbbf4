//! Plain keys, as other libraries lock: the key is the name and its value the token, set where there was none.
//!
//! There is no queue: whoever asks first when the key is gone has it. Nor is there a fence.

use std::time::Duration;

use redis::FromRedisValue;

use super::scripts::{LEAVE_PLAIN, LOOK_PLAIN, RENEW_PLAIN, TAKE_PLAIN};
use super::standings::public;
use super::{Ear, lease, ms};
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result};
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::remote::{Answer, Lease, Store};
use crate::lock::session::Standing;
use crate::lock::token::Token;
use crate::lock::{About, Bid, Contender, Left};

pub struct Plain<'a> {
    pub ear: Ear<'a>,
}

/// What a key holds, and for how many milliseconds: none below zero.
type Held = (Option<Vec<u8>>, i64);

fn left((_, ms): &Held) -> Option<Duration> {
    u64::try_from(*ms).ok().map(Duration::from_millis)
}

fn is_held_by((value, _): &Held, token: &Token) -> bool {
    value.as_deref() == Some(token.reveal().as_bytes())
}

impl Plain<'_> {
    async fn run<T: FromRedisValue>(
        &mut self,
        about: &str,
        script: &str,
        name: &LockName,
        arguments: &[&str],
    ) -> Result<T> {
        self.ear.session.run(about, &[name.as_str()], script, &[name.as_str()], arguments).await
    }

    /// From there on changes are listened for.
    async fn look(&mut self, about: &str, script: &str, name: &LockName, arguments: &[&str]) -> Result<Held> {
        self.ear.attend(name.as_str());
        let held: Held = self.run(about, script, name, arguments).await?;
        self.ear.lasts(name.as_str(), left(&held));
        Ok(held)
    }
}

impl Store for Plain<'_> {
    fn begin(&mut self, ttl: Duration) -> Answer<'_, Lease> {
        Box::pin(async move { lease(ttl) })
    }

    fn resume<'a>(&'a mut self, _: &'a Lease) -> Answer<'a, bool> {
        Box::pin(async { Ok(true) })
    }

    fn is_free(&self) -> bool {
        true
    }

    fn join<'a>(&'a mut self, lease: &'a Lease, bid: &'a Bid, name: &'a LockName) -> Answer<'a, Standing> {
        Box::pin(async move {
            if bid.mode != Mode::Exclusive {
                return Err(Error::usage(format!("a plain key has one holder, and cannot be locked {}", bid.mode))
                    .hint("without --compat it can"));
            }
            let arguments = [lease.token.reveal(), &ms(lease.ttl)];
            let held = self.look("set it if it is not there", TAKE_PLAIN, name, &arguments).await?;
            Ok(if is_held_by(&held, &lease.token) { Standing::Holds(None) } else { Standing::Waits })
        })
    }

    fn standing<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, Option<Standing>> {
        Box::pin(async move {
            let held = self.look("look", LOOK_PLAIN, name, &[]).await?;
            Ok(is_held_by(&held, &lease.token).then_some(Standing::Holds(None)))
        })
    }

    fn changed(&mut self) -> Answer<'_, ()> {
        Box::pin(self.ear.changed())
    }

    fn renew<'a>(&'a mut self, lease: &'a Lease, names: &'a [LockName]) -> Answer<'a, bool> {
        Box::pin(async move {
            if lease.ttl.is_zero() {
                return Err(Error::usage("a plain key does not tell how long its lock lasts").hint("--ttl says it"));
            }
            for name in names {
                let arguments = [lease.token.reveal(), &ms(lease.ttl)];
                if !self.run::<bool>("begin the TTL anew", RENEW_PLAIN, name, &arguments).await? {
                    return Ok(false);
                }
            }
            Ok(true)
        })
    }

    fn leave<'a>(&'a mut self, lease: &'a Lease, name: &'a LockName) -> Answer<'a, bool> {
        Box::pin(async move { self.run("delete it if it is ours", LEAVE_PLAIN, name, &[lease.token.reveal()]).await })
    }

    fn find<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Lease>> {
        Box::pin(async move {
            let held = self.look("look", LOOK_PLAIN, name, &[]).await?;
            let lease = Lease { token: token.clone(), ttl: Duration::ZERO, most: None };
            Ok(is_held_by(&held, token).then_some(lease))
        })
    }

    fn left<'a>(&'a mut self, token: &'a Token, name: &'a LockName) -> Answer<'a, Option<Left>> {
        Box::pin(async move {
            let held = self.look("look", LOOK_PLAIN, name, &[]).await?;
            // One that somebody made to last is not over before any margin.
            let left = left(&held).unwrap_or(DURATION_MAX);
            Ok(is_held_by(&held, token).then_some(Left::For(left)))
        })
    }

    fn queue<'a>(&'a mut self, name: &'a LockName) -> Answer<'a, Vec<Contender>> {
        Box::pin(async move {
            let held = self.look("look", LOOK_PLAIN, name, &[]).await?;
            let Some(value) = &held.0 else { return Ok(Vec::new()) };
            let id = public(&String::from_utf8_lossy(value));
            let left = left(&held).map(Left::For);
            let (mode, about) = (Mode::Exclusive, About::default());
            Ok(vec![Contender { id, mode, holds: true, fence: None, about, left }])
        })
    }

    fn names<'a>(&'a mut self, _: &'a str) -> Answer<'a, Vec<LockName>> {
        Box::pin(async {
            Err(Error::usage("plain keys that are locks look like any others")
                .hint("gosys lock status NAME asks for one"))
        })
    }

    fn evict<'a>(&'a mut self, name: &'a LockName, id: &'a str, _: &'a str) -> Answer<'a, bool> {
        Box::pin(async move {
            let held = self.look("look", LOOK_PLAIN, name, &[]).await?;
            let value = held.0.map(|value| String::from_utf8_lossy(&value).into_owned());
            let Some(value) = value.filter(|value| public(value) == id) else { return Ok(false) };
            self.run("delete it if it is still that", LEAVE_PLAIN, name, &[&value]).await
        })
    }

    /// The keys of others are theirs: nothing is put beside them.
    fn note<'a>(&'a mut self, _: &'a LockName, _: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async { Ok(None) })
    }

    fn close(&mut self) -> Answer<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}
