//! What is typed instead of the words of `gosys config`, by whoever knows etcdctl, git or kubectl, or guesses.

use crate::base::verb::{Slip, slip};

pub const SLIPS: &[Slip] = &[
    slip("", "put add update write create patch", "gosys config set KEY=VALUE"),
    slip("", "read cat value", "gosys config get KEY"),
    slip("", "del delete rm remove", "gosys config unset KEY"),
    slip("", "list keys find tree", "gosys config ls PREFIX"),
    slip("", "history versions releases revisions", "gosys config log"),
    slip("", "revert undo restore reset back", "gosys config rollback --to RELEASE"),
    slip("", "dump backup save", "gosys config export"),
    slip("", "apply load", "gosys config import FILE"),
    slip("", "validate verify check schema", "gosys config lint"),
    slip("", "compare", "gosys config diff RELEASE RELEASE"),
    slip("", "run env", "gosys config exec -- COMMAND"),
    slip("", "template envsubst", "gosys config render TEMPLATE"),
    slip("", "follow subscribe tail", "gosys config watch"),
    slip("", "compact compaction prune", "gosys config gc"),
    slip("get", "--prefix --from-key --keys-only", "gosys config ls PREFIX --values, or gosys config export PREFIX"),
    slip("get ls export", "--rev --revision --release --version --at", "--rel RELEASE"),
    slip("get", "*", "a key is one word, such as db/host; gosys config ls PREFIX --values shows several"),
    slip("ls export", "--prefix", "the prefix is a word by itself: gosys config ls PREFIX"),
    slip("rollback", "# *", "--to {}"),
    slip("rollback", "--rel --release --rev --revision", "--to RELEASE"),
    slip(
        "unset",
        "--prefix -r --recursive",
        "gosys config ls PREFIX lists keys: gosys config unset takes them one by one",
    ),
    slip("set unset", "--cas --if-match --expect", "--expect-rel NUMBER: only if the last release is still this one"),
    slip("log", "--limit --count --max-count --oneline", "-n N shows the last so many"),
];
