//! Limits as servers write them into their answers.

/// The largest integer of a structured field.
const INTEGER_MAX: u64 = 999_999_999_999_999;

/// In which fields a limit is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Dialect {
    /// `RateLimit` and `RateLimit-Policy` as the IETF has them now.
    #[default]
    Draft,
    /// The same in its seventh draft.
    Draft7,
    /// `X-RateLimit-*`, until the reset as a span.
    X,
    /// The same as GitHub has them, the reset as a moment.
    Github,
    /// In none.
    None,
}

/// What stays the same from answer to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    pub limit: u64,
    /// Whole seconds, as no dialect has parts of them; nothing where that cannot be said.
    pub window_s: Option<u64>,
    /// Whether those that are on their way at once are limited.
    pub is_concurrent: bool,
}

/// What is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    pub remaining: u64,
    /// In how many seconds there will be more, rounded up; nothing where that is not known.
    pub reset_s: Option<u64>,
    /// The same as a moment, in seconds since 1970 by the clock that makes the answer's date.
    pub reset_at: Option<u64>,
}

impl Dialect {
    /// The fields of one answer.
    pub fn fields(self, quota: &Quota, left: &Left) -> Vec<(&'static str, String)> {
        let (limit, remaining) = (quota.limit.min(INTEGER_MAX), left.remaining.min(INTEGER_MAX));
        let with = |mark: &str, number: Option<u64>| number.map_or(String::new(), |number| format!("{mark}{number}"));
        match self {
            Self::Draft => {
                let unit = if quota.is_concurrent { ";qu=\"concurrent-requests\"" } else { "" };
                vec![
                    ("ratelimit-policy", format!("\"default\";q={limit}{}{unit}", with(";w=", quota.window_s))),
                    ("ratelimit", format!("\"default\";r={remaining}{}", with(";t=", left.reset_s))),
                ]
            }
            Self::Draft7 => {
                let reset = with(", reset=", left.reset_s);
                vec![
                    ("ratelimit-policy", format!("{limit}{}", with(";w=", quota.window_s))),
                    ("ratelimit", format!("limit={limit}, remaining={remaining}{reset}")),
                ]
            }
            Self::X => plain(limit, remaining, left.reset_s),
            Self::Github => {
                let used = ("x-ratelimit-used", limit.saturating_sub(remaining).to_string());
                let resource = ("x-ratelimit-resource", "core".to_owned());
                [plain(limit, remaining, left.reset_at), vec![used, resource]].concat()
            }
            Self::None => Vec::new(),
        }
    }
}

fn plain(limit: u64, remaining: u64, reset: Option<u64>) -> Vec<(&'static str, String)> {
    let mut fields = vec![("x-ratelimit-limit", limit.to_string()), ("x-ratelimit-remaining", remaining.to_string())];
    fields.extend(reset.map(|reset| ("x-ratelimit-reset", reset.to_string())));
    fields
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;
    use proptest::prelude::*;

    use super::*;
    use crate::rate::headers::{Found, Stated, read};

    fn found(dialect: Dialect, quota: &Quota, left: &Left) -> Found {
        let fields = dialect.fields(quota, left);
        let fields = fields.iter().map(|(name, value)| (*name, value.as_str()));
        read(fields.chain([("date", "Sun, 22 Nov 2026 15:31:20 GMT")]))
    }

    #[test]
    fn as_others_write_it() {
        let quota = Quota { limit: 20, window_s: Some(2), is_concurrent: false };
        let left = Left { remaining: 3, reset_s: Some(2), reset_at: Some(1_795_361_482) };
        let text = |dialect: Dialect| {
            let fields = dialect.fields(&quota, &left);
            fields.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(text(Dialect::Draft), "ratelimit-policy: \"default\";q=20;w=2\nratelimit: \"default\";r=3;t=2");
        assert_eq!(text(Dialect::Draft7), "ratelimit-policy: 20;w=2\nratelimit: limit=20, remaining=3, reset=2");
        let plain = "x-ratelimit-limit: 20\nx-ratelimit-remaining: 3\nx-ratelimit-reset: ";
        assert_eq!(text(Dialect::X), format!("{plain}2"));
        assert_eq!(
            text(Dialect::Github),
            format!("{plain}1795361482\nx-ratelimit-used: 17\nx-ratelimit-resource: core")
        );
        assert_eq!(text(Dialect::None), "");
    }

    #[test]
    fn those_on_their_way_have_no_window() {
        let quota = Quota { limit: 5, window_s: None, is_concurrent: true };
        let left = Left { remaining: 1, reset_s: None, reset_at: None };
        let stated = found(Dialect::Draft, &quota, &left).stated.remove(0);
        assert_eq!(
            (stated.unit.as_deref(), stated.window_s, stated.reset_s),
            (Some("concurrent-requests"), None, None)
        );
    }

    proptest! {
        /// Whatever is written is read again as what it says.
        #[test]
        fn reading_gives_back_what_was_written(
            limit in 0_u64..u64::MAX, remaining in 0_u64..1_000_000, window in prop::option::of(0_u64..1_000_000),
            reset in prop::option::of(0_u64..100_000_000),
        ) {
            let quota = Quota { limit, window_s: window, is_concurrent: false };
            let left = Left { remaining, reset_s: reset, reset_at: reset.map(|reset| 1_795_361_480 + reset) };
            for dialect in Dialect::value_variants() {
                let found = found(*dialect, &quota, &left);
                prop_assert_eq!(&found.ignored, &[]);
                let Some(stated) = found.stated.first() else {
                    prop_assert_eq!(*dialect, Dialect::None);
                    continue;
                };
                let plain = [Dialect::X, Dialect::Github].contains(dialect);
                prop_assert_eq!(found.stated.len(), 1);
                let wanted = Stated {
                    limit: Some(limit.min(INTEGER_MAX)),
                    window_s: window.filter(|_| !plain).map(|w| w as f64),
                    remaining: Some(remaining),
                    reset_s: reset.map(|reset| reset as f64),
                    dialect: stated.dialect,
                    policy: stated.policy.clone(),
                    ..Stated::default()
                };
                prop_assert_eq!(stated, &wanted);
            }
        }
    }
}
