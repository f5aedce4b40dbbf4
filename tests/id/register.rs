//! The register of a node on disk and in memory: which file it is, whose it is, and what it refuses to be.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gosys::backend::local::cells::{MappedCells, Purpose, SIZE};
use gosys::backend::local::folder::Folder;
use gosys::backend::local::register::{CELLS, Cell, Cells, Volatile};
use gosys::base::clock::{Clock, System};
use gosys::base::exit::Exit;
use gosys::base::hash::stable_hash;
use gosys::id::layout::{Layout, Lowest};
use gosys::id::local::{GROUP, Identity, Register, coarse, default_node, place};
use gosys::id::plan::Limits;
use gosys::id::schemes::snowflake::LAYOUT;
use proptest::prelude::*;

use crate::support::Scratch;
use crate::support::memory::Machine;

const ALL: [Cell; CELLS] =
    [Cell::Next, Cell::Ceiling, Cell::Durable, Cell::Boot, Cell::Anchor, Cell::Limit, Cell::Offset, Cell::Token];
/// Where the last cell, the token, begins in the file.
const TOKEN: u64 = 120;
const SERVER: &str = "etcd://10.0.0.5:2379";

fn folder(path: &Path) -> Folder {
    Folder::of(&format!("local:{}", path.display()).parse().unwrap()).unwrap()
}

fn identity(leased_from: &str) -> Identity<'_> {
    Identity { name: "snowflake", layout: LAYOUT, node: 5, leased_from }
}

fn open(path: &Path, identity: &Identity<'_>) -> Register {
    Register::open(&folder(path), identity, Limits::default()).unwrap()
}

fn file(path: &Path, identity: &Identity<'_>) -> PathBuf {
    path.join(GROUP).join(identity.file())
}

#[test]
fn the_name_of_a_file_says_whose_cells_it_holds() {
    assert_eq!(identity("").file(), "snowflake.5");
    let leased = identity(SERVER).file();
    assert_eq!(leased, format!("snowflake.5@{}", place(SERVER)));
    assert_eq!(place(SERVER).len(), 16);
    // Files outlive releases: another name would orphan them.
    assert_eq!(place(SERVER), format!("{:016x}", stable_hash(&[SERVER.as_bytes()])));
    // No two of these share a file, and no name leads out of the folder.
    let other = Identity { name: "discord", ..identity(SERVER) };
    let names = [
        identity("").file(),
        leased,
        other.file(),
        Identity { node: 6, ..identity(SERVER) }.file(),
        identity("etcd://10.0.0.5:2380").file(),
        identity("etcd://10.0.0.5:2379/a/../../b").file(),
    ];
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    assert!(names.iter().all(|name| !name.contains('/')), "{names:?}");
}

#[test]
fn only_a_leased_register_has_a_token_and_an_owner() {
    let scratch = Scratch::new();
    let own = open(scratch.path(), &identity(""));
    assert_eq!((own.owner(), own.cells().load(Cell::Token), own.node()), ("", 0, 5));
    let leased = open(scratch.path(), &identity(SERVER));
    assert_ne!(leased.cells().load(Cell::Token), 0);
    assert!(leased.owner().len() == 32 && leased.owner().bytes().all(|byte| byte.is_ascii_hexdigit()));
    // The two halves are not one hash twice.
    assert_ne!(leased.owner()[..16], leased.owner()[16..]);
    // Marked at once: a window that is written down into an unmarked register would be given up again.
    assert_ne!(leased.cells().load(Cell::Boot), 0);
    for cell in [Cell::Next, Cell::Ceiling, Cell::Durable, Cell::Anchor, Cell::Limit, Cell::Offset] {
        assert_eq!(leased.cells().load(cell), 0, "{cell:?}");
    }
}

#[test]
fn every_process_of_a_host_is_the_same_owner() {
    let scratch = Scratch::new();
    let first = open(scratch.path(), &identity(SERVER));
    first.cells().raise(Cell::Next, 77);
    let second = open(scratch.path(), &identity(SERVER));
    assert_eq!((first.owner(), second.cells().load(Cell::Next)), (second.owner(), 77));
    // Another name in the same folder leads to the same file.
    let path = file(scratch.path(), &identity(SERVER));
    fs::rename(&path, scratch.path().join("elsewhere")).unwrap();
    fs::rename(scratch.path().join("elsewhere"), &path).unwrap();
    assert_eq!(open(scratch.path(), &identity(SERVER)).owner(), first.owner());
}

