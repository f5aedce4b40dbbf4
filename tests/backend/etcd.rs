//! etcd: users and passwords, and the variables of its own client.

use super::{SECRET, WHO, WRONG, answers, fails, is_refused, ping, ping_by_variable, private};
use crate::support::Scratch;
use crate::support::servers::{Kind, Options, Server, etcd};

/// Asks the server's JSON gateway, and gives what it said.
pub fn call(server: &Server, method: &str, body: &str) -> String {
    let head = format!("POST /v3/{method} HTTP/1.0\r\nContent-Length: {}\r\n\r\n", body.len());
    server.ask(&(head + body)).unwrap()
}

/// A server whose users are root, and ops with the keys from `/app/` to `/app0`.
pub fn with_users() -> Server {
    let server = Server::own(Kind::Etcd, Options::default());
    // In base64, as the gateway wants its bytes.
    let (from, to) = ("L2FwcC8=", "L2FwcDA=");
    for (method, body) in [
        ("auth/user/add", format!(r#"{{"name":"root","password":"{SECRET}"}}"#)),
        ("auth/role/add", r#"{"name":"root"}"#.to_owned()),
        ("auth/user/grant", r#"{"user":"root","role":"root"}"#.to_owned()),
        ("auth/user/add", format!(r#"{{"name":"ops","password":"{SECRET}"}}"#)),
        ("auth/role/add", r#"{"name":"app"}"#.to_owned()),
        (
            "auth/role/grant",
            format!(r#"{{"name":"app","perm":{{"permType":"READWRITE","key":"{from}","range_end":"{to}"}}}}"#),
        ),
        ("auth/user/grant", r#"{"user":"ops","role":"app"}"#.to_owned()),
        ("auth/enable", "{}".to_owned()),
    ] {
        let answer = call(&server, method, &body);
        assert!(answer.starts_with("HTTP/1.0 200"), "{method} {body}: {answer}");
    }
    server
}

fn requests(server: &Server, login: &str, path: &str) -> Vec<String> {
    let here = format!("etcd 127.0.0.1:{}", server.port);
    vec![format!("{here}: connect{login}"), format!("{here}: status"), format!("{here}: get {path}/, one key at most")]
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn the_right_password_by_each_way() {
    let scratch = Scratch::new();
    let server = with_users();
    let (port, url) = (server.port, server.url());
    let file = private(&scratch, "password", SECRET);
    let as_root = requests(&server, ", authenticate as root", "/.gosys");
    answers(ping_by_variable(&scratch, &format!("etcd://root:{SECRET}@127.0.0.1:{port}")), &as_root);
    answers(ping(&scratch, &url).env("ETCDCTL_USER", format!("root:{SECRET}")), &as_root);
    answers(ping(&scratch, &url).env("ETCDCTL_USER", "root").env("ETCDCTL_PASSWORD", SECRET), &as_root);
    answers(ping(&scratch, &url).env("GOSYS_USER", "root").env("GOSYS_PASSWORD_FILE", &file), &as_root);
    // The user by one way, the password by another; and the stronger way wins.
    let mixed = ping_by_variable(&scratch, &format!("etcd://root@127.0.0.1:{port}")).env("GOSYS_PASSWORD_FILE", &file);
    answers(mixed.env("ETCDCTL_USER", format!("ops:{WRONG}")), &as_root);
    let profile = format!("profiles:\n  p: {{backend: '{url}/app', user: ops, password: {SECRET}}}\n");
    private(&scratch, "home/.config/gosys/config.yaml", &profile);
    answers(ping(&scratch, "@p"), &requests(&server, ", authenticate as ops", "/app"));
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_wrong_password_or_none() {
    let scratch = Scratch::new();
    let server = with_users();
    let here = format!("etcd 127.0.0.1:{}", server.port);
    let wrong = format!("{here} refused access: the user or the password is wrong");
    for user in ["root", "nobody"] {
        fails(ping_by_variable(&scratch, &format!("etcd://{user}:{WRONG}@127.0.0.1:{}", server.port)), 77, &wrong, WHO);
    }
    fails(ping(&scratch, &server.url()), 77, &format!("{here} refused access: it wants to know who you are"), WHO);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_user_sees_only_what_is_granted() {
    let scratch = Scratch::new();
    let server = with_users();
    let url = |path: &str| format!("etcd://ops:{SECRET}@127.0.0.1:{}{path}", server.port);
    let login = ", authenticate as ops";
    answers(ping_by_variable(&scratch, &url("/app")), &requests(&server, login, "/app"));
    answers(ping_by_variable(&scratch, &url("")), &requests(&server, login, "/.gosys"));
    let message = format!("etcd 127.0.0.1:{} refused access: permission denied", server.port);
    fails(ping_by_variable(&scratch, &url("/other")), 77, &message, WHO);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_server_without_users_serves_everybody() {
    let scratch = Scratch::new();
    let run = ping(&scratch, &etcd().url()).env("ETCDCTL_USER", format!("root:{SECRET}"));
    answers(run, &requests(etcd(), ", authenticate as root", "/.gosys"));
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_password_needs_a_user() {
    let scratch = Scratch::new();
    let file = private(&scratch, "password", SECRET);
    let run = ping(&scratch, &etcd().url()).env("GOSYS_PASSWORD_FILE", file);
    let hint = "--user, a profile, the URL or ETCDCTL_USER names the user";
    fails(run, 78, "there is a password for etcd but no user", hint);
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn etcdctl_variables_name_the_servers() {
    let scratch = Scratch::new();
    let endpoints = format!("http://127.0.0.1:{}", etcd().port);
    let record =
        answers(ping(&scratch, "etcd:///app").env("ETCDCTL_ENDPOINTS", endpoints), &requests(etcd(), "", "/app"));
    assert_eq!(record["url"], format!("etcd://127.0.0.1:{}/app", etcd().port));
    let (refusing, _held) = super::refusing_port();
    let named = ping(&scratch, &etcd().url()).env("ETCDCTL_ENDPOINTS", format!("127.0.0.1:{refusing}"));
    answers(named, &requests(etcd(), "", "/.gosys"));
    is_refused(
        ping(&scratch, "etcd://").env("ETCDCTL_ENDPOINTS", "a b"),
        78,
        "`a b` is no host (by variable ETCDCTL_ENDPOINTS)",
        "for example etcd://h1:2379,h2:2379/prefix",
    );
}
