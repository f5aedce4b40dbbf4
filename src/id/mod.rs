//! Unique ids: the words of the domain, and the table of schemes.
//!
//! A time-ordered id is a cell: a node, a tick of the clock and a number within that tick. Making such
//! ids means taking cells of one node from a register that only grows ([`plan`]); the clock decides how
//! soon a cell may be used, never whether it is unique. Ids without a cell are random.

pub mod commands;
pub mod digits;
#[cfg(feature = "etcd")]
pub mod etcd;
pub mod flake;
pub mod format;
pub mod guess;
pub mod layout;
pub mod local;
pub mod number;
pub mod plan;
pub mod record;
#[cfg(feature = "redis")]
pub mod redis;
pub mod release;
#[cfg(feature = "remote")]
pub mod remote;
pub mod schemes;
#[cfg(any(feature = "redis", feature = "zookeeper"))]
pub mod skew;
pub mod sort;
pub mod tally;
pub mod text;
pub mod window;
#[cfg(feature = "zookeeper")]
pub mod zookeeper;

use std::borrow::Cow;

pub use commands::GROUP;
use flake::Flake;
use format::Format;
use layout::Layout;
use number::Number;

/// A kind of id. A new one is a file in `schemes/` and a line in [`SCHEMES`].
pub trait Scheme: Sync {
    /// Its word in options, in output and in the names of files.
    fn name(&self) -> &str;

    /// What it is, in half a sentence.
    fn about(&self) -> &'static str;

    /// How many bits the number has.
    fn bits(&self) -> u32;

    /// How new ones come about.
    fn source(&self) -> Source<'_>;

    /// The time in every id of this scheme, if there is one.
    fn clock(&self) -> Option<Ticks>;

    /// How the number is written where nothing else is asked for.
    fn form(&self) -> Form;

    /// Appends the id in its own form.
    fn write(&self, id: &Id, out: &mut Vec<u8>);

    /// Reads the id in its own form, and refuses everything that the scheme's specification refuses.
    fn read(&self, text: &str) -> Result<Id, Malformed>;

    /// Refuses a number that is no id of this scheme, as another form than its own may hold.
    fn check(&self, number: Number) -> Result<(), Malformed>;

    /// What an id is made of.
    fn parts(&self, id: &Id) -> Parts;

    /// The least and the greatest number of a tick of [`Scheme::clock`].
    fn bounds(&self, tick: u64) -> (Number, Number);

    /// The name of the register that its cells come from.
    fn register(&self) -> &str {
        self.name()
    }

    /// The same with this in front of every new id, where the scheme has a place for it.
    fn with_prefix(&self, _: &str) -> Option<Result<Box<dyn Scheme>, Malformed>> {
        None
    }

    /// The scheme as one whose layout can be changed.
    fn flake(&self) -> Option<&Flake> {
        None
    }
}

/// Every scheme, the default first.
pub const SCHEMES: &[&dyn Scheme] = &[
    &schemes::snowflake::SNOWFLAKE,
    &schemes::sonyflake::SONYFLAKE,
    &schemes::sonyflake1::SONYFLAKE1,
    &schemes::discord::DISCORD,
    &schemes::instagram::INSTAGRAM,
    &schemes::mastodon::MASTODON,
    &schemes::tsid::TSID,
    &schemes::baidu::BAIDU,
    &schemes::uuid::UUID,
    &schemes::uuid4::UUID4,
    &schemes::uuid5::UUID5,
    &schemes::uuid7::UUID7,
    &schemes::ulid::Ulid,
    &schemes::ksuid::Ksuid,
    &schemes::typeid::TypeId::ANY,
    &schemes::nanoid::NanoId,
];

/// The 64-bit schemes among them, whose layout can be changed.
pub fn flakes() -> impl Iterator<Item = &'static Flake> {
    SCHEMES.iter().filter_map(|scheme| scheme.flake())
}

/// The scheme of this name.
pub fn by_name(name: &str) -> Option<&'static dyn Scheme> {
    SCHEMES.iter().copied().find(|scheme| scheme.name() == name)
}

