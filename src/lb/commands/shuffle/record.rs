//! What `lb shuffle` says of its counts.

use serde::Serialize;

use super::items::Items;
use crate::base::out::{Record, sanitize};
use crate::base::picture::text::{Screen, draw};
use crate::base::picture::{Heat, Picture};
use crate::lb::shuffle::Matrix;
use crate::lb::shuffle::judge::{self, Seen, Test, Verdict};
use crate::lb::shuffle::tally::Counts;

/// As many names of a list are shown to people.
const NAMES: usize = 20;
/// Chance alone rarely gets as far in any cell: nearer to the middle a colour means nothing.
const DEVIATIONS: f64 = 6.0;

/// What was counted, and how.
pub struct Subject {
    /// The algorithm, or where the orders came from.
    pub name: String,
    pub items: Items,
    pub seed: Option<u64>,
    pub counts: Counts,
    pub exact: Option<Matrix>,
    pub show_exact: bool,
    pub alpha: f64,
}

/// `gosys.lb-shuffle.v1`.
#[derive(Serialize)]
pub struct ShuffleRecord {
    schema: &'static str,
    algorithm: String,
    n: usize,
    trials: u64,
    /// Null where nothing was drawn here.
    seed: Option<u64>,
    generator: Option<&'static str>,
    matrix: Vec<Vec<u64>>,
    first: Vec<u64>,
    exact_first: Option<Vec<f64>>,
    chi2: f64,
    df: u64,
    p_value: f64,
    total_variation: f64,
    /// By positions or by orders, at `alpha`.
    pub biased: bool,
    alpha: f64,
    items: Vec<String>,
    /// Null where there were too few trials to judge orders.
    orders: Option<OrdersRecord>,
    /// Null where orders are too many to be counted.
    most_likely: Option<SeenRecord>,
    least_likely: Option<SeenRecord>,
    exact: Option<Matrix>,
    exact_total_variation: Option<f64>,
    /// How many standard errors the sampled matrix is off the exact one, at most.
    exact_deviation: Option<f64>,
    /// Null where positions show no bias.
    trials_enough: Option<u64>,
    #[serde(skip)]
    fair_variation: f64,
}

/// How evenly the orders of the first items came.
#[derive(Serialize)]
struct OrdersRecord {
    items: usize,
    chi2: f64,
    df: u64,
    p_value: f64,
}

#[derive(Serialize)]
struct SeenRecord {
    order: Vec<String>,
    count: u64,
    ratio: f64,
}

impl ShuffleRecord {
    pub fn of(subject: Subject) -> Self {
        let Subject { name, items, seed, counts, exact, show_exact, alpha } = subject;
        let verdict = judge::judge(&counts, alpha);
        let trials_enough = judge::trials_enough(exact.as_ref(), &counts, &verdict, alpha);
        let Verdict { positions: Test { chi2, df, p_value }, orders, total_variation, fair_variation, biased } =
            verdict;
        let of_items = |Seen { order, count, ratio }| SeenRecord {
            order: order.iter().map(|item| items.names()[*item as usize].clone()).collect(),
            count,
            ratio,
        };
        let (most_likely, least_likely) = judge::extremes(&counts).map(|both| both.map(of_items).into()).unzip();
        let shown = exact.as_ref().filter(|_| show_exact);
        Self {
            schema: "gosys.lb-shuffle.v1",
            algorithm: name,
            n: items.len(),
            trials: counts.trials,
            seed,
            generator: seed.map(|_| crate::base::random::GENERATOR),
            first: counts.matrix.iter().map(|row| row[0]).collect(),
            exact_first: exact.as_ref().map(|exact| exact.iter().map(|row| row[0]).collect()),
            chi2,
            df,
            p_value,
            total_variation,
            biased,
            alpha,
            orders: orders.map(|(items, Test { chi2, df, p_value })| OrdersRecord { items, chi2, df, p_value }),
            most_likely,
            least_likely,
            exact_total_variation: shown.map(judge::total_variation),
            exact_deviation: shown.map(|exact| judge::deviation(&counts, exact)).filter(|off| off.is_finite()),
            trials_enough,
            fair_variation,
            items: items.names().to_vec(),
            exact: exact.filter(|_| show_exact),
            matrix: counts.matrix,
        }
    }

