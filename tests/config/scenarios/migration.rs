//! A space moves: in every format into a new space, with nothing lost and nothing taken for something else.

use super::Space;

crate::on_every_space!(every_format_carries_the_space, what_a_format_cannot_hold_is_named, a_prune_that_goes_too_far);

/// Values that formats like to take for something else.
const PAIRS: [&str; 9] = [
    "db/host=10.0.0.9",
    "db/port=05432",
    "db/ratio=1.10",
    "flags/on=yes",
    "flags/none=null",
    "name=Zoë \"of\" the 'shell' $HOME # no comment",
    "path=C:\\new\\table",
    "text=one\n two\n\nthree",
    "z/empty=",
];

/// A new space of the same kind.
fn another(space: &Space) -> Space {
    if space.url == "local:" { Space::local() } else { Space::etcd() }
}

fn every_format_carries_the_space(space: &Space) {
    space.set(&PAIRS, 1);
    let exported = |space: &Space, format: &str| {
        let end = space.config(["export", "--format", format]).end().like(0, "Zo", "");
        assert_eq!(end.stderr, "");
        end.stdout
    };
    let (digest, listed) = (space.logged(1)["digest"].clone(), space.config(["ls", "--values"]).end().stdout);
    for format in ["yaml", "json", "toml", "properties"] {
        let (new, text, file) = (another(space), exported(space, format), format!("moved.{format}"));
        new.scratch.file(&file, &text);
        let preview = new.config(["import", &file, "--dry-run"]).end();
        assert_eq!((preview.code(), preview.stdout.lines().count()), (0, PAIRS.len()), "{format}: {}", preview.stdout);
        new.says(&["import", &file, "-m", "moved"], "1\n");
        new.says(&["ls", "--values"], &listed);
        assert_eq!(new.logged(1)["digest"], digest, "{format}");
        assert_eq!(exported(&new, format), text, "there and back");
        // Compared by the old space itself: there is nothing to do.
        let words = ["import", "-", "--format", format, "--prune", "--dry-run"];
        let same = "gosys: nothing to change: it is all so as of release 1\n";
        space.config(words).stdin(exported(&new, format)).end().is(0, "", same);
        // And from one format to the next.
        let yaml = exported(&new, "yaml");
        assert_eq!(yaml, exported(space, "yaml"), "{format}");
    }
    space.config(["diff", "head"]).end().is(0, "", "");
    assert_eq!(space.json(&["log"]).len(), 1, "the old space was only read");
}

fn what_a_format_cannot_hold_is_named(space: &Space) {
    space.scratch.file("bytes", b"\xff\x00");
    space.set(&["db/host=h", "logo=@bytes", "web/PORT=80"], 1);
    let named = "gosys: cannot export as env: the key `db/host` is no name of a variable\nhint: ";
    space.config(["export", "--format", "env"]).end().like(65, "", named);
    for format in ["env", "properties"] {
        let end = space.config(["export", "--format", format]).end();
        assert_eq!((end.code(), &*end.stdout), (65, ""), "{format}");
    }
    space.config(["export", "--format", "properties"]).end().like(
        65,
        "",
        "cannot export as properties: the key `logo`",
    );
    space.says(&["export", "web", "--format", "env"], "PORT=80\n");
    let new = another(space);
    let import = |format: &str, text: &str| new.config(["import", "-", "--format", format]).stdin(text).end();
    import("yaml", "db:\n  host: h\n  ports: [1, 2]\n").like(
        65,
        "",
        "standard input:3: the key `db/ports` holds a list\nhint: ",
    );
    import("json", "{\"a\": \"1\",\n \"b\": }").like(65, "", "gosys: standard input:2:");
    import("toml", "a = 1\nb = \n").like(65, "", "gosys: standard input:2:");
    import("env", "A=1\nnot a line\n").like(65, "", "gosys: standard input:2:");
    import("yaml", "a: 1\na: 2\n").like(65, "", "gosys: standard input:2:");
    new.config(["export"]).end().is(0, "{}\n", "");
    assert!(new.json(&["log"]).is_empty(), "nothing of all that was taken in");
    // What a format can hold goes the same way, bytes as well.
    let json = space.config(["export", "--format", "json"]).end().like(0, "$base64", "").stdout;
    import("json", &json).is(0, "1\n", "");
    assert_eq!(new.logged(1)["digest"], space.logged(1)["digest"]);
}

fn a_prune_that_goes_too_far(space: &Space) {
    space.set(&["a=1", "b=1", "c=1", "d=1"], 1);
    let import = |words: &[&str]| {
        space.config([&["import", "-", "--format", "yaml"], words].concat()).stdin("a: 1\nb: 2\ne: 1\n").end()
    };
    let lines = "~ b = 1 -> 2\n- c = 1\n- d = 1\n+ e = 1\n";
    import(&["--dry-run"]).is(0, "~ b = 1 -> 2\n+ e = 1\n", "");
    import(&["--prune", "--dry-run"]).is(0, lines, "");
    let refused = "gosys: --prune would delete 2 of 4 keys, which is more than 30 %\n\
                   hint: --dry-run shows them; --yes deletes them\n";
    import(&["--prune"]).is(2, "", refused);
    assert_eq!(space.json(&["log"]).len(), 1);
    import(&["--prune", "--yes", "-m", "all of it"]).is(0, "2\n", "");
    space.config(["diff", "1", "2"]).end().is(1, lines, "");
    import(&["--prune"]).is(0, "2\n", "gosys: nothing to change: it is all so as of release 2\n");
    // Nothing is lost by it.
    space.says(&["rollback", "--to", "1"], "3\n");
    space.says(&["ls", "--values"], "a = 1\nb = 1\nc = 1\nd = 1\n");
    // In a folder, only that folder's keys are counted and deleted.
    import(&["--prune", "--prefix", "app"]).is(0, "4\n", "");
    space.says(&["ls"], "a\napp/a\napp/b\napp/e\nb\nc\nd\n");
}
