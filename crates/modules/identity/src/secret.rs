//! Values that let somebody in: made from the system's randomness, shown once, kept as hashes.

use std::fmt::{self, Write};

use rand::{TryRng, rngs::SysRng};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Letters and digits that are not taken for each other on paper (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The machine gives no randomness: nothing that must not be guessed can be made.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the system's random source failed")]
pub struct NoRandomness;

/// A fresh secret in clear. Wiped when dropped, never printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(Zeroizing<String>);

impl Secret {
    /// 256 random bits for machines: cookies and tokens. Letters and digits alone, as some providers want of a state.
    pub(crate) fn token() -> Result<Self, NoRandomness> {
        let bytes = Zeroizing::new(random::<32>()?);
        let mut text = Zeroizing::new(String::with_capacity(2 * bytes.len()));
        for byte in bytes.iter() {
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Self(text))
    }

    /// 100 random bits for people to copy: `4x7gk-…`, four groups of five.
    pub(crate) fn long_code() -> Result<Self, NoRandomness> {
        Ok(Self(Zeroizing::new(groups(&random::<20>()?))))
    }

    /// 50 random bits for people to keep on paper: `4x7gk-p2m9q`. Only where guesses are counted.
    pub(crate) fn short_code() -> Result<Self, NoRandomness> {
        Ok(Self(Zeroizing::new(groups(&random::<10>()?))))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// What is stored instead.
    pub(crate) fn hash(&self) -> Vec<u8> {
        hash(&self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(••)")
    }
}

/// SHA-256: enough for values of 100 and more random bits, which nobody can try out.
pub(crate) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text.as_bytes()).to_vec()
}

/// A code as typed by somebody, in the one form it is hashed in: lower case, grouped, misread letters mended.
pub(crate) fn tidy_code(typed: &str) -> String {
    let letters =
        typed.chars().filter(char::is_ascii_alphanumeric).take(64).map(|c| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        });
    let mut tidy = String::new();
    for (n, letter) in letters.enumerate() {
        if n > 0 && n % 5 == 0 {
            tidy.push('-');
        }
        tidy.push(letter);
    }
    tidy
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

fn groups(bytes: &[u8]) -> String {
    let letter = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).map_or('0', |letter| char::from(*letter));
    tidy_code(&bytes.iter().map(letter).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_was_written_whatever_the_hand() {
        let code = Secret::long_code().unwrap();
        assert_eq!(code.text().len(), 23);
        assert_eq!(tidy_code(code.text()), code.text());
        assert_eq!(tidy_code(&code.text().to_uppercase().replace('-', " ").replace('0', "O")), code.text());
        assert_ne!(code, Secret::long_code().unwrap());
        assert_eq!(format!("{code:?}"), "Secret(••)");
    }
}
