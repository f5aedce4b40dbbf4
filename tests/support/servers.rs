//! Real servers: etcd, Redis and ZooKeeper from Debian's packages, and a second version of etcd, on free ports of
//! 127.0.0.1.
//!
//! One of each kind serves all tests of the process; a fault test has its own. A watchdog, which
//! holds the other end of a pipe from this process, kills the server and removes its folder as soon
//! as the pipe closes, so also when the tests are killed.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::signal;

/// How long a server may take to give its first answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A later etcd than Debian's, where `tests/run` puts it.
const ETCD35: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/etcd-3.5/etcd");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Etcd,
    Redis,
    ZooKeeper,
}

/// What a server of its own has besides the usual.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Further arguments; for ZooKeeper lines of `zoo.cfg`, and Java's `-D`. For Redis a configuration file may come
    /// first.
    pub extra: &'a [&'a str],
    /// A second port that speaks TLS.
    pub tls: Option<Tls<'a>>,
}

/// The files of a server that speaks TLS.
#[derive(Clone, Copy, Debug)]
pub struct Tls<'a> {
    pub ca: &'a Path,
    pub cert: &'a Path,
    pub key: &'a Path,
    /// Whether a client has to show a certificate of the same authority.
    pub wants_client: bool,
}

/// What starts a server of some kind and version.
pub type Start = fn(Options<'_>) -> Server;

/// Where servers have their files: in memory, where there is plenty of it, as a disk that others keep busy takes seconds
/// for what a server writes before it answers. What it says is on the disk outlives the server there too; only figures
/// are of a real one.
pub fn home() -> PathBuf {
    let (memory, plenty) = (Path::new("/dev/shm"), 4 << 30);
    let room = rustix::fs::statvfs(memory).map_or(0, |stat| stat.f_bavail * stat.f_frsize);
    if cfg!(test) && room >= plenty { memory.to_owned() } else { std::env::temp_dir() }
}

/// A running server; killed when dropped.
pub struct Server {
    pub kind: Kind,
    pub pid: u32,
    /// The port without TLS.
    pub port: u16,
    /// The port with TLS; 0 where that was not asked for.
    pub tls_port: u16,
    dir: PathBuf,
    watchdog: Child,
    /// What the watchdog says: the process id of each server that it starts.
    pids: BufReader<ChildStdout>,
}

/// The etcd that all tests share.
pub fn etcd() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| Server::own(Kind::Etcd, Options::default()))
}

/// The etcd of a later version that all tests share.
pub fn etcd35() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| Server::etcd35(Options::default()))
}

/// The Redis that all tests share.
pub fn redis() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| Server::own(Kind::Redis, Options::default()))
}

/// The ZooKeeper that all tests share.
pub fn zookeeper() -> &'static Server {
    static SHARED: OnceLock<Server> = OnceLock::new();
    SHARED.get_or_init(|| Server::own(Kind::ZooKeeper, Options::default()))
}

/// Whether the gosys under test was built with what this URL is of. A word that begins as such URLs do counts as one.
pub fn is_built(url: &str) -> bool {
    let parts = [
        ("etcd", cfg!(feature = "etcd")),
        ("redis", cfg!(feature = "redis")),
        ("zk", cfg!(feature = "zookeeper")),
        ("http", cfg!(feature = "http")),
    ];
    parts.iter().all(|(begin, is_built)| *is_built || !url.starts_with(begin))
}

/// Every kind whose backend is built: what holds on several of them is tested on each of these.
pub fn kinds() -> impl Iterator<Item = Kind> {
    [Kind::Etcd, Kind::Redis, Kind::ZooKeeper].into_iter().filter(|kind| is_built(kind.scheme()))
}

/// Of each of these kinds the server that all tests share.
pub fn shared() -> impl Iterator<Item = &'static Server> {
    kinds().map(Kind::shared)
}

/// A line of the documentation, with the tests' own servers for those that it names.
pub fn on_real_servers(line: &str) -> String {
    let mut line = line.to_owned();
    for (shown, server) in
        [("etcd://10.0.0.5:2379", etcd as fn() -> _), ("zk://10.0.0.5:2181", zookeeper), ("redis://10.0.0.5", redis)]
    {
        if line.contains(shown) {
            line = line.replace(shown, &server().url());
        }
    }
    // What follows is etcdctl's, which takes no URL of ours.
    if line.contains("10.0.0.5:2379") {
        line = line.replace("10.0.0.5:2379", etcd().url().trim_start_matches("etcd://"));
    }
    line
}

