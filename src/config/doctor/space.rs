//! What a space and its releases say of themselves. Pure.

use super::{Finding, bytes};
use crate::config::Snapshot;
use crate::config::history::{History, diff};
use crate::config::tree::{Digest, Tree};
use crate::config::watch::state::Position;

/// What there is to say of a space. `complaints` are those of the schema, or why it cannot be read.
pub fn findings(snapshot: &Snapshot, history: &History, complaints: Result<usize, String>) -> Vec<Finding> {
    let tree = snapshot.tree();
    [Some(keys(snapshot, &tree)), Some(releases(snapshot, history)), drift(snapshot, history)]
        .into_iter()
        .flatten()
        .chain([schema(snapshot, complaints)])
        .collect()
}

fn keys(snapshot: &Snapshot, tree: &Tree) -> Finding {
    let size: usize = tree.values().map(|value| value.bytes().len()).sum();
    let found = Finding::ok("keys", "the space", format!("{} keys, {}", tree.len(), bytes(size as u64)));
    if snapshot.odd == 0 {
        return found;
    }
    let about = format!("{}, and {} that are no UTF-8 or have no name", found.about, snapshot.odd);
    Finding { about, ..found }.note("gosys leaves those alone: they are part of no release")
}

fn releases(snapshot: &Snapshot, history: &History) -> Finding {
    let found = |about: String| Finding::ok("releases", "the space", about);
    let Some(head) = &snapshot.head else {
        return found("none yet".to_owned());
    };
    let oldest = history.releases.first().map_or(0, |release| release.number);
    let about =
        format!("{} kept, from {oldest} to {}, {} tags", history.releases.len(), head.release, history.tags.len());
    // One that was published since the space was read is newer, and no fault.
    match history.tree(head.release) {
        None => found(format!("{about}; what release {} was made from is missing", head.release))
            .problem("gosys config adopt begins anew from what is there"),
        Some(tree) if Digest::of(&tree) != head.digest => {
            found(format!("{about}; release {} is not what its digest says", head.release))
                .problem("was a record changed by another program? gosys config adopt begins anew from what is there")
        }
        Some(_) => found(about),
    }
}

fn drift(snapshot: &Snapshot, history: &History) -> Option<Finding> {
    let recorded = history.tree(snapshot.release())?;
    let count = diff(&recorded, &snapshot.configuration(&recorded)).len();
    let found = Finding::ok("drift", "the space", format!("keys written past gosys since the last release: {count}"));
    Some(if count == 0 { found } else { found.note("gosys config drift shows them, adopt makes a release of them") })
}

fn schema(snapshot: &Snapshot, complaints: Result<usize, String>) -> Finding {
    let found = |about: String| Finding::ok("schema", "the space", about);
    match complaints {
        _ if snapshot.schema.is_none() => found("none is kept".to_owned()),
        Ok(0) => found("the space satisfies it".to_owned()),
        Ok(count) => found(format!("{count} complaints")).problem("gosys config lint names them"),
        Err(why) => found(why).problem("gosys config lint --schema FILE --keep replaces it"),
    }
}

