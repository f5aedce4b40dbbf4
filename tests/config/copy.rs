//! The copy in a folder by itself: what is written, what is read, and what damage does.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use gosys::backend::url::Url;
use gosys::base::exit::Exit;
use gosys::config::cache::{Cached, Keeper};
use gosys::config::key::Key;
use gosys::config::tree::Tree;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

fn tree(pairs: &[(&str, &str)]) -> Tree {
    pairs.iter().map(|(name, value)| (Key::found(*name), (*value).into())).collect()
}

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

/// A folder with these states put into it one after the other, numbered from one.
fn copy(keep: usize, states: &[&[(&str, &str)]]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let keeper = Keeper::of(dir.path(), &url("local:/app"), keep).unwrap();
    for (number, state) in (1..).zip(states) {
        keeper.put(number, &tree(state)).unwrap();
    }
    dir
}

fn read(dir: &Path) -> Result<(Cached, Tree), (Exit, String)> {
    Cached::read(dir, None, |_| true).map_err(|error| {
        assert!(error.hint_text().unwrap().contains("gosys config sync"), "{error:?}");
        (error.exit(), error.message().to_owned())
    })
}

fn current(dir: &Path) -> PathBuf {
    fs::canonicalize(dir.join("current")).unwrap()
}

fn states(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir.join("releases")).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().split('-').next().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

/// Changes the manifest of the state that counts.
fn forge(dir: &Path, change: impl FnOnce(&mut Json)) {
    let path = current(dir).join("manifest.json");
    let mut manifest: Json = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    fs::write(path, manifest.to_string()).unwrap();
}

#[test]
fn what_was_put_is_read_whole_or_in_part() {
    let state: &[(&str, &str)] = &[("db/host", "h"), ("db/port", "1"), ("empty", ""), ("..", "x"), ("a\u{0}b", "y")];
    let dir = copy(2, &[&[("old", "1")], state]);
    let (cached, found) = read(dir.path()).unwrap();
    assert_eq!((cached.release(), cached.is_older, found), (2, false, tree(state)));
    assert!(cached.age.unwrap() < Duration::from_secs(3600));
    let (_, part) = Cached::read(dir.path(), None, |key| key.as_str() == "db/port").unwrap();
    assert_eq!(part, tree(&[("db/port", "1")]));
    let (_, none) = Cached::read(dir.path(), None, |key| key.as_str() == "nothing").unwrap();
    assert!(none.is_empty());
}

#[test]
fn a_space_without_keys_has_a_copy_too() {
    let dir = copy(2, &[&[]]);
    let (cached, found) = read(dir.path()).unwrap();
    assert_eq!((cached.release(), found.len()), (1, 0));
}

#[test]
fn the_manifest_says_where_each_value_is() {
    let dir = copy(1, &[&[("db/host", "h")]]);
    let manifest: Json = serde_json::from_slice(&fs::read(current(dir.path()).join("manifest.json")).unwrap()).unwrap();
    assert_eq!((&manifest["schema"], &manifest["backend"]), (&json!("gosys.config-cache.v1"), &json!("local:/app")));
    assert_eq!((&manifest["release"], &manifest["keys"]["db/host"]["file"]), (&json!(1), &json!("db%2Fhost")));
    let sha256 = "aaa9402664f1a41f40ebbc52c9993eb66aeb366602958fdfaa283b71e64db123";
    assert_eq!(manifest["keys"]["db/host"]["sha256"], sha256, "as sha256sum has it");
}

#[test]
fn files_are_for_their_owner_alone_and_the_folder_can_be_moved() {
    let dir = copy(1, &[&[("a", "1")]]);
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().mode() & 0o777;
    assert_eq!(["current/values/a", "current/manifest.json", "checked.json", "lock"].map(mode), [0o600; 4]);
    assert_eq!(["current/values", "current", "releases"].map(mode), [0o700; 3]);
    let other = tempfile::tempdir().unwrap();
    fs::rename(dir.path(), other.path().join("moved")).unwrap();
    assert_eq!(read(&other.path().join("moved")).unwrap().1, tree(&[("a", "1")]));
}

