//! What a scheme asks for, and what each side pays.

use heng_kernel::{Money, Rate};
use heng_packs::{BaseLimits, MoneyRounding, Share};

use crate::amount::{TooLarge, minus, not_negative, plus, share, times};

/// One side's part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// Of the base, and what is added each month whatever the base.
    pub share: Share,
    /// How the part is rounded.
    pub rounding: MoneyRounding,
    /// Below this wage the side pays nothing (Hong Kong's minimum relevant income).
    pub free_below: Option<Money>,
    /// For low wages the side pays this rate on what exceeds a threshold, up to a second one (Singapore's graduated share).
    pub graduated: Option<Graduated>,
}

/// A graduated part for low wages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graduated {
    /// Nothing up to this wage.
    pub above: Money,
    /// The ordinary part beyond this wage.
    pub up_to: Money,
    /// Of what exceeds `above`.
    pub rate: Rate,
}

/// How the two sides share what is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Split {
    /// Each side reckons and rounds its own part.
    #[default]
    Apart,
    /// The total of both rates is rounded first; the employer pays what the employee's part leaves of it.
    EmployerPaysRest {
        /// How the total is rounded.
        total: MoneyRounding,
    },
}

/// How wages that are not of the month alone, such as a bonus, enter the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Additional {
    /// Together with the ordinary ones, within the same limits of the month (a Chinese city's schemes, Hong Kong's relevant income).
    #[default]
    Together,
    /// Beside the ordinary ones and beyond the ceiling of the month, within the year (Singapore).
    Apart {
        /// All wages of a year that count at most.
        year_ceiling: Money,
    },
}

/// What a scheme asks for in a month: nothing in it allocates, so that columns of people are quick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Least base, if there is one.
    pub floor: Option<Money>,
    /// Largest base, if there is one.
    pub ceiling: Option<Money>,
    /// How additional wages enter the base.
    pub additional: Additional,
    /// Nobody pays on wages up to this.
    pub none_up_to: Option<Money>,
    /// The employee's part.
    pub employee: Side,
    /// The employer's part.
    pub employer: Side,
    /// How they are shared.
    pub split: Split,
}

/// What moved the base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Limited {
    /// Nothing.
    #[default]
    No,
    /// Raised to the floor.
    Floor,
    /// Cut at the ceiling.
    Ceiling,
}

impl Limited {
    /// Stable code: `no`, `floor`, `ceiling`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::No => "no",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
        }
    }
}

/// The wages of a month that contributions are paid on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wages {
    /// Ordinary wages, or the declared base.
    pub ordinary: Money,
    /// Wages not of the month alone, such as a bonus, where a scheme counts them apart.
    pub additional: Money,
    /// How much of the additional wages may still count this year, where a scheme counts them apart ([`room_of_year`]). `None` takes
    /// the year to be twelve months of ordinary wages like this one, and nothing additional before.
    pub additional_room: Option<Money>,
}

/// What each side pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// The base that counted, additional wages included.
    pub base: Money,
    /// Of it, additional wages that count apart.
    pub additional: Money,
    /// All wages of the month, before any limit.
    pub wages: Money,
    /// What moved it, or the ordinary part of it where additional wages count apart.
    pub limited: Limited,
    /// The employee's part.
    pub employee: Money,
    /// The employer's part.
    pub employer: Money,
}

impl Wages {
    /// A declared base and nothing else.
    pub const fn base(declared: Money) -> Self {
        Self { ordinary: declared, additional: Money::ZERO, additional_room: None }
    }

    /// All wages of the month, limits aside.
    fn all(&self) -> Result<Money, TooLarge> {
        plus(self.ordinary, self.additional)
    }
}

/// Months of a year.
const MONTHS: i64 = 12;

/// How much of additional wages may still count in a year: its ceiling, less the ordinary wages that count in the whole of it (those to
/// come as well as they are known), less the additional wages that counted before.
pub fn room_of_year(
    year_ceiling: Money,
    ordinary_of_year: Money,
    additional_before: Money,
) -> Result<Money, TooLarge> {
    Ok(not_negative(minus(minus(year_ceiling, ordinary_of_year)?, additional_before)?))
}

