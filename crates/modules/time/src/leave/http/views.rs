//! What pages see of a request.

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, FieldClass, Permission};
use heng_db::{Tx, audit::Read};
use heng_kernel::{CaseId, EmploymentId, Explanation, LeaveRequestId};
use heng_people::api::Card;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::leave::{
    LeaveError,
    ask::{AskedDay, kind_word},
    entity::{
        day, leave_type,
        request::{self, Half, Status},
    },
    queries,
    subject::find,
};

/// A day of a leave.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeaveDayView {
    day: NaiveDate,
    am: bool,
    pm: bool,
    /// Hundredths of a day it uses up: 0, 50 or 100.
    quantity: i64,
    /// `work`, `rest` or `statutory`.
    kind: String,
}

impl From<day::Model> for LeaveDayView {
    fn from(row: day::Model) -> Self {
        Self { day: row.on_day, am: row.am, pm: row.pm, quantity: i64::from(row.quantity), kind: row.kind }
    }
}

impl From<&AskedDay> for LeaveDayView {
    fn from(asked: &AskedDay) -> Self {
        Self {
            day: asked.on,
            am: asked.am,
            pm: asked.pm,
            quantity: asked.quantity,
            kind: kind_word(asked.kind).to_owned(),
        }
    }
}

/// A request in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeaveRequestView {
    id: LeaveRequestId,
    employment_id: EmploymentId,
    /// Who; absent in one's own list's rows of people one may not see.
    name: Option<String>,
    number: Option<String>,
    /// Code of the leave type; absent when the reader may not see it.
    leave_type: Option<String>,
    first_day: NaiveDate,
    first_half: Half,
    last_day: NaiveDate,
    last_half: Half,
    /// Hundredths of a day.
    quantity: i32,
    status: Status,
    case_id: Option<CaseId>,
    submitted_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}

/// A request with its days.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeaveRequestDetailView {
    #[serde(flatten)]
    request: LeaveRequestView,
    /// The word to whoever decides; absent when the reader may not see it.
    reason: Option<String>,
    /// Why it counts that many days, as it was when it was sent.
    #[schema(value_type = Explanation)]
    counted: serde_json::Value,
    days: Vec<LeaveDayView>,
    /// What the reader may do now.
    may: LeaveMayView,
}

/// What the reader may do with a request now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeaveMayView {
    /// Take it back before it is decided.
    withdraw: bool,
    /// Call off the approved leave.
    cancel: bool,
}

/// A request for a reader to whom kinds of leave that betray an illness are open or not.
pub(super) fn view(
    row: &request::Model,
    kind: Option<&leave_type::Model>,
    card: Option<&Card>,
    health: bool,
) -> LeaveRequestView {
    let shown = kind.filter(|kind| health || kind.field_class() == FieldClass::Work);
    LeaveRequestView {
        id: row.id,
        employment_id: row.employment_id,
        name: card.map(|card| card.name.clone()),
        number: card.map(|card| card.number.clone()),
        leave_type: shown.map(|kind| kind.code.clone()),
        first_day: row.first_day,
        first_half: row.first_half,
        last_day: row.last_day,
        last_half: row.last_half,
        quantity: row.quantity,
        status: row.status,
        case_id: row.case_id,
        submitted_at: row.submitted_at,
        closed_at: row.closed_at,
    }
}

/// The request as it stands after a change, in the same unit of work.
pub(super) async fn after(tx: &Tx, id: LeaveRequestId) -> Result<LeaveRequestDetailView, LeaveError> {
    let (view, read) = detail(tx.db(), &tx.actor, id).await?;
    if let Some(read) = read {
        tx.audit_read(read).await?;
    }
    Ok(view)
}

/// What is audited when the kind of a request is shown to somebody else than its owner; none where it betrays nothing.
pub(super) fn read_of(
    action: &'static str,
    row: &request::Model,
    kind: Option<&leave_type::Model>,
) -> Option<Read> {
    let class = kind?.field_class();
    class.reads_are_audited().then(|| Read {
        action,
        subject_kind: "leave_request",
        subject_id: row.id.to_string(),
        about: Some(row.employment_id),
        classes: class.into(),
    })
}

/// A request with its days, for whoever may know of it, and what is to be audited before it is shown.
pub(super) async fn detail(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: LeaveRequestId,
) -> Result<(LeaveRequestDetailView, Option<Read>), LeaveError> {
    let found = find(db, id).await?;
    let employment = found.as_ref().map_or(EmploymentId(Uuid::nil()), |(row, _)| row.employment_id);
    let target = heng_scope::target(db, employment, actor.today()).await?.record(Permission::LeaveRead);
    actor.require(Permission::LeaveRead, &target)?;
    let (row, kind) = found.ok_or(heng_access::Denied::Hidden)?;
    let health = actor.classes(Permission::LeaveRead, &target).contains(FieldClass::Health);
    let days = queries::days_of(db, id).await?;
    let cards = heng_people::api::cards(db, &[employment], actor.today()).await?;
    let asks = actor.require(Permission::LeaveRequest, &target).is_ok();
    let open = health || kind.field_class() == FieldClass::Work;
    let read = read_of("leave.show", &row, Some(&kind)).filter(|_| open && !actor.owns(&target));
    let view = LeaveRequestDetailView {
        request: view(&row, Some(&kind), cards.get(&employment), health),
        reason: row.reason.clone().filter(|_| open),
        counted: row.counted.clone(),
        days: days.into_iter().map(LeaveDayView::from).collect(),
        may: LeaveMayView {
            withdraw: asks && row.status == Status::Pending,
            cancel: asks && row.status == Status::Approved && actor.today() < row.first_day,
        },
    };
    Ok((view, read))
}
