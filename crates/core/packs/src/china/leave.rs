//! Annual, sick, maternity and other leave.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heng_kernel::Rate;

use crate::{Dated, RegionCode, Timeline};

/// A step of statutory annual leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnualLeaveStep {
    /// From this many full years of cumulative work at any employers.
    pub years_from: u32,
    /// Working days a year.
    pub days: u32,
    /// Accumulated sick leave of at least this many months takes the year's leave away.
    pub lost_from_sick_months: u32,
}

/// Statutory annual leave (Order 514; MOHRSS Order 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnualLeave {
    /// 5 / 10 / 15 days from 1 / 10 / 20 years, lowest first.
    pub steps: Vec<AnnualLeaveStep>,
    /// Continuous months with any employers before there is any: 12.
    pub qualify_months: u32,
    /// Days of the year in the part-year formulas ⌊days ÷ divisor × full year⌋: 365, also in leap years.
    pub divisor: u32,
    /// Pay of an untaken day in all: 300 %.
    pub untaken_total: Rate,
    /// Of it on top of the wage already paid: 200 %.
    pub untaken_extra: Rate,
    /// Months the day's wage is averaged over, overtime left out: 12.
    pub average_months: u32,
    /// Paid personal leave of at least this many days takes the year's leave away: 20.
    pub lost_from_paid_personal_days: u32,
    /// Years it may be carried over with consent: 1.
    pub carry_years: u32,
}

impl AnnualLeave {
    /// The step of somebody with this many full years of work; `None` below the first.
    pub fn step(&self, full_years: u32) -> Option<&AnnualLeaveStep> {
        self.steps.iter().rev().find(|step| full_years >= step.years_from)
    }
}

/// Least sick pay: this share of the local minimum wage (劳部发〔1995〕309号, item 59).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickPayFloor {
    /// 80 %.
    pub share_of_minimum_wage: Rate,
    /// Whether the floor is tested after the employee's own insurance and fund (Shanghai until 2026-08-15).
    pub net_of_own_shares: bool,
}

/// A step of sick pay by service at this employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickPayStep {
    /// Up to but not including this many years; `None` for all longer service.
    pub service_years_under: Option<u32>,
    /// Share of the base.
    pub factor: Rate,
}

/// A city's ladder of sick pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SickPayLadder {
    /// Sickness of up to this many months is short, included: 6.
    pub short_months: u32,
    /// Steps of a short sickness, shortest service first.
    pub short: Vec<SickPayStep>,
    /// Steps of a longer one.
    pub long: Vec<SickPayStep>,
    /// Whether sick pay is capped at the city's average month wage of the previous year.
    pub capped_at_city_average: bool,
}

impl SickPayLadder {
    /// The share for somebody with this many full years of service in the `sick_months`-th month of a sickness.
    pub fn factor(&self, service_years: u32, sick_months: u32) -> Option<Rate> {
        let steps = if sick_months <= self.short_months { &self.short } else { &self.long };
        steps
            .iter()
            .find(|step| step.service_years_under.is_none_or(|under| service_years < under))
            .map(|step| step.factor)
    }
}

/// Base of sick pay: the agreed wage of the post, else this share of the wage of normal attendance; not under the minimum wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickPayBase {
    /// 70 %.
    pub share_when_none_agreed: Rate,
}

/// Least share of the wage that a place asks company rules for (Shenzhen 60 %).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SickPayLeastShare {
    /// Of the normal wage.
    pub share: Rate,
}

/// A step of the medical period (医疗期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MedicalPeriodStep {
    /// Total years of work under this; `None` = any.
    pub total_years_under: Option<u32>,
    /// Years at this employer under this; `None` = any.
    pub here_years_under: Option<u32>,
    /// Length, in months.
    pub months: u32,
    /// Months in which the sick leave is accumulated.
    pub window_months: u32,
}

/// Medical period by years of work (劳部发〔1994〕479号): the first step that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MedicalPeriod {
    /// In order; the first that fits is meant.
    pub steps: Vec<MedicalPeriodStep>,
}

