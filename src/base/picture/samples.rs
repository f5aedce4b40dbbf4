//! Pictures for the tests of this folder: one of each kind, and some whose names attack.

use super::{Axis, Bars, Heat, Line, Picture, Plot, Point, Scale};

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

pub(super) fn heat() -> Heat {
    Heat {
        title: "where items end".into(),
        row_axis: "item".into(),
        column_axis: "position".into(),
        rows: words(&["zero", "one", "two"]),
        columns: words(&["0", "1", "2"]),
        values: vec![vec![0.4, 0.3, 0.3], vec![0.3, 0.4, 0.3], vec![0.3, 0.3, f64::NAN]],
        middle: Some(1.0 / 3.0),
        reach: None,
    }
}

pub(super) fn plot() -> Plot {
    let line = |name: &str, points: &[(f64, f64)]| Line {
        name: name.into(),
        points: points.iter().map(|(x, y)| Point { x: *x, y: *y, error: 0.1 }).collect(),
    };
    Plot {
        title: "the tail against the load".into(),
        x: Axis { name: "load".into(), scale: Scale::Linear },
        y: Axis { name: "p99".into(), scale: Scale::Logarithmic },
        lines: vec![
            line("random", &[(0.5, 9.2), (0.7, 15.4), (0.8, 23.0), (0.9, 46.1), (0.95, 92.1)]),
            line("power-of-d", &[(0.5, 3.9), (0.7, 5.1), (0.8, 6.3), (0.9, 8.9), (0.95, 11.6)]),
        ],
    }
}

pub(super) fn bars() -> Bars {
    Bars {
        title: "requests by server".into(),
        axis: "requests".into(),
        bars: [("a", 10.0), ("b", 8.0), ("c", 6.5), ("d", 0.0)].map(|(name, value)| (name.to_owned(), value)).into(),
        expected: Some(8.0),
    }
}

pub(super) fn all() -> Vec<Picture> {
    vec![Picture::Heat(heat()), Picture::Plot(plot()), Picture::Bars(bars())]
}

/// The same with names that are markup and control characters, everywhere where there is one.
pub(super) fn hostile() -> Vec<Picture> {
    let bad = || "</text><script>x</script><img src=x>\"'&\x1b]0;t\x07\u{202e}\u{ffff}".to_owned();
    let (mut heat, mut plot, mut bars) = (heat(), plot(), bars());
    for name in [&mut heat.title, &mut heat.row_axis, &mut heat.column_axis, &mut plot.title, &mut bars.title] {
        *name = bad();
    }
    heat.rows.iter_mut().chain(&mut heat.columns).for_each(|name| *name = bad());
    (plot.x.name, plot.y.name, bars.axis) = (bad(), bad(), bad());
    plot.lines.iter_mut().for_each(|line| line.name = bad());
    bars.bars.iter_mut().for_each(|bar| bar.0 = bad());
    vec![Picture::Heat(heat), Picture::Plot(plot), Picture::Bars(bars)]
}
