//! `gosys rate fit` on access logs of servers whose limits are known.

use std::fmt::Write;

use gosys::base::random::{Purpose, Stream};
use gosys::rate::limit::Limit;
use gosys::rate::limiter::{Decision, Setup, find};
use serde_json::Value;

use crate::support::{End, Scratch};

const SECOND: u64 = 1_000_000_000;

fn fit(log: &str, args: &str) -> End {
    let words = ["rate", "fit", "-"].into_iter().chain(args.split_whitespace());
    Scratch::new().gosys(words).stdin(log).end()
}

fn found(log: &str, args: &str) -> Value {
    let end = fit(log, &format!("{args} -q -o json"));
    assert!([0, 75].contains(&end.code()) && end.stderr.is_empty(), "{} {}", end.stdout, end.stderr);
    serde_json::from_str(&end.stdout).unwrap()
}

/// When each of `requests` came, in nanoseconds, and whether it was denied: at `per_s` on average, with a pause of up to
/// `pause` seconds now and then.
fn decided(kind: &str, setup: &Setup, per_s: u64, pause: u64, requests: usize) -> Vec<(u64, bool)> {
    let mut random = Stream::new(7, Purpose::Arrivals, 1);
    let mut limiter = find(kind).unwrap().limiter(setup);
    // Some second of 2026, and not the first moment of it.
    let mut now = 1_780_000_000 * SECOND + 300_000_000;
    let (mut decisions, mut pace) = (Vec::new(), 1);
    for _ in 0..requests {
        now += (SECOND as f64 / (per_s * pace) as f64 * random.exponential()) as u64;
        if random.below(200) == 0 {
            now += random.below(pause * SECOND);
            // By another hurry a window is told from a penalty that is as long as the rest of it usually was.
            pace = 1 + random.below(4);
        }
        decisions.push((now, matches!(limiter.ask(now, 1), Decision::Deny { .. })));
    }
    decisions
}

/// As nginx writes it by default: whole seconds.
fn combined(address: &str, decisions: &[(u64, bool)], log: &mut Vec<(u64, String)>) {
    for (at, denied) in decisions {
        let time = jiff::Timestamp::from_second((at / SECOND).cast_signed()).unwrap();
        let time = time.strftime("%d/%b/%Y:%H:%M:%S +0000");
        let status = if *denied { 503 } else { 200 };
        log.push((*at, format!("{address} - - [{time}] \"GET /a HTTP/1.1\" {status} 5 \"-\" \"curl/8\"")));
    }
}

fn joined(mut log: Vec<(u64, String)>) -> String {
    log.sort();
    log.into_iter().fold(String::new(), |all, (_, line)| all + &line + "\n")
}

#[test]
fn a_window_of_a_minute_is_found_in_whole_seconds() {
    let limit = Setup::new(Limit::new(100, 60 * SECOND));
    for kind in ["fixed-window-first", "fixed-window"] {
        let mut log = Vec::new();
        combined("192.0.2.7", &decided(kind, &limit, 5, 100, 2200), &mut log);
        // Others, one of whom is denied as well; and one who comes more often and never is.
        combined("192.0.2.8", &decided(kind, &limit, 3, 10, 200), &mut log);
        combined("192.0.2.9", &decided("fixed-window", &Setup::new(Limit::new(1000, SECOND)), 9, 10, 2300), &mut log);
        let log = joined(log);
        let words = "gosys: of 3 callers 2 were denied; 192.0.2.7 came most often\n";
        let end = fit(&log, "--key address -o json");
        // What else it may be is named, as whole seconds leave much open; it is never more than one other.
        assert!([0, 75].contains(&end.code()) && end.stderr.starts_with(words), "{} {}", end.stdout, end.stderr);
        let said: Value = serde_json::from_str(&end.stdout).unwrap();
        assert_eq!((&said["key"], &said["decisions"]), (&"192.0.2.7".into(), &said["requests"]), "{said}");
        assert_eq!((&said["limit"], &said["window_s"]), (&100.into(), &60.0.into()), "{kind}: {said}");
        assert_eq!((&said["algorithm"], &said["contradictions"]), (&kind.into(), &0.into()), "{said}");
        assert!(said["ambiguous"].as_array().unwrap().len() <= 1, "{said}");
        let other = fit(&log, "--key address --of 192.0.2.9 -q").like(0, "no limiter up to ", "");
        assert!(other.stdout.contains(" of 192.0.2.9\n"), "{}", other.stdout);
    }
}

