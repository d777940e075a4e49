//! The resident identity number of GB 11643-1999 and its 15-digit forerunner.

use chrono::NaiveDate;
use heng_kernel::{Finding, Severity};

use crate::{
    IdentityFault, Region, Sex,
    gb11643::{self, Parts, check_char},
    normalise::compact,
    region::{is_province, region_of},
};

/// Nobody has been proved to live longer; above it a birth date is probably mistyped.
const OLDEST_PLAUSIBLE_AGE: i32 = 120;

/// A well-formed resident identity number, kept in its 18-character form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResidentId {
    number: String,
    birth: NaiveDate,
    sex: Sex,
    upgraded: bool,
}

impl ResidentId {
    /// Reads 18 characters, or 15 digits of the form issued until 1999, which are upgraded. Full-width digits, spaces, quotes,
    /// dashes and a small `x` do no harm.
    ///
    /// Order of checks: length, characters, province, birth date, check character.
    pub fn parse(text: &str) -> Result<Self, IdentityFault> {
        let number = compact(text);
        if number.len() == 15 { Self::upgrade(&number) } else { Self::of_eighteen(number, false) }
    }

    /// The 18-character form of a 15-digit number: century inserted, check character appended.
    ///
    /// The century is the twentieth, save for the sequence numbers 996–999, which were kept for people born in the nineteenth.
    pub fn upgrade(text: &str) -> Result<Self, IdentityFault> {
        let old = compact(text);
        if old.is_empty() {
            return Err(IdentityFault::Empty);
        }
        if old.chars().count() != 15 {
            return Err(IdentityFault::Length);
        }
        if !old.bytes().all(|b| b.is_ascii_digit()) {
            return Err(IdentityFault::BadCharacter);
        }
        let (region, rest) = old.split_at_checked(6).ok_or(IdentityFault::Length)?;
        let century = if matches!(rest.get(6..), Some("996" | "997" | "998" | "999")) { "18" } else { "19" };
        let body = format!("{region}{century}{rest}");
        let check = check_char(&body).ok_or(IdentityFault::BadCharacter)?;
        Self::of_eighteen(format!("{body}{check}"), true)
    }

    fn of_eighteen(number: String, upgraded: bool) -> Result<Self, IdentityFault> {
        // A province that never was says "not such a number" more clearly than its date, but only if the shape is right.
        let parts = gb11643::parts(&number);
        let shaped =
            !matches!(parts, Err(IdentityFault::Empty | IdentityFault::Length | IdentityFault::BadCharacter));
        let home = number.get(..2).is_some_and(|province| !matches!(province, "81" | "82" | "83"));
        if shaped && !(home && is_province(&number)) {
            return Err(IdentityFault::UnknownRegion);
        }
        let Parts { birth, sex } = parts?;
        Ok(Self { number, birth, sex, upgraded })
    }

    /// The 18 characters, a possible `X` in upper case.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Date of birth.
    pub const fn birth(&self) -> NaiveDate {
        self.birth
    }

    /// Sex by the seventeenth digit.
    pub const fn sex(&self) -> Sex {
        self.sex
    }

    /// The six digits of the county of first registration.
    pub fn region_code(&self) -> &str {
        self.number.get(..6).unwrap_or_default()
    }

