//! Pictures of results: one description, drawn as text for a terminal, as SVG or a page, or listed as CSV. Pure.
//!
//! Nothing here reads a clock or asks for randomness: the same description gives the same bytes.

mod axis;
pub mod csv;
pub mod html;
#[cfg(test)]
mod samples;
mod shade;
pub mod svg;
pub mod text;

/// A table of values, by colour.
#[derive(Clone, Debug, PartialEq)]
pub struct Heat {
    pub title: String,
    /// What the rows and the columns are, such as "item" and "position".
    pub row_axis: String,
    pub column_axis: String,
    /// Their names.
    pub rows: Vec<String>,
    pub columns: Vec<String>,
    /// By row and column; not a number where there is none.
    pub values: Vec<Vec<f64>>,
    /// The value that is neither much nor little; else the middle of all.
    pub middle: Option<f64>,
    /// How far from the middle the strongest colours begin at least, so that chance is not shown as if it were much;
    /// else as far as the farthest value.
    pub reach: Option<f64>,
}

/// Lines over two axes.
#[derive(Clone, Debug, PartialEq)]
pub struct Plot {
    pub title: String,
    pub x: Axis,
    pub y: Axis,
    pub lines: Vec<Line>,
}

/// An axis of a [`Plot`].
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// With its unit.
    pub name: String,
    pub scale: Scale,
}

/// How an axis goes up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    #[default]
    Linear,
    Logarithmic,
}

/// One line, with its name for the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub name: String,
    /// In the order of x.
    pub points: Vec<Point>,
}

/// A point, and how far the truth may be from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    /// Half the width of the interval in y; 0 where it is exact.
    pub error: f64,
}

/// A bar for each of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    pub title: String,
    /// What the values are, with their unit.
    pub axis: String,
    /// A name and its value.
    pub bars: Vec<(String, f64)>,
    /// What would be expected, as a mark in each bar.
    pub expected: Option<f64>,
}

/// Any of them.
#[derive(Clone, Debug, PartialEq)]
pub enum Picture {
    Heat(Heat),
    Plot(Plot),
    Bars(Bars),
}