/// A name that no other test of this run uses, for its keys on a shared server.
pub fn namespace() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The watchdog: `$1` is the folder, the rest the server. It says the server's process id, then
/// reads a pipe: each line there is for a new start, and the end of the pipe is the end of the tests.
const WATCHDOG: &str = r#"
dir=$1; shift
start() {
    "$@" </dev/null >>"$dir/log" 2>&1 &
    echo $!
}
start "$@"
while read -r _; do
    kill -9 $!
    wait $!
    start "$@"
done
kill -9 $!
wait
rm -rf "$dir"
"#;

/// A server under a watchdog, with a folder that is removed after it. It ends when the watchdog's input does, so also
/// when the tests are killed.
pub fn watched(dir: &Path, command: &[String]) -> Child {
    let mut watchdog = Command::new("sh");
    watchdog.args(["-c", WATCHDOG, "sh"]).arg(dir).args(command);
    // In a group of its own, so that Ctrl-C ends the tests and leaves it to clean up.
    watchdog.process_group(0).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    watchdog.spawn().unwrap()
}

impl Server {
    /// Starts one, and waits until it answers in its protocol.
    pub fn own(kind: Kind, options: Options<'_>) -> Self {
        let (program, package) = kind.origin();
        Self::start(kind, program, &format!("Debian's package {package}"), options)
    }

    /// Starts an etcd of Debian's version.
    pub fn etcd34(options: Options<'_>) -> Self {
        Self::own(Kind::Etcd, options)
    }

    /// Starts an etcd of the later version.
    pub fn etcd35(options: Options<'_>) -> Self {
        Self::start(Kind::Etcd, ETCD35, "the wheel in tests/support/etcd-3.5.txt", options)
    }

    fn start(kind: Kind, program: &str, origin: &str, options: Options<'_>) -> Self {
        let installed = Path::new(program).exists();
        assert!(installed, "{program} is missing: it comes with {origin}, which `tests/run` installs");
        // A port that was free a moment ago may be taken by the time the server asks for it.
        let mut log = String::new();
        for _ in 0..3 {
            let server = Self::spawn(kind, program, options);
            if server.becomes_ready() {
                return server;
            }
            log = server.log();
        }
        panic!("{kind} ended three times while starting:\n{log}");
    }

    fn spawn(kind: Kind, program: &str, options: Options<'_>) -> Self {
        let dir = tempfile::Builder::new().prefix("gosys-server-").tempdir_in(home()).unwrap().keep();
        let ports = Ports::free();
        let ports = Ports { tls: if options.tls.is_some() { ports.tls } else { 0 }, ..ports };
        let command = match kind {
            Kind::Etcd => etcd_command(program, &dir, ports, options),
            Kind::Redis => redis_command(&dir, ports, options),
            Kind::ZooKeeper => zookeeper_command(&dir, ports, options),
        };
        let mut watchdog = watched(&dir, &command);
        let mut pids = BufReader::new(watchdog.stdout.take().unwrap());
        let pid = next_pid(&mut pids);
        Self { kind, pid, port: ports.plain, tls_port: ports.tls, dir, watchdog, pids }
    }

    /// Kills the server and starts it again on the same ports, with what it had written to disk.
    pub fn restart(&mut self) {
        self.watchdog.stdin.as_ref().unwrap().write_all(b"\n").unwrap();
        self.pid = next_pid(&mut self.pids);
        assert!(self.becomes_ready(), "{} did not start again:\n{}", self.kind, self.log());
    }

