//! A batch made ready: opened, read, mended.

use heng_access::Actor;
use heng_cleanse::{Layout, Sheet};
use heng_identifiers::IdDocument;
use heng_identity::roster;
use heng_kernel::{CompanyId, IntakeBatchId};
use heng_people::bulk;
use sea_orm::ConnectionTrait;

use super::{
    IntakeError, State, content,
    entity::{Part, batch},
    queries,
};
use crate::{
    Intake,
    source::{self, SourceError},
    work::{self, Rights, SheetBeside, Survey, Table, UnitDecision, World, survey, target},
};

/// A batch with its table in memory. Reading a file takes time and belongs outside the transaction that uses it.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) batch: batch::Model,
    pub(crate) sheet: Sheet,
    pub(crate) layout: Layout,
    pub(crate) decisions: Vec<UnitDecision>,
    pub(crate) fixes: Vec<crate::work::Fix>,
    beside: Vec<SheetBeside>,
}

impl Prepared {
    /// The table with its mended cells.
    pub(crate) fn table(&self) -> Table {
        let table = Table::new(self.sheet.clone(), self.layout.clone(), &self.decisions, &self.fixes);
        Table { beside: self.beside.clone(), ..table }
    }
}

/// Opens and reads a batch the actor may work on.
pub async fn prepare(
    db: &impl ConnectionTrait,
    service: &Intake,
    actor: &Actor,
    id: IntakeBatchId,
) -> Result<Prepared, IntakeError> {
    let batch = queries::load_for(db, actor, id).await?;
    if batch.state == State::Purged {
        return Err(IntakeError::Purged);
    }
    let original = content::open(db, &service.vault, id, Part::Original).await?;
    let (_, sheets) = read_sheets(original).await?;
    let beside = work::beside(&sheets, batch.sheet.as_deref());
    let sheet = sheets.into_iter().find(|sheet| sheet.name == batch.sheet).ok_or(IntakeError::NoHeader)?;
    let layout = serde_json::from_value(batch.layout.clone())?;
    let decisions = serde_json::from_value(batch.answers.clone())?;
    let fixes = content::fixes(db, &service.vault, id).await?;
    Ok(Prepared { batch, sheet, layout, decisions, fixes, beside })
}

/// Reads a file on a thread that may be busy. A file that brings the reader down is damaged; nothing else is.
pub(super) async fn read_sheets(bytes: Vec<u8>) -> Result<(Vec<u8>, Vec<Sheet>), IntakeError> {
    tokio::task::spawn_blocking(move || source::read(&bytes).map(|sheets| (bytes, sheets)))
        .await
        .map_err(
            |error| if error.is_panic() { SourceError::Damaged.into() } else { IntakeError::Interrupted },
        )?
        .map_err(Into::into)
}

/// Checks a table against the company as it stands now, with the actor's rights of now.
pub(super) async fn survey_table(
    db: &impl ConnectionTrait,
    service: &Intake,
    actor: &Actor,
    company: Option<CompanyId>,
    table: &Table,
) -> Result<Survey, IntakeError> {
    let (survey, _) = survey_in_world(db, service, actor, company, table).await?;
    Ok(survey)
}

/// Like [`survey_table`], with the company it was checked against.
pub(super) async fn survey_in_world(
    db: &impl ConnectionTrait,
    service: &Intake,
    actor: &Actor,
    company: Option<CompanyId>,
    table: &Table,
) -> Result<(Survey, World), IntakeError> {
    let today = actor.today();
    let rights = Rights::of(actor, &target(db, company, today).await?);
    let mut world = World::load(db, service, company, actor).await?;
    let id_key = |document: &IdDocument| bulk::id_key(&service.vault, document);
    let mut found = survey(table, &world, &rights, today, &id_key);
    let mut changed = false;
    if company.is_some() {
        let keys: Vec<String> = found
            .plan
            .employments()
            .filter_map(|employment| employment.draft.id.as_ref())
            .map(id_key)
            .collect();
        world.look_elsewhere(db, &keys).await?;
        changed = !world.elsewhere.is_empty();
    }
    if let (Some(door), Some(accounts)) = (&service.door, &mut world.accounts) {
        for account in accounts.to_link(&found.plan) {
            if !roster::may_link(&door.identity, db, actor, account).await? {
                changed |= accounts.beyond.insert(account);
            }
        }
    }
    if changed {
        found = survey(table, &world, &rights, today, &id_key);
    }
    Ok((found, world))
}

/// The bytes of a digest in hex.
pub(super) fn decode_digest(text: &str) -> Option<Vec<u8>> {
    hex::decode(text).ok()
}
