//! The small pieces that a probe is made of.

use super::{Facet, SECOND, Shown};
use crate::base::random::Stream;
use crate::rate::trace::Shot;

/// What a task sees when it is asked.
pub struct View<'a> {
    pub now: u64,
    pub on_their_way: usize,
    pub random: &'a mut Stream,
}

/// What a task does next; moments are nanoseconds since the probe began.
pub enum Step {
    Send,
    Until(u64),
    Answer,
    Over,
}

/// One experiment, or a part of it.
#[derive(Clone, Debug)]
pub enum Task {
    /// One after the other, so many, each this long after the last.
    Paced { left: usize, gap: u64, at: u64 },
    /// One after another as fast as answers come on so many lanes, until so many are denied or late.
    Drain { left: usize, lanes: usize, grows_to: usize, level: usize, denials: usize, late: usize },
    /// One at a time, each an eighth later than the last, until one is admitted.
    Recover { begun: Option<u64>, at: u64, gap: u64, is_over: bool },
    /// Nothing for this long.
    Idle { span: u64, until: Option<u64> },
    /// At random distances around this one, no further from it than this, however long answers take.
    Poll { left: usize, gap: u64, spread: u64, at: u64 },
    /// So many at once.
    Volley { left: usize },
    /// So many at once, and so many more while those are worked for, one after each gap.
    Crowd { left: usize, polls: usize, gap: u64, at: u64 },
    /// Until one is denied, and then one more when that one was told to come back, which must be before the end.
    Obey { left: usize, at: Option<u64>, end: u64, is_sent: bool },
    /// Until one is denied, and then one that differs and one that does not, in either order.
    Compare { facet: Facet, is_first: bool, left: usize, stage: Stage, shown: Shown },
}

/// How far a comparison is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Full,
    First,
    Second,
    Over,
}

/// The first poll is this long after a denial, or as soon as that one's answer is there.
const SOON: u64 = 2_000_000;

impl Task {
    /// So many at most on so many lanes, until so many are denied.
    pub fn drain(left: usize, lanes: usize, denials: usize) -> Self {
        Self::Drain { left, lanes, grows_to: lanes, level: 0, denials, late: usize::MAX }
    }

    /// The first ones this far apart.
    pub fn recover(gap: u64) -> Self {
        Self::Recover { begun: None, at: 0, gap: gap.max(SOON), is_over: false }
    }

    /// Nothing for so many seconds.
    pub fn idle(seconds: f64) -> Self {
        Self::Idle { span: (seconds * SECOND as f64) as u64, until: None }
    }

    /// What to do at the moment that it sees.
    pub fn next(&mut self, view: View) -> Step {
        let View { now, on_their_way, .. } = view;
        let at_its_time = |at: u64| if at > now { Step::Until(at) } else { Step::Send };
        match self {
            Self::Paced { left: 0, .. }
            | Self::Poll { left: 0, .. }
            | Self::Volley { left: 0 }
            | Self::Crowd { left: 0, polls: 0, .. }
            | Self::Drain { left: 0, .. }
            | Self::Drain { denials: 0, .. }
            | Self::Drain { late: 0, .. }
            | Self::Recover { is_over: true, .. }
            | Self::Obey { is_sent: true, .. }
            | Self::Obey { left: 0, at: None, .. }
            | Self::Compare { left: 0, stage: Stage::Full, .. }
            | Self::Compare { stage: Stage::Over, .. } => Step::Over,
            Self::Obey { at: Some(at), end, .. } if *at > *end => Step::Over,
            Self::Obey { at: Some(at), .. } if on_their_way == 0 => at_its_time(*at),
            Self::Obey { at: None, .. } | Self::Compare { .. } if on_their_way == 0 => Step::Send,
            Self::Paced { at, .. } if on_their_way == 0 => at_its_time(*at),
            Self::Drain { lanes, .. } if on_their_way < *lanes => Step::Send,
            Self::Recover { begun, at, gap, .. } if on_their_way == 0 => {
                if begun.is_none() {
                    (*begun, *at) = (Some(now), now + *gap);
                }
                at_its_time(*at)
            }
            Self::Paced { .. }
            | Self::Drain { .. }
            | Self::Recover { .. }
            | Self::Obey { .. }
            | Self::Compare { .. } => Step::Answer,
            Self::Idle { span, until } => {
                let until = *until.get_or_insert(now + *span);
                if until > now { Step::Until(until) } else { Step::Over }
            }
            Self::Poll { gap, spread, at, .. } => {
                if *at == 0 {
                    *at = now + random_gap(*gap, *spread, view.random);
                }
                at_its_time(*at)
            }
            Self::Crowd { left: 0, at, .. } => at_its_time(*at),
            Self::Volley { .. } | Self::Crowd { .. } => Step::Send,
        }
    }

