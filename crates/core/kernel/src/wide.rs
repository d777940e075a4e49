//! Products and quotients by 10¹² that may need more than 128 bits on the way.

const SCALE: u128 = 1_000_000_000_000;
const LOW: u128 = 0xFFFF_FFFF_FFFF_FFFF;
/// `SCALE` = 2¹² · 5¹²; the odd part is divided by multiplying with ⌈2¹⁵⁵ ÷ 5¹²⌉. The error of that reciprocal is below
/// 2²⁸ ÷ 2¹⁵⁵, so the quotient is exact for every dividend below 2¹²⁷.
const FIVES: u128 = 244_140_625;
const RECIPROCAL: u128 = reciprocal();

/// ⌈2¹⁵⁵ ÷ 5¹²⌉ by long division, since 2¹⁵⁵ is no `u128`.
const fn reciprocal() -> u128 {
    let mut rest = 1_u128;
    let mut quotient = 0_u128;
    let mut bits = 0;
    while bits < 155 {
        rest <<= 1;
        quotient <<= 1;
        if rest >= FIVES {
            rest -= FIVES;
            quotient |= 1;
        }
        bits += 1;
    }
    if rest == 0 { quotient } else { quotient + 1 }
}

/// `a × b` as high and low 128 bits.
#[inline]
fn product(a: u128, b: u128) -> (u128, u128) {
    let (a_high, a_low, b_high, b_low) = (a >> 64, a & LOW, b >> 64, b & LOW);
    let low = a_low * b_low;
    let first = a_high * b_low + (low >> 64);
    let second = a_low * b_high + (first & LOW);
    (a_high * b_high + (first >> 64) + (second >> 64), (second << 64) | (low & LOW))
}

/// `number ÷ 10¹²`, cut off. For numbers below 2¹²⁷.
#[inline]
fn cut_scale(number: u128) -> u128 {
    product(number >> 12, RECIPROCAL).0 >> 27
}

/// `a × b ÷ 10¹²`, the middle rounded up. `None` when it does not fit.
#[inline]
pub(crate) fn mul_unscaled(a: u128, b: u128) -> Option<u128> {
    if a <= LOW && b <= LOW {
        let rounded = a * b + SCALE / 2;
        // Below 2¹²⁷ the reciprocal is exact; the rest takes the long way.
        if rounded >> 127 == 0 {
            return Some(cut_scale(rounded));
        }
    }
    let (high, low) = product(a, b);
    let (low, carry) = low.overflowing_add(SCALE / 2);
    divide(high + u128::from(carry), low, SCALE).map(|(quotient, _)| quotient)
}

/// `a × 10¹² ÷ b`, the middle rounded up. `None` when `b` is 0 or the quotient does not fit.
#[inline]
pub(crate) fn div_scaled(a: u128, b: u128) -> Option<u128> {
    let (quotient, rest) = match a.checked_mul(SCALE) {
        Some(dividend) => {
            let quotient = dividend.checked_div(b)?;
            (quotient, dividend - quotient * b)
        }
        None => {
            let (high, low) = product(a, SCALE);
            divide(high, low, b)?
        }
    };
    if rest >= b - rest { quotient.checked_add(1) } else { Some(quotient) }
}

/// `(high · 2¹²⁸ + low) ÷ divisor` with its rest, bit by bit. `None` when the divisor is 0 or the quotient does not fit.
#[cold]
fn divide(high: u128, low: u128, divisor: u128) -> Option<(u128, u128)> {
    let mut rest = high.checked_rem(divisor)?;
    if high >= divisor {
        return None;
    }
    let mut quotient = 0_u128;
    for bit in (0..128).rev() {
        let carry = rest >> 127 != 0;
        rest = (rest << 1) | ((low >> bit) & 1);
        quotient <<= 1;
        if carry || rest >= divisor {
            rest = rest.wrapping_sub(divisor);
            quotient |= 1;
        }
    }
    Some((quotient, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_reciprocal_is_exact(number in 0u128..(1 << 127)) {
            prop_assert_eq!(cut_scale(number), number / SCALE);
        }

        #[test]
        fn the_long_way_agrees_with_the_short_one(a in any::<u64>(), b in any::<u64>()) {
            let (a, b) = (u128::from(a), u128::from(b));
            let (high, low) = product(a, b);
            let long = divide(high, low, SCALE);
            prop_assert_eq!(long, Some((a * b / SCALE, a * b % SCALE)));
        }

        #[test]
        fn a_quotient_times_its_divisor_plus_the_rest_is_the_dividend(
            high in any::<u128>(), low in any::<u128>(), divisor in 1u128..,
        ) {
            match divide(high, low, divisor) {
                None => prop_assert!(high >= divisor),
                Some((quotient, rest)) => {
                    prop_assert!(rest < divisor);
                    let (back_high, back_low) = product(quotient, divisor);
                    let (back_low, carry) = back_low.overflowing_add(rest);
                    prop_assert_eq!((back_high + u128::from(carry), back_low), (high, low));
                }
            }
        }
    }

    #[test]
    fn edges_of_the_reciprocal() {
        for number in [0, 1, SCALE - 1, SCALE, SCALE + 1, (1 << 127) - 1, ((1 << 127) / SCALE) * SCALE - 1] {
            assert_eq!(cut_scale(number), number / SCALE, "{number}");
        }
    }

    #[test]
    fn a_division_by_nothing_has_no_answer() {
        assert_eq!(div_scaled(1, 0), None);
        assert_eq!(div_scaled(u128::MAX, 0), None);
    }
}
