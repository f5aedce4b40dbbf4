//! Reading an access log, line by line.

use clap::ValueEnum;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::strtime;
use serde_json::Value;

use super::out::sanitize::cut;

/// How the time of the common log format is written, and that of HAProxy, which names no zone.
const TIME: &str = "%d/%b/%Y:%H:%M:%S %z";
const HAPROXY_TIME: &str = "%d/%b/%Y:%H:%M:%S%.f";

/// How a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// As web servers write it by default; a duration may follow.
    Common,
    /// The same with referer and user agent.
    Combined,
    /// HAProxy's `option httplog`, behind what syslog puts before it.
    Haproxy,
    /// An object on each line.
    Json,
    /// Columns with commas between them.
    Csv,
}

/// What times are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Unit {
    S,
    Ms,
    Us,
}

impl Unit {
    fn ms(self) -> f64 {
        match self {
            Self::S => 1000.0,
            Self::Ms => 1.0,
            Self::Us => 0.001,
        }
    }
}

/// Options that say how a log is written.
#[derive(Clone, Debug, clap::Args)]
pub struct LogArgs {
    /// How the log is written: common, combined, haproxy, json or csv [default: by its first line]
    #[arg(long, value_name = "FORMAT", value_enum, hide_possible_values = true)]
    format: Option<Format>,
    /// What the time is called in JSON, or in the first line of CSV; /a/b is a field of a field [default: time]
    #[arg(long, value_name = "NAME")]
    time_field: Option<String>,
    /// What the duration is called; a web log has it at the end of its lines [default: duration]
    #[arg(long, value_name = "NAME")]
    duration_field: Option<String>,
    /// What a time that is a number counts: s, ms or us [default: s]
    #[arg(long, value_name = "UNIT", value_enum, hide_possible_values = true)]
    time_unit: Option<Unit>,
    /// What durations count: s, ms or us [default: s]
    #[arg(long, value_name = "UNIT", value_enum, hide_possible_values = true)]
    duration_unit: Option<Unit>,
}

impl LogArgs {
    /// Whether any of them was given.
    pub fn is_any(&self) -> bool {
        let Self { format, time_field, duration_field, time_unit, duration_unit } = self;
        format.is_some()
            || [time_field, duration_field].into_iter().any(Option::is_some)
            || [time_unit, duration_unit].into_iter().any(Option::is_some)
    }

    /// With the names of key and status.
    pub fn layout(&self, key: &str, status: &str) -> Layout {
        let name = |field: &Option<String>, usual: &str| field.clone().unwrap_or_else(|| usual.to_owned());
        let [time, duration] = [name(&self.time_field, "time"), name(&self.duration_field, "duration")];
        let units = [self.time_unit, self.duration_unit].map(|unit| unit.unwrap_or(Unit::S).ms());
        Layout { format: self.format, names: [time, duration, key.to_owned(), status.to_owned()], units }
    }
}

/// Milliseconds of thirty thousand years. Beyond, microseconds are lost, and far beyond sums are infinite.
const FAR: f64 = 1e15;

/// What is known of a log before it is read.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Else it is seen from the first line.
    pub format: Option<Format>,
    /// The names of time, duration, key and status, in JSON and in the first line of CSV; in web logs that of the key.
    pub names: [String; 4],
    /// Milliseconds of a time's unit, and of a duration's.
    pub units: [f64; 2],
}

/// A request as a log has it. Times are milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    pub at: f64,
    pub took: Option<f64>,
    pub key: Option<String>,
    /// As it is written.
    pub status: Option<String>,
}

/// What is read of a line, as it is written there.
#[derive(Default)]
struct Raw {
    time: String,
    duration: Option<String>,
    key: Option<String>,
    status: Option<String>,
}

/// Takes the lines of a log.
pub struct Reader {
    layout: Layout,
    /// Where time, duration, key and status stand in CSV.
    columns: [Option<usize>; 4],
    is_first: bool,
}

impl Reader {
    pub fn new(layout: Layout) -> Self {
        Self { layout, columns: [Some(0), Some(1), Some(2), Some(3)], is_first: true }
    }

