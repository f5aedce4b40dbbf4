//! The colours of heat maps: which value is how much, and tables too large to be drawn cell by cell.

use std::ops::Range;

use super::Heat;

/// How far values are from the middle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shades {
    pub(super) middle: f64,
    /// How far the farthest is.
    reach: f64,
    /// The shade from which a scale begins.
    pub(super) least: f64,
}

impl Shades {
    pub(super) fn of(heat: &Heat) -> Self {
        let values = || heat.values.iter().flatten().copied().filter(|value| value.is_finite());
        let (low, high) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low > high {
            return Self { middle: 0.0, reach: 0.0, least: -1.0 };
        }
        let middle = heat.middle.unwrap_or((low + high) / 2.0);
        let reach = (middle - low).max(high - middle).max(heat.reach.unwrap_or(0.0));
        // Colours are as strong on both sides, but what counts or shares something is never less than nothing.
        let least = if low >= 0.0 && reach > middle { -middle / reach } else { -1.0 };
        Self { middle, reach, least }
    }

    /// From -1 for the least through 0 for the middle to 1 for the most.
    pub(super) fn of_value(self, value: f64) -> f64 {
        if self.reach > 0.0 { ((value - self.middle) / self.reach).clamp(-1.0, 1.0) } else { 0.0 }
    }

    /// The value of a shade.
    pub(super) fn value(self, shade: f64) -> f64 {
        self.middle + shade * self.reach
    }
}

impl Heat {
    /// The same in at most so many rows and columns: means of neighbours, each under its first one's name.
    pub(super) fn reduced(&self, rows: usize, columns: usize) -> Self {
        let (across, down) = (blocks(self.rows.len(), rows), blocks(self.columns.len(), columns));
        let names = |names: &[String], blocks: &[Range<usize>]| -> Vec<String> {
            blocks.iter().filter_map(|block| names.get(block.start).cloned()).collect()
        };
        let mean = |row: &Range<usize>, column: &Range<usize>| {
            let rows = self.values.iter().take(row.end).skip(row.start);
            let cells = rows.flat_map(|cells| cells.iter().take(column.end).skip(column.start));
            let (sum, count) =
                cells.filter(|value| value.is_finite()).fold((0.0, 0), |(sum, count), v| (sum + v, count + 1));
            // Of none it is not a number, as it should be.
            sum / f64::from(count)
        };
        Self {
            rows: names(&self.rows, &across),
            columns: names(&self.columns, &down),
            values: across.iter().map(|row| down.iter().map(|column| mean(row, column)).collect()).collect(),
            ..self.clone()
        }
    }
}

/// Blocks of neighbours, all of one size but the last.
fn blocks(count: usize, most: usize) -> Vec<Range<usize>> {
    let size = count.div_ceil(most.max(1)).max(1);
    (0..count).step_by(size).map(|start| start..(start + size).min(count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heat(values: Vec<Vec<f64>>, middle: Option<f64>) -> Heat {
        let names = |count: usize| (0..count).map(|name| name.to_string()).collect();
        let (rows, columns) = (names(values.len()), names(values[0].len()));
        let text = String::new;
        Heat { title: text(), row_axis: text(), column_axis: text(), rows, columns, values, middle, reach: None }
    }

    #[test]
    fn the_middle_has_no_colour_and_the_farthest_the_most() {
        let shades = Shades::of(&heat(vec![vec![1.0, 2.0, 5.0]], Some(2.0)));
        assert_eq!([1.0, 2.0, 5.0, 9.0].map(|value| shades.of_value(value)), [-1.0 / 3.0, 0.0, 1.0, 1.0]);
        let shades = Shades::of(&heat(vec![vec![1.0, f64::NAN, 5.0]], None));
        assert_eq!((shades.middle, shades.of_value(1.0), shades.value(1.0)), (3.0, -1.0, 5.0));
        let wide = Heat { reach: Some(10.0), ..heat(vec![vec![1.0, 3.0]], None) };
        assert_eq!((Shades::of(&wide).of_value(3.0), Shades::of(&wide).value(1.0)), (0.1, 12.0));
        assert_eq!(Shades::of(&heat(vec![vec![4.0, 4.0]], None)).of_value(4.0), 0.0);
        assert_eq!(Shades::of(&heat(vec![vec![f64::NAN]], None)).of_value(1.0), 0.0);
    }

    #[test]
    fn a_scale_of_shares_begins_at_nothing() {
        let of = |values: Vec<f64>, reach| Shades::of(&Heat { reach, ..heat(vec![values], Some(2.0)) });
        let shares = of(vec![0.0, 6.0], None);
        assert_eq!((shares.least, shares.value(shares.least), shares.of_value(0.0)), (-0.5, 0.0, -0.5));
        // So far as chance goes, too; but where there is less than nothing, or no need, as far down as up.
        assert_eq!(of(vec![1.0, 3.0], Some(8.0)).least, -0.25);
        assert_eq!([of(vec![-1.0, 6.0], None).least, of(vec![1.0, 3.0], None).least], [-1.0; 2]);
    }

    #[test]
    fn what_is_too_large_is_shown_by_means() {
        let large = heat((0..5).map(|row| (0..4).map(|column| f64::from(row * 4 + column)).collect()).collect(), None);
        let small = large.reduced(3, 2);
        assert_eq!(
            (small.rows, small.columns),
            (vec!["0".into(), "2".into(), "4".into()], vec!["0".into(), "2".into()])
        );
        assert_eq!(small.values, [[2.5, 4.5], [10.5, 12.5], [16.5, 18.5]]);
        assert_eq!(large.reduced(10, 10), large);
        assert!(heat(vec![vec![f64::NAN, f64::NAN]], None).reduced(1, 1).values[0][0].is_nan());
    }
}
