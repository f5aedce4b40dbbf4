//! A space on a server that knows users: who may what, and the token that saves the password's check.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown, symlink};
use std::path::PathBuf;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::backend::etcd::call;
use crate::backend::tls::Authority;
use crate::backend::{SECRET, WRONG, private};
use crate::support::servers::{Options, Start, Tls};
use crate::support::{End, is_root};

crate::on_both_etcds![
    a_password_lets_in_and_a_wrong_one_does_not,
    who_may_only_read_is_told_what_is_missing,
    the_doctor_tells_what_a_user_may,
    a_token_is_kept_for_the_next_process,
    without_a_folder_for_it_no_token_is_kept,
    a_refused_token_is_replaced_at_once,
    a_changed_password_needs_a_new_token,
    processes_at_once_do_not_disturb_each_other,
    a_file_that_others_could_have_made_is_not_used,
    a_token_that_is_not_even_refused_is_given_up,
    a_silent_server_beside_a_good_one_takes_no_token_away,
    a_signed_token_of_other_rights_is_replaced,
    who_waits_for_a_lock_goes_on_with_a_new_token,
    a_server_without_users_takes_a_token_of_before,
    a_certificate_is_enough_or_a_password_goes_with_it,
];

/// The keys that a user of the space /app has to be granted.
const FOLDERS: [&str; 2] = ["/app/", "/.gosys/config/v1/%2Fapp/"];

/// Asks the server's gateway, as root where there is a token.
fn told(server: &Server, method: &str, body: &str) {
    let answer = call(server, method, body);
    assert!(answer.starts_with("HTTP/1.0 200"), "{method} {body}: {answer}");
}

