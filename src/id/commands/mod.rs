//! The verbs of `gosys id`.

mod at;
mod bench;
mod check;
mod decode;
mod guess;
mod input;
mod maker;
mod new;
mod record;
mod scheme;
mod schemes;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "id",
    about: "Make and read unique ids",
    description: "An id is a 64-bit number that holds the time of its making, a node and a sequence. \
        On the local backend ids are unique among all processes that share the folder, whatever the clock does and \
        whoever is killed: each takes its numbers from a register that only grows. Between hosts only a backend \
        that is a server can guarantee that; two hosts with folders of their own differ only by their node, \
        which is a hash of machine, user and folder unless --node names it.",
    default: Some("new"),
    verbs: &[
        Verb::of_default::<new::New>(
            "new",
            &[
                example("One id", "gosys id"),
                example("A thousand, one a line", "gosys id new -n 1000"),
                example("With all that it is made of", "gosys id new --node 7 -o json"),
            ],
        ),
        Verb::of::<decode::Decode>(
            "decode",
            &[
                example("When and where an id was made", "gosys id decode 1101668899018334209"),
                example("A whole file of them, for a program", "gosys id new -n 3 | gosys id decode -o json"),
                Example {
                    says: "What is no id is named with its line, and the rest goes on",
                    line: "printf '1101668899018334209\\nhello\\n' | gosys id decode",
                    exit: 65,
                },
            ],
        ),
        Verb::of::<guess::GuessIds>(
            "guess",
            &[
                example("What a number may be", "gosys id guess 175928847299117063"),
                example(
                    "The likeliest only, for a program",
                    "gosys id new -s ulid | gosys id guess -o json | head -n 1",
                ),
            ],
        ),
        Verb::of::<at::At>(
            "at",
            &[
                example("The bounds of a moment", "gosys id at 2026-01-01T12:00:00Z"),
                example("The first id that a day can have", "gosys id at 2026-01-01 --min --scheme uuid7"),
                example("Of one node only, for a program", "gosys id at now --node 7 -o json"),
            ],
        ),
        Verb::of::<check::Check>(
            "check",
            &[
                example(
                    "A million new ids: all are different and in order",
                    "gosys id new -n 1000000 | gosys id check",
                ),
                Example {
                    says: "One that is there twice",
                    line: "printf '7\\n8\\n7\\n' | gosys id check -o json",
                    exit: 1,
                },
            ],
        ),
        Verb::of::<schemes::Schemes>(
            "schemes",
            &[
                example("All of them", "gosys id schemes"),
                example(
                    "How long a layout of your own would last",
                    "gosys id schemes --layout 36:14:12 --epoch 2026-01-01 --unit 10ms",
                ),
            ],
        ),
        Verb::of::<bench::Bench>(
            "bench",
            &[
                example("Snowflakes for a second", "gosys id bench"),
                example("Random ids, for a program", "gosys id bench --for 200ms --scheme uuid4 -o json"),
            ],
        ),
    ],
};
