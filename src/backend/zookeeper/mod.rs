//! The ZooKeeper backend: a small client of its wire protocol, the sign of life, and what its errors mean.

mod connection;
mod session;
pub mod wire;

use std::sync::Arc;

use rustls::ClientConfig;

use super::remote::{self, endpoint};
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, Capability, tls};
use crate::base::error::Result;
use crate::base::exit::Exit;
pub use connection::Node;
pub use session::{Access, Made, Session, Watch, below};
pub use wire::{ANY_VERSION, Kind, Stat, Ticket};

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "zookeeper",
    schemes: &[
        Scheme { name: "zk", form: Form::Chroot, tls: false, port: 2181, example: "zk://h1:2181,h2:2181/chroot" },
        // ZooKeeper has no usual port for TLS; 2281 is the one that its documentation configures.
        Scheme { name: "zks", form: Form::Chroot, tls: true, port: 2281, example: "zks://h1:2281,h2:2281/chroot" },
    ],
    about: "a ZooKeeper server or ensemble",
    can: &[Capability::Id, Capability::Lock],
    variables: None,
    ping,
};

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| greet(url, call, host).await).await
    })
}

fn config(url: &Url, call: &Call<'_>) -> Result<Option<Arc<ClientConfig>>> {
    if url.is_tls() { tls::client_config(&call.credentials).map(Some) } else { Ok(None) }
}

/// Opens a session, looks at the node below which everything lives, and closes the session. A node
/// that is not there yet is no fault.
async fn greet(url: &Url, call: &Call<'_>, host: &Host) -> Result<Alive> {
    let mut session = Session::brief(url, call, host).await?;
    session.read(if url.rest().is_empty() { "/" } else { url.rest() }).await?;
    session.close().await;
    call.trace(&endpoint(url, host), "srvr, on a connection of its own");
    Ok(Alive { server: connection::version(host, config(url, call)?).await })
}

/// Does the work with the servers of the URL in turn, until one answers. What fails with 69 is begun anew with the
/// next.
pub fn with<T>(url: &Url, call: &Call<'_>, work: impl AsyncFn(&mut Session<'_>) -> Result<T>) -> Result<T> {
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| {
            let mut session = Session::brief(url, call, host).await?;
            let outcome = work(&mut session).await;
            // A server that does not answer will not hear that the session ends either.
            if !matches!(&outcome, Err(error) if error.exit() == Exit::Unavailable) {
                session.close().await;
            }
            outcome
        })
        .await
    })
}
