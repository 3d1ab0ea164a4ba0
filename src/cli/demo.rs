//! `travaux demo`: a process in its second round to walk about in, made anew or as it was left.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::output::{print, working};
use super::press::PressArgs;
use super::serve;
use crate::clock;
use crate::demonstration::{self, BANNER, Credentials, Demonstration, Part, Persona};
use crate::store::{Access, Store};

/// What tells a demonstration from any other data directory, and keeps its keys.
const KEYS: &str = "demo.json";

const AS_DELEGATE: &str = "First, as the delegation of Kelani Islands:
  1. See Rev.1 against the Zero draft, and what became of your amendments: 5 retained, 2 in part, 1 in brackets, 1 not.
  2. In paragraph 14 change \"should\" to \"must\": the redline follows, and it competes with 14-B. Check, submit.
  3. Press \"Release now\": it arrives among the others, without a name.";

const AS_CO_CHAIR: &str = "Then, as co-chair:
  1. You are at the desk, on the paragraph with most proposals. Press \"a\": the first open one, 13-C, is retained.
  2. The result rewrites itself and says \"from A, C\"; the counter goes from 31 to 32.
  3. Download \"Redline for Word\": real tracked changes.";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port to listen on, on this machine alone; 0 takes any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The data directory; made if there is none, else one that an earlier demonstration made
    #[arg(long, default_value = "travaux-demo", value_name = "DIR")]
    dir: PathBuf,
    #[command(flatten)]
    press: PressArgs,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let dir = &args.dir;
    let there = is_demonstration(dir)?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let listener = serve::listen(address).context("choose another port with --port")?;
    if !there {
        working("making the demonstration", || make(dir))
            .with_context(|| format!("{} cannot be made", dir.display()))?;
    }
    let store = Store::open(dir, Access::Write)?;
    let demo = read(dir)?;
    greet(&listener, dir, &demo)?;
    serve::demonstrate(listener, store, demo, args.press.press())
}

/// Whether a demonstration is there; a directory that is something else is not touched.
fn is_demonstration(dir: &Path) -> anyhow::Result<bool> {
    if dir.join(KEYS).is_file() {
        return Ok(true);
    }
    let something = match fs::read_dir(dir) {
        Ok(mut files) => files.next().is_some(),
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    };
    if something {
        let dir = dir.display();
        bail!(
            "{dir} is not a demonstration: name a directory that is new, or one that `travaux demo` has made"
        );
    }
    Ok(false)
}

/// Makes a demonstration beside its place and moves it there when it is whole.
fn make(dir: &Path) -> anyhow::Result<()> {
    let beside = dir.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(beside)?;
    let scaffold = tempfile::Builder::new().prefix(".travaux-demo-").tempdir_in(beside);
    let scaffold = scaffold.map_err(|error| io::Error::from(error.kind()))?;
    let building = scaffold.path().join("data");
    let store = Store::open(&building, Access::Create)?;
    let demo = demonstration::make(&store, clock::now())?;
    drop(store);
    write(&building, &demo)?;
    if dir.exists() {
        fs::remove_dir(dir)?;
    }
    Ok(fs::rename(&building, dir)?)
}

fn write(dir: &Path, demo: &Demonstration) -> anyhow::Result<()> {
    let mut file = File::create_new(dir.join(KEYS))?;
    keep_private(&file)?;
    file.write_all(&serde_json::to_vec_pretty(demo)?)?;
    Ok(file.sync_all()?)
}

#[cfg(unix)]
fn keep_private(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn keep_private(_: &File) -> io::Result<()> {
    Ok(())
}

fn read(dir: &Path) -> anyhow::Result<Demonstration> {
    let path = dir.join(KEYS);
    let damaged = || format!("{} cannot be read: delete {} and begin anew", path.display(), dir.display());
    let bytes = fs::read(&path).with_context(damaged)?;
    serde_json::from_slice(&bytes).with_context(damaged)
}

/// What to open, whom to be, and what to try first.
fn greet(listener: &TcpListener, dir: &Path, demo: &Demonstration) -> anyhow::Result<()> {
    let address = listener.local_addr()?;
    print(format_args!("{BANNER}\n\nhttp://{address}/ — Ctrl-C ends it\n"))?;
    print("The bar on every page makes you any of these with one click. To log in with what they hold:")?;
    for Persona { name, part, credentials } in demo.personas.iter().chain(&demo.colleague) {
        let role = match part {
            Part::Delegate | Part::OtherDelegate => "delegation",
            Part::CoChair | Part::Secretariat => "staff",
        };
        match credentials {
            Credentials::Key { key } => print(format_args!("  {name} ({role}), access key:\n      {key}"))?,
            Credentials::Login { login, passphrase } => {
                print(format_args!("  {name} ({role}), login {login}, passphrase:\n      {passphrase}"))?;
            }
        }
    }
    print("\nDelegations that have not enrolled, each with its enrolment code:")?;
    for sheet in &demo.sheets {
        print(format_args!("  {}:\n      {}", sheet.name, sheet.code))?;
    }
    print(format_args!("\n{AS_DELEGATE}\n\n{AS_CO_CHAIR}\n"))?;
    print(format_args!("Made on {} in {}. To begin anew, delete it.", demo.made, dir.display()))
}
