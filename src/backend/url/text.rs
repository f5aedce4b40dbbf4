//! The text of URLs: percent signs, and what may be shown of a URL that nobody has read yet.

use std::fmt::Write;

/// `text` with every `%XX` replaced by its byte; `None` where that is no UTF-8 text.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = tail;
            continue;
        }
        let digit = |at: usize| char::from(*tail.get(at)?).to_digit(16);
        bytes.push(u8::try_from(digit(0)? * 16 + digit(1)?).ok()?);
        rest = &tail[2..];
    }
    String::from_utf8(bytes).ok()
}

/// `text` with everything written `%XX` that is no letter, no digit, none of `-._~` and none of `also`.
pub(super) fn encode(text: &str, also: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for c in text.chars() {
        // Letters of any script stay readable: the result is for people and for gosys itself, never sent to a server.
        if c.is_alphanumeric() || "-._~".contains(c) || also.contains(c) {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// `url` as it may be shown, however wrong it is: what may be a password is `***`.
pub fn without_password(url: &str) -> String {
    // A folder may have any name, but a `local:` URL has no servers, so after `//` it is some other URL.
    let is_folder = |(scheme, rest): &(&str, &str)| *scheme == "local" && !rest.starts_with("//");
    let Some((scheme, rest)) = url.split_once(':').filter(|parts| !is_folder(parts)) else {
        return url.to_owned();
    };
    let (slashes, body) = rest.strip_prefix("//").map_or(("", rest), |body| ("//", body));
    let shown = match body.rsplit_once('@') {
        Some((secrets, place)) => {
            let (user, colon) = secrets.split_once(':').map_or((secrets, ""), |(user, _)| (user, ":***"));
            format!("{user}{colon}@{}", without_pass(place))
        }
        None => without_pass(body),
    };
    format!("{scheme}:{slashes}{shown}")
}

/// The `?` part is where a socket's URL has its password, under whatever spelling: none of it is shown.
fn without_pass(place: &str) -> String {
    place.split_once('?').map_or_else(|| place.to_owned(), |(before, _)| format!("{before}?***"))
}