/// Gives a server its users: root, ops who may write the space, and eye who may only read it.
fn give_users(server: &Server) {
    for (user, may) in [("root", ""), ("ops", "READWRITE"), ("eye", "READ")] {
        told(server, "auth/user/add", &format!(r#"{{"name":"{user}","password":"{SECRET}"}}"#));
        told(server, "auth/role/add", &format!(r#"{{"name":"{user}"}}"#));
        told(server, "auth/user/grant", &format!(r#"{{"user":"{user}","role":"{user}"}}"#));
        for folder in FOLDERS.iter().filter(|_| !may.is_empty()) {
            let (from, to) = (STANDARD.encode(folder), STANDARD.encode(folder.replace("app/", "app0")));
            let permission = format!(r#"{{"permType":"{may}","key":"{from}","range_end":"{to}"}}"#);
            told(server, "auth/role/grant", &format!(r#"{{"name":"{user}","perm":{permission}}}"#));
        }
    }
    told(server, "auth/enable", "{}");
}

fn with_users(start: Start, extra: &[&str]) -> Server {
    let cheap = [&["--bcrypt-cost", "4"], extra].concat();
    let server = start(Options { extra: &cheap, tls: None });
    give_users(&server);
    server
}

/// Somebody at a terminal: with or without a folder for what lasts until they log out.
struct Seat {
    scratch: Scratch,
    url: String,
}

impl Seat {
    fn at(server: &Server) -> Self {
        let seat = Self { scratch: Scratch::new(), url: format!("etcd://127.0.0.1:{}/app", server.port) };
        fs::DirBuilder::new().mode(0o700).create(seat.runtime()).unwrap();
        seat
    }

    fn runtime(&self) -> PathBuf {
        self.scratch.path().join("run")
    }

    /// The files of tokens.
    fn files(&self) -> Vec<PathBuf> {
        let found = fs::read_dir(self.runtime().join("gosys")).into_iter().flatten();
        found.map(|entry| entry.unwrap().path()).collect()
    }

    fn file(&self) -> PathBuf {
        let files = self.files();
        assert_eq!(files.len(), 1, "{files:?}");
        files[0].clone()
    }

    fn run(&self, user: &str, words: &[&str]) -> Run {
        self.scratch
            .gosys(words)
            .env("GOSYS_BACKEND", &self.url)
            .env("ETCDCTL_USER", user)
            .env("ETCDCTL_PASSWORD", SECRET)
            .env("XDG_RUNTIME_DIR", self.runtime())
    }

    fn config(&self, user: &str, words: &[&str]) -> Run {
        self.run(user, &[&["config"], words].concat())
    }

    /// How a run came by its token: what -vv tells of that.
    #[track_caller]
    fn logins(&self, end: &End) -> Vec<String> {
        for text in [&end.stdout, &end.stderr] {
            assert!(!text.contains(SECRET) && !text.contains(WRONG), "{text}");
            assert!(self.files().iter().all(|file| !text.contains(&token(file))), "{text}");
        }
        assert_eq!(end.code(), 0, "{}", end.stderr);
        let told = end.stderr.lines().filter_map(|line| line.splitn(4, ':').nth(3));
        let told = told.map(str::trim).filter(|line| line.contains(" as "));
        told.map(str::to_owned).collect()
    }

    #[track_caller]
    fn comes_in(&self, user: &str, logins: &[&str]) {
        let end = self.config(user, &["-vv", "get", "a"]).end();
        assert_eq!((self.logins(&end), end.stdout.as_str()), (as_text(logins), "1\n"), "{}", end.stderr);
    }
}

fn as_text(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The token in a file.
fn token(file: &PathBuf) -> String {
    fs::read_to_string(file).unwrap().split_whitespace().last().unwrap().to_owned()
}

const ASKED: &str = "connect, authenticate as ops";
const KNOWN: &str = "connect, with a token from before as ops";
const ANEW: &str = "the token was refused: authenticate as ops, ask again";

fn a_password_lets_in_and_a_wrong_one_does_not(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    let here = format!("etcd 127.0.0.1:{}", server.port);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    seat.config("ops", &["set", "a=2"]).end().is(0, "2\n", "");
    seat.config("ops", &["rollback", "--to", "-1"]).end().like(0, "3\n", "");
    seat.config("ops", &["get", "a"]).end().is(0, "1\n", "");
    for words in [["get", "a"].as_slice(), &["set", "a=7"], &["rollback", "--to", "-1"]] {
        let wrong = format!("gosys: {here} refused access: the user or the password is wrong\nhint: ");
        for user in ["ops", "nobody"] {
            seat.config(user, words).env("ETCDCTL_PASSWORD", WRONG).end().like(77, "", &wrong);
        }
        let nobody = format!("gosys: {here} refused access: it wants to know who you are\nhint: ");
        let run = seat.scratch.gosys([&["config"], words].concat()).env("GOSYS_BACKEND", &seat.url);
        run.end().like(77, "", &nobody);
    }
    seat.config("ops", &["get", "a"]).end().is(0, "1\n", "");
}

fn who_may_only_read_is_told_what_is_missing(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    seat.config("eye", &["get", "a"]).end().is(0, "1\n", "");
    seat.config("eye", &["log"]).end().like(0, "set", "");
    let refused =
        format!("gosys: etcd 127.0.0.1:{} refused access: the user may not write below /app/\nhint: ", server.port);
    for words in [["set", "a=2"].as_slice(), &["unset", "a"], &["rollback", "--to", "0", "--yes"]] {
        let end = seat.config("eye", words).end();
        assert!(end.code() == 77 && end.stderr.starts_with(&refused), "{words:?}: {}", end.stderr);
        for folder in FOLDERS {
            assert!(end.stderr.contains(&format!("readwrite {folder} --prefix")), "{}", end.stderr);
        }
    }
}

fn the_doctor_tells_what_a_user_may(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    let end = seat.config("ops", &["doctor"]).end();
    end.like(0, "the server knows the user ops", "");
    let end = seat.config("eye", &["doctor"]).end();
    for folder in FOLDERS {
        let line = end.stdout.lines().find(|line| line.contains(&format!("access      {folder}"))).unwrap();
        assert!(line.starts_with("problem") && line.contains("may not be written"), "{line}");
    }
    end.like(1, "the server knows the user eye", "");
    let nobody = seat.scratch.gosys(["config", "doctor"]).env("GOSYS_BACKEND", &seat.url).end();
    nobody.like(1, "may not read: etcd", "");
    let wrong = seat.config("ops", &["doctor"]).env("ETCDCTL_PASSWORD", WRONG).end();
    assert!(!wrong.stdout.contains(WRONG));
    wrong.like(77, "the password is wrong", "refused access: the user or the password is wrong");
}

fn a_token_is_kept_for_the_next_process(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    let end = seat.config("ops", &["-vv", "set", "a=1"]).end();
    assert_eq!(seat.logins(&end)[0], ASKED);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(seat.file()), mode(seat.runtime().join("gosys"))), (0o600, 0o700));
    assert!(!fs::read_to_string(seat.file()).unwrap().contains(SECRET));
    seat.comes_in("ops", &[KNOWN]);
    let end = seat.config("ops", &["-vv", "set", "a=2"]).end();
    assert_eq!((seat.logins(&end), end.stdout.as_str()), (as_text(&[KNOWN]), "2\n"));
    // Another user, or another way to the server, has a token of its own.
    seat.comes_in_as_eye();
    assert_eq!(seat.files().len(), 2);
    // Locks and ids have it too.
    let run = |words: &[&str]| seat.run("root", words).env("GOSYS_BACKEND", server.url()).end();
    assert_eq!(seat.logins(&run(&["-vv", "lock", "acquire", "x"]))[0], "connect, authenticate as root");
    for words in [["-vv", "lock", "ls"].as_slice(), &["-vv", "id"]] {
        assert_eq!(seat.logins(&run(words))[0], "connect, with a token from before as root");
    }
}

impl Seat {
    fn comes_in_as_eye(&self) {
        let end = self.config("eye", &["-vv", "get", "a"]).end();
        assert_eq!((self.logins(&end), end.stdout.as_str()), (as_text(&["connect, authenticate as eye"]), "2\n"));
    }
}

fn without_a_folder_for_it_no_token_is_kept(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).env("XDG_RUNTIME_DIR", "run").end().is(0, "1\n", "");
    let open = seat.scratch.path().join("open");
    fs::create_dir(&open).unwrap();
    fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
    seat.config("ops", &["get", "a"]).env("XDG_RUNTIME_DIR", &open).end().is(0, "1\n", "");
    assert_eq!((fs::read_dir(&open).unwrap().count(), seat.files().len()), (0, 0));
}

fn a_refused_token_is_replaced_at_once(start: Start) {
    let mut server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    let before = token(&seat.file());
    forget_tokens(&server, "ops");
    seat.comes_in("ops", &[KNOWN, ANEW]);
    assert_ne!(token(&seat.file()), before);
    seat.comes_in("ops", &[KNOWN]);
    // A server that starts again knows those only that it finds in its log.
    server.restart();
    let end = seat.config("ops", &["get", "a"]).end();
    end.is(0, "1\n", "");
    forget_tokens(&server, "ops");
    let end = seat.config("ops", &["-vv", "set", "a=2"]).end();
    assert_eq!((seat.logins(&end), end.stdout.as_str()), (as_text(&[KNOWN, ANEW]), "2\n"));
    seat.config("ops", &["log", "-o", "json"]).end().like(0, "\"release\":2", "");
}

fn a_changed_password_needs_a_new_token(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    // Before it is changed, somebody with another password has nothing of the token.
    let refused = "refused access: the user or the password is wrong";
    seat.config("ops", &["get", "a"]).env("ETCDCTL_PASSWORD", WRONG).end().like(77, "", refused);
    ctl_as_root(&server, &["user", "passwd", "ops", "--interactive=false"], "new\n");
    let end = seat.config("ops", &["-vv", "get", "a"]).env("ETCDCTL_PASSWORD", "new").end();
    assert_eq!((seat.logins(&end), end.stdout.as_str()), (as_text(&[ASKED]), "1\n"));
    seat.config("ops", &["get", "a"]).end().like(77, "", refused);
    let end = seat.config("ops", &["-vv", "get", "a"]).env("ETCDCTL_PASSWORD", "new").end();
    assert_eq!(seat.logins(&end), [KNOWN]);
}

/// A new password, though the same as before, ends all tokens that were given for the old one.
fn forget_tokens(server: &Server, user: &str) {
    ctl_as_root(server, &["user", "passwd", user, "--interactive=false"], &format!("{SECRET}\n"));
}

fn ctl_as_root(server: &Server, words: &[&str], input: &str) {
    let endpoint = format!("127.0.0.1:{}", server.port);
    let scratch = Scratch::new();
    let run = scratch.command("etcdctl", ["--endpoints", &endpoint].iter().chain(words));
    let end = run.env("ETCDCTL_USER", format!("root:{SECRET}")).stdin(input).end();
    assert_eq!(end.code(), 0, "{}{}", end.stdout, end.stderr);
}

fn processes_at_once_do_not_disturb_each_other(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    for _ in 0..2 {
        // Once with a token that is refused, once with one of whoever was last.
        forget_tokens(&server, "ops");
        let all: Vec<_> = (0..8).map(|_| seat.config("ops", &["get", "a"]).start()).collect();
        all.into_iter().for_each(|run| drop(run.end().is(0, "1\n", "")));
    }
    seat.comes_in("ops", &[KNOWN]);
}

fn a_file_that_others_could_have_made_is_not_used(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    fs::set_permissions(seat.file(), fs::Permissions::from_mode(0o644)).unwrap();
    seat.comes_in("ops", &[ASKED]);
    // It is replaced, not written to.
    assert_eq!(fs::metadata(seat.file()).unwrap().permissions().mode() & 0o777, 0o600);
    let (file, target) = (seat.file(), seat.scratch.path().join("target"));
    fs::rename(&file, &target).unwrap();
    let kept = fs::read_to_string(&target).unwrap();
    symlink(&target, &file).unwrap();
    seat.comes_in("ops", &[ASKED]);
    assert_eq!(fs::read_to_string(&target).unwrap(), kept);
    if is_root() {
        chown(&file, Some(65534), None).unwrap();
        seat.comes_in("ops", &[ASKED]);
        chown(seat.runtime(), Some(65534), None).unwrap();
        seat.comes_in("ops", &[ASKED]);
        chown(seat.runtime(), Some(0), None).unwrap();
    }
    seat.comes_in("ops", &[KNOWN]);
}

/// A server that has lost its data waits for the change whose number is in the token, which is far away.
fn a_token_that_is_not_even_refused_is_given_up(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    let text = fs::read_to_string(seat.file()).unwrap();
    let (of_before, _) = text.trim_end().rsplit_once('.').unwrap();
    fs::write(seat.file(), format!("{of_before}.99999999\n")).unwrap();
    let end = seat.run("ops", &["config", "--timeout", "1s", "get", "a"]).end();
    end.like(69, "", "does not answer within 1s");
    seat.comes_in("ops", &[ASKED]);
    seat.comes_in("ops", &[KNOWN]);
}

/// The server that is silent has not refused the token, and no more has the one that serves it.
fn a_silent_server_beside_a_good_one_takes_no_token_away(start: Start) {
    let server = with_users(start, &[]);
    let mut seat = Seat::at(&server);
    seat.url = format!("etcd://127.0.0.1:{},127.0.0.1:{}/app", crate::backend::silent_port(), server.port);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    let kept = token(&seat.file());
    for _ in 0..3 {
        seat.config("ops", &["get", "a"]).end().is(0, "1\n", "");
        assert_eq!(token(&seat.file()), kept);
    }
}

/// Signed tokens carry the number of the last change of users and roles.
fn a_signed_token_of_other_rights_is_replaced(start: Start) {
    let scratch = Scratch::new();
    let key = scratch.file("key", "0123456789abcdef0123456789abcdef");
    let options = format!("jwt,priv-key={},sign-method=HS256,ttl=10m", key.display());
    let server = with_users(start, &["--auth-token", &options]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    seat.comes_in("ops", &[KNOWN]);
    ctl_as_root(&server, &["role", "add", "more"], "");
    seat.comes_in("ops", &[KNOWN, ANEW]);
    seat.comes_in("ops", &[KNOWN]);
}

fn who_waits_for_a_lock_goes_on_with_a_new_token(start: Start) {
    let mut server = with_users(start, &[]);
    let (seat, url) = (Seat::at(&server), server.url());
    let lock = |words: &[&str]| seat.run("root", &[&["lock"], words].concat()).env("GOSYS_BACKEND", &url);
    let held = lock(&["acquire", "x", "--ttl", "60s"]).end();
    assert_eq!(held.code(), 0, "{}", held.stderr);
    let waiting = lock(&["-vv", "run", "x", "--wait", "40s", "--", "echo", "mine"]).start();
    let waits = || lock(&["status", "x", "-o", "json"]).end().stdout.contains("\"waits\"");
    crate::support::eventually(Duration::from_secs(20), "it waits", waits);
    forget_tokens(&server, "root");
    server.restart();
    lock(&["release", "x", "--token", held.stdout.trim()]).end().is(0, "", "");
    waiting.end().like(0, "mine\n", "with a token from before as root");
}

fn a_server_without_users_takes_a_token_of_before(start: Start) {
    let server = with_users(start, &[]);
    let seat = Seat::at(&server);
    seat.config("ops", &["set", "a=1"]).end().is(0, "1\n", "");
    ctl_as_root(&server, &["auth", "disable"], "");
    seat.comes_in("ops", &[KNOWN, ANEW]);
    assert!(seat.files().is_empty());
    seat.comes_in("ops", &[ASKED]);
    assert!(seat.files().is_empty());
}

fn a_certificate_is_enough_or_a_password_goes_with_it(start: Start) {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    let (cert, key) = ours.issue("client");
    let (server_cert, server_key) = ours.issue("127.0.0.1");
    let tls = Tls { ca: &ours.path(), cert: &server_cert, key: &server_key, wants_client: true };
    let server = start(Options { extra: &["--bcrypt-cost", "4"], tls: Some(tls) });
    let seat = Seat::at(&server);
    let url = format!("etcds://127.0.0.1:{}/app", server.tls_port);
    let run = |words: &[&str]| {
        let run = seat.scratch.gosys([&["config"], words].concat()).env("XDG_RUNTIME_DIR", seat.runtime());
        run.env("GOSYS_BACKEND", &url).env("GOSYS_CA", ours.path())
    };
    let with = |words: &[&str]| run(words).env("GOSYS_CERT", &cert).env("GOSYS_KEY", &key);
    with(&["set", "a=1"]).end().is(0, "1\n", "");
    with(&["get", "a"]).end().is(0, "1\n", "");
    run(&["get", "a"]).end().like(77, "", "refused the client certificate");
    assert!(seat.files().is_empty(), "a certificate needs no token");
    // As etcdctl reads its variables.
    let by_variables = |words: &[&str]| {
        let run = seat.scratch.gosys([&["-b", "etcd:///app", "config"], words].concat());
        let run = run.env("ETCDCTL_ENDPOINTS", format!("https://127.0.0.1:{}", server.tls_port));
        let run = run.env("ETCDCTL_CACERT", ours.path()).env("ETCDCTL_CERT", &cert).env("ETCDCTL_KEY", &key);
        run.env("XDG_RUNTIME_DIR", seat.runtime())
    };
    by_variables(&["set", "a=2"]).end().is(0, "2\n", "");
    give_users(&server);
    let user = |run: Run| run.env("ETCDCTL_USER", format!("ops:{SECRET}"));
    user(by_variables(&["set", "a=3"])).end().is(0, "3\n", "");
    let end = user(by_variables(&["-vv", "get", "a"])).end();
    assert_eq!((seat.logins(&end), end.stdout.as_str()), (as_text(&[KNOWN]), "3\n"));
    // A profile with the password, which is in no argument either.
    let profile = format!(
        "profiles:\n  p: {{backend: '{url}', user: ops, password: {SECRET}, ca: {}, cert: {}, key: {}}}\n",
        ours.path().display(),
        cert.display(),
        key.display()
    );
    private(&seat.scratch, "home/.config/gosys/config.yaml", &profile);
    let end = seat.scratch.gosys(["-b", "@p", "config", "get", "a"]).end();
    end.is(0, "3\n", "");
}
