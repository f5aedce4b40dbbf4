//! Pictures of anything: whatever the numbers and the names are, what is drawn is well formed and says the same.

use std::collections::BTreeSet;

use gosys::base::picture::text::{Screen, draw};
use gosys::base::picture::{Axis, Bars, Heat, Line, Picture, Plot, Point, Scale, csv, html, svg};
use gosys::base::random::{GENERATOR, Purpose, Stream, mix};
use gosys::lb::shuffle::orders::{self, factorial};
use gosys::lb::shuffle::{ALGORITHMS, by_name};
use gosys::lb::stats::chi_square::{critical, detectable, noncentral, survival};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn value() -> impl Strategy<Value = f64> {
    prop_oneof![
        -1e3..1e3_f64,
        (-150..150_i32).prop_map(|power| 10_f64.powi(power)),
        Just(0.0),
        Just(-0.0),
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(f64::NEG_INFINITY),
    ]
}

fn scale() -> impl Strategy<Value = Scale> {
    prop_oneof![Just(Scale::Linear), Just(Scale::Logarithmic)]
}

fn heat() -> impl Strategy<Value = Picture> {
    (1..30_usize, 1..30_usize, ".{0,30}").prop_flat_map(|(rows, columns, name)| {
        let names = |count| prop::collection::vec(".{0,12}", count);
        let values = prop::collection::vec(prop::collection::vec(value(), columns), rows);
        (names(rows), names(columns), values).prop_map(move |(rows, columns, values)| {
            let (title, row_axis, column_axis) = (name.clone(), name.clone(), name.clone());
            Picture::Heat(Heat { title, row_axis, column_axis, rows, columns, values, middle: None, reach: None })
        })
    })
}

fn plot() -> impl Strategy<Value = Picture> {
    let point = (value(), value(), 0.0..10.0_f64).prop_map(|(x, y, error)| Point { x, y, error });
    let line = (".{0,40}", prop::collection::vec(point, 0..20)).prop_map(|(name, points)| Line { name, points });
    (".{0,60}", scale(), scale(), prop::collection::vec(line, 0..10)).prop_map(|(name, x, y, lines)| {
        let axis = |scale| Axis { name: name.clone(), scale };
        Picture::Plot(Plot { title: name.clone(), x: axis(x), y: axis(y), lines })
    })
}

fn bars() -> impl Strategy<Value = Picture> {
    let bars = prop::collection::vec((".{0,40}", value()), 0..30);
    (".{0,60}", bars, prop::option::of(value()))
        .prop_map(|(title, bars, expected)| Picture::Bars(Bars { axis: title.clone(), title, bars, expected }))
}

/// Whether every element of this markup ends where it should, and no attribute is left open.
fn well_formed(markup: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in markup.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').ok_or_else(|| format!("open: {piece}"))?;
        if text.contains('>') || tag.matches('"').count() % 2 != 0 {
            return Err(format!("stray: {piece}"));
        }
        let name = tag.split([' ', '/']).find(|word| !word.is_empty()).unwrap_or("");
        if let Some(ended) = tag.strip_prefix('/') {
            if open.pop() != Some(ended) {
                return Err(format!("{ended} ends what is not open"));
            }
        } else if !tag.ends_with('/') {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("never ended: {open:?}")) }
}

