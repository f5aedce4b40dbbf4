//! The ZooKeeper backend: a small client of its wire protocol, the sign of life, and what its errors mean.

mod connection;
pub mod wire;

use std::sync::Arc;

use rustls::ClientConfig;

use super::remote::{self, denied, endpoint};
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;
use connection::{Connection, Failure};
use wire::code;

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "zookeeper",
    schemes: &[
        Scheme { name: "zk", form: Form::Chroot, tls: false, port: 2181, example: "zk://h1:2181,h2:2181/chroot" },
        // ZooKeeper has no usual port for TLS; 2281 is the one that its documentation configures.
        Scheme { name: "zks", form: Form::Chroot, tls: true, port: 2281, example: "zks://h1:2281,h2:2281/chroot" },
    ],
    about: "a ZooKeeper server or ensemble",
    can: &[],
    variables: None,
    ping,
};

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    let tls = if url.is_tls() { Some(tls::client_config(&call.credentials)?) } else { None };
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| {
            greet(url, call, host, tls.clone()).await.map_err(|failure| explain(url, host, failure))
        })
        .await
    })
}

/// Opens a session, looks at the node below which everything lives, and closes the session. A node
/// that is not there yet is no fault.
async fn greet(url: &Url, call: &Call<'_>, host: &Host, tls: Option<Arc<ClientConfig>>) -> Result<Alive, Failure> {
    let here = endpoint(url, host);
    call.trace(&here, "connect");
    let mut connection = Connection::open(host, tls.clone()).await?;
    if let Some(user) = &call.credentials.user {
        call.trace(&here, &format!("addauth digest, as {user}"));
        let password = call.credentials.password.as_ref().map_or("", |password| password.reveal());
        connection.login(user, password).await?;
    }
    let path = if url.rest().is_empty() { "/" } else { url.rest() };
    call.trace(&here, &format!("getData {path}"));
    match connection.look_at(path).await {
        Ok(()) | Err(Failure::Code(code::NO_NODE)) => {}
        Err(failure) => return Err(failure),
    }
    call.trace(&here, "closeSession");
    connection.close().await;
    call.trace(&here, "srvr, on a connection of its own");
    Ok(Alive { server: connection::version(host, tls).await })
}

fn explain(url: &Url, host: &Host, failure: Failure) -> Error {
    let here = endpoint(url, host);
    let path = if url.rest().is_empty() { "/" } else { url.rest() };
    match failure {
        Failure::Broken(error) => match remote::Reason::of(&error) {
            Some(reason) => reason.explain(url, &here),
            None => remote::complained(url, &here, &error.to_string()),
        },
        Failure::Malformed => Error::new(Exit::Unavailable, format!("{here} does not speak ZooKeeper's protocol"))
            .hint("is this the port for clients? it is `clientPort` or `secureClientPort` in zoo.cfg"),
        Failure::NoSession => Error::new(Exit::Unavailable, format!("{here} grants no session"))
            .hint("has the server just lost its ensemble? `echo srvr | nc HOST PORT` shows its mode"),
        Failure::Code(code::NO_AUTH) => denied(&here, &format!("the ACL of {path} does not let this user read")),
        Failure::Code(code::AUTH_FAILED) => denied(&here, "authentication failed"),
        Failure::Code(code) => remote::complained(url, &here, &format!("error {code}")),
    }
}
