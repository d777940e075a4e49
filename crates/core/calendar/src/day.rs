//! What a day is.

use chrono::NaiveDate;
use heng_kernel::Rate;
use serde::{Deserialize, Serialize};

/// The three kinds of day of labour law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 工作日: people work, also on a swapped Saturday.
    Work,
    /// 休息日: weekend, swapped day off, a day off the company gives.
    Rest,
    /// 法定休假日: one of the public holidays by law.
    Statutory,
}

/// What overtime on a day is paid at (Labour Law, article 44).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RateClass {
    /// Beyond the hours of a working day: 150 %.
    Workday,
    /// On a rest day, unless time off is given instead: 200 %.
    RestDay,
    /// On a statutory holiday, whatever time off is given: 300 %.
    StatutoryDay,
}

impl RateClass {
    /// The legal minimum rate.
    pub const fn rate(self) -> Rate {
        match self {
            Self::Workday => Rate::from_ppm(1_500_000),
            Self::RestDay => Rate::from_ppm(2_000_000),
            Self::StatutoryDay => Rate::from_ppm(3_000_000),
        }
    }

    /// Whether time off may be given in place of the pay.
    pub const fn allows_time_off_instead(self) -> bool {
        matches!(self, Self::RestDay)
    }
}

/// Why a day is what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayOrigin {
    /// Monday to Friday, nothing said.
    Weekday,
    /// Saturday or Sunday, nothing said.
    Weekend,
    /// Off or statutory by the holiday notice of this name.
    Holiday(String),
    /// A weekend day worked in exchange for a day of this holiday.
    SwappedWorkday(String),
    /// Off by a company or branch calendar.
    OwnDayOff {
        /// Name of the calendar.
        calendar: String,
        /// Name of the day.
        name: String,
    },
    /// Worked by a company or branch calendar.
    OwnWorkday {
        /// Name of the calendar.
        calendar: String,
        /// Name of the day.
        name: String,
    },
    /// Worked by a person's shift plan.
    Shift {
        /// Name of the plan.
        plan: String,
    },
    /// Off by a person's shift plan.
    ShiftOff {
        /// Name of the plan.
        plan: String,
    },
}

/// A day as one calendar sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Work, rest or statutory.
    pub kind: DayKind,
    /// Why.
    pub origin: DayOrigin,
}

impl Day {
    /// What overtime on it is paid at.
    pub const fn rate_class(&self) -> RateClass {
        match self.kind {
            DayKind::Work => RateClass::Workday,
            DayKind::Rest => RateClass::RestDay,
            DayKind::Statutory => RateClass::StatutoryDay,
        }
    }

    /// Whether it falls on Saturday or Sunday.
    pub fn on_weekend(&self) -> bool {
        is_weekend(self.date)
    }
}

pub(crate) fn is_weekend(date: NaiveDate) -> bool {
    use chrono::{Datelike, Weekday};
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}
