//! `X-RateLimit-Limit` and its like, which no standard describes: GitHub's with what was used, Kong's with the window in
//! the name.

use std::collections::BTreeMap;

use super::draft::{beside, limit_and_windows, remaining, reset};
use super::{Fields, Found, Stated};

const PREFIXES: &[&str] = &["x-ratelimit-", "x-rate-limit-"];
/// Words that Kong puts behind a name, in seconds.
const WINDOWS: &[(&str, f64)] = &[("-second", 1.0), ("-minute", 60.0), ("-hour", 3600.0), ("-day", 86_400.0)];

/// Adds what these fields say to what was found.
pub fn read(fields: &Fields, found: &mut Found) {
    // By the window's name, as each has a limit of its own.
    let mut limits: BTreeMap<&str, Limit> = BTreeMap::new();
    for (field, value) in fields.iter() {
        let Some(name) = PREFIXES.iter().find_map(|prefix| field.strip_prefix(prefix)) else { continue };
        let (name, window) = WINDOWS
            .iter()
            .find_map(|(word, seconds)| Some((name.strip_suffix(word)?, Some((*word, *seconds)))))
            .unwrap_or((name, None));
        let limit = limits.entry(window.map_or("", |(word, _)| word)).or_default();
        limit.window_s = window.map(|(_, seconds)| seconds);
        limit.set(name, field, value, fields, found);
    }
    found.stated.extend(limits.into_values().flat_map(Limit::stated));
}

/// What is said of one limit.
#[derive(Default)]
struct Limit {
    limit: Option<u64>,
    windows: Vec<super::draft::Window>,
    window_s: Option<f64>,
    remaining: Option<u64>,
    used: Option<u64>,
    reset_s: Option<f64>,
    resource: Option<String>,
}

impl Limit {
    fn set(&mut self, name: &str, field: &str, value: &str, fields: &Fields, found: &mut Found) {
        match name {
            "limit" => match limit_and_windows(value) {
                Some((limit, windows)) => (self.limit, self.windows) = (Some(limit), windows),
                None => found.ignore(field, value, "no whole number"),
            },
            "remaining" => self.remaining = remaining(field, value, found),
            "used" => self.used = remaining(field, value, found),
            "reset" | "reset-after" => self.reset_s = reset(field, value, fields, found).or(self.reset_s),
            "resource" => self.resource = Some(value.to_owned()).filter(|resource| !resource.is_empty()),
            // Others are a service's own, such as the bucket of Discord.
            _ => {}
        }
    }

    fn stated(self) -> Vec<Stated> {
        let is_github = self.used.is_some() || self.resource.is_some();
        let is_any = self.limit.is_some() || self.remaining.is_some() || self.reset_s.is_some();
        let left = self.limit.zip(self.used).map(|(limit, used)| limit.saturating_sub(used));
        let stated = Stated {
            dialect: if is_github { "github" } else { "x-ratelimit" },
            policy: self.resource,
            limit: self.limit,
            window_s: self.window_s,
            remaining: self.remaining.or(left),
            reset_s: self.reset_s,
            ..Stated::default()
        };
        if is_any { beside(stated, &self.windows) } else { Vec::new() }
    }
}
