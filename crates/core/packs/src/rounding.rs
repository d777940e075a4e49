//! Rounding of amounts of money as data names it.

use heng_kernel::{Fixed, Money, Rounding};

/// A step and a way: to the fen half-up, to the yuan down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MoneyRounding {
    /// Size of a step: 1 minor unit (fen, cent) or 100 (yuan, dollar).
    pub step: Money,
    /// Which way.
    pub way: Rounding,
}

impl MoneyRounding {
    /// To the fen, half-up: `fen_half_up`.
    pub const FEN_HALF_UP: Self = Self { step: Money::from_minor(1), way: Rounding::HalfUp };

    /// From a code of the files: `fen` or `yuan` (also `cent`, `dollar`) and a name of [`Rounding`]: `fen_half_up`, `yuan_down`.
    pub fn from_code(code: &str) -> Option<Self> {
        let (step, way) = code.split_once('_')?;
        let step = match step {
            "fen" | "cent" => 1,
            "yuan" | "dollar" => 100,
            _ => return None,
        };
        let way = Rounding::ALL.into_iter().find(|rounding| rounding.code() == way)?;
        Some(Self { step: Money::from_minor(step), way })
    }

    /// An exact amount, rounded. `None` when it does not fit.
    pub fn apply(self, exact: Fixed) -> Option<Money> {
        exact.round_to(Fixed::from_money(self.step), self.way)?.to_money(self.way)
    }
}
