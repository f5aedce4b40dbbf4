//! Job control: an interactive shell on a terminal of its own, driven as a person would.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::{GOSYS, Scratch, eventually};

/// A shell on a terminal that `script` makes.
struct Shell {
    script: Child,
    keys: ChildStdin,
    screen: Arc<Mutex<String>>,
}

impl Shell {
    fn start(scratch: &Scratch) -> Self {
        let bin = std::path::Path::new(GOSYS).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        let mut script = Command::new("script")
            .args(["-qfec", "bash --norc --noprofile -i", "/dev/null"])
            .env_clear()
            .env("PATH", path)
            .env("HOME", scratch.path().join("home"))
            .env("PS1", "> ")
            .env("TERM", "dumb")
            .current_dir(scratch.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let screen = Arc::new(Mutex::new(String::new()));
        let mut output = script.stdout.take().unwrap();
        let shown = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                shown.lock().unwrap().push_str(&String::from_utf8_lossy(&bytes[..count]));
            }
        });
        let keys = script.stdin.take().unwrap();
        let mut shell = Self { script, keys, screen };
        shell.types("echo re''ady\n");
        shell.shows("ready");
        shell
    }

    fn types(&mut self, keys: &str) {
        self.screen.lock().unwrap().clear();
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn shows(&self, text: &str) {
        let screen = || self.screen.lock().unwrap().clone();
        eventually(Duration::from_secs(10), &format!("`{text}` on the screen"), || screen().contains(text));
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.script.kill();
        let _ = self.script.wait();
    }
}

#[test]
fn the_command_reads_the_terminal() {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch);
    shell.types("gosys lock run x -- sh -c 'read a; echo \"<$a>\"'; echo code=$?\n");
    std::thread::sleep(Duration::from_millis(200));
    shell.types("words\n");
    shell.shows("<words>");
    shell.shows("code=0");
}

#[test]
fn control_c_ends_the_command() {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch);
    shell.types("gosys lock run x -- sh -c 'echo st''arted; sleep 60'; echo code=$?\n");
    shell.shows("started");
    shell.types("\x03");
    shell.shows("code=130");
    shell.types("gosys lock run x --try -- sh -c 'trap \"exit 5\" INT; echo st''arted; while :; do sleep 0.05; done'; echo code=$?\n");
    shell.shows("started");
    shell.types("\x03");
    shell.shows("code=5");
}

#[test]
fn control_z_stops_the_job_and_fg_goes_on() {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch);
    shell.types("gosys lock run x -- sh -c 'echo st''arted; read a; echo \"<$a>\"; exit 4'\n");
    shell.shows("started");
    shell.types("\x1a");
    shell.shows("Stopped");
    shell.types("gosys lock run x --try -- true; echo code=$?\n");
    shell.shows("code=75");
    shell.types("fg\n");
    shell.shows("gosys lock run x");
    std::thread::sleep(Duration::from_millis(200));
    shell.types("again\n");
    shell.shows("<again>");
    shell.types("echo code=$?\n");
    shell.shows("code=4");
}

#[test]
fn a_deadline_holds_while_the_job_is_stopped() {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch);
    shell.types("gosys lock run x --max-hold 1s --grace 200ms -- sh -c 'echo st''arted; sleep 60'\n");
    shell.shows("started");
    shell.types("\x1a");
    shell.shows("Stopped");
    shell.types("gosys lock run x --wait 5s -- echo fr''ee\n");
    shell.shows("free");
}

#[test]
fn a_background_job_that_reads_waits_for_fg() {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch);
    shell.types("gosys lock run x -- sh -c 'read a; echo \"<$a>\"' &\n");
    eventually(Duration::from_secs(10), "the job is stopped", || {
        shell.types("jobs\n");
        std::thread::sleep(Duration::from_millis(100));
        shell.screen.lock().unwrap().contains("Stopped")
    });
    shell.types("fg\n");
    std::thread::sleep(Duration::from_millis(300));
    shell.types("words\n");
    shell.shows("<words>");
}

#[test]
fn the_shell_has_its_terminal_back() {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch);
    shell.types("sh -c 'gosys lock run x -- true; read a; echo \"<$a>\"'\n");
    std::thread::sleep(Duration::from_millis(300));
    shell.types("words\n");
    shell.shows("<words>");
}
