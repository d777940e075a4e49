//! Why a change of the organisation is refused.

use chrono::NaiveDate;
use heng_access::Denied;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;
use serde_json::json;

use super::org::DEEPEST;

/// Something that stands in the way of closing a unit: HR decides what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// What: `people`, `units`, `positions`.
    pub kind: &'static str,
    /// How many.
    pub count: usize,
}

/// Why a change of the organisation is refused.
#[derive(Debug, thiserror::Error)]
pub enum UnitError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A field is wrong.
    #[error("{field}: {code}")]
    Field {
        /// Row of a bulk, from 0.
        row: usize,
        /// The field.
        field: &'static str,
        /// What is wrong with it.
        code: &'static str,
    },
    /// A field has more than so many characters.
    #[error("{field}: more than {most} characters")]
    TooLong {
        /// Row of a bulk, from 0.
        row: usize,
        /// The field.
        field: &'static str,
        /// Most characters.
        most: usize,
    },
    /// Another unit has the code.
    #[error("the code is taken")]
    CodeTaken {
        /// Row of a bulk, from 0.
        row: usize,
        /// The code.
        code: String,
    },
    /// The unit would stand below itself.
    #[error("the units would form a circle")]
    Circle,
    /// Somebody at the head of the unit, or above it, would be led by one they lead.
    #[error("the managers would form a circle")]
    HeadCircle {
        /// What was asked for and would close the circle.
        field: &'static str,
    },
    /// The unit above is not there on some of the days.
    #[error("the unit above is closed on {0}")]
    ParentClosed(NaiveDate),
    /// Too many units would stand one below the other.
    #[error("more than {DEEPEST} levels")]
    TooDeep,
    /// A unit of this kind cannot stand there.
    #[error("a unit of this kind cannot stand there")]
    WrongPlace,
    /// The change lies before the unit was made or after it was closed.
    #[error("outside the unit's life")]
    OutsideLife(NaiveDate),
    /// The change was taken back before.
    #[error("the change no longer counts")]
    NoLongerCounts,
    /// The unit begins with the change.
    #[error("the unit begins with this change")]
    BeginsWithIt,
    /// People took seats since that would go back with a closing.
    #[error("{0} people sit in seats that would go back")]
    SeatsTaken(usize),
    /// People, units or seats are still there.
    #[error("the unit is not empty")]
    NotEmpty(Vec<InTheWay>),
    /// People in it are employed by another company than that of the new place.
    #[error("people in it belong to another company")]
    OtherCompany(usize),
    /// A change of a person in it was refused.
    #[error("personnel: {0}")]
    Personnel(#[source] Box<crate::employment::PersonnelError>),
}

impl UnitError {
    pub(crate) const fn field(field: &'static str, code: &'static str) -> Self {
        Self::Field { row: 0, field, code }
    }
}

impl From<crate::employment::PersonnelError> for UnitError {
    fn from(error: crate::employment::PersonnelError) -> Self {
        Self::Personnel(Box::new(error))
    }
}

impl From<UnitError> for Problem {
    fn from(error: UnitError) -> Self {
        use UnitError as E;
        match error {
            E::Denied(denied) => denied.into(),
            E::Db(error) => error.into(),
            E::Personnel(error) => (*error).into(),
            E::Field { field, code, .. } => Self::invalid(vec![FieldError::new(field, code)]),
            E::TooLong { field, most, .. } => {
                Self::invalid(vec![FieldError::new(field, "too_long").with("most", most)])
            }
            E::CodeTaken { code, .. } => {
                Self::conflict("unit.code_taken").with("code", code).field(FieldError::new("code", "taken"))
            }
            E::Circle => Self::conflict("unit.circle").field(FieldError::new("parent", "circle")),
            E::HeadCircle { field } => {
                Self::conflict("unit.head_circle").field(FieldError::new(field, "circle"))
            }
            E::ParentClosed(day) => Self::conflict("unit.parent_closed").with("on", day.to_string()),
            E::WrongPlace => {
                Self::conflict("unit.wrong_place").field(FieldError::new("parent", "wrong_kind"))
            }
            E::TooDeep => Self::conflict("unit.too_deep").with("most", DEEPEST),
            E::NoLongerCounts => Self::conflict("unit.no_longer_counts"),
            E::SeatsTaken(count) => Self::conflict("unit.seats_taken").with("count", count),
            E::BeginsWithIt => Self::conflict("unit.begins_with_it"),
            E::OutsideLife(day) => Self::conflict("unit.outside_life").with("on", day.to_string()),
            E::NotEmpty(list) => {
                let list: Vec<_> = list.iter().map(|i| json!({ "kind": i.kind, "count": i.count })).collect();
                Self::conflict("unit.not_empty").with("decide", list)
            }
            E::OtherCompany(count) => Self::conflict("unit.other_company").with("people", count),
        }
    }
}
