//! `backends`: what there is, what it can do, and whether it answers now.

use std::panic;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde::Serialize;

use crate::backend::credentials::{Credentials, Scope};
use crate::backend::local::folder::Folder;
use crate::backend::patience::Patience;
use crate::backend::url::Url;
use crate::backend::{self, Alive, BACKENDS, Backend, Call, Capability};
use crate::base::clock;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::Out;
use crate::base::out::table::Row;
use crate::base::settings::Settings;
use crate::base::verb::{Context, Run};

/// List the backends, and whether each answers now
///
/// The selected backend and that of every profile are asked for a sign of life, all at once and
/// within --timeout; kinds of backend that nothing names are listed without one. Ends with the
/// error of the selected backend if that does not answer.
#[derive(clap::Args)]
pub struct Backends {}

#[derive(Serialize)]
struct Line {
    schema: &'static str,
    #[serde(skip)]
    kind: &'static str,
    scheme: &'static str,
    can: &'static [Capability],
    selected: bool,
    profile: Option<String>,
    url: Option<String>,
    answers: Option<bool>,
    server: Option<String>,
    latency_ms: Option<f64>,
    error: Option<String>,
    folder: Option<PathBuf>,
    shared_with: Option<String>,
}

impl Row for Line {
    const COLUMNS: &'static [&'static str] = &["SCHEME", "CAN", "PROFILE", "URL", "ANSWERS", "ABOUT"];

    fn cells(&self) -> Vec<String> {
        let dash = || "-".to_owned();
        let can: Vec<String> = self.can.iter().map(|can| format!("{can:?}").to_lowercase()).collect();
        let mark = if self.selected { "*" } else { "" };
        let answers = match (self.answers, self.latency_ms) {
            (Some(true), Some(ms)) => format!("{ms} ms"),
            (Some(answers), _) => if answers { "yes" } else { "no" }.to_owned(),
            (None, _) => dash(),
        };
        vec![
            format!("{}{mark}", self.scheme),
            if can.is_empty() { dash() } else { can.join(",") },
            self.profile.clone().unwrap_or_else(dash),
            self.url.clone().unwrap_or_else(dash),
            answers,
            self.about(),
        ]
    }
}

impl Line {
    /// What is wrong, or else what there is to know.
    fn about(&self) -> String {
        let folder = self.folder.as_ref().map(|folder| {
            let who = self.shared_with.as_ref().map_or("not made yet".to_owned(), |who| format!("for {who}"));
            format!("{}, {who}", folder.display())
        });
        let known = self.error.clone().or_else(|| self.server.clone()).or(folder);
        known.unwrap_or_else(|| self.kind.to_owned())
    }
}

/// One backend that somebody named.
struct Named {
    profile: Option<String>,
    selected: bool,
    url: Url,
    credentials: Result<Credentials>,
}

impl Run for Backends {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let patience = Patience::one_shot(&context.settings)?;
        let named = named(&context.settings, &context.out)?;
        let mut lines = Vec::new();
        let mut fault = None;
        for (named, outcome, took) in ask_all(named, patience, &context.out) {
            lines.push(line(&named, &outcome, took));
            // Of the selected one alone: scripts ask about that, and profiles of servers that are away are nobody's
            // failure.
            fault = fault.or(outcome.err().filter(|_| named.selected));
        }
        lines.extend(
            BACKENDS.iter().filter(|row| !lines.iter().any(|line| belongs(line, row))).map(unnamed).collect::<Vec<_>>(),
        );
        context.out.table(&lines)?;
        match fault {
            None => Ok(Exit::Ok),
            Some(error) => {
                // The list first: on a terminal both streams are read as one.
                context.out.flush()?;
                Err(error)
            }
        }
    }
}

/// The selected backend, and those of the other profiles.
fn named(settings: &Settings, out: &Out) -> Result<Vec<Named>> {
    let url = backend::resolve(&settings.backend_url()?)?;
    let credentials = Credentials::of(settings, &url, Scope::Selected, out);
    let mut all = vec![Named { profile: settings.profile()?.map(str::to_owned), selected: true, url, credentials }];
    for name in settings.profiles()? {
        let own = settings.with_backend(format!("@{name}"));
        // The selected one is there already; a profile of nothing but a user has nobody to ask.
        if all[0].profile.as_ref() == Some(&name) || own.profile_value("backend")?.is_none() {
            continue;
        }
        let url = backend::resolve(&own.backend_url()?)?;
        let credentials = Credentials::of(&own, &url, Scope::Profile, out);
        all.push(Named { profile: Some(name), selected: false, url, credentials });
    }
    Ok(all)
}

/// Asks them all at the same time.
fn ask_all(all: Vec<Named>, patience: Patience, out: &Out) -> Vec<(Named, Result<Alive>, Duration)> {
    let ask = |mut named: Named| {
        let since = clock::instant();
        // Taken out, because an error cannot be copied; nobody looks at them again.
        let credentials = std::mem::replace(&mut named.credentials, Ok(Credentials::default()));
        let outcome = credentials
            .and_then(|credentials| (named.url.backend().ping)(&named.url, &Call { out, credentials, patience }));
        (named, outcome, since.elapsed())
    };
    thread::scope(|scope| {
        let asking: Vec<_> = all.into_iter().map(|named| scope.spawn(move || ask(named))).collect();
        // A panic goes on in the main thread, which makes it exit code 70.
        let join =
            |thread: thread::ScopedJoinHandle<'_, _>| thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic));
        asking.into_iter().map(join).collect()
    })
}

fn line(named: &Named, outcome: &Result<Alive>, took: Duration) -> Line {
    let url = &named.url;
    let folder = if url.is_local() { Folder::of(url).ok() } else { None };
    // A look at a folder takes no time worth telling, and an error took as long as we had patience.
    let has_latency = outcome.is_ok() && folder.is_none();
    Line {
        selected: named.selected,
        scheme: url.scheme(),
        profile: named.profile.clone(),
        url: Some(url.to_string()),
        answers: Some(outcome.is_ok()),
        server: outcome.as_ref().ok().and_then(|alive| alive.server.clone()),
        // To a tenth of a millisecond: more digits would only be noise.
        latency_ms: has_latency.then(|| (took.as_secs_f64() * 1e4).round() / 10.0),
        error: outcome.as_ref().err().map(Error::to_string),
        shared_with: folder.as_ref().and_then(Folder::shared_with),
        folder: folder.map(|folder| folder.path().to_owned()),
        ..unnamed(url.backend())
    }
}

fn belongs(line: &Line, row: &Backend) -> bool {
    row.schemes.iter().any(|scheme| scheme.name == line.scheme)
}

fn unnamed(row: &Backend) -> Line {
    Line {
        schema: "gosys.backend.v1",
        kind: row.about,
        scheme: row.schemes[0].name,
        can: row.can,
        selected: false,
        profile: None,
        url: None,
        answers: None,
        server: None,
        latency_ms: None,
        error: None,
        folder: None,
        shared_with: None,
    }
}
