//! The frame: options, formats, errors, settings.

mod color;
mod errors;
mod help;
mod mistakes;
mod settings;
mod settings_file;
mod streams;
mod words;

use crate::support::Scratch;

#[test]
fn the_version_is_one_line() {
    Scratch::new().gosys(["--version"]).end().is(0, concat!("gosys ", env!("CARGO_PKG_VERSION"), "\n"), "");
}
