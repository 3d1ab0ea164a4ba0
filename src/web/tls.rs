//! TLS by itself, for a venue without a proxy.
//!
//! Invariant: TLS 1.2 and 1.3 with the library's own choice of ciphers, HTTP/1.1 and nothing else. A certificate and a
//! key that do not belong together are refused before anything listens.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::{self, ServerConfig};
use tokio_rustls::server::TlsStream;

use crate::config::Fingerprint;

/// Why TLS cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read as what it should hold.
    #[error("{path}: {what} is expected there, in PEM: {why}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
        /// Why it cannot be read.
        why: String,
    },
    /// The certificate and the key do not fit.
    #[error("the certificate and its key do not fit together: {0}")]
    Unfit(rustls::Error),
}

/// A certificate with its key, ready to be shown to browsers.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    fingerprint: Fingerprint,
}

impl Tls {
    /// Reads the chain of certificates, the server's own first, and the key of that one.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsError> {
        let unreadable =
            |path: &Path, what, why: String| TlsError::Unreadable { path: path.to_owned(), what, why };
        let chain = CertificateDer::pem_file_iter(certificate)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|error| unreadable(certificate, "a certificate", error.to_string()))?;
        let Some(own) = chain.first() else {
            return Err(unreadable(certificate, "a certificate", "there is none".to_owned()));
        };
        let fingerprint = Fingerprint::of(own);
        let secret = PrivateKeyDer::from_pem_file(key)
            .map_err(|error| unreadable(key, "the key of the certificate", error.to_string()))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(chain, secret))
            .map_err(TlsError::Unfit)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self { acceptor: TlsAcceptor::from(Arc::new(config)), fingerprint })
    }

    /// The fingerprint of the server's own certificate.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Shakes hands with a browser.
    pub(super) async fn accept(&self, stream: TcpStream) -> std::io::Result<TlsStream<TcpStream>> {
        self.acceptor.accept(stream).await
    }
}
