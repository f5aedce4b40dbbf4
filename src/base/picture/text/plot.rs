//! Lines over two axes as text: eight dots of braille in a column, and a mark of its own for each line.

use super::super::axis::Span;
use super::super::{Plot, Point};
use super::{Screen, centred, name, place, right, widest};

const MARKS: [char; 8] = ['●', '▲', '■', '◆', '○', '△', '□', '◇'];
const COLORS: [&str; 6] = ["\x1b[34m", "\x1b[31m", "\x1b[32m", "\x1b[35m", "\x1b[36m", "\x1b[33m"];
const PLAIN: &str = "\x1b[0m";
/// The bits of a braille pattern, by column and row of its dots.
const DOTS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
const EMPTY: u32 = 0x2800;
/// So many marks of a line tell it from others without hiding it.
const MARKS_MAX: usize = 16;

/// The field that is drawn on, by rows of columns of dots.
struct Field {
    width: usize,
    height: usize,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Default)]
struct Cell {
    dots: u32,
    mark: Option<char>,
    /// Which line was here last.
    line: usize,
}

impl Field {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, cells: vec![Cell::default(); width * height] }
    }

    /// From 0 to 1 both ways, as the column and the row of a dot.
    fn dot(&self, (x, y): (f64, f64)) -> (usize, usize) {
        let (across, down) = ((self.width * 2 - 1) as f64, (self.height * 4 - 1) as f64);
        ((x * across).round() as usize, ((1.0 - y) * down).round() as usize)
    }

    fn set(&mut self, (column, row): (usize, usize), line: usize) {
        if let Some(cell) = self.cells.get_mut(row / 4 * self.width + column / 2) {
            cell.dots |= DOTS[column % 2][row % 4];
            cell.line = line;
        }
    }

    /// A straight line of dots.
    fn join(&mut self, from: (f64, f64), to: (f64, f64), line: usize) {
        let (a, b) = (self.dot(from), self.dot(to));
        let steps = a.0.abs_diff(b.0).max(a.1.abs_diff(b.1)).max(1);
        let between = |a: usize, b: usize, share: f64| (a as f64 + (b as f64 - a as f64) * share).round() as usize;
        for step in 0..=steps {
            let share = step as f64 / steps as f64;
            self.set((between(a.0, b.0, share), between(a.1, b.1, share)), line);
        }
    }

    fn mark(&mut self, at: (f64, f64), line: usize) {
        let (column, row) = self.dot(at);
        if let Some(cell) = self.cells.get_mut(row / 4 * self.width + column / 2) {
            cell.mark = Some(MARKS[line % MARKS.len()]);
            cell.line = line;
        }
    }

    fn row(&self, row: usize, color: bool) -> String {
        let cells = &self.cells[row * self.width..(row + 1) * self.width];
        cells.iter().map(|cell| cell.text(color)).collect()
    }
}

impl Cell {
    fn text(self, color: bool) -> String {
        let c = match (self.mark, self.dots) {
            (Some(mark), _) => mark,
            (None, 0) => return " ".to_owned(),
            (None, dots) => char::from_u32(EMPTY | dots).unwrap_or(' '),
        };
        if color { format!("{}{c}{PLAIN}", COLORS[self.line % COLORS.len()]) } else { c.to_string() }
    }
}

pub(super) fn lines(plot: &Plot, screen: Screen) -> Vec<String> {
    let height = (screen.width / 4).clamp(12, 24);
    let points = || plot.lines.iter().flat_map(|line| &line.points);
    let x = Span::of(points().map(|point| point.x), plot.x.scale);
    let ends = points().flat_map(|point| [point.y, point.y - point.error, point.y + point.error]);
    let y = Span::of(ends, plot.y.scale).rooted().rounded(5);
    let ticks = y.ticks(5);
    let margin = ticks.iter().map(|(_, text)| text.len()).max().unwrap_or(0);
    let width = screen.width - margin - 2;
    let mut field = Field::new(width, height);
    // Later lines cover earlier ones, as their marks do.
    for (number, line) in plot.lines.iter().enumerate() {
        draw(
            &mut field,
            &line.points,
            number,
            |point| Some((x.place(point.x)?, y.place(point.y)?)),
            |value| y.place(value),
        );
    }
    let mut lines = vec![name(&plot.title, screen.width), name(&plot.y.name, screen.width)];
    for row in 0..height {
        let at = |place: f64| ((1.0 - place) * (height - 1) as f64).round() as usize == row;
        let tick = ticks.iter().find(|(place, _)| at(*place)).map(|(_, text)| text);
        let label = right(tick.map_or("", String::as_str), margin);
        let edge = if tick.is_some() { '┤' } else { '│' };
        lines.push(format!("{label} {edge}{}", field.row(row, screen.color)));
    }
    lines.extend(below(plot, x, margin, width));
    lines.extend(legend(plot, screen));
    lines
}

