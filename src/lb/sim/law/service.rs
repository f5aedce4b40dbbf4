//! How long requests take: the table of service laws, each with mean 1.

use std::f64::consts::TAU;

use super::{Deterministic, Exponential, Law, Row, Spec, must};
use crate::base::random::Stream;

/// Every law of service times.
pub const SERVICES: &[Row] = &[
    Row {
        name: "exponential",
        about: "memoryless",
        parameters: &[],
        listed: false,
        make: |_| Ok(Box::new(Exponential)),
    },
    Row {
        name: "deterministic",
        about: "always the same",
        parameters: &[],
        listed: false,
        make: |_| Ok(Box::new(Deterministic)),
    },
    Row {
        name: "lognormal",
        about: "the logarithm is normal; cv is the coefficient of variation",
        parameters: &[("cv", 1.0)],
        listed: false,
        make: lognormal,
    },
    Row {
        name: "pareto",
        about: "a tail that falls as a power, `shape`; its variance is infinite up to shape 2",
        parameters: &[("shape", 2.5)],
        listed: false,
        make: pareto,
    },
    Row {
        name: "bimodal",
        about: "a share takes `ratio` times as long as the others",
        parameters: &[("share", 0.1), ("ratio", 10.0)],
        listed: false,
        make: bimodal,
    },
    Row { name: "empirical", about: "one of a list, each as likely", parameters: &[], listed: true, make: empirical },
];

struct Lognormal {
    /// The variance of the logarithm.
    spread: f64,
}

fn lognormal(spec: &Spec) -> Result<Box<dyn Law>, String> {
    let cv = spec.number(0);
    must(cv >= 0.0 && cv.is_finite(), "the cv of `lognormal` is 0 or more")?;
    Ok(Box::new(Lognormal { spread: (1.0 + cv * cv).ln() }))
}

impl Law for Lognormal {
    fn draw(&mut self, random: &mut Stream) -> f64 {
        // Box and Muller's second number is thrown away: to keep it would tie this draw to the one before.
        let normal = (2.0 * random.exponential()).sqrt() * (TAU * random.unit()).cos();
        (self.spread.sqrt() * normal - self.spread / 2.0).exp()
    }

    fn variance(&self) -> Option<f64> {
        Some(self.spread.exp() - 1.0)
    }
}

struct Pareto {
    shape: f64,
}

fn pareto(spec: &Spec) -> Result<Box<dyn Law>, String> {
    let shape = spec.number(0);
    must(shape > 1.0, "the shape of `pareto` is above 1, else there is no mean")?;
    Ok(Box::new(Pareto { shape }))
}

impl Law for Pareto {
    fn draw(&mut self, random: &mut Stream) -> f64 {
        // The least there is makes the mean 1, whatever the shape.
        let least = (self.shape - 1.0) / self.shape;
        least * (random.exponential() / self.shape).exp()
    }

    fn variance(&self) -> Option<f64> {
        (self.shape > 2.0).then(|| 1.0 / (self.shape * (self.shape - 2.0)))
    }
}

struct Bimodal {
    share: f64,
    short: f64,
    long: f64,
}

fn bimodal(spec: &Spec) -> Result<Box<dyn Law>, String> {
    let (share, ratio) = (spec.number(0), spec.number(1));
    must((0.0..=1.0).contains(&share), "the share of `bimodal` is from 0 to 1")?;
    must(ratio > 0.0 && ratio.is_finite(), "the ratio of `bimodal` is above 0")?;
    let short = 1.0 / (1.0 - share + share * ratio);
    Ok(Box::new(Bimodal { share, short, long: ratio * short }))
}

impl Law for Bimodal {
    fn draw(&mut self, random: &mut Stream) -> f64 {
        if random.unit() < self.share { self.long } else { self.short }
    }

    fn variance(&self) -> Option<f64> {
        let gap = self.long - self.short;
        Some(self.share * (1.0 - self.share) * gap * gap)
    }
}

struct Empirical {
    times: Vec<f64>,
}

fn empirical(spec: &Spec) -> Result<Box<dyn Law>, String> {
    must(!spec.list.is_empty(), "a list of service times needs at least one")?;
    let is_time = |time: &f64| *time >= 0.0 && time.is_finite();
    must(spec.list.iter().all(is_time), "a service time is 0 or more")?;
    let mean = spec.list.iter().sum::<f64>() / spec.list.len() as f64;
    must(mean > 0.0, "service times that are all 0 are no work")?;
    Ok(Box::new(Empirical { times: spec.list.iter().map(|time| time / mean).collect() }))
}

impl Law for Empirical {
    fn draw(&mut self, random: &mut Stream) -> f64 {
        self.times[random.index(self.times.len())]
    }

    fn variance(&self) -> Option<f64> {
        let squares: f64 = self.times.iter().map(|time| (time - 1.0) * (time - 1.0)).sum();
        Some(squares / self.times.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::moments;
    use super::*;

    #[test]
    fn each_has_mean_one_and_the_variance_that_it_says() {
        for text in ["exponential", "deterministic", "lognormal:cv=0.5", "pareto:shape=6", "bimodal", "bimodal:ratio=3"]
        {
            let said = Spec::parse(SERVICES, text).unwrap().law().unwrap().variance().unwrap();
            let (mean, variance) = moments(SERVICES, text, 200_000);
            assert!((mean - 1.0).abs() < 0.02, "{text}: {mean}");
            assert!((variance - said).abs() <= 0.04 * said.max(1e-9), "{text}: {variance}, not {said}");
        }
        assert_eq!(Spec::parse(SERVICES, "pareto:shape=2").unwrap().law().unwrap().variance(), None);
    }

    #[test]
    fn a_list_is_scaled_to_mean_one() {
        let listed = |list: &[f64]| Spec::parse(SERVICES, "empirical:times").unwrap().with(list.to_vec());
        let spec = listed(&[2.0, 6.0]).unwrap();
        assert_eq!((spec.name(), spec.file()), ("empirical", Some("times")));
        let mut law = spec.law().unwrap();
        let mut random = Stream::new(1, crate::base::random::Purpose::Requests, 0);
        let long = (0..1000).filter(|_| law.draw(&mut random) == 1.5).count();
        assert!((430..570).contains(&long), "{long}");
        assert_eq!(law.variance(), Some(0.25));
        for wrong in [&[][..], &[0.0], &[-1.0, 3.0], &[f64::NAN], &[f64::INFINITY]] {
            assert!(listed(wrong).is_err(), "{wrong:?}");
        }
    }
}
