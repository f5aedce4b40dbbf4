//! Files and folders whose names are no text: Linux has names of bytes, and gosys opens what it is told to open.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::tls::Authority;
use super::{SECRET, ended, ping, selected};
use crate::support::servers::{Kind, Options, Server};
use crate::support::{Run, Scratch};

/// A name like this one with a byte in it that is in no text.
fn odd(scratch: &Scratch, name: &str) -> PathBuf {
    scratch.path().join(OsStr::from_bytes(&[name.as_bytes(), b"-\xff"].concat()))
}

/// A copy of a file under such a name.
fn oddly(scratch: &Scratch, name: &str, file: &Path) -> PathBuf {
    let path = odd(scratch, name);
    fs::copy(file, &path).unwrap();
    path
}

fn is_alive(run: Run) {
    let end = ended(run);
    assert_eq!((end.code(), &selected(&end)["answers"]), (0, &true.into()), "{}", end.stderr);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn certificates_are_found_by_flags_and_variables() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    let server = ours.serves(Kind::Etcd, "127.0.0.1", true);
    let url = format!("etcds://127.0.0.1:{}", server.tls_port);
    let (cert, key) = ours.issue("client");
    let files = [("ca", ours.path()), ("cert", cert), ("key", key)].map(|(name, file)| oddly(&scratch, name, &file));
    let [ca, cert, key] = &files;
    let words = ["-b", &url, "-o", "json", "--timeout", "2s"].map(OsString::from);
    let flags = [("--ca", ca), ("--cert", cert), ("--key", key)];
    let flags = flags.into_iter().flat_map(|(flag, file)| [OsString::from(flag), file.into()]);
    is_alive(scratch.gosys(words.into_iter().chain(flags).chain(["backends".into()])));
    for [a, b, c] in [["GOSYS_CA", "GOSYS_CERT", "GOSYS_KEY"], ["ETCDCTL_CACERT", "ETCDCTL_CERT", "ETCDCTL_KEY"]] {
        is_alive(ping(&scratch, &url).env(a, ca).env(b, cert).env(c, key));
        // One that is not there is told as it would be shown in a list.
        let end = ended(ping(&scratch, &url).env(a, odd(&scratch, "missing")).env(b, cert).env(c, key));
        let told = format!("cannot read {}/missing-\u{fffd}: no such file or directory", scratch.path().display());
        assert!(end.code() == 74 && end.stderr.contains(&told), "{a}: {end:?}");
    }
    // The strongest counts, whichever of them is text.
    is_alive(
        ping(&scratch, &url)
            .env("GOSYS_CA", ours.path())
            .env("ETCDCTL_CACERT", "/nowhere")
            .env("GOSYS_CERT", cert)
            .env("GOSYS_KEY", key),
    );
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn a_variable_that_is_no_text_is_for_other_calls_where_there_is_no_tls() {
    let scratch = Scratch::new();
    let server = Server::own(Kind::Redis, Options::default());
    let run = ping(&scratch, &server.url()).env("GOSYS_CA", OsStr::from_bytes(b"/ca-\xff"));
    is_alive(run.env("ETCDCTL_CACERT", OsStr::from_bytes(b"\xff")));
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn a_password_is_read_from_such_a_file() {
    let scratch = Scratch::new();
    let server = Server::own(Kind::Redis, Options { extra: &["--requirepass", SECRET], tls: None });
    let file = oddly(&scratch, "password", &scratch.file("password", format!("{SECRET}\n")));
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    is_alive(ping(&scratch, &server.url()).env("GOSYS_PASSWORD_FILE", &file));
    let url = server.url();
    let words: [&OsStr; 8] = ["-b", &url, "-o", "json", "--timeout", "2s", "--password-file"]
        .map(OsStr::new)
        .into_iter()
        .chain([file.as_os_str()])
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    is_alive(scratch.gosys(words.into_iter().chain([OsStr::new("backends")])));
    // As widely readable as it is told of any other: to a group, or to all.
    for (mode, is_shared) in [(0o400, false), (0o622, false), (0o640, true), (0o604, true), (0o644, true)] {
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        let end = ended(ping(&scratch, &server.url()).env("GOSYS_PASSWORD_FILE", &file));
        let told = end.stderr.contains("password-\u{fffd}, which holds a password; chmod 600");
        assert_eq!((end.code(), told), (0, is_shared), "{mode:o}: {}", end.stderr);
    }
}

#[test]
fn settings_are_read_from_such_a_file_and_shown() {
    let scratch = Scratch::new();
    let file = oddly(&scratch, "settings", &scratch.file("settings.yaml", "output: json\n"));
    let shown = |run: Run| {
        let end = run.end();
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""));
        let lines = end.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        lines.map(|one| (one["key"].as_str().unwrap().to_owned(), one)).collect::<std::collections::BTreeMap<_, _>>()
    };
    let name = format!("{}/settings-\u{fffd}", scratch.path().display());
    let by_flag = shown(scratch.gosys([OsStr::new("--settings"), file.as_os_str(), OsStr::new("settings")]));
    assert_eq!(
        (&by_flag["settings"]["value"], &by_flag["settings"]["origin"]),
        (&name.clone().into(), &"flag --settings".into())
    );
    assert_eq!(by_flag["output"]["origin"], format!("file {name}"));
    let run = scratch.gosys(["settings"]).env("GOSYS_SETTINGS", &file).env("GOSYS_KEY", OsStr::from_bytes(b"k\xff"));
    let by_variable = shown(run);
    assert_eq!(by_variable["settings"]["origin"], "variable GOSYS_SETTINGS");
    assert_eq!((&by_variable["key"]["value"], &by_variable["output"]["value"]), (&"k\u{fffd}".into(), &"json".into()));
    // What is no file has to be text.
    let end = scratch.gosys(["settings"]).env("GOSYS_USER", OsStr::from_bytes(b"u\xff")).end();
    end.is(78, "", "gosys: the variable GOSYS_USER is not valid UTF-8\n");
}

