//! Making units.

use std::collections::HashSet;

use chrono::NaiveDate;
use heng_access::{Permission, Target};
use heng_db::{Tx, audit::Change as Trail};
use heng_events::people::UnitChanged;
use heng_kernel::UnitId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{
    UnitError,
    act::{UnitAct, UnitFacts, UnitKind},
    entity::unit,
    heads::{check_head, check_seat},
    org::Org,
    settle::{check_facts, close_over, event, settle, unborn},
};
use crate::belief::{IDS, insert_all};

/// Most characters of a unit's code.
const LONGEST_CODE: usize = 40;

/// Makes a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateUnit {
    /// The id it shall have, for callers who refer to it within one bulk.
    pub id: Option<UnitId>,
    /// What it is.
    pub kind: UnitKind,
    /// Its code, given out once.
    pub code: String,
    /// Its first day.
    pub effective_on: NaiveDate,
    /// What it is like.
    pub facts: UnitFacts,
}

/// Makes one unit.
pub async fn create(tx: &Tx, cmd: &CreateUnit) -> Result<UnitId, UnitError> {
    let ids = make(tx, std::slice::from_ref(cmd)).await?;
    let Some(id) = ids.first().copied() else { return Err(UnitError::field("kind", "required")) };
    let after =
        json!({ "kind": cmd.kind, "code": cmd.code, "effective_on": cmd.effective_on, "facts": cmd.facts });
    tx.audit(Trail::new("unit.create", "unit", id).after(after)).await?;
    tx.emit(&UnitChanged { unit: id, effective_on: cmd.effective_on }).await?;
    Ok(id)
}

/// Makes many units in a few statements; either all or none. A unit may stand below another of the same bulk.
pub async fn create_many(tx: &Tx, cmds: &[CreateUnit]) -> Result<Vec<UnitId>, UnitError> {
    let ids = make(tx, cmds).await?;
    let codes: Vec<&str> = cmds.iter().map(|cmd| cmd.code.as_str()).collect();
    let trail = Trail::new("unit.create_many", "unit", ids.len()).bulk();
    tx.audit(trail.after(json!({ "count": ids.len(), "codes": codes }))).await?;
    Ok(ids)
}

async fn make(tx: &Tx, cmds: &[CreateUnit]) -> Result<Vec<UnitId>, UnitError> {
    let ids: Vec<UnitId> = cmds.iter().map(|cmd| cmd.id.unwrap_or_else(|| tx.new_id())).collect();
    let new: HashSet<UnitId> = ids.iter().copied().collect();
    let parents: HashSet<UnitId> =
        cmds.iter().filter_map(|cmd| cmd.facts.parent).filter(|p| !new.contains(p)).collect();
    let roots = cmds.iter().any(|cmd| cmd.facts.parent.is_none());
    let mut targets = if roots { vec![Target::group()] } else { vec![] };
    for parent in &parents {
        targets.push(heng_scope::unit_target(tx.db(), *parent, tx.actor.today()).await?);
    }
    for target in &targets {
        tx.actor.require(Permission::OrgWrite, target)?;
    }
    let mut codes = HashSet::new();
    for (row, cmd) in cmds.iter().enumerate() {
        check_facts(row, &cmd.facts)?;
        check_head(tx, cmd.facts.head).await?;
        check_seat(tx, cmd.facts.head_position).await?;
        let code = cmd.code.trim();
        if code.is_empty() {
            return Err(UnitError::Field { row, field: "code", code: "required" });
        }
        if code.chars().count() > LONGEST_CODE {
            return Err(UnitError::TooLong { row, field: "code", most: LONGEST_CODE });
        }
        if !codes.insert(code) {
            return Err(UnitError::CodeTaken { row, code: code.to_owned() });
        }
    }
    let all: Vec<&str> = codes.into_iter().collect();
    for some in all.chunks(IDS) {
        let twin =
            unit::Entity::find().filter(unit::Column::Code.is_in(some.iter().copied())).one(tx.db()).await?;
        if let Some(twin) = twin {
            let row = cmds.iter().position(|cmd| cmd.code.trim() == twin.code).unwrap_or_default();
            return Err(UnitError::CodeTaken { row, code: twin.code });
        }
    }
    let mut org = Org::above(tx.db(), &parents.into_iter().collect::<Vec<_>>()).await?;
    let (mut rows, mut events) = (vec![], vec![]);
    for (cmd, id) in cmds.iter().zip(&ids) {
        let code = cmd.code.trim();
        org.put(unborn(*id, cmd.kind, code));
        rows.push(unit::Model { id: *id, kind: cmd.kind, code: code.to_owned(), created_at: tx.now });
        events.push((*id, event(tx, cmd.effective_on, UnitAct::Create(cmd.facts.clone()))));
    }
    insert_all::<unit::Entity>(tx.db(), rows).await?;
    let org = settle(tx, events, org).await?;
    close_over(tx, org, &ids).await?;
    Ok(ids)
}
