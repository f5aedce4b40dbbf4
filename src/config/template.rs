//! Text with values in it: a Jinja template over a space. Pure.

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error as JinjaError, ErrorKind, UndefinedBehavior, Value as Jinja};

use super::key::Key;
use super::tree::Tree;
use super::value::Value;
use crate::base::error::{Error, Result};

/// Fills the template in. `{{ db.host }}` and `{{ get("db/host") }}` are the value of the key `db/host`, and
/// `ls("db/")` lists the keys that begin so. What is not there is an error, with its line.
pub fn render(name: &str, source: &str, tree: &Tree) -> Result<String> {
    let mut jinja = Environment::new();
    // Only so is the name of what is missing known; of itself it is on in builds for tests alone.
    jinja.set_debug(true);
    // An empty text in place of a key that is misspelt is how a service gets a configuration that starts and is
    // wrong.
    jinja.set_undefined_behavior(UndefinedBehavior::Strict);
    // As it stands in the file: a configuration without its last newline is another one.
    let syntax = SyntaxConfig::builder().keep_trailing_newline(true).build().map_err(|error| told(name, &error))?;
    jinja.set_syntax(syntax);
    // Never as HTML, whatever the template is called.
    jinja.set_auto_escape_callback(|_| AutoEscape::None);
    let whole = Arc::new(tree.clone());
    let keys = Arc::clone(&whole);
    jinja.add_function("get", move |key: &str, default: Option<&str>| match whole.get(&Key::found(key)) {
        Some(value) => text(key, value),
        None => default.map(str::to_owned).ok_or_else(|| missing(key)),
    });
    jinja.add_function("ls", move |prefix: Option<&str>| {
        let prefix = prefix.unwrap_or_default();
        let found = keys.keys().map(Key::as_str).filter(|key| key.starts_with(prefix));
        Jinja::from(found.map(str::to_owned).collect::<Vec<_>>())
    });
    let context = nested(tree).map_err(|error| told(name, &error))?;
    jinja.render_named_str(name, source, context).map_err(|error| told(name, &error))
}

/// Folders as objects. What is a value and a folder at once is the folder here, and the value only for `get`.
fn nested(tree: &Tree) -> std::result::Result<Jinja, JinjaError> {
    let mut root = serde_json::Map::new();
    // Values that are no text are left out here and refused by `get`, which can say so: `{{ db.cert }}` with
    // characters replaced would be a file that is damaged without a word.
    for (key, value) in tree.iter().filter(|(_, value)| value.text().is_some()) {
        let (folders, last) =
            key.as_str().rsplit_once('/').map_or((None, key.as_str()), |(folders, last)| (Some(folders), last));
        let mut place = &mut root;
        for name in folders.into_iter().flat_map(|folders| folders.split('/')) {
            let below = place.entry(name).or_insert_with(|| serde_json::Map::new().into());
            // `db` comes before `db/host` in the tree, so a value is found here that turns out to be a folder, never
            // the other way.
            if !below.is_object() {
                *below = serde_json::Map::new().into();
            }
            match below {
                serde_json::Value::Object(below) => place = below,
                _ => return Err(missing(name)),
            }
        }
        place.entry(last).or_insert_with(|| value.lossy().into_owned().into());
    }
    Ok(Jinja::from(Serde(root)))
}

fn text(key: &str, value: &Value) -> std::result::Result<String, JinjaError> {
    let no_text = || JinjaError::new(ErrorKind::InvalidOperation, format!("the value of `{key}` is no text"));
    value.text().map(str::to_owned).ok_or_else(no_text)
}

fn missing(key: &str) -> JinjaError {
    JinjaError::new(ErrorKind::UndefinedError, format!("there is no key `{key}`"))
}

