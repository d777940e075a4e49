//! The rules of the packs as this crate applies them.

use chrono::NaiveDate;
use heng_calendar::CountRule;
use heng_kernel::DateRange;
use heng_packs::{self as packs, Dated, MaternityCounting, MaternityReason, RegionCode};

use super::{AnnualLeaveRule, Band, CountedPart, FamilyLeave, MaternityRule};
use crate::{leave::Crossing, overtime::Limits};

impl AnnualLeaveRule {
    /// The row in force; what a band reached in mid-year does is the company's choice, the law being silent.
    pub fn of(row: &Dated<packs::AnnualLeave>, crossing: Crossing) -> Self {
        let band = |step: &packs::AnnualLeaveStep| Band {
            from_years: step.years_from,
            days: step.days,
            lost_from_sick_months: step.lost_from_sick_months,
        };
        Self {
            bands: row.value.steps.iter().map(band).collect(),
            qualify_months: row.value.qualify_months,
            divisor: row.value.divisor,
            lost_from_personal_days: row.value.lost_from_paid_personal_days,
            crossing,
            version: row.version(),
        }
    }
}

impl MaternityRule {
    /// The rule of a place for a birth on a day: its province's and the nation's. Days that need the employer's consent are not
    /// in it.
    pub fn on(leave: &packs::Leave, region: RegionCode, birth: NaiveDate) -> Option<Self> {
        let local = leave.province(region)?.maternity.as_of(birth)?;
        let national = leave.national.as_of(birth)?;
        let extra =
            |reason| local.value.extra(reason).filter(|extra| !extra.with_consent).map(|extra| extra.days);
        let (national_counts, local_counts) = match local.value.counting {
            MaternityCounting::CalendarDays => (CountRule::CalendarDays, CountRule::CalendarDays),
            MaternityCounting::LocalPartExceptStatutory => {
                (CountRule::CalendarDays, CountRule::ExceptStatutory)
            }
            MaternityCounting::ExceptStatutory => (CountRule::ExceptStatutory, CountRule::ExceptStatutory),
        };
        let later = [(2, MaternityReason::SecondChild), (3, MaternityReason::ThirdChild)];
        Some(Self {
            births: local.valid.intersection(&national.valid).unwrap_or(local.valid),
            national_days: national.value.maternity_days,
            local_days: local.value.local_days(&national.value),
            more_from_child: later
                .into_iter()
                .filter_map(|(from, reason)| Some((from, extra(reason)?)))
                .collect(),
            difficult_days: extra(MaternityReason::DifficultBirth)
                .unwrap_or(national.value.difficult_birth_days),
            further_child_days: national.value.further_child_days,
            national_counts,
            local_counts,
            version: local.version(),
            source: Some(local.provenance.source.clone()),
        })
    }
}

impl FamilyLeave {
    /// A place's marriage, paternity and childcare leave as of a day; none unless all three are known.
    pub fn on(leave: &packs::Leave, region: RegionCode, on: NaiveDate) -> Option<Self> {
        let province = leave.province(region)?;
        let marriage = province.marriage.as_of(on)?;
        let paternity = province.paternity.as_of(on)?;
        let childcare = province.childcare.as_of(on)?;
        let national = leave.marriage.as_of(on).map_or(0, |row| row.value.max_days);
        let days: Option<DateRange> = marriage
            .valid
            .intersection(&paternity.valid)
            .and_then(|days| days.intersection(&childcare.valid));
        let sure =
            marriage.unconfirmed().or_else(|| paternity.unconfirmed()).or_else(|| childcare.unconfirmed());
        Some(Self {
            region: province.region.to_string(),
            days: days?,
            marriage: parts("leave.marriage", marriage.value, national),
            paternity: parts("leave.paternity", paternity.value, 0),
            childcare_days: childcare.value.days_a_year,
            childcare_below_years: childcare.value.until_years,
            childcare_per_child: childcare.value.per_child,
            confirmed: sure.is_none(),
            version: marriage.version(),
        })
    }
}

/// The nation's days, every day counted, and the province's on top, which may move past statutory holidays.
fn parts(code: &'static str, days: packs::LeaveDays, national: u32) -> Vec<CountedPart> {
    let national = national.min(days.days);
    let local_counts =
        if days.local_part_except_statutory { CountRule::ExceptStatutory } else { CountRule::CalendarDays };
    let national = CountedPart { code, days: national, counts: CountRule::CalendarDays };
    let local = CountedPart { code, days: days.days - national.days, counts: local_counts };
    [national, local].into_iter().filter(|part| part.days > 0).collect()
}

impl Limits {
    /// The limits of the law; which days count towards the month is the company's choice.
    pub fn of(hours: &packs::Hours, rest_days_count: bool, statutory_days_count: bool) -> Self {
        Self {
            day: i64::from(hours.overtime_day_max_minutes),
            month: i64::from(hours.overtime_month_max_minutes),
            rest_days_count,
            statutory_days_count,
        }
    }
}
