//! Unique ids: the words of the domain, and the table of schemes.
//!
//! A time-ordered 64-bit id is a cell: a node, a tick of the clock and a number within that tick. Making
//! ids means taking cells of one node from a register that only grows ([`plan`]); the clock decides how
//! soon a cell may be used, never whether it is unique.

pub mod commands;
pub mod layout;
pub mod local;
pub mod plan;
pub mod snowflake;

pub use commands::GROUP;
use layout::Layout;

/// A kind of id. A new one is a file with its type and a line in [`SCHEMES`].
pub trait Scheme: Sync {
    /// Its word in output and in the names of files.
    fn name(&self) -> &'static str;

    /// Where time, node and sequence stand in the number.
    fn layout(&self) -> &Layout;

    /// The number as it is usually written.
    fn format(&self, id: u64) -> String;

    /// Reads what [`Scheme::format`] writes; each scheme says what else it takes for the same number.
    fn parse(&self, text: &str) -> Result<u64, Malformed>;

    /// The parts of the number that have names of their own here, besides time, node and sequence.
    fn extra(&self, id: u64) -> Vec<(&'static str, u64)>;
}

/// Every scheme, the default first.
pub const SCHEMES: &[&dyn Scheme] = &[&snowflake::Snowflake];

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("nothing there")]
    Empty,
    #[error("`{0}` is not a digit")]
    NotADigit(char),
    #[error("a number of {0} digits is no 64-bit id")]
    TooLong(usize),
    #[error("the number is past the end of the layout")]
    PastTheEnd,
}

/// What an id is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Milliseconds since 1970.
    pub unix_ms: u64,
    /// From 0 to [`Layout::node_max`].
    pub node: u64,
    /// The number within the tick, from 0.
    pub sequence: u64,
}
