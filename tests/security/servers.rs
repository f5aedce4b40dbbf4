//! Servers that answer garbage, huge lengths, byte by byte or without an end: time and memory are bounded.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::servers::is_built;
use crate::support::{End, Scratch, eventually};

/// A server that answers whatever it is asked with the same bytes, and then goes on with others.
pub struct Evil {
    /// Said once, to the first that is asked on a connection.
    pub first: Vec<u8>,
    /// Said again and again; where it is empty the connection stays silent.
    pub then: Vec<u8>,
    /// Between two of them.
    pub pause: Duration,
}

impl Evil {
    pub fn saying(first: impl AsRef<[u8]>, then: impl AsRef<[u8]>) -> Self {
        Self { first: first.as_ref().to_vec(), then: then.as_ref().to_vec(), pause: Duration::ZERO }
    }

    /// Serves until the tests end; the port.
    pub fn start(self) -> u16 {
        serve(move |stream| {
            let mut asked = [0; 4096];
            if stream.read(&mut asked)? == 0 {
                return Ok(());
            }
            stream.write_all(&self.first)?;
            while !self.then.is_empty() {
                stream.write_all(&self.then)?;
                thread::sleep(self.pause);
            }
            while stream.read(&mut asked)? > 0 {}
            Ok(())
        })
    }
}

/// Serves each connection so until the tests end; the port.
pub fn serve(each: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let each = Arc::new(each);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let each = Arc::clone(&each);
            // A client that hangs up is what is wanted.
            thread::spawn(move || each(&mut stream));
        }
    });
    port
}

/// What gosys may have of memory of its own here, in KiB: the debug build, its threads and one long answer.
const MEMORY: u32 = 160 << 10;

