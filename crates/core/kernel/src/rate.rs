//! Rates as whole parts per million.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Money;

/// A rate in parts per million: 8 % is `80_000`. Exact for every rate Chinese law states (down to 0.0001 %).
///
/// ```
/// use heng_kernel::{Money, Rate};
///
/// let pension = Rate::from_ppm(80_000);
/// let share = pension.of_money(Money::from_minor(754_631)).unwrap();
/// assert_eq!(share.to_string(), "603.70");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(i64);

impl Rate {
    /// 100 %.
    pub const ONE: Self = Self(1_000_000);

    /// A rate of `ppm` parts per million.
    pub const fn from_ppm(ppm: i64) -> Self {
        Self(ppm)
    }

    /// Parts per million.
    pub const fn ppm(self) -> i64 {
        self.0
    }

    /// `part ÷ whole` rounded half away from zero to one part per million; `None` when `whole` is not positive.
    pub fn of(part: i64, whole: i64) -> Option<Self> {
        if whole <= 0 {
            return None;
        }
        let (scaled, whole) = (i128::from(part) * 1_000_000, i128::from(whole));
        let half = if scaled < 0 { -(whole / 2) } else { whole / 2 };
        i64::try_from((scaled + half) / whole).ok().map(Self)
    }

    /// This share of an amount, rounded half away from zero to the minor unit.
    pub fn of_money(self, amount: Money) -> Option<Money> {
        amount.ratio(self.0, Self::ONE.0)
    }
}

/// Per cent with as many decimals as needed, at most four: `8%`, `0.5%`.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        let text = format!("{sign}{}.{:04}", abs / 10_000, abs % 10_000);
        write!(f, "{}%", text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_prints_without_needless_zeros() {
        assert_eq!(Rate::from_ppm(80_000).to_string(), "8%");
        assert_eq!(Rate::from_ppm(5_000).to_string(), "0.5%");
        assert_eq!(Rate::from_ppm(-1).to_string(), "-0.0001%");
    }

    #[test]
    fn a_share_of_nothing_is_no_rate() {
        assert_eq!(Rate::of(1, 0), None);
        assert_eq!(Rate::of(1, 3), Some(Rate::from_ppm(333_333)));
        assert_eq!(Rate::of(2, 3), Some(Rate::from_ppm(666_667)));
    }
}
