//! Redis: users and passwords, sockets, Sentinels, clusters.

use std::time::Duration;

use super::{SECRET, WHO, WRONG, answers, fails, ping, ping_by_variable, private};
use crate::support::servers::{Kind, Options, Server, redis};
use crate::support::{Scratch, eventually};

fn with_password() -> Server {
    let user = ["--user", "ops", "on", ">hunter2", "~*", "&*", "+@all", "-info"];
    let extra: Vec<&str> = ["--requirepass", SECRET].into_iter().chain(user).collect();
    Server::own(Kind::Redis, Options { extra: &extra, tls: None })
}

fn requests(server: &Server, user: &str) -> Vec<String> {
    ["connect", "PING", "INFO server"]
        .map(|request| {
            format!("redis 127.0.0.1:{}: {request}{}", server.port, if request == "connect" { user } else { "" })
        })
        .to_vec()
}

#[test]
fn the_right_password_by_each_way() {
    let scratch = Scratch::new();
    let server = with_password();
    let port = server.port;
    let file = private(&scratch, "password", "hunter2\nnot this\n");
    let as_default = requests(&server, ", AUTH default");
    answers(ping_by_variable(&scratch, &format!("redis://:{SECRET}@127.0.0.1:{port}")), &as_default);
    let as_ops = requests(&server, ", AUTH ops");
    let record = answers(
        ping_by_variable(&scratch, &format!("redis://ops:{SECRET}@127.0.0.1:{port}/3")),
        &requests(&server, ", AUTH ops, SELECT 3"),
    );
    // This user may not ask for the version.
    assert_eq!(
        (&record["server"], &record["url"]),
        (&serde_json::Value::Null, &format!("redis://ops@127.0.0.1:{port}/3").into())
    );
    answers(ping(&scratch, &server.url()).env("GOSYS_PASSWORD_FILE", &file), &as_default);
    answers(ping(&scratch, &server.url()).env("GOSYS_PASSWORD_FILE", &file).env("GOSYS_USER", "ops"), &as_ops);
    let args = [
        "-vv",
        "-o",
        "json",
        "--timeout",
        "2s",
        "--user",
        "ops",
        "--password-file",
        &file,
        "-b",
        &server.url(),
        "backends",
    ];
    answers(scratch.gosys(args), &as_ops);
    let profiles = format!(
        "profiles:\n  a: {{backend: 'redis://127.0.0.1:{port}', user: ops, password: {SECRET}}}\n  \
         b: {{backend: 'redis://127.0.0.1:{port}', password_file: '{file}'}}\n"
    );
    private(&scratch, "home/.config/gosys/config.yaml", &profiles);
    for profile in ["@a", "@b"] {
        let end = super::ended(ping(&scratch, profile));
        assert_eq!((end.code(), &super::selected(&end)["profile"]), (0, &profile[1..].into()), "{}", end.stderr);
    }
}

#[test]
fn a_wrong_password_or_none() {
    let scratch = Scratch::new();
    let server = with_password();
    let here = format!("redis 127.0.0.1:{}", server.port);
    let wrong = format!("{here} refused access: the user or the password is wrong");
    for user in ["", "ops"] {
        let url = format!("redis://{user}:{WRONG}@127.0.0.1:{}", server.port);
        fails(ping_by_variable(&scratch, &url), 77, &wrong, WHO);
    }
    let none = format!("{here} refused access: it wants to know who you are");
    fails(ping(&scratch, &server.url()), 77, &none, WHO);
}

#[test]
fn a_user_without_the_right_is_denied() {
    let scratch = Scratch::new();
    let user = ["--user", "ops", "on", ">hunter2", "~*", "&*", "+@all", "-ping"];
    let server = Server::own(Kind::Redis, Options { extra: &user, tls: None });
    let url = format!("redis://ops:{SECRET}@127.0.0.1:{}", server.port);
    let end = super::ended(ping_by_variable(&scratch, &url));
    // How the server puts it depends on its version.
    let error = super::selected(&end)["error"].as_str().unwrap().to_owned();
    assert!(error.starts_with(&format!("redis 127.0.0.1:{} refused access: ", server.port)), "{error}");
    assert!(error.ends_with("has no permissions to run the 'ping' command"), "{error}");
    assert_eq!(end.code(), 77);
    assert!(end.stderr.contains(WHO), "{}", end.stderr);
}

#[test]
fn a_database_that_is_not_there() {
    let scratch = Scratch::new();
    let url = format!("{}/99", redis().url());
    let message = format!("redis 127.0.0.1:{} answered: DB index is out of range", redis().port);
    let hint = format!("the server's log may say more; gosys -b {url} backends asks again");
    fails(ping(&scratch, &url), 69, &message, &hint);
}

