//! Sums and shares of money, each rounded once, in the way its rule names.

use heng_kernel::{Money, Rate, Rounding};
use heng_packs::MoneyRounding;

/// An amount does not fit. Wages never come near: 2⁶³ fen are 92 thousand billion yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large to be reckoned with")]
pub struct TooLarge;

const PPM: i64 = Rate::ONE.ppm();

/// `amount × rate`, rounded once.
#[inline]
pub fn share(amount: Money, rate: Rate, rounding: MoneyRounding) -> Result<Money, TooLarge> {
    share_less(amount, rate, Money::ZERO, rounding)
}

/// `amount × rate − less`, rounded once.
#[inline]
pub(crate) fn share_less(
    amount: Money,
    rate: Rate,
    less: Money,
    rounding: MoneyRounding,
) -> Result<Money, TooLarge> {
    let step = step(rounding);
    let narrow = amount
        .minor()
        .checked_mul(rate.ppm())
        .and_then(|product| product.checked_sub(less.minor().checked_mul(PPM)?));
    let (Some(product), Some(divisor)) = (narrow, PPM.checked_mul(step)) else {
        let product = wide(amount) * i128::from(rate.ppm()) - wide(less) * i128::from(PPM);
        return quotient(product, i128::from(PPM), rounding);
    };
    // Within 64 bits and for the usual step the division is by a constant: several times faster.
    let (whole, rest) =
        if step == 1 { (product / PPM, product % PPM) } else { (product / divisor, product % divisor) };
    let away = match rounding.way {
        Rounding::HalfUp => rest.unsigned_abs() >= divisor.unsigned_abs() - rest.unsigned_abs(),
        Rounding::Down => false,
        _ => return quotient(i128::from(product), i128::from(PPM), rounding),
    };
    let steps = if away { whole + product.signum() } else { whole };
    steps.checked_mul(step).map(Money::from_minor).ok_or(TooLarge)
}

/// `numerator ÷ denominator` minor units, rounded once. A denominator below 1 has no quotient.
pub fn quotient(numerator: i128, denominator: i128, rounding: MoneyRounding) -> Result<Money, TooLarge> {
    let step = i128::from(step(rounding));
    let divisor = denominator.checked_mul(step).filter(|divisor| *divisor > 0).ok_or(TooLarge)?;
    let steps = rounding.way.divide(numerator, divisor).ok_or(TooLarge)?;
    let rounded = steps.checked_mul(step).ok_or(TooLarge)?;
    i64::try_from(rounded).map(Money::from_minor).map_err(|_| TooLarge)
}

/// A step below one minor unit means nothing; it counts as one.
#[inline]
fn step(rounding: MoneyRounding) -> i64 {
    rounding.step.minor().max(1)
}

/// `numerator ÷ denominator` to the minor unit, half up: what applies where no rule says otherwise.
pub(crate) fn to_minor(numerator: i128, denominator: i128) -> Result<Money, TooLarge> {
    quotient(numerator, denominator, MoneyRounding::FEN_HALF_UP)
}

/// `amount × rate` to the minor unit, half up.
#[inline]
pub(crate) fn part(amount: Money, rate: Rate) -> Result<Money, TooLarge> {
    share(amount, rate, MoneyRounding::FEN_HALF_UP)
}

/// `a + b`.
#[inline]
pub(crate) fn plus(a: Money, b: Money) -> Result<Money, TooLarge> {
    a.checked_add(b).ok_or(TooLarge)
}

/// `a - b`.
#[inline]
pub(crate) fn minus(a: Money, b: Money) -> Result<Money, TooLarge> {
    a.checked_sub(b).ok_or(TooLarge)
}

/// `amount × times`.
#[inline]
pub(crate) fn times(amount: Money, times: i64) -> Result<Money, TooLarge> {
    amount.minor().checked_mul(times).map(Money::from_minor).ok_or(TooLarge)
}

/// Never below nothing.
#[inline]
pub(crate) fn not_negative(amount: Money) -> Money {
    amount.max(Money::ZERO)
}

/// The sum of all `parts`.
pub(crate) fn total(parts: impl IntoIterator<Item = Money>) -> Result<Money, TooLarge> {
    parts.into_iter().try_fold(Money::ZERO, plus)
}

/// In 128 bits.
#[inline]
pub(crate) fn wide(amount: Money) -> i128 {
    i128::from(amount.minor())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const YUAN: MoneyRounding = MoneyRounding { step: Money::from_minor(100), way: Rounding::HalfUp };
    const YUAN_DOWN: MoneyRounding = MoneyRounding { step: Money::from_minor(100), way: Rounding::Down };

    fn fen(minor: i64) -> Money {
        Money::from_minor(minor)
    }

    #[test]
    fn half_a_step_goes_away_from_zero() {
        assert_eq!(to_minor(5, 2), Ok(fen(3)));
        assert_eq!(to_minor(-5, 2), Ok(fen(-3)));
        assert_eq!(quotient(150, 1, YUAN), Ok(fen(200)));
        assert_eq!(quotient(149, 1, YUAN), Ok(fen(100)));
    }

    #[test]
    fn down_drops_and_up_fills_the_step() {
        assert_eq!(quotient(199, 1, YUAN_DOWN), Ok(fen(100)));
        assert_eq!(quotient(-199, 1, YUAN_DOWN), Ok(fen(-100)));
        let jiao_up = MoneyRounding { step: fen(10), way: Rounding::Up };
        assert_eq!(quotient(101, 1, jiao_up), Ok(fen(110)));
        assert_eq!(quotient(100, 1, jiao_up), Ok(fen(100)));
        assert_eq!(share(fen(101), Rate::ONE, jiao_up), Ok(fen(110)));
    }

    #[test]
    fn what_does_not_fit_is_said_so() {
        assert_eq!(times(fen(i64::MAX), 2), Err(TooLarge));
        assert_eq!(part(fen(i64::MAX), Rate::from_ppm(2_000_000)), Err(TooLarge));
        assert_eq!(part(fen(i64::MAX), Rate::ONE), Ok(fen(i64::MAX)));
        assert_eq!(to_minor(1, 0), Err(TooLarge));
    }

    fn any_rounding() -> impl Strategy<Value = MoneyRounding> {
        let way = proptest::sample::select(&Rounding::ALL[..]);
        (prop_oneof![Just(1i64), Just(10), Just(100)], way)
            .prop_map(|(step, way)| MoneyRounding { step: fen(step), way })
    }

    proptest! {
        #[test]
        fn the_short_way_and_the_long_way_agree(
            amount in -1_000_000_000i64..1_000_000_000,
            ppm in 0i64..2_000_000,
            rounding in any_rounding(),
        ) {
            let long = quotient(i128::from(amount) * i128::from(ppm), 1_000_000, rounding);
            prop_assert_eq!(share(fen(amount), Rate::from_ppm(ppm), rounding), long);
        }

        #[test]
        fn a_rounded_amount_is_whole_steps_and_less_than_one_away(
            numerator in -1_000_000_000i128..1_000_000_000,
            denominator in 1i128..10_000,
            rounding in any_rounding(),
        ) {
            let rounded = wide(quotient(numerator, denominator, rounding).unwrap());
            let step = wide(rounding.step);
            prop_assert_eq!(rounded % step, 0);
            prop_assert!((rounded * denominator - numerator).abs() < step * denominator);
        }
    }
}
