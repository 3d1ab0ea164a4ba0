//! Parses the command line and runs it.

fn main() -> anyhow::Result<()> {
    travaux::cli::engine::run(std::io::stdin().lock(), std::io::stdout().lock())
}
