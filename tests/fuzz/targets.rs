//! The parsers, and what must hold of whatever they take.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use gosys::backend::url::{Url, Wrong};
use gosys::base::duration::HumanDuration;
use gosys::base::file_name::NAME_MAX;
use gosys::base::moment::{Moment, rfc3339};
use gosys::base::settings::file::File;
use gosys::config::format::FORMATS as FORMATS_OF_SPACES;
use gosys::id::flake::Flake;
use gosys::id::format::{FORMATS, Format};
use gosys::id::layout::{Layout, Lowest};
use gosys::id::schemes::snowflake::SNOWFLAKE;
use gosys::id::schemes::typeid::TypeId;
use gosys::id::schemes::{uuid, uuid5};
use gosys::id::window::Record;
use gosys::id::{Id, Malformed, SCHEMES, Scheme};
use gosys::lock::name::LockName;
use gosys::rate::limit::Limit;
use gosys::rate::load::answer::{Answer, Reader};
use gosys::rate::load::stage::{Stage, schedule};

use super::{Said, TAKEN, Target};

pub fn target(name: impl Into<String>, corpus: &'static str, run: impl Fn(&[u8]) -> Said + 'static) -> Target {
    Target { name: name.into(), corpus, run: Box::new(run) }
}

/// A parser of text; the bytes are taken for as much of it as they are.
pub fn of_text<T>(name: &str, corpus: &'static str, read: fn(&str) -> Result<T, String>, check: fn(&str, &T)) -> Target
where
    T: 'static,
{
    target(name, corpus, move |bytes| {
        let text = String::from_utf8_lossy(bytes);
        match read(&text) {
            Ok(value) => {
                check(&text, &value);
                TAKEN.to_owned()
            }
            Err(why) => kind(&why),
        }
    })
}

/// What a message is about, without what it quotes.
pub fn kind(why: &str) -> Said {
    why.split('`').step_by(2).flat_map(|part| part.chars().filter(|c| !c.is_ascii_digit())).take(60).collect()
}

/// Which refusal it is, without what it quotes.
fn refused(why: Malformed) -> Said {
    format!("{why:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()
}

pub fn schemes() -> Vec<Target> {
    let one = |scheme: &&'static dyn Scheme| {
        let scheme = *scheme;
        target(format!("scheme {}", scheme.name()), "schemes", move |bytes| {
            let text = String::from_utf8_lossy(bytes);
            match scheme.read(&text) {
                Ok(id) => {
                    holds(scheme, &id, &text);
                    TAKEN.to_owned()
                }
                Err(why) => refused(why),
            }
        })
    };
    SCHEMES.iter().map(one).chain([target("layout", "layout", layout)]).collect()
}

/// A text without what may differ between two that mean the same: case, look-alikes, hyphens, zeros in front. Without
/// a look at the text itself a number that was cut would pass for the one it became.
fn bare(text: &[u8], zero: u8) -> Vec<u8> {
    let bare = text.iter().filter(|byte| **byte != b'-').map(|byte| match byte.to_ascii_lowercase() {
        b'o' => b'0',
        b'i' | b'l' => b'1',
        byte => byte,
    });
    bare.skip_while(|byte| *byte == zero).collect()
}

/// What holds of every id that a scheme takes.
fn holds(scheme: &dyn Scheme, id: &Id, read: &str) {
    assert_eq!(scheme.check(id.number), Ok(()));
    assert!(id.number.fits(scheme.bits()));
    let mut text = Vec::new();
    scheme.write(id, &mut text);
    assert_eq!(scheme.read(std::str::from_utf8(&text).unwrap()).as_ref(), Ok(id));
    assert_eq!(bare(&text, b'0').escape_ascii().to_string(), bare(read.as_bytes(), b'0').escape_ascii().to_string());
    let Some(unix_ms) = scheme.parts(id).unix_ms else { return };
    let _ = rfc3339(unix_ms);
    // The UUID in a TypeID may be of any version, and its clock is that of version 7.
    let is_other = scheme.name() == "typeid" && uuid::version(id.number.low()) != 7;
    if let Some(tick) = scheme.clock().filter(|_| !is_other).and_then(|clock| clock.at(unix_ms)) {
        let (least, greatest) = scheme.bounds(tick);
        assert!(least <= id.number && id.number <= greatest, "outside of its own tick");
    }
}

/// A layout of the user's own, of what `--layout`, `--epoch` and `--unit` can ask for, and an id in it.
fn layout(bytes: &[u8]) -> Said {
    let (numbers, _) = bytes.as_chunks::<8>();
    let [widths, epoch, tick, id] =
        std::array::from_fn(|at| numbers.get(at).map_or(0, |bytes| u64::from_be_bytes(*bytes)));
    let [time_bits, node_bits, sequence_bits] = [0, 6, 12].map(|shift| (widths >> shift) as u32 & 63);
    if time_bits == 0 || time_bits + node_bits + sequence_bits > 63 || node_bits > 32 || sequence_bits > 32 {
        return "no layout".to_owned();
    }
    let lowest = if widths >> 18 & 1 == 0 { Lowest::Sequence } else { Lowest::Node };
    let (epoch_ms, tick_ms) = (epoch % 253_402_300_800_000, tick % (10 * 366 * 86_400_000) + 1);
    let layout = Layout { time_bits, node_bits, sequence_bits, epoch_ms, tick_ms, lowest };
    let flake = SNOWFLAKE.with_layout(layout);
    let text = id.to_string();
    let taken = flake.read(&text).map(|id| holds(&flake, &id, &text));
    moments(&flake, id);
    taken.map_or_else(refused, |()| TAKEN.to_owned())
}

/// The arithmetic of times and cells, for any number.
fn moments(flake: &Flake, number: u64) {
    let layout = &flake.layout;
    assert!(layout.tick_at(number).is_none_or(|tick| layout.begins_us(tick) <= number));
    assert_eq!(layout.tick_of(layout.end_cell().saturating_sub(1)), layout.end_tick() - 1);
    assert!(layout.first_cell(number) >= number);
    assert!(flake.clock().and_then(|clock| clock.at(number)).is_none_or(|tick| tick < layout.end_tick()));
}

pub fn formats() -> Vec<Target> {
    let one = |format: &'static Format| {
        target(format!("format {}", format.name), "formats", move |bytes| {
            let said = [64, 128, 160].map(|bits| match format.read(bytes, bits) {
                Ok(number) => {
                    assert!(number.fits(bits));
                    let mut text = Vec::new();
                    format.write(number, bits, &mut text);
                    assert_eq!(format.read(&text, bits), Ok(number));
                    assert!(means_the_same(format, &text, bytes), "{} for {number:?}", text.escape_ascii());
                    TAKEN.to_owned()
                }
                Err(why) => refused(why),
            });
            if said.iter().any(|said| said == TAKEN) { TAKEN.to_owned() } else { said.concat() }
        })
    };
    FORMATS.iter().map(one).collect()
}

