//! Naming a day of a calendar, or leaving it to the calendars above again.

use chrono::NaiveDate;
use heng_access::{Denied, Permission, Target};
use heng_calendar::DayKind;
use heng_db::{Tx, audit::Change};
use heng_kernel::CalendarId;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::json;

use super::{
    CalendarError, Calendars,
    entity::{calendar, day},
};

/// What becomes of a day.
#[derive(Clone, Debug)]
pub(crate) struct SetDay {
    pub calendar: CalendarId,
    pub on: NaiveDate,
    /// None leaves the day to the calendars above.
    pub own: Option<(day::Effect, String)>,
}

/// Leave that was approved before keeps its count; the recount shows what differs now.
pub(crate) async fn set_day(tx: &Tx, calendars: &Calendars, cmd: &SetDay) -> Result<(), CalendarError> {
    let row = calendar::Entity::find_by_id(cmd.calendar).one(tx.db()).await?;
    let target = row.as_ref().map_or_else(Target::group, |row| Target::company(row.company_id));
    tx.actor.require(Permission::LeaveSetUp, &target)?;
    let row = row.ok_or(Denied::Hidden)?;
    let was = day::Entity::find_by_id((row.id, cmd.on)).one(tx.db()).await?;
    let before = was.as_ref().map(|day| json!({ "effect": day.effect, "name": day.name }));
    let after = match &cmd.own {
        None => {
            if was.is_some() {
                day::Entity::delete_by_id((row.id, cmd.on)).exec(tx.db()).await?;
            }
            json!(null)
        }
        Some((effect, name)) => {
            if name.trim().is_empty() {
                return Err(CalendarError::NoName);
            }
            let statutory = calendars.national().day(cmd.on).kind == DayKind::Statutory;
            if *effect == day::Effect::Work && statutory {
                return Err(CalendarError::StatutoryDay);
            }
            let own = day::Model {
                calendar_id: row.id,
                on_day: cmd.on,
                effect: *effect,
                name: name.trim().to_owned(),
                set_at: tx.now,
            };
            let stored = own.into_active_model().reset_all();
            if was.is_some() {
                stored.update(tx.db()).await?
            } else {
                stored.insert(tx.db()).await?
            };
            json!({ "effect": effect, "name": name.trim() })
        }
    };
    let change = Change::new("calendar.set_day", "company_calendar", format!("{}/{}", row.id, cmd.on));
    let change = before.into_iter().fold(change, Change::before);
    tx.audit(change.after(after)).await?;
    Ok(())
}
