//! Requests a second of processor time against other generators, and how well moments are kept.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::peers::Peers;
use crate::whole_process::{cpu_of_children, median};
use crate::{Figure, copy};

const ROUNDS: usize = 5;
const SECONDS: &str = "3s";
const CONNECTIONS: &str = "32";

/// nginx, which answers with 200 and two bytes.
struct Nginx {
    child: Child,
    url: String,
}

impl Nginx {
    fn start(folder: &Path, peers: &Peers) -> Option<Self> {
        let mut command = peers.command("nginx")?;
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let temporary: String = temporary.map(|kind| format!("{kind}_temp_path {kind};")).concat();
        let text = format!(
            "daemon off; worker_processes 1; pid nginx.pid; error_log stderr crit; events {{}}
             http {{ access_log off; keepalive_requests 1000000000; {temporary}
             server {{ listen 127.0.0.1:{port}; location / {{ return 200 ok; }} }} }}"
        );
        std::fs::write(folder.join("nginx.conf"), text).unwrap();
        command.arg("-p").arg(folder).args(["-c", "nginx.conf", "-e", "stderr"]).stderr(Stdio::null());
        let child = command.spawn().ok()?;
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(10), "nginx does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        Some(Self { child, url: format!("http://127.0.0.1:{port}/") })
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // By TERM and not by KILL, so that its worker ends with it.
        crate::support::signal(self.child.id(), "TERM");
        let _ = self.child.wait();
    }
}

/// Requests a second of processor time; the count is read from what the program prints.
fn per_cpu_second(mut command: Command, count: impl Fn(&str) -> f64) -> f64 {
    let used = cpu_of_children();
    let output = command.output().unwrap();
    let cpu = (cpu_of_children() - used).as_secs_f64();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    count(&String::from_utf8(output.stdout).unwrap()) / cpu
}

fn record(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The number in front of these words.
fn before(text: &str, words: &str) -> f64 {
    let at = text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    text[..at].split_whitespace().last().unwrap().parse().unwrap()
}

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let (peers, gosys) = (Peers::fetch(), copy(folder, env!("CARGO_BIN_EXE_gosys")));
    let Some(nginx) = Nginx::start(folder, &peers) else {
        println!("rate load: skipped, there is no nginx");
        return Vec::new();
    };
    let load = |more: &str| {
        let mut command = Command::new(&gosys);
        command.args(["rate", "load", &nginx.url, "-q", "-o", "json"]).args(more.split(' '));
        command
    };
    let mut figures = Vec::new();
    let ours = || {
        let unlimited = load(&format!("--rate unlimited --duration {SECONDS} --connections {CONNECTIONS}"));
        per_cpu_second(unlimited, |text| record(text)["answered"].as_f64().unwrap())
    };
    if let (Some(wrk), Some(hey)) = (peers.command("wrk"), peers.command("hey")) {
        let theirs = |command: &Command, args: &[&str], words: &str| {
            let mut again = Command::new(command.get_program());
            again.args(args).arg(&nginx.url).envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
            per_cpu_second(again, |text| before(text, words))
        };
        let rounds: Vec<[f64; 3]> = (0..ROUNDS)
            .map(|_| {
                let wrk = theirs(&wrk, &["-t1", "-c", CONNECTIONS, "-d", SECONDS], " requests in");
                let hey = theirs(&hey, &["-c", CONNECTIONS, "-z", SECONDS], " responses");
                [ours(), wrk, hey]
            })
            .collect();
        let ratio = |what, peer: usize| {
            let [us, them] = [0, peer].map(|who| median(rounds.iter().map(|round| round[who]).collect()));
            let value = median(rounds.iter().map(|round| round[0] / round[peer]).collect());
            let detail = format!("{us:.0} a CPU second, {them:.0}");
            Figure { what, value, detail }
        };
        figures.push(ratio("`gosys rate load`, requests a CPU second, nginx answers", 1));
        figures.push(ratio("the same requests a CPU second", 2));
    }
    figures.extend(moments(|| record(&run(load("--rate 1000/s --duration 3s --connections 8")))));
    figures
}

/// How many requests of a paced load left early, and how late the others were.
fn moments(run: impl Fn() -> Value) -> [Figure; 2] {
    let rounds: Vec<Value> = (0..3).map(|_| run()).collect();
    let early: f64 = rounds.iter().map(|found| found["early"].as_f64().unwrap()).sum();
    let late = |share: &str| median(rounds.iter().map(|found| found["late"][share].as_f64().unwrap()).collect());
    let value = late("p50");
    let detail = format!("p99 {:.0} µs, max {:.0} µs", late("p99"), late("max"));
    let requests: f64 = rounds.iter().map(|found| found["requests"].as_f64().unwrap()).sum();
    [
        Figure { what: "`gosys rate load` at 1,000/s, sent early", value: early, detail: format!("of {requests:.0}") },
        Figure { what: "`gosys rate load` at 1,000/s, median lateness", value, detail },
    ]
}

/// What it prints; it may say that a busy machine has not reached the rate.
fn run(mut command: Command) -> String {
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}
