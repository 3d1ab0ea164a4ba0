//! Connections: taken up to a number, each with limits on time and size, ended in good order.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::tls::Tls;

/// How many connections are open at once; more wait to be taken.
const CONNECTIONS: usize = 2048;
/// How long a browser may take over the head of a request, the first as well as the next.
const HEAD_LIMIT: Duration = Duration::from_secs(30);
/// How long it may take to shake hands.
const HANDSHAKE_LIMIT: Duration = Duration::from_secs(10);
/// How long requests under way may take once the server is asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// The first byte of whoever speaks TLS.
const HANDSHAKE: u8 = 22;
/// What whoever does not is told.
const TLS_ONLY: &[u8] =
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 47\r\n\
    Connection: close\r\n\r\nThis server speaks TLS: type https:// before it";

/// Serves until `stop`, then lets what is under way finish.
pub async fn serve(listener: TcpListener, tls: Option<Tls>, app: Router, stop: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_LIMIT).max_buf_size(64 << 10);
    let (graceful, places) = (GracefulShutdown::new(), Arc::new(Semaphore::new(CONNECTIONS)));
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            next = next => next,
            () = &mut stop => break,
        };
        let Ok((stream, _)) = accepted else {
            // No file left to open: wait until a connection has gone.
            sleep(Duration::from_millis(200)).await;
            continue;
        };
        let (talk, tls) =
            (Talk { http: http.clone(), app: app.clone(), watcher: graceful.watcher() }, tls.clone());
        tokio::spawn(async move {
            let _place = place;
            match tls {
                None => talk.over(stream).await,
                Some(tls) => talk.over_tls(stream, &tls).await,
            }
        });
    }
    drop(listener);
    if timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("some connections were still open and have been cut");
    }
}

/// One connection.
struct Talk {
    http: http1::Builder,
    app: Router,
    watcher: Watcher,
}

impl Talk {
    async fn over(self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) {
        let service = TowerToHyperService::new(self.app);
        let connection = self.watcher.watch(self.http.serve_connection(TokioIo::new(stream), service));
        // A browser that breaks off is nothing to tell.
        connection.await.ok();
    }

    async fn over_tls(self, mut stream: TcpStream, tls: &Tls) {
        let shaken = async {
            let mut first = [0];
            if stream.peek(&mut first).await? == 1 && first != [HANDSHAKE] {
                stream.write_all(TLS_ONLY).await?;
                stream.shutdown().await?;
                return Ok(None);
            }
            tls.accept(stream).await.map(Some)
        };
        // Whoever does not trust the certificate breaks off here: that is nothing to tell either.
        let shaken: std::io::Result<_> = timeout(HANDSHAKE_LIMIT, shaken).await.unwrap_or(Ok(None));
        if let Ok(Some(stream)) = shaken {
            self.over(stream).await;
        }
    }
}
