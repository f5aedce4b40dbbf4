//! Asking several servers for one answer: each in its turn, or the next one while the last is silent.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use tokio::time::timeout;

use super::{Answer, endpoint, look, within};
use crate::backend::patience::Patience;
use crate::backend::url::{Host, Url};
use crate::base::duration::DURATION_MAX;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// Asks the servers in the order of the URL until one answers; each gets an equal share of the time
/// that is left. A refusal by a server that did answer ends the search.
pub async fn in_turn<T>(url: &Url, patience: &Patience, attempt: impl AsyncFn(&Host) -> Result<T>) -> Result<T> {
    let mut failures = Vec::new();
    for (tried, host) in url.hosts().iter().enumerate() {
        // Of what is left, not of the whole: the time that a refusal did not need goes to the servers behind it.
        let share = patience.share(url.hosts().len() - tried);
        match within(&endpoint(url, host), &share, attempt(host)).await {
            // Whom one server denies the others deny too, and a wrong password tried on each could lock the user out.
            Err(error) if error.exit() == Exit::Unavailable => failures.push(error),
            outcome => return outcome,
        }
    }
    Err(summary(url, failures))
}

/// How long a server may be silent before the next one is asked too.
const HEDGE: Duration = Duration::from_millis(150);

/// Asks the candidates in this order, the next one as soon as one has failed or been silent for a moment, and takes
/// the first answer. So it is for questions only: several may be under way at once, and those behind are dropped.
///
/// `attempt` keeps to a deadline. A refusal by a server that did answer ends the search.
pub async fn hedged<C, T>(
    url: &Url,
    candidates: impl IntoIterator<Item = C>,
    attempt: impl AsyncFn(C) -> Result<T>,
) -> Result<T> {
    let mut unasked = candidates.into_iter().peekable();
    let mut asked: Vec<Answer<'_, T>> = Vec::new();
    let mut failures = Vec::new();
    loop {
        asked.extend(unasked.next().map(|candidate| Box::pin(attempt(candidate)) as Answer<'_, T>));
        if asked.is_empty() {
            return Err(summary(url, failures));
        }
        // With nobody left to ask there is nothing to gain by looking up.
        let limit = unasked.peek().map_or(DURATION_MAX, |_| HEDGE);
        match timeout(limit, first(&mut asked)).await {
            Ok(Err(error)) if error.exit() == Exit::Unavailable => failures.push(error),
            Ok(outcome) => return outcome,
            Err(_) => {}
        }
    }
}

/// The first that comes to its end, which is taken out.
async fn first<T>(asked: &mut Vec<Answer<'_, T>>) -> Result<T> {
    poll_fn(|context| {
        for at in 0..asked.len() {
            if let Poll::Ready(outcome) = asked[at].as_mut().poll(context) {
                drop(asked.remove(at));
                return Poll::Ready(outcome);
            }
        }
        Poll::Pending
    })
    .await
}

fn summary(url: &Url, mut failures: Vec<Error>) -> Error {
    if failures.len() == 1 {
        return failures.remove(0);
    }
    let each: Vec<&str> = failures.iter().map(Error::message).collect();
    let message = format!("no {} server answers: {}", url.backend().name, each.join("; "));
    Error::new(Exit::Unavailable, message).hint(look(url))
}

/// Does all of these at once, on this thread; what came of each, in their order.
#[cfg(feature = "etcd")]
pub async fn together<T>(works: impl IntoIterator<Item: Future<Output = T>>) -> Vec<T> {
    let mut works: Vec<_> = works.into_iter().map(|work| (Box::pin(work), None)).collect();
    poll_fn(|context| {
        for (work, done) in &mut works {
            if done.is_none()
                && let Poll::Ready(value) = work.as_mut().poll(context)
            {
                *done = Some(value);
            }
        }
        if works.iter().all(|(_, done)| done.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    works.into_iter().filter_map(|(_, done)| done).collect()
}

#[cfg(test)]
mod tests {
    use super::super::block_on;
    use super::*;
    use crate::base::clock;

    #[cfg(feature = "etcd")]
    #[test]
    fn all_are_asked_at_once_and_answer_in_their_order() {
        let since = clock::instant();
        let after = async |ms| {
            tokio::time::sleep(Duration::from_millis(ms)).await;
            ms
        };
        let all = block_on(async { Ok(together([600, 0, 300, 500, 400].map(after)).await) });
        assert_eq!(all.unwrap(), [600, 0, 300, 500, 400]);
        assert!(since.elapsed() < Duration::from_millis(1500), "{:?}", since.elapsed());
        assert!(block_on(async { Ok(together([0; 0].map(after)).await) }).unwrap().is_empty());
    }

    /// What becomes of questions to candidates that each answer after so many milliseconds, or fail with this code.
    fn ask(candidates: &[(u64, Result<(), Exit>)]) -> (Result<usize>, Vec<usize>, Duration) {
        let url = "local:x".parse().unwrap();
        let asked = std::cell::RefCell::new(Vec::new());
        let since = clock::instant();
        let outcome = block_on(hedged(&url, candidates.iter().enumerate(), async |(at, (ms, outcome))| {
            asked.borrow_mut().push(at);
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            outcome.map(|()| at).map_err(|exit| Error::new(exit, format!("failure {at}")))
        }));
        (outcome, asked.into_inner(), since.elapsed())
    }

    const SILENT: u64 = 60_000;

    #[test]
    fn whoever_answers_first_is_heard() {
        let (answer, asked, took) = ask(&[(SILENT, Ok(())), (SILENT, Ok(())), (0, Ok(())), (0, Ok(()))]);
        assert_eq!((answer.unwrap(), asked), (2, vec![0, 1, 2]));
        assert!(took >= 2 * HEDGE && took < Duration::from_secs(10), "{took:?}");
        // One that is only slow is heard all the same.
        let (answer, asked, _) = ask(&[(300, Ok(())), (SILENT, Ok(()))]);
        assert_eq!((answer.unwrap(), asked), (0, vec![0, 1]));
        let (answer, asked, _) = ask(&[(0, Ok(())), (0, Ok(()))]);
        assert_eq!((answer.unwrap(), asked), (0, vec![0]));
    }

    #[test]
    fn a_failure_makes_it_the_next_ones_turn_at_once() {
        let (answer, _, took) = ask(&[(0, Err(Exit::Unavailable)), (0, Err(Exit::Unavailable)), (0, Ok(()))]);
        assert_eq!(answer.unwrap(), 2);
        assert!(took < 2 * HEDGE, "{took:?}");
        let (answer, ..) = ask(&[(0, Err(Exit::Unavailable)), (200, Err(Exit::Unavailable))]);
        assert_eq!(answer.unwrap_err().message(), "no local server answers: failure 0; failure 1");
    }

    #[test]
    fn a_refusal_ends_the_search() {
        let (answer, asked, _) = ask(&[(0, Err(Exit::Denied)), (0, Ok(()))]);
        assert_eq!((answer.unwrap_err().exit(), asked), (Exit::Denied, vec![0]));
        assert!(ask(&[]).0.is_err());
    }

    /// The same with a clock that only goes on while all wait: whom it was that answered, or the failure; who was asked
    /// after how many milliseconds, and when that was over.
    async fn timed(candidates: &[(u64, Result<(), Exit>)]) -> (Result<usize, (Exit, String)>, Vec<u64>, u64) {
        let (url, since) = ("local:x".parse().unwrap(), tokio::time::Instant::now());
        let elapsed = || u64::try_from(since.elapsed().as_millis()).unwrap();
        let asked = std::cell::RefCell::new(Vec::new());
        let outcome = hedged(&url, candidates.iter().enumerate(), async |(at, (ms, outcome))| {
            assert_eq!(asked.borrow().len(), at, "in the order of the candidates");
            asked.borrow_mut().push(elapsed());
            tokio::time::sleep(Duration::from_millis(*ms)).await;
            outcome.map(|()| at).map_err(|exit| Error::new(exit, format!("failure {at}")))
        });
        let outcome = outcome.await.map_err(|error| (error.exit(), error.message().to_owned()));
        (outcome, asked.into_inner(), elapsed())
    }

    /// Timers go by whole milliseconds, and fire at the end of the one they are for.
    #[track_caller]
    fn about(times: &[u64], expected: &[u64]) {
        let is_about = |(time, expected): (&u64, &u64)| (*expected..expected + 5).contains(time);
        assert!(times.len() == expected.len() && times.iter().zip(expected).all(is_about), "{times:?} {expected:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn servers_are_asked_one_after_the_other() {
        const DOWN: Result<(), Exit> = Err(Exit::Unavailable);
        const WELL: Result<(), Exit> = Ok(());
        for (candidates, answers, asked, end) in [
            (&[(50, WELL), (0, WELL)][..], 0, &[0][..], 50),
            (&[(149, WELL), (0, WELL)], 0, &[0], 149),
            // The slow one is heard if the others are slower.
            (&[(9000, WELL), (SILENT, WELL), (SILENT, WELL), (SILENT, WELL)], 0, &[0, 150, 300, 450], 9000),
            (&[(SILENT, WELL), (SILENT, WELL), (20, WELL), (0, WELL)], 2, &[0, 150, 300], 320),
            (&[(1000, WELL), (100, WELL)], 1, &[0, 150], 250),
            // Nobody waits for the next one's turn after a failure, early or late.
            (&[(0, DOWN), (0, DOWN), (10, WELL)], 2, &[0, 0, 0], 10),
            (&[(40, DOWN), (SILENT, WELL), (0, WELL)], 2, &[0, 40, 190], 190),
            (&[(200, DOWN), (SILENT, WELL), (SILENT, WELL), (0, WELL)], 3, &[0, 150, 200, 350], 350),
            // With nobody left to ask, those that were asked are waited for.
            (&[(5000, WELL), (10, DOWN)], 0, &[0, 150], 5000),
            (&[(10, DOWN), (5000, WELL)], 1, &[0, 10], 5010),
        ] {
            let (outcome, times, took) = timed(candidates).await;
            assert_eq!(outcome, Ok(answers), "{candidates:?}");
            about(&times, asked);
            about(&[took], &[end]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_denial_ends_it_whoever_says_it() {
        let (denied, well) = (Err(Exit::Denied), Ok(()));
        for (candidates, who, asked, end) in [
            (&[(0, denied), (0, well)][..], 0, &[0][..], 0),
            (&[(SILENT, well), (10, denied), (0, well)], 1, &[0, 150], 160),
            (&[(200, denied), (SILENT, well)], 0, &[0, 150], 200),
            (&[(0, Err(Exit::Unavailable)), (0, denied), (0, well)], 1, &[0, 0], 0),
            // Whatever is no silence is an answer.
            (&[(0, Err(Exit::Data)), (0, well)], 0, &[0], 0),
        ] {
            let (outcome, times, took) = timed(candidates).await;
            let exit = candidates[who].1.unwrap_err();
            assert_eq!(outcome, Err((exit, format!("failure {who}"))), "{candidates:?}");
            about(&times, asked);
            about(&[took], &[end]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn where_all_fail_each_is_told() {
        let down = Err(Exit::Unavailable);
        for (candidates, told) in [
            (&[(30, down)][..], "failure 0"),
            (&[(0, down), (0, down), (0, down)], "no local server answers: failure 0; failure 1; failure 2"),
            // As they failed.
            (&[(300, down), (50, down)], "no local server answers: failure 1; failure 0"),
            (&[], "no local server answers: "),
        ] {
            let (outcome, asked, _) = timed(candidates).await;
            assert_eq!(outcome, Err((Exit::Unavailable, told.to_owned())));
            assert_eq!(asked.len(), candidates.len());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn those_behind_the_first_answer_are_given_up() {
        let url = "local:x".parse().unwrap();
        let (under_way, ended) = (std::rc::Rc::new(()), std::cell::Cell::new(0));
        let answer = hedged(&url, [SILENT, SILENT, 10], async |ms| {
            let _here = std::rc::Rc::clone(&under_way);
            tokio::time::sleep(Duration::from_millis(ms)).await;
            ended.set(ended.get() + 1);
            Ok(ms)
        });
        assert_eq!(answer.await.unwrap(), 10);
        assert_eq!((std::rc::Rc::strong_count(&under_way), ended.get()), (1, 1));
    }

    #[cfg(feature = "etcd")]
    #[tokio::test]
    async fn in_turn_each_is_asked_until_one_answers() {
        let (url, all_down): (Url, _) = ("etcd://a,b,c".parse().unwrap(), [Some(Exit::Unavailable); 3]);
        for (outcomes, asked, exit) in [
            (&[None][..], 1, None),
            (&[Some(Exit::Unavailable), None], 2, None),
            (&[Some(Exit::Unavailable), Some(Exit::Denied)], 2, Some(Exit::Denied)),
            (&all_down, 3, Some(Exit::Unavailable)),
        ] {
            let hosts = std::cell::RefCell::new(Vec::new());
            let patience = Patience::of(Duration::from_secs(10));
            let outcome = in_turn(&url, &patience, async |host| {
                let at = hosts.borrow().len();
                hosts.borrow_mut().push(host.to_string());
                outcomes[at].map_or(Ok(()), |exit| Err(Error::new(exit, format!("failure {at}"))))
            });
            let outcome = outcome.await;
            let expected: Vec<String> = url.hosts()[..asked].iter().map(ToString::to_string).collect();
            assert_eq!(hosts.into_inner(), expected);
            assert_eq!(outcome.as_ref().err().map(Error::exit), exit);
            if exit == Some(Exit::Unavailable) {
                let told = "no etcd server answers: failure 0; failure 1; failure 2";
                assert_eq!(outcome.unwrap_err().message(), told);
            }
        }
    }
}