/// A line with its errors and marks. Where a point has no place, it is interrupted.
fn draw(
    field: &mut Field,
    points: &[Point],
    line: usize,
    at: impl Fn(&Point) -> Option<(f64, f64)>,
    height: impl Fn(f64) -> Option<f64>,
) {
    let places: Vec<Option<(f64, f64)>> = points.iter().map(&at).collect();
    for pair in places.windows(2) {
        if let [Some(a), Some(b)] = pair {
            field.join(*a, *b, line);
        }
    }
    for (point, place) in points.iter().zip(&places) {
        let ends = (height(point.y - point.error), height(point.y + point.error));
        if let (Some((x, _)), (Some(low), Some(high)), true) = (place, ends, point.error > 0.0) {
            field.join((*x, low), (*x, high), line);
        }
    }
    for place in places.iter().flatten().step_by(points.len().div_ceil(MARKS_MAX).max(1)) {
        field.mark(*place, line);
    }
}

/// The axis of x, its numbers and its name.
fn below(plot: &Plot, x: Span, margin: usize, width: usize) -> [String; 3] {
    let (mut edge, mut numbers) = (vec!['─'; width], vec![' '; width + margin + 2]);
    for (at, text) in x.ticks(width / 12) {
        let column = (at * (width - 1) as f64).round() as usize;
        edge[column] = '┬';
        place(&mut numbers, column + margin + 2, &text);
    }
    let axis = centred(&name(&plot.x.name, width), width);
    let indent = " ".repeat(margin + 1);
    [format!("{indent}└{}", String::from_iter(edge)), String::from_iter(numbers), format!("{indent} {axis}")]
}

/// The marks and the names of the lines, as many in a row as have room.
fn legend(plot: &Plot, screen: Screen) -> Vec<String> {
    let names: Vec<String> = plot.lines.iter().map(|line| name(&line.name, screen.width / 2 - 4)).collect();
    let column = widest(names.iter(), screen.width / 2 - 4) + 4;
    let entry = |(at, name): (usize, &String)| {
        let mark = Cell { mark: Some(MARKS[at % MARKS.len()]), line: at, dots: 0 }.text(screen.color);
        format!("{mark} {}", super::left(name, column - 2))
    };
    let entries: Vec<String> = names.iter().enumerate().map(entry).collect();
    entries.chunks((screen.width / column).max(1)).map(|row| row.concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::{Line, Picture, samples};
    use super::super::draw as drawn;
    use super::*;

    #[test]
    fn a_straight_line_is_drawn_from_corner_to_corner() {
        let points = [0.0, 10.0].map(|at| Point { x: at, y: at, error: 0.0 }).to_vec();
        let plot = Plot { lines: vec![Line { name: "x".into(), points }], ..samples::plot() };
        let plot = Plot { y: plot.x.clone(), ..plot };
        let text = drawn(&Picture::Plot(plot), Screen { width: 40, color: false });
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[2].starts_with("10 ┤") && lines[2].ends_with('●'), "{text}");
        assert!(lines[13].starts_with(" 0 ┤●"), "{text}");
        let column = |line: &str| line.chars().skip(4).position(|c| c > '\u{2800}').unwrap_or(0);
        assert!(lines[3..13].windows(2).all(|pair| column(pair[0]) > column(pair[1])), "{text}");
        assert_eq!(lines[14].chars().filter(|c| *c == '┬').count(), 3, "0, 5 and 10\n{text}");
        assert_eq!(lines.last(), Some(&"● x"));
    }

    #[test]
    fn holes_interrupt_a_line() {
        let points = [1.0, 2.0, f64::NAN, 3.0].map(|y| Point { x: 1.0 + y, y, error: 0.0 });
        let mut field = Field::new(10, 4);
        draw(&mut field, &points, 0, |p| p.y.is_finite().then_some((p.y / 4.0, 0.5)), |_| None);
        assert_eq!(field.cells.iter().filter(|cell| cell.mark.is_some()).count(), 3);
        let row = field.row(1, false) + &field.row(2, false);
        assert!(!row.contains("⠤⠤●⠤⠤●"), "{row}");
    }
}
