//! `gosys id` with a Redis that is played: answers that a real one gives seldom, and answers that none gives.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::support::{End, Scratch};

/// What the server says to a command; `None` hangs up.
type Say = Option<Vec<u8>>;

/// A server, and all commands that it was sent but for the greeting.
struct Played {
    port: u16,
    heard: Arc<Mutex<Vec<Vec<String>>>>,
}

impl Played {
    /// `answer` is given the command, and how often commands of that name came before.
    fn new(answer: impl Fn(&[String], usize) -> Say + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let played = Self { port: listener.local_addr().unwrap().port(), heard: Arc::default() };
        let (heard, answer) = (Arc::clone(&played.heard), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, heard, answer) = (stream.unwrap(), Arc::clone(&heard), Arc::clone(&answer));
                thread::spawn(move || converse(&stream, &heard, &*answer));
            }
        });
        played
    }

    fn heard(&self) -> Vec<Vec<String>> {
        self.heard.lock().unwrap().clone()
    }

    /// The names of the commands.
    fn names(&self) -> Vec<String> {
        self.heard().into_iter().map(|words| words[0].clone()).collect()
    }
}

fn converse(
    stream: &TcpStream,
    heard: &Mutex<Vec<Vec<String>>>,
    answer: &dyn Fn(&[String], usize) -> Say,
) -> Option<()> {
    let (mut input, mut output) = (BufReader::new(stream), stream);
    loop {
        let words = command(&mut input)?;
        let said = if words[0] == "CLIENT" {
            Some(b"+OK\r\n".to_vec())
        } else {
            let mut heard = heard.lock().unwrap();
            let before = heard.iter().filter(|other| other[0] == words[0]).count();
            heard.push(words.clone());
            answer(&words, before)
        };
        output.write_all(&said?).ok()?;
    }
}

/// An array of texts, each with its length in front.
fn command(input: &mut impl BufRead) -> Option<Vec<String>> {
    let mut number = |mark: char| {
        let mut line = String::new();
        input.read_line(&mut line).ok()?;
        line.trim().strip_prefix(mark)?.parse::<usize>().ok()
    };
    let count = number('*')?;
    (0..count)
        .map(|_| {
            let mut line = String::new();
            input.read_line(&mut line).ok()?;
            let mut text = vec![0; line.trim().strip_prefix('$')?.parse::<usize>().ok()? + 2];
            input.read_exact(&mut text).ok()?;
            String::from_utf8(text[..text.len() - 2].to_vec()).ok()
        })
        .collect()
}

fn text(text: &str) -> Say {
    Some(format!("${}\r\n{text}\r\n", text.len()).into_bytes())
}

fn array(texts: &[&str]) -> Vec<u8> {
    let each = texts.iter().flat_map(|word| text(word).unwrap());
    format!("*{}\r\n", texts.len()).into_bytes().into_iter().chain(each).collect()
}

fn plain(line: &str) -> Say {
    Some(format!("{line}\r\n").into_bytes())
}

const NONE: &str = "$-1";
const HELD: &str = r#"{"from":1,"until":900000000000,"owner":"theirs","host":"there"}"#;
/// As somebody may have written it by hand: the same record in another text.
const OVER: &str = r#"{ "host": "there",  "owner": "theirs", "until": 2, "from": 1 }"#;

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap()
}

fn time(seconds: u64) -> Say {
    Some(array(&[&seconds.to_string(), "0"]))
}

/// A server that has been up for a day and is strict: all goes well, and there is nothing to say.
fn good(words: &[String]) -> Say {
    match &*words[0] {
        "HGET" => plain(NONE),
        "INFO" => text("# Server\r\nuptime_in_seconds:86400\r\n"),
        "TIME" => time(now().as_secs()),
        "EVAL" => plain(":1"),
        "CONFIG" => Some(array(&["appendonly", "yes", "appendfsync", "always"])),
        _ => plain("-ERR unknown command"),
    }
}

/// The same, but for the commands of one name.
fn but(name: &'static str, said: impl Fn(usize) -> Say + Send + Sync + 'static) -> Played {
    Played::new(move |words, before| if words[0] == name { said(before) } else { good(words) })
}

fn new(server: &Played, args: &str) -> End {
    let (scratch, url) = (Scratch::new(), format!("redis://127.0.0.1:{}", server.port));
    let words = ["-b", &url, "--timeout", "5s", "id", "new"].into_iter().chain(args.split_whitespace());
    let end = scratch.gosys(words).end();
    assert!(end.took < Duration::from_secs(4), "{:?}: {}", end.took, end.stderr);
    end
}

