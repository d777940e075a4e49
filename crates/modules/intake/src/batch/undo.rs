//! Taking an applied batch back.

use std::collections::{BTreeMap, BTreeSet};

use heng_access::{ClassSet, Permission};
use heng_cleanse::Layout;
use heng_db::{Tx, audit::Change};
use heng_events::intake::RosterUndone;
use heng_identity::roster;
use heng_kernel::IntakeBatchId;
use heng_people::bulk::{self, Image, Made};
use sea_orm::{
    ActiveValue::{Set, Unchanged},
    EntityTrait,
};
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    IntakeError, State, content,
    entity::{Part, batch},
    queries,
};
use crate::{
    Intake,
    work::{UndoRecord, class_of, target},
};

/// Tables of this module: they speak of what they made.
const OWN_TABLES: [&str; 4] = ["intake_batch", "intake_content", "intake_fix", "intake_mapping"];

/// Something later that stands on what was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StandsInTheWay {
    /// `changed` (people or units worked on since) or `referred_to` (other records speak of them).
    pub kind: String,
    /// What: `employment`, `person`, `unit`, `job`, `grade`, or the kind of record: `leave_request`.
    pub what: String,
    /// How many.
    pub count: usize,
    /// The first rows of the file concerned.
    pub rows: Vec<u32>,
}

/// A batch taken back.
#[derive(Clone, Debug)]
pub struct Undone {
    /// The batch.
    pub batch: batch::Model,
    /// Employments that are gone.
    pub removed: usize,
    /// Employments that are as before.
    pub restored: usize,
}

/// Takes everything back, or nothing and says why.
pub async fn undo(tx: &Tx, service: &Intake, id: IntakeBatchId) -> Result<Undone, IntakeError> {
    let known = queries::load_for(tx.db(), &tx.actor, id).await?;
    // It takes back what only those may write who may write every column that was brought in.
    let at = target(tx.db(), known.company_id, tx.actor.today()).await?;
    let layout: Layout = serde_json::from_value(known.layout.clone())?;
    let fields = layout.columns.iter().filter_map(|column| column.field);
    let classes = fields.fold(ClassSet::EMPTY, |all, field| all.union(ClassSet::of(&[class_of(field)])));
    tx.actor.require_classes(Permission::PeopleWrite, classes, &at)?;
    if known.state == State::Undone {
        return Ok(Undone { batch: known, removed: 0, restored: 0 });
    }
    if known.state != State::Applied {
        return Err(IntakeError::WrongState);
    }
    let record: UndoRecord =
        serde_json::from_slice(&content::open(tx.db(), &service.vault, id, Part::Undo).await?)?;
    if !record.ways_in.ways.is_empty() {
        tx.actor.require(Permission::AccountWrite, &at)?;
    }
    let mut reasons = ways_in_use(tx, &record).await?;
    reasons.extend(standing_on(tx, &record).await?);
    if !reasons.is_empty() {
        return Err(IntakeError::InTheWay(reasons));
    }
    bulk::undo(tx.db(), &record.made, &record.changed, &record.before).await?;
    content::forget(tx.db(), id, Some(Part::Undo)).await?;
    let row = batch::ActiveModel {
        id: Unchanged(id),
        state: Set(State::Undone),
        undone_at: Set(Some(tx.now)),
        ..Default::default()
    };
    let row = batch::Entity::update(row).exec(tx.db()).await?;
    let (removed, restored) = (record.made.employments.len(), record.changed.employments.len());
    let after = json!({
        "removed": removed, "restored": restored, "units_removed": record.made.units.len(),
        "accounts_closed": record.ways_in.ways.iter().filter(|way| way.opened).count(),
        "manifest_sha256": row.manifest_sha256.as_ref().map(hex::encode),
    });
    let trail = Change::new("intake.undo", "intake_batch", id).bulk().classes(classes);
    tx.audit(trail.after(after)).await?;
    tx.emit(&RosterUndone { batch: id }).await?;
    Ok(Undone { batch: row, removed, restored })
}

/// Takes back whom the file let in. What their owners made of it since stands in the way.
async fn ways_in_use(tx: &Tx, record: &UndoRecord) -> Result<Vec<StandsInTheWay>, IntakeError> {
    let Some(channel) = &record.ways_in.channel else { return Ok(vec![]) };
    let in_use = roster::take_back(tx, channel, &record.ways_in.ways).await?;
    let reason = |found: roster::InUse| {
        let concerned = record.rows.iter().filter(|row| found.persons.contains(&row.person));
        StandsInTheWay {
            kind: "referred_to".to_owned(),
            what: found.what.to_owned(),
            count: found.count,
            rows: concerned.map(|row| row.row).take(20).collect(),
        }
    };
    Ok(in_use.into_iter().map(reason).collect())
}

/// What was done since to the people and units of the batch, and what else speaks of those it made.
async fn standing_on(tx: &Tx, record: &UndoRecord) -> Result<Vec<StandsInTheWay>, IntakeError> {
    let mut now = BTreeMap::new();
    for both in [&record.made, &record.changed] {
        now.extend(bulk::image_of(tx.db(), both).await?.digests());
    }
    let differing = Image::differing(&record.after, &now);
    let mut reasons = changed(record, &differing);
    for reference in bulk::references_to(tx.db(), &record.made, &OWN_TABLES).await? {
        // A timeline row of somebody else in a unit of this batch is told as such.
        reasons.push(StandsInTheWay {
            kind: "referred_to".to_owned(),
            what: reference.table,
            count: reference.count,
            rows: vec![],
        });
    }
    Ok(reasons)
}

fn changed(record: &UndoRecord, differing: &BTreeSet<Uuid>) -> Vec<StandsInTheWay> {
    let of = |made: &Made, what: &str| -> Vec<Uuid> {
        match what {
            "unit" => made.units.iter().map(|id| id.0).collect(),
            "job" => made.jobs.iter().map(|id| id.0).collect(),
            "grade" => made.grades.iter().map(|id| id.0).collect(),
            "person" => made.people.iter().map(|id| id.0).collect(),
            _ => made.employments.iter().map(|id| id.0).collect(),
        }
    };
    let mut reasons = vec![];
    for what in ["unit", "job", "grade", "person", "employment"] {
        let ids: BTreeSet<Uuid> = [&record.made, &record.changed]
            .into_iter()
            .flat_map(|made| of(made, what))
            .filter(|id| differing.contains(id))
            .collect();
        if ids.is_empty() {
            continue;
        }
        let concerned =
            record.rows.iter().filter(|row| ids.contains(&row.employment.0) || ids.contains(&row.person.0));
        let rows = concerned.map(|row| row.row).take(20).collect();
        let (kind, what, count) = ("changed".to_owned(), what.to_owned(), ids.len());
        reasons.push(StandsInTheWay { kind, what, count, rows });
    }
    reasons
}
