//! When each request can have reached the limiter.

use crate::rate::trace::Shot;

/// Limiters whose clocks have steps of a millisecond see a request up to one too early.
pub const GRAIN: f64 = 0.001;

/// A decision. Times are seconds since the first request was sent, less the shortest way to the limiter, which is the
/// same for all of them and changes nothing.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The earliest that it can have come.
    pub from: f64,
    /// The latest.
    pub to: f64,
    /// Until when it may have been worked for.
    pub gone: f64,
    pub denied: bool,
    /// Whether another one may have come before it that stands behind it, or the other way round.
    pub overlaps: bool,
}

/// The decisions of a trace, in an order that they may have been made in.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub seen: Vec<Seen>,
    pub denied: usize,
    /// How much later than usual an answer may come for no reason.
    pub slack: f64,
    /// Answers that came later than that, and than all but one in ten of those denied: of those admitted and of those
    /// denied.
    pub late: usize,
    pub late_denials: usize,
    /// For how long those admitted are worked for, if so long that some may be on their way at once.
    pub work: Option<f64>,
    /// When those admitted came at the earliest and left at the latest, as they left.
    pub left: Vec<(f64, f64)>,
    /// For each denial, how long after it the last one left that may have been before it.
    pub backlog: Vec<f64>,
    /// Whether nobody had used up anything before the first one came.
    pub is_fresh: bool,
    /// No better are moments known, in seconds.
    pub grain: f64,
}

impl View {
    /// Of the requests that share the first one's key.
    pub fn of(shots: &[Shot]) -> Self {
        // Others have limits of their own, as far as anybody knows.
        let key = shots.first().and_then(|first| first.key.as_deref());
        let is_one = |shot: &&Shot| shot.is_decision() && shot.key.as_deref() == key;
        let mut shots: Vec<&Shot> = shots.iter().filter(is_one).collect();
        shots.sort_by_key(|shot| shot.sent);
        let origin = shots.first().map_or(0, |shot| shot.sent);
        let took = |shot: &Shot| (shot.first_byte - shot.sent) as f64 / 1e9;
        let shortest = |denied: bool| {
            shots.iter().filter(|shot| shot.denied == denied).map(|shot| took(shot)).fold(f64::INFINITY, f64::min)
        };
        // Whoever is denied is answered sooner, as nobody works for him.
        let ways = [shortest(false), shortest(true)];
        // The answer to one who was denied took the way there and back, and hardly more.
        let shortest_way = ways[0].min(ways[1]);
        let slack = slack(&shots.iter().filter(|shot| !shot.denied).map(|shot| took(shot)).collect::<Vec<_>>());
        let usual = usual(shots.iter().filter(|shot| shot.denied).map(|shot| took(shot) - ways[1]).collect());
        let late = slack.max(usual);
        let mut view = Self { slack, work: work(&shots), grain: GRAIN, ..Self::default() };
        for shot in &shots {
            let (sent, took) = ((shot.sent - origin) as f64 / 1e9, took(shot));
            // The way there cannot have taken longer than what was taken more than the shortest time of all.
            let way = ways[usize::from(shot.denied)];
            let margin = (0.03 * way).max(5e-5);
            let spread = took - way + margin;
            view.late += usize::from(!shot.denied && spread > late);
            view.late_denials += usize::from(shot.denied && spread > late);
            view.denied += usize::from(shot.denied);
            view.seen.push(Seen {
                from: sent - GRAIN.min(sent),
                to: sent + spread,
                gone: sent + (shot.done.max(shot.first_byte) - shot.sent) as f64 / 1e9 - shortest_way + margin,
                denied: shot.denied,
                overlaps: false,
            });
        }
        // Of two that may have come at once the one that was denied is taken to be the later one: the other may have been
        // the reason.
        let place = |seen: &Seen| if seen.denied { seen.to } else { seen.from };
        view.seen.sort_by(|a, b| place(a).total_cmp(&place(b)));
        view.relate();
        view
    }