#[test]
fn folders_and_files_of_every_group_may_be_called_anything() {
    let scratch = Scratch::new();
    let home = odd(&scratch, "state");
    let odd_name = |name: &str| odd(&scratch, name).into_os_string();
    let gosys = |words: &[&OsStr]| scratch.gosys(words.iter().copied()).env("GOSYS_HOME", &home).end();
    let say = |line: &str, file: &OsStr, more: &str| {
        let words = line.split(' ').chain(more.split_whitespace());
        let words: Vec<OsString> =
            words.map(|word| if word == "FILE" { file.to_owned() } else { word.into() }).collect();
        let end = gosys(&words.iter().map(OsString::as_os_str).collect::<Vec<_>>());
        assert_eq!((end.code(), end.stderr.as_str()), (0, ""), "{line}");
        end.stdout
    };
    let (id, document) = (odd_name("ids"), odd_name("document"));
    fs::write(&id, say("id new -n 3", OsStr::new(""), "")).unwrap();
    assert!(say("id check FILE", &id, "").contains('3'));
    fs::write(&document, "a: 1\n").unwrap();
    assert_eq!(say("config import FILE --format yaml", &document, ""), "1\n");
    let template = odd_name("template");
    fs::write(&template, "{{ a }}\n").unwrap();
    assert_eq!(say("config render FILE", &template, ""), "1\n");
    let out = odd_name("out");
    let words = ["config", "render"].map(OsStr::new).into_iter().chain([&*template, OsStr::new("-O"), &*out]);
    assert_eq!(gosys(&words.collect::<Vec<_>>()).code(), 0);
    assert_eq!(fs::read_to_string(&out).unwrap(), "1\n");
    assert_eq!(say("config sync FILE --once", &odd_name("copy"), ""), "1\n");
    let copied = gosys(
        &["config", "get", "a", "--cache-only", "--cache"]
            .map(OsStr::new)
            .into_iter()
            .chain([&*odd_name("copy")])
            .collect::<Vec<_>>(),
    );
    assert_eq!((copied.code(), copied.stdout.as_str()), (0, "1\n"));
    let seen = odd_name("seen");
    assert_eq!(say("lock fence FILE --fence 7 -- echo in", &seen, ""), "in\n");
    let stale = gosys(
        &["lock", "fence", "--fence", "6"]
            .map(OsStr::new)
            .into_iter()
            .chain([&*seen, OsStr::new("true")])
            .collect::<Vec<_>>(),
    );
    assert!(stale.code() == 76 && stale.stderr.contains("seen-\u{fffd} has seen 7"), "{stale:?}");
    let token = say("lock acquire x", OsStr::new(""), "");
    assert_eq!(say("lock release x --token", OsStr::new(""), &token), "");
    assert!(home.join("locks").is_dir() && home.join("ids").is_dir() && home.join("config").is_dir());
    // A command gets its words as they were given.
    assert_eq!(say("lock run x -- basename FILE", &seen, "").as_bytes(), "seen-\u{fffd}\n".as_bytes());
}
