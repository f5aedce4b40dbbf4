//! Reading from a copy when the server does not answer.

use std::path::PathBuf;
use std::time::Duration;

use super::place::Selected;
use crate::backend::patience::Patience;
use crate::backend::url::Url;
use crate::backend::{self, Capability};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::settings::{Origin, Settings};
use crate::base::verb::Context;
use crate::config::Store;
use crate::config::cache::Cached;
use crate::config::key::Key;
use crate::config::tree::Tree;

/// Where a copy is, and how old it may be.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct CacheArgs {
    /// Where the server does not answer in half of --timeout, use the copy that config sync keeps here
    // It holds one state only, so no release can be asked of it.
    #[arg(long, value_name = "FOLDER", conflicts_with = "rel")]
    cache: Option<PathBuf>,
    /// Only if the copy was the server's state this recently; else exit 69
    #[arg(long, value_name = "DURATION", requires = "cache")]
    max_stale: Option<HumanDuration>,
    /// Do not ask the server at all
    #[arg(long, requires = "cache")]
    cache_only: bool,
}

/// From whom an answer came.
pub enum Answer<T> {
    Live(T),
    /// From the copy: the number of the release, and what was wanted of it.
    Cached(u64, Tree),
}

impl CacheArgs {
    /// The server's answer, or the copy's if that is asked for.
    pub fn ask<T>(
        &self,
        context: &Context,
        wanted: impl Fn(&Key) -> bool,
        live: impl FnOnce(&mut dyn Store) -> Result<T>,
    ) -> Result<Answer<T>> {
        let (settings, out) = (&context.settings, context.settings.out()?);
        let Some(dir) = &self.cache else {
            let selected = Selected::one_shot(settings, &out)?;
            return live(selected.store()?.as_mut()).map(Answer::Live);
        };
        let of = space(settings)?;
        let silence = if self.cache_only {
            None
        } else {
            // The other half is for whoever waits for us.
            let patience = Patience::one_shot(settings)?.halved();
            let selected = Selected::within(settings, &out, patience)?;
            match selected.store().and_then(|mut store| live(store.as_mut())) {
                // Only silence. A server that refuses has answered: to go on with a copy would hide that a right was
                // taken away, or that a key is gone.
                Err(error) if error.exit() == Exit::Unavailable => Some(error),
                answer => return answer.map(Answer::Live),
            }
        };
        let copy = Cached::read(dir, of.as_ref(), wanted);
        let (cached, tree) = copy.map_err(|error| with(error, silence.as_ref()))?;
        self.check(&cached, silence.as_ref(), &context.out)?;
        Ok(Answer::Cached(cached.release(), tree))
    }

    /// Says how old the copy is, or that it is too old.
    fn check(&self, cached: &Cached, silence: Option<&Error>, out: &Out) -> Result<()> {
        let why = silence.map_or(String::new(), |error| format!("; {}", error.message()));
        // In whole seconds, but not `0s`.
        let whole = |age: Duration| match age.as_secs() {
            0 => HumanDuration(Duration::from_millis(u64::from(age.subsec_millis()))),
            seconds => HumanDuration(Duration::from_secs(seconds)),
        };
        let age = cached.age.map_or_else(|| "of an unknown age".to_owned(), |age| format!("{} old", whole(age)));
        let older = if cached.is_older { ", an earlier state because the last one is damaged" } else { "" };
        if let Some(HumanDuration(limit)) = self.max_stale
            && cached.age.is_none_or(|age| age > limit)
        {
            return Err(Error::new(Exit::Unavailable, format!("the copy is too old: it is {age}{why}"))
                .hint("gosys config sync keeps it fresh while the server answers"));
        }
        out.note(&format!("from the copy, {age}{older}{why}"));
        Ok(())
    }
}

/// The space that the copy has to be of: whoever names none means whatever is in the copy.
fn space(settings: &Settings) -> Result<Option<Url>> {
    let is_named = settings.backend_url()?.origin != Origin::Default;
    is_named.then(|| backend::select(settings, Capability::Config)).transpose()
}

/// What is wrong with the copy, and why it was looked at.
fn with(error: Error, silence: Option<&Error>) -> Error {
    let Some(silence) = silence else { return error };
    let hint = error.hint_text().unwrap_or_default().to_owned();
    Error::new(error.exit(), format!("{}; {}", error.message(), silence.message())).hint(hint)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::base::out::{Color, Format};
    use crate::config::tree::Digest;

    /// A copy of nothing, of release 3, that was last the server's at this moment of another start of the machine.
    fn copy(at_ms: Option<u64>) -> Cached {
        let dir = tempfile::tempdir().unwrap();
        let state = dir.path().join("releases/x");
        fs::create_dir_all(&state).unwrap();
        let digest = Digest::of(&Tree::new()).to_string();
        let manifest = format!(
            r#"{{"schema":"gosys.config-cache.v1","backend":"b","release":3,"digest":"{digest}","keys":{{}}}}"#
        );
        fs::write(state.join("manifest.json"), manifest).unwrap();
        symlink("releases/x", dir.path().join("current")).unwrap();
        if let Some(at_ms) = at_ms {
            let checked = format!(r#"{{"at_ms":{at_ms},"boot":1,"since_boot_ms":0}}"#);
            fs::write(dir.path().join("checked.json"), checked).unwrap();
        }
        Cached::read(dir.path(), None, |_| true).unwrap().0
    }

    fn check(at_ms: Option<u64>, max_stale: Option<&str>, silence: Option<&Error>) -> Result<()> {
        let max_stale = max_stale.map(|text| text.parse().unwrap());
        let args = CacheArgs { max_stale, ..CacheArgs::default() };
        args.check(&copy(at_ms), silence, &Out::new(Format::Text, true, 0, Color::Never))
    }

    const NOW: Option<u64> = Some(u64::MAX);
    const LONG_AGO: Option<u64> = Some(0);

    #[test]
    fn a_copy_is_as_old_as_is_allowed() {
        assert_eq!(copy(NOW).release(), 3);
        for (at_ms, max_stale, is_taken) in [
            (NOW, None, true),
            (LONG_AGO, None, true),
            (None, None, true),
            (NOW, Some("1s"), true),
            (NOW, Some("0s"), true),
            (LONG_AGO, Some("9000h"), false),
            // Nobody can tell that it is fresh enough.
            (None, Some("9000h"), false),
        ] {
            assert_eq!(check(at_ms, max_stale, None).is_ok(), is_taken, "{at_ms:?} {max_stale:?}");
        }
    }

    #[test]
    fn one_that_is_too_old_says_how_old_and_why_it_was_needed() {
        let silence = Error::new(Exit::Unavailable, "nobody answers");
        let refusal = check(None, Some("1s"), Some(&silence)).unwrap_err();
        assert_eq!(refusal.exit(), Exit::Unavailable);
        assert_eq!(refusal.message(), "the copy is too old: it is of an unknown age; nobody answers");
        let refusal = check(LONG_AGO, Some("1s"), None).unwrap_err();
        assert!(refusal.message().ends_with(" old") && !refusal.message().contains(';'), "{}", refusal.message());
    }
}
