//! The unwrapped data keys of this process.

use std::collections::BTreeMap;

use aes_gcm::Aes256Gcm;
use chrono::{DateTime, Utc};

use crate::{SecretKey, VaultError, cipher, rotate::SETTLE};

/// One data key, ready for use.
pub(crate) struct DataKey {
    pub(crate) secret: SecretKey,
    pub(crate) cipher: Aes256Gcm,
    pub(crate) created_at: DateTime<Utc>,
}

impl DataKey {
    pub(crate) fn new(secret: SecretKey, created_at: DateTime<Utc>) -> Result<Self, VaultError> {
        let cipher = cipher::cipher(&secret)?;
        Ok(Self { secret, cipher, created_at })
    }
}

/// Data keys by version, from 1.
#[derive(Default)]
pub(crate) struct KeyRing(pub(crate) BTreeMap<u32, DataKey>);

impl KeyRing {
    /// The key that seals now: the newest that every process has had the time to read, or the first there ever was.
    pub(crate) fn current(&self, now: DateTime<Utc>) -> Result<(u32, &DataKey), VaultError> {
        let settled = self.0.iter().rev().find(|(_, key)| key.created_at + SETTLE <= now);
        settled.or_else(|| self.0.first_key_value()).map(|(v, k)| (*v, k)).ok_or(VaultError::Incomplete)
    }

    pub(crate) fn version(&self, version: u32) -> Result<&DataKey, VaultError> {
        self.0.get(&version).ok_or(VaultError::UnknownKey(version))
    }
}
