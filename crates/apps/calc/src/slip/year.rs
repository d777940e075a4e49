//! Where the tax year stands before the month, and what is deducted in it.

use chrono::{Datelike, Months, NaiveDate};
use heng_calendar::months;
use heng_formula::Value;
use heng_kernel::{DateRange, Finding, Locale, Money, Rate};
use heng_packs::{Packs, SpecialDeduction};
use heng_paycalc::{
    iit::{
        PriorYear, StartOfYear, YearToDate,
        special_additional::{Claim, entitlement, this_month},
    },
    slip::{Engine, PersonMonth, Plan, TaxFacts},
};

use super::{
    enrolment,
    form::{Amount, ClaimForm, Form, Start, YearForm},
    refuse,
};
use crate::Unusable;

/// A month's place in its tax year, which is that of the payment.
pub(super) struct Year<'f> {
    pub(super) form: &'f Form,
    pub(super) packs: &'f Packs,
    pub(super) paid_on: NaiveDate,
}

/// What the form says of the year, before earlier months are reckoned.
pub(super) fn facts(
    form: &Form,
    packs: &Packs,
    paid_on: NaiveDate,
    locale: Locale,
) -> Result<TaxFacts, Unusable> {
    let tax = &form.tax;
    Ok(TaxFacts {
        start: start(form, packs, paid_on, locale)?,
        special_additional: amount(tax.special_additional),
        other: amount(tax.other),
        annuity_base: tax.annuity_base.map(|amount| amount.0),
        before: YearToDate { personal_pension: amount(tax.personal_pension_before), ..YearToDate::default() },
        bonus_apart_used: tax.bonus_apart_used || tax.bonus_merged,
        local_annual_average: tax.local_annual_average.map(|amount| amount.0),
        health_insurance_before: amount(tax.health_insurance_before),
        months_to_retirement: tax.months_to_retirement,
        ..TaxFacts::default()
    })
}

fn amount(given: Option<Amount>) -> Money {
    given.map_or(Money::ZERO, |amount| amount.0)
}

/// How the basic deduction of the year begins: as the form says, or as follows from what it tells of the time before.
fn start(form: &Form, packs: &Packs, paid_on: NaiveDate, locale: Locale) -> Result<StartOfYear, Unusable> {
    let (tax, rules) = (&form.tax, &packs.china().income_tax);
    if let Some(prior) = &tax.prior_year {
        let prior = PriorYear { months_declared: prior.months, income: prior.income.0 };
        return Ok(StartOfYear::of_stayer(rules, paid_on.year(), &prior));
    }
    if let Some(earned_before) = tax.earned_before {
        let hired = enrolment::hired(form).ok_or_else(|| refuse::missing("hired: 2026-07-01", locale))?;
        // Wages are paid as long after their month as this one's are, and the year is that of the payment.
        let later =
            form.month.days().and_then(|month| months::full_months(month.from(), paid_on)).unwrap_or(0);
        let first_paid = hired.checked_add_months(Months::new(later)).unwrap_or(hired);
        // Who was first paid in an earlier year has had this employer's wages since January.
        return Ok(if first_paid.year() == paid_on.year() {
            StartOfYear::of_joiner(rules, first_paid, earned_before)
        } else {
            StartOfYear::Ordinary
        });
    }
    Ok(match tax.start.unwrap_or_default() {
        Start::Ordinary => StartOfYear::Ordinary,
        Start::FirstJob => StartOfYear::FirstJob { months_before: tax.months_before },
        Start::WholeYearAtOnce => StartOfYear::WholeYearAtOnce,
    })
}

impl Year<'_> {
    /// Puts the year before this month, and the special additional deductions of this month, among the person's facts.
    ///
    /// The year is what the form gives, or earlier months run at the wage of a whole month (`standard`), without one-off amounts.
    pub(super) fn begin(
        &self,
        engine: &Engine,
        plan: &Plan<'_>,
        person: &mut PersonMonth,
        standard: Money,
        locale: Locale,
    ) -> Result<Vec<Finding>, Unusable> {
        let tax = &self.form.tax;
        person.tax.before = match &tax.year_to_date {
            Some(year) => YearToDate { personal_pension: person.tax.before.personal_pension, ..so_far(year) },
            None => self.earlier_months_alike(engine, plan, person, standard, locale)?,
        };
        self.deduct(person, 0)
    }

    fn earlier_months_alike(
        &self,
        engine: &Engine,
        plan: &Plan<'_>,
        person: &PersonMonth,
        standard: Money,
        locale: Locale,
    ) -> Result<YearToDate, Unusable> {
        let mut earlier = PersonMonth { carried: Vec::new(), arrears: Vec::new(), ..person.clone() };
        for (place, input) in engine.structure().inputs.iter().enumerate() {
            let wage = ["月工资", "标准工资"].contains(&input.name.as_str());
            if let Some(value) = earlier.values.get_mut(place) {
                *value = wage.then(|| Value::money(standard));
            }
        }
        for ago in (1..=self.form.tax.earlier_months_alike).rev() {
            self.deduct(&mut earlier, ago)?;
            let slip = engine.slip(plan, &earlier);
            if !slip.is_payable() {
                return Err(refuse::earlier_months(locale));
            }
            earlier.tax.before = slip.year;
        }
        Ok(earlier.tax.before)
    }

    /// By what is claimed: all that is due from January to the month of `ago` months before this one, less what was deducted before.
    fn deduct(&self, person: &mut PersonMonth, ago: u8) -> Result<Vec<Finding>, Unusable> {
        let claims = &self.form.tax.special_claims;
        if claims.is_empty() {
            return Ok(Vec::new());
        }
        let too_far = || Unusable("tax.special_claims: the days are out of the calendar".to_owned());
        let until = self.paid_on.checked_sub_months(Months::new(u32::from(ago))).ok_or_else(too_far)?;
        let claims = claims.iter().map(claim).collect::<Result<Vec<_>, _>>()?;
        let since = enrolment::hired(self.form).unwrap_or(NaiveDate::MIN);
        let unusable = |error: heng_paycalc::TooLarge| Unusable(error.to_string());
        let entitled =
            entitlement(&self.packs.china().income_tax, &claims, since, until).map_err(unusable)?;
        person.tax.special_additional =
            this_month(&entitled, person.tax.before.special_additional).map_err(unusable)?;
        Ok(entitled.findings)
    }
}

fn so_far(year: &YearForm) -> YearToDate {
    YearToDate {
        months: year.months,
        income: year.income.0,
        exempt: amount(year.exempt),
        special: amount(year.special),
        special_additional: amount(year.special_additional),
        other: amount(year.other),
        relief: amount(year.relief),
        withheld: amount(year.withheld),
        ..YearToDate::default()
    }
}

fn claim(form: &ClaimForm) -> Result<Claim, Unusable> {
    let item = SpecialDeduction::of_code(&form.item).ok_or_else(|| {
        let known = SpecialDeduction::CODES.map(|(code, _)| code).join(", ");
        Unusable(format!("tax.special_claims.item: `{}`; {known}", form.item))
    })?;
    let valid = match form.to {
        Some(to) => DateRange::from_days(form.from, to)
            .map_err(|error| Unusable(format!("tax.special_claims: {error}")))?,
        None => DateRange::open(form.from),
    };
    let share = form.share.map_or(Rate::ONE, |share| share.0);
    Ok(Claim { item, valid, share, count: form.count.unwrap_or(1) })
}
