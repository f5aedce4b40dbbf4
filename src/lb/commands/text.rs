//! What the man page of load balancing says besides the verbs.

/// Title and text of each section.
pub const SECTIONS: &[(&str, &str)] = &[("THE NAIVE SHUFFLE", super::shuffle::BOOK), ("SCENARIOS", SCENARIOS)];

/// Every key of a scenario; a test reads all that is indented here as scenarios.
const SCENARIOS: &str = "\
`gosys lb simulate` and `gosys lb compare` read a scenario from a YAML file. It needs `servers` and one of `load`, `rate`, `clients` and \
`trace`; everything else may be left out. Times are in units of the mean service time, or in milliseconds with \
`service_ms`.

Requests come in one of four ways. `load` is the share of what all servers can do that is asked of them, `rate` the \
requests in a unit of time; with either of them `arrivals` is `poisson` (the default), `deterministic` or \
`bursty:ratio=10,share=0.1,length=100`. `clients` send the next request only after the answer to the last one, and \
`think` between them, on average as long. A `trace` is a file beside the scenario with the moment of a request on each \
line. How long requests take says `service`: `exponential` (the default), `deterministic`, `lognormal:cv=1`, \
`pareto:shape=2.5`, `bimodal:share=0.1,ratio=10`, or `empirical:FILE`. By `keys` a few are asked for often: of `count` \
keys the second is as often as the first divided by 2 to the power of `zipf`, and so on; without it each request has a \
key of its own.

  load: 0.7             # or rate: 7, clients: 20 with think: 10, trace: FILE
  arrivals: poisson
  service: exponential
  service_ms: 12
  servers: [{count: 10}]
  policy: bounded-load  # goes by keys, as ring does
  bound: 1.5
  keys: {count: 1000, zipf: 1.1}

`servers` is a list of groups: `count` servers each, with the `rate` at which one request is served (1), the \
`concurrency` of so many at once (1), a `discipline` for more than that (`fifo`: they wait; `ps`: all share), a `queue` \
for so many that wait (without end; above that a request is rejected), and a `weight` for policies that go by it (1).

  policy: weighted-random
  load: 0.7
  servers:
    - {count: 8, rate: 1, concurrency: 4, discipline: fifo, queue: 50}
    - {count: 2, rate: 2, discipline: ps, weight: 2}

The balancer follows a `policy` (`power-of-d`). `power-of-d` and `peak-ewma` compare `choices` (2, or the only server) \
with `sampling` `distinct` or `independent`. `peak-ewma` remembers latencies for a time of `decay` (100 mean service \
times). `one-plus-beta` compares two servers in a share `beta` (0.5) of its choices, and otherwise takes any. \
`bounded-load` gives a server at most `bound` (1.25) times the mean. `weighted-least-request` divides the weight of a \
server by its requests and one to the power of `bias` (1). An option that the policy does not go by, or none of those that are compared, is refused. There can be several `balancers`, and a request comes to any of them. Each knows all servers, or a `subset` of `size`, \
chosen by the `algorithm` `random`, `deterministic`, `aperture` or `rendezvous`. It knows the requests that it sent \
itself; with a `bulletin` it knows instead what all servers had at the last of these, which come so often.

  rate: 15
  servers: [{count: 20}]
  policy: peak-ewma
  choices: 3
  sampling: independent
  decay: 50
  balancers: 4
  subset: {size: 5, algorithm: aperture}
  bulletin: 10

An attempt that takes longer than `timeout` has failed, and so has one at a server that is down or rejects it. It is \
made again up to `limit` times for a request by `retries`, as long as all retries together are no more than the share \
`budget` (0.2) of the requests, and ten. After `hedge` a second attempt is made beside the first; the first answer \
counts. A request is not sent again to a server that had it: a retry goes there only where no other is up as far as the \
balancer knows, and a hedge never does, so that with one server there is none. A timeout counts only where nobody has \
answered yet. A server works on what nobody waits for any more. The time of a request that fails is counted like that of any \
other, so a server that refuses at once looks fast: read `failed` beside the times.

