//! Where the keys of a URL stand on a server whose keys are paths. Pure.

use super::Url;

impl Url {
    /// The root of a group's keys, without a slash at its end.
    ///
    /// Roots of URLs with different paths lie beside one another, and that of a URL without a path above them all.
    pub fn root(&self, group: &str) -> String {
        let space = to_part(&self.rest);
        if space.is_empty() { format!("/.gosys/{group}/v1") } else { format!("/.gosys/{group}/v1/{space}") }
    }
}

/// Any text as one part of a path.
pub fn to_part(text: &str) -> String {
    text.replace('%', "%25").replace('/', "%2F")
}

/// The text that became this part, if one did.
pub fn from_part(part: &str) -> Option<String> {
    let text = part.replace("%2F", "/").replace("%25", "%");
    // What is written in another way is somebody else's.
    (to_part(&text) == part).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_has_no_slash_and_says_what_it_was() {
        for (text, part) in [
            ("", ""),
            ("app", "app"),
            ("a/b", "a%2Fb"),
            ("/", "%2F"),
            ("100%", "100%25"),
            ("%2F", "%252F"),
            ("ä b", "ä b"),
        ] {
            assert_eq!(to_part(text), part);
            assert_eq!(from_part(part).as_deref(), Some(text));
        }
        for foreign in ["a/b", "%", "%2f", "%41", "a%2"] {
            assert_eq!(from_part(foreign), None, "{foreign}");
        }
    }

    #[cfg(feature = "etcd")]
    #[test]
    fn spaces_lie_beside_one_another() {
        for (url, root) in [
            ("etcd://h", "/.gosys/lock/v1"),
            ("etcd://h/app", "/.gosys/lock/v1/%2Fapp"),
            ("etcd://h/app/db", "/.gosys/lock/v1/%2Fapp%2Fdb"),
        ] {
            assert_eq!(url.parse::<Url>().unwrap().root("lock"), root, "{url}");
        }
    }
}
