//! Somebody who runs a balancer and asks whether it does what its configuration says: real servers behind a small
//! balancer that goes by gosys's own policies, and `lb probe` in front.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use gosys::base::random::{Purpose, Stream};
use gosys::lb::hash::xxh64;
use gosys::lb::policy::still::Still;
use gosys::lb::policy::{End, Fleet, Options, Policy, Probe, Request, Servers, find};
use serde_json::Value;

use crate::support::Scratch;

const NAMES: [&str; 3] = ["web1", "web2", "web3"];

/// What a balancer knows.
struct Desk {
    policy: Box<dyn Policy>,
    fleet: Still,
    random: Stream,
}

/// A server that takes so long and then says its name.
fn server(name: &'static str, delay: Duration) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            thread::spawn(move || {
                let _ = stream.read(&mut [0; 4096]);
                thread::sleep(delay);
                let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n";
                let _ = stream.write_all(format!("{head}x-served-by: {name}\r\n\r\n").as_bytes());
            });
        }
    });
    address
}

/// Passes a request on to whom the policy names, and the answer back.
fn pass_on(desk: &Mutex<Desk>, servers: &[SocketAddr], stream: &mut TcpStream) -> std::io::Result<()> {
    let mut request = [0; 4096];
    let length = stream.read(&mut request)?;
    let text = String::from_utf8_lossy(&request[..length]).into_owned();
    let key = xxh64::key(text.split(' ').nth(1).unwrap_or_default().as_bytes());
    let server = {
        let Desk { policy, fleet, random } = &mut *desk.lock().unwrap();
        let Some(server) = policy.pick(&Request { key }, fleet, random) else { return Ok(()) };
        fleet.in_flight[server] += 1;
        server
    };
    let mut answer = Vec::new();
    let mut behind = TcpStream::connect(servers[server])?;
    behind.write_all(&request[..length])?;
    behind.read_to_end(&mut answer)?;
    let Desk { policy, fleet, .. } = &mut *desk.lock().unwrap();
    fleet.in_flight[server] -= 1;
    let probe: Probe = fleet.probe(server);
    policy.ended(&End { server, latency: 1.0, succeeded: true, probe }, 0.0);
    stream.write_all(&answer)
}

/// A balancer with this policy before servers of these weights and delays; its URL, and what can be changed about it.
fn balancer(policy: &str, weights: [f64; 3], delays: [u64; 3]) -> (String, Arc<Mutex<Desk>>) {
    let names = NAMES.map(str::to_owned).to_vec();
    let known = Servers { names, weights: weights.to_vec() };
    let policy = (find(policy).unwrap().make)(&known, &Options::default()).unwrap();
    let random = Stream::new(1, Purpose::Policy(0), 0);
    let desk = Arc::new(Mutex::new(Desk { policy, fleet: Still::of(&known), random }));
    let servers: Vec<_> = NAMES.iter().zip(delays).map(|(name, ms)| server(name, Duration::from_millis(ms))).collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let shared = Arc::clone(&desk);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { continue };
            let (desk, servers) = (Arc::clone(&shared), servers.clone());
            thread::spawn(move || pass_on(&desk, &servers, &mut stream));
        }
    });
    (url, desk)
}

/// What a probe of 60 requests says, and its exit code.
fn probed(url: &str, args: &str) -> (i32, Value) {
    let words = ["lb", "probe", url, "-o", "json", "-q", "--by", "header:x-served-by"].into_iter();
    let much = ["--requests", "60", "--rate", "300", "--yes"];
    let end = Scratch::new().gosys(words.chain(much).chain(args.split_whitespace())).end();
    let code = end.code();
    let end = end.like(code, "{\"schema\":\"gosys.lb-probe.v1\"", "");
    (code, serde_json::from_str(&end.stdout).unwrap())
}

#[track_caller]
fn fits(url: &str, args: &str, code: i32, verdict: &str) -> Value {
    let (found, record) = probed(url, args);
    assert_eq!((found, &record["fits"]), (code, &verdict.into()), "{args}: {record}");
    record
}

fn requests(record: &Value) -> Vec<u64> {
    record["servers"].as_array().unwrap().iter().map(|row| row["requests"].as_u64().unwrap()).collect()
}

#[test]
fn turns_are_found_to_be_turns_also_by_weight() {
    let (url, _) = balancer("round-robin", [1.0; 3], [0; 3]);
    let record = fits(&url, "--policy rr", 0, "yes");
    assert_eq!((requests(&record), &record["policy"]), (vec![20; 3], &"round-robin".into()));
    fits(&url, "--policy random", 1, "no");
    let (url, _) = balancer("smooth-weighted-round-robin", [4.0, 1.0, 1.0], [0; 3]);
    let weights = "--weights web1=4,web2=1,web3=1";
    let record = fits(&url, &format!("--policy smooth-weighted-round-robin {weights}"), 0, "yes");
    assert_eq!(requests(&record), [40, 10, 10]);
    assert_eq!(record["servers"][0]["expected"].as_f64(), Some(4.0 / 6.0));
    // Who forgot the weights is told that it is no even balancer.
    fits(&url, "--policy rr", 1, "no");
}

