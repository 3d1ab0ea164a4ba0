//! The command line: every line as a secretariat would type it.
//!
//! Invariant: what goes to standard output is the result and nothing else; counts, warnings and progress go to standard
//! error. A command that fails says what, where and what to do, ends with a documented code, and has changed nothing.

mod backup;
mod brackets;
mod certificate;
mod completions;
mod consolidate;
mod demo;
mod desk;
mod diff;
pub mod engine;
mod export;
mod failure;
mod formal;
mod import;
mod init;
mod issue;
mod output;
mod package;
mod press;
mod redline;
mod references;
mod retention;
mod round;
mod serve;
mod show;
mod staff;
mod submissions;
mod verbs;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::failure::Failure;
use crate::store::{Access, Store};

/// Exit codes, as the help lists them.
const EXIT_CODES: &str = "Exit codes:
  0  done
  1  failed
  2  the command line was not understood
  3  an input file cannot be read
  4  there is no such process, draft or submission
  5  the data directory cannot be used: another process writes, a newer version, a full disk
  6  check or verify found something, or diff found a difference when asked with --exit-code";

/// What `travaux engine` understands.
const DIFF_HELP: &str = "\
Deleted words are red and struck, inserted ones green and underlined, those moved inside a paragraph cyan at both places.
Without colours: [-deleted-] {+inserted+} [<moved away<] {>moved here>}";

