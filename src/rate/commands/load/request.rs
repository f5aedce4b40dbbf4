//! What a request says besides where it goes.

use std::path::PathBuf;

use crate::backend::http::is_token;

/// What is said about a request besides its URL.
#[derive(clap::Args)]
pub struct RequestArgs {
    /// The method of the requests [default: GET, or POST with --body]
    #[arg(long, value_name = "METHOD", value_parser = method)]
    pub method: Option<String>,
    /// A header field of the requests; may be given several times
    #[arg(short = 'H', long = "header", value_name = "NAME: VALUE")]
    pub headers: Vec<String>,
    /// A file that every request has as its body
    #[arg(long, value_name = "FILE")]
    pub body: Option<PathBuf>,
}

fn method(text: &str) -> Result<String, String> {
    if is_token(text) { Ok(text.to_owned()) } else { Err("write a method, such as GET or POST".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_method_is_refused() {
        for text in ["", "GET /", "G\r\n"] {
            assert!(method(text).is_err(), "{text:?}");
        }
    }
}
