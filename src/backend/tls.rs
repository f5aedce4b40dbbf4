//! TLS: whom to trust and who we are, from PEM files to rustls. Nothing is loaded before a
//! connection that needs it is certain.

use std::io;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::credentials::{Credentials, Identity, Pem};
use super::url::Host;
use crate::base::error::{Error, Result, lower_first};
use crate::base::exit::Exit;

/// A client's configuration, its provider of cryptography named rather than left to the process.
pub fn client_config(credentials: &Credentials) -> Result<Arc<ClientConfig>> {
    config_trusting(roots(credentials.ca.as_ref())?, credentials)
}

/// The same, for whoever has read [`roots`] already.
pub fn config_trusting(roots: RootCertStore, credentials: &Credentials) -> Result<Arc<ClientConfig>> {
    let internal = |error: rustls::Error| Error::new(Exit::Internal, format!("TLS cannot be set up: {error}"));
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(internal)?
        .with_root_certificates(roots);
    let config = match &credentials.identity {
        None => builder.with_no_client_auth(),
        Some(identity) => {
            let (certs, key) = read_identity(identity)?;
            builder.with_client_auth_cert(certs, key).map_err(|error| unfit(identity, &error))?
        }
    };
    Ok(Arc::new(config))
}

/// Shakes hands with this server, whose certificate has to be for the host's name.
pub async fn connect(host: &Host, tcp: TcpStream, config: Arc<ClientConfig>) -> io::Result<TlsStream<TcpStream>> {
    // A `Host` has an IPv6 address without brackets, which is the form that is read here.
    let name = ServerName::try_from(host.name.clone()).map_err(io::Error::other)?;
    TlsConnector::from(config).connect(name, tcp).await
}

/// What helps against failures of a handshake, by words of [`words`] that no other has.
const HELP: &[(&str, &str)] = &[
    ("is trusted here", "--ca FILE names the authority that signed the server's certificate"),
    ("has expired", "whoever runs the server renews it; is the clock of this host right?"),
    ("is not valid before", "is the clock of this host right?"),
    ("is not for", "the URL has to name the server as its certificate does"),
    (NO_TLS, PORT),
];

/// What may help where the other side may not speak TLS.
pub const PORT: &str = "is this the port for TLS?";

/// Said of a peer whose first bytes are not those of TLS.
const NO_TLS: &str = "what answers does not speak TLS";

/// Why a handshake failed, without the library's names for it.
pub fn words(error: &rustls::Error) -> String {
    use CertificateError::*;
    match error {
        rustls::Error::InvalidCertificate(why) => match why {
            UnknownIssuer => "nobody who signed the server's certificate is trusted here".to_owned(),
            Expired => "the server's certificate has expired".to_owned(),
            ExpiredContext { not_after, .. } => format!("the server's certificate has expired on {}", day(*not_after)),
            NotValidYetContext { not_before, .. } => {
                format!("the server's certificate is not valid before {}", day(*not_before))
            }
            NotValidForNameContext { expected, presented } => {
                let names: Vec<&str> = presented.iter().map(|name| bare(name)).collect();
                format!("the server's certificate is not for {}, only for {}", expected.to_str(), names.join(", "))
            }
            why => format!("the server's certificate cannot be accepted: {}", lower_first(&why.to_string())),
        },
        rustls::Error::InvalidMessage(_) => NO_TLS.to_owned(),
        error => lower_first(&error.to_string()),
    }
}

/// What helps against that, if anything is known to.
pub fn hint(words: &str) -> Option<&'static str> {
    HELP.iter().find(|(part, _)| words.contains(part)).map(|(_, hint)| *hint)
}

fn day(time: UnixTime) -> String {
    let seconds = i64::try_from(time.as_secs()).unwrap_or(i64::MAX);
    jiff::Timestamp::from_second(seconds).map_or_else(|_| "some day".to_owned(), |time| time.strftime("%F").to_string())
}

/// A name as the library shows it, `DnsName("h")` or `IpAddress(1.2.3.4)`, by itself.
fn bare(shown: &str) -> &str {
    shown.split_once('(').map_or(shown, |(_, name)| name.trim_matches(['(', ')', '"']))
}

