//! Identity cards of Hong Kong and Singapore, as the branches there know their people by.

use crate::{IdentityFault, normalise::compact};

/// A Hong Kong identity card number: one or two letters, six digits and a check character, kept without its brackets.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HongKongId(String);

impl HongKongId {
    /// Reads `A123456(3)`, with or without brackets. The check character makes the sum of all, weighted 9 down to 1 and letters
    /// counting from 10, a multiple of eleven; a missing first letter counts 36 and a check of ten is `A`.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number: String = compact(text).chars().filter(|c| !matches!(c, '(' | ')')).collect();
        let letters = number.chars().take_while(char::is_ascii_alphabetic).count();
        match number.chars().count() {
            0 => return Err(IdentityFault::Empty),
            length if length != letters + 7 => return Err(IdentityFault::Length),
            _ => {}
        }
        let (body, check) = number.split_at_checked(letters + 6).ok_or(IdentityFault::BadCharacter)?;
        if !(1..=2).contains(&letters) {
            return Err(IdentityFault::BadPrefix);
        }
        let digits = body.chars().skip(letters).all(|c| c.is_ascii_digit());
        let check = check.chars().next().filter(|c| c.is_ascii_digit() || *c == 'A');
        let (true, Some(check)) = (digits, check) else { return Err(IdentityFault::BadCharacter) };
        let missing = if letters == 1 { 36 * 9 } else { 0 };
        let weights = (2..=9_u32).rev().skip(2 - letters);
        let sum =
            body.chars().zip(weights).filter_map(|(c, weight)| Some(c.to_digit(36)? * weight)).sum::<u32>();
        let value = check.to_digit(36).ok_or(IdentityFault::BadCharacter)?;
        if (missing + sum + value).is_multiple_of(11) {
            Ok(Self(number))
        } else {
            Err(IdentityFault::BadChecksum)
        }
    }

    /// The letters, six digits and the check character.
    pub fn number(&self) -> &str {
        &self.0
    }
}

/// A Singapore NRIC or FIN: `S`, `T` (citizens and permanent residents), `F`, `G` or `M` (others), seven digits, a check letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SingaporeId(String);

impl SingaporeId {
    /// Reads nine characters. The digits are weighted 2 7 6 5 4 3 2, four added for `T` and `G` and three for `M`; the remainder
    /// by eleven names the letter in the list of the series.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        let Some(series) = number.chars().next() else { return Err(IdentityFault::Empty) };
        if number.chars().count() != 9 {
            return Err(IdentityFault::Length);
        }
        let (added, letters) = match series {
            'S' => (0, "JZIHGFEDCBA"),
            'T' => (4, "JZIHGFEDCBA"),
            'F' => (0, "XWUTRQPNMLK"),
            'G' => (4, "XWUTRQPNMLK"),
            'M' => (3, "XWUTRQPNJLK"),
            _ => return Err(IdentityFault::BadPrefix),
        };
        let body = number.chars().skip(1).take(7);
        if !body.clone().all(|c| c.is_ascii_digit()) || !number.ends_with(|c: char| c.is_ascii_uppercase()) {
            return Err(IdentityFault::BadCharacter);
        }
        let sum: usize = body
            .zip([2, 7, 6, 5, 4, 3, 2])
            .filter_map(|(c, weight)| Some(usize::try_from(c.to_digit(10)?).ok()? * weight))
            .sum();
        let letter = letters.chars().nth((sum + added) % 11);
        if letter == number.chars().last() { Ok(Self(number)) } else { Err(IdentityFault::BadChecksum) }
    }

    /// The nine characters.
    pub fn number(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hong_kong_numbers_carry_their_check_character_in_brackets() {
        assert_eq!(HongKongId::parse("a123456（3）").unwrap().number(), "A1234563");
        assert_eq!(HongKongId::parse("A1234563").unwrap().number(), "A1234563");
        let fault = |text: &str| HongKongId::parse(text).unwrap_err().code();
        for check in "012456789A".chars() {
            assert_eq!(fault(&format!("A123456({check})")), "bad_checksum");
        }
        assert_eq!((fault(""), fault("A12345(3)"), fault("ABC123456(3)")), ("empty", "length", "bad_prefix"));
        assert_eq!(fault("A12O456(3)"), "bad_character");
        let two_letters =
            "0123456789A".chars().filter(|c| HongKongId::parse(&format!("AB987654({c})")).is_ok());
        assert_eq!(two_letters.count(), 1);
    }

    #[test]
    fn singapore_numbers_of_every_series_end_in_their_letter() {
        for number in ["S1234567D", "F1234567N", "s1234567d"] {
            assert!(SingaporeId::parse(number).is_ok(), "{number}");
        }
        for series in ["S", "T", "F", "G", "M"] {
            let right = ('A'..='Z').filter(|c| SingaporeId::parse(&format!("{series}1234567{c}")).is_ok());
            assert_eq!(right.count(), 1, "{series}");
        }
        let fault = |text: &str| SingaporeId::parse(text).unwrap_err().code();
        assert_eq!(
            (fault("S1234567E"), fault("S123456D"), fault("E1234567D")),
            ("bad_checksum", "length", "bad_prefix")
        );
        assert_eq!(fault("S12345O7D"), "bad_character");
    }
}
