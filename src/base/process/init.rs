//! A command in a PID namespace: when its first process dies, the kernel kills all others.
//!
//! Two processes stand between the guard and the command. The outer one makes the namespace and dies with the guard;
//! the inner one is the namespace's first process and dies with the outer one. So even who kills front and guard at
//! once leaves nothing alive. To end the command by a signal is for the guard, which sees all of them.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};

use nix::mount::{MsFlags, mount};
use nix::sched::{CloneFlags, unshare};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{
    Pid, Signal, WaitOptions, WaitStatus, getegid, geteuid, getpid, getppid, kill_process,
    set_parent_process_death_signal, wait,
};
use rustix::stdio::dup2_stdin;

use super::guard::wire::{Heard, Wire, Word};
use super::signals::{Caught, Signals};
use super::start::{cannot_run, spawn};
use super::terminal::Place;
use super::{Job, cannot_watch, here, plan};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

const NAME: &str = "lock-init";

/// Before the words of the command: what the process is to be. The outer one gets the guard's number.
const INNER: &str = "inner";
const PROBE: &str = "probe";

/// A program that runs what is added to its arguments in a namespace.
pub fn contained() -> Command {
    called(&getpid().as_raw_nonzero().to_string())
}

fn called(part: &str) -> Command {
    let mut command = Command::new("/proc/self/exe");
    command.arg0(NAME).arg(part);
    command
}

/// Whether namespaces may be made here; an error, 77, if not.
pub fn probe() -> Result<()> {
    let status = called(PROBE).status().map_err(cannot_watch)?;
    let denied = || Error::new(Exit::Denied, "this user may not make a PID namespace here");
    status.success().then_some(()).ok_or_else(|| denied().hint("--contain guard needs no permission"))
}

/// Does the work of the outer or the inner process, if this is one.
pub fn take() -> Option<Result<Exit>> {
    let mut words = env::args_os();
    if words.next()? != NAME {
        return None;
    }
    let part = words.next()?;
    // Else it would be called `exe`, after the path by which it was started.
    let _ = rustix::thread::set_name(c"lock-init");
    let command: Vec<OsString> = words.collect();
    Some(match part.to_str() {
        Some(PROBE) => Ok(if make_namespace().is_ok() { Exit::Ok } else { Exit::Denied }),
        Some(INNER) => inner(&command),
        guard => outer(guard.and_then(|guard| guard.parse().ok()).and_then(Pid::from_raw), &command),
    })
}

