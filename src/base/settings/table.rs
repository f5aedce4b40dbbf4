//! The variables and settings: one table, from which `gosys settings`, the man pages' ENVIRONMENT
//! and the reading of the settings file are made.

/// Where a setting may be given besides its flag and its variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Nowhere else.
    Nowhere,
    /// At the top of the settings file and in a profile.
    File,
    /// In a profile only: it belongs to one backend.
    Profile,
}

/// One variable that gosys reads or sets.
pub struct Variable {
    pub name: &'static str,
    /// The key in the settings file and in `gosys settings`; empty for a variable that is no setting.
    pub key: &'static str,
    /// The flag of the same meaning; empty if there is none.
    pub flag: &'static str,
    pub place: Place,
    /// The group that reads or sets it; empty for all.
    pub group: &'static str,
    /// What holds where nothing is said, in words: the value itself stands where it is used.
    pub default: &'static str,
    /// Half a sentence, as it follows a colon.
    pub meaning: &'static str,
}

/// Every variable, in the order of the documentation.
pub const VARIABLES: &[Variable] = &[
    setting(
        "GOSYS_BACKEND",
        "backend",
        "--backend",
        Place::File,
        "local:",
        "the backend's URL, or `@` and a profile's name; the place for a URL with a password",
    ),
    setting("GOSYS_OUTPUT", "output", "--output", Place::File, "text", "the format of results: text, json or yaml"),
    setting(
        "GOSYS_TIMEOUT",
        "timeout",
        "--timeout",
        Place::File,
        "10s for one-shot verbs on a remote backend",
        "the deadline for the whole command",
    ),
    setting("GOSYS_QUIET", "quiet", "--quiet", Place::File, "false", "no notes, no column names"),
    setting(
        "GOSYS_VERBOSE",
        "verbose",
        "--verbose",
        Place::File,
        "0",
        "1 for more words, 2 for every request sent to a backend",
    ),
    setting("GOSYS_COLOR", "color", "--color", Place::File, "auto", "auto, always or never"),
    setting(
        "GOSYS_SETTINGS",
        "settings",
        "--settings",
        Place::Nowhere,
        "$XDG_CONFIG_HOME/gosys/config.yaml",
        "the settings file",
    ),
    setting("GOSYS_USER", "user", "--user", Place::Profile, "", "the user name for the backend"),
    setting(
        "GOSYS_PASSWORD_FILE",
        "password_file",
        "--password-file",
        Place::Profile,
        "",
        "a file whose first line is the password",
    ),
    setting(
        "GOSYS_CA",
        "ca",
        "--ca",
        Place::Profile,
        "the system's trust store",
        "a PEM file with the authorities to trust",
    ),
    setting("GOSYS_CERT", "cert", "--cert", Place::Profile, "", "a PEM file with the client certificate"),
    setting("GOSYS_KEY", "key", "--key", Place::Profile, "", "a PEM file with the client certificate's key"),
    of("id", setting("GOSYS_SCHEME", "scheme", "--scheme", Place::File, "snowflake", "the kind of id")),
    of(
        "id",
        setting(
            "GOSYS_LAYOUT",
            "layout",
            "--layout",
            Place::File,
            "the scheme's",
            "a layout of your own: bits of time, node and sequence, such as 41:10:12",
        ),
    ),
    of("id", setting("GOSYS_EPOCH", "epoch", "--epoch", Place::File, "the scheme's", "when time 0 of the layout was")),
    of("id", setting("GOSYS_UNIT", "unit", "--unit", Place::File, "the scheme's", "the length of the layout's tick")),
    of(
        "id",
        setting(
            "GOSYS_FORMAT",
            "format",
            "--format",
            Place::File,
            "the scheme's own form",
            "how ids are written and read",
        ),
    ),
    of(
        "id",
        setting(
            "GOSYS_NODE",
            "node",
            "--node",
            Place::File,
            "a hash of machine, user and folder; on a server any free one",
            "the node that ids are made for, or auto",
        ),
    ),
    of(
        "id",
        setting(
            "GOSYS_LAG",
            "lag",
            "--lag",
            Place::File,
            "0s",
            "how old the ticks may be that were never used and are used now",
        ),
    ),
    of("id", setting("GOSYS_AHEAD", "ahead", "--ahead", Place::File, "0s", "how far ids may be ahead of the clock")),
    of(
        "id",
        setting(
            "GOSYS_MAX_JUMP",
            "max_jump",
            "--max-jump",
            Place::File,
            "24h",
            "how far the clock may have jumped, back or ahead, since the last id",
        ),
    ),
    of(
        "id",
        setting(
            "GOSYS_DURABILITY",
            "durability",
            "--durability",
            Place::File,
            "power",
            "what ids stay unique through: power or process",
        ),
    ),
    of(
        "id",
        setting(
            "GOSYS_WINDOW",
            "window",
            "--window",
            Place::File,
            "2m",
            "how long a window of ids is leased from a server",
        ),
    ),
    of(
        "lock",
        setting(
            "GOSYS_GRACE",
            "grace",
            "--grace",
            Place::File,
            "10s",
            "how long a command has to end after TERM before it is killed",
        ),
    ),
    of(
        "lock",
        setting(
            "GOSYS_TTL",
            "ttl",
            "--ttl",
            Place::File,
            "30s; 60s for acquire",
            "how long a lock outlives a holder that is gone",
        ),
    ),
    of(
        "lock",
        setting(
            "GOSYS_WAIT",
            "wait",
            "--wait",
            Place::File,
            "for ever; acquire tries once",
            "how long to wait for a lock that is taken",
        ),
    ),
    variable("GOSYS_HOME", "", "the local backend's folder, where the URL names none"),
    variable("XDG_CONFIG_HOME", "", "where the folder of the settings file is; ~/.config if unset"),
    variable(
        "XDG_STATE_HOME",
        "",
        "where the local backend's folder is, if nothing else says; ~/.local/state if unset",
    ),
    variable("HOME", "", "the home that ~ stands for"),
    variable("NO_COLOR", "", "when not empty: no colour"),
    variable("ETCDCTL_ENDPOINTS", "", "etcd: the servers, where the URL names none"),
    variable("ETCDCTL_USER", "", "etcd: the user, or user:password"),
    variable("ETCDCTL_PASSWORD", "", "etcd: the password"),
    variable("ETCDCTL_CACERT", "", "etcd: as GOSYS_CA"),
    variable("ETCDCTL_CERT", "", "etcd: as GOSYS_CERT"),
    variable("ETCDCTL_KEY", "", "etcd: as GOSYS_KEY"),
    variable("GOSYS_LOCK_NAME", "lock", "set for the command: the lock's name"),
    variable("GOSYS_LOCK_TOKEN", "lock", "set for the command: the proof of being the holder"),
    variable("GOSYS_LOCK_BACKEND", "lock", "set for the command: the backend's URL, without a password"),
    variable(
        "GOSYS_LOCK_DEADLINE",
        "lock",
        "set for the command on a server: when the lock would end without renewal, in milliseconds since 1970",
    ),
    variable("GOSYS_LOCK_FENCE", "lock", "set for the command: a number that is larger for every later holder"),
];

