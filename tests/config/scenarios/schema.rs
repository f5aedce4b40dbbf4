//! A schema that grows with its space, and what it says of secrets.

use super::Space;

crate::on_every_space!(a_schema_grows_with_the_space, no_listing_has_a_secret);

const FIRST: &str =
    "type: object\nproperties:\n  web:\n    properties:\n      port: {type: integer, minimum: 1, maximum: 65535}\n";
const SECOND: &str = "type: object\nrequired: [web, timeout]\nproperties:\n  timeout: {type: string, format: duration}\n  web:\n    required: [port, mode]\n    properties:\n      port: {type: integer, minimum: 1024}\n      mode: {enum: [fast, safe]}\n";

fn a_schema_grows_with_the_space(space: &Space) {
    space.scratch.file("first.yaml", FIRST);
    space.scratch.file("second.yaml", SECOND);
    space.set(&["web/port=80"], 1);
    space.says(&["lint", "--schema", "first.yaml", "--keep"], "");
    let refused = |words: &[&str], wrong: &[&str]| {
        let end = space.config(words).end();
        assert_eq!((end.code(), &*end.stdout), (65, ""), "{words:?}: {}", end.stderr);
        for one in wrong {
            assert!(end.stderr.contains(one), "{words:?}: {one} is missing in {}", end.stderr);
        }
        assert!(
            end.stderr.contains("gosys: nothing was changed: ")
                && end.stderr.contains("hint: gosys config lint --show")
        );
    };
    refused(&["set", "web/port=http"], &["`web/port`: \"http\" is not of type \"integer\""]);
    refused(&["set", "web/port=70000", "b=1"], &["`web/port`: 70000 is greater than the maximum of 65535"]);
    refused(&["set", "web/port=0", "--dry-run"], &["`web/port`: 0 is less than the minimum of 1"]);
    space.config(["import", "-", "--format", "yaml"]).stdin("web: {port: no}").end().like(65, "", "`web/port`");
    space.says(&["ls", "--values"], "web/port = 80\n");
    // The next schema is not kept before the space satisfies it, and all that is missing is said at once.
    let end = space.config(["lint", "--schema", "second.yaml", "--keep"]).end();
    assert_eq!((end.code(), end.stdout.lines().count(), &*end.stderr), (1, 3, ""), "{}", end.stdout);
    space.says(&["lint", "--show"], FIRST);
    space.set(&["web/port=8080", "web/mode=fast", "timeout=1m30s"], 2);
    space.says(&["lint", "--schema", "second.yaml", "--keep"], "");
    space.says(&["lint", "--show"], SECOND);
    refused(&["set", "web/mode=quick"], &["`web/mode`"]);
    refused(&["set", "timeout=soon"], &["`timeout`"]);
    refused(&["unset", "timeout"], &["timeout"]);
    // Back to before it is refused as well, but not a part that satisfies it.
    refused(&["rollback", "--to", "1"], &["timeout", "mode", "`web/port`: 80 is less than the minimum of 1024"]);
    space.set(&["web/mode=safe", "extra=1"], 3);
    space.says(&["rollback", "--to", "2", "--keys", "web"], "4\n");
    space.says(&["lint"], "");
    let old = space.config(["lint", "--rel", "1", "-o", "json"]).end();
    assert_eq!((old.code(), old.stdout.lines().count(), &*old.stderr), (1, 3, ""));
    space.says(&["lint", "--rel", "2"], "");
    // By hand a state can be kept only without it.
    space.says(&["lint", "--forget"], "");
    space.says(&["rollback", "--to", "1"], "5\n");
    space.config(["lint", "--schema", "second.yaml"]).end().like(1, "`web/port`: 80 is less", "");
    assert_eq!(space.json(&["log"]).len(), 5, "what was refused left nothing behind");
}

const SECRETS: &str = "properties:\n  db:\n    properties:\n      dsn: {type: string, writeOnly: true}\n";

fn no_listing_has_a_secret(space: &Space) {
    space.scratch.file("s.yaml", SECRETS);
    space.set(&["db/dsn=by-schema-1", "db/password=by-name-1", "db/host=open-1"], 1);
    space.config(["diff", "0", "1", "--keys", "db/dsn"]).end().is(1, "+ db/dsn = by-schema-1\n", "");
    space.says(&["lint", "--schema", "s.yaml", "--keep"], "");
    space.config(["set", "db/dsn=by-schema-2", "db/password=by-name-2", "db/host=open-2"]).end().is(0, "2\n", "");
    // Of older releases too, which were made before it was known.
    let listings: [&[&str]; 11] = [
        &["ls", "--values"],
        &["ls", "--values", "--rel", "1"],
        &["ls", "--values", "-o", "json"],
        &["show"],
        &["show", "1"],
        &["show", "-o", "json"],
        &["diff", "1"],
        &["diff", "0", "1", "-o", "yaml"],
        &["set", "db/dsn=by-schema-3", "db/password=by-name-3", "db/host=open-3", "--dry-run"],
        &["rollback", "--to", "1", "--dry-run"],
        &["rollback", "--to", "1", "--dry-run", "-o", "json"],
    ];
    for words in listings {
        let end = space.config(words).end();
        let all = format!("{}{}", end.stdout, end.stderr);
        assert!(all.contains("db/dsn") && all.contains("db/password") && all.contains("open-"), "{words:?}: {all}");
        assert!(!all.contains("by-schema") && !all.contains("by-name"), "{words:?}: {all}");
    }
    for words in [["log", "-o", "json"].as_slice(), &["blame", "-o", "json"], &["doctor"]] {
        let all = space.config(words).end().stdout;
        assert!(!all.contains("by-schema") && !all.contains("by-name"), "{words:?}: {all}");
    }
    let shown = |words: &[&str]| space.config(words).end().stdout;
    let watched = shown(&["watch", "--timeout", "400ms"]);
    assert!(!watched.contains("by-schema") && !watched.contains("by-name"), "{watched}");
    // Who may see them asks for them; and who changed one is told that it did change.
    for words in [["show", "--reveal"].as_slice(), &["diff", "1", "--reveal"], &["ls", "--values", "--reveal"]] {
        let all = shown(words);
        assert!(all.contains("by-schema-2") && all.contains("by-name-2"), "{words:?}: {all}");
    }
    let lines = shown(&["diff", "1", "2"]);
    let secret = lines.lines().find(|line| line.contains("db/dsn")).unwrap();
    assert_eq!(secret, "~ db/dsn = **** -> ****");
    space.says(&["get", "db/dsn"], "by-schema-2\n");
}