impl MedicalPeriod {
    /// The step of somebody with these full years of work, in all and here.
    pub fn step(&self, total_years: u32, here_years: u32) -> Option<&MedicalPeriodStep> {
        self.steps.iter().find(|step| {
            step.total_years_under.is_none_or(|under| total_years < under)
                && step.here_years_under.is_none_or(|under| here_years < under)
        })
    }
}

/// Medical period that grows with each full year at the employer (Shanghai: 3 months, + 1 a year, at most 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GrowingMedicalPeriod {
    /// In the first year.
    pub first_months: u32,
    /// More for each full year.
    pub months_a_year: u32,
    /// At most.
    pub max_months: u32,
}

/// Leave the nation gives (Order 619, articles 7–9; 国劳总薪字〔1980〕29号).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NationalLeave {
    /// Maternity, calendar days: 98.
    pub maternity_days: u32,
    /// More for a difficult birth: 15.
    pub difficult_birth_days: u32,
    /// More for each further child of the birth: 15.
    pub further_child_days: u32,
    /// Miscarriage under four months of pregnancy: 15.
    pub miscarriage_early_days: u32,
    /// From four months on: 42.
    pub miscarriage_late_days: u32,
    /// Nursing time a working day, in minutes: 60, and as much more for each further child.
    pub nursing_minutes: u32,
    /// Until the child is this old, in months: 12.
    pub nursing_until_months: u32,
}

/// Marriage or bereavement: the state's 1–3 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FamilyDays {
    /// At least.
    pub min_days: u32,
    /// At most, travel apart.
    pub max_days: u32,
}

/// Which days of maternity leave are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum MaternityCounting {
    /// Every day, holidays inside.
    #[default]
    CalendarDays,
    /// The national days every day; the local part moves past statutory holidays (Shanghai, Jiangsu).
    LocalPartExceptStatutory,
    /// All of it moves past statutory holidays (Anhui).
    ExceptStatutory,
}

/// Why a maternity leave is longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaternityReason {
    /// A difficult birth, in place of the nation's 15 days.
    DifficultBirth,
    /// A second child.
    SecondChild,
    /// A third child.
    ThirdChild,
    /// An examination before the pregnancy.
    PrePregnancyCheck,
    /// Nothing but breastfeeding.
    ExclusiveBreastfeeding,
    /// The employer agrees.
    EmployerConsent,
}

/// More days for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaternityExtra {
    /// Why.
    pub reason: MaternityReason,
    /// How many.
    pub days: u32,
    /// Whether the employer must agree.
    pub with_consent: bool,
}

/// Maternity leave of a province, for births within the row's days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaternityLeave {
    /// In all: the nation's 98 and the local days.
    pub days: u32,
    /// Which days count.
    pub counting: MaternityCounting,
    /// More days for a reason.
    pub extras: Vec<MaternityExtra>,
}

impl MaternityLeave {
    /// Local days on top of the nation's.
    pub const fn local_days(&self, national: &NationalLeave) -> u32 {
        self.days.saturating_sub(national.maternity_days)
    }

    /// The extra days for a reason, if the province has its own rule.
    pub fn extra(&self, reason: MaternityReason) -> Option<&MaternityExtra> {
        self.extras.iter().find(|extra| extra.reason == reason)
    }
}

/// Days of marriage or paternity leave of a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaveDays {
    /// In all, the nation's inside.
    pub days: u32,
    /// Whether the local part moves past statutory holidays (Shanghai).
    pub local_part_except_statutory: bool,
}

/// Childcare leave (育儿假) of each parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChildcareLeave {
    /// Days each year of the child.
    pub days_a_year: u32,
    /// Until the child is this old, in years: 3.
    pub until_years: u32,
    /// Whether each child gives its own days.
    pub per_child: bool,
}

