//! What comes between a publisher's reading of the space and its release: a command given by `--check` runs just there.

use gosys::config::tree::Digest;

use super::Space;
use crate::on_every_space;
use crate::support::{End, Started};

on_every_space![
    of_two_publishers_one_is_told,
    a_rollback_and_a_release_know_of_each_other,
    what_gc_forgets_stops_no_publisher,
    collectors_and_publishers_do_each_other_no_harm,
    a_reader_of_what_is_forgotten_meanwhile_begins_anew,
    a_tag_that_was_acknowledged_is_never_forgotten,
    a_schema_that_came_meanwhile_is_satisfied,
];

fn of_two_publishers_one_is_told(space: &Space) {
    space.set(&["a=1"], 1);
    let faster = |line: &str, rest: &[&str]| space.config([&["set", "a=9", "--check", line], rest].concat()).end();
    let end = faster("gosys config set b=1", &[]);
    end.like(76, "", "somebody else was faster, and nothing was changed: release 2 by ");
    space.config(["get", "a"]).end().is(0, "1\n", "");
    // Another key, and the same one.
    let end = faster("gosys config set b=$GOSYS_CONFIG_RELEASE", &["--expect-rel", "2"]);
    assert!(end.stderr.contains(" changed b\nhint: "), "{}", end.stderr);
    assert_eq!(faster("gosys config set a=$GOSYS_CONFIG_RELEASE", &[]).code(), 76);
    space.config(["get", "a"]).end().is(0, "4\n", "");
    // What was made in between is what the second try begins with: there the other one has nothing to change.
    faster("gosys config set b=rebased", &["--rebase"]).like(0, "6\n", "5\n");
    space.config(["show", "6"]).end().like(0, "\n~ a = 4 -> 9\n", "");
    space.config(["get", "b"]).end().is(0, "rebased\n", "");
    is_sound(space, 6);
}

fn a_rollback_and_a_release_know_of_each_other(space: &Space) {
    space.set(&["a=1", "b=1"], 1);
    space.set(&["a=2"], 2);
    let check = "gosys config rollback --to 1";
    space.config(["set", "c=1", "--check", check]).end().like(76, "", "release 3 by ");
    let check = "gosys config set c=1";
    space.config(["rollback", "--to", "2", "--check", check]).end().like(76, "", "release 4 by ");
    space.config(["ls", "--values"]).end().is(0, "a = 1\nb = 1\nc = 1\n", "");
    let check = "gosys config set d=1";
    space.config(["rollback", "--to", "2", "--rebase", "--check", check]).end().like(0, "6\n", "5\n");
    space.config(["diff", "2", "6"]).end().is(0, "", "");
    is_sound(space, 6);
}

fn what_gc_forgets_stops_no_publisher(space: &Space) {
    for n in 1..=5 {
        space.set(&[&format!("a={n}"), &format!("k{n}=x")], n);
    }
    let gc = "gosys config gc --keep 1 --keep-for 0s";
    space.config(["set", "a=6", "--check", gc]).end().like(0, "6\n", "4 releases forgotten, 1 kept\n");
    space.config(["rollback", "--to", "5", "--check", gc]).end().like(0, "7\n", "1 releases forgotten, 1 kept\n");
    space.config(["get", "a"]).end().is(0, "5\n", "");
    space.config(["get", "a", "--rel", "6"]).end().is(0, "6\n", "");
    space.config(["get", "a", "--rel", "5"]).end().like(1, "", "5");
    space.config(["ls"]).end().is(0, "a\nk1\nk2\nk3\nk4\nk5\n", "");
    space.config(["drift"]).end().is(0, "", "");
}

/// Whatever is forgotten meanwhile, numbers go on and each release that is kept is what it was.
fn collectors_and_publishers_do_each_other_no_harm(space: &Space) {
    space.set(&["n=0"], 1);
    let publisher = |name: &str| {
        let each = format!("gosys config set n={name}$i {name}$i=x --rebase || exit 1; gosys config tag -- -1 t{name}");
        space.scratch.sh(&format!("for i in 1 2 3 4 5 6 7 8; do {each} || test $? = 1 || exit 1; done"))
    };
    let collect = || space.scratch.sh("for i in 1 2 3 4 5 6 7 8; do gosys config gc --keep 3 --keep-for 0s; done");
    let runs = [publisher("p"), publisher("q"), collect(), collect()];
    let started = runs.map(|run| run.env("GOSYS_BACKEND", &space.url).start());
    for end in started.map(Started::end) {
        assert_eq!(end.code(), 0, "{}", end.stderr);
    }
    space.config(["get", "n", "--rel", "17"]).end().like(0, "8\n", "");
    let kept = space.json(&["log"]);
    assert!(space.numbers().ends_with(&[15, 16, 17]), "{:?}", space.numbers());
    for release in &kept {
        let tree = space.tree(&release["release"].to_string());
        assert_eq!(release["digest"], Digest::of(&tree).to_string(), "{release}");
        assert_eq!(release["release"], tree.len(), "{tree:?}");
    }
    space.config(["drift"]).end().is(0, "", "");
}

