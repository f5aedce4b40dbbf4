//! File names made of any text, and back. Pure.

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
