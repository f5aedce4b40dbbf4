//! Other people's limiters, as Debian has them: `rate probe` finds out what they were told.

use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Child;
use std::time::Duration;

use serde_json::Value;

use crate::support::servers::{home, watched};
use crate::support::{End, Scratch, eventually};

/// A server with this configuration, in which PORT and DIR are filled in.
pub struct Outside {
    port: u16,
    watchdog: Child,
}

impl Outside {
    fn new(configuration: &str, command: &[&str]) -> Self {
        Self::with("conf", configuration, command)
    }

    /// With its configuration in a file of this name.
    pub fn with(file: &str, configuration: &str, command: &[&str]) -> Self {
        let dir = tempfile::Builder::new().prefix("gosys-outside-").tempdir_in(home()).unwrap().keep();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let fill = |text: &str| text.replace("PORT", &port.to_string()).replace("DIR", dir.to_str().unwrap());
        std::fs::write(dir.join(file), fill(configuration)).unwrap();
        let command: Vec<String> = command.iter().map(|word| fill(word)).collect();
        assert!(PathBuf::from(&command[0]).exists(), "{} is missing: `tests/run` installs it", command[0]);
        let outside = Self { port, watchdog: watched(&dir, &command) };
        eventually(Duration::from_secs(20), "it listens", || TcpStream::connect(("127.0.0.1", port)).is_ok());
        outside
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// With more requests and time than are needed on a quiet machine: on a busy one they tell less.
    fn probe(&self, path: &str, more: &[&str]) -> End {
        let url = self.url(path);
        let words = ["rate", "probe", &url, "--budget", "2000", "--max-time", "100s", "-o", "json"];
        Scratch::new().gosys([&words[..], more].concat()).within(Duration::from_secs(150)).end()
    }
}

impl Drop for Outside {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        self.watchdog.wait().unwrap();
    }
}

fn record(end: &End) -> Value {
    serde_json::from_str(&end.stdout).unwrap_or_else(|_| panic!("{end:?}"))
}

/// Within so many percent.
fn near(record: &Value, field: &str, wanted: f64, percent: f64) {
    let found = record[field].as_f64().unwrap_or_else(|| panic!("{field}: {record}"));
    assert!((found / wanted - 1.0).abs() <= percent / 100.0, "{field} {found}, not {wanted}: {record}");
}

const NGINX: &str = "daemon off; master_process off; pid DIR/pid; error_log stderr crit;
events { worker_connections 512; }
http {
    access_log off;
    client_body_temp_path DIR/1; proxy_temp_path DIR/2; fastcgi_temp_path DIR/3; uwsgi_temp_path DIR/4;
    scgi_temp_path DIR/5;
    limit_req_zone $uri zone=fifty:1m rate=50r/s;
    limit_req_zone $uri zone=slow:1m rate=600r/m;
    server {
        listen 127.0.0.1:PORT;
        root DIR;
        location = /nodelay { limit_req zone=fifty burst=20 nodelay; try_files /conf =500; }
        location = /delay { limit_req zone=fifty burst=20; try_files /conf =500; }
        location = /slow { limit_req zone=slow burst=5 nodelay; limit_req_status 429; try_files /conf =500; }
    }
}
";

fn nginx() -> Outside {
    Outside::new(NGINX, &["/usr/sbin/nginx", "-p", "DIR", "-c", "DIR/conf"])
}

#[test]
fn a_bucket_of_nginx() {
    let nginx = nginx();
    // burst=20 with nodelay are 21 at once: the one that is served, and twenty more.
    let end = nginx.probe("nodelay", &["--expect", "algorithm=token-bucket,rate=50/s±3%,burst=21±1"]);
    let found = record(&end);
    assert_eq!((end.code(), &found["algorithm"]), (0, &"token-bucket".into()), "{end:?}");
    near(&found, "rate_per_s", 50.0, 3.0);
    assert_eq!((&found["counts_denied"], &found["shaping"]), (&false.into(), &false.into()), "{found}");
    assert_eq!((&found["retry_after"], &found["expectation"]["met"]), (&"none".into(), &true.into()), "{found}");
    let end = nginx.probe("slow", &["--expect", "rate=10/s±3%,burst=99"]);
    let found = record(&end);
    // An expectation that is not met says so: of six at once nobody may think they are 99.
    assert_eq!((end.code(), &found["burst"]), (1, &6.into()), "{end:?}");
    near(&found, "rate_per_s", 10.0, 3.0);
}

#[test]
fn a_queue_of_nginx() {
    let end = nginx().probe("delay", &[]);
    let found = record(&end);
    assert_eq!(
        (end.code(), &found["algorithm"], &found["shaping"]),
        (0, &"leaky-queue".into(), &true.into()),
        "{end:?}"
    );
    near(&found, "rate_per_s", 50.0, 3.0);
    near(&found, "burst", 21.0, 6.0);
}

const HAPROXY: &str = "defaults
  mode http
  timeout client 9s
  timeout server 9s
  timeout connect 9s
frontend limited
  bind 127.0.0.1:PORT
  stick-table type ip size 1k expire 60s store http_req_rate(2s)
  http-request track-sc0 src
  http-request deny deny_status 429 if { sc_http_req_rate(0) gt 20 }
  http-request return status 200 content-type text/plain string ok
";

/// It counts those that it denies, so that whoever goes on asking never gets in.
#[test]
fn a_counter_of_haproxy() {
    let haproxy = Outside::new(HAPROXY, &["/usr/sbin/haproxy", "-db", "-f", "DIR/conf"]);
    let end = haproxy.probe("", &[]);
    let found = record(&end);
    let counts = (&found["algorithm"], &found["counts_denied"]);
    assert_eq!((end.code(), counts), (0, (&"sliding-counter".into(), &true.into())), "{end:?}");
    near(&found, "limit", 20.0, 5.0);
    near(&found, "window_s", 2.0, 3.0);
}
