//! Where the configuration is: the backend that was selected, behind the one trait.

use crate::backend::local::folder::Folder;
use crate::backend::patience::Patience;
use crate::backend::url::Url;
use crate::backend::{self, Call, Capability};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::settings::Settings;
use crate::base::verb::Context;
use crate::config::Store;
use crate::config::local::Local;

/// Runs a verb that asks and is done on the space that the settings name.
pub fn on_store(
    context: &mut Context,
    verb: impl FnOnce(&mut dyn Store, &mut Context) -> Result<Exit>,
) -> Result<Exit> {
    let out = context.settings.out()?;
    let selected = Selected::one_shot(&context.settings, &out)?;
    verb(selected.store()?.as_mut(), context)
}

/// The selected space, and how to talk to whoever has it.
pub struct Selected<'a> {
    pub url: Url,
    pub call: Call<'a>,
}

impl<'a> Selected<'a> {
    /// For a verb that asks and is done.
    pub fn one_shot(settings: &Settings, out: &'a Out) -> Result<Self> {
        Self::within(settings, out, Patience::one_shot(settings)?)
    }

    /// For a verb that has this long.
    pub fn within(settings: &Settings, out: &'a Out, patience: Patience) -> Result<Self> {
        let url = backend::select(settings, Capability::Config)?;
        // Before credentials: a file or a question for a password would come to nothing.
        check_space(&url)?;
        let call = Call::of(settings, &url, patience, out)?;
        Ok(Self { url, call })
    }

    /// The space there.
    pub fn store(&self) -> Result<Box<dyn Store + '_>> {
        if self.url.is_local() {
            return Ok(Box::new(Local::open(&Folder::of(&self.url)?, self.call.patience)?));
        }
        remote(self)
    }
}

/// A server has many spaces, and its root is none: the bookkeeping of all of them is below it.
fn check_space(url: &Url) -> Result<()> {
    use crate::base::error::Error;
    let space = url.rest();
    if url.is_local() {
        return Ok(());
    }
    // The keys of all spaces lie below it, and locks and ids too: a rollback would undo them with the rest.
    if space.is_empty() {
        return Err(Error::usage(format!("{url} names no configuration space"))
            .hint(format!("the path of the URL does: gosys -b {url}/app config ...")));
    }
    // A server takes it for another space beside the one that was meant, and an empty one.
    if space.contains("//") {
        let meant: Vec<&str> = space.split('/').filter(|name| !name.is_empty()).collect();
        return Err(Error::usage(format!("{url} has two slashes in a row in its path"))
            .hint(format!("the path is likely to be /{}", meant.join("/"))));
    }
    if space == "/.gosys" || space.starts_with("/.gosys/") {
        return Err(Error::usage(format!("{url} is where gosys keeps its own records, and no configuration space"))
            .hint("any other path will do, such as /app"));
    }
    Ok(())
}

#[cfg(feature = "etcd")]
fn remote<'a>(selected: &'a Selected<'_>) -> Result<Box<dyn Store + 'a>> {
    use crate::config::etcd::Etcd;
    Ok(Box::new(Etcd::open(&selected.url, &selected.call)?))
}

#[cfg(not(feature = "etcd"))]
fn remote<'a>(selected: &'a Selected<'_>) -> Result<Box<dyn Store + 'a>> {
    use crate::base::error::Error;
    use crate::base::exit::Exit;
    Err(Error::new(Exit::Internal, format!("{} keeps no configuration", selected.url)))
}
