//! Which releases are kept, and what the others leave behind.

use gosys::config::history::History;
use gosys::config::retention::{Retention, Retirement, retire};
use proptest::prelude::*;

use super::{numbered, tagged, tree};

/// What would be forgotten, and which would be written anew.
fn retired(history: &History, last: usize, since_s: u64) -> (Vec<u64>, Vec<u64>) {
    let Retirement { rewrite, forget } = retire(history, Retention { last, since_ms: since_s * 1000 });
    (forget, rewrite.iter().map(|release| release.number).collect())
}

const NEVER: u64 = 1_000_000;

#[test]
fn the_last_ones_the_young_and_the_named_stay() {
    // Made at 1 s, 2 s and so on.
    let history = tagged(&[1, 2, 3, 4, 5, 6], &[("good", 2), ("good", 4), ("v1", 1)]);
    let plain = numbered(&[1, 2, 3, 4, 5, 6]);
    let cases = [
        (&plain, 6, NEVER, vec![], vec![]),
        (&plain, 100, NEVER, vec![], vec![]),
        (&plain, 2, NEVER, vec![1, 2, 3, 4], vec![5]),
        (&plain, 1, 4, vec![1, 2, 3], vec![4]),
        (&plain, 1, 0, vec![], vec![]),
        (&plain, 4, 6, vec![1, 2], vec![3]),
        (&history, 1, NEVER, vec![2, 3, 5], vec![4, 6]),
        (&history, 2, 6, vec![2, 3], vec![4]),
    ];
    for (history, last, since, forget, rewrite) in cases {
        assert_eq!(retired(history, last, since), (forget, rewrite), "the last {last}, since {since} s");
    }
}

#[test]
fn the_very_last_is_kept_whatever_is_asked() {
    assert_eq!(retired(&numbered(&[1, 2]), 0, NEVER), (vec![1], vec![2]));
    assert_eq!(retired(&numbered(&[1]), 0, NEVER), (vec![], vec![]));
    assert_eq!(retired(&History::default(), 0, NEVER), (vec![], vec![]));
}

#[test]
fn a_record_is_written_anew_once_and_holds_all_that_it_needs() {
    let mut history = numbered(&[1, 2, 3, 4]);
    let retirement = retire(&history, Retention { last: 2, since_ms: u64::MAX });
    let rewritten = &retirement.rewrite[0];
    assert_eq!((rewritten.number, rewritten.tree.clone()), (3, Some(tree(&[("n", "3")]))));
    let same = gosys::config::release::Release { tree: None, ..rewritten.clone() };
    assert_eq!(same, history.releases[2], "who, when and why stay what they were");
    history.releases.splice(..3, [rewritten.clone()]);
    let again = retire(&history, Retention { last: 2, since_ms: u64::MAX });
    assert_eq!(again, Retirement::default(), "a second time there is nothing to do");
    assert_eq!(retired(&history, 1, NEVER), (vec![3], vec![4]));
}

#[test]
fn a_name_of_one_that_is_gone_keeps_nothing() {
    assert_eq!(retired(&tagged(&[2, 3], &[("good", 1), ("good", 9)]), 1, NEVER).0, [2]);
}

proptest! {
    /// Whatever is kept can be rebuilt as before, and whatever goes was neither young, last nor named.
    #[test]
    fn what_is_kept_stays_readable(
        count in 0_u64..12, last in 0_usize..6, since in 0_u64..14, tags in proptest::collection::vec(1_u64..12, 0..3)
    ) {
        let numbers: Vec<u64> = (1..=count).collect();
        let names = ["a", "b", "c"];
        let tags: Vec<(&str, u64)> = names.into_iter().zip(tags).collect();
        let before = tagged(&numbers, &tags);
        let Retirement { rewrite, forget } = retire(&before, Retention { last, since_ms: since * 1000 });
        let mut after = before.clone();
        after.releases.retain(|release| !forget.contains(&release.number));
        for new in rewrite {
            let old = after.releases.iter_mut().find(|release| release.number == new.number);
            *old.expect("only one that is kept is written anew") = new;
        }
        for release in &after.releases {
            prop_assert_eq!(after.tree(release.number), before.tree(release.number));
        }
        for number in forget {
            prop_assert!(number < since && number as usize + last.max(1) <= count as usize);
            prop_assert!(tags.iter().all(|(_, tagged)| *tagged != number));
        }
    }
}
