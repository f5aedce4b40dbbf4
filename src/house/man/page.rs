//! One man page under construction: sections, paragraphs and items in place of roff's requests.

use roff::{Inline, Roff, bold, roman};

/// A page of section 1.
pub(super) struct Page {
    roff: Roff,
    /// A heading has just been set: the first paragraph needs no request.
    fresh: bool,
}

impl Page {
    /// A page of this name. It bears no date, so that the same source always makes the same page.
    pub(super) fn new(name: &str) -> Self {
        let mut roff = Roff::new();
        let release = concat!("gosys ", env!("CARGO_PKG_VERSION"));
        // The date is there and empty, or the release would be taken for it.
        roff.control("TH", [&*escape(&name.to_uppercase()), "1", "\"\"", release, "User Commands"]);
        Self { roff, fresh: false }
    }

    pub(super) fn section(&mut self, title: &str) -> &mut Self {
        self.roff.control("SH", [title]);
        self.fresh = true;
        self
    }

    pub(super) fn subsection(&mut self, title: &str) -> &mut Self {
        self.roff.control("SS", [&*escape(title)]);
        self.fresh = true;
        self
    }

    /// How a command is called: its words, and what may follow them.
    pub(super) fn synopsis(&mut self, words: &str, arguments: Vec<Vec<Inline>>) -> &mut Self {
        self.roff.control("SY", [&*escape(words)]);
        self.fresh = false;
        // On one line: to roff one that ends with dots would be the end of a sentence, and it would leave more room.
        if !arguments.is_empty() {
            self.roff.text(arguments.join(&roman(" ")));
        }
        self.roff.control("YS", []);
        self
    }

    /// One line of text, not filled with others into a paragraph.
    pub(super) fn line(&mut self, text: Vec<Inline>) -> &mut Self {
        self.roff.text(text);
        self
    }

    /// Paragraphs, separated by an empty line; what stands in backticks becomes bold. One that is indented is shown as
    /// it stands.
    pub(super) fn paragraphs(&mut self, text: &str) -> &mut Self {
        for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
            // A table, whose columns filling would destroy.
            if paragraph.starts_with("  ") {
                self.verbatim(paragraph);
                continue;
            }
            if !self.fresh {
                self.roff.control("PP", []);
            }
            self.fill(paragraph);
        }
        self
    }

    /// A term and, indented below it, what it means.
    pub(super) fn item(&mut self, term: Vec<Inline>, text: &str) -> &mut Self {
        self.roff.control("TP", []).text(term);
        self.fresh = false;
        for (i, paragraph) in text.split("\n\n").enumerate() {
            if i > 0 {
                self.roff.control("IP", []);
            }
            self.fill(paragraph);
        }
        self
    }

    /// Items within an item.
    pub(super) fn nested(&mut self, add: impl FnOnce(&mut Self)) -> &mut Self {
        self.roff.control("RS", []);
        add(self);
        self.roff.control("RE", []);
        self
    }

    /// Lines as they stand, indented.
    pub(super) fn verbatim(&mut self, text: &str) -> &mut Self {
        self.roff.control("PP", []).control("RS", ["4"]).control("EX", []);
        for line in text.lines() {
            self.roff.text([roman(line)]);
        }
        self.roff.control("EE", []).control("RE", []);
        self
    }

    pub(super) fn render(&self) -> String {
        self.roff.render()
    }

    fn fill(&mut self, paragraph: &str) {
        // A line that ends with a stop ends a sentence to roff, which spaces it so; one inside of a line it does not
        // see.
        for sentence in sentences(&paragraph.replace('\n', " ")) {
            self.roff.text(inlines(sentence));
        }
        self.fresh = false;
    }
}

/// The library escapes text, not the arguments of requests.
fn escape(argument: &str) -> String {
    // A bare dash may be set as a hyphen, which cannot be copied into a shell.
    argument.replace('-', "\\-")
}

/// Text in which backticks mark what is typed as it stands.
pub(super) fn inlines(text: &str) -> Vec<Inline> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(i, part)| if i % 2 == 1 { bold(part) } else { roman(part) }).collect()
}

/// Roff wants each sentence on a line of its own.
fn sentences(text: &str) -> Vec<&str> {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1);
    let is_end = |at: &usize| {
        // Not behind `e.g.`, and not inside of code.
        text[at + 1..].starts_with(char::is_uppercase) && text[..*at].matches('`').count().is_multiple_of(2)
    };
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends.filter(is_end).chain([text.len()]) {
        found.push(text[start..end].trim_start());
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_ends_at_a_stop_before_a_capital_outside_of_code() {
        assert_eq!(sentences("One. Two, e.g. three. `a. B`."), ["One.", "Two, e.g. three. `a. B`."]);
        assert_eq!(sentences("Ends. Here"), ["Ends.", "Here"]);
        assert_eq!(sentences(""), [""]);
    }

    #[test]
    fn backticks_are_bold() {
        assert_eq!(inlines("see `gosys id` now"), [roman("see "), bold("gosys id"), roman(" now")]);
    }

    #[test]
    fn dashes_and_leading_stops_survive() {
        let mut page = Page::new("gosys-id");
        page.paragraphs(".dotted --flag").synopsis("gosys x-y", vec![]).verbatim("'a' \\ b");
        let text = page.render();
        assert!(text.contains(".TH GOSYS\\-ID 1 \"\" \"gosys "), "{text}");
        assert!(text.contains("\\&.dotted \\-\\-flag\n"), "{text}");
        assert!(text.contains(".SY \"gosys x\\-y\"\n.YS\n"), "{text}");
        assert!(text.contains("\\*(Aqa\\*(Aq \\\\ b\n"), "{text}");
    }

    /// The requests that pages are made of; the first two define the apostrophe.
    const REQUESTS: &[&str] =
        &[".ie", ".el", ".TH", ".SH", ".SS", ".SY", ".YS", ".PP", ".TP", ".IP", ".RS", ".RE", ".EX", ".EE"];

    proptest! {
        #[test]
        fn no_text_is_taken_for_a_request(text in "[-.'\\\\\"` \na-cA-Cäß]{0,40}") {
            let mut page = Page::new("x");
            page.section("S").paragraphs(&text).item(vec![bold("t")], &text).verbatim(&text);
            for line in page.render().lines() {
                let request = line.split(' ').next().unwrap_or_default();
                let is_text = !line.starts_with(['.', '\'']);
                prop_assert!(is_text || REQUESTS.contains(&request), "{line:?}");
            }
        }

        #[test]
        fn sentences_lose_nothing_but_spaces(text in "[A-Ca-c`. ]{0,40}") {
            let without = |text: &str| text.replace(' ', "");
            prop_assert_eq!(without(&sentences(&text).concat()), without(&text));
        }
    }
}
