//! What helps after a command line that cannot be read.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};

use super::{TREE, command, one_line, route};
use crate::base::error::Error;
use crate::base::shell::shell_word;
use crate::base::verb::{Group, is_number};

/// No word that is longer is repeated in a hint.
const WORD_MAX: usize = 80;

/// What helps after clap's refusal, whose words are `text`.
pub fn of(error: &clap::Error, text: &str, args: &[OsString]) -> String {
    let odd = |kind| match error.get(kind) {
        Some(ContextValue::String(odd)) => Some(odd.as_str()),
        _ => None,
    };
    let words = route(args).map(|route| route.words.into_iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>());
    let words = words.unwrap_or_default();
    if let Some(odd) = odd(ContextKind::InvalidSubcommand) {
        return no_such_verb(odd, text, args);
    }
    // A verb that was found tells its group: another noun may stand as a value.
    let group = match words.first() {
        Some(first) => TREE.groups.iter().copied().find(|group| *first == group.name),
        None => noun(args.iter()),
    };
    let Some(group) = group else { return tip(text).unwrap_or_else(|| usage_of(&words, text)) };
    if words.is_empty() {
        let behind = || format!("options come behind the verb; {}", verbs_of(args.iter()));
        return tip(text).unwrap_or_else(behind);
    }
    let verb = words.get(1).map(|word| &**word).or(group.default).unwrap_or_default();
    // A value is none of the verb's own words.
    let (odd, is_value) = match odd(ContextKind::InvalidValue) {
        Some(value) => (value, true),
        None => (odd(ContextKind::InvalidArg).unwrap_or_default(), false),
    };
    let word = odd.split('=').next().unwrap_or_default();
    let exact = said(group, verb, word, word).filter(|_| !is_value || !is_number(word));
    let any = || said(group, verb, "*", word).filter(|_| !is_value && is_word(word));
    exact.or_else(|| tip(text)).or_else(any).unwrap_or_else(|| usage_of(&words, text))
}

/// How the verb is called, where clap tells it, or where that is told.
fn usage_of(words: &[impl AsRef<str>], text: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    let help = || format!("see gosys {} --help", words.join(" ")).replace("  ", " ");
    text.contains("\nUsage: ").then(|| usage(&words)).flatten().unwrap_or_else(help)
}

/// What helps where a verb should stand and something else does.
fn no_such_verb(odd: &str, text: &str, args: &[OsString]) -> String {
    let places = args.iter().enumerate().filter(|(_, word)| **word == *odd).map(|(at, _)| at);
    // A noun is only refused behind a noun.
    let is_noun = TREE.groups.iter().any(|group| group.name == odd);
    let at = places.clone().nth(usize::from(is_noun)).or_else(|| places.clone().next()).unwrap_or(args.len());
    let before = args.iter().take(at);
    let behind = args.iter().skip(at + 1).take_while(|word| *word != "--");
    let Some(group) = noun(before.clone()) else {
        let elsewhere = || verb_of_groups(odd, behind.clone());
        let known = said(TREE.shared, "", odd, odd).or_else(elsewhere).or_else(|| tip(text));
        return known.unwrap_or_else(|| verbs_of(before));
    };
    let later = || {
        let verb = behind.clone().find_map(|word| group.verb(word.to_str()?).filter(|verb| !verb.hidden))?;
        is_word(odd).then(|| format!("the verb comes first: gosys {} {} {}", group.name, verb.name, shell_word(odd)))
    };
    let known = said(group, "", odd, odd).or_else(later).or_else(|| tip(text));
    let any = || said(group, "", "*", odd).filter(|_| is_word(odd)).map(|any| format!("{any}; "));
    known.unwrap_or_else(|| format!("{}{}", any().unwrap_or_default(), verbs_of(before)))
}

/// Whether it could be a name or a value.
fn is_word(odd: &str) -> bool {
    !odd.is_empty() && !odd.starts_with('-') && odd.len() <= WORD_MAX
}

/// What the group says to `word` behind this verb; `odd` is what was typed.
fn said(group: &Group, verb: &str, word: &str, odd: &str) -> Option<String> {
    let hint = group.slip(verb, word).filter(|_| odd.len() <= WORD_MAX);
    hint.map(|hint| hint.replace("{}", &shell_word(odd)))
}

/// A verb that was typed without its group, or in front of it.
fn verb_of_groups<'a>(odd: &str, behind: impl Iterator<Item = &'a OsString> + Clone) -> Option<String> {
    let has = |group: &&&Group| group.verb(odd).is_some_and(|verb| !verb.hidden);
    let having: Vec<&Group> = TREE.groups.iter().filter(has).copied().collect();
    let named = having.iter().filter(|group| behind.clone().any(|word| *word == *group.name));
    let named: Vec<&Group> = named.copied().collect();
    let meant = if named.is_empty() { having } else { named };
    let calls: Vec<_> = meant.iter().map(|group| format!("gosys {} {odd}", group.name)).collect();
    (!calls.is_empty()).then(|| format!("did you mean {}?", calls.join(" or ")))
}

/// What clap believes was meant.
fn tip(text: &str) -> Option<String> {
    let mut tips = text.lines().filter_map(|line| line.trim().strip_prefix("tip: "));
    // To whoever mistyped an option, that it can also be a value is of no help; to whoever wrote a number it is.
    let is_no_option = |tip: &&str| match tip.strip_prefix("to pass '-") {
        Some(rest) => rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'),
        None => true,
    };
    tips.find(is_no_option).map(one_line)
}

/// How the verb of these words is called. Not clap's own line, which has what was typed among what is needed.
fn usage(words: &[impl AsRef<str>]) -> Option<String> {
    let mut root = command();
    root.build();
    let found = words.iter().try_fold(&mut root, |at, word| at.find_subcommand_mut(word.as_ref()));
    let text = found?.render_usage().to_string();
    // Of several ways to call it the first.
    let usage = text.strip_prefix("Usage: ")?.lines().next()?;
    Some(format!("usage: {}", one_line(usage)))
}

/// A noun without its verb, or nothing at all.
pub fn no_verb(args: &[OsString]) -> Error {
    match noun(args.iter()) {
        Some(group) => Error::usage(format!("no verb was named after `{}`", group.name)),
        None => Error::usage("no verb was named"),
    }
    .hint(verbs_of(args.iter()))
}

fn noun<'a>(mut words: impl Iterator<Item = &'a OsString>) -> Option<&'static Group> {
    words.find_map(|word| TREE.groups.iter().copied().find(|group| *word == *group.name))
}

/// What may follow these words. Clap's own list would have what is hidden in it.
fn verbs_of<'a>(words: impl Iterator<Item = &'a OsString>) -> String {
    let shown = |group: &'static Group| group.verbs.iter().filter(|verb| !verb.hidden).map(|verb| verb.name);
    match noun(words) {
        Some(group) => format!("verbs: {}", shown(group).collect::<Vec<_>>().join(", ")),
        None => {
            let names: Vec<&str> = TREE.groups.iter().map(|group| group.name).chain(shown(TREE.shared)).collect();
            format!("see gosys --help; there are: {}", names.join(", "))
        }
    }
}
