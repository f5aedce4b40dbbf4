//! Handing the terminal to the command and taking it back, as a job-control shell does.

use std::fs::{self, File};

use nix::sys::signal::{SigSet, Signal};
use rustix::process::{Pid, getpgrp, getpid};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr, tcsetpgrp};

/// What `/proc/self/stat` says of this process's place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Whether there is a controlling terminal.
    pub has_terminal: bool,
    /// The signals that were ignored when gosys was started: bit 0 for signal 1.
    pub ignored: u64,
}

impl Place {
    /// Reads it. Without `/proc` there is no terminal and nothing ignored.
    pub fn read() -> Self {
        Self::parse(&fs::read_to_string("/proc/self/stat").unwrap_or_default()).unwrap_or_default()
    }

    fn parse(stat: &str) -> Option<Self> {
        let fields = fields(stat)?;
        // proc(5) counts from 1 and two fields are cut off in front: its 7 is our 4, its 33 our 30. The kernel shows
        // the signals up to 31 only, and none above is caught.
        let terminal: i64 = fields.get(4)?.parse().ok()?;
        Some(Self { has_terminal: terminal != 0, ignored: fields.get(30)?.parse().ok()? })
    }
}

/// The fields after the command's name. That may hold spaces and brackets; all after the last bracket is plain.
pub(super) fn fields(stat: &str) -> Option<Vec<&str>> {
    Some(stat.rsplit_once(')')?.1.split_whitespace().collect())
}

/// The controlling terminal, shared with the command's process group.
pub struct Terminal {
    tty: File,
    modes: Option<Termios>,
}

impl Terminal {
    /// The controlling terminal, if there is one.
    pub fn open(place: Place) -> Option<Self> {
        if !place.has_terminal {
            return None;
        }
        // Not standard input: that may be a file while the terminal is still ours.
        let tty = File::options().read(true).write(true).open("/dev/tty").ok()?;
        Some(Self { modes: tcgetattr(&tty).ok(), tty })
    }

    /// Hands the terminal to the command at its start, if nobody else in our process group could want it: the
    /// partners of a pipeline and the script that we are a line of stay in the foreground, and the command gets
    /// the terminal when it first asks for it.
    pub fn begin(&self, group: Pid) {
        if self.is_ours() && is_alone() {
            self.set(group);
        }
    }

    /// Makes `group` the foreground group, if that is this process's own group now. Says whether it is then.
    pub fn hand_to(&self, group: Pid) -> bool {
        if self.is_ours() {
            self.set(group);
        }
        self.is_with(group)
    }

    /// Makes this process's group the foreground group again, if `group` is it now. Says whether it was.
    pub fn take_from(&self, group: Pid) -> bool {
        let was = self.is_with(group);
        if was {
            self.set(getpgrp());
        }
        was
    }

    /// Gives the terminal the modes it had at the start: a command that was killed could not.
    pub fn restore_modes(&self) {
        if let Some(modes) = self.modes.as_ref().filter(|_| self.is_ours()) {
            // Drain, not Flush: what was typed meanwhile is for the shell.
            let _ = tcsetattr(&self.tty, OptionalActions::Drain, modes);
        }
    }

    fn is_ours(&self) -> bool {
        self.is_with(getpgrp())
    }

    fn is_with(&self, group: Pid) -> bool {
        tcgetpgrp(&self.tty) == Ok(group)
    }

    /// From a background group the call would stop us with SIGTTOU, unless that is blocked.
    fn set(&self, group: Pid) {
        let mut quiet = SigSet::empty();
        quiet.add(Signal::SIGTTOU);
        let before = quiet.thread_swap_mask(nix::sys::signal::SigmaskHow::SIG_BLOCK);
        // A terminal that is gone needs no owner.
        let _ = tcsetpgrp(&self.tty, group);
        if let Ok(mask) = before {
            let _ = mask.thread_set_mask();
        }
    }
}

/// Whether nobody else is in our process group.
fn is_alone() -> bool {
    let (own, group) = (getpid(), getpgrp().as_raw_nonzero().to_string());
    // Who does not lead the group was put into it by somebody who may want the terminal.
    if own != getpgrp() {
        return false;
    }
    let own = own.as_raw_nonzero().to_string();
    // To keep the terminal is the mistake that does no harm: the command gets it when it asks.
    let Ok(processes) = fs::read_dir("/proc") else { return false };
    let stats = processes.flatten().filter(|entry| *entry.file_name() != *own).map(|entry| entry.path().join("stat"));
    let mut groups = stats.filter_map(|path| fs::read_to_string(path).ok());
    !groups.any(|stat| fields(&stat).is_some_and(|fields| fields.get(2) == Some(&group.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_place_past_any_command_name() {
        let tail = "-1 4194560 98 0 0 0 0 0 0 0 20 0 1 0 7788 2703360 205 18446744073709551615 1 1 0 0 0 0 0 4097 0";
        let stat = format!("12 (a) b ( c) R 1 12 12 34816 {tail}");
        assert_eq!(Place::parse(&stat), Some(Place { has_terminal: true, ignored: 4097 }));
        assert_eq!(fields(&stat).unwrap()[2], "12");
        assert_eq!(Place::parse("garbage"), None);
    }
}
