//! `gosys id` with a ZooKeeper that is played: what goes over the wire byte by byte, and answers of every bad kind.
//!
//! The messages are put together here by hand, so that gosys's own client does not vouch for itself.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::backend::{SECRET, private};
use crate::support::{End, Scratch};

fn int(value: i32) -> Vec<u8> {
    value.to_be_bytes().to_vec()
}

fn long(value: i64) -> Vec<u8> {
    value.to_be_bytes().to_vec()
}

fn buffer(bytes: &[u8]) -> Vec<u8> {
    [int(i32::try_from(bytes.len()).unwrap()), bytes.to_vec()].concat()
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub enum Say {
    /// Answers it with this code, and this behind the header.
    Answer(i32, Vec<u8>),
    /// Sends these bytes, whatever was asked.
    Bytes(Vec<u8>),
    /// Sends these bytes and hangs up.
    HangUp(Vec<u8>),
    /// Keeps the connection and says nothing any more.
    Nothing,
}

const NO_NODE: i32 = -101;
const NODE_EXISTS: i32 = -110;
const BAD_VERSION: i32 = -103;

/// A server with a script for each connection in turn; behind the last one it hangs up at once.
pub struct Played {
    port: u16,
    scripts: Arc<Mutex<Vec<Vec<Say>>>>,
    /// For each connection, what was asked.
    heard: Arc<Mutex<Vec<Vec<Vec<u8>>>>>,
}

impl Played {
    pub fn new(script: Vec<Say>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let played = Self { port, scripts: Arc::new(Mutex::new(vec![script])), heard: Arc::default() };
        let (scripts, heard) = (Arc::clone(&played.scripts), Arc::clone(&played.heard));
        thread::spawn(move || {
            for (at, stream) in listener.incoming().enumerate() {
                heard.lock().unwrap().push(Vec::new());
                let script = scripts.lock().unwrap().get(at).cloned().unwrap_or_default();
                let heard = Arc::clone(&heard);
                thread::spawn(move || {
                    converse(stream.unwrap(), &script, |request| heard.lock().unwrap()[at].push(request))
                });
            }
        });
        played
    }

    /// What is played to the next connection.
    pub fn then(&self, script: Vec<Say>) {
        self.scripts.lock().unwrap().push(script);
    }

    pub fn url(&self) -> String {
        format!("zk://127.0.0.1:{}", self.port)
    }

    /// What was asked on each connection.
    pub fn heard(&self) -> Vec<Vec<Vec<u8>>> {
        self.heard.lock().unwrap().clone()
    }
}

/// Goes through the script. Behind its end only the farewell is answered.
fn converse(mut stream: TcpStream, script: &[Say], heard: impl Fn(Vec<u8>)) -> Option<()> {
    let mut script = script.iter().cloned();
    loop {
        let mut length = [0; 4];
        stream.read_exact(&mut length).ok()?;
        let mut request = vec![0; u32::from_be_bytes(length) as usize];
        stream.read_exact(&mut request).ok()?;
        heard(request.clone());
        let is_farewell = request[4..] == int(-11);
        match script.next().or(is_farewell.then_some(Say::Answer(0, vec![])))? {
            Say::Answer(code, body) => {
                let answer = [request[..4].to_vec(), long(9), int(code), body].concat();
                stream.write_all(&buffer(&answer)).ok()?;
            }
            Say::Bytes(bytes) => stream.write_all(&bytes).ok()?,
            Say::HangUp(bytes) => return stream.write_all(&bytes).ok(),
            Say::Nothing => return stream.read_to_end(&mut Vec::new()).ok().map(drop),
        }
    }
}

/// A session is granted.
pub fn granted() -> Say {
    Say::Bytes(buffer(&[int(0), int(10_000), long(7), buffer(&[1; 16]), vec![0]].concat()))
}

fn now_ms() -> i64 {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap()
}

/// The eleven numbers that are told of a node.
pub fn stat(version: i32) -> Vec<u8> {
    let times = [long(3), long(4), long(5), long(now_ms())].concat();
    let rest = [int(version), int(1), int(2), long(0), int(6), int(0), long(8)].concat();
    [times, rest].concat()
}

pub fn node(data: &str, version: i32) -> Say {
    Say::Answer(0, [buffer(data.as_bytes()), stat(version)].concat())
}

fn made(path: &str) -> Say {
    Say::Answer(0, [buffer(path.as_bytes()), stat(0)].concat())
}

pub fn failed(code: i32) -> Say {
    Say::Answer(code, vec![])
}

const FOLDER: &str = "/.gosys/id/v1/snowflake";
pub const PATH: &str = "/.gosys/id/v1/snowflake/5";

/// Somebody else's window, until the year 2040 or so.
const HELD: &str = r#"{"from":1,"until":900000000000,"owner":"theirs","host":"there"}"#;
const OVER: &str = r#"{"from":1,"until":2,"owner":"theirs","host":"there"}"#;

/// All goes well: the folder is there, the record is not.
pub fn good() -> Vec<Say> {
    vec![granted(), failed(NO_NODE), Say::Answer(0, stat(3)), made(PATH)]
}

fn new(scratch: &Scratch, url: &str, args: &str) -> End {
    let args = args.split_whitespace();
    let words = ["-b", url, "--timeout", "5s", "id", "new"].into_iter().chain(args);
    let end = scratch.gosys(words).end();
    // None of this is worth waiting for.
    assert!(end.took < Duration::from_secs(4), "{:?}: {}", end.took, end.stderr);
    end
}

fn create(xid: i32, path: &str, data: &[u8], acls: &[u8]) -> Vec<u8> {
    [int(xid), int(15), buffer(path.as_bytes()), buffer(data), acls.to_vec(), int(0)].concat()
}

pub fn get_data(xid: i32, path: &str) -> Vec<u8> {
    [int(xid), int(4), buffer(path.as_bytes()), vec![0]].concat()
}

pub fn set_data(xid: i32, path: &str, data: &[u8], version: i32) -> Vec<u8> {
    [int(xid), int(5), buffer(path.as_bytes()), buffer(data), int(version)].concat()
}

pub fn farewell(xid: i32) -> Vec<u8> {
    [int(xid), int(-11)].concat()
}

/// A new session, of ten seconds.
pub fn greeting() -> Vec<u8> {
    [int(0), long(0), int(10_000), long(0), buffer(&[0; 16]), vec![0]].concat()
}

/// What a request writes to a node.
pub fn written(request: &[u8]) -> Vec<u8> {
    let number = |at: usize| u32::from_be_bytes(request[at..at + 4].try_into().unwrap()) as usize;
    let data = 12 + number(8);
    request[data + 4..data + 4 + number(data)].to_vec()
}

const EVERYBODY: &[u8] = b"\0\0\0\x01\0\0\0\x1f\0\0\0\x05world\0\0\0\x06anyone";
const OWN: &[u8] = b"\0\0\0\x01\0\0\0\x1f\0\0\0\x04auth\0\0\0\0";
/// All to us; to everybody else to read, and to make nodes below.
const SHARED: &[u8] = b"\0\0\0\x02\0\0\0\x1f\0\0\0\x04auth\0\0\0\0\0\0\0\x05\0\0\0\x05world\0\0\0\x06anyone";

/// The first record of all: the folders above it are made from the top, each for whom it is.
#[test]
fn every_request_as_it_goes_over_the_wire() {
    for user in [false, true] {
        let absent = [(); 5].map(|()| failed(NO_NODE));
        let made = ["/.gosys", "/.gosys/id", "/.gosys/id/v1", FOLDER, PATH].map(made);
        // The record, the folder, then a node for it with nothing above it, up to the first that can be made.
        let mut script = [vec![granted()], absent.to_vec(), made.to_vec()].concat();
        let scratch = Scratch::new();
        let (own, shared) = if user { (OWN, SHARED) } else { (EVERYBODY, EVERYBODY) };
        let mut expected = vec![greeting()];
        let mut run = scratch.gosys(["id", "new", "--node", "5"]);
        if user {
            script.insert(1, Say::Answer(0, vec![]));
            let identity = format!("ops:{SECRET}");
            let login = [int(-4), int(100), int(0), buffer(b"digest"), buffer(identity.as_bytes())].concat();
            expected.push(login);
            run = run.env("GOSYS_USER", "ops").env("GOSYS_PASSWORD_FILE", private(&scratch, "password", SECRET));
        }
        let server = Played::new(script);
        let end = run.env("GOSYS_BACKEND", server.url()).end();
        let id: u64 = end.like(0, "\n", "").stdout.trim().parse().unwrap();
        let heard = server.heard().remove(0);
        let record = written(&heard[heard.len() - 2]);
        expected.extend([get_data(1, PATH), set_data(2, FOLDER, b"", -1)]);
        expected.extend([create(3, FOLDER, b"", own), create(4, "/.gosys/id/v1", b"", shared)]);
        expected.extend([create(5, "/.gosys/id", b"", shared), create(6, "/.gosys", b"", shared)]);
        expected.extend([create(7, "/.gosys/id", b"", shared), create(8, "/.gosys/id/v1", b"", shared)]);
        expected.extend([create(9, FOLDER, b"", own), create(10, PATH, &record, own), farewell(11)]);
        assert_eq!(heard, expected);
        let record: serde_json::Value = serde_json::from_slice(&record).unwrap();
        let tick = id >> 22;
        assert!(record["from"].as_u64().unwrap() <= tick && tick < record["until"].as_u64().unwrap(), "{record} {id}");
        assert_eq!(record["until"].as_u64().unwrap() - record["from"].as_u64().unwrap(), 120_000);
    }
}

#[test]
fn a_record_that_is_over_is_replaced_in_its_version() {
    let script = vec![granted(), node(OVER, 41), Say::Answer(0, stat(3)), Say::Answer(0, stat(42))];
    let server = Played::new(script);
    let _ = new(&Scratch::new(), &server.url(), "--node 5").like(0, "\n", "");
    let heard = server.heard().remove(0);
    assert_eq!(heard[3], set_data(3, PATH, &written(&heard[3]), 41));
    assert_eq!(heard[4..], [farewell(4)]);
}

/// Another host was faster, and is seen at the second look; the clocks are compared once.
#[test]
fn a_record_that_somebody_else_has_just_replaced_is_looked_at_again() {
    for (first, lost) in [(node(OVER, 41), BAD_VERSION), (failed(NO_NODE), NODE_EXISTS), (node(OVER, 41), NO_NODE)] {
        let script = vec![granted(), first, Say::Answer(0, stat(3)), failed(lost), node(HELD, 42)];
        let server = Played::new(script);
        let _ =
            new(&Scratch::new(), &server.url(), "--node 5").like(75, "", "node 5 is leased to there until 2039-05-");
        let heard = server.heard().remove(0);
        assert_eq!(heard[4..], [get_data(4, PATH), farewell(5)]);
    }
    // Free again at the second look: then it is written, and the folder is not written once more.
    let script = vec![
        granted(),
        node(OVER, 41),
        Say::Answer(0, stat(3)),
        failed(BAD_VERSION),
        node(OVER, 43),
        Say::Answer(0, stat(44)),
    ];
    let server = Played::new(script);
    let _ = new(&Scratch::new(), &server.url(), "--node 5").like(0, "\n", "");
    let heard = server.heard().remove(0);
    assert_eq!(heard[4..], [get_data(4, PATH), set_data(5, PATH, &written(&heard[5]), 43), farewell(6)]);
}

#[test]
fn a_folder_that_somebody_else_makes_meanwhile_is_written_again() {
    let mut script = vec![granted(), failed(NO_NODE), failed(NO_NODE), failed(NODE_EXISTS)];
    let server = Played::new([&script[..], &[Say::Answer(0, stat(1)), made(PATH)]].concat());
    let _ = new(&Scratch::new(), &server.url(), "--node 5").like(0, "\n", "");
    let heard = server.heard().remove(0);
    assert_eq!(heard[3..5], [create(3, FOLDER, b"", EVERYBODY), set_data(4, FOLDER, b"", -1)]);
    // And one who deletes it again.
    script.push(failed(NO_NODE));
    let server = Played::new(script);
    let words = format!("answered: {FOLDER} is gone again\nhint: the server's log may say more");
    let _ = new(&Scratch::new(), &server.url(), "--node 5").like(69, "", &words);
}

/// The root is always there; whoever says otherwise is not asked for ever.
#[test]
fn a_server_without_a_root_is_told() {
    let script = [vec![granted()], vec![failed(NO_NODE); 50_000]].concat();
    let server = Played::new(script);
    let _ = new(&Scratch::new(), &server.url(), "--node 5").like(69, "", "answered: there is no / to make nodes in\n");
    assert_eq!(server.heard().remove(0).len(), 7, "connect, look, write, four nodes");
}

const CLOSED: &str = "closed the connection without an answer\nhint: does it want TLS?";
const NOT_OURS: &str = "does not speak ZooKeeper's protocol\nhint: is this the port for clients?";

/// Whatever comes in place of an answer, at each of the requests: an error of one kind, at once, and no id.
#[test]
fn answers_that_are_none() {
    let half = [&int(100)[..], b"0123456789"].concat();
    let bad = [
        (Say::HangUp(vec![]), CLOSED),
        (Say::HangUp(b"\0\0".to_vec()), CLOSED),
        (Say::HangUp(half), CLOSED),
        (Say::HangUp(int(1)), CLOSED),
        (Say::Bytes(int(i32::MAX)), NOT_OURS),
        (Say::Bytes(int(i32::MIN)), NOT_OURS),
        (Say::Bytes(int(-1)), NOT_OURS),
        (Say::Bytes(int((4 << 20) + 1)), NOT_OURS),
        // As long as it may be, and not there.
        (Say::HangUp(int(4 << 20)), CLOSED),
        (Say::Bytes(int(0)), NOT_OURS),
        (Say::Bytes(buffer(&[0; 7])), NOT_OURS),
        (Say::Bytes(b"HTTP/1.1 400 Bad Request\r\n\r\n".to_vec()), NOT_OURS),
        (Say::Bytes(b"-ERR unknown command\r\n".to_vec()), NOT_OURS),
    ];
    for stage in 0..good().len() {
        for (say, words) in &bad {
            let server = Played::new([&good()[..stage], std::slice::from_ref(say)].concat());
            let words = format!("gosys: zookeeper 127.0.0.1:{} {words}", server.port);
            let end = new(&Scratch::new(), &server.url(), "--node 5");
            assert_eq!((end.code(), &*end.stdout), (69, ""), "{stage} {say:?}: {}", end.stderr);
            assert!(end.stderr.starts_with(&words), "{stage} {say:?}: {}", end.stderr);
        }
    }
}

#[test]
fn answers_to_another_question_or_cut_short() {
    // The watch that nobody set, the ping that nobody sent, and numbers that were not given out.
    let others = [-1, -2, 0, 99].map(|xid| Say::Bytes(buffer(&[int(xid), long(9), int(0), stat(1)].concat())));
    let short = [0, 1, 4, 67].map(|length| Say::Answer(0, stat(1)[..length].to_vec()));
    let lying = [int(i32::MAX), int(-2), int(69)].map(|length| Say::Answer(0, [length, stat(1)].concat()));
    for stage in 1..good().len() {
        // A write is answered with a stat alone: what stands first in it is no length.
        let lying = if stage == 2 { &[][..] } else { &lying };
        for say in others.iter().chain(&short).chain(lying) {
            let server = Played::new([&good()[..stage], std::slice::from_ref(say)].concat());
            let end = new(&Scratch::new(), &server.url(), "--node 5");
            assert!(end.code() == 69 && end.stderr.contains(NOT_OURS), "{stage} {say:?}: {}", end.stderr);
        }
    }
}

#[test]
fn errors_of_the_server_in_words() {
    let denied =
        |path: &str, doing: &str| format!("refused access: the ACL of {path} does not let this user {doing}\n");
    let each = [denied(PATH, "read"), denied(FOLDER, "write"), denied(FOLDER, "make nodes below it")];
    for (stage, words) in (1..).zip(each) {
        for (code, exit, words) in [
            (-102, 77, &*words),
            (-115, 77, "refused access: the user or the password is wrong\n"),
            (-112, 69, "grants no session\nhint: has the server just lost its ensemble?"),
            (-4, 69, "answered: error -4\nhint: the server's log may say more"),
            (i32::MIN, 69, "answered: error -2147483648\n"),
            (1, 69, "answered: error 1\n"),
        ] {
            let server = Played::new([&good()[..stage], &[failed(code)]].concat());
            let _ = new(&Scratch::new(), &server.url(), "--node 5").like(exit, "", words);
        }
    }
    for timeout in [0, -1] {
        let none = Say::Bytes(buffer(&[int(0), int(timeout), long(0), buffer(&[0; 16]), vec![0]].concat()));
        let _ = new(&Scratch::new(), &Played::new(vec![none]).url(), "").like(69, "", "grants no session\n");
    }
}

#[test]
fn a_server_that_falls_silent_is_waited_for_as_long_as_is_said() {
    for stage in 0..good().len() {
        let server = Played::new([&good()[..stage], &[Say::Nothing]].concat());
        let scratch = Scratch::new();
        let run = scratch.gosys(["-b", &server.url(), "--timeout", "300ms", "id", "new", "--node", "5"]);
        let end = run.within(Duration::from_secs(2)).end();
        let _ = end.like(69, "", &format!("127.0.0.1:{} does not answer within 300ms\n", server.port));
    }
}

/// The ids are there and the window is: that the farewell is not answered changes neither.
#[test]
fn a_farewell_that_is_not_answered_is_no_failure() {
    for last in [Say::HangUp(vec![]), Say::Nothing, Say::Bytes(b"junk".to_vec()), failed(-4)] {
        let server = Played::new([&good()[..], &[last]].concat());
        let scratch = Scratch::new();
        let _ = new(&scratch, &server.url(), "--node 5").like(0, "\n", "");
        // From then on the server is not needed.
        let _ = new(&scratch, &server.url(), "--node 5").like(0, "\n", "");
        assert_eq!(server.heard().len(), 1);
    }
}

#[test]
fn what_is_no_record_is_named_with_its_path() {
    for data in ["", "junk", "{}", "[1,2]", r#"{"from":9,"until":8,"owner":"","host":""}"#, "\u{1b}[31m"] {
        let server = Played::new(vec![granted(), node(data, 1)]);
        let words = format!("gosys: {PATH} on zookeeper 127.0.0.1:{} is no record of a node: ", server.port);
        let end = new(&Scratch::new(), &server.url(), "--node 5").like(65, "", &words);
        assert!(
            end.stderr.contains("\nhint: somebody else wrote it") && !end.stderr.contains('\u{1b}'),
            "{}",
            end.stderr
        );
        // The session is ended all the same.
        assert_eq!(server.heard().remove(0)[2..], [farewell(2)], "{data}");
    }
}

/// A node is looked for in the list of all, of which some have names that no node has, and some are gone meanwhile.
#[test]
fn all_nodes_are_listed_a_hundred_at_a_time() {
    let layout = "--layout 41:8:12 --epoch 2010-11-04T01:42:54.657Z --node auto";
    let folder = "/.gosys/id/v1/custom-41-8-12-1ms-1288834974657";
    let held = vec![node(HELD, 1); 8];
    // All but node 200, which is over, and 201, which was deleted.
    let nodes = (0..256).filter(|node| *node != 201).map(|node| node.to_string());
    let names: Vec<String> = ["07", "x", ""].into_iter().map(str::to_owned).chain(nodes).collect();
    let texts = names.iter().flat_map(|name| buffer(name.as_bytes())).collect();
    let list = Say::Answer(0, [int(i32::try_from(names.len()).unwrap()), texts].concat());
    let each = names.iter().map(|name| match &**name {
        "200" => node(OVER, 77),
        "202" => failed(NO_NODE),
        "x" => node("no record, and nobody asked for one", 1),
        _ => node(HELD, 1),
    });
    let script: Vec<Say> = [granted()]
        .into_iter()
        .chain(held)
        .chain([list])
        .chain(each)
        .chain([failed(NO_NODE), Say::Answer(0, stat(1))])
        .collect();
    let server = Played::new(script);
    // Nothing behind the last look is played: who gets so far has seen all of the list.
    let end = new(&Scratch::new(), &server.url(), layout);
    let heard = server.heard().remove(0);
    let looked: Vec<u64> = heard[1..9].iter().map(|request| node_of(request)).collect();
    let first = looked[0];
    assert_eq!(looked, (0..8).map(|step| (first + step) % 256).collect::<Vec<_>>());
    assert_eq!(heard[9], [int(9), int(8), buffer(folder.as_bytes()), vec![0]].concat());
    let asked: Vec<Vec<u8>> =
        (10..).zip(&names).map(|(xid, name)| get_data(xid, &format!("{folder}/{name}"))).collect();
    assert_eq!(heard[10..10 + names.len()], asked);
    let free: Vec<u64> = [200, 201, 202].into_iter().collect();
    let chosen = node_of(&heard[10 + names.len()]);
    let nearest = free.iter().copied().min_by_key(|node| (node + 256 - first) % 256).unwrap();
    assert_eq!(chosen, nearest, "from {first} on: {}", end.stderr);
}

/// The node that a request asks for.
fn node_of(request: &[u8]) -> u64 {
    let path = String::from_utf8(request[12..request.len() - 1].to_vec()).unwrap();
    path.rsplit_once('/').unwrap().1.parse().unwrap()
}

#[test]
fn a_list_that_is_none() {
    for (list, words) in [
        (Say::Answer(0, int(i32::MAX)), NOT_OURS),
        (Say::Answer(0, [int(2), buffer(b"1")].concat()), NOT_OURS),
        (Say::Answer(0, vec![]), NOT_OURS),
        (failed(-102), "the ACL of /.gosys/id/v1/mastodon-0 does not let this user read\n"),
        (Say::HangUp(vec![]), CLOSED),
    ] {
        let server = Played::new(vec![granted(), node(HELD, 1), list.clone()]);
        // One node alone: after it, all are listed.
        let end = new(&Scratch::new(), &server.url(), "--layout 41:0:12 --epoch 2015-01-01");
        let words = words.replace("mastodon-0", "custom-41-0-12-1ms-1420070400000");
        let code = if words.contains("ACL") { 77 } else { 69 };
        assert!(end.code() == code && end.stderr.contains(&words), "{list:?}: {} {}", end.code(), end.stderr);
    }
    // Gone, or said to have less than nothing: then no node is held.
    for list in [failed(NO_NODE), Say::Answer(0, int(-1)), Say::Answer(0, int(0))] {
        let script = vec![granted(), node(HELD, 1), list, failed(NO_NODE), Say::Answer(0, stat(1)), made("/x")];
        let server = Played::new(script);
        let _ = new(&Scratch::new(), &server.url(), "--layout 41:0:12 --epoch 2015-01-01").like(0, "\n", "");
    }
}

/// The clock that a write tells is compared before anything is leased by ours.
#[test]
fn a_server_whose_clock_is_elsewhere_leases_nothing() {
    for written_ms in [0, -5, -now_ms(), i64::MIN, now_ms() + 90_000_000, i64::MAX] {
        let mut told = stat(3);
        told[24..32].copy_from_slice(&written_ms.to_be_bytes());
        let server = Played::new(vec![granted(), failed(NO_NODE), Say::Answer(0, told)]);
        let words = format!("gosys: the clock of zookeeper 127.0.0.1:{} says ", server.port);
        let _ = new(&Scratch::new(), &server.url(), "--node 5").like(75, "", &words);
        assert_eq!(server.heard().remove(0)[3..], [farewell(3)], "nothing was written");
    }
}

/// The server's answer was lost, or this process was killed: the next one finds its own mark and leases nothing.
#[test]
fn a_window_whose_reply_was_lost_is_found_again() {
    let scratch = Scratch::new();
    let server = Played::new([&good()[..3], &[Say::HangUp(vec![])]].concat());
    let _ = new(&scratch, &server.url(), "--node 5").like(69, "", "closed the connection");
    let record = String::from_utf8(written(&server.heard()[0][3])).unwrap();
    server.then(vec![granted(), node(&record, 0)]);
    let end = new(&scratch, &server.url(), "--node 5").like(0, "\n", "");
    assert_eq!(server.heard()[1], [greeting(), get_data(1, PATH), farewell(2)]);
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    let tick = end.stdout.trim().parse::<u64>().unwrap() >> 22;
    assert!((record["from"].as_u64().unwrap()..record["until"].as_u64().unwrap()).contains(&tick));
    // Another host does not take that mark for its own.
    server.then(vec![granted(), node(&record.to_string(), 0)]);
    let _ = new(&Scratch::new(), &server.url(), "--node 5").like(75, "", "node 5 is leased to ");
}

/// Takes all cells that the one register of this folder has leased.
fn use_up(scratch: &Scratch) {
    let path = fs::read_dir(scratch.state().join("ids")).unwrap().next().unwrap().unwrap().path();
    let mut bytes = fs::read(&path).unwrap();
    // What was never taken begins where the window ends: the first cell of the file, and the sixth.
    bytes.copy_within(64 + 40..64 + 48, 64);
    fs::write(path, bytes).unwrap();
}

/// A window was had, and the server breaks off where the next is leased: then it is the ids that have run out.
#[test]
fn a_server_that_breaks_off_after_the_window_is_over() {
    for stage in 0..good().len() {
        let scratch = Scratch::new();
        let server = Played::new(good());
        let _ = new(&scratch, &server.url(), "--node 5").like(0, "\n", "");
        use_up(&scratch);
        let ours = String::from_utf8(written(&server.heard()[0][3])).unwrap();
        let again = [granted(), node(&ours, 0), Say::Answer(0, stat(3))];
        server.then([&again[..stage.min(3)], &[Say::HangUp(vec![])]].concat());
        let words = format!(
            "gosys: the leased ids are used up, and zookeeper 127.0.0.1:{} closed the connection without an answer\n\
             hint: when the backend answers again ids go on; --window leases for longer\n",
            server.port
        );
        let _ = new(&scratch, &server.url(), "--node 5").is(75, "", &words);
    }
}

/// Two addresses of one ensemble: whoever breaks off is followed by the next, in the order of the URL, from the
/// beginning; whoever refuses is not.
#[test]
fn the_next_server_goes_on_where_the_first_broke_off() {
    let first = Played::new([&good()[..3], &[Say::HangUp(vec![])]].concat());
    let second = Played::new(good());
    let url = |a: &Played, b: &Played| format!("zk://127.0.0.1:{},127.0.0.1:{}", a.port, b.port);
    let _ = new(&Scratch::new(), &url(&first, &second), "--node 5").like(0, "\n", "");
    assert_eq!((first.heard()[0].len(), second.heard()[0].len()), (4, 5));
    assert_eq!(second.heard()[0][1], get_data(1, PATH));
    for (code, exit, words) in [(-102, 77, "does not let this user read"), (0, 75, "node 5 is leased to there until")] {
        let answer = if code == 0 { node(HELD, 1) } else { failed(code) };
        let (first, second) = (Played::new(vec![granted(), answer]), Played::new(good()));
        let _ = new(&Scratch::new(), &url(&first, &second), "--node 5").like(exit, "", words);
        assert_eq!(second.heard(), Vec::<Vec<Vec<u8>>>::new(), "{words}");
    }
    let (first, second) = (Played::new(vec![Say::HangUp(vec![])]), Played::new(vec![Say::Bytes(int(-1))]));
    let words = format!(
        "gosys: no zookeeper server answers: zookeeper 127.0.0.1:{} closed the connection without an answer; \
         zookeeper 127.0.0.1:{} does not speak ZooKeeper's protocol\n",
        first.port, second.port
    );
    let _ = new(&Scratch::new(), &url(&first, &second), "--node 5").like(69, "", &words);
}
