//! Why a personnel change is refused.

use chrono::NaiveDate;
use heng_access::Denied;
use heng_kernel::{EmploymentId, PersonnelEventId};
use heng_vault::VaultError;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;
use serde_json::json;

use super::replay::Conflict;

/// Why a personnel change is refused.
#[derive(Debug, thiserror::Error)]
pub enum PersonnelError {
    /// Not allowed, or not there.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
    /// A sealed value could not be made or opened.
    #[error("vault: {0}")]
    Vault(#[from] VaultError),
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
    /// The change itself does not fit what is there.
    #[error("the change does not fit: {0}")]
    Clash(Conflict),
    /// The change would leave later events without ground; they can be cancelled with it.
    #[error("later events stand in the way")]
    LaterEvents(Vec<Conflict>),
    /// The company has somebody with this number, now or before.
    #[error("the number was given out before")]
    NumberTaken {
        /// Row of a bulk, from 0.
        row: usize,
        /// The number.
        number: String,
    },
    /// A person with this identity document is already known.
    #[error("the person is already known")]
    PersonKnown {
        /// Row of a bulk, from 0.
        row: usize,
        /// An employment of the person, if they have any.
        employment: Option<EmploymentId>,
    },
    /// The person works for this company on some of these days.
    #[error("the person already works here")]
    AlreadyEmployed {
        /// The other employment.
        employment: EmploymentId,
    },
    /// The person was marked as not to be hired again.
    #[error("not to be hired again")]
    NoRehire,
    /// A post would stand in a unit that is closed.
    #[error("the unit is closed on {on}")]
    UnitClosed {
        /// Row of a bulk, from 0.
        row: usize,
        /// The first day on which the post would be and the unit would not.
        on: NaiveDate,
    },
    /// The line of managers would lead back to where it began.
    #[error("the managers would form a circle")]
    ManagerCircle,
    /// The event was corrected or cancelled before.
    #[error("the event no longer counts")]
    NoLongerCounts,
    /// Pay changes once a day: another event says what it is from that day on.
    #[error("pay changes on {effective_on} already")]
    PayChangedThatDay {
        /// The other event.
        event: PersonnelEventId,
        /// The day.
        effective_on: NaiveDate,
    },
    /// The first event of an employment goes last.
    #[error("the employment has later events")]
    StartHasFollowers(Vec<(PersonnelEventId, NaiveDate)>),
}

impl PersonnelError {
    pub(crate) const fn field(field: &'static str, code: &'static str) -> Self {
        Self::Field { row: 0, field, code }
    }

    /// The same of a row of a bulk, from 0.
    pub(crate) fn of_row(self, row: usize) -> Self {
        match self {
            Self::Field { field, code, .. } => Self::Field { row, field, code },
            Self::TooLong { field, most, .. } => Self::TooLong { row, field, most },
            Self::UnitClosed { on, .. } => Self::UnitClosed { row, on },
            other => other,
        }
    }
}

impl From<PersonnelError> for Problem {
    fn from(error: PersonnelError) -> Self {
        use PersonnelError as E;
        match error {
            E::Denied(denied) => denied.into(),
            E::Db(error) => error.into(),
            E::Vault(error) => Self::internal(&error),
            E::Field { field, code, .. } => Self::invalid(vec![FieldError::new(field, code)]),
            E::TooLong { field, most, .. } => {
                Self::invalid(vec![FieldError::new(field, "too_long").with("most", most)])
            }
            E::Clash(conflict) => Self::conflict(format!("personnel.{}", conflict.clash.code()))
                .with("effective_on", conflict.effective_on.to_string()),
            E::LaterEvents(conflicts) => {
                let list: Vec<_> = conflicts
                    .iter()
                    .map(|c| json!({ "event_id": c.event, "effective_on": c.effective_on, "clash": c.clash.code() }))
                    .collect();
                Self::conflict("personnel.later_events").with("events", list)
            }
            E::NumberTaken { number, .. } => Self::conflict("personnel.number_taken").with("number", number),
            // Which employment it is stays here: whoever asks may not be allowed to know of it.
            E::PersonKnown { .. } => Self::conflict("personnel.person_known"),
            E::AlreadyEmployed { .. } => Self::conflict("personnel.already_employed"),
            E::NoRehire => Self::conflict("personnel.no_rehire"),
            E::ManagerCircle => {
                Self::conflict("personnel.manager_circle").field(FieldError::new("manager", "circle"))
            }
            E::UnitClosed { on, .. } => Self::conflict("personnel.unit_closed").with("on", on.to_string()),
            E::NoLongerCounts => Self::conflict("personnel.no_longer_counts"),
            E::PayChangedThatDay { event, effective_on } => Self::conflict("personnel.pay_changed_that_day")
                .with("event_id", event.to_string())
                .with("effective_on", effective_on.to_string()),
            E::StartHasFollowers(events) => {
                let list: Vec<_> =
                    events.iter().map(|(id, day)| json!({ "event_id": id, "effective_on": day })).collect();
                Self::conflict("personnel.start_has_followers").with("events", list)
            }
        }
    }
}
