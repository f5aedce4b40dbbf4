//! The end of the time for verbs that block where nothing could interrupt them: in a read, a write or a sleep.

use std::process;
use std::thread;
use std::time::Duration;

use super::error::Error;
use super::exit::Exit;
use super::out::{self, Out};

/// Ends this process with 124 when `span` is over, if it is limited. Only for a verb that has nothing to put in
/// order: what it wrote so far stands, and no state of it is ever half-written.
pub fn end_after(span: Option<Duration>, out: &Out) {
    let Some(span) = span else { return };
    let (format, color) = (out.format(), out.color());
    thread::spawn(move || {
        thread::sleep(span);
        let error = Error::new(Exit::Timeout, "the time was over before the work was done");
        out::report(&error.hint("--timeout gives more time"), format, color);
        exit();
    });
}

#[expect(clippy::exit, reason = "the main thread may be blocked for ever and cannot be asked to end")]
fn exit() -> ! {
    process::exit(i32::from(Exit::Timeout.code()))
}
