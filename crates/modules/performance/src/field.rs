//! Reading single fields: every fault is collected, none hides another.

use heng_kernel::Fixed;
use heng_web::FieldError;

/// Longest line of words.
pub(crate) const WORDS: usize = 500;

/// Collects what is wrong with an input.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<FieldError>);

impl Faults {
    pub(crate) fn add(&mut self, field: &str, code: &str) {
        self.0.push(FieldError::new(field, code));
    }

    /// Text that must be there, trimmed, of at most `most` characters.
    pub(crate) fn text(&mut self, field: &str, value: &str, most: usize) -> String {
        let value = value.trim();
        if value.is_empty() {
            self.0.push(FieldError::new(field, "required"));
        } else if value.chars().count() > most {
            self.0.push(FieldError::new(field, "too_long").with("most", most));
        }
        value.to_owned()
    }

    /// A decimal number of at most six digits after the point, in millionths.
    pub(crate) fn number(&mut self, field: &str, value: &str) -> i64 {
        let read = value.trim().parse::<Fixed>().ok().and_then(Fixed::micro);
        read.unwrap_or_else(|| {
            self.0.push(FieldError::new(field, "not_a_number"));
            0
        })
    }

    /// The faults, or nothing.
    pub(crate) fn into_result(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}

/// The same faults, of fields inside `place` of a larger body.
pub(crate) fn within(place: &str, faults: Vec<FieldError>) -> Vec<FieldError> {
    let inside = |fault: FieldError| FieldError { field: format!("{place}.{}", fault.field), ..fault };
    faults.into_iter().map(inside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named() {
        let mut faults = Faults::default();
        assert_eq!(faults.text("name", " 新成交客户 ", 10), "新成交客户");
        assert_eq!(faults.number("target", "12.5"), 12_500_000);
        faults.text("unit", " ", 10);
        faults.text("reason", "一二三", 2);
        for bad in ["1e3", "NaN", "0.0000001", "99999999999999", "１２"] {
            faults.number("target", bad);
        }
        let found: Vec<_> = faults.into_result().unwrap_err().into_iter().map(|fault| fault.code).collect();
        let expected = ["required", "too_long"].into_iter().chain(["not_a_number"; 5]).collect::<Vec<_>>();
        assert_eq!(found, expected);
    }
}
