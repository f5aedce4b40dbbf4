//! TLS to each kind of server: whom gosys trusts, and who it is.

use std::path::PathBuf;
#[cfg(feature = "http")]
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
#[cfg(feature = "http")]
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use super::{SECRET, fails, is_refused, ping, ping_by_variable, selected};
use crate::support::servers::{Kind, Options, Server, Tls, is_built};
use crate::support::{Run, Scratch};

/// An authority, and the certificates it signed, as files of a scratch folder.
pub struct Authority<'a> {
    scratch: &'a Scratch,
    name: &'a str,
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl<'a> Authority<'a> {
    pub fn new(scratch: &'a Scratch, name: &'a str) -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        scratch.file(&format!("{name}.pem"), issuer.pem());
        Self { scratch, name, issuer }
    }

    pub fn path(&self) -> PathBuf {
        self.scratch.path().join(format!("{}.pem", self.name))
    }

    /// A certificate for this name, and its key.
    pub fn issue(&self, subject: &str) -> (PathBuf, PathBuf) {
        self.issue_until(subject, 4096)
    }

    /// The same, good until a year begins.
    fn issue_until(&self, subject: &str, year: i32) -> (PathBuf, PathBuf) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([subject.to_owned()]).unwrap();
        params.not_after = rcgen::date_time_ymd(year, 1, 1);
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let file = |kind, text| self.scratch.file(&format!("{}-{subject}-{kind}.pem", self.name), text);
        (file("cert", certificate.pem()), file("key", key.serialize_pem()))
    }

    /// What a server of our own needs to have such a certificate.
    #[cfg(feature = "http")]
    pub fn config(&self, subject: &str) -> Arc<ServerConfig> {
        let (cert, key) = self.issue(subject);
        let certs = CertificateDer::pem_file_iter(cert).unwrap().collect::<Result<_, _>>().unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::from_pem_file(key).unwrap();
        Arc::new(config.with_no_client_auth().with_single_cert(certs, key).unwrap())
    }

    /// A server whose certificate this authority signed for that name.
    pub fn serves(&self, kind: Kind, subject: &str, wants_client: bool) -> Server {
        self.serves_with(kind, &self.issue(subject), wants_client)
    }

    fn serves_with(&self, kind: Kind, (cert, key): &(PathBuf, PathBuf), wants_client: bool) -> Server {
        let tls = Tls { ca: &self.path(), cert, key, wants_client };
        Server::own(kind, Options { extra: &[], tls: Some(tls) })
    }
}

/// Each kind: its scheme, its name in messages, and the URL without TLS that a hint shows.
const KINDS: [(Kind, &str, &str, &str); 3] = [
    (Kind::Etcd, "etcds", "etcd", "etcd://h1:2379,h2:2379/prefix"),
    (Kind::Redis, "rediss", "redis", "redis://host:6379/0"),
    (Kind::ZooKeeper, "zks", "zookeeper", "zk://h1:2181,h2:2181/chroot"),
];

/// Those that gosys was built with.
fn built() -> impl Iterator<Item = (Kind, &'static str, &'static str, &'static str)> {
    KINDS.into_iter().filter(|(_, scheme, ..)| is_built(scheme))
}

const CERTIFICATE: &str = "the server's certificate";

fn is_alive(run: Run) {
    let end = super::ended(run);
    assert_eq!((end.code(), &selected(&end)["answers"]), (0, &true.into()), "{}", end.stderr);
}

#[test]
fn the_authority_decides() {
    let scratch = Scratch::new();
    let (ours, theirs) = (Authority::new(&scratch, "ours"), Authority::new(&scratch, "theirs"));
    for (kind, scheme, name, _) in built() {
        let server = ours.serves(kind, "127.0.0.1", false);
        let url = format!("{scheme}://127.0.0.1:{}", server.tls_port);
        is_alive(ping(&scratch, &url).env("GOSYS_CA", ours.path()));
        let message = format!(
            "{name} 127.0.0.1:{}: no TLS connection: nobody who signed {CERTIFICATE} is trusted here",
            server.tls_port
        );
        let hint = "--ca FILE names the authority that signed the server's certificate";
        // Neither another authority nor the system's trust store signed for it.
        fails(ping(&scratch, &url).env("GOSYS_CA", theirs.path()), 69, &message, hint);
        fails(ping(&scratch, &url), 69, &message, hint);
    }
}

