//! The envelope of callbacks, `WXBizMsgCrypt` (WeCom document 90968; the same for Official Accounts and DingTalk).
//!
//! ```text
//! key     = base64(EncodingAESKey + "=")                                    32 bytes, IV = its first 16
//! plain   = random(16) ‖ u32 big-endian length ‖ message ‖ receive id
//! padded  = plain ‖ n × byte(n),  n = 32 − len(plain) mod 32                block of 32, not of 16
//! encrypt = base64(AES-256-CBC(key, IV, padded))
//! msg_signature = hex(SHA-1(token, timestamp, nonce and encrypt, sorted as bytes and joined))
//! ```
//! Invariants: the signature is checked first and in constant time; nothing is sliced before its length is known to fit;
//! outsiders get one and the same answer for every failure. Whether a callback is fresh is `callback`'s question.

mod envelope;
mod key;
mod padding;
mod signature;

pub use envelope::{Envelope, EnvelopeFault, Opened, Signed};
pub use key::{AesKey, BadKey};
pub use signature::signature;

#[cfg(test)]
mod tests;
