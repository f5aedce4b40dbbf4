//! The verbs of `gosys lock`.

mod acquire;
mod bench;
mod bid;
mod check;
mod contenders;
mod evict;
mod fence;
mod guarded;
mod hold;
mod ls;
mod place;
mod release;
mod renew;
mod report;
mod run;
mod slips;
mod status;
mod text;
mod token;
mod watch;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "lock",
    about: "Take locks, hold them and give them back",
    description: text::DESCRIPTION,
    sections: text::SECTIONS,
    default: None,
    verbs: &[
        Verb::of::<run::RunCommand>("run", RUN),
        Verb::of::<acquire::Acquire>("acquire", ACQUIRE).with_env(),
        Verb::of::<renew::Renew>("renew", RENEW),
        Verb::of::<release::Release>("release", RELEASE),
        Verb::of::<check::Check>("check", CHECK),
        Verb::of::<status::StatusOf>("status", STATUS),
        Verb::of::<ls::Ls>("ls", LS),
        Verb::of::<watch::WatchFor>("watch", WATCH),
        Verb::of::<evict::Break>("break", BREAK),
        Verb::of::<fence::FenceCommand>("fence", FENCE),
        Verb::of::<bench::Bench>("bench", BENCH),
    ],
    slips: slips::SLIPS,
};

const RUN: &[Example] = &[
    example("A backup that never runs twice at once", "gosys lock run nightly -- echo backing up"),
    example("Wait at most half a minute for the others", "gosys lock run deploy --wait 30s -- echo deploying"),
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
];

const ACQUIRE: &[Example] = &[
    example(
        "In one step of a pipeline, and back in another",
        "t=$(gosys lock acquire job --ttl 5m); gosys lock release job --token $t",
    ),
    example(
        "Token and fence as variables of the shell",
        "v=$(gosys lock acquire x -o env) && eval \"$v\" && echo $GOSYS_LOCK_FENCE",
    ),
    example("Until this script ends, or for a day", "gosys lock acquire job --pid $$ --ttl 24h >/dev/null"),
];

const RENEW: &[Example] = &[
    example("Before a long step", "t=$(gosys lock acquire a --ttl 5s); gosys lock renew a --token $t --ttl 1h"),
    Example { says: "Somebody else's, or over: exit 76", line: "gosys lock renew a --token nobodys", exit: 76 },
];

const RELEASE: &[Example] = &[
    example("The token from a file", "gosys lock acquire b >t; gosys lock release b --token - <t"),
    Example {
        says: "A second time: exit 76, and nobody's lock is touched",
        line: "gosys lock release b --token nobodys",
        exit: 76,
    },
];

const CHECK: &[Example] = &[
    example("Is it still ours?", "t=$(gosys lock acquire c); gosys lock check c --token $t"),
    Example {
        says: "Only with an hour to spare: exit 1 if there is less",
        line: "t=$(gosys lock acquire d); gosys lock check d --token $t --margin 1h",
        exit: 1,
    },
];

const STATUS: &[Example] = &[
    Example { says: "A free lock: exit 1", line: "gosys lock status nightly", exit: 1 },
    example("A held one, for a program", "gosys lock run x -- gosys lock status x -o json"),
];

const LS: &[Example] = &[
    example("All locks that are held", "gosys lock ls"),
    example("Those of one team, for a program", "gosys lock run team-a -- gosys lock ls team- -o json"),
];

const WATCH: &[Example] = &[
    example("Wait until nobody has it, without taking it", "gosys lock watch nightly --until-free"),
    Example { says: "For a second: exit 124", line: "gosys lock run x -- gosys lock watch x --timeout 1s", exit: 124 },
];

const BREAK: &[Example] = &[
    example(
        "A holder that is known to be gone",
        "gosys lock acquire e >t; gosys lock break e --yes --reason 'host lost'",
    ),
    Example {
        says: "Only if it is still the one that was seen: exit 76",
        line: "gosys lock acquire f >/dev/null; gosys lock break f --yes --if-token x",
        exit: 76,
    },
];

const FENCE: &[Example] = &[
    example(
        "Only for the latest holder of a lock",
        "gosys lock run x sh -c 'gosys lock fence f --fence $GOSYS_LOCK_FENCE ls'",
    ),
    Example {
        says: "Somebody who was stopped and goes on too late is refused: exit 76",
        line: "gosys lock fence f --fence 7 -- true; gosys lock fence f --fence 6 -- ls",
        exit: 76,
    },
];

const BENCH: &[Example] = &[
    example("On this host", "gosys lock bench --for 500ms"),
    example("Two, who hold it a while", "gosys lock bench --workers 2 --hold 10ms --for 1s -o json"),
];