#[test]
fn the_name_in_the_certificate_has_to_fit() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    for (kind, scheme, name, _) in built() {
        let server = ours.serves(kind, "localhost", false);
        is_alive(ping(&scratch, &format!("{scheme}://localhost:{}", server.tls_port)).env("GOSYS_CA", ours.path()));
        let url = format!("{scheme}://127.0.0.1:{}", server.tls_port);
        let message = format!(
            "{name} 127.0.0.1:{}: no TLS connection: {CERTIFICATE} is not for 127.0.0.1, only for localhost",
            server.tls_port
        );
        let hint = "the URL has to name the server as its certificate does";
        fails(ping(&scratch, &url).env("GOSYS_CA", ours.path()), 69, &message, hint);
    }
}

#[test]
fn a_certificate_that_has_expired_is_told_with_its_day() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    for (kind, scheme, name, _) in built() {
        let server = ours.serves_with(kind, &ours.issue_until("127.0.0.1", 2020), false);
        let at = format!("127.0.0.1:{}", server.tls_port);
        let message = format!("{name} {at}: no TLS connection: {CERTIFICATE} has expired on 2020-01-01");
        let hint = "whoever runs the server renews it; is the clock of this host right?";
        fails(ping(&scratch, &format!("{scheme}://{at}")).env("GOSYS_CA", ours.path()), 69, &message, hint);
    }
}

/// TLS to a port without it, and each kind's protocol to a server of another kind.
#[test]
fn a_server_of_another_kind_is_told_as_that() {
    use crate::support::servers::{etcd, redis};
    let scratch = Scratch::new();
    let (etcd, redis) = (etcd().port, redis().port);
    let (web, ssh) =
        (super::speaking(b"HTTP/1.1 400 Bad Request\r\n\r\n"), super::speaking(b"SSH-2.0-OpenSSH_9.2\r\n"));
    for (scheme, port, message, hint) in [
        (
            "etcds",
            ssh,
            "etcd HERE: no TLS connection: what answers does not speak TLS",
            "is this the port for TLS? without it: etcd://",
        ),
        (
            "rediss",
            web,
            "redis HERE: no TLS connection: what answers does not speak TLS",
            "is this the port for TLS? without it: redis://",
        ),
        (
            "zks",
            ssh,
            "zookeeper HERE: no TLS connection: what answers does not speak TLS",
            "is this the port for TLS? without it: zk://",
        ),
        (
            "rediss",
            etcd,
            "redis HERE closed the connection without an answer",
            "does it speak TLS at all? without it: redis://",
        ),
        (
            "etcd",
            redis,
            "etcd HERE does not answer as etcd does",
            "does something else listen there? for example etcd://",
        ),
        (
            "etcd",
            ssh,
            "etcd HERE does not answer as etcd does",
            "does something else listen there? for example etcd://",
        ),
        (
            "redis",
            web,
            "redis HERE does not answer as redis does",
            "does something else listen there? for example redis://",
        ),
        (
            "redis",
            ssh,
            "redis HERE does not answer as redis does",
            "does something else listen there? for example redis://",
        ),
    ]
    .into_iter()
    .filter(|(scheme, ..)| is_built(scheme))
    {
        let here = format!("127.0.0.1:{port}");
        let end = super::ended(ping(&scratch, &format!("{scheme}://{here}")));
        let told = end.stderr.lines().find_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).unwrap();
        assert_eq!((end.code(), told["message"].as_str()), (69, Some(&*message.replace("HERE", &here))), "{scheme}");
        assert!(told["hint"].as_str().unwrap().starts_with(hint), "{told}");
    }
}

#[test]
fn a_server_that_wants_a_certificate() {
    let scratch = Scratch::new();
    let (ours, theirs) = (Authority::new(&scratch, "ours"), Authority::new(&scratch, "theirs"));
    let (cert, key) = ours.issue("client");
    let (other_cert, other_key) = theirs.issue("client");
    for (kind, scheme, name, _) in built() {
        let server = ours.serves(kind, "127.0.0.1", true);
        let url = format!("{scheme}://127.0.0.1:{}", server.tls_port);
        let run = || ping(&scratch, &url).env("GOSYS_CA", ours.path());
        is_alive(run().env("GOSYS_CERT", &cert).env("GOSYS_KEY", &key));
        let refused = format!("{name} 127.0.0.1:{} refused the client certificate: ", server.tls_port);
        for run in [run(), run().env("GOSYS_CERT", &other_cert).env("GOSYS_KEY", &other_key)] {
            let end = super::ended(run);
            let error = selected(&end)["error"].as_str().unwrap().to_owned();
            assert!(end.code() == 77 && error.starts_with(&refused), "{error}");
            assert!(end.stderr.contains("--cert and --key name the client certificate that the server wants"));
        }
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn etcdctl_variables_name_the_files() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    let server = ours.serves(Kind::Etcd, "127.0.0.1", true);
    let (cert, key) = ours.issue("client");
    let run = ping(&scratch, "etcd://").env("ETCDCTL_ENDPOINTS", format!("https://127.0.0.1:{}", server.tls_port));
    is_alive(run.env("ETCDCTL_CACERT", ours.path()).env("ETCDCTL_CERT", cert).env("ETCDCTL_KEY", key));
}

#[test]
fn without_tls_to_a_port_that_wants_it() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    for (kind, plain, name, example) in [
        (Kind::Etcd, "etcd", "etcd", "etcds://h1:2379,h2:2379/prefix"),
        (Kind::Redis, "redis", "redis", "rediss://host:6379/0"),
        (Kind::ZooKeeper, "zk", "zookeeper", "zks://h1:2281,h2:2281/chroot"),
    ]
    .into_iter()
    .filter(|(_, scheme, ..)| is_built(scheme))
    {
        let server = ours.serves(kind, "127.0.0.1", false);
        let message = format!("{name} 127.0.0.1:{} closed the connection without an answer", server.tls_port);
        let hint = format!("does it want TLS? for example {example}");
        fails(ping(&scratch, &format!("{plain}://127.0.0.1:{}", server.tls_port)), 69, &message, &hint);
    }
}

