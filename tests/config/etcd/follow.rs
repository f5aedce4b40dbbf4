//! A watcher whose connection breaks while somebody leaves a release half made: nobody else may ever come by.

use serde_json::Value;

use super::steps::half_made;
use super::*;
use crate::support::eventually;
use crate::support::servers::Options;

const LONG: Duration = Duration::from_secs(30);

/// Gosys's own view of the head, which asks no gosys: any command would finish what is half made.
fn is_half_made(server: &Server, space: &Space) -> bool {
    let head = ctl(server, &["get", "--print-value-only", &(space.own() + "head")]);
    serde_json::from_str::<Value>(&head[0]).unwrap()["pending"].is_object()
}

#[test]
fn a_watcher_that_comes_back_finishes_what_was_left_half_made() {
    let server = Server::etcd34(Options::default());
    let (proxy, space) = (Proxy::to(server.port), Space::on(&server, "app"));
    space.set(&[("a", "0")]).unwrap();
    let scratch = Scratch::new();
    let watched = Space::at(&[proxy.port], "app");
    let line = "exec gosys config watch --bookmark at -o json >shown";
    let watcher = scratch.sh(line).env("GOSYS_BACKEND", &watched.url).within(4 * LONG).start();
    eventually(LONG, "it has begun", || scratch.path().join("at").exists());
    space.set(&[("a", "1")]).unwrap();
    let shown = || std::fs::read_to_string(scratch.path().join("shown")).unwrap_or_default();
    eventually(LONG, "it is told", || shown().lines().count() == 1);
    // Neither this connection nor the next one says another word.
    proxy.lose_from(1);
    proxy.cut();
    let release = half_made(&server, &space, &[("a", "2"), ("b", "2")]);
    assert!(is_half_made(&server, &space));
    proxy.lose(0);
    proxy.cut();
    eventually(LONG, "it is finished, and told as a whole", || shown().lines().count() == 2);
    assert!(!is_half_made(&server, &space));
    let told: Value = serde_json::from_str(shown().lines().nth(1).unwrap()).unwrap();
    assert_eq!((&told["release"], &told["message"]), (&release.number.into(), &release.message.into()), "{told}");
    assert_eq!(told["changes"].as_array().unwrap().len(), 2, "{told}");
    watcher.signal("TERM");
    watcher.end().is(143, "", "");
    assert_eq!((space.get("a").unwrap(), space.numbers()), ("2".to_owned(), vec![1, 2, 3]));
}
