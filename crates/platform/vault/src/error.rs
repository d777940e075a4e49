//! What can go wrong with keys and sealed values. No variant carries a secret.

use sea_orm::DbErr;

/// A key or a sealed value is not usable.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The value was altered, cut, or sealed for another cell or with another key.
    #[error("a sealed value cannot be opened: it was altered, or belongs elsewhere")]
    Tampered,
    /// The bytes are not a sealed value at all.
    #[error("not a sealed value")]
    NotSealed,
    /// No key of this version is known to this process (yet).
    #[error("data key version {0} is not known")]
    UnknownKey(u32),
    /// The opened bytes are not the text they should be.
    #[error("a sealed text is not valid UTF-8")]
    NotText,
    /// The database's keys are wrapped by another master key.
    #[error("the database belongs to master key {wanted}, but this is master key {given}")]
    WrongMasterKey {
        /// Fingerprint of the key the database wants.
        wanted: String,
        /// Fingerprint of the key at hand.
        given: String,
    },
    /// The key table has data keys but no root, or the other way round.
    #[error("the table of data keys is incomplete")]
    Incomplete,
    /// The machine gives no randomness.
    #[error("the system's random source failed")]
    NoRandomness,
    /// The cipher refused: the value is beyond what one message may hold (64 GiB).
    #[error("the value is too long to be sealed")]
    TooLong,
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] DbErr),
}