    /// Of decisions that somebody has written down in their order, each between `sent` and `first_byte`: how long the
    /// way was and what answers waited for is not to be seen in that.
    pub fn of_log(shots: &[Shot]) -> Self {
        let origin = shots.first().map_or(0, |shot| shot.sent);
        let seconds = |at: u64| at as f64 / 1e9 - origin as f64 / 1e9;
        let seen = |shot: &Shot| {
            let (from, to) = (seconds(shot.sent), seconds(shot.first_byte));
            Seen { from, to, gone: to, denied: shot.denied, overlaps: false }
        };
        let mut view = Self {
            seen: shots.iter().map(seen).collect(),
            denied: shots.iter().filter(|shot| shot.denied).count(),
            slack: f64::INFINITY,
            grain: shots.iter().map(|shot| (shot.first_byte - shot.sent) as f64 / 1e9).fold(f64::INFINITY, f64::min),
            ..Self::default()
        };
        view.relate();
        view
    }

    /// What the decisions say of each other.
    fn relate(&mut self) {
        self.is_fresh = self.seen.first().is_some_and(|first| !first.denied);
        self.overlap();
        self.queue();
    }

    fn overlap(&mut self) {
        for at in 1..self.seen.len() {
            let (before, after) = self.seen.split_at_mut(at);
            before[at - 1].overlaps = after[0].denied && after[0].from <= before[at - 1].to;
        }
    }

    fn queue(&mut self) {
        let (denied, admitted): (Vec<&Seen>, Vec<&Seen>) = self.seen.iter().partition(|seen| seen.denied);
        self.left = admitted.iter().map(|seen| (seen.from, seen.to)).collect();
        self.left.sort_by(|a, b| a.1.total_cmp(&b.1));
        let last = |denied: &Seen| {
            let before = admitted.iter().take_while(|seen| seen.from <= denied.to);
            before.map(|seen| seen.to).fold(f64::NEG_INFINITY, f64::max) - denied.from
        };
        self.backlog = denied.iter().map(|denied| last(denied)).collect();
    }

    /// Whether late answers say something of a queue, if the best one contradicts so many decisions. Otherwise it is
    /// the network, or a machine that is busy: no queue makes them so late, or those denied are late as often.
    pub fn tells_of_queue(&self, contradictions: usize) -> bool {
        let is_explained = contradictions.saturating_mul(3) <= self.late + self.denied;
        // Chance lines nobody up like that: here a machine is busy, and there is a queue as well.
        let is_queue = contradictions.saturating_mul(10) <= self.late;
        let share = (self.late_denials + 1) as f64 / (self.denied + 2) as f64;
        let expected = share * (self.seen.len() - self.denied) as f64;
        // Few of the denied say nothing of what is usual.
        let is_usual = self.denied >= DENIALS && self.late as f64 <= 2.0 * expected + 3.0 * expected.sqrt();
        is_queue || is_explained && !is_usual
    }

    /// From the first decision to the last.
    pub fn length(&self) -> f64 {
        self.seen.last().map_or(0.0, |last| last.to - self.seen[0].from)
    }
}

/// Fewer of those that were denied say nothing of what is usual.
const DENIALS: usize = 8;

fn usual(mut longer: Vec<f64>) -> f64 {
    longer.sort_by(f64::total_cmp);
    if longer.len() < DENIALS { 0.0 } else { longer[(longer.len() - 1) * 9 / 10] }
}

/// Below, in seconds, work is not told from what a network adds by chance.
const WORK: f64 = 0.0005;

/// By how much those admitted took longer than those denied, if that is more than chance.
fn work(shots: &[&Shot]) -> Option<f64> {
    let took = |denied: bool| {
        let took = shots.iter().filter(|shot| shot.denied == denied).map(|shot| (shot.done - shot.sent) as f64 / 1e9);
        let mut took: Vec<f64> = took.collect();
        took.sort_by(f64::total_cmp);
        Some((*took.first()?, *took.get(took.len() / 2)?))
    };
    let ((_, admitted), (least, denied)) = (took(false)?, took(true)?);
    Some(admitted - denied).filter(|work| *work > (3.0 * (denied - least)).max(WORK))
}

