//! Options of `gosys lock` on every backend: each by its long name, at its bounds, and with those it is given beside.

use std::time::Duration;

use serde_json::Value;

use super::conformance::{Place, on_every_backend, timed};
use crate::backend::refusing_port;

on_every_backend!(
    an_owner_is_any_line_of_text,
    to_wait_for_nothing_is_one_look,
    variables_say_how_long_and_flags_win,
    three_names_are_checked_and_renewed_together,
    one_of_three_that_is_lost_does_not_keep_the_others,
    the_same_name_twice_is_one_lock,
    ways_to_hold_that_do_not_go_together,
    the_code_for_a_taken_lock_is_for_nothing_else,
    the_shortest_ttl,
    a_command_that_may_go_on_is_told_of_in_the_end,
    a_lock_that_nobody_holds_has_no_token_that_fits,
    a_watcher_tells_programs_what_it_tells_people,
    the_reason_may_be_empty_and_the_token_may_not,
    what_was_lost_just_before_the_end_is_told,
);

/// What a list shows of the first in the queue.
fn holder(place: &Place, name: &str) -> Value {
    place.json(&["status", name])[0]["queue"][0].clone()
}

fn an_owner_is_any_line_of_text(place: &Place) {
    for owner in ["", " ", "--ttl", "a=b c", "Ünï ✓ 名", "'\"\\$(id)`", "{\"x\":1}", "a,b;c:d|e%20", "bidi\u{202e}x"]
    {
        let name = place.name();
        let token = place.acquire(&[&name, &format!("--owner={owner}")]);
        assert_eq!(holder(place, &name)["owner"], owner);
        // On a line for people nothing turns the line around.
        let end = place.lock(&["status", &name]).end();
        assert_eq!((end.code(), end.stderr.as_str(), end.stdout.lines().count()), (0, "", 2), "{owner:?}");
        assert!(!end.stdout.contains('\u{202e}'), "{:?}", end.stdout);
        let busy = place.lock(&["acquire", &name]).end().like(75, "", "is taken\nhint: held by ");
        assert_eq!(busy.stderr.lines().count(), 2, "{owner:?}: {}", busy.stderr);
        place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    }
    for odd in ["a\nb", "a\tb", "\u{1b}[31m", "\u{85}"] {
        let end = place.lock(&["acquire", &place.name(), &format!("--owner={odd}")]).end();
        end.like(2, "", "an owner cannot hold control characters");
    }
}

fn to_wait_for_nothing_is_one_look(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--wait", "0s"]);
    for words in [&["acquire", &name, "--wait", "0s"][..], &["run", &name, "--wait", "0s", "--", "echo", "ran"]] {
        let (end, took) = timed(|| place.lock(words).end());
        let _ = end.like(75, "", "is still taken after ");
        assert!(took < Duration::from_secs(3), "{words:?}: {took:?}");
    }
    assert_eq!(place.json(&["status", &name])[0]["queue"].as_array().unwrap().len(), 1);
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    place.lock(&["run", &name, "--wait", "0s", "--", "echo", "ran"]).end().is(0, "ran\n", "");
    for wrong in ["0", "-1s", "1", "", "1 fortnight"] {
        let end = place.lock(&["acquire", &name, &format!("--wait={wrong}")]).end();
        end.like(2, "", "write a number and a unit");
    }
}

