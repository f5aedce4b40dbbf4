//! The package for Debian: it brings everything that a user looks for, to where it is looked for.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::support::Scratch;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A table of Cargo.toml.
fn manifest(path: &[&str]) -> DeValue<'static> {
    let manifest = DeValue::Table(DeTable::parse(include_str!("../Cargo.toml")).unwrap().into_inner());
    path.iter().fold(manifest, |table, name| table[*name].get_ref().clone())
}

/// The package's metadata.
fn metadata() -> DeValue<'static> {
    manifest(&["package", "metadata", "deb"])
}

/// Every file of the project that the package brings: where to, and with which mode.
fn assets() -> BTreeMap<PathBuf, (String, String)> {
    let mut all = BTreeMap::new();
    for asset in metadata()["assets"].get_ref().as_array().unwrap() {
        let [from, to, mode] = [0, 1, 2].map(|at| asset.get_ref()[at].get_ref().as_str().unwrap());
        let mut found: Vec<_> =
            glob::glob(project().join(from).to_str().unwrap()).unwrap().map(Result::unwrap).collect();
        if from.starts_with("target/") {
            // It need not have been made yet.
            found = vec![project().join(from)];
        }
        assert!(!found.is_empty(), "{from}: there is no such file");
        for path in found {
            let name = path.file_name().unwrap().to_str().unwrap();
            let target = if to.ends_with('/') { format!("{to}{name}") } else { to.to_owned() };
            all.insert(path.strip_prefix(project()).unwrap().to_owned(), (target, mode.to_owned()));
        }
    }
    all
}

/// The files of a folder of the project, or those of its own that end like this.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(project().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let found: Vec<_> = entries.filter(|path| path.is_file() && path.to_str().unwrap().ends_with(end)).collect();
    assert!(!found.is_empty(), "{folder}");
    found.iter().map(|path| path.strip_prefix(project()).unwrap().to_owned()).collect()
}

#[test]
fn nothing_is_left_out_of_the_package() {
    let assets = assets();
    for path in [files("man", ""), files("completions", ""), files("", ".md"), vec!["LICENSE-APACHE".into()]].concat() {
        assert!(assets.contains_key(&path), "Cargo.toml: the assets of the package do not have {}", path.display());
    }
    for page in files("man", "") {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert_eq!(assets[&page], (format!("usr/share/man/man1/{name}"), "644".to_owned()));
    }
    assert_eq!(assets[Path::new("target/release/gosys")], ("usr/bin/gosys".to_owned(), "755".to_owned()));
    for (name, place) in [
        ("gosys.bash", "bash-completion/completions/gosys"),
        ("_gosys", "zsh/vendor-completions/_gosys"),
        ("gosys.fish", "fish/vendor_completions.d/gosys.fish"),
    ] {
        assert_eq!(assets[&Path::new("completions").join(name)].0, format!("usr/share/{place}"));
    }
}

/// Whose licence asks for it is named to whoever gets the binary. With the real cargo, but for the packing itself.
#[test]
fn the_package_names_all_that_is_linked_into_the_binary() {
    let scratch = Scratch::new();
    scratch.program("cargo", &format!("[ $1 = deb ] && echo $* || exec {} \"$@\"", env!("CARGO")));
    let path = format!("{}:{}", scratch.path().display(), std::env::var("PATH").unwrap());
    let mut run = scratch.command("sh", [project().join("tools/package"), "--fast".into()]).env("PATH", path);
    for of_cargo in ["HOME", "CARGO_HOME", "RUSTUP_HOME"] {
        run = std::env::var_os(of_cargo).into_iter().fold(run, |run, value| run.env(of_cargo, value));
    }
    run.end().is(0, "deb --locked --fast\n", "");

    let metadata = metadata();
    let read = |path: &DeValue<'_>| fs::read_to_string(project().join(path.as_str().unwrap())).unwrap();
    let copyright = read(metadata["license-file"].get_ref()[0].get_ref());
    // Each notice below the names of those whom it is for, and none of them empty.
    let (head, notices) = copyright.split_once("\n== ").unwrap();
    assert!(head.contains("License: MIT or Apache-2.0") && head.contains(include_str!("../LICENSE-MIT").trim()));
    let notices: Vec<_> = notices.split("\n== ").map(|notice| notice.split_once("\n\n").unwrap()).collect();
    let empty: Vec<_> = notices.iter().filter(|(_, text)| text.trim().is_empty()).collect();
    assert!(notices.len() > 100 && empty.is_empty(), "{empty:?}");
    let is_of = |whom: &str, name| whom.split(", ").any(|one| one.split(' ').next() == Some(name));
    let dependencies = manifest(&["dependencies"]);
    for (name, wish) in dependencies.as_table().unwrap() {
        let renamed = wish.get_ref().get("package").map(|name| name.get_ref().as_str().unwrap());
        let name = renamed.unwrap_or(name.get_ref());
        assert!(notices.iter().any(|(whom, _)| is_of(whom, name)), "nothing is said of {name}");
    }
    let of_ring = notices.iter().filter(|(whom, _)| is_of(whom, "ring"));
    assert_eq!(of_ring.count(), 3, "ring has its own licence and two of those whose work is in it");
    assert!(notices.last().unwrap().1.contains("GNU C Library"));

    let version = env!("CARGO_PKG_VERSION");
    assert!(read(metadata["changelog"].get_ref()).starts_with(&format!("gosys ({version}-1) unstable; ")));
    for (made, _) in assets().iter().filter(|(from, _)| from.starts_with("target/package")) {
        assert!(project().join(made).exists(), "{}", made.display());
    }
}

/// With a folder of the test's own in place of /var/lib, and words in place of what needs an administrator.
#[test]
fn the_folder_of_the_host_is_made_once_and_never_deleted_with_its_files() {
    let scratch = Scratch::new();
    let metadata = metadata();
    let folder = metadata["maintainer-scripts"].get_ref().as_str().unwrap();
    let script = |words: &str| {
        let path = project().join(folder);
        let run = format!(
            "mkdir -p host && mount --bind host /var/lib && getent() {{ false; }}
             groupadd() {{ echo made group $2; }}; install() {{ echo $*; mkdir -m $7 $8; }}
             set -- {words}; file={}/$1; shift; . $file",
            path.display()
        );
        scratch.command("unshare", ["-rm", "sh", "-c", &run]).end()
    };
    let made = "made group gosys\n-d -o root -g gosys -m 2770 /var/lib/gosys\n";
    script("postinst configure").is(0, made, "");
    // An administrator has opened it to everybody.
    let own = scratch.path().join("host/gosys");
    fs::set_permissions(&own, Permissions::from_mode(0o1777)).unwrap();
    script("postinst configure 0.1.0").is(0, "made group gosys\n", "");
    assert_eq!(fs::metadata(&own).unwrap().permissions().mode() & 0o7777, 0o1777);
    script("postrm remove").is(0, "", "");
    scratch.file("host/gosys/kept", "");
    script("postrm purge").is(0, "", "gosys: /var/lib/gosys is left as it is\n");
    assert!(own.join("kept").exists());
    fs::remove_file(own.join("kept")).unwrap();
    script("postrm purge").is(0, "", "");
    assert!(!own.exists());
    script("postrm purge").is(0, "", "");
}
