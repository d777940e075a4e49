//! What `heng intake check|run|undo|verify FILE` does. Each takes the file's bytes and answers with plain values.

use heng_access::Actor;
use heng_cleanse::{RowFinding, UnitNeed};
use heng_db::Db;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    Intake,
    batch::{self, Apply, BatchView, IntakeError, State, Upload},
    work::{Counts, Report, Sides},
};

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// How many of what.
    pub counts: Counts,
    /// Everything noticed.
    pub findings: Vec<RowFinding>,
    /// Units the company does not have.
    pub units: Vec<UnitNeed>,
}

impl Checked {
    /// Whether any row was refused: the command ends with 1.
    pub fn has_faults(&self) -> bool {
        self.counts.errors > 0
    }

    /// A plain table, one finding a line: row, column, severity, code, value, remedy.
    pub fn lines(&self) -> Vec<String> {
        let line = |found: &RowFinding| {
            let column = found.column.as_ref();
            let column =
                column.map_or_else(String::new, |column| format!("{} {}", column.letter, column.title));
            let severity = format!("{:?}", found.finding.severity).to_lowercase();
            let value =
                found.finding.params.get("value").and_then(|value| value.as_str()).unwrap_or_default();
            let remedy = serde_json::to_value(found.remedy).ok();
            let remedy = remedy.as_ref().and_then(|remedy| remedy.as_str()).unwrap_or_default();
            format!(
                "{}\t{}\t{severity}\t{}\t{}\t{remedy}",
                found.row,
                printable(&column),
                found.finding.code,
                printable(value)
            )
        };
        self.findings.iter().map(line).collect()
    }
}

/// A text that no terminal obeys.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

impl From<Report> for Checked {
    fn from(report: Report) -> Self {
        Self { counts: report.counts, findings: report.findings, units: report.units }
    }
}

/// What a run did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ran {
    /// The batch.
    pub batch: BatchView,
    /// What the check found.
    pub checked: Checked,
}

/// Whether file and company say the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Both sides.
    #[serde(flatten)]
    pub sides: Sides,
    /// Whether they are the same.
    pub same: bool,
}

/// Checks a file. Nothing is stored.
pub async fn check(db: &Db, service: &Intake, actor: &Actor, file: Upload) -> Result<Checked, IntakeError> {
    let preview = batch::preview(db.read(), service, actor, file).await?;
    Ok(preview.report().clone().into())
}

/// Brings a file in: good rows are applied, the others reported.
pub async fn run(db: &Db, service: &Intake, actor: &Actor, file: Upload) -> Result<Ran, IntakeError> {
    let stored = batch::upload_file(db, service, actor, file).await?;
    let prepared = batch::prepare(db.read(), service, actor, stored.id).await?;
    let plan_sha256 = stored.plan_sha256.as_ref().map(hex::encode).unwrap_or_default();
    let cmd = Apply { plan_sha256 };
    let applied = db.write(actor, async |tx| batch::apply(&tx, service, &prepared, &cmd).await).await?;
    let report = batch::report_of(db.read(), &service.vault, stored.id).await?;
    Ok(Ran { batch: applied.batch.try_into()?, checked: report.into() })
}

/// Takes the last application of this file back.
pub async fn undo(db: &Db, service: &Intake, actor: &Actor, bytes: &[u8]) -> Result<BatchView, IntakeError> {
    let row = applied(db, bytes).await?;
    let undone = db.write(actor, async |tx| batch::undo(&tx, service, row).await).await?;
    undone.batch.try_into()
}

/// Compares the file with what became of it.
pub async fn verify(db: &Db, service: &Intake, actor: &Actor, bytes: &[u8]) -> Result<Verified, IntakeError> {
    let row = applied(db, bytes).await?;
    let prepared = batch::prepare(db.read(), service, actor, row).await?;
    let sides = batch::verify(db.read(), service, actor, &prepared).await?;
    let same = sides.differences.is_empty() && sides.file == sides.store;
    Ok(Verified { sides, same })
}

async fn applied(db: &Db, bytes: &[u8]) -> Result<heng_kernel::IntakeBatchId, IntakeError> {
    let sha256 = Sha256::digest(bytes).to_vec();
    let row = batch::by_sha256(db.read(), &sha256, &[State::Applied]).await?;
    row.map(|row| row.id).ok_or(IntakeError::WrongState)
}
