//! `travaux certificate`: a certificate for a venue that has no other.
//!
//! The certificate is signed by an authority of its own, made for it alone: its key is never written down, so that
//! nobody can make another one, and it is good for the names of this server only. A device that is told to trust the
//! authority trusts nothing else by it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType, date_time_ymd,
};

use super::Place;
use super::failure::Failure;
use super::output::{print, say};
use crate::clock;
use crate::config::Fingerprint;

/// Where the certificate stands in a data directory.
const DIR: &str = "tls";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What browsers type: names and addresses of the server, as in "travaux.local 192.168.1.4"
    #[arg(required = true, value_name = "NAME")]
    names: Vec<String>,
    /// How many days it is good for
    #[arg(long, default_value_t = 90, value_parser = clap::value_parser!(u16).range(1..=397))]
    days: u16,
    /// Put it in the place of the one that is there
    #[arg(long)]
    replace: bool,
}

/// The files of a certificate in a data directory.
pub(super) struct Files {
    /// The certificate of the server, and that of its authority.
    pub(super) certificate: PathBuf,
    /// Its key.
    pub(super) key: PathBuf,
    /// The authority alone, for devices that are to trust it.
    authority: PathBuf,
}

impl Files {
    /// Of a data directory.
    pub(super) fn of(data: &Path) -> Self {
        let dir = data.join(DIR);
        Self {
            certificate: dir.join("server.pem"),
            key: dir.join("server.key"),
            authority: dir.join("authority.pem"),
        }
    }

    fn are_there(&self) -> bool {
        [&self.certificate, &self.key, &self.authority].into_iter().any(|it| it.exists())
    }
}

pub(super) fn run(place: &Place, args: &Args) -> anyhow::Result<()> {
    let data = place.data.as_deref().ok_or(Failure::NoDirectory)?;
    if !data.join("travaux.db").is_file() {
        bail!(Failure::Usage(format!("{} is no data directory: travaux init makes one", data.display())));
    }
    let files = Files::of(data);
    if files.are_there() && !args.replace {
        let at = files.certificate.display();
        bail!(Failure::Usage(format!("{at} is there already: --replace puts a new one in its place")));
    }
    let from = clock::today(&TimeZone::UTC);
    let made = make(&args.names, from, args.days)?;
    write(&files, &made).with_context(|| format!("{} cannot be written", files.certificate.display()))?;
    say(format_args!("good for {} until {}", args.names.join(", "), made.until));
    print(format_args!("certificate {}\nauthority   {}", made.certificate_print, made.authority_print))?;
    say(format_args!(
        "\nServe with it: travaux --data {} serve --tls --listen 0.0.0.0:8443\n\
         Devices that take {} as an authority show no warning. On the others compare the first line with what the \
         browser shows of the certificate before going on; enrolment sheets carry it.",
        data.display(),
        files.authority.display()
    ));
    Ok(())
}

/// A certificate that was made.
struct Made {
    chain: String,
    key: zeroize::Zeroizing<String>,
    authority: String,
    certificate_print: Fingerprint,
    authority_print: Fingerprint,
    until: Date,
}

fn make(names: &[String], from: Date, days: u16) -> anyhow::Result<Made> {
    // A day before, for clocks that are slow.
    let (begin, until) = (from.checked_sub(1.day())?, from.checked_add(i32::from(days).days())?);
    let params = |common: &str| {
        let mut params = CertificateParams::new(Vec::new())?;
        params.not_before = date_time_ymd(begin.year().into(), begin.month() as u8, begin.day() as u8);
        params.not_after = date_time_ymd(until.year().into(), until.month() as u8, until.day() as u8);
        params.distinguished_name.push(DnType::CommonName, common);
        Ok::<_, rcgen::Error>(params)
    };
    let wanted = names.iter().map(|it| name(it)).collect::<anyhow::Result<Vec<_>>>()?;
    let mut authority = params("Travaux, this venue's authority")?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let permitted_subtrees = wanted.iter().filter_map(subtree).collect();
    authority.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    let authority_key = KeyPair::generate()?;
    let authority_certificate = authority.self_signed(&authority_key)?;
    let mut server = params("Travaux")?;
    server.subject_alt_names = wanted;
    server.use_authority_key_identifier_extension = true;
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = server.signed_by(&key, &Issuer::new(authority, authority_key))?;
    Ok(Made {
        chain: certificate.pem() + &authority_certificate.pem(),
        key: key.serialize_pem().into(),
        authority: authority_certificate.pem(),
        certificate_print: Fingerprint::of(certificate.der()),
        authority_print: Fingerprint::of(authority_certificate.der()),
        until,
    })
}

/// A name or an address as browsers type it, without scheme, port or path.
fn name(typed: &str) -> anyhow::Result<SanType> {
    if let Ok(address) = typed.parse::<IpAddr>() {
        return Ok(SanType::IpAddress(address));
    }
    let label = |it: &str| {
        let plain = it.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-');
        plain && (1..=63).contains(&it.len()) && !it.starts_with('-') && !it.ends_with('-')
    };
    if !typed.split('.').all(label) {
        let why =
            format!("\"{typed}\" is no name or address: write it as in \"travaux.local\" or \"192.168.1.4\"");
        bail!(Failure::Usage(why));
    }
    Ok(SanType::DnsName(typed.try_into()?))
}

/// What the authority may vouch for.
fn subtree(name: &SanType) -> Option<GeneralSubtree> {
    match name {
        SanType::DnsName(name) => Some(GeneralSubtree::DnsName(name.as_str().to_owned())),
        SanType::IpAddress(address) => {
            let bits = if address.is_ipv4() { 32 } else { 128 };
            Some(GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*address, bits)))
        }
        _ => None,
    }
}

fn write(files: &Files, made: &Made) -> io::Result<()> {
    let dir = files.key.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dir)?;
    put(&files.key, made.key.as_bytes())?;
    put(&files.certificate, made.chain.as_bytes())?;
    put(&files.authority, made.authority.as_bytes())
}

/// Writes a file that its owner alone reads, in the place of an older one.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = private(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_stands_between_the_slashes() {
        for (typed, good) in [
            ("travaux.local", true),
            ("travaux", true),
            ("192.168.1.4", true),
            ("fd00::4", true),
            ("https://travaux.local", false),
            ("travaux.local:8443", false),
            ("*.local", false),
            ("-a.local", false),
            ("", false),
            ("a..b", false),
        ] {
            assert_eq!(name(typed).is_ok(), good, "{typed}");
        }
    }
}
