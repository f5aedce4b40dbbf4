//! Every format gives back what it was given, or says what is in the way.

use proptest::prelude::*;

use super::*;
use crate::base::out::sanitize;
use crate::config::value::Value;

fn tree(pairs: &[(&str, &str)]) -> Tree {
    pairs.iter().map(|(key, value)| (Key::found(*key), Value::from(*value))).collect()
}

fn format(name: &str) -> &'static Format {
    by_name(name).unwrap()
}

#[track_caller]
fn written(name: &str, pairs: &[(&str, &str)], text: &str) {
    let tree = tree(pairs);
    assert_eq!((format(name).write)(&tree).unwrap(), text);
    assert_eq!(format(name).read_bytes(text.as_bytes()).unwrap(), tree);
}

#[track_caller]
fn reads(name: &str, text: &str, pairs: &[(&str, &str)]) {
    assert_eq!(format(name).read_bytes(text.as_bytes()), Ok(tree(pairs)), "{text}");
}

#[track_caller]
fn refuses(name: &str, text: &str, told: &str) {
    let refusal = format(name).read_bytes(text.as_bytes()).unwrap_err();
    let error = refusal.told("x");
    assert_eq!(error.exit(), crate::base::exit::Exit::Data);
    assert_eq!(error.message(), told, "{text}");
}

#[test]
fn a_file_says_its_format_by_its_ending() {
    let name = |file: &str| by_ending(file).map(|format| format.name);
    assert_eq!(name("a.yml"), Some("yaml"));
    assert_eq!(name(".env"), Some("env"));
    assert_eq!(name("prod.env"), Some("env"));
    assert_eq!(name("application.properties"), Some("properties"));
    assert_eq!(name("yaml"), None);
    assert_eq!(name(".env.bak"), None);
}

#[test]
fn yaml_is_for_people() {
    let pairs = [
        ("a", "b c"),
        ("bool", "yes"),
        ("cert", "-----BEGIN-----\nx: y\n\n  z\n-----END-----\n"),
        ("db", "both"),
        ("db/host", "10.0.0.9"),
        ("empty", ""),
        ("n", "1.10"),
        ("web/a/b", "x"),
        ("web/a/c", "tab\there"),
        ("web/end", "x\ny"),
    ];
    let text = concat!(
        "a: b c\nbool: \"yes\"\ncert: |\n  -----BEGIN-----\n  x: y\n\n    z\n  -----END-----\ndb: both\n",
        "db/host: \"10.0.0.9\"\nempty: \"\"\n\"n\": \"1.10\"\nweb:\n  a:\n    b: x\n    c: \"tab\\there\"\n  end: |-\n    x\n    y\n",
    );
    written("yaml", &pairs, text);
    written("yaml", &[], "{}\n");
}

#[test]
fn yaml_keeps_what_is_written() {
    let text = "v: 1.10\nn: 0x1F\no: 0123\nb: yes\nt: true\ne: 1e3\ni: .inf\nd: 2024-01-01\nbig: 123456789012345678901234567890\n5432: x\n";
    let values = [
        ("v", "1.10"),
        ("n", "0x1F"),
        ("o", "0123"),
        ("b", "yes"),
        ("t", "true"),
        ("e", "1e3"),
        ("i", ".inf"),
        ("d", "2024-01-01"),
        ("big", "123456789012345678901234567890"),
        ("5432", "x"),
    ];
    reads("yaml", text, &values);
    reads("yaml", "a: &x {h: 1}\nb: *x\nc/d: 2\n", &[("a/h", "1"), ("b/h", "1"), ("c/d", "2")]);
    reads("yaml", "\u{feff}a: {$base64: YQ==, x: b}\n", &[("a/$base64", "YQ=="), ("a/x", "b")]);
    reads("yaml", "a: {$base64: YQ==}\n$base64: x\n", &[("a", "a"), ("$base64", "x")]);
}

