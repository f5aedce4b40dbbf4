//! Naming a release: `7`, `-1`, `head`, `last-good`, `@{2h}` or a tag. Pure.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::history::{GOOD, History, not_kept};
use crate::base::duration::{HumanDuration, millis};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The longest tag, in bytes.
const TAG_MAX: usize = 64;

/// A release as a user names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    Number(u64),
    /// So many before the last; 0 is the last.
    Back(u64),
    /// What was the last one so long ago.
    Ago(Duration),
    /// The newest one of this name.
    Tag(Tag),
}

/// A name for releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Tag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        match text {
            "head" | "last-good" => Err(format!("`{text}` has a meaning of its own")),
            long if long.len() > TAG_MAX => Err(format!("a tag has {TAG_MAX} characters at most")),
            // A digit in front would make it a number, or look like one.
            name if name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(plain) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err("a tag begins with a letter; letters, digits and . _ - may follow".to_owned()),
        }
    }
}

impl FromStr for Reference {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let ago = text.strip_prefix("@{").and_then(|rest| rest.strip_suffix('}'));
        if let Some(span) = ago {
            return span.parse().map(|HumanDuration(span)| Self::Ago(span));
        }
        if text == "head" {
            return Ok(Self::Back(0));
        }
        if text == "last-good" {
            return Ok(Self::Tag(Tag(GOOD.to_owned())));
        }
        if let Some(back) = text.strip_prefix('-').and_then(number) {
            return Ok(Self::Back(back));
        }
        if let Some(number) = number(text) {
            return Ok(Self::Number(number));
        }
        let wrong =
            |_| "not a release; write its number, -1 for the one before, head, last-good, @{2h} or a tag".to_owned();
        text.parse().map(Self::Tag).map_err(wrong)
    }
}

fn number(text: &str) -> Option<u64> {
    // Digits alone: Rust would take a plus sign too, and `-+1` would be a release.
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Back(0) => f.write_str("head"),
            Self::Back(back) => write!(f, "-{back}"),
            Self::Ago(span) => write!(f, "@{{{}}}", HumanDuration(*span)),
            Self::Tag(Tag(name)) if name == GOOD => f.write_str("last-good"),
            Self::Tag(Tag(name)) => f.write_str(name),
        }
    }
}

impl Reference {
    /// The number of the release that is meant; 0 is the empty space before the first.
    pub fn resolve(&self, history: &History, now_ms: u64) -> Result<u64> {
        let last = history.last();
        // Whatever is counted from the last one on.
        if !matches!(self, Self::Tag(_)) && !matches!(self, Self::Number(number) if *number <= last) {
            history.check_last()?;
        }
        let missing = |why: String| Error::new(Exit::No, why).hint("gosys config log lists the releases");
        let number = match self {
            Self::Number(number) if *number > last => {
                return Err(missing(format!("there is no release {number}: the last one is {last}")));
            }
            Self::Number(number) => *number,
            Self::Back(back) => {
                let found = last.checked_sub(*back);
                found
                    .ok_or_else(|| missing(format!("there are only {last} releases, and not {back} before the last")))?
            }
            Self::Ago(span) => {
                let then = now_ms.saturating_sub(millis(*span));
                let ago = HumanDuration(*span);
                let upto = history.releases.partition_point(|release| release.at_ms <= then);
                let none = || missing(format!("no release that is kept is as old as {ago}"));
                let found = history.releases[..upto].last().ok_or_else(none)?.number;
                // One that is forgotten may have come between this one and that moment: then this one is older still.
                if history.releases.get(upto).is_some_and(|next| next.number != found + 1) {
                    return Err(missing(format!("the release of {ago} ago may be one that is not kept any more")));
                }
                found
            }
            Self::Tag(tag) => {
                let none = || missing(format!("no release has the tag `{}`", tag.0));
                history.tagged(&tag.0).ok_or_else(none)?
            }
        };
        // Nothing is known of what came between the ones that are kept.
        if number != 0 && history.get(number).is_none() {
            return Err(not_kept(number));
        }
        Ok(number)
    }
}
