//! What a server says in its refusals never reaches a terminal raw, on standard error or in what is printed.

use crate::support::Scratch;

const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}";

/// Whether a terminal would obey any of it.
fn is_raw(text: &str) -> bool {
    let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().any(|c| (c.is_control() && c != '\n') || turns(c))
}

/// Refused, and never raw; `shown` where the server's words are quoted.
fn refused(url: &str, shown: bool) {
    let scratch = Scratch::new();
    for format in ["text", "json", "yaml"] {
        for verb in ["lock status x", "backends"] {
            let words = ["-vv", "--timeout", "2s", "-o", format, "-b", url].into_iter().chain(verb.split(' '));
            let end = scratch.gosys(words).end();
            assert!([69, 77].contains(&end.code()), "{url} {verb}: {end:?}");
            assert!(!is_raw(&end.stdout) && !is_raw(&end.stderr), "{url} {verb}: {end:?}");
            assert_eq!(format!("{}{}", end.stdout, end.stderr).contains("owned"), shown, "{end:?}");
        }
    }
}

#[cfg(feature = "redis")]
#[test]
fn what_redis_says() {
    for kind in ["ERR", "NOPERM", "WRONGPASS", "NOAUTH", "LOADING", "\u{1b}[2J"] {
        let port = super::servers::Evil::saying(format!("-{kind} {EVIL}\r\n"), "").start();
        // That nobody has logged in is said in words of ours.
        refused(&format!("redis://127.0.0.1:{port}"), kind != "NOAUTH");
    }
}

#[cfg(feature = "etcd")]
#[test]
fn what_etcd_says() {
    // As gRPC writes what is no plain text.
    let evil: String = EVIL.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let evil = format!("{evil}owned");
    for status in ["2", "14", "16"] {
        let port = super::servers::grpc(&[("grpc-status", status), ("grpc-message", &evil)], b"", true);
        refused(&format!("etcd://127.0.0.1:{port}"), true);
    }
}

/// Logs are written by whoever asks a web server.
#[test]
fn what_stands_in_a_log() {
    let scratch = Scratch::new();
    let line = format!("127.0.0.1 - {EVIL} [10/Oct/2000:13:55:36 -0700] \"GET /{EVIL} HTTP/1.0\" 200 23 0.01\n");
    scratch.file("log", line.repeat(20) + &format!("{EVIL}\n"));
    for words in ["rate fit log --key user", "lb replay log", "lb replay log --key-field user --policy ketama"] {
        for format in ["text", "json", "yaml"] {
            let end = scratch.gosys(words.split(' ').chain(["-o", format])).end();
            assert!(!is_raw(&end.stdout) && !is_raw(&end.stderr), "{words}: {end:?}");
        }
    }
}

/// A file may be somebody else's, and so its name.
#[test]
fn what_a_file_is_called() {
    let scratch = Scratch::new();
    let name = format!("ids.{EVIL}");
    scratch.file("ids.0", "1\n1\n");
    scratch.file(&name, "1\nx\n");
    for format in ["text", "json", "yaml"] {
        let end = scratch.gosys(["id", "check", "ids.0", &name, "-o", format]).end();
        assert!(end.stdout.contains("owned") && !is_raw(&end.stdout) && !is_raw(&end.stderr), "{end:?}");
    }
}
