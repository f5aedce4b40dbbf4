//! A server that forgets what was: releases carry their values, and a watcher misses none.

use std::time::Duration;

use gosys::config::tree::Digest;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;

use super::Space;
use super::watch::{LONG, Own, fold, stop};
use crate::support::eventually;
use crate::support::proxy::Proxy;
use crate::support::servers::{Kind, Options, Server};

#[test]
fn what_was_is_read_and_brought_back_after_the_server_has_forgotten_it() {
    for server in [Server::own(Kind::Etcd, Options::default()), Server::etcd35(Options::default())] {
        let own = Own::on(server);
        let space = &own.space;
        let mut rng = StdRng::seed_from_u64(5);
        for _ in 0..10 {
            let words: Vec<String> = (0..4).map(|key| format!("k{key}={}", rng.random_range(0..3_u8))).collect();
            let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
            words.truncate(rng.random_range(1..=4));
            assert_eq!(space.config([&["set"], &words[..]].concat()).end().code(), 0, "{words:?}");
            own.put_past("external", "x");
        }
        space.config(["unset", "k0"]).end().like(0, "\n", "");
        let log = space.json(&["log"]);
        let seen = |number: u64| {
            let number = number.to_string();
            let words = [&["show", &number][..], &["diff", &number], &["diff", &number, "head"], &["ls", "--values"]];
            words.map(|words| space.config(words).end().stdout)
        };
        let numbers = space.numbers();
        let before: Vec<_> = numbers.iter().map(|number| seen(*number)).collect();
        own.compact();
        own.ctl(&["defrag"], "");
        let after: Vec<_> = numbers.iter().map(|number| seen(*number)).collect();
        assert_eq!(after, before);
        let last = format!("{}\n", numbers.len());
        let run = "grep -q k0 $GOSYS_CONFIG_FILE";
        space.config(["bisect", "-q", "--good", "1", "--run", run]).end().is(0, &last, "");
        for release in log.iter().filter(|line| line["release"].is_u64()) {
            let number = release["release"].to_string();
            let end = space.config(["rollback", "--to", &number, "--force", "-o", "json"]).end();
            let made: Value = serde_json::from_str(&end.stdout).unwrap();
            let now = space.tree("head");
            assert_eq!((end.code(), release["digest"].as_str()), (0, Some(&*Digest::of(&now).to_string())), "{made}");
            assert_eq!(now, space.tree(&number));
            own.compact();
        }
        space.config(["drift"]).end().is(0, "", "");
    }
}

/// Whatever a watcher is just being told, between any two answers more is written and all of it forgotten.
#[test]
fn a_compaction_between_any_two_answers_is_no_loss() {
    let own = Own::new();
    let proxy = Proxy::to(own.server.port);
    let wire = Space { url: format!("etcd://127.0.0.1:{}/app", proxy.port), ..Space::local() };
    own.space.put("n=0");
    stop(wire.watching(&[]));
    let mut pieces = 0;
    for piece in 1.. {
        proxy.hold(piece);
        let line = "exec gosys config watch --bookmark at -o json >>shown";
        let watcher = wire.scratch.sh(line).env("GOSYS_BACKEND", &wire.url).within(4 * LONG).start();
        let since = std::time::Instant::now();
        while !proxy.has_lost() && since.elapsed() < Duration::from_secs(1) {
            std::thread::sleep(Duration::from_millis(2));
        }
        let is_held = proxy.has_lost();
        own.space.put(&format!("n={piece}"));
        own.put_past("past", &format!("{piece}"));
        own.ctl(&["del", "/app/gone"], "");
        own.space.put(&format!("gone={piece}"));
        own.compact();
        proxy.release();
        own.space.put(&format!("end={piece}"));
        eventually(LONG, "all of it is shown", || {
            let told = fold(&wire.lines("shown"));
            ["end", "past", "gone", "n"].iter().all(|key| told.get(*key) == Some(&piece.to_string()))
        });
        stop(watcher);
        if !is_held {
            pieces = piece - 1;
            break;
        }
    }
    assert!(pieces > 3, "{pieces} pieces were held");
    let mut seen = 1;
    for line in wire.lines("shown") {
        let batch: Value = serde_json::from_str(&line).unwrap();
        if batch["external"] == false {
            let release = batch["release"].as_u64().unwrap();
            // Whoever was ended before it had noted what it has told tells it again.
            assert!(release <= seen + 1, "release {release} after {seen}: {line}");
            seen = seen.max(release);
        }
    }
    assert_eq!(own.space.numbers().last(), Some(&seen));
    let there = own.ctl(&["get", "--prefix", "/app/"], "");
    let there: Vec<&str> = there.lines().collect();
    let there = there.chunks(2).map(|pair| (pair[0]["/app/".len()..].to_owned(), pair[1].to_owned()));
    assert_eq!(fold(&wire.lines("shown")), there.collect());
}
