//! File names made of any text, and back. Pure.

/// The longest name of a thing that has a file, in bytes as escaped: with an ending it still fits every file system's 255.
pub const NAME_MAX: usize = 240;

/// Refuses what is no name of a `thing`: one that is empty, has control characters or does not fit a file's name.
pub fn check(thing: &str, text: &str) -> Result<(), String> {
    let length = escape(text).len();
    match text {
        "" => Err(format!("{thing} needs a name")),
        odd if odd.chars().any(char::is_control) => Err("a name cannot hold control characters".to_owned()),
        _ if length > NAME_MAX => {
            Err(format!("the name is too long: as a file's name it has {length} bytes, and {NAME_MAX} are the most"))
        }
        _ => Ok(()),
    }
}

/// A name of one file, different for every text: letters, digits, `_`, `-` and inner `.` stand for themselves, any
/// other byte is `%` and its two hexadecimal digits.
pub fn escape(text: &str) -> String {
    let mut file = String::with_capacity(text.len());
    for (at, byte) in text.bytes().enumerate() {
        // No dot in front: `.` and `..` are folders, and drafts of files that are being made begin with one.
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || (byte == b'.' && at > 0);
        if plain {
            file.push(char::from(byte));
        } else {
            file += &format!("%{byte:02X}");
        }
    }
    file
}

/// The text that has this file name, if one has.
pub fn unescape(file: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(file.len());
    let mut rest = file.as_bytes();
    while let Some((&first, more)) = rest.split_first() {
        let escaped = if first == b'%' { more.split_at_checked(2) } else { None };
        if let Some((digits, more)) = escaped {
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = more;
        } else {
            bytes.push(first);
            rest = more;
        }
    }
    // There is one way to write a text: anything else is no text's.
    String::from_utf8(bytes).ok().filter(|text| escape(text) == file)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_plain_and_never_hidden() {
        for (text, file) in [
            ("", ""),
            ("db_host-1.yaml", "db_host-1.yaml"),
            (".", "%2E"),
            ("..", "%2E."),
            (".new", "%2Enew"),
            ("a/b", "a%2Fb"),
            ("%2F", "%252F"),
            ("ö", "%C3%B6"),
            ("a b\0", "a%20b%00"),
        ] {
            assert_eq!(escape(text), file);
            assert_eq!(unescape(file).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_written_in_another_way_is_no_name() {
        for file in
            [".", "..", ".x", "a/b", "%", "a%", "%2", "%2f", "%41", "%+1", "%FF", "%C3", "%C3%", "ö", "a b", "%ö"]
        {
            assert_eq!(unescape(file), None, "{file}");
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_a_name_that_every_file_system_takes(text: String) {
            let file = escape(&text);
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.%".contains(&byte);
            prop_assert!(file.bytes().all(plain) && !file.starts_with('.'));
            prop_assert_eq!(unescape(&file), Some(text));
        }

        #[test]
        fn different_texts_have_different_names(texts in proptest::collection::btree_set("[.%2Ea/]{0,4}", 0..20)) {
            let files: BTreeSet<String> = texts.iter().map(|text| escape(text)).collect();
            prop_assert_eq!(files.len(), texts.len());
        }

        #[test]
        fn no_name_is_read_that_no_text_has(file in "[.%2EeCB63a]{0,9}") {
            if let Some(text) = unescape(&file) {
                prop_assert_eq!(escape(&text), file);
            }
        }
    }
}