    /// False when the server ended instead.
    fn becomes_ready(&self) -> bool {
        let since = Instant::now();
        while !(self.answers() && (self.tls_port == 0 || connect(self.tls_port).is_ok())) {
            if !is_alive(self.pid) {
                return false;
            }
            assert!(since.elapsed() < PATIENCE, "{} does not answer:\n{}", self.kind, self.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Whether the server answers in its protocol now.
    pub fn answers(&self) -> bool {
        let (question, answer) = match self.kind {
            Kind::Etcd => ("GET /health HTTP/1.0\r\n\r\n", "\"health\":\"true\""),
            Kind::Redis => ("PING\r\n", "PONG"),
            Kind::ZooKeeper => ("srvr", "Mode: standalone"),
        };
        self.ask(question).is_ok_and(|text| text.contains(answer) || text.contains("NOAUTH"))
    }

    /// Asks in the protocol's plainest form (HTTP, inline commands, four letters), and reads all that comes back.
    pub fn ask(&self, question: &str) -> std::io::Result<String> {
        let mut stream = connect(self.port)?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(question.as_bytes())?;
        if self.kind == Kind::Redis {
            // It would wait for more; an HTTP server would take this for a client that left.
            stream.shutdown(Shutdown::Write)?;
        }
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Its URL, without a path.
    pub fn url(&self) -> String {
        format!("{}://127.0.0.1:{}", self.kind.scheme(), self.port)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.dir.join("log")).unwrap_or_default()
    }

    /// Stops the server as `SIGSTOP` does: it keeps its connections and answers nothing.
    pub fn stop(&self) {
        signal(self.pid, "STOP");
    }

    /// Lets a stopped server go on.
    pub fn resume(&self) {
        signal(self.pid, "CONT");
    }
}

fn next_pid(pids: &mut impl BufRead) -> u32 {
    let mut line = String::new();
    pids.read_line(&mut line).unwrap();
    line.trim().parse().unwrap()
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        self.watchdog.wait().unwrap();
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Kind {
    /// How its URLs begin, without TLS.
    pub fn scheme(self) -> &'static str {
        match self {
            Kind::Etcd => "etcd",
            Kind::Redis => "redis",
            Kind::ZooKeeper => "zk",
        }
    }

    /// The one that all tests share.
    fn shared(self) -> &'static Server {
        match self {
            Kind::Etcd => etcd(),
            Kind::Redis => redis(),
            Kind::ZooKeeper => zookeeper(),
        }
    }

    /// What has to be there for it to run, and the package that brings it.
    fn origin(self) -> (&'static str, &'static str) {
        match self {
            Kind::Etcd => ("/usr/bin/etcd", "etcd-server"),
            Kind::Redis => ("/usr/bin/redis-server", "redis-server"),
            Kind::ZooKeeper => ("/usr/share/java/zookeeper.jar", "zookeeper"),
        }
    }
}

/// The ports of one server.
#[derive(Clone, Copy)]
struct Ports {
    plain: u16,
    tls: u16,
    peer: u16,
}

impl Ports {
    fn free() -> Self {
        let bound = [(); 3].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
        let [plain, tls, peer] = bound.each_ref().map(|listener| listener.local_addr().unwrap().port());
        Self { plain, tls, peer }
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace().map(str::to_owned)
}

fn etcd_command(program: &str, dir: &Path, ports: Ports, options: Options<'_>) -> Vec<String> {
    let (plain, peer) = (format!("http://127.0.0.1:{}", ports.plain), format!("http://127.0.0.1:{}", ports.peer));
    let mut client = plain;
    let mut tls_words = Vec::new();
    if let Some(tls) = options.tls {
        client += &format!(",https://127.0.0.1:{}", ports.tls);
        tls_words = vec!["--cert-file".to_owned(), path(tls.cert), "--key-file".to_owned(), path(tls.key)];
        if tls.wants_client {
            tls_words.extend(["--client-cert-auth".to_owned(), "--trusted-ca-file".to_owned(), path(tls.ca)]);
        }
    }
    let usual = format!(
        "{} --name test --data-dir {} --log-level error --logger zap --log-outputs stderr
         --listen-client-urls {client} --advertise-client-urls {client}
         --listen-peer-urls {peer} --initial-advertise-peer-urls {peer} --initial-cluster test={peer}",
        program,
        path(&dir.join("data"))
    );
    words(&usual).chain(tls_words).chain(options.extra.iter().map(|word| (*word).to_owned())).collect()
}

fn redis_command(dir: &Path, ports: Ports, options: Options<'_>) -> Vec<String> {
    let (files, extra) = options.extra.split_at(options.extra.iter().take_while(|word| word.starts_with('/')).count());
    let mut command = vec!["/usr/bin/redis-server".to_owned()];
    command.extend(files.iter().map(|file| (*file).to_owned()));
    command.extend(words(&format!("--bind 127.0.0.1 --port {} --cluster-port {}", ports.plain, ports.peer)));
    command.extend(["--save".to_owned(), String::new(), "--dir".to_owned(), path(dir)]);
    if let Some(tls) = options.tls {
        let wants = if tls.wants_client { "yes" } else { "no" };
        command.extend(words(&format!("--tls-port {} --tls-auth-clients {wants}", ports.tls)));
        for (option, file) in [("ca-cert", tls.ca), ("cert", tls.cert), ("key", tls.key)] {
            command.extend([format!("--tls-{option}-file"), path(file)]);
        }
    }
    command.extend(extra.iter().map(|word| (*word).to_owned()));
    command
}

fn zookeeper_command(dir: &Path, ports: Ports, options: Options<'_>) -> Vec<String> {
    let mut config = format!(
        "tickTime=1000\nminSessionTimeout=1000\nmaxSessionTimeout=60000\ndataDir={}\nclientPort={}\n\
         clientPortAddress=127.0.0.1\nmaxClientCnxns=0\nadmin.enableServer=false\n4lw.commands.whitelist=*\n",
        path(&dir.join("data")),
        ports.plain
    );
    if let Some(tls) = options.tls {
        let identity = dir.join("identity.pem");
        let pem = std::fs::read_to_string(tls.key).unwrap() + &std::fs::read_to_string(tls.cert).unwrap();
        std::fs::write(&identity, pem).unwrap();
        let client = if tls.wants_client { "need" } else { "none" };
        config += &format!(
            "secureClientPort={}\nsecureClientPortAddress=127.0.0.1\n\
             serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory\n\
             ssl.keyStore.location={}\nssl.keyStore.type=PEM\nssl.trustStore.location={}\nssl.trustStore.type=PEM\n\
             ssl.clientAuth={client}\n",
            ports.tls,
            path(&identity),
            path(tls.ca)
        );
    }
    let (java, lines): (Vec<&str>, Vec<&str>) = options.extra.iter().partition(|line| line.starts_with("-D"));
    for line in lines {
        config += &format!("{line}\n");
    }
    std::fs::create_dir(dir.join("data")).unwrap();
    std::fs::write(dir.join("zoo.cfg"), config).unwrap();
    let usual = "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dzookeeper.forceSync=no -cp
         /usr/share/java/zookeeper.jar:/usr/share/java/netty-codec.jar:/usr/share/java/netty-resolver.jar:/usr/share/java/netty-transport-native-unix-common.jar
         org.apache.zookeeper.server.ZooKeeperServerMain";
    let own = ["java"].into_iter().chain(java).map(str::to_owned);
    own.chain(words(usual)).chain([path(&dir.join("zoo.cfg"))]).collect()
}

fn path(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// Connects to a port of this machine.
fn connect(port: u16) -> std::io::Result<TcpStream> {
    TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 1], port)), Duration::from_secs(1))
}

