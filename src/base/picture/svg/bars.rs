//! Bars as SVG.

use super::super::axis::{self, Span};
use super::super::{Bars, Scale};
use super::{Anchor, Drawing, GRID, INK, NAME, NUMBER, TITLE, cut, name_style, number_style, width_of};

const ROOM: f64 = 480.0;
const BLUE: &str = "#4477aa";
/// The colour of what is more than expected.
const RED: &str = "#cc6677";

pub(super) fn draw(bars: &Bars) -> Drawing {
    let names: Vec<String> = bars.bars.iter().map(|(name, _)| cut(name, 32)).collect();
    let left = names.iter().map(|name| width_of(name, NUMBER)).fold(0.0, f64::max) + 10.0;
    let top = TITLE + 16.0;
    let height = if bars.bars.len() > 40 { 14.0 } else { 22.0 };
    let bottom = top + height * bars.bars.len() as f64;
    let mut drawing = Drawing::new(&bars.title, left + ROOM + 70.0, bottom + 2.0 * NAME + 26.0);
    let values = bars.bars.iter().map(|(_, value)| *value).chain(bars.expected);
    let span = Span::of(values.chain([0.0]), Scale::Linear).rounded(6);
    let x = |value: f64| left + span.place(value).unwrap_or(0.0) * ROOM;
    for (at, text) in span.ticks(6) {
        let x = left + at * ROOM;
        drawing.line((x, top), (x, bottom), &format!("stroke=\"{GRID}\""));
        drawing.text((x, bottom + NUMBER + 5.0), Anchor::Middle, &number_style(), &text);
    }
    for (row, (name, (_, value))) in names.iter().zip(&bars.bars).enumerate() {
        let y = top + row as f64 * height;
        let middle = y + height / 2.0 + NUMBER / 3.0;
        let fill = if bars.expected.is_some_and(|expected| *value > expected) { RED } else { BLUE };
        let (from, to) = (x(0.0).min(x(*value)), x(0.0).max(x(*value)));
        drawing.rect((from, y + 2.0), to - from, height - 4.0, &format!("fill=\"{fill}\""));
        drawing.text((left - 6.0, middle), Anchor::End, &number_style(), name);
        drawing.text((to + 5.0, middle), Anchor::Start, &number_style(), &axis::short(*value));
    }
    if let Some(expected) = bars.expected {
        let x = x(expected);
        drawing.line((x, top), (x, bottom), &format!("stroke=\"{INK}\" stroke-dasharray=\"4 3\""));
        let text = format!("{} expected", axis::short(expected));
        drawing.text((x + 4.0, top - 3.0), Anchor::Start, &number_style(), &text);
    }
    let middle = (left + ROOM / 2.0, bottom + NUMBER + NAME + 12.0);
    drawing.text(middle, Anchor::Middle, &name_style(), &cut(&bars.axis, 60));
    drawing
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;

    #[test]
    fn lengths_are_the_values() {
        let body = draw(&samples::bars()).body;
        let widths: Vec<&str> =
            body.lines().filter(|l| l.starts_with("<rect")).map(|l| l.split('"').nth(5).unwrap()).collect();
        assert_eq!(widths, ["480", "384", "312", "0"], "{body}");
        assert_eq!((body.matches(RED).count(), body.matches(BLUE).count()), (1, 3), "only one is above 8");
        assert!(body.contains(">8 expected<") && body.contains("stroke-dasharray"), "{body}");
    }
}