/// As every log does that was begun anew in the night.
#[test]
fn a_log_may_begin_in_the_middle_of_a_window() {
    let setup = Setup::new(Limit::new(100, 60 * SECOND));
    for kind in ["fixed-window-first", "sliding-log"] {
        let mut log = Vec::new();
        combined("::1", &decided(kind, &setup, 5, 100, 1800)[70..], &mut log);
        let said = found(&joined(log), "--key address");
        assert_eq!(
            (&said["algorithm"], &said["limit"], &said["window_s"]),
            (&kind.into(), &100.into(), &60.0.into()),
            "{said}"
        );
        assert!((900..1730).contains(&said["decisions"].as_u64().unwrap()), "{said}");
    }
}

#[test]
fn chance_in_a_log_is_not_taken_for_a_limiter() {
    let mut random = Stream::new(3, Purpose::Arrivals, 2);
    let chance: Vec<_> = (0..600).map(|n| (1_780_000_000 * SECOND + n * SECOND / 3, random.below(9) == 0)).collect();
    let mut log = Vec::new();
    combined("::1", &chance, &mut log);
    let end = fit(&joined(log), "--key address");
    assert_eq!(end.code(), 75, "{} {}", end.stdout, end.stderr);
}

#[test]
fn milliseconds_tell_a_bucket() {
    let setup = Setup { burst: 20, ..Setup::new(Limit::new(10, SECOND)) };
    let log = decided("gcra", &setup, 14, 9, 600).iter().fold(String::new(), |mut log, (at, denied)| {
        // The moment at the end of it, three milliseconds later.
        let ms = (at + 3_000_000) / 1_000_000;
        writeln!(
            log,
            "{{\"msec\":{}.{:03},\"took\":0.003,\"user\":\"u\",\"code\":\"{}\"}}",
            ms / 1000,
            ms % 1000,
            if *denied { 429 } else { 200 }
        )
        .unwrap();
        log
    });
    let said = found(&log, "--key user --time-field msec --duration-field took --status-field code");
    assert_eq!((&said["algorithm"], &said["burst"]), (&"token-bucket".into(), &20.into()), "{said}");
    assert!((said["rate_per_s"].as_f64().unwrap() / 10.0 - 1.0).abs() < 0.01, "{said}");
    fit(&log, "--key user --time-field msec --status-field code -q --expect limit=10/s±1%,burst=20±1")
        .like(0, "token-", "");
    fit(&log, "--key user --time-field msec --status-field code -q --expect limit=20/s").like(1, "token-bucket: ", "");
}

#[test]
fn haproxy_and_one_limit_for_all() {
    let setup = Setup::new(Limit::new(30, 10 * SECOND));
    let log = decided("sliding-log", &setup, 6, 30, 700).iter().enumerate().fold(
        String::new(),
        |mut log, (n, (at, denied))| {
            let time = jiff::Timestamp::from_millisecond((at / 1_000_000).cast_signed()).unwrap();
            let (time, status) = (time.strftime("%d/%b/%Y:%H:%M:%S%.3f"), if *denied { 429 } else { 200 });
            writeln!(
                log,
                "10.0.0.{}:{n} [{time}] www app/a 0/0/1/2/3 {status} 99 - - ---- 1/1/0/0/0 0/0 \"GET / HTTP/1.1\"",
                n % 7
            )
            .unwrap();
            log
        },
    );
    let said = found(&log, "--key none");
    assert_eq!(
        (&said["algorithm"], &said["limit"], &said["window_s"]),
        (&"sliding-log".into(), &30.into(), &10.0.into()),
        "{said}"
    );
    assert_eq!((&said["key"], &said["decisions"]), (&Value::Null, &said["requests"]));
    assert!(said["requests"].as_u64().unwrap() >= 350, "{said}");
    // What answers said of when to come back is not in a log.
    assert_eq!(said["retry_after"], Value::Null);
    // By address there is less of each, and none that is of one limit.
    let by_address = found(&log, "--key address");
    assert!(
        by_address["requests"].as_u64().unwrap() < 200 && by_address["key"].as_str().unwrap().starts_with("10.0.0.")
    );
}

