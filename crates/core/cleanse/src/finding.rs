//! What was noticed, where, and what to do about it.

use heng_kernel::{Finding, Severity};
use serde::{Deserialize, Serialize};

/// A column as the sheet shows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct ColumnRef {
    /// `D`.
    pub letter: String,
    /// `身份证号`.
    pub title: String,
}

/// What the person in charge of the file can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// Put the right value into the cell and upload again.
    FixValue,
    /// Fill in the cell.
    FillIn,
    /// Format the column as text and enter the number again: its digits are lost.
    EnterAsText,
    /// Say whether the unit is to be made or which unit is meant.
    DecideUnit,
    /// Say which of the rows holds.
    DecideDuplicate,
    /// The manager is left vacant; set one later or correct the row.
    SetManager,
    /// The value was left out; add it later or correct the row.
    AddLater,
    /// A better value was used; look whether it is right.
    Review,
    /// Nothing.
    None,
}

/// A finding of a row or of the whole table (`row` 0).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "api", derive(utoipa::ToSchema))]
pub struct RowFinding {
    /// The row's number beside the sheet; 0 when the finding is about the table.
    pub row: u32,
    /// Other rows concerned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_rows: Vec<u32>,
    /// The column, when one is to blame.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<ColumnRef>,
    /// Code, severity, field (`path`) and parameters; `value` is the offending text, masked where sensitive.
    pub finding: Finding,
    /// What to do.
    pub remedy: Remedy,
}

