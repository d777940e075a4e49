//! What a person of the installation has confirmed: a row as it was written on that day.

use chrono::NaiveDate;
use heng_kernel::DateRange;
use serde::Serialize;

use crate::dated::Dated;

/// Somebody stands for a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Confirmation {
    /// Who.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// A confirmation as the installation's folder brings it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Confirmed {
    /// Version of the row: `cn.social.beijing.housing_fund.rounding` or `…@2026-07-01`.
    pub(crate) row: String,
    /// Fingerprint of what was confirmed.
    pub(crate) fingerprint: String,
    pub(crate) confirmation: Confirmation,
    /// Where it stands, for findings.
    pub(crate) place: String,
}

/// What became of a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is about another timeline.
    NoSuchRow,
    /// The row has changed since.
    Outdated,
    /// It holds.
    Holds,
}

impl<T> Dated<T> {
    pub(crate) fn confirm(&mut self, confirmed: &Confirmed) -> Outcome {
        if !confirmed.row.starts_with(self.key()) || self.version() != confirmed.row {
            return Outcome::NoSuchRow;
        }
        if self.fingerprint() != confirmed.fingerprint {
            return Outcome::Outdated;
        }
        self.confirmed = Some(confirmed.confirmation.clone());
        Outcome::Holds
    }

    /// Sixteen hexadecimal digits that change with what the row says, its days and its source: a confirmation quotes them, so that it
    /// does not carry over to other figures.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.key, self.valid, &self.provenance.source, &self.fields)
    }
}

/// FNV-1a, 64 bits: no secret, just a change detector.
pub(crate) fn fingerprint(key: &str, valid: DateRange, source: &str, fields: &[(String, String)]) -> String {
    let days = format!("{}/{:?}", valid.from(), valid.to());
    let fields = fields.iter().flat_map(|(key, value)| [key.as_str(), value.as_str()]);
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in [key, &days, source].into_iter().chain(fields).flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}")
}
