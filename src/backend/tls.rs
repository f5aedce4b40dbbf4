//! TLS: whom to trust and who we are, from PEM files to rustls. Nothing is loaded before a
//! connection that needs it is certain.

use std::io;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::credentials::{Credentials, Identity, Pem};
use super::url::Host;
use crate::base::error::{Error, Result};
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
    let key = PrivateKeyDer::from_pem_slice(&identity.key.text).map_err(|error| malformed(&identity.key, &error))?;
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
    Error::new(Exit::Settings, format!("{cert} and {key} do not belong together: {error}"))
        .hint("the key is the one that the certificate was made for")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

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
