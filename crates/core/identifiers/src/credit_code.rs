//! The unified social credit code of organisations, GB 32100-2015.

use crate::{IdentityFault, normalise::compact};

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const MODULUS: usize = 31;

/// A well-formed unified social credit code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CreditCode(String);

impl CreditCode {
    /// Reads 18 characters of the alphabet without I, O, S, V, Z and tests the check character.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let code = compact(text);
        if code.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if code.chars().count() != 18 {
            return Err(IdentityFault::Length);
        }
        let values: Vec<usize> = code
            .chars()
            .map(|c| ALPHABET.find(c))
            .collect::<Option<_>>()
            .ok_or(IdentityFault::BadCharacter)?;
        let (check, body) = values.split_last().ok_or(IdentityFault::Length)?;
        // Weights are the powers of three modulo 31.
        let (sum, _) =
            body.iter().fold((0, 1), |(sum, weight), value| (sum + value * weight, weight * 3 % MODULUS));
        if (MODULUS - sum % MODULUS) % MODULUS == *check {
            Ok(Self(code))
        } else {
            Err(IdentityFault::BadChecksum)
        }
    }

    /// The 18 characters.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The six digits of the registering authority's region.
    pub fn region_code(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_outside_the_alphabet_are_refused() {
        assert_eq!(CreditCode::parse("91350100I000100Y43"), Err(IdentityFault::BadCharacter));
        assert_eq!(CreditCode::parse("91350100M000100Y44"), Err(IdentityFault::BadChecksum));
        let example = CreditCode::parse(" 91350100m000100y43 ").unwrap();
        assert_eq!((example.code(), example.region_code()), ("91350100M000100Y43", "350100"));
    }
}
