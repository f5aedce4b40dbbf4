//! `config import`: what a document changes, and what it must not.

use super::Space;

#[test]
fn what_was_exported_is_imported() {
    let from = Space::local();
    from.scratch.file("bytes", b"\xff\x00");
    from.scratch.file("lines", "one\n two\n\n");
    from.set(&["a=1.10", "a/b=yes", "bytes=@bytes", "c/$base64=YQ==", "lines=@lines", "name with space= x "], 1);
    let record = |space: &Space| space.config(["set", "last=1", "-o", "json"]).end().like(0, "digest", "").stdout;
    let digest = |space: &Space| record(space).rsplit_once("digest").unwrap().1.to_owned();
    let exported = |format: &str| from.config(["export", "--format", format]).end().like(0, "lines", "").stdout;
    let texts = ["yaml", "json", "toml"].map(|format| (format, exported(format)));
    let expected = digest(&from);
    for (format, text) in texts {
        let to = Space::local();
        let file = format!("x.{format}");
        to.scratch.file(&file, &text);
        to.config(["import", &file]).end().is(0, "1\n", "");
        let same = "gosys: nothing to change: it is all so as of release 1\n";
        to.config(["import", "-", "--format", format, "--prune"]).stdin(text).end().is(0, "1\n", same);
        assert_eq!(digest(&to), expected, "{format}");
    }
}

#[test]
fn without_prune_nothing_is_deleted() {
    let space = Space::local();
    space.set(&["a=1", "b=2"], 1);
    let import = |words: &[&str], text: &str| {
        space.config(["import", "-", "--format", "yaml"].into_iter().chain(words.iter().copied())).stdin(text).end()
    };
    import(&["-m", "why"], "a: 3\nc: 4\n").is(0, "2\n", "");
    space.config(["export"]).end().is(0, "a: \"3\"\nb: \"2\"\nc: \"4\"\n", "");
    import(&["--prefix", "db"], "host: h\n").is(0, "3\n", "");
    space.config(["get", "db/host"]).end().is(0, "h\n", "");
    import(&["--expect-rel", "1"], "a: 9\n").like(76, "", "the last release is 3, and not 1");
}

#[test]
fn prune_asks_before_it_deletes_much() {
    let space = Space::local();
    let keys: Vec<String> = (0..10).map(|n| format!("db/k{n}=v")).chain(["other=v".to_owned()]).collect();
    space.set(&keys.iter().map(String::as_str).collect::<Vec<_>>(), 1);
    let import = |words: &[&str], keys: usize| {
        let text: String = (0..keys).map(|n| format!("k{n}: v\n")).collect();
        let all = ["import", "-", "--format", "yaml", "--prefix", "db", "--prune"];
        space.config(all.into_iter().chain(words.iter().copied())).stdin(text).end()
    };
    let refused = "gosys: --prune would delete 4 of 10 keys, which is more than 30 %\n\
                   hint: --dry-run shows them; --yes deletes them\n";
    import(&[], 6).is(2, "", refused);
    let lines = "- db/k6 = v\n- db/k7 = v\n- db/k8 = v\n- db/k9 = v\n";
    import(&["--dry-run"], 6).is(0, lines, "");
    import(&[], 7).is(0, "2\n", "");
    import(&["--yes"], 1).is(0, "3\n", "");
    space.config(["export"]).end().is(0, "db:\n  k0: v\nother: v\n", "");
}

#[test]
fn a_dry_run_shows_and_changes_nothing() {
    let space = Space::local();
    space.set(&["a=1", "b=2", "esc=x"], 1);
    let text = "a: one\nesc: \"\\e[2J\"\nnew: \"x\\ny\"\n";
    let import = |words: &[&str]| {
        let all = ["import", "-", "--format", "yaml", "--prune", "--dry-run"];
        space.config(all.into_iter().chain(words.iter().copied())).stdin(text).end()
    };
    let lines = "~ a = 1 -> one\n- b = 2\n~ esc = x -> \"\\u{1b}[2J\"\n+ new = \"x\\ny\"\n";
    import(&[]).is(0, lines, "");
    let json = "{\"schema\":\"gosys.config-diff.v1\",\"key\":\"a\",\"change\":\"changed\",\"masked\":false,\"from\":\"1\",\"to\":\"one\"}\n";
    import(&["-o", "json"]).like(0, json, "");
    space.config(["set", "a=2", "--dry-run"]).end().is(0, "~ a = 1 -> 2\n", "");
    let same = "gosys: nothing to change: it is all so as of release 1\n";
    space.config(["set", "a=1", "--dry-run"]).end().is(0, "", same);
    space.config(["export"]).end().is(0, "a: \"1\"\nb: \"2\"\nesc: x\n", "");
}

#[test]
fn what_cannot_be_read_is_refused_by_file_and_line() {
    let space = Space::local();
    space.scratch.file("x.yaml", "a: 1\nb:\n- 1\n");
    let told = "gosys: x.yaml:3: the key `b` holds a list\n\
                hint: values are texts: write it in quotes, or leave the key out\n";
    space.config(["import", "x.yaml"]).end().is(65, "", told);
    space.config(["import", "-", "--format", "json"]).stdin("{\"a\": 1,}").end().like(65, "", "standard input:1:");
    space.config(["import", "-", "--format", "yaml"]).stdin("/a: 1").end().like(65, "", "`/a` is no key");
    space.config(["import", "-"]).stdin("a: 1").end().like(2, "", "--format does: yaml, json, toml, env, properties");
    for (name, text, told) in [
        ("x.yaml", "ok: 1\nb:\n  \"\\x01\": 2\n", "x.yaml:3: `b/\\u{1}` is no key: it holds a control character"),
        ("x.json", "{\n\"ok\": 1,\n\"b\": {\n\"\": 2}}", "x.json:4: `b/` is no key: a slash stands between"),
        ("x.toml", "ok = 1\n\n[b]\n\"c//d\" = 2\n", "x.toml:4: `b/c//d` is no key: a slash stands between"),
        ("x.properties", "ok=1\n/c=2\n", "x.properties:2: `/c` is no key: a slash stands between"),
        ("y.yaml", "ok: 1\nb: {}\n", "y.yaml:2: the key `b` holds an empty folder"),
        ("y.json", "{\"ok\": 1,\n\"b\": {}}", "y.json:2: the key `b` holds an empty folder"),
        ("y.toml", "ok = 1\n\n[b]\n", "y.toml:3: the key `b` holds an empty folder"),
    ] {
        space.scratch.file(name, text);
        space.config(["import", name]).end().like(65, "", &format!("gosys: {told}"));
    }
    space.config(["import", "--prefix", "p", "x.yaml"]).end().like(65, "", "gosys: x.yaml:3: `p/b/\\u{1}` is no key");
    space.config(["import", "nothing.yaml"]).end().like(74, "", "cannot read nothing.yaml");
    space.config(["export"]).end().is(0, "{}\n", "");
}
