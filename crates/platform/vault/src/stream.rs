//! Sealing streams of any length: chunks of 64 KiB, each authenticated with its place and with whether it is the last, so
//! that chunks cannot be altered, swapped, dropped, repeated or added.
//!
//! ```text
//! magic (8) · salt (32) · { ciphertext of 65,536 bytes · tag (16) }* · ciphertext of 0 to 65,536 bytes · tag (16)
//! ```
//!
//! The salt gives every stream a key of its own, so the chunk's number serves as its nonce.

use std::fmt;

use aes_gcm::Aes256Gcm;
use zeroize::{Zeroize, Zeroizing};

use crate::{Context, SecretKey, VaultError, cipher};

/// Plain bytes in one chunk.
pub const CHUNK: usize = 64 * 1024;
const MAGIC: [u8; 8] = *b"HENGSTR\x01";
const SALT: usize = 32;
const HEADER: usize = MAGIC.len() + SALT;

fn stream_cipher(secret: &SecretKey, salt: &[u8], context: &Context) -> Result<Aes256Gcm, VaultError> {
    cipher::cipher(&cipher::derive(secret, Some(salt), &[b"heng/stream/v1/", context.as_bytes()]))
}

/// Eleven bytes of number, one byte of "this is the last".
fn nonce(number: u64, last: bool) -> [u8; cipher::NONCE] {
    let mut nonce = [0; cipher::NONCE];
    let [_, _, _, a, b, c, d, e, f, g, h, end] = &mut nonce;
    [*a, *b, *c, *d, *e, *f, *g, *h] = number.to_be_bytes();
    *end = u8::from(last);
    nonce
}

/// Seals a stream. Feed it with [`StreamSealer::push`], end it with [`StreamSealer::finish`]; what they answer, joined, is
/// the sealed stream.
pub struct StreamSealer {
    cipher: Aes256Gcm,
    header: Option<[u8; HEADER]>,
    waiting: Vec<u8>,
    number: u64,
}

impl StreamSealer {
    /// With the stream's own key derived from `secret`, for one place.
    pub fn new(secret: &SecretKey, context: &Context) -> Result<Self, VaultError> {
        let salt: [u8; SALT] = cipher::random()?;
        let mut header = [0; HEADER];
        let (magic, rest) = header.split_at_mut(MAGIC.len());
        magic.copy_from_slice(&MAGIC);
        rest.copy_from_slice(&salt);
        let cipher = stream_cipher(secret, &salt, context)?;
        Ok(Self { cipher, header: Some(header), waiting: Vec::with_capacity(CHUNK), number: 0 })
    }

    /// Takes plain bytes; answers sealed bytes that are ready.
    pub fn push(&mut self, mut plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut out = self.header.take().map(Vec::from).unwrap_or_default();
        while !plain.is_empty() {
            if self.waiting.len() == CHUNK {
                self.seal(false, &mut out)?;
            }
            let (now, later) = plain.split_at(plain.len().min(CHUNK - self.waiting.len()));
            self.waiting.extend_from_slice(now);
            plain = later;
        }
        Ok(out)
    }

    /// Seals the rest.
    pub fn finish(mut self) -> Result<Vec<u8>, VaultError> {
        let mut out = self.header.take().map(Vec::from).unwrap_or_default();
        self.seal(true, &mut out)?;
        Ok(out)
    }

    fn seal(&mut self, last: bool, out: &mut Vec<u8>) -> Result<(), VaultError> {
        out.extend(cipher::seal_with(&self.cipher, nonce(self.number, last), &[], &self.waiting)?);
        self.waiting.zeroize();
        self.number += 1;
        Ok(())
    }
}

impl Drop for StreamSealer {
    fn drop(&mut self) {
        self.waiting.zeroize();
    }
}

impl fmt::Debug for StreamSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamSealer").field("number", &self.number).finish_non_exhaustive()
    }
}

/// Opens a sealed stream. Plain bytes come chunk by chunk, each only after it was checked; the stream is whole only when
/// [`StreamOpener::finish`] says so.
pub struct StreamOpener {
    secret: SecretKey,
    context: Context,
    cipher: Option<Aes256Gcm>,
    waiting: Vec<u8>,
    number: u64,
}

impl StreamOpener {
    /// For a stream sealed with a key derived from `secret` for this place.
    pub fn new(secret: &SecretKey, context: &Context) -> Self {
        Self {
            secret: secret.clone(),
            context: context.clone(),
            cipher: None,
            waiting: Vec::with_capacity(CHUNK + cipher::TAG),
            number: 0,
        }
    }

    /// Takes sealed bytes; answers plain bytes that are ready.
    pub fn push(&mut self, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        self.waiting.extend_from_slice(sealed);
        let mut plain = Zeroizing::new(Vec::new());
        if self.cipher.is_none() {
            if self.waiting.len() < HEADER {
                return Ok(plain);
            }
            let header: Vec<u8> = self.waiting.drain(..HEADER).collect();
            let salt = header.strip_prefix(&MAGIC).ok_or(VaultError::NotSealed)?;
            self.cipher = Some(stream_cipher(&self.secret, salt, &self.context)?);
        }
        let mut from = 0;
        // A full chunk with more behind it is not the last.
        while let Some((chunk, [_, ..])) =
            self.waiting.get(from..).and_then(|rest| rest.split_at_checked(CHUNK + cipher::TAG))
        {
            plain.extend_from_slice(&open(self.cipher.as_ref(), self.number, false, chunk)?);
            self.number += 1;
            from += CHUNK + cipher::TAG;
        }
        self.waiting.drain(..from);
        Ok(plain)
    }

    /// Opens the last chunk, and so proves that nothing is missing.
    pub fn finish(self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        open(self.cipher.as_ref(), self.number, true, &self.waiting)
    }
}

fn open(
    cipher: Option<&Aes256Gcm>,
    number: u64,
    last: bool,
    chunk: &[u8],
) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let cipher = cipher.ok_or(VaultError::NotSealed)?;
    cipher::open_with(cipher, nonce(number, last), &[], chunk)
}

impl fmt::Debug for StreamOpener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamOpener").field("number", &self.number).finish_non_exhaustive()
    }
}
