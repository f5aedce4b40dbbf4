//! Answers of a web server as a connection's bytes bring them: only what is counted of them is kept.
//!
//! Framing as RFC 9112, section 6.3 has it. Whatever comes, no more than one head is held.

use std::mem::{MaybeUninit, take};

use httparse::{Header, ParserConfig, Response, Status};

use super::chunks::Chunks;

/// Why it is no answer.
pub type Wrong = &'static str;

/// The most bytes and headers of a head.
const HEAD: usize = 64 * 1024;
const HEADERS: usize = 100;

/// A whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Of its body.
    pub bytes: u64,
    /// Whether the connection can be asked again.
    pub keeps: bool,
}

/// Reads the answers of one connection, one after the other.
#[derive(Debug)]
pub struct Reader {
    /// Whether answers have no bodies, as those to HEAD.
    bodiless: bool,
    /// The beginning of a head whose end has not come yet.
    head: Vec<u8>,
    body: Body,
    answer: Answer,
}

/// How much of the body is still to come.
#[derive(Clone, Copy, Debug)]
enum Body {
    /// The head is not over.
    Head,
    Sized(u64),
    Chunked(Chunks),
    /// Until the connection's end.
    Endless,
}

impl Reader {
    /// For answers to requests by this method.
    pub fn new(method: &str) -> Self {
        let answer = Answer { status: 0, bytes: 0, keeps: false };
        Self { bodiless: method == "HEAD", head: Vec::new(), body: Body::Head, answer }
    }

    /// Goes through `bytes`: how many belong to the answer, and the answer once it is whole.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(usize, Option<Answer>), Wrong> {
        let mut at = 0;
        loop {
            let rest = &bytes[at..];
            match &mut self.body {
                Body::Head if rest.is_empty() => return Ok((at, None)),
                Body::Head => at += self.feed_head(rest)?,
                Body::Sized(left) => {
                    let here = (*left).min(rest.len() as u64);
                    self.answer.bytes += here;
                    *left -= here;
                    let whole = *left == 0;
                    return Ok((at + here as usize, whole.then(|| self.whole())));
                }
                Body::Chunked(chunks) => {
                    let (here, data) = chunks.feed(rest)?;
                    self.answer.bytes += data;
                    let whole = *chunks == Chunks::Over;
                    return Ok((at + here, whole.then(|| self.whole())));
                }
                Body::Endless => {
                    self.answer.bytes += rest.len() as u64;
                    return Ok((bytes.len(), None));
                }
            }
        }
    }

    /// The connection was closed: the answer, if that is how it ends.
    pub fn end(&mut self) -> Result<Answer, Wrong> {
        match self.body {
            Body::Endless => Ok(self.whole()),
            Body::Head if self.head.is_empty() => Err("closed without an answer"),
            _ => Err("closed in the middle of an answer"),
        }
    }

    fn whole(&mut self) -> Answer {
        self.body = Body::Head;
        self.answer
    }

    /// How many of `bytes` belong to the head.
    fn feed_head(&mut self, bytes: &[u8]) -> Result<usize, Wrong> {
        // Nearly always a head comes whole, and then it is not copied.
        if self.head.is_empty() {
            let used = self.parse(bytes)?;
            if used.is_none() {
                self.head.extend_from_slice(bytes);
            }
            return self.bounded(used.unwrap_or(bytes.len()));
        }
        let mut all = take(&mut self.head);
        let had = all.len();
        all.extend_from_slice(bytes);
        match self.parse(&all)? {
            Some(used) => Ok(used.saturating_sub(had)),
            None => {
                self.head = all;
                self.bounded(bytes.len())
            }
        }
    }

    fn bounded(&self, used: usize) -> Result<usize, Wrong> {
        if self.head.len() > HEAD { Err("an endless head") } else { Ok(used) }
    }

    /// The length of a head that is whole.
    fn parse(&mut self, bytes: &[u8]) -> Result<Option<usize>, Wrong> {
        let mut headers = [const { MaybeUninit::uninit() }; HEADERS];
        let mut response = Response::new(&mut []);
        let config = ParserConfig::default();
        match config.parse_response_with_uninit_headers(&mut response, bytes, &mut headers) {
            Ok(Status::Complete(used)) => {
                let (status, version) = (response.code.unwrap_or(0), response.version.unwrap_or(0));
                self.begin(status, version, response.headers)?;
                Ok(Some(used))
            }
            Ok(Status::Partial) => Ok(None),
            Err(httparse::Error::TooManyHeaders) => Err("more than 100 headers"),
            Err(_) => Err("the answer is not HTTP/1"),
        }
    }

    /// What the head says of the body.
    fn begin(&mut self, status: u16, version: u8, headers: &[Header<'_>]) -> Result<(), Wrong> {
        let (mut length, mut coding, mut keeps) = (None, None, version == 1);
        for Header { name, value } in headers {
            if name.eq_ignore_ascii_case("content-length") {
                let here = decimal(value).ok_or("the content-length is no number")?;
                if length.is_some_and(|length| length != here) {
                    return Err("two lengths of one answer");
                }
                length = Some(here);
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                coding = words(value).last();
            } else if name.eq_ignore_ascii_case("connection") {
                let has = |word: &str| words(value).any(|one| one.eq_ignore_ascii_case(word.as_bytes()));
                keeps = !has("close") && (keeps || has("keep-alive"));
            }
        }
        // Not the answer yet, but for one: after that the connection speaks something else.
        match status {
            101 => return Err("the server changes to another protocol"),
            100..200 => return Ok(()),
            _ => {}
        }
        self.body = match (coding, length) {
            _ if self.bodiless || status == 204 || status == 304 => Body::Sized(0),
            (Some(coding), _) if coding.eq_ignore_ascii_case(b"chunked") => Body::Chunked(Chunks::BEGIN),
            (None, Some(length)) => Body::Sized(length),
            _ => Body::Endless,
        };
        self.answer = Answer { status, bytes: 0, keeps: keeps && !matches!(self.body, Body::Endless) };
        Ok(())
    }
}

