//! Applying a batch: one transaction, one plan, one row of the audit trail.

use heng_access::{ClassSet, FieldClass};
use heng_cleanse::Action;
use heng_db::{Tx, audit::Change};
use heng_events::intake::RosterApplied;
use heng_identifiers::IdDocument;
use heng_kernel::EmploymentId;
use heng_people::bulk;
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde_json::json;

use super::{
    IntakeError, Prepared, State, content,
    entity::{Part, batch},
    prepare::{decode_digest, survey_in_world},
    queries, upload,
};
use crate::{
    Intake,
    work::{self, Counts, World},
};

/// Applies the plan that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apply {
    /// The plan, as the report named it.
    pub plan_sha256: String,
}

/// An applied batch.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The batch.
    pub batch: batch::Model,
    /// What was done. For a batch that was applied before, what was done then.
    pub counts: Counts,
    /// Whether it was applied before: nothing was done now.
    pub before: bool,
}

/// Plans once more and writes, unless the plan is no longer the one that was shown. Applying twice is applying once.
pub async fn apply(
    tx: &Tx,
    service: &Intake,
    prepared: &Prepared,
    cmd: &Apply,
) -> Result<Applied, IntakeError> {
    let known = queries::load_for(tx.db(), &tx.actor, prepared.batch.id).await?;
    match known.state {
        State::Applied => {
            let counts = serde_json::from_value(known.counts.clone())?;
            return Ok(Applied { batch: known, counts, before: true });
        }
        State::Checked | State::Applying => {}
        State::Undone | State::Purged => return Err(IntakeError::WrongState),
    }
    if known.revision != prepared.batch.revision {
        return Err(IntakeError::Changed);
    }
    let table = prepared.table();
    let (survey, world) = survey_in_world(tx.db(), service, &tx.actor, known.company_id, &table).await?;
    if survey.report.plan_sha256 != cmd.plan_sha256 {
        return Err(IntakeError::Stale);
    }
    let counts = survey.report.counts;
    if counts.created + counts.changed == 0 {
        return Err(IntakeError::NothingToApply);
    }
    let record = work::execute(tx, service, &survey.plan, &world).await?;
    let batch = close(tx, service, &known, &survey, &record, &world).await?;
    Ok(Applied { batch, counts, before: false })
}

async fn close(
    tx: &Tx,
    service: &Intake,
    known: &batch::Model,
    survey: &work::Survey,
    record: &work::UndoRecord,
    world: &World,
) -> Result<batch::Model, IntakeError> {
    let counts = survey.report.counts;
    let manifest = manifest(service, survey, record, world);
    content::keep(tx, &service.vault, known.id, Part::Undo, &serde_json::to_vec(record)?).await?;
    content::keep(tx, &service.vault, known.id, Part::Report, &serde_json::to_vec(&survey.report)?).await?;
    let row = batch::ActiveModel {
        id: Unchanged(known.id),
        state: Set(State::Applied),
        counts: Set(serde_json::to_value(counts)?),
        manifest_sha256: Set(decode_digest(&manifest)),
        plan_sha256: Set(decode_digest(&survey.report.plan_sha256)),
        failure: Set(None),
        applied_by: Set(tx.actor.account()),
        applied_at: Set(Some(tx.now)),
        purge_at: Set(tx.now + upload::TERM),
        ..Default::default()
    };
    let row = batch::Entity::update(row).exec(tx.db()).await?;
    let after = json!({ "manifest_sha256": manifest, "sha256": hex::encode(&known.sha256), "counts": counts,
        "accounts_opened": record.ways_in.ways.iter().filter(|way| way.opened).count(),
        "accounts_linked": record.ways_in.ways.len(),
    });
    let trail = Change::new("intake.apply", "intake_batch", known.id).bulk();
    tx.audit(trail.classes(touched(survey)).after(after)).await?;
    tx.emit(&RosterApplied {
        batch: known.id,
        company: known.company_id,
        hired: counts.created,
        changed: counts.changed,
    })
    .await?;
    Ok(row)
}

/// The hash over everything the file said of the rows that were taken.
fn manifest(service: &Intake, survey: &work::Survey, record: &work::UndoRecord, world: &World) -> String {
    let id_key = |document: &IdDocument| bulk::id_key(&service.vault, document);
    let made = record.by_row();
    let drafts: Vec<(&heng_cleanse::Draft, EmploymentId)> = work::drafts_of(&survey.plan)
        .filter_map(|draft| made.get(&draft.row).map(|id| (draft, *id)))
        .collect();
    work::compare(&drafts, world, &id_key).file.sha256
}

fn touched(survey: &work::Survey) -> ClassSet {
    let mut classes = ClassSet::of(&[FieldClass::Public, FieldClass::Work]);
    for employment in survey.plan.employments() {
        if matches!(employment.action, Action::Unchanged { .. }) {
            continue;
        }
        let draft = &employment.draft;
        let of = |given: bool, class| if given { ClassSet::of(&[class]) } else { ClassSet::EMPTY };
        classes = classes
            .union(of(draft.base_pay.is_some(), FieldClass::Pay))
            .union(of(draft.id.is_some() || draft.bank_card.is_some(), FieldClass::IdBank))
            .union(of(draft.mobile.is_some() || draft.birth.is_some(), FieldClass::Private));
    }
    classes
}