#[test]
fn only_so_many_states_stay_and_the_current_one_always() {
    let each: [&[(&str, &str)]; 4] = [&[("a", "1")], &[("a", "2")], &[("a", "3")], &[("a", "4")]];
    assert_eq!(states(copy(2, &each).path()), ["3", "4"]);
    assert_eq!(states(copy(0, &each).path()), ["4"]);
    assert_eq!(states(copy(9, &each).path()), ["1", "2", "3", "4"]);
}

#[test]
fn the_same_state_again_is_not_written_again() {
    let dir = copy(3, &[&[("a", "1")]]);
    let inode = |dir: &Path| fs::metadata(current(dir)).unwrap().ino();
    let before = inode(dir.path());
    let keeper = Keeper::of(dir.path(), &url("local:/app"), 3).unwrap();
    keeper.put(1, &tree(&[("a", "1")])).unwrap();
    assert_eq!((states(dir.path()).len(), inode(dir.path())), (1, before));
    fs::write(current(dir.path()).join("values/a"), "torn").unwrap();
    keeper.put(1, &tree(&[("a", "1")])).unwrap();
    assert_eq!(read(dir.path()).unwrap().1, tree(&[("a", "1")]), "but one that is damaged is");
}

#[test]
fn only_one_keeps_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let first = Keeper::of(dir.path(), &url("local:/app"), 1).unwrap();
    let error = Keeper::of(dir.path(), &url("local:/app"), 1).err().unwrap();
    assert_eq!(error.exit(), Exit::Busy);
    drop(first);
    assert!(Keeper::of(dir.path(), &url("local:/app"), 1).is_ok());
}

#[test]
fn what_a_killed_one_left_is_removed_and_nothing_else() {
    let dir = copy(3, &[&[("a", "1")]]);
    let root = dir.path();
    fs::create_dir_all(root.join("releases/.new-1/values")).unwrap();
    fs::write(root.join("releases/.new-1/values/a"), "half").unwrap();
    fs::write(root.join(".new-2"), "{").unwrap();
    symlink("releases/none", root.join(".new-3")).unwrap();
    fs::write(root.join("mine"), "x").unwrap();
    drop(Keeper::of(root, &url("local:/app"), 3).unwrap());
    let mut left: Vec<String> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, ["checked.json", "current", "lock", "mine", "releases"]);
    assert_eq!((states(root), read(root).unwrap().1), (vec!["1".to_owned()], tree(&[("a", "1")])));
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn a_copy_is_of_one_space_whatever_its_servers_are_called() {
    for (of, ours, is_taken) in [
        ("etcd://h/app", "etcd://h/app", true),
        ("etcd://h/app", "etcds://user@other:1,more/app", true),
        ("etcd://h/app", "etcd://h/app/inner", false),
        ("etcd://h/app", "etcd://h/other", false),
        ("etcd://h/app", "local:/app", false),
        ("local:/app", "local:/app", true),
        ("local:here", &format!("local:{}/here", std::env::current_dir().unwrap().display()), true),
        ("local:/app", "local:/other", false),
        ("local:", "local:/other", false),
    ] {
        let dir = tempfile::tempdir().unwrap();
        Keeper::of(dir.path(), &url(of), 1).unwrap().put(1, &tree(&[("a", "1")])).unwrap();
        let read = Cached::read(dir.path(), Some(&url(ours)), |_| true).map(drop);
        let kept = Keeper::of(dir.path(), &url(ours), 1).map(drop);
        for outcome in [read, kept] {
            assert_eq!(outcome.is_ok(), is_taken, "{of} {ours}");
            let Err(error) = outcome else { continue };
            let told = format!("{} is a copy of {}, and this is {}", dir.path().display(), url(of), url(ours));
            assert_eq!((error.exit(), error.message()), (Exit::Data, told.as_str()));
        }
    }
}

