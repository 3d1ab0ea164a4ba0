//! The program as it serves, spoken to over a connection as a browser would, with all that it says kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::site::encoded;
use crate::support::Office;

/// A server under way.
pub(crate) struct Served {
    child: Child,
    address: String,
    said: Mutex<Receiver<String>>,
    log: String,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The value of a header; nothing if there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let named = |line: &&str| line.split_once(':').is_some_and(|(it, _)| it.eq_ignore_ascii_case(name));
        self.head.lines().find(named).map_or("", |line| line.split_once(':').unwrap().1.trim())
    }

    /// The cookie that it sets.
    pub(crate) fn cookie(&self) -> String {
        let set = self.header("set-cookie");
        assert!(!set.is_empty(), "no cookie: {} {}", self.status, self.text());
        set.split(';').next().unwrap().to_owned()
    }
}

impl Served {
    /// Serves the data directory of an office.
    pub(crate) fn start(office: &Office) -> Self {
        Self::start_with(office, &office.path("data"), &[])
    }

    /// Serves another data directory, in an environment.
    pub(crate) fn start_with(office: &Office, data: &Path, environment: &[(&str, &str)]) -> Self {
        let data = data.to_str().unwrap();
        let mut command = office.bare(&["--data", data, "serve", "--listen", "127.0.0.1:0"]);
        command.envs(environment.iter().copied());
        // The same with and without the program that sets PDF; its files are read in `pdf`.
        command.env("TRAVAUX_PDF", "none");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (tell, said) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let tell = tell.clone();
            std::thread::spawn(move || {
                BufReader::new(stream).lines().map_while(Result::ok).for_each(|line| drop(tell.send(line)));
            });
        }
        let mut log = String::new();
        let address = loop {
            let line = said.recv_timeout(Duration::from_secs(30)).unwrap_or_else(|_| panic!("{log}"));
            log.push_str(&line);
            log.push('\n');
            if let Some((_, rest)) = line.split_once("http://") {
                break rest.split('/').next().unwrap().to_owned();
            }
        };
        Self { child, address, said: Mutex::new(said), log }
    }

    pub(crate) fn get(&self, cookie: &str, path: &str) -> Reply {
        self.ask("GET", cookie, path, "").unwrap()
    }

    /// Sends a form as from one of its pages.
    pub(crate) fn post(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Reply {
        let fields: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.ask("POST", cookie, path, &fields.join("&")).unwrap()
    }

    /// The same where the server may be gone before it has answered.
    pub(crate) fn try_post(&self, cookie: &str, path: &str, form: &[(&str, &str)]) -> Option<Reply> {
        let fields: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.ask("POST", cookie, path, &fields.join("&"))
    }

    fn ask(&self, method: &str, cookie: &str, path: &str, form: &str) -> Option<Reply> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.address);
        head += "sec-fetch-site: same-origin\r\n";
        if !cookie.is_empty() {
            head += &format!("cookie: {cookie}\r\n");
        }
        if method == "POST" {
            head += "content-type: application/x-www-form-urlencoded\r\n";
            head += &format!("content-length: {}\r\n", form.len());
        }
        stream.write_all(format!("{head}\r\n{form}").as_bytes()).ok()?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all).ok()?;
        let end = all.windows(4).position(|it| it == b"\r\n\r\n")?;
        let head = String::from_utf8(all[..end].to_vec()).unwrap();
        assert!(!head.to_lowercase().contains("transfer-encoding"), "{head}");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let body = all[end + 4..].to_vec();
        // Half an answer is none.
        let whole = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        whole.is_none_or(|it: usize| it == body.len()).then_some(Reply { status, head, body })
    }

    /// Ends it as `kill -9` does, while others may still speak to it.
    #[cfg(unix)]
    pub(crate) fn kill(&self) {
        let id = self.child.id().to_string();
        let killed = std::process::Command::new("kill").args(["-9", &id]).status().unwrap();
        assert!(killed.success());
    }

    /// Asks it to end, as a supervisor does; all that it has said.
    #[cfg(unix)]
    pub(crate) fn end(mut self) -> String {
        let asked = std::process::Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        assert!(self.child.wait().unwrap().success(), "it ends in good order");
        let mut log = std::mem::take(&mut self.log);
        for line in self.said.get_mut().unwrap().iter() {
            log.push_str(&line);
            log.push('\n');
        }
        log
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
