//! What a lock is in ZooKeeper's tree: a node of the lock's name, and below it a node for each contender, named as
//! Curator's recipe names them.
//!
//! The mode stands in the name, before the `lock-` by which Curator finds its queue: so its mutex, which knows no
//! modes, waits for everybody before it, and everybody's place is the number that the server put behind.

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use crate::backend::url::Url;
use crate::backend::zookeeper::Ticket;
use crate::base::error::{Error, Result};
use crate::base::rng::is_hex;
use crate::lock::About;
use crate::lock::name::LockName;
use crate::lock::queue::Mode;
use crate::lock::token::Token;

/// What a number follows.
const LOCK: &str = "lock-";

/// A contender by its node's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub node: String,
    pub mode: Mode,
    number: u32,
}

impl Seat {
    fn read(node: &str) -> Option<Self> {
        // The last one: what stands before it is somebody else's choice.
        let (before, number) = node.rsplit_once(LOCK)?;
        let slots = || before.strip_suffix('-')?.rsplit_once("-slots")?.1.parse().ok().filter(|slots| *slots > 0);
        let mode = match slots() {
            Some(slots) => Mode::Slots(slots),
            None if before.ends_with("-shared-") => Mode::Shared,
            None => Mode::Exclusive,
        };
        Some(Self { node: node.to_owned(), mode, number: number_of(number)? })
    }
}

/// Ten digits, the sign among them unless the number is the least: the server counts in 32 bits with a sign, so the
/// least follows the largest. Read without the sign they are in order again.
fn number_of(text: &str) -> Option<u32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let fits = (text.len() == 10 || digits.len() == 10) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = fits.then(|| text.parse().ok())??;
    Some(number.cast_unsigned())
}

/// Whether a node of this name is a contender.
pub fn is_seat(node: &str) -> bool {
    Seat::read(node).is_some()
}

/// The contenders among the children of a lock's node, in their order.
pub fn seats(children: &[String]) -> Vec<Seat> {
    let mut seats: Vec<Seat> = children.iter().filter_map(|node| Seat::read(node)).collect();
    // The server lists children in no order.
    seats.sort_unstable_by_key(|seat| seat.number);
    seats
}

/// The modes of contenders, as the rule of the queue wants them.
pub fn modes(seats: &[Seat]) -> Vec<Mode> {
    seats.iter().map(|seat| seat.mode).collect()
}

/// How the name of a contender's node begins: the same on every connection, so that its node is found again, and told
/// by nothing but the whole token.
pub fn prefix(token: &Token, name: &LockName) -> String {
    let hash = Sha1::new().chain_update(token.reveal()).chain_update([0]).chain_update(name.as_str()).finalize();
    let hex: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    format!("_c_{}-{}-{}-{}-{}-", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// The name of a contender's node, without the number.
pub fn stem(token: &Token, name: &LockName, mode: Mode) -> String {
    let mode = match mode {
        Mode::Exclusive => String::new(),
        Mode::Shared => "shared-".to_owned(),
        Mode::Slots(slots) => format!("slots{slots}-"),
    };
    prefix(token, name) + &mode + LOCK
}

/// How long a token is: a session, its password, and as much again that is ours.
const TOKEN: usize = 16 + 32 + 32;

/// The session as lists show it: the beginning of its token.
pub fn id(session: i64) -> String {
    format!("{session:016x}")
}

/// The token that leads back to a session. `own` is a random text of ours: servers make the password of the session's
/// number, which lists show, so that alone would be no secret.
pub fn token(ticket: &Ticket, own: &str) -> Option<Token> {
    let password: String = ticket.password.iter().map(|byte| format!("{byte:02x}")).collect();
    (id(ticket.session) + &password + own).parse().ok()
}

/// The session of a token that this backend gave out.
pub fn ticket(token: &Token) -> Option<Ticket> {
    let text = token.reveal();
    if !is_hex(text, TOKEN) {
        return None;
    }
    let (session, rest) = text.split_at(16);
    let session = u64::from_str_radix(session, 16).ok()?.cast_signed();
    // Sixteen bytes, as the server gave them.
    let password = u128::from_str_radix(&rest[..32], 16).ok()?.to_be_bytes();
    // Session 0 would ask for a new one.
    (session != 0).then_some(Ticket { session, password })
}

/// What a contender's node holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// How long the session lasts after the last writing, in milliseconds.
    pub ttl_ms: u64,
    /// What of that is certain even if the server that took the writing never passes the sign of life on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sure_ms: Option<u64>,
    /// For how long the session was begun, in milliseconds.
    pub most_ms: u64,
    /// All names of the session, where there are several.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    #[serde(flatten)]
    pub about: About,
}

impl Record {
    /// `None` for what others write there, as Curator its host's address.
    pub fn read(data: &[u8]) -> Option<Self> {
        serde_json::from_slice(data).ok()
    }

    /// The other names of the session.
    pub fn others(&self, name: &LockName) -> Vec<LockName> {
        let names = self.names.iter().filter_map(|text| text.parse().ok());
        names.filter(|other| other != name).collect()
    }
}

/// Why somebody was put out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub id: String,
    pub why: String,
}

/// The text of what a node holds.
pub fn text(value: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(Error::unwritable)
}

/// The node below which a URL's locks are: without a path in the URL all others' too.
pub fn base(url: &Url) -> String {
    if url.rest().is_empty() { String::new() } else { url.root("lock") }
}

/// The node of a lock: its name is a path.
pub fn folder(base: &str, name: &LockName) -> Result<String> {
    // What the server would refuse, told before anything is sent.
    let odd = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..);
    let text = name.as_str();
    let is_path = text.split('/').all(|part| !matches!(part, "" | "." | "..")) && !text.contains(odd);
    if is_path && !is_reserved(text) {
        return Ok(format!("{base}/{text}"));
    }
    Err(Error::usage(format!("`{name}` is no name for a lock on ZooKeeper, where it is the path of a node")).hint(
        "no part between `/` may be empty, `.` or `..`; `zookeeper` and `.gosys` are taken, and so are letters \
         above U+FFEF",
    ))
}