fn means_the_same(format: &Format, a: &[u8], b: &[u8]) -> bool {
    match format.name {
        "bytes" => a == b,
        "base64-decimal" => {
            let [a, b] = [a, b].map(|text| bare(&BASE64_STANDARD.decode(text).unwrap(), b'0'));
            a == b
        }
        name => {
            let zero = match name {
                "base32z" => b'y',
                "base58" => b'1',
                _ => b'0',
            };
            bare(a, zero) == bare(b, zero)
        }
    }
}

fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|why: T::Err| why.to_string())
}

/// What is shown reads back as the same.
fn reads_back<T: FromStr<Err: Debug> + PartialEq + Debug>(value: &T, shown: &str) {
    assert_eq!(&shown.parse::<T>().unwrap(), value, "{shown}");
}

pub fn options() -> Vec<Target> {
    vec![
        of_text("moment", "moment", parse::<Moment>, |text, moment| {
            // Seconds since 1970 may be past the year 9999, which has no other form.
            let shown = rfc3339(moment.unix_ms);
            assert!(shown.is_some() || text.starts_with('@'));
            shown.into_iter().for_each(|shown| reads_back(moment, &shown));
        }),
        of_text("duration", "duration", parse::<HumanDuration>, |_, duration| {
            reads_back(duration, &duration.to_string());
        }),
        of_text(
            "url",
            "url",
            |text| text.parse().map_err(|why: Wrong| why.message),
            |_, url: &Url| {
                let again: Url = url.to_string().parse().unwrap();
                let place = |url: &Url| (url.to_string(), url.hosts().to_vec(), url.rest().to_owned(), url.database());
                assert_eq!(place(url), place(&again));
                assert!(again.password().is_none(), "a password is shown");
            },
        ),
        of_text("lock name", "lock-name", parse::<LockName>, |text, name| {
            assert_eq!(name.as_str(), text);
            let file = name.file_name();
            assert!(
                file.len() <= NAME_MAX && file.is_ascii() && !file.starts_with('.') && !file.contains('/'),
                "{file}"
            );
        }),
        of_text("namespace", "schemes", |text| uuid5::namespace(text).map_err(refused), |_, _| ()),
        of_text(
            "prefix",
            "prefix",
            |text| TypeId::of(text).map_err(refused),
            |text, scheme| {
                let mut written = Vec::new();
                scheme.write(&Id::default(), &mut written);
                let id = TypeId::ANY.read(std::str::from_utf8(&written).unwrap()).unwrap();
                assert_eq!(id.prefix, text);
            },
        ),
    ]
}

