//! Field classes: which kinds of fields a permission opens.

use serde::{Deserialize, Serialize};

/// What kind of information a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldClass {
    /// Name, number, unit, job: what every colleague sees.
    Public,
    /// Dates, contract, manager, leave.
    Work,
    /// Birth, phone, address, family.
    Private,
    /// Pay and everything it can be computed from.
    Pay,
    /// Identity document and bank account.
    IdBank,
    /// Health and anything that betrays it.
    Health,
    /// What an applicant gave us.
    Candidate,
}

/// A set of field classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(u8);