#[test]
fn without_a_copy_nothing_is_read() {
    let dir = tempfile::tempdir().unwrap();
    let (exit, why) = read(&dir.path().join("none")).err().unwrap();
    assert_eq!((exit, why.starts_with("there is no copy in ")), (Exit::Unavailable, true));
    symlink("releases/gone", dir.path().join("current")).unwrap();
    assert_eq!(read(dir.path()).err().unwrap().0, Exit::Unavailable, "a link that leads nowhere is none");
}

/// One kind of damage to the folder of a state.
type Damage = fn(&Path);

#[test]
fn damage_leads_to_the_state_before_and_then_to_none() {
    let damages: [(&str, Damage); 9] = [
        ("another value", |dir| fs::write(current(dir).join("values/a"), "x").unwrap()),
        ("a value that is gone", |dir| fs::remove_file(current(dir).join("values/a")).unwrap()),
        ("a value cut off", |dir| fs::write(current(dir).join("values/a"), "").unwrap()),
        ("no manifest", |dir| fs::remove_file(current(dir).join("manifest.json")).unwrap()),
        ("half a manifest", |dir| fs::write(current(dir).join("manifest.json"), "{\"schema\":").unwrap()),
        ("another form", |dir| forge(dir, |manifest| manifest["schema"] = json!("gosys.config-cache.v2"))),
        ("a way out", |dir| forge(dir, |manifest| manifest["keys"]["a"]["file"] = json!("../manifest.json"))),
        ("an absolute way out", |dir| forge(dir, |manifest| manifest["keys"]["a"]["file"] = json!("/etc/hostname"))),
        ("the folder above", |dir| forge(dir, |manifest| manifest["keys"]["a"]["file"] = json!(".."))),
    ];
    for (what, damage) in damages {
        let dir = copy(3, &[&[("a", "first")], &[("a", "second")]]);
        damage(dir.path());
        let (cached, found) = read(dir.path()).unwrap_or_else(|error| panic!("{what}: {error:?}"));
        assert_eq!((cached.release(), cached.is_older, cached.age), (1, true, None), "{what}");
        assert_eq!(found, tree(&[("a", "first")]), "{what}");
        let dir = copy(1, &[&[("a", "only")]]);
        damage(dir.path());
        let (exit, why) = read(dir.path()).err().unwrap_or_else(|| panic!("{what}"));
        assert!(exit == Exit::Unavailable && why.contains("is damaged: "), "{what}: {why}");
    }
}

#[test]
fn damage_elsewhere_does_not_matter_to_who_reads_one_key() {
    let dir = copy(1, &[&[("a", "1"), ("b", "2")]]);
    fs::write(current(dir.path()).join("values/b"), "torn").unwrap();
    let (cached, found) = Cached::read(dir.path(), None, |key| key.as_str() == "a").unwrap();
    assert_eq!((cached.is_older, found), (false, tree(&[("a", "1")])));
}

#[test]
fn a_copy_whose_note_is_unreadable_has_no_age() {
    for note in ["", "{", r#"{"at_ms":"x"}"#] {
        let dir = copy(1, &[&[("a", "1")]]);
        fs::write(dir.path().join("checked.json"), note).unwrap();
        assert_eq!(read(dir.path()).unwrap().0.age, None, "{note}");
    }
}

#[test]
fn a_note_from_before_the_machine_started_is_as_old_as_the_calendar_says() {
    let dir = copy(1, &[&[("a", "1")]]);
    let path = dir.path().join("checked.json");
    let mut note: Json = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    note["boot"] = json!(note["boot"].as_u64().unwrap() ^ 1);
    note["at_ms"] = json!(note["at_ms"].as_u64().unwrap() - 7_200_000);
    fs::write(&path, note.to_string()).unwrap();
    let age = read(dir.path()).unwrap().0.age.unwrap();
    assert!((7200..9000).contains(&age.as_secs()), "{age:?}");
}
