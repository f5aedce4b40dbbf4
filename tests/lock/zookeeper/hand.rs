//! A session by the bytes of the protocol, so that gosys's own client does not vouch for itself; and what Curator makes.

use std::io::{Read, Write};
use std::net::TcpStream;

use gosys::lock::token::Token;

fn buffer(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes()[..], bytes].concat()
}

fn int(value: i32) -> [u8; 4] {
    value.to_be_bytes()
}

const EVERYBODY: &[u8] = b"\0\0\0\x01\0\0\0\x1f\0\0\0\x05world\0\0\0\x06anyone";

fn greeting(session: u64, password: u128) -> Vec<u8> {
    [&[0; 12][..], &int(20_000), &session.to_be_bytes(), &buffer(&password.to_be_bytes()), &[0]].concat()
}

fn greeting_of(token: &Token) -> Vec<u8> {
    let (session, password) = token.reveal().split_at(16);
    // What follows is nothing to the server.
    greeting(u64::from_str_radix(session, 16).unwrap(), u128::from_str_radix(&password[..32], 16).unwrap())
}

/// A connection to a server, and its session.
pub struct Hand {
    stream: TcpStream,
}

/// What is told of a node.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    pub data: Vec<u8>,
    pub created: u64,
    pub owner: i64,
}

impl Hand {
    pub fn new(port: u16) -> Self {
        let mut hand = Self { stream: TcpStream::connect(("127.0.0.1", port)).unwrap() };
        hand.exchange(&greeting(0, 0));
        hand
    }

    /// Comes to the session of a token, if it is still there.
    pub fn of(port: u16, token: &Token) -> Option<Self> {
        let mut hand = Self { stream: TcpStream::connect(("127.0.0.1", port)).unwrap() };
        let answer = hand.exchange(&greeting_of(token));
        (answer[4..8] != int(0)).then_some(hand)
    }

    /// Ends the session of a token, if the connection it had is not so fast as to take it back.
    pub fn end_of(port: u16, token: &Token) {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let farewell = [int(1), int(-11)].concat();
        stream.write_all(&[buffer(&greeting_of(token)), buffer(&farewell)].concat()).unwrap();
        let _ = stream.read_to_end(&mut Vec::new());
    }

    fn exchange(&mut self, message: &[u8]) -> Vec<u8> {
        self.stream.write_all(&buffer(message)).unwrap();
        let mut length = [0; 4];
        self.stream.read_exact(&mut length).unwrap();
        let mut answer = vec![0; u32::from_be_bytes(length) as usize];
        self.stream.read_exact(&mut answer).unwrap();
        answer
    }

    /// The error code, or what follows the header.
    fn ask(&mut self, operation: i32, body: &[u8]) -> Result<Vec<u8>, i32> {
        let answer = self.exchange(&[&int(1)[..], &int(operation), body].concat());
        let code = i32::from_be_bytes(answer[12..16].try_into().unwrap());
        if code == 0 { Ok(answer[16..].to_vec()) } else { Err(code) }
    }

    pub fn create(&mut self, path: &str, data: &[u8], flags: i32) -> Result<String, i32> {
        let body = [&buffer(path.as_bytes())[..], &buffer(data), EVERYBODY, &int(flags)].concat();
        self.ask(1, &body).map(|answer| String::from_utf8(answer[4..].to_vec()).unwrap())
    }

    /// A contender as Curator's mutex makes it.
    pub fn contend(&mut self, name: &str) -> String {
        let stem = format!("/{name}/_c_3c59cfbb-8ae2-4a1a-9b0c-9d1f6b4a2f11-lock-");
        match self.create(&stem, b"10.0.0.7", 3) {
            Err(-101) => {
                self.create(&format!("/{name}"), b"", 0).unwrap();
                self.contend(name)
            }
            made => made.unwrap(),
        }
    }

    pub fn delete(&mut self, path: &str) {
        self.ask(2, &[&buffer(path.as_bytes())[..], &int(-1)].concat()).unwrap();
    }

    pub fn read(&mut self, path: &str) -> Result<Told, i32> {
        let answer = self.ask(4, &[&buffer(path.as_bytes())[..], &[0]].concat())?;
        let length = u32::from_be_bytes(answer[..4].try_into().unwrap()) as usize;
        let (data, stat) = answer[4..].split_at(length);
        let long = |at: usize| i64::from_be_bytes(stat[at..at + 8].try_into().unwrap());
        Ok(Told { data: data.to_vec(), created: long(0).try_into().unwrap(), owner: long(44) })
    }

    /// The children's names, in their order by letters.
    pub fn children(&mut self, path: &str) -> Vec<String> {
        let answer = self.ask(8, &[&buffer(path.as_bytes())[..], &[0]].concat()).unwrap();
        let (count, mut rest) = answer.split_at(4);
        let mut names: Vec<String> = (0..u32::from_be_bytes(count.try_into().unwrap()))
            .map(|_| {
                let (length, tail) = rest.split_at(4);
                let (name, tail) = tail.split_at(u32::from_be_bytes(length.try_into().unwrap()) as usize);
                rest = tail;
                String::from_utf8(name.to_vec()).unwrap()
            })
            .collect();
        names.sort();
        names
    }

    /// Ends the session, with its nodes.
    pub fn end(mut self) {
        self.ask(-11, &[]).unwrap();
    }
}
