//! ZooKeeper's wire format: big-endian numbers, texts and buffers with their length in front,
//! every message in a frame with its length in front. Pure; decoding never panics.

use std::fmt;

/// The longest frame that is read, in bytes: four times what a node may hold unless configured otherwise.
pub const FRAME_MAX: usize = 4 << 20;

/// The numbers of the requests.
pub mod operation {
    pub const DELETE: i32 = 2;
    pub const EXISTS: i32 = 3;
    pub const GET_DATA: i32 = 4;
    pub const SET_DATA: i32 = 5;
    pub const GET_CHILDREN: i32 = 8;
    pub const SYNC: i32 = 9;
    /// Like `create`, which is 1, but the answer has the new node's [`super::Stat`].
    pub const CREATE: i32 = 15;
    pub const CREATE_CONTAINER: i32 = 19;
    pub const AUTH: i32 = 100;
    pub const CLOSE_SESSION: i32 = -11;
}

/// The transaction ids with a meaning of their own.
pub mod xid {
    /// No answer: something that was watched has happened.
    pub const EVENT: i32 = -1;
    /// The answer to a login.
    pub const AUTH: i32 = -4;
}

/// The error codes that the mapping needs.
pub mod code {
    pub const OK: i32 = 0;
    pub const UNIMPLEMENTED: i32 = -6;
    pub const NO_NODE: i32 = -101;
    pub const NO_AUTH: i32 = -102;
    pub const BAD_VERSION: i32 = -103;
    pub const NO_CHILDREN_FOR_EPHEMERALS: i32 = -108;
    pub const NODE_EXISTS: i32 = -110;
    pub const SESSION_EXPIRED: i32 = -112;
    pub const AUTH_FAILED: i32 = -115;
}

/// What an ACL lets somebody do, as bits.
pub mod permission {
    pub const READ: i32 = 1;
    /// To create nodes below this one.
    pub const CREATE: i32 = 4;
    pub const ALL: i32 = 31;
}

/// The version that fits every state of a node.
pub const ANY_VERSION: i32 = -1;

/// A line of a node's list of who may do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acl {
    pub permissions: i32,
    /// The kind of identity.
    pub scheme: &'static str,
    pub id: &'static str,
}

impl Acl {
    /// For everybody who can connect.
    pub const fn world(permissions: i32) -> Self {
        Self { permissions, scheme: "world", id: "anyone" }
    }

    /// For whoever creates the node, as which the session has logged in.
    pub const fn creator(permissions: i32) -> Self {
        Self { permissions, scheme: "auth", id: "" }
    }
}

/// Builds one message.
#[derive(Debug, Default)]
pub struct Encoder(Vec<u8>);

impl Encoder {
    /// The beginning of a request.
    pub fn request(xid: i32, operation: i32) -> Self {
        Self::default().int(xid).int(operation)
    }

    /// A signed 32-bit number.
    #[must_use]
    pub fn int(mut self, value: i32) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    /// A signed 64-bit number.
    #[must_use]
    pub fn long(mut self, value: i64) -> Self {
        self.0.extend(value.to_be_bytes());
        self
    }

    /// One byte, 0 or 1.
    #[must_use]
    pub fn bool(mut self, value: bool) -> Self {
        self.0.push(u8::from(value));
        self
    }

    /// Bytes with their length in front; a text is written the same way.
    #[must_use]
    pub fn buffer(self, bytes: &[u8]) -> Self {
        // Nothing that gosys sends comes near 2 GiB; if it did, the server would refuse the length.
        let mut framed = self.int(i32::try_from(bytes.len()).unwrap_or(i32::MAX));
        framed.0.extend(bytes);
        framed
    }

    /// A list of ACLs with their number in front.
    #[must_use]
    pub fn acls(self, acls: &[Acl]) -> Self {
        let count = i32::try_from(acls.len()).unwrap_or(i32::MAX);
        let one = |message: Self, acl: &Acl| {
            message.int(acl.permissions).buffer(acl.scheme.as_bytes()).buffer(acl.id.as_bytes())
        };
        acls.iter().fold(self.int(count), one)
    }

    /// The message with its length in front.
    pub fn frame(self) -> Vec<u8> {
        Encoder::default().buffer(&self.0).0
    }
}

