//! Which experiment comes next.

use super::task::{Stage, Task};
use super::{Ending, Probe, SECOND, Shown};
use crate::rate::fit::seen::GRAIN;
use crate::rate::fit::{Candidate, Model, fit_after};
use crate::rate::trace::Shot;

pub const BASELINE: usize = 5;
const BASELINE_GAP: u64 = SECOND / 10;
/// Whoever was denied twice is at the end of what there was.
const DENIALS: usize = 2;
/// After so many late answers there is a queue, and more would only fill it.
const LATE: usize = 4;
/// How often somebody comes when he was told to.
const OBEYED: usize = 4;
/// One in so many decisions may contradict what explains the others.
const TRUSTED: usize = 10;
/// More than may be on their way at once come in a crowd, and so many while they are worked for.
const MORE: usize = 4;
const POLLS: usize = 3;
/// After so many seconds most limiters are as if nobody had ever come.
const RESTED: f64 = 10.0;
/// Of the time that is left one experiment may take so much.
const SHARE: f64 = 0.3;

impl Probe {
    /// Fills the list of tasks, or ends the probe.
    pub(super) fn plan(&mut self, now: u64) {
        self.stage += 1;
        let lanes = self.bounds.concurrency;
        match self.stage {
            1 => self.tasks.extend([Task::Paced { left: BASELINE, gap: BASELINE_GAP, at: 0 }]),
            2 => {
                if self.shots.iter().all(|shot| shot.denied) {
                    // Somebody used it up before, so how much there is shows only once there is some again.
                    self.tasks.extend([Task::recover(BASELINE_GAP)]);
                }
                let late = if self.is_patient { usize::MAX } else { LATE };
                let (left, denials) = (self.bounds.requests / 3, DENIALS);
                self.tasks.extend([Task::Drain { left, lanes: 1, grows_to: lanes, level: 0, denials, late }]);
            }
            3 if self.has_denied() => self.tasks.extend([Task::recover(0)]),
            // A second later, or what was sent before would leave no room under the highest rate.
            3 => self.tasks.extend([Task::idle(1.0), Task::Volley { left: lanes }]),
            _ => self.experiment(now),
        }
    }

    fn has_denied(&self) -> bool {
        self.shots.iter().any(|shot| shot.denied)
    }

    fn experiment(&mut self, now: u64) {
        if self.epilogue > 0 {
            return self.epilogue(now);
        }
        self.fit = fit_after(&self.shots, &self.fit);
        let Some(best) = self.best() else { return self.stop(Ending::Clear) };
        if self.is_overtaxed() {
            return self.stop(Ending::Ill("answers take ten times as long as at first".to_owned()));
        }
        if self.is_clear() {
            return self.epilogue(now);
        }
        let may_be = |name: &str| self.fit.ambiguous().any(|other| other.model.name() == name);
        let tasks = match best {
            Model::Queue { rate, .. } => self.fill_queue(rate, now),
            Model::Concurrency { .. } => self.crowd(),
            _ if may_be("concurrency") => self.crowd(),
            // What looked like a queue was none.
            Model::None if self.late >= LATE && !self.is_patient => {
                (self.is_patient, self.stage) = (true, 1);
                return;
            }
            Model::None => return self.epilogue(now),
            _ => self.timely(best, now),
        };
        self.tasks.extend(tasks);
    }

    fn is_clear(&self) -> bool {
        let rounds = self.stage - 4;
        rounds >= 3
            && self.fit.is_explained()
            && self.fit.ambiguous().next().is_none()
            && self.fit.spread < self.precision()
    }

    /// What does not help to find the limiter, but is worth knowing once it is found.
    fn epilogue(&mut self, now: u64) {
        self.epilogue += 1;
        let most = self.best().and_then(|best| best.burst()).unwrap_or(0) as usize;
        let drain = most + most / 2 + 6;
        let left = self.bounds.requests - self.sent.len();
        let says_when = self.shots.iter().any(|shot| shot.denied && shot.retry_after().is_some());
        let obey = Task::Obey { left: drain, at: None, end: self.bounds.time, is_sent: false };
        match self.epilogue {
            step if step <= OBEYED && says_when && left > drain + 1 => self.tasks.extend([obey]),
            _ => {
                self.epilogue = OBEYED;
                match self.comparison(drain, now) {
                    Some(tasks) if left > drain + 2 && self.has_denied() => self.tasks.extend(tasks),
                    _ => self.stop(Ending::Clear),
                }
            }
        }
    }

