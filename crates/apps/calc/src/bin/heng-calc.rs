//! `heng-calc`: the engines alone, as `heng calc`, `heng formula` and `heng packs` offer them.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use heng_calc::{Command, Console};

/// Heng's engines: cases, slips, formulas, packs.
#[derive(Debug, Parser)]
#[command(name = "heng-calc", version, about)]
struct Cli {
    /// Print the result as one JSON document.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    #[expect(
        clippy::disallowed_methods,
        reason = "a program without a server reads the machine's clock once, here"
    )]
    let today = chrono::Local::now().date_naive();
    let result = heng_calc::run(cli.command, &mut Console { out: &mut out, json: cli.json, today });
    let flushed = out.flush();
    match (result, flushed) {
        (Ok(outcome), Ok(())) => outcome.into(),
        (Err(error), _) => {
            let _ = writeln!(io::stderr(), "heng-calc: {error}");
            ExitCode::from(2)
        }
        (Ok(_), Err(_)) => ExitCode::from(1),
    }
}
