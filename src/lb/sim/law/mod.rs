//! Laws of randomness: when requests come and how long they take. Pure.
//!
//! Each has mean 1; whoever draws from one scales it.

pub mod arrivals;
pub mod service;

use crate::base::random::Stream;

pub use arrivals::ARRIVALS;
pub use service::SERVICES;

/// A law at work.
pub trait Law: Send {
    /// The next number.
    fn draw(&mut self, random: &mut Stream) -> f64;

    /// The next numbers.
    // Here and not where they are needed, so that each law has a loop of its own around what it does.
    fn fill(&mut self, numbers: &mut [f64], random: &mut Stream) {
        numbers.iter_mut().for_each(|number| *number = self.draw(random));
    }

    /// The variance, which is the squared coefficient of variation as the mean is 1. `None` where it is infinite, or
    /// the numbers are not independent of each other.
    fn variance(&self) -> Option<f64> {
        None
    }
}

/// Service without a memory; as gaps, a Poisson process.
struct Exponential;

impl Law for Exponential {
    fn draw(&mut self, random: &mut Stream) -> f64 {
        random.exponential()
    }

    fn variance(&self) -> Option<f64> {
        Some(1.0)
    }
}

struct Deterministic;

impl Law for Deterministic {
    fn draw(&mut self, _: &mut Stream) -> f64 {
        1.0
    }

    fn variance(&self) -> Option<f64> {
        Some(0.0)
    }
}

/// Numbers drawn at one go: in a loop around nothing else they take half the time.
const AHEAD: usize = 64;

/// A law with a stream of its own, from which it has drawn some numbers ahead.
pub struct Source {
    law: Box<dyn Law>,
    random: Stream,
    numbers: [f64; AHEAD],
    /// How many of them are used.
    used: usize,
}

impl Source {
    pub fn new(law: Box<dyn Law>, random: Stream) -> Self {
        Self { law, random, numbers: [0.0; AHEAD], used: AHEAD }
    }

    /// The next number.
    #[inline]
    pub fn draw(&mut self) -> f64 {
        if self.used >= AHEAD {
            self.law.fill(&mut self.numbers, &mut self.random);
            self.used = 0;
        }
        self.used += 1;
        self.numbers[self.used - 1]
    }
}

/// A row of a table of laws.
#[derive(Debug)]
pub struct Row {
    pub name: &'static str,
    /// What it does, in half a sentence.
    pub about: &'static str,
    /// What can be set about it, with what it is otherwise.
    pub parameters: &'static [(&'static str, f64)],
    /// Whether it goes by a list of numbers from a file.
    pub listed: bool,
    make: fn(&Spec) -> Result<Box<dyn Law>, String>,
}

/// A law with its numbers, as it is written: `lognormal:cv=2`, `empirical:FILE`.
#[derive(Clone, Debug)]
pub struct Spec {
    row: &'static Row,
    /// By parameter.
    numbers: Vec<f64>,
    /// The file after the name, where the row goes by a list.
    file: Option<String>,
    list: Vec<f64>,
}

impl Spec {
    /// Reads one of the laws of a table; says what is wrong, and what there is.
    pub fn parse(table: &'static [Row], text: &str) -> Result<Self, String> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        let Some(row) = table.iter().find(|row| row.name == name) else {
            let names: Vec<_> = table.iter().map(|row| row.name).collect();
            return Err(format!("there is no law `{name}`; there are {}", names.join(", ")));
        };
        let mut numbers: Vec<f64> = row.parameters.iter().map(|(_, default)| *default).collect();
        let file = row.listed.then(|| rest.to_owned());
        match &file {
            Some(file) if file.is_empty() => return Err(format!("`{name}` needs a file: {name}:FILE")),
            Some(_) => {}
            None => row.set(&mut numbers, rest)?,
        }
        let spec = Self { row, numbers, file, list: Vec::new() };
        // Made once in vain, so that wrong numbers are refused where they were written.
        if spec.file.is_none() {
            spec.law()?;
        }
        Ok(spec)
    }

    /// The same with the numbers of its file.
    pub fn with(self, list: Vec<f64>) -> Result<Self, String> {
        let spec = Self { list, ..self };
        spec.law().map(|_| spec)
    }

    /// The file whose numbers it needs.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The row's name.
    pub fn name(&self) -> &'static str {
        self.row.name
    }

    /// One that begins here.
    pub fn law(&self) -> Result<Box<dyn Law>, String> {
        (self.row.make)(self)
    }

    fn number(&self, place: usize) -> f64 {
        self.numbers.get(place).copied().unwrap_or(f64::NAN)
    }
}

