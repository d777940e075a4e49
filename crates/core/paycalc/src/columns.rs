//! The bare slip of many people at once: gross − contributions − cumulative tax = net, in columns.
//!
//! For projections, budgets and what-if questions over a whole company, and as the measure of the engine's speed. The figures are those
//! of [`crate::contribution`] and [`crate::iit`] to the fen; nothing is allocated for a person.

use heng_kernel::Money;

use crate::{
    amount::{TooLarge, minus, plus},
    contribution::{CityMonth, Terms, Wages},
    iit::{MonthWage, StartOfYear, WageRule, YearToDate},
};

/// What the slips of one city and month have in common.
#[derive(Clone, Debug)]
pub struct BareMonth<'a> {
    insurance: Vec<Terms>,
    fund: Vec<Terms>,
    tax: WageRule<'a>,
}

/// People, one per place in each column.
#[derive(Clone, Copy, Debug)]
pub struct People<'a> {
    /// Gross wage, all of it taxable.
    pub gross: &'a [Money],
    /// Declared base of social insurance.
    pub insurance_base: &'a [Money],
    /// Declared base of the housing fund.
    pub fund_base: &'a [Money],
    /// Special additional deductions of the month.
    pub special_additional: &'a [Money],
    /// How the basic deduction of the year began.
    pub start: &'a [StartOfYear],
}

/// Their slips, in the same order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slips {
    /// The employee's contributions.
    pub employee: Vec<Money>,
    /// The employer's contributions.
    pub employer: Vec<Money>,
    /// Tax withheld.
    pub withheld: Vec<Money>,
    /// Net pay.
    pub net: Vec<Money>,
}

/// Why columns cannot be reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnFault {
    /// The columns are not of one length.
    #[error("the columns are not of one length")]
    Uneven,
    /// The figures of a person are too large.
    #[error("the amounts of the person at {0} are too large to be reckoned with")]
    TooLarge(usize),
}

impl<'a> BareMonth<'a> {
    /// Of the schemes of a city in a month and the tax rule of the day of payment.
    pub fn new(city: &CityMonth<'_>, tax: WageRule<'a>) -> Self {
        let of = |fund: bool| {
            city.schemes().iter().filter(|scheme| scheme.kind.is_fund() == fund).map(|s| s.terms).collect()
        };
        Self { insurance: of(false), fund: of(true), tax }
    }

    /// Fills `slips` and takes each year a month further. After a fault nothing in either is meant to be used.
    pub fn reckon(
        &self,
        people: &People<'_>,
        years: &mut [YearToDate],
        slips: &mut Slips,
    ) -> Result<(), ColumnFault> {
        let count = people.gross.len();
        let columns = [people.insurance_base, people.fund_base, people.special_additional];
        if columns.iter().any(|column| column.len() != count)
            || people.start.len() != count
            || years.len() != count
        {
            return Err(ColumnFault::Uneven);
        }
        slips.clear(count);
        let rows = people
            .gross
            .iter()
            .zip(people.insurance_base)
            .zip(people.fund_base)
            .zip(people.special_additional)
            .zip(people.start)
            .zip(years);
        for (at, (((((gross, insurance), fund), special_additional), start), year)) in rows.enumerate() {
            let one = self.one(*gross, *insurance, *fund, *special_additional, *start, year);
            let slip = one.map_err(|_| ColumnFault::TooLarge(at))?;
            slips.employee.push(slip.employee);
            slips.employer.push(slip.employer);
            slips.withheld.push(slip.withheld);
            slips.net.push(slip.net);
        }
        Ok(())
    }

    #[inline]
    fn one(
        &self,
        gross: Money,
        insurance: Money,
        fund: Money,
        special_additional: Money,
        start: StartOfYear,
        year: &mut YearToDate,
    ) -> Result<Slip, TooLarge> {
        let (mut employee, mut employer) = (Money::ZERO, Money::ZERO);
        for (schemes, base) in [(&self.insurance, insurance), (&self.fund, fund)] {
            for terms in schemes {
                let paid = terms.contribute(&Wages::base(base))?;
                employee = plus(employee, paid.employee)?;
                employer = plus(employer, paid.employer)?;
            }
        }
        let month = MonthWage {
            months: 1,
            income: gross,
            special: employee,
            special_additional,
            ..MonthWage::default()
        };
        let tax = self.tax.withhold(start, year, &month)?;
        *year = tax.year;
        let net = minus(minus(gross, employee)?, tax.withheld)?;
        Ok(Slip { employee, employer, withheld: tax.withheld, net })
    }
}

struct Slip {
    employee: Money,
    employer: Money,
    withheld: Money,
    net: Money,
}

impl Slips {
    /// Empty columns with room for `count` people.
    fn clear(&mut self, count: usize) {
        for column in [&mut self.employee, &mut self.employer, &mut self.withheld, &mut self.net] {
            column.clear();
            column.reserve(count);
        }
    }
}