    /// The next line's request; says what is wrong with it. Empty lines and the names of columns are none.
    pub fn read(&mut self, line: &str) -> Result<Option<Request>, String> {
        // Tables that were exported often begin with a mark, which would be part of the first column's name.
        let line = if self.is_first { line.trim_start_matches('\u{feff}') } else { line };
        if line.trim().is_empty() {
            return Ok(None);
        }
        let format = *self.layout.format.get_or_insert_with(|| guess(line));
        if std::mem::take(&mut self.is_first) && format == Format::Csv && self.head(line) {
            return Ok(None);
        }
        let key = &self.layout.names[2];
        let [time_unit, mut duration_unit] = self.layout.units;
        let raw = match format {
            Format::Common => web(line, 7, key)?,
            Format::Combined => web(line, 9, key)?,
            Format::Haproxy => haproxy(line, key)?,
            Format::Json => self.json(line)?,
            Format::Csv => self.csv(line)?,
        };
        let at = match format {
            Format::Common | Format::Combined => civil(&raw.time)?,
            Format::Haproxy => {
                duration_unit = 1.0;
                zoneless(&raw.time).ok_or("there is no time like [10/Oct/2000:13:55:36.123]")?
            }
            Format::Json | Format::Csv => moment(&raw.time, time_unit)?,
        };
        let took = raw.duration.map(|text| duration(&text, duration_unit)).transpose()?;
        Ok(Some(Request { at, took, key: raw.key, status: raw.status }))
    }

    /// Whether times are whole seconds because the format has no other.
    pub fn is_coarse(&self) -> bool {
        matches!(self.layout.format, Some(Format::Common | Format::Combined))
    }

    /// Whether this line names the columns.
    fn head(&mut self, line: &str) -> bool {
        let columns: Vec<_> = line.split(',').map(str::trim).collect();
        let places = self.layout.names.each_ref().map(|name| columns.iter().position(|column| column == name));
        let is_head = places[0].is_some();
        if is_head {
            self.columns = places;
        }
        is_head
    }

    fn csv(&self, line: &str) -> Result<Raw, String> {
        let cells: Vec<_> = line.split(',').map(str::trim).collect();
        let cell =
            |column: Option<usize>| cells.get(column?).filter(|cell| !cell.is_empty()).map(|&cell| cell.to_owned());
        let [time, duration, key, status] = self.columns.map(cell);
        let time = time.ok_or_else(|| format!("`{}` has no time", cut(line)))?;
        Ok(Raw { time, duration, key, status })
    }

    fn json(&self, line: &str) -> Result<Raw, String> {
        // The line that the parser names is always the first: it is given one at a time.
        let no_json = |error: serde_json::Error| format!("this is no JSON, from column {} on", error.column());
        let object: Value = serde_json::from_str(line).map_err(no_json)?;
        let field = |name: &str| {
            let value = if name.starts_with('/') { object.pointer(name) } else { object.get(name) };
            match value {
                Some(Value::String(text)) => Some(text.clone()),
                Some(Value::Null) | None => None,
                Some(other) => Some(other.to_string()),
            }
        };
        let [time, duration, key, status] = self.layout.names.each_ref().map(|name| field(name));
        let time = time.ok_or_else(|| format!("there is no field `{}`", self.layout.names[0]))?;
        Ok(Raw { time, duration, key, status })
    }
}

fn guess(line: &str) -> Format {
    match fields(line) {
        _ if line.trim_start().starts_with('{') => Format::Json,
        Some(fields) if fields.iter().any(|field| zoneless(field).is_some()) => Format::Haproxy,
        Some(fields) if fields.len() >= 9 => Format::Combined,
        Some(fields) if fields.len() >= 7 => Format::Common,
        _ => Format::Csv,
    }
}

/// A line of a web server with so many fields, and perhaps a duration at its end.
fn web(line: &str, count: usize, key: &str) -> Result<Raw, String> {
    let fields = fields(line).ok_or("a quotation mark or bracket is not closed")?;
    if fields.len() < count {
        return Err(format!("there are {} fields, and not {count}", fields.len()));
    }
    let key = match key {
        // The usual name of a key is that of JSON and CSV.
        "address" | "key" => fields[0],
        "user" => fields[2],
        "path" => path(fields[4]),
        "agent" if count > 8 => fields[8],
        other => return Err(format!("this log has no `{}`, but address, user, path and perhaps agent", cut(other))),
    };
    // The last one, whatever else a server was told to write before it.
    let duration = fields[count..].last().map(|&last| last.to_owned());
    Ok(Raw { time: fields[3].to_owned(), duration, key: Some(key.to_owned()), status: Some(fields[5].to_owned()) })
}

/// A line of HAProxy: `10.0.0.1:33317 [06/Feb/2009:12:14:14.655] front back/server 10/0/30/69/109 200 … "GET / …"`.
fn haproxy(line: &str, key: &str) -> Result<Raw, String> {
    let fields = fields(line).ok_or("a quotation mark or bracket is not closed")?;
    // What syslog writes before it has any number of words.
    let at = fields.iter().position(|field| zoneless(field).is_some()).filter(|at| (1..fields.len()).contains(at));
    let (Some(at), [.., request]) = (at, &fields[..]) else { return Ok(Raw::default()) };
    let &[time, front, _, timers, status, ..] = &fields[at..] else {
        return Err("this is no line of HAProxy's httplog".to_owned());
    };
    let key = match key {
        "address" | "key" => fields[at - 1].rsplit_once(':').map_or(fields[at - 1], |(address, _)| address),
        "path" => path(request),
        "frontend" => front,
        other => return Err(format!("this log has no `{}`, but address, path and frontend", cut(other))),
    };
    // A `+` says that the log was written before the end.
    let total = timers.rsplit('/').next().map(|total| total.trim_start_matches('+'));
    let text = |text: &str| Some(text.to_owned());
    Ok(Raw { time: time.to_owned(), duration: total.and_then(text), key: text(key), status: text(status) })
}

