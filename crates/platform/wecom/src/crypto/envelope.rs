//! Opening what arrives and sealing what is answered.

use std::fmt;

use aes::{
    Aes256,
    cipher::{BlockModeDecrypt as _, BlockModeEncrypt as _, KeyIvInit as _, block_padding::NoPadding},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use secrecy::{ExposeSecret as _, SecretString};

use super::{AesKey, padding, signature};

/// Bytes before the message: 16 random ones and the length.
const HEADER: usize = 20;

/// What a callback brings beside its ciphertext, as texts: the query parameters, URL-decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// `msg_signature`.
    pub signature: String,
    /// `timestamp`: Unix seconds (DingTalk: milliseconds).
    pub timestamp: String,
    /// `nonce`.
    pub nonce: String,
}

/// An opened envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The 16 bytes that made the ciphertext differ.
    pub random: [u8; 16],
    /// The message: XML, JSON or the echo text.
    pub message: String,
}

/// Why an envelope does not open. All read the same to whoever sent it; the case is for our own log and tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the callback is refused")]
pub enum EnvelopeFault {
    /// The signature is of other texts or of another token.
    Signature,
    /// Not base64, or not whole blocks.
    Encoding,
    /// The padding is not right.
    Padding,
    /// Shorter than its header, or the stated length goes beyond the end.
    Length,
    /// The message is not UTF-8.
    Text,
    /// Meant for another corp or application.
    Receiver,
}

/// The three settings of a callback address.
#[derive(Clone)]
pub struct Envelope {
    token: SecretString,
    key: AesKey,
    /// Corp id for an own application; suite id, AppID or empty for the other kinds.
    receive_id: String,
}

impl Envelope {
    /// An envelope of the settings page's Token and EncodingAESKey, for the receiver `receive_id`.
    pub fn new(token: SecretString, key: AesKey, receive_id: impl Into<String>) -> Self {
        Self { token, key, receive_id: receive_id.into() }
    }

    /// Checks the signature, decrypts, checks the receiver.
    pub fn open(&self, signed: &Signed, encrypt: &str) -> Result<Opened, EnvelopeFault> {
        let ours = self.sign(&signed.timestamp, &signed.nonce, encrypt);
        if !signature::same(&ours, &signed.signature) {
            return Err(EnvelopeFault::Signature);
        }
        let mut bytes = STANDARD.decode(encrypt).map_err(|_| EnvelopeFault::Encoding)?;
        let padded = cbc::Decryptor::<Aes256>::new(self.key.bytes().into(), &self.key.iv().into())
            .decrypt_padded::<NoPadding>(&mut bytes)
            .map_err(|_| EnvelopeFault::Encoding)?;
        let plain = padding::strip(padded).ok_or(EnvelopeFault::Padding)?;
        let (random, message, receive_id) = split(plain).ok_or(EnvelopeFault::Length)?;
        if receive_id != self.receive_id.as_bytes() {
            return Err(EnvelopeFault::Receiver);
        }
        let message = str::from_utf8(message).map_err(|_| EnvelopeFault::Text)?;
        Ok(Opened { random, message: message.to_owned() })
    }

    /// Encrypts `message`; `None` when it is longer than 4 GiB.
    pub fn seal(&self, random: [u8; 16], message: &str) -> Option<String> {
        let length = u32::try_from(message.len()).ok()?;
        let mut bytes = Vec::with_capacity(HEADER + message.len() + self.receive_id.len() + 32);
        bytes.extend_from_slice(&random);
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(message.as_bytes());
        bytes.extend_from_slice(self.receive_id.as_bytes());
        padding::pad(&mut bytes);
        let whole = bytes.len();
        let sealed = cbc::Encryptor::<Aes256>::new(self.key.bytes().into(), &self.key.iv().into())
            .encrypt_padded::<NoPadding>(&mut bytes, whole)
            .ok()?;
        Some(STANDARD.encode(sealed))
    }

    /// The signature over an answer.
    pub fn sign(&self, timestamp: &str, nonce: &str, encrypt: &str) -> String {
        signature(self.token.expose_secret(), timestamp, nonce, encrypt)
    }
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope").field("receive_id", &self.receive_id).finish_non_exhaustive()
    }
}

/// Random bytes, message and receive id of a plain text.
fn split(plain: &[u8]) -> Option<([u8; 16], &[u8], &[u8])> {
    let (random, rest) = plain.split_first_chunk::<16>()?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (message, receive_id) = rest.split_at_checked(length)?;
    Some((*random, message, receive_id))
}
