//! Numbers as people and spreadsheets write them, without a float.

use heng_kernel::{Money, Rate};

use crate::{cell::Cell, read::text::clean};

/// A decimal: `mantissa ÷ 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    mantissa: i128,
    scale: u32,
}

/// A value read, and whether digits had to be rounded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Read<T> {
    pub(crate) value: T,
    pub(crate) rounded: bool,
}

impl Decimal {
    /// Reads `-12,345.6`, `1.44E+4`, `(500)` as books write a negative.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (bracketed, text) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (false, text),
        };
        let (signed, text) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        if bracketed && signed {
            return None;
        }
        let (number, exponent) = match text.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let digits: String = ungroup(whole)?.chars().chain(fraction.chars()).collect();
        if digits.is_empty() || digits.len() > 24 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mantissa: i128 = digits.parse().ok()?;
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        let (mantissa, scale) = match u32::try_from(scale) {
            Ok(scale) => (mantissa, scale),
            Err(_) => (mantissa.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?, 0),
        };
        let negative = signed || bracketed;
        (scale <= 30).then_some(Self { mantissa: if negative { -mantissa } else { mantissa }, scale })
    }

    /// `self × factor` as a whole number, rounded half away from zero.
    pub(crate) fn times(self, factor: i128) -> Option<Read<i64>> {
        let product = self.mantissa.checked_mul(factor)?;
        let divisor = 10_i128.checked_pow(self.scale)?;
        let half = if product < 0 { -(divisor / 2) } else { divisor / 2 };
        let value = i64::try_from(product.checked_add(half)? / divisor).ok()?;
        Some(Read { value, rounded: product % divisor != 0 })
    }

    /// The next whole number below.
    pub(crate) fn floor(self) -> Option<i64> {
        i64::try_from(self.mantissa.div_euclid(10_i128.checked_pow(self.scale)?)).ok()
    }

    /// The value when it is whole.
    pub(crate) fn whole(self) -> Option<i64> {
        self.times(1).filter(|read| !read.rounded).map(|read| read.value)
    }
}

/// Digits without thousands marks; marks must stand before groups of three.
fn ungroup(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split([',', '\'']).collect();
    let sound = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    sound.then(|| groups.concat())
}

/// Plain digits of a number cell: `3.7e+17` as `370000000000000000`, `13912345678.0` as `13912345678`.
pub(crate) fn plain_digits(text: &str) -> Option<String> {
    Decimal::parse(text.trim())?.whole().map(|whole| whole.to_string())
}

/// Whether text is a number in scientific notation, as a spreadsheet shows long ones.
pub(crate) fn is_scientific(text: &str) -> bool {
    let text = text.trim();
    text.split_once(['e', 'E']).is_some_and(|(number, exponent)| {
        let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
        !exponent.is_empty()
            && exponent.bytes().all(|b| b.is_ascii_digit())
            && number.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// An amount of money: `14,400元`, `￥14400.00`, `1.44万`, `14.4k`, `14400/月`. `scale` multiplies what a title like `(万元)` says.
pub(crate) fn money(cell: &Cell, scale: i128) -> Option<Read<Money>> {
    let cleaned = clean(&cell.shown()).to_lowercase();
    let mut text: String = cleaned.chars().filter(|c| !c.is_whitespace()).collect();
    for word in ["人民币", "rmb", "cny", "¥", "￥", "元", "圆", "块", "/月", "每月", "/month", "月薪"]
    {
        text = text.replace(word, "");
    }
    let (text, factor) = match text.strip_suffix(['万', 'w']) {
        Some(rest) => (rest, 10_000),
        None => match text.strip_suffix(['千', 'k']) {
            Some(rest) => (rest, 1_000),
            None => (text.as_str(), scale),
        },
    };
    let read = Decimal::parse(text)?.times(factor.checked_mul(100)?)?;
    Some(Read { value: Money::from_minor(read.value), rounded: read.rounded })
}

/// A share: `8%`, `8％`, `0.08`, `8`. A bare number of one or more is per cent.
pub(crate) fn percent(cell: &Cell) -> Option<Rate> {
    let cleaned = clean(&cell.shown());
    let (text, per_cent) = match cleaned.strip_suffix('%') {
        Some(rest) => (rest.trim(), true),
        None => (cleaned.as_str(), false),
    };
    let decimal = Decimal::parse(text)?;
    let per_cent = per_cent || decimal.times(1_000_000)?.value >= 1_000_000;
    let ppm = decimal.times(if per_cent { 10_000 } else { 1_000_000 })?;
    (!ppm.rounded).then_some(Rate::from_ppm(ppm.value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fen(text: &str) -> Option<i64> {
        money(&Cell::Text(text.to_owned()), 1).map(|read| read.value.minor())
    }

    #[test]
    fn amounts_in_every_dress() {
        for text in [
            "14400",
            "14,400元",
            "￥14400.00",
            "1.44万",
            "１４４００",
            "14.4k",
            "14,400.00",
            "14400 元/月",
            "人民币14400",
            "+14400",
            "1.44e4",
        ] {
            assert_eq!(fen(text), Some(1_440_000), "{text}");
        }
        for text in ["-17000", "(17,000)", "−17000"] {
            assert_eq!(fen(text), Some(-1_700_000), "{text}");
        }
        for text in ["", "面议", "1,44,00", "14400-15000", "1.2.3", "--5", "9999999999999999999999999"] {
            assert_eq!(fen(text), None, "{text}");
        }
        assert_eq!(
            money(&Cell::Number("1.44".to_owned()), 10_000).map(|read| read.value.minor()),
            Some(1_440_000)
        );
        let third = money(&Cell::Number("8333.333333333334".to_owned()), 1).unwrap();
        assert_eq!((third.value.minor(), third.rounded), (833_333, true));
    }

    #[test]
    fn shares_in_every_dress() {
        for text in ["8%", "8％", "0.08", "8", "8.0%", " 8 % "] {
            assert_eq!(percent(&Cell::Text(text.to_owned())), Some(Rate::from_ppm(80_000)), "{text}");
        }
        assert_eq!(percent(&Cell::Text("百分之八".to_owned())), None);
    }

    #[test]
    fn digits_behind_scientific_notation() {
        assert_eq!(plain_digits("3.702021996102739e+17").as_deref(), Some("370202199610273900"));
        assert_eq!(plain_digits("13912345678.0").as_deref(), Some("13912345678"));
        assert!(is_scientific("3.70202E+17") && is_scientific("3e17"));
        assert!(!is_scientific("E12345678") && !is_scientific("3.5") && !is_scientific("1ea5"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall_over(text in any::<String>()) {
            let cell = Cell::Text(text.clone());
            let _ = (money(&cell, 1), percent(&cell), plain_digits(&text), is_scientific(&text));
        }

        #[test]
        fn money_that_is_printed_is_read_back(minor in -10_000_000_000i64..10_000_000_000) {
            prop_assert_eq!(fen(&Money::from_minor(minor).to_string()), Some(minor));
        }
    }
}
