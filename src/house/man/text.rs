//! What the man pages say that stands in no table.

/// What gosys is, for the page of that name.
pub(super) const DESCRIPTION: &str = "`gosys` puts the tools of a distributed system into a shell script. \
It starts in a millisecond, its answers go to standard output and everything else to standard error, \
and its exit status can be trusted.

It needs no server: the `local:` backend is a folder of files that any number of processes on one host share \
safely. When one host is no longer enough, the same command runs on a server by changing one URL. \
`gosys backends` lists what this gosys can reach and what works on each.

A command is a noun and a verb, such as `gosys id new`; a noun with a usual verb may stand alone. \
Global options may be given before the noun, between the two, or after them. \
What follows `--` is a command to be run, and is never read as an option of gosys. \
`--help` explains a noun or a verb, `-h` does so in short, and `gosys --version` says which gosys this is.";

/// What all verbs have in common in what they print.
pub(super) const OUTPUT: &str = "Results are text for people unless `--output` says otherwise. \
With `json` each record is one object on a line of its own, with `yaml` one document; every record names its \
`schema`, 64-bit ids are strings, and fields are only ever added. \
With either of them an error is such a record on standard error: its `kind`, `message`, `hint`, `exit` and \
whether it is `retryable`.

A reader that closes the pipe early is no failure.";

/// Which of several settings counts, and what the file looks like.
pub(super) const SETTINGS: &str = "A flag wins over a variable, a variable over the profile that the backend names, \
a profile over the top of the settings file, and that over the default. \
`gosys settings` shows each value and where it comes from. \
The file is YAML: settings at the top, and named profiles of backends, chosen with `--backend @NAME`. \
A key that gosys does not know is an error with its line.";

/// A file as it could be.
pub(super) const SETTINGS_EXAMPLE: &str = "\
output: json
profiles:
  fleet:
    backend: etcd://10.0.0.5:2379,10.0.0.6:2379
    user: deploy
    password_file: /etc/gosys/password";

/// What is to be said of passwords below the example.
pub(super) const SETTINGS_PASSWORD: &str = "A profile may also hold the `password` itself. \
A password is never an argument: other users of the host can read those.";

/// The files of gosys: where they are, and what they are.
pub(super) const FILES: &[(&str, &str)] = &[
    (
        "$XDG_CONFIG_HOME/gosys/config.yaml",
        "The settings file; `~/.config/gosys/config.yaml` where the variable is not set.",
    ),
    ("$GOSYS_HOME", "The folder of the local backend, where the variable is set and the URL names none."),
    (
        "/var/lib/gosys",
        "The same for all users of a host: used where a package or an administrator made it and it can be written.",
    ),
    ("$XDG_STATE_HOME/gosys", "The same for one user; `~/.local/state/gosys` where the variable is not set."),
];

/// Pages of others that readers of gosys's may want.
pub(super) const RELATED: &[&str] = &["flock", "etcdctl", "redis-cli"];
