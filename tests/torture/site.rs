//! Where the locks are, and what can be done to that: servers that end, stop and forget, and a disk that is full.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::chance::Chance;
use super::cut;
use super::resource::Visit;
use super::worker::name;
use crate::support::cluster::cluster;
use crate::support::proxy::Proxy;
use crate::support::servers::{Kind, Options, Server};
use crate::support::{GOSYS, Scratch};

pub enum Site {
    Local(Disk),
    /// Of etcd three, which are one cluster.
    Servers(Vec<Mutex<Server>>),
    /// Three members of etcd with wires that can be pulled, and the links by which the workers reach them.
    Cut(Vec<Proxy>),
    /// A Redis of which only the URL is known.
    Redis(String),
}

/// A folder on a file system of its own, in a mount namespace of its own.
pub struct Disk {
    path: PathBuf,
    holder: Child,
}

impl Disk {
    fn new(dir: &Path) -> Self {
        let at = dir.join("disk");
        std::fs::create_dir(&at).unwrap();
        let line = format!("mount -t tmpfs -o size=256k tmpfs {} && echo ready && exec cat", at.display());
        let mut holder = Command::new("unshare");
        // It ends with the pipe, so also when the tests are killed.
        holder.args(["-rm", "sh", "-c", &line]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut holder = holder.spawn().unwrap();
        let mut ready = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert_eq!(ready, "ready\n", "no mount namespace");
        let path = dir.join("through");
        symlink(format!("/proc/{}/root{}", holder.id(), at.display()), &path).unwrap();
        Self { path, holder }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        self.holder.wait().unwrap();
    }
}

impl Site {
    pub fn local(dir: &Path) -> Self {
        Self::Local(Disk::new(dir))
    }

    pub fn etcd() -> Self {
        Self::Servers(cluster().into_iter().map(Mutex::new).collect())
    }

    /// One that has on disk what it has said.
    pub fn redis() -> Self {
        let extra = &["--appendonly", "yes", "--appendfsync", "always"];
        Self::Servers(vec![Mutex::new(Server::own(Kind::Redis, Options { extra, tls: None }))])
    }

    pub fn zookeeper() -> Self {
        Self::Servers(vec![Mutex::new(Server::own(Kind::ZooKeeper, Options::default()))])
    }

