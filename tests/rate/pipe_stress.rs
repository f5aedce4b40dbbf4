//! `gosys rate pipe` with whatever may come, from slow writers, to readers that stall.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use gosys::base::random::{Purpose, Stream};

use crate::support::{GOSYS, Scratch, signal};

const RECORD_MAX: u64 = 64 << 20;

fn spawn(args: &str, stdin: impl Into<Stdio>, stdout: impl Into<Stdio>) -> Child {
    let mut gosys = Command::new(GOSYS);
    gosys.args(["rate", "pipe"]).args(args.split_whitespace());
    gosys.stdin(stdin).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap()
}

/// Writes the parts, each at once and with a pause between them, and reads what comes through.
fn fed<'a>(args: &str, parts: impl IntoIterator<Item = &'a [u8]> + Send + 'a, pause: Duration) -> Output {
    let mut gosys = spawn(args, Stdio::piped(), Stdio::piped());
    let mut input = gosys.stdin.take().unwrap();
    thread::scope(|scope| {
        scope.spawn(move || {
            for part in parts {
                input.write_all(part).unwrap();
                thread::sleep(pause);
            }
        });
        gosys.wait_with_output().unwrap()
    })
}

fn failure(output: &Output) -> (i32, String) {
    (output.status.code().unwrap(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Records of any bytes but the last one's, some of them long, and perhaps one without an end.
fn records(random: &mut Stream, end: Option<u8>, count: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..count {
        let length = if random.below(30) == 0 { random.below(30_000) } else { random.below(12) };
        bytes.extend((0..length).map(|_| random.bits() as u8).filter(|byte| Some(*byte) != end));
        bytes.extend(end);
    }
    if random.below(2) == 0 {
        bytes.extend(b"without an end");
    }
    bytes
}

/// Cut anywhere, within records and between them.
fn parts<'a>(random: &mut Stream, mut bytes: &'a [u8], longest: u64) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        let length = bytes.len().min(1 + random.index(longest as usize));
        let (part, rest) = bytes.split_at(length);
        parts.push(part);
        bytes = rest;
    }
    parts
}

#[test]
fn any_bytes_from_a_slow_writer_come_through_as_they_were() {
    let mut random = Stream::new(5, Purpose::Requests, 0);
    for (args, end) in [
        ("unlimited", Some(b'\n')),
        ("unlimited --null", Some(0)),
        ("unlimited --bytes", None),
        ("1e5/s --burst 3", Some(b'\n')),
        ("1e5/s --null", Some(0)),
        ("100MB/s", None),
        ("100MB/s --null --burst 5", Some(0)),
        ("1e7/s --burst 1e6 --drop", Some(b'\n')),
    ] {
        let bytes = records(&mut random, end, 300);
        let parts = parts(&mut random, &bytes, 20_000);
        let output = fed(args, parts, Duration::from_millis(1));
        assert_eq!(failure(&output), (0, String::new()), "{args}");
        assert!(output.stdout == bytes, "{args}: {} of {} bytes", output.stdout.len(), bytes.len());
    }
}

/// The rate is so low that there is nothing but the burst: what passes is known, however the input is cut.
#[test]
fn what_is_dropped_is_what_the_burst_has_no_room_for() {
    let mut random = Stream::new(6, Purpose::Requests, 0);
    for (args, end, burst) in [("1/h", b'\n', 17), ("1/h --null", 0, 1), ("2/h --lines", b'\n', 299)] {
        let bytes = records(&mut random, Some(end), 300);
        let all = bytes.split_inclusive(|byte| *byte == end).count();
        let wanted: Vec<u8> = bytes.split_inclusive(|byte| *byte == end).take(burst).flatten().copied().collect();
        let parts = parts(&mut random, &bytes, 9000);
        let output = fed(&format!("{args} --burst {burst} --drop"), parts, Duration::ZERO);
        let told = format!("gosys: {} of {all} records came too early and were dropped\n", all - burst);
        assert_eq!(failure(&output), (0, told), "{args}");
        assert!(output.stdout == wanted, "{args}");
    }
}

/// By their length: one passes while there is room for it, or for a burst where it is longer, and is paid for.
#[test]
fn what_is_dropped_by_length_is_what_does_not_fit() {
    let mut random = Stream::new(7, Purpose::Requests, 0);
    for burst in [1_i64, 40, 300, 20_000, 1_000_000] {
        let bytes = records(&mut random, Some(b'\n'), 200);
        let (mut room, mut wanted, mut dropped, mut all) = (burst, Vec::new(), 0, 0);
        for record in bytes.split_inclusive(|byte| *byte == b'\n') {
            let length = record.len() as i64;
            all += 1;
            if length.min(burst) <= room {
                room -= length;
                wanted.extend_from_slice(record);
            } else {
                dropped += 1;
            }
        }
        let parts = parts(&mut random, &bytes, 9000);
        let output = fed(&format!("1B/h --lines --burst {burst} --drop"), parts, Duration::ZERO);
        let told = format!("gosys: {dropped} of {all} records came too early and were dropped\n");
        assert_eq!(failure(&output), (0, if dropped > 0 { told } else { String::new() }), "{burst}");
        assert!(output.stdout == wanted, "{burst}: {} bytes, not {}", output.stdout.len(), wanted.len());
    }
}

