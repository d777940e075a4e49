//! Social insurance and housing fund by city.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use heng_kernel::{Money, Rate};

use crate::{Dated, MoneyRounding, RegionCode, Timeline};

/// A scheme of social insurance. The housing fund stands apart: [`HousingFund`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// 基本养老保险.
    Pension,
    /// 基本医疗保险, with maternity inside where a city has merged them.
    Medical,
    /// 失业保险.
    Unemployment,
    /// 工伤保险, the employer alone; the rate of class 1, a company may have its own.
    Injury,
    /// 生育保险, where it is levied apart.
    Maternity,
    /// 长期护理保险, where there is a pilot.
    LongTermCare,
}

impl Scheme {
    /// All, in the order of a payslip.
    pub const ALL: [Self; 6] =
        [Self::Pension, Self::Medical, Self::Unemployment, Self::Injury, Self::Maternity, Self::LongTermCare];

    /// As written in the files and in case files: `pension`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pension => "pension",
            Self::Medical => "medical",
            Self::Unemployment => "unemployment",
            Self::Injury => "injury",
            Self::Maternity => "maternity",
            Self::LongTermCare => "longterm_care",
        }
    }
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// 单位.
    Employer,
    /// 个人.
    Employee,
}

/// Least and largest base (缴费基数下限、上限) a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BaseLimits {
    /// The least.
    pub floor: Money,
    /// The largest; `None` where there is none (Hebei's medical insurance).
    pub ceiling: Option<Money>,
}

impl BaseLimits {
    /// The declared base within the limits.
    pub fn clamp(&self, declared: Money) -> Money {
        let raised = declared.max(self.floor);
        self.ceiling.map_or(raised, |ceiling| raised.min(ceiling))
    }
}

/// One side's part of a contribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Of the base.
    pub rate: Rate,
    /// On top, each month: Beijing 3 yuan of the employee. Where a yearly sum is taken in unequal months this is the twelfth, rounded to
    /// the fen, and [`ContributionRate::employee_fixed_by_month`] has the months.
    pub fixed: Money,
}

/// Both sides' parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContributionRate {
    /// 单位部分.
    pub employer: Share,
    /// 个人部分.
    pub employee: Share,
    /// The employee's fixed amount from January to December where it differs: Tianjin takes 21 in January, April, July and October and
    /// 22 in the other months, 260 a year.
    pub employee_fixed_by_month: Option<[Money; 12]>,
}

impl ContributionRate {
    /// One side's part.
    pub const fn share(&self, side: Side) -> Share {
        match side {
            Side::Employer => self.employer,
            Side::Employee => self.employee,
        }
    }
}

/// Whether a scheme is in every payslip of the city.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Enrolment {
    /// It is.
    #[default]
    Everybody,
    /// Only where the company has confirmed that it pays it: local schemes whose figures the sources do not agree on.
    WhenConfirmed,
}

/// A scheme in a city: base and rate change on different days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemeRules {
    /// Limits of the base.
    pub bases: Timeline<BaseLimits>,
    /// Rates and fixed amounts.
    pub rates: Timeline<ContributionRate>,
    /// Whether it is in every payslip.
    pub enrolment: Enrolment,
}

/// Which rates of the fund a company may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundRates {
    /// Lowest: 5 %.
    pub min: Rate,
    /// Highest: 12 %, in Shanghai 7 %.
    pub max: Rate,
    /// Between two choices: 1 %.
    pub step: Rate,
    /// Whether both sides usually pay the same rate.
    pub equal_sides: bool,
}

impl FundRates {
    /// Whether a company may choose this rate.
    pub fn allows(&self, rate: Rate) -> bool {
        let steps = rate.ppm().checked_sub(self.min.ppm());
        (self.min..=self.max).contains(&rate)
            && (self.step.ppm() <= 0 || steps.and_then(|s| s.checked_rem(self.step.ppm())) == Some(0))
    }
}

/// The housing fund (住房公积金) of a city.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HousingFund {
    /// Limits of the base.
    pub bases: Timeline<BaseLimits>,
    /// The ordinary fund: rates to choose from.
    pub rates: Timeline<FundRates>,
    /// The supplementary fund (补充公积金), where there is one; rounded apart.
    pub supplementary: Timeline<FundRates>,
    /// Rounding of each side.
    pub rounding: Timeline<MoneyRounding>,
}

/// A city's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SocialCity {
    /// Name of the file: `beijing`.
    pub id: String,
    /// `110000`.
    pub region: RegionCode,
    /// 北京.
    pub name_zh: String,
    /// Beijing.
    pub name_en: String,
    /// Schemes of social insurance.
    pub schemes: BTreeMap<Scheme, SchemeRules>,
    /// Rounding of each scheme and side.
    pub rounding: Timeline<MoneyRounding>,
    /// Housing fund.
    pub housing_fund: HousingFund,
}

/// What a scheme asks for on a day.
#[derive(Clone, Copy, Debug)]
pub struct SchemeOn<'a> {
    /// Which scheme.
    pub scheme: Scheme,
    /// Limits of the base; `None` when none is in force.
    pub base: Option<&'a Dated<BaseLimits>>,
    /// Rates; `None` when none is in force.
    pub rate: Option<&'a Dated<ContributionRate>>,
    /// Whether it is in every payslip.
    pub enrolment: Enrolment,
}

impl SocialCity {
    /// Every scheme the city has ever had, with what is in force on the day, in the order of a payslip. A scheme with neither base nor
    /// rate on the day is left out; one with only one of the two is in it, for the calculation to say what is missing.
    pub fn schemes_on(&self, day: NaiveDate) -> impl Iterator<Item = SchemeOn<'_>> {
        self.schemes.iter().filter_map(move |(scheme, rules)| {
            let on = SchemeOn {
                scheme: *scheme,
                base: rules.bases.as_of(day),
                rate: rules.rates.as_of(day),
                enrolment: rules.enrolment,
            };
            (on.base.is_some() || on.rate.is_some()).then_some(on)
        })
    }
}

/// All cities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SocialCities {
    pub(crate) cities: BTreeMap<String, SocialCity>,
}

impl SocialCities {
    /// By the name of its file: `beijing`.
    pub fn city(&self, id: &str) -> Option<&SocialCity> {
        self.cities.get(id)
    }

    /// By region code: the nearest of the code itself, its city, its province.
    pub fn of_region(&self, region: RegionCode) -> Option<&SocialCity> {
        region.upward().find_map(|region| self.cities.values().find(|city| city.region == region))
    }

    /// All, in order of name.
    pub fn iter(&self) -> impl Iterator<Item = &SocialCity> {
        self.cities.values()
    }
}

crate::settle::timelines! { SchemeRules { bases, rates } maps {} parts {} all {} }
crate::settle::timelines! { HousingFund { bases, rates, supplementary, rounding } maps {} parts {} all {} }
crate::settle::timelines! { SocialCity { rounding } maps {} parts { housing_fund } all { schemes } }
crate::settle::timelines! { SocialCities {} maps {} parts {} all { cities } }
