//! Exact decimal numbers.

use std::{fmt, str::FromStr};

use heng_kernel::Rate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DIGITS: usize = 12;
const ONE: i128 = 1_000_000_000_000;
const WHOLE_DIGITS: usize = 13;
const PER_MICRO: i128 = 1_000_000;

/// A decimal number with up to 13 digits before and 12 after the point. Written as text, never as a JSON number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed(i128);

/// The text is not a plain decimal number, or has more digits than kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most 13 digits before and 12 after the point")]
pub struct NotADecimal;

impl Fixed {
    /// 0.
    pub const ZERO: Self = Self(0);

    /// From millionths: the form in which databases keep it.
    pub fn from_micro(millionths: i64) -> Self {
        Self(i128::from(millionths) * PER_MICRO)
    }

    /// In millionths; `None` when it has finer digits or does not fit.
    pub fn micro(self) -> Option<i64> {
        (self.0 % PER_MICRO == 0).then(|| i64::try_from(self.0 / PER_MICRO).ok()).flatten()
    }

    /// Whether it is 0.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The number without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// `self + other`. Stays exact for anything that was read or kept: there is room for 10²⁵ such numbers.
    pub(crate) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// `self - other`, exact likewise.
    pub(crate) const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self ÷ whole`, rounded once, half away from zero, to one part per million; `None` when `whole` is 0. Beyond what a
    /// rate can hold it stays at the end of the scale.
    pub(crate) fn share_of(self, whole: Self) -> Option<Rate> {
        let ppm = divide(self.0.saturating_mul(i128::from(Rate::ONE.ppm())), whole.0)?;
        let end = if ppm < 0 { i64::MIN } else { i64::MAX };
        Some(Rate::from_ppm(i64::try_from(ppm).unwrap_or(end)))
    }
}

/// `dividend ÷ divisor`, rounded half away from zero; `None` when the divisor is 0.
pub(crate) fn divide(dividend: i128, divisor: i128) -> Option<i128> {
    let (quotient, rest) = (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?.unsigned_abs());
    let away = if (dividend < 0) == (divisor < 0) { 1 } else { -1 };
    let rounds_away = rest > 0 && rest >= divisor.unsigned_abs() - rest;
    Some(if rounds_away { quotient.saturating_add(away) } else { quotient })
}

impl FromStr for Fixed {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str, most| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(whole, WHOLE_DIGITS) || !is_number(fraction, DIGITS) {
            return Err(NotADecimal);
        }
        let scaled: i128 = format!("{whole}{fraction:0<DIGITS$}").parse().map_err(|_| NotADecimal)?;
        Ok(Self(if negative { -scaled } else { scaled }))
    }
}

impl From<i32> for Fixed {
    fn from(whole: i32) -> Self {
        Self(i128::from(whole) * ONE)
    }
}

/// Plain decimal without needless zeros: `-12.5`.
impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (one, abs) = (ONE.unsigned_abs(), self.0.unsigned_abs());
        let text = format!("{sign}{}.{:0DIGITS$}", abs / one, abs % one);
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl Serialize for Fixed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fixed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_plain_decimals_are_read() {
        for good in ["0", "12.5", "-0.000000000001", "9999999999999.999999999999", "007"] {
            assert!(good.parse::<Fixed>().is_ok(), "{good}");
        }
        for bad in [
            "",
            ".",
            "1.",
            ".5",
            "1e3",
            "1,000",
            "+1",
            "--1",
            " 1",
            "1.0000000000001",
            "10000000000000",
            "１",
        ] {
            assert_eq!(bad.parse::<Fixed>(), Err(NotADecimal), "{bad}");
        }
        assert_eq!("\u{2212}7.50".parse::<Fixed>().map(|seven| seven.to_string()), Ok("-7.5".to_owned()));
    }

    #[test]
    fn division_rounds_half_away_from_zero_whatever_the_signs() {
        let rows =
            [(7, 2, 4), (-7, 2, -4), (7, -2, -4), (-7, -2, 4), (1, 3, 0), (2, 3, 1), (-2, 3, -1), (6, 3, 2)];
        for (dividend, divisor, expected) in rows {
            assert_eq!(divide(dividend, divisor), Some(expected), "{dividend} ÷ {divisor}");
        }
        assert_eq!(divide(1, 0), None);
    }

    #[test]
    fn a_share_beyond_the_scale_stays_at_its_end() {
        let (huge, tiny): (Fixed, Fixed) =
            ("9999999999999".parse().unwrap(), "0.000000000001".parse().unwrap());
        assert_eq!(huge.share_of(tiny), Some(Rate::from_ppm(i64::MAX)));
        assert_eq!(Fixed::ZERO.minus(huge).share_of(tiny), Some(Rate::from_ppm(i64::MIN)));
        assert_eq!(huge.share_of(Fixed::ZERO), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(micro in any::<i64>(), finer in 0i128..1_000_000) {
            let number = Fixed(i128::from(micro) * PER_MICRO + finer);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Fixed>(&json).unwrap(), number);
            prop_assert_eq!(Fixed::from_micro(micro).micro(), Some(micro));
            prop_assert_eq!(number.micro().is_some(), finer == 0);
        }
    }
}
