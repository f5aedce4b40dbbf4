//! A pipeline that publishes, waits for every host, and goes back when a release is bad.

use serde_json::Value;

use super::{Space, stop};
use crate::config::watch::LONG;
use crate::support::eventually;

crate::on_every_space!(a_bad_release_goes_back_to_the_last_good_one, what_a_hook_is_told, nobody_waits_for_ever);

/// What is refused before it is published.
const CHECK: &str = "grep -q '\"web/image\"' $GOSYS_CONFIG_FILE && ! grep -q :latest $GOSYS_CONFIG_FILE";

/// A service that does not start with an image that is bad.
const START: &str = r#"
case $(gosys config get web/image --rel "$GOSYS_CONFIG_RELEASE") in *bad*) exit 3 ;; esac
echo "$GOSYS_CONFIG_RELEASE" >>started"#;

fn a_bad_release_goes_back_to_the_last_good_one(space: &Space) {
    let deploy = |image: &str, message: &str| {
        space.config(["set", &format!("web/image={image}"), "-m", message, "--check", CHECK]).end()
    };
    let refused = |hint: &str| format!("gosys: nothing was changed: the check ended with 1\nhint: {hint}\n");
    let hint = format!("the check was `{CHECK}`");
    space.config(["set", "web/replicas=2", "--check", CHECK]).end().is(1, "", &refused(&hint));
    deploy("app:1", "first").is(0, "1\n", "");
    space.says(&["tag", "head", "v1"], "");
    let watcher = space.watching(&["--tag-good", "--on-busy", "coalesce", "--", "sh", "-c", START]);
    space.config(["status", "--wait", "v1", "--timeout", "20s"]).end().like(0, "applied", "");
    deploy("app:latest", "lazy").is(1, "", &refused(&hint));
    deploy("app:2", "second").is(0, "2\n", "");
    space.config(["status", "--wait", "head", "--timeout", "20s"]).end().like(0, "applied", "");
    let good = |number: u64| {
        eventually(LONG, &format!("{number} is good"), || {
            let end = space.config(["show", "last-good", "-o", "json"]).end();
            end.stdout.lines().next().is_some_and(|line| line.contains(&format!("\"release\":{number},")))
        });
    };
    good(2);
    deploy("app:3-bad", "third").is(0, "3\n", "");
    space.until_status("failing", 2);
    let words = ["status", "--wait", "head", "--timeout", "300ms"];
    let end = space.config(words).end().like(124, "failing", "gosys: 1 of 1 do not have release 3: ");
    assert!(end.stderr.contains(" has 2 and is failing\nhint: "), "{}", end.stderr);
    space.says(&["get", "web/image", "--rel", "last-good"], "app:2\n");
    space.says(&["get", "web/image"], "app:3-bad\n");
    space.says(&["rollback", "--to", "last-good", "--dry-run"], "~ web/image = app:3-bad -> app:2\n");
    space.says(&["rollback", "--to", "last-good", "-m", "3 does not start"], "4\n");
    space.config(["status", "--wait", "4", "--timeout", "30s"]).end().like(0, "applied", "");
    good(4);
    space.says(&["diff", "2", "4"], "");
    let complaint = stop(watcher);
    assert!(complaint.starts_with("gosys: the command failed with 3 for release 3; again in "), "{complaint}");
    assert_eq!(space.lines("started"), ["1", "2", "4"]);
    let tags: Vec<Value> = space.json(&["log"]).into_iter().map(|mut one| one["tags"].take()).collect();
    // In the order of the log: the newest first.
    assert_eq!(tags.len(), 4);
    assert_eq!((&tags[0], &tags[1], &tags[2]), (&["good"].into(), &Value::Array(Vec::new()), &["good"].into()));
    assert_eq!(tags[3].as_array().unwrap().len(), 2, "good, and v1: {}", tags[3]);
    let last = space.logged(4);
    assert_eq!(
        (&last["kind"], &last["of"], &last["message"]),
        (&"rollback".into(), &2.into(), &"3 does not start".into())
    );
    assert_eq!(last["digest"], space.logged(2)["digest"]);
}

fn what_a_hook_is_told(space: &Space) {
    space.set(&["web/image=app:1", "web/replicas=2"], 1);
    let hook = r#"
cat >"in.$GOSYS_CONFIG_RELEASE"
{ echo "release=$GOSYS_CONFIG_RELEASE digest=$GOSYS_CONFIG_DIGEST"
  echo "keys=$(echo "$GOSYS_CONFIG_KEYS" | tr '\n' ,)"
  echo "one=$GOSYS_CONFIG_KEY/$GOSYS_CONFIG_TYPE/$GOSYS_CONFIG_VALUE/$GOSYS_CONFIG_PREV/"
} >>told; echo x >>runs"#;
    let watcher = space.watching(&["--", "sh", "-c", hook]);
    space.until_lines("runs", 1);
    space.config(["set", "web/image=app:2", "-m", "the second"]).end().is(0, "2\n", "");
    space.config(["set", "a=1", "web/replicas=3"]).end().is(0, "3\n", "");
    space.config(["unset", "a"]).end().is(0, "4\n", "");
    space.says(&["rollback", "--to", "2"], "5\n");
    space.until_lines("runs", 5);
    assert_eq!(stop(watcher), "");
    let digest = |number: u64| space.logged(number)["digest"].as_str().unwrap().to_owned();
    let told = |number: u64, keys: &str, one: &str| {
        [format!("release={number} digest={}", digest(number)), format!("keys={keys},"), format!("one={one}/")]
    };
    let expected = [
        told(1, "web/image,web/replicas", "///"),
        told(2, "web/image", "web/image/put/app:2/app:1"),
        told(3, "a,web/replicas", "///"),
        told(4, "a", "a/delete//1"),
        told(5, "web/replicas", "web/replicas/put/2/3"),
    ];
    assert_eq!(space.lines("told"), expected.concat());
    for number in 2..=5 {
        let batch: Value = serde_json::from_str(&space.text(&format!("in.{number}"))).unwrap();
        let record = space.logged(number);
        assert_eq!(batch["schema"], "gosys.config-batch.v1");
        for field in ["release", "kind", "who", "host", "message", "at", "digest"] {
            assert_eq!(batch[field], record[field], "{field} of {number}");
        }
        assert_eq!((&batch["external"], &batch["collapsed"]), (&false.into(), &false.into()));
        let keys: Vec<&Value> = batch["changes"].as_array().unwrap().iter().map(|change| &change["key"]).collect();
        assert_eq!(keys, record["keys"].as_array().unwrap().iter().collect::<Vec<_>>(), "{number}");
    }
    assert_eq!(digest(5), digest(2));
}

fn nobody_waits_for_ever(space: &Space) {
    let nobody = "gosys: there is no release yet\nhint: ";
    space.config(["rollback", "--to", "last-good"]).end().like(1, "", "hint: ");
    space.config(["tag", "head", "good"]).end().like(1, "", nobody);
    space.set(&["web/image=app:1"], 1);
    let missing = "gosys: nobody follows this space, so nobody has release 1\nhint: ";
    space.config(["status", "--wait", "head", "-q", "--timeout", "200ms"]).end().like(124, "", missing);
    space.config(["status", "--wait", "2", "--timeout", "200ms"]).end().like(1, "", "there is no release 2");
    space.config(["rollback", "--to", "last-good"]).end().like(1, "", "gosys: no release has the tag `good`\nhint: ");
    assert_eq!(space.json(&["log"]).len(), 1);
}
