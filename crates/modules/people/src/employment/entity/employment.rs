//! `employment`.

use heng_kernel::{CompanyId, EmploymentId, PersonId};
use sea_orm::entity::prelude::*;

/// One stint at one legal entity. Both days follow from its events.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmploymentId,
    pub person_id: PersonId,
    pub company_id: CompanyId,
    pub number: String,
    pub seniority_on: Date,
    pub first_day: Option<Date>,
    pub last_day: Option<Date>,
    pub previous_id: Option<EmploymentId>,
    /// Counts the changes: two writers of one employment always meet here.
    pub revision: i32,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