/// What `GET /a?b HTTP/1.1` asks for, without the question.
fn path(request: &str) -> &str {
    let target = request.split(' ').nth(1).unwrap_or(request);
    target.split('?').next().unwrap_or(target)
}

/// Words, and what is in quotation marks or brackets, without these.
fn fields(line: &str) -> Option<Vec<&str>> {
    let (mut rest, mut fields) = (line.trim(), Vec::new());
    while !rest.is_empty() {
        let (field, after) = if let Some(inside) = rest.strip_prefix('"') {
            let end = closing(inside)?;
            (&inside[..end], &inside[end + 1..])
        } else if let Some(inside) = rest.strip_prefix('[') {
            inside.split_once(']')?
        } else {
            rest.split_once(' ').unwrap_or((rest, ""))
        };
        fields.push(field);
        rest = after.trim_start();
    }
    Some(fields)
}

/// The quotation mark that ends a text; one behind a backslash is part of it.
fn closing(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        ends
    })
}

fn civil(text: &str) -> Result<f64, String> {
    let time = strtime::parse(TIME, text).and_then(|time| time.to_timestamp());
    let time = time.map_err(|_| format!("`{}` is no time like 10/Oct/2000:13:55:36 -0700", cut(text)))?;
    Ok(time.as_second() as f64 * 1000.0)
}

/// As if it were of UTC: only how far times are from each other counts.
fn zoneless(text: &str) -> Option<f64> {
    let time = DateTime::strptime(HAPROXY_TIME, text).ok().filter(|_| text.contains('.'))?;
    let time = time.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp();
    Some(time.as_microsecond() as f64 / 1000.0)
}

fn moment(text: &str, unit: f64) -> Result<f64, String> {
    let number = text.parse().ok().map(|number: f64| number * unit).filter(|number| number.abs() <= FAR);
    let time = || text.parse::<Timestamp>().ok().map(|time| time.as_microsecond() as f64 / 1000.0);
    let wrong = || format!("`{}` is no time: neither a number nor like 2026-01-01T10:00:00Z", cut(text));
    number.or_else(time).ok_or_else(wrong)
}