    pub fn cut(dir: &Path) -> Self {
        cut::build(dir);
        Self::Cut(cut::links())
    }

    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Local(_) => None,
            Self::Cut(_) => Some(Kind::Etcd),
            Self::Redis(_) => Some(Kind::Redis),
            Self::Servers(servers) => Some(servers[0].lock().unwrap().kind),
        }
    }

    pub fn url(&self) -> String {
        match self {
            Self::Local(disk) => format!("local:{}/locks", disk.path.display()),
            Self::Redis(url) => url.clone(),
            Self::Cut(links) => {
                let hosts: Vec<String> = links.iter().map(|link| format!("127.0.0.1:{}", link.port)).collect();
                format!("etcd://{}", hosts.join(","))
            }
            Self::Servers(servers) => {
                let urls: Vec<String> = servers.iter().map(|server| server.lock().unwrap().url()).collect();
                let (scheme, _) = urls[0].split_once("://").unwrap();
                let hosts: Vec<&str> = urls.iter().map(|url| url.split_once("://").unwrap().1).collect();
                format!("{scheme}://{}", hosts.join(","))
            }
        }
    }

    fn servers(&self) -> &[Mutex<Server>] {
        match self {
            Self::Local(_) | Self::Cut(_) | Self::Redis(_) => &[],
            Self::Servers(servers) => servers,
        }
    }

    /// Kills a server and starts it again.
    pub fn restart(&self, chance: &mut Chance) -> bool {
        let servers = self.servers();
        if !servers.is_empty() {
            chance.pick(servers).lock().unwrap().restart();
        }
        !servers.is_empty()
    }

    /// Stops a server for a while: of a cluster the leader, or else anyone. Says so before a leader goes on.
    pub fn stop(&self, chance: &mut Chance, span: Duration, deposed: impl FnOnce()) -> bool {
        let servers = self.servers();
        if servers.is_empty() {
            return false;
        }
        let leader = servers.iter().position(|server| leads(&server.lock().unwrap()));
        let chosen = match leader {
            Some(leader) if chance.one_in(2) => leader,
            _ => chance.below(servers.len() as u64) as usize,
        };
        let server = servers[chosen].lock().unwrap();
        server.stop();
        std::thread::sleep(span);
        if servers.len() > 1 && leader == Some(chosen) {
            deposed();
        }
        server.resume();
        true
    }

    /// Cuts a member off from everybody for a while.
    pub fn cut_off(&self, chance: &mut Chance, span: Duration) -> bool {
        if !matches!(self, Self::Cut(_)) {
            return false;
        }
        let member = 1 + chance.below(3);
        cut::wire(member, "down");
        std::thread::sleep(span);
        cut::wire(member, "up");
        true
    }

    /// Makes all that a member says late for a while.
    pub fn delay(&self, chance: &mut Chance, span: Duration) -> bool {
        let Self::Cut(links) = self else { return false };
        let link = chance.pick(links);
        link.delay(Duration::from_millis(20 + chance.below(400)));
        std::thread::sleep(span);
        link.delay(Duration::ZERO);
        true
    }

    /// Loses some of what a member says for a while, each time with the connection.
    pub fn lose(&self, chance: &mut Chance, span: Duration) -> bool {
        let Self::Cut(links) = self else { return false };
        let (link, until) = (chance.pick(links), Instant::now() + span);
        while Instant::now() < until {
            link.lose(1 + chance.below(10) as usize);
            std::thread::sleep(Duration::from_millis(20 + chance.below(80)));
        }
        link.lose(0);
        true
    }

    /// Leaves no room on the disk for a while.
    pub fn fill(&self, span: Duration) -> bool {
        let Self::Local(disk) = self else { return false };
        let file = disk.path.join("fill");
        // It fails for want of room, as it should.
        let _ = std::fs::write(&file, vec![0; 1 << 20]);
        std::thread::sleep(span);
        std::fs::remove_file(file).unwrap();
        true
    }

    /// Takes the lock from this holder, as an administrator does by the server's own means where it has some.
    pub fn revoke(&self, url: &str, visit: &Visit) -> bool {
        let (name, server) = (name(visit.cell), self.servers().first());
        match (self.kind(), server) {
            (Some(Kind::Etcd), Some(server)) => {
                let Ok(lease) = i64::from_str_radix(&visit.token, 16) else { return false };
                etcd_post(&server.lock().unwrap(), "/v3/lease/revoke", &format!("{{\"ID\":\"{lease}\"}}")).is_some()
            }
            (Some(Kind::Redis), Some(server)) => {
                let (part, token) = (|part| format!("gosys:lock:{{{name}}}:{part}"), &visit.token);
                let lines = format!("MULTI\r\nZREM {} {token}\r\nHDEL {} {token}\r\nEXEC\r\n", part("d"), part("q"));
                server.lock().unwrap().ask(&lines).is_ok()
            }
            (Some(Kind::Etcd), None) => false,
            _ => {
                let words = ["-b", url, "lock", "break", &name, "--yes", "--if-token", &visit.token, "--timeout", "3s"];
                Scratch::new().command(GOSYS, words).end().code() == 0
            }
        }
    }

    /// Takes everything of a lock away, as an administrator does who thinks that it is stuck.
    pub fn wipe(&self, cell: usize) -> bool {
        let (Some(Kind::Redis), Some(server)) = (self.kind(), self.servers().first()) else { return false };
        let key = format!("gosys:lock:{{{}}}", name(cell));
        server.lock().unwrap().ask(&format!("DEL {key}:q {key}:d\r\n")).is_ok()
    }

    /// What is there of locks that nobody has any more.
    pub fn leftovers(&self) -> Vec<String> {
        let mut left = Vec::new();
        if let Some(server) = self.servers().first() {
            let server = server.lock().unwrap();
            match server.kind {
                Kind::Etcd => left.extend(etcd_leftovers(&format!("127.0.0.1:{}", server.port))),
                Kind::Redis => {
                    let keys = server.ask("KEYS *\r\n").unwrap();
                    let keys = keys.lines().filter(|line| !line.starts_with(['*', '$']));
                    left.extend(keys.filter(|key| !key.ends_with(":f") && !key.contains(":n:")).map(str::to_owned));
                }
                Kind::ZooKeeper => {
                    let state = server.ask("mntr").unwrap();
                    let lines = state.lines().filter(|line| line.starts_with("zk_ephemerals_count"));
                    left.extend(lines.filter(|line| !line.ends_with("\t0")).map(str::to_owned));
                }
            }
        }
        if matches!(self, Self::Cut(_)) {
            left.extend(etcd_leftovers(&cut::urls()));
        }
        let list = Scratch::new().command(GOSYS, ["-b", &self.url(), "lock", "ls", "-o", "json"]).end();
        left.extend(list.stdout.lines().map(|line| format!("lock ls: {line}")));
        left
    }
}

fn etcd_post(server: &Server, path: &str, body: &str) -> Option<String> {
    let length = body.len();
    let answer = server.ask(&format!("POST {path} HTTP/1.0\r\nContent-Length: {length}\r\n\r\n{body}")).ok()?;
    answer.contains(" 200 OK").then_some(answer)
}

/// Whether this is the leader of its cluster.
fn leads(server: &Server) -> bool {
    let id = |text: &str, key: &str| {
        let (_, rest) = text.split_once(&format!("\"{key}\":\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    server.kind == Kind::Etcd
        && etcd_post(server, "/v3/maintenance/status", "{}")
            .is_some_and(|text| id(&text, "leader").is_some_and(|leader| id(&text, "member_id") == Some(leader)))
}

fn etcd_leftovers(endpoints: &str) -> Vec<String> {
    let mut left = ctl(endpoints, &["get", "", "--prefix", "--keys-only"]);
    left.extend(ctl(endpoints, &["lease", "list"]).into_iter().filter(|line| !line.starts_with("found")));
    left
}

/// What etcdctl says, by lines.
fn ctl(endpoints: &str, words: &[&str]) -> Vec<String> {
    let end = Command::new("etcdctl").args(["--endpoints", endpoints]).args(words).output().unwrap();
    let text = String::from_utf8(end.stdout).unwrap();
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
