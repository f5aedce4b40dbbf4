//! Structured fields (RFC 9651): as much of their grammar as limits are written in. A field that does not fit is
//! none at all, as the standard wants it.

/// Digits of the longest integer, and of the whole part of the longest decimal.
const INTEGER_DIGITS: usize = 15;
const WHOLE_DIGITS: usize = 12;

/// A value without its parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Integer(i64),
    /// A string, or a token: limits make no difference between them.
    Text(String),
    /// In base64, as it stands.
    Bytes(String),
    /// Well formed, and of a kind in which nothing of a limit is said.
    Other,
}

/// A value and its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub value: Value,
    parameters: Vec<(String, Value)>,
}

impl Item {
    /// The parameter of this name.
    pub fn parameter(&self, name: &str) -> Option<&Value> {
        // The last one counts where a name is there twice.
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}

/// A list; one with lists inside is none.
pub fn list(text: &str) -> Option<Vec<Item>> {
    Cursor(text.trim_matches(' ')).members(Cursor::item)
}

/// A dictionary, in its order.
pub fn dictionary(text: &str) -> Option<Vec<(String, Item)>> {
    Cursor(text.trim_matches(' ')).members(|cursor| {
        let key = cursor.key()?;
        if cursor.eat('=') {
            return Some((key, cursor.item()?));
        }
        Some((key, Item { value: Value::Other, parameters: cursor.parameters()? }))
    })
}

/// What is still to be read.
struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    fn members<T>(&mut self, member: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut members = Vec::new();
        while !self.0.is_empty() {
            members.push(member(self)?);
            self.blank();
            if self.0.is_empty() {
                break;
            }
            if !self.eat(',') {
                return None;
            }
            self.blank();
            // Nothing may follow a comma but a member.
            if self.0.is_empty() {
                return None;
            }
        }
        Some(members)
    }

    fn blank(&mut self) {
        self.0 = self.0.trim_start_matches([' ', '\t']);
    }

