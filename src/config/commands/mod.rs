//! The verbs of `gosys config`.

mod get;
mod place;
mod publish;
mod set;
mod status;
mod watch;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "config",
    about: "Watch and roll back configuration",
    description: "A space is all keys below the path of the backend's URL, such as etcd://10.0.0.5:2379/app; on the local \
        backend one folder is one space. Values stay at their natural keys, byte for byte, so other programs read and \
        write them as before. Every change that gosys makes is a release: one transaction, with a number, a time, who \
        made it and why. Releases carry their values, so what was before can be read and brought back after any \
        compaction. What was written past gosys shows as external until it is adopted.",
    sections: &[],
    default: None,
    verbs: &[
        Verb::of::<get::Get>(
            "get",
            &[
                example("One value", "gosys config set db/host=10.0.0.9 >/dev/null; gosys config get db/host"),
                Example { says: "A key that is not there: exit 1", line: "gosys config get nothing", exit: 1 },
            ],
        ),
        Verb::of::<set::Set>(
            "set",
            &[
                example("Two keys, one release", "gosys config set db/host=10.0.0.9 db/port=5432 -m 'new database'"),
                example("A whole file", "echo hello >motd; gosys config set motd=@motd"),
            ],
        ),
        Verb::of::<watch::Watch>(
            "watch",
            &[
                Example {
                    says: "Reload a service for every release, and never lose a reload",
                    line: "gosys --timeout 1s config watch --bookmark at -- echo reload",
                    exit: 124,
                },
                Example {
                    says: "Show every change of the next second",
                    line: "gosys --timeout 1s config watch",
                    exit: 124,
                },
            ],
        ),
        Verb::of::<status::Status>(
            "status",
            &[
                example("Who follows the space, and how far each has come", "gosys config status"),
                Example {
                    says: "Wait in a pipeline until every host has applied the last release",
                    line: "gosys --timeout 1s config status --wait head --all",
                    exit: 124,
                },
            ],
        ),
    ],
};
