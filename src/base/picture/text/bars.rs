//! Bars as text, by eighths of a column.

use super::super::{Bars, axis};
use super::{Screen, left, name, right, widest};

const EIGHTHS: [char; 7] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const BLUE: &str = "\x1b[34m";
/// The colour of what is more than expected.
const RED: &str = "\x1b[31m";
const PLAIN: &str = "\x1b[0m";

pub(super) fn lines(bars: &Bars, screen: Screen) -> Vec<String> {
    let names: Vec<String> = bars.bars.iter().map(|(name_of, _)| name(name_of, screen.width / 3)).collect();
    let numbers: Vec<String> = bars.bars.iter().map(|(_, value)| axis::short(*value)).collect();
    let margin = widest(names.iter(), screen.width / 3);
    let digits = widest(numbers.iter(), screen.width / 3);
    let room = screen.width - margin - digits - 2;
    let values = bars.bars.iter().map(|(_, value)| *value).chain(bars.expected);
    let most = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
    let share = |value: f64| if most > 0.0 && value.is_finite() { (value / most).clamp(0.0, 1.0) } else { 0.0 };
    // The end of the bar of that value is where the mark stands.
    let mark = bars.expected.map(|expected| ((share(expected) * room as f64) as usize).min(room - 1));
    let mut lines = vec![name(&bars.title, screen.width)];
    for ((name, number), (_, value)) in names.iter().zip(&numbers).zip(&bars.bars) {
        let bar = marked(&bar(share(*value), room), room, mark);
        let paint = if bars.expected.is_some_and(|expected| *value > expected) { RED } else { BLUE };
        let bar = if screen.color { format!("{paint}{bar}{PLAIN}") } else { bar };
        lines.push(format!("{} {} {bar}", left(name, margin), right(number, digits)));
    }
    let expected = bars.expected.map_or(String::new(), |expected| format!(", │ {} expected", axis::short(expected)));
    let axis = name(&bars.axis, screen.width - expected.len().min(screen.width));
    lines.push(name(&format!("{axis}{expected}"), screen.width));
    lines
}

/// A bar of this share of so many columns.
fn bar(share: f64, room: usize) -> String {
    let eighths = (share * room as f64 * 8.0).round() as usize;
    let mut bar = "█".repeat(eighths / 8);
    // What is not nothing is seen.
    let rest = if eighths == 0 && share > 0.0 { 1 } else { eighths % 8 };
    bar.extend(rest.checked_sub(1).and_then(|at| EIGHTHS.get(at)));
    bar
}

/// The bar in all of its room, with the mark in it.
fn marked(bar: &str, room: usize, mark: Option<usize>) -> String {
    let column = |(at, c): (usize, char)| if Some(at) == mark { '│' } else { c };
    bar.chars().chain(std::iter::repeat(' ')).take(room).enumerate().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::{Picture, samples};
    use super::super::draw;
    use super::*;

    #[test]
    fn a_bar_for_each_with_the_expected_value() {
        let drawn = draw(&Picture::Bars(samples::bars()), Screen { width: 48, color: false });
        let bar = |line: &str| line.chars().skip(6).filter(|c| *c == '█').count();
        let lines: Vec<&str> = drawn.lines().collect();
        // 42 columns for 10: the first is whole but for the mark, which stands at 8 of 10.
        assert_eq!((lines[0], bar(lines[1])), ("requests by server", 41), "{drawn}");
        assert!(lines[2].starts_with("b   8 █") && lines[3].contains("6.5 █"), "{drawn}");
        assert!(lines[1..5].iter().all(|line| line.chars().position(|c| c == '│') == Some(6 + 33)), "{drawn}");
        assert_eq!(lines[5], "requests, │ 8 expected");
    }

    #[test]
    fn lengths_by_eighths() {
        assert_eq!([bar(0.5, 10), bar(0.55, 10), bar(1.0, 3)], ["█████", "█████▌", "███"]);
        assert_eq!([bar(1e-9, 10), bar(0.0, 10)], ["▏", ""]);
    }
}
