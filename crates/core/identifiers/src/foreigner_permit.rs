//! Foreigners' permanent residence identity cards: 15 characters until 2023, 18 digits since.

use chrono::NaiveDate;

use crate::{
    IdentityFault, Sex,
    gb11643::{self, Parts},
    normalise::compact,
    region::is_province,
};

/// A well-formed permanent residence card number of either form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ForeignerPermit {
    number: String,
    nationality: String,
    birth: Option<NaiveDate>,
    sex: Option<Sex>,
}

impl ForeignerPermit {
    /// Reads the 18-character form (`9`, province, three digits of nationality, birth, sequence, check character as in GB 11643)
    /// or the older 15-character one (three letters of nationality and twelve digits, whose seventh to twelfth are the birth date
    /// without its century; its check digit is not published and is not tested).
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        match number.chars().count() {
            0 => Err(IdentityFault::Empty),
            15 => Self::of_fifteen(number),
            18 => Self::of_eighteen(number),
            _ => Err(IdentityFault::Length),
        }
    }

    fn of_eighteen(number: String) -> Result<Self, IdentityFault> {
        if !number.starts_with('9') {
            return Err(IdentityFault::BadPrefix);
        }
        let parts = gb11643::parts(&number);
        if !matches!(parts, Err(IdentityFault::BadCharacter)) && !number.get(1..3).is_some_and(is_province) {
            return Err(IdentityFault::UnknownRegion);
        }
        let Parts { birth, sex } = parts?;
        let nationality = number.get(3..6).unwrap_or_default().to_owned();
        Ok(Self { number, nationality, birth: Some(birth), sex: Some(sex) })
    }

    fn of_fifteen(number: String) -> Result<Self, IdentityFault> {
        let (nationality, digits) = number.split_at_checked(3).ok_or(IdentityFault::BadCharacter)?;
        if !nationality.bytes().all(|b| b.is_ascii_uppercase()) || !digits.bytes().all(|b| b.is_ascii_digit())
        {
            return Err(IdentityFault::BadCharacter);
        }
        // Only month and day can be tested: 29 February may belong to either century.
        let is_day =
            digits.get(6..10).is_some_and(|month_day| gb11643::day(&format!("2000{month_day}")).is_some());
        if !is_day {
            return Err(IdentityFault::BadDate);
        }
        let nationality = nationality.to_owned();
        Ok(Self { number, nationality, birth: None, sex: None })
    }

    /// The 15 or 18 characters.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// ISO 3166-1 code: three digits in the new form, three letters in the old.
    pub fn nationality(&self) -> &str {
        &self.nationality
    }

    /// Date of birth; the old form does not tell the century.
    pub const fn birth(&self) -> Option<NaiveDate> {
        self.birth
    }

    /// Sex; the old form does not tell.
    pub const fn sex(&self) -> Option<Sex> {
        self.sex
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_char;

    #[test]
    fn the_form_of_2023_has_the_check_character_of_resident_ids() {
        let body = "93184019900101001";
        let number = format!("{body}{}", check_char(body).unwrap());
        let permit = ForeignerPermit::parse(&number).unwrap();
        assert_eq!((permit.nationality(), permit.sex()), ("840", Some(Sex::Male)));
        for check in "0123456789X".chars().filter(|c| !number.ends_with(*c)) {
            assert_eq!(ForeignerPermit::parse(&format!("{body}{check}")), Err(IdentityFault::BadChecksum));
        }
        assert_eq!(ForeignerPermit::parse("310101199002280030"), Err(IdentityFault::BadPrefix));
        assert_eq!(ForeignerPermit::parse("999840199001010010"), Err(IdentityFault::UnknownRegion));
    }

    #[test]
    fn the_older_form_begins_with_three_letters() {
        assert_eq!(ForeignerPermit::parse("usa310090010112").unwrap().nationality(), "USA");
        assert_eq!(ForeignerPermit::parse("USA310090131312"), Err(IdentityFault::BadDate));
        assert_eq!(ForeignerPermit::parse("US1310090010112"), Err(IdentityFault::BadCharacter));
    }
}
