//! Residence permits for people of Hong Kong, Macao and Taiwan: made like the resident ID, with a place instead of a county.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    IdentityFault, Sex,
    gb11643::{self, Parts},
    normalise::compact,
};

/// Where the holder is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PermitPlace {
    /// 810000.
    HongKong,
    /// 820000.
    Macao,
    /// 830000.
    Taiwan,
}

/// A well-formed residence permit number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResidencePermit {
    number: String,
    place: PermitPlace,
    birth: NaiveDate,
    sex: Sex,
}

impl ResidencePermit {
    /// Reads 18 characters that begin with 810000, 820000 or 830000.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        let parts = gb11643::parts(&number);
        if matches!(parts, Err(IdentityFault::Empty | IdentityFault::Length | IdentityFault::BadCharacter)) {
            parts?;
        }
        let place = match number.get(..6) {
            Some("810000") => PermitPlace::HongKong,
            Some("820000") => PermitPlace::Macao,
            Some("830000") => PermitPlace::Taiwan,
            _ => return Err(IdentityFault::BadPrefix),
        };
        let Parts { birth, sex } = parts?;
        Ok(Self { number, place, birth, sex })
    }

    /// The 18 characters.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Where the holder is from.
    pub const fn place(&self) -> PermitPlace {
        self.place
    }

    /// Date of birth.
    pub const fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// Sex by the seventeenth digit.
    pub const fn sex(&self) -> Sex {
        self.sex
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_char;

    #[test]
    fn the_prefix_names_the_place() {
        for (prefix, place) in [
            ("810000", PermitPlace::HongKong),
            ("820000", PermitPlace::Macao),
            ("830000", PermitPlace::Taiwan),
        ] {
            let body = format!("{prefix}19900101002");
            let permit = ResidencePermit::parse(&format!("{body}{}", check_char(&body).unwrap())).unwrap();
            assert_eq!((permit.place(), permit.sex()), (place, Sex::Female));
        }
        assert_eq!(ResidencePermit::parse("310101199002280030"), Err(IdentityFault::BadPrefix));
        assert_eq!(ResidencePermit::parse("810000"), Err(IdentityFault::Length));
    }
}
