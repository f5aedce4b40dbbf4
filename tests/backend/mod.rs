//! Reaching the servers: what a ping says when all is well, and when it is not.

pub mod etcd;
mod file_names;
mod listing;
#[cfg(feature = "redis")]
mod redis;
pub mod tls;
pub mod zookeeper;

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::thread;
use std::time::Duration;

use crate::support::servers::{Kind, Options, Server, etcd, is_built, redis, shared, zookeeper};
use crate::support::{End, Run, Scratch};

/// The right password everywhere; no output ever holds it.
pub const SECRET: &str = "hunter2";
/// A wrong one, which is none of anybody's business either.
pub const WRONG: &str = "letmein";

/// A ping of this backend, for a program, with two seconds to answer and every request told.
pub fn ping(scratch: &Scratch, url: &str) -> Run {
    scratch.gosys(["-b", url, "-vv", "-o", "json", "--timeout", "2s", "backends"])
}

/// The same, the URL given by a variable as one with a password must be.
pub fn ping_by_variable(scratch: &Scratch, url: &str) -> Run {
    scratch.gosys(["-vv", "-o", "json", "--timeout", "2s", "backends"]).env("GOSYS_BACKEND", url)
}

fn ended(run: Run) -> End {
    let end = run.end();
    assert!(end.took < Duration::from_secs(3), "took {:?}", end.took);
    for secret in [SECRET, WRONG] {
        assert!(!end.stdout.contains(secret) && !end.stderr.contains(secret), "{}{}", end.stdout, end.stderr);
    }
    end
}

/// The lines of stderr that tell of requests, and the others.
fn split_stderr(end: &End) -> (Vec<&str>, Vec<&str>) {
    end.stderr.lines().partition(|line| line.starts_with("gosys: "))
}

/// The selected backend's record.
pub fn selected(end: &End) -> serde_json::Value {
    let records = end.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    records.into_iter().find(|record| record["selected"] == true).unwrap()
}

/// It answers, and sent just these requests.
#[track_caller]
pub fn answers(run: Run, requests: &[String]) -> serde_json::Value {
    let end = ended(run);
    let (told, others) = split_stderr(&end);
    let told: Vec<&str> = told.into_iter().map(|line| line.trim_start_matches("gosys: ")).collect();
    assert_eq!((end.code(), told, others), (0, requests.iter().map(String::as_str).collect(), vec![]));
    let record = selected(&end);
    assert_eq!((&record["answers"], &record["error"]), (&true.into(), &serde_json::Value::Null));
    assert!(record["latency_ms"].as_f64().unwrap() > 0.0);
    record
}

/// It fails in time with this code, message and hint.
#[track_caller]
pub fn fails(run: Run, code: i32, message: &str, hint: &str) {
    let end = ended(run);
    let (_, errors) = split_stderr(&end);
    assert_eq!(errors.len(), 1, "{}", end.stderr);
    let error: serde_json::Value = serde_json::from_str(errors[0]).unwrap();
    let told = (end.code(), error["message"].as_str().unwrap(), error["hint"].as_str().unwrap());
    assert_eq!(told, (code, message, hint));
    assert_eq!(error["exit"], code);
    let record = selected(&end);
    assert_eq!((&record["answers"], &record["error"]), (&false.into(), &message.into()));
    assert_eq!(record["latency_ms"], serde_json::Value::Null);
}

/// It fails before anything is asked, so that there is no list.
#[track_caller]
pub fn is_refused(run: Run, code: i32, message: &str, hint: &str) {
    let end = ended(run);
    let error: serde_json::Value = serde_json::from_str(&end.stderr).unwrap();
    let told = (end.code(), &*end.stdout, error["message"].as_str().unwrap(), error["hint"].as_str().unwrap());
    assert_eq!(told, (code, "", message, hint));
}

pub const SILENT: &str = "is it overloaded or stopped, or does a firewall drop the packets? --timeout gives it longer";
pub const WHO: &str = "--user and --password-file, a profile or the URL in GOSYS_BACKEND say who you are";

/// Each kind of server: its scheme, its name in messages, its usual port.
const KINDS: [(Kind, &str, &str, u16); 3] = [
    (Kind::Etcd, "etcd", "etcd", 2379),
    (Kind::Redis, "redis", "redis", 6379),
    (Kind::ZooKeeper, "zk", "zookeeper", 2181),
];

/// Those that gosys was built with.
fn built() -> impl Iterator<Item = (Kind, &'static str, &'static str, u16)> {
    KINDS.into_iter().filter(|(_, scheme, ..)| is_built(scheme))
}

/// A port on which nobody listens, held so that nobody else begins to.
pub fn refusing_port() -> (u16, std::net::TcpStream) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let stream = std::net::TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    // The port of a connected client is taken, but nothing listens on it.
    drop(listener.accept().unwrap());
    (stream.local_addr().unwrap().port(), stream)
}

/// A port whose server takes every connection and never says a word.
pub fn silent_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || stream.unwrap().read_to_end(&mut Vec::new()));
        }
    });
    port
}

/// A port whose server says the same to whoever connects, once it has heard something, and hangs up.
pub fn speaking(words: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            // Whatever is left unread would make a reset of the end, and take the words with it.
            stream.set_read_timeout(Some(Duration::from_millis(50))).unwrap();
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(words);
            let _ = stream.shutdown(Shutdown::Write);
            let _ = stream.read_to_end(&mut Vec::new());
        }
    });
    port
}

