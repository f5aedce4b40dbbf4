//! The man pages: one of gosys itself, and one for each group with its verbs as subsections.

mod arguments;
mod page;
mod text;

use clap::Command;
use roff::{Inline, bold, italic, roman};

use crate::base::error::lower_first;
use crate::base::exit::EXIT_CODES;
use crate::base::settings::table::{Place, VARIABLES, Variable};
use crate::base::verb::{Group, Tree, Verb};
use arguments::stopped;
use page::{Page, inlines};

/// One man page.
pub struct ManPage {
    /// Its name without the section.
    pub name: String,
    pub source: String,
}

/// All pages, that of gosys itself first.
pub fn pages(tree: &Tree) -> Vec<ManPage> {
    let root = ManPage { name: "gosys".to_owned(), source: root(tree) };
    let groups = tree.groups.iter().map(|group| ManPage { name: page_name(group), source: of_group(tree, group) });
    std::iter::once(root).chain(groups).collect()
}

fn page_name(group: &Group) -> String {
    format!("gosys-{}", group.name)
}

fn root(tree: &Tree) -> String {
    let command = (tree.command)();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let mut page = Page::new("gosys");
    name(&mut page, "gosys", &about);
    page.section("SYNOPSIS");
    let noun =
        vec![roman("["), italic("OPTION"), roman("...] "), italic("NOUN"), roman(" ["), italic("VERB"), roman("]")];
    let rest = vec![roman("["), italic("ARGUMENT"), roman("...]")];
    page.synopsis("gosys", vec![noun, rest.clone()]);
    page.synopsis("gosys", vec![vec![roman("["), italic("OPTION"), roman("...] "), italic("VERB")], rest]);
    page.section("DESCRIPTION").paragraphs(text::DESCRIPTION);
    page.section("NOUNS");
    for group in tree.groups {
        let verbs: Vec<_> = visible(group).map(|verb| format!("`{}`", verb.name)).collect();
        let verbs = if verbs.is_empty() { String::new() } else { format!(" Verbs: {}.", verbs.join(", ")) };
        page.item(vec![bold(group.name)], &format!("{}{verbs} See `{}`(1).", stopped(group.about), page_name(group)));
    }
    page.section("VERBS WITHOUT A NOUN");
    verbs(&mut page, tree.shared);
    page.section("GLOBAL OPTIONS");
    arguments::explain(&mut page, &built(command));
    page.section("OUTPUT").paragraphs(text::OUTPUT);
    page.section("SETTINGS").paragraphs(text::SETTINGS).verbatim(text::SETTINGS_EXAMPLE);
    page.paragraphs(text::SETTINGS_PASSWORD);
    examples(&mut page, tree.shared);
    ending(&mut page, tree, None);
    page.render()
}

fn of_group(tree: &Tree, group: &Group) -> String {
    let mut page = Page::new(&page_name(group));
    name(&mut page, &page_name(group), group.about);
    page.section("SYNOPSIS");
    if let Some(verb) = group.default.and_then(|name| group.verb(name)) {
        synopsis(&mut page, &format!("gosys {}", group.name), verb);
    }
    for verb in visible(group) {
        synopsis(&mut page, &words(group, verb), verb);
    }
    page.section("DESCRIPTION");
    let about = stopped(group.about);
    page.paragraphs(if group.description.is_empty() { &about } else { group.description });
    if let Some(default) = group.default {
        page.paragraphs(&format!("`gosys {}` alone is `gosys {} {default}`.", group.name, group.name));
    }
    page.paragraphs("The options that every verb knows are described in `gosys`(1).");
    page.section("VERBS");
    verbs(&mut page, group);
    for (title, text) in group.sections {
        page.section(title).paragraphs(text);
    }
    examples(&mut page, group);
    ending(&mut page, tree, Some(group));
    page.render()
}

