//! The scripts that cargo calls, each with words in place of what it calls itself.

use std::path::Path;

use crate::support::{GOSYS, Run, Scratch};

/// The script of this name, with these words, where `stub` is found before every other program of its name.
fn tool(scratch: &Scratch, name: &str, stub: (&str, &str), words: &[&str]) -> Run {
    let (program, lines) = stub;
    let made = scratch.program(&format!("bin/{program}"), lines);
    let path = format!("{}:{}", made.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools").join(name);
    scratch.command(script.to_str().unwrap(), words).env("PATH", path)
}

/// A function that was renamed would lie in its old corner, and no one would notice.
#[test]
fn every_function_that_a_start_calls_is_there_by_its_name() {
    let scratch = Scratch::new();
    // As the linker gets it: an object with all names.
    std::os::unix::fs::symlink(GOSYS, scratch.path().join("gosys.o")).unwrap();
    let linker = "for word; do case $word in *-ordering-file=*) cat \"${word#*=}\";; esac; done";
    let end = tool(&scratch, "cc", ("cc", linker), &["-fuse-ld=lld", "gosys.o"]).end().like(0, "malloc\n", "");
    let order: Vec<_> = end.stdout.lines().collect();
    for name in ["_ZN5gosys3cli5route17h", "_ZN5gosys2id5local8Register4take17h"] {
        assert!(order.iter().any(|line| line.starts_with(name)), "{name} is not in the order of the linker");
    }
    // Any other linker gets its words and nothing else.
    tool(&scratch, "cc", ("cc", "echo $*"), &["-o", "x", "gosys.o"]).end().is(0, "-o x gosys.o\n", "");
}

#[test]
fn a_function_that_is_no_more_is_named() {
    let scratch = Scratch::new();
    let end = tool(&scratch, "cc", ("cc", ":"), &["-fuse-ld=lld", "none.o"]).end();
    assert!(end.stderr.contains("tools/start: nothing is called _ZN5gosys4main\n"), "{}", end.stderr);
    assert!(!end.stderr.contains("called malloc"), "{}", end.stderr);
}

#[test]
fn only_the_optimised_binary_is_linked_statically() {
    let scratch = Scratch::new();
    let run = |words: &str| {
        let words: Vec<_> = words.split(' ').collect();
        tool(&scratch, "rustc", ("compiler", "echo $*"), &[&["compiler"], &words[..]].concat()).end()
    };
    for words in ["--crate-type lib -C opt-level=3 x", "--crate-type bin -C opt-level=0 x", "-vV"] {
        run(words).is(0, &format!("{words}\n"), "");
    }
    let words = "--crate-type bin -C opt-level=3 x";
    let linker = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/cc");
    let more = format!("-C target-feature=+crt-static -C relocation-model=static -C linker={linker}");
    run(words).is(0, &format!("{words} {more}\n"), "");
}

#[test]
fn the_protobuf_compiler_is_found_among_the_crates() {
    let scratch = Scratch::new();
    let arch = if cfg!(target_arch = "x86_64") { "x86_64" } else { "aarch_64" };
    let own = scratch.file("etcd-client-1/Cargo.toml", "").parent().unwrap().to_owned();
    let run = || {
        let run = tool(&scratch, "protoc", ("protoc", "echo of the system: $*"), &["a", "b"]);
        run.env("CARGO_MANIFEST_DIR", &own).end()
    };
    run().is(0, "of the system: a b\n", "");
    let name = format!("protoc-bin-vendored-linux-{arch}-3");
    scratch.program(&format!("{name}/bin/protoc"), "echo of the crate: $*");
    run().is(0, &format!("of the crate: -I{}/../{name}/include a b\n", own.display()), "");
}