#[test]
fn a_refused_port() {
    let scratch = Scratch::new();
    let (port, _held) = refusing_port();
    for (_, scheme, name, _) in built() {
        let url = format!("{scheme}://127.0.0.1:{port}");
        let hint = format!("is {name} running there? gosys -b {url} backends");
        fails(ping(&scratch, &url), 69, &format!("{name} 127.0.0.1:{port} refused the connection"), &hint);
    }
}

#[test]
fn a_server_that_takes_the_connection_and_is_silent() {
    let scratch = Scratch::new();
    let port = silent_port();
    for (_, scheme, name, _) in built() {
        let message = format!("{name} 127.0.0.1:{port} does not answer within 2s");
        fails(ping(&scratch, &format!("{scheme}://127.0.0.1:{port}")), 69, &message, SILENT);
    }
}

#[test]
fn a_server_that_is_silent_in_the_middle_of_tls() {
    let scratch = Scratch::new();
    let port = silent_port();
    for (_, scheme, name, _) in built() {
        let message = format!("{name} 127.0.0.1:{port} does not answer within 2s");
        fails(ping(&scratch, &format!("{scheme}s://127.0.0.1:{port}")), 69, &message, SILENT);
    }
}

#[test]
fn a_stopped_server() {
    let scratch = Scratch::new();
    for (kind, _, name, _) in built() {
        let server = Server::own(kind, Options::default());
        assert_eq!(ping(&scratch, &server.url()).end().code(), 0);
        server.stop();
        let message = format!("{name} 127.0.0.1:{} does not answer within 2s", server.port);
        fails(ping(&scratch, &server.url()), 69, &message, SILENT);
    }
}

/// Longer than a library would wait of its own accord.
const PAUSE: Duration = Duration::from_millis(1500);

#[test]
fn a_server_that_pauses_is_waited_for() {
    let scratch = Scratch::new();
    for (kind, _, _, _) in built() {
        let server = Server::own(kind, Options::default());
        server.stop();
        let asking = scratch.gosys(["-b", &server.url(), "-o", "json", "--timeout", "5s", "backends"]).start();
        thread::sleep(PAUSE);
        server.resume();
        let end = asking.end();
        assert_eq!((end.code(), &selected(&end)["answers"]), (0, &true.into()), "{}", end.stderr);
        assert!(end.took > PAUSE, "{:?}", end.took);
    }
}

#[test]
fn an_unknown_host() {
    let scratch = Scratch::new();
    for (_, scheme, name, port) in built() {
        let message = format!("{name} no-such-host.invalid:{port}: the host is unknown: name or service not known");
        let hint = "is the name spelt right? `getent hosts NAME` asks the same resolver";
        fails(ping(&scratch, &format!("{scheme}://no-such-host.invalid")), 69, &message, hint);
    }
}

#[test]
fn the_next_server_is_tried() {
    let scratch = Scratch::new();
    let (refusing, _held) = refusing_port();
    let silent = silent_port();
    // A Redis has one address only.
    for server in shared().filter(|server| server.kind != Kind::Redis) {
        let (scheme, port) = (server.url().split(':').next().unwrap().to_owned(), server.port);
        let url = format!("{scheme}://127.0.0.1:{refusing},127.0.0.1:{silent},127.0.0.1:{port}");
        let end = ended(ping(&scratch, &url));
        assert_eq!((end.code(), &selected(&end)["answers"]), (0, &true.into()), "{}", end.stderr);
    }
}

#[test]
fn when_no_server_answers_each_is_named() {
    let scratch = Scratch::new();
    let (refusing, _held) = refusing_port();
    let silent = silent_port();
    for (_, scheme, name, _) in built().filter(|built| built.0 != Kind::Redis) {
        let url = format!("{scheme}://127.0.0.1:{silent},127.0.0.1:{refusing}");
        let message = format!(
            "no {name} server answers: {name} 127.0.0.1:{silent} does not answer within 1s; \
             {name} 127.0.0.1:{refusing} refused the connection"
        );
        let hint = format!("is {name} running there? gosys -b {url} backends");
        fails(ping(&scratch, &url), 69, &message, &hint);
    }
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn the_shared_servers_answer() {
    let scratch = Scratch::new();
    let here = |server: &Server, name: &str, requests: &[&str]| -> Vec<String> {
        requests.iter().map(|request| format!("{name} 127.0.0.1:{}: {request}", server.port)).collect()
    };
    let requests = here(etcd(), "etcd", &["connect", "status", "get /.gosys/, one key at most"]);
    let record = answers(ping(&scratch, &etcd().url()), &requests);
    assert!(record["server"].as_str().unwrap().starts_with("3."), "{record}");
    let record = answers(ping(&scratch, &redis().url()), &here(redis(), "redis", &["connect", "PING", "INFO server"]));
    assert!(record["server"].as_str().unwrap().contains('.'), "{record}");
    let requests = ["connect", "getData /", "closeSession", "srvr, on a connection of its own"];
    let record = answers(ping(&scratch, &zookeeper().url()), &here(zookeeper(), "zookeeper", &requests));
    assert!(record["server"].as_str().unwrap().starts_with("3."), "{record}");
}

/// Writes a file that only its owner can read.
pub fn private(scratch: &Scratch, name: &str, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let path = scratch.file(name, text);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path.to_str().unwrap().to_owned()
}
