//! ZooKeeper: digest users, chroots, and servers that are something else.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use super::{SECRET, WHO, WRONG, answers, fails, ping, ping_by_variable, private};
use crate::support::Scratch;
use crate::support::servers::{Server, namespace, redis, zookeeper};

fn buffer(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

fn int(value: i32) -> [u8; 4] {
    value.to_be_bytes()
}

/// Sends one message in its frame, and gives the answer's.
fn exchange(stream: &mut TcpStream, message: &[u8]) -> Vec<u8> {
    stream.write_all(&buffer(message)).unwrap();
    let mut length = [0; 4];
    stream.read_exact(&mut length).unwrap();
    let mut answer = vec![0; u32::from_be_bytes(length) as usize];
    stream.read_exact(&mut answer).unwrap();
    answer
}

/// A session by the bytes of the protocol, so that gosys's own client does not vouch for itself.
fn session(server: &Server, user: Option<&str>) -> TcpStream {
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).unwrap();
    exchange(&mut stream, &[&[0; 12][..], &int(5000), &[0; 8], &buffer(&[0; 16]), &[0]].concat());
    if let Some(user) = user {
        let identity = format!("{user}:{SECRET}");
        let login = [&int(-4)[..], &int(100), &int(0), &buffer(b"digest"), &buffer(identity.as_bytes())].concat();
        assert_eq!(exchange(&mut stream, &login)[12..16], int(0));
    }
    stream
}

/// What a node holds, for this user with [`SECRET`] or for anybody.
pub fn read_node(server: &Server, user: Option<&str>, path: &str) -> Result<Vec<u8>, i32> {
    let request = [&int(1)[..], &int(4), &buffer(path.as_bytes()), &[0]].concat();
    let answer = exchange(&mut session(server, user), &request);
    let number = |at: usize| i32::from_be_bytes(answer[at..at + 4].try_into().unwrap());
    if number(12) == 0 { Ok(answer[20..20 + usize::try_from(number(16)).unwrap()].to_vec()) } else { Err(number(12)) }
}

/// Makes a node that only `user` with [`SECRET`] may touch.
pub fn make_private_node(server: &Server, path: &str, user: &str) {
    let acl = [&int(1)[..], &int(31), &buffer(b"auth"), &buffer(b"")].concat();
    let create = [&int(1)[..], &int(1), &buffer(path.as_bytes()), &buffer(b"x"), &acl, &int(0)].concat();
    assert_eq!(exchange(&mut session(server, Some(user)), &create)[12..16], int(0));
}

fn requests(login: &str, path: &str) -> Vec<String> {
    let here = format!("zookeeper 127.0.0.1:{}", zookeeper().port);
    let mut requests = vec![format!("{here}: connect")];
    if !login.is_empty() {
        requests.push(format!("{here}: {login}"));
    }
    let rest = [&format!("getData {path}"), "closeSession", "srvr, on a connection of its own"];
    requests.extend(rest.map(|request| format!("{here}: {request}")));
    requests
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn the_right_password_by_each_way() {
    let scratch = Scratch::new();
    let path = format!("/{}", namespace());
    make_private_node(zookeeper(), &path, "ops");
    let (url, port) = (zookeeper().url() + &path, zookeeper().port);
    let file = private(&scratch, "password", SECRET);
    let expected = requests("addauth digest, as ops", &path);
    answers(ping_by_variable(&scratch, &format!("zk://ops:{SECRET}@127.0.0.1:{port}{path}")), &expected);
    answers(ping(&scratch, &url).env("GOSYS_USER", "ops").env("GOSYS_PASSWORD_FILE", &file), &expected);
    let profile = format!("profiles:\n  p: {{backend: '{url}', user: ops, password: {SECRET}}}\n");
    private(&scratch, "home/.config/gosys/config.yaml", &profile);
    answers(ping(&scratch, "@p"), &expected);
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn a_wrong_password_or_none() {
    let scratch = Scratch::new();
    let path = format!("/{}", namespace());
    make_private_node(zookeeper(), &path, "ops");
    let port = zookeeper().port;
    let message = format!("zookeeper 127.0.0.1:{port} refused access: the ACL of {path} does not let this user read");
    for user in [format!("ops:{WRONG}@"), format!("other:{SECRET}@"), String::new()] {
        fails(ping_by_variable(&scratch, &format!("zk://{user}127.0.0.1:{port}{path}")), 77, &message, WHO);
    }
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn a_chroot_need_not_exist_yet() {
    let scratch = Scratch::new();
    let path = format!("/{}/deep", namespace());
    answers(ping(&scratch, &(zookeeper().url() + &path)), &requests("", &path));
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn a_ping_leaves_no_session_behind() {
    let scratch = Scratch::new();
    let server = Server::own(crate::support::servers::Kind::ZooKeeper, Default::default());
    assert_eq!(ping(&scratch, &server.url()).end().code(), 0);
    // The number of sets of sessions that expire together, and that of the sessions.
    let dump = server.ask("dump").unwrap();
    assert!(dump.lines().any(|line| line.starts_with("Session Sets (") && line.ends_with(")/(0):")), "{dump}");
}

/// A server that sends these bytes to whoever connects, and hangs up.
fn babbler(bytes: &'static [u8]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 100]);
            let _ = stream.write_all(bytes);
        }
    });
    port
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn what_is_no_zookeeper_is_told() {
    let scratch = Scratch::new();
    let hint = "is this the port for clients? it is `clientPort` or `secureClientPort` in zoo.cfg";
    for bytes in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], b"\xff\xff\xff\xff", b"\0\0\0\x02ab", b"\x7f\xff\xff\xff"] {
        let port = babbler(bytes);
        let message = format!("zookeeper 127.0.0.1:{port} does not speak ZooKeeper's protocol");
        fails(ping(&scratch, &format!("zk://127.0.0.1:{port}")), 69, &message, hint);
    }
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn a_server_that_hangs_up_or_grants_nothing() {
    let scratch = Scratch::new();
    let port = babbler(b"");
    let message = format!("zookeeper 127.0.0.1:{port} closed the connection without an answer");
    let hint = "does it want TLS? for example zks://h1:2281,h2:2281/chroot";
    fails(ping(&scratch, &format!("zk://127.0.0.1:{port}")), 69, &message, hint);
    let port = babbler(b"\0\0\0\x24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    let message = format!("zookeeper 127.0.0.1:{port} grants no session");
    let hint = "has the server just lost its ensemble? `echo srvr | nc HOST PORT` shows its mode";
    fails(ping(&scratch, &format!("zk://127.0.0.1:{port}")), 69, &message, hint);
}

#[test]
#[cfg_attr(not(feature = "zookeeper"), ignore = "needs zookeeper")]
fn another_server_behind_the_port() {
    let scratch = Scratch::new();
    let end = ping(&scratch, &format!("zk://127.0.0.1:{}", redis().port)).end();
    assert_eq!(end.code(), 69, "{}", end.stderr);
}
