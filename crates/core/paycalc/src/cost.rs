//! Cost shared between cost centres.

use heng_kernel::{Money, Rate};

use crate::amount::{TooLarge, minus, to_minor, wide};

/// Why a cost cannot be shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CostFault {
    /// The shares do not add up to the whole.
    #[error("the shares add up to {0} and not to the whole")]
    NotTheWhole(Rate),
    /// A share is below nothing.
    #[error("a share is below nothing")]
    BelowNothing,
    /// An amount does not fit.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// A line's cost by the shares of a person's cost centres, which must add up to 100 %. Each share is cut from the running total, so
/// the parts always add up to the amount, to the fen, and none is a fen further from its share than rounding takes it.
pub fn by_cost_centre(amount: Money, shares: &[Rate]) -> Result<Vec<Money>, CostFault> {
    if shares.iter().any(|share| *share < Rate::default()) {
        return Err(CostFault::BelowNothing);
    }
    let all = shares.iter().fold(0_i64, |sum, share| sum.saturating_add(share.ppm()));
    if all != Rate::ONE.ppm() {
        return Err(CostFault::NotTheWhole(Rate::from_ppm(all)));
    }
    let (mut passed, mut given) = (0_i64, Money::ZERO);
    let parts = shares.iter().map(|share| {
        passed += share.ppm();
        let until = to_minor(wide(amount) * i128::from(passed), i128::from(Rate::ONE.ppm()))?;
        let part = minus(until, given)?;
        given = until;
        Ok(part)
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn percent(shares: &[i64]) -> Vec<Rate> {
        shares.iter().map(|share| Rate::from_ppm(share * 10_000)).collect()
    }

    #[test]
    fn trap_46_shares_of_a_cost_are_the_whole_and_add_up_to_it() {
        let fen = Money::from_minor;
        assert_eq!(by_cost_centre(fen(10_001), &percent(&[50, 50])), Ok(vec![fen(5_001), fen(5_000)]));
        assert_eq!(by_cost_centre(fen(-10_001), &percent(&[50, 50])), Ok(vec![fen(-5_001), fen(-5_000)]));
        let short = by_cost_centre(fen(100), &percent(&[60, 39]));
        assert_eq!(short, Err(CostFault::NotTheWhole(Rate::from_ppm(990_000))));
        assert_eq!(by_cost_centre(fen(100), &percent(&[110, -10])), Err(CostFault::BelowNothing));
        assert!(by_cost_centre(fen(100), &[]).is_err());
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_the_fen(
            minor in -1_000_000_000i64..1_000_000_000,
            cuts in proptest::collection::vec(0i64..=1_000_000, 0..6),
        ) {
            let mut edges = cuts;
            edges.extend([0, 1_000_000]);
            edges.sort_unstable();
            let shares: Vec<Rate> = edges.windows(2).map(|pair| Rate::from_ppm(pair[1] - pair[0])).collect();
            let parts = by_cost_centre(Money::from_minor(minor), &shares).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.minor()).sum::<i64>(), minor);
            for (part, share) in parts.iter().zip(&shares) {
                let exact = i128::from(minor) * i128::from(share.ppm());
                prop_assert!((i128::from(part.minor()) * 1_000_000 - exact).abs() <= 1_000_000);
            }
        }
    }
}
