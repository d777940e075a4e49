//! Hours, overtime, contracts, severance, retirement.

use std::collections::BTreeMap;

use heng_kernel::Rate;

use crate::{RegionCode, Timeline};

/// A group of the retirement reform; which one a woman belongs to depends on her post and is a recorded fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetirementGroup {
    /// Men: 60 → 63.
    Male,
    /// Women in management and technical posts: 55 → 58.
    Female55,
    /// Women in all other posts (工人岗位): 50 → 55.
    Female50,
}

/// How the age of a group rises (decision of 2024-09-13): born before `birth_from` no delay; else
/// `min(max_delay, ⌊months from birth_from to birth ÷ step_birth_months⌋ + 1) × delay_months_per_step`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetirementAge {
    /// The old age, in years.
    pub base_years: u32,
    /// The age the reform ends at.
    pub final_years: u32,
    /// First birth month with a delay: (year, month).
    pub birth_from: (i32, u32),
    /// Birth months that share a delay.
    pub step_birth_months: u32,
    /// Added for each step.
    pub delay_months_per_step: u32,
    /// Most months of delay.
    pub max_delay_months: u32,
}

/// Retiring early or late by choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlexibleRetirement {
    /// Early by at most 3 years, never under the old age.
    pub early_years_max: u32,
    /// Late by at most 3 years, by agreement.
    pub late_years_max: u32,
    /// Written notice of early retirement, in months ahead.
    pub notice_months: u32,
}

/// Least time of contributions for a pension: `base_months` until `rises_from_year` − 1, then `step_months` more each year up to
/// `max_months`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContributionYears {
    /// 180.
    pub base_months: u32,
    /// 2030.
    pub rises_from_year: i32,
    /// 6.
    pub step_months: u32,
    /// 240.
    pub max_months: u32,
}

/// Duties toward people who work past the retirement age (five-department Order 56 of 2026).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OverAgeDuties {
    /// A written agreement.
    pub written_agreement: bool,
    /// At least the minimum wage.
    pub minimum_wage: bool,
    /// Paid at least monthly.
    pub monthly_pay: bool,
    /// Rest and overtime protected.
    pub rest_and_overtime: bool,
    /// Injury insurance, paid by the employer alone.
    pub injury_insurance: bool,
}

/// Standard hours and limits of overtime (Labour Law, articles 36–44).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// A day, in minutes: 480.
    pub day_minutes: u32,
    /// A week, in minutes: 2,400.
    pub week_minutes: u32,
    /// Overtime a day in the ordinary case, in minutes: 60.
    pub overtime_day_usual_minutes: u32,
    /// Overtime a day for special reasons, in minutes: 180.
    pub overtime_day_max_minutes: u32,
    /// Overtime a month, in minutes: 2,160.
    pub overtime_month_max_minutes: u32,
}

/// Legal minimum of overtime pay (Labour Law, article 44).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OvertimeRates {
    /// Beyond the hours of a working day: 150 %.
    pub workday: Rate,
    /// On a rest day without time off instead: 200 %.
    pub rest_day: Rate,
    /// On a statutory holiday: 300 %.
    pub statutory_day: Rate,
}

/// Days that turn a month's wage into a day's (人社部发〔2025〕2号, before it 劳社部发〔2008〕3号), in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayDays {
    /// Month pay days: 21.75 → 2,175.
    pub month_pay_hundredths: i64,
    /// Average working days a month: 20.67 → 2,067.
    pub month_work_hundredths: i64,
    /// Working days a year: 248.
    pub year_work_days: u32,
}

/// Overtime under approved special systems of working time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpecialHours {
    /// Beyond the total of the cycle; `None` when no overtime is paid.
    pub over_total: Option<Rate>,
    /// On a rest day; `None` when it is an ordinary day.
    pub rest_day: Option<Rate>,
    /// On a statutory holiday; `None` when no overtime is paid.
    pub statutory_day: Option<Rate>,
}

/// Part-time work (非全日制).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartTime {
    /// Average of a day at most, in minutes: 240.
    pub day_minutes_max: u32,
    /// A week at most, in minutes: 1,440.
    pub week_minutes_max: u32,
    /// Longest time between two pay days: 15 days.
    pub pay_interval_days_max: u32,
}

/// A step of the longest probation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProbationStep {
    /// Contract terms shorter than this many months; `None` for all longer ones and open-ended contracts.
    pub term_months_under: Option<u32>,
    /// Longest probation, in months.
    pub max_months: u32,
}

/// Probation (Labour Contract Law, articles 19 and 20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probation {
    /// Steps, shortest term first, the last one open.
    pub steps: Vec<ProbationStep>,
    /// Pay at least this share of the agreed wage or of the lowest wage of the same post: 80 %; never under the minimum wage.
    pub pay_min: Rate,
}

impl Probation {
    /// Longest probation of a contract; `None` as term for an open-ended one.
    pub fn max_months(&self, term_months: Option<u32>) -> Option<u32> {
        let fits = |step: &&ProbationStep| match (step.term_months_under, term_months) {
            (None, _) => true,
            (Some(under), Some(term)) => term < under,
            (Some(_), None) => false,
        };
        self.steps.iter().find(fits).map(|step| step.max_months)
    }
}

