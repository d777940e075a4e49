//! Exact decimal numbers for everything that is calculated.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Money, Rate, rounding::Rounding, wide};

/// Digits kept after the point.
const DIGITS: usize = 12;
/// The most digits before the point that are read from text.
const WHOLE_DIGITS: usize = 18;
const ONE: i128 = 1_000_000_000_000;
const PER_PPM: i128 = 1_000_000;
const PER_MICRO: i128 = 1_000_000;
const PER_MINOR: i128 = 10_000_000_000;

/// A decimal number with 12 digits after the point and about 26 before it (`i128` scaled by 10¹²).
///
/// Adding and subtracting are exact; multiplying and dividing round once, half away from zero, to the twelfth digit. What does
/// not fit is `None`, never a wrapped or saturated number. Written as text, never as a JSON number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fixed(i128);

/// The text is not a plain decimal number, or has more digits than kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number of at most {WHOLE_DIGITS} digits before and {DIGITS} after the point")]
pub struct NotADecimal;

impl Fixed {
    /// 0.
    pub const ZERO: Self = Self(0);
    /// 1.
    pub const ONE: Self = Self(ONE);

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(i64_wide(number) * ONE)
    }

    /// From the scaled integer: `scaled ÷ 10¹²`.
    pub const fn from_scaled(scaled: i128) -> Self {
        Self(scaled)
    }

    /// The scaled integer: this number times 10¹².
    pub const fn scaled(self) -> i128 {
        self.0
    }

    /// From millionths: the form in which databases keep a measured number.
    pub const fn from_micro(millionths: i64) -> Self {
        Self(i64_wide(millionths) * PER_MICRO)
    }

    /// In millionths; `None` when it has finer digits or does not fit.
    pub fn micro(self) -> Option<i64> {
        (self.0 % PER_MICRO == 0).then(|| i64::try_from(self.0 / PER_MICRO).ok()).flatten()
    }

    /// An amount in major units: 1 fen is 0.01.
    pub const fn from_money(amount: Money) -> Self {
        Self(i64_wide(amount.minor()) * PER_MINOR)
    }

    /// This number of major units as an amount, rounded to the minor unit. `None` when it does not fit.
    pub fn to_money(self, rounding: Rounding) -> Option<Money> {
        i64::try_from(rounding.divide(self.0, PER_MINOR)?).ok().map(Money::from_minor)
    }

    /// This number as a rate, rounded to one part per million. `None` when it does not fit.
    pub fn to_rate(self, rounding: Rounding) -> Option<Rate> {
        i64::try_from(rounding.divide(self.0, PER_PPM)?).ok().map(Rate::from_ppm)
    }

    /// The whole number this is; `None` when it has digits after the point or does not fit.
    pub fn to_whole(self) -> Option<i64> {
        (self.0 % ONE == 0).then(|| i64::try_from(self.0 / ONE).ok()).flatten()
    }

    /// Whether it is 0.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The number without its sign.
    pub const fn checked_abs(self) -> Option<Self> {
        match self.0.checked_abs() {
            Some(abs) => Some(Self(abs)),
            None => None,
        }
    }

    /// The number with the other sign.
    pub const fn checked_neg(self) -> Option<Self> {
        match self.0.checked_neg() {
            Some(negated) => Some(Self(negated)),
            None => None,
        }
    }

    /// `self + other`, exact.
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// `self - other`, exact.
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(rest) => Some(Self(rest)),
            None => None,
        }
    }

    /// `self × other`, rounded half away from zero to the twelfth digit.
    #[inline]
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let magnitude = wide::mul_unscaled(self.0.unsigned_abs(), other.0.unsigned_abs())?;
        signed(magnitude, (self.0 < 0) != (other.0 < 0))
    }

    /// `self ÷ other`, rounded half away from zero to the twelfth digit. `None` when `other` is 0.
    #[inline]
    pub fn checked_div(self, other: Self) -> Option<Self> {
        let magnitude = wide::div_scaled(self.0.unsigned_abs(), other.0.unsigned_abs())?;
        signed(magnitude, (self.0 < 0) != (other.0 < 0))
    }

    /// What is left of `self` after taking `other` as often as it goes; has the sign of `self`. `None` when `other` is 0.
    pub const fn checked_rem(self, other: Self) -> Option<Self> {
        match self.0.checked_rem(other.0) {
            Some(rest) => Some(Self(rest)),
            None => None,
        }
    }

    /// Rounded to `places` digits after the point (12 and more change nothing).
    pub fn round(self, places: u32, rounding: Rounding) -> Option<Self> {
        match 12_u32.checked_sub(places) {
            None | Some(0) => Some(self),
            Some(cut) => self.round_to(Self(10_i128.checked_pow(cut)?), rounding),
        }
    }

    /// Rounded to a multiple of `step`. `None` when `step` is not positive or the result does not fit.
    pub fn round_to(self, step: Self, rounding: Rounding) -> Option<Self> {
        if step.0 <= 0 {
            return None;
        }
        rounding.divide(self.0, step.0)?.checked_mul(step.0).map(Self)
    }
}

/// Widening without a cast that could hide a truncation (`i128::from` is not `const`).
#[expect(clippy::as_conversions, reason = "widening is exact; `From` is not const")]
const fn i64_wide(number: i64) -> i128 {
    number as i128
}

