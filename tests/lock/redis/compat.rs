//! Plain keys: the locks that other libraries make with `SET NX PX`, both ways.

use super::*;
use crate::support::Scratch;

/// As the documentation of Redis has it.
const RELEASE: &str = r#"redis-cli -p "$PORT" eval "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) else return 0 end" 1 "$NAME" "$TOKEN""#;
const ACQUIRE: &str = r#"redis-cli -p "$PORT" set "$NAME" "$TOKEN" nx px "${PX:-30000}""#;

/// What a script with redis-cli prints.
fn script(line: &str, name: &str, token: &str) -> String {
    let scratch = Scratch::new();
    let port = redis().port.to_string();
    let end = scratch.sh(line).env("PORT", port).env("NAME", name).env("TOKEN", token).end();
    assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    end.stdout.trim().to_owned()
}

fn site() -> Site {
    Site::shared().compat()
}

#[test]
fn a_script_keeps_us_out_and_lets_us_in() {
    let name = namespace();
    assert_eq!(script(ACQUIRE, &name, "theirs"), "OK");
    assert_eq!(site().acquire(&bid(&name)).unwrap(), None);
    let queue = site().queue(&name);
    assert_eq!((queue.len(), queue[0].id.as_str(), queue[0].holds, queue[0].fence), (1, "theirs", true, None));
    let waiter = site().keep(&bid(&name));
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(waiter.now(), News::Waiting);
    let since = Instant::now();
    assert_eq!(script(RELEASE, &name, "theirs"), "1");
    assert_eq!(granted(&waiter).fences, [None]);
    assert!(since.elapsed() < Duration::from_secs(2), "{:?}", since.elapsed());
    assert!(waiter.stop());
    assert_eq!(say(redis(), &format!("EXISTS {name}")), ":0");
}

#[test]
fn we_keep_a_script_out_and_it_can_release_what_is_ours() {
    let name = namespace();
    let grant = site().take(&bid(&name));
    assert_eq!(script(ACQUIRE, &name, "theirs"), "");
    assert_eq!(script(RELEASE, &name, "theirs"), "0");
    let pttl: u64 = say(redis(), &format!("PTTL {name}"))[1..].parse().unwrap();
    assert!((20_000..=30_000).contains(&pttl), "{pttl}");
    assert_eq!(script(RELEASE, &name, grant.token.reveal()), "1");
    assert!(!site().release(&name, &grant.token));
}

#[test]
fn their_time_is_over() {
    let name = namespace();
    assert_eq!(script(&format!("PX=700; {ACQUIRE}"), &name, "theirs"), "OK");
    let waiter = site().keep(&bid(&name));
    granted(&waiter);
    std::thread::sleep(Duration::from_millis(100));
    say(redis(), &format!("DEL {name}"));
    loses(&waiter);
    assert!(waiter.stop());
}

#[test]
fn renewing_and_losing() {
    let name = namespace();
    let grant = site().take(&with_ttl(&name, 2000));
    let renew = |ttl| site().locks(|locks| locks.renew(&lock(&name), &grant.token, ttl));
    let error = renew(None).unwrap_err();
    assert_eq!((error.exit().code(), error.message()), (2, "a plain key does not tell how long its lock lasts"));
    assert_eq!(renew(Some(Duration::from_secs(100))).unwrap(), Some(Duration::from_secs(100)));
    let evict = |only| site().locks(|locks| locks.evict(&lock(&name), only, "no")).unwrap();
    assert_eq!((evict(Some("other")), evict(Some(grant.token.id()))), (0, 1));
    assert_eq!(renew(Some(SOON)).unwrap(), None);
    assert_eq!(site().locks(|locks| locks.left(&lock(&name), &grant.token)).unwrap(), None);
}

#[test]
fn a_plain_key_has_one_holder_and_no_list() {
    let name = namespace();
    for mode in [Mode::Shared, Mode::Slots(2)] {
        let error = site().acquire(&with_mode(&name, mode)).unwrap_err();
        assert_eq!(error.exit().code(), 2);
        assert!(error.message().starts_with("a plain key has one holder"), "{error}");
    }
    assert_eq!(site().locks(|locks| locks.names("")).unwrap_err().exit().code(), 2);
    assert_eq!(say(redis(), &format!("EXISTS {name}")), ":0");
}

#[test]
fn a_key_that_is_something_else_is_left_alone() {
    let name = namespace();
    say(redis(), &format!("SADD {name} x"));
    let error = site().acquire(&bid(&name)).unwrap_err();
    assert_eq!(error.exit().code(), 65);
    assert!(error.message().contains("wrong kind of value"), "{error}");
    assert_eq!(say(redis(), &format!("SCARD {name}")), ":1");
    say(redis(), &format!("DEL {name}"));
    say(redis(), &format!("SET {name} forever"));
    assert_eq!((site().acquire(&bid(&name)).unwrap(), site().queue(&name)[0].left), (None, None));
    say(redis(), &format!("DEL {name}"));
}
