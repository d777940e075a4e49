//! Ways to round, each with a name that a rule can cite.

use serde::{Deserialize, Serialize};

/// How a number that lies between two steps is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// To the nearer step, the middle away from zero (四舍五入): 2.5 → 3, -2.5 → -3. Money's rule unless another is named.
    #[default]
    HalfUp,
    /// To the nearer step, the middle to the even one (四舍六入五成双): 2.5 → 2, 3.5 → 4.
    HalfEven,
    /// To the nearer step, the middle towards zero (五舍六入): 2.5 → 2, -2.5 → -2.
    HalfDown,
    /// Away from zero (进位，见分进角): 2.1 → 3, -2.1 → -3.
    Up,
    /// Towards zero (舍去): 2.9 → 2, -2.9 → -2.
    Down,
    /// To the greater step (向上取整): 2.1 → 3, -2.9 → -2.
    Ceil,
    /// To the smaller step (向下取整): 2.9 → 2, -2.1 → -3.
    Floor,
}

impl Rounding {
    /// Every way, in the order they are offered.
    pub const ALL: [Self; 7] =
        [Self::HalfUp, Self::HalfEven, Self::HalfDown, Self::Up, Self::Down, Self::Ceil, Self::Floor];

    /// The name used in files and formulas.
    pub const fn code(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::HalfDown => "half_down",
            Self::Up => "up",
            Self::Down => "down",
            Self::Ceil => "ceil",
            Self::Floor => "floor",
        }
    }

    /// `dividend ÷ divisor` as a whole number. `None` when the divisor is 0 or the quotient does not fit.
    #[inline]
    pub fn divide(self, dividend: i128, divisor: i128) -> Option<i128> {
        // Amounts of pay fit the processor's own division, which is many times faster.
        let (quotient, rest) = match (i64::try_from(dividend), i64::try_from(divisor)) {
            (Ok(dividend), Ok(divisor)) if divisor > 0 => {
                (i128::from(dividend / divisor), i128::from(dividend % divisor))
            }
            _ => (dividend.checked_div(divisor)?, dividend.checked_rem(divisor)?),
        };
        if rest == 0 {
            return Some(quotient);
        }
        let negative = (dividend < 0) != (divisor < 0);
        let (rest, divisor) = (rest.unsigned_abs(), divisor.unsigned_abs());
        let other_half = divisor - rest;
        let away = match self {
            Self::HalfUp => rest >= other_half,
            Self::HalfDown => rest > other_half,
            Self::HalfEven => rest > other_half || (rest == other_half && quotient % 2 != 0),
            Self::Up => true,
            Self::Down => false,
            Self::Ceil => !negative,
            Self::Floor => negative,
        };
        match (away, negative) {
            (false, _) => Some(quotient),
            (true, false) => quotient.checked_add(1),
            (true, true) => quotient.checked_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_has_its_own_answer_for_halves_and_signs() {
        let halves = [(25, 10), (35, 10), (-25, 10), (21, 10), (-21, 10), (29, 10), (-29, 10)];
        let rows: [(Rounding, [i128; 7]); 7] = [
            (Rounding::HalfUp, [3, 4, -3, 2, -2, 3, -3]),
            (Rounding::HalfEven, [2, 4, -2, 2, -2, 3, -3]),
            (Rounding::HalfDown, [2, 3, -2, 2, -2, 3, -3]),
            (Rounding::Up, [3, 4, -3, 3, -3, 3, -3]),
            (Rounding::Down, [2, 3, -2, 2, -2, 2, -2]),
            (Rounding::Ceil, [3, 4, -2, 3, -2, 3, -2]),
            (Rounding::Floor, [2, 3, -3, 2, -3, 2, -3]),
        ];
        for (way, expected) in rows {
            let got = halves.map(|(dividend, divisor)| way.divide(dividend, divisor).unwrap());
            assert_eq!(got, expected, "{way:?}");
        }
        assert_eq!(Rounding::HalfUp.divide(1, 0), None);
        assert_eq!(Rounding::HalfUp.divide(i128::MIN, -1), None);
        // Past the processor's own division the answer is the same.
        let far = 10_i128.pow(25);
        assert_eq!(Rounding::HalfEven.divide(25 * far, 10 * far), Some(2));
        assert_eq!(Rounding::Floor.divide(-21 * far, 10 * far), Some(-3));
    }
}
