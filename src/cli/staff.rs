//! `travaux staff`: for whoever runs the server and is locked out.
//!
//! A passphrase is typed or piped in, never an argument: those can be seen by others on the machine.

use std::io::{BufRead, IsTerminal};

use anyhow::Context;
use clap::ValueEnum;
use zeroize::Zeroizing;

use super::Place;
use super::failure::Failure;
use super::output::{print, say};
use crate::clock;
use crate::identity::actor::Actor;
use crate::proceedings::{
    self, NewMember, Refusal, hash_passphrase, hire, reset_passphrase, reset_second_factor,
};
use crate::store::Access;
use crate::store::staff::{Appointment, Office};

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Add a member of the staff; the passphrase is asked for, or read from standard input
    Add(Add),
    /// Put another passphrase in the place of a forgotten one; everybody is logged out
    Passphrase {
        /// What they log in as
        login: String,
    },
    /// Whether somebody has a second factor; take it away if they have lost it
    SecondFactor(SecondFactor),
    /// List the staff
    List,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct SecondFactor {
    /// What they log in as
    login: String,
    /// Take it away: they set another up at their next log-in; everybody is logged out
    #[arg(long)]
    reset: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub(super) struct Add {
    /// What they log in as
    login: String,
    /// Their name
    #[arg(long, value_name = "NAME")]
    name: String,
    /// What they do in the process
    #[arg(long = "as", value_enum, default_value = "secretariat", value_name = "OFFICE")]
    office: As,
    /// For a co-chair: the State or body they come from
    #[arg(long = "for", value_name = "BODY", required_if_eq("office", "co-chair"))]
    body: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum As {
    /// Runs the process
    Secretariat,
    /// Decides at the desk
    CoChair,
    /// Leads a meeting, and looks on
    Moderator,
    /// Interprets, and looks on
    Interpreter,
}

pub(super) fn run(place: &Place, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Add(args) => add(place, args.clone()),
        Command::Passphrase { login } => passphrase(place, login),
        Command::SecondFactor(args) => second_factor(place, args),
        Command::List => list(place),
    }
}

fn add(place: &Place, args: Add) -> anyhow::Result<()> {
    let store = place.open(Access::Write)?;
    let process = place.process.clone();
    let hash = hashed(&ask()?)?;
    let appointment = match (args.office, args.body) {
        (As::CoChair, body) => Appointment::CoChair(body.unwrap_or_default()),
        (As::Secretariat, _) => Appointment::Other(Office::Secretariat),
        (As::Moderator, _) => Appointment::Other(Office::Moderator),
        (As::Interpreter, _) => Appointment::Other(Office::Interpreter),
    };
    let new = NewMember { login: args.login, name: args.name, appointment };
    let by = Actor::command_line(clock::now());
    let title = store.blocking_write(move |w| {
        let scope = proceedings::find(w, process.as_deref())?;
        hire(w, scope.process.id, &new, &hash, &by)?;
        Ok::<_, Refusal>(scope.process.title)
    });
    say(format_args!("added in \"{}\"; they set up a second factor when they first log in", told(title)?));
    Ok(())
}

fn passphrase(place: &Place, login: &str) -> anyhow::Result<()> {
    let store = place.open(Access::Write)?;
    told(reset_passphrase(&store, login, &ask()?, &Actor::command_line(clock::now())))?;
    say("changed; everybody has to log in anew");
    Ok(())
}

fn second_factor(place: &Place, args: &SecondFactor) -> anyhow::Result<()> {
    let login = args.login.as_str();
    if args.reset {
        let store = place.open(Access::Write)?;
        told(reset_second_factor(&store, login, &Actor::command_line(clock::now())))?;
        say("taken away; they set another up at their next log-in, and everybody has to log in anew");
        return Ok(());
    }
    let store = place.open(Access::Read)?;
    let door = store.blocking_read(|r| r.door(login))?;
    let door = door.ok_or_else(|| Failure::Usage(format!("nobody on the staff logs in as \"{login}\"")))?;
    print(if door.second_factor.is_some() { "set up" } else { "not set up yet" })
}

fn list(place: &Place) -> anyhow::Result<()> {
    let store = place.open(Access::Read)?;
    let lines = store.blocking_read(|r| {
        let mut lines = Vec::new();
        for staff in r.all_staff()? {
            let mut offices = Vec::new();
            for process in r.processes()? {
                for office in r.offices(process.id, staff.id)? {
                    offices.push(format!("{} in {}", office.name().replace('_', "-"), process.name));
                }
            }
            lines.push(format!("{:<16} {:<24} {}", staff.login, staff.name, offices.join(", ")));
        }
        anyhow::Ok(lines)
    })?;
    lines.iter().try_for_each(print)
}

/// A passphrase: from a terminal unseen and twice, else the first line of standard input.
fn ask() -> anyhow::Result<Zeroizing<String>> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        let mut line = Zeroizing::new(String::new());
        input.lock().read_line(&mut line).context("standard input")?;
        return Ok(Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned()));
    }
    let typed = |prompt: &str| {
        say(prompt);
        console::Term::stderr().read_secure_line().map(Zeroizing::new).context("the terminal")
    };
    let phrase = typed("Passphrase, 15 characters or more (it is not shown):")?;
    if *phrase != *typed("Once more:")? {
        return Err(Failure::Usage("the two are not the same".to_owned()).into());
    }
    Ok(phrase)
}

fn hashed(phrase: &str) -> anyhow::Result<String> {
    told(hash_passphrase(phrase))
}

/// What was refused, in the words of this command line.
fn told<T>(found: Result<T, Refusal>) -> anyhow::Result<T> {
    found.map_err(|refusal| match refusal {
        Refusal::Act(error) => error.into(),
        Refusal::Passphrase(refused) => Failure::Usage(refused.to_string()).into(),
        refusal => refusal.into(),
    })
}
