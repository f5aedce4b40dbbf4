//! A server that knows its users.

use std::os::unix::fs::PermissionsExt;

use super::{LONG, Own};
use crate::support::eventually;

/// A server on which `reader` may read a space and what is remembered of it, and write nothing.
fn guarded() -> Own {
    let own = Own::new();
    own.space.put("a=0");
    for words in [
        &["role", "add", "reads"][..],
        &["role", "grant-permission", "reads", "read", "--prefix=true", "/app/"],
        &["role", "grant-permission", "reads", "read", "--prefix=true", "/.gosys/"],
        &["user", "add", "root:r"],
        &["user", "grant-role", "root", "root"],
        &["user", "add", "reader:p"],
        &["user", "grant-role", "reader", "reads"],
        &["user", "add", "nobody:p"],
        &["auth", "enable"],
    ] {
        own.ctl(words, "");
    }
    let password = own.space.scratch.file("password", "p\n");
    std::fs::set_permissions(password, std::fs::Permissions::from_mode(0o600)).unwrap();
    own
}

#[test]
fn who_may_only_read_follows_and_is_told_that_nobody_sees_it() {
    let own = guarded();
    let login = ["--user", "reader", "--password-file", "password"];
    let words = ["--", "sh", "-c", "echo $GOSYS_CONFIG_RELEASE >>releases"];
    let watcher = own.space.watching(&[&login[..], &words].concat());
    own.space.until_lines("releases", 1);
    own.ctl(&["--user", "root:r", "put", "/app/a", "1"], "");
    own.space.until_lines("releases", 2);
    eventually(LONG, "both are applied", || own.space.text("at").contains("\"applied\":true"));
    std::thread::sleep(std::time::Duration::from_secs(1));
    watcher.signal("TERM");
    let end = watcher.end().like(143, "", "config status will not show this watcher");
    assert_eq!(end.stderr.lines().count(), 1, "{}", end.stderr);
}

#[test]
fn who_may_not_read_is_refused() {
    let own = guarded();
    let login = ["--user", "nobody", "--password-file", "password"];
    own.space.config([&["watch"], &login[..]].concat()).end().like(77, "", "the user may not read below /app/");
}