impl Row {
    /// Reads `name=number,name=number`.
    fn set(&self, numbers: &mut [f64], text: &str) -> Result<(), String> {
        for part in text.split(',').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| self.wrong(part))?;
            let place = self.parameters.iter().position(|(known, _)| *known == name).ok_or_else(|| self.wrong(part))?;
            numbers[place] = value.parse().map_err(|_| self.wrong(part))?;
        }
        Ok(())
    }

    fn wrong(&self, part: &str) -> String {
        if self.parameters.is_empty() {
            return format!("`{}` takes no numbers, so `{part}` says nothing", self.name);
        }
        let shown: Vec<_> = self.parameters.iter().map(|(name, default)| format!("{name}={default}")).collect();
        format!("`{part}` is no number of `{0}`; write {0}:{1}", self.name, shown.join(","))
    }
}

/// Refuses what a number must not be.
pub fn must(holds: bool, words: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(words.to_owned()) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::base::random::Purpose;

    /// Mean and variance of many numbers.
    pub fn moments(table: &'static [Row], text: &str, count: u32) -> (f64, f64) {
        let mut law = Spec::parse(table, text).unwrap().law().unwrap();
        let mut random = Stream::new(11, Purpose::Requests, 0);
        let (mut sum, mut squares) = (0.0, 0.0);
        for _ in 0..count {
            let number = law.draw(&mut random);
            assert!(number >= 0.0 && number.is_finite());
            sum += number;
            squares += number * number;
        }
        let mean = sum / f64::from(count);
        (mean, squares / f64::from(count) - mean * mean)
    }

    #[test]
    fn what_is_wrong_is_said_with_what_there_is() {
        let refused = |text| Spec::parse(SERVICES, text).map(|_| ()).unwrap_err();
        assert_eq!(
            refused("normal"),
            "there is no law `normal`; there are exponential, deterministic, lognormal, pareto, bimodal, empirical"
        );
        assert_eq!(refused("lognormal:sd=1"), "`sd=1` is no number of `lognormal`; write lognormal:cv=1");
        assert_eq!(refused("lognormal:cv"), "`cv` is no number of `lognormal`; write lognormal:cv=1");
        assert_eq!(refused("exponential:1"), "`exponential` takes no numbers, so `1` says nothing");
        assert_eq!(refused("empirical"), "`empirical` needs a file: empirical:FILE");
        assert_eq!(refused("pareto:shape=1"), "the shape of `pareto` is above 1, else there is no mean");
        assert_eq!(refused("pareto:shape=NaN"), "the shape of `pareto` is above 1, else there is no mean");
    }

    #[test]
    fn many_at_once_are_the_same_as_one_after_the_other() {
        let laws = |table: &'static [Row]| table.iter().filter(|row| !row.listed).map(move |row| (table, row.name));
        for (table, name) in laws(ARRIVALS).chain(laws(SERVICES)) {
            let law = || Spec::parse(table, name).unwrap().law().unwrap();
            let (mut one, mut many) = (law(), law());
            let mut random = [4, 4].map(|seed| Stream::new(seed, Purpose::Requests, 0));
            let mut filled = [0.0; 100];
            // Cut where a burst may be half over.
            let (begin, rest) = filled.split_at_mut(37);
            many.fill(begin, &mut random[0]);
            many.fill(rest, &mut random[0]);
            assert_eq!(filled, [(); 100].map(|()| one.draw(&mut random[1])), "{name}");
        }
    }

    #[test]
    fn defaults_hold_until_something_else_is_said() {
        let numbers = |text| Spec::parse(ARRIVALS, text).unwrap().numbers;
        assert_eq!(numbers("bursty"), [10.0, 0.1, 100.0]);
        assert_eq!(numbers("bursty:length=5,share=0.5"), [10.0, 0.5, 5.0]);
    }
}
