//! Taking places and giving them up.

use super::*;
use crate::support::servers::{Kind, Options};
use gosys::lock::Left;

const S: Mode = Mode::Shared;

#[test]
fn the_life_of_a_lock() {
    let (site, name) = (Site::shared(), namespace());
    let grant = site.take(&bid(&name));
    let token = &grant.token;
    assert_eq!((grant.ttl, grant.fences.len()), (Duration::from_secs(30), 1));
    assert_eq!(site.acquire(&bid(&name)).unwrap(), None);
    let queue = site.queue(&name);
    let one = &queue[0];
    assert_eq!((queue.len(), one.holds, one.fence), (1, true, grant.fences[0]));
    assert_eq!((one.id.as_str(), &one.about, one.mode), (token.id(), &bid(&name).about, Mode::Exclusive));
    let left = |token: &Token| site.locks(|locks| locks.left(&lock(&name), token)).unwrap();
    let Some(Left::For(span)) = left(token) else { panic!() };
    assert!(span > Duration::from_secs(20) && span <= Duration::from_secs(30), "{span:?}");
    let other: Token = "somebody".parse().unwrap();
    assert_eq!(left(&other), None);
    assert!(!site.release(&name, &other));
    assert!(site.release(&name, token));
    assert!(!site.release(&name, token));
    assert_eq!((left(token), site.queue(&name).len()), (None, 0));
    assert_eq!(parts(redis(), &name), "f");
    let next = site.take(&bid(&name));
    assert!(next.fences[0] > grant.fences[0]);
}

#[test]
fn a_token_is_bound_to_its_name() {
    let (site, name, other) = (Site::shared(), namespace(), namespace());
    let (grant, _other) = (site.take(&bid(&name)), site.take(&bid(&other)));
    assert!(!site.release(&other, &grant.token));
    assert_eq!(site.queue(&other).len(), 1);
}

#[test]
fn a_renewal_begins_the_ttl_anew_and_may_change_it() {
    let (site, name) = (Site::shared(), namespace());
    let grant = site.take(&with_ttl(&name, 2000));
    let renew = |ttl| site.locks(|locks| locks.renew(&lock(&name), &grant.token, ttl)).unwrap();
    assert_eq!(renew(None), Some(Duration::from_secs(2)));
    assert_eq!(renew(Some(Duration::from_secs(100))), Some(Duration::from_secs(100)));
    let Some(Left::For(left)) = site.queue(&name)[0].left else { panic!() };
    assert!(left > Duration::from_secs(90), "{left:?}");
    assert_eq!(renew(None), Some(Duration::from_secs(100)));
    assert_eq!(site.queue(&name)[0].fence, grant.fences[0]);
    assert!(site.release(&name, &grant.token));
    assert_eq!((renew(None), renew(Some(SOON))), (None, None));
    assert_eq!(parts(redis(), &name), "f");
}

#[test]
fn first_come_first_served() {
    let (site, name) = (Site::shared(), namespace());
    let first = site.take(&bid(&name));
    let waiters: Vec<_> = (0..5).map(|_| site.queue_up(&bid(&name))).collect();
    assert!(site.release(&name, &first.token));
    let mut fence = first.fences[0];
    for (at, waiter) in waiters.iter().enumerate() {
        let grant = granted(waiter);
        assert!(grant.fences[0] > fence);
        fence = grant.fences[0];
        for behind in &waiters[at + 1..] {
            assert_eq!(behind.now(), News::Waiting);
        }
        assert!(waiter.stop());
    }
    assert_eq!(parts(redis(), &name), "f");
}

#[test]
fn shared_locks_go_together_and_nobody_is_overtaken() {
    let (site, name) = (Site::shared(), namespace());
    let readers = [site.take(&with_mode(&name, S)), site.take(&with_mode(&name, S))];
    let writer = site.queue_up(&bid(&name));
    assert_eq!(site.acquire(&with_mode(&name, S)).unwrap(), None);
    let late = site.queue_up(&with_mode(&name, S));
    assert!(site.release(&name, &readers[0].token));
    assert_eq!((writer.now(), late.now()), (News::Waiting, News::Waiting));
    assert!(site.release(&name, &readers[1].token));
    granted(&writer);
    assert_eq!(late.now(), News::Waiting);
    assert!(writer.stop());
    granted(&late);
    assert!(late.stop());
}

#[test]
fn as_many_as_there_are_slots() {
    let (site, name) = (Site::shared(), namespace());
    let two = with_mode(&name, Mode::Slots(2));
    let held = [site.take(&two), site.take(&two)];
    let waiters = [site.queue_up(&two), site.queue_up(&two)];
    assert!(site.release(&name, &held[1].token));
    granted(&waiters[0]);
    assert_eq!(waiters[1].now(), News::Waiting);
    assert!(waiters[0].stop());
    granted(&waiters[1]);
    assert!(waiters[1].stop());
}

#[test]
fn several_names_are_taken_all_or_none() {
    let (site, prefix) = (Site::shared(), namespace());
    let names = ["a", "b"].map(|end| format!("{prefix}.{end}"));
    let both = Bid { names: names.iter().map(|name| lock(name)).collect(), ..bid(&names[0]) };
    let one = site.take(&bid(&names[1]));
    assert_eq!(site.acquire(&both).unwrap(), None);
    assert_eq!(parts(redis(), &names[0]), "f");
    let waiter = site.keep(&both);
    eventually(SOON, "it waits for the second", || site.queue(&names[1]).len() == 2);
    // Somebody who comes and goes behind it must not make it ask for ever.
    assert_eq!(site.acquire(&bid(&names[0])).unwrap(), None);
    assert!(site.release(&names[1], &one.token));
    let grant = granted(&waiter);
    assert_eq!(grant.fences.len(), 2);
    assert!(waiter.stop());
    assert_eq!(names.each_ref().map(|name| parts(redis(), name)), ["f", "f"]);
}