/// The key under which a profile may hold the password itself.
// It has no flag, for a process's arguments are seen by every user, and no variable of gosys's own.
pub const PASSWORD: &str = "password";

const fn setting(
    name: &'static str,
    key: &'static str,
    flag: &'static str,
    place: Place,
    default: &'static str,
    meaning: &'static str,
) -> Variable {
    Variable { name, key, flag, place, group: "", default, meaning }
}

const fn of(group: &'static str, variable: Variable) -> Variable {
    Variable { group, ..variable }
}

const fn variable(name: &'static str, group: &'static str, meaning: &'static str) -> Variable {
    Variable { name, key: "", flag: "", place: Place::Nowhere, group, default: "", meaning }
}

/// The setting of this key.
pub fn by_key(key: &str) -> Option<&'static Variable> {
    VARIABLES.iter().find(|variable| !variable.key.is_empty() && variable.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_keys_are_unique() {
        for (i, a) in VARIABLES.iter().enumerate() {
            for b in &VARIABLES[i + 1..] {
                assert_ne!(a.name, b.name);
                assert!(a.key.is_empty() || a.key != b.key, "{}", a.key);
            }
        }
    }

    #[test]
    fn a_setting_is_named_after_its_key() {
        for variable in VARIABLES.iter().filter(|variable| !variable.key.is_empty()) {
            assert_eq!(variable.name, format!("GOSYS_{}", variable.key.to_uppercase()));
            assert_eq!(variable.flag, format!("--{}", variable.key.replace('_', "-")));
        }
    }
}
