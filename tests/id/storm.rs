//! Many short processes at once: the job that per-process generators fail.

use std::collections::HashSet;

use crate::support::Scratch;

/// 600 processes, 8 at a time, all of one node.
fn storm(scratch: &Scratch, each: &str) -> Vec<u64> {
    let line = format!("seq 600 | xargs -P 8 -n 1 sh -c '{each}' >> all 2>> notes; true");
    scratch.sh(&line).end().is(0, "", "");
    let text = std::fs::read_to_string(scratch.path().join("all")).unwrap();
    text.lines().map(|line| line.parse().unwrap()).collect()
}

#[track_caller]
fn assert_distinct(ids: &[u64], count: usize) {
    assert_eq!(ids.len(), count);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), count, "duplicates");
}

#[test]
fn one_id_each() {
    assert_distinct(&storm(&Scratch::new(), "gosys id --node 9"), 600);
}

#[test]
fn five_thousand_each() {
    // A file each: appends of more than a pipe's worth would interleave within a line.
    let scratch = Scratch::new();
    storm_into_files(&scratch, "gosys id new --node 9 -n 5000 > out.$0");
    assert_distinct(&collect(&scratch), 3_000_000);
}

/// Every other process sees a clock an hour back.
#[test]
fn five_thousand_each_with_a_stepping_clock() {
    let scratch = Scratch::new();
    let each = "if [ $(($0 % 2)) = 0 ]; then faketime -f -1h gosys id new --node 9 -n 5000 > out.$0; \
        else gosys id new --node 9 -n 5000 > out.$0; fi";
    storm_into_files(&scratch, each);
    assert_distinct(&collect(&scratch), 3_000_000);
    let notes = std::fs::read_to_string(scratch.path().join("notes")).unwrap();
    assert!(notes.contains("behind the last id"), "faketime had no effect");
}

/// Every third process is killed in the middle of its work. What it got out counts as well.
#[test]
fn with_processes_killed_all_along() {
    let scratch = Scratch::new();
    let each = "if [ $(($0 % 3)) = 0 ]; then gosys id new --node 9 -n 200000 > out.$0 & p=$!; \
        sleep 0.00$(($0 % 9 + 1)); kill -9 $p; wait $p; else gosys id new --node 9 -n 5000 > out.$0; fi";
    storm_into_files(&scratch, each);
    let ids = collect(&scratch);
    assert!(ids.len() >= 400 * 5000, "{}", ids.len());
    let count = ids.len();
    assert_distinct(&ids, count);
}

fn storm_into_files(scratch: &Scratch, each: &str) {
    let line = format!("seq 600 | xargs -P 8 -n 1 sh -c '{each}' 2>> notes; true");
    scratch.sh(&line).within(std::time::Duration::from_secs(300)).end().is(0, "", "");
}

/// Every whole line of every output: a killed process may have left half a line.
pub fn collect(scratch: &Scratch) -> Vec<u64> {
    let mut ids = Vec::new();
    for entry in std::fs::read_dir(scratch.path()).unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("out.") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let whole = text.rfind('\n').map_or("", |end| &text[..end]);
            ids.extend(whole.lines().map(|line| line.parse::<u64>().unwrap()));
        }
    }
    ids
}
