//! README.md and the pages of docs/: every command runs and prints what is shown, and every link leads somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::Scratch;
use crate::support::tour::{Step, is_true, matches, steps};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const README: &str = include_str!("../README.md");

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("docs").join(format!("{name}.md"))).unwrap()
}

/// A test for each page, and the list of them.
macro_rules! pages {
    ($($(#[$needs:meta])* $name:ident,)*) => {
        const PAGES: &[&str] = &[$(stringify!($name)),*];
        $(
            #[test]
            $(#[$needs])*
            fn $name() {
                is_true(&page(&stringify!($name).replace('_', "-")));
            }
        )*
    };
}

pages! {
    #[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
    a_bad_configuration_rolled_back,
    #[cfg_attr(
        not(all(feature = "etcd", feature = "redis", feature = "zookeeper")),
        ignore = "needs etcd, redis and zookeeper"
    )]
    a_cron_job_on_etcd_redis_or_zookeeper,
    a_cron_job_that_must_not_overlap,
    #[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
    a_deploy_lock_over_two_ci_steps,
    a_policy_for_fifty_servers_with_a_slow_one,
    #[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
    a_script_kept_under_a_rate,
    #[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
    an_application_that_starts_without_etcd,
    is_our_shuffle_biased,
    #[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
    unique_ids_in_a_parallel_xargs,
    #[cfg_attr(not(feature = "http"), ignore = "needs http")]
    what_an_api_allows,
}

#[test]
#[cfg_attr(
    not(all(feature = "etcd", feature = "redis", feature = "zookeeper", feature = "http")),
    ignore = "needs etcd, redis, zookeeper and http"
)]
fn the_tour_is_true() {
    assert!(steps(README).len() > 10, "the tour was not found");
    is_true(README);
}

/// What stands in the folder, in README's list and above is the same.
#[test]
fn every_page_is_tested_and_to_be_found() {
    let files = fs::read_dir(Path::new(ROOT).join("docs")).unwrap();
    let files: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    let tested = PAGES.iter().map(|name| format!("{}.md", name.replace('_', "-")));
    assert_eq!(files, tested.collect(), "on the right what `pages!` in this file names");
    let list = README.split("\n## ").find(|part| part.starts_with("How do I\n")).unwrap();
    let linked = list.split("](docs/").skip(1).map(|rest| rest.split(')').next().unwrap().to_owned());
    assert_eq!(files, linked.collect(), "on the right what README's list links to");
}

/// Of links to files; what is on other hosts is not asked for.
#[test]
fn links_lead_somewhere() {
    let pages = PAGES.iter().map(|name| (Path::new(ROOT).join("docs"), page(&name.replace('_', "-"))));
    for (folder, text) in pages.chain([(ROOT.into(), README.to_owned())]) {
        for link in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            assert!(link.starts_with("https://") || folder.join(link).exists(), "{link}");
        }
    }
}

/// Each says what to look at when it goes wrong, and where all is told.
#[test]
fn pages_are_short_and_have_their_parts() {
    for name in PAGES {
        let text = page(&name.replace('_', "-"));
        for part in ["# ", "\n## Why it is safe\n", "\n## When it goes wrong\n", "](../man/gosys-"] {
            assert!(text.contains(part), "{name} lacks {part:?}");
        }
        assert!(text.lines().count() <= 120, "{name} is too long");
    }
}

#[test]
fn a_wrong_line_is_noticed() {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    let matches = |shown: &[&str], printed: &[&str]| matches(&lines(shown), &lines(printed));
    assert!(matches(&["a", "...", "c"], &["a", "b", "b", "c"]));
    assert!(!matches(&["a", "...", "c"], &["a", "b"]));
    assert!(!matches(&["a"], &["a", "b"]));
    assert!(!matches(&[], &["a"]));
    assert!(matches(&["a ... c"], &["a b c"]) && !matches(&["a ... c"], &["a b"]) && !matches(&["... c"], &["c", "b"]));
    assert!(matches(&["a ..., b ..."], &["a 1, b 2"]) && !matches(&["a ..., b ..."], &["a 1; b 2"]));
}

#[test]
fn a_page_is_one_session() {
    is_true(
        "```sh say\necho \"$1\"\n```\n```console\n$ word=two\n$ sh say $word; sh say three >&2\ntwo\nthree\n$ printf x\nx\n$ echo\n\n```\n",
    );
    let wrong = |page: &str| std::panic::catch_unwind(|| is_true(page)).is_err();
    assert!(
        wrong("```console\n$ echo a\nb\n```\n")
            && wrong("```console\n$ false\n```\n")
            && wrong("```console\n$ exit\n```\n")
    );
    let text = "<!-- etcd is down -->\n```text\n$ never\n```\n<!-- etcd is back -->\n";
    assert_eq!(steps(text), [Step::Down, Step::Back]);
}

/// The two commands of the set-up are those that the gate runs.
#[test]
fn the_set_up_is_what_the_gate_runs() {
    let gate = include_str!("../.ci/run");
    assert!(README.contains("    cargo build --release --locked && target/release/gosys id\n"));
    assert!(gate.contains("step cargo build --release --locked\n") && gate.contains("step target/release/gosys id\n"));
    assert!(README.contains("    sh tests/run\n") && gate.contains("    sh tests/run --no-fail-fast"));
    assert!(gate.contains("step every_test\n"));
}

/// The profile in the README is one that gosys reads.
#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn the_settings_example_is_read() {
    let yaml = README.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let scratch = Scratch::new();
    scratch.file("home/.config/gosys/config.yaml", yaml);
    let end = scratch.gosys(["-b", "@prod", "settings"]).end().like(0, "profile prod in", "");
    assert!(end.stdout.contains("ops") && end.stdout.contains("30s"));
}