/// A message that ended too early, or has a length that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// Reads one message.
#[derive(Debug)]
pub struct Decoder<'a>(&'a [u8]);

impl<'a> Decoder<'a> {
    /// Begins at the first byte behind the frame's length.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// All that was not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.0
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.take(N)?.try_into().map_err(|_| Malformed)
    }

    /// The next four bytes as a signed number.
    pub fn int(&mut self) -> Result<i32, Malformed> {
        self.array().map(i32::from_be_bytes)
    }

    /// The next eight bytes as a signed number.
    pub fn long(&mut self) -> Result<i64, Malformed> {
        self.array().map(i64::from_be_bytes)
    }

    /// Bytes with their length in front; a length of -1 says that there are none.
    pub fn buffer(&mut self) -> Result<&'a [u8], Malformed> {
        match self.int()? {
            -1 => Ok(&[]),
            length => self.take(usize::try_from(length).map_err(|_| Malformed)?),
        }
    }

    /// One text.
    pub fn text(&mut self) -> Result<String, Malformed> {
        Ok(String::from_utf8_lossy(self.buffer()?).into_owned())
    }

    /// Texts with their number in front.
    pub fn texts(&mut self) -> Result<Vec<String>, Malformed> {
        // Nothing is reserved for a number that may be anything: each text has to come before the next is looked for.
        let count = self.int()?.max(0);
        (0..count).map(|_| self.text()).collect()
    }
}

/// What is told of a node besides what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// The number of the change that made it; every later change of the ensemble has a larger one.
    pub created: i64,
    /// When it was last written, in milliseconds since 1970, by the clock of the ensemble's leader.
    pub written_ms: i64,
    /// How often it was written; it goes with a write that must not overtake another.
    pub version: i32,
    /// The session that it ends with; 0 where it stays, and the least number for a container.
    pub session: i64,
}

impl Stat {
    /// Reads the four numbers of use among eleven.
    pub fn read(decoder: &mut Decoder<'_>) -> Result<Self, Malformed> {
        let created = decoder.long()?;
        let _written_at_and_when_created = (decoder.long()?, decoder.long()?);
        let (written_ms, version) = (decoder.long()?, decoder.int()?);
        let _versions_of_children_and_acl = (decoder.int()?, decoder.int()?);
        let session = decoder.long()?;
        let _length_and_count_of_children = (decoder.int()?, decoder.int()?);
        let _children_written_at = decoder.long()?;
        Ok(Self { created, written_ms, version, session })
    }
}

/// The length of a frame, from the four bytes in front of it.
pub fn frame_length(header: [u8; 4]) -> Result<usize, Malformed> {
    usize::try_from(i32::from_be_bytes(header)).ok().filter(|length| *length <= FRAME_MAX).ok_or(Malformed)
}

/// The first whole message of what has come, its frame taken off; `None` while it is not all there.
pub fn take_message(incoming: &mut Vec<u8>) -> Result<Option<Vec<u8>>, Malformed> {
    let Some((header, rest)) = incoming.split_first_chunk() else { return Ok(None) };
    let Some(message) = rest.get(..frame_length(*header)?).map(<[u8]>::to_vec) else { return Ok(None) };
    incoming.drain(..header.len() + message.len());
    Ok(Some(message))
}

/// What brings another connection to a session; all zeros ask for a new one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Ticket {
    pub session: i64,
    pub password: [u8; 16],
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({:x}…)", self.session)
    }
}

/// The first message: the ticket's session, to be kept for `timeout_ms` without a word from us.
pub fn connect_request(timeout_ms: i32, ticket: &Ticket) -> Vec<u8> {
    // Not read-only: a server that is cut off from its ensemble should refuse us rather than look alive.
    let (version, last_seen, read_only) = (0, 0, false);
    Encoder::default()
        .int(version)
        .long(last_seen)
        .int(timeout_ms)
        .long(ticket.session)
        .buffer(&ticket.password)
        .bool(read_only)
        .frame()
}

/// Who we are, as `user:password`.
pub fn digest_request(user: &str, password: &str) -> Vec<u8> {
    let identity = format!("{user}:{password}");
    // The 0 is a type that no server looks at.
    Encoder::request(xid::AUTH, operation::AUTH).int(0).buffer(b"digest").buffer(identity.as_bytes()).frame()
}

