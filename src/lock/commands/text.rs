//! What the man page of locks says besides the verbs.

/// What a lock is here.
pub const DESCRIPTION: &str = "\
A lock has a name, a queue of those who want it, and at most one holder, unless all who hold it asked for `--shared` \
or for `--slots`. `gosys lock run` holds it while a command runs. `gosys lock acquire` prints a token, and the lock \
lasts until `gosys lock release` is given that token, or until its TTL is over; no process stays behind for it.

Every holder gets a fence, a number larger than that of every holder before. A lock alone cannot keep a holder that \
was stopped for long from going on too late; what it protects can, if it refuses a fence smaller than one it has seen. \
`gosys lock fence` is that check for a file. With `--shared` and `--slots` several hold the lock at once: there a fence \
names a holder, and cannot guard.";

/// Title and text of each section.
pub const SECTIONS: &[(&str, &str)] = &[
    ("BACKENDS", BACKENDS),
    ("WHILE THE COMMAND RUNS", RUNNING),
    ("HOW FAR IT GOES", GUARANTEE),
    ("OTHER PROGRAMS", OTHERS),
];

const BACKENDS: &str = "\
Every verb and option means the same on every backend, with these differences:

  what                   local        etcd         Redis        ZooKeeper
  order of waiting       the kernel's first come   first come   first come
  least TTL              100ms        2s or so     100ms        2 ticks
  a TTL is rounded to    1ms          1s           1ms          1ms
  renewed every          -            1/3 TTL      1/3 TTL      1/6 TTL
  longest TTL            any          any          any          20 ticks
  renew with a new TTL   any          kept as was  any          not longer
  acquire --pid          yes          no           no           no
  --compat               no           no           yes          no
  gosys killed by -9     the command  both end     both end     both end
                         keeps it
  fence                  a counter    revision     a counter    transaction

The kernel wakes those who wait for a local lock mostly in the order in which they came, but shared ones can overtake, \
and where the holder is a lock with slots the first looks again every 20 ms. Where a server keeps a lock for less than \
was asked for by `--ttl`, `gosys lock acquire` is exit 2 with that time, unless `--ttl-at-most` is given; `gosys lock run` takes \
what there is. `gosys lock renew` with a longer `--ttl` than such a server can give is exit 2 too, and renews nothing. What `gosys lock break` leaves for the \
holder to read stays for a day on etcd, as a key below `/.gosys/lock/notes` with a lease of its own, and on Redis; in a \
local folder until somebody breaks that lock an hour later, or has read it under `gosys lock run`; on ZooKeeper with the \
lock. With `--compat` a lock has no fence and no queue, and can be neither listed nor shared.";

const RUNNING: &str = "\
On a server the lock is renewed when a third of its TTL is over, a sixth on ZooKeeper, where a renewal only proves that \
the one before it has arrived. The time that is left is counted from before each \
renewal was sent, on a clock that nobody sets and that goes on while the machine is suspended. If the lock cannot be \
renewed the command gets TERM a quarter of the TTL before its end (at least 300 ms and at most 5 s), and KILL half of \
that later: it is gone before anybody else can hold the lock. If the lock is taken away, by `gosys lock break` or by \
somebody at the server, the command gets TERM at once and KILL a second later. Then gosys ends with 76, whatever the \
command returned. `--on-lost warn` leaves the command alone and only tells in the end.

The renewing is done by a second process, the guard, named `lock-guard`, in a session of its own. If gosys or the guard \
is killed by -9, the other one kills all that the command started, and gives the lock back. If the guard is stopped, \
gosys does so before the lock ends. If gosys alone is stopped, or its job by Ctrl-Z, the lock stays held. Signals cannot cover both being killed \
at the same moment; `--contain pidns` can, where the kernel lets gosys make a PID namespace. The command finds \
`GOSYS_LOCK_NAME`, `GOSYS_LOCK_TOKEN`, `GOSYS_LOCK_FENCE`, `GOSYS_LOCK_BACKEND` and, on a server, \
`GOSYS_LOCK_DEADLINE`: when the lock would end if it were not renewed any more, as known at the start.

On the local backend the command itself holds the lock, through a file that it has inherited; so it lasts as long as \
the command and what that leaves running, whatever becomes of gosys. `--close` prevents that, `--contain guard` lets \
the command end with gosys.";

const GUARANTEE: &str = "\
On etcd and ZooKeeper two commands never run at once under one exclusive lock, as long as the server keeps its data and \
nobody stops the front, the guard and the command together, or the whole machine, for longer than the TTL. Against that \
only the fence helps.

An etcd before 3.4.31 and 3.5.13 has a fault of its own (its issue 15247): where the leader of a cluster is frozen for \
longer than a TTL and then goes on, it may revoke leases that its successor has renewed since. The command gets TERM as \
after every lock that is taken away, but another may begin some milliseconds before it has ended.

Redis answers before its replicas know: after a failover, or a restart without `appendonly yes` and `appendfsync \
always`, a lock can be forgotten while its holder goes on until its next renewal. Fences go on from the server's clock \
then, so they still rise, unless that clock was set back at the same time. A clock that is set forward ends locks early. A lock on several independent Redis servers \
is not offered: it would be no safer against a stopped holder.

A token is a proof for people of good will: whoever may write to the server, or to the folder, can take any lock away. \
On etcd and ZooKeeper who may is decided by the server's permissions; on etcd the token is the lease, which stands in \
the key for all to see who may read that.";

const OTHERS: &str = "\
Without a path in the URL a lock on etcd is `NAME/LEASE`, as `etcdctl lock` makes it, and one on ZooKeeper \
`/NAME/_c_GUID-lock-NUMBER`, as the mutex of Curator does: they and gosys wait for one another in one queue. With a path \
locks stand below `/.gosys/lock/v1`. On Redis they are keys that begin with `gosys:lock:{NAME}`. flock(1) on the \
file `locks/NAME.lock` of the local folder and `gosys lock run` exclude each other; flock(1) does not see what `gosys \
lock acquire` holds.";
