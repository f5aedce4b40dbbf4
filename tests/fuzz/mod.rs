//! Every parser of what comes from outside, against mutations of a corpus.
//!
//! `GOSYS_FUZZ_SECONDS` says how long each target runs, a second where it does not; `GOSYS_FUZZ_SEED` repeats a run.

mod kept;
mod mutate;
mod targets;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use mutate::Mutator;

/// What a parser said of an input: in few words, so that what it never said before is told from what it did.
pub type Said = String;

/// The word of a parser for what it takes.
pub const TAKEN: &str = "taken";

/// Reads an input and holds it to its rules.
type Run = dyn Fn(&[u8]) -> Said;

/// A parser and what must hold of it; a panic is what must not.
pub struct Target {
    pub name: String,
    /// The folder of its seeds.
    pub corpus: &'static str,
    pub run: Box<Run>,
}

/// However slow the machine: so many inputs at least.
const INPUTS_MIN: u64 = 2000;
/// The most inputs that are kept to go on from.
const POOL_MAX: usize = 500;

#[test]
fn schemes() {
    fuzz(targets::schemes());
}

#[test]
fn formats() {
    fuzz(targets::formats());
}

#[test]
fn options() {
    fuzz(targets::options());
}

#[test]
fn stored() {
    fuzz(targets::stored());
}

#[test]
fn documents() {
    fuzz(targets::documents());
}

#[test]
fn kept_or_said() {
    fuzz(kept::kept());
}

#[test]
fn rates() {
    fuzz(targets::rates());
}

fn number_of_environment(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}")))
}

fn fuzz(targets: Vec<Target>) {
    let seed = number_of_environment("GOSYS_FUZZ_SEED").unwrap_or_else(|| gosys::base::rng::number().unwrap());
    let length = Duration::from_secs(number_of_environment("GOSYS_FUZZ_SECONDS").unwrap_or(1));
    for target in &targets {
        run(target, seed, length);
    }
}

/// Each seed as it is, then mutations of them and of whatever made the parser say something new.
fn run(target: &Target, seed: u64, length: Duration) {
    let mut pool = corpus(target.corpus);
    let mut said = BTreeSet::new();
    for input in &pool {
        said.insert(one(target, input, seed));
    }
    assert!(said.contains(TAKEN), "{}: none of its seeds is taken: {said:?}", target.name);
    let mut mutator = Mutator::new(seed, &target.name);
    let (began, mut inputs) = (Instant::now(), 0);
    while inputs < INPUTS_MIN || began.elapsed() < length {
        let input = mutator.mutate(&pool);
        if said.insert(one(target, &input, seed)) && pool.len() < POOL_MAX {
            pool.push(input);
        }
        inputs += 1;
    }
    assert!(said.len() > 1, "{}: it refuses nothing", target.name);
}

fn one(target: &Target, input: &[u8], seed: u64) -> Said {
    catch_unwind(AssertUnwindSafe(|| (target.run)(input))).unwrap_or_else(|why| {
        let why = why.downcast_ref::<String>().map(String::as_str).or(why.downcast_ref::<&str>().copied());
        let (name, why, input) = (&target.name, why.unwrap_or("?"), input.escape_ascii());
        panic!("{name}: GOSYS_FUZZ_SEED={seed}\ninput: {input}\n{why}")
    })
}

/// The seeds of a folder: of a file `lines` each line, of a file `hex` the bytes of each line, any other as a whole.
fn corpus(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.into_iter().flat_map(|file| seeds(&file)).collect()
}

fn seeds(file: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(file).unwrap();
    let lines = || std::str::from_utf8(&bytes).unwrap().lines();
    match file.file_name().and_then(|name| name.to_str()) {
        Some("lines") => lines().map(|line| line.as_bytes().to_vec()).collect(),
        Some("hex") => lines().map(unhex).collect(),
        _ => vec![bytes],
    }
}

fn unhex(line: &str) -> Vec<u8> {
    line.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

#[test]
fn a_fault_is_found_and_named() {
    let fault = |input: &[u8]| {
        let text = String::from_utf8_lossy(input);
        assert!(!(text.len() > 20 && text.starts_with('1')), "a length that was forgotten");
        text.parse::<u64>().map_or("refused", |_| TAKEN).to_owned()
    };
    let target = Target { name: "faulty".to_owned(), corpus: "number", run: Box::new(fault) };
    let found = catch_unwind(AssertUnwindSafe(|| run(&target, 1, Duration::ZERO))).unwrap_err();
    let found = found.downcast_ref::<String>().unwrap();
    assert!(found.starts_with("faulty: GOSYS_FUZZ_SEED=1\ninput: 1"), "{found}");
    assert!(found.ends_with("a length that was forgotten"), "{found}");
}

#[test]
fn a_seed_gives_the_same_inputs() {
    let inputs = |seed| {
        let mut mutator = Mutator::new(seed, "x");
        (0..100).map(|_| mutator.mutate(&corpus("number"))).collect::<Vec<_>>()
    };
    assert_eq!(inputs(7), inputs(7));
    assert_ne!(inputs(7), inputs(8));
}
