//! The verbs of `gosys lock`.

mod fence;
mod run;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "lock",
    about: "Run commands under a lock, one at a time",
    description: "A lock has a name and at most one holder. On the local backend it is flock(2) on a file in the \
        folder, so it ends with the last process that holds the file open, however that ends; flock(1) on the same \
        file takes part. Every holder gets a fence, a number larger than that of every holder before: hand it to \
        what the lock protects, and let that refuse a smaller one.",
    default: None,
    verbs: &[
        Verb::of::<run::RunCommand>(
            "run",
            &[
                example("A backup that never runs twice at once", "gosys lock run nightly -- echo backing up"),
                example(
                    "Wait at most half a minute for the others",
                    "gosys lock run deploy --wait 30s -- echo deploying",
                ),
                Example {
                    says: "Not at all: exit 75, or a code of your own, if somebody else has it",
                    line: "gosys lock run x --try -- gosys lock run x --try -E 9 -- true",
                    exit: 9,
                },
                Example {
                    says: "Never longer than a second: exit 124",
                    line: "gosys lock run slow --max-hold 1s --grace 1s -- sleep 60",
                    exit: 124,
                },
                example("The fence of this turn", "gosys lock run x -- sh -c 'echo turn $GOSYS_LOCK_FENCE'"),
                example("Four at once, and no more", "gosys lock run encoders --slots 4 -- echo encoding"),
                example("Many who read, unless somebody writes", "gosys lock run data --shared -- echo reading"),
                example("Two locks, both or none", "gosys lock run from --also to -- echo moving"),
            ],
        ),
        Verb::of::<fence::FenceCommand>(
            "fence",
            &[
                example(
                    "Only unless a later holder was here; N comes from GOSYS_LOCK_FENCE",
                    "gosys lock fence written --fence 7 -- echo writing",
                ),
                Example {
                    says: "Somebody who was stopped and goes on too late is refused: exit 76",
                    line: "gosys lock fence f --fence 7 true; gosys lock fence f --fence 6 echo no",
                    exit: 76,
                },
            ],
        ),
    ],
};
