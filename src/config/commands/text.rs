//! What the man page of configuration says besides the verbs.

/// What a space is, and a release.
pub const DESCRIPTION: &str = "\
A space is all keys below the path of the backend's URL, such as `etcd://10.0.0.5:2379/app`; on the local backend one \
folder is one space. Values stay at their natural keys, byte for byte: other programs read and write them as before.

Every change that gosys makes is a release: one transaction with a number, a time, who made it and why. Either all of \
its keys change or none. Releases carry their values, so what was before can be read, compared and brought back after \
any compaction of the server. What is written past gosys shows as external: `gosys config drift` finds it, `gosys config \
adopt` makes a release of it, and `gosys config rollback` does not write over it unless it is told to. The very first \
release takes in what was there.";

/// Title and text of each section.
pub const SECTIONS: &[(&str, &str)] =
    &[("NAMING A RELEASE", NAMING), ("BACKENDS", BACKENDS), ("OTHER PROGRAMS", OTHERS), ("HOW FAR IT GOES", GUARANTEE)];

const NAMING: &str = "\
Where a RELEASE is wanted, write one of these:

  7            its number
  head         the last one
  -1           the one before the last
  @{2h}        what was the last one two hours ago
  last-good    the newest one with the tag good
  v1.2         the newest one with this tag
  0            the empty space before the first

A KEY is relative to the space, without a slash at either end. A PATTERN is a shell's: `*` and `?` stay between \
slashes, `**` goes across them, and a folder stands for all that is in it.

Values of keys that look like secrets (pass, secret, token, credential, private key, API key in the name), or that the \
schema marks `writeOnly`, are shown as `****`, and are null in JSON and YAML, where `masked` says so, unless there is \
`--reveal`. `gosys config get`, `export` and `exec` give the values themselves.";

const BACKENDS: &str = "\
Every verb and option means the same on both backends, with these differences:

  what                     local              etcd
  a space is               a folder           the path of the URL
  changes past gosys       not possible       external
  keys in one release      any                any; above 126 in steps
  a value's size           1 GB               1.5 MB, as the server is set
  needs a server           no                 yes

A release of more than 126 keys, or of more than a request can hold, is written in steps on etcd. Whoever uses gosys \
sees all of it or nothing; other programs can see the steps. If gosys is killed in between, the next command finishes \
it.";

const OTHERS: &str = "\
What gosys remembers of the space `/app` lies on etcd below `/.gosys/config/v1/%2Fapp/`, outside of every space. With \
authentication a user needs both ranges, to read or to write:

  etcdctl role grant-permission ROLE readwrite /app/ --prefix
  etcdctl role grant-permission ROLE readwrite /.gosys/config/v1/%2Fapp/ --prefix

The variables of etcdctl (ETCDCTL_ENDPOINTS, _USER, _PASSWORD, _CACERT, _CERT and _KEY) are understood as they are. Keys \
under a lease, such as what services register, belong to somebody else and are no configuration: they are shown and \
never written, no release takes them in, and `drift`, `adopt`, `rollback` and `import --prune` leave them alone. One that a release knows \
already shows as external; a rollback that would have to write it ends with 76. Keys that are not UTF-8 are left alone.";

const GUARANTEE: &str = "\
A release that was acknowledged is there, and its number belongs to nobody else: two who publish at once are told apart \
by the server, and one of them ends with 76. Where an answer is lost gosys finds out whether the release was made, and \
never makes it twice.

`gosys config watch` misses no release. What others wrote past gosys it misses only where the server has forgotten it: \
then it compares states, and marks what it finds as collapsed. A hook runs at least once for each state, and again \
until it succeeds; after a crash it may run once more for a state that it had seen.

`gosys config sync` replaces a copy at once. It cannot know what the server has while that is silent; `--max-stale` says \
how old a copy may be. `gosys config gc` forgets releases for good: nobody can go back to them.";
