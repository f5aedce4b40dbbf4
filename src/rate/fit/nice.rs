//! The numbers that people configure.

/// Windows in seconds.
pub const WINDOWS: &[f64] = &[
    0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0, 24.0, 30.0, 45.0, 60.0, 90.0,
    120.0, 300.0, 600.0, 900.0, 1800.0, 3600.0, 86_400.0,
];

/// How many in a window.
pub const LIMITS: &[i64] = &[5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200];

/// The roundest number above `low` and not above `high`: the one with the fewest digits.
fn roundest(low: f64, high: f64) -> f64 {
    let middle = low + (high - low) / 2.0;
    if !(low > 0.0 && high.is_finite() && low < high) {
        return middle;
    }
    let mut unit = 10_f64.powf(high.log10().ceil());
    for _ in 0..9 {
        // Of one digit also the halves and quarters: 2.5 and 25 are as usual as 2 and 30.
        for step in [unit, unit / 2.0, unit / 4.0] {
            let nearest = (middle / step).round() * step;
            let inside = [nearest, nearest - step, nearest + step].into_iter().filter(|n| *n > low && *n <= high);
            if let Some(found) = inside.min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs())) {
                // Without what the multiplication left over behind the last digit.
                return (found * 1e9).round() / 1e9;
            }
        }
        unit /= 10.0;
    }
    middle
}

/// A rate as people write it: so many in a second, a minute, an hour.
pub fn rate(low: f64, high: f64) -> f64 {
    let digits = |value: f64| (0..6).find(|digits| (value * 10_f64.powi(*digits)).fract().abs() < 1e-9).unwrap_or(9);
    let of = |period: f64| (roundest(low * period, high * period), period);
    // In a minute only where that is a whole number, and a rounder one than in a second.
    let (second, minute) = (of(1.0), of(60.0));
    if digits(second.0) > 1 && digits(minute.0) == 0 { minute.0 / minute.1 } else { second.0 }
}

/// A window as people write it.
pub fn window(low: f64, high: f64) -> f64 {
    let middle = (low + high) / 2.0;
    let inside = WINDOWS.iter().copied().filter(|window| *window > low && *window <= high);
    inside.min_by(|a, b| (a - middle).abs().total_cmp(&(b - middle).abs())).unwrap_or_else(|| roundest(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_roundest_number_of_a_range() {
        for ((low, high), round) in [
            ((48.0, 53.0), 50.0),
            ((0.9, 1.1), 1.0),
            ((23.0, 26.0), 25.0),
            ((2.4, 2.6), 2.5),
            ((49.4, 49.6), 49.5),
            ((12.01, 12.04), 12.025),
            ((96.0, 98.0), 97.0),
            ((0.0331, 0.0335), 0.0333),
        ] {
            let found = roundest(low, high);
            assert!(found > low && found <= high, "{low}..{high}: {found}");
            assert!((found - round).abs() < 0.011 * round, "{low}..{high}: {found}");
        }
        assert_eq!([roundest(48.0, 53.0), roundest(0.9, 1.1), roundest(23.0, 26.0)], [50.0, 1.0, 25.0]);
        // Where there is no range the middle must do.
        assert_eq!(roundest(2.0, 2.0), 2.0);
    }

    #[test]
    fn rates_and_windows_as_people_write_them() {
        assert_eq!((rate(1.66, 1.673), rate(9.9, 10.2)), (100.0 / 60.0, 10.0));
        assert_eq!([window(1.9, 2.2), window(55.0, 70.0), window(0.93, 1.4)], [2.0, 60.0, 1.0]);
        assert!((window(1.71, 1.73) - 1.72).abs() < 0.011);
    }
}