/// With something external the last release is read after the space is, and may be forgotten in between.
fn a_reader_of_what_is_forgotten_meanwhile_begins_anew(space: &Space) {
    space.set(&["a=0"], 1);
    space.past("stray", Some("y"));
    let read = "while ! test -e over; do gosys config drift -q > drift; test $? = 1 || exit 1; done";
    let work = "for i in $(seq 40); do gosys config set a=$i --rebase -q > set || exit 1; \
                gosys config gc --keep 1 --keep-for 0s -q > gc || exit 1; done";
    let start = |line: &str| space.scratch.sh(line).env("GOSYS_BACKEND", &space.url).start();
    let (readers, workers) = ([(); 4].map(|()| start(read)), [start(work), start(work)]);
    let ends: Vec<End> = workers.map(Started::end).into();
    space.scratch.file("over", "");
    for end in ends.into_iter().chain(readers.map(Started::end)) {
        assert_eq!((end.code(), &*end.stderr), (0, ""));
    }
}

/// Whether it is the first one or another one, and whether the release is of few keys or of many.
fn a_schema_that_came_meanwhile_is_satisfied(space: &Space) {
    space.set(&["a=1"], 1);
    space.scratch.file("wide", "properties: { a: { maxLength: 9 } }");
    space.scratch.file("short", "properties: { a: { maxLength: 2 } }");
    let many: Vec<String> = (0..125).map(|n| format!("k{n}=x")).collect();
    let set = |count: usize, line: &str| {
        let many = many[..count].iter().map(String::as_str);
        space.config(["set", "a=long", "--check", line].into_iter().chain(many)).end()
    };
    for before in [&["--forget"][..], &["--schema", "wide", "--keep"]] {
        for count in [0, 124, 125] {
            space.config([&["lint"], before].concat()).end().is(0, "", "");
            let end = set(count, "gosys config lint --schema short --keep");
            end.like(76, "", "nothing was changed: the space has another schema now");
            set(count, "true").like(65, "", "`a`");
        }
    }
    space.config(["ls", "--values"]).end().is(0, "a = 1\n", "");
    space.config(["lint", "--schema", "wide", "--keep"]).end().is(0, "", "");
    set(125, "true").is(0, "2\n", "");
}

fn a_tag_that_was_acknowledged_is_never_forgotten(space: &Space) {
    (1..=30).for_each(|n| space.set(&[&format!("a={n}")], n));
    let each = |n: &str| format!("for n in {n}; do gosys config tag $n t$n 2> not-kept && echo $n; done; true");
    let tags = space.scratch.sh(&each("29 5 28 6 27 7 26 8 25 9 24 10 23 11 22 12 21"));
    let gc = space.scratch.sh("for n in 1 2 3 4 5 6; do gosys config gc --keep $((25 - 4 * n)) --keep-for 0s; done");
    let [tags, gc] = [tags, gc].map(|run| run.env("GOSYS_BACKEND", &space.url).start());
    let (tags, gc) = (tags.end(), gc.end());
    assert_eq!((tags.code(), gc.code(), gc.stderr.as_str()), (0, 0, ""), "{}", tags.stderr);
    for n in tags.stdout.lines() {
        space.config(["get", "a", "--rel", &format!("t{n}")]).end().is(0, &format!("{n}\n"), "");
    }
}

/// Numbers without a gap, and nothing in the space that is not of its last release.
fn is_sound(space: &Space, last: u64) {
    assert_eq!(space.numbers(), (1..=last).collect::<Vec<_>>());
    space.config(["drift"]).end().is(0, "", "");
}

/// A space on etcd, and etcdctl beside it.
struct Beside {
    space: Space,
    port: u16,
    path: String,
}

impl Beside {
    fn new() -> Self {
        let space = Space::etcd();
        let (server, path) = space.url.rsplit_once('/').unwrap();
        Self { port: server.rsplit_once(':').unwrap().1.parse().unwrap(), path: format!("/{path}"), space }
    }

    /// A line for sh that does this to a key of the space past gosys.
    fn past(&self, verb: &str, key: &str, rest: &str) -> String {
        format!("etcdctl --endpoints 127.0.0.1:{} {verb} {}/{key} {rest}", self.port, self.path)
    }

    /// What a line for sh prints; it must succeed.
    fn sh(&self, line: &str) -> String {
        let end = self.space.scratch.sh(line).end();
        assert_eq!(end.code(), 0, "{}", end.stderr);
        end.stdout
    }

