//! What `gosys rate load` refuses, before it asks anybody anything.

use crate::support::Scratch;

fn refused(args: &[&str], words: &str) {
    let end = Scratch::new().gosys(["rate", "load"].iter().chain(args)).end().like(2, "", words);
    assert!(!end.stderr.contains("the plan: "), "{}", end.stderr);
}

#[test]
fn rates_and_stages_that_have_no_meaning() {
    let url = "http://127.0.0.1:1/";
    refused(&[url], "--rate");
    refused(&[url, "--rate", "500"], "`500` has no period; write a count and a period, such as 10/s");
    refused(&[url, "--rate", "1MiB/s"], "requests are counted here, not bytes");
    refused(&[url, "--schedule", "50/s"], "`50/s` is no stage; write how long and how much");
    refused(&[url, "--schedule", "1s@5/s", "--rate", "5/s"], "cannot be used with");
    refused(&[url, "--schedule", "1s@5/s", "--duration", "5s"], "cannot be used with");
    refused(&[url, "--rate", "5/s", "--connections", "0"], "write a number from 1 to 10000");
    refused(&[url, "--rate", "5/s", "--method", "GET /"], "write a method");
}

#[cfg(feature = "http")]
#[test]
fn what_cannot_be_or_should_not_be_done() {
    let url = "http://127.0.0.1:1/";
    refused(&[url, "--rate", "5/s", "--duration", "0s"], "a load takes some time");
    let stages = ["80000h@1/s"; 3].join(",");
    refused(&[url, "--schedule", &stages], "the stages take more than ten years together");
    let long = "it does not end within --timeout: 300 requests in 1m to http://127.0.0.1:1/, over 100 connections";
    refused(&[url, "--rate", "5/s", "--duration", "1m", "--timeout", "10s"], long);
    for stranger in ["http://192.0.2.1/", "http://[2001:db8::1]:8080/"] {
        refused(&[stranger, "--rate", "5/s"], "is not in a private network: 50 requests in 10s to http://");
    }
    refused(&["ftp://127.0.0.1/", "--rate", "5/s"], "`ftp://127.0.0.1/` is no URL");
    let secret = Scratch::new().gosys(["rate", "load", "http://ann:s3cret@127.0.0.1/", "--rate", "5/s"]).end();
    let secret = secret.like(2, "", "the command line is no place for one");
    assert!(!secret.stderr.contains("s3cret"), "{}", secret.stderr);
    refused(
        &[url, "--rate", "5/s", "-H", "no colon"],
        "a header field of the request is malformed\nhint: -H 'Name: value'",
    );
    refused(&[url, "--rate", "5/s", "-H", "Content-Length: 5"], "Content-Length follows from --body");
    let body = Scratch::new().gosys(["rate", "load", url, "--rate", "5/s", "--body", "none"]).end();
    body.like(74, "", "cannot read none: no such file");
}

#[cfg(not(feature = "http"))]
#[test]
fn without_http_it_says_so() {
    refused(&["http://127.0.0.1:1/", "--rate", "5/s"], "this gosys was built without HTTP");
}
