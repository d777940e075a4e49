//! Leave as something that is decided on.

use async_trait::async_trait;
use heng_access::Permission;
use heng_approval::{Description, EffectError, Fact, Settled, SettledAs, Subject};
use heng_db::{Tx, audit::Change};
use heng_events::time::LeaveDecided;
use heng_kernel::{LeaveRequestId, LeaveTypeId, hundredths_text};
use heng_notice::api::{NewNotice, notify};
use heng_timecalc::leave::{Book, Portion};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::{Map, json};
use uuid::Uuid;

use super::{
    KIND, LeaveError,
    ask::{employed, today_at_work},
    books::{self, Draw, of_request},
    entity::{
        day, leave_type,
        movement::Kind,
        request::{self, Status},
    },
};

/// Requests for leave, for `approval`'s registry.
#[derive(Clone, Copy, Debug, Default)]
pub struct LeaveRequests;

/// What an approver is shown: everything the request consists of.
pub(crate) fn description(row: &request::Model, kind: &leave_type::Model, applicant: &str) -> Description {
    let days = hundredths_text(i64::from(row.quantity));
    let class = kind.field_class();
    let closed =
        |fact: Fact| if class == heng_access::FieldClass::Work { fact } else { fact.of_class(class) };
    let facts = vec![
        closed(Fact::new("leave.type", kind.code.as_str())),
        Fact::new("leave.first_day", row.first_day.to_string()),
        Fact::new("leave.first_half", row.first_half.code()),
        Fact::new("leave.last_day", row.last_day.to_string()),
        Fact::new("leave.last_half", row.last_half.code()),
        Fact::new("leave.days", days.as_str()),
        closed(Fact::new("leave.reason", row.reason.clone())),
    ];
    let mut summary = Map::new();
    for (name, value) in [
        ("applicant", applicant.to_owned()),
        ("first", row.first_day.to_string()),
        ("last", row.last_day.to_string()),
        ("days", days),
    ] {
        summary.insert(name.to_owned(), value.into());
    }
    Description { facts, summary }
}

pub(crate) async fn find(
    db: &impl ConnectionTrait,
    id: LeaveRequestId,
) -> Result<Option<(request::Model, leave_type::Model)>, DbErr> {
    let row = request::Entity::find_by_id(id).one(db).await?;
    // Asked in any case: a request that never was takes as many statements.
    let kind = row.as_ref().map_or(LeaveTypeId(Uuid::nil()), |row| row.leave_type_id);
    let kind = leave_type::Entity::find_by_id(kind).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let kind = kind.ok_or_else(|| DbErr::RecordNotFound("the leave type of a request".to_owned()))?;
    Ok(Some((row, kind)))
}

#[async_trait]
impl Subject for LeaveRequests {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn read(&self) -> Permission {
        Permission::LeaveRead
    }

    async fn describe(&self, tx: &Tx, subject: Uuid) -> Result<Option<Description>, DbErr> {
        let Some((row, kind)) = find(tx.db(), LeaveRequestId(subject)).await? else { return Ok(None) };
        // The name is no fact of the request: marrying while one waits voids nothing.
        Ok(Some(description(&row, &kind, "")))
    }

    async fn settled(&self, tx: &Tx, settled: &Settled) -> Result<(), EffectError> {
        let found = find(tx.db(), LeaveRequestId(settled.subject)).await?;
        let (row, kind) = found.ok_or(EffectError::Refused("leave.gone"))?;
        if row.status != Status::Pending {
            return Err(EffectError::Refused("leave.not_pending"));
        }
        let draw = Draw {
            employment: row.employment_id,
            leave_type: row.leave_type_id,
            request: row.id,
            today: today_at_work(tx, row.employment_id).await?,
        };
        let book = books::load(tx.db(), row.employment_id, row.leave_type_id).await?.book;
        let held = book.held_by(of_request(row.id));
        let status = match settled.outcome {
            SettledAs::Approved => {
                let taken = drawn(tx, &row, &kind, &book).await?;
                draw.write(tx, Kind::Release, &held).await?;
                draw.write(tx, Kind::Consume, &taken).await?;
                Status::Approved
            }
            SettledAs::Refused => Status::Refused,
            SettledAs::Withdrawn => Status::Withdrawn,
            SettledAs::Voided => Status::Voided,
        };
        if status != Status::Approved {
            draw.write(tx, Kind::Release, &held).await?;
        }
        close(tx, &row, status).await?;
        tell(tx, &row, settled).await?;
        Ok(())
    }
}

/// The lots an approved request draws on now, earliest end first, as if it had held nothing.
async fn drawn(
    tx: &Tx,
    row: &request::Model,
    kind: &leave_type::Model,
    book: &Book,
) -> Result<Vec<Portion>, EffectError> {
    match employed(tx.db(), row.employment_id, row.first_day, row.last_day).await {
        Ok(_) => {}
        Err(LeaveError::Db(error)) => return Err(error.into()),
        Err(_) => return Err(EffectError::Refused("leave.outside_employment")),
    }
    if !kind.needs_balance {
        return Ok(vec![]);
    }
    let days = super::queries::days_of(tx.db(), row.id).await?;
    let used = days.iter().filter(|day| day.quantity > 0).map(|day| (day.on_day, i64::from(day.quantity)));
    let drawn = book.allocate(used, Some(of_request(row.id)));
    drawn.map_err(|_| EffectError::Refused("leave.balance_short"))
}

/// Ends a request; days of one that did not come to be are free for another.
pub(crate) async fn close(tx: &Tx, row: &request::Model, status: Status) -> Result<(), DbErr> {
    request::Entity::update_many()
        .col_expr(request::Column::Status, Expr::value(status.code()))
        .col_expr(request::Column::ClosedAt, Expr::value(Some(tx.now)))
        .filter(request::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    if status != Status::Approved {
        day::Entity::update_many()
            .col_expr(day::Column::Live, Expr::value(false))
            .filter(day::Column::RequestId.eq(row.id))
            .exec(tx.db())
            .await?;
    }
    let change = Change::new("leave.close", "leave_request", row.id).about(row.employment_id);
    let (before, after) = (json!({ "status": row.status }), json!({ "status": status }));
    tx.audit(change.before(before).after(after)).await?;
    tx.emit(&LeaveDecided {
        request: row.id,
        employment: row.employment_id,
        outcome: status.code().to_owned(),
        first_day: row.first_day,
        last_day: row.last_day,
    })
    .await?;
    Ok(())
}

async fn tell(tx: &Tx, row: &request::Model, settled: &Settled) -> Result<(), DbErr> {
    let kind = match settled.outcome {
        SettledAs::Approved => "leave.approved",
        SettledAs::Refused => "leave.refused",
        SettledAs::Withdrawn | SettledAs::Voided => return Ok(()),
    };
    let key = format!("{kind}:{}", row.id);
    let notice = NewNotice::new(row.person_id, kind, format!("/m/leave/{}", row.id), key)
        .with("first", row.first_day.to_string())
        .with("last", row.last_day.to_string())
        .with("days", hundredths_text(i64::from(row.quantity)))
        .with("approver", settled.decided_by_name.clone().unwrap_or_default());
    notify(tx, notice).await.map(|_| ())
}