/// Five in a tenth of a second look like some rate, seen once a second; nobody can say more.
#[test]
fn windows_shorter_than_the_clocks_steps_are_not_named() {
    let mut log = Vec::new();
    let setup = Setup::new(Limit::new(5, SECOND / 10));
    combined("::1", &decided("fixed-window", &setup, 60, 3, 900), &mut log);
    let said = found(&joined(log), "--key address");
    assert!(said["window_s"].as_f64().is_none_or(|window| window >= 1.0), "{said}");
    let burst = said["burst"].as_f64().unwrap_or(f64::INFINITY);
    assert!(said["rate_per_s"].as_f64().is_none_or(|rate| burst / rate >= 1.0), "{said}");
}

#[test]
fn what_is_wrong_with_a_log_is_told_with_its_line() {
    let line = "::1 - - [10/Oct/2026:13:55:36 +0000] \"GET /a HTTP/1.1\" 200 5";
    let refused = |log: &str, args: &str, words: &str| {
        fit(log, args).like(65, "", &format!("gosys: {words}"));
    };
    let hint = "\nhint: --format says how the log is written, --key and the --...-field options what is called how";
    refused(
        &format!("{line}\nx\n"),
        "--key address",
        &format!("standard input:2: there are 1 fields, and not 7{hint}"),
    );
    refused(&format!("{line}\n"), "--key agent", "standard input:1: this log has no `agent`, but address, ");
    refused(
        &format!("{}\n", line.replace("200", "OK")),
        "--key user",
        "standard input:1: its status is no number from",
    );
    refused("{\"time\":1,\"status\":200}\n", "--key ip", "standard input:1: there is no `ip`");
    refused("{\"time\":1,\"ip\":2}\n", "--key ip", "standard input:1: there is no status");
    refused("\n", "--key ip", "standard input has no requests\n");
    refused(&format!("{line}\n"), "--key address --of ::2", "standard input has no requests of `::2`\n");
    // Without --key it is no log; and whoever says how one is written means one.
    refused(&format!("{line}\n"), "", "standard input:1: this is no JSON: expected value");
    assert!(fit(line, "").stderr.contains("; --key address reads an access log\n"));
    fit(line, "--format common").like(
        2,
        "",
        "gosys: --deny and what says how a log is written are for an access log\n",
    );
}

#[test]
fn of_a_trace_one_callers_requests_are_chosen() {
    let shot = |ms: u64, key: &str, denied: bool| {
        format!(
            "{{\"sent\":{},\"first_byte\":{},\"denied\":{denied},\"key\":\"{key}\"}}\n",
            ms * 1_000_000,
            ms * 1_000_000 + 9
        )
    };
    let trace = [shot(0, "a", false), shot(1, "b", false), shot(2, "b", false), shot(3, "a", false)].concat();
    let requests = |args: &str| {
        let said = found(&trace, args);
        (said["key"].clone(), said["requests"].as_u64().unwrap(), said["decisions"].as_u64().unwrap())
    };
    assert_eq!(requests("--of b"), ("b".into(), 2, 2));
    assert_eq!(requests(""), ("a".into(), 4, 2));
    fit(&trace, "--of c").like(65, "", "gosys: standard input has no requests of `c`\n");
}
