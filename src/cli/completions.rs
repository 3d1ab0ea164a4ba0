//! `travaux completions`

use clap::CommandFactory;
use clap_complete::Shell;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    clap_complete::generate(args.shell, &mut super::Args::command(), "travaux", &mut std::io::stdout());
    Ok(())
}
