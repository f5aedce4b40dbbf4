//! `config lint`: whether a space satisfies its schema.

use std::fs;
use std::path::PathBuf;

use serde::Serialize;

use super::place::on_store;
use super::reading::RelArgs;
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use crate::base::out::{Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::config::key::Key;
use crate::config::mask::Mask;
use crate::config::schema::{Complaint, Schema};
use crate::config::tree::Tree;
use crate::config::{Snapshot, Verdict};

/// Check the space against a JSON Schema
///
/// The space is seen as nested objects. A value is a number or a boolean where the schema's type asks for one and it
/// reads as one; else it is a string. Besides the usual formats there are duration (1m30s) and cidr. What has writeOnly
/// is a secret. A schema that is kept is checked before every release. Ends with 1 if something is wrong.
#[derive(clap::Args)]
pub struct Lint {
    /// This schema, JSON or YAML, instead of the one that is kept
    #[arg(long, value_name = "FILE")]
    schema: Option<PathBuf>,
    /// Keep that schema with the space, if the space satisfies it
    // Of the space as it is: that an old release satisfies it says nothing about the next one.
    #[arg(long, requires = "schema", conflicts_with = "rel")]
    keep: bool,
    /// Keep no schema any more
    #[arg(long, conflicts_with_all = ["schema", "keep"])]
    forget: bool,
    /// Print the schema that is kept; 1 if there is none
    #[arg(long, conflicts_with_all = ["schema", "keep", "forget"])]
    show: bool,
    #[command(flatten)]
    rel: RelArgs,
}

/// `gosys.config-complaint.v1`.
#[derive(Serialize)]
struct ComplaintRecord {
    schema: &'static str,
    key: Key,
    message: String,
}

impl Record for ComplaintRecord {
    fn text(&self) -> String {
        let complaint = Complaint { key: self.key.clone(), message: self.message.clone() };
        words(&complaint) + "\n"
    }
}

impl Run for Lint {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let given = self.schema.as_ref().map(|path| fs::read(path).map_err(|error| Error::file(path, "read", &error)));
        let given = given.transpose()?;
        // Here, where its name is known, and before a server is asked.
        if let (Some(text), Some(path)) = (&given, &self.schema) {
            let wrong = |why| Error::data(format!("{}: {why}", path.display()));
            Schema::parse(text).map_err(wrong)?;
        }
        on_store(context, |store, context| {
            if self.forget {
                return store.forget_schema().map(|()| Exit::Ok);
            }
            let Snapshot { schema: kept, head_version, .. } = store.snapshot()?;
            if self.show {
                let Some(kept) = kept else { return Ok(Exit::No) };
                return context.out.data(kept).map(|()| Exit::Ok);
            }
            let Some(schema) = given.as_ref().or(kept.as_ref()) else {
                return Err(Error::usage("the space has no schema").hint("--schema FILE gives one, --keep keeps it"));
            };
            let wrong = complaints(schema, &self.rel.tree(store)?)?;
            for Complaint { key, message } in &wrong {
                let (key, message) = (key.clone(), message.clone());
                context.out.record(&ComplaintRecord { schema: "gosys.config-complaint.v1", key, message })?;
            }
            // A schema that the space does not satisfy is not kept: every release after that would be refused, also the
            // one that mends it key by key.
            if !wrong.is_empty() {
                return Ok(Exit::No);
            }
            if self.keep && store.keep_schema(schema, head_version)? == Verdict::Overtaken {
                return Err(Error::new(Exit::Lost, "a release was made meanwhile, and no schema was kept")
                    .hint("say it again: the space is checked anew"));
            }
            Ok(Exit::Ok)
        })
    }
}

/// What of the tree does not satisfy the schema.
pub fn complaints(schema: &[u8], tree: &Tree) -> Result<Vec<Complaint>> {
    let schema = read(schema)?;
    let mask = Mask { reveal: false, marked: schema.secrets() };
    Ok(schema.complaints(tree, &mask))
}

/// How the values of a space are shown that has this schema.
pub fn mask(schema: Option<&[u8]>) -> Result<Mask> {
    let marked = schema.map_or_else(|| Ok(Vec::new()), |schema| read(schema).map(|schema| schema.secrets()))?;
    Ok(Mask { reveal: false, marked })
}

fn read(schema: &[u8]) -> Result<Schema> {
    Schema::parse(schema).map_err(|why| {
        Error::data(format!("the schema that is kept with the space: {why}"))
            .hint("gosys config lint --schema FILE --keep replaces it, --forget takes it away")
    })
}

/// A complaint in one line.
pub fn words(complaint: &Complaint) -> String {
    sanitize::line(&format!("{}: {}", place(complaint), complaint.message)).into_owned()
}

/// What it is about.
pub fn place(complaint: &Complaint) -> String {
    if complaint.key.as_str().is_empty() { "the space".to_owned() } else { format!("`{}`", complaint.key) }
}