pub fn stored() -> Vec<Target> {
    vec![
        of_text(
            "record of a window",
            "record",
            |text| serde_json::from_str(text).map_err(|why| why.to_string()),
            |_, record: &Record| {
                let text = serde_json::to_string(record).unwrap();
                assert_eq!(&serde_json::from_str::<Record>(&text).unwrap(), record);
            },
        ),
        of_text(
            "settings",
            "settings",
            |text| File::parse("x".into(), text).map_err(|why| why.to_string()),
            |_, file| {
                assert!(
                    file.defaults
                        .keys()
                        .chain(file.profiles.values().flat_map(|profile| profile.keys()))
                        .all(|key| !key.is_empty())
                );
            },
        ),
        #[cfg(feature = "zookeeper")]
        target("ZooKeeper's answers", "zookeeper", zookeeper),
        #[cfg(feature = "zookeeper")]
        target("nodes of ZooKeeper's locks", "zookeeper-lock", zookeeper_lock),
    ]
}

#[cfg(feature = "zookeeper")]
fn zookeeper(bytes: &[u8]) -> Said {
    use gosys::backend::zookeeper::wire::{
        Connected, Decoder, Encoder, Event, FRAME_MAX, Reply, Stat, frame_length, take_message,
    };
    let Some((header, message)) = bytes.split_first_chunk() else { return "no header".to_owned() };
    let mut incoming = bytes.to_vec();
    let taken = take_message(&mut incoming);
    let Ok(length) = frame_length(*header) else {
        assert!(taken.is_err());
        return "no length".to_owned();
    };
    assert!(length <= FRAME_MAX);
    let message = &message[..length.min(message.len())];
    match taken.unwrap() {
        Some(taken) => assert_eq!((taken.as_slice(), incoming.as_slice()), (message, &bytes[4 + length..])),
        None => assert!(incoming == bytes && message.len() < length),
    }
    let connected = Connected::read(message).is_ok();
    let mut decoder = Decoder::new(message);
    while decoder.int().is_ok() && decoder.long().is_ok() {}
    let mut decoder = Decoder::new(message);
    match Reply::read(&mut decoder) {
        Ok(reply) => {
            let again = Encoder::default().int(reply.xid).long(0).int(reply.error).frame();
            assert_eq!(Reply::read(&mut Decoder::new(&again[4..])), Ok(reply));
            // As the answers to getData and to getChildren are read.
            let rest = decoder.rest();
            let data = Decoder::new(rest).buffer().map(<[u8]>::len).unwrap_or(0);
            assert!(data <= rest.len());
            let names = Decoder::new(rest).texts().unwrap_or_default();
            assert!(names.iter().map(|name| name.len() / 3).sum::<usize>() <= rest.len());
            let _ = Stat::read(&mut Decoder::new(rest));
            // And what comes without a question.
            let path = Event::read(&mut Decoder::new(rest)).map_or(0, |event| event.path.len());
            assert!(path / 3 <= rest.len());
            TAKEN.to_owned()
        }
        Err(_) => format!("no reply, connected: {connected}"),
    }
}

