//! `heng`.

use std::process::ExitCode;

fn main() -> ExitCode {
    heng::run(std::env::args_os())
}
