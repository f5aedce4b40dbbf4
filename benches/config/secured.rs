//! A server that speaks TLS and has users: whoever comes again shows a token instead of a password.

use std::os::unix::fs::DirBuilderExt;

use super::{Scene, run};
use crate::Figure;
use crate::support::servers::{Kind, Options, Server, Tls};
use crate::whole_process::Comparison;

/// The server takes a tenth of a second to check a password.
const ROUNDS: usize = 40;

pub(super) fn figures(scene: &Scene<'_>) -> [Figure; 2] {
    let [ca, key, runtime] = ["cert.pem", "key.pem", "runtime"].map(|name| scene.folder.join(name));
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    std::fs::write(&ca, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    std::fs::DirBuilder::new().mode(0o700).create(&runtime).unwrap();
    let tls = Tls { ca: &ca, cert: &ca, key: &key, wants_client: false };
    let server = Server::own(Kind::Etcd, Options { extra: &[], tls: Some(tls) });
    let plain = format!("{} --endpoints=http://127.0.0.1:{}", scene.etcdctl, server.port);
    for words in [
        "put /app/db/host 10.0.0.9",
        "user add root:s3cret",
        "role add root",
        "user grant-role root root",
        "auth enable",
    ] {
        run(&format!("{plain} {words}"));
    }
    let peer = |line: String| {
        let peer = scene.peer(&line).env("ETCDCTL_USER", "root:s3cret").env("ETCDCTL_CACERT", ca.to_str().unwrap());
        peer.env("XDG_RUNTIME_DIR", runtime.to_str().unwrap())
    };
    let port = server.tls_port;
    let ours = peer(format!("{} -b etcds://127.0.0.1:{port}/app config get db/host", scene.gosys));
    let theirs = peer(format!("{} --endpoints=https://127.0.0.1:{port} get /app/db/host", scene.etcdctl));
    // The rounds before those that count leave the token.
    let get = Comparison::of(&ours, &theirs, ROUNDS);
    [
        get.figure("`gosys config get` over TLS, a user's token at hand, wall", |cost| cost.wall),
        get.figure("`gosys config get` over TLS, a user's token at hand, CPU", |cost| cost.cpu),
    ]
}
