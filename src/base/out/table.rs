//! Lists for people: aligned columns without borders, so that `awk` and `column` still work on them.

use std::fmt;

use comfy_table::{Table as Grid, presets};
use serde::Serialize;

use super::sanitize;

/// One record of a list.
pub trait Row: Serialize {
    /// The names of the columns, in capitals.
    const COLUMNS: &'static [&'static str];

    /// One text for each column.
    fn cells(&self) -> Vec<String>;
}

/// Rows ready to be printed.
pub struct Table(Grid);

impl Table {
    /// Lays out `rows`, below their column names if `headed`.
    pub fn of<R: Row>(rows: &[R], headed: bool) -> Self {
        // Not arranged to the terminal's width: a cell that was wrapped or cut is no use to a script or to a copying
        // hand.
        let mut grid = Grid::new();
        grid.load_style(presets::NOTHING);
        if headed {
            grid.set_header(R::COLUMNS);
        }
        for row in rows {
            grid.add_row(row.cells().iter().map(|cell| sanitize::line(cell).into_owned()));
        }
        for column in grid.column_iter_mut() {
            column.set_padding((0, 2));
        }
        Self(grid)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.lines() {
            // The last column is padded as well, and spaces at the end of a line are in the way of `grep x$`.
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}
