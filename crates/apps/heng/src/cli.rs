//! The command line.

use std::{ffi::OsString, path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use heng_kernel::Clock;

use crate::{
    commands,
    config::{self, Config},
    demo::{self, DemoArgs},
    logging,
    machine::SystemClock,
    output::{self, Outcome, Printer},
};

/// Heng 衡: people, time, goals and pay of one company group.
#[derive(Debug, Parser)]
#[command(name = "heng", version, about, propagate_version = true)]
struct Cli {
    /// The settings; `heng.toml` in the working folder when not named.
    #[arg(long, global = true, env = "HENG_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print the result as one JSON document.
    #[arg(long, global = true)]
    json: bool,
    /// Run as if it were this day, for demos; the clock runs on.
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve pages and the API, and work on jobs.
    Serve(ServeArgs),
    /// Work on jobs without serving.
    Worker,
    /// Bring the database up to date.
    Migrate {
        /// Only say what is missing; ends with 1 if anything is.
        #[arg(long)]
        check: bool,
    },
    /// Accounts, when nobody can sign in to look after them.
    #[command(subcommand)]
    User(UserCommand),
    /// Rosters in: `.xlsx`, or `.csv` in UTF-8, UTF-16 or GB18030.
    #[command(subcommand)]
    Intake(IntakeCommand),
    /// The audit trail.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// One word for everything that is stored: equal contents, equal word.
    ContentHash {
        /// What counts.
        #[arg(long, value_enum, default_value_t = Scope::All)]
        scope: Scope,
    },
    /// Write everything to one encrypted file while the system runs.
    Backup {
        /// The file; it must not exist yet.
        to: PathBuf,
    },
    /// Fill an empty database from a backup, after checking all of it.
    Restore {
        /// The backup.
        from: PathBuf,
        /// Only check it.
        #[arg(long)]
        check: bool,
    },
    /// Look at every part and say what is wrong.
    Doctor,
    /// Print the description of the API.
    Openapi,
    /// The engines, without a database.
    #[command(flatten)]
    Engine(heng_calc::Command),
    /// Make and serve a made-up company on this machine alone, with a simulated WeChat.
    Demo(DemoArgs),
    /// Keys of the encrypted fields and documents.
    #[command(subcommand)]
    Key(KeyCommand),
}

#[derive(Debug, Args)]
struct ServeArgs {
    /// Leave the jobs to `heng worker`.
    #[arg(long)]
    no_worker: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// List every account: login name, state, name, when it was opened.
    List,
    /// Open an account and print the one-time code with which its owner sets a password.
    Invite {
        /// The login name.
        login: String,
        /// What to call an account that belongs to no employee.
        #[arg(long)]
        name: Option<String>,
        /// The employee it belongs to, by number.
        #[arg(long, conflicts_with = "name")]
        number: Option<String>,
    },
    /// Void the password and everything it opened, and print a one-time code for a new one.
    Reset {
        /// The login name.
        login: String,
    },
    /// Let nobody in through the account any more.
    Disable {
        /// The login name.
        login: String,
    },
    /// Let the account's owner in again.
    Enable {
        /// The login name.
        login: String,
    },
    /// Forget failed sign-ins.
    Unlock {
        /// The login name.
        login: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum IntakeCommand {
    /// Say row by row what is wrong with a roster; nothing is stored. Ends with 1 if a row would be refused.
    Check(Roster),
    /// Bring a roster in: good rows are applied, the others reported.
    Run(Roster),
    /// Take back what the last run of this file did.
    Undo {
        /// The file that was run.
        file: PathBuf,
    },
    /// Compare the file with what became of it. Ends with 1 if they differ.
    Verify {
        /// The file that was run.
        file: PathBuf,
    },
}

/// A roster and whom it is for.
#[derive(Debug, Args)]
pub(crate) struct Roster {
    /// The file.
    pub(crate) file: PathBuf,
    /// Code of the company it is for, where the file does not say so itself.
    #[arg(long, value_name = "CODE")]
    pub(crate) company: Option<String>,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// Check the chain from the first row to the last.
    Verify,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// List the data keys.
    Status,
    /// Make a new data key and seal everything again with it, in the background.
    Rotate,
    /// Wrap the data keys with another master key.
    Rewrap {
        /// The new key's file; made when it is not there.
        #[arg(long, value_name = "FILE")]
        new_master_key_file: PathBuf,
    },
}

/// What a content hash covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scope {
    /// Every column of every table.
    All,
    /// What the business sees: no surrogate ids, record times, audit, queues or sequences.
    Business,
}

/// Does what the arguments say.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    output::end(start(cli))
}

fn start(cli: Cli) -> anyhow::Result<Outcome> {
    let clock = cli.today.map(SystemClock::on).unwrap_or_default();
    if let Command::Engine(mut command) = cli.command {
        if let Some(folder @ None) = command.folder() {
            *folder = config::load(cli.config.as_deref())?.packs.folder();
        }
        return commands::engine(command, &clock, cli.json);
    }
    let mut config = config::load(cli.config.as_deref())?;
    if matches!(cli.command, Command::Demo(_)) {
        demo::speak_softly(&mut config.log);
    }
    logging::start(&config.log)?;
    // Both this program's TLS and that of its clients; the first to come wins, which is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads")?;
    runtime.block_on(dispatch(cli.command, config, Arc::new(clock), Printer { json: cli.json }))
}

async fn dispatch(
    command: Command,
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
) -> anyhow::Result<Outcome> {
    match command {
        Command::Serve(args) => commands::serve(config, clock, printer, args.no_worker).await,
        Command::Worker => commands::worker(config, clock).await,
        Command::Migrate { check } => commands::migrate(config, clock, printer, check).await,
        Command::User(command) => commands::user(config, clock, printer, command).await,
        Command::Intake(command) => commands::intake(config, clock, printer, command).await,
        Command::Audit(AuditCommand::Verify) => commands::audit_verify(config, clock, printer).await,
        Command::ContentHash { scope } => commands::content_hash(config, clock, printer, scope).await,
        Command::Backup { to } => commands::backup(config, clock, printer, &to).await,
        Command::Restore { from, check } => commands::restore(config, clock, printer, &from, check).await,
        Command::Doctor => commands::doctor(config, clock, printer).await,
        Command::Openapi => commands::openapi(),
        Command::Engine(command) => commands::engine(command, clock.as_ref(), printer.json),
        Command::Demo(args) => demo::run(config, clock, printer, args).await,
        Command::Key(KeyCommand::Status) => commands::key_status(config, clock, printer).await,
        Command::Key(KeyCommand::Rotate) => commands::key_rotate(config, clock, printer).await,
        Command::Key(KeyCommand::Rewrap { new_master_key_file }) => {
            commands::key_rewrap(config, clock, printer, &new_master_key_file).await
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
