//! The verbs without a noun.

mod backends;
mod completions;
mod generate;
mod settings;

use crate::base::verb::{Example, Group, Slip, Verb, example, slip};

/// The table of shared verbs: a new one is a file and a line here.
pub static GROUP: Group = Group {
    name: "",
    about: "",
    description: "",
    sections: &[],
    default: None,
    verbs: &[
        Verb::of::<settings::ShowSettings>(
            "settings",
            &[
                example("Every setting, and where its value comes from", "gosys settings"),
                example("The same for a program", "gosys settings -o json"),
            ],
        ),
        Verb::of::<backends::Backends>(
            "backends",
            &[
                example("Every backend, and whether it answers", "gosys backends"),
                Example {
                    says: "Whether one server answers within two seconds",
                    line: "gosys -b etcd://127.0.0.1:1 --timeout 2s backends",
                    exit: 69,
                },
            ],
        ),
        Verb::of::<completions::Completions>(
            "completions",
            &[
                example("For bash, read when it starts", "gosys completions bash >> ~/.bash_completion"),
                example("For zsh, in a folder of its $fpath", "gosys completions zsh > _gosys"),
                example("For fish", "gosys completions fish > gosys.fish"),
            ],
        ),
        Verb::of::<generate::Generate>(
            "generate",
            &[
                example("The man pages, for a package", "gosys generate --dir build man"),
                example("The completion scripts", "gosys generate --dir build completions"),
            ],
        )
        .hidden(),
    ],
    slips: SLIPS,
};

const SLIPS: &[Slip] = &[
    slip("", "uuid guid uuidgen", "gosys id -s uuid7 makes one in the order of time, gosys id -s uuid4 a random one"),
    slip("", "snowflake ulid ksuid nanoid typeid tsid uuid4 uuid7", "gosys id -s {} makes one"),
    slip("", "flock mutex semaphore lockrun", "gosys lock run NAME -- COMMAND holds a lock while a command runs"),
    slip("", "limit ratelimit throttle limiter", "gosys rate run --limit RATE -- COMMAND runs a command at a rate"),
    slip("", "cfg conf kv", "gosys config get KEY, gosys config set KEY=VALUE"),
    slip("", "balance loadbalance balancer simulation", "gosys lb simulate, gosys lb compare"),
    slip("", "version", "gosys --version"),
    slip("", "init install setup server start", "gosys needs no server and nothing to be set up: try gosys id"),
];
