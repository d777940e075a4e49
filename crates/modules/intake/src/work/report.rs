//! What came of a check: findings, questions, and the differences an application would make.

use heng_cleanse::{FieldChange, RowFinding, UnitNeed, UnitPath};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Codes of findings this module adds to those of `heng_cleanse`; words for each live in the web's locales.
pub mod codes {
    /// The actor may not write the fields of this column.
    pub const COLUMN_FORBIDDEN: &str = "intake.column_forbidden";
    /// The values of this column have no place yet; they stay in the original alone.
    pub const COLUMN_NOT_KEPT: &str = "intake.column_not_kept";
    /// The footing of people who are there stays; the column counts for new ones.
    pub const KIND_OF_NEW_ALONE: &str = "intake.kind_of_new_alone";
    /// Another sheet of the workbook holds people too; it is not read.
    pub const OTHER_SHEET: &str = "intake.other_sheet";
    /// Nobody changes their own pay.
    pub const OWN_PAY: &str = "intake.own_pay";
    /// The identity document belongs to somebody known to the group.
    pub const PERSON_KNOWN: &str = "intake.person_known";
    /// The unit is new, and the actor may not make units.
    pub const UNIT_NOT_ALLOWED: &str = "intake.unit_not_allowed";
    /// The job or grade is new, and the actor may not add any.
    pub const CATALOGUE_NOT_ALLOWED: &str = "intake.catalogue_not_allowed";
    /// An existing first or last day is corrected on the employee's page, not by a file.
    pub const DAY_NOT_CHANGED: &str = "intake.day_not_changed";
    /// The record has no identity document, and a file adds none to somebody who is there: that is done on their page.
    pub const ID_NOT_ADDED: &str = "intake.id_not_added";
    /// Longer than the store keeps.
    pub const TOO_LONG: &str = "intake.too_long";
    /// On probation without a day of confirmation: the longest probation the law allows is taken.
    pub const PROBATION_ASSUMED: &str = "intake.probation_assumed";
    /// The column names WeCom accounts, and no WeCom is set up here: they stay in the original alone.
    pub const WECOM_NOT_SET_UP: &str = "intake.wecom_not_set_up";
    /// The column names WeCom accounts, and the actor may not let anybody in.
    pub const WECOM_NOT_ALLOWED: &str = "intake.wecom_not_allowed";
    /// No WeCom account has such a name; left out.
    pub const WECOM_UNREADABLE: &str = "intake.wecom_unreadable";
    /// The WeCom account opens somebody else's account; left out.
    pub const WECOM_TAKEN: &str = "intake.wecom_taken";
    /// The person has another WeCom account, here or in an earlier row; it stays.
    pub const WECOM_OTHER: &str = "intake.wecom_other";
    /// The person's account may do more than the actor may; left out.
    pub const WECOM_BEYOND: &str = "intake.wecom_beyond";
    /// All of them.
    pub const ALL: &[&str] = &[
        COLUMN_FORBIDDEN,
        COLUMN_NOT_KEPT,
        KIND_OF_NEW_ALONE,
        OTHER_SHEET,
        OWN_PAY,
        PERSON_KNOWN,
        UNIT_NOT_ALLOWED,
        CATALOGUE_NOT_ALLOWED,
        DAY_NOT_CHANGED,
        ID_NOT_ADDED,
        TOO_LONG,
        PROBATION_ASSUMED,
        WECOM_NOT_SET_UP,
        WECOM_NOT_ALLOWED,
        WECOM_UNREADABLE,
        WECOM_TAKEN,
        WECOM_OTHER,
        WECOM_BEYOND,
    ];
}

/// What an application makes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new employment.
    Created,
    /// A changed one.
    Changed,
    /// Already as the row says.
    Unchanged,
    /// Not taken: see its findings.
    Refused,
    /// Not a person: a total, a repeated header.
    Skipped,
}

/// One row of the dry run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DiffRow {
    /// The row's number beside the sheet.
    pub row: u32,
    /// What becomes of it.
    pub outcome: Outcome,
    /// Employee number, when the row has one.
    pub number: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Unit.
    pub unit: UnitPath,
    /// Job title.
    pub job: Option<String>,
    /// Whether the person is new too, and not somebody who returns.
    pub new_person: bool,
    /// Whether somebody is written as manager who cannot be used.
    pub manager_vacant: bool,
    /// What changes of an existing employment; values masked.
    pub changes: Vec<FieldChange>,
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct Counts {
    /// Rows below the header that hold anything.
    pub rows: usize,
    /// Rows that make an employment.
    pub created: usize,
    /// Rows that change one.
    pub changed: usize,
    /// Rows that are already so.
    pub unchanged: usize,
    /// Rows not taken.
    pub refused: usize,
    /// Rows that are no persons.
    pub skipped: usize,
    /// Findings that refuse.
    pub errors: usize,
    /// Findings to look at.
    pub warnings: usize,
    /// Findings for information.
    pub infos: usize,
    /// Persons to be made.
    pub new_people: usize,
    /// Units to be made.
    pub new_units: usize,
    /// Units to be decided about.
    pub asked_units: usize,
    /// Jobs to be made.
    pub new_jobs: usize,
    /// Grades to be made.
    pub new_grades: usize,
}

/// A check and dry run. Kept sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// How many of what.
    pub counts: Counts,
    /// Everything noticed; findings about the table first.
    pub findings: Vec<RowFinding>,
    /// Units the company does not have.
    pub units: Vec<UnitNeed>,
    /// Jobs to be made.
    pub jobs: Vec<String>,
    /// Grades to be made.
    pub grades: Vec<String>,
    /// Every row.
    pub diff: Vec<DiffRow>,
    /// Names the plan: an application is of this plan or of none.
    pub plan_sha256: String,
}
