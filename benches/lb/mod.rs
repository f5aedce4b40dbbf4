//! Load-balancing experiments against what they are done with elsewhere.

mod peers;
mod policies;
mod shuffle;
mod sim;

use std::path::Path;

use super::Figure;
pub(crate) use peers::python;

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let mut figures = policies::figures(folder);
    let python = python();
    figures.extend(shuffle::figures(folder, &python));
    figures.extend(sim::figures(folder, &python));
    figures
}
