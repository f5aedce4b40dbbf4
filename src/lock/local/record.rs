//! What a holder leaves for others to find: a record, and the name of its file. Pure.
//!
//! The file's name says which start of the machine the record is of. So what a power loss left of one, whatever that
//! is, need not be read: with the machine every holder ended.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::base::duration::millis;
use crate::base::rng::is_hex;
use crate::lock::About;
use crate::lock::queue::Mode;
use crate::lock::token::Token;

/// Raised when the meaning of a field changes.
const FORMAT: u32 = 1;
/// How many digits a token has that the local backend gave out.
const TOKEN: usize = 32;
/// The longest record, in bytes: an owner's text can be long.
pub const SIZE_MAX: usize = 16 * 1024;

/// One holder of one lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub token: Token,
    pub mode: Mode,
    pub fence: u64,
    pub about: About,
    /// `None` where it lasts as long as somebody has the record's file open and locked.
    pub lease: Option<Lease>,
}

/// How long a record lasts that no process keeps open. Moments are on CLOCK_BOOTTIME, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    pub until_ms: u64,
    pub ttl_ms: u64,
    pub tied: Option<Tied>,
}

/// A process that a lease ends with. Its number is used again some day, but not with the same start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tied {
    pub pid: u32,
    /// When it started, in clock ticks since the machine did.
    pub started: u64,
    /// The pid namespace in which the number means it.
    pub namespace: u64,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    format: u32,
    token: String,
    mode: String,
    fence: u64,
    #[serde(flatten)]
    about: About,
    lease: Option<Lease>,
}

impl Lease {
    /// A lease that begins now.
    pub fn begin(now: Duration, ttl: Duration, tied: Option<Tied>) -> Self {
        Self { until_ms: millis(now + ttl), ttl_ms: millis(ttl), tied }
    }

    /// What is left of it; zero when it is over.
    pub fn left(&self, now: Duration) -> Duration {
        Duration::from_millis(self.until_ms).saturating_sub(now)
    }
}

impl Record {
    pub fn to_bytes(&self) -> Vec<u8> {
        let wire = Wire {
            format: FORMAT,
            token: self.token.reveal().to_owned(),
            mode: self.mode.to_string(),
            fence: self.fence,
            about: self.about.clone(),
            lease: self.lease,
        };
        // Numbers and texts always have a JSON.
        serde_json::to_vec(&wire).unwrap_or_default()
    }

    /// `None` for what no gosys of this format wrote.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let wire: Wire = serde_json::from_slice(bytes).ok()?;
        let token = wire.token.parse().ok().filter(is_ours)?;
        let mode = wire.mode.parse().ok().filter(|_| wire.format == FORMAT)?;
        Some(Self { token, mode, fence: wire.fence, about: wire.about, lease: wire.lease })
    }
}

/// The name of a record's file, or `None` for a token that the local backend did not give out.
pub fn file_name(token: &Token, boot: u64) -> Option<String> {
    is_ours(token).then(|| format!("{}.{boot:016x}", token.id()))
}

/// The start of the machine that a file's name tells, or `None` where it is no record's name.
pub fn boot_of(file_name: &str) -> Option<u64> {
    let (id, boot) = file_name.split_once('.')?;
    (is_hex(id, 16) && is_hex(boot, 16)).then(|| u64::from_str_radix(boot, 16).ok())?
}

/// Anything else could lead out of the folder.
fn is_ours(token: &Token) -> bool {
    is_hex(token.reveal(), TOKEN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn record() -> impl Strategy<Value = Record> {
        let mode = prop_oneof![Just(Mode::Exclusive), Just(Mode::Shared), (1u32..).prop_map(Mode::Slots)];
        let tied = prop::option::of((any::<u32>(), any::<u64>(), any::<u64>()));
        let lease = prop::option::of((any::<u64>(), any::<u64>(), tied));
        ("[0-9a-f]{32}", mode, any::<u64>(), ".*", ".*", any::<u32>(), any::<u64>(), lease).prop_map(
            |(token, mode, fence, owner, host, pid, since_ms, lease)| {
                let tied = |(pid, started, namespace)| Tied { pid, started, namespace };
                Record {
                    token: token.parse().unwrap(),
                    mode,
                    fence,
                    about: About { owner, host, pid, since_ms },
                    lease: lease.map(|(until_ms, ttl_ms, t)| Lease { until_ms, ttl_ms, tied: t.map(tied) }),
                }
            },
        )
    }

    proptest! {
        #[test]
        fn reads_back(record in record()) {
            prop_assert_eq!(Record::parse(&record.to_bytes()), Some(record));
        }

        /// Cut short it is none, and a changed byte is either refused or another record, never a panic.
        #[test]
        fn what_is_damaged(record in record(), at: prop::sample::Index, byte: u8) {
            let mut bytes = record.to_bytes();
            let at = at.index(bytes.len());
            prop_assert_eq!(Record::parse(&bytes[..at]), None);
            bytes[at] = byte;
            let _ = Record::parse(&bytes);
        }

        #[test]
        fn junk_is_none(junk in prop::collection::vec(any::<u8>(), 0..200), name in ".*") {
            prop_assert_eq!(Record::parse(&junk), None);
            let _ = boot_of(&name);
        }

        #[test]
        fn names_tell_the_boot(id in "[0-9a-f]{32}", boot: u64) {
            let name = file_name(&id.parse().unwrap(), boot).unwrap();
            prop_assert!(name.starts_with(&id[..16]));
            prop_assert_eq!(boot_of(&name), Some(boot));
        }
    }

    #[test]
    fn what_is_not_of_this_format() {
        let good = r#"{"format":1,"token":"0123456789abcdef0123456789abcdef","mode":"slots:2","fence":7,"new":1}"#;
        let read = Record::parse(good.as_bytes()).unwrap();
        assert_eq!((read.mode, read.fence, read.lease), (Mode::Slots(2), 7, None));
        for (from, to) in [(":1,", ":2,"), ("slots:2", "slots:0"), ("0123456789abcdef\"", "\""), ("\"fence\":7,", "")] {
            assert_eq!(Record::parse(good.replacen(from, to, 1).as_bytes()), None, "{from} {to}");
        }
    }

    #[test]
    fn a_foreign_token_is_no_file() {
        for token in ["../../etc/passwd", "0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF", "..", "."] {
            assert_eq!(file_name(&token.parse().unwrap(), 1), None, "{token}");
        }
        for name in [
            "",
            ".",
            "..",
            "0123456789abcdef",
            ".0123456789abcdef",
            "note.0123456789abcdef",
            "+123456789abcdef.+123456789abcdef",
        ] {
            assert_eq!(boot_of(name), None, "{name}");
        }
    }

    #[test]
    fn a_lease_ends_when_its_time_is_over() {
        let ms = Duration::from_millis;
        let lease = Lease::begin(ms(1000), ms(300), None);
        assert_eq!(lease, Lease { until_ms: 1300, ttl_ms: 300, tied: None });
        for (now, left) in [(1000, 300), (1299, 1), (1300, 0), (9000, 0)] {
            assert_eq!(lease.left(ms(now)), ms(left), "{now}");
        }
    }
}