Balancers look every `health` which servers are up; without it they never do. More than a hundred thousand looks at a \
server between two requests are refused. For `slow_start` after that a server \
that is back gets less, from a tenth of its weight on. The `timeline` says what happens `at` which moment to which \
`servers`, by their numbers from 0 (all): `slow` makes them so many times slower, `fail` takes them down with all that \
they had, `recover` brings them back, empty and as fast as ever, and a `rollout` takes one after the other down, a new \
one `every` so often, each for as long as `down`.

  load: 0.6
  end: 400
  servers: [{count: 10}]
  policy: weighted-least-request
  bias: 0.5
  timeout: 30
  retries: {limit: 2, budget: 0.2}
  hedge: 10
  health: 2
  slow_start: 20
  timeline:
    - {at: 100, servers: [3], slow: 5}
    - {at: 150, servers: [0, 1], fail: true}
    - {at: 200, recover: true}
    - {at: 250, rollout: {down: 5, every: 10}}

`requests` are counted (1e6) after `warm_up` others that are not, from the `seed`; the flags `--requests`, `--warm-up` \
and `--seed` come first. Without a `warm_up` as many are left out as queues of the load may need to fill, but no more \
than are counted; `settled` says whether they were enough. `utilisation` is null where no time passed while requests \
were counted, as when all come and fail in the first moment. `end` is when all ends, however many came. A scenario with an end, a timeline or a trace is \
run once from its beginning, without a warm-up unless it says one; one with `clients` is run once, too; any other is cut \
into pieces for `--jobs`.

  clients: 20
  think: 10
  policy: one-plus-beta
  beta: 0.3
  servers: [{count: 3}]
  requests: 1e4
  warm_up: 1000
  seed: 7";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lb::scenario::Scenario;

    /// What stands indented, a scenario for each block.
    fn blocks() -> Vec<String> {
        let lines: Vec<&str> = SCENARIOS.lines().collect();
        let blocks = lines.split(|line| line.is_empty()).filter(|block| block[0].starts_with("  "));
        blocks.map(|block| block.iter().map(|line| format!("{}\n", &line[2..])).collect()).collect()
    }

    fn read(text: &str) -> crate::base::error::Result<Scenario> {
        Scenario::parse("s.yaml", text, &|_| Ok(vec![(1, 0.0)]))
    }

    #[test]
    fn every_example_is_a_scenario() {
        for block in blocks() {
            assert!(read(&block).is_ok(), "{block}\n{:?}", read(&block).err().map(|error| error.message().to_owned()));
        }
        assert!(blocks().len() >= 5);
    }

    #[test]
    fn every_key_is_explained_and_has_an_example() {
        // The parser's own lists, so that a new key is not forgotten: of the whole, and of what stands inside.
        for wrong in [
            "zzzz: 1",
            "servers: [{zzzz: 1}]",
            "keys: {zzzz: 1}",
            "retries: {zzzz: 1}",
            "subset: {zzzz: 1}",
            "timeline: [{zzzz: 1}]",
            "timeline: [{at: 1, rollout: {zzzz: 1}}]",
        ] {
            let said = read(wrong).err().unwrap().message().to_owned();
            let keys: Vec<&str> = said.split_once("expected").unwrap().1.split('`').skip(1).step_by(2).collect();
            assert!(keys.len() >= 2, "{said}");
            for key in keys {
                assert!(SCENARIOS.contains(&format!("`{key}`")), "`{key}` is not explained");
                let shown = blocks().concat();
                // A trace needs a file beside it, and the others a way to come instead.
                let is_shown = shown.contains(&format!("{key}: ")) || shown.contains(&format!("{key}:\n"));
                assert!(is_shown, "`{key}` has no example");
            }
        }
    }

    #[test]
    fn lines_fit_a_page() {
        assert!(SCENARIOS.lines().filter(|line| line.starts_with("  ")).all(|line| line.len() <= 78));
    }
}
