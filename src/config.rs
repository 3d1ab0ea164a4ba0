//! How a server is set up: checked once, before anything is opened.
//!
//! Invariant: plain HTTP is spoken with this machine alone. Whoever listens to the world has a certificate, or says that
//! a proxy in front ends TLS. Knows no store and no web.

mod fingerprint;

use std::net::SocketAddr;

pub use self::fingerprint::Fingerprint;

/// What stands between the server and the browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// Nothing: browsers on this machine, without TLS.
    Nothing,
    /// A proxy that ends TLS and passes the host name on.
    Proxy,
    /// Nothing: the server speaks TLS by itself.
    Tls,
}

impl Front {
    /// Whether browsers come by TLS.
    pub const fn is_tls(self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Proxy | Self::Tls => true,
        }
    }

    /// How addresses begin.
    pub const fn scheme(self) -> &'static str {
        if self.is_tls() { "https" } else { "http" }
    }
}

/// The settings of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What stands in front of it.
    pub front: Front,
}

/// An address that only a proxy may stand behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0} can be reached from other machines, and HTTP without TLS can be read on the way: listen on 127.0.0.1; or make \
     a certificate (travaux certificate) and say --tls; or put a proxy in front that ends TLS and say --behind-proxy"
)]
pub struct Exposed(SocketAddr);

impl Config {
    /// Refuses plain HTTP where other machines can reach it.
    pub fn new(listen: SocketAddr, front: Front) -> Result<Self, Exposed> {
        match front {
            Front::Nothing if !listen.ip().to_canonical().is_loopback() => Err(Exposed(listen)),
            Front::Nothing | Front::Proxy | Front::Tls => Ok(Self { listen, front }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_this_machine() {
        for (address, alone) in [
            ("127.0.0.1:8080", true),
            ("127.8.0.1:80", true),
            ("[::1]:8080", true),
            ("[::ffff:127.0.0.1]:8080", true),
            ("0.0.0.0:8080", false),
            ("[::]:8080", false),
            ("192.168.1.4:8080", false),
        ] {
            let listen = address.parse().unwrap();
            assert_eq!(Config::new(listen, Front::Nothing).is_ok(), alone, "{address}");
            for front in [Front::Proxy, Front::Tls] {
                assert!(Config::new(listen, front).is_ok(), "{address}");
            }
        }
    }
}
