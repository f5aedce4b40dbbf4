//! The verbs of `gosys config`.

mod adopt;
mod bisect;
mod blame;
mod cached;
mod diff;
mod diff_lines;
mod doctor;
mod document;
mod drift;
mod edit;
mod editor;
mod exec;
mod export;
mod gc;
mod get;
mod import;
mod lint;
mod log;
mod ls;
mod outside;
mod place;
mod publish;
mod reading;
mod render;
mod rollback;
mod set;
mod show;
mod slips;
mod status;
mod sync;
mod tag;
mod text;
mod unset;
mod watch;

use crate::base::verb::{Example, Group, Verb, example};

/// The group's table: a new verb is a file and a line here.
pub static GROUP: Group = Group {
    name: "config",
    about: "Watch and roll back configuration",
    description: text::DESCRIPTION,
    sections: text::SECTIONS,
    default: None,
    verbs: &[
        Verb::of::<get::Get>(
            "get",
            &[
                example("One value", "gosys config set db/host=10.0.0.9 >/dev/null; gosys config get db/host"),
                Example { says: "A key that is not there: exit 1", line: "gosys config get nothing", exit: 1 },
            ],
        ),
        Verb::of::<set::Set>("set", SET),
        Verb::of::<unset::Unset>("unset", UNSET),
        Verb::of::<ls::Ls>("ls", LS),
        Verb::of::<log::Log>("log", LOG),
        Verb::of::<show::Show>("show", SHOW),
        Verb::of::<diff::Diff>("diff", DIFF),
        Verb::of::<blame::Blame>("blame", BLAME),
        Verb::of::<tag::TagRelease>("tag", TAG),
        Verb::of::<rollback::Rollback>("rollback", ROLLBACK),
        Verb::of::<drift::Drift>("drift", DRIFT),
        Verb::of::<adopt::Adopt>("adopt", ADOPT),
        Verb::of::<bisect::Bisect>("bisect", BISECT),
        Verb::of::<lint::Lint>("lint", LINT),
        Verb::of::<render::Render>("render", RENDER),
        Verb::of::<export::Export>("export", EXPORT),
        Verb::of::<import::Import>("import", IMPORT),
        Verb::of::<edit::Edit>("edit", EDIT),
        Verb::of::<exec::Exec>("exec", EXEC),
        Verb::of::<gc::Gc>("gc", GC),
        Verb::of::<doctor::Doctor>("doctor", DOCTOR),
        Verb::of::<watch::Watch>("watch", WATCH),
        Verb::of::<sync::Sync>("sync", SYNC),
        Verb::of::<status::Status>("status", STATUS),
    ],
    slips: slips::SLIPS,
};

const SET: &[Example] = &[
    example("Two keys, one release", "gosys config set db/host=10.0.0.9 db/port=5432 -m 'new database'"),
    example("A whole file", "echo hello >motd; gosys config set motd=@motd"),
    Example {
        says: "Only on top of what was seen: exit 76 if somebody was faster",
        line: "gosys config set a=1 --expect-rel 7",
        exit: 76,
    },
];

const UNSET: &[Example] = &[
    example("One key", "gosys config set a=1 b=2 >/dev/null; gosys config unset a"),
    example("See first what would go", "gosys config set a=1 >/dev/null; gosys config unset a --dry-run"),
];

const LS: &[Example] = &[
    example("All keys of a folder", "gosys config set db/host=h >/dev/null; gosys config ls db/"),
    example("With their values, secrets hidden", "gosys config set pass=x >/dev/null; gosys config ls --values"),
];

const LOG: &[Example] = &[
    example("The last ten", "gosys config log -n 10"),
    example("Who changed the database, for a program", "gosys config log --keys 'db/*' -o json"),
];

const SHOW: &[Example] = &[
    example("The last one", "gosys config set a=1 -m why >/dev/null; gosys config show"),
    Example { says: "One that is not there: exit 1", line: "gosys config show 7", exit: 1 },
];