/// An id of any scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Id {
    pub number: Number,
    /// What a TypeID has in front of its number; empty elsewhere.
    pub prefix: String,
}

impl From<Number> for Id {
    fn from(number: Number) -> Self {
        Self { number, prefix: String::new() }
    }
}

/// How new ids come about.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// Cells of a register, of which 64-bit ids are made.
    Cells(&'a Layout),
    /// Cells of a register, and random bits for what a cell leaves open: at least the lowest 60. [`PER_CELL`] ids share
    /// a cell. There are no nodes.
    Padded(&'a Layout, fn(&Layout, u64, u128) -> u128),
    /// 160 random bits, and the time in milliseconds since 1970.
    Random(fn(Number, u64) -> Number),
    /// A namespace and a name.
    Name(fn(&[u8; 16], &[u8]) -> Number),
    /// Only read, not made; with what is made instead.
    Elsewhere(&'static str),
}

/// As many ids that have random bits share a cell, which they count on in.
pub const PER_CELL: u64 = 64;

impl Source<'_> {
    /// How many ids of a node can be made in a second, where there is a limit.
    pub fn ids_per_second(&self) -> Option<f64> {
        match self {
            Self::Cells(layout) => Some(layout.ids_per_second()),
            Self::Padded(layout, _) => Some(layout.ids_per_second() * PER_CELL as f64),
            _ => None,
        }
    }
}

/// The time in a scheme's ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticks {
    pub bits: u32,
    /// When tick 0 was, in milliseconds since 1970.
    pub epoch_ms: u64,
    /// The length of a tick in milliseconds.
    pub tick_ms: u64,
}

impl Ticks {
    /// The tick that was running at a time, in milliseconds since 1970; `None` before the first and after the last.
    pub fn at(&self, unix_ms: u64) -> Option<u64> {
        let tick = unix_ms.checked_sub(self.epoch_ms)? / self.tick_ms;
        if tick >> self.bits == 0 { Some(tick) } else { None }
    }

    /// When a tick begins, in milliseconds since 1970.
    pub fn begins_ms(&self, tick: u64) -> u64 {
        self.epoch_ms.saturating_add(tick.saturating_mul(self.tick_ms))
    }
}

/// A scheme's own way to write its ids.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    /// A row of the table of formats; any other of them will do too.
    Format(&'static Format),
    /// A text of its own, of this many characters at most, that the other formats can replace.
    Text(usize),
    /// A text of its own that holds more than the number, or has nothing to do with one.
    Only(usize),
}

/// Why a text is not an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("nothing there")]
    Empty,
    #[error("`{0}` is not a digit")]
    NotADigit(char),
    #[error("the number has more than {0} bits")]
    TooLarge(u32),
    #[error("the number is past the end of the layout")]
    PastTheEnd,
    #[error("{got} characters instead of {wanted}")]
    Length { wanted: usize, got: usize },
    #[error("{got} bytes instead of {wanted}")]
    Bytes { wanted: usize, got: usize },
    #[error("no UTF-8 text")]
    NotText,
    #[error("no base 64")]
    NotBase64,
    #[error("no UUID: 32 hexadecimal digits, with hyphens as 8-4-4-4-12")]
    NotUuid,
    #[error("the version is {got}, not {wanted}")]
    Version { wanted: u32, got: u32 },
    #[error("the variant is not that of RFC 9562")]
    Variant,
    #[error("the prefix is not lower-case letters with `_` between them, at most 63")]
    Prefix,
    #[error("`_` without a prefix")]
    EmptyPrefix,
}

/// What an id is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Milliseconds since 1970.
    pub unix_ms: Option<u64>,
    pub node: Option<u64>,
    /// The number within the tick, from 0.
    pub sequence: Option<u64>,
    /// The scheme's own names for what there is, in the order of the bits.
    pub own: Vec<(&'static str, Part)>,
}

/// A part with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Number(u64),
    Text(Cow<'static, str>),
}