fn variables_say_how_long_and_flags_win(place: &Place) {
    let name = place.name();
    let ttl = |words: &[&str]| {
        let words = [&["acquire", &name, "-o", "json"], words].concat();
        let end = place.lock(&words).env("GOSYS_TTL", "7s").env("GOSYS_WAIT", "20s").end();
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{words:?}");
        let record: Value = serde_json::from_str(&end.stdout).unwrap();
        let token = record["token"].as_str().unwrap().to_owned();
        place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
        record["ttl_ms"].as_u64().unwrap()
    };
    assert_eq!((ttl(&[]), ttl(&["--ttl", "9s"])), (7000, 9000));
    let token = place.acquire(&[&name]);
    // What a variable says goes with every flag of the same matter, in silence.
    let waits = |words: &[&str]| {
        let words = [&["run", &name], words, &["--", "true"]].concat();
        let (end, took) = timed(|| place.lock(&words).env("GOSYS_WAIT", "900ms").end());
        let end = end.like(75, "", "taken");
        (end.stderr.contains("is still taken"), took)
    };
    let (said, took) = waits(&[]);
    assert!(said && took >= Duration::from_millis(900) && took < Duration::from_secs(5), "{took:?}");
    let (said, _) = waits(&["--try"]);
    assert!(!said, "--try waits for nothing");
    let (said, took) = waits(&["--wait", "0s"]);
    assert!(said && took < Duration::from_secs(3), "{took:?}");
    for (variable, key) in [("GOSYS_TTL", "ttl"), ("GOSYS_WAIT", "wait"), ("GOSYS_GRACE", "grace")] {
        let end = place.lock(&["run", &name, "--", "true"]).env(variable, "5").end();
        let end = end.like(78, "", &format!("{key} is `5` by variable {variable}: the duration has no unit"));
        assert!(end.stderr.contains("hint: `gosys settings` shows"), "{}", end.stderr);
    }
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn three_names_are_checked_and_renewed_together(place: &Place) {
    let names = [place.name(), place.name(), place.name()];
    let all = [names[0].as_str(), "--also", &names[1], "--also", &names[2]];
    let token = place.acquire(&[&all[..], &["--ttl", "10s"]].concat());
    let with = |words: &[&str]| place.lock(&[words, &all[..], &["--token", &token]].concat()).end();
    let records = |words: &[&str]| {
        let end = with(&[words, &["-o", "json"]].concat());
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{words:?}");
        end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let checked = records(&["check", "--margin", "2s"]);
    let told: Vec<_> = checked.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(told, names);
    for one in &checked {
        assert_eq!((&one["schema"], &one["enough"]), (&"gosys.lock-check.v1".into(), &true.into()), "{one}");
        assert!((2_000..=10_000).contains(&one["left_ms"].as_u64().unwrap()), "{one}");
    }
    let end = with(&["check", "--margin", "1h"]);
    assert_eq!((end.code(), end.stdout.lines().count(), end.stderr.as_str()), (1, 3, ""), "{}", end.stdout);
    let renewed = records(&["renew", "--ttl", "8s"]);
    assert_eq!(renewed.len(), 3);
    for (one, name) in renewed.iter().zip(&names) {
        assert_eq!((&one["schema"], &one["name"]), (&"gosys.lock-renewal.v1".into(), &name.as_str().into()));
        assert!(one["ttl_ms"].as_u64().unwrap() >= 8000 && one["expires_at"].as_str().unwrap().ends_with('Z'), "{one}");
    }
    with(&["renew", "-q"]).is(0, "", "");
    with(&["release"]).is(0, "", "");
    with(&["check"]).like(76, "", &format!("the lock `{}` is not held by this token", names[0]));
}

fn one_of_three_that_is_lost_does_not_keep_the_others(place: &Place) {
    let names = [place.name(), place.name(), place.name()];
    let all = [names[0].as_str(), "--also", &names[1], "--also", &names[2]];
    let token = place.acquire(&all);
    place.lock(&["break", &names[1], "--yes", "--reason", "for the test"]).end().is(0, "", "");
    let lost = format!("the lock `{}` is not held by this token any more: it was broken by ", names[1]);
    for verb in ["check", "renew"] {
        let end = place.lock(&[&[verb], &all[..], &["--token", &token, "-o", "json"]].concat()).end();
        let error: Value = serde_json::from_str(&end.stderr).unwrap();
        assert_eq!((end.code(), &error["kind"], &error["retryable"]), (76, &"lost".into(), &false.into()));
        assert!(error["message"].as_str().unwrap().starts_with(&lost), "{verb}: {error}");
    }
    // Whoever gives all back is told of the one, and has given back the rest.
    place.lock(&[&["release"], &all[..], &["--token", &token]].concat()).end().like(76, "", &lost);
    for name in &names {
        place.lock(&["status", name]).end().is(1, &format!("the lock `{name}` is free\n"), "");
    }
}

fn the_same_name_twice_is_one_lock(place: &Place) {
    let name = place.name();
    let records = place.json(&["acquire", &name, "--also", &name, "--also", &name]);
    assert_eq!(records.len(), 1);
    let token = records[0]["token"].as_str().unwrap();
    place.lock(&["release", &name, "--also", &name, "--token", token]).end().is(0, "", "");
    place.lock(&["run", &name, "--also", &name, "--", "echo", "in"]).end().is(0, "in\n", "");
}

fn ways_to_hold_that_do_not_go_together(place: &Place) {
    let name = place.name();
    for (words, told) in [
        (&["--shared", "--slots", "2"][..], "'--shared' cannot be used with '--slots <N>'"),
        (&["--slots", "0"], "write a number from 1 to 4294967295"),
        (&["--slots", "4294967296"], "write a number from 1 to 4294967295"),
        (&["--slots", "-1"], "invalid value '-1' for '--slots <N>'"),
        (&["--try", "--wait", "1s"], "cannot be used with"),
        (&["-E", "256"], "write a number from 0 to 255"),
        (&["--conflict-exit-code", "-1"], "write a number from 0 to 255"),
    ] {
        for verb in ["acquire", "run"] {
            let command = if verb == "run" { &["--", "true"][..] } else { &[] };
            let end = place.lock(&[&[verb, &name], words, command].concat()).end();
            end.like(2, "", told);
        }
    }
    place.lock(&["status", &name]).end().like(1, "is free", "");
    // As many as there can be.
    let token = place.acquire(&[&name, "--slots", "4294967295"]);
    assert_eq!(holder(place, &name)["mode"], "slots:4294967295");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
}

fn the_code_for_a_taken_lock_is_for_nothing_else(place: &Place) {
    let name = place.name();
    place.acquire(&[&name]);
    for code in ["0", "9", "255"] {
        let words = ["run", &name, "--try", "--conflict-exit-code", code, "--", "true"];
        place.lock(&words).end().like(code.parse().unwrap(), "", "is taken");
        let words = ["acquire", &name, "--wait", "10ms", "-E", code, "-o", "json"];
        let end = place.lock(&words).end();
        let error: Value = serde_json::from_str(&end.stderr).unwrap();
        // It is the same failure by another number.
        assert_eq!((&error["kind"], &error["retryable"]), (&"busy".into(), &true.into()), "{error}");
        assert_eq!((end.code().to_string().as_str(), error["exit"].to_string().as_str()), (code, code));
    }
    let free = place.name();
    place.lock(&["run", &free, "-E", "9", "--", "sh", "-c", "exit 75"]).end().is(75, "", "");
    place.lock(&["run", &free, "-E", "9", "--", "no-such-command"]).end().like(127, "", "cannot run");
    if !place.is_local() {
        let (port, _held) = refusing_port();
        let scheme = place.url.split(':').next().unwrap();
        let nobody = format!("{scheme}://127.0.0.1:{port}");
        let words = ["run", &free, "-E", "9", "--timeout", "1s", "-b", &nobody, "--", "true"];
        place.lock(&words).end().like(69, "", "refused the connection");
    }
}

fn the_shortest_ttl(place: &Place) {
    let name = place.name();
    for short in ["0s", "1ns", "99ms", "99999us"] {
        place.lock(&["acquire", &name, "--ttl", short]).end().like(2, "", "a TTL is 100ms at least");
        place.lock(&["run", &name, "--ttl", short, "--", "true"]).end().like(2, "", "a TTL is 100ms at least");
    }
    // Rounded up to what the server counts in, and never told shorter than it was asked for.
    let record = &place.json(&["acquire", &name, "--ttl", "100ms"])[0];
    let ttl_ms = record["ttl_ms"].as_u64().unwrap();
    assert!((100..=10_000).contains(&ttl_ms), "{record}");
    let (end, took) = timed(|| place.lock(&["acquire", &name, "--wait", "20s"]).end());
    assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
    // ZooKeeper looks at its sessions once a tick, etcd at its leases every half second.
    assert!(took < Duration::from_millis(ttl_ms) + Duration::from_secs(8), "{took:?} for {ttl_ms} ms");
    let fence = |record: &Value| record["fence"].as_str().unwrap().parse::<u64>().unwrap();
    assert!(fence(&holder(place, &name)) > fence(record));
    place.lock(&["release", &name, "--token", end.stdout.trim()]).end().is(0, "", "");
}

fn a_command_that_may_go_on_is_told_of_in_the_end(place: &Place) {
    let name = place.name();
    let line = "gosys lock release $GOSYS_LOCK_NAME --token $GOSYS_LOCK_TOKEN && sleep 1 && echo done; exit 3";
    let words = ["run", &name, "--on-lost=warn", "--status-fd", "2", "--", "sh", "-c", line];
    let end = place.lock(&words).end().like(76, "done\n", "was lost");
    let status = end.stderr.lines().find(|line| line.starts_with('{')).unwrap();
    let status: Value = serde_json::from_str(status).unwrap();
    assert_eq!(status["schema"], "gosys.lock-run.v1");
    assert_eq!((&status["lost"], &status["child_exit"]), (&true.into(), &3.into()), "{status}");
}

fn a_lock_that_nobody_holds_has_no_token_that_fits(place: &Place) {
    let (free, held) = (place.name(), place.name());
    let token = place.acquire(&[&held]);
    for name in [&free, &held] {
        for wrong in [
            "",
            "0",
            "x",
            "-",
            &"f".repeat(32),
            &"f".repeat(4096),
            "ünï",
            "a b",
            &token[..token.len() - 1],
            &token[1..],
        ] {
            let wrong = format!("--token={wrong}");
            for verb in ["check", "renew", "release"] {
                let end = place.lock(&[verb, name, &wrong]).stdin("").end();
                end.like(76, "", &format!("the lock `{name}` is not held by this token\nhint: gosys lock status"));
            }
        }
    }
    // Read from standard input it is the first line, with or without its end.
    for text in [token.clone(), format!("{token}\n"), format!("{token}\r\n")] {
        place.lock(&["renew", &held, "--token", "-"]).stdin(text).end().is(0, "", "");
    }
    // Bytes that are no text are nobody's token either.
    for odd in [&b"\xff\xfe\n"[..], b"\0", b"\n", &[b'f'; 5000], "\u{2713}".repeat(67).as_bytes()] {
        let end = place.lock(&["check", &held, "--token", "-"]).stdin(odd).end();
        end.like(76, "", "is not held by this token");
    }
    place.lock(&["release", &held, "--token", "-"]).stdin(format!("{token}\n")).end().is(0, "", "");
}

fn a_watcher_tells_programs_what_it_tells_people(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name, "--owner", "Ünï ✓"]);
    let end = place.lock(&["watch", &name, "--timeout", "700ms", "-o", "json"]).end();
    let events: Vec<Value> = end.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((end.code(), events.len()), (124, 1), "{end:?}");
    assert_eq!((&events[0]["schema"], &events[0]["event"]), (&"gosys.lock-event.v1".into(), &"acquired".into()));
    assert_eq!(events[0]["contender"]["owner"], "Ünï ✓");
    assert!(token.starts_with(events[0]["contender"]["holder"].as_str().unwrap()), "{}", events[0]);
    let end = place.lock(&["watch", &name, "--until-free", "--timeout", "300ms"]).end();
    end.like(124, " acquired ", "--timeout gives more time");
    place.lock(&["release", &name, "--token", &token]).end().is(0, "", "");
    place.lock(&["watch", &name, "--until-free", "-o", "json"]).end().is(0, "", "");
}

