//! Others write to etcd with etcdctl, between all the steps of those who use gosys.

use crate::config::watch::Own;

/// A space on a server of its own, with two keys.
fn begun() -> Own {
    let own = Own::new();
    own.space.set(&["db/host=a", "db/port=1"], 1);
    own
}

impl Own {
    fn put_key(&self, key: &str, value: &str) {
        assert_eq!(self.ctl(&["put", &format!("/app/{key}"), value], ""), "OK\n");
    }

    fn delete(&self, key: &str) {
        assert_eq!(self.ctl(&["del", &format!("/app/{key}")], ""), "1\n");
    }

    /// What drift says is this; the code says whether it is anything.
    #[track_caller]
    fn drift(&self, lines: &str) {
        self.space.config(["drift"]).end().is(i32::from(!lines.is_empty()), lines, "");
        // Nothing else is different from the last release.
        self.space.config(["diff", "head"]).end().is(i32::from(!lines.is_empty()), lines, "");
        let logged = self.space.json(&["log", "-n", "1"]);
        // It stands on top of the last release, and not in its place.
        assert_eq!(logged.iter().filter(|line| line["release"].is_u64()).count(), 1, "{logged:?}");
        assert_eq!(logged[0]["kind"] == "external", !lines.is_empty(), "{logged:?}");
        let keys = logged[0]["keys"].as_array().unwrap().len();
        assert!(lines.is_empty() || keys == lines.lines().count(), "{logged:?}");
    }
}

#[test]
fn what_was_written_past_gosys_is_seen_kept_and_adopted() {
    let own = begun();
    let space = &own.space;
    own.drift("");
    own.put_key("db/host", "a");
    own.drift("");
    own.put_key("db/host", "b");
    own.delete("db/port");
    own.put_key("extra", "x");
    let all = "~ db/host = a -> b\n- db/port = 1\n+ extra = x\n";
    own.drift(all);
    space.says(&["get", "db/host"], "b\n");
    space.says(&["get", "db/host", "--rel", "1"], "a\n");
    space.says(&["ls"], "db/host\nextra\n");
    let blame = space.json(&["blame"]);
    assert!(blame.iter().all(|one| one["external"] == true && one["release"].is_null()), "{blame:?}");
    // A release of something else leaves it as it is.
    space.set(&["web/x=1"], 2);
    space.config(["diff", "1", "2"]).end().is(1, "+ web/x = 1\n", "");
    own.drift(all);
    let refused = "gosys: written past gosys, and in no release: db/host, db/port, extra\n\
                   hint: gosys config adopt makes a release of it first; --force writes over it\n";
    space.config(["rollback", "--to", "1"]).end().is(76, "", refused);
    space.config(["rollback", "--to", "1", "--dry-run"]).end().is(76, "", refused);
    // A part that nobody else wrote to goes back.
    space.says(&["rollback", "--to", "1", "--keys", "web"], "3\n");
    own.drift(all);
    space.says(&["adopt", "--keys", "extra", "-m", "theirs"], "4\n");
    space.config(["diff", "-1", "head"]).end().is(1, "+ extra = x\n", "");
    own.drift("~ db/host = a -> b\n- db/port = 1\n");
    space.says(&["adopt", "--dry-run"], "~ db/host = a -> b\n- db/port = 1\n");
    space.says(&["adopt", "--keys", "db/*", "-m", "the rest"], "5\n");
    own.drift("");
    let record = space.logged(5);
    assert_eq!((&record["kind"], &record["message"]), (&"adopt".into(), &"the rest".into()));
    assert_eq!(own.ctl(&["get", "/app/", "--prefix"], ""), "/app/db/host\nb\n/app/extra\nx\n", "nothing was written");
    // Now it is in the history, and can be gone back from and to.
    space.says(&["rollback", "--to", "1"], "6\n");
    assert_eq!(own.ctl(&["get", "/app/", "--prefix"], ""), "/app/db/host\na\n/app/db/port\n1\n");
    space.says(&["rollback", "--to", "5"], "7\n");
    assert_eq!(space.logged(7)["digest"], record["digest"]);
}

