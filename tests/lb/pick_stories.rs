//! What scripts do with `gosys lb pick`, and where keys have to stay from release to release.

use gosys::base::random::{Purpose, Stream};
use gosys::lb::policy::still::Still;
use gosys::lb::policy::{Options, Request, Servers, find};

use crate::support::{End, Scratch};

fn pick(scratch: &Scratch, line: &str) -> End {
    scratch.gosys(["lb", "pick"].into_iter().chain(line.split_whitespace())).end()
}

/// The places, from 1 on, of the users 0 to 11 among seven nodes.
fn places(policy: &str, weights: [f64; 7]) -> Vec<usize> {
    let names = (1..=7).map(|n| format!("10.0.0.{n}:80")).collect();
    let servers = Servers { names, weights: weights.to_vec() };
    let kind = find(policy).unwrap();
    let mut policy = (kind.make)(&servers, &Options::default()).unwrap();
    let (mut fleet, mut random) = (Still::of(&servers), Stream::new(1, Purpose::Policy(0), 0));
    let mut place = |user: usize| {
        let key = (kind.hash)(format!("user-{user}").as_bytes());
        policy.pick(&Request { key }, &mut fleet, &mut random).unwrap() + 1
    };
    (0..12).map(&mut place).collect()
}

/// As computed by another program, in Python, from MD5 and xxHash of its libraries: libketama's ring, the paper's
/// jump, and Maglev's table filled as Envoy does. Whoever has data on these nodes relies on it.
#[test]
fn keys_are_where_other_implementations_have_them() {
    let same = [1.0; 7];
    assert_eq!(places("ring", same), [7, 3, 4, 1, 3, 6, 2, 4, 3, 6, 1, 6]);
    assert_eq!(places("jump", same), [7, 7, 6, 7, 6, 5, 1, 2, 1, 6, 5, 6]);
    assert_eq!(places("maglev", same), [7, 2, 7, 5, 7, 3, 6, 7, 4, 3, 5, 2]);
    let uneven = [1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 5.0];
    assert_eq!(places("maglev", uneven), [7, 7, 7, 5, 7, 3, 6, 7, 4, 3, 5, 7]);
    // The command says what the library does.
    let (scratch, nodes) = (Scratch::new(), (1..=7).map(|n| format!("10.0.0.{n}:80 ")).collect::<String>());
    for (policy, user, place) in [("ring", 1, 3), ("jump", 6, 1), ("maglev", 8, 4)] {
        let line = format!("--policy {policy} --key user-{user} {nodes}");
        pick(&scratch, &line).is(0, &format!("10.0.0.{place}:80\n"), "");
    }
    let line = format!("--policy maglev --key user-1 --weights 1,2,3,1,2,3,5 {nodes}");
    pick(&scratch, &line).is(0, "10.0.0.7:80\n", "");
}

#[test]
fn a_policy_has_its_short_name_here_too() {
    let scratch = Scratch::new();
    for node in ["a", "b", "c", "a"] {
        pick(&scratch, "--policy rr --state turns a b c").is(0, &format!("{node}\n"), "");
    }
    // The file is the same by both names.
    pick(&scratch, "--policy round-robin --state turns a b c").is(0, "b\n", "");
    let words = "gosys: least-connections goes by load, and there is none to be seen here\n";
    pick(&scratch, "--policy lc a b").like(2, "", words);
    pick(&scratch, "--policy p2c a b").like(2, "", "power-of-d goes by load");
    pick(&scratch, "--policy RR a b").like(2, "", "there is no policy `RR`\nhint: `gosys lb policies` lists all");
}

/// The list comes from a spreadsheet of another system.
#[test]
fn a_list_with_a_mark_in_front_and_other_line_ends() {
    let scratch = Scratch::new();
    scratch.file("nodes", "\u{feff}web1:80 0\r\n# old ones follow\r\n\r\nweb2:80\t2.5\r\n");
    pick(&scratch, "--file nodes").is(0, "web2:80\n", "");
    scratch.file("one", "\u{feff}web1:80");
    pick(&scratch, "--file one").is(0, "web1:80\n", "");
    scratch.file("mark", "\u{feff}\n");
    pick(&scratch, "--file mark").is(65, "", "gosys: mark has no nodes\nhint: write one a line\n");
    // Whatever a file is, what is said of it has its line and is no longer than a line.
    scratch.file("long", format!("web1\nweb2 {}\n", "9x".repeat(100_000)));
    let end = pick(&scratch, "--file long").like(65, "", "gosys: long:2: `9x9x9x");
    assert!(end.stderr.len() < 200, "{}", end.stderr.len());
}

/// `--key` names a file with a key for TLS everywhere else: what a shell has set for those is no key here.
#[test]
fn the_variable_for_other_verbs_is_no_key() {
    let scratch = Scratch::new();
    let run = |line: &str| {
        let words = ["lb", "pick"].into_iter().chain(line.split(' '));
        scratch.gosys(words).env("GOSYS_KEY", "/etc/gosys/client.pem").end()
    };
    run("--policy ring a b").like(2, "", "ring goes by a key, and there is none\nhint: --key says which\n");
    run("only").is(0, "only\n", "");
    let with = run("--key user-1 --policy ring a b c d");
    let without = pick(&scratch, "--key user-1 --policy ring a b c d");
    assert_eq!((with.code(), &with.stdout), (0, &without.stdout));
    // The last of two counts, wherever they stand.
    let line = "gosys --key user-7 lb pick --key user-8 --policy ring --key user-1 a b c d";
    scratch.sh(line).end().is(0, &without.stdout, "");
    pick(&scratch, "a b --key").like(2, "", "a value is required for '--key <KEY>'");
}

/// A script tries one node after the other, as its own check says, until one does.
#[test]
fn a_script_goes_down_the_order_until_one_works() {
    let scratch = Scratch::new();
    let script = "
        works() { case $1 in web3:80|web5:80) return 0;; esac; return 1; }
        tried=0
        for node in $(gosys lb pick --key $1 --order web1:80 web2:80 web3:80 web4:80 web5:80); do
            tried=$((tried + 1))
            works $node && break
        done
        echo $tried $node";
    let mut found = std::collections::BTreeSet::new();
    for user in 0..8 {
        let end = scratch.command("sh", ["-c", script, "sh", &format!("user-{user}")]).end();
        let end = end.like(0, " web", "");
        let (tried, node) = end.stdout.trim_end().split_once(' ').unwrap();
        // Two of five work, so the fourth does at the latest.
        assert!((1..=4).contains(&tried.parse::<u32>().unwrap()) && ["web3:80", "web5:80"].contains(&node), "{node}");
        found.insert(node.to_owned());
    }
    // Not all who lose their node go to the same one.
    assert_eq!(found.len(), 2);
}