#[inline]
fn signed(magnitude: u128, negative: bool) -> Option<Fixed> {
    let number = i128::try_from(magnitude).ok()?;
    Some(Fixed(if negative { -number } else { number }))
}

impl FromStr for Fixed {
    type Err = NotADecimal;

    /// Plain decimals only: `-12.5`. At least one digit on each side of the point.
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

/// Plain decimal without needless zeros: `-12.5`.
impl fmt::Display for Fixed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (one, abs) = (ONE.unsigned_abs(), self.0.unsigned_abs());
        // The rest is below 10^12.
        let (whole, mut rest) = (abs / one, u64::try_from(abs % one).unwrap_or_default());
        if rest == 0 {
            return write!(f, "{sign}{whole}");
        }
        let mut digits = DIGITS;
        while rest.is_multiple_of(10) {
            rest /= 10;
            digits -= 1;
        }
        write!(f, "{sign}{whole}.{rest:0digits$}")
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

    fn fixed(text: &str) -> Fixed {
        text.parse().unwrap()
    }

    #[test]
    fn only_plain_decimals_are_read() {
        for good in ["0", "12.5", "-0.000000000001", "999999999999999999.999999999999", "007", "\u{2212}3"] {
            assert!(good.parse::<Fixed>().is_ok(), "{good}");
        }
        for bad in ["", ".", "1.", ".5", "1e3", "1,000", "+1", "--1", " 1", "1.0000000000001", "１"] {
            assert_eq!(bad.parse::<Fixed>(), Err(NotADecimal), "{bad}");
        }
    }

    #[test]
    fn products_and_quotients_round_half_away_from_zero_at_the_twelfth_digit() {
        let tiny = Fixed::from_scaled(1);
        let half = fixed("0.5");
        assert_eq!(tiny.checked_mul(half), Some(tiny));
        assert_eq!(tiny.checked_neg().unwrap().checked_mul(half), tiny.checked_neg());
        assert_eq!(tiny.checked_mul(fixed("0.4")), Some(Fixed::ZERO));
        assert_eq!(Fixed::whole(2).checked_div(Fixed::whole(3)), Some(fixed("0.666666666667")));
        assert_eq!(Fixed::whole(-1).checked_div(Fixed::whole(3)), Some(fixed("-0.333333333333")));
        assert_eq!(Fixed::ONE.checked_div(Fixed::ZERO), None);
    }

    #[test]
    fn what_does_not_fit_is_none_and_never_a_wrapped_number() {
        let most = Fixed::from_scaled(i128::MAX);
        assert_eq!(most.checked_add(Fixed::from_scaled(1)), None);
        assert_eq!(most.checked_mul(Fixed::whole(2)), None);
        assert_eq!(most.checked_mul(Fixed::ONE), Some(most));
        assert_eq!(most.checked_div(fixed("0.5")), None);
        assert_eq!(most.checked_div(Fixed::ONE), Some(most));
        assert_eq!(Fixed::from_scaled(i128::MIN).checked_neg(), None);
    }

    #[test]
    fn money_and_rates_go_in_and_out() {
        assert_eq!(Fixed::from_money(Money::from_minor(-1_050)), fixed("-10.5"));
        assert_eq!(fixed("10.005").to_money(Rounding::HalfUp), Some(Money::from_minor(1_001)));
        assert_eq!(fixed("0.3333333").to_rate(Rounding::HalfUp), Some(Rate::from_ppm(333_333)));
        assert_eq!(fixed("3").to_whole(), Some(3));
        assert_eq!(fixed("3.5").to_whole(), None);
    }

    proptest! {
        #[test]
        fn millionths_go_in_and_out_and_finer_digits_do_not(micro in any::<i64>(), finer in 1_i128..1_000_000) {
            let number = Fixed::from_micro(micro);
            prop_assert_eq!(number.micro(), Some(micro));
            prop_assert_eq!(Fixed::from_scaled(number.scaled() + finer).micro(), None);
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Fixed>(&json).unwrap(), number);
        }

        #[test]
        fn what_is_written_is_read_back(scaled in -1_000_000_000_000_000_000_000_000_000_000i128..1_000_000_000_000_000_000_000_000_000_000) {
            let number = Fixed::from_scaled(scaled);
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }

        #[test]
        fn a_product_is_the_true_product_within_half_a_step(a in any::<i64>(), b in any::<i64>()) {
            let product = Fixed::from_scaled(i128::from(a)).checked_mul(Fixed::from_scaled(i128::from(b))).unwrap();
            let exact = i128::from(a) * i128::from(b);
            let off = exact - product.scaled() * ONE;
            prop_assert!(off.abs() * 2 <= ONE);
        }

        #[test]
        fn a_quotient_is_the_true_quotient_within_half_a_step(a in any::<i64>(), b in any::<i64>()) {
            prop_assume!(b != 0);
            let quotient = Fixed::from_scaled(i128::from(a)).checked_div(Fixed::from_scaled(i128::from(b))).unwrap();
            let off = i128::from(a) * ONE - quotient.scaled() * i128::from(b);
            prop_assert!(off.abs() * 2 <= i128::from(b).abs());
        }
    }
}
