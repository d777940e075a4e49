//! Asking for leave.

use heng_access::Permission;
use heng_approval::{
    Subjects,
    api::{NewCase, open},
};
use heng_db::{Tx, audit::Change};
use heng_events::time::LeaveSubmitted;
use heng_kernel::{CaseId, LeaveRequestId};
use heng_notice::api::{NewNotice, notify};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};
use serde_json::json;

use super::{
    Ask, KIND, LeaveError,
    ask::{Weighed, clash, corrects, day_rows, weigh},
    books::{self, Draw},
    entity::{
        day,
        movement::Kind,
        request::{self, Status},
    },
    subject::description,
};
use crate::calendar::Calendars;

/// A request that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The request.
    pub request: LeaveRequestId,
    /// The case it waits in.
    pub case: CaseId,
}

/// Counts the leave, holds its days, opens its case and tells the approver. Of two requests for the last day one is
/// refused: units of work are serialised, and the second finds it held.
pub async fn submit(
    tx: &Tx,
    calendars: &Calendars,
    subjects: &Subjects,
    ask: &Ask,
) -> Result<Submitted, LeaveError> {
    let target = heng_scope::target(tx.db(), ask.employment, tx.actor.today()).await?;
    tx.actor.require(Permission::LeaveRequest, &target)?;
    let weighed = weigh(tx.db(), calendars, tx.now, ask).await?;
    weighed.within_reach(corrects(&tx.actor, &target))?;
    if let Some(day) = clash(tx.db(), ask.employment, &weighed.days).await? {
        return Err(LeaveError::Overlap(day));
    }
    let portions = weighed.portions()?;
    let mut row = row(tx, ask, &weighed)?;
    request::ActiveModel::from(row.clone()).reset_all().insert(tx.db()).await?;
    let days = day_rows(row.id, ask.employment, &weighed.days)?;
    let days = days.into_iter().map(|day| day.into_active_model().reset_all());
    day::Entity::insert_many(days).exec_without_returning(tx.db()).await?;
    let draw = Draw {
        employment: ask.employment,
        leave_type: weighed.kind.id,
        request: row.id,
        today: weighed.today,
    };
    draw.write(tx, Kind::Hold, &portions).await?;
    let case = ask_approval(tx, subjects, &weighed, &row).await?;
    row.case_id = Some(case);
    request::Entity::update_many()
        .col_expr(request::Column::CaseId, Expr::value(row.case_id))
        .filter(request::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    let after = json!({
        "leave_type": weighed.kind.code, "first_day": row.first_day, "first_half": row.first_half,
        "last_day": row.last_day, "last_half": row.last_half, "quantity": row.quantity,
    });
    let change = Change::new("leave.submit", "leave_request", row.id).about(ask.employment);
    tx.audit(change.after(after)).await?;
    tx.emit(&LeaveSubmitted { request: row.id, employment: ask.employment, case }).await?;
    Ok(Submitted { request: row.id, case })
}

fn row(tx: &Tx, ask: &Ask, weighed: &Weighed) -> Result<request::Model, DbErr> {
    let reason = ask.reason.as_ref().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(request::Model {
        id: tx.new_id(),
        employment_id: ask.employment,
        person_id: weighed.card.person,
        company_id: weighed.card.company,
        leave_type_id: weighed.kind.id,
        first_day: ask.first_day,
        first_half: ask.first_half,
        last_day: ask.last_day,
        last_half: ask.last_half,
        quantity: books::column(weighed.quantity())?,
        reason,
        status: Status::Pending,
        case_id: None,
        counted: serde_json::to_value(&weighed.count.explanation).map_err(|e| DbErr::Json(e.to_string()))?,
        submitted_by: tx.actor.account(),
        submitted_at: tx.now,
        closed_at: None,
    })
}

async fn ask_approval(
    tx: &Tx,
    subjects: &Subjects,
    weighed: &Weighed,
    row: &request::Model,
) -> Result<CaseId, LeaveError> {
    let new = NewCase {
        kind: KIND,
        subject: row.id.0,
        applicant: row.employment_id,
        company: row.company_id,
        on: weighed.today,
        description: description(row, &weighed.kind, &weighed.card.name),
    };
    let opened = open(tx, subjects, &new).await?;
    let asked: Vec<_> = opened.asked.iter().map(|(employment, _)| *employment).collect();
    let cards = heng_people::api::cards(tx.db(), &asked, weighed.today).await?;
    let names: Vec<&str> =
        asked.iter().filter_map(|id| cards.get(id)).map(|card| card.name.as_str()).collect();
    let sent = NewNotice::new(
        row.person_id,
        "leave.submitted",
        format!("/m/leave/{}", row.id),
        format!("leave.submitted:{}", row.id),
    );
    let words = new.description.summary.iter();
    let sent = words.fold(sent, |notice, (name, value)| notice.with(name, value.clone()));
    notify(tx, sent.with("approver", names.join("、"))).await?;
    Ok(opened.case)
}