const ENGINE_HELP: &str = "One JSON object a line in, one a line out, in order. Operations:
  redline           {\"id\", \"op\": \"redline\", \"old\": \"..\", \"new\": \"..\"}
  align             {\"id\", \"op\": \"align\", \"old\": [..], \"new\": [..]}
  merge             {\"id\", \"op\": \"merge\", \"base\": \"..\", \"sides\": [..]}
  merge_paragraphs  {\"id\", \"op\": \"merge_paragraphs\", \"base\": [..], \"sides\": [[..], ..]}
  rebase            {\"id\", \"op\": \"rebase\", \"old\": \"..\", \"new\": \"..\", \"amended\": \"..\"}
  rebase_paragraphs {\"id\", \"op\": \"rebase_paragraphs\", \"old\": [..], \"new\": [..], \"amended\": [..]}
A line that cannot be understood is answered by {\"id\", \"error\"}.";

/// Drafting and commenting for intergovernmental consultations.
#[derive(Debug, Parser)]
#[command(name = "travaux", version, about, after_help = EXIT_CODES, max_term_width = 110)]
struct Args {
    /// The data directory
    #[arg(long, short = 'd', global = true, env = "TRAVAUX_DATA", value_name = "DIR")]
    data: Option<PathBuf>,
    /// The process, by its title or short name; not needed where there is one
    #[arg(long, short = 'p', global = true, value_name = "NAME")]
    process: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Begin a process, in a new data directory or beside others
    Init(init::Args),
    /// Take in a draft and issue it: the first, or one that follows the latest
    #[command(after_help = import::HELP)]
    Import(import::Args),
    /// Submissions that came on paper or from another program
    #[command(subcommand)]
    Submissions(submissions::Command),
    /// Decide on what was submitted
    Consolidate(consolidate::Args),
    /// Decide on single submissions
    Decide(desk::Decide),
    /// Rewrite a paragraph of the working text
    Write(desk::WriteArgs),
    /// List the square brackets of the working text, and what they offer
    Brackets(brackets::List),
    /// Put words of the working text into brackets, or offer alternatives to them
    Bracket(brackets::Bracket),
    /// Choose an alternative in brackets
    Choose(brackets::Choose),
    /// Accept words in brackets: the brackets go
    Unbracket(brackets::Unbracket),
    /// Strike words in brackets
    Strike(brackets::Settle),
    /// Take the last act at the desk back
    Undo,
    /// Issue the next draft
    Issue(issue::Args),
    /// Write a draft to a file: clean, redline or compilation
    Export(export::Args),
    /// Write everything that goes out with a draft to one .zip
    Package(package::Args),
    /// Show what is in the record
    #[command(subcommand)]
    Show(show::Command),
    /// Write a backup of the record to a new file
    Backup(backup::Args),
    /// Make a data directory from a backup
    Restore(backup::Restore),
    /// Look for damage in the record
    Check,
    /// What is kept, until when, and the end of what delegations were given
    Retention(retention::Args),
    /// See that no release was altered, and that every acknowledged operation is in one
    #[command(after_help = verify::HELP)]
    Verify(verify::Args),
    /// Compare two files on the terminal
    #[command(after_help = DIFF_HELP)]
    Diff(diff::Args),
    /// Where the references of a draft, or of a file, to its own paragraphs lead
    References(references::Args),
    /// Compare two files as a document
    Redline(redline::Args),
    /// Answer JSON lines: the text engine for other programs
    #[command(after_help = ENGINE_HELP)]
    Engine,
    /// Serve a demonstration: a process in its second round, to try everything at once
    Demo(demo::Args),
    /// Serve the pages
    Serve(serve::Args),
    /// Make a certificate for `serve --tls`, where the venue has no other
    Certificate(certificate::Args),
    /// Add staff, or a new passphrase for somebody who is locked out
    #[command(subcommand)]
    Staff(staff::Command),
    /// Write completions for a shell
    Completions(completions::Args),
}

/// Parses the command line and runs it; what went wrong is on standard error.
pub fn main() -> ExitCode {
    let args = Args::parse();
    match run(&args) {
        Ok(code) => code,
        Err(error) => failure::report(&error),
    }
}

fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let place = Place { data: args.data.clone(), process: args.process.clone() };
    match &args.command {
        Command::Init(args) => init::run(&place, args),
        Command::Import(args) => import::run(&place, args),
        Command::Submissions(command) => submissions::run(&place, command),
        Command::Consolidate(args) => consolidate::run(&place, args),
        Command::Decide(args) => desk::run_decide(&place, args.clone()),
        Command::Write(args) => desk::run_write(&place, args.clone()),
        Command::Brackets(args) => brackets::run_list(&place, args),
        Command::Bracket(args) => brackets::run_bracket(&place, args.clone()),
        Command::Choose(args) => brackets::run_choose(&place, args.clone()),
        Command::Unbracket(args) => brackets::run_unbracket(&place, args.clone()),
        Command::Strike(args) => brackets::run_strike(&place, args.clone()),
        Command::Undo => desk::run_undo(&place),
        Command::Issue(args) => issue::run(&place, args),
        Command::Export(args) => export::run(&place, args),
        Command::Package(args) => package::run(&place, args),
        Command::Show(command) => show::run(&place, command),
        Command::Backup(args) => backup::run(&place, args),
        Command::Restore(args) => backup::restore(&place, args),
        Command::Check => backup::check(&place),
        Command::Retention(args) => retention::run(&place, args),
        Command::Verify(args) => verify::run(&place, args),
        Command::Diff(args) => diff::run(args),
        Command::References(args) => references::run(&place, args),
        Command::Redline(args) => redline::run(args),
        Command::Engine => engine::run(std::io::stdin().lock(), std::io::stdout().lock()),
        Command::Demo(args) => demo::run(args),
        Command::Serve(args) => serve::run(&place, args),
        Command::Certificate(args) => certificate::run(&place, args),
        Command::Staff(command) => staff::run(&place, command),
        Command::Completions(args) => completions::run(args),
    }
    .map(|()| ExitCode::SUCCESS)
    .or_else(|error| match error.downcast_ref::<failure::Found>() {
        Some(_) => Ok(ExitCode::from(failure::FOUND)),
        None => Err(error),
    })
}

/// Where a command works.
#[derive(Clone, Debug)]
struct Place {
    data: Option<PathBuf>,
    process: Option<String>,
}

impl Place {
    fn open(&self, access: Access) -> anyhow::Result<Store> {
        let dir = self.data.as_deref().ok_or(Failure::NoDirectory)?;
        Ok(Store::open(dir, access)?)
    }

    fn process(&self) -> Option<&str> {
        self.process.as_deref()
    }
}