    /// The sampled matrix, and the exact one behind it.
    pub fn pictures(&self) -> Vec<Picture> {
        let trials = self.trials as f64;
        // Multiplied first: a hundred times a share has digits at its end that nobody counted.
        let percent = |count: &u64| *count as f64 * 100.0 / trials;
        let sampled = self.matrix.iter().map(|row| row.iter().map(percent).collect()).collect();
        let title = format!("{}: where items end, percent of {} trials", self.algorithm, self.trials);
        let mut pictures = vec![self.heat(title, sampled)];
        if let Some(exact) = &self.exact {
            let values = exact.iter().map(|row| row.iter().map(|share| share * 100.0).collect()).collect();
            pictures.push(self.heat(format!("{}: where items end, percent, exact", self.algorithm), values));
        }
        pictures
    }

    fn heat(&self, title: String, values: Vec<Vec<f64>>) -> Picture {
        let fair = 1.0 / self.n as f64;
        let chance = DEVIATIONS * (fair * (1.0 - fair) / self.trials as f64).sqrt();
        Picture::Heat(Heat {
            title,
            row_axis: "item".to_owned(),
            column_axis: "position".to_owned(),
            rows: self.items.clone(),
            columns: (0..self.n).map(|position| position.to_string()).collect(),
            values,
            middle: Some(100.0 * fair),
            reach: Some(100.0 * chance.max(fair / 5.0)),
        })
    }

    /// The result with its pictures, for people.
    pub fn shown<'a>(&'a self, pictures: &'a [Picture], screen: Screen) -> Shown<'a> {
        Shown { record: self, pictures, screen }
    }

    fn lines(&self) -> Vec<(&'static str, String)> {
        let mut lines = vec![("trials", self.trials.to_string())];
        lines.extend(self.seed.map(|seed| ("seed", format!("{seed} ({})", crate::base::random::GENERATOR))));
        lines.push(("first", list(&self.first, u64::to_string)));
        let expected = |share: &f64| format!("{:.0}", share * self.trials as f64);
        lines.extend(self.exact_first.as_ref().map(|first| ("exactly", list(first, expected))));
        lines.push(("positions", test(self.chi2, self.df, self.p_value)));
        if let Some(OrdersRecord { items, chi2, df, p_value }) = &self.orders {
            let of = if *items == self.n { String::new() } else { format!(", of the first {items}") };
            lines.push(("orders", test(*chi2, *df, *p_value) + &of));
        }
        lines.extend(self.most_likely.as_ref().map(|seen| ("most likely", seen.text())));
        lines.extend(self.least_likely.as_ref().map(|seen| ("least likely", seen.text())));
        let exactly = self.exact_total_variation.map_or(String::new(), |exact| format!("; exactly {exact:.6}"));
        let fair = format!("chance makes about {:.6}", self.fair_variation);
        lines.push(("variation", format!("{:.6}; {fair}{exactly}", self.total_variation)));
        let chance = judge::deviation_by_chance(self.n);
        let of = |off| format!("{off:.1} standard errors at most; chance makes about {chance:.1}");
        lines.extend(self.exact_deviation.map(|off| ("off exact", of(off))));
        lines.push((
            "enough",
            self.trials_enough.map_or("positions show no bias".to_owned(), |trials| {
                format!("{trials} trials show such positions 99 times of 100 at {:e}", self.alpha)
            }),
        ));
        lines.push(("biased", if self.biased { "yes" } else { "no" }.to_owned()));
        lines
    }
}

impl SeenRecord {
    fn text(&self) -> String {
        let order = list(&self.order, |name| sanitize::line(name).into_owned());
        format!("{order}: {} times, {:.3} of a fair share", self.count, self.ratio)
    }
}

fn test(chi2: f64, df: u64, p_value: f64) -> String {
    let p = match p_value {
        0.0 => "below 1e-300".to_owned(),
        small if small < 1e-3 => format!("{small:.1e}"),
        p => format!("{p:.4}"),
    };
    format!("chi2 {chi2:.1}, df {df}, p {p}")
}

fn list<T>(values: &[T], text: impl Fn(&T) -> String) -> String {
    let shown: Vec<String> = values.iter().take(NAMES).map(text).collect();
    let more = if values.len() > NAMES { format!(" and {} more", values.len() - NAMES) } else { String::new() };
    shown.join(" ") + &more
}

/// A [`ShuffleRecord`] on a screen.
pub struct Shown<'a> {
    record: &'a ShuffleRecord,
    pictures: &'a [Picture],
    screen: Screen,
}

impl Serialize for Shown<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record.serialize(serializer)
    }
}

impl Record for Shown<'_> {
    fn text(&self) -> String {
        let pictures: String = self.pictures.iter().map(|picture| draw(picture, self.screen) + "\n").collect();
        let lines = self.record.lines().into_iter().map(|(name, value)| format!("{name:<12}  {value}\n"));
        pictures + &lines.collect::<String>()
    }
}