/// The ordinary wages of a year of months like one whose ordinary wage counts as `counted`.
pub(crate) fn year_alike(counted: Money) -> Result<Money, TooLarge> {
    times(counted, MONTHS)
}

impl Side {
    /// An ordinary side: a share of the base, rounded.
    pub const fn of(share: Share, rounding: MoneyRounding) -> Self {
        Self { share, rounding, free_below: None, graduated: None }
    }

    /// What this side pays on `base`, `wages` being all wages of the month.
    #[inline]
    fn pays(&self, base: Money, wages: Money) -> Result<Money, TooLarge> {
        if self.free_below.is_some_and(|least| wages < least) {
            return Ok(Money::ZERO);
        }
        let rated = match self.graduated {
            Some(low) if wages <= low.up_to => {
                share(not_negative(minus(wages, low.above)?), low.rate, self.rounding)?
            }
            _ => share(base, self.share.rate, self.rounding)?,
        };
        plus(rated, self.share.fixed)
    }
}

impl Terms {
    /// A scheme of a city: limits, two shares, one rounding for each.
    pub const fn of(limits: BaseLimits, employee: Side, employer: Side) -> Self {
        Self {
            floor: Some(limits.floor),
            ceiling: limits.ceiling,
            additional: Additional::Together,
            none_up_to: None,
            employee,
            employer,
            split: Split::Apart,
        }
    }

    /// The base within its limits, and what moved it.
    #[inline]
    pub fn limit(&self, declared: Money) -> (Money, Limited) {
        match (self.floor, self.ceiling) {
            (_, Some(ceiling)) if declared > ceiling => (ceiling, Limited::Ceiling),
            (Some(floor), _) if declared < floor => (floor, Limited::Floor),
            _ => (declared, Limited::No),
        }
    }

    /// What each side pays for a month.
    #[inline]
    pub fn contribute(&self, wages: &Wages) -> Result<Contribution, TooLarge> {
        let all = wages.all()?;
        if self.none_up_to.is_some_and(|most| all <= most) {
            return Ok(Contribution::default());
        }
        let (ordinary, additional, limited) = match self.additional {
            Additional::Together => {
                let (base, limited) = self.limit(not_negative(all));
                (base, Money::ZERO, limited)
            }
            Additional::Apart { year_ceiling } => {
                let (ordinary, limited) = self.limit(wages.ordinary);
                let room = match wages.additional_room {
                    Some(room) => room,
                    None => room_of_year(year_ceiling, year_alike(ordinary)?, Money::ZERO)?,
                };
                (ordinary, not_negative(wages.additional.min(room)), limited)
            }
        };
        let base = plus(ordinary, additional)?;
        let employee = self.employee.pays(base, all)?;
        let employer = match self.split {
            Split::Apart => self.employer.pays(base, all)?,
            Split::EmployerPaysRest { total } => minus(self.total(base, all, total)?, employee)?,
        };
        Ok(Contribution { base, additional, wages: all, limited, employee, employer })
    }

    /// Both parts together, rounded once.
    fn total(&self, base: Money, wages: Money, rounding: MoneyRounding) -> Result<Money, TooLarge> {
        match self.employee.graduated {
            Some(low) if wages <= low.up_to => {
                let over = not_negative(minus(wages, low.above)?);
                let product = crate::amount::wide(base) * i128::from(self.employer.share.rate.ppm())
                    + crate::amount::wide(over) * i128::from(low.rate.ppm());
                crate::amount::quotient(product, i128::from(Rate::ONE.ppm()), rounding)
            }
            _ => {
                let both = self.employee.share.rate.ppm().checked_add(self.employer.share.rate.ppm());
                share(base, Rate::from_ppm(both.ok_or(TooLarge)?), rounding)
            }
        }
    }
}