#[test]
fn what_is_overwritten_with_force_is_shown() {
    let own = begun();
    let space = &own.space;
    space.set(&["db/host=b"], 2);
    own.put_key("db/host", "by hand");
    own.put_key("db/pass", "hunter2");
    own.delete("db/port");
    let lines = "~ db/host = b -> by hand\n";
    let end = space.config(["drift"]).end().like(1, lines, "");
    assert!(end.stdout.contains("+ db/pass = ****") && end.stdout.ends_with("- db/port = 1\n"), "{}", end.stdout);
    space.config(["drift", "--reveal"]).end().like(1, "+ db/pass = hunter2\n", "");
    let end = space.config(["rollback", "--to", "1"]).end();
    end.like(76, "", "written past gosys, and in no release: db/host, db/pass, db/port\nhint: ");
    space.says(&["rollback", "--to", "1", "--force", "-m", "enough"], "3\n");
    space.says(&["export"], "db:\n  host: a\n  port: \"1\"\n");
    own.drift("");
    let end = space.config(["show", "--reveal"]).end();
    let (_, changes) = end.stdout.split_once("message: enough\n").unwrap();
    let over = "what it wrote over, of no release:\n- db/host = by hand\n- db/pass = hunter2\n- db/port\n";
    assert_eq!((end.code(), changes), (0, &*format!("~ db/host = b -> a\n{over}")));
    let end = space.config(["show"]).end().like(0, "- db/pass = ****", "");
    assert!(!end.stdout.contains("hunter2"), "{}", end.stdout);
    // It was of no release, so no release has it back; the record alone tells.
    space.says(&["get", "db/host", "--rel", "2"], "b\n");
    // A set over something external shows it too, and only that.
    own.put_key("db/host", "again");
    own.put_key("other", "1");
    space.set(&["db/host=c"], 4);
    space.config(["show"]).end().like(
        0,
        "~ db/host = a -> c\nwhat it wrote over, of no release:\n- db/host = again\n",
        "",
    );
    own.drift("+ other = 1\n");
}

#[test]
fn an_external_write_during_a_check_wins() {
    let own = begun();
    let (space, endpoint) = (&own.space, format!("127.0.0.1:{}", own.server.port));
    let check =
        format!("test -e done || {{ touch done; etcdctl --endpoints {endpoint} put /app/db/host theirs >/dev/null; }}");
    let end = space.config(["set", "db/host=ours", "--check", &check]).end();
    let told =
        "gosys: somebody else was faster, and nothing was changed: one of db/host was written past gosys\nhint: ";
    end.like(76, "", told);
    own.drift("~ db/host = a -> theirs\n");
    std::fs::remove_file(space.path("done")).unwrap();
    own.put_key("db/host", "once more");
    space.says(&["set", "db/host=ours", "--rebase", "--check", &check], "2\n");
    own.drift("");
    let end = space.config(["show"]).end();
    end.like(0, "what it wrote over, of no release:\n- db/host = theirs\n", "");
    // Another key than the one that is set is nobody's race.
    std::fs::remove_file(space.path("done")).unwrap();
    space.says(&["set", "db/port=2", "--check", &check], "3\n");
    own.drift("~ db/host = ours -> theirs\n");
}

#[test]
fn a_space_that_somebody_emptied_comes_back() {
    let own = begun();
    let space = &own.space;
    space.set(&["web/x=1"], 2);
    assert_eq!(own.ctl(&["del", "/app/", "--prefix"], ""), "3\n");
    let lines = "- db/host = a\n- db/port = 1\n- web/x = 1\n";
    own.drift(lines);
    space.says(&["ls"], "");
    space.says(&["ls", "--rel", "head"], "db/host\ndb/port\nweb/x\n");
    space.config(["rollback", "--to", "head"]).end().like(76, "", "in no release: db/host, db/port, web/x\nhint: ");
    space.says(&["rollback", "--to", "head", "--force", "--keys", "db"], "3\n");
    own.drift("- web/x = 1\n");
    space.says(&["rollback", "--to", "head", "--force"], "4\n");
    own.drift("");
    assert_eq!(space.logged(4)["digest"], space.logged(2)["digest"]);
    space.says(&["ls", "--values"], "db/host = a\ndb/port = 1\nweb/x = 1\n");
    // Nothing was changed between the releases: only what is there was.
    space.config(["diff", "2", "4"]).end().is(0, "", "");
    space.config(["show"]).end().like(0, "what it wrote over, of no release:\n- web/x\n", "");
}

