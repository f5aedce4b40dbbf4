//! Who may import whom: `main -> cli -> <group>/commands -> <group> -> backend -> base`.

use super::source::{Source, line_of, words};
use super::{Complaint, complain};

/// The backends; a file of one must not use another's.
const BACKENDS: &[&str] = &["local", "etcd", "redis", "zookeeper"];

/// What pure code must not name: it is handed what it needs.
const IMPURE: &[&str] = &[
    "tokio",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::os",
    "std::thread",
    "rustix",
    "SystemTime",
    "Instant",
    "clock::System",
];

/// A path that a file names, from the crate's root.
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    pub line: usize,
    pub path: Vec<String>,
}

/// Every path of this crate in the code that ships: `crate::`, `super::` and the library's own name.
pub fn imports(file: &Source) -> Vec<Import> {
    let mut found = Vec::new();
    for (at, word) in words(&file.shipped) {
        let base = match word {
            "crate" | "gosys" => vec![],
            "super" if !file.shipped[..at].ends_with("::") => file.module().iter().map(ToString::to_string).collect(),
            _ => continue,
        };
        let rest = &file.shipped[at..];
        let Some(rest) = rest.strip_prefix("super").map(|_| rest).or_else(|| rest[word.len()..].strip_prefix("::"))
        else {
            continue;
        };
        for path in expand(rest) {
            found.push(Import { line: line_of(&file.shipped, at), path: resolve(&base, path) });
        }
    }
    found
}

/// The paths of `a::{b, c::d}`.
fn expand(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start();
    if let Some(inner) = text.strip_prefix('{') {
        let inner = &inner[..super::source::block(text).saturating_sub(2)];
        return split(inner).into_iter().flat_map(expand).collect();
    }
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return vec![vec![]];
    }
    match text[name.len()..].strip_prefix("::") {
        Some(rest) => expand(rest).into_iter().map(|path| [vec![name.clone()], path].concat()).collect(),
        None => vec![vec![name]],
    }
}

/// Splits at the commas that stand in no inner braces.
fn split(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

fn resolve(base: &[String], path: Vec<String>) -> Vec<String> {
    let ups = path.iter().take_while(|part| *part == "super").count();
    let base = &base[..base.len().saturating_sub(ups)];
    base.iter().cloned().chain(path.into_iter().skip(ups)).collect()
}

/// A layer; a larger one may use a smaller one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Base,
    Backend,
    Group,
    Commands,
    Cli,
    Main,
}

fn layer(path: &[&str]) -> Layer {
    match path {
        ["base", ..] => Layer::Base,
        ["backend", ..] => Layer::Backend,
        ["cli", ..] => Layer::Cli,
        [] => Layer::Main,
        [_, "commands", ..] => Layer::Commands,
        _ => Layer::Group,
    }
}

/// Each file uses only its own layer and those below it.
pub fn layers(file: &Source) -> Vec<Complaint> {
    let own = layer(&file.module());
    let above = |path: &[&str]| !path.is_empty() && layer(path) > own;
    let wrong = imports(file).into_iter().filter(|import| above(&parts(import)));
    wrong.map(|import| complain(file, import.line, format!("uses {}, a layer above its own", shown(&import)))).collect()
}

/// No group uses another one.
pub fn groups_apart(file: &Source) -> Vec<Complaint> {
    let module = file.module();
    let is_group = |path: &[&str]| matches!(layer(path), Layer::Group | Layer::Commands);
    if !is_group(&module) {
        return vec![];
    }
    let foreign = |import: &Import| is_group(&parts(import)) && import.path[0] != module[0];
    let wrong = imports(file).into_iter().filter(foreign);
    wrong.map(|import| complain(file, import.line, format!("uses {}, another group", shown(&import)))).collect()
}

/// No file of a backend uses another backend.
pub fn backends_apart(file: &Source) -> Vec<Complaint> {
    let module = file.module();
    let backend = |path: &[&str]| path.iter().find_map(|part| BACKENDS.iter().find(|name| *name == part)).copied();
    let Some(own) = backend(&module) else { return vec![] };
    let wrong = imports(file).into_iter().filter(|import| backend(&parts(import)).is_some_and(|other| other != own));
    wrong.map(|import| complain(file, import.line, format!("uses {}, another backend", shown(&import)))).collect()
}

/// The core of a group asks nobody: no files, no sockets, no environment, no clock.
pub fn pure(file: &Source) -> Vec<Complaint> {
    if !is_pure(&file.module(), &file.path) {
        return vec![];
    }
    let paths = expanded_uses(&file.shipped);
    let mut wrong = Vec::new();
    for word in IMPURE {
        for (line, _) in paths.iter().filter(|(_, path)| names(path, word)) {
            wrong.push(complain(file, *line, format!("names `{word}`, but this file is pure")));
        }
    }
    wrong
}

