//! ZooKeeper's wire format: big-endian numbers, texts and buffers with their length in front,
//! every message in a frame with its length in front. Pure; decoding never panics.

/// The longest frame that is read, in bytes: four times what a node may hold unless configured otherwise.
pub const FRAME_MAX: usize = 4 << 20;

/// The numbers of the requests.
pub mod operation {
    pub const GET_DATA: i32 = 4;
    pub const SET_DATA: i32 = 5;
    pub const GET_CHILDREN: i32 = 8;
    /// Like `create`, which is 1, but the answer has the new node's [`super::Stat`].
    pub const CREATE: i32 = 15;
    pub const AUTH: i32 = 100;
    pub const CLOSE_SESSION: i32 = -11;
}

/// The transaction ids with a meaning of their own.
pub mod xid {
    /// The answer to a login.
    pub const AUTH: i32 = -4;
}

/// The error codes that the mapping needs.
pub mod code {
    pub const OK: i32 = 0;
    pub const NO_NODE: i32 = -101;
    pub const NO_AUTH: i32 = -102;
    pub const BAD_VERSION: i32 = -103;
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

    /// Texts with their number in front.
    pub fn texts(&mut self) -> Result<Vec<String>, Malformed> {
        // Nothing is reserved for a number that may be anything: each text has to come before the next is looked for.
        let count = self.int()?.max(0);
        (0..count).map(|_| Ok(String::from_utf8_lossy(self.buffer()?).into_owned())).collect()
    }
}

/// What is told of a node besides what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// When it was last written, in milliseconds since 1970, by the clock of the ensemble's leader.
    pub written_ms: i64,
    /// How often it was written; it goes with a write that must not overtake another.
    pub version: i32,
}

impl Stat {
    /// Reads the two numbers of use among eleven.
    pub fn read(decoder: &mut Decoder<'_>) -> Result<Self, Malformed> {
        let _created_and_written_at_and_when = (decoder.long()?, decoder.long()?, decoder.long()?);
        let stat = Self { written_ms: decoder.long()?, version: decoder.int()? };
        let _versions_of_children_and_acl = (decoder.int()?, decoder.int()?);
        let _session = decoder.long()?;
        let _length_and_count_of_children = (decoder.int()?, decoder.int()?);
        let _children_written_at = decoder.long()?;
        Ok(stat)
    }
}

/// The length of a frame, from the four bytes in front of it.
pub fn frame_length(header: [u8; 4]) -> Result<usize, Malformed> {
    usize::try_from(i32::from_be_bytes(header)).ok().filter(|length| *length <= FRAME_MAX).ok_or(Malformed)
}

/// The first message: a new session of `timeout_ms`.
pub fn connect_request(timeout_ms: i32) -> Vec<u8> {
    // Session 0 with a password of zeros asks for a new one. Not read-only: a server that is cut off from its ensemble
    // should refuse us rather than look alive.
    let (version, last_seen, session, password, read_only) = (0, 0, 0, [0; 16], false);
    Encoder::default()
        .int(version)
        .long(last_seen)
        .int(timeout_ms)
        .long(session)
        .buffer(&password)
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

/// A new node that stays until it is deleted.
pub fn create_request(xid: i32, path: &str, data: &[u8], acls: &[Acl]) -> Vec<u8> {
    // Flags would make it one of a session, or one with a number.
    let flags = 0;
    Encoder::request(xid, operation::CREATE).buffer(path.as_bytes()).buffer(data).acls(acls).int(flags).frame()
}

/// The names of a node's children, without a watch.
pub fn get_children_request(xid: i32, path: &str) -> Vec<u8> {
    Encoder::request(xid, operation::GET_CHILDREN).buffer(path.as_bytes()).bool(false).frame()
}

/// The end of the session.
pub fn close_request(xid: i32) -> Vec<u8> {
    Encoder::request(xid, operation::CLOSE_SESSION).frame()
}

/// What the server says to the first message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Connected {
    /// The session's timeout; zero where the server granted none.
    pub timeout_ms: i32,
}

impl Connected {
    /// Reads the timeout; the session's number and password follow, and nothing here comes back to a session.
    pub fn read(message: &[u8]) -> Result<Self, Malformed> {
        let mut decoder = Decoder::new(message);
        let _version = decoder.int()?;
        Ok(Self { timeout_ms: decoder.int()? })
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
        assert_eq!(connect_request(4000), expected.concat());
    }

    #[test]
    fn a_request_carries_its_number_and_path() {
        assert_eq!(get_data_request(7, "/a"), [0, 0, 0, 15, 0, 0, 0, 7, 0, 0, 0, 4, 0, 0, 0, 2, b'/', b'a', 0]);
        assert_eq!(close_request(8), [0, 0, 0, 8, 0, 0, 0, 8, 0xff, 0xff, 0xff, 0xf5]);
        assert!(digest_request("u", "p").ends_with(b"\0\0\0\x06digest\0\0\0\x03u:p"));
        let children = get_children_request(9, "/a");
        assert_eq!(children, [0, 0, 0, 15, 0, 0, 0, 9, 0, 0, 0, 8, 0, 0, 0, 2, b'/', b'a', 0]);
    }

    #[test]
    fn a_write_carries_data_and_version() {
        let request = set_data_request(7, "/a", b"xy", ANY_VERSION);
        let expected = b"\0\0\0\x18\0\0\0\x07\0\0\0\x05\0\0\0\x02/a\0\0\0\x02xy\xff\xff\xff\xff";
        assert_eq!(request, expected);
    }

    #[test]
    fn a_new_node_carries_who_may_do_what() {
        let request = create_request(7, "/a", b"x", &[Acl::creator(permission::ALL), Acl::world(permission::READ)]);
        let expected = [
            &b"\0\0\0\x42\0\0\0\x07\0\0\0\x0f\0\0\0\x02/a\0\0\0\x01x\0\0\0\x02"[..],
            b"\0\0\0\x1f\0\0\0\x04auth\0\0\0\0",
            b"\0\0\0\x01\0\0\0\x05world\0\0\0\x06anyone",
            b"\0\0\0\0",
        ];
        assert_eq!(request, expected.concat());
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
            prop_assert_eq!(connected.is_ok(), bytes.len() >= 8);
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
        fn a_stat_reads_back(before: [i64; 3], written_ms: i64, version: i32, tail: Vec<u8>) {
            let message = before.iter().fold(Encoder::default(), |message, number| message.long(*number));
            let message = message.long(written_ms).int(version).int(1).int(2).long(3).int(4).int(5).long(6).buffer(&tail);
            let mut decoder = Decoder::new(&message.0);
            prop_assert_eq!(Stat::read(&mut decoder), Ok(Stat { written_ms, version }));
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
