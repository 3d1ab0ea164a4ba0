//! The server itself: over a real connection, until it is asked to stop.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use travaux::config::Front;
use travaux::store::{Access, Store};
use travaux::web::{AppState, app, serve};

#[test]
fn it_answers_and_ends_in_good_order() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Access::Create).unwrap();
    let state = AppState::new(store.clone(), Front::Nothing);
    let tally = state.tally().clone();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = runtime.spawn(serve(listener, None, app(state), async {
        stopped.await.ok();
    }));

    let ask = |request: &str| {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let answer = ask("GET /health/ready HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("ok\n"), "{answer}");
    let head = ask("HEAD /nowhere?secret=x HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 404") && head.ends_with("\r\n\r\n"), "{head}");

    // A connection that says nothing does not hold the server up.
    let idle = TcpStream::connect(address).unwrap();
    stop.send(()).unwrap();
    let ended = runtime.block_on(async { tokio::time::timeout(Duration::from_secs(15), server).await });
    ended.unwrap().unwrap();
    drop(idle);
    assert!(TcpStream::connect(address).is_err());

    let counts = tally.take();
    let counted: Vec<(&str, u16)> =
        counts.keys().map(|(pattern, status)| (pattern.as_str(), *status)).collect();
    assert_eq!(counted, [("/health/ready", 200), ("no route", 404)]);
}
