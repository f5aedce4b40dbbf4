//! The verbs of `gosys config`.

mod diff_lines;
mod document;
mod edit;
mod editor;
mod exec;
mod export;
mod get;
mod import;
mod place;
mod publish;
mod set;

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
        Verb::of::<export::Export>("export", EXPORT),
        Verb::of::<import::Import>("import", IMPORT),
        Verb::of::<edit::Edit>("edit", EDIT),
        Verb::of::<exec::Exec>("exec", EXEC),
    ],
};

const EXPORT: &[Example] = &[
    example("All of it", "gosys config set db/host=10.0.0.9 >/dev/null; gosys config export"),
    example("One folder, for sh", "gosys config set web/PORT=80; gosys config export web --format env"),
];

const IMPORT: &[Example] = &[
    example("A file, as one release", "echo 'db: {host: 10.0.0.9}' >c.yaml; gosys config import c.yaml"),
    example("What it would change", "echo PORT=80 | gosys config import - --format env --dry-run"),
    Example {
        says: "Nothing but what is in the file; --yes is needed to delete this much",
        line: "gosys config set a=1; echo B=2 >c.env; gosys config import --prune c.env",
        exit: 2,
    },
];

const EDIT: &[Example] = &[
    example("In an editor", "gosys config set log=info; EDITOR='sed -i s/info/debug/' gosys config edit"),
    example("One folder of it", "gosys config set db/port=1; EDITOR=true gosys config edit db"),
];

const EXEC: &[Example] = &[
    example("db/host as DB_HOST", "gosys config set db/host=h; gosys config exec -- sh -c 'echo $DB_HOST'"),
    example("One folder and nothing else", "gosys config set web/port=80; gosys config exec --prefix web --only env"),
];
