//! The verbs of `gosys lb`.

mod clients;
mod compare;
mod disrupt;
mod experiment;
mod health;
mod pick;
pub mod picture;
mod policies;
mod policy;
mod probe;
mod replay;
mod selftest;
mod shuffle;
mod simulate;
mod slips;
mod staged;
mod subset;
mod text;
mod workers;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "lb",
    about: "Run load-balancing experiments that can be trusted",
    description: "Experiments take --seed and print the one they used: the same seed gives the same result, for any \
        number of --jobs. Times are in units of the mean service time unless a scenario gives milliseconds.",
    sections: text::SECTIONS,
    default: None,
    verbs: &[
        Verb::of::<shuffle::Shuffle>(
            "shuffle",
            &[
                example("Where the fair shuffle puts seven items", "gosys lb shuffle --seed 1"),
                example(
                    "The naive one, beside what it does exactly",
                    "gosys lb shuffle --algo pair-swap --exact --trials 1e6",
                ),
                example("The matrix of 20 items as a picture", "gosys lb shuffle --n 20 --algo swap-any --svg x.svg"),
                Example {
                    says: "In a build: 1 if the shuffle is biased",
                    line: "gosys lb shuffle --algo sort-cmp --trials 20000 --check",
                    exit: 1,
                },
                example("Somebody else's shuffler", "gosys lb shuffle --cmd shuf --n 5 --trials 100 --check"),
                example(
                    "Orders that something else made",
                    "yes 'shuf -e 0 1 2' | head -n 40 | sh | gosys lb shuffle --n 3 --stdin",
                ),
            ],
        ),
        Verb::of::<clients::Clients>(
            "clients",
            &[
                example("Clients without a seed: all on one node", "gosys lb clients --sticky"),
                example(
                    "As even as chance allows, and exactly how even that is",
                    "gosys lb clients --seeding os --sticky -o json",
                ),
                example(
                    "Seeded by the second, after the power came back",
                    "gosys lb clients --nodes 7 --seeding time-s --restart-storm",
                ),
            ],
        ),
        Verb::of::<pick::Pick>(
            "pick",
            &[
                example("Any of three", "gosys lb pick web1:80 web2:80 web3:80"),
                example("The same for the same key", "gosys lb pick --key user-42 web1:80 web2:80 web3:80"),
                example("In turn, for all processes", "gosys lb pick --state turns web1:80 web2:80 web3:80"),
                example("Twice as often the first", "gosys lb pick --weights 2,1 web1:80 web2:80"),
                example(
                    "All, in the order to try them",
                    "printf 'web1:80\\nweb2:80 3\\n' | gosys lb pick --file - --order",
                ),
                Example {
                    says: "One that takes connections; 69: none does",
                    line: "gosys lb pick --health tcp 127.0.0.1:1 127.0.0.2:1",
                    exit: 69,
                },
            ],
        )
        .with_key("The text whose node is picked, such as a user's name"),
        Verb::of::<simulate::Simulate>(
            "simulate",
            &[
                example("A hundred servers, the better of two", "gosys lb simulate --load 0.7 --requests 1e5"),
                example("Beside the exact answer", "gosys lb simulate --policy rr --servers 7 --requests 1e5"),
                example(
                    "The same bytes whenever it is run, for a program",
                    "gosys lb simulate --policy random --load 0.8 --seed 7 -o json",
                ),
                example(
                    "One request in ten takes ten times as long",
                    "gosys lb simulate --policy lc --servers 9 --service bimodal --requests 2e4",
                ),
                example(
                    "Until the mean is known to half a percent",
                    "gosys lb simulate --servers 10 --load 0.5 --target-se 0.5%",
                ),
                Example {
                    says: "More work than the servers can do has no mean",
                    line: "gosys lb simulate --load 1.1",
                    exit: 2,
                },
            ],
        ),
        Verb::of::<compare::Compare>(
            "compare",
            &[
                example(
                    "The tail against the load, as a picture",
                    "gosys lb compare --policies rr,p2c --sweep load=0.5:0.7 --requests 2e4",
                ),
                example(
                    "A test for a pipeline",
                    "gosys lb compare --policies rr,p2c --require 'p2c.p99 < rr.p99' --seed 1",
                ),
                example("As files", "gosys lb compare --policies rr,lc --servers 9 --svg t.svg --csv t.csv"),
                Example {
                    says: "What was required does not hold",
                    line: "gosys lb compare --policies random --require 'random.mean < 5' --seed 1",
                    exit: 1,
                },
            ],
        ),
        Verb::of::<disrupt::Disrupt>(
            "disrupt",
            &[
                example("One of ten servers leaves", "gosys lb disrupt --nodes 10 --remove 1"),
                example("One more comes, for a program", "gosys lb disrupt --policy maglev --add 1 -o json"),
                example("As a picture", "gosys lb disrupt --policy ring,jump --keys 10000 --svg moved.svg"),
                Example { says: "Who goes by no key moves none", line: "gosys lb disrupt --policy random", exit: 2 },
            ],
        ),
        Verb::of::<subset::Subset>(
            "subset",
            &[
                example("Each of 300 clients draws 30", "gosys lb subset --clients 300 --backends 300 --size 30"),
                example(
                    "Each has an arc of a circle instead",
                    "gosys lb subset --clients 60 --backends 40 --size 8 --algo aperture",
                ),
            ],
        ),
        Verb::of::<replay::Replay>(
            "replay",
            &[
                example(
                    "A log of times and durations, from standard input",
                    "seq 0 0.01 9 | awk '{print $1 \",0.05\"}' | gosys lb replay - --servers 8",
                ),
                example(
                    "Twice as many requests, on servers that do four at once",
                    "printf '0,30\\n5,20\\n' | gosys lb replay - --speed 2 --concurrency 4",
                ),
                Example {
                    says: "A log out of order is refused with its line",
                    line: "printf '2,0.1\\n1,0.1\\n' | gosys lb replay -",
                    exit: 65,
                },
            ],
        ),
        Verb::of::<probe::Probe>(
            "probe",
            &[
                Example {
                    says: "Does it take turns, by the header of its servers? 69: nobody answers",
                    line: "gosys lb probe http://127.0.0.1:9/ --policy rr --by header:x-served-by",
                    exit: 69,
                },
                Example {
                    says: "Does each key have its server?",
                    line: "gosys lb probe 'http://127.0.0.1:9/?user={key}' --policy ring --by body",
                    exit: 69,
                },
                Example {
                    says: "A plan that is much for a live service needs --yes",
                    line: "gosys lb probe http://127.0.0.1:9/ --requests 50000",
                    exit: 2,
                },
            ],
        ),
        Verb::of::<selftest::Selftest>(
            "selftest",
            &[
                example("A quick look, to five percent", "gosys lb selftest --target-se 5%"),
                example(
                    "The furthest from the truth, for a program",
                    "gosys lb selftest --target-se 5% -o json | grep '\"holds\":false' || true",
                ),
            ],
        ),
        Verb::of_default::<policies::Policies>(
            "policies",
            &[
                example("All of them", "gosys lb policies"),
                example("The names of those that go by key", "gosys -q lb policies | awk '$2 == \"yes\" {print $1}'"),
            ],
        ),
    ],
    slips: slips::SLIPS,
};
