//! Heat maps as SVG.

use super::super::shade::Shades;
use super::super::{Heat, axis};
use super::{Anchor, Drawing, NAME, NUMBER, TITLE, cut, name_style, number_style, width_of};

/// What the cells of a table share, at most and at least, in pixels.
const TABLE: f64 = 560.0;
const CELL_MAX: f64 = 56.0;
const CELL_MIN: f64 = 3.0;
/// A small table may be narrower than what it is called.
const TITLE_WIDTH: f64 = 520.0;
/// From the least through nothing to the most; blue and red differ for those who see no green, too.
const COLORS: [[f64; 3]; 3] = [[33.0, 102.0, 172.0], [247.0, 247.0, 247.0], [178.0, 24.0, 43.0]];
const STEPS: usize = 40;

pub(super) fn draw(heat: &Heat) -> Drawing {
    let most = (TABLE / CELL_MIN) as usize;
    let heat = &heat.reduced(most, most);
    let (rows, columns) = (heat.rows.len(), heat.columns.len());
    let cell = (TABLE / rows.max(columns).max(1) as f64).min(CELL_MAX);
    let names: Vec<String> = heat.rows.iter().map(|row| cut(row, 24)).collect();
    let left = names.iter().map(|name| width_of(name, NUMBER)).fold(0.0, f64::max) + NAME + 14.0;
    let top = TITLE + NAME + NUMBER + 22.0;
    let (width, height) = (cell * columns as f64, cell * rows as f64);
    let mut drawing = Drawing::new(&heat.title, (left + width + 100.0).max(TITLE_WIDTH), top + height.max(160.0) + 8.0);
    let shades = Shades::of(heat);
    cells(&mut drawing, heat, shades, (left, top), cell);
    labels(&mut drawing, &names, heat, (left, top), cell);
    drawing.text((left + width / 2.0, TITLE + NAME + 10.0), Anchor::Middle, &name_style(), &cut(&heat.column_axis, 60));
    drawing.upwards((NAME - 3.0, top + height / 2.0), &cut(&heat.row_axis, 40));
    scale(&mut drawing, shades, (left + width + 20.0, top), height.max(160.0));
    drawing
}

fn cells(drawing: &mut Drawing, heat: &Heat, shades: Shades, (left, top): (f64, f64), cell: f64) {
    let all: Vec<f64> = heat.values.iter().flatten().copied().collect();
    let number = axis::aligned(&all);
    let widest = all.iter().map(|value| width_of(&number(*value), NUMBER)).fold(0.0, f64::max);
    // A seam between large cells makes rows and columns easier to follow; among small ones it is all that is seen.
    let seam = if cell >= 12.0 { 1.0 } else { 0.0 };
    for (row, values) in heat.values.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            let (x, y) = (left + column as f64 * cell, top + row as f64 * cell);
            let shade = shades.of_value(*value);
            let fill = if value.is_finite() { color(shade) } else { "#dddddd".to_owned() };
            drawing.rect((x, y), cell - seam, cell - seam, &format!("fill=\"{fill}\""));
            if widest + 4.0 <= cell {
                let ink = if shade.abs() > 0.55 { "#ffffff" } else { "#222222" };
                let style = format!("font-size=\"{NUMBER}\" fill=\"{ink}\"");
                let middle = (x + cell / 2.0, y + cell / 2.0 + NUMBER / 3.0);
                drawing.text(middle, Anchor::Middle, &style, &number(*value));
            }
        }
    }
}

/// The names of rows and columns, as many as stand apart.
fn labels(drawing: &mut Drawing, names: &[String], heat: &Heat, (left, top): (f64, f64), cell: f64) {
    for (row, name) in names.iter().enumerate().step_by(apart(NUMBER + 2.0, cell)) {
        let middle = top + (row as f64 + 0.5) * cell + NUMBER / 3.0;
        drawing.text((left - 6.0, middle), Anchor::End, &number_style(), name);
    }
    let names: Vec<String> = heat.columns.iter().map(|column| cut(column, 24)).collect();
    let widest = names.iter().map(|name| width_of(name, NUMBER)).fold(0.0, f64::max);
    for (column, name) in names.iter().enumerate().step_by(apart(widest + 4.0, cell)) {
        drawing.text((left + (column as f64 + 0.5) * cell, top - 6.0), Anchor::Middle, &number_style(), name);
    }
}

/// Every which cell has room for a name of this size.
fn apart(size: f64, cell: f64) -> usize {
    (size / cell).ceil().max(1.0) as usize
}

/// What the colours mean.
fn scale(drawing: &mut Drawing, shades: Shades, (x, top): (f64, f64), height: f64) {
    let (step, span) = (height / STEPS as f64, 1.0 - shades.least);
    for at in 0..STEPS {
        let shade = 1.0 - span * (at as f64 + 0.5) / STEPS as f64;
        // Each reaches under the next: between two there must be no line of paper.
        let overlap = if at + 1 < STEPS { 0.5 } else { 0.0 };
        drawing.rect((x, top + at as f64 * step), 14.0, step + overlap, &format!("fill=\"{}\"", color(shade)));
    }
    for shade in [1.0, 0.5, 0.0, shades.least / 2.0, shades.least] {
        let at = (x + 20.0, top + height * (1.0 - shade) / span + NUMBER / 3.0);
        drawing.text(at, Anchor::Start, &number_style(), &axis::short(shades.value(shade)));
    }
}

fn color(shade: f64) -> String {
    let (from, to, share) = if shade < 0.0 { (1, 0, -shade) } else { (1, 2, shade) };
    let part = |at: usize| (COLORS[from][at] + (COLORS[to][at] - COLORS[from][at]) * share).round() as u8;
    format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2))
}

#[cfg(test)]
mod tests {
    use super::super::super::samples;
    use super::*;

    #[test]
    fn the_colour_says_how_far_from_the_middle() {
        assert_eq!([-1.0, 0.0, 0.5, 1.0].map(color), ["#2166ac", "#f7f7f7", "#d58891", "#b2182b"]);
        let body = draw(&samples::heat()).body;
        assert_eq!(body.matches("fill=\"#b2182b\"").count(), 2, "0.4 twice\n{body}");
        assert_eq!(body.matches("fill=\"#dddddd\"").count(), 1, "the one without a value\n{body}");
        assert_eq!(body.matches(">0.400<").count(), 2, "{body}");
    }

    #[test]
    fn large_tables_stay_small_pictures() {
        let names: Vec<String> = (0..1000).map(|name| name.to_string()).collect();
        let values = vec![vec![1.0; 1000]; 1000];
        let heat = Heat { rows: names.clone(), columns: names, values, ..samples::heat() };
        let drawing = draw(&heat);
        assert!(drawing.width < 800.0 && drawing.height < 800.0, "{} {}", drawing.width, drawing.height);
        assert!(drawing.body.matches("<rect").count() <= 187 * 187 + STEPS);
    }
}
