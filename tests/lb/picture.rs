//! The pictures of results as files.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use crate::support::{End, Scratch, is_root};

fn run(scratch: &Scratch, args: &str) -> End {
    let args = format!("lb shuffle --n 3 --trials 60 --seed 1 -o json {args}");
    scratch.gosys(args.split_whitespace()).end()
}

#[test]
fn all_three_files_beside_the_result() {
    let scratch = Scratch::new();
    run(&scratch, "--svg a.svg --html a.html --csv a.csv").like(0, "gosys.lb-shuffle.v1", "");
    let read = |name: &str| fs::read_to_string(scratch.path().join(name)).unwrap();
    assert!(read("a.svg").starts_with("<svg xmlns=") && read("a.svg").ends_with("</svg>\n"));
    assert!(read("a.html").contains("<h1>gosys lb shuffle</h1>"));
    assert_eq!(read("a.csv").lines().count(), 1 + 9);
    assert_eq!(read("a.csv").lines().next(), Some("item,position,value"));
    run(&scratch, "--svg b.svg").like(0, "gosys.lb-shuffle.v1", "");
    assert_eq!(read("a.svg"), read("b.svg"), "the same seed is the same bytes");
    let mode = fs::metadata(scratch.path().join("a.svg")).unwrap().mode() & 0o777;
    fs::write(scratch.path().join("own"), "").unwrap();
    assert_eq!(mode, fs::metadata(scratch.path().join("own")).unwrap().mode() & 0o777, "as any new file");
}

#[test]
fn a_file_is_whole_or_as_it_was() {
    let scratch = Scratch::new();
    run(&scratch, "--svg nowhere/a.svg").like(74, "gosys.lb-shuffle.v1", "cannot write nowhere/a.svg: no such file");
    let link = scratch.path().join("link.svg");
    scratch.file("real.svg", "old");
    symlink("real.svg", &link).unwrap();
    run(&scratch, "--svg link.svg").like(0, "gosys.lb-shuffle.v1", "");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "the link is not replaced");
    assert!(fs::read_to_string(scratch.path().join("real.svg")).unwrap().ends_with("</svg>\n"));
    // A pipe is written to, not replaced, also behind a link as /dev/stderr is one.
    symlink("/proc/self/fd/2", scratch.path().join("stderr")).unwrap();
    run(&scratch, "--csv stderr").like(0, "gosys.lb-shuffle.v1", "item,position,value\r\n");
    let names: Vec<_> = fs::read_dir(scratch.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 4, "home, the file and two links: no draft is left: {names:?}");
    if !is_root() {
        fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o555)).unwrap();
        run(&scratch, "--csv a.csv").like(74, "gosys.lb-shuffle.v1", "permission denied");
        fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let scratch = Scratch::new();
    let text = |color: &str| {
        let args = format!("lb shuffle --n 3 --trials 60 --seed 1 --color {color}");
        scratch.gosys(args.split_whitespace()).end().like(0, "where items end", "").stdout
    };
    assert!(!text("auto").contains('\x1b') && !text("never").contains('\x1b') && text("always").contains("\x1b[48;5;"));
}
