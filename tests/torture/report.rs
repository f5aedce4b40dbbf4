//! What came of a run: as JSON, as a table made of that, and as a list of what must not be.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::Form;
use super::nemesis::Record;
use super::resource::Tally;
use super::worker::Done;

/// How gosys and the client end when all goes as it should: besides the usual codes the client's own, for a stale fence
/// (96), a resource that is gone (97), and TERM (98).
const USUAL: &[i32] = &[0, 69, 74, 75, 76, 96, 97, 98, 124, 129, 130, 137, 143];

/// One tool at one place.
pub struct Column {
    pub name: &'static str,
    is_ours: bool,
    form: Form,
    tally: Tally,
    record: Record,
    leftovers: Vec<String>,
    ends: BTreeMap<i32, u64>,
    odd: Vec<String>,
    hung: u64,
    survived: u64,
    pairs: u64,
    /// Of overlaps that nothing excuses, and of both who were there.
    histories: Vec<String>,
}

impl Column {
    pub fn new(
        name: &'static str,
        is_ours: bool,
        form: Form,
        tally: Tally,
        record: Record,
        dones: &[Done],
        leftovers: Vec<String>,
    ) -> Self {
        let mut ends: BTreeMap<i32, u64> = BTreeMap::new();
        for done in dones {
            *ends.entry(done.code()).or_default() += 1;
        }
        let odd = dones.iter().filter(|done| !USUAL.contains(&done.code()));
        let odd = odd.map(|done| format!("{}: {}", done.code(), done.words.trim_end())).collect();
        let count = |what: fn(&&Done) -> bool| dones.iter().filter(what).count() as u64;
        let (hung, survived) = (count(|done| done.hung), count(|done| done.survived));
        let mut histories = Vec::new();
        for overlap in tally.overlaps.iter().filter(|one| one.excuse.is_none()) {
            histories.push(format!("{overlap:?}; everybody had {:?}", record.hits.get(&0)));
            for done in dones.iter().filter(|done| [overlap.first, overlap.second].contains(&done.attempt)) {
                histories.push(format!("{:?} {done:?}", record.hits.get(&done.attempt)));
            }
        }
        let pairs = count(|done| done.task.pair && done.code() == 0);
        Self { name, is_ours, form, tally, record, leftovers, ends, odd, hung, survived, pairs, histories }
    }

    /// The overlaps that a lock could have prevented, and the others, each with its length in milliseconds.
    fn overlaps(&self) -> (Vec<f64>, BTreeMap<&'static str, Vec<f64>>) {
        let (mut inexcusable, mut apart) = (Vec::new(), BTreeMap::<_, Vec<f64>>::new());
        for overlap in &self.tally.overlaps {
            let ms = overlap.lasted.map_or(0.0, |span| (span.as_secs_f64() * 1000.0).round());
            overlap.excuse.map_or(&mut inexcusable, |excuse| apart.entry(excuse).or_default()).push(ms);
        }
        (inexcusable, apart)
    }

    /// What must not be, in words.
    pub fn wrong(&self) -> Vec<String> {
        let (tally, record) = (&self.tally, &self.record);
        let (overlaps, _) = self.overlaps();
        let late = record.deaths.iter().filter(|ms| **ms > 1000.0).count() as u64;
        let mut wrong = Vec::new();
        for (count, what) in [
            (u64::from(tally.entries == 0), "nobody ever held a lock"),
            (u64::from(self.is_ours && self.form.crowd && self.pairs == 0), "nobody ever held one by `acquire`"),
            (tally.stale_accepted, "stale writes were accepted by the fenced resource"),
            (tally.lost, "increments were lost at the fenced resource"),
            (tally.fences_wrong, "fences did not grow"),
            (tally.fences_missing, "fences were missing"),
            (overlaps.len() as u64, "critical sections overlapped"),
            (late, "trees outlived their front or guard by more than a second"),
            (record.untold, "commands were not told of a revocation"),
            (record.lingered, "commands were not killed after a revocation"),
            (self.survived, "trees outlived a front that had ended"),
            (self.hung, "runs did not end"),
            (self.odd.len() as u64, "runs ended in an odd way"),
            (self.leftovers.len() as u64, "keys, nodes or leases were left"),
        ] {
            if count > 0 {
                wrong.push(format!("{}: {count} {what}", self.name));
            }
        }
        let lines = self.odd.iter().chain(&self.leftovers).chain(&self.histories);
        wrong.extend(lines.map(|line| format!("    {line}")));
        wrong
    }