#[test]
fn whoever_is_put_out_finds_why() {
    let (site, name) = (Site::shared(), namespace());
    let keeper = site.keep(&bid(&name));
    let grant = granted(&keeper);
    let evict = |only: Option<&str>| site.locks(|locks| locks.evict(&lock(&name), only, "enough")).unwrap();
    assert_eq!(evict(Some("somebody")), 0);
    assert_eq!(evict(Some(grant.token.id())), 1);
    let (took, _) = loses(&keeper);
    eventually(SOON, "it reads why", || keeper.note().as_deref() == Some("enough"));
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(keeper.stop());
    assert_eq!((evict(None), parts(redis(), &name).as_str()), (0, "f"));
    let note = say(redis(), &format!("PTTL {}", key(&name, &format!("n:{}", grant.token.id()))));
    assert!(note[1..].parse::<u64>().unwrap() <= 86_400_000, "{note}");
}

#[test]
fn any_name_will_do() {
    let (site, prefix) = (Site::shared(), namespace());
    let ends = ["{", "}", "{}", "%7B", "a b", "é*", "[x]?\\", "a"];
    let mut names: Vec<LockName> = ends.iter().map(|end| lock(&format!("{prefix}{end}"))).collect();
    names.sort();
    let grants: Vec<_> = names.iter().map(|name| site.take(&bid(name.as_str()))).collect();
    let listed = |prefix: &str| site.locks(|locks| locks.names(prefix)).unwrap();
    assert_eq!(listed(&prefix), names);
    for name in &names {
        assert!(listed(name.as_str()).contains(name), "{name}");
    }
    assert_eq!(listed(&format!("{prefix}[x]?\\")).len(), 1);
    assert!(listed(&format!("{prefix}*")).is_empty());
    for (name, grant) in names.iter().zip(grants) {
        assert!(site.release(name.as_str(), &grant.token));
    }
    assert!(listed(&prefix).is_empty());
}

#[test]
fn the_fence_outlives_the_lock_by_a_day_or_two_ttls() {
    let (site, name) = (Site::shared(), namespace());
    let pttl = || say(redis(), &format!("PTTL {}", key(&name, "f")))[1..].parse::<u64>().unwrap();
    let day = 86_400_000;
    site.release(&name, &site.take(&bid(&name)).token);
    assert!((day - 60_000..=day).contains(&pttl()), "{}", pttl());
    site.release(&name, &site.take(&with_ttl(&name, 2 * day)).token);
    assert!((4 * day - 60_000..=4 * day).contains(&pttl()), "{}", pttl());
    site.release(&name, &site.take(&bid(&name)).token);
    assert!(pttl() > 3 * day, "{}", pttl());
}

#[test]
fn a_record_that_is_none_is_refused() {
    let (site, name) = (Site::shared(), namespace());
    site.take(&bid(&name));
    say(redis(), &format!("HSET {} other {{}}", key(&name, "q")));
    assert_eq!(site.queue(&name).len(), 1);
    say(redis(), &format!("ZADD {} 9999999999999 other", key(&name, "d")));
    let error = site.locks(|locks| locks.queue(&lock(&name))).unwrap_err();
    assert_eq!(error.exit().code(), 65);
    assert!(error.message().contains(&key(&name, "q")), "{error}");
}

/// A short script pays for every question, and for every connection: taking is one, renewing and releasing are two, for
/// the token is looked for first.
#[test]
fn a_verb_asks_few_questions_on_one_connection() {
    let server = Server::own(Kind::Redis, Options::default());
    let (site, name) = (Site::at(&server.url()), namespace());
    assert_eq!(say(&server, "CONFIG RESETSTAT"), "+OK");
    let grant = site.take(&bid(&name));
    let renew = |ttl| site.locks(|locks| locks.renew(&lock(&name), &grant.token, ttl)).unwrap();
    assert_eq!(renew(Some(SOON)), Some(SOON));
    assert!(site.release(&name, &grant.token));
    let about = server.ask("INFO everything\r\n").unwrap();
    assert!(about.contains("cmdstat_eval:calls=5,"), "{about}");
    // The last of the four is ours.
    assert!(about.contains("total_connections_received:4\r\n"), "{about}");
    for greeting in ["hello", "client", "auth", "select"] {
        assert!(!about.contains(&format!("cmdstat_{greeting}")), "{greeting}");
    }
}

#[test]
fn the_fence_is_forgotten_only_where_nobody_is() {
    let (site, name) = (Site::shared(), namespace());
    let forget = || site.locks(|locks| locks.forget(&lock(&name))).unwrap();
    let held = site.take(&bid(&name));
    forget();
    assert_eq!(parts(redis(), &name), "qdf");
    assert!(site.release(&name, &held.token));
    assert_eq!(parts(redis(), &name), "f");
    forget();
    assert_eq!(parts(redis(), &name), "");
    forget();
    // By the server's clock, and so larger all the same.
    let next = site.take(&bid(&name));
    assert!(next.fences[0] > held.fences[0]);
}