#[test]
fn yaml_refuses_by_line() {
    refuses("yaml", "a: 1\nb:\n", "x:2: the key `b` holds nothing");
    refuses("yaml", "a: 1\nb:\n  c: [1]\n", "x:3: the key `b/c` holds a list");
    refuses("yaml", "a: !secret x\n", "x:1: the key `a` holds a tag");
    refuses("yaml", "a: 1\nb: 2\na: 3\n", "x:3: the key `a` stands here twice");
    refuses("yaml", "a:\n  b: 1\na/b: 2\n", "x:3: the key `a/b` stands here twice");
    refuses("yaml", "a: {b: 1}\nc: 1\na: {d: 1}\n", "x:3: the key `a` stands here twice");
    refuses("yaml", "a: {$base64: '?'}\n", "x:1: the key `a`: no base64: invalid symbol 63, offset 0.");
    let merged = "`<<` does not merge maps here: write the keys out";
    refuses("yaml", "a: &a {x: 1}\nb:\n  <<: {y: 1}\n", &format!("x:3: {merged}"));
    refuses("yaml", "a: &a\n  x: 1\nb:\n  y: 2\n  <<: *a\n", &format!("x:5: {merged}"));
    let second = "a second document begins here, and a space is one";
    for (text, line) in [("a: 1\n---\nb: 2\n", 2), ("# x\n---\na: |\n  ---\n--- {b: 2}\n", 5)] {
        refuses("yaml", text, &format!("x:{line}: {second}"));
    }
    for text in ["", "# nothing\n", "just words\n", "- a\n", "7\n"] {
        assert_eq!(
            format("yaml").read_bytes(text.as_bytes()).unwrap_err().message,
            "the document holds no keys with values"
        );
    }
    for text in ["a: 1\n---\nb: 2\n", "[a]: 1\n", "a: 'x\n", "a:\n\t- b\n"] {
        assert!(format("yaml").read_bytes(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn json_is_nested_and_keeps_digits() {
    let text = "{\n  \"a\": \"1\",\n  \"a/b\": \"2\",\n  \"c\": {\n    \"d\": \"\\u007f\"\n  }\n}\n";
    written("json", &[("a", "1"), ("a/b", "2"), ("c/d", "\u{7f}")], text);
    written("json", &[], "{}\n");
    reads("json", r#"{"a": 1.10, "b": true, "c": {"d": -1e400}}"#, &[("a", "1.10"), ("b", "true"), ("c/d", "-1e400")]);
    refuses("json", "{\"a\": \"1\",\n\"b\": null}", "x:2: the key `b` holds null");
    refuses("json", "{\"a\": {\n\"b\": [1]}}", "x:2: the key `a/b` holds a list");
    refuses("json", "{\"a\": 1,\n\"a\": 2}", "x:2: the key `a` stands here twice");
    refuses("json", "{\"a\": {\"b\": 1},\n\"a/b\": 2}", "x:2: the key `a/b` stands here twice");
    refuses("json", "{\"a\": 1,\n\n\"b\": \"\\ud800\"}", "x:3: unexpected end of hex escape");
    refuses("json", "{\"a\": 1,\n\"b\" 2}", "x:2: expected `:`");
    refuses("json", "\n[1]", "x:2: the document holds no keys with values");
}

#[test]
fn toml_is_tables_and_keeps_digits() {
    let pairs = [("a", "1"), ("a/b", "2"), ("b/c", "x\ny"), ("b/d e/f", "\"\u{7f}"), ("b/g/h/i", "")];
    let text =
        "a = \"1\"\n\"a/b\" = \"2\"\n\n[b]\nc = \"x\\ny\"\n\n[b.\"d e\"]\nf = \"\\\"\\u007f\"\n\n[b.g.h]\ni = \"\"\n";
    written("toml", &pairs, text);
    written("toml", &[], "");
    let text = "v = 1.10\nn = 0x1F\nu = 1_000\nt = true\ndb.host = 'h'\n[x]\ny = {z = '''q'''}\n";
    let pairs = [("v", "1.10"), ("n", "0x1F"), ("u", "1_000"), ("t", "true"), ("db/host", "h"), ("x/y/z", "q")];
    reads("toml", text, &pairs);
    refuses("toml", "a = 1\nb = [1]\n", "x:2: the key `b` holds a list");
    refuses("toml", "a = 1\n\nb = 2024-01-01\n", "x:3: the key `b` holds a date");
    refuses("toml", "a = 1\na = 2\n", "x:2: duplicate key");
    refuses("toml", "[a]\nb = 1\n[x]\n\"y/z\" = 1\ny.z = 2\n", "x:4: the key `x/y/z` stands here twice");
}

#[test]
fn env_is_for_sh() {
    let pairs =
        [("A", "plain-1.0/x"), ("B", "two words"), ("C", "it's $5 \"or\" `so` \\n"), ("D", ""), ("E", "$HOME\\\n~")];
    let text = "A=plain-1.0/x\nB='two words'\nC=\"it's \\$5 \\\"or\\\" \\`so\\` \\\\n\"\nD=\nE='$HOME\\\n~'\n";
    written("env", &pairs, text);
    reads("env", "# x\n\n  export A=1 # y\r\nB='a'\"b\"c\n C=\n", &[("A", "1"), ("B", "abc"), ("C", "")]);
    refuses("env", "A=1\nA=2\n", "x:2: the key `A` stands here twice");
    refuses("env", "A=1\nB= 2\n", "x:2: the value of `B` has a space in it, and no quotes");
    refuses("env", "A = 1\n", "x:1: no = behind `A`");
    refuses("env", "A='x\n\ny", "x:1: the quotes of `A` are not closed");
    refuses("env", "\nA=\"a\n$B\"\n", "x:3: the value of `A` has a `$` in it");
    refuses("env", "A=\"a\\n\"\n", "x:1: the value of `A` has a `\\\\` in it");
    refuses("env", "db/host=1\n", "x:1: no = behind `db`");
    refuses("env", "1A=1\n", "x:1: no name of a variable");
    for value in ["a#b", "~", "a;b", "$(x)", "a&b", "a|b", "a>b"] {
        assert!(format("env").read_bytes(format!("A={value}\n").as_bytes()).is_err(), "{value}");
    }
}

#[test]
fn env_names_the_key_that_is_none() {
    for (key, value) in [("db/host", "x"), ("1A", "x"), ("", "x"), ("A", "\u{1b}[2J"), ("A", "\0"), ("A", "\u{202e}")] {
        let refusal = (format("env").write)(&tree(&[(key, value)])).unwrap_err();
        assert!(refusal.message.starts_with(&format!("the key `{key}` ")), "{refusal:?}");
        assert!(refusal.hint.unwrap().contains("--format yaml"));
    }
}

#[test]
fn properties_are_java_s() {
    let pairs = [("a b", " x = y "), ("c:d=e#f", "ö\u{1f600}\n"), ("g/h", "\\#!")];
    let text = "a\\ b=\\ x = y \nc\\:d\\=e\\#f=\\u00F6\\uD83D\\uDE00\\n\ng/h=\\\\\\#\\!\n";
    written("properties", &pairs, text);
    let text = concat!(
        "# comment \\\n! another\r\n\r   Truth = Beauty\n\tTruth2:Beauty\nTruth3\t\t\t:Beauty\n",
        "fruits   apple, banana, \\\n    pear, \\\r\n    kiwi\ncheeses\nx\\\n  y \\\n = \\z\\u0041\\\\\nq=a\\ttab:=",
    );
    let pairs = [
        ("Truth", "Beauty"),
        ("Truth2", "Beauty"),
        ("Truth3", "Beauty"),
        ("fruits", "apple, banana, pear, kiwi"),
        ("cheeses", ""),
        ("xy", "zA\\"),
        ("q", "a\ttab:="),
    ];
    reads("properties", text, &pairs);
    reads("properties", "a=\u{e9}\nb=\\", &[("a", "é"), ("b", "")]);
    refuses("properties", "a=1\nb=2\na=3\n", "x:3: the key `a` stands here twice");
    refuses("properties", "a=1\\\n\nb=\\u12x4\n", "x:3: four hexadecimal digits must follow \\u");
    refuses("properties", "a=\\uD800x\n", "x:1: half of a character in \\u escapes, without its other half");
    refuses("properties", "a=\\uD800\\u0041\n", "x:1: half of a character in \\u escapes, without its other half");
    refuses("properties", "a=\\uDC00\n", "x:1: half of a character in \\u escapes, without its other half");
}

#[test]
fn what_would_read_otherwise_is_written_otherwise() {
    let pairs = [("$base64", "YQ=="), ("a/$base64", "YQ=="), ("b/<</c", "x"), ("<<", "y"), ("d/<<", "z")];
    for name in ["yaml", "json", "toml"] {
        let text = (format(name).write)(&tree(&pairs)).unwrap();
        reads(name, &text, &pairs);
        let bytes: Tree = [(Key::found("a/<<"), Value::from(vec![0x80]))].into();
        let text = (format(name).write)(&bytes).unwrap();
        assert_eq!(format(name).read_bytes(text.as_bytes()), Ok(bytes), "{text}");
    }
}

#[test]
fn hostile_documents_are_refused_soon() {
    let deep = |open: &str, close: &str| open.repeat(20_000) + "1" + &close.repeat(20_000);
    for (name, text) in [
        ("json", deep("{\"a\":", "}")),
        ("yaml", deep("{a: ", "}")),
        ("yaml", deep("[", "]")),
        ("toml", format!("a = {}", deep("{a = ", "}"))),
        ("toml", format!("{}a = 1", "a.".repeat(20_000))),
        ("toml", format!("[{}a]", "a.".repeat(20_000))),
        ("toml", format!("x = {}", format!("{{{}a =\n", "a.".repeat(100)).repeat(50))),
        ("toml", "a = { b\n".repeat(2000)),
        ("toml", "a = [\n".repeat(2000)),
        ("yaml", bomb()),
    ] {
        assert!(format(name).read_bytes(text.as_bytes()).is_err(), "{name}");
    }
    assert!(format("json").read_bytes(&vec![b' '; SIZE_MAX + 1]).unwrap_err().message.contains("64 MiB"));
}

/// A long text by a thousand names.
fn bomb() -> String {
    let uses: String = (0..1000).map(|n| format!("k{n}: *a\n")).collect();
    format!("a: &a {}\n{uses}", "x".repeat(1024 * 1024))
}

#[test]
fn bytes_that_are_no_text_name_their_line() {
    let refusal = format("env").read_bytes(b"A=1\nB=\xff\n").unwrap_err();
    assert_eq!((refusal.line, &*refusal.message), (Some(2), "not UTF-8"));
}

fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c](/[a-c]){0,3}",
        2 => "[A-Z_][A-Z0-9_]{0,3}",
        2 => "[a-z0-9./<$ =:#!'\"\\-]{0,5}",
        1 => "(a|<<|\\$base64|yes|1)(/(a|<<|\\$base64|~|)){0,3}",
        1 => "\\PC{0,4}",
        1 => any::<String>(),
        1 => "[\u{fffc}-\u{10000}\u{80}-\u{a0}\u{feff}\u{2028}]{1,2}",
        1 => "(x/){80}|[a\n]{1020}",
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => "\\PC{0,8}".prop_map(Value::from),
        2 => any::<String>().prop_map(Value::from),
        2 => "([ a:#|>-]{0,4}\n){0,3}[ a]{0,2}".prop_map(Value::from),
        1 => "[\u{fffc}-\u{10000}\u{80}-\u{a0}\u{feff}\u{2028}\n]{1,3}".prop_map(Value::from),
        1 => "[0-9.eE+_:xt-]{1,6}|true|null|no|~|=".prop_map(Value::from),
        1 => proptest::collection::vec(any::<u8>(), 0..6).prop_map(Value::from),
    ]
}

fn any_tree() -> impl Strategy<Value = Tree> {
    proptest::collection::btree_map(any_key().prop_map(Key::found), any_value(), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_written_reads_back(tree in any_tree()) {
        for format in FORMATS {
            match (format.write)(&tree) {
                Ok(text) => {
                    prop_assert!(text.split('\n').all(|line| sanitize::is_safe(&line.replace('\t', " "))), "{}", text);
                    let read = format.read_bytes(text.as_bytes());
                    prop_assert_eq!(read.as_ref(), Ok(&tree), "{}: {}", format.name, text);
                }
                Err(refusal) => {
                    prop_assert!(matches!(format.name, "env" | "properties"), "{}: {:?}", format.name, refusal);
                    prop_assert!(tree.keys().any(|key| refusal.message.contains(&format!("`{key}`"))), "{:?}", refusal);
                }
            }
        }
    }
}