    pub fn json(&self) -> Value {
        let (tally, record, (overlaps, apart)) = (&self.tally, &self.record, self.overlaps());
        let ends: BTreeMap<String, u64> = self.ends.iter().map(|(code, count)| (code.to_string(), *count)).collect();
        json!({
            "schema": "gosys.torture.v1", "name": self.name, "ours": self.is_ours,
            "seed": self.form.seed.to_string(), "seconds": self.form.span.as_secs(), "crowd": self.form.crowd,
            "acquisitions": tally.entries, "pairs": self.pairs, "writes": tally.writes,
            "faults": record.faults, "faults_total": record.faults.values().sum::<u64>(),
            "stale_accepted": tally.stale_accepted, "refused": tally.refused, "lost": tally.lost,
            "unfenced": { "stale_accepted": tally.stale_accepted_unfenced, "lost": tally.lost_unfenced },
            "fences_wrong": tally.fences_wrong, "fences_missing": tally.fences_missing,
            "overlaps": overlaps.len(), "overlaps_ms": overlaps, "overlaps_apart_ms": apart,
            "death_ms": figures(&record.deaths), "told_ms": figures(&record.told),
            "untold": record.untold, "lingered": record.lingered,
            "survived": self.survived, "hung": self.hung, "left": self.leftovers, "ends": ends, "odd": self.odd,
        })
    }
}

fn figures(values: &[f64]) -> Value {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let over = |limit: f64| sorted.iter().filter(|ms| **ms > limit).count();
    json!({
        "count": sorted.len(), "median": sorted.get(sorted.len() / 2), "max": sorted.last(), "over_100": over(100.0),
    })
}

/// What the columns of gosys come to.
pub fn sum(report: &Value) -> String {
    let ours = report.as_array().unwrap().iter().filter(|column| column["ours"] == true);
    let counts = ["acquisitions", "faults_total", "stale_accepted"]
        .map(|key| ours.clone().map(|column| column[key].as_u64().unwrap()).sum::<u64>());
    let [sections, faults, stale] = counts;
    format!("gosys in all: {sections} sections, {faults} faults, {stale} stale writes accepted")
}

/// A row's title, and its cell in a column.
type Row = (&'static str, fn(&Value) -> String);

const ROWS: &[Row] = &[
    ("sections entered", |column| column["acquisitions"].to_string()),
    ("of these by `acquire` and `release`", |column| column["pairs"].to_string()),
    ("faults", |column| column["faults_total"].to_string()),
    ("stale writes that the fenced resource accepted", |column| column["stale_accepted"].to_string()),
    ("increments lost there", |column| column["lost"].to_string()),
    ("fences that did not grow", |column| column["fences_wrong"].to_string()),
    ("sections without a fence", |column| column["fences_missing"].to_string()),
    ("overlaps", |column| column["overlaps"].to_string()),
    ("overlaps where all processes were stopped", |column| apart(column, "stopped")),
    ("overlaps where the lock was taken away", |column| apart(column, "revoked")),
    ("increments lost where nobody looks at the fence", |column| column["unfenced"]["lost"].to_string()),
    ("from `kill -9` to the end of the tree, median and longest", |column| times(&column["death_ms"])),
    ("from a revocation to TERM, median and longest", |column| times(&column["told_ms"])),
    ("trees that outlived their front", |column| column["survived"].to_string()),
    ("runs that did not end", |column| column["hung"].to_string()),
    ("keys, nodes and leases left", |column| column["left"].as_array().map_or(0, Vec::len).to_string()),
];

/// Why a worker cannot be blamed, by a word of it: how often, and for how long at most.
fn apart(column: &Value, word: &str) -> String {
    let all = column["overlaps_apart_ms"].as_object().into_iter().flatten().filter(|(why, _)| why.contains(word));
    let spans: Vec<f64> = all.flat_map(|(_, spans)| spans.as_array().unwrap()).filter_map(Value::as_f64).collect();
    match spans.iter().copied().reduce(f64::max) {
        Some(longest) => format!("{}, {longest} ms at most", spans.len()),
        None => "0".to_owned(),
    }
}

fn times(figures: &Value) -> String {
    match (figures["median"].as_f64(), figures["max"].as_f64()) {
        (Some(median), Some(max)) => format!("{median} ms, {max} ms"),
        _ => "-".to_owned(),
    }
}

/// A table in Markdown.
pub fn table(report: &Value) -> String {
    let columns: Vec<&Value> = report.as_array().unwrap().iter().collect();
    let mut table = String::from("| |");
    for column in &columns {
        write!(table, " {} |", column["name"].as_str().unwrap()).unwrap();
    }
    table += &format!("\n|---|{}\n", "---|".repeat(columns.len()));
    for (title, cell) in ROWS {
        let cells: Vec<String> = columns.iter().map(|column| cell(column)).collect();
        writeln!(table, "| {title} | {} |", cells.join(" | ")).unwrap();
    }
    table
}