fn outer(guard: Option<Pid>, command: &[OsString]) -> Result<Exit> {
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(|e| cannot_watch(e.into()))?;
    // It may have died before it could be the cause of a signal.
    if getppid() != guard {
        return Err(Error::silent(Exit::Lost));
    }
    let mut signals = Signals::catch(Place::read().ignored).map_err(cannot_watch)?;
    make_namespace().map_err(cannot_watch)?;
    let (wire, theirs) = Wire::pair().map_err(cannot_watch)?;
    let stdin = io::stdin();
    wire.hand_over([stdin.as_fd(), stdin.as_fd()]).map_err(cannot_watch)?;
    called(INNER).args(command).stdin(theirs).spawn().map_err(cannot_watch)?;
    dup2_stdin(fs::File::open("/dev/null").map_err(cannot_watch)?).map_err(|e| cannot_watch(e.into()))?;
    Signals::hear_of_children().map_err(cannot_watch)?;
    let mut died_of = None;
    loop {
        let caught = signals.take();
        // It was continued with us, and what is told of its stop is old.
        let continued = caught.iter().any(|caught| caught.signal == plan::CONT);
        for caught in caught {
            // Those that end or stop something reach all of the namespace by themselves.
            if !caught.by_kernel
                && !plan::is_ending(caught.signal)
                && ![plan::TSTP, plan::CONT].contains(&caught.signal)
            {
                wire.say(Word::Signal(caught));
            }
        }
        while let Heard::Word(word) = wire.hear() {
            match word {
                Word::Stopped(_) if !continued => here::sleep(),
                Word::Died(signal) => died_of = Some(signal),
                _ => {}
            }
        }
        if let Ok(Some((_, status))) = wait(WaitOptions::NOHANG) {
            if let Some(signal) = died_of {
                // Returns only where the default action is not to die.
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
            return Ok(code(status));
        }
        let _ = poll(&mut [PollFd::new(&signals.fd(), PollFlags::IN), PollFd::new(&wire, PollFlags::IN)], None);
    }
}

fn inner(command: &[OsString]) -> Result<Exit> {
    let stdin = io::stdin();
    let wire = Wire::of(stdin.as_fd().try_clone_to_owned().map_err(cannot_watch)?);
    let [stdin, _] = wire.take_over().map_err(cannot_watch)?;
    dup2_stdin(stdin).map_err(|e| cannot_watch(e.into()))?;
    set_parent_process_death_signal(Some(Signal::KILL)).map_err(|e| cannot_watch(e.into()))?;
    // Its number means nothing here; that its end of the wire is closed does.
    if wire.hear() == Heard::End {
        return Err(Error::silent(Exit::Lost));
    }
    let mut signals = Signals::catch(Place::read().ignored).map_err(cannot_watch)?;
    // Where this is not permitted /proc shows the processes outside, as before.
    let _ = mount(Some("proc"), "/proc", Some("proc"), MsFlags::empty(), None::<&OsStr>);
    let job = Job { command, environment: &[], withheld: &[], stdin: None, namespace: false };
    let child = spawn(&job, false).map_err(|error| cannot_run(&job, &error))?;
    dup2_stdin(fs::File::open("/dev/null").map_err(cannot_watch)?).map_err(|e| cannot_watch(e.into()))?;
    Signals::hear_of_children().map_err(cannot_watch)?;
    let child = number(&child).ok_or_else(|| Error::new(Exit::Internal, "a process without a number"))?;
    loop {
        signals.take();
        while let Heard::Word(Word::Signal(Caught { signal, .. })) = wire.hear() {
            let _ = Signal::from_named_raw(signal).map(|signal| kill_process(child, signal));
        }
        while let Ok(Some((pid, status))) = wait(WaitOptions::NOHANG | WaitOptions::UNTRACED) {
            match (status.stopping_signal(), status.terminating_signal()) {
                _ if pid != child => {}
                (Some(plan::STOP), _) => {}
                (Some(_), _) => wire.say(Word::Stopped(0)),
                (_, Some(signal)) => {
                    wire.say(Word::Died(signal));
                    return Ok(Exit::Signal(u8::try_from(signal).unwrap_or(0)));
                }
                _ => return Ok(code(status)),
            }
        }
        let _ = poll(&mut [PollFd::new(&signals.fd(), PollFlags::IN), PollFd::new(&wire, PollFlags::IN)], None);
    }
}

fn code(status: WaitStatus) -> Exit {
    Exit::Code(status.exit_status().and_then(|code| u8::try_from(code).ok()).unwrap_or(137))
}

fn number(child: &Child) -> Option<Pid> {
    Pid::from_raw(i32::try_from(child.id()).ok()?)
}

/// What this process starts next is the first process of a PID namespace.
fn make_namespace() -> io::Result<()> {
    let (user, group) = (geteuid().as_raw(), getegid().as_raw());
    let wanted = CloneFlags::CLONE_NEWPID | CloneFlags::CLONE_NEWNS;
    if unshare(wanted).is_err() {
        unshare(wanted | CloneFlags::CLONE_NEWUSER)?;
        fs::write("/proc/self/setgroups", "deny")?;
        fs::write("/proc/self/uid_map", format!("{user} {user} 1"))?;
        fs::write("/proc/self/gid_map", format!("{group} {group} 1"))?;
    }
    // A /proc that is mounted here must not be seen outside.
    mount(None::<&OsStr>, "/", None::<&OsStr>, MsFlags::MS_REC | MsFlags::MS_PRIVATE, None::<&OsStr>)?;
    Ok(())
}
