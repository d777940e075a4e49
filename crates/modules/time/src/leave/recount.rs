//! Leave that would count otherwise today: a holiday was decreed, or a company's own day set, after it was sent.
//!
//! Nothing is changed by itself: what was approved stands until somebody decides otherwise, with the difference in hand.

use chrono::NaiveDate;
use heng_access::{Actor, Permission};
use heng_calendar::Span;
use heng_db::Db;
use heng_kernel::{EmploymentId, LeaveRequestId};

use super::{
    Ask, LeaveError,
    ask::{asked_days, kind_word},
    queries,
};
use crate::calendar::Calendars;

/// A day that counts otherwise now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The request.
    pub request: LeaveRequestId,
    /// Whose.
    pub employment: EmploymentId,
    /// The day.
    pub day: NaiveDate,
    /// Hundredths of a day when it was sent.
    pub was: i64,
    /// Hundredths of a day by today's calendar.
    pub now: i64,
    /// `work`, `rest` or `statutory` by today's calendar.
    pub kind: &'static str,
}

/// Every day between the two, both included, of waiting and approved leave of people whose leave the actor adjusts.
pub async fn recount(
    db: &Db,
    calendars: &Calendars,
    actor: &Actor,
    span: (NaiveDate, NaiveDate),
) -> Result<Vec<Difference>, LeaveError> {
    actor.require_anywhere(Permission::LeaveAdjust)?;
    let reach = actor.reach(Permission::LeaveAdjust);
    let types = queries::types(db.read()).await?;
    let mut found = vec![];
    for row in queries::live_requests(db.read(), &reach, span, actor.today()).await? {
        let place = heng_people::api::place_of_work(db.read(), row.employment_id, row.first_day).await?;
        let (Some(place), Some(kind)) = (place, types.get(&row.leave_type_id)) else { continue };
        let ask = Ask {
            employment: row.employment_id,
            leave_type: kind.code.clone(),
            first_day: row.first_day,
            first_half: row.first_half,
            last_day: row.last_day,
            last_half: row.last_half,
            reason: None,
        };
        let Ok(whole) = Span::new(row.first_day, row.first_half.into(), row.last_day, row.last_half.into())
        else {
            continue;
        };
        let calendar = calendars.at(db.read(), row.company_id, &place, row.first_day).await?;
        let fresh = asked_days(&calendar.count(whole, kind.rule()), &ask);
        for stored in queries::days_of(db.read(), row.id).await? {
            let Some(now) = fresh.iter().find(|day| day.on == stored.on_day) else { continue };
            let was = i64::from(stored.quantity);
            if was != now.quantity && stored.on_day >= span.0 && stored.on_day <= span.1 {
                found.push(Difference {
                    request: row.id,
                    employment: row.employment_id,
                    day: stored.on_day,
                    was,
                    now: now.quantity,
                    kind: kind_word(now.kind),
                });
            }
        }
    }
    Ok(found)
}
