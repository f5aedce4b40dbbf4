//! What is typed instead of the words of `gosys lb`.

use crate::base::verb::{Slip, slip};

pub const SLIPS: &[Slip] = &[
    slip("", "list ls policy algorithms strategies", "gosys lb policies"),
    slip("", "run start bench benchmark", "gosys lb simulate, or gosys lb compare --policies NAME,NAME"),
    slip("", "choose select route node", "gosys lb pick NODE NODE"),
    slip("", "random shuf", "gosys lb shuffle"),
    slip(
        "",
        "test verify check validate",
        "gosys lb probe URL asks a live balancer; gosys lb selftest tests the simulator",
    ),
    slip(
        "",
        "hash ring rehash consistent",
        "gosys lb disrupt counts the keys that move; gosys lb pick --key KEY NODE NODE",
    ),
    slip("simulate", "--policies", "gosys lb compare --policies NAME,NAME compares several"),
    slip("simulate pick probe", "--algo --algorithm --strategy --lb", "--policy NAME; gosys lb policies lists them"),
    slip("compare", "--policy --algo --algorithm", "--policies NAME,NAME"),
    slip("compare", "*", "--policies NAME,NAME names them, with commas in between"),
    slip("replay disrupt", "--policies --algo --algorithm", "--policy NAME,NAME"),
    slip("simulate", "--rps --qps --rate", "--load SHARE is of what the servers can do; a scenario has `rate:`"),
    slip("compare", "--load", "--sweep load=0.8"),
    slip("simulate compare", "-n --nodes --backends --count", "--servers N; how long it goes on is --requests N"),
    slip("simulate compare", "-d --duration --time --for", "--requests N says how long it goes on"),
    slip("simulate compare", "-j --threads --workers", "--jobs N"),
    slip("shuffle", "-n --count --size", "--n N says how many items, --trials N how many shuffles"),
    slip("shuffle", "--requests --runs --rounds --iterations", "--trials N"),
    slip("shuffle", "*", "--algo NAME says what shuffles, --items FILE what is shuffled"),
    slip("disrupt", "*", "--policy {}"),
    slip("disrupt clients", "--servers --backends", "--nodes N"),
    slip("subset", "*", "--clients N --backends N --size N"),
    slip("probe", "-n --count", "--requests N"),
    slip("pick", "--count", "-n N picks so many"),
    slip("pick", "--nodes --servers --backends", "the nodes are words by themselves, or the lines of --file FILE"),
    slip("pick", "--weight", "--weights 2,1 in the order of the nodes"),
];
