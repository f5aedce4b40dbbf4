//! The table of figures in README.md: a row for everything that `cargo bench` measures, and for nothing else.

#[path = "../benches/table/mod.rs"]
#[expect(dead_code, reason = "only the benches ask for a peer's version")]
mod table;

use std::collections::BTreeSet;

use table::{PROMISES, find, region, renew};

const README: &str = include_str!("../README.md");

/// The rows of the table, as cells.
fn rows(readme: &str) -> Vec<Vec<String>> {
    let rows = region(readme).lines().filter(|line| line.starts_with("| "));
    let cells = |row: &str| row.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    // Before the first bar and after the last one is nothing.
    rows.map(|row| cells(row)[1..].to_vec()).filter(|row| row[0] != "group").collect()
}

#[test]
fn the_readme_has_the_figures_of_the_benches() {
    let rows = rows(README);
    let all: Vec<_> = PROMISES.iter().flat_map(|(group, of)| of.iter().map(move |promise| (group, promise))).collect();
    let names = |row: &Vec<String>| (row[0].clone(), row[1].clone());
    let wanted: Vec<_> = all.iter().map(|(group, promise)| ((**group).to_owned(), promise.what.to_owned())).collect();
    let wrong = "README.md: `BLESS=1 cargo bench -- PART` writes the rows of a part, and measures them";
    assert_eq!(rows.iter().map(names).collect::<Vec<_>>(), wanted, "{wrong}");
    for (row, (_, promise)) in rows.iter().zip(&all) {
        assert!(row[2].starts_with(promise.against) && row[4] == promise.goal(), "{row:?}: {wrong}");
        assert!(["met", "**missed**", "not measured"].contains(&&*row[5]), "{row:?}");
    }
    for (group, _) in PROMISES {
        assert!(region(README).contains(&format!("\n- `{group}`: ")), "where is {group} from?");
    }
    assert_eq!(all.iter().map(|(_, promise)| promise.what).collect::<BTreeSet<_>>().len(), all.len(), "named twice");
}

/// Every name that the benches give a figure is one of the table's, and the other way round.
#[test]
fn the_benches_have_the_figures_of_the_table() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let mut text = String::new();
    let mut folders = vec![folder.clone()];
    while let Some(at) = folders.pop() {
        for path in std::fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() && path != folder.join("table") {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                text += &std::fs::read_to_string(&path).unwrap();
            }
        }
    }
    for promise in PROMISES.iter().flat_map(|(_, promises)| *promises) {
        assert!(text.contains(&format!("\"{}\"", promise.what)), "nobody measures `{}`", promise.what);
    }
}

#[test]
fn what_did_not_run_keeps_its_rows() {
    let rows_of =
        |readme: &str, group: &str| rows(readme).into_iter().filter(|row| row[0] == group).collect::<Vec<_>>();
    let (group, promise) = find("`gosys id`, wall");
    let new = promise.row(group, "9.9", 0.7512, "1 µs, 2 µs");
    assert_eq!(new, "| whole | `gosys id`, wall | `uuidgen` 9.9 | 0.75 | <= 0.8 | met | 1 µs, 2 µs |");
    let renewed = renew(README, group, "a machine", &[new]);
    assert_eq!(rows(&renewed).len(), rows(README).len());
    let whole = rows_of(&renewed, "whole");
    assert_eq!(whole[0][3..6], ["0.75", "<= 0.8", "met"]);
    assert!(whole[1..].iter().all(|row| row[5] == "not measured"), "{whole:?}");
    for (group, _) in PROMISES.iter().filter(|(group, _)| *group != "whole") {
        assert_eq!(rows_of(&renewed, group), rows_of(README, group));
    }
    let outside = |readme: &str| readme.replace(region(readme), "");
    assert!(outside(&renewed) == outside(README));
    assert!(region(&renewed).starts_with("\n\n- `whole`: a machine\n- `ids`: ") && region(&renewed).ends_with("|\n\n"));
    // Once more is the same.
    assert!(renew(&renewed, "nothing", "", &[]) == renewed);
}

#[test]
fn a_miss_is_shown_and_so_are_units() {
    let (group, promise) = find("the release binary");
    assert_eq!(
        promise.row(group, "", 19.25, "bytes"),
        "| whole | the release binary |  | 19.2 MB | <= 25 MB | met | bytes |"
    );
    assert!(promise.row(group, "", 25.0, "").ends_with("| 25 MB | <= 25 MB | met |  |"));
    assert!(promise.row(group, "", 25.1, "").ends_with("| 25.1 MB | <= 25 MB | **missed** |  |"));
    let (group, promise) = find("the same, times faster");
    assert!(promise.row(group, "2", 4512.3, "").ends_with("| 4,512 | >= 1,000 | met |  |"));
    assert!(promise.row(group, "2", 1000.0, "").contains("| met |"));
    assert!(promise.row(group, "2", 999.9, "").contains("**missed**"));
    let (group, promise) = find("10,000 pending changes, to the end of one run of a hook");
    assert!(promise.row(group, "", 0.01304, "").contains("| 0.013 | <= 0.02 | met |"));
    assert!(promise.row(group, "", 0.00012, "").contains("| 0.0001 |"));
    assert!(promise.row(group, "", 0.0, "").contains("| 0 |"));
}

#[test]
fn a_row_without_a_promise_goes() {
    let mark = "| whole | `gosys id`, CPU |";
    let more = README.replace(mark, &format!("| whole | nobody's | x | 1 | <= 1 | met | |\n{mark}"));
    assert_eq!(rows(&more).len(), rows(README).len() + 1);
    assert!(renew(&more, "nothing", "", &[]) == renew(README, "nothing", "", &[]));
}
