//! Decimal text, read exactly.

use heng_kernel::{Money, Rate};

/// Most digits before the point: amounts up to a trillion.
const WHOLE_DIGITS: usize = 12;

/// `12.5` in units of 10⁻ᵖ: plain digits, at most one point, at most `places` digits after it, no sign.
pub(crate) fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() > WHOLE_DIGITS {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > places {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

/// An amount in major units: `34342.75`.
pub(crate) fn money(text: &str) -> Option<Money> {
    decimal(text, 2).map(Money::from_minor)
}

/// A rate as a fraction: `0.0016`.
pub(crate) fn rate(text: &str) -> Option<Rate> {
    decimal(text, 6).map(Rate::from_ppm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact_or_refused() {
        assert_eq!(money("34342.75"), Some(Money::from_minor(3_434_275)));
        assert_eq!(money("7"), Some(Money::from_minor(700)));
        assert_eq!(money("1.50"), Some(Money::from_minor(150)));
        assert_eq!(rate("0.00125"), Some(Rate::from_ppm(1_250)));
        assert_eq!(rate("3.00"), Some(Rate::from_ppm(3_000_000)));
        assert_eq!(decimal("21.75", 2), Some(2_175));
        for bad in ["", ".", "1.", ".5", "-1", "+1", "1e3", "1_000", "1,000", "0.001", "１", "9999999999999"]
        {
            assert_eq!(money(bad), None, "{bad}");
        }
        assert_eq!(rate("0.0000001"), None);
    }
}
