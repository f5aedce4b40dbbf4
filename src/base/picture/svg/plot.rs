//! Lines over two axes as SVG.

use super::super::axis::Span;
use super::super::{Line, Plot};
use super::{Anchor, Drawing, GRID, NAME, NUMBER, Place, TITLE, cut, name_style, number_style, width_of};

const WIDTH: f64 = 520.0;
const HEIGHT: f64 = 340.0;
/// Told apart by those who see fewer colours, and in print. Source: Paul Tol, 2021, the bright scheme.
const COLORS: [&str; 7] = ["#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#888888"];
/// For the lines after these.
const DASHES: [&str; 3] = ["", " stroke-dasharray=\"7 3\"", " stroke-dasharray=\"2 3\""];
/// With more points than this they are no longer marked.
const MARKED: usize = 40;

/// The field within its axes.
struct Field {
    left: f64,
    top: f64,
    x: Span,
    y: Span,
}

impl Field {
    fn at(&self, x: f64, y: f64) -> Option<Place> {
        // An error may reach beyond the axis; it is cut there, or it would run over the numbers.
        let (x, y) = (self.x.place(x)?, self.y.place(y)?);
        Some((self.left + x.clamp(0.0, 1.0) * WIDTH, self.top + (1.0 - y.clamp(0.0, 1.0)) * HEIGHT))
    }
}

pub(super) fn draw(plot: &Plot) -> Drawing {
    let points = || plot.lines.iter().flat_map(|line| &line.points);
    let x = Span::of(points().map(|point| point.x), plot.x.scale);
    let ends = points().flat_map(|point| [point.y, point.y - point.error, point.y + point.error]);
    let y = Span::of(ends, plot.y.scale).rooted().rounded(6);
    let numbers = y.ticks(6).iter().map(|(_, text)| width_of(text, NUMBER)).fold(0.0, f64::max);
    let field = Field { left: NAME + numbers + 16.0, top: TITLE + 18.0, x, y };
    let names: Vec<String> = plot.lines.iter().map(|line| cut(&line.name, 28)).collect();
    let legend = names.iter().map(|name| width_of(name, NUMBER)).fold(0.0, f64::max) + 50.0;
    let height = (field.top + HEIGHT + NUMBER + NAME + 20.0).max(field.top + 18.0 * names.len() as f64);
    let mut drawing = Drawing::new(&plot.title, field.left + WIDTH + legend, height);
    axes(&mut drawing, plot, &field);
    for (number, line) in plot.lines.iter().enumerate() {
        curve(&mut drawing, line, &field, COLORS[number % COLORS.len()], dash(number));
    }
    for (number, name) in names.iter().enumerate() {
        let at = (field.left + WIDTH + 16.0, field.top + 10.0 + 18.0 * number as f64);
        let style = format!("stroke=\"{}\" stroke-width=\"2\"{}", COLORS[number % COLORS.len()], dash(number));
        drawing.line(at, (at.0 + 20.0, at.1), &style);
        drawing.text((at.0 + 26.0, at.1 + NUMBER / 3.0), Anchor::Start, &number_style(), name);
    }
    drawing
}

fn dash(line: usize) -> &'static str {
    DASHES[line / COLORS.len() % DASHES.len()]
}

fn axes(drawing: &mut Drawing, plot: &Plot, field: &Field) {
    let (left, top, right, bottom) = (field.left, field.top, field.left + WIDTH, field.top + HEIGHT);
    let grid = format!("stroke=\"{GRID}\"");
    for (at, text) in field.x.ticks(8) {
        let x = left + at * WIDTH;
        drawing.line((x, top), (x, bottom), &grid);
        drawing.text((x, bottom + NUMBER + 5.0), Anchor::Middle, &number_style(), &text);
    }
    for (at, text) in field.y.ticks(6) {
        let y = bottom - at * HEIGHT;
        drawing.line((left, y), (right, y), &grid);
        drawing.text((left - 6.0, y + NUMBER / 3.0), Anchor::End, &number_style(), &text);
    }
    let edge = "stroke=\"#666666\"";
    drawing.line((left, top), (left, bottom), edge);
    drawing.line((left, bottom), (right, bottom), edge);
    let below = (left + WIDTH / 2.0, bottom + NUMBER + NAME + 12.0);
    drawing.text(below, Anchor::Middle, &name_style(), &cut(&plot.x.name, 60));
    drawing.upwards((NAME - 3.0, top + HEIGHT / 2.0), &cut(&plot.y.name, 40));
}

/// A line, how far the truth may be from it as a band around it, and its points where they are few.
fn curve(drawing: &mut Drawing, line: &Line, field: &Field, color: &str, dash: &str) {
    let places: Vec<Option<Place>> = line.points.iter().map(|point| field.at(point.x, point.y)).collect();
    let end = |sign: f64| line.points.iter().filter_map(move |point| field.at(point.x, point.y + sign * point.error));
    if line.points.iter().any(|point| point.error > 0.0) {
        let lower: Vec<Place> = end(-1.0).collect();
        let band: Vec<Place> = end(1.0).chain(lower.into_iter().rev()).collect();
        drawing.through("polygon", &band, &format!("fill=\"{color}\" fill-opacity=\"0.15\""));
    }
    let style = format!("fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dash}");
    // Where a point has no place, the line is interrupted.
    for piece in places.split(Option::is_none).filter(|piece| piece.len() > 1) {
        let piece: Vec<Place> = piece.iter().flatten().copied().collect();
        drawing.through("polyline", &piece, &style);
    }
    if places.len() <= MARKED {
        for (x, y) in places.iter().flatten() {
            let [x, y] = [*x, *y].map(super::number);
            drawing.element("circle", &format!("cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{color}\""), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Axis, Point, Scale, samples};
    use super::*;

    fn straight(values: &[f64]) -> String {
        let points = values.iter().enumerate().map(|(at, y)| Point { x: at as f64, y: *y, error: 0.0 }).collect();
        let axis = Axis { name: "a".into(), scale: Scale::Linear };
        let lines = vec![Line { name: "l".into(), points }];
        draw(&Plot { title: "t".into(), x: axis.clone(), y: axis, lines }).body
    }

    #[test]
    fn points_stand_where_their_values_are() {
        let body = straight(&[0.0, 5.0, 10.0]);
        let at = |share: f64| {
            format!(
                "{},{}",
                super::super::number(42.2 + share * 520.0),
                super::super::number(34.0 + (1.0 - share) * 340.0)
            )
        };
        let points = format!("points=\"{} {} {}\"", at(0.0), at(0.5), at(1.0));
        assert!(body.contains(&points), "{points}\n{body}");
    }

    #[test]
    fn a_line_with_a_hole_is_two_and_bands_are_for_what_is_not_exact() {
        let body = straight(&[1.0, 2.0, f64::NAN, 3.0, 4.0, 5.0]);
        assert_eq!((body.matches("<polyline").count(), body.matches("<circle").count()), (2, 5), "{body}");
        assert!(!body.contains("<polygon"));
        assert_eq!(draw(&samples::plot()).body.matches("<polygon").count(), 2);
    }

    #[test]
    fn many_lines_differ_in_colour_or_dash() {
        let looks: std::collections::BTreeSet<_> = (0..21).map(|line| (COLORS[line % 7], dash(line))).collect();
        assert_eq!(looks.len(), 21);
    }
}
