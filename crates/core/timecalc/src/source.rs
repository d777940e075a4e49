//! The facts a figure leans on.

use heng_kernel::Input;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What kind of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A shift of the roster.
    Shift,
    /// A punch.
    Punch,
    /// An approved punch that was forgotten.
    MakeUpPunch,
    /// A leave request.
    LeaveRequest,
    /// An overtime request.
    OvertimeRequest,
    /// Work away from the place: a trip, field work, an approved day at home.
    Away,
    /// A line somebody added to a leave ledger by hand.
    LeaveMovement,
}

impl SourceKind {
    /// Stable code, the `kind` of an [`Input`].
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shift => "shift",
            Self::Punch => "punch",
            Self::MakeUpPunch => "make_up_punch",
            Self::LeaveRequest => "leave_request",
            Self::OvertimeRequest => "overtime_request",
            Self::Away => "away",
            Self::LeaveMovement => "leave_movement",
        }
    }
}

/// A fact by kind and id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Source {
    /// What kind of fact.
    pub kind: SourceKind,
    /// Its id.
    pub id: Uuid,
}

impl Source {
    /// The fact of this kind and id.
    pub const fn new(kind: SourceKind, id: Uuid) -> Self {
        Self { kind, id }
    }

    /// As explanations name it.
    pub fn input(&self, on: chrono::NaiveDate) -> Input {
        Input { kind: self.kind.code().to_owned(), id: self.id.to_string(), on: Some(on) }
    }
}
