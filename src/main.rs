//! The `travaux` program: see [`travaux::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    travaux::cli::main()
}