/// A node's data, without a watch.
pub fn get_data_request(xid: i32, path: &str) -> Vec<u8> {
    Encoder::request(xid, operation::GET_DATA).buffer(path.as_bytes()).bool(false).frame()
}

/// Replaces a node's data, if the node still has this version.
pub fn set_data_request(xid: i32, path: &str, data: &[u8], version: i32) -> Vec<u8> {
    Encoder::request(xid, operation::SET_DATA).buffer(path.as_bytes()).buffer(data).int(version).frame()
}

/// How long a node lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Until it is deleted.
    Lasting,
    /// Until it is deleted or its session ends; the server puts a number behind its name.
    Numbered,
    /// Until the server finds that the last node below it is gone.
    Container,
}

/// A new node.
pub fn create_request(xid: i32, path: &str, data: &[u8], acls: &[Acl], kind: Kind) -> Vec<u8> {
    let (operation, flags) = match kind {
        Kind::Lasting => (operation::CREATE, 0),
        Kind::Numbered => (operation::CREATE, 3),
        Kind::Container => (operation::CREATE_CONTAINER, 4),
    };
    Encoder::request(xid, operation).buffer(path.as_bytes()).buffer(data).acls(acls).int(flags).frame()
}

/// Deletes a node of any version.
pub fn delete_request(xid: i32, path: &str) -> Vec<u8> {
    Encoder::request(xid, operation::DELETE).buffer(path.as_bytes()).int(ANY_VERSION).frame()
}

/// Whether a node is there; with a watch that is told when it comes, changes or goes.
pub fn exists_request(xid: i32, path: &str, watch: bool) -> Vec<u8> {
    Encoder::request(xid, operation::EXISTS).buffer(path.as_bytes()).bool(watch).frame()
}

/// The names of a node's children; with a watch that is told when one comes or goes, or the node itself goes.
pub fn get_children_request(xid: i32, path: &str, watch: bool) -> Vec<u8> {
    Encoder::request(xid, operation::GET_CHILDREN).buffer(path.as_bytes()).bool(watch).frame()
}

/// Lets the server hear of all that its ensemble has done before it answers what comes next.
pub fn sync_request(xid: i32, path: &str) -> Vec<u8> {
    Encoder::request(xid, operation::SYNC).buffer(path.as_bytes()).frame()
}

/// The end of the session.
pub fn close_request(xid: i32) -> Vec<u8> {
    Encoder::request(xid, operation::CLOSE_SESSION).frame()
}

/// What the server says to the first message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connected {
    /// The session's timeout; zero where the server granted none.
    pub timeout_ms: i32,
    pub ticket: Ticket,
}

impl Connected {
    /// Reads all but the last byte, which only newer servers send.
    pub fn read(message: &[u8]) -> Result<Self, Malformed> {
        let mut decoder = Decoder::new(message);
        let _version = decoder.int()?;
        let (timeout_ms, session) = (decoder.int()?, decoder.long()?);
        let password = decoder.buffer()?.try_into().map_err(|_| Malformed)?;
        Ok(Self { timeout_ms, ticket: Ticket { session, password } })
    }
}

/// Something that was watched has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub path: String,
}

impl Event {
    /// Reads what follows the header.
    pub fn read(decoder: &mut Decoder<'_>) -> Result<Self, Malformed> {
        let _what_and_state = (decoder.int()?, decoder.int()?);
        Ok(Self { path: decoder.text()? })
    }
}

/// What stands in front of every answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    pub xid: i32,
    pub error: i32,
}

