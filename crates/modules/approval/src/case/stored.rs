//! A case between its rows and the state machine.

use heng_db::Tx;
use heng_flow::{Assignee, CaseState, Decision, NodeState, Task, TaskStatus};
use heng_kernel::{CaseId, CaseTaskId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::{
    entity::{case, node, task},
    word,
};

/// A case with its rows.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub row: case::Model,
    pub state: CaseState,
    pub tasks: Vec<task::Model>,
}

impl Stored {
    /// Reads a case in three queries.
    pub async fn load(db: &impl ConnectionTrait, id: CaseId) -> Result<Option<Self>, DbErr> {
        let row = case::Entity::find_by_id(id).one(db).await?;
        let nodes = node::Entity::find()
            .filter(node::Column::CaseId.eq(id))
            .order_by_asc(node::Column::Position)
            .all(db)
            .await?;
        let tasks = task::Entity::find()
            .filter(task::Column::CaseId.eq(id))
            .order_by_asc(task::Column::Position)
            .all(db)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let state = CaseState {
            version: u32::try_from(row.version).unwrap_or_default(),
            applicant: row.applicant_id,
            applicant_person: row.applicant_person_id,
            content: row.content.clone(),
            same_person: word::read(&row.same_person)?,
            status: word::read(&row.status)?,
            nodes: nodes.into_iter().map(|row| node_state(row, &tasks)).collect::<Result<_, _>>()?,
        };
        Ok(Some(Self { row, state, tasks }))
    }

    /// Writes a new case.
    pub async fn insert(tx: &Tx, row: case::Model, state: &CaseState) -> Result<(), DbErr> {
        let id = row.id;
        case::ActiveModel::from(row).reset_all().insert(tx.db()).await?;
        for (position, node) in (0..).zip(&state.nodes) {
            let row = node::Model {
                case_id: id,
                key: node.key.clone(),
                position,
                mode: word::json(node.mode)?,
                status: word::of(node.status)?,
            };
            node::ActiveModel::from(row).reset_all().insert(tx.db()).await?;
            for (position, task) in (0..).zip(&node.tasks) {
                let row = task_row(tx, id, tx.new_id(), &node.key, position, task, None)?;
                task::ActiveModel::from(row).reset_all().insert(tx.db()).await?;
            }
        }
        Ok(())
    }

    /// Writes what changed. Transactions are serialised; the version in the condition says so once more.
    pub async fn save(&self, tx: &Tx, after: &CaseState, failure: Option<&str>) -> Result<(), DbErr> {
        let closed_at = after.status.is_final().then_some(tx.now);
        let done = case::Entity::update_many()
            .col_expr(case::Column::Version, Expr::value(word::int(after.version)))
            .col_expr(case::Column::Status, Expr::value(word::of(after.status)?))
            .col_expr(case::Column::Content, Expr::value(after.content.clone()))
            .col_expr(case::Column::Failure, Expr::value(failure.map(ToOwned::to_owned)))
            .col_expr(case::Column::ClosedAt, Expr::value(closed_at))
            .filter(case::Column::Id.eq(self.row.id))
            .filter(case::Column::Version.eq(self.row.version))
            .exec(tx.db())
            .await?;
        if done.rows_affected != 1 {
            return Err(DbErr::RecordNotUpdated);
        }
        for (before, after) in self.state.nodes.iter().zip(&after.nodes) {
            if before.status != after.status {
                node::Entity::update_many()
                    .col_expr(node::Column::Status, Expr::value(word::of(after.status)?))
                    .filter(node::Column::CaseId.eq(self.row.id))
                    .filter(node::Column::Key.eq(after.key.as_str()))
                    .exec(tx.db())
                    .await?;
            }
            for (position, (was, is)) in (0..).zip(before.tasks.iter().zip(&after.tasks)) {
                if was != is {
                    self.save_task(tx, &after.key, position, is).await?;
                }
            }
        }
        Ok(())
    }

    async fn save_task(&self, tx: &Tx, node: &str, position: i32, task: &Task) -> Result<(), DbErr> {
        let known = self.tasks.iter().find(|row| row.node == node && row.position == position);
        let known = known.ok_or_else(|| DbErr::RecordNotFound("a task of the case".to_owned()))?;
        let row = task_row(tx, self.row.id, known.id, node, position, task, Some(known))?;
        task::ActiveModel::from(row).reset_all().update(tx.db()).await?;
        Ok(())
    }

    /// Puts a word beside a decision that was just saved.
    pub async fn comment(&self, tx: &Tx, task: CaseTaskId, comment: &str) -> Result<(), DbErr> {
        task::Entity::update_many()
            .col_expr(task::Column::Comment, Expr::value(comment.to_owned()))
            .filter(task::Column::Id.eq(task))
            .filter(task::Column::CaseId.eq(self.row.id))
            .exec(tx.db())
            .await
            .map(|_| ())
    }
}

fn task_row(
    tx: &Tx,
    case_id: CaseId,
    id: CaseTaskId,
    node: &str,
    position: i32,
    task: &Task,
    known: Option<&task::Model>,
) -> Result<task::Model, DbErr> {
    let same =
        known.filter(|row| row.person_id == task.assignee.person && row.since == word::int(task.since));
    let opened_at = match task.status {
        TaskStatus::Waiting => None,
        TaskStatus::Open => same.and_then(|row| row.opened_at).or(Some(tx.now)),
        TaskStatus::Decided | TaskStatus::Carried | TaskStatus::Closed => known.and_then(|row| row.opened_at),
    };
    Ok(task::Model {
        id,
        case_id,
        node: node.to_owned(),
        position,
        employment_id: task.assignee.employment,
        person_id: task.assignee.person,
        why: word::json(&task.assignee.why)?,
        status: word::of(task.status)?,
        since: word::int(task.since),
        opened_at,
        outcome: task.decision.map(|decision| word::of(decision.outcome)).transpose()?,
        comment: known.filter(|_| task.decision.is_some()).and_then(|row| row.comment.clone()),
        decided_at: task.decision.map(|decision| decision.at),
    })
}

fn node_state(row: node::Model, tasks: &[task::Model]) -> Result<NodeState, DbErr> {
    let mut mine: Vec<_> = tasks.iter().filter(|task| task.node == row.key).collect();
    mine.sort_by_key(|task| task.position);
    let task = |row: &&task::Model| {
        let decision = match (&row.outcome, row.decided_at) {
            (Some(outcome), Some(at)) => Some(Decision { outcome: word::read(outcome)?, at }),
            _ => None,
        };
        Ok::<_, DbErr>(Task {
            assignee: Assignee {
                employment: row.employment_id,
                person: row.person_id,
                why: word::from(row.why.clone())?,
            },
            status: word::read(&row.status)?,
            since: u32::try_from(row.since).unwrap_or_default(),
            decision,
        })
    };
    Ok(NodeState {
        mode: word::from(row.mode)?,
        status: word::read(&row.status)?,
        tasks: mine.iter().map(task).collect::<Result<_, _>>()?,
        key: row.key,
    })
}