const KEY: &str = "gosys:id:{snowflake}";

#[test]
fn the_commands_of_a_first_lease() {
    let server = Played::new(|words, _| good(words));
    new(&server, "--node 5").like(0, "\n", "");
    let heard = server.heard();
    assert_eq!(heard[0], ["HGET", KEY, "5"]);
    assert_eq!(heard[1..3], [vec!["INFO", "server"], vec!["TIME"]]);
    let [eval, script, keys, key, field, old, record] = &heard[3][..] else { panic!("{heard:?}") };
    assert_eq!((&**eval, &**keys, &**key, &**field, &**old), ("EVAL", "1", KEY, "5", ""));
    assert!(script.contains("'HGET', KEYS[1], ARGV[1]") && script.contains("~= ARGV[2]"), "{script}");
    let record: serde_json::Value = serde_json::from_str(record).unwrap();
    assert_eq!(record["until"].as_u64().unwrap() - record["from"].as_u64().unwrap(), 120_000);
    assert_eq!(heard[4..], [["CONFIG", "GET", "append*"]]);
}

/// The text that is compared is the one that was read, not another one of the same record.
#[test]
fn a_record_is_compared_as_it_stands_there() {
    let server = but("HGET", |_| text(OVER));
    new(&server, "--node 5").like(0, "\n", "");
    let eval = server.heard().into_iter().find(|words| words[0] == "EVAL").unwrap();
    assert_eq!(eval[5], OVER);
    // A record that is there is believed, however long the server has been up.
    assert_eq!(server.names(), ["HGET", "TIME", "INFO", "EVAL", "CONFIG"]);
}

#[test]
fn who_was_overtaken_looks_again() {
    let server = Played::new(|words, before| match (&*words[0], before) {
        ("EVAL", 0) => plain(":0"),
        ("HGET", 1) => text(HELD),
        _ => good(words),
    });
    new(&server, "--node 5").like(75, "", "node 5 is leased to there until 2039-05-");
    assert_eq!(server.names(), ["HGET", "INFO", "TIME", "EVAL", "HGET"]);
    // Free again: written, and the clock is not asked a second time.
    let server = Played::new(|words, before| match (&*words[0], before) {
        ("EVAL", 0) => plain(":0"),
        ("HGET", 1) => text(OVER),
        _ => good(words),
    });
    new(&server, "--node 5").like(0, "\n", "");
    assert_eq!(server.names(), ["HGET", "INFO", "TIME", "EVAL", "HGET", "INFO", "EVAL", "CONFIG"]);
}

/// Up for a window, to the second; what began before that is over.
#[test]
fn how_long_an_empty_server_is_doubted() {
    let up = |seconds: u64| but("INFO", move |_| text(&format!("# Server\r\nuptime_in_seconds:{seconds}\r\n")));
    new(&up(120), "--node 5").like(0, "\n", "");
    for (seconds, shown, wait) in [(119, "1m59s", "2s"), (1, "1s", "2m"), (0, "0s", "2m1s")] {
        let server = up(seconds);
        let words = format!(
            "gosys: redis 127.0.0.1:{} has been up for {shown} and may have lost a window of node 5\n\
             hint: try again in {wait}; where it was empty before, --accept-empty believes what it says now\n",
            server.port
        );
        new(&server, "--node 5").is(75, "", &words);
        assert_eq!(server.names(), ["HGET", "INFO"]);
        new(&server, "--node 5 --accept-empty").like(0, "\n", "");
        // A shorter window is sooner over.
        let shorter = new(&server, "--node 5 --window 1s");
        assert_eq!(shorter.code(), if seconds >= 1 { 0 } else { 75 }, "{}", shorter.stderr);
    }
}

#[test]
fn a_server_that_does_not_say_how_long_it_has_been_up() {
    for about in
        ["", "# Server\r\n", "uptime_in_seconds:\r\n", "uptime_in_seconds:-1\r\n", " uptime_in_seconds:900\r\n"]
    {
        let server = but("INFO", move |_| text(about));
        let words =
            "knows no window of node 5, and does not say how long it has been up\nhint: --accept-empty believes it";
        new(&server, "--node 5").like(77, "", words);
    }
    let server = but("INFO", |_| plain("-NOPERM this user has no permissions"));
    new(&server, "--node 5").like(77, "", "does not say how long it has been up");
    let server = but("INFO", |_| plain("-ERR not today"));
    new(&server, "--node 5").like(69, "", "answered: not today\n");
}

