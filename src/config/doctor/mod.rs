//! What is found when a space and whoever has it are looked at: one line for each check. Pure.

pub mod bugs;
pub mod members;
pub mod space;

use serde::Serialize;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Ok,
    /// Worth knowing, and nothing is broken.
    Note,
    Problem,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Problem => "problem",
        }
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub check: &'static str,
    pub verdict: Verdict,
    /// What was looked at: an endpoint, a folder of keys, a file.
    pub subject: String,
    pub about: String,
    /// What helps.
    pub hint: Option<String>,
}

impl Finding {
    pub fn ok(check: &'static str, subject: impl Into<String>, about: impl Into<String>) -> Self {
        Self { check, verdict: Verdict::Ok, subject: subject.into(), about: about.into(), hint: None }
    }

    #[must_use]
    pub fn note(self, hint: impl Into<String>) -> Self {
        Self { verdict: Verdict::Note, hint: Some(hint.into()), ..self }
    }

    #[must_use]
    pub fn problem(self, hint: impl Into<String>) -> Self {
        Self { verdict: Verdict::Problem, hint: Some(hint.into()), ..self }
    }
}

/// A size for people.
pub fn bytes(size: u64) -> String {
    // Rounded down, so the larger unit only begins where a whole one more or less says little.
    let (unit, name) = match size {
        0..=0xffff => return format!("{size} B"),
        0x1_0000..=0x3ff_ffff => (10, "KiB"),
        _ => (20, "MiB"),
    };
    format!("{} {name}", size >> unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_short() {
        let sizes = [0, 65_535, 65_536, 64 << 20, 2 << 30].map(bytes);
        assert_eq!(sizes, ["0 B", "65535 B", "64 KiB", "64 MiB", "2048 MiB"]);
    }

    #[test]
    fn a_finding_says_how_it_ended_and_what_helps() {
        let ok = Finding::ok("check", "subject", "about");
        assert_eq!((ok.verdict, &ok.hint), (Verdict::Ok, &None));
        let note = ok.clone().note("look");
        assert_eq!(note, Finding { verdict: Verdict::Note, hint: Some("look".to_owned()), ..ok.clone() });
        let problem = note.problem("do");
        assert_eq!(problem, Finding { verdict: Verdict::Problem, hint: Some("do".to_owned()), ..ok });
    }

    #[test]
    fn verdicts_have_one_name() {
        for verdict in [Verdict::Ok, Verdict::Note, Verdict::Problem] {
            assert_eq!(serde_json::to_string(&verdict).unwrap(), format!("\"{}\"", verdict.name()));
        }
    }
}