#[test]
fn by_socket() {
    let scratch = Scratch::new();
    let socket = scratch.path().join("r.sock").to_str().unwrap().to_owned();
    let server =
        Server::own(Kind::Redis, Options { extra: &["--unixsocket", &socket, "--requirepass", SECRET], tls: None });
    let url = format!("redis+unix://{socket}?db=2&pass={SECRET}");
    let requests =
        ["connect, AUTH default, SELECT 2", "PING", "INFO server"].map(|request| format!("redis {socket}: {request}"));
    answers(ping_by_variable(&scratch, &url), &requests);
    drop(server);
    let url = format!("redis+unix://{socket}");
    // The killed server has left its socket behind.
    let hint = format!("is redis running there? gosys -b {url} backends");
    fails(ping(&scratch, &url), 69, &format!("redis {socket} refused the connection"), &hint);
    std::fs::remove_file(&socket).unwrap();
    let message = format!("redis {socket} cannot be reached: no such file or directory");
    fails(ping(&scratch, &url), 69, &message, &hint);
}

#[test]
fn a_user_that_needs_no_password() {
    let scratch = Scratch::new();
    let extra = ["--requirepass", SECRET, "--user", "guest", "on", "nopass", "~*", "+@all"];
    let server = Server::own(Kind::Redis, Options { extra: &extra, tls: None });
    let url = format!("redis://guest@127.0.0.1:{}", server.port);
    answers(ping(&scratch, &url), &requests(&server, ", AUTH guest"));
}

#[test]
fn sentinels_name_the_master() {
    let scratch = Scratch::new();
    let master = Server::own(Kind::Redis, Options { extra: &["--requirepass", SECRET], tls: None });
    let config = scratch.file("sentinel.conf", format!("sentinel monitor main 127.0.0.1 {} 1\n", master.port));
    let sentinel = Server::own(Kind::Redis, Options { extra: &[config.to_str().unwrap(), "--sentinel"], tls: None });
    let (refusing, _held) = super::refusing_port();
    let hosts = format!("127.0.0.1:{refusing},127.0.0.1:{}", sentinel.port);
    let asks = |host: String| {
        [
            format!("redis sentinel {host}: connect"),
            format!("redis sentinel {host}: SENTINEL GET-MASTER-ADDR-BY-NAME main"),
        ]
    };
    let mut expected = vec![asks(format!("127.0.0.1:{refusing}"))[0].clone()];
    expected.extend(asks(format!("127.0.0.1:{}", sentinel.port)));
    expected.extend(requests(&master, ", AUTH default"));
    answers(ping_by_variable(&scratch, &format!("redis+sentinel://:{SECRET}@{hosts}/main")), &expected);

    let unknown = format!("redis+sentinel://127.0.0.1:{}/other", sentinel.port);
    let message = format!("redis sentinel 127.0.0.1:{} watches no master named `other`", sentinel.port);
    let hint = format!("redis-cli -h 127.0.0.1 -p {} sentinel masters names those it watches", sentinel.port);
    fails(ping(&scratch, &unknown), 69, &message, &hint);

    master.stop();
    let message = format!("redis 127.0.0.1:{} does not answer within 2s", master.port);
    fails(
        ping_by_variable(&scratch, &format!("redis+sentinel://:{SECRET}@127.0.0.1:{}/main", sentinel.port)),
        69,
        &message,
        super::SILENT,
    );
}

#[test]
fn a_cluster_of_one() {
    let scratch = Scratch::new();
    let server = Server::own(Kind::Redis, Options { extra: &["--cluster-enabled", "yes"], tls: None });
    let port = server.port;
    let url = format!("redis+cluster://127.0.0.1:{port}");
    assert_eq!(server.ask("CLUSTER ADDSLOTSRANGE 0 16383\r\n").unwrap(), "+OK\r\n");
    eventually(Duration::from_secs(10), "the cluster is up", || {
        server.ask("CLUSTER INFO\r\n").unwrap().contains("cluster_state:ok")
    });
    let here = format!("redis 127.0.0.1:{port}");
    let requests = ["connect, CLUSTER SLOTS", "PING", "INFO server"].map(|request| format!("{here}: {request}"));
    let record = answers(ping(&scratch, &url), &requests);
    assert!(record["server"].is_string(), "{record}");
    server.stop();
    fails(ping(&scratch, &url), 69, &format!("{here} does not answer within 2s"), super::SILENT);
}
