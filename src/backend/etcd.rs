//! The etcd backend: connecting, the sign of life, and what its errors mean.

use etcd_client::{Client, ConnectOptions, Error as ClientError, GetOptions, Identity, TlsOptions};

use super::credentials::ClientVariables;
use super::remote::{self, Reason, complained, denied, endpoint};
use super::url::{Form, Host, Scheme, Url};
use super::{Alive, Backend, Call, tls};
use crate::base::error::{Error, Result};
use crate::base::exit::Exit;

/// The port on which etcd serves its clients.
const PORT: u16 = 2379;

/// The row of the table.
pub const BACKEND: Backend = Backend {
    name: "etcd",
    schemes: &[
        Scheme { name: "etcd", form: Form::Prefix, tls: false, port: PORT, example: "etcd://h1:2379,h2:2379/prefix" },
        Scheme { name: "etcds", form: Form::Prefix, tls: true, port: PORT, example: "etcds://h1:2379,h2:2379/prefix" },
    ],
    about: "an etcd cluster, version 3.4 or later",
    can: &[],
    variables: Some(ClientVariables {
        endpoints: "ETCDCTL_ENDPOINTS",
        user: "ETCDCTL_USER",
        password: "ETCDCTL_PASSWORD",
        ca: "ETCDCTL_CACERT",
        cert: "ETCDCTL_CERT",
        key: "ETCDCTL_KEY",
    }),
    ping,
};

// gRPC's numbers of the codes that the mapping needs.
const FAILED_PRECONDITION: i32 = 9;
const PERMISSION_DENIED: i32 = 7;
const UNAUTHENTICATED: i32 = 16;

fn ping(url: &Url, call: &Call<'_>) -> Result<Alive> {
    let options = options(url, call)?;
    remote::run(url, call, async {
        remote::in_turn(url, &call.patience, async |host| {
            let failed = |error| explain(url, host, &error);
            let mut client = connect(url, host, call, options.clone()).await?;
            call.trace(&endpoint(url, host), "status");
            let status = client.status().await.map_err(failed)?;
            check_access(&mut client, url, host, call).await?;
            Ok(Alive { server: Some(status.version().to_owned()) })
        })
        .await
    })
}

/// The status is told to anybody; whether we may read is not. Without a path there is no telling
/// which keys we are meant to read, so there only a refused login counts.
async fn check_access(client: &mut Client, url: &Url, host: &Host, call: &Call<'_>) -> Result<()> {
    let key = if url.rest().is_empty() { "/.gosys" } else { url.rest() };
    call.trace(&endpoint(url, host), &format!("get {key}/, one key at most"));
    let options = GetOptions::new().with_prefix().with_keys_only().with_limit(1);
    match client.get(format!("{key}/"), Some(options)).await {
        Err(ClientError::GRpcStatus(status)) if status.code() as i32 == PERMISSION_DENIED && url.rest().is_empty() => {
            Ok(())
        }
        outcome => outcome.map(|_| ()).map_err(|error| explain(url, host, &error)),
    }
}

fn options(url: &Url, call: &Call<'_>) -> Result<ConnectOptions> {
    let mut options = ConnectOptions::new().with_auto_token_refresh(true);
    if url.is_tls() {
        // Also checks the identity, which the client would read only when it connects.
        tls::check(&call.credentials)?;
        let roots = tls::roots(call.credentials.ca.as_ref())?;
        let mut tls = TlsOptions::new().trust_anchors(roots.roots);
        if let Some(identity) = &call.credentials.identity {
            tls = tls.identity(Identity::from_pem(&identity.cert.text, &identity.key.text));
        }
        options = options.with_tls(tls);
    }
    match (&call.credentials.user, &call.credentials.password) {
        (None, Some(_)) => Err(Error::new(Exit::Settings, "there is a password for etcd but no user")
            .hint("--user, a profile, the URL or ETCDCTL_USER names the user")),
        (Some(user), password) => {
            Ok(options.with_user(user, password.as_ref().map_or("", |password| password.reveal())))
        }
        (None, None) => Ok(options),
    }
}

/// A client of this one server: of several, the library would not say which one failed and how.
async fn connect(url: &Url, host: &Host, call: &Call<'_>, options: ConnectOptions) -> Result<Client> {
    let scheme = if url.is_tls() { "https" } else { "http" };
    let address = format!("{scheme}://{host}");
    let here = endpoint(url, host);
    let Some(user) = &call.credentials.user else {
        call.trace(&here, "connect");
        return Client::connect([address], Some(options)).await.map_err(|error| explain(url, host, &error));
    };
    call.trace(&here, &format!("connect, authenticate as {user}"));
    match Client::connect([&address], Some(options)).await {
        // A server that knows no users serves everybody, whoever they say they are.
        Err(ClientError::GRpcStatus(status)) if is_without_users(&status.to_string(), status.code() as i32) => {
            let anonymous = Call {
                credentials: super::credentials::Credentials { user: None, password: None, ..call.credentials.clone() },
                ..*call
            };
            Client::connect([address], Some(self::options(url, &anonymous)?))
                .await
                .map_err(|error| explain(url, host, &error))
        }
        outcome => outcome.map_err(|error| explain(url, host, &error)),
    }
}

fn is_without_users(words: &str, code: i32) -> bool {
    code == FAILED_PRECONDITION && words.contains("authentication is not enabled")
}

/// What an error of the client means to the user.
fn explain(url: &Url, host: &Host, error: &ClientError) -> Error {
    let here = endpoint(url, host);
    let (status, reason) = match error {
        ClientError::GRpcStatus(status) => (Some(status), Reason::of(status)),
        ClientError::TransportError(error) => (None, Reason::of(error)),
        ClientError::IoError(error) => (None, Reason::of(error)),
        _ => (None, None),
    };
    if let Some(reason) = reason {
        return reason.explain(url, &here);
    }
    let Some(status) = status else { return complained(url, &here, &error.to_string()) };
    let words = status.message().trim_start_matches("etcdserver: ");
    let refused = matches!(status.code() as i32, PERMISSION_DENIED | UNAUTHENTICATED)
        || words.contains("authentication failed")
        || words.contains("user name is empty");
    if refused { denied(&here, words) } else { complained(url, &here, words) }
}
