//! Looking for the parameters of each model: guesses from the data first, then the round numbers beside them.

use super::seen::{Seen, View};
use super::{Candidate, Fit, Model, bucket, concurrency, log, nice, queue};
use crate::rate::trace::peak;

/// A model that is further behind the best than this need not be looked at to its end.
const HOPELESS: usize = 4;
/// With more contradictions than this the best is none yet.
const UNEXPLAINED: usize = 2;
/// What a model that can be bent further has against it at least.
const PLAIN: f64 = 0.9;
/// So many decisions may be out of order before a number is impossible.
const OUTLIERS: usize = 2;
/// How many spans that were seen are tried as windows.
const SPANS: usize = 16;
/// How many penalties of whole seconds are tried for each that was waited for.
const SECONDS: usize = 3;
/// How far, relative to it, a round window may be from one that was found.
const NEAR: f64 = 0.08;
/// How many different numbers of runs are tried.
const RUNS: usize = 8;

struct Search<'a> {
    view: &'a View,
    hints: Hints,
    found: Vec<Candidate>,
    least: usize,
}

/// The models that were best before come early: whatever is far behind them need not be looked at to its end.
pub fn search(view: View, before: &[Candidate]) -> Fit {
    let fit = look(view.clone(), before);
    let best = |fit: &Fit| fit.best().map_or((0, 0.0), |best| (best.contradictions, best.score));
    let (wrong, score) = best(&fit);
    // Less is left of something plain than of something that can be bent.
    let is_plain = score < wrong as f64 + PLAIN;
    if !view.is_fresh || wrong == 0 || is_plain && wrong <= UNEXPLAINED {
        return fit;
    }
    // Whatever may have been before explains some of it by chance as well.
    let used = look(View { is_fresh: false, ..view }, before);
    let (still, other) = best(&used);
    let is_better = if is_plain { still + UNEXPLAINED < wrong } else { other + PLAIN < score };
    if is_better { used } else { fit }
}

fn look(mut view: View, before: &[Candidate]) -> Fit {
    let mut search = Search { view: &view, hints: Hints::of(&view), found: Vec::new(), least: usize::MAX };
    search.queues();
    let queues = search.found;
    let queue = queues.first().map_or(usize::MAX, |found| found.contradictions);
    if !view.tells_of_queue(queue) {
        // Nor is any other limiter to explain it.
        view.late = 0;
    }
    let view = &view;
    let mut search = Search { view, hints: Hints::of(view), found: Vec::new(), least: usize::MAX };
    if view.late > 0 {
        (search.found, search.least) = (queues, queue);
    }
    search.offer(Model::None);
    // Only a queue explains late answers: where there is one, the others need not be looked for, which takes seconds.
    // And where nobody was admitted everything explains it, and so nothing does.
    let is_told = view.late <= search.least.saturating_add(HOPELESS);
    if is_told && view.denied > 0 && view.denied < view.seen.len() {
        search.buckets(false);
        search.buckets(true);
        for candidate in before {
            search.offer(candidate.model);
        }
        let windows = search.hints.windows(view);
        search.windows(&windows);
        search.logs();
        search.counters(&windows);
        search.lumps(&windows);
        search.penalties();
        search.concurrency();
        // Somebody may have configured a number that nobody would think of.
        if search.least > UNEXPLAINED {
            let windows = search.closer();
            search.windows(&windows);
            search.counters(&windows);
            search.lumps(&windows);
        }
    }
    search.finish()
}

