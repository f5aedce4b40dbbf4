//! Sixteen processes at one limit: never one more than it allows, and hardly one less.
//!
//! `GOSYS_LONG=1` asks for ten seconds, and for 99 % of what is allowed as well.

use std::thread;
use std::time::{Duration, Instant};

use super::{Place, on_every_backend};

on_every_backend!(never_one_more_than_the_limit_allows);

const PROCESSES: usize = 16;
/// What a debug build can keep up with when the machine has other work.
const A_SECOND: u32 = 20;
const BURST: u32 = 10;

fn never_one_more_than_the_limit_allows(place: &Place) {
    let long = std::env::var_os("GOSYS_LONG").is_some();
    let span = Duration::from_secs(if long { 10 } else { 2 });
    let (key, limit, burst) = (place.key(), format!("{A_SECOND}/s"), BURST.to_string());
    let words = ["--limit", &limit, "--burst", &burst];
    place.leave(&key, &burst, &words);
    let (since, taking) = (Instant::now(), || place.take(&key, &words).end());
    let admitted: u32 = thread::scope(|scope| {
        let worker = || {
            let mut admitted = 0;
            while since.elapsed() < span {
                let end = taking();
                assert!(matches!(end.code(), 0 | 1) && end.stderr.is_empty(), "{end:?}");
                admitted += u32::from(end.code() == 0);
            }
            admitted
        };
        let workers: Vec<_> = (0..PROCESSES).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    // From before the first was asked to after the last had answered, which is more than passed on any clock.
    let most = f64::from(A_SECOND) * since.elapsed().as_secs_f64() + f64::from(BURST);
    assert!(f64::from(admitted) <= most, "{admitted} of {most}");
    assert!(admitted >= BURST, "{admitted}");
    let least = 0.99 * (f64::from(A_SECOND) * span.as_secs_f64() + f64::from(BURST));
    assert!(!long || f64::from(admitted) >= least, "{admitted} of {least}");
}
