//! `goal`, `goal_version`, `goal_step`.

use heng_score::Direction;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where a goal stands between the one who gave it and the one it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum GoalState {
    /// The newest version waits for the person.
    Given,
    /// The person asked back; the manager's turn.
    Questioned,
    /// The newest version is agreed.
    Confirmed,
    /// Taken back; counts for nothing.
    Cancelled,
}

/// What was done to a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum StepKind {
    /// The manager gave it.
    Given,
    /// The person asked back.
    Questioned,
    /// The person confirmed it.
    Confirmed,
    /// The manager changed it.
    Revised,
    /// The manager took it back.
    Cancelled,
}

/// Which way is better, as it is stored and sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

impl From<Better> for Direction {
    fn from(better: Better) -> Self {
        match better {
            Better::Higher => Self::Higher,
            Better::Lower => Self::Lower,
        }
    }
}

impl From<Direction> for Better {
    fn from(direction: Direction) -> Self {
        match direction {
            Direction::Higher => Self::Higher,
            Direction::Lower => Self::Lower,
        }
    }
}

pub(crate) mod goal {
    //! `goal`.
    use heng_kernel::{EmploymentId, GoalId, UnitId};
    use sea_orm::entity::prelude::*;

    use super::GoalState;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goal")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: GoalId,
        pub employment_id: EmploymentId,
        pub month_on: Date,
        pub state: GoalState,
        pub version: i32,
        pub confirmed_version: Option<i32>,
        pub given_by: Option<EmploymentId>,
        pub manager_id: Option<EmploymentId>,
        pub unit_id: Option<UnitId>,
        pub given_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod version {
    //! `goal_version`.
    use heng_kernel::{EmploymentId, GoalId};
    use sea_orm::entity::prelude::*;

    use super::Better;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goal_version")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub goal_id: GoalId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub name: String,
        pub unit: String,
        pub target_micro: i64,
        pub baseline_micro: Option<i64>,
        pub direction: Better,
        pub weight_ppm: i64,
        pub due_on: Date,
        pub reason: Option<String>,
        pub made_by: Option<EmploymentId>,
        pub made_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod step {
    //! `goal_step`.
    use heng_kernel::{EmploymentId, GoalId};
    use sea_orm::entity::prelude::*;

    use super::StepKind;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "goal_step")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub goal_id: GoalId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub kind: StepKind,
        pub version: i32,
        pub words: Option<String>,
        pub made_by: Option<EmploymentId>,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
