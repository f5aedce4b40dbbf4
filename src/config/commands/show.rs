//! `config show`: one release with its values.

use serde::Serialize;

use super::diff_lines;
use super::place::on_store;
use super::reading::{RevealArgs, resolve};
use crate::base::error::Result;
use crate::base::exit::Exit;
use crate::base::moment::rfc3339;
use crate::base::out::{Format, Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::config::history::Diff;
use crate::config::key::Key;
use crate::config::mask::Mask;
use crate::config::reference::Reference;
use crate::config::release::Release;
use crate::config::value::Value;

/// Show a release, with all that it changed
///
/// Who made it, when and why, then a line for each key. What it wrote over that was of no release is shown as well.
#[derive(clap::Args)]
pub struct Show {
    /// Its number, -1, @{2h}, last-good or a tag
    #[arg(value_name = "RELEASE", default_value = "head", allow_hyphen_values = true)]
    release: Reference,
    #[command(flatten)]
    reveal: RevealArgs,
}

/// `gosys.config-release.v1`: the head of a release; its changes follow as `gosys.config-diff.v1`.
#[derive(Serialize)]
struct Heading<'a> {
    schema: &'static str,
    release: u64,
    kind: &'static str,
    of: Option<u64>,
    at: Option<String>,
    who: &'a str,
    host: &'a str,
    message: &'a str,
    tags: Vec<&'a str>,
    keys: u64,
    digest: String,
    over: Vec<Over<'a>>,
}

/// What somebody had written past gosys, and the release wrote over; no value where it had been deleted.
#[derive(Serialize)]
struct Over<'a> {
    key: &'a Key,
    masked: bool,
    value: Option<&'a Value>,
    #[serde(skip)]
    line: String,
}

impl Record for Heading<'_> {
    fn text(&self) -> String {
        let of = self.of.map_or(String::new(), |of| format!(" to {of}"));
        let at = self.at.as_deref().unwrap_or("-");
        let Self { release, kind, who, host, message, .. } = self;
        let mut lines = vec![format!("release {release}: {kind}{of} at {at} by {who}@{host}")];
        lines.extend((!message.is_empty()).then(|| format!("message: {message}")));
        lines.extend((!self.tags.is_empty()).then(|| format!("tags: {}", self.tags.join(", "))));
        lines.iter().map(|line| sanitize::line(line).into_owned() + "\n").collect()
    }
}

impl Run for Show {
    fn run(self, context: &mut Context) -> Result<Exit> {
        on_store(context, |store, context| {
            let history = store.history()?;
            let number = resolve(&history, &self.release)?;
            let mask = self.reveal.mask(store)?;
            let Some(release) = history.get(number) else {
                context.out.note("before the first release the space was empty");
                return Ok(Exit::Ok);
            };
            let heading = Heading {
                schema: "gosys.config-release.v1",
                release: number,
                kind: release.kind.name(),
                of: release.of,
                at: rfc3339(release.at_ms),
                who: &release.who,
                host: &release.host,
                message: &release.message,
                tags: history.tags_of(number).collect(),
                keys: release.keys,
                digest: release.digest.to_string(),
                over: over(release, &mask),
            };
            context.out.record(&heading)?;
            diff_lines::print(&history.changes(number).unwrap_or_default(), &mask, &mut context.out)?;
            let lost: String = heading.over.iter().map(|over| over.line.as_str()).collect();
            if context.out.format() == Format::Text && !lost.is_empty() {
                context.out.data(format!("what it wrote over, of no release:\n{lost}"))?;
            }
            Ok(Exit::Ok)
        })
    }
}

fn over<'a>(release: &'a Release, mask: &Mask) -> Vec<Over<'a>> {
    let over = release.changes.iter().filter_map(|(key, change)| Some((key, change.over.as_ref()?)));
    let told = over.map(|(key, foreign)| {
        let (masked, from) = (mask.hides(key), foreign.value.as_ref());
        let diff = Diff { key: key.clone(), from: from.cloned(), to: None };
        Over { key, masked, value: from.filter(|_| !masked), line: diff_lines::line(&diff, mask) + "\n" }
    });
    told.collect()
}
