//! A source file as the rules see it: its text, and its code without words in comments and strings.

use std::path::Path;

/// One file of `src/` or `tests/`.
pub struct Source {
    /// Below the project's folder, such as `src/lock/mod.rs`.
    pub path: String,
    pub text: String,
    /// The text with comments, strings and characters blanked out: same lines, same columns.
    pub code: String,
    /// The code with `#[cfg(test)]` modules blanked out too.
    pub shipped: String,
}

/// A function's name and the lines it spans.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    pub name: String,
    pub line: usize,
    pub lines: usize,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let code = without_words(text);
        let shipped = without_tests(&code);
        Self { path: path.to_owned(), text: text.to_owned(), code, shipped }
    }

    /// Every Rust file below `folder`, in order.
    pub fn all(folder: &str) -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        let mut folders = vec![root.join(folder)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|ext| ext == "rs") {
                    let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                    files.push(Self::new(name, &std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        files
    }

    /// The path of the module that the file is, from the crate's root.
    pub fn module(&self) -> Vec<&str> {
        let inner = self.path.split_once('/').map_or("", |(_, inner)| inner).trim_end_matches(".rs");
        let parts = inner.split('/').collect::<Vec<_>>();
        match parts.as_slice() {
            ["lib" | "main"] => vec![],
            [folder @ .., "mod"] => folder.to_vec(),
            all => all.to_vec(),
        }
    }

    /// Whether the whole file is compiled for tests only.
    pub fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// How many lines of the file are of `#[cfg(test)]` modules, and how many are not.
    pub fn lines(&self) -> (usize, usize) {
        let ships = self.shipped_lines().count();
        (self.text.lines().count() - ships, ships)
    }

    /// The lines that are counted as source, comments and empty ones too: those outside of `#[cfg(test)]` modules.
    pub fn shipped_lines(&self) -> impl Iterator<Item = &str> {
        let spans: Vec<_> = test_modules(&self.code)
            .into_iter()
            .map(|range| line_of(&self.code, range.start)..=line_of(&self.code, range.end))
            .collect();
        let ships = move |line: usize| !spans.iter().any(|span| span.contains(&line));
        let lines = self.text.lines().enumerate().filter(move |(at, _)| ships(at + 1)).map(|(_, line)| line);
        lines.take(if self.is_test() { 0 } else { usize::MAX })
    }

    /// The functions that ship.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (start, _) in words(&self.shipped).filter(|(_, word)| *word == "fn") {
            let rest = &self.shipped[start + 2..];
            let name: String = rest.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(open) = body(rest) else { continue };
            if name.is_empty() {
                continue;
            }
            let end = open + block(&rest[open..]);
            let lines = rest[..end].lines().count();
            found.push(Function { name, line: line_of(&self.shipped, start), lines });
        }
        found
    }
}

/// The line of a byte, counted from one.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The words of code, and where they start.
pub fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let mut at = 0;
    code.split(move |c| !is_part(c)).filter_map(move |word| {
        let start = at;
        at += word.len() + code[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some((start, word))
    })
}

/// Where the body of a function begins; `None` where it has none, as in a trait or a type.
fn body(rest: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in rest.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(at),
            ';' | ',' | '=' | '}' if depth == 0 => return None,
            _ if depth < 0 => return None,
            _ => {}
        }
    }
    None
}

/// The length of the braced block that `text` begins with.
pub fn block(text: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

fn test_modules(code: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("#[cfg(test)]") {
        let rest = &code[at..];
        let (Some(open), ends) = (rest.find('{'), rest.find(';').unwrap_or(rest.len())) else { continue };
        let end = if open < ends { open + block(&rest[open..]) } else { ends };
        found.push(at..at + end);
    }
    found
}

fn without_tests(code: &str) -> String {
    let mut kept = code.to_owned();
    for range in test_modules(code) {
        let blank = blanked(&code[range.clone()]);
        kept.replace_range(range, &blank);
    }
    kept
}

/// As many spaces as there were bytes, the lines kept.
fn blanked(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { "\n".to_owned() } else { " ".repeat(c.len_utf8()) }).collect()
}

/// Blanks out comments, strings and characters, whose words are no code.
pub fn without_words(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    while code.len() < text.len() {
        let rest = &text[code.len()..];
        match word_length(rest, &code) {
            Some(length) => code += &blanked(&rest[..length]),
            None => code.extend(rest.chars().next()),
        }
    }
    code
}

/// The length of the comment, string or character that `rest` begins with.
fn word_length(rest: &str, before: &str) -> Option<usize> {
    let glued = before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let until = |mark: &str, from: usize| rest[from..].find(mark).map_or(rest.len(), |at| from + at + mark.len());
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(until("*/", 2));
    }
    let raw = rest.strip_prefix("br").or(rest.strip_prefix('r')).filter(|_| !glued);
    if let Some(raw) = raw {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            return Some(until(&format!("\"{}", "#".repeat(hashes)), rest.len() - raw.len() + hashes + 1));
        }
    }
    match rest.chars().next()? {
        '"' => Some(quoted(rest, '"')),
        // A lifetime has no second quote right behind its first character.
        '\'' if rest[1..].starts_with('\\') || rest[1..].chars().nth(1) == Some('\'') => Some(quoted(rest, '\'')),
        _ => None,
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

#[test]
fn words_in_comments_and_strings_are_no_code() {
    let text = "a // b\nc \"d // \\\" e\" f 'g' '\\'' 'h i r#\"j \" k\"# l /* m\nn */ o br\"p\" é";
    let code = without_words(text);
    assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "c", "f", "'h", "i", "l", "o", "é"]);
    assert_eq!(code.len(), text.len());
    assert_eq!(code.lines().count(), text.lines().count());
}

#[test]
fn functions_are_measured_and_those_of_tests_are_not() {
    let text = "fn a() {\n    b;\n}\ntrait T {\n    fn c(&self);\n}\ntype F = fn(u8) -> [u8; 3];\n\
                #[cfg(test)]\nmod tests {\n    fn d() {}\n\n}\nfn e(f: fn(&str) -> u8) -> bool { true }\n";
    let source = Source::new("src/x.rs", text);
    let function = |name: &str, line, lines| Function { name: name.to_owned(), line, lines };
    assert_eq!(source.functions(), [function("a", 1, 3), function("e", 13, 1)]);
    assert_eq!(source.lines(), (5, 8));
}
