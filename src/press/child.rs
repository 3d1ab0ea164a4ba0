//! One run of the program that sets PDF: a document in, a file out, within limits.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Error;

/// The memory that the program may have, in MB.
const MEMORY: &str = "2048";
/// The threads it may use: enough to be quick, few enough to leave the machine to others.
const THREADS: &str = "2";
/// The most that is taken of what it says.
const SAID: u64 = 2_000;
/// The largest file that is taken.
const FILE: u64 = 256 << 20;
/// How often is looked whether it has ended.
const PACE: Duration = Duration::from_millis(4);
/// The variables that it is told: where fonts are, and what Windows needs to run anything.
const TOLD: [&str; 2] = ["TRAVAUX_FONTS", "SystemRoot"];
/// Its code where no font has some character.
const NO_FONT: i32 = 4;

/// Sets a document.
pub(super) fn set(program: &Path, document: Vec<u8>, limit: Duration) -> Result<Vec<u8>, Error> {
    let end = Instant::now() + limit;
    let mut command = Command::new(program);
    command.args(["--memory", MEMORY]).env_clear().env("RAYON_NUM_THREADS", THREADS);
    command.envs(TOLD.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = |error| Error::Start(program.to_owned(), error);
    let mut child = command.spawn().map_err(start)?;
    // Pipes are filled and emptied on threads of their own: a program that does neither cannot hold this one.
    if let Some(mut stdin) = child.stdin.take() {
        thread::spawn(move || stdin.write_all(&document));
    }
    let file = child.stdout.take().map(|it| taken(it, FILE));
    let said = child.stderr.take().map(|it| taken(it, SAID));
    let Some(status) = waited(&mut child, end).map_err(start)? else { return Err(Error::Slow(limit)) };
    let said = said.map(|it| of(&it, end)).unwrap_or_default();
    let said = String::from_utf8_lossy(&said).trim().to_owned();
    match status.code() {
        Some(0) => {
            let file = file.map(|it| of(&it, end)).unwrap_or_default();
            if file.starts_with(b"%PDF-") && (file.len() as u64) < FILE {
                return Ok(file);
            }
            Err(Error::Failed("the program wrote no PDF".to_owned()))
        }
        Some(NO_FONT) => Err(Error::Fonts(said)),
        Some(code) if said.is_empty() => Err(Error::Failed(format!("the program ended with code {code}"))),
        Some(_) => Err(Error::Failed(said)),
        None => Err(Error::Failed(ended(status, &said))),
    }
}

/// Waits for the end; ends what has not ended in time.
fn waited(child: &mut Child, end: Instant) -> std::io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if Instant::now() >= end {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(PACE);
    }
}

/// Everything from a pipe, up to a bound.
fn taken(mut pipe: impl Read + Send + 'static, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
        let _ = sender.send(bytes);
        // What is beyond the bound is let go by, so that the program can end.
        let _ = std::io::copy(&mut pipe, &mut std::io::sink());
    });
    receiver
}

/// What came from a pipe; nothing where somebody else still holds it open when time is over.
fn of(pipe: &Receiver<Vec<u8>>, end: Instant) -> Vec<u8> {
    let left = end.saturating_duration_since(Instant::now());
    pipe.recv_timeout(left).unwrap_or_default()
}

/// Ended from outside: mostly for want of memory.
fn ended(status: ExitStatus, said: &str) -> String {
    match said.contains("memory allocation") {
        true => format!("the document needs more than {MEMORY} MB of memory"),
        false => format!("the program was ended ({status})"),
    }
}