/// Names of nodes, tokens and what nodes hold.
#[cfg(feature = "zookeeper")]
fn zookeeper_lock(bytes: &[u8]) -> Said {
    use gosys::lock::zookeeper::node;
    let text = String::from_utf8_lossy(bytes).into_owned();
    let seats = node::seats(std::slice::from_ref(&text));
    assert!(seats.iter().all(|seat| seat.node == text) && seats.is_empty() != node::is_seat(&text));
    let ticket = text.parse().ok().and_then(|token| node::ticket(&token));
    if let Some(ticket) = &ticket {
        assert_eq!(node::token(ticket, &text[48..]).unwrap().reveal(), text);
    }
    let record = node::Record::read(bytes);
    if let Some(record) = &record {
        assert_eq!(node::Record::read(&node::text(record).unwrap()).as_ref(), Some(record));
    }
    match (seats.first(), ticket, record) {
        (None, None, None) => "none".to_owned(),
        (Some(seat), ..) if seat.mode.to_string() != "exclusive" => {
            format!("{:?}", seat.mode).replace(char::is_numeric, "")
        }
        _ => TAKEN.to_owned(),
    }
}

/// The documents of a space: what is taken is written and read as the same.
pub fn documents() -> Vec<Target> {
    FORMATS_OF_SPACES.iter().map(document).collect()
}

fn document(format: &'static gosys::config::format::Format) -> Target {
    let corpus = format!("config-{}", format.name);
    target(format!("config as {}", format.name), corpus.leak(), move |bytes| match format.read_bytes(bytes) {
        Ok(tree) => {
            match (format.write)(&tree) {
                Ok(text) => assert_eq!(format.read_bytes(text.as_bytes()).as_ref(), Ok(&tree), "{text}"),
                // Control characters may be read as what they are.
                Err(refusal) => assert!(format.name == "env" || format.name == "properties", "{refusal:?}"),
            }
            TAKEN.to_owned()
        }
        Err(refusal) => {
            let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
            assert!(refusal.line.is_none_or(|line| line >= 1 && line <= lines + 2), "{refusal:?}");
            kind(&refusal.message)
        }
    })
}

/// What rates are given as, and what web servers answer.
pub fn rates() -> Vec<Target> {
    vec![
        of_text("rate", "rate", parse::<Limit>, |_, limit| {
            // To a thousandth of whatever the unit was.
            let again: Limit = limit.to_string().parse().unwrap();
            assert!((again.per_second() / limit.per_second() - 1.0).abs() < 1e-9, "{limit}: {again}");
            assert!(limit.interval() > 0 && limit.count() > 0);
        }),
        of_text("stage", "rate", parse::<Stage>, |_, stage| {
            let (all, span) = (schedule(&[*stage]), stage.span.as_nanos());
            // However many: the first is at once, and the last one before the end.
            assert_eq!(all.moment(0), Some(0));
            let count = all.count().unwrap();
            assert!(all.moment(count - 1).is_none_or(|last| u128::from(last) < span), "{stage:?}");
            assert_eq!(all.moment(count), None);
        }),
        target("answer", "http-answer", |bytes| {
            let whole = answers(bytes, bytes.len().max(1));
            for piece in [1, 7] {
                assert_eq!(answers(bytes, piece), whole, "by {piece}");
            }
            whole.map_or_else(ToOwned::to_owned, |_| TAKEN.to_owned())
        }),
    ]
}

/// The answers that a connection has brought when it ends, its bytes cut into pieces.
fn answers(bytes: &[u8], piece: usize) -> Result<Vec<Answer>, &'static str> {
    let (mut reader, mut found, mut is_between) = (Reader::new("GET"), Vec::new(), true);
    for mut rest in bytes.chunks(piece) {
        while !rest.is_empty() {
            let (used, answer) = reader.feed(rest)?;
            assert!(used > 0 || answer.is_some(), "it stands still");
            is_between = answer.is_some();
            found.extend(answer);
            rest = &rest[used..];
        }
    }
    if !is_between {
        found.push(reader.end()?);
    }
    assert!(found.iter().all(|answer| answer.status >= 200 || answer.status < 100), "{found:?}");
    let read = found.iter().map(|answer| answer.bytes).sum::<u64>();
    assert!(read <= bytes.len() as u64, "more than there was");
    Ok(found)
}
