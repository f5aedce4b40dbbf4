//! Three members of etcd, each in a network namespace of its own, and a wire to each that can be pulled. The whole run
//! is in namespaces of its own, with a process that the kernel ends them with: nothing of this machine's network is
//! touched. Only where root may do that.

use std::io::Write;
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::report::Column;
use super::site::Site;
use super::{Field, Form, Ran, gosys, run};
use crate::support::proxy::Proxy;
use crate::support::{Scratch, eventually, is_root, servers};

/// Where the run inside writes what came of it, for how many seconds it runs, and by which seed, and whether there is a crowd.
const REPORT: &str = "GOSYS_TORTURE_REPORT";

/// Builds a bridge with three wires to three namespaces, and starts a member in each.
const BUILD: &str = r#"
set -e
ip link set lo up
ip link add hub type bridge
ip addr add 10.77.0.254/24 dev hub
ip link set hub up
for k in 1 2 3; do
    unshare -n sleep 100000 < /dev/null > /dev/null 2>&1 &
    pid=$!
    until [ "$(readlink /proc/$pid/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do sleep 0.01; done
    ip link add wire$k type veth peer name end$k
    ip link set end$k netns $pid
    ip link set wire$k master hub up
    inside="nsenter -t $pid -n"
    $inside ip link set lo up
    $inside ip addr add 10.77.0.$k/24 dev end$k
    $inside ip link set end$k up
    $inside etcd --name m$k --data-dir "$1/m$k" --log-level error --logger zap --log-outputs stderr \
        --listen-client-urls http://10.77.0.$k:2379 --advertise-client-urls http://10.77.0.$k:2379 \
        --listen-peer-urls http://10.77.0.$k:2380 --initial-advertise-peer-urls http://10.77.0.$k:2380 \
        --initial-cluster m1=http://10.77.0.1:2380,m2=http://10.77.0.2:2380,m3=http://10.77.0.3:2380 \
        < /dev/null > /dev/null 2>> "$1/log" &
done
"#;

/// Pulls or plugs the wire of a member.
pub fn wire(member: u64, state: &str) {
    assert!(Command::new("ip").args(["link", "set", &format!("wire{member}"), state]).status().unwrap().success());
}

/// What the workers go through to each member, so that its answers can be late or lost. Not a queueing discipline of
/// the kernel: many have none that does this.
pub fn links() -> Vec<Proxy> {
    (1..=3).map(|member| Proxy::to_address(([10, 77, 0, member], 2379).into())).collect()
}

pub fn urls() -> String {
    "10.77.0.1:2379,10.77.0.2:2379,10.77.0.3:2379".to_owned()
}

/// Waits for the members to answer.
pub fn build(dir: &Path) {
    assert!(Command::new("sh").args(["-c", BUILD, "sh"]).arg(dir).status().unwrap().success());
    eventually(Duration::from_secs(60), "the members answer", || {
        let words = ["--endpoints", &urls(), "endpoint", "health"];
        Command::new("etcdctl").args(words).output().unwrap().status.success()
    });
    assert!(TcpStream::connect("10.77.0.3:2379").is_ok());
}

#[test]
#[ignore = "a part of the torture, which runs it in namespaces of its own"]
fn inside() {
    let Ok(text) = std::env::var(REPORT) else { return };
    let words: Vec<&str> = text.split(' ').collect();
    let [path, seconds, seed, crowd] = words[..] else { panic!("{text}") };
    let span = Duration::from_secs(seconds.parse().unwrap());
    let form = Form { span, seed: seed.parse().unwrap(), crowd: crowd.parse().unwrap() };
    let column: Column = run("etcd, cut off", Field::new(gosys(), Site::cut), form);
    let mut file = std::fs::File::create(path).unwrap();
    write!(file, "{}", serde_json::json!([column.json(), column.wrong()])).unwrap();
}

/// `None` where this user may not make namespaces.
pub fn column(form: Form) -> Option<Ran> {
    if !is_root() || !Command::new("unshare").args(["-n", "true"]).status().is_ok_and(|status| status.success()) {
        return None;
    }
    let scratch = Scratch::new();
    let path = scratch.path().join("report");
    // It ends with this thread, and all that is below it with it.
    let mut outer = Command::new("setpriv");
    outer.args(["--pdeathsig", "KILL", "unshare", "-n", "-m", "-p", "-f", "--kill-child", "--mount-proc"]);
    // Processes have the same numbers there as others have here, and faketime keeps a file in shared memory for each.
    outer.args(["sh", "-c", "mount -t tmpfs tmpfs /dev/shm && exec \"$@\"", "sh"]);
    outer.arg(std::env::current_exe().unwrap()).args(["--exact", "torture::cut::inside", "--ignored", "--nocapture"]);
    outer.env("TMPDIR", servers::home());
    outer.env(REPORT, format!("{} {} {} {}", path.display(), form.span.as_secs(), form.seed, form.crowd));
    let status = outer.stdin(Stdio::null()).stdout(Stdio::null()).process_group(0).status().unwrap();
    assert!(status.success(), "the run in namespaces failed");
    let [json, wrong] = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let wrong = serde_json::from_value(wrong).unwrap();
    Some(Ran { json, wrong })
}
