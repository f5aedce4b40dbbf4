//! TOML 1.0: nested tables, every value a basic string on one line. Pure.

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::Refusal;
use super::nest::{
    BASE64, Folder, Gather, Names, Node, READ_DEPTH_MAX, base64, empty_folder, nested, no_value, quoted, too_deep,
};
use crate::config::tree::Tree;
use crate::config::value::Value;

/// The space as tables; refuses nothing.
pub fn write(tree: &Tree) -> Result<String, Refusal> {
    let mut text = String::new();
    table(&nested(tree), "", &mut text);
    Ok(text)
}

/// First the table's own values: what follows the header of another table belongs to that one.
fn table(folder: &Folder<'_>, path: &str, text: &mut String) {
    let leaves = folder.iter().filter_map(|(name, node)| match node {
        Node::Leaf(value) => Some(format!("{} = {}\n", bare(name), scalar(value))),
        Node::Folder(_) => None,
    });
    // A header without values of its own says nothing: those below it name it too.
    let leaves: String = leaves.collect();
    if !path.is_empty() && !leaves.is_empty() {
        let gap = if text.is_empty() { "" } else { "\n" };
        *text += &format!("{gap}[{path}]\n");
    }
    *text += &leaves;
    for (name, node) in folder {
        if let Node::Folder(inner) = node {
            let dot = if path.is_empty() { "" } else { "." };
            table(inner, &format!("{path}{dot}{}", bare(name)), text);
        }
    }
}

fn bare(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if is_bare { name.to_owned() } else { quoted(name) }
}

fn scalar(value: &Value) -> String {
    match value.text() {
        Some(text) => quoted(text),
        None => format!("{{ \"{BASE64}\" = \"{}\" }}", base64(value)),
    }
}

/// Reads tables; refuses arrays.
pub fn read(text: &str, mut gather: Gather) -> Result<Tree, Refusal> {
    // Before the parser, which goes down by recursion and would end the process where the stack does.
    check_depth(text)?;
    let document = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Refusal::of(error.message().to_owned()).at_byte(text, at)
    })?;
    read_table(text, document.get_ref(), None, &mut gather)?;
    Ok(gather.tree())
}

/// Each dot of a key is a table in a table, and of those the parser allows any number; of brackets too, where they are
/// not closed.
fn check_depth(text: &str) -> Result<(), Refusal> {
    let (mut depth, mut around) = (0, Vec::new());
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::Dot => depth += 1,
            TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => around.push(depth),
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => depth = around.pop().unwrap_or(0),
            TokenKind::Comma | TokenKind::Newline => depth = around.last().copied().unwrap_or(0),
            _ => {}
        }
        if depth + around.len() > READ_DEPTH_MAX {
            return Err(too_deep().at_byte(text, token.span().start()));
        }
    }
    Ok(())
}

fn read_table(text: &str, table: &DeTable<'_>, folder: Option<&str>, gather: &mut Gather) -> Result<(), Refusal> {
    let mut names = Names::new();
    for (name, value) in table {
        let at = |refusal: Refusal| refusal.at_byte(text, name.span().start);
        let key = gather.name(folder, name.get_ref(), &mut names).map_err(at)?;
        match value.get_ref() {
            DeValue::String(string) => gather.text(&key, string.as_bytes()).map_err(at)?,
            // As it is written: 1.10 is no 1.1, and 0x1F not 31.
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {
                gather.text(&key, &text[value.span()]).map_err(at)?;
            }
            DeValue::Array(_) => return Err(at(no_value(&key, "a list"))),
            DeValue::Datetime(_) => return Err(at(no_value(&key, "a date"))),
            DeValue::Table(inner) if inner.is_empty() => return Err(at(empty_folder(&key))),
            DeValue::Table(inner) => match only_base64(inner) {
                Some(base64) => gather.base64(&key, base64).map_err(at)?,
                None => read_table(text, inner, Some(&key), gather)?,
            },
        }
    }
    Ok(())
}

fn only_base64<'a>(table: &'a DeTable<'_>) -> Option<&'a str> {
    let mut members = table.iter();
    let (name, value): (_, &Spanned<DeValue<'_>>) = members.next().filter(|_| table.len() == 1)?;
    value.get_ref().as_str().filter(|_| name.get_ref() == BASE64)
}