    /// One was sent for it.
    pub fn sent(&mut self, now: u64, random: &mut Stream) {
        match self {
            Self::Paced { left, gap, at } => (*left, *at) = (*left - 1, now + *gap),
            // Late ones are not caught up: two at once would say less than two apart.
            Self::Poll { left, gap, spread, at } => (*left, *at) = (*left - 1, now + random_gap(*gap, *spread, random)),
            Self::Crowd { left: 0, polls, gap, at } => (*polls, *at) = (*polls - 1, now + *gap),
            Self::Crowd { left, gap, at, .. } => (*left, *at) = (*left - 1, now + *gap),
            Self::Drain { left, .. } | Self::Volley { left } => *left -= 1,
            Self::Recover { begun, at, gap, .. } => {
                let elapsed = now - begun.unwrap_or(now);
                *at = now + (elapsed / 8).max(*gap);
            }
            Self::Obey { left, at: None, .. } | Self::Compare { left, stage: Stage::Full, .. } => *left -= 1,
            Self::Obey { is_sent, .. } => *is_sent = true,
            Self::Idle { .. } | Self::Compare { .. } => {}
        }
    }

    /// Until one is denied, which so many at most are sent for.
    pub fn compare(facet: Facet, is_first: bool, left: usize) -> Self {
        Self::Compare { facet, is_first, left, stage: Stage::Full, shown: Shown::Nothing }
    }

    /// In what the one that it sends now differs from the others.
    pub fn facet(&self) -> Option<Facet> {
        let &Self::Compare { facet, is_first, stage, .. } = self else { return None };
        let differs = stage == if is_first { Stage::First } else { Stage::Second };
        differs.then_some(facet)
    }

    /// Whether what it sends comes when it was told to come.
    pub fn obeys(&self) -> bool {
        matches!(self, Self::Obey { is_sent: true, .. })
    }

    /// One that was sent for it has its answer.
    pub fn answered(&mut self, shot: &Shot, is_late: bool) {
        let differs = self.facet().is_some();
        let was_second = matches!(self, Self::Compare { stage: Stage::Second, .. });
        match self {
            Self::Drain { denials, .. } if shot.denied => *denials = denials.saturating_sub(1),
            Self::Drain { lanes, grows_to, level, late, .. } => {
                *late = late.saturating_sub(usize::from(is_late));
                *level += 1;
                if *level >= 8 * *lanes && *lanes < *grows_to {
                    (*lanes, *level) = ((*lanes * 2).min(*grows_to), 0);
                }
            }
            Self::Obey { at: at @ None, .. } if shot.denied => {
                *at = shot.retry_after().map(|seconds| shot.done.saturating_add(seconds.saturating_mul(SECOND)));
            }
            Self::Compare { stage, .. } if !shot.is_decision() => *stage = Stage::Over,
            Self::Compare { stage, shown, .. } => {
                *stage = match *stage {
                    Stage::Full if !shot.denied => Stage::Full,
                    Stage::Full => Stage::First,
                    // The one that does not differ has to be denied, and where the other is as well, that is all.
                    Stage::First if shot.denied != differs => Stage::Second,
                    _ => Stage::Over,
                };
                match (differs, shot.denied) {
                    (true, true) => *shown = Shown::Together,
                    _ if *stage == Stage::Over && was_second && shot.denied != differs => *shown = Shown::Apart,
                    _ => {}
                }
            }
            Self::Recover { is_over, .. } => *is_over |= !shot.denied && shot.is_decision(),
            _ => {}
        }
    }
}

