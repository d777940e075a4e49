//! What pages see of a case.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use heng_access::{Actor, ClassSet, Permission};
use heng_db::audit::Read;
use heng_flow::{CaseStatus, TaskStatus};
use heng_kernel::{CaseId, EmploymentId};
use heng_people::api::{Card, PersonView};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    entity::{case, step, task},
    queries,
    seen::Seen,
    word,
};
use crate::subject::{Fact, Subjects};

/// One of one's own tasks, with enough to decide from the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodoView {
    case_id: CaseId,
    /// The node to answer at.
    node: String,
    /// Kind of request: `leave`.
    kind: String,
    applicant: Option<PersonView>,
    /// Short values for the row's words.
    #[schema(value_type = HashMap<String, Value>)]
    summary: Value,
    /// Version of the case, to be sent back with the decision.
    version: i32,
    /// Hash of the content, to be sent back with the decision.
    content: String,
    status: String,
    asked_at: Option<DateTime<Utc>>,
    decided_at: Option<DateTime<Utc>>,
    /// `approve` or `refuse`, once answered.
    outcome: Option<String>,
}

impl TodoView {
    pub(crate) fn of((task, case): (task::Model, case::Model), people: &People) -> Self {
        Self {
            case_id: case.id,
            node: task.node,
            kind: case.kind,
            applicant: people.view(case.applicant_id),
            summary: case.summary,
            version: case.version,
            content: case.content,
            status: case.status,
            asked_at: task.opened_at,
            decided_at: task.decided_at,
            outcome: task.outcome,
        }
    }
}

/// A case in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseRowView {
    id: CaseId,
    kind: String,
    subject_id: Uuid,
    #[schema(value_type = HashMap<String, Value>)]
    summary: Value,
    status: String,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}

impl From<case::Model> for CaseRowView {
    fn from(row: case::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            subject_id: row.subject_id,
            summary: row.summary,
            status: row.status,
            opened_at: row.opened_at,
            closed_at: row.closed_at,
        }
    }
}

/// A case with everything about it that the reader may see.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CaseView {
    id: CaseId,
    kind: String,
    subject_id: Uuid,
    applicant: Option<PersonView>,
    /// `running`, `effect_failed`, `approved`, `refused`, `withdrawn`, `voided`.
    status: String,
    /// Counts the changes; sent back with a decision.
    version: i32,
    /// Hash of what is decided on; sent back with a decision.
    content: String,
    /// Why the effect failed, as a code.
    failure: Option<String>,
    facts: Vec<FactView>,
    nodes: Vec<NodeView>,
    timeline: Vec<StepView>,
    may: MayView,
    opened_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}

/// One fact.
#[derive(Debug, Serialize, ToSchema)]
struct FactView {
    /// Code of its words.
    label: String,
    /// Absent when the reader may not see it.
    #[schema(value_type = HashMap<String, Value>)]
    value: Option<Value>,
    /// Whether there is a value that the reader may not see.
    hidden: bool,
}

/// One step of the flow.
#[derive(Debug, Serialize, ToSchema)]
struct NodeView {
    key: String,
    /// How the answers add up: `{ "mode": "any" }`.
    #[schema(value_type = HashMap<String, Value>)]
    mode: Value,
    status: String,
    people: Vec<TaskView>,
}

/// One person's part.
#[derive(Debug, Serialize, ToSchema)]
struct TaskView {
    person: Option<PersonView>,
    /// How the flow came to them, in order: codes with values.
    #[schema(value_type = Vec<HashMap<String, Value>>)]
    why: Value,
    /// `waiting`, `open`, `decided`, `carried`, `closed`.
    status: String,
    outcome: Option<String>,
    comment: Option<String>,
    decided_at: Option<DateTime<Utc>>,
}

/// One line of the history.
#[derive(Debug, Serialize, ToSchema)]
struct StepView {
    /// `opened`, `asked`, `decided`, `replaced`, `withdrawn`, `effect_failed`, `approved`, `refused`, `voided`.
    kind: String,
    node: Option<String>,
    person: Option<PersonView>,
    #[schema(value_type = HashMap<String, Value>)]
    detail: Value,
    comment: Option<String>,
    at: DateTime<Utc>,
}

/// What the reader may do now.
#[derive(Debug, Serialize, ToSchema)]
struct MayView {
    /// The node at which they may answer.
    decide: Option<String>,
    /// Take the request back.
    withdraw: bool,
    /// Try the failed effect again.
    retry: bool,
}

/// Cards of everybody a page names, in one look.
pub(crate) struct People(HashMap<EmploymentId, Card>);

