//! `heng intake`: rosters in, from the machine itself.

use std::{fmt::Write, fs, path::Path, sync::Arc};

use anyhow::Context;
use heng_access::Actor;
use heng_intake::{Checked, batch::Upload};
use heng_kernel::{Clock, CompanyId};
use heng_people::api::UnitKind;

use crate::{
    System,
    cli::{IntakeCommand, Roster},
    config::Config,
    output::{Outcome, Printer, Unusable},
};

pub(crate) async fn intake(
    config: Config,
    clock: Arc<dyn Clock>,
    printer: Printer,
    command: IntakeCommand,
) -> anyhow::Result<Outcome> {
    let system = System::open(config, clock, false).await?;
    let done = carry_out(&system, printer, command).await;
    system.finish().await?;
    done
}

async fn carry_out(system: &System, printer: Printer, command: IntakeCommand) -> anyhow::Result<Outcome> {
    let (db, service) = (&system.db, &system.services.intake);
    let zone = system.services.identity.settings().zone;
    let actor = Actor::command_line(db.now().with_timezone(&zone).date_naive());
    match command {
        IntakeCommand::Check(roster) => {
            let checked = heng_intake::check(db, service, &actor, upload(system, &roster).await?).await?;
            printer.print(&found(&checked)?, &checked)?;
            Ok(ends(!checked.has_faults()))
        }
        IntakeCommand::Run(roster) => {
            let ran = heng_intake::run(db, service, &actor, upload(system, &roster).await?).await?;
            printer.print(&found(&ran.checked)?, &ran)?;
            Ok(ends(!ran.checked.has_faults()))
        }
        IntakeCommand::Undo { file } => {
            let batch = heng_intake::undo(db, service, &actor, &read(&file)?).await?;
            printer.print("what came of this file is taken back", &batch)?;
            Ok(Outcome::Good)
        }
        IntakeCommand::Verify { file } => {
            let verified = heng_intake::verify(db, service, &actor, &read(&file)?).await?;
            let mut text = format!(
                "file: {} employments, {} people; company: {} employments, {} people",
                verified.sides.file.employments,
                verified.sides.file.people,
                verified.sides.store.employments,
                verified.sides.store.people
            );
            for mismatch in &verified.sides.differences {
                let field = mismatch.field.map_or_else(|| "missing".to_owned(), |field| format!("{field:?}"));
                write!(text, "\n{}\t{field}", mismatch.row)?;
            }
            printer.print(&text, &verified)?;
            Ok(ends(verified.same))
        }
    }
}

const fn ends(well: bool) -> Outcome {
    if well { Outcome::Good } else { Outcome::Findings }
}

/// One line for what was counted, then one for each finding: row, column, severity, code, value.
fn found(checked: &Checked) -> anyhow::Result<String> {
    let mut text = serde_json::to_string(&checked.counts)?;
    for line in checked.lines() {
        write!(text, "\n{line}")?;
    }
    Ok(text)
}

async fn upload(system: &System, roster: &Roster) -> anyhow::Result<Upload> {
    let company = match &roster.company {
        Some(code) => Some(company(system, code).await?),
        None => None,
    };
    let name = roster.file.file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Upload { company, file_name: name.unwrap_or_default(), bytes: read(&roster.file)? })
}

async fn company(system: &System, code: &str) -> anyhow::Result<CompanyId> {
    let found = heng_people::api::unit_by_code(system.db.read(), code).await?;
    let company = found.filter(|(_, kind)| *kind == UnitKind::Company).map(|(id, _)| CompanyId(id.0));
    Ok(company.ok_or_else(|| Unusable(format!("--company: there is no company {code:?}")))?)
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| file.display().to_string())
}