    fn comparison(&mut self, drain: usize, now: u64) -> Option<[Task; 2]> {
        // One after the other nobody is denied by a queue or by a limit of those on their way.
        let best = self.best().filter(|best| !matches!(best, Model::Queue { .. } | Model::Concurrency { .. }))?;
        let (facet, is_first) = self.keying.next()?;
        // Whoever has a limit of his own, and of one at a time, is not to be denied by that.
        let interval = best.span() / best.burst().unwrap_or(1).max(1) as f64;
        let pause = interval * (1.1 + self.random.unit() / 2.0);
        let left = (self.bounds.time - now) as f64 / SECOND as f64;
        (pause < left * SHARE).then(|| [Task::idle(pause), Task::compare(facet, is_first, drain)])
    }

    /// A comparison is over.
    pub(super) fn compared(&mut self, shown: Shown, stage: Stage) {
        if stage == Stage::Full {
            // Nobody was denied by so many, so nobody would be by as many again.
            return self.stop(Ending::Clear);
        }
        self.keying.heard(shown);
    }

    /// Whether answers have become slow and no queue explains it.
    fn is_overtaxed(&self) -> bool {
        let took = |shot: &Shot| shot.first_byte - shot.sent;
        let admitted: Vec<u64> =
            self.shots.iter().filter(|shot| shot.is_decision() && !shot.denied).map(took).collect();
        let bound = admitted.iter().min().map_or(u64::MAX, |least| 10 * least + SECOND / 5);
        let slow = admitted.iter().filter(|took| **took > bound).count();
        // One that delays may be among those that explain it before it is the first of them.
        let delays = |model: Model| matches!(model, Model::Queue { .. } | Model::Concurrency { .. });
        let few = |found: &Candidate| found.contradictions * TRUSTED <= self.fit.decisions;
        let is_explained = self.fit.candidates.iter().any(|found| delays(found.model) && few(found));
        !is_explained && slow * 5 > admitted.len()
    }

    /// How well the rate is to be known: a limiter far away is seen less sharply, and half of the budget is a lot for the
    /// last digit.
    fn precision(&self) -> f64 {
        let least = self.shots.iter().map(|shot| shot.first_byte - shot.sent).min().unwrap_or(0);
        // With a clock of milliseconds 50 and 51 in a second are the same, where nothing is left from one to the next.
        let span = self.best().map_or(1.0, |best| best.span());
        let sharp = (least as f64 / SECOND as f64).clamp(0.01, 0.03).max(1.5 * GRAIN / span);
        if self.sent.len() * 2 < self.bounds.requests { sharp } else { 3.0 * sharp }
    }

    /// Two crowds, the second as soon as the first one is gone, and then as many as may stand beside each other. Whoever
    /// comes while a crowd is worked for is denied, which no time that has gone by would explain.
    fn crowd(&mut self) -> Vec<Task> {
        let found = self.fit.candidates.iter().find_map(|found| match found.model {
            Model::Concurrency { limit } => Some(limit),
            _ => None,
        });
        let limit = found.unwrap_or(1).min(self.bounds.concurrency);
        let polls = POLLS.min(self.bounds.concurrency - limit);
        let left = (limit + MORE).min(self.bounds.concurrency - polls);
        let crowd = Task::Crowd { left, polls, gap: self.work() / (POLLS as u64 + 1), at: 0 };
        let lanes = limit.saturating_sub(1).max(1);
        let beside = Task::drain(2 * lanes + 6, lanes, DENIALS);
        vec![Task::idle(0.1 + self.random.unit() * 0.1), crowd.clone(), crowd, beside]
    }

    /// How long one is worked for.
    fn work(&self) -> u64 {
        let mut took: Vec<u64> = self
            .shots
            .iter()
            .filter(|shot| shot.is_decision() && !shot.denied)
            .map(|shot| shot.done - shot.sent)
            .collect();
        took.sort_unstable();
        took.get(took.len() / 2).copied().unwrap_or(0)
    }

