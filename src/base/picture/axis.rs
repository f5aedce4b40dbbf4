//! Where values stand on an axis, the round numbers beside it, and numbers as pictures write them.

use super::Scale;

/// The part of an axis that a picture shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    low: f64,
    high: f64,
    scale: Scale,
}

impl Span {
    /// What holds all of these; those that the scale has no place for are left out.
    pub(super) fn of(values: impl Iterator<Item = f64>, scale: Scale) -> Self {
        let shown = values.filter(|value| has_place(*value, scale));
        let (low, high) =
            shown.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        let (low, high) = match scale {
            _ if low > high => (1.0, 2.0),
            Scale::Logarithmic if low == high => (low / 2.0, high * 2.0),
            Scale::Linear if low == high => (low.min(0.0), if high == 0.0 { 1.0 } else { high.max(0.0) }),
            _ => (low, high),
        };
        Self { low, high, scale }
    }

    /// The same from zero, where less than half of it would be empty then: a length that is seen in whole misleads
    /// nobody.
    pub(super) fn rooted(self) -> Self {
        let near = self.scale == Scale::Linear && self.low > 0.0 && self.low < self.high / 2.0;
        Self { low: if near { 0.0 } else { self.low }, ..self }
    }

    /// The same up to the next tick on both sides; a little farther where ticks may be far apart.
    pub(super) fn rounded(self, wanted: usize) -> Self {
        if self.scale == Scale::Logarithmic {
            let farther = (self.high / self.low).powf(0.04);
            return Self { low: self.low / farther, high: self.high * farther, ..self };
        }
        let step = step(self.high - self.low, wanted);
        Self { low: (self.low / step).floor() * step, high: (self.high / step).ceil() * step, ..self }
    }

    /// From 0 at the low end to 1 at the high one; `None` where the scale has no place for it.
    pub(super) fn place(self, value: f64) -> Option<f64> {
        let of = |value: f64| if self.scale == Scale::Logarithmic { value.ln() } else { value };
        has_place(value, self.scale).then(|| (of(value) - of(self.low)) / (of(self.high) - of(self.low)))
    }

    /// Round numbers inside, about so many, each with its place and its text.
    pub(super) fn ticks(self, wanted: usize) -> Vec<(f64, String)> {
        let logarithmic = if self.scale == Scale::Logarithmic { self.powers(wanted) } else { Vec::new() };
        // Less than a decade may have one power or none.
        if logarithmic.len() >= 2 {
            return self.labelled(logarithmic, short);
        }
        let step = step(self.high - self.low, wanted);
        // A tick on the very edge counts, although a division may put it a little beyond.
        let first = (self.low / step - 1e-9).ceil();
        let count = ((self.high / step + 1e-9).floor() - first).max(0.0) as usize;
        let values = (0..=count).map(|at| (first + at as f64) * step).collect();
        self.labelled(values, |value| fixed(value, decimals(step)))
    }

    /// 1, 2 and 5 in each decade, or 1 alone where these would be too many.
    fn powers(self, wanted: usize) -> Vec<f64> {
        let decades = self.low.log10().floor() as i32..=self.high.log10().ceil() as i32;
        let inside = |digits: &'static [f64]| -> Vec<f64> {
            let all = decades.clone().flat_map(|power| digits.iter().map(move |digit| digit * 10_f64.powi(power)));
            all.filter(|value| (self.low * 0.999..=self.high * 1.001).contains(value)).collect()
        };
        let fine = inside(&[1.0, 2.0, 5.0]);
        if fine.len() <= wanted + 2 { fine } else { inside(&[1.0]) }
    }

    fn labelled(self, values: Vec<f64>, text: impl Fn(f64) -> String) -> Vec<(f64, String)> {
        values.into_iter().filter_map(|value| Some((self.place(value)?.clamp(0.0, 1.0), text(value)))).collect()
    }
}

fn has_place(value: f64, scale: Scale) -> bool {
    value.is_finite() && (scale == Scale::Linear || value > 0.0)
}

/// 1, 2 or 5 times a power of ten, of which about `wanted` make up the range.
fn step(range: f64, wanted: usize) -> f64 {
    let rough = range / wanted.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let digit = [1.0, 2.0, 5.0].into_iter().find(|digit| digit * power >= rough * 0.999).unwrap_or(10.0);
    digit * power
}

/// How many digits behind the point a number of this size needs to be told from its neighbours.
fn decimals(step: f64) -> usize {
    if step > 0.0 { (-(step.log10() + 1e-9).floor()).clamp(0.0, 12.0) as usize } else { 0 }
}

fn fixed(value: f64, decimals: usize) -> String {
    if value != 0.0 && (value.abs() >= 1e7 || decimals > 6) {
        return exponent(value);
    }
    // Minus zero comes of steps that add up to nearly nothing.
    let text = format!("{value:.decimals$}");
    if text.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.')) { "0".to_owned() } else { text }
}

