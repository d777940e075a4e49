//! Time off in return for overtime.

use chrono::NaiveDate;
use heng_calendar::months;
use heng_kernel::LeaveLotId;
use serde::{Deserialize, Serialize};

use crate::{
    day::DayResult,
    leave::{ExtraLot, LotKind},
};

/// How time off is given for overtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeOffRules {
    /// Minutes off for a hundred minutes of overtime.
    pub per_hundred: i64,
    /// Months after the day it was earned until it is gone; never when absent.
    pub lives_months: Option<u32>,
}

/// The lot a day's overtime earns, in minutes; none when none was to be given as time off. It can be taken from the day after.
pub fn earned_time_off(
    result: &DayResult,
    rules: &TimeOffRules,
    id: LeaveLotId,
    recorded_at: chrono::DateTime<chrono::Utc>,
) -> Option<ExtraLot> {
    let minutes = result.figures.time_off_workday + result.figures.time_off_rest_day;
    let quantity = minutes * rules.per_hundred / 100;
    let from: NaiveDate = result.day.succ_opt()?;
    let to = rules.lives_months.and_then(|months| months::after_months(from, months));
    (quantity > 0).then_some(ExtraLot { id, kind: LotKind::TimeOff, quantity, from, to, recorded_at })
}
