//! Where the locks are: the backend that was selected, behind the one trait.

use std::time::Duration;

use crate::backend::local::folder::Folder;
use crate::backend::patience::{ONE_SHOT, Patience};
use crate::backend::url::Url;
use crate::backend::{self, Call, Capability};
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::out::Out;
use crate::base::settings::Settings;
use crate::lock::local::Local;
use crate::lock::{Locks, Wait};

/// The selected backend, and how to talk to it.
pub struct Selected<'a> {
    pub url: Url,
    #[cfg_attr(not(feature = "remote"), expect(dead_code, reason = "files are not talked to"))]
    pub call: Call<'a>,
}

impl<'a> Selected<'a> {
    /// For a verb that asks and is done.
    pub fn one_shot(settings: &Settings, out: &'a Out) -> Result<Self> {
        let limit = settings.timeout()?.unwrap_or(ONE_SHOT);
        Self::within(settings, out, limit)
    }

    /// For a verb that has this long.
    pub fn within(settings: &Settings, out: &'a Out, limit: Duration) -> Result<Self> {
        Self::at(backend::select(settings, Capability::Lock)?, settings, out, limit)
    }

    /// Of this URL, whatever is selected.
    pub fn at(url: Url, settings: &Settings, out: &'a Out, limit: Duration) -> Result<Self> {
        let call = Call::of(settings, &url, Patience::of(limit), out)?;
        Ok(Self { url, call })
    }

    /// The locks there. With `compat` they are plain keys.
    pub fn locks(&self, compat: bool) -> Result<Box<dyn Locks + '_>> {
        check_compat(&self.url, compat)?;
        if self.url.is_local() {
            return local(&self.url);
        }
        remote(self, compat)
    }
}

/// Plain keys are Redis's.
pub fn check_compat(url: &Url, compat: bool) -> Result<()> {
    if !compat || url.backend().name == "redis" {
        return Ok(());
    }
    Err(Error::usage(format!("--compat is for Redis, and {url} is not"))
        .hint("on the other backends gosys's locks are those of etcdctl and Curator anyhow"))
}

fn local(url: &Url) -> Result<Box<dyn Locks>> {
    Ok(Box::new(Local { folder: Folder::of(url)? }))
}

#[cfg(feature = "remote")]
fn remote<'a>(selected: &'a Selected<'_>, compat: bool) -> Result<Box<dyn Locks + 'a>> {
    use crate::lock::remote::{Place, Remote};
    Ok(Box::new(Remote { place: Place { url: &selected.url, call: &selected.call, compat } }))
}

#[cfg(not(feature = "remote"))]
fn remote<'a>(selected: &'a Selected<'_>, _: bool) -> Result<Box<dyn Locks + 'a>> {
    use crate::base::error::Error;
    use crate::base::exit::Exit;
    Err(Error::new(Exit::Internal, format!("{} keeps no locks", selected.url)))
}

/// How long a call may take that waits like this and has `--timeout`, if that was given.
pub fn limit(settings: &Settings, wait: Wait) -> Result<Duration> {
    let waits = match wait {
        Wait::Try => Some(Duration::ZERO),
        Wait::Until(deadline) => deadline.left(),
    };
    // A wait without an end is for a lock that is taken; a server that is silent has its own limit.
    let usual = waits.map_or(crate::base::duration::DURATION_MAX, |waits| waits + ONE_SHOT);
    Ok(settings.timeout()?.unwrap_or(usual))
}

/// The end of the whole command, if it has one.
pub fn overall(settings: &Settings) -> Result<Deadline> {
    Ok(Deadline::after(settings.timeout()?))
}
