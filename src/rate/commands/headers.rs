//! `rate headers`: what a server says of its limits.

use std::io::{self, Read};

use serde::Serialize;

use crate::backend::http::without_password;
use crate::base::error::{Error, Result, plain};
use crate::base::exit::Exit;
use crate::base::out::table::{Row, Table};
use crate::base::out::{Record, sanitize};
use crate::base::verb::{Context, Run};
use crate::rate::headers::block::{Block, blocks};
use crate::rate::headers::{Ignored, Stated, read};

/// Of standard input; answers in between may have bodies.
const INPUT_MAX: u64 = 16 << 20;

/// Show what a server says of its limits
///
/// Makes one request, and no more for redirects. Reads RateLimit and RateLimit-Policy as the IETF's drafts have them
/// (from the eighth on, the seventh, the sixth), X-RateLimit-* with the reset as a span or as a moment, GitHub's, and
/// Retry-After. Moments are compared with the Date of the same answer, never with the clock of this host. Fields that
/// are malformed count for nothing, and are told. What is stated need not be true: rate probe finds that out. The exit
/// code is 1 if nothing is stated.
#[derive(clap::Args)]
pub struct Headers {
    /// The URL to ask; - reads the heads of answers from standard input, as curl -si prints them
    #[arg(value_name = "URL|-")]
    target: String,
    /// The method of the request [default: GET]
    #[arg(long, value_name = "METHOD")]
    method: Option<String>,
    /// A header field of the request; may be given several times
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,
}

impl Run for Headers {
    fn run(self, context: &mut Context) -> Result<Exit> {
        let blocks = if self.target == "-" { self.input()? } else { vec![self.ask(context)?] };
        let mut is_any = false;
        for block in blocks {
            let said = Said::of(&self.target, &block);
            is_any |= !said.stated.is_empty();
            context.out.record(&said)?;
        }
        Ok(if is_any { Exit::Ok } else { Exit::No })
    }
}

impl Headers {
    fn input(&self) -> Result<Vec<Block>> {
        if self.method.is_some() || !self.headers.is_empty() {
            return Err(Error::usage("nobody is asked where the answers are read from standard input")
                .hint("leave out --method and --header, or give a URL"));
        }
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(INPUT_MAX + 1).read_to_end(&mut bytes);
        read.map_err(|error| Error::new(Exit::Io, format!("cannot read standard input: {}", plain(&error))))?;
        let hint = "curl -si URL | gosys rate headers -";
        if bytes.len() as u64 > INPUT_MAX {
            return Err(Error::data("standard input is longer than 16 MiB").hint(hint));
        }
        let found = blocks(&String::from_utf8_lossy(&bytes)).map_err(|line| {
            let message = format!("standard input:{line}: this is neither a status line nor a header field");
            Error::data(message).hint(hint)
        })?;
        if found.is_empty() {
            return Err(Error::data("standard input has no answer in it").hint(hint));
        }
        Ok(found)
    }

    fn ask(&self, context: &Context) -> Result<Block> {
        let hint = "ask with curl, and its --netrc or --config: curl -si URL | gosys rate headers -";
        without_password(&self.target, hint)?;
        self.request(context)
    }

    #[cfg(not(feature = "http"))]
    fn request(&self, _: &Context) -> Result<Block> {
        Err(crate::backend::http::left_out().hint("curl -si URL | gosys rate headers -"))
    }

    #[cfg(feature = "http")]
    fn request(&self, context: &Context) -> Result<Block> {
        use crate::backend::http::{built, client, hint, read_header, read_method, read_url, reason};
        use crate::backend::patience::Patience;
        use crate::backend::remote::block_on;
        use crate::base::watchdog::within;
        let settings = &context.settings;
        let url = read_url(&self.target)?;
        let method = read_method(self.method.as_deref().unwrap_or("GET"))?;
        let fields = self.headers.iter().map(|text| read_header(text)).collect::<Result<Vec<_>>>()?;
        let patience = Patience::one_shot(settings)?;
        let client = built(client(url.scheme() == "https", settings)?)?;
        let request =
            client.request(method, url.clone()).timeout(patience.left()).headers(fields.into_iter().collect());
        let failed = |error: reqwest::Error| {
            let why = if error.is_timeout() { format!("within {}", patience.words()) } else { reason(&error) };
            let joint = if error.is_timeout() { " " } else { ": " };
            Error::new(Exit::Unavailable, format!("{url} does not answer{joint}{why}")).hint(hint(&why))
        };
        let answer = async { request.send().await.map_err(failed) };
        let response = within(patience.left(), &context.out, || block_on(answer))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let fields = response.headers().iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
        Ok(Block { status: Some(response.status().as_u16()), fields: fields.collect() })
    }
}

/// `gosys.rate-headers.v1`: what one answer says.
#[derive(Serialize)]
struct Said<'a> {
    schema: &'static str,
    source: &'a str,
    status: Option<u16>,
    stated: Vec<Stated>,
    ignored: Vec<Ignored>,
}

impl<'a> Said<'a> {
    fn of(source: &'a str, block: &Block) -> Self {
        let found = read(block.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let (stated, ignored) = (found.stated, found.ignored);
        Self { schema: "gosys.rate-headers.v1", source, status: block.status, stated, ignored }
    }
}

impl Record for Said<'_> {
    fn text(&self) -> String {
        let status = self.status.map_or("an answer without its status".to_owned(), |status| format!("status {status}"));
        let mut text = if self.stated.is_empty() {
            format!("{status}: nothing is stated of any limit\n")
        } else {
            format!("{status}\n{}", Table::of(&self.stated, true))
        };
        for Ignored { field, value, why } in &self.ignored {
            text += &format!("ignored: {}: {}: {why}\n", sanitize::line(field), sanitize::cut(value));
        }
        text
    }
}

impl Row for Stated {
    const COLUMNS: &'static [&'static str] =
        &["DIALECT", "POLICY", "LIMIT", "WINDOW", "REMAINING", "RESET", "UNIT", "PARTITION"];

    fn cells(&self) -> Vec<String> {
        let or = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
        let number = |number: Option<u64>| or(number.map(|number| number.to_string()));
        let span = |span: Option<f64>| or(span.map(|span| format!("{span}s")));
        vec![
            self.dialect.to_owned(),
            or(self.policy.clone()),
            number(self.limit),
            span(self.window_s),
            number(self.remaining),
            span(self.reset_s),
            or(self.unit.clone()),
            or(self.partition.clone()),
        ]
    }
}
