//! A channel of tokens and a ticker that fills it, as it is often built in Go: it begins empty, and time counts in whole
//! ticks.

use super::lump_refill::Lumps;
use super::{Kind, Setup};

pub const KIND: Kind = Kind {
    name: "ticker",
    about: "a ticker puts a token into a channel that holds a burst; it begins empty",
    source: "Chai and Cao, Advanced Go Programming, section 6.4",
    counts_whole: false,
    make: |setup| Box::new(empty(setup)),
};

fn empty(setup: &Setup) -> Lumps {
    Lumps { lump: 1, every: setup.limit.interval(), most: setup.burst, tokens: 0, begun: None, filled: 0 }
}