/// A province's leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvinceLeave {
    /// `310000`.
    pub region: RegionCode,
    /// 上海.
    pub name_zh: String,
    /// Maternity, by the day of birth.
    pub maternity: Timeline<MaternityLeave>,
    /// Marriage, by the day of registration.
    pub marriage: Timeline<LeaveDays>,
    /// Paternity, by the day of birth.
    pub paternity: Timeline<LeaveDays>,
    /// Childcare.
    pub childcare: Timeline<ChildcareLeave>,
}

/// Law of leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leave {
    /// Statutory annual leave.
    pub annual: Timeline<AnnualLeave>,
    /// Least sick pay, nation-wide.
    pub sick_floor: Timeline<SickPayFloor>,
    /// Least sick pay where a place has its own rule.
    pub sick_floor_by_region: BTreeMap<RegionCode, Timeline<SickPayFloor>>,
    /// Ladders of sick pay by city.
    pub sick_ladders: BTreeMap<RegionCode, Timeline<SickPayLadder>>,
    /// Bases of sick pay by city.
    pub sick_bases: BTreeMap<RegionCode, Timeline<SickPayBase>>,
    /// Least shares of sick pay by city.
    pub sick_least_shares: BTreeMap<RegionCode, Timeline<SickPayLeastShare>>,
    /// Medical period, nation-wide.
    pub medical_period: Timeline<MedicalPeriod>,
    /// Medical period by city.
    pub medical_period_by_region: BTreeMap<RegionCode, Timeline<GrowingMedicalPeriod>>,
    /// Leave the nation gives.
    pub national: Timeline<NationalLeave>,
    /// Marriage, nation-wide.
    pub marriage: Timeline<FamilyDays>,
    /// Bereavement, nation-wide.
    pub bereavement: Timeline<FamilyDays>,
    pub(crate) provinces: BTreeMap<RegionCode, ProvinceLeave>,
}

impl Leave {
    /// A place's province.
    pub fn province(&self, region: RegionCode) -> Option<&ProvinceLeave> {
        self.provinces.get(&region.province())
    }

    /// The provinces known.
    pub fn provinces(&self) -> impl Iterator<Item = &ProvinceLeave> {
        self.provinces.values()
    }

    /// The ladder of a place on a day: of the code itself, else its city, else its province.
    pub fn sick_ladder(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<SickPayLadder>> {
        nearest(&self.sick_ladders, region, day)
    }

    /// Least sick pay of a place on a day: its own rule, else the nation's.
    pub fn sick_floor_at(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<SickPayFloor>> {
        nearest(&self.sick_floor_by_region, region, day).or_else(|| self.sick_floor.as_of(day))
    }

    /// Base of sick pay of a place on a day.
    pub fn sick_base(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<SickPayBase>> {
        nearest(&self.sick_bases, region, day)
    }

    /// Least share of sick pay of a place on a day.
    pub fn sick_least_share(&self, region: RegionCode, day: NaiveDate) -> Option<&Dated<SickPayLeastShare>> {
        nearest(&self.sick_least_shares, region, day)
    }

    /// Own medical period of a place on a day.
    pub fn medical_period_at(
        &self,
        region: RegionCode,
        day: NaiveDate,
    ) -> Option<&Dated<GrowingMedicalPeriod>> {
        nearest(&self.medical_period_by_region, region, day)
    }
}

/// The row of the nearest of a code, its city, its province.
pub(crate) fn nearest<T>(
    by_region: &BTreeMap<RegionCode, Timeline<T>>,
    region: RegionCode,
    day: NaiveDate,
) -> Option<&Dated<T>> {
    region.upward().find_map(|region| by_region.get(&region)?.as_of(day))
}

crate::settle::timelines! { ProvinceLeave { maternity, marriage, paternity, childcare } maps {} parts {} all {} }
crate::settle::timelines! {
    Leave { annual, sick_floor, medical_period, national, marriage, bereavement }
    maps { sick_floor_by_region, sick_ladders, sick_bases, sick_least_shares, medical_period_by_region }
    parts {}
    all { provinces }
}