    /// `config set` of `a`, with a line that runs once, between its reading and its release.
    fn set(&self, line: &str, rest: &[&str]) -> End {
        let once = format!("test -e once || {{ touch once; {line}; }}");
        let _ = std::fs::remove_file(self.space.path("once"));
        self.space.config([&["set", "a=ours", "--check", &once], rest].concat()).end()
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_write_past_gosys_on_the_key_is_told_or_taken_over() {
    let beside = Beside::new();
    let space = &beside.space;
    space.set(&["a=1", "b=1"], 1);
    let (put, del) = (beside.past("put", "a", "theirs"), beside.past("del", "a", ""));
    beside.set(&put, &[]).like(76, "", "nothing was changed: one of a was written past gosys\n");
    space.config(["get", "a"]).end().is(0, "theirs\n", "");
    beside.set(&del, &[]).like(76, "", "nothing was changed: one of a was written past gosys\n");
    space.config(["get", "a"]).end().is(1, "", "");
    beside.set(&put, &["--rebase"]).like(0, "2\n", "OK\n");
    // Deleted and made again with what it was is another key all the same.
    let again = format!("{del}; {}", beside.past("put", "a", "ours"));
    space.config(["rollback", "--to", "1", "--check", &again]).end().like(76, "", "one of a was written past gosys");
    beside.set("true", &[]).like(0, "2\n", "nothing to change");
    space.config(["drift"]).end().is(0, "", "");
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_write_past_gosys_on_another_key_stays_external() {
    let beside = Beside::new();
    let space = &beside.space;
    beside.sh(&beside.past("put", "old", "1"));
    // Also while the first release takes in what is there.
    beside.set(&beside.past("put", "old", "2"), &[]).like(0, "1\n", "OK\n");
    space.config(["drift"]).end().like(1, "old", "");
    space.config(["adopt"]).end().is(0, "2\n", "");
    space.set(&["a=x", "b=1"], 3);
    beside.set(&beside.past("put", "b", "theirs"), &[]).like(0, "4\n", "OK\n");
    space.config(["get", "b"]).end().is(0, "theirs\n", "");
    space.config(["get", "b", "--rel", "4"]).end().is(0, "1\n", "");
    let check = beside.past("put", "new", "1");
    space.config(["rollback", "--to", "2", "--check", &check]).end().like(76, "", "and in no release: b\n");
    space.config(["rollback", "--to", "2", "--force", "--check", &check]).end().like(0, "5\n", "OK\n");
    space.config(["ls", "--values"]).end().is(0, "a = ours\nnew = 1\nold = 2\n", "");
    space.config(["drift"]).end().like(1, "new", "");
}

/// A rollback that found nothing external may not write over what came after it had looked.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_rollback_writes_over_nothing_that_came_after_it_had_looked() {
    let beside = Beside::new();
    let space = &beside.space;
    space.set(&["a=1"], 1);
    space.set(&["a=2"], 2);
    let check = beside.past("put", "a", "theirs");
    let rollback = |rest: &[&str]| {
        let words = [&["rollback", "--to", "1", "--check", &check], rest].concat();
        space.config(words).end()
    };
    rollback(&[]).like(76, "", "one of a was written past gosys");
    beside.sh(&beside.past("put", "a", "2"));
    rollback(&["--rebase"]).like(76, "", "written past gosys, and in no release: a\n");
    space.config(["get", "a"]).end().is(0, "theirs\n", "");
    assert_eq!(space.numbers(), [1, 2]);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_lease_that_ends_in_between_is_an_external_write() {
    let beside = Beside::new();
    let (space, ctl) = (&beside.space, format!("etcdctl --endpoints 127.0.0.1:{}", beside.port));
    space.set(&["a=1"], 1);
    let lease = beside.sh(&format!("{ctl} lease grant 60")).split_whitespace().nth(1).unwrap().to_owned();
    let under = format!("--lease {lease}");
    beside.sh(&beside.past("put", "leased", &format!("x {under}")));
    beside.set(&format!("{ctl} lease revoke {lease}"), &[]).like(0, "2\n", "revoked\n");
    space.config(["ls", "--values"]).end().is(0, "a = ours\n", "");
    space.config(["drift"]).end().is(0, "", "");
    // A key that comes under a lease in between is another one than was seen, and with --rebase it is refused.
    let lease = beside.sh(&format!("{ctl} lease grant 60")).split_whitespace().nth(1).unwrap().to_owned();
    space.config(["set", "a=2"]).end().is(0, "3\n", "");
    let put = beside.past("put", "a", &format!("y --lease {lease}"));
    beside.set(&put, &[]).like(76, "", "one of a was written past gosys");
    beside.set(&format!("{ctl} lease revoke {lease}"), &[]).like(76, "", lease.trim_start_matches('0'));
    beside.sh(&format!("{ctl} lease revoke {lease}"));
    beside.set("true", &[]).is(0, "4\n", "");
}
