//! Pages of documentation that are true: their blocks are run in one shell, in their order, as a reader would, and what
//! is shown below a command is what it prints.
//!
//! In a block of `console` a line that begins with `$ ` is a command, and the lines below it are its output, on either
//! stream; `...` stands for any lines, or for anything in a line. A block whose first line names a file behind the language is written to that
//! file. The comments `<!-- etcd is down -->` and `<!-- etcd is back -->` do to the page's etcd what they say. All else
//! is for people.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::servers::{Kind, Options, Server, on_real_servers};
use super::{Scratch, signal};

const DOWN: &str = "<!-- etcd is down -->";
const BACK: &str = "<!-- etcd is back -->";

/// Where an etcd is, in the documentation.
const SHOWN: &str = "10.0.0.5:2379";

/// How long a command may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What stands in front of a command's exit code, on a line of its own.
const MARK: &str = "-- the command has ended with ";

/// What a page does, one after the other.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// A command, and the lines shown below it.
    Command(String, Vec<String>),
    /// A file, and what is in it.
    File(String, String),
    Down,
    Back,
}

/// What is to be done for this page.
pub fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        match line.strip_prefix("```") {
            None if line == DOWN => steps.push(Step::Down),
            None if line == BACK => steps.push(Step::Back),
            None => {}
            Some(info) => {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                match info.split_once(' ') {
                    Some((_, file)) => steps.push(Step::File(file.to_owned(), block.join("\n") + "\n")),
                    None if info == "console" => steps.extend(commands(&block)),
                    None => {}
                }
            }
        }
    }
    steps
}

fn commands(block: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    for line in block {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step::Command(command.to_owned(), Vec::new())),
            (None, Some(Step::Command(_, shown))) => shown.push((*line).to_owned()),
            (None, _) => panic!("a block begins with what is no command: {line}"),
        }
    }
    steps
}

/// `...` stands for any lines, or for anything in a line.
pub fn matches(shown: &[String], printed: &[String]) -> bool {
    match shown {
        [] => printed.is_empty(),
        [dots, rest @ ..] if dots == "..." => (0..=printed.len()).any(|at| matches(rest, &printed[at..])),
        [line, rest @ ..] => {
            printed.first().is_some_and(|printed| is_line(line, printed)) && matches(rest, &printed[1..])
        }
    }
}

fn is_line(shown: &str, printed: &str) -> bool {
    match shown.split_once("...") {
        None => shown == printed,
        Some((begin, end)) => printed.strip_prefix(begin).is_some_and(|rest| {
            let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            ends.any(|at| is_line(end, &rest[at..]))
        }),
    }
}

/// Runs all of a page.
pub fn is_true(page: &str) {
    let steps = steps(page);
    // Whoever takes a server away needs one of his own.
    let mut etcd = steps.contains(&Step::Down).then(|| Server::own(Kind::Etcd, Options::default()));
    let mut session = Session::new();
    for step in steps {
        match step {
            Step::File(name, text) => drop(session.scratch.file(&name, text)),
            Step::Down => signal(etcd.as_ref().unwrap().pid, "KILL"),
            Step::Back => etcd.as_mut().unwrap().restart(),
            Step::Command(command, shown) => {
                let own = etcd.as_ref().map(|own| format!("127.0.0.1:{}", own.port));
                let really = own.as_ref().map_or(command.clone(), |own| command.replace(SHOWN, own));
                let printed = session.run(&on_real_servers(&really));
                let printed =
                    printed.iter().map(|line| own.as_ref().map_or(line.clone(), |own| line.replace(own, SHOWN)));
                let printed: Vec<String> = printed.collect();
                assert!(matches(&shown, &printed), "{command}\nshown {shown:#?}\nprinted {printed:#?}");
                assert!(!printed.is_empty() || shown.is_empty(), "{command}\nshown {shown:#?}, and it prints nothing");
            }
        }
    }
}

/// A shell that is told one command after the other.
struct Session {
    scratch: Scratch,
    shell: Child,
    stdin: ChildStdin,
    lines: Receiver<String>,
}

impl Session {
    fn new() -> Self {
        let scratch = Scratch::new();
        let mut command = scratch.command("sh", ["-s"]).into_command();
        // With a group of its own, so that what a page has left in the background ends with it.
        let mut shell = command.stdin(Stdio::piped()).stderr(Stdio::inherit()).process_group(0).spawn().unwrap();
        let (stdin, stdout) = (shell.stdin.take().unwrap(), BufReader::new(shell.stdout.take().unwrap()));
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { scratch, shell, stdin, lines }
    }

    /// Runs a command, which has to succeed, and gives the lines that it prints.
    fn run(&mut self, command: &str) -> Vec<String> {
        // On a line of its own, also behind an output that ends in the middle of one.
        writeln!(self.stdin, "{{ {command}\n}} </dev/null 2>&1; printf '\\n{MARK}%s\\n' $?").unwrap();
        let (since, mut printed) = (Instant::now(), Vec::new());
        let code = loop {
            let line = self.lines.recv_timeout(PATIENCE.saturating_sub(since.elapsed()));
            let line = line.unwrap_or_else(|_| panic!("{command}\ndoes not end\nprinted {printed:#?}"));
            match line.strip_prefix(MARK) {
                Some(code) => break code.to_owned(),
                None => printed.push(line),
            }
        };
        // Of the line before the mark's there is nothing, unless the output had no end.
        if printed.last().is_some_and(String::is_empty) {
            printed.pop();
        }
        assert_eq!(code, "0", "{command}\n{printed:#?}");
        printed
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // The group may be gone already, but not its number: its leader has not been waited for.
        let group = format!("-{}", self.shell.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.shell.wait();
    }
}