/// While nobody reads nothing is heaped up, and nothing is lost.
#[test]
fn a_reader_that_stalls_stops_the_writer() {
    for args in ["unlimited", "1GB/s", "1e6/s --burst 10", "1e9/s --drop --burst 1e9"] {
        let mut random = Stream::new(8, Purpose::Requests, 0);
        let bytes = records(&mut random, Some(b'\n'), 6000);
        let (mut gosys, written) = (spawn(args, Stdio::piped(), Stdio::piped()), AtomicUsize::new(0));
        let (mut input, mut output) = (gosys.stdin.take().unwrap(), gosys.stdout.take().unwrap());
        thread::scope(|scope| {
            scope.spawn(|| {
                for part in bytes.chunks(10_000) {
                    input.write_all(part).unwrap();
                    written.fetch_add(part.len(), Ordering::Relaxed);
                }
                drop(input);
            });
            thread::sleep(Duration::from_millis(200));
            // Two pipes and what is read at a time.
            let held = written.load(Ordering::Relaxed);
            assert!(bytes.len() > 1_500_000 && held < 800_000, "{args}: {held} of {}", bytes.len());
            let mut seen = Vec::new();
            output.read_to_end(&mut seen).unwrap();
            assert!(seen == bytes, "{args}: {} of {} bytes", seen.len(), bytes.len());
        });
        assert_eq!(failure(&gosys.wait_with_output().unwrap()), (0, String::new()), "{args}");
    }
}

/// Credit is bounded: who was silent for long has a burst, and then the rate.
#[test]
fn silence_is_no_more_than_a_burst() {
    let mut gosys = spawn("100/s --burst 5", Stdio::piped(), Stdio::piped());
    let mut input = gosys.stdin.take().unwrap();
    thread::sleep(Duration::from_millis(300));
    let since = Instant::now();
    input.write_all("x\n".repeat(30).as_bytes()).unwrap();
    drop(input);
    let output = gosys.wait_with_output().unwrap();
    assert_eq!((output.stdout.len(), failure(&output)), (60, (0, String::new())));
    assert!(since.elapsed() >= Duration::from_millis(250), "{:?}", since.elapsed());
}

/// A file with one record of this length, its end with it.
fn huge(scratch: &Scratch, length: u64) -> File {
    let path = scratch.path().join(length.to_string());
    let mut file = File::create(&path).unwrap();
    file.seek(SeekFrom::Start(length - 1)).unwrap();
    file.write_all(b"\n").unwrap();
    File::open(&path).unwrap()
}

#[test]
fn the_longest_record_passes_and_a_longer_one_is_none() {
    let scratch = Scratch::new();
    for (length, code, message, written) in [
        (RECORD_MAX, 0, "", RECORD_MAX),
        (RECORD_MAX + 1, 65, "a record is longer than 64 MiB\nhint: --null or --bytes, if it has no lines", 0),
    ] {
        let path = scratch.path().join("out");
        let gosys = spawn("unlimited", huge(&scratch, length), File::create(&path).unwrap());
        let (found, told) = failure(&gosys.wait_with_output().unwrap());
        assert!(found == code && told.contains(message) && told.is_empty() == message.is_empty(), "{length}: {told}");
        assert_eq!(path.metadata().unwrap().len(), written, "nothing of what is too long");
    }
}

/// A pipe brings it in small parts, and it must not be searched anew with each.
#[test]
fn a_long_record_is_searched_once() {
    let bytes = [&vec![b'x'; 24 << 20][..], b"\nshort\n"].concat();
    let since = Instant::now();
    let output = fed("unlimited", [&bytes[..]], Duration::ZERO);
    assert_eq!(failure(&output), (0, String::new()));
    assert!(output.stdout == bytes && since.elapsed() < Duration::from_secs(4), "{:?}", since.elapsed());
}

#[test]
fn inputs_and_outputs_that_are_none() {
    let scratch = Scratch::new();
    scratch.sh("gosys rate pipe 10/s <&-").end().is(0, "", "");
    scratch.sh("gosys rate pipe 10/s </dev/null").end().is(0, "", "");
    scratch.sh("gosys rate pipe 10/s <.").end().is(74, "", "gosys: cannot read standard input: is a directory\n");
    for args in ["10/s", "unlimited", "10/s --drop"] {
        let line = format!("echo a | gosys rate pipe {args} >/dev/full");
        scratch.sh(&line).end().is(74, "", "gosys: cannot write standard output: no space left on device\n");
    }
}

/// Whether it waits for input or for a record's turn.
#[test]
fn it_ends_when_told_to() {
    let text = "first\nsecond\n".repeat(1000);
    for (name, code) in [("TERM", 143), ("INT", 130)] {
        let mut gosys = spawn("1/h", Stdio::piped(), Stdio::piped());
        let (mut input, mut first) = (gosys.stdin.take().unwrap(), [0; 6]);
        input.write_all(text.as_bytes()).unwrap();
        gosys.stdout.as_mut().unwrap().read_exact(&mut first).unwrap();
        signal(gosys.id(), name);
        let output = gosys.wait_with_output().unwrap();
        let ended = output.status;
        let seen = ended.code().or_else(|| std::os::unix::process::ExitStatusExt::signal(&ended).map(|n| 128 + n));
        assert_eq!((seen, &first, output.stdout.len()), (Some(code), b"first\n", 0), "{ended:?}");
    }
}
