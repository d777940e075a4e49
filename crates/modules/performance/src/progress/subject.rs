//! What a number measures: a goal or an improvement item.

use heng_kernel::{EmploymentId, GoalId, ImprovementId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::entity::{Column, Entity, Model};
use crate::{
    goal::{self, GoalState},
    improvement,
    month::Month,
};

/// What a number measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measured {
    Goal(GoalId),
    Improvement(ImprovementId),
}

impl Measured {
    /// Nothing anybody gave out: asked for when a row is missing, so that the queries are the same.
    pub(crate) const NOTHING: Self = Self::Goal(GoalId(Uuid::nil()));

    /// What a stored number measures.
    pub(crate) fn by(row: &Model) -> Self {
        match (row.goal_id, row.improvement_id) {
            (Some(goal), _) => Self::Goal(goal),
            (None, Some(item)) => Self::Improvement(item),
            (None, None) => Self::NOTHING,
        }
    }

    /// The phone page that shows it.
    pub(crate) fn link(self) -> String {
        match self {
            Self::Goal(id) => format!("/m/goals/{id}"),
            Self::Improvement(id) => format!("/m/improvements/{id}"),
        }
    }

    /// The columns that name it.
    pub(crate) const fn ids(self) -> (Option<GoalId>, Option<ImprovementId>) {
        match self {
            Self::Goal(id) => (Some(id), None),
            Self::Improvement(id) => (None, Some(id)),
        }
    }
}

/// Whose it is, for which month, and whether numbers count.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    pub(crate) employment: EmploymentId,
    pub(crate) month: Month,
    pub(crate) counts: bool,
}

/// Loads what is measured, in one query.
pub(crate) async fn load(db: &impl ConnectionTrait, measured: Measured) -> Result<Option<Subject>, DbErr> {
    Ok(match measured {
        Measured::Goal(id) => goal::queries::by_id(db, id).await?.map(|row| Subject {
            employment: row.employment_id,
            month: Month::of(row.month_on),
            counts: row.state != GoalState::Cancelled && row.confirmed_version.is_some(),
        }),
        Measured::Improvement(id) => improvement::queries::by_id(db, id).await?.map(|row| Subject {
            employment: row.employment_id,
            month: Month::of(row.month_on),
            counts: true,
        }),
    })
}

/// Everything reported for it, in the order of reporting.
pub(crate) async fn reported(db: &impl ConnectionTrait, measured: Measured) -> Result<Vec<Model>, DbErr> {
    let of = match measured {
        Measured::Goal(id) => Column::GoalId.eq(id),
        Measured::Improvement(id) => Column::ImprovementId.eq(id),
    };
    Entity::find().filter(of).order_by_asc(Column::At).order_by_asc(Column::Id).all(db).await
}