impl Search<'_> {
    /// Judges a model, and keeps it if it is the best of its kind; among equals the first.
    fn offer(&mut self, model: Model) -> usize {
        // What is over before the clock has moved would explain whatever was seen.
        let span = model.window().map_or_else(|| model.span(), |(_, window)| window);
        if span > 0.0 && span <= self.view.grain {
            return usize::MAX;
        }
        // Before it is known what it began with a counter explains everything.
        let is_blind = matches!(model, Model::Counter { window, .. } if window * 4.0 > self.view.length());
        if is_blind && !self.view.is_fresh {
            return usize::MAX;
        }
        let same = self.of(model.name()).map_or(usize::MAX, |found| found.contradictions);
        let most = self.least.saturating_add(HOPELESS).min(same);
        let contradictions = model.contradictions(self.view, most);
        if contradictions > most {
            return contradictions;
        }
        self.least = self.least.min(contradictions);
        let candidate = Candidate { model, contradictions, score: contradictions as f64 + model.excess(self.view) };
        match self.found.iter_mut().find(|found| found.model.name() == model.name()) {
            Some(found) if candidate.score < found.score => *found = candidate,
            Some(_) => {}
            None => self.found.push(candidate),
        }
        contradictions
    }

    fn of(&self, name: &str) -> Option<Candidate> {
        self.found.iter().find(|found| found.model.name() == name).copied()
    }

    fn buckets(&mut self, counts_denied: bool) {
        let bucket = |rate, burst| Model::Bucket { rate, burst, counts_denied };
        let (low, high) = (0.5 / self.view.length().max(0.01), 2000.0);
        let steps = (f64::ln(high / low) / 0.08).ceil() as i32;
        let mut best = (usize::MAX, low, 1.0);
        let look = |search: &mut Self, best: &mut (usize, f64, f64), rate: f64| {
            let least = bucket::least_burst(search.view, rate);
            if least > search.hints.longest as f64 + 1.0 {
                return;
            }
            for burst in [least, least + 1.0, least - 1.0].into_iter().filter(|burst| *burst >= 1.0) {
                let wrong = search.offer(bucket(rate, burst));
                if wrong < best.0 {
                    *best = (wrong, rate, burst);
                }
            }
        };
        for step in 0..=steps {
            look(self, &mut best, low * (0.08 * f64::from(step)).exp());
        }
        for scale in [0.02, 0.006, 0.002] {
            let around = best.1;
            for step in -4..=4 {
                look(self, &mut best, around * (scale * f64::from(step)).exp());
            }
        }
        let (wrong, rate, burst) = best;
        if wrong <= self.least.saturating_add(2) {
            let (low, high) = self.range(wrong, rate, |rate| bucket(rate, burst));
            // The same number of contradictions, so it takes the place of the other only if it comes first.
            let round = bucket(nice::rate(low, high), burst);
            self.replace(round, wrong);
        }
    }

    /// A rounder one takes the place of the best of its kind if it explains as much.
    fn replace(&mut self, model: Model, wrong: usize) {
        let contradictions = model.contradictions(self.view, wrong);
        let score = contradictions as f64 + model.excess(self.view);
        let found = self.found.iter_mut().find(|found| found.model.name() == model.name());
        if let Some(found) = found.filter(|found| score <= found.score) {
            *found = Candidate { model, contradictions, score };
        }
    }

    /// Between what a parameter can be so that no more is contradicted.
    fn range(&self, wrong: usize, value: f64, model: impl Fn(f64) -> Model) -> (f64, f64) {
        let is_good = |value: f64| model(value).contradictions(self.view, wrong) <= wrong;
        let edge = |sign: f64| {
            let (mut good, mut bad) = (0.0, 0.0);
            let mut step = 0.001;
            while step < 1.0 {
                if !is_good(value * (1.0 + sign * step)) {
                    bad = step;
                    break;
                }
                good = step;
                step *= 2.0;
            }
            if bad == 0.0 {
                return value * (1.0 + sign * good);
            }
            for _ in 0..6 {
                let middle = (good + bad) / 2.0;
                if is_good(value * (1.0 + sign * middle)) { good = middle } else { bad = middle }
            }
            value * (1.0 + sign * good)
        };
        (edge(-1.0), edge(1.0))
    }

    fn windows(&mut self, windows: &[f64]) {
        let runs = self.hints.runs.clone();
        for from_first in [true, false] {
            let model = |limit, window| Model::Window { limit, window, from_first };
            let mut best = (usize::MAX, 0, 0.0);
            for &window in windows {
                let possible = possible(self.view, window, 1.0, false);
                for &limit in runs.iter().filter(|limit| possible.contains(limit)) {
                    let wrong = self.offer(model(limit, window));
                    if wrong < best.0 {
                        best = (wrong, limit, window);
                    }
                }
            }
            self.settle(best.0, best.2, |window| model(best.1, window));
        }
    }

    /// Looks closer around a window's length, and makes it round.
    fn settle(&mut self, mut wrong: usize, mut window: f64, model: impl Fn(f64) -> Model) {
        if wrong > self.least.saturating_add(HOPELESS) || window <= 0.0 {
            return;
        }
        let around = window;
        for step in (-8..=8).filter(|step| *step != 0) {
            let other = around * (1.0 + 0.002 * f64::from(step));
            let found = self.offer(model(other));
            if found < wrong {
                (wrong, window) = (found, other);
            }
        }
        let (low, high) = self.range(wrong, window, &model);
        self.replace(model(nice::window(low, high)), wrong);
    }

    fn logs(&mut self) {
        let longest = self.hints.longest;
        for counts_denied in [false, true] {
            for limit in 2..=longest {
                let (low, high) = log::windows(self.view, limit, counts_denied);
                // No further from each other than by a few that came out of order.
                if low < high * 1.05 && low > 0.0 {
                    let window = nice::window(low.min(high * 0.99), high.min(low * 1.5));
                    self.offer(Model::Log { limit, window, counts_denied });
                }
            }
        }
        if let Some(Candidate { model: Model::Log { limit, window, counts_denied }, contradictions, .. }) =
            self.of("sliding-log")
        {
            self.settle(contradictions, window, |window| Model::Log { limit, window, counts_denied });
        }
    }

    /// Lengths of windows one beside the other, around what the usual numbers and the rate in the long run come to.
    fn closer(&self) -> Vec<f64> {
        let Some(rate) = self.hints.rate else { return vec![] };
        let most = self.hints.runs.first().copied().unwrap_or(1) as f64 / rate;
        (-70..=70).map(|step| most * (0.012 * f64::from(step)).exp()).collect()
    }

    /// The rate in the long run, as a bucket has it.
    fn rates(&self) -> Vec<f64> {
        self.of("token-bucket").and_then(|found| found.model.rate()).into_iter().chain(self.hints.rate).collect()
    }

    fn counters(&mut self, windows: &[f64]) {
        let longest = self.hints.longest as i64;
        for (counts_denied, is_whole) in [(false, false), (true, false), (false, true), (true, true)] {
            // They differ by little, and this is the longest search of all.
            if is_whole && self.least == 0 {
                continue;
            }
            let model = |limit, window| Model::Counter { limit, window, counts_denied, is_whole };
            let mut best = (usize::MAX, 0, 0.0);
            for &window in windows {
                let possible = possible(self.view, window, 2.0, counts_denied);
                let mut limits: Vec<i64> = self
                    .rates()
                    .iter()
                    .flat_map(|rate| (-2..=2).map(move |more| (rate * window).round() as i64 + more))
                    .chain(self.hints.runs.iter().copied())
                    .chain(longest - 3..=longest)
                    .chain(nice::LIMITS.iter().copied())
                    .filter(|limit| (2..=longest).contains(limit) && possible.contains(limit))
                    .collect();
                limits.sort_unstable();
                limits.dedup();
                for limit in limits {
                    let wrong = self.offer(model(limit, window));
                    if wrong < best.0 {
                        best = (wrong, limit, window);
                    }
                }
            }
            let (wrong, limit, window) = best;
            self.settle(wrong, window, |window| model(limit, window));
        }
        self.round_counter();
    }

    /// Those that round down and those that do not explain as much with windows that differ by some hundredths: the one that
    /// somebody would configure is the likely one.
    fn round_counter(&mut self) {
        let Some(Candidate { model: Model::Counter { limit, window, counts_denied, .. }, contradictions, .. }) =
            self.of("sliding-counter")
        else {
            return;
        };
        for &round in nice::WINDOWS.iter().filter(|round| (*round / window - 1.0).abs() < NEAR) {
            for (is_whole, limit) in [true, false]
                .into_iter()
                .flat_map(|is_whole| [limit + 1, limit - 1, limit].map(|limit| (is_whole, limit)))
            {
                self.replace(Model::Counter { limit, window: round, counts_denied, is_whole }, contradictions);
            }
        }
    }

    fn lumps(&mut self, windows: &[f64]) {
        let longest = self.hints.longest as i64;
        let rates = self.rates();
        let mut best = (usize::MAX, 0, 0.0, 0);
        for &window in windows {
            let near = rates.iter().map(|rate| (rate * window).round() as i64);
            let mut limits: Vec<i64> = near.flat_map(|near| near - 1..=near + 1).collect();
            let is_near = |limit: i64| rates.iter().any(|rate| (0.6..1.6).contains(&(limit as f64 / window / rate)));
            limits.extend(self.hints.runs.iter().chain(nice::LIMITS));
            limits.retain(|limit| (1..longest).contains(limit) && is_near(*limit));
            limits.sort_unstable();
            limits.dedup();
            for limit in limits {
                // As a bucket of this rate would need, or less by what may just have come.
                let most = bucket::least_burst(self.view, limit as f64 / window) as i64 + 1;
                let step = (limit / 3).max(1) as usize;
                for burst in ((most - limit - 1).max(limit + 1)..=most.min(longest)).rev().step_by(step) {
                    let wrong = self.offer(Model::Lumps { limit, window, burst });
                    if wrong < best.0 {
                        best = (wrong, limit, window, burst);
                    }
                }
            }
        }
        let (mut wrong, limit, window, mut burst) = best;
        for other in (limit + 1).max(burst - limit)..=longest.min(burst + limit) {
            let found = self.offer(Model::Lumps { limit, window, burst: other });
            if found < wrong {
                (wrong, burst) = (found, other);
            }
        }
        self.settle(wrong, window, |window| Model::Lumps { limit, window, burst });
    }

    fn penalties(&mut self) {
        let windows: Vec<f64> = nice::WINDOWS.iter().copied().filter(|window| *window <= self.view.length()).collect();
        let limits: Vec<i64> = self.hints.runs.iter().copied().filter(|limit| *limit > 1).collect();
        for is_prolonged in [false, true] {
            let spans = if is_prolonged { self.hints.quiet.clone() } else { self.hints.shut.clone() };
            for (low, high) in spans {
                let penalty = nice::window(low, high);
                // A shorter one than the window itself would hardly be a penalty.
                for &window in windows.iter().filter(|window| **window <= penalty) {
                    let possible = possible(self.view, window, f64::INFINITY, false);
                    for &limit in limits.iter().filter(|limit| possible.contains(limit)) {
                        self.offer(Model::Penalty { limit, window, penalty, is_prolonged });
                    }
                }
            }
        }
        for (low, high) in self.hints.quiet.clone() {
            // Of the first and the last second a part only is waited for.
            let penalties = (low.ceil().max(2.0) as i64)..=(high as i64 + 1);
            for penalty in penalties.take(SECONDS) {
                for &limit in &limits {
                    self.offer(Model::Seconds { limit, penalty });
                }
            }
        }
        if let Some(Candidate {
            model: Model::Penalty { limit, window, penalty, is_prolonged }, contradictions, ..
        }) = self.of("penalty-box")
        {
            let model = |penalty| Model::Penalty { limit, window, penalty, is_prolonged };
            self.settle(contradictions, penalty, model);
        }
    }

    fn concurrency(&mut self) {
        if let Some(limit) = concurrency::largest(self.view) {
            self.offer(Model::Concurrency { limit });
        }
    }

    fn queues(&mut self) {
        let mut steps = queue::steps(self.view);
        // A few late ones are the network's.
        if steps.len() < 4 {
            return;
        }
        steps.sort_by(f64::total_cmp);
        let step = steps[steps.len() / 2].max(1e-4);
        // Nobody was early for a turn that comes so often: then it is the server that takes its time.
        if 1.0 / step > peak(self.view.seen.iter().map(|seen| seen.from)) as f64 {
            return;
        }
        let mut waits: Vec<f64> =
            self.view.seen.iter().filter(|seen| !seen.denied).map(|seen| seen.to - seen.from).collect();
        waits.sort_by(f64::total_cmp);
        // One that stood still for a moment has waited for longer than any queue.
        let longest = [waits[waits.len() - 1], waits[waits.len() * 9 / 10]];
        let mut best = (usize::MAX, 0.0, 1.0);
        for scale in [0.01, 0.002] {
            let around = if best.1 > 0.0 { best.1 } else { 1.0 / step };
            for at in -12..=12 {
                let rate = around * (scale * f64::from(at)).exp();
                // One is served, and the last one waited for all who were before him.
                let least = longest.map(|longest| (longest * rate).round() + 1.0);
                let bursts = least.into_iter().flat_map(|least| [least, least + 1.0, least - 1.0]);
                for burst in bursts.filter(|burst| *burst >= 1.0) {
                    let wrong = self.offer(Model::Queue { rate, burst });
                    if wrong < best.0 {
                        best = (wrong, rate, burst);
                    }
                }
            }
        }
        let (wrong, rate, burst) = best;
        let (low, high) = self.range(wrong, rate, |rate| Model::Queue { rate, burst });
        self.replace(Model::Queue { rate: nice::rate(low, high), burst }, wrong);
    }

    fn finish(mut self) -> Fit {
        self.found.sort_by(|a, b| a.score.total_cmp(&b.score));
        let range = self.found.first().and_then(|best| {
            let (value, with) = best.model.knob()?;
            let (low, high) = self.range(best.contradictions + 1, value, with);
            Some((low, high, value))
        });
        let spread = range.map_or(0.0, |(low, high, value)| (high - low) / 2.0 / value);
        let rates = self.found.first().and_then(|best| best.model.rate()).map(|rate| match range {
            // Of a window the longest has the lowest rate.
            Some((low, high, value)) if self.found[0].model.window().is_some() => {
                (rate * value / high, rate * value / low)
            }
            Some((low, high, _)) => (low, high),
            None => (rate, rate),
        });
        Fit { candidates: self.found, decisions: self.view.seen.len(), rates, spread }
    }
}