/// Runs this within that memory, which ends whoever asks for more by a signal, and within the time and a second; what a
/// busy machine takes for itself comes on top.
fn bounded(words: &str) -> End {
    let line = format!("ulimit -c 0; ulimit -d {MEMORY}; exec gosys --timeout 1s {words}");
    let end = Scratch::new().sh(&line).within(Duration::from_secs(30)).end();
    assert!(end.took < Duration::from_secs(4), "{words}: {:?}", end.took);
    assert!(end.stdout.is_empty() && end.stderr.starts_with("gosys: "), "{words}: {end:?}");
    end
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn redis_that_has_no_end() {
    let much = "a".repeat(1 << 16);
    for (first, then) in [
        // Text, a length of two gigabytes and all that goes with it, as many numbers, and lists in lists.
        ("+", &*much),
        ("$2147483647\r\n", &much),
        ("*2147483647\r\n", &":1\r\n".repeat(16_000)),
        ("*2147483647\r\n", &"*0\r\n".repeat(16_000)),
        ("%9223372036854775807\r\n", &"+a\r\n".repeat(16_000)),
    ] {
        let port = Evil::saying(first, then).start();
        let end = bounded(&format!("-b redis://127.0.0.1:{port} lock status x"));
        assert_eq!(end.code(), 69, "{first:?}: {end:?}");
    }
    // It is not only the time that ends it.
    let port = Evil::saying("$2147483647\r\n", &much).start();
    bounded(&format!("-b redis://127.0.0.1:{port} lock status x")).like(69, "", "longer than any answer");
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn redis_that_talks_nonsense() {
    for first in [
        &b"*9223372036854775807\r\n"[..],
        b"*-9223372036854775808\r\n",
        b"|9223372036854775807\r\n",
        b"=-1\r\nabcdefgh\r\n",
        b"$99999999999999999999999\r\n",
        &b"*1\r\n".repeat(1000),
        b"\xff\0\xfe\r\n\r\n",
        b">3\r\n+invalidate\r\n*-1\r\n:7\r\n",
        b"-\r\n",
    ] {
        let port = Evil::saying(first, "").start();
        let end = bounded(&format!("-b redis://127.0.0.1:{port} lock status x"));
        assert_eq!(end.code(), 69, "{}: {end:?}", first.escape_ascii());
    }
}

/// A session that is granted.
#[cfg(feature = "zookeeper")]
fn welcome() -> Vec<u8> {
    use gosys::backend::zookeeper::wire::Encoder;
    Encoder::default().int(0).int(10_000).long(7).buffer(&[b'x'; 16]).bool(false).frame()
}

#[cfg(feature = "zookeeper")]
#[test]
fn zookeeper_that_has_no_end() {
    use gosys::backend::zookeeper::wire::{Encoder, FRAME_MAX};
    let event = Encoder::default().int(-1).long(-1).int(0).int(3).int(3).buffer(b"/x").frame().repeat(1000);
    let longest = i32::try_from(FRAME_MAX).unwrap().to_be_bytes();
    let nonsense = "does not speak ZooKeeper's protocol";
    for (first, then) in [
        // Lengths that cannot be, at once and after the greeting; events that nobody waits for.
        (vec![], &[0x7f, 0xff, 0xff, 0xff][..]),
        (vec![], &[0xff; 64]),
        (welcome(), &[0xff; 64]),
        (welcome(), &event),
        // And the longest that can be, again and again.
        ([&longest[..], &vec![0; FRAME_MAX]].concat(), &[0; 4096]),
    ] {
        for verb in ["lock status x", "lock watch x", "lock acquire x --try"] {
            let port = Evil::saying(&first, then).start();
            bounded(&format!("-b zk://127.0.0.1:{port} {verb}")).like(69, "", nonsense);
        }
    }
}

#[test]
fn whoever_answers_byte_by_byte_is_not_waited_for_any_longer() {
    let slowly = |text: &[u8]| Evil { pause: Duration::from_millis(20), ..Evil::saying("", text) }.start();
    let all = [("redis", &b"1"[..]), ("zk", &[0]), ("etcd", &[0])];
    for (url, text) in all.into_iter().filter(|(url, _)| is_built(url)) {
        let end = bounded(&format!("-b {url}://127.0.0.1:{} lock status x", slowly(text)));
        assert_eq!(end.code(), 69, "{end:?}");
    }
    for verb in ["rate headers", "lb probe --requests 3 --rate 100"].into_iter().filter(|_| is_built("http")) {
        let end = bounded(&format!("{verb} http://127.0.0.1:{}/", slowly(b"H")));
        assert_eq!(end.code(), 69, "{end:?}");
    }
}

/// One frame of HTTP/2 and its kind.
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// A header field that is in nobody's table.
fn field(name: &str, value: &str) -> Vec<u8> {
    let part = |text: &str| [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    [vec![0], part(name), part(value)].concat()
}

const HEADERS: u8 = 1;
const SETTINGS: u8 = 4;

/// A gRPC server that gives this answer to the first request, after the head of one, and then goes on.
pub fn grpc(fields: &[(&str, &str)], then: &'static [u8], is_over: bool) -> u16 {
    let more: Vec<u8> = fields.iter().flat_map(|(name, value)| field(name, value)).collect();
    // `:status: 200` is the eighth of the table that both know.
    let head = [vec![0x88], field("content-type", "application/grpc"), more].concat();
    serve(move |stream| {
        let request = first_request(stream)?;
        stream.write_all(&frame(SETTINGS, 0, 0, &[]))?;
        stream.write_all(&frame(HEADERS, if is_over { 5 } else { 4 }, request, &head))?;
        while !then.is_empty() {
            stream.write_all(&frame(0, 0, request, then))?;
        }
        while stream.read(&mut [0; 4096])? > 0 {}
        Ok(())
    })
}

/// The number of the stream on which the client asks first.
fn first_request(stream: &mut TcpStream) -> io::Result<u32> {
    stream.read_exact(&mut [0; 24])?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head)?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        io::copy(&mut stream.take(length.into()), &mut io::sink())?;
        if head[3] == HEADERS {
            return Ok(u32::from_be_bytes([head[5], head[6], head[7], head[8]]));
        }
    }
}

#[cfg(feature = "etcd")]
#[test]
fn etcd_that_has_no_end() {
    let status = |then| bounded(&format!("-b etcd://127.0.0.1:{} lock status x", grpc(&[], then, false)));
    // A message of two gigabytes, one that says it is compressed, and messages of nothing for ever.
    status(b"\0\x7f\xff\xff\xffaaaaaaaa").like(69, "", "too large");
    // A space may have more than a lock, and not much more than that either.
    for words in ["config get a", "config ls", "config log", "config watch", "config sync copy --once"] {
        let port = grpc(&[], b"\0\x80\0\0\x01aaaaaaaa", false);
        bounded(&format!("-b etcd://127.0.0.1:{port}/app {words}")).like(69, "", "2147483649 bytes");
    }
    assert_eq!(status(b"\x01\0\0\0\x08aaaaaaaa").code(), 69);
    assert_eq!(status(&[0; 5]).code(), 69);
    // And frames of nothing but settings or pings, which the library has to answer.
    for frame in [frame(SETTINGS, 0, 0, &[]), frame(6, 0, 0, &[7; 8])] {
        let port = Evil::saying(&frame, frame.repeat(500)).start();
        assert_eq!(bounded(&format!("-b etcd://127.0.0.1:{port} lock status x")).code(), 69);
    }
}

#[test]
#[cfg_attr(not(feature = "http"), ignore = "needs http")]
fn a_web_server_that_has_no_end() {
    let much = "a".repeat(1 << 16);
    let interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(10_000);
    for (first, then) in [
        ("HTTP/1.1 ", &*"2".repeat(1 << 16)),
        ("HTTP/1.1 200 OK\r\nx: ", &much),
        ("HTTP/1.1 200 OK\r\n", &"x-a: b\r\n".repeat(1000)),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;", &much),
        ("\u{1b}[2J", "\u{1b}[2J"),
    ] {
        let port = Evil::saying(first, then).start();
        let verbs = ["rate probe --budget 9", "lb probe --requests 3 --rate 100 -q", "rate headers"];
        // Which is content with the head.
        let some = if first.contains("chunked") { &verbs[..2] } else { &verbs };
        for verb in some {
            let end = bounded(&format!("{verb} http://127.0.0.1:{port}/"));
            assert_eq!(end.code(), 69, "{first:?} {verb}: {end:?}");
        }
    }
    // The library would go on reading as long as there is anything, and never look at the time.
    let port = Evil::saying("", &interim).start();
    for verb in ["rate headers", "lb probe --requests 3 --rate 100 -q", "rate probe", "rate probe --budget 9"] {
        let end = bounded(&format!("{verb} http://127.0.0.1:{port}/"));
        assert!([69, 124].contains(&end.code()), "{end:?}");
    }
    // Whoever does not come to an end is not healthy.
    let end = bounded(&format!("lb pick --health http://{{}}/ 127.0.0.1:{port}"));
    assert_eq!(end.code(), 69, "{end:?}");
}

/// The library would hear the signal only once there is nothing more to read.
#[test]
fn a_signal_ends_a_probe_whatever_the_server_says() {
    let asked = Arc::new(AtomicBool::new(false));
    let hears = Arc::clone(&asked);
    let port = serve(move |stream| {
        let _ = stream.read(&mut [0; 4096])?;
        hears.store(true, Ordering::Relaxed);
        let interim = "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(10_000);
        loop {
            stream.write_all(interim.as_bytes())?;
        }
    });
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        asked.store(false, Ordering::Relaxed);
        let url = format!("http://127.0.0.1:{port}/");
        let probe = Scratch::new().gosys(["--timeout", "1m", "rate", "probe", &url]).start();
        eventually(Duration::from_secs(30), "it has asked", || asked.load(Ordering::Relaxed));
        // It is in the midst of reading by then.
        thread::sleep(Duration::from_millis(500));
        let since = Instant::now();
        probe.signal(signal);
        assert_eq!(probe.end().code(), code);
        assert!(since.elapsed() < Duration::from_secs(3), "{signal}: {:?}", since.elapsed());
    }
}
