//! What can happen in an employment.

use chrono::NaiveDate;
use heng_kernel::{AssignmentId, CalendarId, EmploymentId, GradeId, JobTitleId, Money, PositionId, UnitId};
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PersonnelError, currency};
use crate::Patch;

/// Most that is agreed in one amount of pay, in minor units: a thousand million in a currency with cents. More is a slip
/// of the hand, and sums of many such amounts still fit.
pub const MOST_PAY: Money = Money::from_minor(100_000_000_000);

/// On what footing somebody works. Passing from one to another is an event of its own, never a side effect.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum EmploymentKind {
    /// Labour contract.
    Regular,
    /// Student on placement.
    Intern,
    /// Contract for services.
    Contractor,
    /// Re-engaged after retirement.
    Retiree,
    /// Sent by a labour dispatch agency.
    Dispatched,
}

/// Where somebody stands within an employment.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum TermState {
    /// On probation.
    Probation,
    /// Confirmed, or never on probation.
    Confirmed,
}

/// Kinds of contract (Labour Contract Law, article 12).
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum ContractKind {
    /// Fixed term.
    FixedTerm,
    /// Open-ended.
    OpenEnded,
    /// Until a task is done.
    ByTask,
    /// No labour contract: services, placement, re-engagement.
    Service,
}

/// What an amount of pay is for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum PayPer {
    /// A month.
    Month,
    /// A year.
    Year,
    /// A day.
    Day,
    /// An hour.
    Hour,
}

/// A post: where somebody works, as what, for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Post {
    /// The unit.
    pub unit: UnitId,
    /// The job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<JobTitleId>,
    /// The grade.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<GradeId>,
    /// The seat, where seats are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<PositionId>,
    /// The manager, when it is not the head of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manager: Option<EmploymentId>,
    /// Dotted-line managers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dotted: Vec<EmploymentId>,
    /// The cost centre, when it is not the unit's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_centre: Option<String>,
}

impl Post {
    /// A post in a unit, everything else by default.
    pub const fn in_unit(unit: UnitId) -> Self {
        Self {
            unit,
            job: None,
            grade: None,
            position: None,
            manager: None,
            dotted: vec![],
            cost_centre: None,
        }
    }
}

/// What changes about a post; what is left out stays, also when an earlier change is inserted before this one. The seat
/// alone is left with its unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostPatch {
    /// Another unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitId>,
    /// Another job, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<JobTitleId>)]
    pub job: Patch<JobTitleId>,
    /// Another grade, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<GradeId>)]
    pub grade: Patch<GradeId>,
    /// Another seat, or none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<PositionId>)]
    pub position: Patch<PositionId>,
    /// Another manager, or the head of the unit.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<EmploymentId>)]
    pub manager: Patch<EmploymentId>,
    /// Other dotted lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dotted: Option<Vec<EmploymentId>>,
    /// Another cost centre, or the unit's.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    #[schema(value_type = Option<String>)]
    pub cost_centre: Patch<String>,
}

impl PostPatch {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The post after the change. A seat is one of its unit: whoever goes to another leaves it.
    pub fn applied_to(&self, post: &Post) -> Post {
        let mut post = post.clone();
        if let Some(unit) = self.unit {
            if unit != post.unit {
                post.position = None;
            }
            post.unit = unit;
        }
        self.job.apply(&mut post.job);
        self.grade.apply(&mut post.grade);
        self.position.apply(&mut post.position);
        self.manager.apply(&mut post.manager);
        self.cost_centre.apply(&mut post.cost_centre);
        if let Some(dotted) = &self.dotted {
            post.dotted.clone_from(dotted);
        }
        post
    }
}

/// An amount of pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pay {
    /// In minor units (fen).
    #[serde(rename = "amount_minor")]
    #[schema(value_type = i64, minimum = 0, maximum = 100_000_000_000_i64)]
    pub amount: Money,
    /// ISO 4217: three capital letters.
    #[schema(example = "CNY", min_length = 3, max_length = 3)]
    pub currency: String,
    /// What it is for.
    pub per: PayPer,
}