/// What a bookmark of this position leaves to be told.
pub fn bookmark(file: &str, position: &Position, cluster: &str, snapshot: &Snapshot, history: &History) -> Finding {
    let (at, last) = (position.release, snapshot.release());
    let found = |about: String| Finding::ok("bookmark", file, about);
    let oldest = history.releases.first().map_or(0, |release| release.number);
    if position.cluster != cluster {
        found("it was made with another store than this one".to_owned())
            .problem("was the store restored or replaced? the watcher begins by comparing states")
    } else if at > last {
        found(format!("at release {at}, and the last one is {last}"))
            .problem("was the store restored from an older copy? the watcher begins by comparing states")
    } else if at + 1 < oldest {
        found(format!("at release {at}, and the oldest that is kept is {oldest}"))
            .problem("the releases between are forgotten: the watcher begins with what came of them")
    } else {
        found(format!("at release {at}, {} before the last one", last - at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Entry;
    use crate::config::doctor::Verdict;
    use crate::config::key::Key;
    use crate::config::release::{Change, Head, Kind, Release, SCHEMA};

    fn tree(pairs: &[(&str, &str)]) -> Tree {
        pairs.iter().map(|(key, value)| (Key::found(*key), (*value).into())).collect()
    }

    /// A space with one release that has made it so.
    fn space(pairs: &[(&str, &str)]) -> (Snapshot, History) {
        let (tree, number) = (tree(pairs), 1);
        let change = |(key, value): (&Key, &crate::config::value::Value)| {
            (key.clone(), Change { to: Some(value.clone()), over: None })
        };
        let release = Release {
            schema: SCHEMA.to_owned(),
            number,
            op: "0".to_owned(),
            kind: Kind::Set,
            of: None,
            at_ms: 1,
            who: "me".to_owned(),
            host: "here".to_owned(),
            message: String::new(),
            changes: tree.iter().map(change).collect(),
            digest: Digest::of(&tree),
            keys: 1,
            tree: None,
        };
        let entry = |(key, value): (&Key, &crate::config::value::Value)| {
            (key.clone(), Entry { value: value.clone(), version: 1, lease: 0 })
        };
        let snapshot = Snapshot {
            entries: tree.iter().map(entry).collect(),
            head: Some(Head::of(&release)),
            head_version: 1,
            ..Snapshot::default()
        };
        (snapshot, History { releases: vec![release], ..History::default() })
    }

    /// The checks that are not well.
    fn wrong(findings: &[Finding]) -> Vec<(&'static str, Verdict)> {
        let wrong = findings.iter().filter(|found| found.verdict != Verdict::Ok);
        wrong.map(|found| (found.check, found.verdict)).collect()
    }

    #[test]
    fn a_space_that_is_well_and_one_that_is_new() {
        let (snapshot, history) = space(&[("a", "1"), ("b", "22")]);
        let found = findings(&snapshot, &history, Ok(0));
        assert_eq!(wrong(&found), []);
        let told: Vec<&str> = found.iter().map(|found| found.about.as_str()).collect();
        let kept = "1 kept, from 1 to 1, 0 tags";
        let drift = "keys written past gosys since the last release: 0";
        assert_eq!(told, ["2 keys, 3 B", kept, drift, "none is kept"]);
        assert_eq!(wrong(&findings(&Snapshot::default(), &History::default(), Ok(0))), []);
    }

    #[test]
    fn what_is_not_well_is_named() {
        let (snapshot, history) = space(&[("a", "1")]);
        let with = |change: &dyn Fn(&mut Snapshot, &mut History), complaints| {
            let (mut snapshot, mut history) = (snapshot.clone(), history.clone());
            change(&mut snapshot, &mut history);
            wrong(&findings(&snapshot, &history, complaints))
        };
        assert_eq!(with(&|snapshot, _| snapshot.odd = 1, Ok(0)), [("keys", Verdict::Note)]);
        assert_eq!(with(&|snapshot, _| snapshot.entries.clear(), Ok(0)), [("drift", Verdict::Note)]);
        assert_eq!(with(&|_, history| history.releases.clear(), Ok(0)), [("releases", Verdict::Problem)]);
        let other = |_: &mut Snapshot, history: &mut History| {
            history.releases[0].changes.clear();
        };
        assert_eq!(with(&other, Ok(0)), [("releases", Verdict::Problem), ("drift", Verdict::Note)]);
        let keeps = |snapshot: &mut Snapshot, _: &mut History| snapshot.schema = Some(Vec::new());
        assert_eq!(with(&keeps, Ok(0)), []);
        assert_eq!(with(&keeps, Ok(2)), [("schema", Verdict::Problem)]);
        assert_eq!(with(&keeps, Err("odd".to_owned())), [("schema", Verdict::Problem)]);
    }

    #[test]
    fn a_bookmark_is_of_this_space_and_of_what_is_kept() {
        let (snapshot, mut history) = space(&[("a", "1")]);
        let position = |cluster: &str, release| Position {
            cluster: cluster.to_owned(),
            revision: 1,
            release,
            digest: None,
            hashes: Default::default(),
        };
        let verdict = |position: &Position, history: &History| bookmark("f", position, "c", &snapshot, history).verdict;
        assert_eq!(verdict(&position("c", 1), &history), Verdict::Ok);
        assert_eq!(verdict(&position("c", 0), &history), Verdict::Ok);
        assert_eq!(verdict(&position("d", 1), &history), Verdict::Problem);
        assert_eq!(verdict(&position("c", 2), &history), Verdict::Problem);
        history.releases[0].number = 9;
        assert_eq!(verdict(&position("c", 1), &history), Verdict::Problem);
    }

    /// What one check of a space says.
    fn about(check: &str, snapshot: &Snapshot, history: &History, complaints: Result<usize, String>) -> String {
        findings(snapshot, history, complaints).into_iter().find(|found| found.check == check).unwrap().about
    }

    #[test]
    fn each_check_says_what_it_saw() {
        let (mut snapshot, mut history) = space(&[("a", "1")]);
        snapshot.odd = 2;
        let keys = "1 keys, 1 B, and 2 that are no UTF-8 or have no name";
        assert_eq!(about("keys", &snapshot, &history, Ok(0)), keys);
        history.tags.insert(("good".to_owned(), 1));
        assert_eq!(about("releases", &snapshot, &history, Ok(0)), "1 kept, from 1 to 1, 1 tags");
        for (value, count) in [("1", 0), ("2", 1)] {
            snapshot.entries.get_mut(&Key::found("a")).unwrap().value = value.into();
            let drift = format!("keys written past gosys since the last release: {count}");
            assert_eq!(about("drift", &snapshot, &history, Ok(0)), drift);
        }
        snapshot.schema = Some(Vec::new());
        for (complaints, told) in
            [(Ok(0), "the space satisfies it"), (Ok(3), "3 complaints"), (Err("no JSON".to_owned()), "no JSON")]
        {
            assert_eq!(about("schema", &snapshot, &history, complaints), told);
        }
    }

    #[test]
    fn a_history_that_cannot_be_right_is_told_apart() {
        let (snapshot, history) = space(&[("a", "1")]);
        let mut gone = history.clone();
        gone.releases.clear();
        assert_eq!(
            about("releases", &snapshot, &gone, Ok(0)),
            "0 kept, from 0 to 1, 0 tags; what release 1 was made from is missing"
        );
        let mut changed = history.clone();
        changed.releases[0].changes.values_mut().for_each(|change| change.to = Some("other".into()));
        let told = about("releases", &snapshot, &changed, Ok(0));
        assert!(told.ends_with("; release 1 is not what its digest says"), "{told}");
        // One more was published since the space was read.
        let mut newer = history;
        newer.releases.push(Release { number: 2, ..newer.releases[0].clone() });
        assert_eq!(wrong(&findings(&snapshot, &newer, Ok(0))), []);
    }

    #[test]
    fn a_bookmark_says_how_far_it_is() {
        let (mut snapshot, mut history) = space(&[("a", "1")]);
        snapshot.head.as_mut().unwrap().release = 9;
        history.releases[0].number = 5;
        let at = |release| {
            let position = Position {
                release,
                cluster: "c".to_owned(),
                ..crate::config::watch::state::State::default().position()
            };
            let found = bookmark("f", &position, "c", &snapshot, &history);
            (found.about, found.verdict)
        };
        for (release, told, verdict) in [
            (9, "at release 9, 0 before the last one", Verdict::Ok),
            (4, "at release 4, 5 before the last one", Verdict::Ok),
            (3, "at release 3, and the oldest that is kept is 5", Verdict::Problem),
            (10, "at release 10, and the last one is 9", Verdict::Problem),
        ] {
            assert_eq!(at(release), (told.to_owned(), verdict));
        }
    }
}
