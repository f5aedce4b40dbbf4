//! Laws as the engines draw from them: in blocks, with the moments and the quantiles that each must have.

use gosys::base::random::{Purpose, Stream};
use gosys::lb::sim::law::{ARRIVALS, Row, SERVICES, Source, Spec};
use gosys::lb::stats::batch::Estimate;

use super::lab::near;

const ALL: &[(&[Row], &str)] = &[
    (ARRIVALS, "poisson"),
    (ARRIVALS, "deterministic"),
    (ARRIVALS, "bursty"),
    (ARRIVALS, "bursty:ratio=40,share=0.3,length=3"),
    (SERVICES, "exponential"),
    (SERVICES, "lognormal:cv=0"),
    (SERVICES, "lognormal:cv=0.3"),
    (SERVICES, "lognormal:cv=1.2"),
    (SERVICES, "pareto:shape=4.5"),
    (SERVICES, "bimodal"),
    (SERVICES, "bimodal:share=0.7,ratio=0.1"),
    (SERVICES, "empirical:times"),
];

/// What is in the file of the last one.
const TIMES: [f64; 7] = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0];

fn spec((table, text): (&'static [Row], &str)) -> Spec {
    let spec = Spec::parse(table, text).unwrap();
    if spec.file().is_some() { spec.with(TIMES.to_vec()).unwrap() } else { spec }
}

fn stream(seed: u64) -> Stream {
    Stream::new(seed, Purpose::Requests, 3)
}

/// So many numbers, as an engine gets them.
fn drawn(spec: &Spec, seed: u64, count: usize) -> Vec<f64> {
    let mut source = Source::new(spec.law().unwrap(), stream(seed));
    (0..count).map(|_| source.draw()).collect()
}

#[test]
fn blocks_are_the_numbers_one_after_the_other_over_many_of_their_borders() {
    for &law in ALL {
        let spec = spec(law);
        let (mut one, mut random) = (spec.law().unwrap(), stream(4));
        let wanted: Vec<f64> = (0..1000).map(|_| one.draw(&mut random)).collect();
        assert_eq!(drawn(&spec, 4, 1000), wanted, "{}", law.1);
        // However somebody else cuts them, a number in a block or none at all too.
        let (mut cut, mut random, mut found) = (spec.law().unwrap(), stream(4), vec![0.0; 1000]);
        let mut rest = &mut found[..];
        for size in [1, 0, 63, 64, 65, 1, 128, 300, 378] {
            let (block, more) = rest.split_at_mut(size);
            cut.fill(block, &mut random);
            rest = more;
        }
        assert!(rest.is_empty());
        assert_eq!(found, wanted, "{}", law.1);
    }
}

#[test]
fn means_are_one_and_variances_are_as_said() {
    for &law in ALL {
        let (spec, count) = (spec(law), 40_000);
        let numbers = drawn(&spec, 6, count);
        assert!(numbers.iter().all(|number| *number >= 0.0 && number.is_finite()), "{}", law.1);
        // By batches, as bursts make neighbours alike.
        let time = Estimate::of(&numbers);
        assert!((time.mean - 1.0).abs() <= 5.0 * time.se + 1e-12, "{}: {time:?}", law.1);
        let Some(variance) = spec.law().unwrap().variance() else { continue };
        near(time.se, (variance / count as f64).sqrt(), 0.3 * time.se + 1e-9);
        let squares: Vec<f64> = numbers.iter().map(|number| (number - 1.0).powi(2)).collect();
        let spread = Estimate::of(&squares);
        assert!((spread.mean - variance).abs() <= 5.0 * spread.se + 1e-12, "{}: {spread:?}, not {variance}", law.1);
    }
}

/// As many numbers are below a quantile as its share says, to five deviations.
#[track_caller]
fn below(text: &str, numbers: &[f64], share: f64, quantile: f64) {
    let count = numbers.len() as f64;
    let found = numbers.iter().filter(|number| **number <= quantile).count() as f64;
    let sigma = (count * share * (1.0 - share)).sqrt();
    assert!((found - count * share).abs() <= 5.0 * sigma, "{text}: {found} below {quantile}, not {}", count * share);
}

#[test]
fn quantiles_are_those_of_the_formulas() {
    // Of a normal number, as in any table.
    let normal = [(0.001, -3.090_232), (0.1, -1.281_552), (0.5, 0.0), (0.75, 0.674_490), (0.99, 2.326_348)];
    for (seed, shape) in [(1, 1.5), (2, 2.5), (3, 6.0_f64)] {
        let text = format!("pareto:shape={shape}");
        let numbers = drawn(&spec((SERVICES, &text)), seed, 40_000);
        let least = (shape - 1.0) / shape;
        assert!(numbers.iter().all(|number| *number >= least), "{text}");
        for (share, _) in normal {
            below(&text, &numbers, share, least * (1.0 - share).powf(-1.0 / shape));
        }
    }
    for (seed, cv) in [(1, 0.2), (2, 1.0), (3, 5.0_f64)] {
        let text = format!("lognormal:cv={cv}");
        let numbers = drawn(&spec((SERVICES, &text)), seed, 40_000);
        let variance = (1.0 + cv * cv).ln();
        for (share, normal) in normal {
            below(&text, &numbers, share, (variance.sqrt() * normal - variance / 2.0).exp());
        }
    }
    for law in [(ARRIVALS, "poisson"), (SERVICES, "exponential"), (ARRIVALS, "bursty:ratio=1")] {
        let numbers = drawn(&spec(law), 4, 40_000);
        for share in [0.001, 0.02, 0.3, 0.5, 0.9, 0.999] {
            below(law.1, &numbers, share, -(1.0_f64 - share).ln());
        }
    }
    // 0.7 of them take a tenth of what the others do: 1 / 0.37 and a tenth of it.
    let numbers = drawn(&spec((SERVICES, "bimodal:share=0.7,ratio=0.1")), 5, 40_000);
    below("bimodal", &numbers, 0.7, 0.1 / 0.37 + 1e-9);
    assert!(numbers.iter().all(|number| (number * 0.37 - 1.0).abs() < 1e-9 || (number * 0.37 - 0.1).abs() < 1e-9));
    // Two of the seven are 1 and six at most 5, of a mean of 25 in 7.
    let numbers = drawn(&spec((SERVICES, "empirical:times")), 6, 40_000);
    for (share, time) in [(2.0, 1.0), (3.0, 2.0), (4.0, 3.0), (6.0, 5.0)] {
        below("empirical", &numbers, share / 7.0, time / (25.0 / 7.0) + 1e-9);
    }
}

/// Counts of a process whose rate changes: how much more they vary than those of Poisson tells ratio, share and length.
#[test]
fn bursts_make_counts_vary_as_a_process_of_two_rates_does() {
    for (ratio, share, length) in [(10.0, 0.1, 20.0), (4.0, 0.5, 8.0), (50.0, 0.02, 30.0_f64)] {
        let text = format!("bursty:ratio={ratio},share={share},length={length}");
        let calm = 1.0 / (1.0 - share + share * ratio);
        let burst = length / (ratio * calm);
        // 1 + 2 p (1 - p) (difference of rates)^2 times how long a state is remembered, over a mean rate of 1.
        let memory = 1.0 / (1.0 / burst + share / (burst * (1.0 - share)));
        let wanted = 1.0 + 2.0 * share * (1.0 - share) * (calm * (ratio - 1.0)).powi(2) * memory;
        let window = 100.0 * memory;
        let (mut counts, mut now) = (vec![0.0; 400], 0.0);
        let mut source = Source::new(spec((ARRIVALS, &text)).law().unwrap(), stream(9));
        loop {
            now += source.draw();
            let Some(count) = counts.get_mut((now / window) as usize) else { break };
            *count += 1.0;
        }
        let ratios: Vec<f64> = counts.iter().map(|count| (count - window).powi(2) / window).collect();
        let found = Estimate::of(&ratios);
        // A window forgets its ends: a hundredth of its length is lost at each.
        assert!((found.mean - wanted).abs() < 5.0 * found.se + 0.02 * wanted, "{text}: {found:?}, not {wanted}");
    }
}
