//! `compensation`.

use heng_kernel::{EmploymentId, PersonnelEventId};
use sea_orm::entity::prelude::*;

use crate::employment::act::PayPer;

/// Pay.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "compensation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub employment_id: EmploymentId,
    pub event_id: PersonnelEventId,
    pub from_on: Date,
    pub to_on: Option<Date>,
    pub recorded_at: DateTimeUtc,
    pub superseded_at: Option<DateTimeUtc>,
    pub amount_minor: i64,
    pub currency: String,
    pub per: PayPer,
}

impl ActiveModelBehavior for ActiveModel {}
