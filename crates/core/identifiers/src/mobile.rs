//! Mobile telephone numbers: of the mainland, and of elsewhere with their country code.

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

/// A mobile number: the eleven digits of the mainland that begin with 13 to 19, or `+` and country code of another place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mobile(String);

impl Mobile {
    /// Reads a mainland number with or without `+86`, `0086` or `86`, and one of another place with `+` or `00` and its country
    /// code (ITU-T E.164), with spaces, dashes, brackets and full-width digits. Of Hong Kong, Macao, Taiwan and Singapore the
    /// code may stand there bare, as a number cell leaves it: no mainland number begins so.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let typed: String = compact(text).chars().filter(|c| !matches!(c, '(' | ')' | '.' | '·')).collect();
        if typed.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if let Some(abroad) = abroad(&typed) {
            return abroad;
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

    /// The eleven digits, or `+` and the digits with the country code.
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

/// Country codes near by, the digits that follow, and what a mobile number begins with there.
const NEAR: [(&str, usize, &str); 4] =
    [("852", 8, "456789"), ("853", 8, "6"), ("886", 9, "9"), ("65", 8, "89")];

/// A number with another country's code; nothing when it is none of those.
fn abroad(typed: &str) -> Option<Result<Mobile, IdentityFault>> {
    let coded = typed.strip_prefix('+').or_else(|| typed.strip_prefix("00"));
    let digits = coded.unwrap_or(typed);
    if digits.starts_with("86") || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let near =
        NEAR.iter().find_map(|(code, length, first)| Some((digits.strip_prefix(code)?, *length, *first)));
    match (coded, near) {
        // The zero before an area is not dialled from abroad, and often written all the same.
        (Some(_), Some((rest, length, _))) => {
            let bare = if rest.len() == length + 1 { rest.strip_prefix('0').unwrap_or(rest) } else { rest };
            let code = digits.strip_suffix(rest).unwrap_or_default();
            let whole = bare.len() == length;
            Some(if whole { Ok(Mobile(format!("+{code}{bare}"))) } else { Err(IdentityFault::Length) })
        }
        (Some(_), None) if digits.starts_with('0') => Some(Err(IdentityFault::BadPrefix)),
        (Some(_), None) if (8..=15).contains(&digits.len()) => Some(Ok(Mobile(format!("+{digits}")))),
        (Some(_), None) => Some(Err(IdentityFault::Length)),
        (None, Some((rest, length, first)))
            if rest.len() == length && rest.starts_with(|c: char| first.contains(c)) =>
        {
            Some(Ok(Mobile(format!("+{digits}"))))
        }
        (None, _) => None,
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
    fn numbers_of_other_places_keep_their_country_code() {
        for (text, number) in [
            ("+852 9123 4567", "+85291234567"),
            ("00852-91234567", "+85291234567"),
            ("85291234567", "+85291234567"),
            ("（+65）8123 4567", "+6581234567"),
            ("6581234567", "+6581234567"),
            ("+886 0912 345 678", "+886912345678"),
            ("+1 (415) 555-0100", "+14155550100"),
        ] {
            assert_eq!(Mobile::parse(text).unwrap().number(), number, "{text}");
        }
        assert_eq!(Mobile::parse("+852 9123 456"), Err(IdentityFault::Length));
        assert_eq!(Mobile::parse("9123 4567"), Err(IdentityFault::Length), "of which place nobody knows");
        assert_eq!(Mobile::parse("+86 1391234567"), Err(IdentityFault::Length));
        assert_eq!(Mobile::parse("+852 9123 4567").unwrap().masked(), "+85*****4567");
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