#[test]
fn files_that_are_not_what_they_should_be() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    let (cert, key) = ours.issue("client");
    let (_, other_key) = Authority::new(&scratch, "theirs").issue("client");
    let garbage = scratch.file("garbage", "hello\n");
    let missing = scratch.path().join("missing");
    let failed = |run: Run, code: i32, start: String| {
        let end = super::ended(run);
        let error = selected(&end)["error"].as_str().unwrap().to_owned();
        assert!(end.code() == code && error.starts_with(&start), "{error}");
    };
    for url in
        ["zks://127.0.0.1:1", "etcds://127.0.0.1:1", "rediss://127.0.0.1:1"].into_iter().filter(|url| is_built(url))
    {
        let run = || ping(&scratch, url);
        let shown = garbage.display();
        failed(run().env("GOSYS_CA", &garbage), 78, format!("{shown} is not the PEM file that is wanted: "));
        let pair = |cert: &PathBuf, key: &PathBuf| {
            run().env("GOSYS_CA", ours.path()).env("GOSYS_CERT", cert).env("GOSYS_KEY", key)
        };
        failed(pair(&garbage, &key), 78, format!("{shown} is not the PEM file that is wanted: "));
        failed(pair(&cert, &garbage), 78, format!("{shown} is not the PEM file that is wanted: "));
        failed(
            pair(&cert, &other_key),
            78,
            format!("{} and {} do not belong together", cert.display(), other_key.display()),
        );
        failed(run().env("GOSYS_KEY", &key), 78, format!("{} is a key without its certificate", key.display()));
        failed(run().env("GOSYS_CERT", &cert), 78, format!("{} is a certificate without its key", cert.display()));
        failed(run().env("GOSYS_CA", &missing), 74, format!("cannot read {}: no such file", missing.display()));
    }
}

#[test]
#[cfg_attr(not(feature = "etcd"), ignore = "needs etcd")]
fn certificates_for_a_connection_without_tls() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    let ca = ours.path().to_str().unwrap().to_owned();
    let args = ["-o", "json", "-b", "etcd://127.0.0.1:1", "--ca", &ca, "backends"];
    let message = "`ca` is for TLS, which `etcd:` does not use (by flag --ca)";
    fails(scratch.gosys(args), 2, message, "with TLS: etcds://h1:2379,h2:2379/prefix");
    // A variable may be meant for other backends.
    let end = ping(&scratch, "etcd://127.0.0.1:1").env("GOSYS_CA", &ca).end();
    assert_eq!(end.code(), 69, "{}", end.stderr);
}

#[test]
#[cfg_attr(not(feature = "redis"), ignore = "needs redis")]
fn a_password_goes_nowhere_that_is_not_trusted() {
    let scratch = Scratch::new();
    let ours = Authority::new(&scratch, "ours");
    let server = ours.serves(Kind::Redis, "127.0.0.1", false);
    let end = super::ended(ping_by_variable(&scratch, &format!("rediss://:{SECRET}@127.0.0.1:{}", server.tls_port)));
    assert_eq!(end.code(), 69, "{}", end.stderr);
    is_refused(
        scratch.gosys(["-o", "json", "-b", &format!("rediss://:{SECRET}@127.0.0.1:{}", server.tls_port), "backends"]),
        2,
        "the backend's URL holds a password, and the command line is no place for one (by flag --backend)",
        "give the URL in GOSYS_BACKEND or in a profile, or the password with --password-file",
    );
}
