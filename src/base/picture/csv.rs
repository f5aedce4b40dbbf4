//! Pictures as comma-separated values (RFC 4180), one value a line, for whoever draws them elsewhere.

use super::{Bars, Heat, Picture, Plot};
use crate::base::out::sanitize;

/// All of them, an empty line between two.
pub fn tables(pictures: &[Picture]) -> String {
    let table = |picture: &Picture| match picture {
        Picture::Heat(heat) => of_heat(heat),
        Picture::Plot(plot) => of_plot(plot),
        Picture::Bars(bars) => of_bars(bars),
    };
    pictures.iter().map(table).collect::<Vec<_>>().join("\n")
}

fn of_heat(heat: &Heat) -> String {
    let mut csv = line(&[text(&heat.row_axis), text(&heat.column_axis), text("value")]);
    for (row, values) in heat.rows.iter().zip(&heat.values) {
        for (column, value) in heat.columns.iter().zip(values) {
            csv += &line(&[text(row), text(column), number(*value)]);
        }
    }
    csv
}

fn of_plot(plot: &Plot) -> String {
    let mut csv = line(&[text("line"), text(&plot.x.name), text(&plot.y.name), text("error")]);
    for of in &plot.lines {
        for point in &of.points {
            csv += &line(&[text(&of.name), number(point.x), number(point.y), number(point.error)]);
        }
    }
    csv
}

fn of_bars(bars: &Bars) -> String {
    let mut csv = line(&[text("name"), text(&bars.axis), text("expected")]);
    for (name, value) in &bars.bars {
        csv += &line(&[text(name), number(*value), bars.expected.map_or(String::new(), number)]);
    }
    csv
}

fn line(fields: &[String]) -> String {
    fields.join(",") + "\r\n"
}

/// With all its digits; empty where there is none.
fn number(value: f64) -> String {
    // "NaN" and "inf" are words for most readers of CSV, and turn the whole column into words.
    if value.is_finite() { value.to_string() } else { String::new() }
}

fn text(text: &str) -> String {
    let text = sanitize::line(text);
    // Spreadsheets take a field that begins so for a formula, and names come from anywhere.
    let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.into_owned() };
    if text.contains(['"', ',']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn each_kind_has_its_columns() {
        let csv = tables(&samples::all());
        let blocks: Vec<Vec<&str>> = csv.split("\r\n\n").map(|block| block.split("\r\n").collect()).collect();
        let heads: Vec<&str> = blocks.iter().map(|block| block[0]).collect();
        assert_eq!(heads, ["item,position,value", "line,load,p99,error", "name,requests,expected"]);
        assert_eq!(blocks[0][1..4], ["zero,0,0.4", "zero,1,0.3", "zero,2,0.3"]);
        assert_eq!(blocks[0][9], "two,2,", "what is no number is empty");
        assert_eq!(blocks[1][1], "random,0.5,9.2,0.1");
        assert_eq!(blocks[2][1], "a,10,8");
    }

    #[test]
    fn names_stay_one_field_and_no_formula() {
        let names = ["a,b", "say \"x\"", "=SUM(A1)", "a\nb", "\x1b[31m"];
        assert_eq!(names.map(text), ["\"a,b\"", "\"say \"\"x\"\"\"", "'=SUM(A1)", "a\\nb", "\\u{1b}[31m"]);
    }
}
