//! What commands have in common when they read and write files and talk.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::Path;
use std::time::Duration;

use anstyle::{AnsiColor, Reset, Style};
use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;
use crate::import::MAX_BYTES;

/// How errors begin.
pub(super) const BOLD_RED: Style = AnsiColor::Red.on_default().bold();
/// How warnings begin.
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default();
/// Back to plain.
pub(super) const PLAIN: Reset = Reset;

/// What failed when the result could not be written.
pub(super) const STANDARD_OUTPUT: &str = "standard output";

/// Reads a file of at most the size that is taken in; no more of a larger one than needed to know.
pub(super) fn read_input(path: &Path) -> anyhow::Result<Vec<u8>> {
    let unreadable = |why: String| Failure::Input { path: path.display().to_string(), why };
    let file = File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let length = file.metadata().map_err(|error| unreadable(error.to_string()))?.len();
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    file.take(limit).read_to_end(&mut bytes).map_err(|error| unreadable(error.to_string()))?;
    if bytes.len() as u64 == limit {
        let megabytes = |bytes: u64| bytes.div_ceil(1 << 20);
        let why = format!(
            "the file is too large: {} MB, at most {} MB are read",
            megabytes(length),
            megabytes(MAX_BYTES as u64)
        );
        return Err(unreadable(why).into());
    }
    Ok(bytes)
}

/// Reads a draft from a file.
pub(super) fn read_draft(path: &Path) -> anyhow::Result<crate::import::Imported> {
    let bytes = read_input(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    crate::import::read(&bytes, &name).with_context(|| path.display().to_string())
}

/// Writes a file whole or not at all; `-` is standard output.
pub(super) fn write_output(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if path == Path::new("-") {
        let mut out = std::io::stdout().lock();
        return out.write_all(bytes).and_then(|()| out.flush()).context(STANDARD_OUTPUT);
    }
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let context = || format!("{} cannot be written", path.display());
    if !dir.is_dir() {
        bail!("{}: there is no directory {}, make it first", context(), dir.display());
    }
    let mut file = (tempfile::Builder::new().prefix(".travaux-").tempfile_in(dir))
        .map_err(|error| io::Error::from(error.kind())) // without the name of the temporary file
        .with_context(context)?;
    file.write_all(bytes).with_context(context)?;
    file.as_file().sync_all().with_context(context)?;
    let file = file.persist(path).map_err(|error| error.error).with_context(context)?;
    readable_by_umask(&file).with_context(context)
}

/// A temporary file is made for its owner alone; a finished document is like any other file.
#[cfg(unix)]
fn readable_by_umask(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_umask(_: &File) -> io::Result<()> {
    Ok(())
}

/// Writes a line of the result. The macros for that panic where nobody reads or the disk is full.
pub(super) fn print(line: impl std::fmt::Display) -> anyhow::Result<()> {
    writeln!(anstream::stdout().lock(), "{line}").context(STANDARD_OUTPUT)
}

/// Says something beside the result; where nobody listens the command goes on.
pub(super) fn say(line: impl std::fmt::Display) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Says what somebody should look at.
pub(super) fn warn(line: impl std::fmt::Display) {
    say(format_args!("{YELLOW}warning:{PLAIN} {line}"));
}

/// Runs something that may take a while, with a sign of life on a terminal.
pub(super) fn working<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner());
    let bar = ProgressBar::new_spinner().with_message(what).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(120));
    let result = work();
    bar.finish_and_clear();
    result
}

/// "1 paragraph", "2 paragraphs".
pub(super) fn count(number: usize, one: &str) -> String {
    match (number, one.strip_suffix('y')) {
        (1, _) => format!("1 {one}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'o']) => format!("{number} {stem}ies"),
        _ => format!("{number} {one}s"),
    }
}

/// The first words of a text, on one line.
pub(super) fn first_words(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