impl Reply {
    /// Reads the header alone: what follows depends on the request.
    pub fn read(decoder: &mut Decoder<'_>) -> Result<Self, Malformed> {
        let xid = decoder.int()?;
        let _transaction = decoder.long()?;
        Ok(Self { xid, error: decoder.int()? })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_message_is_what_the_protocol_says() {
        let expected = [
            &[0, 0, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0xa0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16][..],
            &[0; 17],
        ];
        assert_eq!(connect_request(4000, &Ticket::default()), expected.concat());
        let again = connect_request(4000, &Ticket { session: 0x0102_0304_0506_0708, password: *b"sixteen letters!" });
        assert!(again.ends_with(b"\x01\x02\x03\x04\x05\x06\x07\x08\0\0\0\x10sixteen letters!\0"));
        assert_eq!(again.len(), 49);
    }

    #[test]
    fn a_ticket_does_not_show_its_password() {
        assert_eq!(format!("{:?}", Ticket { session: 0xab, password: [b'x'; 16] }), "Ticket(ab…)");
    }

    #[test]
    fn a_request_carries_its_number_and_path() {
        assert_eq!(get_data_request(7, "/a"), [0, 0, 0, 15, 0, 0, 0, 7, 0, 0, 0, 4, 0, 0, 0, 2, b'/', b'a', 0]);
        assert_eq!(close_request(8), [0, 0, 0, 8, 0, 0, 0, 8, 0xff, 0xff, 0xff, 0xf5]);
        assert!(digest_request("u", "p").ends_with(b"\0\0\0\x06digest\0\0\0\x03u:p"));
        let children = get_children_request(9, "/a", false);
        assert_eq!(children, [0, 0, 0, 15, 0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0, 2, b'/', b'a', 0]);
        let watching = get_children_request(9, "/a", true);
        assert_eq!((&watching[..18], watching[18]), (&children[..18], 1));
        assert_eq!(exists_request(9, "/a", true), b"\0\0\0\x0f\0\0\0\x09\0\0\0\x03\0\0\0\x02/a\x01");
        assert_eq!(delete_request(9, "/a"), b"\0\0\0\x12\0\0\0\x09\0\0\0\x02\0\0\0\x02/a\xff\xff\xff\xff");
        assert_eq!(sync_request(9, "/a"), b"\0\0\0\x0e\0\0\0\x09\0\0\0\x09\0\0\0\x02/a");
    }

    #[test]
    fn a_write_carries_data_and_version() {
        let request = set_data_request(7, "/a", b"xy", ANY_VERSION);
        let expected = b"\0\0\0\x18\0\0\0\x07\0\0\0\x05\0\0\0\x02/a\0\0\0\x02xy\xff\xff\xff\xff";
        assert_eq!(request, expected);
    }

    #[test]
    fn a_new_node_carries_who_may_do_what() {
        let acls = [Acl::creator(permission::ALL), Acl::world(permission::READ)];
        let request = create_request(7, "/a", b"x", &acls, Kind::Lasting);
        let expected = [
            &b"\0\0\0\x42\0\0\0\x07\0\0\0\x0f\0\0\0\x02/a\0\0\0\x01x\0\0\0\x02"[..],
            b"\0\0\0\x1f\0\0\0\x04auth\0\0\0\0",
            b"\0\0\0\x01\0\0\0\x05world\0\0\0\x06anyone",
            b"\0\0\0\0",
        ];
        assert_eq!(request, expected.concat());
        for (kind, operation, flags) in [(Kind::Numbered, 15, 3), (Kind::Container, 19, 4)] {
            let other = create_request(7, "/a", b"x", &acls, kind);
            assert_eq!((other[11], other[other.len() - 1]), (operation, flags));
            assert_eq!(other.len(), request.len());
        }
    }

    #[test]
    fn messages_come_in_pieces() {
        let mut incoming = vec![0, 0, 0, 2, b'a'];
        assert_eq!(take_message(&mut incoming), Ok(None));
        incoming.extend(b"b\0\0\0\0\0\0");
        assert_eq!(take_message(&mut incoming), Ok(Some(b"ab".to_vec())));
        assert_eq!(take_message(&mut incoming), Ok(Some(vec![])));
        assert_eq!((take_message(&mut incoming), incoming), (Ok(None), vec![0, 0]));
        assert_eq!(take_message(&mut vec![0xff, 0, 0, 0]), Err(Malformed));
    }

    #[test]
    fn an_event_tells_its_path() {
        let message = Encoder::default().int(2).int(3).buffer(b"/a/b");
        assert_eq!(Event::read(&mut Decoder::new(&message.0)), Ok(Event { path: "/a/b".to_owned() }));
    }

    #[test]
    fn a_frame_is_neither_negative_nor_huge() {
        assert_eq!(frame_length([0, 0, 0, 9]), Ok(9));
        assert_eq!(frame_length([0xff, 0, 0, 0]), Err(Malformed));
        assert_eq!(frame_length([0x10, 0, 0, 0]), Err(Malformed));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            let connected = Connected::read(&bytes);
            prop_assert!(connected.is_err() || bytes.len() >= 36);
            prop_assert!(Event::read(&mut Decoder::new(&bytes)).is_err() || bytes.len() >= 12);
            let reply = Reply::read(&mut Decoder::new(&bytes));
            prop_assert_eq!(reply.is_ok(), bytes.len() >= 16);
            let stat = Stat::read(&mut Decoder::new(&bytes));
            prop_assert_eq!(stat.is_ok(), bytes.len() >= 68);
            let _ = Decoder::new(&bytes).buffer();
            let _ = Decoder::new(&bytes).texts();
        }

        #[test]
        fn a_length_is_never_believed(length: i32, tail: Vec<u8>) {
            let bytes = [&length.to_be_bytes()[..], &tail].concat();
            let wanted = usize::try_from(length).ok().and_then(|length| tail.get(..length));
            let wanted = if length == -1 { Some(&[][..]) } else { wanted };
            prop_assert_eq!(Decoder::new(&bytes).buffer().ok(), wanted);
            let texts = Decoder::new(&bytes).texts();
            prop_assert!(texts.is_err() || length.max(0) as usize <= tail.len() / 4);
        }

        #[test]
        fn a_session_reads_back(timeout_ms: i32, session: i64, password: [u8; 16], tail: Vec<u8>) {
            let message = Encoder::default().int(0).int(timeout_ms).long(session).buffer(&password).buffer(&tail);
            let expected = Connected { timeout_ms, ticket: Ticket { session, password } };
            prop_assert_eq!(Connected::read(&message.0), Ok(expected));
            let message = Encoder::default().int(0).int(timeout_ms).long(session).buffer(&password[1..]);
            prop_assert_eq!(Connected::read(&message.0), Err(Malformed));
        }

        #[test]
        fn messages_are_found_however_they_come(messages: Vec<Vec<u8>>, cuts: Vec<prop::sample::Index>) {
            let all: Vec<u8> = messages.iter().flat_map(|message| Encoder::default().buffer(message).0).collect();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(all.len() + 1)).chain([0, all.len()]).collect();
            cuts.sort_unstable();
            let (mut incoming, mut found) = (Vec::new(), Vec::new());
            for piece in cuts.windows(2) {
                incoming.extend(&all[piece[0]..piece[1]]);
                while let Some(message) = take_message(&mut incoming).unwrap() {
                    found.push(message);
                }
            }
            prop_assert_eq!((found, incoming.len()), (messages, 0));
        }

