//! Heat maps as text: a number and a shade for each cell, or shades alone where numbers have no room.

use super::super::shade::Shades;
use super::super::{Heat, axis};
use super::{Screen, centred, left, name, right, widest};

/// Backgrounds of the 256 colours that most terminals have, from the least to the most, and the colour of text on them.
const PALETTE: [(u8, u8); 9] =
    [(24, 231), (67, 231), (110, 16), (153, 16), (255, 16), (224, 16), (217, 16), (167, 231), (124, 231)];
/// The same without colour.
const BLOCKS: [char; 5] = [' ', '░', '▒', '▓', '█'];
/// Rows that are still read at one go.
const ROWS_MAX: usize = 50;

pub(super) fn lines(heat: &Heat, screen: Screen) -> Vec<String> {
    let all: Vec<f64> = heat.values.iter().flatten().copied().collect();
    let number = axis::aligned(&all);
    let digits = all.iter().map(|value| number(*value).len()).max().unwrap_or(1);
    let rows = |heat: &Heat| -> Vec<String> { heat.rows.iter().map(|row| name(row, screen.width / 4)).collect() };
    let margin = widest(rows(heat).iter(), screen.width / 4).max(heat.row_axis.len().min(screen.width / 4));
    let room = screen.width.saturating_sub(margin + 1);
    // A shade in front of the number where it cannot be behind it.
    let cell = if screen.color { digits + 2 } else { digits + 3 };
    let with_numbers = heat.columns.len() * cell <= room;
    let cell = if with_numbers { cell } else { (room / heat.columns.len().max(1)).clamp(1, 2) };
    let shown = if with_numbers { heat.clone() } else { heat.reduced(ROWS_MAX, room / cell) };
    let shades = Shades::of(&shown);
    let mut lines = vec![name(&heat.title, screen.width)];
    lines.extend(header(heat, margin, cell, screen));
    for (row, values) in rows(&shown).iter().zip(&shown.values) {
        let text = |value: f64| if with_numbers { number(value) } else { String::new() };
        let cells: String = values.iter().map(|value| paint(shades, *value, &text(*value), cell, screen)).collect();
        lines.push(format!("{} {cells}", left(row, margin)));
    }
    lines.push(scale(shades, margin, screen));
    lines
}

/// The names of the axes and of the columns, as many of these as have room.
fn header(heat: &Heat, margin: usize, cell: usize, screen: Screen) -> Vec<String> {
    let corner = left(&name(&heat.row_axis, margin), margin);
    // A column less than the cell: what stands between two numbers has to stand between their names, too.
    let all_fit = heat.columns.iter().all(|column| name(column, cell - 1) == *column);
    if all_fit && cell > 2 {
        let names: String = heat.columns.iter().map(|column| right(column, cell - 1) + " ").collect();
        let over = centred(&name(&heat.column_axis, cell * heat.columns.len()), cell * heat.columns.len());
        return vec![format!("{} {over}", left("", margin)), format!("{corner} {names}")];
    }
    let (first, last) = (heat.columns.first().cloned(), heat.columns.last().cloned());
    let words = format!("{} {} to {}", heat.column_axis, first.unwrap_or_default(), last.unwrap_or_default());
    vec![format!("{corner} {}", name(&words, screen.width - margin - 1))]
}

fn paint(shades: Shades, value: f64, text: &str, cell: usize, screen: Screen) -> String {
    let shade = shades.of_value(value);
    if !screen.color {
        let block = if value.is_finite() { BLOCKS[level(shade, BLOCKS.len())] } else { '·' };
        let count = if text.is_empty() { cell } else { 1 };
        let blocks: String = std::iter::repeat_n(block, count).collect();
        return if text.is_empty() { blocks } else { format!("{blocks}{} ", right(text, cell - 2)) };
    }
    if !value.is_finite() {
        return centred("·", cell);
    }
    let (background, foreground) = PALETTE[level(shade, PALETTE.len())];
    let text = if text.is_empty() { " ".repeat(cell) } else { right(text, cell - 1) + " " };
    format!("\x1b[48;5;{background};38;5;{foreground}m{text}\x1b[0m")
}

/// Which of so many steps a shade is.
fn level(shade: f64, steps: usize) -> usize {
    ((shade + 1.0) / 2.0 * (steps - 1) as f64).round() as usize
}

/// What the least, the middle and the most look like.
fn scale(shades: Shades, margin: usize, screen: Screen) -> String {
    let sample = |shade: f64| {
        let value = shades.value(shade);
        let one = paint(shades, value, "", 2, screen);
        // In brackets, because the least is as empty as the paper.
        let one = if screen.color { one } else { format!("[{one}]") };
        format!("{one} {}", axis::short(value))
    };
    let samples = if shades.value(1.0) > shades.value(0.0) { vec![shades.least, 0.0, 1.0] } else { vec![0.0] };
    // Three long numbers have no room beside the margin on the narrowest screen.
    let margin = if screen.width < 60 { 0 } else { margin + 1 };
    format!("{}{}", " ".repeat(margin), samples.into_iter().map(sample).collect::<Vec<_>>().join("  "))
}

#[cfg(test)]
mod tests {
    use super::super::super::{Picture, samples};
    use super::super::draw;
    use super::*;

    #[test]
    fn numbers_and_shades() {
        let drawn = draw(&Picture::Heat(samples::heat()), Screen { width: 80, color: false });
        let wanted = [
            "where items end",
            "             position",
            "item       0       1       2",
            "zero █ 0.400 ░ 0.300 ░ 0.300",
            "one  ░ 0.300 █ 0.400 ░ 0.300",
            "two  ░ 0.300 ░ 0.300 ·     -",
            "     [  ] 0.2667  [▒▒] 0.3333  [██] 0.4",
        ];
        assert_eq!(drawn.lines().collect::<Vec<_>>(), wanted, "{drawn}");
    }

    #[test]
    fn colours_without_numbers_where_there_is_no_room() {
        let names: Vec<String> = (0..100).map(|name| name.to_string()).collect();
        let values = (0..100).map(|row| (0..100).map(|column| f64::from(row + column)).collect()).collect();
        let heat = Heat { rows: names.clone(), columns: names, values, middle: None, ..samples::heat() };
        let drawn = draw(&Picture::Heat(heat), Screen { width: 80, color: false });
        assert_eq!(drawn.lines().count(), 3 + 50, "{drawn}");
        assert!(drawn.contains("item position 0 to 99\n"), "{drawn}");
        let colored = draw(&Picture::Heat(samples::heat()), Screen { width: 80, color: true });
        assert!(colored.contains("zero \x1b[48;5;124;38;5;231m 0.400 \x1b[0m\x1b[48;5;"), "{colored:?}");
    }
}