fn is_pure(module: &[&str], path: &str) -> bool {
    // What all backends behind a network share in a group is a shell too, and has their name in `backend`.
    // So is a cache: it is files.
    let shell = |part: &&str| BACKENDS.contains(part) || ["remote", "commands", "cache"].contains(part);
    let root = path.matches('/').count() == 2 && path.ends_with("/mod.rs");
    layer(module) == Layer::Group && module[0] != "house" && !root && !module[1..].iter().any(shell)
}

/// Every path of the code, braces expanded, with its line.
fn expanded_uses(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in words(code).filter(|(at, _)| !code[..*at].ends_with("::")) {
        let line = line_of(code, at);
        found.extend(expand(&code[at..]).into_iter().map(|path| (line, path.join("::"))));
    }
    found
}

fn names(path: &str, word: &str) -> bool {
    format!("::{path}::").contains(&format!("::{word}::"))
}

fn parts(import: &Import) -> Vec<&str> {
    import.path.iter().map(String::as_str).collect()
}

fn shown(import: &Import) -> String {
    import.path.join("::")
}

#[test]
fn paths_are_found_and_expanded() {
    let text =
        "use crate::{house, id::{a, b::C}};\nuse super::x::Y;\nuse super::super::base;\nfn f() { crate::cli::g() }";
    let found = imports(&Source::new("src/lock/commands/run.rs", text));
    let found: Vec<_> = found.iter().map(|import| (import.line, shown(import))).collect();
    let wanted =
        [(1, "house"), (1, "id::a"), (1, "id::b::C"), (2, "lock::commands::x::Y"), (3, "lock::base"), (4, "cli::g")];
    assert_eq!(found, wanted.map(|(line, path)| (line, path.to_owned())));
}

#[test]
fn a_higher_layer_is_refused() {
    let refused = |path: &str, text: &str| layers(&Source::new(path, text)).len();
    assert_eq!(refused("src/base/x.rs", "use crate::backend::url;"), 1);
    assert_eq!(refused("src/backend/x.rs", "use crate::{id, base};"), 1);
    assert_eq!(refused("src/id/x.rs", "use crate::id::commands::new;"), 1);
    assert_eq!(refused("src/id/x.rs", "use super::commands::new;"), 1);
    assert_eq!(refused("src/house/commands/x.rs", "fn f() { crate::cli::command() }"), 1);
    assert_eq!(refused("src/id/commands/x.rs", "use crate::{base::exit, backend, id};"), 0);
    assert_eq!(refused("src/id/x.rs", "// use crate::cli;\n#[cfg(test)]\nmod tests { use crate::cli; }"), 0);
}

#[test]
fn another_group_is_refused() {
    let refused = |path: &str, text: &str| groups_apart(&Source::new(path, text)).len();
    assert_eq!(refused("src/id/local.rs", "use crate::lock::Session;"), 1);
    assert_eq!(refused("src/id/commands/new.rs", "use super::super::super::lock;"), 1);
    assert_eq!(refused("src/rate/x.rs", "use crate::{base, lb::pick};"), 1);
    assert_eq!(refused("src/id/local.rs", "use crate::id::Id; use crate::base::exit;"), 0);
    assert_eq!(refused("src/cli.rs", "use crate::{id, lock};"), 0);
}

#[test]
fn another_backend_is_refused() {
    let refused = |path: &str, text: &str| backends_apart(&Source::new(path, text)).len();
    assert_eq!(refused("src/backend/redis.rs", "use super::etcd;"), 1);
    assert_eq!(refused("src/backend/zookeeper/wire.rs", "use crate::backend::{url, local};"), 1);
    assert_eq!(refused("src/lock/etcd.rs", "use crate::backend::redis::Client;"), 1);
    assert_eq!(refused("src/lock/etcd.rs", "use crate::backend::etcd::Client;"), 0);
    assert_eq!(refused("src/backend/mod.rs", "use crate::backend::redis;"), 0);
}

#[test]
fn impure_code_in_a_pure_file_is_refused() {
    let refused = |path: &str, text: &str| pure(&Source::new(path, text)).len();
    for text in [
        "use tokio::time;",
        "use std::{fmt, fs};",
        "use std::fs::File;",
        "fn f() { std::env::var(A) }",
        "use std::time::{Duration, Instant};",
        "use std::time::SystemTime;",
        "use crate::base::clock;\nfn f() { clock::System }",
        "use std::{net::{TcpStream}};",
        "use rustix::fs::flock;",
    ] {
        assert!(refused("src/id/layout.rs", text) > 0, "{text}");
        assert!(refused("src/id/schemes/snow.rs", text) > 0, "{text}");
        assert_eq!(refused("src/id/local.rs", text), 0, "{text}");
        assert_eq!(refused("src/id/remote.rs", text), 0, "{text}");
        assert_eq!(refused("src/id/mod.rs", text), 0, "{text}");
        assert_eq!(refused("src/id/commands/new.rs", text), 0, "{text}");
        assert_eq!(refused("src/house/man.rs", text), 0, "{text}");
    }
    assert_eq!(refused("src/id/layout.rs", "use std::{fmt, time::Duration}; struct InstantLike; fn instant() {}"), 0);
}