        #[test]
        fn a_stat_reads_back(created: i64, written_ms: i64, version: i32, session: i64, tail: Vec<u8>) {
            let message = Encoder::default().long(created).long(1).long(2).long(written_ms).int(version).int(3).int(4);
            let message = message.long(session).int(5).int(6).long(7).buffer(&tail);
            let mut decoder = Decoder::new(&message.0);
            prop_assert_eq!(Stat::read(&mut decoder), Ok(Stat { created, written_ms, version, session }));
            prop_assert_eq!(decoder.buffer(), Ok(&tail[..]));
        }

        #[test]
        fn texts_read_back(texts: Vec<String>) {
            let count = i32::try_from(texts.len()).unwrap();
            let message = texts.iter().fold(Encoder::default().int(count), |message, text| message.buffer(text.as_bytes()));
            prop_assert_eq!(Decoder::new(&message.0).texts(), Ok(texts));
        }

        #[test]
        fn what_is_encoded_reads_back(xid: i32, zxid: i64, error: i32, tail: Vec<u8>) {
            let frame = Encoder::default().int(xid).long(zxid).int(error).buffer(&tail).frame();
            let (header, message) = frame.split_at(4);
            prop_assert_eq!(frame_length(header.try_into().unwrap()), Ok(message.len()));
            let mut decoder = Decoder::new(message);
            prop_assert_eq!(Reply::read(&mut decoder), Ok(Reply { xid, error }));
            prop_assert_eq!(decoder.buffer(), Ok(&tail[..]));
        }
    }
}
