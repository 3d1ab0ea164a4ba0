//! The program that sets PDF, as a command is told where it is.

use std::path::PathBuf;

use crate::press::Press;

#[derive(Debug, clap::Args)]
pub(super) struct PressArgs {
    /// The program that sets PDF, where it is neither beside this one nor in PATH
    #[arg(long, env = "TRAVAUX_PDF", value_name = "PROGRAM")]
    pdf_program: Option<PathBuf>,
}

impl PressArgs {
    /// Looks for the program.
    pub(super) fn press(&self) -> Press {
        Press::find(self.pdf_program.clone())
    }
}
