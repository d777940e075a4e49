//! `role_grant`.

use chrono::NaiveDate;
use heng_access::{Anchor, Grant, Scope};
use heng_kernel::{AccountId, CompanyId, DateRange, GrantId, RoleId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GrantId,
    pub account_id: AccountId,
    pub role_id: RoleId,
    pub scope: String,
    pub unit_id: Option<UnitId>,
    pub company_id: Option<CompanyId>,
    pub from_on: NaiveDate,
    pub to_on: Option<NaiveDate>,
    pub given_by: Option<AccountId>,
    pub given_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub revoked_by: Option<AccountId>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The grant as `core/access` weighs it. A row that cannot be read grants nothing.
    pub(crate) fn grant(&self) -> Option<Grant> {
        Some(Grant {
            role: self.role_id,
            scope: self.scope.parse::<Scope>().ok()?,
            anchor: Anchor { units: self.unit_id.into_iter().collect(), company: self.company_id },
            days: DateRange::new(self.from_on, self.to_on).ok()?,
        })
    }
}