impl Pay {
    /// Refuses an amount below nothing or above [`MOST_PAY`] and a currency nobody is paid in. The names are those of the
    /// amount and the currency in what was sent.
    pub(crate) fn check(&self, row: usize, [amount, code]: [&'static str; 2]) -> Result<(), PersonnelError> {
        if !(Money::ZERO..=MOST_PAY).contains(&self.amount) {
            return Err(PersonnelError::Field { row, field: amount, code: "out_of_range" });
        }
        if !currency::is_known(&self.currency) {
            return Err(PersonnelError::Field { row, field: code, code: "not_a_currency" });
        }
        Ok(())
    }
}

/// What a contract says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ContractTerms {
    /// Its kind.
    pub kind: ContractKind,
    /// Its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Last day agreed; none when open-ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
}

/// How an employment begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Start {
    /// On what footing. `kind` in JSON is that of the act.
    #[serde(rename = "employment_kind")]
    pub kind: EmploymentKind,
    /// Last day of probation; confirmed from the first day without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probation_last_day: Option<NaiveDate>,
    /// The main post's identity.
    pub post_id: AssignmentId,
    /// The main post.
    pub post: Post,
    /// Pay from the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay: Option<Pay>,
    /// Contract from the first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractTerms>,
    /// Calendar, when it is not that of the place of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarId>,
}

/// What happened. Effective on the first day of the new state; for `leave` that is the day after the last day of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Act {
    /// Somebody starts.
    Hire(Start),
    /// Somebody who was here before starts again.
    Rehire(Start),
    /// Probation ends well.
    Confirm,
    /// The footing changes: an intern becomes a regular employee.
    ChangeKind {
        /// The new footing.
        to: EmploymentKind,
    },
    /// A post changes: unit, manager …
    Transfer {
        /// A concurrent post; the main one unless given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        post_id: Option<AssignmentId>,
        /// What changes.
        change: PostPatch,
    },
    /// The main post rises in job or grade.
    Promote {
        /// What changes.
        change: PostPatch,
    },
    /// Pay changes.
    ChangePay {
        /// The new pay.
        pay: Pay,
    },
    /// A further post beside the main one.
    AddPost {
        /// Its identity.
        post_id: AssignmentId,
        /// The post.
        post: Post,
    },
    /// A further post ends.
    EndPost {
        /// Which.
        post_id: AssignmentId,
    },
    /// A contract is signed, first or renewed.
    SignContract {
        /// What it says.
        contract: ContractTerms,
    },
    /// Another calendar applies, or that of the place of work again.
    SetCalendar {
        /// The calendar.
        #[serde(default)]
        calendar: Option<CalendarId>,
    },
    /// Somebody leaves.
    Leave {
        /// Why.
        reason: String,
    },
}

impl Act {
    /// The stable word: `change_pay`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Hire(_) => "hire",
            Self::Rehire(_) => "rehire",
            Self::Confirm => "confirm",
            Self::ChangeKind { .. } => "change_kind",
            Self::Transfer { .. } => "transfer",
            Self::Promote { .. } => "promote",
            Self::ChangePay { .. } => "change_pay",
            Self::AddPost { .. } => "add_post",
            Self::EndPost { .. } => "end_post",
            Self::SignContract { .. } => "sign_contract",
            Self::SetCalendar { .. } => "set_calendar",
            Self::Leave { .. } => "leave",
        }
    }

    /// How the employment begins, when this is its beginning.
    pub const fn start(&self) -> Option<&Start> {
        match self {
            Self::Hire(start) | Self::Rehire(start) => Some(start),
            _ => None,
        }
    }

    /// The pay it says.
    pub(crate) const fn pay(&self) -> Option<&Pay> {
        match self {
            Self::ChangePay { pay } => Some(pay),
            Self::Hire(start) | Self::Rehire(start) => start.pay.as_ref(),
            _ => None,
        }
    }

    /// Refuses pay that cannot be.
    pub(crate) fn check_pay(&self, row: usize) -> Result<(), PersonnelError> {
        self.pay().map_or(Ok(()), |pay| pay.check(row, ["act.pay.amount_minor", "act.pay.currency"]))
    }

    /// Whether it says anything about pay.
    pub const fn tells_pay(&self) -> bool {
        self.pay().is_some()
    }
}
