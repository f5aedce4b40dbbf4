//! ZooKeeper's wire format: big-endian numbers, texts and buffers with their length in front,
//! every message in a frame with its length in front. Pure; decoding never panics.

/// The longest frame that is read, in bytes: four times what a node may hold unless configured otherwise.
pub const FRAME_MAX: usize = 4 << 20;

/// The numbers of the requests.
pub mod operation {
    pub const GET_DATA: i32 = 4;
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
    pub const SESSION_EXPIRED: i32 = -112;
    pub const AUTH_FAILED: i32 = -115;
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
    pub fn read(message: &[u8]) -> Result<Self, Malformed> {
        let mut decoder = Decoder::new(message);
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
            let reply = Reply::read(&bytes);
            prop_assert_eq!(reply.is_ok(), bytes.len() >= 16);
        }

        #[test]
        fn what_is_encoded_reads_back(xid: i32, zxid: i64, error: i32, tail: Vec<u8>) {
            let frame = Encoder::default().int(xid).long(zxid).int(error).buffer(&tail).frame();
            let (header, message) = frame.split_at(4);
            prop_assert_eq!(frame_length(header.try_into().unwrap()), Ok(message.len()));
            prop_assert_eq!(Reply::read(message), Ok(Reply { xid, error }));
        }
    }
}
