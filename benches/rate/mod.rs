//! Rate limits against what is used in their place.

mod check;
mod load;
mod peers;
mod take;

use std::path::Path;

use super::Figure;

pub(crate) fn figures(folder: &Path) -> Vec<Figure> {
    let mut figures = check::figures(folder);
    figures.extend(load::figures(folder));
    figures.extend(take::figures(folder));
    figures
}
