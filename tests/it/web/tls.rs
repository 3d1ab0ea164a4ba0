//! TLS by itself: the certificate that the program makes, and the server that shows it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned};
use travaux::config::Fingerprint;

use crate::support::Office;

/// A server on a port that is free; it ends with the test.
struct Served {
    child: Child,
    port: u16,
    /// What it says, kept open.
    _said: BufReader<std::process::ChildStderr>,
}

impl Served {
    fn start(office: &Office, with: &[&str]) -> Self {
        let mut command = office.command(&[&["serve", "--listen", "127.0.0.1:0"], with].concat());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        let port = line.strip_prefix("https://127.0.0.1:").and_then(|it| it.split_once('/')).unwrap();
        Self { child, port: port.0.parse().unwrap(), _said: said }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Asks for the list of processes as a device that trusts an authority and typed that name.
    fn ask(&self, authority: &[u8], name: &str) -> Result<(String, ClientConnection), std::io::Error> {
        let mut trusted = RootCertStore::empty();
        trusted.add(CertificateDer::from_pem_slice(authority).unwrap()).unwrap();
        let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(trusted)
            .with_no_client_auth();
        let name = ServerName::try_from(name.to_owned()).unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let mut stream = StreamOwned::new(connection, self.connect());
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
        let mut answer = String::new();
        // The server may close without a farewell: what came is what counts.
        stream
            .read_to_string(&mut answer)
            .or_else(|it| if it.kind() == std::io::ErrorKind::UnexpectedEof { Ok(0) } else { Err(it) })?;
        Ok((answer, stream.conn))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn a_certificate_made_here_is_good_for_its_names_and_for_devices_that_trust_it() {
    let office = Office::begun();
    let bare = office.run(&["serve", "--tls", "--listen", "127.0.0.1:0"]);
    assert!(bare.code == 2 && bare.err.contains("travaux certificate makes one"), "{bare:?}");
    let said = office.done(&["certificate", "localhost", "127.0.0.1"]);
    let [certificate, authority] = said.out.lines().collect::<Vec<_>>()[..] else { panic!("{}", said.out) };
    let again = office.run(&["certificate", "localhost"]);
    assert!(again.code == 2 && again.err.contains("--replace"), "{again:?}");

    let trusted = office.bytes("data/tls/authority.pem");
    let print = Fingerprint::of(&CertificateDer::from_pem_slice(&trusted).unwrap());
    assert_eq!(authority, format!("authority   {print}"));
    let server = Served::start(&office, &["--tls"]);
    for name in ["localhost", "127.0.0.1"] {
        let (answer, connection) = server.ask(&trusted, name).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        assert!(answer.contains("\r\nstrict-transport-security: max-age=31536000\r\n"), "{answer}");
        assert_eq!(connection.protocol_version(), Some(ProtocolVersion::TLSv1_3));
        let shown = Fingerprint::of(&connection.peer_certificates().unwrap()[0]);
        assert_eq!(certificate, format!("certificate {shown}"));
    }
    server.ask(&trusted, "elsewhere.local").unwrap_err();
    // Another authority of the same name vouches for nothing here.
    let other = Office::begun();
    other.done(&["certificate", "localhost"]);
    server.ask(&other.bytes("data/tls/authority.pem"), "localhost").unwrap_err();

    let mut plain = server.connect();
    plain.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut answer = String::new();
    plain.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.ends_with("type https:// before it"), "{answer}");
}

#[test]
fn a_certificate_of_ones_own_is_served_and_one_that_does_not_fit_is_refused() {
    let (office, other) = (Office::begun(), Office::begun());
    office.done(&["certificate", "localhost"]);
    other.done(&["certificate", "localhost"]);
    let path = |of: &Office, name: &str| of.path(&format!("data/tls/{name}")).display().to_string();
    let (chain, key) = (path(&office, "server.pem"), path(&office, "server.key"));
    let served = Served::start(&office, &["--tls-cert", &chain, "--tls-key", &key]);
    served.ask(&office.bytes("data/tls/authority.pem"), "localhost").unwrap();
    drop(served);
    for (chain, key, said) in [
        (&chain, &path(&other, "server.key"), "do not fit together"),
        (&key, &key, "a certificate is expected there"),
        (&chain, &chain, "the key of the certificate is expected there"),
    ] {
        let refused =
            office.run(&["serve", "--listen", "127.0.0.1:0", "--tls-cert", chain, "--tls-key", key]);
        assert!(refused.code == 1 && refused.err.contains(said), "{refused:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_key_of_a_certificate_is_for_its_owner_alone_and_that_of_the_authority_nowhere() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::begun();
    office.done(&["certificate", "localhost"]);
    let mode = std::fs::metadata(office.path("data/tls/server.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let files =
        ["server.pem", "server.key", "authority.pem"].map(|it| office.text(&format!("data/tls/{it}")));
    assert_eq!(files.concat().matches("PRIVATE KEY-----").count(), 2, "one key, its first and its last line");
    assert_eq!(std::fs::read_dir(office.path("data/tls")).unwrap().count(), 3);
}