    fn fill_queue(&mut self, rate: f64, now: u64) -> Vec<Task> {
        // A slow one serves no more than this.
        let room = ((self.bounds.time - now) as f64 / SECOND as f64 * SHARE * rate) as usize + 1;
        let volley = Task::Volley { left: self.bounds.concurrency.min(room.max(LATE)) };
        vec![Task::idle(0.2 + self.random.unit()), volley, Task::drain(room.min(10), 1, DENIALS)]
    }

    /// Where whoever is denied is shut out for a time, and that is to be found out next.
    fn boxed(&mut self, best: Model, recover: Task) -> Option<Vec<Task>> {
        let (penalty, is_prolonged) = best.penalty()?;
        let (limit, window) = best.window()?;
        let most = limit as usize;
        if is_prolonged {
            // Whoever asks in the box stays in it, so it is only tried whether it is over.
            let silence = penalty * (0.6 + 0.6 * self.random.unit());
            let pause = window * (0.2 + self.random.unit());
            return Some(vec![
                Task::drain(most + 6, 1, 1),
                Task::idle(silence),
                Task::drain(most - 1, 1, 1),
                Task::idle(pause),
            ]);
        }
        if self.stage <= 6 {
            return None;
        }
        // The window shows only before somebody was denied: so many, a pause, and one more.
        // Its length is known to half of it at first, so pauses are shorter and longer ones in turn.
        let pause = window * (0.6 + self.random.unit());
        Some(vec![
            Task::idle(window * 1.5),
            Task::drain(most - 1, 1, DENIALS),
            Task::idle(pause),
            Task::drain(2, 1, DENIALS),
            recover,
        ])
    }

    fn timely(&mut self, best: Model, now: u64) -> Vec<Task> {
        let left = (self.bounds.time - now) as f64 / SECOND as f64 * SHARE;
        // Hardly any time may be left.
        let span = best.span().min(left).max(0.002);
        let most = best.burst().unwrap_or(1) as usize;
        let lanes = self.lanes;
        let drain = || Task::drain(most + most / 2 + 6, lanes, DENIALS);
        let interval = span / most as f64;
        let nanos = |seconds: f64| (seconds * SECOND as f64) as u64;
        // From one denial to the next admission cannot have been less than this.
        let recover = || Task::recover(nanos(interval / 6.0));
        // Whoever counts the denied, or keeps nothing, admits those only who wait long enough.
        let (gap, spread) = match best {
            Model::Bucket { rate, burst, counts_denied } if counts_denied || burst < 2.0 => {
                (1.0 / rate, self.fit.spread.clamp(0.03, 0.5))
            }
            _ => (interval * 0.7, 0.5),
        };
        let poll = |wanted: usize| {
            let left = wanted.min((left / gap) as usize + 1);
            Task::Poll { left, gap: nanos(gap), spread: nanos(gap * spread), at: 0 }
        };
        // Of a bucket that was used in part before, as by the last probe, more is seen once it has rested.
        let rest = match best {
            Model::Bucket { .. } if self.stage == 5 => (3.0 * span).min(RESTED),
            _ => 0.0,
        };
        let half = || {
            vec![
                Task::idle(rest.max(span * 1.05)),
                Task::drain(most.div_ceil(2), 1, DENIALS),
                Task::idle(span * 0.6),
                drain(),
                recover(),
                drain(),
            ]
        };
        if let Some(tasks) = self.boxed(best, recover()) {
            return tasks;
        }
        let may_be_boxed = self.fit.ambiguous().any(|other| other.model.penalty().is_some());
        match self.stage - 4 {
            // How much there is after long idleness nobody has seen who found little left.
            0 if self.shots.iter().take(BASELINE).any(|shot| shot.denied) => {
                vec![Task::idle(left.min(RESTED)), drain(), recover(), drain()]
            }
            0 => vec![drain(), recover(), drain()],
            1 => half(),
            round => match round % 5 {
                2 | 4 => vec![poll(30)],
                // Whoever is denied early in a window is shut out for as long as by a penalty.
                3 if may_be_boxed => half(),
                3 | 0 => vec![Task::idle(span * (0.15 + 1.15 * self.random.unit())), drain(), recover()],
                _ => half(),
            },
        }
    }
}
