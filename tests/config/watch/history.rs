//! What a watcher on etcd is told, besides releases of one transaction: by others, in several steps, of long ago.

use super::{LONG, NOTE, Own, short, stop};
use crate::config::Space;
use crate::support::eventually;

#[test]
fn what_is_written_past_gosys_comes_in_order_between_the_releases() {
    let own = Own::new();
    own.space.put("a=0");
    let watcher = own.showing();
    for n in 1..=5 {
        own.put_past("a", &format!("{n}"));
        own.space.put(&format!("b={n}"));
    }
    own.ctl(&["del", "/app/a"], "");
    // No key of ours, and no change.
    own.ctl(&["put", "/app/", "x"], "");
    own.put_past("a", "again");
    let mut wanted: Vec<String> =
        (1..=5).flat_map(|n| [format!("external: a={n}"), format!("{}: b={n}", n + 1)]).collect();
    wanted.extend(["external: -a".to_owned(), "external: a=again".to_owned()]);
    assert_eq!(own.shown(wanted.len()), wanted);
    stop(watcher);
}

#[test]
fn the_same_is_told_to_a_watcher_that_was_away() {
    let own = Own::new();
    own.space.put("a=0");
    stop(own.showing());
    for n in 1..=5 {
        own.put_past("a", &format!("{n}"));
        own.space.put(&format!("b={n}"));
    }
    own.ctl(&["put", "/app/", "x"], "");
    own.ctl(&["del", "/app/a"], "");
    own.space.config(["adopt"]).end().is(0, "7\n", "");
    let watcher = own.showing();
    let mut wanted: Vec<String> =
        (1..=5).flat_map(|n| [format!("external: a={n}"), format!("{}: b={n}", n + 1)]).collect();
    wanted.extend(["external: -a".to_owned(), "7: ".to_owned()]);
    assert_eq!(own.shown(wanted.len()), wanted);
    stop(watcher);
}

#[test]
fn two_puts_of_one_transaction_are_one_batch() {
    let own = Own::new();
    let watcher = own.showing();
    own.ctl(&["txn"], "\nput /app/a 1\nput /app/b 2\n\n\n");
    own.ctl(&["txn"], "\nput /app/a 3\ndel /app/b\nput /elsewhere 1\n\n\n");
    assert_eq!(own.shown(2), ["external: a=1 b=2", "external: a=3 -b"]);
    let line = own.space.lines("shown").remove(1);
    let batch: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((&batch["changes"][0]["from"], &batch["changes"][1]["from"]), (&"1".into(), &"2".into()));
    stop(watcher);
}

#[test]
fn an_adoption_is_a_release_without_changes() {
    let own = Own::new();
    own.space.put("a=0");
    let watcher = own.showing();
    own.put_past("a", "1");
    own.space.config(["adopt"]).end().is(0, "2\n", "");
    own.space.put("b=1");
    assert_eq!(own.shown(3), ["external: a=1", "2: ", "3: b=1"]);
    stop(watcher);
}

#[test]
fn a_release_in_several_steps_is_one_batch() {
    let own = Own::new();
    own.space.put("k000=old");
    let large = |value: &str| {
        let words: Vec<String> = (0..300).map(|n| format!("k{n:03}={value}")).collect();
        let words: Vec<&str> = ["set"].into_iter().chain(words.iter().map(String::as_str)).collect();
        assert_eq!(own.space.config(&words).end().code(), 0);
    };
    let watcher = own.showing();
    large("x");
    own.put_past("k000", "past");
    own.space.put("k001=next");
    let told = |from: usize| -> Vec<(String, usize)> {
        let shown = own.shown(from + 3).split_off(from);
        shown.into_iter().map(|text| (text[..2].to_owned(), text.split(' ').count() - 1)).collect()
    };
    let wanted = |number: u64| [(format!("{number}:"), 300), ("ex".to_owned(), 1), (format!("{}:", number + 1), 1)];
    assert_eq!(told(0), wanted(2));
    // What was shown a moment before the end may be shown again.
    eventually(LONG, "it is remembered", || own.space.text("at").contains("\"release\":3"));
    stop(watcher);
    // The same for a watcher that was away; one more in front of it, that makes the same of a key as the release.
    own.put_past("k005", "y");
    own.put_past("k005", "z");
    large("y");
    own.put_past("k000", "past");
    own.space.put("k001=again");
    let watcher = own.showing();
    let shown = own.shown(8).split_off(3);
    assert_eq!(shown[..2], ["external: k005=y", "external: k005=z"]);
    assert_eq!(told(5), wanted(4));
    stop(watcher);
}

