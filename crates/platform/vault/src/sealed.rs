//! Column types of encrypted fields.

use std::fmt;

use sea_orm::DeriveValueType;
use subtle::ConstantTimeEq;

/// A sealed text as it stands in a column. Opened by [`crate::Vault::open_text`].
#[derive(Clone, PartialEq, Eq, DeriveValueType)]
pub struct SealedText(pub(crate) Vec<u8>);

impl SealedText {
    /// The column's bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for SealedText {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for SealedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedText({} bytes)", self.0.len())
    }
}

/// The keyed hash of a normalised value, for equality search: the same value gives the same hash in one installation,
/// and nobody without the key can test a guess.
#[derive(Clone, DeriveValueType)]
pub struct KeyedHash(pub(crate) Vec<u8>);

impl KeyedHash {
    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl PartialEq for KeyedHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for KeyedHash {}

impl fmt::Debug for KeyedHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyedHash(••)")
    }
}
