//! The verbs of `gosys id`.

mod at;
mod bench;
mod check;
mod decode;
mod guess;
#[cfg(feature = "remote")]
mod holders;
mod input;
#[cfg(feature = "remote")]
mod leasehold;
mod maker;
mod new;
mod nodes;
mod record;
mod scheme;
mod schemes;
mod slips;
mod template;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "id",
    about: "Make and read unique ids",
    description: "Most schemes make a 64-bit number that holds the time of its making, a node and a sequence. \
        On the local backend such ids are unique among all processes that share the folder, whatever the clock does \
        and whoever is killed: each takes its numbers from a register that only grows. Two hosts with folders of \
        their own differ only by their node, which is a hash of machine, user and folder unless --node names it. \
        On etcd, Redis and ZooKeeper a host leases a window of a node's ids by compare-and-swap and works in it \
        alone: no two hosts ever have the same id, however long one of them was stopped. While the server is away \
        the window is used up; then the exit code is 75. A Redis that fails over, or restarts without every write on \
        disk, can forget a window, and gosys says so when it leases one there; so does every server that is restored \
        from a backup. Ids of a folder and of a server, or of two servers, know nothing of each other: one layout has \
        one place. \
        UUIDs of version 7, ULIDs and TypeIDs are in strict order among all processes of a host by the same \
        register, and differ between hosts by 60 random bits and more. The other schemes are random, or a hash.",
    sections: &[],
    default: Some("new"),
    verbs: &[
        Verb::of_default::<new::New>(
            "new",
            &[
                example("One id", "gosys id"),
                example("A thousand, one a line", "gosys id new -n 1000"),
                example("As many as somebody reads", "gosys id new -n inf | head -n 3"),
                example("With all that it is made of", "gosys id new --node 7 -o json"),
                example(
                    "From many processes at once, none twice",
                    "seq 8 | xargs -P 8 -I {} gosys id new -n 1000 | sort | uniq -d",
                ),
                example("Unique in the fleet: the node is leased from etcd", "gosys -b etcd://10.0.0.5:2379 id"),
                example("A UUID, a ULID", "gosys id new -s uuid7; gosys id new -s ulid"),
                example("In order, also within a millisecond", "gosys id new -s ulid -n 100000 | sort -c"),
                example("With a type in front", "gosys id new -s typeid --prefix user"),
                example("The same for the same name", "gosys id new -s uuid5 --namespace dns --name example.com"),
                example("The same with Redis", "gosys -b redis://10.0.0.5 id new --accept-empty"),
                example("The same with ZooKeeper, for an hour", "gosys -b zk://10.0.0.5:2181 id --window 1h"),
                example("Any node that is free", "gosys -b etcd://10.0.0.5:2379/app id --node auto"),
                example("Eleven characters that sort as the ids do", "gosys id new --format base62"),
                example("As bwmarrin/snowflake's Base32", "gosys id new --format base32z"),
                example("Sonyflakes, ids as Discord's", "gosys id new -s sonyflake; gosys id new -s discord"),
                example("Random ones", "gosys id new -s uuid4; gosys id new -s nanoid; gosys id new -s ksuid"),
                example("For xargs -0", "gosys id new -0 -n 3 | xargs -0 -n 1 echo"),
                example("A layout of your own", "gosys id new --layout 35:20:8 --unit 10ms --epoch 2024-01-01"),
                example("Eight million at once, of ticks nobody used", "gosys id new -n 8000000 --lag 2s | tail -n 1"),
                example("Up to a second ahead of the clock", "gosys id new -n 100000 --ahead 1s | tail -n 1"),
                example("None, if the clock has jumped by an hour", "gosys id new --max-jump 1h"),
                example("Where nothing can be written", "gosys -q id new --stateless"),
                example("Without waiting for the disk", "gosys -q id new --durability process"),
                Example {
                    says: "A layout that is used up makes no more ids; a note says so years ahead",
                    line: "gosys id new -s baidu",
                    exit: 78,
                },
            ],
        ),
        Verb::of::<decode::Decode>(
            "decode",
            &[
                example("When and where an id was made", "gosys id decode 1101668899018334209"),
                example("A whole file of them, for a program", "gosys id new -n 3 | gosys id decode -o json"),
                example("As tab-separated values", "gosys id new -n 3 | gosys id decode --template '{time}\\t{node}'"),
                example("Discord's", "gosys id decode -s discord 175928847299117063"),
                example("A UUID of any version", "gosys id decode -s uuid 017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
                example("A TypeID", "gosys id decode -s typeid prefix_01h455vb4pex5vsknk084sn02q"),
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
                example(
                    "What two workers have made: no id is in both",
                    "gosys id new -n 9 >a; gosys id new -n 9 >b; gosys id check a b",
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
        Verb::of::<nodes::Nodes>(
            "nodes",
            &[
                example("The nodes of this folder, with the time of their last id", "gosys id nodes"),
                example("For a program", "gosys id new --node 7 >/dev/null; gosys id nodes ls -o json"),
                example("Who has which node in the fleet, until when", "gosys -b etcd://10.0.0.5:2379 id nodes"),
                Example {
                    says: "A host that goes for good gives its node back; 1: it is free already",
                    line: "gosys -b etcd://10.0.0.5:2379/app id nodes release 7",
                    exit: 1,
                },
                Example {
                    says: "A local folder shares its nodes with nobody",
                    line: "gosys id nodes release 7",
                    exit: 2,
                },
            ],
        ),
    ],
    slips: slips::SLIPS,
};