fn name(page: &mut Page, name: &str, about: &str) {
    // The form that whatis(1) and apropos(1) read: one line, name and purpose parted by a dash.
    page.section("NAME").line(vec![roman(format!("{name} - {}", lower_first(about)))]);
}

fn visible(group: &Group) -> impl Iterator<Item = &'static Verb> + use<> {
    group.verbs.iter().filter(|verb| !verb.hidden)
}

fn words(group: &Group, verb: &Verb) -> String {
    ["gosys", group.name, verb.name].into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The verb's own command, without what every verb knows.
fn parser(verb: &Verb) -> Command {
    built(verb.document(Command::new(verb.name)))
}

fn built(command: Command) -> Command {
    // Building fills in what clap works out by itself, such as how many values an argument takes.
    let mut command = command.disable_help_flag(true).disable_help_subcommand(true);
    command.build();
    command
}

fn synopsis(page: &mut Page, words: &str, verb: &Verb) {
    let command = parser(verb);
    page.synopsis(words, arguments::of(&command).into_iter().map(arguments::usage).collect());
}

fn verbs(page: &mut Page, group: &Group) {
    for verb in visible(group) {
        page.subsection(&words(group, verb));
        synopsis(page, &words(group, verb), verb);
        let command = parser(verb);
        let about = command.get_long_about().or(command.get_about()).map(ToString::to_string).unwrap_or_default();
        let paragraphs: Vec<_> = about.split("\n\n").map(stopped).collect();
        page.paragraphs(&paragraphs.join("\n\n"));
        arguments::explain(page, &command);
    }
}

fn examples(page: &mut Page, group: &Group) {
    let mut examples = visible(group).flat_map(|verb| verb.examples).peekable();
    if examples.peek().is_some() {
        page.section("EXAMPLES");
    }
    for example in examples {
        let status = if example.exit == 0 { String::new() } else { format!(" (exit status {})", example.exit) };
        page.paragraphs(&format!("{}{status}:", example.says)).verbatim(example.line);
    }
}

fn ending(page: &mut Page, tree: &Tree, group: Option<&Group>) {
    page.section("EXIT STATUS");
    for row in EXIT_CODES {
        page.item(vec![bold(row.code)], &stopped(&format!("{}: {}", row.name, row.meaning)));
    }
    page.section("ENVIRONMENT");
    let group_name = group.map_or("", |group| group.name);
    // A group's own first: the common ones are the same on every page.
    let (own, common): (Vec<_>, Vec<_>) = VARIABLES.iter().partition(|variable| !variable.group.is_empty());
    for variable in own.into_iter().filter(|variable| variable.group == group_name).chain(common) {
        page.item(vec![bold(variable.name)], &meaning(variable));
    }
    page.section("FILES");
    for (path, what) in text::FILES {
        page.item(vec![italic(*path)], what);
    }
    page.section("SEE ALSO").line(see_also(tree, group));
}

fn meaning(variable: &Variable) -> String {
    let part = |words: &str, value: &str| (!value.is_empty()).then(|| format!("{words} {value}"));
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let setting = match variable.place {
        Place::File => part("setting", &code(variable.key)),
        Place::Profile => part("setting of a profile", &code(variable.key)),
        Place::Nowhere => None,
    };
    let parts = [part("flag", &code(variable.flag)), setting, part("default", variable.default)];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if parts.is_empty() { variable.meaning.to_owned() } else { format!("{} ({parts})", variable.meaning) }
}

fn see_also(tree: &Tree, group: Option<&Group>) -> Vec<Inline> {
    let others = tree.groups.iter().filter(|other| group.is_none_or(|group| group.name != other.name));
    let gosys = group.map(|_| "gosys".to_owned());
    let pages = gosys.into_iter().chain(others.map(|other| page_name(other)));
    let pages: Vec<_> = pages.chain(text::RELATED.iter().map(ToString::to_string)).collect();
    inlines(&pages.iter().map(|page| format!("`{page}`(1)")).collect::<Vec<_>>().join(", "))
}
