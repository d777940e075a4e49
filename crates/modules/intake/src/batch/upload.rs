//! Taking a file in.

use chrono::TimeDelta;
use heng_access::{Actor, Permission};
use heng_cleanse::{Field, Layout, Sheet};
use heng_db::{Db, Tx, audit::Change};
use heng_kernel::{CompanyId, IntakeBatchId};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    IntakeError, State, content,
    entity::{Part, batch},
    prepare::{decode_digest, read_sheets, survey_table},
    queries,
};
use crate::{
    Intake,
    work::{self, Report, Survey, Table, target},
};

/// How long contents are kept after the upload, and again after the application.
pub(super) const TERM: TimeDelta = TimeDelta::days(90);

/// A file.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The company it is for; the actor's own when they do not look after the group.
    pub company: Option<CompanyId>,
    /// What it was called.
    pub file_name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file that was read, and what came of its first check.
#[derive(Clone, Debug)]
pub struct Preview {
    company: Option<CompanyId>,
    file_name: String,
    bytes: Vec<u8>,
    sha256: Vec<u8>,
    sheet: Sheet,
    layout: Layout,
    pub(crate) survey: Survey,
}

impl Preview {
    /// What came of the check.
    pub fn report(&self) -> &Report {
        &self.survey.report
    }
}

/// Reads and checks a file. Nothing is stored.
pub async fn preview(
    db: &impl ConnectionTrait,
    service: &Intake,
    actor: &Actor,
    upload: Upload,
) -> Result<Preview, IntakeError> {
    let company = company_for(db, actor, upload.company).await?;
    let bytes = upload.bytes;
    let (bytes, sheets) = read_sheets(bytes).await?;
    let (sheet, mut layout) = work::choose(&sheets).map_err(|_| IntakeError::NoHeader)?;
    recall(db, &mut layout).await?;
    let mut table = Table::new(sheet.clone(), layout.clone(), &[], &[]);
    table.beside = work::beside(&sheets, sheet.name.as_deref());
    let survey = survey_table(db, service, actor, company, &table).await?;
    let sha256 = Sha256::digest(&bytes).to_vec();
    let file_name = file_name(&upload.file_name);
    Ok(Preview { company, file_name, bytes, sha256, sheet, layout, survey })
}

/// The company a batch is for, and whether the actor may run one there.
async fn company_for(
    db: &impl ConnectionTrait,
    actor: &Actor,
    asked: Option<CompanyId>,
) -> Result<Option<CompanyId>, IntakeError> {
    let group = target(db, None, actor.today()).await?;
    let company = match asked {
        None if actor.require(Permission::IntakeRun, &group).is_err() => {
            actor.require_anywhere(Permission::IntakeRun)?;
            actor.company()
        }
        asked => asked,
    };
    let at = target(db, company, actor.today()).await?;
    actor.require(Permission::IntakeRun, &at)?;
    if company.is_some() && at.company != company {
        return Err(IntakeError::Field { field: "company_id", code: "not_found" });
    }
    Ok(company)
}

/// Maps columns as a person mapped them in the last file with this header.
async fn recall(db: &impl ConnectionTrait, layout: &mut Layout) -> Result<(), IntakeError> {
    let Some(known) = queries::remembered(db, &work::signature(layout)).await? else { return Ok(()) };
    let fields: Vec<Option<Field>> = serde_json::from_value(known.fields)?;
    if fields.len() == layout.columns.len() {
        for (column, field) in layout.columns.iter_mut().zip(fields) {
            column.field = field;
        }
    }
    Ok(())
}

/// Keeps a file that was read: the original sealed, its report with it.
pub async fn store(tx: &Tx, service: &Intake, file: &Preview) -> Result<batch::Model, IntakeError> {
    let at = target(tx.db(), file.company, tx.actor.today()).await?;
    tx.actor.require(Permission::IntakeRun, &at)?;
    let id: IntakeBatchId = tx.new_id();
    let row = batch::Model {
        id,
        company_id: file.company,
        file_name: file.file_name.clone(),
        size_bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
        sha256: file.sha256.clone(),
        sheet: file.sheet.name.clone(),
        state: State::Checked,
        layout: serde_json::to_value(&file.layout)?,
        header_signature: work::signature(&file.layout),
        answers: json!([]),
        counts: serde_json::to_value(file.survey.report.counts)?,
        plan_sha256: decode_digest(&file.survey.report.plan_sha256),
        manifest_sha256: None,
        revision: 1,
        failure: None,
        created_by: tx.actor.account(),
        created_at: tx.now,
        applied_by: None,
        applied_at: None,
        undone_at: None,
        purge_at: tx.now + TERM,
    };
    batch::Entity::insert(row.clone().into_active_model().reset_all())
        .exec_without_returning(tx.db())
        .await?;
    content::keep(tx, &service.vault, id, Part::Original, &file.bytes).await?;
    let report = serde_json::to_vec(&file.survey.report)?;
    content::keep(tx, &service.vault, id, Part::Report, &report).await?;
    let after = json!({
        "file_name": row.file_name, "sha256": hex::encode(&row.sha256), "company": row.company_id, "counts": row.counts,
    });
    tx.audit(Change::new("intake.upload", "intake_batch", id).after(after)).await?;
    Ok(row)
}

/// Reads, checks and keeps a file.
pub async fn upload_file(
    db: &Db,
    service: &Intake,
    actor: &Actor,
    upload: Upload,
) -> Result<batch::Model, IntakeError> {
    let file = preview(db.read(), service, actor, upload).await?;
    db.write(actor, async |tx| store(&tx, service, &file).await).await
}

/// The last part of whatever path came along, without control characters, at most 120 characters. Shown, never opened.
fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if clean.trim().is_empty() { "roster".to_owned() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_a_label_and_no_path() {
        assert_eq!(file_name("../../etc/花名册.xlsx"), "花名册.xlsx");
        assert_eq!(file_name("C:\\x\\a.csv"), "a.csv");
        assert_eq!(file_name("..\u{0}/"), "roster");
        assert_eq!(file_name(&"长".repeat(500)).chars().count(), 120);
    }
}
