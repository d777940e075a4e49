//! The key that is never in the database.

use std::{
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use aes_gcm::Aes256Gcm;
use base64::{
    Engine,
    alphabet::{STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::{Zeroize, Zeroizing};

use crate::{SecretKey, VaultError, cipher};

/// The master key: 32 random bytes. Wraps the data keys and does nothing else.
#[derive(Clone)]
pub struct MasterKey(SecretKey);

/// The master key cannot be read or made.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The text is neither 64 hex digits nor base64 of 32 bytes.
    #[error("a master key is 32 bytes, written as 64 hex digits or as base64")]
    Malformed,
    /// Other users of the machine can read the file, or its group can change it.
    #[error("{path} is open to others (mode {mode:03o}): run `chmod 600 {path}`", path = path.display())]
    TooOpen {
        /// The file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file cannot be read or written.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The machine gives no randomness.
    #[error("the system's random source failed")]
    NoRandomness,
}

impl MasterKey {
    /// From 32 secret bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// A new one.
    pub fn generate() -> Result<Self, MasterKeyError> {
        cipher::random_key().map(Self).map_err(|_| MasterKeyError::NoRandomness)
    }

    /// From text: 64 hex digits, or base64 of either alphabet, padded or not; spaces around it are ignored.
    pub fn from_text(text: &str) -> Result<Self, MasterKeyError> {
        let text = text.trim();
        let lenient = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let mut bytes = if text.len() == 64 {
            hex::decode(text).map_err(|_| MasterKeyError::Malformed)?
        } else {
            let alphabet = if text.contains(['-', '_']) { &URL_SAFE } else { &STANDARD };
            GeneralPurpose::new(alphabet, lenient).decode(text).map_err(|_| MasterKeyError::Malformed)?
        };
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map(Self::from_bytes);
        bytes.zeroize();
        key.map_err(|_| MasterKeyError::Malformed)
    }

    /// From a file that only its owner (and at most its group) can read.
    pub fn read(path: &Path) -> Result<Self, MasterKeyError> {
        let failed = |source| MasterKeyError::Io { path: path.to_owned(), source };
        refuse_open(path, &fs::metadata(path).map_err(failed)?)?;
        let text = Zeroizing::new(fs::read_to_string(path).map_err(failed)?);
        Self::from_text(&text)
    }

    /// Makes a new key and writes it to a file that must not exist yet, readable by its owner alone.
    pub fn create(path: &Path) -> Result<Self, MasterKeyError> {
        let failed = |source| MasterKeyError::Io { path: path.to_owned(), source };
        let key = Self::generate()?;
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        let mut line = Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(key.0.as_slice()));
        line.push('\n');
        file.write_all(line.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        Ok(key)
    }

    /// Names the key without telling it: 16 hex digits.
    pub fn fingerprint(&self) -> String {
        let derived = cipher::derive(&self.0, None, &[b"heng/fingerprint/v1"]);
        hex::encode(derived.first_chunk::<8>().unwrap_or(&[0; 8]))
    }

    /// The key for something kept outside the database: a backup. `purpose` is unique to the use.
    pub fn subkey(&self, purpose: &str) -> SecretKey {
        cipher::derive(&self.0, None, &[b"heng/outside/v1/", purpose.as_bytes()])
    }

    pub(crate) fn wrapper(&self) -> Result<Aes256Gcm, VaultError> {
        cipher::cipher(&cipher::derive(&self.0, None, &[b"heng/wrap/v1"]))
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(••)")
    }
}

#[cfg(unix)]
fn refuse_open(path: &Path, metadata: &fs::Metadata) -> Result<(), MasterKeyError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o027 == 0 { Ok(()) } else { Err(MasterKeyError::TooOpen { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_open(_: &Path, _: &fs::Metadata) -> Result<(), MasterKeyError> {
    Ok(())
}
