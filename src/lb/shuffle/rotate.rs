//! A random start, and from there in order: every item is as likely at every position, yet there are only n orders.

use super::{Algorithm, even};

pub(super) const ALGORITHM: Algorithm = Algorithm {
    name: "rotate",
    about: "a random start, and from there in order",
    source: "round robin from a random start, as in gRPC's round_robin",
    shuffle: |items, _, random| items.rotate_left(random.index(items.len())),
    by_number: false,
    exact: even,
};