/// How many a window of this length may have: no more than there were before each denial in so many windows, and no
/// fewer than half of what passed in the length of one.
fn possible(view: &View, window: f64, windows: f64, counts_denied: bool) -> std::ops::RangeInclusive<i64> {
    let admitted: Vec<&Seen> = view.seen.iter().filter(|seen| !seen.denied).collect();
    let counted: Vec<&Seen> = view.seen.iter().filter(|seen| counts_denied || !seen.denied).collect();
    let (mut first, mut next) = (0, 0);
    let mut before: Vec<i64> = Vec::new();
    // What others used up before the first one came, or an earlier probe, was not seen.
    let told = view.seen.first().map_or(0.0, |first| first.from) + window * windows;
    let told = if view.seen.iter().any(|seen| seen.denied && seen.to >= told) { told } else { 0.0 };
    for denied in view.seen.iter().filter(|seen| seen.denied && seen.to >= told) {
        while next < counted.len() && counted[next].from <= denied.to {
            next += 1;
        }
        while first < next && counted[first].to <= denied.from - window * windows {
            first += 1;
        }
        before.push((next - first) as i64);
    }
    first = 0;
    let mut inside: Vec<i64> = Vec::new();
    for (at, last) in admitted.iter().enumerate() {
        while first < at && last.to - admitted[first].from >= window {
            first += 1;
        }
        inside.push((at - first + 1) as i64);
    }
    before.sort_unstable();
    inside.sort_unstable();
    let most = before.get(OUTLIERS.min(before.len().saturating_sub(1))).copied().unwrap_or(0);
    let least = inside.len().checked_sub(OUTLIERS + 1).map_or(1, |at| inside[at]);
    (least / 2 + least % 2).max(2)..=most
}

