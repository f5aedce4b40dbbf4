//! Job control: an interactive shell on a terminal of its own, driven as a person would.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::support::{GOSYS, Scratch, eventually};

/// Every test of this file, without a guard and with one.
macro_rules! with_and_without_a_guard {
    ($($name:ident,)*) => {
        mod alone {
            $(#[test] fn $name() { super::$name("none") })*
        }
        mod guarded {
            $(#[test] fn $name() { super::$name("guard") })*
        }
        mod in_a_namespace {
            $(#[test] fn $name() { super::$name("pidns") })*
        }
    };
}

with_and_without_a_guard! {
    the_command_reads_the_terminal,
    control_c_ends_the_command,
    control_c_ends_a_script,
    a_partner_in_a_pipeline_reads_the_terminal,
    a_job_brought_to_the_foreground_reads_later,
    the_terminal_has_its_modes_back,
    control_z_stops_the_job_and_fg_goes_on,
    a_deadline_holds_while_the_job_is_stopped,
    a_background_job_that_reads_waits_for_fg,
    a_program_stops_its_group,
    the_shell_has_its_terminal_back,
}

// Not a shell that starts `sleep`: until that has begun, dash does not heed the keys.
const SLEEPER: &str = "perl -e '$| = 1; print \"st\".\"arted\\n\"; sleep 60'";

/// The line with this kind of containment.
fn contained(line: &str, how: &str) -> String {
    line.replace("gosys lock run x", &format!("gosys lock run x --contain {how}"))
}

/// A shell on a terminal that `script` makes.
struct Shell {
    script: Child,
    keys: ChildStdin,
    screen: Arc<Mutex<String>>,
    how: String,
}

impl Shell {
    fn start(scratch: &Scratch, how: &str) -> Self {
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
        let mut shell = Self { script, keys, screen, how: how.to_owned() };
        shell.types("echo re''ady\n");
        shell.shows("ready");
        shell
    }

    fn types(&mut self, keys: &str) {
        self.screen.lock().unwrap().clear();
        self.keys.write_all(contained(keys, &self.how).as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    fn never_shows(&self, text: &str) {
        assert!(!self.screen.lock().unwrap().contains(text), "`{text}` on the screen");
    }

    fn shows(&self, text: &str) {
        let screen = || self.screen.lock().unwrap().clone();
        let since = Instant::now();
        while !screen().contains(text) {
            assert!(since.elapsed() < Duration::from_secs(10), "`{text}` is not on the screen, but {:?}", screen());
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let _ = self.script.kill();
        let _ = self.script.wait();
    }
}

fn the_command_reads_the_terminal(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types("gosys lock run x -- sh -c 'read a; echo \"<$a>\"'; echo code=$?\n");
    std::thread::sleep(Duration::from_millis(200));
    shell.types("words\n");
    shell.shows("<words>");
    shell.shows("code=0");
}

fn control_c_ends_the_command(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types(&format!("gosys lock run x -- {SLEEPER}\n"));
    shell.shows("started");
    shell.types("\x03");
    shell.shows("> ");
    shell.types("echo code=$?\n");
    shell.shows("code=130");
    shell.types("gosys lock run x --try -- sh -c 'trap \"exit 5\" INT; echo st''arted; while :; do sleep 0.05; done'; echo code=$?\n");
    shell.shows("started");
    shell.types("\x03");
    shell.shows("code=5");
}

/// A loop that has gosys as a line ends by one Ctrl-C, as it would without gosys.
fn control_c_ends_a_script(how: &str) {
    let scratch = Scratch::new();
    // Not a shell that starts `sleep`: a SIGINT just before that is kept by dash until `sleep` has ended.
    let turn = "perl -e '$| = 1; print \"turn $ARGV[0]\\n\"; sleep 30' $i";
    let script = format!("for i in 1 2 3; do gosys lock run x -- {turn}; done; echo went on\n");
    scratch.file("script", contained(&script, how));
    for shell_of_script in ["sh", "bash"] {
        let mut shell = Shell::start(&scratch, how);
        shell.types(&format!("{shell_of_script} script\n"));
        shell.shows("turn 1");
        shell.types("\x03");
        shell.shows("> ");
        shell.types("echo code=$?\n");
        shell.shows("code=130");
        shell.never_shows("turn 2");
    }
}

/// What stands beside gosys in a pipeline keeps the terminal.
fn a_partner_in_a_pipeline_reads_the_terminal(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types("gosys lock run x -- sh -c 'echo st''arted >&2; sleep 1' | sh -c 'read a </dev/tty; echo \"<$a>\"'\n");
    shell.shows("started");
    shell.types("words\n");
    shell.shows("<words>");
}

/// It was started in the background, so it had no terminal to begin with.
fn a_job_brought_to_the_foreground_reads_later(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types("gosys lock run x -- sh -c 'sleep 1; read a; echo \"<$a>\"' &\n");
    shell.types("fg\n");
    std::thread::sleep(Duration::from_millis(1500));
    shell.types("words\n");
    shell.shows("<words>");
}

fn the_terminal_has_its_modes_back(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types("gosys lock run x --max-hold 500ms --grace 100ms -- sh -c 'stty -echo -icanon; sleep 60'\n");
    std::thread::sleep(Duration::from_millis(1000));
    shell.types("stty -a | grep -c -- '-echo '\n");
    shell.shows("0\r\n");
}

fn control_z_stops_the_job_and_fg_goes_on(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
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

fn a_deadline_holds_while_the_job_is_stopped(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types(&format!("gosys lock run x --max-hold 4s --grace 200ms -- {SLEEPER}\n"));
    shell.shows("started");
    shell.types("\x1a");
    shell.shows("Stopped");
    shell.types("gosys lock run x --wait 9s -- echo fr''ee\n");
    shell.shows("free");
}

fn a_background_job_that_reads_waits_for_fg(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
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

/// As an editor does when it is told to by its own key, and its whole group with it.
fn a_program_stops_its_group(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types("gosys lock run x -- perl -e '$| = 1; kill \"TSTP\", 0; print \"went o\".\"n\\n\"; exit 4'\n");
    shell.shows("Stopped");
    shell.types("fg\n");
    shell.shows("went on");
    shell.types("echo code=$?\n");
    shell.shows("code=4");
}

fn the_shell_has_its_terminal_back(how: &str) {
    let scratch = Scratch::new();
    let mut shell = Shell::start(&scratch, how);
    shell.types("sh -c 'gosys lock run x -- true; read a; echo \"<$a>\"'\n");
    std::thread::sleep(Duration::from_millis(300));
    shell.types("words\n");
    shell.shows("<words>");
}