    /// The county's meanings over the years; empty when the lists do not know the code.
    pub fn regions(&self) -> &'static [Region] {
        region_of(self.region_code())
    }

    /// Whether it was given in its 15-digit form.
    pub const fn was_upgraded(&self) -> bool {
        self.upgraded
    }

    /// What a careful reader would ask about, seen on the day `on`: a birth in the future or more than 120 years ago, a county
    /// nobody knows, a county that had ceased before the birth. A county founded after the birth is usual (numbers were first
    /// given out in 1984, and to many as adults) and passes in silence.
    pub fn plausibility(&self, on: NaiveDate) -> Vec<Finding> {
        use chrono::Datelike;
        let warn = |code: &str| Finding::new(code, Severity::Warning, "id_number");
        let mut findings = Vec::new();
        if self.birth > on {
            findings.push(warn("identity.birth_in_future"));
        }
        if gb11643::years_between(self.birth, on) > OLDEST_PLAUSIBLE_AGE {
            findings.push(warn("identity.birth_long_ago").with("years", OLDEST_PLAUSIBLE_AGE));
        }
        match self.regions() {
            [] => findings.push(warn("identity.unknown_region").with("region", self.region_code())),
            meanings => {
                let ended = |region: &Region| region.last_year.is_some_and(|year| year < self.birth.year());
                if meanings.iter().all(ended) {
                    findings
                        .push(warn("identity.region_ended_before_birth").with("region", self.region_code()));
                }
            }
        }
        findings
    }
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn codes(number: &str) -> Vec<String> {
        ResidentId::parse(number).unwrap().plausibility(today()).into_iter().map(|f| f.code).collect()
    }

    /// A number of these 17 digits with the right check character.
    fn with_check(body: &str) -> String {
        format!("{body}{}", check_char(body).unwrap())
    }

    #[test]
    fn the_standards_own_example_is_read() {
        let id = ResidentId::parse("11010519491231002X").unwrap();
        assert_eq!(id.birth(), NaiveDate::from_ymd_opt(1949, 12, 31).unwrap());
        assert_eq!((id.sex(), id.region_code()), (Sex::Female, "110105"));
        assert_eq!(ResidentId::parse(" ’１１０１０５ 19491231-002ｘ").unwrap(), id);
    }

    #[test]
    fn each_fault_has_its_own_code() {
        let fault = |text: &str| ResidentId::parse(text).unwrap_err().code();
        assert_eq!(fault(""), "empty");
        assert_eq!(fault("31010119900228003"), "length");
        assert_eq!(fault("31010119900228O030"), "bad_character");
        assert_eq!(fault("31010119900228003Y"), "bad_character");
        assert_eq!(fault("990101199002280030"), "unknown_region");
        assert_eq!(fault("310101199002300038"), "bad_date");
        assert_eq!(fault("310101199002280031"), "bad_checksum");
        assert_eq!(fault("31010119900228003０１２"), "length");
        assert_eq!(fault("三一零一零一一九九零零二二八零零三零"), "bad_character");
    }

    #[test]
    fn a_permit_of_hong_kong_macao_or_taiwan_is_no_resident_id() {
        assert_eq!(ResidentId::parse(&with_check("81000019900101001")), Err(IdentityFault::UnknownRegion));
    }

    #[test]
    fn a_hundred_year_old_of_the_old_cards_was_born_in_the_nineteenth_century() {
        assert_eq!(ResidentId::upgrade("110105990101997").unwrap().birth().year(), 1899);
        assert_eq!(ResidentId::upgrade("110105990101995").unwrap().birth().year(), 1999);
    }

    #[test]
    fn unlikely_is_said_but_not_refused() {
        assert_eq!(codes("440524188001010014"), ["identity.birth_long_ago"]);
        assert_eq!(codes(&with_check("31010120301231001")), ["identity.birth_in_future"]);
        assert_eq!(codes(&with_check("31019919900101001")), ["identity.unknown_region"]);
        assert_eq!(codes(&with_check("11010420150101001")), ["identity.region_ended_before_birth"]);
        assert!(codes(&with_check("11010419800101001")).is_empty(), "宣武区 existed in 1980");
        assert!(codes(&with_check("44030519700101001")).is_empty(), "registered in a district founded later");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fall_over(text in any::<String>()) {
            let _ = ResidentId::parse(&text);
            let _ = ResidentId::upgrade(&text);
        }

        #[test]
        fn upgrading_keeps_region_birth_and_sex(day in 0i64..36_500, sequence in 0u32..996) {
            let birth = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Duration::days(day);
            let old = format!("330106{}{sequence:03}", birth.format("%y%m%d"));
            let id = ResidentId::parse(&old).unwrap();
            prop_assert!(id.was_upgraded());
            prop_assert_eq!(id.birth(), birth);
            prop_assert_eq!(id.region_code(), "330106");
            prop_assert_eq!(id.sex() == Sex::Male, sequence % 2 == 1);
            let again = ResidentId::parse(id.number()).unwrap();
            prop_assert_eq!((again.birth(), again.sex()), (id.birth(), id.sex()));
        }

        #[test]
        fn one_wrong_digit_never_passes(day in 0i64..30_000, sequence in 0u32..1000, at in 14usize..17, add in 1u32..10) {
            let birth = NaiveDate::from_ymd_opt(1940, 1, 1).unwrap() + chrono::Duration::days(day);
            let right = with_check(&format!("310101{}{sequence:03}", birth.format("%Y%m%d")));
            let wrong: String = right.chars().enumerate()
                .map(|(i, c)| if i == at { char::from_digit((c.to_digit(10).unwrap() + add) % 10, 10).unwrap() } else { c })
                .collect();
            prop_assert_eq!(ResidentId::parse(&wrong), Err(IdentityFault::BadChecksum));
        }
    }
}