fn the_reason_may_be_empty_and_the_token_may_not(place: &Place) {
    let name = place.name();
    let token = place.acquire(&[&name]);
    for wrong in ["", "zz", &token[..1], &token[1..]] {
        let end = place.lock(&["break", &name, "--yes", &format!("--if-token={wrong}")]).end();
        end.like(76, "", "is not held by this token");
    }
    place.lock(&["check", &name, "--token", &token]).end().like(0, "s", "");
    // As much of it as lists show is enough, and so is all of it.
    let shown = holder(place, &name)["holder"].as_str().unwrap().to_owned();
    place.lock(&["break", &name, "--yes", "--if-token", &shown, "--reason", ""]).end().is(0, "", "");
    place.lock(&["check", &name, "--token", &token]).end().like(76, "", "it was broken by ");
    let token = place.acquire(&[&name]);
    place.lock(&["break", &name, "--yes", "--if-token", &token]).end().is(0, "", "");
    place.lock(&["status", &name]).end().like(1, "is free", "");
}

/// Whoever finds only when giving back that there is nothing left to give has worked without the lock.
fn what_was_lost_just_before_the_end_is_told(place: &Place) {
    let name = place.name();
    // Where giving back does not tell, it takes somebody who listens, which nobody does for the first moments.
    let rest = if place.is_local() || place.url.starts_with("redis") { "" } else { "; sleep 3" };
    for line in [
        "gosys lock release $GOSYS_LOCK_NAME --token $GOSYS_LOCK_TOKEN",
        "gosys lock break $GOSYS_LOCK_NAME --yes --reason 'for the test'",
    ] {
        // Without a second process only where there is no lease that could outlive the command.
        for contain in if place.is_local() { &["none", "guard"][..] } else { &["guard"] } {
            let words =
                ["run", &name, "--contain", contain, "--on-lost", "warn", "--", "sh", "-c", &format!("{line}{rest}")];
            let end = place.lock(&words).end();
            if place.is_local() && line.contains("break") && end.code() == 75 {
                // The command itself has the file open, and nobody was to end it.
                continue;
            }
            assert_eq!(end.code(), 76, "{line} {contain}: {end:?}");
            assert!(end.stderr.contains(&format!("the lock `{name}` was lost")), "{line} {contain}: {end:?}");
            place.lock(&["status", &name]).end().is(1, &format!("the lock `{name}` is free\n"), "");
        }
    }
}
