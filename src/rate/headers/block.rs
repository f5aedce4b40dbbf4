//! Answers as text: blocks of fields, as `curl -si` prints them, with or without what follows.

use crate::backend::http::is_token;

/// The head of one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Nothing where the block has no status line.
    pub status: Option<u16>,
    pub fields: Vec<(String, String)>,
}

/// The heads of all answers in a text; else the number of the line that cannot be one of them.
pub fn blocks(text: &str) -> Result<Vec<Block>, usize> {
    let mut blocks: Vec<Block> = Vec::new();
    // Fields may be there without a status line, but only in front: later they would be part of a body.
    let (mut is_inside, mut is_begun) = (true, false);
    for (number, line) in text.lines().enumerate() {
        if let Some(status) = status(line) {
            blocks.push(Block { status: Some(status), fields: Vec::new() });
            (is_inside, is_begun) = (true, true);
        } else if line.is_empty() {
            is_inside = !is_begun;
        } else if is_inside {
            if !is_begun {
                blocks.push(Block::default());
            }
            is_begun = true;
            let fields = blocks.last_mut().map(|block| &mut block.fields);
            fields.and_then(|fields| add(fields, line)).ok_or(number + 1)?;
        }
    }
    Ok(blocks)
}

/// The code of `HTTP/1.1 200 OK`.
fn status(line: &str) -> Option<u16> {
    let (version, rest) = line.strip_prefix("HTTP/")?.split_once(' ')?;
    let is_version = !version.is_empty() && version.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let code = rest.split(' ').next().filter(|code| is_version && code.len() == 3)?;
    code.parse().ok()
}

fn add(fields: &mut Vec<(String, String)>, line: &str) -> Option<()> {
    // A long value may go on in the next line, as it was once allowed.
    if line.starts_with([' ', '\t']) {
        let (_, value) = fields.last_mut()?;
        *value += &format!(" {}", line.trim());
        return Some(());
    }
    let (name, value) = line.split_once(':').filter(|(name, _)| is_token(name))?;
    fields.push((name.to_owned(), value.trim().to_owned()));
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let shown = |block: Block| {
            let fields: Vec<_> = block.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
            format!("{} {}", block.status.unwrap_or(0), fields.join(" "))
        };
        blocks(text).unwrap().into_iter().map(shown).collect()
    }

    #[test]
    fn an_answer_with_its_body() {
        let text =
            "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 2\r\nX:\r\nLong: a\r\n  b\r\n\r\nRateLimit: no\r\n\r\nbody";
        assert_eq!(shown(text), ["429 Retry-After=2 X= Long=a b"]);
    }

    #[test]
    fn several_answers_and_fields_alone() {
        assert_eq!(
            shown("HTTP/2 301 \nA: 1\n\nHTTP/2 200 \nB: 2\n\nx\nHTTP/1.0 503 Later\nC: 3"),
            ["301 A=1", "200 B=2", "503 C=3"]
        );
        assert_eq!(shown("\n\nRetry-After: 2\nB: a:b\n\nC: 3\n"), ["0 Retry-After=2 B=a:b"]);
        assert_eq!(shown("HTTP/1.1 204 No Content\n\n"), ["204 "]);
        assert_eq!(shown(""), [""; 0]);
    }

    #[test]
    fn what_is_no_head_is_refused_with_its_line() {
        for (text, line) in [
            ("<html>", 1),
            ("\n{\"a\": 1}", 2),
            (" x: 1", 1),
            ("HTTP/1.1 200 OK\nA: 1\nno field\n", 3),
            ("HTTP/1.1 20 OK", 1),
            ("HTTP/x 200 OK", 1),
            ("na me: 1", 1),
            (": 1", 1),
        ] {
            assert_eq!(blocks(text), Err(line), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(HTTP/1.1 [0-9]{3}|[a-z]+:|[ \r\n\t:a\u{e4}]){0,20}") {
            let _ = blocks(&text);
        }
    }
}
