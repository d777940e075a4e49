//! Why a text is not such a number.

use serde::Serialize;

/// The first thing that makes a number unusable. Stable codes for the API, import findings and case files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum IdentityFault {
    /// Nothing was given.
    #[error("empty")]
    Empty,
    /// Too many or too few characters.
    #[error("wrong length")]
    Length,
    /// A character that cannot stand where it stands.
    #[error("bad character")]
    BadCharacter,
    /// The first characters are not those of this kind of number.
    #[error("bad prefix")]
    BadPrefix,
    /// No province, past or present, has this code.
    #[error("unknown region")]
    UnknownRegion,
    /// The digits of the birth date are no day of the calendar.
    #[error("bad date")]
    BadDate,
    /// The check character does not fit the rest: a typing error.
    #[error("bad checksum")]
    BadChecksum,
}

impl IdentityFault {
    /// The stable code: `bad_checksum`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Length => "length",
            Self::BadCharacter => "bad_character",
            Self::BadPrefix => "bad_prefix",
            Self::UnknownRegion => "unknown_region",
            Self::BadDate => "bad_date",
            Self::BadChecksum => "bad_checksum",
        }
    }
}