/// A name that was mistyped is no fault of the balancer, and it is said which answers were not expected.
#[test]
fn a_weight_for_somebody_who_is_not_there() {
    let (url, _) = balancer("smooth-weighted-round-robin", [4.0, 1.0, 1.0], [0; 3]);
    let args = "--policy smooth-weighted-round-robin --weights web1=4,wbe2=1,web3=1";
    let record = fits(&url, args, 1, "no");
    assert_eq!(
        (&record["why"], &record["chi2"]),
        (&"a server answers that no weight was stated for".into(), &Value::Null)
    );
    let rows = record["servers"].as_array().unwrap();
    let of = |row: &Value| (row["server"].as_str().unwrap().to_owned(), row["requests"].as_u64().unwrap());
    let named = |name: &str| name.to_owned();
    let wanted = [(named("web1"), 40), (named("wbe2"), 0), (named("web3"), 10), (named("web2"), 10)];
    assert_eq!(rows.iter().map(of).collect::<Vec<_>>(), wanted);
    assert_eq!(rows[3]["expected"], 0.0);
    let text = Scratch::new()
        .gosys(
            ["lb", "probe", &url, "-q", "--requests", "12", "--by", "header:x-served-by"]
                .into_iter()
                .chain(args.split(' '))
                .chain(["--rate", "90"]),
        )
        .end();
    let end = text.like(1, "fits      no: a server answers that no weight was stated for", "");
    assert!(!end.stdout.contains("inf"), "{}", end.stdout);
}

#[test]
fn chance_is_found_to_be_chance_also_by_weight() {
    let (url, _) = balancer("random", [1.0; 3], [0; 3]);
    fits(&url, "--policy random", 0, "yes");
    fits(&url, "--policy rr", 0, "cannot tell");
    let (url, _) = balancer("weighted-random", [6.0, 1.0, 1.0], [0; 3]);
    fits(&url, "--policy weighted-random --weights web1=6,web2=1,web3=1", 0, "yes");
    fits(&url, "--policy random", 1, "no");
}

#[test]
fn keys_stay_until_a_server_leaves_in_the_middle() {
    for policy in ["ring", "maglev"] {
        let (url, desk) = balancer(policy, [1.0; 3], [0; 3]);
        let keyed = format!("{url}?user={{key}}");
        let record = fits(&keyed, &format!("--policy {policy} --keys 15"), 0, "yes");
        assert_eq!((requests(&record).iter().sum::<u64>(), &record["chi2"]), (60, &Value::Null));
        // Half of the fifteen keys belong to somebody else from some moment on.
        let leaving = thread::spawn(move || {
            thread::sleep(Duration::from_millis(400));
            desk.lock().unwrap().fleet.up = vec![false, true, false];
        });
        let (code, record) = probed(&keyed, &format!("--policy {policy} --keys 15 --rate 60"));
        leaving.join().unwrap();
        assert_eq!((code, &record["fits"]), (1, &"no".into()), "{record}");
        assert!(record["why"].as_str().unwrap().ends_with("was answered by different servers"), "{record}");
    }
}

#[test]
fn least_connections_spares_a_slow_server_and_that_is_no_fault() {
    let (url, _) = balancer("least-connections", [1.0; 3], [0, 0, 200]);
    let (code, record) = probed(&url, "--policy lc");
    let slow = &record["servers"][2];
    assert!(code == 0 && record["fits"] != "no", "{record}");
    assert!(slow["requests"].as_u64().unwrap() < 12 && slow["p50"].as_f64().unwrap() >= 200.0, "{record}");
    // By turns the slow one gets its third, and that is what is stated then.
    let (url, _) = balancer("round-robin", [1.0; 3], [0, 0, 200]);
    let record = fits(&url, "--policy rr", 0, "yes");
    assert_eq!(record["servers"][2]["requests"], 20);
}

#[test]
fn everybody_on_the_same_node_is_seen_where_the_others_are_known_of() {
    let (url, desk) = balancer("random", [1.0; 3], [0; 3]);
    desk.lock().unwrap().fleet.up = vec![false, true, false];
    fits(&url, "--policy random", 0, "cannot tell");
    let record = fits(&url, "--policy random --servers 3", 1, "no");
    assert_eq!(requests(&record), [60, 0, 0]);
    assert_eq!(record["servers"][1]["server"], "(unseen 2)");
    fits(&url, "--policy rr --servers 3", 1, "no");
}
