//! Several files as one: a ZIP with the sums of all that is in it, the same bytes every time.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Error;

/// The file of the sums, as `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, without a folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Zips files in the order given, and the sums of them last. Times are fixed, and nothing tells of the machine.
pub fn bundle(files: &[File]) -> Result<Vec<u8>, Error> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut sums = String::new();
    for File { name, bytes } in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
        Sha256::digest(bytes).iter().for_each(|byte| {
            let _ = write!(sums, "{byte:02x}");
        });
        let _ = writeln!(sums, "  {name}");
    }
    zip.start_file(SUMS, options)?;
    zip.write_all(sums.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
