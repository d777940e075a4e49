//! Goals with everything agreed on them and reported for them: three queries, however many goals.

use std::collections::HashMap;

use chrono::NaiveDate;
use heng_kernel::{Fixed, GoalId, ImprovementId, Rate};
use heng_score::{Assessment, Goal, Observation, assess};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    goal::{
        GoalState,
        entity::{goal, version},
    },
    month::Month,
    progress::entity as observation,
};

/// A goal, its versions from the first on, its observations in the order of reporting.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) row: goal::Model,
    pub(crate) versions: Vec<version::Model>,
    pub(crate) observations: Vec<observation::Model>,
}

impl Record {
    pub(crate) fn month(&self) -> Month {
        Month::of(self.row.month_on)
    }

    pub(crate) fn version(&self, number: i32) -> Option<&version::Model> {
        self.versions.iter().find(|version| version.number == number)
    }

    /// The version that waits or is agreed: what the manager last said.
    pub(crate) fn newest(&self) -> Option<&version::Model> {
        self.version(self.row.version)
    }

    /// The version that counts: the last one the person confirmed, also while a newer one waits.
    pub(crate) fn counting(&self) -> Option<&version::Model> {
        self.row
            .confirmed_version
            .filter(|_| self.row.state != GoalState::Cancelled)
            .and_then(|n| self.version(n))
    }

    /// Where it stands on a day, by the version that counts; `None` while none does.
    pub(crate) fn standing(&self, as_of: NaiveDate) -> Option<Assessment> {
        self.counting().map(|version| assess(&as_goal(version), &self.reported(), as_of))
    }

    /// What was reported, as the engine reads it.
    pub(crate) fn reported(&self) -> Vec<Observation> {
        self.observations.iter().map(Observation::from).collect()
    }
}

/// A version as the engine reads it.
pub(crate) fn as_goal(version: &version::Model) -> Goal {
    Goal {
        id: version.goal_id,
        target: Fixed::from_micro(version.target_micro),
        baseline: version.baseline_micro.map(Fixed::from_micro),
        unit: version.unit.clone(),
        direction: version.direction.into(),
        weight: Rate::from_ppm(version.weight_ppm),
        due_on: version.due_on,
        bounds: heng_score::Bounds::default(),
    }
}

/// Everything about these goals, in their order.
pub(crate) async fn load(db: &impl ConnectionTrait, rows: Vec<goal::Model>) -> Result<Vec<Record>, DbErr> {
    let ids: Vec<GoalId> = rows.iter().map(|row| row.id).collect();
    let mut versions = by(versions(db, &ids).await?, |row| row.goal_id);
    let of_goals = observation::Column::GoalId.is_in(ids.iter().copied());
    let reported = observation::Entity::find().filter(of_goals);
    let reported = reported.order_by_asc(observation::Column::At).order_by_asc(observation::Column::Id);
    let mut observations = by(reported.all(db).await?, |row| row.goal_id);
    let record = |row: goal::Model| Record {
        versions: versions.remove(&row.id).unwrap_or_default(),
        observations: observations.remove(&Some(row.id)).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(record).collect())
}

/// Every version of these goals, the first first.
pub(crate) async fn versions(
    db: &impl ConnectionTrait,
    ids: &[GoalId],
) -> Result<Vec<version::Model>, DbErr> {
    version::Entity::find()
        .filter(version::Column::GoalId.is_in(ids.iter().copied()))
        .order_by_asc(version::Column::Number)
        .all(db)
        .await
}

/// What was reported for these improvement items, in the order of reporting.
pub(crate) async fn measured(
    db: &impl ConnectionTrait,
    ids: &[ImprovementId],
) -> Result<HashMap<ImprovementId, Vec<observation::Model>>, DbErr> {
    let rows = observation::Entity::find()
        .filter(observation::Column::ImprovementId.is_in(ids.iter().copied()))
        .order_by_asc(observation::Column::At)
        .order_by_asc(observation::Column::Id)
        .all(db)
        .await?;
    let grouped = by(rows, |row| row.improvement_id);
    Ok(grouped.into_iter().filter_map(|(id, rows)| Some((id?, rows))).collect())
}

fn by<T, K: std::hash::Hash + Eq>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
