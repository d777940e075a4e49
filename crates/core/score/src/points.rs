//! Points.

use std::fmt;

use heng_kernel::{Rate, Rounding};
use serde::{Deserialize, Serialize};

/// 1 % is 10,000 parts per million and 100 hundredths of a point.
const PPM_PER_HUNDREDTH: i64 = 100;

/// Points in hundredths: 100.00 points, a goal exactly reached, is `10_000`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Points(i64);

impl Points {
    /// Points of that many hundredths.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// In hundredths of a point.
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// 100 % completion is 100 points; rounded half away from zero to a hundredth.
    pub(crate) fn of(completion: Rate) -> Self {
        let ppm = completion.ppm();
        let (quotient, rest) = (ppm / PPM_PER_HUNDREDTH, ppm % PPM_PER_HUNDREDTH);
        let away = if rest.abs() * 2 >= PPM_PER_HUNDREDTH { rest.signum() } else { 0 };
        Self(quotient + away)
    }

    /// The mean of points by weights above zero, rounded half away from zero to a hundredth; `None` without parts. It lies
    /// between the lowest and the highest of them.
    pub(crate) fn weighted_mean(parts: impl Iterator<Item = (Self, Rate)>) -> Option<Self> {
        let (sum, weights) = parts.fold((0i128, 0i128), |(sum, weights), (points, weight)| {
            let weight = i128::from(weight.ppm());
            (sum.saturating_add(i128::from(points.0) * weight), weights.saturating_add(weight))
        });
        i64::try_from(Rounding::HalfUp.divide(sum, weights)?).ok().map(Self)
    }
}

/// Two decimals: `96.50`.
impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let abs = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", abs / 100, abs % 100)
    }
}