impl RowFinding {
    /// Whether it refuses its row.
    pub fn refuses(&self) -> bool {
        self.finding.severity == Severity::Error
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.finding.code
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)+) => {
        /// Every code this crate writes; words for each live in the web's locales.
        pub mod codes {
            $($(#[$doc])* pub const $name: &str = $code;)+
            /// All of them.
            pub const ALL: &[&str] = &[$($name),+];
        }
    };
}

codes! {
    /// No cell for a field every row needs.
    REQUIRED_MISSING = "roster.required_missing";
    /// No column for a field every row needs.
    COLUMN_MISSING = "roster.column_missing";
    /// Two columns for one field; the second is not read.
    DUPLICATE_HEADER = "roster.duplicate_header";
    /// A column nobody knows; not read.
    COLUMN_NOT_READ = "roster.column_not_read";
    /// A total, a footer or a repeated header; skipped.
    TOTAL_ROW = "roster.total_row_not_a_person";
    /// A formula where a value belongs.
    FORMULA_CELL = "roster.formula_cell";
    /// An error value such as `#N/A`.
    CELL_ERROR = "roster.cell_error";
    /// The name has digits or is a single character.
    NAME_SUSPICIOUS = "roster.name_suspicious";
    /// A spreadsheet turned the employee number into a rounded figure.
    NUMBER_LOST_DIGITS = "roster.number_lost_digits";
    /// The employee number will be issued.
    NUMBER_MISSING = "roster.number_missing";
    /// Check character wrong.
    ID_CHECKSUM = "roster.id_checksum";
    /// A spreadsheet turned the number into a rounded figure.
    ID_LOST_DIGITS = "roster.id_lost_digits";
    /// Wrong number of characters.
    ID_LENGTH = "roster.id_length";
    /// Birth date inside the number is no date.
    ID_BAD_DATE = "roster.id_bad_date";
    /// A character that cannot be in it.
    ID_BAD_CHARACTER = "roster.id_bad_character";
    /// First characters do not fit the kind.
    ID_BAD_PREFIX = "roster.id_bad_prefix";
    /// No such province.
    ID_UNKNOWN_REGION = "roster.id_unknown_region";
    /// No ID given.
    ID_MISSING = "roster.id_missing";
    /// The number is of another kind of document than is written; taken as what it is.
    ID_KIND_CONTRADICTS = "roster.id_kind_contradicts";
    /// Kind of document not understood; guessed by shape.
    ID_KIND_UNREADABLE = "roster.id_kind_unreadable";
    /// Sex column against the ID; the ID is believed.
    SEX_CONTRADICTS_ID = "roster.sex_contradicts_id";
    /// Birth column against the ID; the ID is believed.
    BIRTH_CONTRADICTS_ID = "roster.birth_contradicts_id";
    /// Not understood.
    SEX_UNREADABLE = "roster.sex_unreadable";
    /// Not a mobile number; left out.
    PHONE_INVALID = "roster.phone_invalid";
    /// Not a date.
    DATE_UNREADABLE = "roster.date_unreadable";
    /// A date far from any working life.
    DATE_IMPLAUSIBLE = "roster.date_implausible";
    /// A date that can be read in two ways.
    DATE_AMBIGUOUS = "roster.date_ambiguous";
    /// A month or a year without its day.
    DATE_WITHOUT_DAY = "roster.date_without_day";
    /// What programs write where there is no date (`1900/1/0`, `9999-12-31`); read as none.
    DATE_PLACEHOLDER = "roster.date_placeholder";
    /// Day and month are taken in the order the file's other dates prove.
    DATE_ORDER = "roster.date_order";
    /// Younger than sixteen on the day of hire.
    HIRED_UNDER_16 = "roster.hired_under_16";
    /// Confirmed before hired.
    CONFIRMED_BEFORE_HIRED = "roster.confirmed_before_hired";
    /// Not understood; taken as regular.
    EMPLOYMENT_KIND_UNREADABLE = "roster.employment_kind_unreadable";
    /// Not understood.
    CONTRACT_KIND_UNREADABLE = "roster.contract_kind_unreadable";
    /// Ends before it starts.
    CONTRACT_ENDS_BEFORE_START = "roster.contract_ends_before_start";
    /// Starts before the hire.
    CONTRACT_STARTS_BEFORE_HIRED = "roster.contract_starts_before_hired";
    /// Open-ended and yet with an end.
    OPEN_ENDED_WITH_END = "roster.open_ended_with_end";
    /// Fixed term without an end.
    FIXED_TERM_WITHOUT_END = "roster.fixed_term_without_end";
    /// Contract without a start; the day of hire is used.
    CONTRACT_START_MISSING = "roster.contract_start_missing";
    /// Pay below zero.
    NEGATIVE_PAY = "roster.negative_pay";
    /// Not an amount.
    PAY_UNREADABLE = "roster.pay_unreadable";
    /// More than two decimals; rounded.
    PAY_ROUNDED = "roster.pay_rounded";
    /// Not a percentage.
    FUND_RATE_UNREADABLE = "roster.fund_rate_unreadable";
    /// Outside 5 to 12 per cent.
    FUND_RATE_UNUSUAL = "roster.fund_rate_unusual";
    /// No check digit of a card.
    CARD_LUHN = "roster.card_luhn";
    /// Not a card or account number; left out.
    CARD_INVALID = "roster.card_invalid";
    /// A spreadsheet turned the card number into a rounded figure; left out.
    CARD_LOST_DIGITS = "roster.card_lost_digits";
    /// Two people with one card.
    CARD_SHARED = "roster.card_shared";
    /// Status not understood.
    STATUS_UNREADABLE = "roster.status_unreadable";
    /// A status of somebody who is away or still to come; taken as employed.
    STATUS_SIMPLIFIED = "roster.status_simplified";
    /// At work, but with a last day that has passed.
    ACTIVE_WITH_LAST_DAY = "roster.active_with_last_day";
    /// Left, but without a last day.
    LEFT_WITHOUT_LAST_DAY = "roster.left_without_last_day";
    /// Last day before the hire.
    LAST_DAY_BEFORE_HIRED = "roster.last_day_before_hired";
    /// A unit to be decided on.
    UNIT_UNKNOWN_OR_NEW = "roster.unit_unknown_or_new";
    /// Several units in one cell; the first is taken.
    SEVERAL_UNITS = "roster.several_units";
    /// Unit names with dashes are read as paths.
    UNIT_DASHES = "roster.unit_dashes";
    /// Several units have this name.
    UNIT_AMBIGUOUS = "roster.unit_ambiguous";
    /// The file calls the company it is for by another name; taken as that company.
    COMPANY_NAMED_OTHERWISE = "roster.company_named_otherwise";
    /// A row of another company than the one the file is for.
    OTHER_COMPANY = "roster.other_company";
    /// Nobody has this number or name.
    MANAGER_UNKNOWN = "roster.manager_unknown";
    /// Several people have this name.
    MANAGER_AMBIGUOUS = "roster.manager_ambiguous";
    /// The manager's own row was refused.
    MANAGER_REFUSED = "roster.manager_refused";
    /// The manager has left.
    MANAGER_HAS_LEFT = "roster.manager_has_left";
    /// Managers in a circle, or own manager.
    REPORTING_CYCLE = "roster.reporting_cycle";
    /// One number for two people.
    NUMBER_REUSED = "roster.employee_number_reused";
    /// One person twice.
    DUPLICATE_PERSON = "roster.duplicate_person";
    /// Two rows that may be one person.
    POSSIBLE_DUPLICATE = "roster.possible_duplicate";
    /// One person with an earlier, ended employment.
    REHIRE = "roster.rehire";
    /// One WeCom account for two people; left out.
    WECOM_SHARED = "roster.wecom_shared";
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_are_distinct_and_of_one_family() {
        let mut all = codes::ALL.to_vec();
        assert!(all.iter().all(|code| code.starts_with("roster.")));
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), codes::ALL.len());
    }
}
