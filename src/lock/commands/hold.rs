//! A lock that is held while a command runs, on whatever backend.

use std::os::fd::BorrowedFd;

use super::guarded::Part;
use crate::backend::local::folder::Folder;
use crate::backend::url::Url;
use crate::base::clock::Deadline;
use crate::base::error::Result;
#[cfg(feature = "remote")]
use crate::base::exit::Exit;
use crate::base::process::Warrant;
use crate::base::process::plan::Terms;
use crate::base::verb::Context;
use crate::lock::local::{self, Held};
use crate::lock::name::LockName;
use crate::lock::{Bid, Wait};

/// What came of taking it.
pub enum Taken {
    Holds(Hold),
    Busy,
    /// The user wanted an end before that.
    #[cfg(feature = "remote")]
    Cancelled(Exit),
}

/// A lock, and how to keep it.
pub enum Hold {
    Local(Held),
    #[cfg(feature = "remote")]
    Remote(server::Kept),
}

/// How it ended.
pub struct End {
    /// What was left for us to read by whom it was taken away.
    pub why: Option<String>,
    /// Whether it was known to be gone before anybody tried to give it back.
    pub taken: bool,
    pub given_back: bool,
    /// Whether it was gone before it was given back.
    pub lost: bool,
}

/// Takes all names of the bid, or none.
pub fn take(
    part: &mut Part,
    url: &Url,
    bid: &Bid,
    wait: Wait,
    overall: Deadline,
    context: &Context,
    compat: bool,
) -> Result<Taken> {
    if url.is_local() {
        let folder = Folder::of(url)?;
        let held = part.take(wait, |wait| local::hold(&folder, bid, wait))?;
        return Ok(held.map_or(Taken::Busy, |held| Taken::Holds(Hold::Local(held))));
    }
    server::take(part, url, bid, (wait, overall), context, compat)
}

impl Hold {
    pub fn token(&self) -> String {
        match self {
            Self::Local(held) => held.token.reveal().to_owned(),
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.grant.token.reveal().to_owned(),
        }
    }

    /// The fence of one of the names.
    pub fn fence(&self, bid: &Bid, name: &LockName) -> Option<u64> {
        let at = bid.names.iter().position(|one| one == name)?;
        match self {
            Self::Local(held) => held.fences.get(at).copied(),
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.grant.fences.get(at).copied().flatten(),
        }
    }

    pub fn has_fences(&self) -> bool {
        match self {
            Self::Local(_) => true,
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.grant.fences.iter().all(Option::is_some),
        }
    }

    /// When it would end if it were not renewed, in milliseconds since 1970.
    pub fn deadline_ms(&self) -> Option<u64> {
        match self {
            Self::Local(_) => None,
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.deadline_ms(),
        }
    }

    /// Lets the command inherit it, where that can be.
    pub fn share_with_children(&self) -> Result<()> {
        match self {
            Self::Local(held) => held.share_with_children(),
            #[cfg(feature = "remote")]
            Self::Remote(_) => Ok(()),
        }
    }

    /// Gives it back.
    pub fn end(self) -> End {
        match self {
            Self::Local(mut held) => {
                let (why, lost) = (held.why(), held.terms().revoked);
                held.end();
                End { why, taken: lost, given_back: true, lost }
            }
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.end(),
        }
    }
}

impl Warrant for Hold {
    fn news(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::Local(held) => held.news(),
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.keeper.news(),
        }
    }

    fn terms(&mut self) -> Terms {
        match self {
            Self::Local(held) => held.terms(),
            #[cfg(feature = "remote")]
            Self::Remote(kept) => kept.keeper.terms(),
        }
    }
}

#[cfg(feature = "remote")]
mod server {
    use super::{Bid, Context, Deadline, End, Hold, Part, Result, Taken, Url, Wait, Warrant};
    use crate::backend::credentials::{Credentials, Scope};
    use crate::base::clock;
    use crate::base::duration::millis;
    use crate::base::error::Error;
    use crate::base::exit::Exit;
    use crate::base::process::guard::Waited;
    use crate::lock::Grant;
    use crate::lock::remote::{Keeper, Limits, Station};
    use crate::lock::session::News;

    /// A lock on a server, and the thread that keeps it.
    pub struct Kept {
        pub keeper: Keeper,
        pub grant: Grant,
    }

    impl Kept {
        pub fn deadline_ms(&self) -> Option<u64> {
            let left = self.keeper.tenure()?.over_at().saturating_sub(clock::since_boot());
            Some(clock::unix_ms().saturating_add(millis(left)))
        }

        pub fn end(self) -> End {
            let taken = self.keeper.now() == News::Lost;
            // The reason comes a moment after the loss, and the thread is done when it has come.
            let given_back = self.keeper.stop();
            End { why: self.keeper.note(), taken, given_back, lost: self.keeper.now() == News::Lost }
        }
    }

    pub fn take(
        part: &mut Part,
        url: &Url,
        bid: &Bid,
        (wait, overall): (Wait, Deadline),
        context: &Context,
        compat: bool,
    ) -> Result<Taken> {
        let out = context.settings.out()?;
        let credentials = Credentials::of(&context.settings, url, Scope::Selected, &out)?;
        let station = Station { url: url.clone(), out, credentials, compat };
        let keeper = Keeper::start(station, bid.clone(), Limits { wait, overall });
        let mut keeper = keeper.map_err(|e| Error::new(Exit::Io, format!("cannot start a thread: {e}")))?;
        loop {
            match (keeper.now(), keeper.grant()) {
                (News::Holds, Some(grant)) => return Ok(Taken::Holds(Hold::Remote(Kept { keeper, grant }))),
                (News::Waiting | News::Holds, _) => {}
                (News::Taken, _) => {
                    keeper.stop();
                    return keeper.error().map_or(Ok(Taken::Busy), Err);
                }
                (News::Lost | News::TooShort(_) | News::Failed, _) => {
                    keeper.stop();
                    let unknown = || Error::new(Exit::Internal, "the lock could not be taken, for no known reason");
                    return Err(keeper.error().unwrap_or_else(unknown));
                }
            }
            // On a server there always is a guard: no other part comes here.
            if let (Some(news), Part::Guard(link)) = (keeper.news(), &mut *part)
                && let Waited::Signal(exit) = link.wait(news)?
            {
                keeper.stop();
                return Ok(Taken::Cancelled(exit));
            }
            // Reads the bell empty, so that the next wait ends with the next change only.
            keeper.terms();
        }
    }
}

#[cfg(not(feature = "remote"))]
mod server {
    use super::{Bid, Context, Deadline, Part, Result, Taken, Url, Wait};
    use crate::base::error::Error;
    use crate::base::exit::Exit;

    pub fn take(_: &mut Part, url: &Url, _: &Bid, _: (Wait, Deadline), _: &Context, _: bool) -> Result<Taken> {
        Err(Error::new(Exit::Internal, format!("{url} keeps no locks")))
    }
}