    fn eat(&mut self, mark: char) -> bool {
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|c| !fits(c)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    fn key(&mut self) -> Option<String> {
        if !self.0.starts_with(|c: char| c.is_ascii_lowercase() || c == '*') {
            return None;
        }
        Some(self.take(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.*".contains(c)).to_owned())
    }

    fn item(&mut self) -> Option<Item> {
        Some(Item { value: self.value()?, parameters: self.parameters()? })
    }

    fn parameters(&mut self) -> Option<Vec<(String, Value)>> {
        let mut found = Vec::new();
        while self.eat(';') {
            self.0 = self.0.trim_start_matches(' ');
            let key = self.key()?;
            found.push((key, if self.eat('=') { self.value()? } else { Value::Other }));
        }
        Some(found)
    }

    fn value(&mut self) -> Option<Value> {
        match self.0.chars().next()? {
            '-' | '0'..='9' => self.number(),
            '"' => self.string(),
            ':' => self.bytes(),
            '?' => {
                self.eat('?');
                (self.eat('0') || self.eat('1')).then_some(Value::Other)
            }
            '@' => {
                self.eat('@');
                matches!(self.number()?, Value::Integer(_)).then_some(Value::Other)
            }
            c if c.is_ascii_alphabetic() || c == '*' => {
                let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~:/".contains(c);
                Some(Value::Text(self.take(is_token).to_owned()))
            }
            _ => None,
        }
    }

    fn number(&mut self) -> Option<Value> {
        let sign = if self.eat('-') { -1 } else { 1 };
        let whole = self.take(|c| c.is_ascii_digit());
        if whole.is_empty() || whole.len() > INTEGER_DIGITS {
            return None;
        }
        if !self.eat('.') {
            return whole.parse::<i64>().ok().map(|number| Value::Integer(sign * number));
        }
        let behind = self.take(|c| c.is_ascii_digit());
        (whole.len() <= WHOLE_DIGITS && (1..=3).contains(&behind.len())).then_some(Value::Other)
    }

    fn string(&mut self) -> Option<Value> {
        self.eat('"');
        let mut text = String::new();
        loop {
            text += self.take(|c| (' '..='~').contains(&c) && c != '"' && c != '\\');
            if self.eat('"') {
                return Some(Value::Text(text));
            }
            // Only these two may be escaped, and nothing else may stand here.
            let escaped = self.eat('\\').then(|| self.0.chars().next()).flatten();
            let mark = escaped.filter(|c| ['"', '\\'].contains(c))?;
            self.eat(mark);
            text.push(mark);
        }
    }

    fn bytes(&mut self) -> Option<Value> {
        self.eat(':');
        let text = self.take(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)).to_owned();
        self.eat(':').then_some(Value::Bytes(text))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn items_of_every_kind_with_parameters() {
        let items = list(r#""a\"b\\";q=1;  w=-20 , tok/en:*;x;y=?1,12;pk=:ab+/==: ,"";d=1.5;at=@7"#).unwrap();
        let values: Vec<_> = items.iter().map(|item| item.value.clone()).collect();
        assert_eq!(values, [text(r#"a"b\"#), text("tok/en:*"), Value::Integer(12), text("")]);
        assert_eq!(
            [items[0].parameter("q"), items[0].parameter("w")],
            [Some(&Value::Integer(1)), Some(&Value::Integer(-20))]
        );
        assert_eq!([items[1].parameter("x"), items[1].parameter("y")], [Some(&Value::Other); 2]);
        assert_eq!(items[2].parameter("pk"), Some(&Value::Bytes("ab+/==".to_owned())));
        assert_eq!([items[3].parameter("d"), items[3].parameter("at")], [Some(&Value::Other); 2]);
        assert_eq!(items[0].parameter("x"), None);
        assert_eq!(list("1;a=1;a=2").unwrap()[0].parameter("a"), Some(&Value::Integer(2)), "the last one counts");
        assert_eq!([list(""), list("  ")], [Some(vec![]), Some(vec![])]);
    }

    #[test]
    fn dictionaries() {
        let found = dictionary("limit=20, remaining=0,\treset=2;x, flag;y=1").unwrap();
        let keys: Vec<_> = found.iter().map(|(key, item)| (key.as_str(), item.value.clone())).collect();
        let number = Value::Integer;
        assert_eq!(
            keys,
            [("limit", number(20)), ("remaining", number(0)), ("reset", number(2)), ("flag", Value::Other)]
        );
        for key in ["*", "a1", "a_", "a-b", "a.b", "a*", "*0"] {
            assert_eq!(dictionary(key).map(|found| found[0].0.clone()), Some(key.to_owned()));
        }
        assert_eq!([dictionary("Limit=1"), dictionary("=1"), dictionary("a=")], [None, None, None]);
    }

    #[test]
    fn what_does_not_fit_is_none() {
        for bad in [
            "1,",
            ",1",
            "1 2",
            "1;",
            "1;W=2",
            "1;w=",
            "\"a",
            "\"a\\x\"",
            "\"ä\"",
            ":ab",
            ":a b:",
            "?2",
            "@1.5",
            "-",
            "1.",
            "1.2345",
            "1234567890123456",
            "1234567890123.5",
            "(1 2)",
            "%\"a\"",
            "=",
            "\u{e4}",
            "1\u{a0}",
        ] {
            assert_eq!(list(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in r#"[-0-9a-z"\\:;=,?@*.() \tä]{0,40}"#) {
            list(&text);
            dictionary(&text);
        }

        #[test]
        fn strings_come_back(inner in "[ -~]{0,20}", q in 0_i64..1_000_000) {
            let written = format!("\"{}\";q={q}", inner.replace('\\', "\\\\").replace('"', "\\\""));
            let items = list(&written).unwrap();
            prop_assert_eq!(&items[0].value, &Value::Text(inner));
            prop_assert_eq!(items[0].parameter("q"), Some(&Value::Integer(q)));
        }
    }
}
