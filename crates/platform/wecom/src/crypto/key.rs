//! The EncodingAESKey of the settings page.

use std::fmt;

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use zeroize::Zeroizing;

/// 43 characters carry 258 bits for a key of 256: most real keys leave the two spare bits set, which a strict decoder
/// refuses.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone),
);
/// Characters of an EncodingAESKey.
const CHARACTERS: usize = 43;

/// A key of AES-256, wiped when dropped.
#[derive(Clone)]
pub struct AesKey(Zeroizing<[u8; 32]>);

/// The text is not 43 characters of A-Z, a-z, 0-9, + and /.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an EncodingAESKey has 43 characters of A-Z, a-z, 0-9, + and /")]
pub struct BadKey;

impl AesKey {
    /// Reads the EncodingAESKey as the settings page shows it.
    pub fn parse(text: &str) -> Result<Self, BadKey> {
        if text.len() != CHARACTERS {
            return Err(BadKey);
        }
        let bytes = Zeroizing::new(LENIENT.decode(text).map_err(|_| BadKey)?);
        bytes.as_slice().try_into().map(|key| Self(Zeroizing::new(key))).map_err(|_| BadKey)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first half of the key: what the scheme prescribes.
    pub(super) fn iv(&self) -> [u8; 16] {
        let [first, _] = self.0.as_chunks::<16>().0 else { return [0; 16] };
        *first
    }
}

impl fmt::Debug for AesKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AesKey(…)")
    }
}
