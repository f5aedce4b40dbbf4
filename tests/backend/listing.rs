//! `gosys backends`: the table, the profiles, and what is never shown.

use serde_json::{Value, json};

use super::{SECRET, is_refused, private};
use crate::support::Scratch;
use crate::support::servers::{redis, zookeeper};

fn records(stdout: &str) -> Vec<Value> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn idle(scheme: &str, can: &[&str]) -> Value {
    json!({
        "schema": "gosys.backend.v1", "scheme": scheme, "can": can, "selected": false, "profile": null, "url": null,
        "answers": null, "server": null, "latency_ms": null, "error": null, "folder": null, "shared_with": null
    })
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn without_settings_the_local_folder_is_all() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("mine");
    let end = scratch.gosys(["backends", "-o", "json"]).env("GOSYS_HOME", &folder).end();
    let local = json!({
        "schema": "gosys.backend.v1", "scheme": "local", "can": ["id", "lock", "config", "rate"], "selected": true, "profile": null,
        "url": "local:", "answers": true, "server": null, "latency_ms": null, "error": null, "folder": folder,
        "shared_with": null
    });
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    assert_eq!(
        records(&end.stdout),
        [
            local,
            idle("etcd", &["id", "lock", "config", "rate"]),
            idle("redis", &["id", "lock", "rate"]),
            idle("zk", &["id", "lock"])
        ]
    );
    assert!(!folder.exists());
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn the_table_for_people() {
    let scratch = Scratch::new();
    let folder = scratch.path().join("mine");
    let table = format!(
        "SCHEME  CAN                  PROFILE  URL     ANSWERS  ABOUT\n\
         local*  id,lock,config,rate  -        local:  yes      {}, not made yet\n\
         etcd    id,lock,config,rate  -        -       -        an etcd server or cluster\n\
         redis   id,lock,rate         -        -       -        a Redis server, alone, behind Sentinels or as a cluster\n\
         zk      id,lock              -        -       -        a ZooKeeper server or ensemble\n",
        folder.display()
    );
    scratch.gosys(["backends"]).env("GOSYS_HOME", &folder).end().is(0, &table, "");
}

#[test]
fn a_folder_says_who_shares_it() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let folder = scratch.path().join("mine");
    std::fs::create_dir(&folder).unwrap();
    let id = |flag: &str| {
        let output = std::process::Command::new("id").args([flag, "-n"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let (user, group) = (format!("{} only", id("-u")), format!("group {}", id("-g")));
    for (mode, who) in
        [(0o700, user.as_str()), (0o755, &user), (0o770, &group), (0o777, "every user"), (0o1777, "every user")]
    {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
        let end = scratch.gosys(["-o", "json", "-b", &format!("local:{}", folder.display()), "backends"]).end();
        assert_eq!((end.code(), &records(&end.stdout)[0]["shared_with"]), (0, &who.into()), "{mode:o}");
    }
}

#[test]
fn a_folder_that_cannot_be_used() {
    let scratch = Scratch::new();
    let file = scratch.file("file", "");
    let folder = file.join("below").display().to_string();
    let end = scratch.gosys(["-b", &format!("local:{folder}"), "backends"]).end();
    let message = format!("the local folder {folder} cannot be used: {} is no folder", file.display());
    let stderr = format!("gosys: {message}\nhint: --backend local:DIR or GOSYS_HOME chooses another folder\n");
    assert_eq!((end.code(), end.stderr), (74, stderr));
    assert!(end.stdout.contains(&message), "{}", end.stdout);
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn every_profile_is_asked() {
    let scratch = Scratch::new();
    let text = format!(
        "profiles:\n  a: {{backend: '{}', user: ops, password: {SECRET}}}\n  b: {{backend: 'etcd://127.0.0.1:1'}}\n  \
         c: {{user: nobody}}\n  d: {{backend: 'redis://127.0.0.1:{}/1', password_file: nowhere}}\n",
        zookeeper().url(),
        redis().port
    );
    private(&scratch, "home/.config/gosys/config.yaml", &text);
    let end = scratch.gosys(["-o", "json", "backends"]).end();
    let all = records(&end.stdout);
    let told: Vec<(&Value, &Value, &Value, &Value)> =
        all.iter().map(|row| (&row["scheme"], &row["profile"], &row["answers"], &row["selected"])).collect();
    let (no, yes) = (&Value::Bool(false), &Value::Bool(true));
    let expected = [
        ("local", Value::Null, yes, yes),
        ("zk", "a".into(), yes, no),
        ("etcd", "b".into(), no, no),
        ("redis", "d".into(), no, no),
    ];
    assert_eq!(told.len(), expected.len(), "{}", end.stdout);
    for (got, (scheme, profile, answers, selected)) in told.iter().zip(&expected) {
        assert_eq!(*got, (&(*scheme).into(), profile, *answers, *selected));
    }
    assert_eq!(all[2]["error"], "etcd 127.0.0.1:1 refused the connection");
    assert_eq!(all[3]["error"], "cannot read nowhere: no such file or directory");
    // Only the selected backend's fault is the command's.
    assert_eq!((end.code(), &*end.stderr), (0, ""));
    let end = scratch.gosys(["-b", "@b", "backends"]).end();
    assert_eq!(end.code(), 69);
    assert!(!end.stdout.contains("local*") && end.stdout.contains("etcd*"), "{}", end.stdout);
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn flags_and_variables_are_for_the_selected_backend_alone() {
    let scratch = Scratch::new();
    let text = format!("profiles:\n  other: {{backend: '{}'}}\n", zookeeper().url());
    private(&scratch, "home/.config/gosys/config.yaml", &text);
    let file = private(&scratch, "password", SECRET);
    let args = ["-vv", "--user", "ops", "--password-file", &file, "backends"];
    let end = scratch.gosys(args).env("GOSYS_USER", "ops").end();
    assert_eq!(end.code(), 0);
    assert!(end.stderr.contains("getData /") && !end.stderr.contains("addauth"), "{}", end.stderr);
    let end = scratch.gosys(["-b", "@other"].iter().chain(&args)).end();
    assert!(end.stderr.contains("addauth digest, as ops"), "{}", end.stderr);
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn silent_profiles_cost_one_deadline_together() {
    let scratch = Scratch::new();
    let port = super::silent_port();
    let rows: Vec<String> = (0..6).map(|i| format!("  p{i}: {{backend: 'redis://127.0.0.1:{port}'}}\n")).collect();
    private(&scratch, "home/.config/gosys/config.yaml", &format!("profiles:\n{}", rows.concat()));
    let end = scratch.gosys(["--timeout", "1s", "backends"]).end();
    assert_eq!(end.code(), 0);
    assert!(end.took.as_secs_f64() < 2.0, "{:?}", end.took);
    assert_eq!(end.stdout.matches("does not answer within 1s").count(), 6);
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn passwords_are_shown_nowhere() {
    let scratch = Scratch::new();
    let url = format!("redis://ops:{SECRET}@127.0.0.1:1/2");
    private(
        &scratch,
        "home/.config/gosys/config.yaml",
        &format!("profiles:\n  p: {{backend: '{url}', password: {SECRET}}}\n"),
    );
    for args in [
        &["settings"][..],
        &["backends"],
        &["-o", "json", "backends"],
        &["-b", "@p", "settings"],
        &["-b", "@p", "-vv", "backends"],
    ] {
        let end = scratch.gosys(args).env("GOSYS_BACKEND", &url).end();
        assert!(!end.stdout.contains(SECRET) && !end.stderr.contains(SECRET), "{args:?}: {}{}", end.stdout, end.stderr);
        assert!(end.stdout.contains("redis://ops") || args.contains(&"@p"), "{}", end.stdout);
    }
    // Nor where the URL is wrong.
    for wrong in ["redis://ops:hunter2@h:x", "redis:ops:hunter2@h", "redis://ops:hunter2/@h", "reddis://ops:hunter2@h"]
    {
        let end = scratch.gosys(["-vv", "backends"]).env("GOSYS_BACKEND", wrong).end();
        assert_eq!(end.code(), 78, "{wrong}");
        assert!(!end.stdout.contains(SECRET) && !end.stderr.contains(SECRET), "{}", end.stderr);
    }
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn a_password_that_others_can_read_is_noted() {
    let scratch = Scratch::new();
    let file = scratch.file("password", SECRET).to_str().unwrap().to_owned();
    let (port, _held) = super::refusing_port();
    let url = format!("redis://127.0.0.1:{port}");
    let end = scratch.gosys(["-b", &url, "--password-file", &file, "backends"]).end();
    let note = format!("gosys: others can read {file}, which holds a password; chmod 600 {file} prevents it\n");
    assert!(end.code() == 69 && end.stderr.starts_with(&note), "{}", end.stderr);
    let end = scratch.gosys(["-q", "-b", &url, "--password-file", &file, "backends"]).end();
    assert!(end.code() == 69 && !end.stderr.contains("others can read"), "{}", end.stderr);
    let settings = scratch
        .file("home/.config/gosys/config.yaml", format!("profiles:\n  p: {{backend: '{url}', password: {SECRET}}}\n"));
    let end = scratch.gosys(["-b", "@p", "backends"]).end();
    let note = format!("gosys: others can read {}, which holds a password;", settings.display());
    assert!(end.code() == 69 && end.stderr.starts_with(&note), "{}", end.stderr);
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn a_password_file_has_to_hold_one() {
    let scratch = Scratch::new();
    let empty = private(&scratch, "empty", "\nhunter2\n");
    let end = scratch.gosys(["-b", "redis://127.0.0.1:1", "--password-file", &empty, "backends"]).end();
    let stderr =
        format!("gosys: the first line of {empty} is empty\nhint: the password stands on the file's first line\n");
    assert_eq!((end.code(), end.stderr), (78, stderr));
    let end = scratch.gosys(["-b", "redis://127.0.0.1:1", "--password-file", "missing", "backends"]).end();
    assert_eq!(
        (end.code(), &*end.stderr),
        (
            74,
            "gosys: cannot read missing: no such file or directory\nhint: gosys settings shows what names this file\n"
        )
    );
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
    ignore = "needs etcd, redis and zookeeper"
)]
fn the_url_has_to_be_right() {
    let scratch = Scratch::new();
    let hint = "schemes: local, etcd, etcds, redis, rediss, redis+unix, redis+sentinel, redis+cluster, zk, zks";
    let run = scratch.gosys(["-o", "json", "-b", "mysql://h", "backends"]);
    is_refused(run, 2, "no backend has the scheme `mysql` (by flag --backend)", hint);
    let run = scratch.gosys(["-o", "json", "backends"]).env("GOSYS_BACKEND", "etcd://h:x");
    let message = "`h:x` has no port between 1 and 65535 (by variable GOSYS_BACKEND)";
    is_refused(run, 78, message, "for example etcd://h1:2379,h2:2379/prefix");
}