#[test]
fn a_key_that_somebody_leases_is_left_alone() {
    let own = begun();
    let space = &own.space;
    let granted = own.ctl(&["lease", "grant", "600"], "");
    // etcdctl writes it with zeros in front.
    let lease = granted.split(' ').nth(1).unwrap().trim_start_matches('0');
    own.ctl(&["put", "--lease", lease, "/app/db/leader", "me"], "");
    own.drift("");
    let refused = format!("gosys: the key `db/leader` belongs to the lease {lease} and ends with it\nhint: `etcdctl ");
    for words in [
        ["set", "db/leader=you", "db/host=z"].as_slice(),
        &["set", "db/leader=you", "--dry-run"],
        &["unset", "db/leader"],
    ] {
        space.config(words).end().like(76, "", &refused);
    }
    space.says(&["get", "db/host"], "a\n");
    // Everything else goes on beside it.
    space.set(&["db/host=b"], 2);
    space.says(&["rollback", "--to", "1", "--keys", "db/host"], "3\n");
    own.drift("");
    let left = "gosys: left alone, for they end with a lease and are no configuration: db/leader\n";
    space.config(["adopt"]).end().is(
        0,
        "3\n",
        &format!("gosys: nothing to change: it is all so as of release 3\n{left}"),
    );
    space.config(["rollback", "--to", "2"]).end().is(0, "4\n", left);
    space.says(&["export", "--rel", "4"], "db:\n  host: b\n  port: \"1\"\n");
    let prune = space.config(["import", "-", "--format", "env", "--prefix", "db", "--prune"]).stdin("host=b\nport=1\n");
    prune.end().is(0, "4\n", &format!("gosys: nothing to change: it is all so as of release 4\n{left}"));
    assert_eq!(own.ctl(&["get", "/app/db/leader", "--print-value-only"], ""), "me\n");
    own.ctl(&["lease", "revoke", lease], "");
    own.drift("");
    space.set(&["db/leader=nobody"], 5);
    assert_eq!(own.ctl(&["get", "/app/db/leader", "--print-value-only"], ""), "nobody\n");
}

#[test]
fn the_first_release_leaves_registrations_out() {
    let own = Own::new();
    let granted = own.ctl(&["lease", "grant", "600"], "");
    // etcdctl writes it with zeros in front.
    let lease = granted.split(' ').nth(1).unwrap().trim_start_matches('0');
    own.ctl(&["put", "--lease", lease, "/app/svc/n1", "up"], "");
    own.put_key("db/host", "a");
    own.space.set(&["new=1"], 1);
    own.space.says(&["export", "--rel", "1"], "db:\n  host: a\nnew: \"1\"\n");
    own.drift("");
}

#[test]
fn a_key_of_a_release_that_came_under_a_lease_is_named_with_the_way_around_it() {
    let own = begun();
    let space = &own.space;
    space.set(&["db/host=b", "db/leader=x"], 2);
    let granted = own.ctl(&["lease", "grant", "600"], "");
    // etcdctl writes it with zeros in front.
    let lease = granted.split(' ').nth(1).unwrap().trim_start_matches('0');
    own.ctl(&["put", "--lease", lease, "/app/db/leader", "me"], "");
    own.drift("~ db/leader = x -> me\n");
    let refused = format!(
        "gosys: the key `db/leader` belongs to the lease {lease} and ends with it\n\
         hint: --keys goes back with other keys only, such as --keys 'db/*'\n"
    );
    space.config(["rollback", "--to", "1"]).end().is(76, "", &refused);
    space.config(["rollback", "--to", "1", "--force"]).end().is(76, "", &refused);
    space.says(&["rollback", "--to", "1", "--keys", "db/host"], "3\n");
}

#[test]
fn a_neighbour_of_nearly_the_same_name_is_another_space() {
    let own = begun();
    let space = &own.space;
    let neighbour = |words: &[&str]| space.config(words).env("GOSYS_BACKEND", format!("{}2", space.url)).end();
    neighbour(&["ls"]).is(0, "", "");
    neighbour(&["set", "db/host=theirs"]).is(0, "1\n", "");
    own.ctl(&["put", "/app2/extra", "x"], "");
    own.drift("");
    neighbour(&["drift"]).is(1, "+ extra = x\n", "");
    space.says(&["ls", "--values"], "db/host = a\ndb/port = 1\n");
    space.set(&["db/host=b"], 2);
    neighbour(&["log", "-n", "9", "-o", "json"]).like(0, "\"release\":1,", "");
    neighbour(&["show", "2"]).like(1, "", "gosys: there is no release 2: the last one is 1\nhint: ");
    space.says(&["rollback", "--to", "0", "--yes"], "3\n");
    neighbour(&["ls"]).is(0, "db/host\nextra\n", "");
    space.says(&["gc", "--keep", "1", "--keep-for", "0s"], "2 releases forgotten, 1 kept\n");
    neighbour(&["rollback", "--to", "1", "--force"]).is(0, "2\n", "");
    neighbour(&["ls", "--values"]).is(0, "db/host = theirs\n", "");
    own.drift("");
}
