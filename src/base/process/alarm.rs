//! A timer that wakes gosys even while it is stopped or the machine was suspended.

use std::io;
use std::time::Duration;

use nix::sys::signal::{SigEvent, SigevNotify, Signal};
use nix::sys::time::TimeSpec;
use nix::sys::timer::{Expiration, Timer, TimerSetTimeFlags};

/// Sends this process SIGCONT, which is what wakes a stopped one, at a moment of CLOCK_BOOTTIME.
#[derive(Default)]
pub struct Alarm {
    timer: Option<Timer>,
    at: Option<Duration>,
}

impl Alarm {
    /// For this moment instead of the one before; `None` leaves that one.
    pub fn set(&mut self, at: Option<Duration>) -> io::Result<()> {
        // One that comes for nothing does no harm.
        let Some(at) = at.filter(|_| at != self.at) else { return Ok(()) };
        let timer = match &mut self.timer {
            Some(timer) => timer,
            none => none.insert(continued()?),
        };
        // A timer for the moment 0 would be off.
        let moment = TimeSpec::from_duration(at.max(Duration::from_nanos(1)));
        timer.set(Expiration::OneShot(moment), TimerSetTimeFlags::TFD_TIMER_ABSTIME)?;
        self.at = Some(at);
        Ok(())
    }
}

fn continued() -> io::Result<Timer> {
    let signal = SigevNotify::SigevSignal { signal: Signal::SIGCONT, si_value: 0 };
    // CLOCK_BOOTTIME, which nobody sets and which counts the time of a suspended machine.
    Ok(Timer::new(nix::time::ClockId::CLOCK_BOOTTIME, SigEvent::new(signal))?)
}
