//! Hundredths (of a day, of an hour) as people write them.

/// Exact decimal text of a number of hundredths: `7.5`, `-0.25`, `3`.
pub fn hundredths_text(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{rest:02}").trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_digit_is_lost_and_none_is_written_for_nothing() {
        for (hundredths, text) in
            [(0, "0"), (300, "3"), (1000, "10"), (750, "7.5"), (-25, "-0.25"), (5, "0.05"), (-100, "-1")]
        {
            assert_eq!(hundredths_text(hundredths), text);
        }
        assert_eq!(hundredths_text(i64::MIN), "-92233720368547758.08");
    }
}
