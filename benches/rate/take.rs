//! Taking from a shared limit: the whole process, from its start to its end.

use std::path::Path;

use crate::support::servers::{Kind, Options, Server};
use crate::whole_process::{Comparison, Peer};
use crate::{Figure, copy};

const ROUNDS: usize = 400;
const SERVER_ROUNDS: usize = 200;
/// As short a script that limits as can be: the generic cell rate algorithm by the server's clock.
const SCRIPT: &str = "local t=redis.call('TIME') local now=t[1]*1000000+t[2] \
    local tat=math.max(tonumber(redis.call('GET',KEYS[1]) or 0),now) \
    if tat-now>tonumber(ARGV[2]) then return 0 end \
    redis.call('SET',KEYS[1],string.format('%.0f',tat+ARGV[1]),'PX',60000) return 1";

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let gosys = copy(folder, env!("CARGO_BIN_EXE_gosys"));
    let take = ["rate", "take", "bench", "--limit", "1000000/s"];
    let local = Peer::new(folder, &gosys, &take);
    let local = Comparison::of(&local, &Peer::new(folder, &copy(folder, "/bin/true"), &[]), ROUNDS);
    let server = Server::own(Kind::Redis, Options { extra: &[], tls: None });
    let (cli, port) = (copy(folder, "redis-cli"), server.port.to_string());
    let digest = std::process::Command::new(&cli).args(["-p", &port, "SCRIPT", "LOAD", SCRIPT]).output().unwrap();
    let digest = String::from_utf8(digest.stdout).unwrap();
    let evalsha = Peer::new(folder, &cli, &["-p", &port, "EVALSHA", digest.trim(), "1", "bench", "1", "1000000"]);
    let url = server.url();
    let ours = Peer::new(folder, &gosys, &[&["-b", &*url], &take[..]].concat());
    // A Redis that has just started has no tokens for anybody yet.
    while !ours.try_once().0 {}
    let redis = Comparison::of(&ours, &evalsha, SERVER_ROUNDS);
    vec![
        local.figure("`gosys rate take`, wall", |cost| cost.wall),
        redis.figure("`gosys rate take` on Redis, wall", |cost| cost.wall),
    ]
}