/// As long, or so much shorter or longer at most.
fn random_gap(gap: u64, spread: u64, random: &mut Stream) -> u64 {
    gap.saturating_sub(spread) + random.below(2 * spread + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::random::Purpose;

    /// When it sends, where each request takes a millisecond and is denied or not, until it is over.
    fn sends(mut task: Task, denied: impl Fn(usize) -> bool) -> Vec<u64> {
        let mut random = Stream::new(1, Purpose::Requests, 0);
        let (mut now, mut sent, mut answers) = (0, Vec::new(), Vec::new());
        loop {
            let next = task.next(View { now, on_their_way: sent.len() - answers.len(), random: &mut random });
            let answer = sent.get(answers.len()).map(|sent| sent + 1_000_000);
            match (next, answer) {
                (Step::Send, _) => {
                    task.sent(now, &mut random);
                    sent.push(now);
                }
                (Step::Until(at), answer) if answer.is_none_or(|answer| at < answer) => now = at,
                (Step::Over, None) => return sent.iter().map(|at| at / 1_000_000).collect(),
                (_, Some(answer)) => {
                    now = now.max(answer);
                    let shot = Shot { done: now, status: 200, denied: denied(answers.len()), ..Shot::default() };
                    answers.push(now);
                    task.answered(&shot, false);
                }
                (_, None) => panic!("nothing will ever happen"),
            }
        }
    }

    #[test]
    fn when_each_sends() {
        let paced = Task::Paced { left: 3, gap: 5_000_000, at: 0 };
        assert_eq!(sends(paced, |_| false), [0, 5, 10]);
        assert_eq!(sends(Task::drain(4, 1, 2), |_| false), [0, 1, 2, 3]);
        // Over after the second denial, and what is on its way then is answered.
        assert_eq!(sends(Task::drain(9, 1, 2), |number| number > 2), [0, 1, 2, 3, 4]);
        assert_eq!(sends(Task::drain(9, 2, 2), |number| number > 2).len(), 6);
        assert_eq!(sends(Task::Volley { left: 4 }, |_| true), [0; 4]);
        let crowd = Task::Crowd { left: 2, polls: 3, gap: 5_000_000, at: 0 };
        assert_eq!(sends(crowd, |_| true), [0, 0, 5, 10, 15]);
        assert!(sends(Task::idle(1.0), |_| true).is_empty());
    }

    #[test]
    fn lanes_double_while_nobody_is_denied() {
        let drain = Task::Drain { left: 100, lanes: 1, grows_to: 4, level: 0, denials: 1, late: usize::MAX };
        let sent = sends(drain, |_| false);
        let at = |ms: u64| sent.iter().filter(|at| **at == ms).count();
        assert_eq!((at(3), at(12), at(20)), (1, 2, 4), "{sent:?}");
    }

    #[test]
    fn polls_come_ever_later_until_one_is_admitted() {
        let sent = sends(Task::recover(0), |number| number < 40);
        assert_eq!((sent.len(), sent[0], sent[1]), (41, 2, 4));
        let gaps: Vec<u64> = sent.windows(2).map(|two| two[1] - two[0]).collect();
        assert!(gaps.is_sorted() && gaps[39] * 8 <= sent[40] && gaps[39] * 10 >= sent[39], "{sent:?}");
        let polls = sends(Task::Poll { left: 50, gap: 10_000_000, spread: 5_000_000, at: 0 }, |_| true);
        assert!(polls.windows(2).all(|two| (4..=15).contains(&(two[1] - two[0]))), "{polls:?}");
    }

    #[test]
    fn two_are_compared_once_one_is_denied() {
        let compare = |is_first: bool, denied: &[bool]| {
            let mut task = Task::compare(Facet::Query, is_first, 3);
            let mut random = Stream::new(1, Purpose::Requests, 0);
            let mut facets = Vec::new();
            for denied in denied {
                assert!(matches!(task.next(View { now: 0, on_their_way: 0, random: &mut random }), Step::Send));
                facets.push(task.facet().is_some());
                task.sent(0, &mut random);
                task.answered(&Shot { status: 200, denied: *denied, ..Shot::default() }, false);
            }
            assert!(matches!(task.next(View { now: 0, on_their_way: 0, random: &mut random }), Step::Over));
            let Task::Compare { shown, .. } = task else { panic!("{task:?}") };
            (shown, facets.iter().position(|differs| *differs))
        };
        assert_eq!(compare(true, &[false, true, false, true]), (Shown::Apart, Some(2)));
        assert_eq!(compare(false, &[true, true, false]), (Shown::Apart, Some(2)));
        assert_eq!(compare(true, &[true, true]), (Shown::Together, Some(1)));
        assert_eq!(compare(false, &[true, true, true]), (Shown::Together, Some(2)));
        // There was room again for the one that does not differ; or nobody was denied at all.
        assert_eq!(compare(true, &[true, false, false]), (Shown::Nothing, Some(1)));
        assert_eq!(compare(false, &[true, false]), (Shown::Nothing, None));
        assert_eq!(compare(true, &[false, false, false]), (Shown::Nothing, None));
    }

    #[test]
    fn whoever_is_told_when_comes_then() {
        let mut task = Task::Obey { left: 9, at: None, end: 5 * SECOND, is_sent: false };
        let mut random = Stream::new(1, Purpose::Requests, 0);
        task.sent(0, &mut random);
        let headers = vec![("retry-after".to_owned(), "2".to_owned())];
        task.answered(&Shot { done: 7, status: 429, denied: true, headers: headers.clone(), ..Shot::default() }, false);
        let mut next = |task: &mut Task, now| task.next(View { now, on_their_way: 0, random: &mut random });
        assert!(matches!(next(&mut task, 8), Step::Until(at) if at == 2 * SECOND + 7) && !task.obeys());
        assert!(matches!(next(&mut task, 2 * SECOND + 7), Step::Send));
        // Not where the time would be over by then.
        let mut task = Task::Obey { left: 9, at: None, end: SECOND, is_sent: false };
        task.answered(&Shot { done: 7, status: 429, denied: true, headers, ..Shot::default() }, false);
        assert!(matches!(next(&mut task, 8), Step::Over));
    }
}