/// Whether the topmost node of a name's path is the server's or gosys's own.
pub fn is_reserved(name: &str) -> bool {
    matches!(name.split('/').next(), Some("zookeeper" | ".gosys"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> LockName {
        text.parse().unwrap()
    }

    fn order(children: &[&str]) -> Vec<String> {
        seats(&children.iter().map(ToString::to_string).collect::<Vec<_>>()).into_iter().map(|seat| seat.node).collect()
    }

    #[test]
    fn contenders_are_told_from_other_nodes() {
        let guid = "_c_3c59cfbb-8ae2-4a1a-9b0c-9d1f6b4a2f11";
        for (node, mode) in [
            (format!("{guid}-lock-0000000007"), Some(Mode::Exclusive)),
            ("lock-0000000007".to_owned(), Some(Mode::Exclusive)),
            (format!("{guid}-shared-lock-0000000007"), Some(Mode::Shared)),
            (format!("{guid}-slots3-lock-0000000007"), Some(Mode::Slots(3))),
            (format!("{guid}-slots0-lock-0000000007"), Some(Mode::Exclusive)),
            (format!("{guid}-lock-000000007"), None),
            (format!("{guid}-lock-00000000007"), None),
            (format!("{guid}-lock-000000000x"), None),
            (format!("{guid}-lock-+000000007"), None),
            (format!("{guid}-lock-9999999999"), None),
            (format!("{guid}-lock-"), None),
            ("b".to_owned(), None),
            (format!("{guid}-lease-0000000007"), None),
        ] {
            assert_eq!(Seat::read(&node).map(|seat| seat.mode), mode, "{node}");
        }
    }

    #[test]
    fn the_order_is_that_of_the_numbers_over_their_end() {
        let expected = ["x-lock-2147483646", "a-shared-lock-2147483647", "y-lock--2147483648", "b-lock--2147483647"];
        let mut children = expected;
        children.reverse();
        assert_eq!(order(&children), expected);
        assert_eq!(order(&["z-lock-0000000010", "a-lock-0000000011", "m-lock-0000000009"])[0], "m-lock-0000000009");
    }

    #[test]
    fn what_we_name_is_read_back() {
        let token = token(&Ticket { session: -5, password: [0xab; 16] }, &"c".repeat(32)).unwrap();
        for mode in [Mode::Exclusive, Mode::Shared, Mode::Slots(12)] {
            let seat = Seat::read(&(stem(&token, &name("a/b"), mode) + "0000000003")).unwrap();
            assert_eq!((seat.mode, seat.number), (mode, 3));
            assert!(seat.node.starts_with(&prefix(&token, &name("a/b"))));
        }
        let guid = prefix(&token, &name("a"));
        assert!(guid.len() == 40 && guid != prefix(&token, &name("b")), "{guid}");
    }

    #[test]
    fn what_is_no_token_of_this_backend() {
        let good = "0".repeat(15) + "1" + &"ab".repeat(32);
        for text in
            [good[..79].to_owned(), good.clone() + "0", good.replace('a', "A"), "0".repeat(80), good.replace('b', "g")]
        {
            assert_eq!(ticket(&text.parse().unwrap()), None, "{text}");
        }
        assert_eq!(ticket(&good.parse().unwrap()).map(|ticket| ticket.session), Some(1));
    }

    #[test]
    fn names_are_paths() {
        assert_eq!(folder("", &name("a/b")).unwrap(), "/a/b");
        let url: Url = "zk://h/app/x%25y".parse().unwrap();
        assert_eq!(folder(&base(&url), &name("zoo/keeper")).unwrap(), "/.gosys/lock/v1/%2Fapp%2Fx%25y/zoo/keeper");
        for odd in ["/a", "a/", "a//b", ".", "a/..", "zookeeper", "zookeeper/x", ".gosys/x", "a\u{e000}", "\u{1f600}"] {
            let error = folder("", &name(odd)).unwrap_err();
            assert_eq!(error.exit(), crate::base::exit::Exit::Usage, "{odd}");
        }
        assert!(folder("", &name("...")).is_ok());
    }

    #[test]
    fn what_others_write_is_no_record() {
        for data in ["", "10.0.0.7", "{}", "[]", "{\"ttl_ms\":-1,\"most_ms\":1}"] {
            assert_eq!(Record::read(data.as_bytes()), None, "{data}");
        }
        let about = About { pid: 7, ..About::default() };
        let record = Record { ttl_ms: 5, sure_ms: None, most_ms: 9, names: vec![], about };
        let data = text(&record).unwrap();
        assert_eq!(
            String::from_utf8_lossy(&data),
            r#"{"ttl_ms":5,"most_ms":9,"owner":"","host":"","pid":7,"since_ms":0}"#
        );
        assert_eq!(Record::read(&data), Some(record));
    }

    proptest! {
        #[test]
        fn tokens_lead_back_to_their_session(session: i64, password: [u8; 16], own in "[0-9a-f]{32}") {
            prop_assume!(session != 0);
            let given = Ticket { session, password };
            let token = token(&given, &own).unwrap();
            prop_assert_eq!(token.id(), id(session));
            prop_assert!(token.reveal().ends_with(&own));
            prop_assert_eq!(ticket(&token), Some(given));
        }

        #[test]
        fn any_name_of_a_node_is_read_or_refused(node in "\\PC{0,30}(lock-)?[-0-9]{0,12}") {
            let _ = Seat::read(&node);
        }
    }
}
