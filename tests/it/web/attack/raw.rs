//! Bytes that no browser sends: heads that two programs could read in two ways, heads without end, heads too large.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use travaux::config::Front;
use travaux::store::{Access, Store};
use travaux::web::{AppState, app, serve};

/// A server on a connection of its own.
struct Live {
    address: SocketAddr,
    _runtime: tokio::runtime::Runtime,
    _dir: tempfile::TempDir,
}

impl Live {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Access::Create).unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve(
            listener,
            None,
            app(AppState::new(store, Front::Nothing)),
            std::future::pending(),
        ));
        Self { address, _runtime: runtime, _dir: dir }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Sends a whole request and waits for the answer.
    fn ask(&self, request: &[u8]) -> String {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Sends bytes and says no more; all that comes back. What is not answered at once may then not be answered at all.
    fn say(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect();
        // A server that has heard enough may close before it has heard all.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// The statuses of all answers that came over a connection.
fn statuses(answers: &str) -> Vec<u16> {
    let heads = answers.split("HTTP/1.1 ").skip(1);
    heads.filter_map(|it| it.get(..3)?.parse().ok()).collect()
}

/// An answer that the application did not give: a bare status, and the end of the connection.
fn is_bare(answer: &str) -> bool {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((answer, ""));
    let known = ["http/1.1", "connection:", "content-length:", "date:"];
    body.is_empty() && head.lines().all(|line| known.iter().any(|it| line.to_lowercase().starts_with(it)))
}

/// A second request hidden in what the first may be taken for: it is answered never, or the first is refused.
#[test]
fn no_request_hides_in_another() {
    let live = Live::new();
    let hidden = "GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n";
    let length = hidden.len();
    let rows = [
        // Length and chunks.
        format!(
            "POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: {length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "POST /log-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: {length}\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!(
            "POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\ncontent-length: {length}\r\n\r\n{hidden}"
        ),
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: 0, {length}\r\n\r\n{hidden}"),
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: +0\r\n\r\n{hidden}"),
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: 0x0\r\n\r\n{hidden}"),
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n{hidden}"),
        // Encodings that somebody in between may not know.
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: xchunked\r\n\r\n0\r\n\r\n{hidden}"),
        format!(
            "POST /log-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n{hidden}"
        ),
        format!("POST /log-in HTTP/1.0\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"),
        // A name that is none, a folded line, a bare line feed inside a value.
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length : 0\r\n\r\n{hidden}"),
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n x: y\r\n\r\n{hidden}"),
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\nx: y\rcontent-length: {length}\r\n\r\n{hidden}"),
        // Chunks that are none.
        format!("POST /log-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n-1\r\n\r\n{hidden}"),
        format!(
            "POST /log-in HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffff1\r\n\r\n{hidden}"
        ),
    ];
    for row in rows {
        let answers = live.say(row.as_bytes());
        let found = statuses(&answers);
        assert!(found.len() <= 1 && !answers.ends_with("ok\n"), "{row:?}\n{answers}");
        assert!(found.first().is_none_or(|it| (400..500).contains(it)), "{row:?}\n{answers}");
    }
    // Two honest requests over one connection are two answers: it is not that the second is never heard.
    let two = format!("{hidden}{}", hidden.replace("host: a", "host: a\r\nconnection: close"));
    assert_eq!(statuses(&live.say(two.as_bytes())), [200, 200]);
}

#[test]
fn odd_heads_are_refused_barely_or_answered_as_ours() {
    let live = Live::new();
    let many: String = (0..2000).map(|n| format!("x-{n}: y\r\n")).collect();
    let large = "a".repeat(200 << 10);
    let rows = [
        ("nothing of HTTP", "\u{16}\u{3}\u{1}\u{2}\u{0}hello\r\n\r\n".to_owned()),
        ("another version", "GET / HTTP/3.7\r\nhost: a\r\n\r\n".to_owned()),
        ("no version", "GET /\r\n\r\n".to_owned()),
        ("too many headers", format!("GET / HTTP/1.1\r\nhost: a\r\n{many}\r\n")),
        ("a large header", format!("GET / HTTP/1.1\r\nhost: a\r\nx: {large}\r\n\r\n")),
        ("a large cookie", format!("GET / HTTP/1.1\r\nhost: a\r\ncookie: travaux={large}\r\n\r\n")),
        ("a large address", format!("GET /{large} HTTP/1.1\r\nhost: a\r\n\r\n")),
        ("a nul", "GET / HTTP/1.1\r\nhost: a\r\nx: \u{0}\r\n\r\n".to_owned()),
        ("a method in lower case", "get / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned()),
        ("a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned()),
        ("a trace", "TRACE / HTTP/1.1\r\nhost: a\r\ncookie: travaux=secret\r\nconnection: close\r\n\r\n".to_owned()),
        ("a whole address", "GET http://evil.example/health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned()),
        ("an asterisk", "OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned()),
        ("an upgrade", "GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade, close\r\nupgrade: h2c\r\nhttp2-settings: x\r\n\r\n".to_owned()),
        ("a step up", "GET /../../etc/passwd HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned()),
        ("no host", "GET /health/live HTTP/1.1\r\nconnection: close\r\n\r\n".to_owned()),
        ("another host", "GET /nowhere HTTP/1.1\r\nhost: evil.example\r\nx-forwarded-host: evil.example\r\nx-forwarded-for: 1.2.3.4\r\nconnection: close\r\n\r\n".to_owned()),
    ];
    for (what, request) in rows {
        let begun = Instant::now();
        let answer = live.say(request.as_bytes());
        assert!(begun.elapsed() < Duration::from_secs(5), "{what}");
        let ours =
            answer.contains("x-content-type-options: nosniff") && answer.contains("content-security-policy");
        assert!(answer.is_empty() || ours || is_bare(&answer), "{what}: {answer}");
        assert!(statuses(&answer).iter().all(|it| *it < 500 && *it != 101), "{what}: {answer}");
        for leak in ["server:", "x-powered-by", "evil.example", "travaux=secret", "1.2.3.4"] {
            assert!(!answer.to_lowercase().contains(leak), "{what}: {answer}");
        }
    }
    // What an answer of ours has on the wire besides what the application says: its length and the time.
    let answer = live.say(b"GET /health/live HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    let (head, _) = answer.split_once("\r\n\r\n").unwrap();
    let mut names: Vec<&str> = head.lines().skip(1).map(|line| line.split_once(':').unwrap().0).collect();
    names.retain(|it| {
        !super::super::headers::EXPECTED.lines().any(|line| line.starts_with(&format!("{it}:")))
    });
    names.sort_unstable();
    assert_eq!(names, ["cache-control", "connection", "content-length", "content-type", "date"]);
}

/// A browser that takes its time over a head is heard to the end of its time, and holds nobody else up.
#[test]
fn slow_heads_hold_nobody_up() {
    let live = Live::new();
    let idle: Vec<TcpStream> = (0..200)
        .map(|n| {
            let mut stream = live.connect();
            stream.write_all(&b"GET / HTTP/1.1\r\nhost: a\r\nx: "[..(n % 29)]).unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    let answer = live.ask(b"GET /health/ready HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    assert!(answer.ends_with("ok\n") && begun.elapsed() < Duration::from_secs(20), "{answer:?}");
    drop(idle);
}

#[test]
#[ignore = "takes half a minute: a head may take that long"]
fn a_head_without_end_is_cut_off() {
    let live = Live::new();
    let mut stream = live.connect();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n").unwrap();
    let begun = Instant::now();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let taken = begun.elapsed();
    assert!((25..45).contains(&taken.as_secs()), "{taken:?}");
    assert!(statuses(&String::from_utf8_lossy(&answer)).iter().all(|it| *it == 408));
}