#[test]
fn a_server_whose_clock_is_elsewhere_leases_nothing() {
    let now = now().as_secs();
    for seconds in [0, now - 90_000, now + 90_000, u64::MAX / 2000, u64::MAX] {
        let server = but("TIME", move |_| time(seconds));
        new(&server, "--node 5").like(75, "", "gosys: the clock of redis 127.0.0.1:");
        assert_eq!(server.names(), ["HGET", "INFO", "TIME"]);
    }
    // Within what is allowed.
    new(&but("TIME", move |_| time(now - 80_000)), "--node 5").like(0, "\n", "");
    new(&but("TIME", move |_| time(now + 7000)), "--node 5 --max-jump 2h").like(0, "\n", "");
    new(&but("TIME", move |_| time(now + 8000)), "--node 5 --max-jump 2h").like(75, "", "--max-jump allows");
}

/// While a hash grows, a field may come twice: the later one counts. Names that no node has are somebody else's.
#[test]
fn the_list_comes_in_pages() {
    let server = Played::new(|words, before| match (&*words[0], before) {
        ("HGET", _) => text(HELD),
        ("HSCAN", 0) => {
            Some([b"*2\r\n".to_vec(), text("7").unwrap(), array(&["0", OVER, "01", OVER, "x", "y"])].concat())
        }
        ("HSCAN", _) => {
            Some([b"*2\r\n".to_vec(), text("0").unwrap(), array(&["1", HELD, "0", HELD, "01", OVER])].concat())
        }
        _ => good(words),
    });
    let layout = "--layout 41:1:12 --epoch 2010-11-04T01:42:54.657Z";
    new(&server, layout).like(75, "", "gosys: all 2 nodes are leased, the first until 2039-05-");
    assert_eq!(server.names(), ["HGET", "HGET", "HSCAN", "HSCAN"]);
    let key = "gosys:id:{custom-41-1-12-1ms-1288834974657}";
    let heard = server.heard();
    assert_eq!(heard[2..], [["HSCAN", key, "0", "COUNT", "1000"], ["HSCAN", key, "7", "COUNT", "1000"]]);
    // What is a node's and no record is told.
    let server = Played::new(|words, _| match &*words[0] {
        "HGET" => text(HELD),
        _ => Some([b"*2\r\n".to_vec(), text("0").unwrap(), array(&["1", "y"])].concat()),
    });
    new(&server, layout).like(65, "", &format!("{key} field 1 on redis 127.0.0.1:{} is no record", server.port));
}

/// Refusals and junk in place of each answer: an error in time, and no id.
#[test]
fn answers_that_are_none() {
    for command in ["HGET", "INFO", "TIME", "EVAL"] {
        for (line, code, words) in [
            ("-NOPERM this user has no permissions to run the command", 77, ""),
            ("-READONLY You can't write against a read only replica.", 69, "is a replica, which takes no writes"),
            ("-OOM command not allowed when used memory > 'maxmemory'.", 69, "maxmemory"),
            ("-WRONGTYPE Operation against a key", 65, "Operation against a key"),
            ("-ERR \u{1b}[31mred", 69, "\\u{1b}[31mred"),
            ("*1\r\n*1\r\n:1", 69, ""),
            ("!junk", 69, ""),
            ("HTTP/1.1 400 Bad Request", 69, ""),
        ] {
            let server = but(command, move |_| plain(line));
            let end = new(&server, "--node 5");
            assert_eq!((end.code(), &*end.stdout), (code, ""), "{command} {line}: {}", end.stderr);
            assert!(end.stderr.contains(words) && !end.stderr.contains('\u{1b}'), "{command} {line}: {}", end.stderr);
            assert!(end.stderr.starts_with("gosys: redis 127.0.0.1:"), "{command} {line}: {}", end.stderr);
        }
        let server = but(command, |_| None);
        new(&server, "--node 5").like(69, "", "closed the connection without an answer\nhint: does it want TLS?");
    }
}

/// Only asked for the note's sake: whatever comes, the ids are there.
#[test]
fn settings_that_are_not_told_are_not_strict() {
    const MAY_LOSE: &str = "can lose the window in a crash or failover";
    for line in ["-NOPERM no", "*0", ":7", "$-1"] {
        let end = new(&but("CONFIG", move |_| plain(line)), "--node 5").like(0, "\n", MAY_LOSE);
        assert_eq!(end.stderr.lines().count(), 1, "{line}: {}", end.stderr);
    }
    new(&but("CONFIG", |_| None), "--node 5").like(0, "\n", MAY_LOSE);
    new(&but("CONFIG", |_| plain("*0")), "--node 5 -q").like(0, "\n", "");
}
