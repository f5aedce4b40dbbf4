//! The chunked coding of a body (RFC 9112, section 7.1), whose data is counted and dropped.

use super::answer::Wrong;

/// The most of what is not data: extensions of one chunk's size, or all trailers.
const BESIDES: u32 = 64 * 1024;
/// Digits of a size; more would be more than any body.
const DIGITS: u8 = 16;

/// Where in the coding the bytes have come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chunks {
    Size {
        size: u64,
        digits: u8,
    },
    /// Words behind the size.
    Extension {
        size: u64,
        spent: u32,
    },
    /// The size's line wants its end.
    SizeEnd(u64),
    Data(u64),
    /// The line end behind the data.
    DataEnd {
        has_return: bool,
    },
    /// Lines behind the last chunk; an empty one ends all.
    Trailer {
        is_empty: bool,
        spent: u32,
    },
    Over,
}

impl Chunks {
    pub const BEGIN: Self = Self::Size { size: 0, digits: 0 };

    /// Goes through `bytes`: how many of them belong to the body, and how many of those are data.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(usize, u64), Wrong> {
        let (mut at, mut data) = (0, 0);
        while at < bytes.len() && *self != Self::Over {
            if let Self::Data(left) = *self {
                let here = left.min((bytes.len() - at) as u64);
                at += here as usize;
                data += here;
                *self = if here == left { Self::DataEnd { has_return: false } } else { Self::Data(left - here) };
            } else {
                *self = self.next(bytes[at])?;
                at += 1;
            }
        }
        Ok((at, data))
    }

    fn next(self, byte: u8) -> Result<Self, Wrong> {
        Ok(match (self, byte) {
            (Self::Size { size, digits }, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') if digits < DIGITS => {
                let digit = char::from(byte).to_digit(16).unwrap_or(0);
                Self::Size { size: size << 4 | u64::from(digit), digits: digits + 1 }
            }
            (Self::Size { size, digits: 1.. } | Self::Extension { size, .. }, b'\r') => Self::SizeEnd(size),
            // A line may end without the return, as all readers of HTTP have it.
            (Self::Size { size, digits: 1.. } | Self::Extension { size, .. } | Self::SizeEnd(size), b'\n') => {
                if size == 0 { Self::Trailer { is_empty: true, spent: 0 } } else { Self::Data(size) }
            }
            (Self::Size { size, digits: 1.. }, b';' | b' ' | b'\t') => Self::Extension { size, spent: 0 },
            (Self::Extension { size, spent }, _) if spent < BESIDES => Self::Extension { size, spent: spent + 1 },
            (Self::DataEnd { has_return: false }, b'\r') => Self::DataEnd { has_return: true },
            (Self::DataEnd { .. }, b'\n') => Self::BEGIN,
            (Self::Trailer { is_empty: true, .. }, b'\n') => Self::Over,
            (Self::Trailer { spent, .. }, _) if spent < BESIDES => {
                // A return is no content: the line that ends all may have one.
                Self::Trailer { is_empty: byte == b'\n' || byte == b'\r' && self.is_at_line(), spent: spent + 1 }
            }
            (Self::Extension { .. } | Self::Trailer { .. }, _) => return Err("endless words beside the chunks"),
            _ => return Err("a chunk is malformed"),
        })
    }

    fn is_at_line(self) -> bool {
        matches!(self, Self::Trailer { is_empty: true, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data, and what is left behind the body, fed in pieces of this size.
    fn read(text: &[u8], piece: usize) -> Result<(u64, usize, bool), Wrong> {
        let (mut chunks, mut data, mut used) = (Chunks::BEGIN, 0, 0);
        for bytes in text.chunks(piece) {
            let (here, count) = chunks.feed(bytes)?;
            data += count;
            used += here;
        }
        Ok((data, text.len() - used, chunks == Chunks::Over))
    }

    #[test]
    fn data_is_counted_however_it_is_cut() {
        for (text, wanted) in [
            (&b"5\r\nhello\r\n0\r\n\r\n"[..], (5, 0, true)),
            (b"5\nhello\n0\n\n", (5, 0, true)),
            (b"a;name=\"v\"\r\n0123456789\r\n00\r\nX-Sum: 1\r\nY: 2\r\n\r\nHTTP", (10, 4, true)),
            (b"1 \r\nx\r\n1\r\n\n\r\n0\r\n\r\n", (2, 0, true)),
            (b"ffffffffffffffff\r\nx", (1, 0, false)),
            (b"5\r\nhel", (3, 0, false)),
            (b"0\r\n", (0, 0, false)),
        ] {
            for piece in 1..=text.len() {
                assert_eq!(read(text, piece), Ok(wanted), "{} by {piece}", text.escape_ascii());
            }
        }
    }

    #[test]
    fn what_is_malformed_or_endless_is_refused() {
        for text in
            [&b"\r\n"[..], b"x\r\n", b"5\rx", b";a\r\n", b"5\r\nhelloworld", b"1\r\nx\r\r\n", b"11111111111111111\r\n"]
        {
            assert_eq!(read(text, 3), Err("a chunk is malformed"), "{}", text.escape_ascii());
        }
        for begin in ["5;", "0\r\n", "0\r\nx: "] {
            let endless = begin.to_owned() + &"y".repeat(70_000);
            assert_eq!(read(endless.as_bytes(), 1000), Err("endless words beside the chunks"), "{begin}");
        }
        // Many empty returns are no end.
        assert_eq!(read(&[&b"0\r\n"[..], &[b'\r'; 70_000]].concat(), 999), Err("endless words beside the chunks"));
    }
}
