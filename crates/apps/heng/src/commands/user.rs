//! `heng user`: accounts, by whoever sits at the machine. The last resort when nobody can sign in.

use std::{fmt::Write, sync::Arc};

use anyhow::{Context, bail};
use heng_identity::{Identity, OpenAccount, command_line};
use heng_kernel::{Clock, Locale, PersonId};
use serde_json::json;

use crate::{
    System,
    cli::UserCommand,
    config::Config,
    output::{Outcome, Printer},
};

pub(crate) async fn user(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    command: UserCommand,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let done = carry_out(&system, printer, command).await;
    system.finish().await?;
    done.map(|()| Outcome::Good)
}

async fn carry_out(system: &System, printer: Printer, command: UserCommand) -> anyhow::Result<()> {
    let identity = &system.services.identity;
    match command {
        UserCommand::List => list(identity, printer).await,
        UserCommand::Invite { login, name, number } => {
            let person = match number {
                Some(number) => Some(numbered(system, &number).await?),
                None => None,
            };
            let display_name = name.unwrap_or_default();
            let wanted = OpenAccount { login, person, display_name, locale: Locale::default() };
            let code = command_line::invite(identity, &wanted).await?;
            say_code(printer, &wanted.login, &code)
        }
        UserCommand::Reset { login } => {
            let code = command_line::reset_password(identity, &login).await.context(login.clone())?;
            say_code(printer, &login, &code)
        }
        UserCommand::Disable { login } => {
            command_line::disable(identity, &login).await.context(login.clone())?;
            say(printer, &login, "lets nobody in any more; every session and token of it has ended")
        }
        UserCommand::Enable { login } => {
            command_line::enable(identity, &login).await.context(login.clone())?;
            say(printer, &login, "lets its owner in again")
        }
        UserCommand::Unlock { login } => {
            command_line::unlock(identity, &login).await.context(login.clone())?;
            say(printer, &login, "has no failed sign-ins any more")
        }
    }
}

async fn list(identity: &Identity, printer: Printer) -> anyhow::Result<()> {
    let users = command_line::list(identity).await?;
    let mut text = String::new();
    for user in &users {
        let state = if user.active { "active" } else { "disabled" };
        writeln!(text, "{}\t{state}\t{}\t{:.0}", user.login, user.name, user.created_at)?;
    }
    printer.print(&text, &users)
}

/// The person who has an employee number.
async fn numbered(system: &System, number: &str) -> anyhow::Result<PersonId> {
    match heng_people::api::persons_numbered(system.db.read(), number).await?.as_slice() {
        [] => bail!("nobody has the number {number}"),
        [person] => Ok(*person),
        _ => bail!(
            "several companies have a number {number}: invite from the pages, where they can be told apart"
        ),
    }
}

fn say_code(printer: Printer, login: &str, code: &str) -> anyhow::Result<()> {
    let text = format!("{login} sets a password with this code within a week: {code}");
    printer.print(&text, &json!({ "login": login, "code": code }))
}

fn say(printer: Printer, login: &str, what: &str) -> anyhow::Result<()> {
    printer.print(&format!("{login} {what}"), &json!({ "login": login }))
}