#[test]
fn another_file_is_another_owner() {
    let (scratch, other) = (Scratch::new(), Scratch::new());
    let here = open(scratch.path(), &identity(SERVER)).owner().to_owned();
    assert_ne!(open(other.path(), &identity(SERVER)).owner(), here);
    let sixth = Identity { node: 6, ..identity(SERVER) };
    assert_ne!(open(scratch.path(), &sixth).owner(), here);
    // A copy has the same token, in another file.
    let path = file(scratch.path(), &identity(SERVER));
    let copied = Scratch::new();
    fs::create_dir(copied.path().join(GROUP)).unwrap();
    fs::copy(&path, file(copied.path(), &identity(SERVER))).unwrap();
    let copy = open(copied.path(), &identity(SERVER));
    assert_eq!(copy.cells().load(Cell::Token), open(scratch.path(), &identity(SERVER)).cells().load(Cell::Token));
    assert_ne!(copy.owner(), here);
    // A file that was removed and made anew may have the same inode: then the token differs.
    let opened = fs::File::options().write(true).open(&path).unwrap();
    opened.write_all_at(&7_u64.to_ne_bytes(), TOKEN).unwrap();
    assert_ne!(open(scratch.path(), &identity(SERVER)).owner(), here);
}

#[test]
fn a_register_is_refused_for_anything_but_what_it_was_made_for() {
    let scratch = Scratch::new();
    let path = file(scratch.path(), &identity(SERVER));
    drop(open(scratch.path(), &identity(SERVER)));
    let before = fs::read(&path).unwrap();
    let other = |layout| Identity { layout, ..identity(SERVER) };
    for identity in [
        other(Layout { time_bits: 40, ..LAYOUT }),
        other(Layout { node_bits: 9, ..LAYOUT }),
        other(Layout { sequence_bits: 11, ..LAYOUT }),
        other(Layout { epoch_ms: 1, ..LAYOUT }),
        other(Layout { tick_ms: 10, ..LAYOUT }),
        other(Layout { lowest: Lowest::Node, ..LAYOUT }),
    ] {
        let error = Register::open(&folder(scratch.path()), &identity, Limits::default()).err().unwrap();
        assert_eq!(error.exit(), Exit::Data, "{:?}", identity.layout);
        assert!(error.message().contains("is laid out for `snowflake node 5`"), "{error}");
    }
    // The same layout of another node, of another server, and of none.
    for identity in [Identity { node: 6, ..identity(SERVER) }, identity("redis://h"), identity("")] {
        let renamed = file(scratch.path(), &identity);
        fs::copy(&path, &renamed).unwrap();
        let error = Register::open(&folder(scratch.path()), &identity, Limits::default()).err().unwrap();
        assert_eq!(error.exit(), Exit::Data, "{}", identity.file());
        assert_eq!(fs::read(&renamed).unwrap(), before);
    }
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_leased_register_gives_what_lies_between_next_and_limit() {
    let scratch = Scratch::new();
    let mut register = open(scratch.path(), &identity(SERVER));
    assert_eq!(register.take(10).unwrap(), None, "nothing was leased");
    // A little of a tick that is long over: a window so old is used only with as much lag.
    let tick = LAYOUT.tick_at(System.wall_us()).unwrap() - 1000;
    let (from, until) = (LAYOUT.first_cell(tick), LAYOUT.first_cell(tick) + 7);
    register.cells().raise(Cell::Next, from);
    register.cells().raise(Cell::Limit, until);
    assert_eq!(register.take(10).unwrap(), None, "it is over");
    let limits = Limits { lag: Duration::from_secs(3600), ..Limits::default() };
    let mut late = Register::open(&folder(scratch.path()), &identity(SERVER), limits).unwrap();
    assert_eq!(late.take(5).unwrap(), Some(from..from + 5));
    assert_eq!(late.take(5).unwrap(), Some(from + 5..until));
    assert_eq!(late.take(5).unwrap(), None);
    // Nothing waits for the disk: a loss of power gives the whole window up.
    assert_eq!((late.cells().load(Cell::Durable), late.cells().load(Cell::Ceiling)), (0, 0));
    assert_eq!(late.behind(), None);
}

#[test]
fn a_register_ahead_of_the_clock_says_how_far() {
    let scratch = Scratch::new();
    let mut register = open(scratch.path(), &identity(""));
    assert_eq!(register.take(3).unwrap().map(|range| range.end - range.start), Some(3));
    assert_eq!(register.behind(), None);
    let hour = LAYOUT.tick_at(System.wall_us()).unwrap() + 3_600_000;
    register.cells().raise(Cell::Next, LAYOUT.first_cell(hour) + 9);
    let range = register.take(1).unwrap().unwrap();
    assert_eq!(range, LAYOUT.first_cell(hour) + 9..LAYOUT.first_cell(hour) + 10);
    let behind = register.behind().unwrap();
    assert!(behind > Duration::from_secs(3000) && behind <= Duration::from_secs(3600), "{behind:?}");
    register.cells().raise(Cell::Next, LAYOUT.first_cell(hour + 24 * 3_600_000));
    let error = register.take(1).unwrap_err();
    assert_eq!(error.exit(), Exit::Busy);
    let words = format!("behind the last id of node 5 in {}", file(scratch.path(), &identity("")).display());
    assert!(error.message().contains(&words), "{error}");
}

#[test]
fn registers_in_memory_begin_anywhere_in_the_running_tick() {
    let layout = Layout { sequence_bits: 20, time_bits: 40, node_bits: 4, ..LAYOUT };
    let before = layout.tick_at(System.wall_us()).unwrap();
    let registers = [(); 8].map(|()| Register::in_memory(&layout, 3, Limits::default()).unwrap());
    let after = layout.tick_at(System.wall_us()).unwrap();
    let mut sequences = BTreeSet::new();
    for mut register in registers {
        let next = register.cells().load(Cell::Next);
        assert!((before..=after).contains(&layout.tick_of(next)));
        sequences.insert(next & ((1 << 20) - 1));
        assert_eq!((register.node(), register.owner()), (3, ""));
        let range = register.take(1).unwrap().unwrap();
        assert!(range.start >= next && range.end == range.start + 1);
    }
    assert!(sequences.len() > 1, "all begin at {sequences:?}");
}

#[test]
fn a_folder_has_one_node_however_it_is_spelt() {
    let (scratch, other) = (Scratch::new(), Scratch::new());
    let node = |path: &Path, max| default_node(&folder(path), max).unwrap();
    let of = |path: &Path| node(path, u64::MAX);
    let here = of(scratch.path());
    assert_eq!(of(&scratch.path().join("home/..")), here);
    std::os::unix::fs::symlink(scratch.path(), other.path().join("link")).unwrap();
    assert_eq!(of(&other.path().join("link")), here);
    assert_ne!(of(other.path()), here);
    assert_eq!(node(scratch.path(), 1023), here & 1023);
    assert_eq!(node(scratch.path(), 0), 0);
}

#[test]
fn spans_are_told_to_the_second_and_then_to_the_day() {
    let told = |ms| coarse(Duration::from_millis(ms));
    assert_eq!(["0", "999", "1999", "61000"].map(|ms| told(ms.parse().unwrap())), ["1s", "1s", "1s", "1m1s"]);
    let day = 86_400_000;
    assert_eq!(told(2 * day - 1), "47h59m59s");
    assert_eq!(
        (told(2 * day), told(3 * day - 1), told(400 * day)),
        ("2 days".into(), "2 days".into(), "400 days".into())
    );
}

fn purpose(label: &str) -> Purpose {
    Purpose { label: label.to_owned(), identity: 0x0102_0304_0506_0708, hint: "the hint" }
}

/// Byte for byte: files of an earlier release must still be read.
#[test]
fn a_new_file_as_it_is_on_disk() {
    let bytes = purpose("snowflake node 5").new_file(0x1112_1314_1516_1718);
    assert_eq!(bytes[..8], *b"gosysreg");
    assert_eq!(bytes[8..16], [1, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(bytes[16..24], [8, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(bytes[24..56], *b"snowflake node 5\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    assert_eq!(bytes[56..64], stable_hash(&[&bytes[..56]]).to_le_bytes());
    assert_eq!(bytes[64..120], [0; 56]);
    assert_eq!(bytes[120..], 0x1112_1314_1516_1718_u64.to_ne_bytes());
    let empty = purpose("snowflake node 5").empty_file();
    assert_eq!((&empty[..64], &empty[64..]), (&bytes[..64], &[0; 64][..]));
    // A long label is cut, and does not reach into what stands behind it.
    let long = purpose(&"x".repeat(100)).empty_file();
    assert_eq!((&long[24..56], &long[56..64]), (&[b'x'; 32][..], &stable_hash(&[&long[..56]]).to_le_bytes()[..]));
}

#[test]
fn files_that_are_longer_or_of_another_version_are_refused() {
    let scratch = Scratch::new();
    let good = purpose("x").empty_file();
    let with_version = |version: u8| {
        let mut bytes = good;
        bytes[8] = version;
        let checksum = stable_hash(&[&bytes[..56]]).to_le_bytes();
        bytes[56..64].copy_from_slice(&checksum);
        bytes.to_vec()
    };
    let long = [&good[..], &[0]].concat();
    let cases = [
        (with_version(2), "was written by another version of gosys", "use that version, or another folder"),
        (with_version(0), "was written by another version of gosys", "use that version, or another folder"),
        (long, "is not a register of gosys", "the hint"),
    ];
    for (bytes, words, hint) in cases {
        let path = scratch.file("register", &bytes);
        let file = fs::File::options().read(true).write(true).open(&path).unwrap();
        let error = MappedCells::map(file, &path, &purpose("x")).unwrap_err();
        assert_eq!(error.message(), format!("{} {words}; it was left as it is", path.display()));
        assert_eq!((error.exit(), error.hint_text()), (Exit::Data, Some(hint)));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    let path = scratch.file("register", with_version(1));
    let file = fs::File::options().read(true).write(true).open(&path).unwrap();
    assert!(MappedCells::map(file, &path, &purpose("x")).is_ok());
    assert_eq!(SIZE, good.len());
}

/// One step on the shared cells.
#[derive(Clone, Debug)]
enum Doing {
    Load(usize),
    Swap(usize, u64, u64),
    Raise(usize, u64),
    Clear(usize),
    Sync,
}

fn doing() -> impl Strategy<Value = Doing> {
    // Few numbers, so that they meet.
    let (cell, number) = (0..CELLS, prop_oneof![0u64..4, Just(u64::MAX)]);
    prop_oneof![
        cell.clone().prop_map(Doing::Load),
        (cell.clone(), number.clone(), number.clone()).prop_map(|(cell, old, new)| Doing::Swap(cell, old, new)),
        (cell.clone(), number).prop_map(|(cell, to)| Doing::Raise(cell, to)),
        cell.prop_map(Doing::Clear),
        Just(Doing::Sync),
    ]
}

/// What a step says; each cell besides, so that a step on one is seen not to touch another.
fn does(cells: &dyn Cells, doing: &Doing) -> (u64, [u64; CELLS]) {
    let said = match *doing {
        Doing::Load(cell) => cells.load(ALL[cell]),
        Doing::Swap(cell, old, new) => u64::from(cells.swap(ALL[cell], old, new)),
        Doing::Raise(cell, to) => {
            cells.raise(ALL[cell], to);
            0
        }
        Doing::Clear(cell) => {
            cells.clear(ALL[cell]);
            0
        }
        Doing::Sync => u64::from(cells.sync().is_ok()),
    };
    (said, ALL.map(|cell| cells.load(cell)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// The mapped file, the memory of one process, and what the simulations take for both.
    #[test]
    fn all_kinds_of_cells_are_alike(steps in prop::collection::vec(doing(), 1..60)) {
        let scratch = Scratch::new();
        let path = scratch.file("register", purpose("x").empty_file());
        let file = fs::File::options().read(true).write(true).open(&path).unwrap();
        let mapped = MappedCells::map(file, &path, &purpose("x")).unwrap();
        let (volatile, machine) = (Volatile::default(), Machine::new());
        for step in &steps {
            let said = does(&mapped, step);
            prop_assert_eq!(does(&volatile, step), said, "{:?}", step);
            prop_assert_eq!(does(&machine, step), said, "{:?}", step);
        }
        // The file holds them in the order of their places.
        let bytes = fs::read(&path).unwrap();
        let held: Vec<u64> = bytes[64..].chunks(8).map(|cell| u64::from_ne_bytes(cell.try_into().unwrap())).collect();
        prop_assert_eq!(held, ALL.map(|cell| mapped.load(cell)).to_vec());
    }
}