/// The least that any answer took is what is usual: where there is a queue, even the first ones may have waited.
fn slack(took: &[f64]) -> f64 {
    let least = took.iter().copied().fold(f64::INFINITY, f64::min);
    (0.5 * least).max(0.004)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In tenths of milliseconds.
    fn shot(sent: u64, took: u64, denied: bool) -> Shot {
        let (sent, first_byte) = (sent * 100_000, (sent + took) * 100_000);
        Shot { sent, first_byte, done: first_byte, status: 200, denied, ..Shot::default() }
    }

    #[test]
    fn what_took_longer_may_have_come_later() {
        let view =
            View::of(&[shot(0, 300, false), shot(1000, 350, false), shot(2000, 280, true), shot(3000, 300, true)]);
        let spread: Vec<f64> = view.seen.iter().map(|seen| ((seen.to - seen.from) * 1e4).round()).collect();
        // The margin is 3 % of the way, the grain ten tenths; the first one cannot have come before the beginning.
        assert_eq!(spread, [9.0, 69.0, 18.0, 38.0]);
        assert_eq!((view.denied, view.seen.iter().filter(|seen| seen.overlaps).count()), (2, 0));
        assert!(view.length() > 0.29 && view.length() < 0.31);
    }

    #[test]
    fn of_those_that_came_at_once_the_denied_one_was_later() {
        let view = View::of(&[shot(10, 4, true), shot(10, 4, false), shot(11, 9, false)]);
        assert_eq!(view.seen.iter().map(|seen| seen.denied).collect::<Vec<_>>(), [false, false, true]);
        assert!(view.seen[1].overlaps && !view.seen[2].overlaps);
    }

    #[test]
    fn a_busy_machine_is_no_queue() {
        // One answer in ten is late, whatever it says; or only those of the admitted are.
        let busy = |n: u64, denied: bool| shot(n * 500, if n % 10 == 7 { 90 } else { 4 }, denied);
        let all: Vec<Shot> = (0..200).map(|n| busy(n, n % 3 == 2)).collect();
        let view = View::of(&all);
        assert_eq!((view.late, view.late_denials, view.tells_of_queue(2)), (13, 7, false));
        // Unless one explains nearly all of it.
        assert!(view.tells_of_queue(1));
        let queue: Vec<Shot> =
            (0..200).map(|n| shot(n * 500, if n % 3 != 2 && n % 4 == 1 { 90 } else { 4 }, n % 3 == 2)).collect();
        let view = View::of(&queue);
        assert_eq!((view.late, view.late_denials, view.tells_of_queue(0)), (33, 0, true));
        // A third of all that there is to be explained may be left.
        assert_eq!([33, 34].map(|wrong| view.tells_of_queue(wrong)), [true, false]);
    }

    #[test]
    fn late_answers_and_work_are_told_from_the_usual() {
        let quick: Vec<Shot> = (0..9).map(|n| shot(n * 100, 4 + n % 2, n % 3 == 2)).collect();
        assert_eq!((View::of(&quick).late, View::of(&quick).work), (0, None));
        let queued: Vec<Shot> = (0..9).map(|n| shot(n * 100, if n > 4 { 90 } else { 4 }, false)).collect();
        assert_eq!(View::of(&queued).late, 4);
        let worked: Vec<Shot> = (0..9).map(|n| shot(n * 900, if n % 3 == 2 { 4 } else { 200 }, n % 3 == 2)).collect();
        assert!(View::of(&worked).work.is_some());
        // Nobody was denied, so nobody can tell.
        assert_eq!(View::of(&queued).work, None);
    }
}
