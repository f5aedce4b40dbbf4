//! The local backend.
pub const ABOUT: &str = "a folder of files that the processes of one host share";