const DIFF: &[Example] = &[
    Example {
        says: "What the last release changed: exit 1, something differs",
        line: "gosys config set a=1 >/dev/null; gosys config diff -1 head",
        exit: 1,
    },
    example("Is it all as of the last release?", "gosys config set a=1 >/dev/null; gosys config diff head"),
];

const BLAME: &[Example] = &[
    example("Who set each key", "gosys config set a=1 >/dev/null; gosys config blame"),
    example(
        "Those of a folder, for a program",
        "gosys config set db/host=h >/dev/null; gosys config blame db/ -o json",
    ),
];

const TAG: &[Example] = &[
    example("This one works", "gosys config set a=1 >/dev/null; gosys config tag head good"),
    example("Go back to it later", "gosys config set a=1; gosys config tag 1 v1; gosys config show v1"),
];

const ROLLBACK: &[Example] = &[
    example("The last one was wrong", "gosys config set a=1; gosys config set a=2; gosys config rollback --to -1"),
    example("See first what would change", "gosys config set a=1 >/dev/null; gosys config rollback --to -1 --dry-run"),
    Example {
        says: "To the last one that worked; none is tagged good yet: exit 1",
        line: "gosys config rollback --to last-good",
        exit: 1,
    },
];

const DRIFT: &[Example] = &[
    example("Nothing was written past gosys", "gosys config drift"),
    example("For a program", "gosys config drift -o json"),
];

const ADOPT: &[Example] = &[
    example("Make a release of what others wrote", "gosys config adopt -m 'from the old tool'"),
    example("Only of some keys", "gosys config adopt --keys 'db/*'"),
];

const GC: &[Example] = &[
    example("What would go?", "gosys config gc --dry-run"),
    example("Keep the last ten and those of a day", "gosys config gc --keep 10 --keep-for 24h"),
];

const DOCTOR: &[Example] = &[
    example("Is the space well, and whoever has it?", "gosys config set a=1 >/dev/null; gosys config doctor"),
    example("Problems only; none here", "gosys config doctor -o json >checks; ! grep '\"verdict\":\"problem\"' checks"),
];

const BISECT: &[Example] = &[
    Example {
        says: "Which release broke the smoke test? There is none yet: exit 2",
        line: "gosys config bisect --run './smoke.sh $GOSYS_CONFIG_FILE'",
        exit: 2,
    },
    Example {
        says: "Between two that are known; they do not exist here: exit 1",
        line: "gosys config bisect --run 'make check' --good v1 --bad 12",
        exit: 1,
    },
];

const LINT: &[Example] = &[
    example(
        "Keep a schema with the space; every release is checked from now on",
        "echo 'maxProperties: 9' >s; gosys config lint --schema s --keep",
    ),
    Example {
        says: "What is wrong now: exit 1",
        line: "echo minProperties: 1 >s; gosys config lint --schema s",
        exit: 1,
    },
];

const RENDER: &[Example] = &[
    example("To standard output", "gosys config set db/host=h; echo '{{ db.host }}' >t; gosys config render t"),
    example(
        "A file of a service, and what makes it read that",
        "echo 'listen 80;' >t; gosys config render t -O c --reload 'echo reload'",
    ),
    example(
        "Replaced only if the new one is right",
        "echo x >t; gosys config render t -O c --check 'test -s $GOSYS_FILE'",
    ),
];

const WATCH: &[Example] = &[
    Example {
        says: "Reload a service for every release, and never lose a reload",
        line: "gosys --timeout 1s config watch --bookmark at -- echo reload",
        exit: 124,
    },
    Example { says: "Show every change of the next second", line: "gosys --timeout 1s config watch", exit: 124 },
];

const SYNC: &[Example] = &[
    example("A copy as it is now", "gosys config set a=1; gosys config sync d --once; cat d/current/values/a"),
    Example {
        says: "Kept up to date, for get --cache and exec --cache; here for a second",
        line: "gosys config sync copy --timeout 1s",
        exit: 124,
    },
];

const STATUS: &[Example] = &[
    example("Who follows the space, and how far each has come", "gosys config status"),
    Example {
        says: "Wait in a pipeline until every host has applied the last release",
        line: "gosys --timeout 1s config status --wait head --all",
        exit: 124,
    },
];

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
