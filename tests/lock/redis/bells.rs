//! Who is woken by a release: whoever may hold now, and hardly anybody else.

use super::*;
use crate::support::servers::{Kind, Options};

/// Less than after what time whoever waits looks by itself.
const WOKEN: Duration = Duration::from_secs(4);

/// How many scripts the server has run.
fn scripts(server: &Server) -> u32 {
    let stats = server.ask("INFO commandstats\r\n").unwrap();
    let calls = stats.split("cmdstat_eval:calls=").nth(1).unwrap_or("0");
    calls.split(',').next().unwrap().parse().unwrap()
}

fn keys(server: &Server, name: &str) -> Vec<String> {
    let keys = server.ask(&format!("KEYS gosys:lock:{{{name}}}*\r\n")).unwrap();
    keys.lines().filter(|line| line.starts_with("gosys")).map(str::to_owned).collect()
}

#[test]
fn of_twenty_who_wait_a_release_wakes_one() {
    let server = Server::own(Kind::Redis, Options::default());
    let (site, name) = (Site::at(&server.url()), namespace());
    let mut keepers = vec![site.keep(&bid(&name))];
    granted(&keepers[0]);
    keepers.extend((0..20).map(|_| site.queue_up(&bid(&name))));
    std::thread::sleep(Duration::from_millis(300));
    let hand_over = |at: usize| {
        let before = scripts(&server);
        assert!(keepers[at].stop());
        granted(&keepers[at + 1]);
        std::thread::sleep(Duration::from_millis(200));
        scripts(&server) - before
    };
    let counts: Vec<u32> = (0..5).map(hand_over).collect();
    // Leaving, and the next one's two looks. Everybody looks every five seconds besides, so not each count is exact.
    assert!(*counts.iter().min().unwrap() <= 5, "{counts:?}");
    assert!(keepers[counts.len()..].iter().rev().all(Keeper::stop));
    assert_eq!(keys(&server, &name), [key(&name, "f")]);
}

/// By a number from nowhere: what this contender asks for, and whether it gives up early.
fn wish(random: u32) -> (Mode, bool) {
    let mode = match random % 8 {
        0..3 => Mode::Exclusive,
        3..5 => Mode::Shared,
        slots => Mode::Slots(slots - 4),
    };
    (mode, (random / 8).is_multiple_of(4))
}

fn come_and_go(site: &Site, name: &str, seed: u32) {
    let mut random = seed;
    for turn in 0..20 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (mode, gives_up) = wish(random >> 16);
        let (keeper, since) = (site.keep(&with_mode(name, mode)), Instant::now());
        while !gives_up && holds(&keeper).is_none() {
            assert!(since.elapsed() < WOKEN, "{mode:?} in turn {turn} of {seed}");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(u64::from(random >> 24) % 16));
        assert!(keeper.stop());
    }
}

#[test]
fn nobody_is_forgotten() {
    let (site, name) = (Site::shared(), namespace());
    std::thread::scope(|scope| {
        for seed in 1..=8 {
            let (site, name) = (&site, &name);
            scope.spawn(move || come_and_go(site, name, seed));
        }
    });
    assert_eq!(keys(redis(), &name), [key(&name, "f")]);
}

/// A place that was left behind by whoever died is over at its own time, which whoever is behind it knows.
#[test]
fn a_release_that_rings_for_somebody_dead_holds_nobody_up() {
    let (site, name) = (Site::shared(), namespace());
    let first = site.take(&bid(&name));
    let short = Duration::from_millis(1500);
    // It takes a place and keeps it without ever asking again.
    let token = "d".repeat(32);
    let record = "{\"ttl_ms\":1500,\"mode\":\"exclusive\",\"owner\":\"me\",\"host\":\"here\",\"pid\":7,\"since_ms\":1}";
    let record = record.replacen('{', "{\"seq\":9000000000000000,", 1);
    let since = Instant::now();
    let at = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap() + short;
    assert_eq!(say(redis(), &format!("HSET {} {token} '{record}'", key(&name, "q"))), ":1");
    assert_eq!(say(redis(), &format!("ZADD {} {} {token}", key(&name, "d"), at.as_millis())), ":1");
    assert_eq!(say(redis(), &format!("SET {} 9000000000000000 PX 60000", key(&name, "f"))), "+OK");
    let waiter = site.queue_up(&bid(&name));
    assert!(site.release(&name, &first.token));
    granted(&waiter);
    assert!(since.elapsed() >= short);
    assert!(waiter.stop());
}
