//! Documents that say little about themselves: home-return permits, Taiwan compatriot permits, passports.

use crate::{IdentityFault, normalise::compact};

/// Mainland travel permit of a resident of Hong Kong (`H`) or Macao (`M`): nine characters since 2013, eleven before, when two
/// digits counted the renewals.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HomeReturnPermit(String);

impl HomeReturnPermit {
    /// Reads `H` or `M` and eight or ten digits.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        let Some(first) = number.chars().next() else { return Err(IdentityFault::Empty) };
        let digits = number.strip_prefix(['H', 'M']).ok_or(if first.is_ascii_alphabetic() {
            IdentityFault::BadPrefix
        } else {
            IdentityFault::BadCharacter
        })?;
        all_digits(digits)?;
        if matches!(digits.len(), 8 | 10) { Ok(Self(number)) } else { Err(IdentityFault::Length) }
    }

    /// The nine or eleven characters.
    pub fn number(&self) -> &str {
        &self.0
    }
}

/// Mainland travel permit of a resident of Taiwan: eight digits since 2015; before, ten digits and sometimes a letter in brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaiwanPermit(String);

impl TaiwanPermit {
    /// Reads eight or ten digits, a trailing `(B)` and the like being dropped.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        if number.is_empty() {
            return Err(IdentityFault::Empty);
        }
        let digits = number.trim_end_matches(|c: char| c.is_ascii_uppercase() || c == '(' || c == ')');
        all_digits(digits)?;
        if matches!(digits.len(), 8 | 10) { Ok(Self(digits.to_owned())) } else { Err(IdentityFault::Length) }
    }

    /// The eight or ten digits.
    pub fn number(&self) -> &str {
        &self.0
    }
}

/// A passport of any state: six to twelve letters and digits, at least one of them a digit. No state's own rules are tested.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passport(String);

impl Passport {
    /// Reads letters and digits.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        if number.is_empty() {
            return Err(IdentityFault::Empty);
        }
        let plain = number.bytes().all(|b| b.is_ascii_alphanumeric());
        if !plain || !number.bytes().any(|b| b.is_ascii_digit()) {
            return Err(IdentityFault::BadCharacter);
        }
        if (6..=12).contains(&number.len()) { Ok(Self(number)) } else { Err(IdentityFault::Length) }
    }

    /// The characters in upper case.
    pub fn number(&self) -> &str {
        &self.0
    }
}

fn all_digits(text: &str) -> Result<(), IdentityFault> {
    if text.bytes().all(|b| b.is_ascii_digit()) { Ok(()) } else { Err(IdentityFault::BadCharacter) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn home_return_permits_of_both_forms() {
        assert_eq!(HomeReturnPermit::parse("h 12345678").unwrap().number(), "H12345678");
        assert!(HomeReturnPermit::parse("M1234567801").is_ok());
        assert_eq!(HomeReturnPermit::parse("K12345678"), Err(IdentityFault::BadPrefix));
        assert_eq!(HomeReturnPermit::parse("H123456789"), Err(IdentityFault::Length));
        assert_eq!(HomeReturnPermit::parse("12345678"), Err(IdentityFault::BadCharacter));
    }

    #[test]
    fn taiwan_permits_of_both_forms() {
        assert!(TaiwanPermit::parse("12345678").is_ok());
        assert_eq!(TaiwanPermit::parse("0012345601（B）").unwrap().number(), "0012345601");
        assert_eq!(TaiwanPermit::parse("123456789"), Err(IdentityFault::Length));
    }

    #[test]
    fn a_passport_is_taken_loosely() {
        assert_eq!(Passport::parse("e 1234-5678").unwrap().number(), "E12345678");
        assert_eq!(Passport::parse("PASSPORT"), Err(IdentityFault::BadCharacter));
        assert_eq!(Passport::parse("E1"), Err(IdentityFault::Length));
    }
}
