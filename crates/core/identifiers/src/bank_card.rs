//! Bank cards and accounts.

use heng_kernel::{Finding, Severity};

use crate::{IdentityFault, mask::mask_card, normalise::compact};

/// A card or account number of 8 to 32 digits; whether it has a card's check digit is asked apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BankCard(String);

impl BankCard {
    /// Reads the digits. Company accounts and old passbooks carry no check digit, so only shape can refuse.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        if number.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if !number.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentityFault::BadCharacter);
        }
        if (8..=32).contains(&number.len()) { Ok(Self(number)) } else { Err(IdentityFault::Length) }
    }

    /// The digits.
    pub fn number(&self) -> &str {
        &self.0
    }

    /// Whether it has the length (13 to 19) and the check digit (Luhn) of a card.
    pub fn is_card(&self) -> bool {
        (13..=19).contains(&self.0.len()) && luhn(&self.0)
    }

    /// A warning when it is not a card's number.
    pub fn plausibility(&self) -> Option<Finding> {
        (!self.is_card()).then(|| Finding::new("identity.card_luhn", Severity::Warning, "bank_card"))
    }

    /// `••••1614`.
    pub fn masked(&self) -> String {
        mask_card(&self.0)
    }
}

/// Luhn's sum: every second digit from the right doubled, nine taken off when above nine; the whole divides by ten.
fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .zip([false, true].into_iter().cycle())
        .map(|(digit, double)| match (digit, double) {
            (digit, false) => digit,
            (digit, true) if digit > 4 => digit * 2 - 9,
            (digit, true) => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_missing_check_digit_warns_and_does_not_refuse() {
        let account = BankCard::parse("6222 0210 0112 3456 780").unwrap();
        assert!(!account.is_card());
        assert_eq!(account.plausibility().unwrap().severity, Severity::Warning);
        assert_eq!(BankCard::parse("6222O21001123456780"), Err(IdentityFault::BadCharacter));
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(body in "[0-9]{18}", at in 0usize..18, add in 1u32..10) {
            let right = (0..10).map(|d| format!("{body}{d}")).find(|n| luhn(n)).unwrap();
            let wrong: String = right.chars().enumerate()
                .map(|(i, c)| if i == at { char::from_digit((c.to_digit(10).unwrap() + add) % 10, 10).unwrap() } else { c })
                .collect();
            prop_assert!(!luhn(&wrong));
        }
    }
}