fn exponent(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    format!("{}e{power}", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// A number with four digits that count, or all those in front of the point.
pub(super) fn short(value: f64) -> String {
    if !value.is_finite() {
        return "-".to_owned();
    }
    if value == 0.0 || value.fract() == 0.0 && value.abs() < 1e7 {
        return format!("{value:.0}");
    }
    let places = (3.0 - value.abs().log10().floor()).clamp(0.0, 12.0) as usize;
    let text = fixed(value, places);
    if text.contains('.') && !text.contains('e') {
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    text
}

/// Numbers of one table, all with as many digits behind the point, enough to see what differs in the largest.
pub(super) fn aligned(values: &[f64]) -> impl Fn(f64) -> String {
    let largest = values.iter().filter(|value| value.is_finite()).fold(0.0_f64, |most, value| most.max(value.abs()));
    let whole = values.iter().all(|value| !value.is_finite() || value.fract() == 0.0);
    let places = if whole || largest == 0.0 { 0 } else { decimals(largest / 100.0).min(6) };
    move |value| if value.is_finite() { fixed(value, places) } else { "-".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(low: f64, high: f64, scale: Scale, wanted: usize) -> Vec<String> {
        let span = Span::of([low, high].into_iter(), scale);
        let ticks = span.ticks(wanted);
        assert!(ticks.iter().all(|(place, _)| (0.0..=1.0).contains(place)), "{ticks:?}");
        assert!(ticks.windows(2).all(|pair| pair[0].0 < pair[1].0), "{ticks:?}");
        ticks.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(ticks(0.0, 1.0, Scale::Linear, 5), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(ticks(0.5, 0.99, Scale::Linear, 5), ["0.5", "0.6", "0.7", "0.8", "0.9"]);
        assert_eq!(ticks(-30.0, 70.0, Scale::Linear, 5), ["-20", "0", "20", "40", "60"]);
        assert_eq!(ticks(0.0, 224_436.0, Scale::Linear, 4), ["0", "100000", "200000"]);
        assert_eq!(ticks(1e9, 3e9, Scale::Linear, 2), ["1e9", "2e9", "3e9"]);
        assert_eq!(ticks(1e-9, 3e-9, Scale::Linear, 2), ["1e-9", "2e-9", "3e-9"]);
        assert_eq!(ticks(0.7, 130.0, Scale::Logarithmic, 6), ["1", "2", "5", "10", "20", "50", "100"]);
        assert_eq!(ticks(0.001, 1e6, Scale::Logarithmic, 6).len(), 10);
        assert_eq!(ticks(1.1, 1.9, Scale::Logarithmic, 4), ["1.2", "1.4", "1.6", "1.8"]);
    }

    #[test]
    fn what_has_no_place_is_left_out_and_nothing_is_shown_of_nothing() {
        let values = [f64::NAN, -1.0, 0.0, 10.0, f64::INFINITY, 1000.0];
        let span = Span::of(values.into_iter(), Scale::Logarithmic);
        let places: Vec<_> = values.iter().map(|value| span.place(*value)).collect();
        assert_eq!(places, [None, None, None, Some(0.0), None, Some(1.0)]);
        for scale in [Scale::Linear, Scale::Logarithmic] {
            for values in [vec![], vec![0.0], vec![5.0], vec![-5.0, -5.0], vec![f64::NAN]] {
                let span = Span::of(values.iter().copied(), scale).rooted().rounded(5);
                assert!(span.low < span.high && !span.ticks(5).is_empty(), "{values:?} {span:?}");
            }
        }
    }

    #[test]
    fn an_axis_of_lengths_begins_at_zero() {
        let span = |low, high| Span::of([low, high].into_iter(), Scale::Linear).rooted().rounded(5);
        assert_eq!((span(3.0, 9.5).low, span(3.0, 9.5).high), (0.0, 10.0));
        assert_eq!((span(8.2, 9.5).low, span(-1.0, 9.0).low), (8.0, -2.0));
    }

    #[test]
    fn numbers_have_the_digits_that_count() {
        let numbers = [0.0, 7.0, 224_436.0, 0.142_857, 14.285_714, 1234.56, 12_345.678, 1e-7, 1.5e9, f64::NAN, -0.5];
        let texts = numbers.map(short);
        assert_eq!(
            texts,
            ["0", "7", "224436", "0.1429", "14.29", "1235", "12346", "1e-7", "1.5e9", "-", "-0.5"].map(str::to_owned)
        );
        let cells = [0.2242, 0.1, f64::NAN, 0.0];
        assert_eq!(cells.map(aligned(&cells)), ["0.224", "0.100", "-", "0"].map(str::to_owned));
        assert_eq!([22.4, 9.0].map(aligned(&[22.4, 9.0])), ["22.4", "9.0"].map(str::to_owned));
        assert_eq!([3.0, 40.0].map(aligned(&[3.0, 40.0])), ["3", "40"].map(str::to_owned));
    }
}
