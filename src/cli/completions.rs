//! `travaux completions`

use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::output::write_output;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "travaux", &mut script);
    write_output(Path::new("-"), &script)
}
