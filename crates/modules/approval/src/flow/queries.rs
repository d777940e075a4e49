//! Reading flows.

use heng_db::Tx;
use heng_flow::FlowVersion;
use heng_kernel::{CompanyId, FlowVersionId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::entity::{flow, version};

/// A version as cases use it.
#[derive(Clone, Debug)]
pub(crate) struct Current {
    pub id: Option<FlowVersionId>,
    pub definition: FlowVersion,
}

fn read(row: version::Model) -> Result<Current, DbErr> {
    let definition = serde_json::from_value(row.definition).map_err(|e| DbErr::Json(e.to_string()))?;
    Ok(Current { id: Some(row.id), definition })
}

/// The version in force for a kind in a company: the company's own flow, else the group's, else the direct manager.
pub(crate) async fn current(
    db: &impl ConnectionTrait,
    kind: &str,
    company: CompanyId,
) -> Result<Current, DbErr> {
    let whose =
        Condition::any().add(flow::Column::CompanyId.is_null()).add(flow::Column::CompanyId.eq(company));
    let flows = flow::Entity::find().filter(flow::Column::Kind.eq(kind)).filter(whose).all(db).await?;
    let own = flows.iter().find(|row| row.company_id.is_some()).or(flows.first());
    let newest = match own {
        Some(row) => newest(db, row).await?,
        None => None,
    };
    match newest {
        Some(row) => read(row),
        None => Ok(Current { id: None, definition: FlowVersion::direct_manager() }),
    }
}

/// The same, stored if it was not: what a case is going to refer to.
pub(crate) async fn current_or_first(
    tx: &Tx,
    kind: &str,
    company: CompanyId,
) -> Result<(FlowVersionId, FlowVersion), DbErr> {
    let current = current(tx.db(), kind, company).await?;
    let id = match current.id {
        Some(id) => id,
        None => add(tx, kind, None, &current.definition).await?.0,
    };
    Ok((id, current.definition))
}

/// The version a case runs on.
pub(crate) async fn version(db: &impl ConnectionTrait, id: FlowVersionId) -> Result<FlowVersion, DbErr> {
    let row = version::Entity::find_by_id(id).one(db).await?;
    Ok(read(row.ok_or_else(|| DbErr::RecordNotFound("a flow version".to_owned()))?)?.definition)
}

/// Adds the next version of a flow, and the flow with its first.
pub(crate) async fn add(
    tx: &Tx,
    kind: &str,
    company: Option<CompanyId>,
    definition: &FlowVersion,
) -> Result<(FlowVersionId, i32), DbErr> {
    let whose = match company {
        Some(id) => flow::Column::CompanyId.eq(id),
        None => flow::Column::CompanyId.is_null(),
    };
    let known = flow::Entity::find().filter(flow::Column::Kind.eq(kind)).filter(whose).one(tx.db()).await?;
    let row = match known {
        Some(row) => row,
        None => {
            let row = flow::Model {
                id: tx.new_id(),
                kind: kind.to_owned(),
                company_id: company,
                created_at: tx.now,
            };
            let new = flow::ActiveModel {
                id: Set(row.id),
                kind: Set(row.kind.clone()),
                company_id: Set(row.company_id),
                created_at: Set(row.created_at),
            };
            flow::Entity::insert(new).exec_without_returning(tx.db()).await?;
            row
        }
    };
    let number = newest(tx.db(), &row).await?.map_or(0, |version| version.number).saturating_add(1);
    let id: FlowVersionId = tx.new_id();
    let version = version::ActiveModel {
        id: Set(id),
        flow_id: Set(row.id),
        number: Set(number),
        definition: Set(serde_json::to_value(definition).map_err(|e| DbErr::Json(e.to_string()))?),
        made_by: Set(tx.actor.account()),
        made_at: Set(tx.now),
    };
    version::Entity::insert(version).exec_without_returning(tx.db()).await?;
    Ok((id, number))
}

async fn newest(db: &impl ConnectionTrait, flow: &flow::Model) -> Result<Option<version::Model>, DbErr> {
    version::Entity::find()
        .filter(version::Column::FlowId.eq(flow.id))
        .order_by_desc(version::Column::Number)
        .one(db)
        .await
}

/// Every flow with its version in force.
pub(crate) async fn listed(db: &impl ConnectionTrait) -> Result<Vec<(flow::Model, version::Model)>, DbErr> {
    let flows =
        flow::Entity::find().order_by_asc(flow::Column::Kind).order_by_asc(flow::Column::Id).all(db).await?;
    let versions = version::Entity::find().order_by_asc(version::Column::Number).all(db).await?;
    let last = |flow: &flow::Model| versions.iter().rev().find(|version| version.flow_id == flow.id).cloned();
    Ok(flows.into_iter().filter_map(|flow| last(&flow).map(|version| (flow, version))).collect())
}
