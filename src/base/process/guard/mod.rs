//! Two processes between the user and the command, so that the command does not outlive what allows it.
//!
//! What the user has started, the front, starts the guard: the same program with the same arguments and another name.
//! Each is the other's witness. The guard starts the command, in the front's process group and session, and leaves
//! that session itself; keys of the terminal and signals to the group reach the command as they would without gosys,
//! and never the guard. The guard is the parent of all that the command starts, and if it is killed, the front is.
//!
//! - The front is killed: the link between them ends, and the guard kills the tree.
//! - The guard is killed: the front kills the tree.
//! - The guard is stopped: its own timer wakes it; and when what it last wrote on the board is over, the front kills
//!   the tree and the guard.
//! - The front is stopped: nothing happens to the command, and its code is there when the front goes on.

mod board;
mod front;
mod link;
pub(super) mod wire;

pub use front::{Verdict, front};
pub use link::{Link, Waited};

/// The name of the guard, so that whoever looks for gosys to kill it does not meet both.
const NAME: &str = "lock-guard";
