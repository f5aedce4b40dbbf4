//! `id bench`: how fast ids are made here.

use std::hint;
use std::time::Duration;

use serde::Serialize;

use super::maker::{Maker, Wanted};
use super::new::Node;
use super::scheme::{Chosen, SchemeArgs};
use crate::backend::local::temporary::Temporary;
use crate::backend::url::Url;
use crate::base::clock;
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Out, Record};
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::id::Source;
use crate::id::plan::Limits;

/// How long ids are made where nothing else is said.
const SPAN: Duration = Duration::from_secs(1);
/// The bytes of a write, were there one.
const AT_ONCE_BYTES: usize = 60 * 1024;
/// Between two looks at the time. Without a bound a layout of more ids than the machine can make would give more each
/// time.
const AT_ONCE: u64 = 1 << 16;

/// Make ids as fast as this machine can, and count them
///
/// The ids are written as text into memory and thrown away. They come from a register of their own in a folder for
/// temporary files, so the numbers of your own ids are not used up, and nothing is left behind.
#[derive(clap::Args)]
pub struct Bench {
    /// For how long [default: 1s]
    #[arg(long = "for", value_name = "DURATION")]
    span: Option<HumanDuration>,
    #[command(flatten)]
    scheme: SchemeArgs,
}

/// `gosys.id-bench.v1`.
#[derive(Debug, Serialize)]
struct Measured {
    schema: &'static str,
    scheme: String,
    ids: u64,
    seconds: f64,
    per_second: f64,
    /// Null for ids without a sequence: only the machine limits them.
    limit_per_second: Option<f64>,
    /// Of the limit, 1 for all of it.
    share: Option<f64>,
}

impl Record for Measured {
    fn text(&self) -> String {
        let limit = self.limit_per_second.map_or("-".to_owned(), |limit| format!("{limit:.0}"));
        let share = self.share.map_or("-".to_owned(), |share| format!("{:.1} %", share * 100.0));
        format!(
            "ids           {}\nseconds       {:.3}\nids a second  {:.0}\nlimit         {limit}\nshare         {share}\n",
            self.ids, self.seconds, self.per_second
        )
    }
}

impl Run for Bench {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let chosen = self.scheme.choose(&context.settings)?;
        let span = self.span.map_or(SPAN, |HumanDuration(span)| span);
        let limit = limit(&chosen, span)?;
        let scheme = chosen.scheme().name().to_owned();
        let temporary = Temporary::make()?;
        let mut maker = Maker::open(chosen, wanted(temporary.url().clone()), &context.settings, &context.out)?;
        // The first taking writes the folders to disk. Then the mapping works on without a name, and whatever ends
        // this process finds nothing to clean up.
        maker.take(1, &context.out)?;
        temporary.remove()?;
        let (ids, seconds) = run(&mut maker, span, &watchdog, &context.out)?;
        let per_second = ids as f64 / seconds;
        context.out.record(&Measured {
            schema: "gosys.id-bench.v1",
            scheme,
            ids,
            seconds,
            per_second,
            limit_per_second: limit,
            share: limit.map(|limit| per_second / limit),
        })?;
        Ok(Exit::Ok)
    }
}

/// What the layout allows in a second. Refuses what cannot be measured.
fn limit(chosen: &Chosen, span: Duration) -> Result<Option<f64>> {
    let name = chosen.scheme().name();
    match chosen.scheme().source() {
        Source::Cells(layout) | Source::Padded(layout, _) => {
            let tick = Duration::from_millis(layout.tick_ms);
            // A tick is waited for whole, however long it is.
            if tick > span {
                let message = format!("a tick of a {name} is {} long: nothing shorter can be measured", shown(tick));
                return Err(Error::usage(message).hint(format!("--for {}", shown(tick.saturating_mul(3)))));
            }
            Ok(chosen.scheme().source().ids_per_second())
        }
        Source::Random(_) => Ok(None),
        Source::Name(_) => Err(Error::usage(format!("a {name} is the same every time: there is nothing to measure"))
            .hint("--scheme uuid4 or uuid7 makes new ones")),
        Source::Elsewhere(others) => {
            Err(Error::usage(format!("a `{name}` is only read")).hint(format!("to make one, use {others}")))
        }
    }
}

fn shown(span: Duration) -> HumanDuration {
    HumanDuration(span)
}

/// What `id new` would be asked for, but for a folder of its own.
fn wanted(folder: Url) -> Wanted {
    Wanted {
        node: Some(Node::Number(0)),
        node_is_flag: false,
        limits: Limits::default(),
        window: Duration::ZERO,
        stateless: false,
        accept_empty: false,
        folder: Some(folder),
        name: None,
    }
}

/// Makes ids until the time is over: how many, and in how many seconds.
fn run(maker: &mut Maker<'_>, span: Duration, watchdog: &Watchdog, out: &Out) -> Result<(u64, f64)> {
    let (begun, mut ids, mut text) = (clock::instant(), 0, Vec::new());
    loop {
        watchdog.check()?;
        let batch = maker.take(AT_ONCE, out)?;
        ids += batch.count();
        maker.write(batch, b'\n', AT_ONCE_BYTES, &mut text, |text| {
            // Seen by something, or an optimiser may find that nobody needs it.
            hint::black_box(text);
            Ok(())
        })?;
        let elapsed = begun.elapsed();
        if elapsed >= span {
            return Ok((ids, elapsed.as_secs_f64()));
        }
    }
}
