//! `unit_change`.

use heng_kernel::{AccountId, UnitChangeId, UnitId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unit_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnitChangeId,
    pub unit_id: UnitId,
    pub kind: String,
    pub effective_on: Date,
    pub act: Json,
    pub recorded_by: Option<AccountId>,
    pub recorded_at: DateTimeUtc,
    pub superseded_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
