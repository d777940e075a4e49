//! Dated rows that answer frequent questions with one look: where somebody stands, who manages them, what the people list
//! shows. Each is a pure function of a day ([`Scene`]) sampled at every day on which it can change and written in the
//! transaction of the change, so the rows of tomorrow are there today and no job has to turn days over.

pub(crate) mod entity;
pub(crate) mod rows;
mod scene;
mod write;

use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use scene::Seat;
pub(crate) use scene::{Scene, Stint};
pub(crate) use write::{of_employments, of_units, those_led_by, those_within};

/// What the people list says of an employment on a day.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum CardState {
    /// The first day lies ahead.
    Planned,
    /// On probation.
    Probation,
    /// Confirmed.
    Confirmed,
    /// The last day is past.
    Left,
}

impl CardState {
    /// Whether somebody works on that day.
    pub const fn in_service(self) -> bool {
        matches!(self, Self::Probation | Self::Confirmed)
    }
}