/// What the data suggests.
struct Hints {
    /// How many were admitted between two denials: the usual numbers first.
    runs: Vec<i64>,
    /// The most of them.
    longest: usize,
    /// From one opening, or edge, to the next.
    spans: Vec<f64>,
    /// From the first denial of a run to the end of it, and from the last one: at least, and at most.
    shut: Vec<(f64, f64)>,
    quiet: Vec<(f64, f64)>,
    /// Admitted in a second while somebody was denied now and then.
    rate: Option<f64>,
}

impl Hints {
    fn of(view: &View) -> Self {
        let seen = &view.seen;
        let (mut counts, mut run) = (Vec::new(), 0);
        let (mut opened, mut edge, mut shut_at) = (seen.first().map_or(0.0, |first| first.from), None, 0.0);
        let (mut spans, mut shut, mut quiet) = (Vec::new(), Vec::new(), Vec::new());
        for at in 0..seen.len() {
            let (now, was_denied) = (seen[at], at > 0 && seen[at - 1].denied);
            if now.denied {
                if !was_denied {
                    counts.push(run);
                    run = 0;
                    shut_at = now.from;
                }
                continue;
            }
            run += 1;
            if was_denied {
                let last = seen[at - 1].from;
                let middle = (last + now.to) / 2.0;
                spans.push(middle - opened);
                spans.extend(edge.map(|edge: f64| middle - edge));
                shut.push((last - shut_at, now.to - shut_at));
                // Each that was denied and did not end it says how long it is at least.
                quiet.push((0.0_f64.max(gap(view, at)), now.to - last));
                (opened, edge) = (now.from, Some(middle));
            }
        }
        counts.push(run);
        let longest = counts.iter().copied().max().unwrap_or(0);
        let rate = rate(view);
        let ranges = |mut all: Vec<(f64, f64)>| {
            all.sort_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
            all.truncate(4);
            all
        };
        let (shut, quiet) = (ranges(shut), ranges(quiet));
        Self { runs: usual(&counts), longest: longest as usize, spans: apart(spans), shut, quiet, rate }
    }

