//! What every test stands on: a scratch folder, and a builder that runs gosys and always checks
//! stdout, stderr and status.

pub mod cluster;
// The benchmarks, which have these modules too, need no library of gosys.
#[cfg(test)]
pub mod ids;
pub mod memory;
pub mod proxy;
pub mod servers;
pub mod tour;

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// The binary under test.
pub const GOSYS: &str = env!("CARGO_BIN_EXE_gosys");

/// A folder of its own for one test, with a home in it, and another for temporary files; gone with the test.
pub struct Scratch {
    dir: tempfile::TempDir,
    temporary: tempfile::TempDir,
}

impl Scratch {
    pub fn new() -> Self {
        let folder = || tempfile::Builder::new().prefix("gosys-test-").tempdir().unwrap();
        let (dir, temporary) = (folder(), folder());
        std::fs::create_dir(dir.path().join("home")).unwrap();
        Self { dir, temporary }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Where gosys keeps its local state in this scratch folder.
    pub fn state(&self) -> PathBuf {
        self.path().join("home/.local/state/gosys")
    }

    /// Writes a file below the scratch folder and gives its path.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Writes a program for `sh` below the scratch folder, by a process of its own, as `sh_as_nobody` does.
    pub fn program(&self, name: &str, lines: &str) -> PathBuf {
        let text = self.file(&format!("{name}.text"), format!("#!/bin/sh\n{lines}\n"));
        let path = self.path().join(name);
        assert!(Command::new("install").args(["-m", "755"]).args([&text, &path]).status().unwrap().success());
        path
    }

    /// gosys with these arguments.
    pub fn gosys<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Run {
        self.command(GOSYS, args)
    }

    /// A line for `sh` as a user who is neither root nor the one who runs the tests, in which `gosys` is the binary
    /// under test. Needs root, or sudo without a password.
    pub fn sh_as_nobody(&self, line: &str) -> Run {
        let gosys = self.path().join("bin/gosys");
        if !gosys.exists() {
            // Neither the folder of the build nor this one need be open to others.
            std::fs::create_dir(self.path().join("bin")).unwrap();
            // By a process of its own: had this one the copy open for writing, a command that another test starts at
            // that moment would inherit it, and the kernel refuses to run a file that is being written.
            assert!(Command::new("cp").args([Path::new(GOSYS), &gosys]).status().unwrap().success());
            std::fs::set_permissions(self.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let variables = format!("PATH={}/bin:/usr/bin:/bin", self.path().display());
        let home = format!("HOME={}", self.path().join("home").display());
        let setpriv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        let words = setpriv.into_iter().chain(["env", "-i", &variables, &home, "sh", "-c", line]);
        if is_root() { self.command("env", words) } else { self.command("sudo", ["-n"].into_iter().chain(words)) }
    }

    /// A line for `sh`, in which `gosys` is the binary under test.
    pub fn sh(&self, line: &str) -> Run {
        self.command("sh", ["-c", line])
    }

    /// Any program, in this folder, with this home and nothing else of the environment but a PATH that has gosys.
    pub fn command<S: AsRef<OsStr>>(&self, program: &str, args: impl IntoIterator<Item = S>) -> Run {
        let mut command = Command::new(program);
        let bin = Path::new(GOSYS).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        command.args(args).env_clear().env("PATH", path).env("HOME", self.path().join("home"));
        // A draft that an edit leaves behind, say, goes with the test too.
        command.env("TMPDIR", self.temporary.path());
        // Who steps the wall clock leaves the clock alone that never steps.
        command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        command.current_dir(self.path()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Run { command, stdin: None, within: Duration::from_secs(60) }
    }
}

/// Whether the tests run as root, whom no permission stops.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}

/// A program about to run.
#[must_use]
pub struct Run {
    command: Command,
    stdin: Option<Vec<u8>>,
    within: Duration,
}

impl Run {
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.command.stdin(Stdio::piped());
        self.stdin = Some(bytes.into());
        self
    }

    /// Fails the test if the run takes longer; a minute otherwise.
    pub fn within(mut self, limit: Duration) -> Self {
        self.within = limit;
        self
    }

    /// The same for who runs it in a way of his own.
    pub fn into_command(self) -> Command {
        self.command
    }

    /// Starts it and does not wait.
    pub fn start(mut self) -> Started {
        let mut child = self.command.spawn().unwrap();
        if let (Some(bytes), Some(mut pipe)) = (self.stdin.take(), child.stdin.take()) {
            // A reader that stops early is no fault of the test.
            thread::spawn(move || pipe.write_all(&bytes).ok());
        }
        let stdout = drain(child.stdout.take().unwrap());
        let stderr = drain(child.stderr.take().unwrap());
        Started { child: Ending(child), stdout, stderr, since: Instant::now(), within: self.within }
    }

    /// Runs it to its end.
    #[must_use]
    pub fn end(self) -> End {
        self.start().end()
    }
}

fn drain(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        sender.send(bytes)
    });
    receiver
}

/// A process that does not outlive this value.
struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        // Neither does anything to one that has been waited for.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A program that runs; killed if the test ends first.
#[must_use]
pub struct Started {
    child: Ending,
    stdout: Receiver<Vec<u8>>,
    stderr: Receiver<Vec<u8>>,
    since: Instant,
    within: Duration,
}

impl Started {
    pub fn pid(&self) -> u32 {
        self.child.0.id()
    }

