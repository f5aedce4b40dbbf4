//! What an attacker would try, where no test of the area concerned has tried it already. `SECURITY.md` says what is
//! promised, and names those other tests too.

mod files;
mod secrets;
#[cfg(feature = "remote")]
mod servers;
#[cfg(feature = "remote")]
mod terminal;
mod tokens;

use std::fs;
use std::path::Path;

/// The files of `a::b` below a folder: `a/b.rs`, or all that is in `a/b/`.
fn text_of(folder: &Path) -> String {
    let file = folder.with_extension("rs");
    let mut text = fs::read_to_string(file).unwrap_or_default();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        text += &text_of(&entry.path().with_extension(""));
    }
    text
}

/// A promise whose test was renamed or taken away is none.
#[test]
fn the_tests_that_are_named_are_there() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(project.join("SECURITY.md")).unwrap();
    let named: Vec<&str> = text.split('`').skip(1).step_by(2).filter(|word| word.contains("::")).collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        let folder = if name.starts_with("src/") { project.to_owned() } else { project.join("tests") };
        let path = |parts: &str| folder.join(parts.replace("::", "/"));
        let (module, test) = name.rsplit_once("::").unwrap();
        let has = |text: &str| text.contains(&format!("fn {test}("));
        assert!(has(&text_of(&path(module))) || text_of(&path(name)).contains("#[test]"), "{name}");
    }
}
