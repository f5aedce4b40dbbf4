//! Simulated fleets, in CPU time of a request, against SimPy; and what a long run takes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use super::peers::Python;
use crate::whole_process::{Peer, median};
use crate::{Figure, copy};

const RUNS: usize = 3;
/// Requests of the fleet that fails.
const FAILURES: f64 = 3e6;
/// Of the long run, whose memory is looked at.
const LONG: &str = "1e9";

/// Prints the CPU seconds of one request, its start and its imports left out: 100 servers in the order of arrival, the
/// shorter queue of two different ones, load 0.9, both times exponential. The mean time is checked, so that it is the
/// same experiment.
const PLAIN: &str = "
import random, time, simpy
servers, load, requests = 100, 0.9, 100_000
random.seed(1)
world = simpy.Environment()
fleet = [simpy.Resource(world) for _ in range(servers)]
times = []
def length(server):
    return server.count + len(server.queue)
def request(server):
    began = world.now
    with server.request() as turn:
        yield turn
        yield world.timeout(random.expovariate(1.0))
    times.append(world.now - began)
def source():
    for _ in range(requests):
        yield world.timeout(random.expovariate(load * servers))
        world.process(request(min(random.sample(fleet, 2), key=length)))
began = time.process_time()
world.process(source())
world.run()
took = time.process_time() - began
mean = sum(times) / requests
assert 2.3 < mean < 2.9, mean
print(took / requests)
";

/// The same of a fleet in which attempts are given up after 12 and made again twice, while a server after the other is
/// down for 5 and loses what it had.
const FAILING: &str = "
import random, time, simpy
servers, load, requests = 100, 0.8, 60_000
random.seed(1)
world = simpy.Environment()
class Server:
    def __init__(self):
        self.is_up = True
        self.begin()
    def begin(self):
        self.place, self.waiting = simpy.Resource(world), set()
fleet = [Server() for _ in range(servers)]
times, ended = [], [0]
def length(server):
    return len(server.waiting)
def work(server, done):
    place = server.place
    with place.request() as turn:
        yield turn
        yield world.timeout(random.expovariate(1.0))
    if place is server.place:
        server.waiting.discard(done)
        if not done.triggered:
            done.succeed(True)
def request():
    began = world.now
    for _ in range(3):
        server = min(random.sample(fleet, 2), key=length)
        if not server.is_up:
            continue
        done = world.event()
        server.waiting.add(done)
        world.process(work(server, done))
        yield done | world.timeout(12)
        server.waiting.discard(done)
        if done.triggered and done.value:
            times.append(world.now - began)
            break
    ended[0] += 1
def source():
    for _ in range(requests):
        yield world.timeout(random.expovariate(load * servers))
        world.process(request())
def rollout():
    for server in fleet:
        server.is_up = False
        lost = list(server.waiting)
        server.begin()
        for done in lost:
            if not done.triggered:
                done.succeed(False)
        yield world.timeout(5)
        server.is_up = True
began = time.process_time()
world.process(source())
world.process(rollout())
world.run()
took = time.process_time() - began
mean = sum(times) / len(times)
assert 1.7 < mean < 2.1 and ended[0] == requests and len(times) > 0.98 * requests, (mean, len(times))
print(took / requests)
";
/// The same for gosys, for so many requests: a round of all servers takes 500.
fn scenario(requests: f64) -> String {
    let rounds = (requests / 80.0 / 500.0).ceil() as u32;
    let failures = (0..rounds).map(|round| format!("  - {{at: {}, rollout: {{down: 5, every: 5}}}}\n", 500 * round));
    let fleet = "servers: [{count: 100}]\nload: 0.8\ntimeout: 12\nretries: {limit: 2}\nwarm_up: 0\ntimeline:\n";
    failures.fold(fleet.to_owned(), |text, line| text + &line)
}

pub(crate) fn figures(folder: &Path, python: &Python) -> Vec<Figure> {
    let gosys = copy(folder, env!("CARGO_BIN_EXE_gosys"));
    let failing = folder.join("failing.yaml");
    fs::write(&failing, scenario(FAILURES)).unwrap();
    let mut figures = Vec::new();
    if python.has("simpy") {
        let plain = "`gosys lb simulate`, 100 servers, the shorter queue of two, load 0.9, CPU, times faster";
        figures.push(fleet(folder, &gosys, python, (plain, None, 2e7, PLAIN)));
        let (retried, failing) = ("the same with failing servers, timeouts and retries", failing.to_str());
        figures.push(fleet(folder, &gosys, python, (retried, failing, FAILURES, FAILING)));
    } else {
        println!("simulated requests: left out, python3 has no simpy here");
    }
    figures.extend([two_jobs(folder, &gosys), memory(&gosys)]);
    figures
}

fn fleet(
    folder: &Path,
    gosys: &str,
    python: &Python,
    (what, scenario, requests, script): (&'static str, Option<&str>, f64, &str),
) -> Figure {
    let count = requests.to_string();
    // One thread each, so that the ratio is that of the engines.
    let mut args = vec!["lb", "simulate", "--requests", &count, "--seed", "1", "--jobs", "1", "-o", "json"];
    args.extend(scenario);
    let ours = Peer::new(folder, gosys, &args);
    // All of the process, its start and its warm-up too, which are not among the requests.
    let round = |_| (ours.run().cpu.as_secs_f64() / requests, python.number(script, &[]));
    let rounds: Vec<(f64, f64)> = (0..RUNS).map(round).collect();
    let [ours, theirs] = [|round: &(f64, f64)| round.0, |round: &(f64, f64)| round.1]
        .map(|part| median(rounds.iter().map(part).collect()));
    Figure {
        what,
        value: median(rounds.iter().map(|(ours, theirs)| theirs / ours).collect()),
        detail: format!("{:.1} ns, {:.0} ns of CPU", ours * 1e9, theirs * 1e9),
    }
}

fn two_jobs(folder: &Path, gosys: &str) -> Figure {
    let [one, two] = ["1", "2"].map(|jobs| {
        Peer::new(folder, gosys, &["lb", "simulate", "--requests", "2e8", "--seed", "1", "--jobs", jobs, "-o", "json"])
    });
    let rounds: Vec<(f64, f64)> =
        (0..RUNS).map(|_| (one.run().wall.as_secs_f64(), two.run().wall.as_secs_f64())).collect();
    let [one, two] = [|round: &(f64, f64)| round.0, |round: &(f64, f64)| round.1]
        .map(|part| median(rounds.iter().map(part).collect()));
    Figure {
        what: "200,000,000 requests by two jobs, wall, times faster",
        value: median(rounds.iter().map(|(one, two)| one / two).collect()),
        detail: format!("{two:.1} s, {one:.1} s"),
    }
}

fn memory(gosys: &str) -> Figure {
    let args = ["lb", "simulate", "--requests", LONG, "--seed", "1", "-o", "json"];
    let mut run = Command::new(gosys).args(args).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", run.id());
    let mut most = 0.0_f64;
    // The highest mark is gone with the process, so it is read until then.
    let end = loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let mark = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = mark.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
        most = most.max(kilobytes.unwrap_or(0.0) / 1024.0);
        if let Some(end) = run.try_wait().unwrap() {
            break end;
        }
        thread::sleep(Duration::from_millis(20));
    };
    assert!(end.success(), "{end}");
    Figure { what: "1,000,000,000 requests, memory", value: most, detail: String::new() }
}