fn duration(text: &str, unit: f64) -> Result<f64, String> {
    let number = text.parse().ok().map(|number: f64| number * unit).filter(|number| (0.0..=FAR).contains(number));
    number.ok_or_else(|| format!("`{}` is no duration: a number, 0 or more", cut(text)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reader(format: Option<Format>, key: &str) -> Reader {
        let names = ["time", "duration", key, "status"].map(str::to_owned);
        Reader::new(Layout { format, names, units: [1000.0, 1000.0] })
    }

    fn read_by(key: &str, text: &str) -> (Vec<Request>, bool) {
        let mut reader = reader(None, key);
        let requests = text.lines().filter_map(|line| reader.read(line).unwrap()).collect();
        (requests, reader.is_coarse())
    }

    fn read(text: &str) -> (Vec<(f64, Option<f64>)>, bool) {
        let (requests, is_coarse) = read_by("key", text);
        (requests.iter().map(|request| (request.at, request.took)).collect(), is_coarse)
    }

    const COMMON: &str = r#"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a\"b [x] HTTP/1.0" 200 2326"#;
    const HAPROXY: &str = "Feb  6 12:14:14 localhost haproxy[14389]: 10.0.1.2:33317 [06/Feb/2009:12:14:14.655] \
                           http-in static/srv1 10/0/30/69/+109 429 2750 - - ---- 1/1/1/1/0 0/0 {1wt.eu, x} {} \
                           \"GET /index.html?q HTTP/1.1\"";

    #[test]
    fn every_format_is_seen_from_its_first_line() {
        let at = 971_211_336_000.0;
        assert_eq!(read(COMMON), (vec![(at, None)], true));
        assert_eq!(read(&format!("{COMMON} 0.25")), (vec![(at, Some(250.0))], true));
        assert_eq!(read(&format!("{COMMON} \"-\" \"curl/8 (x)\" 0.5")), (vec![(at, Some(500.0))], true));
        assert_eq!(read("1.5,0.25\n\n2,0.5,k\n"), (vec![(1500.0, Some(250.0)), (2000.0, Some(500.0))], false));
        assert_eq!(read("duration,x,time\n0.25,7,1.5\n"), (vec![(1500.0, Some(250.0))], false));
        assert_eq!(read("2000-10-10T20:55:36Z\n"), (vec![(at, None)], false));
        assert_eq!(read(r#"{"time":"2000-10-10T20:55:36Z","duration":0.25}"#), (vec![(at, Some(250.0))], false));
        assert_eq!(read(HAPROXY), (vec![(1_233_922_454_655.0, Some(109.0))], false));
        // Its clock is written without fractions where syslog writes nothing before it, too.
        let bare = &HAPROXY[HAPROXY.find("10.0").unwrap()..];
        assert_eq!(read(bare), read(HAPROXY));
    }

    #[test]
    fn requests_have_keys_and_statuses() {
        let said = |key: &str, line: &str| {
            let request = read_by(key, line).0.remove(0);
            (request.key.unwrap_or_default(), request.status.unwrap_or_default())
        };
        let combined = format!("{COMMON} \"-\" \"curl/8 (x)\"").replace("/a\\\"b [x]", "/a/b?c=1");
        for (key, line, wanted, status) in [
            ("address", COMMON, "127.0.0.1", "200"),
            ("key", COMMON, "127.0.0.1", "200"),
            ("user", COMMON, "frank", "200"),
            ("path", &combined, "/a/b", "200"),
            ("agent", &combined, "curl/8 (x)", "200"),
            ("address", HAPROXY, "10.0.1.2", "429"),
            ("path", HAPROXY, "/index.html", "429"),
            ("frontend", HAPROXY, "http-in", "429"),
            ("address", &HAPROXY.replace("10.0.1.2:", "::1:"), "::1", "429"),
            ("ip", "{\"time\":1,\"ip\":\"a\",\"status\":503}", "a", "503"),
            ("/r/ip", "{\"time\":1,\"r\":{\"ip\":7}}", "7", ""),
            ("ip", "1,2,b,404", "b", "404"),
            ("ip", "status,time,ip\n404,1,b", "b", "404"),
        ] {
            assert_eq!(said(key, line), (wanted.to_owned(), status.to_owned()), "{key}: {line}");
        }
    }

    #[test]
    fn fields_of_fields_and_units() {
        let names = ["ts", "took", "/request/ip", "status"].map(str::to_owned);
        let mut reader = Reader::new(Layout { format: Some(Format::Json), names, units: [1.0, 0.001] });
        let request = reader.read(r#"{"ts":5,"took":"2000","request":{"ip":"a"}}"#).unwrap().unwrap();
        assert_eq!((request.at, request.took, request.key.as_deref()), (5.0, Some(2.0), Some("a")));
    }

    #[test]
    fn what_is_wrong_with_a_line() {
        let refused = |before: &str, line: &str, words: &str| {
            let mut reader = reader(None, "key");
            before.lines().for_each(|line| assert!(reader.read(line).is_ok()));
            let why = reader.read(line).unwrap_err();
            assert!(why.contains(words), "{line}: {why}");
        };
        refused("", "x,1", "`x` is no time");
        refused("", ",1", "has no time");
        refused("", "NaN", "`NaN` is no time");
        refused("", "1,-1", "`-1` is no duration");
        refused("", "1,inf", "`inf` is no duration");
        refused("", "{", "this is no JSON");
        refused("", "{\"duration\":1}", "there is no field `time`");
        refused(COMMON, &COMMON[..60], "not closed");
        refused(COMMON, "a b", "there are 2 fields, and not 7");
        refused(COMMON, &COMMON.replace("Oct", "Okt"), "`10/Okt/2000:13:55:36 -0700` is no time like");
        refused(HAPROXY, "haproxy[1]: Proxy stopped", "there is no time like [10/Oct/2000:13:55:36.123]");
        refused(HAPROXY, "a [06/Feb/2009:12:14:14.655] b", "this is no line of HAProxy's httplog");
        let refused = |key: &str, line: &str| reader(None, key).read(line).unwrap_err();
        assert_eq!(refused("agent", COMMON), "this log has no `agent`, but address, user, path and perhaps agent");
        assert_eq!(refused("user", HAPROXY), "this log has no `user`, but address, path and frontend");
    }

    proptest! {
        #[test]
        fn no_line_is_too_much(line in "[\\[\\]\" \\\\a-z0-9{}:,./-]{0,60}", key in "address|path|agent|x") {
            if let Ok(Some(request)) = reader(None, &key).read(&line) {
                prop_assert!(request.at.is_finite());
            }
        }

        #[test]
        fn no_line_of_haproxy_is_too_much(rest in "[\\[\\]\" a-z0-9{}:,./+-]{0,40}", before in "[a-z:0-9. ]{0,9}") {
            let line = format!("{before} [06/Feb/2009:12:14:14.655] {rest}");
            let _ = reader(Some(Format::Haproxy), "address").read(&line);
        }
    }
}
