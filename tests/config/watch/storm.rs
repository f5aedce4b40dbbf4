//! A watcher through everything at once: whatever happens, every release is seen in order, and the state is the same.
//!
//! `GOSYS_TEST_WATCH_STORM=writes,runs` asks for a longer one.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::{LONG, Own};
use crate::support::{Started, eventually};

/// Where nothing is said: a run of so long.
const SHORT: Duration = Duration::from_secs(12);

#[test]
fn every_release_is_seen_whatever_happens() {
    let long = std::env::var("GOSYS_TEST_WATCH_STORM").ok();
    let (writes, runs) = match long.as_deref().and_then(|text| text.split_once(',')) {
        Some((writes, runs)) => (writes.parse().unwrap(), runs.parse().unwrap()),
        None => (u64::MAX, 1),
    };
    for _ in 0..runs {
        let seed = if long.is_some() { rand::random() } else { 11 };
        Storm::new(seed).run(writes);
    }
}

struct Storm {
    own: Own,
    seed: u64,
    rng: StdRng,
    watcher: Option<Started>,
    releases: u64,
}

impl Storm {
    fn new(seed: u64) -> Self {
        let own = Own::new();
        own.space.put("k0=0");
        let watcher = Some(own.showing());
        Self { own, seed, rng: StdRng::seed_from_u64(seed), watcher, releases: 1 }
    }

    fn run(mut self, writes: u64) {
        let since = Instant::now();
        let mut next_fault = since + Duration::from_millis(500);
        for n in 0..writes {
            if writes == u64::MAX && since.elapsed() > SHORT {
                break;
            }
            self.write(n);
            if Instant::now() > next_fault {
                self.fault();
                next_fault = Instant::now() + Duration::from_millis(500);
            }
        }
        self.check();
    }

    fn write(&mut self, n: u64) {
        let key = format!("k{}", self.rng.random_range(0..5));
        match self.rng.random_range(0..10) {
            0..6 => {
                // The answer may be lost with its server; what was done is found out by the number.
                let end = self.own.space.config(["set", &format!("{key}=r{n}"), "--rebase"]).end();
                if let Ok(number) = end.stdout.trim().parse() {
                    self.releases = number;
                }
            }
            6..8 => self.own.put_past(&key, &format!("e{n}")),
            8 => {
                self.own.ctl(&["txn"], &format!("\nput /app/{key} t{n}\nput /app/other t{n}\n\n\n"));
            }
            _ => {
                self.own.ctl(&["del", &format!("/app/{key}")], "");
            }
        }
    }

    fn fault(&mut self) {
        match self.rng.random_range(0..5) {
            0 => self.own.server.restart(),
            1 => {
                self.own.server.stop();
                std::thread::sleep(Duration::from_millis(self.rng.random_range(100..1500)));
                self.own.server.resume();
            }
            2 => {
                if let Some(watcher) = self.watcher.take() {
                    watcher.signal("KILL");
                    assert_eq!(watcher.end().code(), 137);
                }
            }
            _ => self.own.compact(),
        }
        if self.watcher.is_none() && self.rng.random_bool(0.7) {
            self.watcher = Some(self.own.showing());
        }
    }

    fn check(mut self) {
        self.own.space.put("end=1");
        self.releases += 1;
        let watcher = self.watcher.take().unwrap_or_else(|| self.own.showing());
        let own = &self.own;
        eventually(4 * LONG, "the end is seen", || own.space.text("shown").contains("\"key\":\"end\""));
        stop_quietly(watcher);
        let batches: Vec<serde_json::Value> =
            own.space.lines("shown").iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        let mut state: BTreeMap<String, String> = BTreeMap::from([("k0".to_owned(), "0".to_owned())]);
        let mut seen = 1;
        for batch in &batches {
            if batch["external"] == false {
                let release = batch["release"].as_u64().unwrap();
                assert!(release <= seen + 1, "seed {}: release {release} after {seen}", self.seed);
                seen = seen.max(release);
            }
            for change in batch["changes"].as_array().unwrap() {
                let key = change["key"].as_str().unwrap().to_owned();
                match change["to"].as_str() {
                    Some(value) => state.insert(key, value.to_owned()),
                    None => state.remove(&key),
                };
            }
        }
        // What was written past gosys is listed too, without a number.
        let log = own.space.config(["log", "-o", "json"]).end().stdout;
        let records = log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        assert_eq!(records.filter_map(|record| record["release"].as_u64()).max(), Some(seen));
        let text = own.ctl(&["get", "--prefix", "/app/"], "");
        let lines: Vec<&str> = text.lines().collect();
        let there: BTreeMap<String, String> = lines
            .chunks(2)
            .map(|pair| (pair[0].strip_prefix("/app/").unwrap().to_owned(), pair[1].to_owned()))
            .collect();
        assert_eq!(state, there, "seed {}", self.seed);
    }
}

/// What it says of servers that were away is no matter here.
fn stop_quietly(watcher: Started) {
    watcher.signal("TERM");
    assert_eq!(watcher.end().code(), 143);
}
