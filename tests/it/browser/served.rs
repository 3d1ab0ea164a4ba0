//! The program as it serves: a process on a port of its own, ended with the test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A server under way.
pub(super) struct Served {
    process: Child,
    /// Its address, without a slash at the end.
    pub(super) base: String,
}

impl Served {
    /// Starts the program; it says where it listens.
    pub(super) fn start(args: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_travaux"))
            .args(args)
            .env_remove("TRAVAUX_DATA")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        let streams: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(process.stdout.take().unwrap()), Box::new(process.stderr.take().unwrap())];
        for stream in streams {
            let tell = tell.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    tell.send(line).ok();
                }
            });
        }
        drop(tell);
        let mut said = Vec::new();
        let base = loop {
            let line = told.recv().unwrap_or_else(|_| panic!("it ended: {}", said.join("\n")));
            let address = line.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:"));
            if let Some(address) = address {
                break address.trim_end_matches('/').to_owned();
            }
            said.push(line);
        };
        std::thread::spawn(move || told.iter().for_each(drop));
        Self { process, base }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
