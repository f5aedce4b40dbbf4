//! `id guess`: what an id may be.

use serde::Serialize;

use super::input::{Event, Reader, Texts};
use crate::base::clock::unix_ms;
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::table::Row;
use crate::base::out::{Format, Out};
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;
use crate::id::Malformed;
use crate::id::guess::{Guess, guesses};

/// Rank the kinds of ids that a text may be
///
/// Most numbers can be read as ids of several kinds, so all of them are listed, the likeliest first, each with the
/// time that it would mean and what speaks for it or against it. Layouts of one's own are not known here: for one,
/// see what `gosys id decode --layout` makes of the id. Reads the ids given, or standard input where none is given or
/// one is `-`. What can be no id at all is reported on standard error with its line, and the exit code is 65.
#[derive(clap::Args)]
pub struct GuessIds {
    /// The ids, or - for standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

/// Texts that may be any id.
struct AnyId {
    now_ms: u64,
}

impl Texts for AnyId {
    type Item = (String, Vec<Guess>);

    const HINT: &'static str = "`gosys id schemes` lists the ids that are known, and how each is written";

    fn read(&self, text: &[u8]) -> Result<Self::Item, Malformed> {
        let text = str::from_utf8(text).map_err(|_| Malformed::NotText)?;
        match guesses(text, self.now_ms) {
            // The reason is not said: there would be one for each kind.
            none if none.is_empty() => Err(Malformed::Empty),
            some => Ok((text.to_owned(), some)),
        }
    }

    fn record_length(&self) -> Option<usize> {
        None
    }

    fn is_no(&self, _: Malformed) -> String {
        "id that gosys knows".to_owned()
    }
}

impl Run for GuessIds {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let now_ms = unix_ms();
        let is_alone = matches!(&self.ids[..], [id] if id != "-");
        let mut is_first = true;
        let each = |event: Event<(String, Vec<Guess>)>, out: &mut Out| {
            let Event::Id((text, guesses), _) = event else { return Ok(()) };
            if out.format() == Format::Text && !is_alone {
                let gap = if is_first { "" } else { "\n" };
                out.data(format!("{gap}{text}\n"))?;
            }
            is_first = false;
            out.table(&rows(&text, guesses))
        };
        let mut reader = Reader { chosen: &AnyId { now_ms }, out: &mut context.out, watchdog, malformed: 0, each };
        reader.arguments(&self.ids)?;
        Ok(if reader.malformed == 0 { Exit::Ok } else { Exit::Data })
    }
}

/// `gosys.guess.v1`.
#[derive(Serialize)]
struct GuessRow {
    schema: &'static str,
    /// The text as it was given.
    id: String,
    rank: usize,
    scheme: &'static str,
    format: &'static str,
    /// RFC 3339 in UTC; null where there is none, and past the year 9999.
    time: Option<String>,
    unix_ms: Option<u64>,
    likelihood: &'static str,
    why: String,
}

fn rows(id: &str, guesses: Vec<Guess>) -> Vec<GuessRow> {
    let row = |(at, guess): (usize, Guess)| GuessRow {
        schema: "gosys.guess.v1",
        id: id.to_owned(),
        rank: at + 1,
        scheme: guess.scheme,
        format: guess.format,
        time: guess.unix_ms.and_then(rfc3339),
        unix_ms: guess.unix_ms,
        likelihood: guess.likelihood.name(),
        why: guess.why,
    };
    guesses.into_iter().enumerate().map(row).collect()
}

impl Row for GuessRow {
    const COLUMNS: &'static [&'static str] = &["RANK", "SCHEME", "FORMAT", "TIME", "LIKELY", "WHY"];

    fn cells(&self) -> Vec<String> {
        let time = self.time.clone().unwrap_or_else(|| "-".to_owned());
        let words = [self.scheme, self.format, &time, self.likelihood, &self.why];
        [self.rank.to_string()].into_iter().chain(words.map(str::to_owned)).collect()
    }
}
