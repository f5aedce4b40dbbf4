//! The verbs of `gosys rate`.

mod algorithms;
mod bench;
mod fit;
mod headers;
mod load;
mod pipe;
mod probe;
mod run;
mod serve;
mod setup;
mod sim;
mod slips;
mod take;
mod turn;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "rate",
    about: "Measure rate limiters, and use one from a script",
    description: "Rates are written 10/s, 600/m, 5/100ms or 1MiB/s. A burst is the most that pass at once after long \
        idleness.",
    sections: &[],
    default: None,
    verbs: &[
        Verb::of::<probe::Probe>("probe", PROBE),
        Verb::of::<fit::Fit>("fit", FIT)
            .with_key("By what a log's callers are told apart: address, user, path, a field, or none"),
        Verb::of::<headers::Headers>("headers", HEADERS),
        Verb::of::<take::Take>("take", TAKE),
        Verb::of::<run::RunCommand>("run", RUN),
        Verb::of::<pipe::Pipe>("pipe", PIPE),
        Verb::of::<load::Load>("load", LOAD),
        Verb::of::<serve::Serve>("serve", SERVE).with_key("Who has a limit of his own: ip, header:NAME, path or none"),
        Verb::of::<sim::Sim>("sim", SIM),
        Verb::of::<bench::Bench>("bench", BENCH),
        Verb::of::<algorithms::Algorithms>("algorithms", ALGORITHMS),
    ],
    slips: slips::SLIPS,
};

const PROBE: &[Example] = &[
    Example {
        says: "Which limiter, what rate, what burst? 69: nobody answers",
        line: "gosys rate probe http://127.0.0.1:9/",
        exit: 69,
    },
    Example {
        says: "In a build: 1 if the limit is another one",
        line: "gosys rate probe http://127.0.0.1:9/ --expect 'limit=100/s,burst=20±1'",
        exit: 69,
    },
    Example {
        says: "Somebody else's only with --yes: the plan, and 2",
        line: "gosys rate probe http://192.0.2.1/ --budget 200",
        exit: 2,
    },
];

const FIT: &[Example] = &[
    example("Nobody was denied", "echo '{\"sent\":0,\"first_byte\":5,\"denied\":false}' | gosys rate fit -"),
    Example {
        says: "Of one decision much may be true: 75",
        line: "echo '{\"sent\":0,\"first_byte\":5,\"denied\":true}' | gosys rate fit -",
        exit: 75,
    },
    example(
        "An access log: each address has a limit of its own",
        "printf 'time,ip,status\\n5,::1,200\\n' | gosys rate fit - --key ip",
    ),
];

const HEADERS: &[Example] = &[
    Example {
        says: "What a server says; 69: nobody answers",
        line: "gosys rate headers http://127.0.0.1:9/ -H 'Accept: text/html'",
        exit: 69,
    },
    example("Of an answer that is there already", "printf 'RateLimit: \"daily\";r=50;t=30\\n' | gosys rate headers -"),
    Example {
        says: "In a script: 1 if nothing is stated",
        line: "printf 'HTTP/1.1 200 OK\\n' | gosys rate headers - -o json",
        exit: 1,
    },
];

const TAKE: &[Example] = &[
    example("One of a hundred a second, whoever else asks", "gosys rate take api --limit 100/s"),
    Example {
        says: "Two where there is one: exit 1, and the seconds to wait",
        line: "for i in 1 2; do gosys rate take a --limit 1/m --burst 1; done",
        exit: 1,
    },
    example("Wait for the turn, two seconds at most", "gosys rate take api --limit 10/s --wait 2s"),
    example("Shared by all hosts", "gosys -b etcd://10.0.0.5:2379 rate take api --limit 100/s"),
    example("A request that was never sent", "gosys rate take api --limit 100/s --give-back 1"),
];

const RUN: &[Example] = &[
    example("Five a second at most, whoever else runs it", "gosys rate run --limit 5/s -- echo hello"),
    example("A name for what a shell runs", "gosys rate run --name api --limit 5/s -- sh -c 'echo hello'"),
    example("All of them in turn", "seq 3 | xargs -P 3 -I {} gosys rate run --limit 9/s -- echo {}"),
    Example {
        says: "Not more than once in a minute: exit 75",
        line: "for i in 1 2; do gosys rate run --limit 1/m --try -- true; done",
        exit: 75,
    },
];

const PIPE: &[Example] = &[
    example("Ten lines a second", "seq 5 | gosys rate pipe 10/s"),
    example("A burst of three, and names of files", "printf 'a\\0b\\0' | gosys rate pipe 5/s -0 --burst 3"),
    example("So many bytes", "head -c 20000 /dev/zero | gosys rate pipe 1MiB/s | wc -c"),
    example("Throw away what comes too early", "seq 100 | gosys rate pipe 10/s --drop"),
    Example { says: "A bare number says too little", line: "seq 5 | gosys rate pipe 10", exit: 2 },
];

const LOAD: &[Example] = &[
    Example {
        says: "Five hundred requests a second for ten seconds; 69: nobody answers",
        line: "gosys rate load http://127.0.0.1:1/ --rate 500/s",
        exit: 69,
    },
    Example {
        says: "Slowly at first, then four times as many",
        line: "gosys rate load http://127.0.0.1:1/ --schedule 30s@50/s,1m@200/s",
        exit: 69,
    },
    Example {
        says: "A service that is not our own is asked with --yes only",
        line: "gosys rate load http://192.0.2.1/ --rate 20/s --duration 1m",
        exit: 2,
    },
];

const SERVE: &[Example] = &[
    example("Fifty in a second, twenty at once", "gosys rate serve --limit 50/s --burst 20 --timeout 0.1s"),
    example(
        "One that says too early when to come back, as a record",
        "gosys rate serve --limit 9/m --retry-after floor --timeout 0.1s -o json",
    ),
    example("Five on their way at once", "gosys rate serve --algo concurrency --burst 5 --delay 9ms --timeout 0.1s"),
];

const SIM: &[Example] = &[
    example("All limiters on the same requests", "gosys rate sim --requests 1e4 --seed 1"),
    example(
        "Bursts, and clients that come again",
        "gosys rate sim --arrivals bursts:300/s --patience 2s --requests 1e4",
    ),
    example("A trace, for a program", "printf '0,a\\n0.1,b\\n' | gosys rate sim --algo gcra --trace - -o json"),
    Example {
        says: "A trace out of order is refused with its line",
        line: "printf '2\\n1\\n' | gosys rate sim --trace -",
        exit: 65,
    },
];

const BENCH: &[Example] = &[
    example("What a check costs here", "gosys rate bench --for 1ms --keys 1000"),
    example("Of two of them, for a program", "gosys rate bench --algo gcra,sliding-log -o json"),
];

const ALGORITHMS: &[Example] =
    &[example("All of them", "gosys rate algorithms"), example("For a program", "gosys rate algorithms -o json")];
