//! Reading cases.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use heng_db::{Cursor, Page, PageSize};
use heng_kernel::{CaseId, CaseTaskId, EmploymentId, PersonId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::Expr,
};
use uuid::Uuid;

use super::entity::{case, step, task};

/// Which of one's tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Which {
    /// Asked now.
    #[default]
    Waiting,
    /// Answered.
    Done,
}

/// Every list of tasks starts here, so no query can show another person's.
fn tasks_of(person: PersonId, which: Which) -> Select<task::Entity> {
    let status = match which {
        Which::Waiting => "open",
        Which::Done => "decided",
    };
    task::Entity::find().filter(task::Column::PersonId.eq(person)).filter(task::Column::Status.eq(status))
}

/// Who has decided on a case.
pub async fn deciders(db: &impl ConnectionTrait, case: CaseId) -> Result<BTreeSet<PersonId>, DbErr> {
    let persons: Vec<PersonId> = task::Entity::find()
        .select_only()
        .column(task::Column::PersonId)
        .filter(task::Column::CaseId.eq(case))
        .filter(task::Column::Status.eq("decided"))
        .into_tuple()
        .all(db)
        .await?;
    Ok(persons.into_iter().collect())
}

/// A person's tasks with their cases: those that wait longest first, or those answered last first.
pub(crate) async fn todo(
    db: &impl ConnectionTrait,
    person: PersonId,
    which: Which,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<(task::Model, case::Model)>, DbErr> {
    type Key = (DateTime<Utc>, CaseTaskId);
    let column = match which {
        Which::Waiting => task::Column::OpenedAt,
        Which::Done => task::Column::DecidedAt,
    };
    let mut query = tasks_of(person, which);
    if let Some((at, id)) = Key::after(after)? {
        let tie = Condition::all().add(column.eq(at));
        query = query.filter(match which {
            Which::Waiting => Condition::any().add(column.gt(at)).add(tie.add(task::Column::Id.gt(id))),
            Which::Done => Condition::any().add(column.lt(at)).add(tie.add(task::Column::Id.lt(id))),
        });
    }
    let query = match which {
        Which::Waiting => query.order_by_asc(column).order_by_asc(task::Column::Id),
        Which::Done => query.order_by_desc(column).order_by_desc(task::Column::Id),
    };
    let rows = query.limit(size.limit()).all(db).await?;
    let page = Page::cut(rows, size, |row| {
        let at = match which {
            Which::Waiting => row.opened_at,
            Which::Done => row.decided_at,
        };
        (at.unwrap_or_default(), row.id)
    });
    let cases = case::Entity::find()
        .filter(case::Column::Id.is_in(page.items.iter().map(|task| task.case_id)))
        .all(db)
        .await?;
    let with_case = |task: task::Model| {
        let case = cases.iter().find(|case| case.id == task.case_id).cloned()?;
        Some((task, case))
    };
    Ok(Page { items: page.items.into_iter().filter_map(with_case).collect(), next: page.next })
}

/// How many tasks wait for a person; stops counting at `most` + 1.
pub(crate) async fn waiting(db: &impl ConnectionTrait, person: PersonId, most: u64) -> Result<u64, DbErr> {
    tasks_of(person, Which::Waiting).limit(most.saturating_add(1)).count(db).await
}

/// The cases of an employment, newest first.
pub(crate) async fn of_applicant(
    db: &impl ConnectionTrait,
    applicant: EmploymentId,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<case::Model>, DbErr> {
    let mut query = case::Entity::find().filter(case::Column::ApplicantId.eq(applicant));
    if let Some(id) = CaseId::after(after)? {
        query = query.filter(case::Column::Id.lt(id));
    }
    let rows = query.order_by_desc(case::Column::Id).limit(size.limit()).all(db).await?;
    Ok(Page::cut(rows, size, |row| row.id))
}

/// The lines of a case's history, oldest first.
pub(crate) async fn history(db: &impl ConnectionTrait, case: CaseId) -> Result<Vec<step::Model>, DbErr> {
    step::Entity::find().filter(step::Column::CaseId.eq(case)).order_by_asc(step::Column::Id).all(db).await
}

/// Whether the request waits in a case.
pub(crate) async fn is_open(db: &impl ConnectionTrait, kind: &str, subject: Uuid) -> Result<bool, DbErr> {
    let open = case::Entity::find()
        .filter(case::Column::Kind.eq(kind))
        .filter(case::Column::SubjectId.eq(subject))
        .filter(case::Column::ClosedAt.is_null())
        .one(db)
        .await?;
    Ok(open.is_some())
}

/// In the words of the index over them, which is not used for values bound later.
fn pending() -> Select<task::Entity> {
    task::Entity::find().filter(Expr::cust("approval_task.status IN ('waiting', 'open')"))
}

/// Everybody who is or will be asked by a case under way.
pub(crate) async fn pending_assignees(db: &impl ConnectionTrait) -> Result<BTreeSet<EmploymentId>, DbErr> {
    let rows: Vec<EmploymentId> =
        pending().select_only().column(task::Column::EmploymentId).distinct().into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// The cases in which these employments are or will be asked, and those that ask somebody for a role.
pub(crate) async fn pending_cases_of(
    db: &impl ConnectionTrait,
    employments: &BTreeSet<EmploymentId>,
) -> Result<BTreeSet<CaseId>, DbErr> {
    let rows: Vec<(CaseId, EmploymentId, serde_json::Value)> = pending()
        .select_only()
        .columns([task::Column::CaseId, task::Column::EmploymentId, task::Column::Why])
        .into_tuple()
        .all(db)
        .await?;
    let by_role = |why: &serde_json::Value| {
        why.as_array().into_iter().flatten().any(|reason| reason["code"] == "holds_role")
    };
    let affected = rows.into_iter().filter(|(_, who, why)| employments.contains(who) || by_role(why));
    Ok(affected.map(|(case, ..)| case).collect())
}

/// The cases in which an employment is or will be asked.
pub(crate) async fn cases_asking(
    db: &impl ConnectionTrait,
    employment: EmploymentId,
) -> Result<BTreeSet<CaseId>, DbErr> {
    let asked = pending().filter(task::Column::EmploymentId.eq(employment));
    let rows: Vec<CaseId> =
        asked.select_only().column(task::Column::CaseId).distinct().into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
}

/// How many answers an employment still owes.
pub(crate) async fn held_by(db: &impl ConnectionTrait, employment: EmploymentId) -> Result<u64, DbErr> {
    pending().filter(task::Column::EmploymentId.eq(employment)).count(db).await
}
