//! The 18-character number of GB 11643 and the numbers made like it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::IdentityFault;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Sex as the seventeenth digit says it: odd male, even female.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male.
    Male,
    /// Female.
    Female,
}

impl Sex {
    const fn of_sequence(last_digit: u32) -> Self {
        if last_digit % 2 == 1 { Self::Male } else { Self::Female }
    }
}

/// What the eighteen characters say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) birth: NaiveDate,
    pub(crate) sex: Sex,
}

/// The check character (MOD 11-2) of seventeen digits; `None` when they are not seventeen digits.
pub fn check_char(first17: &str) -> Option<char> {
    if first17.len() != WEIGHTS.len() {
        return None;
    }
    let mut sum = 0;
    for (c, weight) in first17.chars().zip(WEIGHTS) {
        sum += c.to_digit(10)? * weight;
    }
    CHECK.get(usize::try_from(sum % 11).ok()?).copied()
}

/// Reads eighteen compacted characters: shape, then date, then check character. The first six are the caller's.
pub(crate) fn parts(number: &str) -> Result<Parts, IdentityFault> {
    if number.is_empty() {
        return Err(IdentityFault::Empty);
    }
    if number.chars().count() != 18 {
        return Err(IdentityFault::Length);
    }
    let (body, check) = number.split_at_checked(17).ok_or(IdentityFault::BadCharacter)?;
    if !body.bytes().all(|b| b.is_ascii_digit()) || !check.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return Err(IdentityFault::BadCharacter);
    }
    let birth = body.get(6..14).and_then(day).ok_or(IdentityFault::BadDate)?;
    if check_char(body) != check.chars().next() {
        return Err(IdentityFault::BadChecksum);
    }
    let last = body.chars().last().and_then(|c| c.to_digit(10)).ok_or(IdentityFault::BadCharacter)?;
    Ok(Parts { birth, sex: Sex::of_sequence(last) })
}

/// `YYYYMMDD` as a day.
pub(crate) fn day(digits: &str) -> Option<NaiveDate> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month_day) = digits.split_at_checked(4)?;
    let (month, day) = month_day.split_at_checked(2)?;
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// Age in full years on `on`; negative before the birth.
pub(crate) fn years_between(birth: NaiveDate, on: NaiveDate) -> i32 {
    use chrono::Datelike;
    let years = on.year() - birth.year();
    if (on.month(), on.day()) < (birth.month(), birth.day()) { years - 1 } else { years }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_and_check_characters_are_those_of_the_pack() {
        let pack: toml::Table = include_str!("../../../../packs/cn/identity.toml").parse().unwrap();
        let rules = &pack["resident_id"];
        let weights: Vec<i64> =
            rules["weights"].as_array().unwrap().iter().filter_map(toml::Value::as_integer).collect();
        assert_eq!(weights, WEIGHTS.map(i64::from));
        let check: String =
            rules["check"].as_array().unwrap().iter().filter_map(toml::Value::as_str).collect();
        assert_eq!(check, CHECK.iter().collect::<String>());
        assert_eq!(pack["credit_code"]["alphabet"].as_str(), Some("0123456789ABCDEFGHJKLMNPQRTUWXY"));
    }

    #[test]
    fn every_table_of_the_pack_names_source_and_confidence() {
        let pack: toml::Table = include_str!("../../../../packs/cn/identity.toml").parse().unwrap();
        for (name, table) in pack.iter().filter_map(|(name, value)| Some((name, value.as_table()?))) {
            assert!(table.contains_key("source"), "{name}");
            assert!(
                matches!(table["confidence"].as_str(), Some("two" | "one" | "weak" | "memory")),
                "{name}"
            );
        }
    }
}
