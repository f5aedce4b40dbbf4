//! What a history knows: the space as of each release, who changed what, and what its names mean.

use gosys::config::history::{Diff, History, diff};
use gosys::config::release::Release;
use proptest::prelude::*;

use super::{key, numbered, release, tagged, tree};

/// Three releases: `a` comes, changes with `b`, and goes.
fn three() -> History {
    let releases = vec![
        release(1, &[("a", Some("1"))]),
        release(2, &[("a", Some("2")), ("b", Some("1"))]),
        release(3, &[("a", None)]),
    ];
    History { releases, ..History::default() }
}

fn changed(name: &str, from: Option<&str>, to: Option<&str>) -> Diff {
    Diff { key: key(name), from: from.map(Into::into), to: to.map(Into::into) }
}

#[test]
fn the_space_is_rebuilt_release_by_release() {
    let history = three();
    let states: [&[(&str, &str)]; 4] = [&[], &[("a", "1")], &[("a", "2"), ("b", "1")], &[("b", "1")]];
    for (number, state) in (0..).zip(states) {
        assert_eq!(history.tree(number), Some(tree(state)), "release {number}");
    }
    assert_eq!((history.tree(4), history.tree(u64::MAX)), (None, None));
}

#[test]
fn a_whole_tree_takes_the_place_of_what_is_missing() {
    let mut history = three();
    history.releases.remove(0);
    assert_eq!((history.tree(2), history.tree(3)), (None, None), "what was before release 2 is not known");
    history.releases[0].tree = Some(tree(&[("a", "2"), ("b", "1"), ("kept", "x")]));
    assert_eq!(history.tree(2).unwrap().len(), 3);
    assert_eq!(history.tree(3), Some(tree(&[("b", "1"), ("kept", "x")])));
    assert_eq!((history.tree(1), history.tree(0)), (None, Some(tree(&[]))));
}

#[test]
fn nothing_is_rebuilt_across_a_gap() {
    for (numbers, known) in
        [(&[1, 2, 3][..], &[1, 2, 3][..]), (&[1, 3], &[1]), (&[2, 3], &[]), (&[1, 2, 4, 5], &[1, 2])]
    {
        let history = numbered(numbers);
        let found: Vec<u64> = (1..=5).filter(|number| history.tree(*number).is_some()).collect();
        assert_eq!(found, known, "of {numbers:?}");
    }
}

#[test]
fn a_release_shows_both_sides_of_its_changes() {
    let history = three();
    assert_eq!(history.changes(1).unwrap(), [changed("a", None, Some("1"))]);
    assert_eq!(history.changes(2).unwrap(), [changed("a", Some("1"), Some("2")), changed("b", None, Some("1"))]);
    assert_eq!(history.changes(3).unwrap(), [changed("a", Some("2"), None)]);
    assert_eq!((history.changes(0), history.changes(4)), (None, None));
}

#[test]
fn without_the_release_before_only_the_later_side_is_known() {
    let mut history = three();
    history.releases.remove(0);
    let expected = [changed("a", None, Some("2")), changed("b", None, Some("1"))];
    assert_eq!(history.changes(2).unwrap(), expected);
}

#[test]
fn what_was_set_to_what_it_was_is_no_change() {
    let mut history = three();
    // Over something external, with the value that the releases knew.
    history.releases.push(release(4, &[("b", Some("1")), ("c", Some("1")), ("gone", None)]));
    assert_eq!(history.changes(4).unwrap(), [changed("c", None, Some("1"))]);
}

#[test]
fn a_key_is_of_the_last_release_that_names_it() {
    let by = |history: &History, name: &str| history.blame(&key(name)).map(|release| release.number);
    let mut history = three();
    assert_eq!(["a", "b", "c"].map(|name| by(&history, name)), [Some(3), Some(2), None]);
    history.releases.remove(1);
    assert_eq!(["a", "b"].map(|name| by(&history, name)), [Some(3), None], "who set `b` is forgotten");
    history.releases[1].tree = Some(tree(&[("b", "1")]));
    assert_eq!(by(&history, "b"), None, "a tree says what there was, and not who made it so");
}

#[test]
fn a_name_means_the_newest_that_is_kept() {
    let history = tagged(&[3, 4, 6], &[("good", 3), ("good", 4), ("good", 5), ("old", 1), ("v1", 6), ("v2", 6)]);
    assert_eq!(["good", "old", "v1", "none"].map(|name| history.tagged(name)), [Some(4), None, Some(6), None]);
    let names = |number: u64| history.tags_of(number).collect::<Vec<_>>().join(" ");
    assert_eq!([3, 4, 6, 7].map(names), ["good", "good", "v1 v2", ""]);
}

#[test]
fn the_last_one_and_those_between_are_found_by_their_numbers() {
    let history = numbered(&[2, 5, 9]);
    assert_eq!((history.last(), History::default().last()), (9, 0));
    for number in 0..12 {
        let found = history.get(number).map(|release| release.number);
        assert_eq!(found, [2, 5, 9].contains(&number).then_some(number));
    }
}

#[test]
fn a_difference_has_both_sides_in_the_order_of_the_keys() {
    let (from, to) = (tree(&[("a", "1"), ("b", "1"), ("d", "1")]), tree(&[("a", "1"), ("b", "2"), ("c", "1")]));
    let expected = [changed("b", Some("1"), Some("2")), changed("c", None, Some("1")), changed("d", Some("1"), None)];
    assert_eq!(diff(&from, &to), expected);
    assert_eq!(diff(&from, &from), []);
}

proptest! {
    /// Of any selection of releases every one that can be rebuilt is rebuilt right.
    #[test]
    fn what_is_rebuilt_is_what_it_was(
        steps in proptest::collection::vec(proptest::collection::vec((0_u8..4, proptest::option::of(0_u8..3)), 1..4), 1..10),
        keep in proptest::collection::vec(any::<bool>(), 10), whole in proptest::collection::vec(any::<bool>(), 10)
    ) {
        let named: Vec<Vec<(String, Option<String>)>> = steps.iter().map(|step| {
            step.iter().map(|(name, to)| (name.to_string(), to.map(|value| value.to_string()))).collect()
        }).collect();
        let made = |(number, step): (u64, &Vec<(String, Option<String>)>)| {
            let pairs: Vec<_> = step.iter().map(|(name, to)| (name.as_str(), to.as_deref())).collect();
            release(number, &pairs)
        };
        let all = History { releases: (1..).zip(&named).map(made).collect(), ..History::default() };
        let kept: Vec<Release> = all.releases.iter().zip(keep.iter().zip(&whole))
            .filter(|(_, (keep, _))| **keep)
            .map(|(release, (_, whole))| Release { tree: whole.then(|| all.tree(release.number)).flatten(), ..release.clone() })
            .collect();
        let some = History { releases: kept, ..History::default() };
        for release in &all.releases {
            let number = release.number;
            if let Some(tree) = some.tree(number) {
                prop_assert_eq!(Some(tree), all.tree(number));
            } else {
                let is_kept = some.get(number).is_some();
                prop_assert!(!is_kept || (number > 1 && some.get(number).unwrap().tree.is_none()));
            }
        }
    }
}
