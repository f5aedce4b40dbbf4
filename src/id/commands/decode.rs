//! `id decode`: says what ids are made of.

use super::input::{Event, Reader};
use super::record::{Columns, IdRecord};
use super::scheme::SchemeArgs;
use super::template::Template;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Format, Out};
use crate::base::settings::Origin;
use crate::base::verb::{Context, Run};
use crate::base::watchdog::Watchdog;

/// About as much as a pipe takes at once.
const BATCH: usize = 60 * 1024;

/// Say what ids are made of: time, node, sequence
///
/// Reads the ids given, or standard input where none is given or one is `-`: one a line, any number of them. What
/// is no id is reported on standard error with its line; the rest goes on, and the exit code is 65.
#[derive(clap::Args)]
pub struct Decode {
    #[command(flatten)]
    scheme: SchemeArgs,
    /// A line of your own for each: text and {field}s of -o json
    #[arg(long, value_name = "TEXT")]
    template: Option<Template>,
    /// The ids, or - for standard input
    #[arg(value_name = "ID")]
    ids: Vec<String>,
}

impl Run for Decode {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let watchdog = Watchdog::start(context.settings.timeout()?, &context.out);
        let chosen = self.scheme.choose(&context.settings)?;
        // A variable gives way to an option, and two options are a mistake.
        let format = context.settings.find("output")?.filter(|found| matches!(found.origin, Origin::Flag(_)));
        if self.template.is_some() && format.is_some_and(|format| format.value != "text") {
            return Err(Error::usage("--template goes with -o text only").hint("leave out one of them"));
        }
        let mut columns = Columns::new(&chosen);
        let mut text = Vec::with_capacity(BATCH);
        // Above the first good line only: where there is none, standard output stays empty.
        let mut headed = context.out.is_quiet();
        let each = |event: Event, out: &mut Out| match &event {
            Event::Pause => send(&mut text, out),
            Event::Id(id, _) if self.template.is_some() => {
                self.template.iter().try_for_each(|template| template.line(&IdRecord::of(&chosen, id), &mut text))?;
                if text.len() >= BATCH { send(&mut text, out) } else { Ok(()) }
            }
            Event::Id(id, _) if out.format() != Format::Text => out.record(&IdRecord::of(&chosen, id)),
            Event::Id(id, _) => {
                if !headed {
                    headed = true;
                    text.extend(columns.head().bytes());
                }
                columns.line(&chosen, id, &mut text);
                if text.len() >= BATCH { send(&mut text, out) } else { Ok(()) }
            }
        };
        let mut reader = Reader { chosen: &chosen, out: &mut context.out, watchdog, malformed: 0, each };
        reader.arguments(&self.ids)?;
        Ok(if reader.malformed == 0 { Exit::Ok } else { Exit::Data })
    }
}

fn send(text: &mut Vec<u8>, out: &mut Out) -> Result<()> {
    out.data(&text)?;
    text.clear();
    Ok(())
}
