//! Expected against computed, field by field.

use std::{borrow::Cow, fmt};

use super::literal::Literal;
use crate::categories::Category;

/// The largest power of ten a number may be written with; beyond it texts are compared.
const LARGEST_EXPONENT: i64 = 64;

/// One field that is not as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where: `schemes.pension.employee`, `months[3].withheld`.
    pub(crate) path: String,
    /// What the case says.
    pub(crate) expected: String,
    /// What was computed; none when nothing of this name was.
    pub(crate) computed: Option<String>,
    /// Whether the category has no answer of this name in any case: the case is wrong, not the figure.
    pub(crate) unknown: bool,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, expected, computed, unknown } = self;
        match computed {
            Some(computed) => write!(f, "{path}: expected {expected}, computed {computed}"),
            None if *unknown => write!(f, "{path}: unknown field in `expected`"),
            None => write!(f, "{path}: expected {expected}, not computed"),
        }
    }
}

/// Where the two differ. A computed field the case does not speak of is no difference.
pub(super) fn differences(
    expected: &Literal,
    computed: &serde_json::Value,
    category: &Category,
) -> Vec<Difference> {
    let mut found = Vec::new();
    compare("", expected, Some(&Literal::of(computed)), &mut found);
    for difference in found.iter_mut().filter(|difference| difference.computed.is_none()) {
        let top = difference.path.split(['.', '[']).next().unwrap_or_default();
        difference.unknown = !category.answers.contains(&top);
    }
    found
}

fn compare(path: &str, expected: &Literal, computed: Option<&Literal>, found: &mut Vec<Difference>) {
    match (expected, computed) {
        (Literal::Object(fields), Some(Literal::Object(got))) => {
            for (name, value) in fields {
                let path = if path.is_empty() { Cow::from(name) } else { format!("{path}.{name}").into() };
                let got = got.iter().find(|(other, _)| other == name).map(|(_, value)| value);
                compare(&path, value, got, found);
            }
        }
        (Literal::List(items), Some(Literal::List(got))) if items.len() == got.len() => {
            for (place, (item, got)) in items.iter().zip(got).enumerate() {
                compare(&format!("{path}[{place}]"), item, Some(got), found);
            }
        }
        (expected, Some(computed)) if same(expected, computed) => {}
        (expected, computed) => found.push(Difference {
            path: path.to_owned(),
            expected: expected.to_string(),
            computed: computed.map(ToString::to_string),
            unknown: false,
        }),
    }
}

/// Numbers and numeric texts by decimal value, everything else exactly.
fn same(expected: &Literal, computed: &Literal) -> bool {
    match (numeric(expected), numeric(computed)) {
        (Some(a), Some(b)) => a == b,
        _ => expected == computed,
    }
}

fn numeric(literal: &Literal) -> Option<Decimal> {
    match literal {
        Literal::Number(text) | Literal::Text(text) => Decimal::read(text),
        _ => None,
    }
}

/// A decimal number of any length in its one form: no leading or trailing zeros, no signed zero.
#[derive(Debug, PartialEq, Eq)]
struct Decimal {
    negative: bool,
    whole: String,
    fraction: String,
}

impl Decimal {
    fn read(text: &str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (digits, exponent) = match rest.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i64>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let sound = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let small = (-LARGEST_EXPONENT..=LARGEST_EXPONENT).contains(&exponent);
        if whole.is_empty() || !sound(whole) || !sound(fraction) || !small {
            return None;
        }
        let (whole, fraction) = shifted(whole, fraction, exponent);
        let whole = whole.trim_start_matches('0').to_owned();
        let fraction = fraction.trim_end_matches('0').to_owned();
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some(Self { negative, whole, fraction })
    }
}

/// Moves the point by `exponent` places to the right, or to the left when negative.
fn shifted(whole: &str, fraction: &str, exponent: i64) -> (String, String) {
    let places = usize::try_from(exponent.unsigned_abs()).unwrap_or_default();
    if exponent >= 0 {
        let padded = format!("{fraction:0<places$}");
        let (moved, rest) = padded.split_at(places);
        (format!("{whole}{moved}"), rest.to_owned())
    } else {
        let padded = format!("{whole:0>places$}");
        let (rest, moved) = padded.split_at(padded.len() - places);
        (rest.to_owned(), format!("{moved}{fraction}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn equal(a: &str, b: &str) -> bool {
        same(&Literal::Text(a.to_owned()), &Literal::Number(b.to_owned()))
    }

    #[test]
    fn numbers_are_compared_by_decimal_value() {
        for (a, b) in [
            ("1058.33", "1058.330"),
            ("15", "15.0"),
            ("-0", "0"),
            ("007", "7"),
            ("0.5", "5e-1"),
            ("1200", "1.2e3"),
        ] {
            assert!(equal(a, b), "{a} = {b}");
        }
        for (a, b) in [
            ("1058.33", "1058.34"),
            ("1", "-1"),
            ("0.1", "0.10000000000000001"),
            ("130503196704010016", "130503196704010017"),
        ] {
            assert!(!equal(a, b), "{a} ≠ {b}");
        }
    }

    #[test]
    fn everything_else_is_compared_exactly() {
        let text = |text: &str| Literal::Text(text.to_owned());
        assert!(same(&text("50y1m"), &text("50y1m")));
        assert!(!same(&text("2026-07-01"), &text("2026-7-1")));
        assert!(!same(&Literal::Bool(true), &text("true")));
        assert!(!same(&Literal::Null, &text("0")));
        assert!(!same(&text(""), &text("0")));
    }
}
