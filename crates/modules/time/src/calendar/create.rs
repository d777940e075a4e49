//! A calendar for a company or one of its branches.

use heng_access::{Permission, Target};
use heng_db::{Tx, audit::Change};
use heng_kernel::{CompanyId, UnitId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{CalendarError, entity::calendar};

/// A new calendar.
#[derive(Clone, Debug)]
pub(crate) struct Create {
    pub company: CompanyId,
    /// The branch it is for; none for the whole company.
    pub unit: Option<UnitId>,
    pub name: String,
}

pub(crate) async fn create(tx: &Tx, cmd: &Create) -> Result<calendar::Model, CalendarError> {
    tx.actor.require(Permission::LeaveSetUp, &Target::company(cmd.company))?;
    if cmd.name.trim().is_empty() {
        return Err(CalendarError::NoName);
    }
    if let Some(unit) = cmd.unit {
        let place = heng_scope::unit_target(tx.db(), unit, tx.actor.today()).await?;
        if place.company != Some(cmd.company) {
            return Err(CalendarError::OtherCompany);
        }
    }
    let whose = match cmd.unit {
        Some(unit) => calendar::Column::UnitId.eq(unit),
        None => calendar::Column::UnitId.is_null(),
    };
    let same = calendar::Entity::find().filter(calendar::Column::CompanyId.eq(cmd.company)).filter(whose);
    if same.one(tx.db()).await?.is_some() {
        return Err(CalendarError::Exists);
    }
    let row = calendar::Model {
        id: tx.new_id(),
        company_id: cmd.company,
        unit_id: cmd.unit,
        name: cmd.name.trim().to_owned(),
        created_at: tx.now,
    };
    calendar::ActiveModel::from(row.clone()).reset_all().insert(tx.db()).await?;
    let after = json!({ "company": row.company_id, "unit": row.unit_id, "name": row.name });
    tx.audit(Change::new("calendar.create", "company_calendar", row.id).after(after)).await?;
    Ok(row)
}
