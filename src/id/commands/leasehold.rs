//! Cells of a node that are leased from the selected backend, for `id new`.

use std::ops::Range;
use std::time::Duration;

use super::maker::{Supply, Wanted, own_folder};
use crate::backend::Call;
use crate::backend::patience::Patience;
use crate::backend::url::Url;
use crate::base::clock::Deadline;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::out::Out;
use crate::base::settings::Settings;
use crate::id::Scheme;
use crate::id::layout::Layout;
use crate::id::local::Register;
use crate::id::remote::{Leased, Wish};

/// How long nobody minds to wait for a window that is not needed yet.
const EARLY: Duration = Duration::from_secs(1);
/// How long after one try to lengthen a window the next is made.
const RETRY: Duration = Duration::from_secs(5);

/// A window, and how to get the next.
pub struct Leasehold<'a> {
    leased: Leased,
    url: Url,
    settings: &'a Settings,
    /// When a window that is nearly over may next be lengthened; nobody waits for that before the first ids are out.
    next_try: Option<Deadline>,
}

impl<'a> Leasehold<'a> {
    /// Of this node, or of any. The server is not asked before it is needed.
    pub fn open(
        url: &Url,
        scheme: &dyn Scheme,
        layout: &Layout,
        node: Option<u64>,
        wanted: &Wanted,
        settings: &'a Settings,
    ) -> Result<Self> {
        // A shorter one would be made a tick long without a word, which is more than was asked for.
        if wanted.window < Duration::from_millis(layout.tick_ms) {
            let tick = HumanDuration(Duration::from_millis(layout.tick_ms));
            return Err(Error::usage(format!("a window of a {} is at least its tick of {tick} long", scheme.name())));
        }
        let wish = Wish {
            name: scheme.name().to_owned(),
            layout: *layout,
            node,
            limits: wanted.limits,
            window: wanted.window,
            accept_empty: wanted.accept_empty,
        };
        let leased = Leased::open(url, &own_folder()?, wish)?;
        Ok(Self { leased, url: url.clone(), settings, next_try: None })
    }

    /// Leases the next window while this one still lasts. The server may be away; nothing depends on it yet.
    fn lengthen(&mut self, out: &Out) {
        if !self.leased.is_ending() {
            return;
        }
        let (url, settings) = (&self.url, self.settings);
        // Less than a call usually has: no id is to be late because of a window that nobody needs yet.
        let soon = || {
            let call = call(url, settings, out)?;
            Ok(Call { patience: Patience::of(EARLY.min(call.patience.left())), ..call })
        };
        if let Err(error) = self.leased.lease(true, &soon) {
            // No note: the window that there is still lasts, and should it end without another one that is an error.
            out.detail(&format!("the window could not be lengthened yet: {error}"));
        }
    }
}

/// What a talk with the backend needs.
pub fn call<'a>(url: &Url, settings: &Settings, out: &'a Out) -> Result<Call<'a>> {
    Call::of(settings, url, Patience::one_shot(settings)?, out)
}

impl Supply for Leasehold<'_> {
    fn take(&mut self, wanted: u64, out: &Out) -> Result<Range<u64>> {
        if self.next_try.is_some_and(Deadline::is_over) {
            self.lengthen(out);
        }
        if self.next_try.is_none_or(Deadline::is_over) {
            self.next_try = Some(Deadline::after(Some(RETRY)));
        }
        let (url, settings) = (&self.url, self.settings);
        self.leased.take(wanted, &|| call(url, settings, out))
    }

    fn register(&self) -> &Register {
        self.leased.register()
    }

    fn finish(&mut self, out: &Out) {
        // When the last id is out and nobody waits for one: the next run finds a window that lasts.
        self.lengthen(out);
    }
}
