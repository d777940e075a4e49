//! The one place where AES-256-GCM, HKDF and the system's random source are called.

use aes_gcm::{
    Aes256Gcm, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use hkdf::Hkdf;
use rand::{TryRng, rngs::SysRng};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::{SecretKey, VaultError};

pub(crate) const NONCE: usize = 12;
pub(crate) const TAG: usize = 16;

/// Fresh random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| VaultError::NoRandomness)?;
    Ok(bytes)
}

/// A fresh secret key.
pub(crate) fn random_key() -> Result<SecretKey, VaultError> {
    let mut key = Zeroizing::new([0; 32]);
    SysRng.try_fill_bytes(key.as_mut_slice()).map_err(|_| VaultError::NoRandomness)?;
    Ok(key)
}

/// The key for `purpose` under `secret` (HKDF-SHA256).
pub(crate) fn derive(secret: &SecretKey, salt: Option<&[u8]>, purpose: &[&[u8]]) -> SecretKey {
    let mut key = Zeroizing::new([0; 32]);
    // Fails only beyond 255 × 32 bytes.
    let _ = Hkdf::<Sha256>::new(salt, secret.as_slice()).expand_multi_info(purpose, key.as_mut_slice());
    key
}

pub(crate) fn cipher(key: &SecretKey) -> Result<Aes256Gcm, VaultError> {
    Aes256Gcm::new_from_slice(key.as_slice()).map_err(|_| VaultError::Incomplete)
}

/// Nonce and ciphertext. Random nonces keep one key safe for 2³² messages, far beyond one installation between
/// rotations.
pub(crate) fn seal(cipher: &Aes256Gcm, aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, VaultError> {
    let nonce: [u8; NONCE] = random()?;
    let mut sealed = nonce.to_vec();
    sealed.extend(seal_with(cipher, nonce, aad, plain)?);
    Ok(sealed)
}

/// The ciphertext alone, under a nonce the caller never uses twice with this key.
pub(crate) fn seal_with(
    cipher: &Aes256Gcm,
    nonce: [u8; NONCE],
    aad: &[u8],
    plain: &[u8],
) -> Result<Vec<u8>, VaultError> {
    cipher.encrypt(&Nonce::from(nonce), Payload { msg: plain, aad }).map_err(|_| VaultError::TooLong)
}

/// Back from [`seal`].
pub(crate) fn open(cipher: &Aes256Gcm, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or(VaultError::NotSealed)?;
    open_with(cipher, *nonce, aad, text)
}

/// Back from [`seal_with`].
pub(crate) fn open_with(
    cipher: &Aes256Gcm,
    nonce: [u8; NONCE],
    aad: &[u8],
    text: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    cipher
        .decrypt(&Nonce::from(nonce), Payload { msg: text, aad })
        .map(Zeroizing::new)
        .map_err(|_| VaultError::Tampered)
}