    /// Lengths that a window may have: those that people configure, and those that were seen.
    fn windows(&self, view: &View) -> Vec<f64> {
        let most = view.length() * 2.0;
        let round = nice::WINDOWS.iter().copied().filter(|window| *window < most);
        round.chain(self.spans.iter().copied()).collect()
    }
}

/// The longest time between two of the denials that end before this one.
fn gap(view: &View, at: usize) -> f64 {
    let run = view.seen[..at].iter().rev().take_while(|seen| seen.denied).collect::<Vec<_>>();
    run.windows(2).map(|two| two[0].from - two[1].to).fold(0.0, f64::max)
}

fn rate(view: &View) -> Option<f64> {
    let first = view.seen.iter().position(|seen| seen.denied)?;
    let last = view.seen.iter().rposition(|seen| seen.denied)?;
    let admitted = view.seen[first..last].iter().filter(|seen| !seen.denied).count();
    let length = view.seen[last].from - view.seen[first].from;
    (admitted > 0 && length > 0.0).then(|| admitted as f64 / length)
}

/// Different ones, the usual ones first, and always the largest.
fn usual(counts: &[i64]) -> Vec<i64> {
    let mut different: Vec<i64> = counts.iter().copied().filter(|count| *count > 0).collect();
    different.sort_unstable();
    different.dedup();
    let largest = different.last().copied();
    different.sort_by_key(|run| std::cmp::Reverse(counts.iter().filter(|count| *count == run).count()));
    different.truncate(RUNS);
    different.extend(largest.filter(|largest| !different.contains(largest)));
    different
}

/// Those that differ by more than a hundredth.
fn apart(mut spans: Vec<f64>) -> Vec<f64> {
    spans.retain(|span| *span > 0.0);
    spans.sort_by(f64::total_cmp);
    spans.dedup_by(|b, a| *b < *a * 1.01);
    // Evenly from the shortest to the longest.
    let every = spans.len().div_ceil(SPANS).max(1);
    spans.into_iter().step_by(every).collect()
}