/// The records of comma-separated values, by the letter of RFC 4180.
fn records(csv: &str) -> Vec<Vec<String>> {
    let (mut all, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut rest = csv.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => field.extend(rest.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                all.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn any_picture_is_drawn_within_the_screen(
        picture in prop_oneof![heat(), plot(), bars()],
        width in 48..161_usize,
    ) {
        let text = draw(&picture, Screen { width, color: false });
        prop_assert!(text.ends_with('\n'));
        for line in text.lines() {
            prop_assert!(line.width() <= width, "{} of {width}: {line}", line.width());
            prop_assert!(!line.chars().any(char::is_control), "{line:?}");
        }
        prop_assert_eq!(&text, &draw(&picture, Screen { width, color: false }));
        // Narrower than can be drawn on, and wider than is read, are the nearest that can.
        prop_assert_eq!(
            draw(&picture, Screen { width: 0, color: false }),
            draw(&picture, Screen { width: 48, color: false })
        );
        prop_assert_eq!(
            draw(&picture, Screen { width: usize::MAX, color: true }),
            draw(&picture, Screen { width: 160, color: true })
        );
    }

    #[test]
    fn any_picture_is_well_formed_markup(picture in prop_oneof![heat(), plot(), bars()]) {
        let pictures = [picture];
        let document = svg::document(&pictures);
        prop_assert_eq!(well_formed(&document), Ok(()));
        let numbers = ["x=\"", "y=\"", "x1=\"", "y2=\"", "width=\"", "points=\"", "cy=\""];
        for start in numbers {
            for attribute in document.split(start).skip(1) {
                let value = attribute.split('"').next().unwrap();
                prop_assert!(!value.contains("NaN") && !value.contains("inf"), "{start}{value}");
            }
        }
        let page = html::page("x & <y>", &pictures);
        prop_assert!(page.contains(&document) && !page.contains("<script"), "{page}");
    }

    #[test]
    fn any_picture_reads_back_from_its_table(picture in prop_oneof![heat(), bars()]) {
        let records = records(&csv::tables(std::slice::from_ref(&picture)));
        prop_assert!(records.iter().all(|record| record.len() == 3), "{records:?}");
        let values: Vec<f64> = match &picture {
            Picture::Heat(heat) => heat.values.iter().flatten().copied().collect(),
            Picture::Bars(bars) => bars.bars.iter().map(|bar| bar.1).collect(),
            Picture::Plot(_) => Vec::new(),
        };
        prop_assert_eq!(records.len(), values.len() + 1);
        let at = if matches!(picture, Picture::Heat(_)) { 2 } else { 1 };
        for (record, value) in records[1..].iter().zip(values) {
            let read = record[at].parse::<f64>().ok();
            prop_assert_eq!(read, value.is_finite().then_some(value), "{:?}", record);
        }
    }

    #[test]
    fn orders_and_their_numbers(n in 2..9_usize, number in any::<u64>()) {
        let number = number % factorial(n);
        let order = orders::order(number, n);
        prop_assert_eq!(orders::number(&order), number);
        // A pattern is about which is smaller: what all are moved by does not matter.
        let moved: Vec<u32> = order.iter().map(|item| item * 3 + 5).collect();
        prop_assert_eq!(orders::pattern(&moved), orders::pattern(&order));
        prop_assert!(orders::pattern(&order) < factorial(n));
    }

    #[test]
    fn every_shuffle_only_moves(n in 2..60_u32, seed in any::<u64>()) {
        for algorithm in ALGORITHMS {
            let shuffled = || {
                let mut items: Vec<u32> = (0..n).collect();
                let weights: Vec<f64> = (1..=n).map(f64::from).collect();
                (algorithm.shuffle)(&mut items, &weights, &mut Stream::new(seed, Purpose::Shuffle, 0));
                items
            };
            let items = shuffled();
            prop_assert_eq!(items.iter().copied().collect::<BTreeSet<_>>(), (0..n).collect::<BTreeSet<_>>());
            prop_assert_eq!(&items, &shuffled(), "the same seed");
        }
    }

    #[test]
    fn one_cycle_is_one_cycle(n in 2..60_u32, seed in any::<u64>()) {
        let mut items: Vec<u32> = (0..n).collect();
        (by_name("sattolo").unwrap().shuffle)(&mut items, &[], &mut Stream::new(seed, Purpose::Shuffle, 0));
        let (mut at, mut steps) = (items[0], 1);
        while at != 0 {
            at = items[at as usize];
            steps += 1;
        }
        prop_assert_eq!(steps, n);
    }

    #[test]
    fn numbers_are_below_their_bound(seed in any::<u64>(), n in 1..=u64::MAX) {
        let mut stream = Stream::new(seed, Purpose::Faults, 1);
        for _ in 0..20 {
            prop_assert!(stream.below(n) < n);
            prop_assert!((0.0..1.0).contains(&stream.unit()));
            prop_assert!((0.0..40.0).contains(&stream.exponential()));
        }
    }

    #[test]
    fn tails_of_even_degrees_are_sums(half in 1..30_u32, x in 0.0..120.0_f64) {
        // With 2k degrees it is the chance of fewer than k arrivals of a Poisson process at x / 2.
        let (mut term, mut sum) = (1.0, 0.0);
        for k in 0..half {
            sum += term;
            term *= x / 2.0 / f64::from(k + 1);
        }
        let wanted = sum * (-x / 2.0).exp();
        let tail = survival(x, 2.0 * f64::from(half));
        prop_assert!((tail - wanted).abs() < 1e-9 + wanted * 1e-7, "{tail} {wanted}");
    }

    #[test]
    fn what_is_exceeded_is_exceeded_so_often(df in 1..400_u32, power in 0.3..9.0_f64) {
        let (df, alpha) = (f64::from(df), 10_f64.powf(-power));
        prop_assert!((survival(critical(df, alpha), df) / alpha - 1.0).abs() < 1e-6);
        let shift = detectable(df, alpha, 0.9);
        prop_assert!((noncentral(critical(df, alpha), df, shift) - 0.9).abs() < 1e-6);
    }
}

/// The generator as its authors print it, in a few lines.
struct Reference([u64; 4]);

impl Reference {
    fn next(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }
}

#[test]
fn a_result_can_be_had_again_without_this_program() {
    assert_eq!(GENERATOR, "xoshiro256++");
    // SplitMix64's first number of the state 0, and of 1234567, as published.
    assert_eq!([mix(0), mix(1_234_567)], [0xe220_a839_7b1d_cdaf, 6_457_827_717_110_365_317]);
    for (purpose, number) in [(Purpose::Arrivals, 1), (Purpose::Shuffle, 4), (Purpose::Policy(7), (1 << 32) + 7)] {
        for (seed, piece) in [(0_u64, 0_u64), (1, 0), (1, 1), (u64::MAX, 123)] {
            let state = mix(mix(mix(seed) ^ number) ^ piece);
            let golden = 0x9e37_79b9_7f4a_7c15_u64;
            let word = |at: u64| mix(state.wrapping_add(golden.wrapping_mul(at)));
            let mut reference = Reference([word(0), word(1), word(2), word(3)]);
            let mut stream = Stream::new(seed, purpose, piece);
            assert!((0..50).all(|_| stream.bits() == reference.next()), "{purpose:?} {seed} {piece}");
        }
    }
}

/// The chances of each order after all ways a naive shuffle of three can go, with equal steps.
fn all_ways(steps: &[(usize, usize)], swaps: usize) -> [f64; 9] {
    let (mut matrix, ways) = ([0.0; 9], steps.len().pow(swaps as u32));
    for way in 0..ways {
        let (mut items, mut rest) = ([0, 1, 2], way);
        for _ in 0..swaps {
            let (a, b) = steps[rest % steps.len()];
            items.swap(a, b);
            rest /= steps.len();
        }
        for (position, item) in items.into_iter().enumerate() {
            matrix[item * 3 + position] += 1.0 / ways as f64;
        }
    }
    matrix
}

#[test]
fn the_pair_swap_is_what_all_its_ways_make() {
    let steps: Vec<(usize, usize)> = (0..9).map(|way| (way / 3, way % 3)).collect();
    let exact = (by_name("pair-swap").unwrap().exact)(&[1.0; 3]).unwrap();
    for (a, b) in exact.iter().flatten().zip(all_ways(&steps, 3)) {
        assert!((a - b).abs() < 1e-12, "{exact:?}");
    }
}

#[test]
fn large_matrices_have_their_tails_too() {
    // The median of many degrees is two thirds below them, and the bulk is normal.
    for df in [361.0, 9_801.0, 998_001.0_f64] {
        assert!((survival(df - 2.0 / 3.0, df) - 0.5).abs() < 1e-3, "{df}");
        let deviation = (2.0 * df).sqrt();
        assert!(survival(df + 8.0 * deviation, df) < 1e-9 && survival(df - 8.0 * deviation, df) > 1.0 - 1e-9, "{df}");
        let tail = survival(df + 2.0 * deviation, df);
        assert!((0.022..0.032).contains(&tail), "{df} {tail}");
    }
}

#[test]
fn names_of_columns_stand_over_their_numbers() {
    for length in 1..12 {
        let columns: Vec<String> = ["a", "b", "c"].map(|name| name.repeat(length)).into();
        let heat = Heat {
            title: "t".into(),
            row_axis: "row".into(),
            column_axis: "column".into(),
            rows: vec!["x".into()],
            columns: columns.clone(),
            values: vec![vec![0.125, 0.5, 0.25]],
            middle: None,
            reach: None,
        };
        let text = draw(&Picture::Heat(heat), Screen { width: 80, color: false });
        let lines: Vec<&str> = text.lines().collect();
        let [names, numbers] = [lines[lines.len() - 3], lines[lines.len() - 2]];
        // Either all names are there, each ending where its number does, or only the first and the last are named.
        if names.contains(&columns[1]) {
            let end = |line: &str, word: &str| line.find(word).map(|at| line[..at + word.len()].width());
            let wanted: Vec<_> = ["0.125", "0.500", "0.250"].map(|number| end(numbers, number)).into();
            assert_eq!(columns.iter().map(|name| end(names, name)).collect::<Vec<_>>(), wanted, "{text}");
        } else {
            assert!(names.contains("column") && length > 6, "{text}");
        }
    }
}
