//! The table of the README: a row for each promise, with what was measured of it last.

mod promises;

pub(crate) use promises::PROMISES;

/// What is measured, beside what, and what is promised of it.
pub(crate) struct Promise {
    /// No other figure has the same.
    pub(crate) what: &'static str,
    /// Whom or what the value is a ratio to; empty where the value stands for itself.
    pub(crate) against: &'static str,
    pub(crate) peer: Peer,
    pub(crate) goal: Goal,
    /// Of the value and the goal; empty where they are ratios.
    pub(crate) unit: &'static str,
}

/// Where the version of whoever is compared with is known from.
pub(crate) enum Peer {
    Nobody,
    /// A package of Debian.
    Package(&'static str),
    /// A crate that the benches are built with.
    Crate(&'static str),
    /// A library of Python.
    Python(&'static str),
}

pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

impl Promise {
    const fn new(what: &'static str, against: &'static str, peer: Peer, goal: Goal) -> Self {
        Self { what, against, peer, goal, unit: "" }
    }

    /// Of a value that is no ratio.
    const fn of(what: &'static str, against: &'static str, unit: &'static str, goal: Goal) -> Self {
        Self { what, against, peer: Peer::Nobody, goal, unit }
    }

    pub(crate) fn goal(&self) -> String {
        match self.goal {
            Goal::AtMost(limit) => format!("<= {}{}", short(limit), self.unit()),
            Goal::AtLeast(limit) => format!(">= {}{}", short(limit), self.unit()),
        }
    }

    pub(crate) fn verdict(&self, value: f64) -> &'static str {
        let is_met = match self.goal {
            Goal::AtMost(limit) => value <= limit,
            Goal::AtLeast(limit) => value >= limit,
        };
        if is_met { "met" } else { "missed" }
    }

    pub(crate) fn value(&self, value: f64) -> String {
        format!("{}{}", short(value), self.unit())
    }

    /// The row's first cells, by which it is found again.
    fn key(&self, group: &str) -> String {
        format!("| {group} | {} | {}", self.what, self.against)
    }

    fn unit(&self) -> String {
        if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) }
    }

    /// A row of the README; `version` is the peer's, or empty.
    pub(crate) fn row(&self, group: &str, version: &str, value: f64, detail: &str) -> String {
        let version = if version.is_empty() { String::new() } else { format!(" {version}") };
        let verdict = self.verdict(value);
        let verdict = if verdict == "met" { verdict.to_owned() } else { format!("**{verdict}**") };
        format!("{}{version} | {} | {} | {verdict} | {detail} |", self.key(group), self.value(value), self.goal())
    }

    /// The row where nothing was measured yet, or could not be.
    fn empty_row(&self, group: &str) -> String {
        format!("{} | | {} | not measured | |", self.key(group), self.goal())
    }
}

/// The promise of this name, and its group.
pub(crate) fn find(what: &str) -> (&'static str, &'static Promise) {
    let all = PROMISES.iter().flat_map(|(group, promises)| promises.iter().map(move |promise| (*group, promise)));
    let found = all.into_iter().find(|(_, promise)| promise.what == what);
    found.unwrap_or_else(|| panic!("benches/table/promises.rs does not know `{what}`"))
}

/// Three digits, more only where they stand before the point.
fn short(value: f64) -> String {
    let decimals = match value.abs() {
        at if at >= 100.0 => 0,
        at if at >= 10.0 => 1,
        at if at >= 0.1 => 2,
        _ => 4,
    };
    let text = format!("{value:.decimals$}");
    if decimals > 0 { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { with_commas(&text) }
}

fn with_commas(digits: &str) -> String {
    let from_end = digits.len() % 3;
    let comma = |at: usize| if at > 0 && at % 3 == from_end { "," } else { "" };
    digits.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

const BEGIN: &str = "<!-- figures: BLESS=1 cargo bench -->";
const END: &str = "<!-- end of figures -->";
const HEAD: &str = "| group | what | against | value | goal | | detail |\n|---|---|---|---|---|---|---|\n";

/// What is between the marks, by lines.
pub(crate) fn region(readme: &str) -> &str {
    let after = readme.split_once(BEGIN).unwrap_or_else(|| panic!("README.md has no line `{BEGIN}`")).1;
    after.split_once(END).unwrap_or_else(|| panic!("README.md has no line `{END}`")).0
}

/// `readme` with these rows of a group, and where they were measured. Other groups keep what they have; a row without
/// a promise goes, and a promise without a row gets an empty one.
pub(crate) fn renew(readme: &str, ran: &str, machine: &str, rows: &[String]) -> String {
    let old = region(readme);
    let kept = |start: &str| old.lines().find(|line| line.starts_with(start)).map(str::to_owned);
    let mut text = String::from("\n\n");
    for (group, _) in PROMISES {
        let start = format!("- `{group}`: ");
        let line = if *group == ran { Some(format!("{start}{machine}")) } else { kept(&start) };
        text += &line.map_or_else(String::new, |line| line + "\n");
    }
    text += &format!("\n{HEAD}");
    for (group, promises) in PROMISES {
        for promise in *promises {
            let key = promise.key(group);
            let new = rows.iter().find(|row| row.starts_with(&key)).cloned();
            let row = if *group == ran { new } else { kept(&key) };
            text += &row.unwrap_or_else(|| promise.empty_row(group));
            text.push('\n');
        }
    }
    readme.replace(old, &(text + "\n"))
}
