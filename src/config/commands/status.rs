//! `config status`: who has applied which release.

use std::thread;
use std::time::Duration;

use serde::Serialize;

use super::place::Selected;
use crate::backend::patience::Patience;
use crate::base::clock::{Deadline, unix_ms};
use crate::base::duration::HumanDuration;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::table::Row;
use crate::base::verb::{Context, Run};
use crate::config::Store;
use crate::config::reference::Reference;
use crate::config::tree::Digest;
use crate::config::watch::ack::{Ack, Applied};

/// How long --wait waits where --timeout says nothing.
const WAIT: Duration = Duration::from_secs(10);
/// And how often it looks.
// Asked and not watched for: it works alike on all backends, and somebody waits for seconds here, not milliseconds.
const LOOK_EVERY: Duration = Duration::from_millis(200);
/// How long what is there in the end may take to be read.
const LAST_LOOK: Duration = Duration::from_millis(700);

/// Show who has applied which release
///
/// One line for each `config watch` with a command and each `config sync`: the last release that the command has
/// succeeded with, or that the copy has, whether it is failing with a later one, and how long ago that was said. Who is
/// not heard of for 30 s is left out. With --wait, ends with 0 as soon as all have that release or a later one, and with
/// 124 if not all have it within --timeout, 10s where nothing is said.
#[derive(clap::Args)]
pub struct Status {
    /// Wait until all that watch, or the hosts of --host, have this release
    #[arg(long, value_name = "RELEASE", allow_hyphen_values = true)]
    wait: Option<Reference>,
    /// Wait for all that watch, and at least one: the default
    #[arg(long, requires = "wait", conflicts_with = "host")]
    all: bool,
    /// Only this host; may be given several times
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
}

/// `gosys.config-ack.v1`.
#[derive(Serialize)]
struct AckRecord<'a> {
    schema: &'static str,
    host: &'a str,
    pid: u32,
    who: &'a str,
    release: u64,
    digest: Option<Digest>,
    state: Applied,
    age_ms: u64,
    /// The last release of the space.
    head: u64,
}

impl Row for AckRecord<'_> {
    const COLUMNS: &'static [&'static str] = &["HOST", "PID", "WHO", "RELEASE", "HEAD", "STATE", "AGE"];

    fn cells(&self) -> Vec<String> {
        let age = HumanDuration(Duration::from_secs(self.age_ms / 1000)).to_string();
        let [pid, release, head] = [u64::from(self.pid), self.release, self.head].map(|number| number.to_string());
        vec![self.host.to_owned(), pid, self.who.to_owned(), release, head, self.state.name().to_owned(), age]
    }
}

impl Run for Status {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let limit = context.settings.timeout()?.unwrap_or(WAIT);
        let out = context.settings.out()?;
        // Where there is something to wait for, the last look comes when the time is over.
        let last_look = self.wait.as_ref().map_or(Duration::ZERO, |_| LAST_LOOK);
        let selected = Selected::within(&context.settings, &out, Patience::of(limit + last_look))?;
        let until = Deadline::after(Some(limit));
        let mut store = selected.store()?;
        let missing = match &self.wait {
            None => None,
            Some(reference) => {
                // Once: `head` is the release that was the last when the waiting began, or a busy space would be
                // waited for without end.
                let number = reference.resolve(&store.history()?, unix_ms())?;
                self.until_all_have(store.as_mut(), number, until)?
            }
        };
        let head = store.snapshot()?.release();
        let (acks, odd) = self.acks(store.as_mut())?;
        odd.iter().for_each(|why| context.out.note(&format!("left out: {why}")));
        if acks.is_empty() {
            context
                .out
                .note(&format!("nobody follows this space with a command or a copy; its last release is {head}"));
        }
        let now_ms = unix_ms();
        let record = |ack| record(ack, head, now_ms);
        context.out.table(&acks.iter().map(record).collect::<Vec<_>>())?;
        missing.map_or(Ok(Exit::Ok), |missing| {
            // What was asked for stands first, then why it is not so.
            Err(Error::new(Exit::Timeout, missing)
                .hint("--timeout gives it longer; the hook's own output says why it fails"))
        })
    }
}

impl Status {
    /// Of the hosts that were asked for; and why others cannot be read.
    fn acks(&self, store: &mut dyn Store) -> Result<(Vec<Ack>, Vec<String>)> {
        let (mut acks, mut odd) = (Vec::new(), Vec::new());
        for ack in store.acks()? {
            match ack {
                Ok(ack) => acks.push(ack),
                Err(why) => odd.push(why),
            }
        }
        acks.retain(|ack| self.host.is_empty() || self.host.contains(&ack.host));
        Ok((acks, odd))
    }

    /// Waits; says what is missing where that took too long.
    fn until_all_have(&self, store: &mut dyn Store, number: u64, until: Deadline) -> Result<Option<String>> {
        loop {
            let Some(missing) = self.missing(&self.acks(store)?.0, number) else { return Ok(None) };
            if until.left().is_none_or(|left| left <= LOOK_EVERY) {
                return Ok(Some(missing));
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    fn missing(&self, acks: &[Ack], number: u64) -> Option<String> {
        // First of all: of a host that says nothing there is nothing to be compared, and it must not count as done.
        let unheard = self.host.iter().find(|host| !acks.iter().any(|ack| ack.host == **host));
        if let Some(host) = unheard {
            return Some(format!("nothing is heard of {host}, so it may not have release {number}"));
        }
        if acks.is_empty() {
            return Some(format!("nobody follows this space, so nobody has release {number}"));
        }
        let behind: Vec<&Ack> = acks.iter().filter(|ack| !ack.has(number)).collect();
        let first = behind.first()?;
        let state = if first.state == Applied::Failing { " and is failing" } else { "" };
        let (count, all) = (behind.len(), acks.len());
        Some(format!("{count} of {all} do not have release {number}: {} has {}{state}", first.host, first.release))
    }
}

fn record(ack: &Ack, head: u64, now_ms: u64) -> AckRecord<'_> {
    let Ack { host, pid, who, release, digest, state, at_ms, .. } = ack;
    let age_ms = now_ms.saturating_sub(*at_ms);
    let (pid, release, digest, state) = (*pid, *release, *digest, *state);
    AckRecord { schema: "gosys.config-ack.v1", host, pid, who, release, digest, state, age_ms, head }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ack(host: &str, release: u64, state: Applied) -> Ack {
        let (host, who) = (host.to_owned(), "me".to_owned());
        Ack { id: format!("{host}-1"), host, pid: 1, who, release, digest: None, state, at_ms: 0 }
    }

    #[test]
    fn who_is_missing() {
        let status = |hosts: &[&str]| Status {
            wait: None,
            all: false,
            host: hosts.iter().map(|host| (*host).to_owned()).collect(),
        };
        let acks = [ack("a", 5, Applied::Applied), ack("b", 4, Applied::Failing)];
        assert_eq!(status(&[]).missing(&acks, 4), None);
        let words = status(&[]).missing(&acks, 5).unwrap();
        assert_eq!(words, "1 of 2 do not have release 5: b has 4 and is failing");
        assert!(status(&[]).missing(&[], 0).unwrap().contains("nobody follows"));
        assert!(status(&["c"]).missing(&acks, 1).unwrap().contains("nothing is heard of c"));
        assert_eq!(status(&["a"]).missing(&acks[..1], 5), None);
    }
}
