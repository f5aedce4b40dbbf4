//! What a comparison is required to show, as it is written: `p2c.p99 < rr.p99`. Pure.

use std::str::FromStr;

use super::policy::meant;
use super::sim::tally::Tally;

/// What can be said of a policy in a requirement.
type Measure = fn(&Tally) -> f64;

/// Their names.
const MEASURES: &[(&str, Measure)] = &[
    ("mean", |tally| tally.time().mean),
    ("p50", |tally| tally.histogram.percentile(0.5)),
    ("p90", |tally| tally.histogram.percentile(0.9)),
    ("p99", |tally| tally.histogram.percentile(0.99)),
    ("p999", |tally| tally.histogram.percentile(0.999)),
    ("fairness", Tally::fairness),
];

/// What can stand between two numbers.
type Relation = fn(f64, f64) -> bool;

/// Their names, the longer first: `<` begins `<=` as well.
const RELATIONS: &[(&str, Relation)] =
    &[("<=", |a, b| a <= b), (">=", |a, b| a >= b), ("<", |a, b| a < b), (">", |a, b| a > b)];

/// A relation that has to hold.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// As it was written.
    pub text: String,
    left: Term,
    relation: Relation,
    right: Term,
}

#[derive(Clone, Debug)]
enum Term {
    Number(f64),
    Of(String, Measure),
}

impl FromStr for Requirement {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = RELATIONS.iter().find_map(|(sign, relation)| Some((text.split_once(sign)?, *relation)));
        let Some(((left, right), relation)) = parts else {
            return Err("write a comparison, such as 'p2c.p99 < rr.p99'".to_owned());
        };
        Ok(Self { text: text.trim().to_owned(), left: term(left)?, relation, right: term(right)? })
    }
}

fn term(text: &str) -> Result<Term, String> {
    let text = text.trim();
    if let Some(number) = text.parse().ok().filter(|number: &f64| number.is_finite()) {
        return Ok(Term::Number(number));
    }
    let (policy, measure) = text.rsplit_once('.').unwrap_or((text, ""));
    let Some((_, measure)) = MEASURES.iter().find(|(name, _)| *name == measure) else {
        let names: Vec<_> = MEASURES.iter().map(|(name, _)| *name).collect();
        return Err(format!("`{text}` is neither a number nor POLICY.MEASURE; measures are {}", names.join(", ")));
    };
    // Here and not when it is compared: a slip such as `<<` would be taken for a strange name otherwise.
    if meant(policy).is_none() {
        return Err(format!("there is no policy `{policy}`, as in `{text}`"));
    }
    Ok(Term::Of(policy.to_owned(), *measure))
}

impl Requirement {
    /// The policies that it names.
    pub fn policies(&self) -> impl Iterator<Item = &str> {
        [&self.left, &self.right].into_iter().filter_map(|term| match term {
            Term::Number(_) => None,
            Term::Of(policy, _) => Some(policy.as_str()),
        })
    }

    /// Both sides by what was found of a policy, and whether it holds; `None` where one was not simulated.
    pub fn check<'a>(&self, found: impl Fn(&str) -> Option<&'a Tally>) -> Option<(f64, f64, bool)> {
        let value = |term: &Term| match term {
            Term::Number(number) => Some(*number),
            Term::Of(policy, measure) => found(policy).map(measure),
        };
        let (left, right) = (value(&self.left)?, value(&self.right)?);
        Some((left, right, (self.relation)(left, right)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_relation_between_policies_and_numbers() {
        let mut tally = Tally { times: 30.0, batches: vec![1.0, 2.0], ..Tally::default() };
        (0..10).for_each(|_| tally.histogram.add(4.0));
        let check = |text: &str| {
            let requirement: Requirement = text.parse().unwrap();
            requirement.check(|name| (name == "rr").then_some(&tally))
        };
        assert_eq!(check("rr.mean < 4"), Some((3.0, 4.0, true)));
        assert_eq!(check("rr.p99<=4").map(|found| found.2), Some(true));
        assert_eq!(check("5 > rr.p50").map(|found| found.2), Some(true));
        assert_eq!(check("rr.p999 >= 4.5").map(|found| found.2), Some(false));
        assert_eq!(check("rr.mean < lc.mean"), None);
        let both: Requirement = "rr.p99 < lc.p99".parse().unwrap();
        assert!(both.policies().eq(["rr", "lc"]));
    }

    #[test]
    fn what_is_no_requirement() {
        let refused = |text: &str| text.parse::<Requirement>().map(|_| ()).unwrap_err();
        assert_eq!(refused("rr.p99"), "write a comparison, such as 'p2c.p99 < rr.p99'");
        assert!(
            refused("rr.p98 < 3").starts_with("`rr.p98` is neither a number nor POLICY.MEASURE; measures are mean,")
        );
        assert!(refused("a < 3").starts_with("`a` is neither"));
        assert!(refused("< 3").starts_with("`` is neither"));
        assert!(refused("rr.p99 < inf").starts_with("`inf` is neither"));
        assert_eq!(refused("rr.p99 << lc.p99"), "there is no policy `< lc`, as in `< lc.p99`");
    }
}