#[test]
fn compaction_loses_no_release_and_the_rest_is_marked() {
    let own = Own::new();
    own.space.put("a=0");
    stop(own.showing());
    for n in 1..=5 {
        own.space.put(&format!("a={n}"));
        own.put_past("past", &n.to_string());
    }
    own.compact();
    let watcher = own.showing();
    let mut wanted: Vec<String> = (1..=5).map(|n| format!("{}: a={n}", n + 1)).collect();
    wanted.push("collapsed external: past=5".to_owned());
    assert_eq!(own.shown(6), wanted);
    // While it is connected nothing is lost.
    own.put_past("past", "6");
    own.compact();
    own.space.put("a=6");
    assert_eq!(own.shown(8)[6..], ["external: past=6", "7: a=6"]);
    stop(watcher);
}

#[test]
fn releases_that_gc_took_away_are_marked() {
    let own = Own::new();
    own.space.put("a=0");
    stop(own.showing());
    for n in 1..=5 {
        own.space.put(&format!("a={n}"));
    }
    own.space.config(["gc", "--keep", "2", "--keep-for", "0s"]).end().like(0, "forgotten", "");
    own.compact();
    let watcher = own.showing();
    assert_eq!(own.shown(2), ["collapsed 5: a=4", "6: a=5"]);
    stop(watcher);
}

#[test]
fn another_cluster_is_compared() {
    let own = Own::new();
    for n in 0..3 {
        own.space.put(&format!("a={n}"));
    }
    stop(own.showing());
    let other = Own::new();
    other.space.put("b=1");
    std::fs::copy(own.space.path("at"), other.space.path("at")).unwrap();
    let watcher = other.showing();
    assert_eq!(other.shown(1), ["collapsed external: -a b=1"]);
    other.space.put("b=2");
    assert_eq!(other.shown(2)[1], "2: b=2");
    eventually(LONG, "it is remembered", || other.space.text("at").contains("\"release\":2"));
    stop(watcher);
    other.put_past("b", "3");
    other.put_past("b", "4");
    let watcher = other.showing();
    assert_eq!(other.shown(4)[2..], ["external: b=3", "external: b=4"], "it is this one that is remembered");
    stop(watcher);
}

#[test]
fn ten_thousand_changes_are_two_runs_at_most() {
    let own = Own::new();
    own.space.put("a=0");
    let words = ["--on-busy", "coalesce", "--", "sh", "-c", NOTE];
    let watcher = own.space.watching(&words);
    eventually(LONG, "it is applied", || own.space.text("at").contains("\"applied\":true"));
    stop(watcher);
    // In transactions of a hundred, as etcdctl is slow to start.
    for _ in 0..5 {
        let puts: String = (0..100).map(|n| format!("put /app/k{n} {n}\n")).collect();
        own.ctl(&["txn"], &format!("\n{puts}\n\n"));
    }
    flood(&own, 10_000);
    own.put_past("last", "1");
    let since = std::time::Instant::now();
    let watcher = own.space.resume(&words);
    eventually(LONG, "the last is applied", || own.space.lines("batches").iter().any(|line| line.contains("\"last\"")));
    let took = since.elapsed();
    let runs = own.space.lines("batches");
    assert!((2..=3).contains(&runs.len()), "{} runs", runs.len());
    assert!(took < LONG / 2, "{took:?}");
    stop(watcher);
}

/// So many puts by the server's HTTP gateway, which needs no process for each.
fn flood(own: &Own, puts: u64) {
    use std::io::{BufRead, BufReader, Read, Write};
    let stream = std::net::TcpStream::connect(("127.0.0.1", own.server.port)).unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut writer = stream;
    for n in 0..puts {
        let value = base64(n.to_string().as_bytes());
        let body = format!("{{\"key\":\"{}\",\"value\":\"{value}\"}}", base64(b"/app/flood"));
        let head = format!("POST /v3/kv/put HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n", body.len());
        writer.write_all((head + &body).as_bytes()).unwrap();
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(reader.read_line(&mut line).unwrap() > 0, "the server hung up");
            if let Some(number) = line.to_lowercase().strip_prefix("content-length:") {
                length = number.trim().parse().unwrap();
            }
            if line == "\r\n" {
                break;
            }
        }
        reader.read_exact(&mut vec![0; length]).unwrap();
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |chunk: &[u8]| {
        let number = (0..3).fold(0_u32, |number, at| number << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        let digit = |at: usize| {
            if at > chunk.len() { '=' } else { char::from(DIGITS[(number >> (18 - 6 * at)) as usize & 63]) }
        };
        [0, 1, 2, 3].map(digit).into_iter().collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

#[test]
fn nothing_of_a_value_is_in_the_bookmark() {
    let space = Space::etcd();
    space.put("pass=a-secret");
    let watcher = space.watching(&["-o", "json"]);
    let text = space.text("at");
    assert!(text.contains("\"pass\":") && !text.contains("a-secret"), "{text}");
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(space.path("at")).unwrap().permissions().mode() & 0o777, 0o600);
    watcher.signal("TERM");
    let _: Vec<String> = watcher.end().is(143, "", "").stdout.lines().map(short).collect();
}
