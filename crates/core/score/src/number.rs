//! Steps of scoring on exact numbers.
//!
//! Whatever can be read has at most 18 digits before the point and 26 fit, so none of these steps leaves the scale; one that
//! did would stay at its end, and a better value would still not score less.

use heng_kernel::{Fixed, Rate, Rounding};

/// `one + other`.
pub(crate) const fn plus(one: Fixed, other: Fixed) -> Fixed {
    Fixed::from_scaled(one.scaled().saturating_add(other.scaled()))
}

/// `one - other`.
pub(crate) const fn minus(one: Fixed, other: Fixed) -> Fixed {
    Fixed::from_scaled(one.scaled().saturating_sub(other.scaled()))
}

/// The number without its sign.
pub(crate) const fn size(number: Fixed) -> Fixed {
    Fixed::from_scaled(number.scaled().saturating_abs())
}

/// `part ÷ whole`, rounded once, half away from zero, to one part per million; `None` when `whole` is 0. Beyond what a rate
/// can hold it stays at the end of the scale.
pub(crate) fn share(part: Fixed, whole: Fixed) -> Option<Rate> {
    let scaled = part.scaled().saturating_mul(i128::from(Rate::ONE.ppm()));
    let ppm = Rounding::HalfUp.divide(scaled, whole.scaled())?;
    let end = if ppm < 0 { i64::MIN } else { i64::MAX };
    Some(Rate::from_ppm(i64::try_from(ppm).unwrap_or(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_rounds_half_away_from_zero_whatever_the_signs() {
        let share = |part, whole| share(Fixed::whole(part), Fixed::whole(whole)).map(Rate::ppm);
        for (part, whole, ppm) in [
            (1, 3, 333_333),
            (2, 3, 666_667),
            (-2, 3, -666_667),
            (2, -3, -666_667),
            (-2, -3, 666_667),
            (1, 2_000_000, 1),
            (-1, 2_000_000, -1),
        ] {
            assert_eq!(share(part, whole), Some(ppm), "{part} ÷ {whole}");
        }
    }

    #[test]
    fn a_share_beyond_the_scale_stays_at_its_end() {
        let (huge, tiny): (Fixed, Fixed) =
            ("9999999999999".parse().unwrap(), "0.000000000001".parse().unwrap());
        assert_eq!(share(huge, tiny), Some(Rate::from_ppm(i64::MAX)));
        assert_eq!(share(minus(Fixed::ZERO, huge), tiny), Some(Rate::from_ppm(i64::MIN)));
        assert_eq!(share(huge, Fixed::ZERO), None);
    }
}