fn told(name: &str, error: &JinjaError) -> Error {
    let line = error.line().map_or(String::new(), |line| format!(":{line}"));
    let words = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
    let hint = match error.kind() {
        ErrorKind::UndefinedError => {
            "{{ get(\"KEY\", \"otherwise\") }} gives another value where there is none; gosys config ls lists the keys"
        }
        ErrorKind::SyntaxError => "templates are Jinja's: {{ db.host }}, {% if db %} ... {% endif %}, {# a remark #}",
        _ => return Error::data(format!("{name}{line}: {words}")),
    };
    Error::data(format!("{name}{line}: {words}")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(source: &str) -> Result<String, String> {
        let pairs = [("db/host", "h<&>"), ("db/port", "5432"), ("db", "both"), ("a-b/c", "x")];
        let mut tree: Tree = pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect();
        tree.insert(Key::found("bytes"), vec![0xff].into());
        render("x.html", source, &tree).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn values_stand_where_they_are_named() {
        assert_eq!(rendered("{{ db.host }}:{{ db.port }}\n").unwrap(), "h<&>:5432\n");
        assert_eq!(rendered("{{ get('a-b/c') }} {{ get('db') }} {{ get('no', 'else') }}").unwrap(), "x both else");
        assert_eq!(
            rendered("{% for key in ls('db/') %}{{ key }}={{ get(key) }};{% endfor %}").unwrap(),
            "db/host=h<&>;db/port=5432;"
        );
    }

    #[test]
    fn what_is_missing_is_an_error_with_its_line() {
        assert_eq!(rendered("\n{{ get('no') }}").unwrap_err(), "x.html:2: there is no key `no`");
        assert!(rendered("\n\n{{ db.nothing }}").unwrap_err().starts_with("x.html:3: "));
        assert!(rendered("{% if no %}x{% endif %}").unwrap_err().starts_with("x.html:1: "));
        assert!(rendered("{{ get('bytes') }}").unwrap_err().contains("no text"));
        assert!(rendered("{% for %}").unwrap_err().starts_with("x.html:1: "));
    }

    #[test]
    fn the_text_around_values_stays_as_it_is() {
        for text in ["", "\n", "a\n\n", "a", "\r\n x \t", "<&>\"'", "{ }", "# {{ '{{' }}"] {
            let expected = text.replace("{{ '{{' }}", "{{");
            assert_eq!(rendered(text).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn keys_are_listed_by_how_they_begin() {
        for (source, expected) in [
            ("{{ ls() | join(' ') }}", "a-b/c bytes db db/host db/port"),
            ("{{ ls('db') | join(' ') }}", "db db/host db/port"),
            ("{{ ls('db/p') | join(' ') }}", "db/port"),
            ("{{ ls('no') | length }}", "0"),
        ] {
            assert_eq!(rendered(source).unwrap(), expected, "{source}");
        }
    }

    #[test]
    fn folders_can_be_gone_through() {
        let source = "{% for name, value in db | items %}{{ name }}={{ value }};{% endfor %}";
        assert_eq!(rendered(source).unwrap(), "host=h<&>;port=5432;");
        assert_eq!(rendered("{{ db['host'] }}").unwrap(), "h<&>");
        assert_eq!(rendered("{{ bytes is defined }} {{ db is defined }}").unwrap(), "False True");
    }

    #[test]
    fn what_cannot_be_rendered_says_where_and_what_helps() {
        for (source, line) in [
            ("a\n{{ db.hots }}", "x.html:2: "),
            ("{{ get() }}", "x.html:1: "),
            ("{{ get('no') }}", "x.html:1: there is no key `no`"),
            ("\n\n\n{{ ", "x.html:4: "),
            ("{{ db.host | nofilter }}", "x.html:1: "),
            ("{% include 'other' %}", "x.html:1: "),
        ] {
            let told = rendered(source).unwrap_err();
            assert!(told.starts_with(line), "{source}: {told}");
        }
    }

    #[test]
    fn what_is_not_there_is_named_and_the_hint_fits() {
        let told = |source| {
            let error = render("x", source, &Tree::new()).unwrap_err();
            (error.message().to_owned(), error.hint_text().unwrap_or_default().chars().take(9).collect::<String>())
        };
        let of = |message: &str, hint: &str| (message.to_owned(), hint.to_owned());
        assert_eq!(told("a\n{{ nix }}"), of("x:2: `nix` is undefined", "{{ get(\"K"));
        assert_eq!(told("{{ db.host }}"), of("x:1: `db` is undefined", "{{ get(\"K"));
        assert_eq!(told("{% if nix %}x{% endif %}"), of("x:1: `nix` is undefined", "{{ get(\"K"));
        assert_eq!(told("{% if %}").1, "templates");
        assert_eq!(told("{{ 1 | nix }}").1, "");
    }

    #[test]
    fn a_folder_below_a_value_goes_deep() {
        let tree = ["a", "a/b", "a/b/c", "a/b/c/d"].iter().map(|key| (Key::found(*key), Value::from(*key))).collect();
        assert_eq!(render("x", "{{ a.b.c.d }} {{ get('a/b') }}", &tree).unwrap(), "a/b/c/d a/b");
    }
}