    /// Sends a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        signal(self.pid(), name);
    }

    /// The code of a run that was killed, without waiting for its output to be closed: children may hold it.
    pub fn code_after_kill(mut self) -> i32 {
        let status = self.child.0.wait().unwrap();
        status.code().unwrap_or_else(|| 128 + status.signal().unwrap())
    }

    #[must_use]
    pub fn end(mut self) -> End {
        let status = loop {
            if let Some(status) = self.child.0.try_wait().unwrap() {
                break status;
            }
            if self.since.elapsed() > self.within {
                self.child.0.kill().unwrap();
                self.child.0.wait().unwrap();
                panic!("still running after {:?}", self.within);
            }
            thread::sleep(Duration::from_millis(2));
        };
        let took = self.since.elapsed();
        // A process that was left behind may hold the pipe open: that fails the test, it does not hang it.
        let text = |pipe: Receiver<Vec<u8>>| {
            let bytes = pipe.recv_timeout(self.within);
            let bytes = bytes.unwrap_or_else(|_| panic!("the output was still open when the run had ended"));
            String::from_utf8_lossy(&bytes).into_owned()
        };
        End { stdout: text(self.stdout), stderr: text(self.stderr), status, took }
    }
}

/// Sends a signal by its name to a process that this test started.
pub fn signal(pid: u32, name: &str) {
    assert!(Command::new("kill").args([format!("-{name}"), pid.to_string()]).status().unwrap().success());
}

/// How a run ended: checked by [`End::is`] or [`End::like`], so that no part of it goes unseen.
#[derive(Debug)]
pub struct End {
    pub stdout: String,
    pub stderr: String,
    pub status: ExitStatus,
    pub took: Duration,
}

impl End {
    /// The exit code as a shell would see it.
    pub fn code(&self) -> i32 {
        self.status.code().unwrap_or_else(|| 128 + self.status.signal().unwrap())
    }

    /// Exactly this.
    #[track_caller]
    pub fn is(self, code: i32, stdout: &str, stderr: &str) -> Self {
        assert_eq!((self.code(), &*self.stdout, &*self.stderr), (code, stdout, stderr));
        self
    }

    /// This code, and these words; an empty expectation means that nothing was said.
    #[track_caller]
    pub fn like(self, code: i32, stdout: &str, stderr: &str) -> Self {
        let holds = |text: &str, part: &str| if part.is_empty() { text.is_empty() } else { text.contains(part) };
        assert!(
            self.code() == code && holds(&self.stdout, stdout) && holds(&self.stderr, stderr),
            "wanted {code}, {stdout:?}, {stderr:?}, got {}\n{}\n{}",
            self.code(),
            self.stdout,
            self.stderr
        );
        self
    }
}

/// Waits until `done` holds; fails the test when it does not within `limit`.
#[track_caller]
pub fn eventually(limit: Duration, what: &str, mut done: impl FnMut() -> bool) {
    let since = Instant::now();
    while !done() {
        assert!(since.elapsed() < limit, "not within {limit:?}: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
