//! Days, halves and hours for people whose days differ in length.

use serde::{Deserialize, Serialize};

use super::lot::LeaveUnit;
use crate::day::Rounding;

/// How long a person's working day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayLength {
    /// Minutes of a whole day; at least one.
    minutes: u32,
}

/// A quantity in another unit, and what could not be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// In the new unit.
    pub quantity: i64,
    /// What the new unit is too coarse for, times the minutes of a day (or a hundred), as `numerator ÷ denominator` of the new
    /// unit: positive when the rounding gave less than was due.
    pub lost: (i64, i64),
}

impl DayLength {
    /// A day of so many minutes; `None` for none.
    pub fn new(minutes: u32) -> Option<Self> {
        (1..=24 * 60).contains(&minutes).then_some(Self { minutes })
    }

    /// Minutes of a whole day.
    pub const fn minutes(self) -> u32 {
        self.minutes
    }

    /// A quantity of days as minutes: a movement out of the one book and into the other.
    pub fn to_minutes(self, hundredths: i64, rounding: Rounding) -> Conversion {
        convert(hundredths, i64::from(self.minutes), 100, rounding)
    }

    /// Minutes as a quantity of days.
    pub fn to_hundredths(self, minutes: i64, rounding: Rounding) -> Conversion {
        convert(minutes, 100, i64::from(self.minutes), rounding)
    }

    /// A balance of minutes when the day becomes another length: as many days as before.
    pub fn change_to(self, new: Self, minutes: i64, rounding: Rounding) -> Conversion {
        convert(minutes, i64::from(new.minutes), i64::from(self.minutes), rounding)
    }

    /// What hours of leave take from a balance of days when `before` minutes of the same day or request are counted already: the
    /// running total is rounded, not each piece, so eight single hours are one day.
    pub fn draw(self, before: i64, minutes: i64) -> i64 {
        let total = |minutes| self.to_hundredths(minutes, Rounding::Nearest).quantity;
        total(before + minutes) - total(before)
    }
}

/// `quantity × num ÷ den`; halves of a negative quantity are rounded as those of the positive.
fn convert(quantity: i64, num: i64, den: i64, rounding: Rounding) -> Conversion {
    let (sign, size) = (quantity.signum(), quantity.saturating_abs());
    let product = size.saturating_mul(num);
    let add = match rounding {
        Rounding::Down => 0,
        Rounding::Nearest => den / 2,
        Rounding::Up => den - 1,
    };
    let whole = (product + add) / den;
    Conversion { quantity: sign * whole, lost: (sign * (product - whole * den), den) }
}

/// Exact decimal text of a quantity: hundredths of a day as days, minutes as they are.
pub(crate) fn written(quantity: i64, unit: LeaveUnit) -> String {
    if unit == LeaveUnit::Minute {
        return quantity.to_string();
    }
    heng_kernel::hundredths_text(quantity)
}

/// Hundredths of a day as days.
pub(crate) fn written_days(hundredths: i64) -> String {
    written(hundredths, LeaveUnit::Day)
}
