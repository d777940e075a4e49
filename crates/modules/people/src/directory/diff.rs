//! What differs between two days, or between two times of knowing.

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, ClassSet, FieldClass, Permission};
use heng_kernel::EmploymentId;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::employment::{PersonnelError, Post, Timelines, history};

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Difference {
    /// `unit`, `job`, `contract.kind` …
    pub field: String,
    /// Its class. Pay is told as changed, without amounts: they are revealed.
    pub class: FieldClass,
    /// Before; `null` when absent.
    #[schema(value_type = Value)]
    pub before: Value,
    /// After; `null` when absent.
    #[schema(value_type = Value)]
    pub after: Value,
}

/// A day as it was believed at an instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub on: NaiveDate,
    pub known_at: Option<DateTime<Utc>>,
}

/// The differences between two moments.
pub(crate) async fn diff(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: EmploymentId,
    before: Moment,
    after: Moment,
) -> Result<Vec<Difference>, PersonnelError> {
    let target = heng_scope::target(db, id, actor.today()).await?;
    actor.require_classes(Permission::PeopleRead, ClassSet::of(&[FieldClass::Work]), &target)?;
    let sees_pay = actor.classes(Permission::PeopleRead, &target).contains(FieldClass::Pay);
    let old = facts(&history(db, id, before.known_at).await?.lines, before.on);
    let new = facts(&history(db, id, after.known_at).await?.lines, after.on);
    let mut found = vec![];
    for ((field, class, before), (_, _, after)) in old.into_iter().zip(new) {
        if before == after || class == FieldClass::Pay && !sees_pay {
            continue;
        }
        let (before, after) =
            if class == FieldClass::Pay { (hide(&before), hide(&after)) } else { (before, after) };
        found.push(Difference { field: field.to_owned(), class, before, after });
    }
    Ok(found)
}

fn hide(value: &Value) -> Value {
    if value.is_null() { Value::Null } else { json!("***") }
}

/// The facts of a day, always the same fields in the same order.
fn facts(lines: &Timelines, on: NaiveDate) -> Vec<(&'static str, FieldClass, Value)> {
    let post = lines.main.at(on).map(|span| &span.value);
    let of_post = |say: fn(&Post) -> Value| post.map(say).unwrap_or_default();
    let term = lines.terms.at(on).map(|span| span.value);
    let contract = lines.contracts.at(on).map(|span| &span.value);
    let further: Vec<&Post> =
        lines.further.values().filter_map(|line| line.at(on)).map(|span| &span.value).collect();
    let work = FieldClass::Work;
    vec![
        ("in_service", work, json!(term.is_some())),
        ("kind", work, json!(term.map(|term| term.kind))),
        ("term", work, json!(term.map(|term| term.state))),
        ("unit", FieldClass::Public, of_post(|post| json!(post.unit))),
        ("job", FieldClass::Public, of_post(|post| json!(post.job))),
        ("grade", work, of_post(|post| json!(post.grade))),
        ("position", work, of_post(|post| json!(post.position))),
        ("manager", work, of_post(|post| json!(post.manager))),
        ("dotted", work, of_post(|post| json!(post.dotted))),
        ("cost_centre", work, of_post(|post| json!(post.cost_centre))),
        ("further_posts", work, json!(further)),
        ("contract.kind", work, json!(contract.map(|c| c.kind))),
        ("contract.number", work, json!(contract.and_then(|c| c.number.clone()))),
        ("contract.last_day", work, json!(contract.and_then(|c| c.last_day))),
        ("calendar", work, json!(lines.calendars.at(on).map(|span| span.value))),
        ("last_day", work, json!(lines.last_day())),
        ("pay", FieldClass::Pay, json!(lines.pay.at(on).map(|span| &span.value))),
    ]
}
