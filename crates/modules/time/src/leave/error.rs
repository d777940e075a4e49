//! Why leave is not what was asked for.

use axum::http::StatusCode;
use chrono::NaiveDate;
use heng_access::Denied;
use heng_approval::ApprovalError;
use heng_kernel::hundredths_text;
use heng_web::{FieldError, Problem};
use sea_orm::DbErr;

use super::entity::request::Status;

/// Why leave is not what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum LeaveError {
    /// No such leave type, or none that is still given.
    #[error("no such leave type")]
    UnknownType,
    /// The end lies before the start.
    #[error("the leave ends before it begins")]
    Backward,
    /// Longer than anybody asks for.
    #[error("the leave is too long")]
    TooLong,
    /// Nothing in the span uses up leave.
    #[error("no working day in the span")]
    NoWorkday,
    /// A half-day of the span belongs to another live request.
    #[error("overlaps another request on {0}")]
    Overlap(NaiveDate),
    /// Not employed on every day of the span.
    #[error("outside the employment")]
    OutsideEmployment {
        /// First day of work.
        first_day: NaiveDate,
        /// Last day of work, when it is known.
        last_day: Option<NaiveDate>,
    },
    /// It begins longer ago than somebody may ask for without HR.
    #[error("asked for too late: only from {earliest} on")]
    TooFarBack {
        /// The first day that may still be asked for.
        earliest: NaiveDate,
        /// How many days before today that is.
        most: u64,
    },
    /// There is not enough left.
    #[error("the balance is short by {missing}")]
    Short {
        /// The first day that is not covered.
        day: NaiveDate,
        /// Hundredths of a day missing.
        missing: i64,
    },
    /// More would be taken from a lot than requests have left of it.
    #[error("only {left} is left of the lot")]
    BelowDrawn {
        /// Hundredths of a day left.
        left: i64,
    },
    /// The request has been decided or taken back.
    #[error("the request does not wait any more")]
    NotPending(Status),
    /// Only an approved request can be cancelled.
    #[error("the request is not approved")]
    NotApproved(Status),
    /// The leave has begun; HR can still correct it.
    #[error("the leave has begun")]
    Begun,
    /// Nobody gives leave to themselves.
    #[error("one's own balance")]
    OwnBalance,
    /// Not a quantity, in hundredths of a day, that makes sense here.
    #[error("the quantity makes no sense")]
    BadQuantity,
    /// Changes by hand say why.
    #[error("a reason is missing")]
    NoReason,
    /// A text is longer than its field.
    #[error("the reason is too long")]
    LongReason {
        /// Most characters of it.
        most: usize,
    },
    /// More at once than one transaction should hold.
    #[error("too many at once")]
    TooMany {
        /// Most of them.
        most: usize,
    },
    /// The case does not open or move.
    #[error("approval: {0}")]
    Approval(#[from] ApprovalError),
    /// Not allowed, or not visible.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}

impl From<LeaveError> for Problem {
    fn from(error: LeaveError) -> Self {
        match error {
            LeaveError::UnknownType => field("leave_type", "not_allowed"),
            LeaveError::Backward => field("last_day", "before_first_day"),
            LeaveError::TooLong => field("last_day", "too_far"),
            LeaveError::NoWorkday => Self::unprocessable("leave.no_workday"),
            LeaveError::Overlap(day) => Self::conflict("leave.overlap").with("day", day.to_string()),
            LeaveError::OutsideEmployment { first_day, last_day } => {
                Self::unprocessable("leave.outside_employment")
                    .with("first_day", first_day.to_string())
                    .with("last_day", last_day.map(|day| day.to_string()))
            }
            LeaveError::TooFarBack { earliest, most } => Self::unprocessable("leave.too_far_back")
                .with("earliest", earliest.to_string())
                .with("most", most),
            LeaveError::Short { day, missing } => Self::unprocessable("leave.balance_short")
                .with("day", day.to_string())
                .with("missing", hundredths_text(missing)),
            LeaveError::BelowDrawn { left } => {
                Self::unprocessable("leave.adjust_below_drawn").with("left", hundredths_text(left))
            }
            LeaveError::NotPending(status) => {
                Self::conflict("leave.not_pending").with("status", status.code())
            }
            LeaveError::NotApproved(status) => {
                Self::conflict("leave.not_approved").with("status", status.code())
            }
            LeaveError::Begun => Self::conflict("leave.begun"),
            LeaveError::OwnBalance => Self::new(StatusCode::FORBIDDEN, "leave.own_balance"),
            LeaveError::BadQuantity => field("quantity", "not_allowed"),
            LeaveError::NoReason => field("reason", "required"),
            LeaveError::LongReason { most } => beyond("reason", "too_long", most),
            LeaveError::TooMany { most } => beyond("grants", "too_many", most),
            LeaveError::Approval(error) => error.into(),
            LeaveError::Denied(denied) => denied.into(),
            LeaveError::Db(error) => error.into(),
        }
    }
}

fn field(name: &str, code: &str) -> Problem {
    Problem::invalid(vec![FieldError::new(name, code)])
}

fn beyond(name: &str, code: &str, most: usize) -> Problem {
    Problem::invalid(vec![FieldError::new(name, code).with("most", most)])
}
