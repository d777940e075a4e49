//! Whose a calendar is, for those who assign calendars.

use async_trait::async_trait;
use heng_db::Tx;
use heng_kernel::{CalendarId, CompanyId};
use heng_people::hooks::CalendarBook;
use sea_orm::{DbErr, EntityTrait};

use super::entity::calendar;

/// The calendars companies made.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompanyCalendars;

#[async_trait]
impl CalendarBook for CompanyCalendars {
    async fn company_of(&self, tx: &Tx, calendar: CalendarId) -> Result<Option<CompanyId>, DbErr> {
        let row = calendar::Entity::find_by_id(calendar).one(tx.db()).await?;
        Ok(row.map(|row| row.company_id))
    }
}