fn words(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    value.split(|byte| *byte == b',').map(<[u8]>::trim_ascii)
}

fn decimal(value: &[u8]) -> Option<u64> {
    // `parse` alone would take a sign.
    let digits = value.iter().all(u8::is_ascii_digit);
    digits.then(|| str::from_utf8(value).ok()?.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// All answers of a connection that then ends, its bytes in pieces of this size.
    fn read(reader: &mut Reader, text: &[u8], piece: usize) -> Result<Vec<Answer>, Wrong> {
        let (mut answers, mut ended) = (Vec::new(), true);
        for mut bytes in text.chunks(piece) {
            while !bytes.is_empty() {
                let (used, answer) = reader.feed(bytes)?;
                assert!(used > 0 && used <= bytes.len());
                ended = answer.is_some();
                answers.extend(answer);
                bytes = &bytes[used..];
            }
        }
        if !ended {
            answers.push(reader.end()?);
        }
        Ok(answers)
    }

    fn answers(text: &str) -> Vec<(u16, u64, bool)> {
        let of = |piece| {
            let read = read(&mut Reader::new("GET"), text.as_bytes(), piece).unwrap();
            read.iter().map(|answer| (answer.status, answer.bytes, answer.keeps)).collect::<Vec<_>>()
        };
        let whole = of(text.len());
        (1..text.len()).for_each(|piece| assert_eq!(of(piece), whole, "{text:?} by {piece}"));
        whole
    }

    #[test]
    fn bodies_end_where_their_head_says() {
        let two = "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
        assert_eq!(answers(&two.repeat(2)), [(200, 5, true), (200, 5, true)]);
        let chunked =
            "HTTP/1.1 404 No\r\nTransfer-Encoding: gzip, chunked\r\ncontent-length: 9\r\n\r\n2\r\nhi\r\n0\r\n\r\n";
        assert_eq!(answers(&chunked.repeat(2)), [(404, 2, true), (404, 2, true)]);
        assert_eq!(answers("HTTP/1.1 200 OK\r\n\r\nuntil the end"), [(200, 13, false)]);
        assert_eq!(answers("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nxy"), [(200, 2, false)]);
        let none = "HTTP/1.1 204 None\r\ncontent-length: 7\r\n\r\nHTTP/1.1 304 Same\r\n\r\n";
        assert_eq!(answers(none), [(204, 0, true), (304, 0, true)]);
        let interim = "HTTP/1.1 103 Early\r\nlink: x\r\n\r\nHTTP/1.1 200\r\ncontent-length: 0\r\n\r\n";
        assert_eq!(answers(interim), [(200, 0, true)]);
        // To HEAD the length is that of another answer's body.
        let head = read(&mut Reader::new("HEAD"), &two.as_bytes()[..two.len() - 5], 7).unwrap();
        assert_eq!(head, [Answer { status: 200, bytes: 0, keeps: true }]);
    }

    #[test]
    fn whether_a_connection_is_kept() {
        for (version, connection, keeps) in [
            ("1.1", "", true),
            ("1.1", "connection: close\r\n", false),
            ("1.1", "connection: upgrade, Close\r\n", false),
            ("1.0", "", false),
            ("1.0", "Connection: Keep-Alive\r\n", true),
            ("1.0", "connection: keep-alive, close\r\n", false),
        ] {
            let text = format!("HTTP/{version} 200 OK\r\n{connection}content-length: 0\r\n\r\n");
            assert_eq!(answers(&text), [(200, 0, keeps)], "{text}");
        }
    }

    #[test]
    fn what_is_no_answer_is_a_bounded_error() {
        let many = "x: y\r\n".repeat(101);
        let long = format!("HTTP/1.1 200 OK\r\nx: {}", "y".repeat(HEAD));
        for (text, why) in [
            ("SSH-2.0-OpenSSH_9.2\r\n", "the answer is not HTTP/1"),
            ("HTTP/2 200\r\n\r\n", "the answer is not HTTP/1"),
            (&format!("HTTP/1.1 200 OK\r\n{many}\r\n"), "more than 100 headers"),
            (&long, "an endless head"),
            ("HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n", "the content-length is no number"),
            ("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", "two lengths of one answer"),
            ("HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n", "the content-length is no number"),
            ("HTTP/1.1 101 Other\r\n\r\n", "the server changes to another protocol"),
            ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nz", "a chunk is malformed"),
            ("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhe", "closed in the middle of an answer"),
            ("HTTP/1.1 200", "closed in the middle of an answer"),
            // A huge length is believed, and nothing is held for it.
            ("HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551615\r\n\r\nx", "closed in the middle of an answer"),
        ] {
            for piece in [1000, text.len()] {
                assert_eq!(read(&mut Reader::new("GET"), text.as_bytes(), piece), Err(why), "{text:.60}");
            }
        }
        assert_eq!(Reader::new("GET").end(), Err("closed without an answer"));
    }

    const PIECES: [&str; 16] = [
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.0 503 \r\n",
        "HTTP/1.1 100 Go\r\n",
        "content-length: 3\r\n",
        "content-length: 18446744073709551615\r\n",
        "transfer-encoding: chunked\r\n",
        "connection: close\r\n",
        "\r\n",
        "\n",
        "5\r\nhello\r\n",
        "ffffffffffffffff\r\n",
        "0\r\n\r\n",
        "abc",
        "\0\u{7f}\u{e9}",
        ":",
        " ;x=y",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        /// Whatever comes, however it is cut: no panic, no standing still, little held, and the same answers.
        #[test]
        fn garbage_is_read_alike_in_any_pieces(
            parts in prop::collection::vec(0..PIECES.len(), 0..30),
            noise in prop::collection::vec(any::<u8>(), 0..40),
            piece in 1_usize..50,
        ) {
            let text: Vec<u8> = parts.iter().flat_map(|part| PIECES[*part].bytes()).chain(noise).collect();
            let mut reader = Reader::new("GET");
            let cut = read(&mut reader, &text, piece);
            prop_assert!(reader.head.len() <= text.len());
            prop_assert_eq!(cut, read(&mut Reader::new("GET"), &text, text.len().max(1)));
        }

        /// Whatever a server writes by the rules is read as it was meant, one answer behind the other.
        #[test]
        fn what_is_written_is_what_is_read(
            meant in prop::collection::vec((200_u16..600, 0_usize..300, any::<bool>(), 1_usize..40), 1..6),
            interim in any::<bool>(),
            piece in 1_usize..200,
        ) {
            let mut text = Vec::new();
            for (status, length, chunked, chunk) in &meant {
                if interim {
                    text.extend_from_slice(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
                }
                text.extend_from_slice(&written(*status, &vec![b'\n'; *length], chunked.then_some(*chunk)));
            }
            let wanted: Vec<_> = meant
                .iter()
                .map(|(status, length, _, _)| {
                    let bytes = if has_body(*status) { *length as u64 } else { 0 };
                    Answer { status: *status, bytes, keeps: true }
                })
                .collect();
            prop_assert_eq!(read(&mut Reader::new("GET"), &text, piece), Ok(wanted));
        }
    }

    fn has_body(status: u16) -> bool {
        status != 204 && status != 304
    }

    /// An answer with a length, or in chunks of this size.
    fn written(status: u16, body: &[u8], chunk: Option<usize>) -> Vec<u8> {
        let framing = match chunk {
            Some(_) => "transfer-encoding: chunked".to_owned(),
            None => format!("Content-Length: {}", body.len()),
        };
        let mut text = format!("HTTP/1.1 {status} So\r\nserver: x\r\n{framing}\r\n\r\n").into_bytes();
        match chunk {
            _ if !has_body(status) => {}
            None => text.extend_from_slice(body),
            Some(chunk) => {
                for part in body.chunks(chunk) {
                    text.extend_from_slice(format!("{:x};n=1\r\n", part.len()).as_bytes());
                    text.extend_from_slice(part);
                    text.extend_from_slice(b"\r\n");
                }
                text.extend_from_slice(b"0\r\nx-trailer: 1\r\n\r\n");
            }
        }
        text
    }
}
