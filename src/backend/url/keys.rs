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
