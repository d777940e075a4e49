//! Mobile telephone numbers of the mainland.

use std::sync::LazyLock;

use heng_kernel::{Finding, Severity};
use serde::Deserialize;

use crate::{IdentityFault, mask::mask_mobile, normalise::compact};

const IDENTITY: &str = include_str!("../../../../packs/cn/identity.toml");

#[derive(Deserialize)]
struct IdentityFile {
    mobile: MobileTable,
}

#[derive(Deserialize)]
struct MobileTable {
    unassigned_prefixes: Vec<String>,
}

static UNASSIGNED: LazyLock<Vec<String>> = LazyLock::new(|| {
    toml::from_str::<IdentityFile>(IDENTITY).map(|file| file.mobile.unassigned_prefixes).unwrap_or_default()
});

/// A mainland mobile number: eleven digits that begin with 13 to 19.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mobile(String);

impl Mobile {
    /// Reads a number with or without `+86`, `0086` or `86`, with spaces, dashes, brackets and full-width digits.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let typed: String = compact(text).chars().filter(|c| !matches!(c, '(' | ')' | '.' | '·')).collect();
        if typed.is_empty() {
            return Err(IdentityFault::Empty);
        }
        let national = typed
            .strip_prefix("+86")
            .or_else(|| typed.strip_prefix("0086"))
            .or_else(|| typed.strip_prefix("86").filter(|rest| rest.len() == 11))
            .unwrap_or(&typed);
        if !national.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentityFault::BadCharacter);
        }
        if national.len() != 11 {
            return Err(IdentityFault::Length);
        }
        if !matches!(national.as_bytes(), [b'1', b'3'..=b'9', ..]) {
            return Err(IdentityFault::BadPrefix);
        }
        Ok(Self(national.to_owned()))
    }

    /// The eleven digits.
    pub fn number(&self) -> &str {
        &self.0
    }

    /// A note when the list of number blocks does not know the first three digits. Blocks are opened every year and the list is
    /// from memory, so it is only worth knowing and never a reason to refuse.
    pub fn plausibility(&self) -> Option<Finding> {
        let prefix = self.0.get(..3)?;
        UNASSIGNED.iter().any(|unassigned| unassigned == prefix).then(|| {
            Finding::new("identity.mobile_block_unassigned", Severity::Info, "mobile").with("prefix", prefix)
        })
    }

    /// `138****6021`.
    pub fn masked(&self) -> String {
        mask_mobile(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_many_ways_of_writing_one_number() {
        for text in [
            "13912345678",
            "+86 139 1234 5678",
            "0086-139-1234-5678",
            "86 13912345678",
            "１３９１２３４５６７８",
            "(86)139.1234.5678",
            "'13912345678",
            "+86（139）12345678",
        ] {
            assert_eq!(Mobile::parse(text).unwrap().number(), "13912345678", "{text}");
        }
    }

    #[test]
    fn a_number_block_is_never_a_reason_to_refuse() {
        assert!(!UNASSIGNED.is_empty());
        let mobile = Mobile::parse("15412345678").unwrap();
        assert_eq!(mobile.plausibility().unwrap().severity, Severity::Info);
        assert!(Mobile::parse("13912345678").unwrap().plausibility().is_none());
    }

    #[test]
    fn what_is_no_mobile_number() {
        let fault = |text: &str| Mobile::parse(text).unwrap_err().code();
        assert_eq!(fault("1391234567"), "length");
        assert_eq!(fault("12012345678"), "bad_prefix");
        assert_eq!(fault("23912345678"), "bad_prefix");
        assert_eq!(fault("1391234567a"), "bad_character");
        assert_eq!(fault(" - "), "empty");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall_over_and_reading_twice_is_reading_once(text in any::<String>()) {
            if let Ok(mobile) = Mobile::parse(&text) {
                prop_assert_eq!(Mobile::parse(mobile.number()), Ok(mobile));
            }
        }
    }
}