/// Checks the PEM files for a library that reads them itself, so that a mistake names its file.
pub fn check(credentials: &Credentials) -> Result<()> {
    client_config(credentials).map(|_| ())
}

/// The authorities of this file alone, or else the system's.
pub fn roots(ca: Option<&Pem>) -> Result<RootCertStore> {
    let mut store = RootCertStore::empty();
    let Some(pem) = ca else {
        // What cannot be read of the system's store is left out: the server's authority may be another one. With none
        // at all the handshake fails, and the hint there names --ca.
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        return Ok(store);
    };
    // A file that was named has to be right to its last certificate.
    for cert in read_certificates(pem)? {
        store.add(cert).map_err(|error| malformed(pem, &error))?;
    }
    Ok(store)
}

fn read_identity(identity: &Identity) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)> {
    let key = PrivateKeyDer::from_pem_slice(&identity.key.text).map_err(|error| match error {
        pem::Error::NoItemsFound => malformed(&identity.key, &"there is no private key in it"),
        error => malformed(&identity.key, &error),
    })?;
    Ok((read_certificates(&identity.cert)?, key))
}

fn read_certificates(pem: &Pem) -> Result<Vec<CertificateDer<'static>>> {
    let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem.text).collect();
    let certificates = read.map_err(|error| malformed(pem, &error))?;
    if certificates.is_empty() {
        return Err(malformed(pem, &"there is no certificate in it"));
    }
    Ok(certificates)
}

fn malformed(pem: &Pem, error: &dyn std::fmt::Display) -> Error {
    Error::new(Exit::Settings, format!("{} is not the PEM file that is wanted: {error}", pem.path.display()))
        .hint("such a file holds blocks between `-----BEGIN …-----` and `-----END …-----`")
}

fn unfit(identity: &Identity, error: &rustls::Error) -> Error {
    let (cert, key) = (identity.cert.path.display(), identity.key.path.display());
    let message = match error {
        rustls::Error::InconsistentKeys(_) => format!("{cert} and {key} do not belong together"),
        error => format!("{cert} and {key} cannot be used: {}", lower_first(&error.to_string())),
    };
    Error::new(Exit::Settings, message).hint("the key is the one that the certificate was made for")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn why_a_handshake_failed_is_told_in_words_and_with_what_helps() {
        let at = |seconds| UnixTime::since_unix_epoch(std::time::Duration::from_secs(seconds));
        let expected = ServerName::try_from("10.0.0.5").unwrap();
        let presented = ["DnsName(\"other.example\")", "IpAddress(10.0.0.6)"].map(str::to_owned).to_vec();
        let certificate = rustls::Error::InvalidCertificate;
        for (error, told, helps) in [
            (
                certificate(CertificateError::UnknownIssuer),
                "nobody who signed the server's certificate is trusted here",
                "--ca",
            ),
            (
                certificate(CertificateError::ExpiredContext { time: at(9), not_after: at(86_400) }),
                "the server's certificate has expired on 1970-01-02",
                "renews it",
            ),
            (
                certificate(CertificateError::NotValidYetContext { time: at(9), not_before: at(86_400) }),
                "the server's certificate is not valid before 1970-01-02",
                "clock",
            ),
            (
                certificate(CertificateError::NotValidForNameContext { expected, presented }),
                "the server's certificate is not for 10.0.0.5, only for other.example, 10.0.0.6",
                "the URL has to name",
            ),
            (rustls::Error::InvalidMessage(rustls::InvalidMessage::InvalidContentType), NO_TLS, "port for TLS"),
        ] {
            assert_eq!(words(&error), told);
            assert!(hint(told).is_some_and(|hint| hint.contains(helps)), "{told}");
        }
        assert_eq!(hint("hm"), None);
    }

    #[test]
    fn what_is_no_certificate_names_its_file() {
        for text in ["", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let pem = Pem { path: PathBuf::from("ca.pem"), text: text.into() };
            let error = roots(Some(&pem)).map(|_| ()).unwrap_err();
            assert_eq!(error.exit(), Exit::Settings);
            assert!(error.message().starts_with("ca.pem is not the PEM file"), "{error}");
        }
    }
}
