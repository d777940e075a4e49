//! Money as whole minor units.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An amount in minor units (fen for CNY). The currency stands on the contract, pay record or run header, not here.
///
/// ```
/// use heng_kernel::Money;
///
/// let wage = Money::parse_major("12,345.60").unwrap();
/// assert_eq!(wage.minor(), 1_234_560);
/// assert_eq!(wage.ratio(1, 3).unwrap().to_string(), "4115.20");
/// assert_eq!(Money::parse_major("0.005"), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `units` minor units.
    pub const fn from_minor(units: i64) -> Self {
        Self(units)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// `self + rhs`, or `None` when it does not fit.
    pub const fn checked_add(self, rhs: Self) -> Option<Self> {
        match self.0.checked_add(rhs.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// `self - rhs`, or `None` when it does not fit.
    pub const fn checked_sub(self, rhs: Self) -> Option<Self> {
        match self.0.checked_sub(rhs.0) {
            Some(rest) => Some(Self(rest)),
            None => None,
        }
    }

    /// `self × num ÷ den`, rounded half away from zero. `None` when `den` is not positive or the result does not fit.
    pub fn ratio(self, num: i64, den: i64) -> Option<Self> {
        if den <= 0 {
            return None;
        }
        let (product, den) = (i128::from(self.0) * i128::from(num), i128::from(den));
        let half = if product < 0 { -(den / 2) } else { den / 2 };
        i64::try_from((product + half) / den).ok().map(Self)
    }

    /// Reads an amount in major units as people write it in files: `12,345.60`, `¥12345.6`, `-3`. More than two decimals is
    /// not an amount of money and gives `None`.
    pub fn parse_major(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let digits = digits.trim_start_matches(['¥', '￥']).trim();
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole: String = whole.chars().filter(|c| *c != ',' && *c != '，').collect();
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || fraction.len() > 2 || !all_digits(&whole) || !all_digits(fraction) {
            return None;
        }
        let minor: i64 = format!("{whole}{fraction:0<2}").parse().ok()?;
        Some(Self(if negative { -minor } else { minor }))
    }
}

/// Plain decimal in major units, two decimals, for files and traces: `-1234.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ratio_rounds_half_away_from_zero() {
        assert_eq!(Money::from_minor(1001).ratio(1, 2), Some(Money::from_minor(501)));
        assert_eq!(Money::from_minor(-1001).ratio(1, 2), Some(Money::from_minor(-501)));
        assert_eq!(Money::from_minor(1).ratio(1, 0), None);
        assert_eq!(Money::from_minor(i64::MAX).ratio(2, 1), None);
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(Money::parse_major("12,345.6"), Some(Money::from_minor(1_234_560)));
        assert_eq!(Money::parse_major("￥3000"), Some(Money::from_minor(300_000)));
        assert_eq!(Money::parse_major("\u{2212}0.05"), Some(Money::from_minor(-5)));
        for bad in ["", ".5", "1.234", "1e3", "abc", "--1"] {
            assert_eq!(Money::parse_major(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(minor in any::<i32>()) {
            let money = Money::from_minor(i64::from(minor));
            prop_assert_eq!(Money::parse_major(&money.to_string()), Some(money));
        }
    }
}
