//! Which of thirty releases broke it, when some of them cannot be tried.

use super::{Space, numbers};

crate::on_every_space!(the_one_that_broke_it_is_found_among_thirty);

fn the_one_that_broke_it_is_found_among_thirty(space: &Space) {
    for number in 1..=30 {
        // Those from 16 to 19 do not even start; from 18 on the limit is wrong.
        let mode = if (16..=19).contains(&number) { "broken" } else { "works" };
        let limit = if number < 18 { 10 } else { 99 };
        space.set(&[&format!("n={number}"), &format!("mode={mode}"), &format!("limit={limit}")], number);
    }
    space.says(&["tag", "10", "good"], "");
    let check = "echo $GOSYS_CONFIG_RELEASE >>tried; grep -q broken $GOSYS_CONFIG_FILE && exit 125; grep -q '\"limit\":\"10\"' $GOSYS_CONFIG_FILE";
    let found = |words: &[&str]| {
        let _ = std::fs::remove_file(space.path("tried"));
        let record = space.record(&[&["bisect", "-q", "--run", check], words].concat());
        let tried: Vec<u64> = space.lines("tried").iter().map(|line| line.parse().unwrap()).collect();
        assert_eq!(record["tried"], tried.len(), "{tried:?}");
        (numbers(&record["releases"]), tried)
    };
    let (releases, tried) = found(&[]);
    assert_eq!(releases, [16, 17, 18, 19, 20], "any of those that cannot be tried, or the one after them");
    assert!(tried[..2] == [10, 30] && tried.iter().all(|number| (10..=30).contains(number)), "{tried:?}");
    let distinct: std::collections::BTreeSet<&u64> = tried.iter().collect();
    assert_eq!(distinct.len(), tried.len(), "none is tried twice: {tried:?}");
    assert!(tried.len() <= 2 + 5 + 4, "{tried:?}");
    let (releases, tried) = found(&["--good", "1", "--bad", "-5"]);
    assert_eq!((releases, &tried[..2]), (vec![16, 17, 18, 19, 20], &[1, 25][..]));
    // What is said on the way, and that the space is as it was.
    let end = space.config(["bisect", "--run", check, "--good", "14", "--bad", "22"]).end();
    let end = end.like(0, "16\n17\n18\n19\n20\n", "gosys: release 18 is not to be told; ");
    assert!(
        end.stderr.contains("gosys: release 15 is good; ") && end.stderr.contains("gosys: release 20 is bad; "),
        "{}",
        end.stderr
    );
    let swapped = space.config(["bisect", "--run", check, "--good", "25", "--bad", "5"]).end();
    swapped.like(2, "", "gosys: the good release 25 does not come before the bad one, 5\nhint: ");
    let wrong = space.config(["bisect", "--run", check, "--good", "21"]).end();
    wrong.like(2, "", "gosys: release 21 should be good, and the check says bad\nhint: ");
    let silent = space.config(["bisect", "--run", check, "--good", "17"]).end();
    silent.like(2, "", "gosys: release 17 should be good, and the check says not to be told\nhint: ");
    assert_eq!(space.json(&["log"]).len(), 30);
    // The one that is found is looked at, undone, and the rest stays.
    space.says(&["rollback", "--to", "15", "--keys", "limit"], "31\n");
    space.says(&["ls", "--values"], "limit = 10\nmode = works\nn = 30\n");
}
