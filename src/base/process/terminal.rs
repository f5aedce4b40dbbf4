//! Handing the terminal to the command and taking it back, as a job-control shell does.

use std::fs::{self, File};

use nix::sys::signal::{SigSet, Signal};
use rustix::process::{Pid, getpgrp};
use rustix::termios::{tcgetpgrp, tcsetpgrp};

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
        // The command's name may hold spaces and brackets; all after the last bracket is plain.
        let (_, fields) = stat.rsplit_once(')')?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let terminal: i64 = fields.get(4)?.parse().ok()?;
        Some(Self { has_terminal: terminal != 0, ignored: fields.get(30)?.parse().ok()? })
    }
}

/// The controlling terminal, shared with the command's process group.
pub struct Terminal {
    tty: File,
}

impl Terminal {
    /// The controlling terminal, if there is one.
    pub fn open(place: Place) -> Option<Self> {
        if !place.has_terminal {
            return None;
        }
        File::options().read(true).write(true).open("/dev/tty").ok().map(|tty| Self { tty })
    }

    /// Makes `group` the foreground group, if that is this process's own group now.
    pub fn hand_to(&self, group: Pid) {
        if tcgetpgrp(&self.tty) == Ok(getpgrp()) {
            self.set(group);
        }
    }

    /// Makes this process's group the foreground group again, if `group` is it now.
    pub fn take_from(&self, group: Pid) {
        if self.is_with(group) {
            self.set(getpgrp());
        }
    }

    pub fn is_with(&self, group: Pid) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_place_past_any_command_name() {
        let tail = "-1 4194560 98 0 0 0 0 0 0 0 20 0 1 0 7788 2703360 205 18446744073709551615 1 1 0 0 0 0 0 4097 0";
        let stat = format!("12 (a) b ( c) R 1 12 12 34816 {tail}");
        assert_eq!(Place::parse(&stat), Some(Place { has_terminal: true, ignored: 4097 }));
        assert_eq!(Place::parse("garbage"), None);
    }
}
