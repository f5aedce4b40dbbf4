//! A space grows old: what is kept stays what it was, and what is forgotten is said to be.

use serde_json::Value;

use super::{Space, numbers};

crate::on_every_space!(what_is_kept_is_whole_and_the_rest_is_said_to_be_gone, a_space_lives_on_after_gc);

/// Ten releases, of which the eighth goes back to the second; the second and the fifth have a name.
fn aged(space: &Space) {
    for number in 1..=10_u64 {
        match number {
            8 => space.says(&["rollback", "--to", "v2", "-m", "back"], "8\n"),
            _ => space.set(&[&format!("n={number}"), &format!("k{}=of {number}", number % 4)], number),
        }
        if number == 2 || number == 5 {
            space.says(&["tag", "head", &format!("v{number}")], "");
        }
    }
}

const KEPT: [u64; 5] = [2, 5, 8, 9, 10];
const GONE: [u64; 5] = [1, 3, 4, 6, 7];

fn what_is_kept_is_whole_and_the_rest_is_said_to_be_gone(space: &Space) {
    aged(space);
    let state = |number: u64| space.config(["ls", "--values", "--rel", &number.to_string()]).end().like(0, "n = ", "");
    let before = KEPT.map(|number| state(number).stdout);
    let logged: Vec<Value> = space.json(&["log"]);
    let words = ["gc", "--keep", "3", "--keep-for", "0s"];
    let preview = space.record(&[&words[..], &["--dry-run"]].concat());
    assert_eq!((numbers(&preview["forgotten"]), &preview["kept"]), (GONE.to_vec(), &5.into()));
    assert_eq!(space.json(&["log"]), logged, "a preview forgets nothing");
    space.says(&words, "5 releases forgotten, 5 kept\n");
    space.says(&words, "0 releases forgotten, 5 kept\n");
    assert_eq!(KEPT.map(|number| state(number).stdout), before);
    let is_kept = |one: &&Value| KEPT.contains(&one["release"].as_u64().unwrap());
    assert_eq!(space.json(&["log"]), logged.iter().filter(is_kept).cloned().collect::<Vec<_>>(), "as it was told");
    for number in KEPT {
        let record = space.json(&["show", &number.to_string()]).remove(0);
        assert_eq!(record["release"], number);
    }
    // Also between two of which nothing in between is left.
    space.config(["diff", "v2", "8"]).end().is(0, "", "");
    space.config(["diff", "v2", "v5", "--keys", "n"]).end().is(1, "~ n = 2 -> 5\n", "");
    space.config(["diff", "0", "2", "--keys", "n"]).end().is(1, "+ n = 2\n", "");
    for number in GONE.map(|number| number.to_string()) {
        let told = format!("gosys: release {number} is not kept any more\nhint: ");
        for words in [
            ["show", &number].as_slice(),
            &["ls", "--rel", &number],
            &["get", "n", "--rel", &number],
            &["export", "--rel", &number],
            &["diff", &number, "head"],
            &["rollback", "--to", &number],
            &["tag", &number, "late"],
        ] {
            space.config(words).end().like(1, "", &told);
        }
    }
    // Who set what is told only where it is known.
    for one in space.json(&["blame"]) {
        let number = one["release"].as_u64();
        assert!(number.is_none_or(|number| KEPT.contains(&number)) && one["external"] == false, "{one}");
    }
}

fn a_space_lives_on_after_gc(space: &Space) {
    aged(space);
    let digest = |number: u64| space.logged(number)["digest"].clone();
    let second = digest(2);
    let gc = |keep: &str, told: &str| space.says(&["gc", "--keep", keep, "--keep-for", "0s"], told);
    gc("1", "7 releases forgotten, 3 kept\n");
    space.says(&["rollback", "--to", "v2", "-m", "again"], "11\n");
    assert_eq!(digest(11), second);
    space.says(&["rollback", "--to", "-1"], "12\n");
    assert_eq!(digest(12), digest(10));
    // A name that is taken away protects nothing any more; one that moves on protects where it is.
    space.says(&["tag", "v2", "v2", "--delete"], "");
    space.says(&["tag", "11", "v5"], "");
    gc("1", "3 releases forgotten, 2 kept\n");
    let left: Vec<u64> = space.json(&["log"]).iter().map(|one| one["release"].as_u64().unwrap()).collect();
    assert_eq!(left, [12, 11]);
    assert_eq!(digest(11), second);
    space.config(["get", "n", "--rel", "v2"]).end().like(1, "", "gosys: no release has the tag `v2`\nhint: ");
    space.says(&["get", "n", "--rel", "v5"], "2\n");
    gc("0", "0 releases forgotten, 2 kept\n");
    space.set(&["n=13"], 13);
    space.config(["diff", "11", "13", "--keys", "n"]).end().is(1, "~ n = 2 -> 13\n", "");
    // What is gone is gone from the searches too.
    let end = space.config(["bisect", "-q", "--run", "! grep -q '\"n\":\"13\"' $GOSYS_CONFIG_FILE"]).end();
    end.is(0, "13\n", "");
    let end = space.config(["bisect", "--run", "true", "--good", "4"]).end();
    end.like(1, "", "gosys: release 4 is not kept any more\nhint: ");
    space.config(["lint", "--rel", "3"]).end().like(2, "", "the space has no schema");
}
