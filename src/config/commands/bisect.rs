//! `config bisect`: which release broke a check.

use serde::Serialize;

use super::outside;
use super::place::Selected;
use super::reading::{as_of, resolve};
use crate::base::clock::Deadline;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Record;
use crate::base::verb::{Context, Run};
use crate::config::bisect::{Bisection, Said};
use crate::config::history::{GOOD, History};
use crate::config::reference::Reference;

/// What a check ends with that cannot tell, as for git.
const CANNOT_TELL: u8 = 125;

/// Find the release that broke a check
///
/// The check is a line for sh and is tried on the releases in between, by halves; the space is not touched. It finds
/// the state in the JSON file $GOSYS_CONFIG_FILE, one object from keys to values, and its number in
/// $GOSYS_CONFIG_RELEASE. It ends with 0 if that state is good, with 125 if it cannot tell, else with any other code.
#[derive(clap::Args)]
pub struct Bisect {
    /// The check
    #[arg(long, value_name = "COMMAND")]
    run: String,
    /// A release that is known to be good, or 0 [default: the newest tagged good, else the oldest]
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    good: Option<Reference>,
    /// A later one that is known to be bad [default: head]
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    bad: Option<Reference>,
}

/// `gosys.config-bisect.v1`.
#[derive(Serialize)]
struct BisectRecord {
    schema: &'static str,
    /// The first bad one; several where the check could not tell them apart.
    releases: Vec<u64>,
    tried: usize,
}

impl Record for BisectRecord {
    fn text(&self) -> String {
        self.releases.iter().map(|number| format!("{number}\n")).collect()
    }
}

impl Run for Bisect {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let out = context.settings.out()?;
        let selected = Selected::one_shot(&context.settings, &out)?;
        // Read once, and the connection is closed: a check may take minutes, and what others publish meanwhile must
        // not move what is searched.
        let history = selected.store()?.history()?;
        let mut numbers: Vec<u64> = history.releases.iter().map(|release| release.number).collect();
        let bad = resolve(&history, self.bad.as_ref().unwrap_or(&Reference::Back(0)))?;
        let good = match &self.good {
            Some(reference) => resolve(&history, reference)?,
            None => history.tagged(GOOD).or(numbers.first().copied()).unwrap_or(0),
        };
        if self.good.is_some() && good == 0 {
            // The empty space before the first.
            numbers.insert(0, 0);
        }
        let place = |number: u64| numbers.binary_search(&number).ok();
        let (Some(from), Some(to)) = (place(good), place(bad)) else {
            return Err(Error::usage("there is nothing between the good release and the bad one")
                .hint("gosys config log lists the releases; --good and --bad name two of them"));
        };
        if from >= to {
            return Err(Error::usage(format!("the good release {good} does not come before the bad one, {bad}"))
                .hint("--good and --bad name them"));
        }
        let (first, tried) = self.search(&history, &numbers, Bisection::new(from, to), context)?;
        context.out.record(&BisectRecord { schema: "gosys.config-bisect.v1", releases: first, tried })?;
        Ok(Exit::Ok)
    }
}

impl Bisect {
    fn search(
        &self,
        history: &History,
        numbers: &[u64],
        mut search: Bisection,
        context: &Context,
    ) -> Result<(Vec<u64>, usize)> {
        // Both ends too: a check that is wrong about them would lead anywhere.
        let ends = search.first_bad();
        let until = Deadline::after(context.settings.timeout()?);
        // Of one that the user has named, the user was wrong.
        let wrong = |given: &Option<Reference>| if given.is_some() { Exit::Usage } else { Exit::Data };
        self.expect(history, numbers[ends.start - 1], (Said::Good, wrong(&self.good)), until)?;
        self.expect(history, numbers[ends.end - 1], (Said::Bad, wrong(&self.bad)), until)?;
        let mut tried = 2;
        while let Some(at) = search.next() {
            let said = self.ask(history, numbers[at], until)?;
            context.out.note(&format!(
                "release {} is {}; {} more at most",
                numbers[at],
                words(said),
                search.tries_left()
            ));
            search.told(at, said);
            tried += 1;
        }
        Ok((numbers[search.first_bad()].to_vec(), tried))
    }

    fn ask(&self, history: &History, number: u64, until: Deadline) -> Result<Said> {
        let (number, tree) = as_of(history, &Reference::Number(number))?;
        Ok(match outside::run(&self.run, &tree, number, until)? {
            0 => Said::Good,
            CANNOT_TELL => Said::Nothing,
            _ => Said::Bad,
        })
    }

    fn expect(&self, history: &History, number: u64, (expected, wrong): (Said, Exit), until: Deadline) -> Result<()> {
        let said = self.ask(history, number, until)?;
        if said == expected {
            return Ok(());
        }
        let why = format!("release {number} should be {}, and the check says {}", words(expected), words(said));
        Err(Error::new(wrong, why).hint("--good and --bad name two releases between which the check began to fail"))
    }
}

fn words(said: Said) -> &'static str {
    match said {
        Said::Good => "good",
        Said::Bad => "bad",
        Said::Nothing => "not to be told",
    }
}