/// Whether this process exists and is more than a zombie.
pub fn is_alive(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let state = stat.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next());
    state.is_some_and(|state| state != 'Z' && state != 'X')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::support::{Scratch, eventually};

    /// Where the process that is going to be killed says what it started.
    const REPORT: &str = "GOSYS_TEST_REPORT";

    #[test]
    fn the_shared_servers_answer_and_namespaces_differ() {
        for server in [etcd(), etcd35(), redis(), zookeeper()] {
            assert!(server.answers(), "{}", server.kind);
        }
        assert_ne!(namespace(), namespace());
    }

    #[test]
    fn a_server_ends_with_its_test() {
        let server = Server::own(Kind::Redis, Options::default());
        let (pid, port, dir) = (server.pid, server.port, server.dir.clone());
        drop(server);
        assert!(!is_alive(pid) && !dir.exists() && connect(port).is_err());
    }

    #[test]
    fn a_server_starts_again_with_its_data() {
        let mut server = Server::own(Kind::Redis, Options { extra: &["--appendonly", "yes"], tls: None });
        let (pid, port) = (server.pid, server.port);
        assert_eq!(server.ask("SET a b\r\n").unwrap(), "+OK\r\n");
        server.restart();
        assert_eq!((server.port, server.ask("GET a\r\n").unwrap().as_str()), (port, "$1\r\nb\r\n"));
        assert!(server.pid != pid && !is_alive(pid));
    }

    #[test]
    #[ignore = "a part of servers_end_when_the_tests_are_killed, which runs it in another process"]
    fn start_all_and_wait_to_be_killed() {
        let Ok(report) = std::env::var(REPORT) else { return };
        let lines = [etcd(), redis(), zookeeper()]
            .map(|server| format!("{} {} {}\n", server.pid, server.port, path(&server.dir)));
        std::fs::write(format!("{report}.part"), lines.concat()).unwrap();
        std::fs::rename(format!("{report}.part"), report).unwrap();
        std::thread::sleep(PATIENCE);
    }

    #[test]
    fn servers_end_when_the_tests_are_killed() {
        let scratch = Scratch::new();
        let report = scratch.path().join("report");
        let mut tests = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "support::servers::tests::start_all_and_wait_to_be_killed", "--ignored"])
            .env(REPORT, &report)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        eventually(2 * PATIENCE, "all three servers run", || {
            assert!(tests.try_wait().unwrap().is_none(), "the other process ended too early");
            report.exists()
        });
        let text = std::fs::read_to_string(&report).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').collect()).collect();
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|row| is_alive(row[0].parse().unwrap())));
        tests.kill().unwrap();
        tests.wait().unwrap();
        for row in rows {
            let port = row[1].parse().unwrap();
            eventually(Duration::from_secs(5), "the server is gone", || {
                !is_alive(row[0].parse().unwrap()) && connect(port).is_err() && !Path::new(row[2]).exists()
            });
        }
    }
}
