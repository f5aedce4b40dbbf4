//! Arguments that are words out of a table: shells can complete them, and their own parser says what is wrong with
//! another word.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command};

/// The words of a table.
pub type Names = fn() -> Vec<&'static str>;

/// A parser, and the words that it is known to take.
#[derive(Clone)]
pub struct Named<P> {
    parser: P,
    names: Names,
}

/// `parser`, which takes these words.
pub fn named<P: TypedValueParser>(parser: P, names: Names) -> Named<P> {
    Named { parser, names }
}

/// Any text: whether it is one of these words is found out later.
pub fn one_of(names: Names) -> Named<StringValueParser> {
    named(StringValueParser::new(), names)
}

impl<P: TypedValueParser> TypedValueParser for Named<P> {
    type Value = P::Value;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<P::Value, clap::Error> {
        self.parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.names)().into_iter().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_offered_and_another_one_is_left_to_the_parser() {
        let number = |text: &str| text.parse::<u8>();
        let parser = named(number, || vec!["1", "2"]);
        let offered: Vec<_> = parser.possible_values().unwrap().map(|value| value.get_name().to_owned()).collect();
        assert_eq!(offered, ["1", "2"]);
        let command = Command::new("x");
        assert_eq!(parser.parse_ref(&command, None, OsStr::new("7")).unwrap(), 7);
        assert!(parser.parse_ref(&command, None, OsStr::new("x")).is_err());
        assert_eq!(one_of(Vec::new).parse_ref(&command, None, OsStr::new("x")).unwrap(), "x");
    }
}