impl People {
    pub(crate) async fn load(
        db: &impl ConnectionTrait,
        ids: impl IntoIterator<Item = EmploymentId>,
        on: NaiveDate,
    ) -> Result<Self, DbErr> {
        let ids: BTreeSet<EmploymentId> = ids.into_iter().collect();
        let ids: Vec<EmploymentId> = ids.into_iter().collect();
        heng_people::api::cards(db, &ids, on).await.map(Self)
    }

    pub(crate) fn view(&self, id: EmploymentId) -> Option<PersonView> {
        self.0.get(&id).map(PersonView::from)
    }
}

/// The whole page, and what of it is to be audited before it is shown.
pub(crate) async fn case_view(
    db: &impl ConnectionTrait,
    subjects: &Subjects,
    actor: &Actor,
    seen: Seen,
) -> Result<(CaseView, Option<Read>), DbErr> {
    let steps = queries::history(db, seen.case.row.id).await?;
    let named = seen.case.tasks.iter().map(|task| task.employment_id);
    let named =
        named.chain(steps.iter().filter_map(|step| step.employment_id)).chain([seen.case.row.applicant_id]);
    let people = People::load(db, named, actor.today()).await?;
    let may = may(actor, &seen)?;
    let (facts, sensitive) = facts(subjects, actor, &seen)?;
    let Seen { case, .. } = seen;
    let read = (!sensitive.is_empty()).then(|| Read {
        action: "approval.show",
        subject_kind: "approval_case",
        subject_id: case.row.id.to_string(),
        about: Some(case.row.applicant_id),
        classes: sensitive,
    });
    let task = |row: &task::Model| TaskView {
        person: people.view(row.employment_id),
        why: row.why.clone(),
        status: row.status.clone(),
        outcome: row.outcome.clone(),
        comment: row.comment.clone(),
        decided_at: row.decided_at,
    };
    let nodes = case.state.nodes.iter().map(|node| {
        let mut mine: Vec<_> = case.tasks.iter().filter(|row| row.node == node.key).collect();
        mine.sort_by_key(|row| row.position);
        Ok(NodeView {
            key: node.key.clone(),
            mode: word::json(node.mode)?,
            status: word::of(node.status)?,
            people: mine.into_iter().map(task).collect(),
        })
    });
    let nodes = nodes.collect::<Result<_, DbErr>>()?;
    let step = |row: step::Model| StepView {
        kind: row.kind,
        node: row.node,
        person: row.employment_id.and_then(|id| people.view(id)),
        detail: row.detail,
        comment: row.comment,
        at: row.at,
    };
    let view = CaseView {
        id: case.row.id,
        kind: case.row.kind,
        subject_id: case.row.subject_id,
        applicant: people.view(case.row.applicant_id),
        status: case.row.status,
        version: case.row.version,
        content: case.row.content,
        failure: case.row.failure,
        facts,
        nodes,
        timeline: steps.into_iter().map(step).collect(),
        may,
        opened_at: case.row.opened_at,
        closed_at: case.row.closed_at,
    };
    Ok((view, read))
}

/// The facts, without those of a class that is closed to the reader, and the classes shown whose reading is audited.
fn facts(subjects: &Subjects, actor: &Actor, seen: &Seen) -> Result<(Vec<FactView>, ClassSet), DbErr> {
    let stored: Vec<Fact> = word::from(seen.case.row.facts.clone())?;
    let open = subjects.of(&seen.case.row.kind).map(|subject| actor.classes(subject.read(), &seen.target));
    let mut sensitive = ClassSet::EMPTY;
    let view = |fact: Fact| {
        let shown = fact.class.is_none_or(|class| {
            seen.is_applicant(actor) || open.is_some_and(|classes| classes.contains(class))
        });
        let audited = fact.class.filter(|class| shown && class.reads_are_audited() && !fact.value.is_null());
        if let Some(class) = audited.filter(|_| !seen.is_applicant(actor)) {
            sensitive = sensitive.union(class.into());
        }
        FactView { label: fact.label, value: shown.then_some(fact.value), hidden: !shown }
    };
    let views = stored.into_iter().map(view).collect();
    Ok((views, sensitive))
}

fn may(actor: &Actor, seen: &Seen) -> Result<MayView, DbErr> {
    let open = word::of(TaskStatus::Open)?;
    let status = seen.case.state.status;
    let asked = seen.own_task(actor).filter(|task| task.status == open && !seen.is_applicant(actor));
    let decides = asked.filter(|_| actor.may(Permission::ApprovalDecide));
    let retries =
        status == CaseStatus::EffectFailed && actor.require(Permission::FlowWrite, &seen.target).is_ok();
    Ok(MayView {
        decide: decides.map(|task| task.node.clone()),
        withdraw: seen.is_applicant(actor)
            && matches!(status, CaseStatus::Running | CaseStatus::EffectFailed),
        retry: retries,
    })
}