/// Written contract and what follows without one (articles 10, 14, 82).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenContract {
    /// To be signed within a month of the hire.
    pub within_months: u32,
    /// Double wage from the second month on, at most this many months: 11.
    pub double_wage_months_max: u32,
    /// Open-ended on renewal after this many fixed terms: 2.
    pub open_ended_after_terms: u32,
    /// Or after this many years: 10.
    pub open_ended_after_years: u32,
    /// Exit certificate and transfer of file and insurance, in days: 15.
    pub exit_certificate_days: u32,
}

/// Notice of an end (articles 37, 40).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoticePeriod {
    /// Of a resignation, and of an end by the employer under article 40: 30 days.
    pub ordinary_days: u32,
    /// Of a resignation in probation: 3 days.
    pub probation_days: u32,
}

/// Deduction for damage (劳部发〔1994〕489号, article 16): the rest is not below the minimum wage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DamageDeduction {
    /// Of the month's wage: 20 %.
    pub month_share_max: Rate,
}

/// Severance (经济补偿, articles 46, 47, 87).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeverancePay {
    /// For a full year of service, in hundredths of a month: 100.
    pub year_hundredths: i64,
    /// A rest of service of at least this many months counts as a year: 6.
    pub full_from_months: u32,
    /// A smaller rest, in hundredths of a month: 50.
    pub part_hundredths: i64,
    /// Months the wage is averaged over: 12.
    pub average_months: u32,
    /// Capped at this multiple of the local average month wage of the previous year: 3.
    pub city_averages_max: u32,
    /// Years counted at most when the cap applies: 12.
    pub years_max_when_capped: u32,
    /// Wage in place of notice, in months (article 40): 1.
    pub notice_in_lieu_months: u32,
    /// Multiple for an unlawful end (article 87): 2.
    pub unlawful_multiple: u32,
}

/// Non-compete (articles 23, 24; 法释〔2020〕26号, articles 36, 38).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NonCompete {
    /// At most, in months: 24.
    pub months_max: u32,
    /// Compensation when none is agreed, of the 12-month average: 30 %; not under the minimum wage.
    pub default_compensation: Rate,
    /// Unpaid months after which the employee may leave it: 3.
    pub unpaid_months_release: u32,
}

/// How long a record must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeptRecord {
    /// Ended contracts (Labour Contract Law, article 50).
    EndedContract,
    /// Wage records (劳部发〔1994〕489号, article 6).
    WageRecord,
    /// Wage ledgers of migrant employees (Order 724, article 15).
    MigrantWageLedger,
    /// Information on special additional deductions (STA 2018 No. 60).
    TaxDeductionInformation,
    /// Accounting vouchers (Order 79).
    AccountingVoucher,
}

/// Years a record is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// At least.
    pub years: u32,
}

/// Law of work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labour {
    /// Retirement age by group.
    pub retirement: BTreeMap<RetirementGroup, Timeline<RetirementAge>>,
    /// Retiring early or late.
    pub flexible_retirement: Timeline<FlexibleRetirement>,
    /// Least years of contributions.
    pub contribution_years: Timeline<ContributionYears>,
    /// Work past the retirement age.
    pub over_age: Timeline<OverAgeDuties>,
    /// Standard hours.
    pub hours: Timeline<Hours>,
    /// Overtime pay.
    pub overtime: Timeline<OvertimeRates>,
    /// Pay days.
    pub pay_days: Timeline<PayDays>,
    /// Comprehensive hours (综合计算工时).
    pub comprehensive_hours: Timeline<SpecialHours>,
    /// Irregular hours (不定时工时), nation-wide.
    pub irregular_hours: Timeline<SpecialHours>,
    /// Irregular hours where a place has its own rule (Shanghai, Shenzhen: 300 % on statutory days).
    pub irregular_hours_by_region: BTreeMap<RegionCode, Timeline<SpecialHours>>,
    /// Part-time work.
    pub part_time: Timeline<PartTime>,
    /// Probation.
    pub probation: Timeline<Probation>,
    /// Written contracts.
    pub written_contract: Timeline<WrittenContract>,
    /// Notice.
    pub notice: Timeline<NoticePeriod>,
    /// Deductions for damage.
    pub damage: Timeline<DamageDeduction>,
    /// Severance.
    pub severance: Timeline<SeverancePay>,
    /// Non-compete.
    pub non_compete: Timeline<NonCompete>,
    /// Retention of records.
    pub retention: BTreeMap<KeptRecord, Timeline<Retention>>,
}

impl Labour {
    /// Irregular hours at a place: its own rule, else the nation's.
    pub fn irregular_hours_at(
        &self,
        region: RegionCode,
        day: chrono::NaiveDate,
    ) -> Option<&crate::Dated<SpecialHours>> {
        region
            .upward()
            .find_map(|region| self.irregular_hours_by_region.get(&region)?.as_of(day))
            .or_else(|| self.irregular_hours.as_of(day))
    }
}

crate::settle::timelines! {
    Labour {
        flexible_retirement, contribution_years, over_age, hours, overtime, pay_days, comprehensive_hours, irregular_hours,
        part_time, probation, written_contract, notice, damage, severance, non_compete,
    }
    maps { retirement, irregular_hours_by_region, retention } parts {} all {}
}
